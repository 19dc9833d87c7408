//! Runs as tests handle them: text in, lines of the trace and views out, as any user gets them.

use std::collections::BTreeMap;

use ringleader::data::Data;
use ringleader::registry;
use ringleader::session::{Session, SessionError};
use ringleader::time::Time;
use ringleader::timeline::Span;
use serde_json::Value as Json;

/// A record, as its line of the trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The whole line.
    pub text: String,
    /// `p.k`.
    pub id: String,
    /// When.
    pub at: Time,
    /// `n1`, `c1`, or nothing.
    pub place: Option<String>,
    /// The kind, or the code of a rule.
    pub what: String,
    /// What follows, without the cause.
    pub rest: String,
    /// The cause.
    pub cause: Option<String>,
}

impl Line {
    pub fn parse(text: &str) -> Line {
        let (body, cause) = match text.rsplit_once(" <") {
            Some((body, cause)) => (body, Some(cause.to_owned())),
            None => (text, None),
        };
        let mut words = body.splitn(3, ' ');
        let id = words.next().expect("an id").to_owned();
        let at = words.next().and_then(|at| at.parse().ok()).expect("an instant");
        let mut rest = words.next().expect("a kind");
        let is_place = |word: &str| {
            let digits = word.strip_prefix(['n', 'c']);
            digits.is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
        };
        let mut place = None;
        if let Some((word, after)) = rest.split_once(' ')
            && is_place(word)
        {
            place = Some(word.to_owned());
            rest = after;
        }
        let (what, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        Line { text: text.to_owned(), id, at, place, what: what.to_owned(), rest: rest.to_owned(), cause }
    }

    /// The position of its event.
    pub fn position(&self) -> u64 {
        self.id.split('.').next().and_then(|p| p.parse().ok()).expect("a position")
    }
    /// The number of its node.
    pub fn node(&self) -> Option<u16> {
        self.place.as_ref()?.strip_prefix('n')?.parse().ok()
    }
    /// A parameter: `term=3`.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.rest.split(' ').find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }
    /// A parameter that is a number.
    pub fn number(&self, name: &str) -> u64 {
        let value = self.param(name).and_then(|value| value.parse().ok());
        value.unwrap_or_else(|| panic!("no {name} in {}", self.text))
    }
    pub fn has(&self, parts: &[&str]) -> bool {
        parts.iter().all(|part| self.text.contains(part))
    }
}

/// The lines of a trace.
pub fn parse_trace(trace: &str) -> Vec<Line> {
    trace.lines().map(Line::parse).collect()
}

/// A server as a frame shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub status: String,
    pub role: String,
    pub term: u64,
    pub vote: Option<String>,
    pub leader: Option<String>,
    /// Terms and commands of the entries; none for a no-op.
    pub log: Vec<(u64, Option<String>)>,
    pub commit_index: u64,
    pub last_applied: u64,
    pub machine: BTreeMap<String, String>,
    /// A leader's, per follower.
    pub next_index: BTreeMap<String, u64>,
    pub match_index: BTreeMap<String, u64>,
    /// Name, when it was set, when it fires: in milliseconds.
    pub timers: Vec<(String, f64, f64)>,
}

impl Node {
    pub fn terms(&self) -> Vec<u64> {
        self.log.iter().map(|(term, _)| *term).collect()
    }
    pub fn timer(&self, name: &str) -> Option<(f64, f64)> {
        self.timers.iter().find(|(n, _, _)| n == name).map(|&(_, set, due)| (set, due))
    }
    fn of(json: &Json) -> Node {
        let text = |json: &Json| json.as_str().map(str::to_owned);
        let map = |name: &str| -> BTreeMap<String, u64> {
            let entries = json[name].as_object().into_iter().flatten();
            entries.map(|(key, value)| (key.clone(), count(value))).collect()
        };
        Node {
            status: text(&json["status"]).expect("a status"),
            role: text(&json["role"]).expect("a role"),
            term: count(&json["currentTerm"]),
            vote: text(&json["votedFor"]),
            leader: text(&json["leader"]),
            log: list(&json["log"]).iter().map(|e| (count(&e["term"]), text(&e["command"]))).collect(),
            commit_index: count(&json["commitIndex"]),
            last_applied: count(&json["lastApplied"]),
            machine: json["machine"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(key, value)| (key.clone(), text(value).expect("a text")))
                .collect(),
            next_index: map("nextIndex"),
            match_index: map("matchIndex"),
            timers: list(&json["timers"])
                .iter()
                .map(|t| (text(&t["name"]).expect("a name"), number(&t["set"]), number(&t["due"])))
                .collect(),
        }
    }
}

pub fn number(json: &Json) -> f64 {
    json.as_f64().unwrap_or_else(|| panic!("a number, not {json}"))
}
pub fn count(json: &Json) -> u64 {
    number(json) as u64
}
pub fn list(json: &Json) -> &[Json] {
    json.as_array().unwrap_or_else(|| panic!("a list, not {json}"))
}

/// A run of the public interface.
pub struct Sim {
    pub session: Session,
}

/// Opens a text as it is, or says why not.
pub fn try_open(text: &str) -> Result<Sim, SessionError> {
    Ok(Sim { session: registry::open(text, 1, true)? })
}

impl Sim {
    /// Opens a Raft scenario; the line `protocol raft` may be left out.
    #[track_caller]
    pub fn open(text: &str) -> Sim {
        let text =
            if text.contains("protocol ") { text.to_owned() } else { format!("protocol raft\n{text}") };
        try_open(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }
    /// A scenario of the gallery, played.
    pub fn gallery(name: &str) -> Sim {
        Sim::open(gallery(name))
    }

    /// Plays lines of moves and returns the records that they made.
    #[track_caller]
    pub fn act(&mut self, moves: &str) -> Vec<Line> {
        let before = self.position();
        self.try_act(moves).unwrap_or_else(|error| panic!("{error}\n{moves}"));
        self.lines(before, self.position())
    }
    pub fn try_act(&mut self, moves: &str) -> Result<(), SessionError> {
        self.session.act(moves).map(|_| ())
    }

    /// Goes on until a record of this kind, rule code or verb, for a minute at most.
    #[track_caller]
    pub fn until(&mut self, name: &str) -> Vec<Line> {
        let before = self.position();
        let span = Span::until(self.now() + Time::from_ms(60_000));
        self.session.run_until(name, span).unwrap_or_else(|error| panic!("{error}"));
        let lines = self.lines(before, self.position());
        let last = self.position();
        let met = lines.iter().any(|l| l.position() == last && (l.has(&[name]) || name == "leader-elected"));
        assert!(met, "no {name} within a minute");
        lines
    }

    pub fn position(&self) -> u64 {
        self.session.cursor().position
    }
    pub fn now(&self) -> Time {
        self.session.cursor().now
    }
    pub fn length(&self) -> u64 {
        self.session.extent().0
    }

    /// The lines of positions `from < p <= to`.
    pub fn lines(&self, from: u64, to: u64) -> Vec<Line> {
        parse_trace(&self.session.trace(Some(from), to))
    }
    /// All lines from boot to the cursor.
    pub fn all(&self) -> Vec<Line> {
        parse_trace(&self.trace())
    }
    /// The whole trace up to the cursor.
    pub fn trace(&self) -> String {
        self.session.trace(None, self.position())
    }

    /// The frame as JSON.
    pub fn frame(&self) -> Json {
        json(&self.session.frame(Some((1, u64::MAX))))
    }
    pub fn nodes(&self) -> Vec<Node> {
        list(&self.frame()["nodes"]).iter().map(Node::of).collect()
    }
    pub fn node(&self, node: u16) -> Node {
        self.nodes().swap_remove(usize::from(node) - 1)
    }
    /// The up leader of the highest term.
    pub fn leader(&self) -> Option<u16> {
        let nodes = self.nodes();
        let leads = |n: &&Node| n.status == "up" && n.role == "leader";
        let leader = nodes.iter().filter(leads).max_by_key(|n| n.term)?;
        nodes.iter().position(|n| n == leader).map(|i| i as u16 + 1)
    }
    pub fn client(&self, client: usize) -> Json {
        self.frame()["clients"][client - 1].clone()
    }

    /// The properties that are broken at the cursor.
    pub fn violated(&self) -> Vec<String> {
        let properties = json(&self.session.properties());
        let broken = list(&properties).iter().filter(|p| p["status"] == "violated");
        broken.map(|p| p["name"].as_str().expect("a name").to_owned()).collect()
    }

    /// The ids of the messages under way whose line (`n1 -> n2 RequestVote term=1 ...`) has all of these.
    pub fn messages(&self, parts: &[&str]) -> Vec<String> {
        let line = |m: &Json| {
            let text = |name: &str| m[name].as_str().unwrap_or_default().to_owned();
            format!("{} -> {} {}", text("from"), text("to"), text("summary"))
        };
        let frame = self.frame();
        let meant = list(&frame["messages"]).iter().filter(|m| parts.iter().all(|p| line(m).contains(p)));
        meant.map(|m| m["id"].as_str().expect("an id").to_owned()).collect()
    }
    /// The one message under way whose line has all of these.
    #[track_caller]
    pub fn message(&self, parts: &[&str]) -> String {
        let found = self.messages(parts);
        assert_eq!(found.len(), 1, "messages with {parts:?}: {found:?}");
        found[0].clone()
    }
}

/// Plain data as a reader of the JavaScript API sees it, who knows one kind of number.
pub fn json(data: &Data) -> Json {
    whole_numbers(serde_json::to_value(data).expect("plain data is JSON"))
}

/// `3.0` as `3`, wherever it stands.
fn whole_numbers(value: Json) -> Json {
    match value {
        Json::Number(number) => match number.as_f64() {
            Some(n) if n >= 0.0 && n.fract() == 0.0 && n <= (1_u64 << 53) as f64 => Json::from(n as u64),
            _ => Json::Number(number),
        },
        Json::Array(items) => items.into_iter().map(whole_numbers).collect(),
        Json::Object(fields) => {
            fields.into_iter().map(|(name, value)| (name, whole_numbers(value))).collect()
        }
        other => other,
    }
}

/// All that is known without a run.
pub fn catalog() -> Json {
    json(&registry::catalog())
}

/// The text of a scenario of the gallery.
pub fn gallery(name: &str) -> &'static str {
    let entry = registry::gallery().find(|entry| entry.name == name);
    entry.unwrap_or_else(|| panic!("no scenario {name}")).text
}

/// The lines of this kind or rule code.
pub fn noted<'a>(lines: &'a [Line], what: &str) -> Vec<&'a Line> {
    lines.iter().filter(|line| line.what == what).collect()
}
/// The servers with a line of this kind or rule code, in order.
pub fn who(lines: &[Line], what: &str) -> Vec<u16> {
    noted(lines, what).into_iter().filter_map(Line::node).collect()
}
/// The lines that have all of these.
pub fn with<'a>(lines: &'a [Line], parts: &[&str]) -> Vec<&'a Line> {
    lines.iter().filter(|line| line.has(parts)).collect()
}

/// The one line that has all of these.
#[track_caller]
pub fn the<'a>(lines: &'a [Line], parts: &[&str]) -> &'a Line {
    let found = with(lines, parts);
    assert_eq!(found.len(), 1, "lines with {parts:?} in\n{}", show(lines));
    found[0]
}
/// Asserts that some line has all of these.
#[track_caller]
pub fn check_has(lines: &[Line], parts: &[&str]) {
    assert!(!with(lines, parts).is_empty(), "no line with {parts:?} in\n{}", show(lines));
}
/// Asserts that no line has all of these.
#[track_caller]
pub fn check_none(lines: &[Line], parts: &[&str]) {
    assert!(with(lines, parts).is_empty(), "a line with {parts:?} in\n{}", show(lines));
}
pub fn show(lines: &[Line]) -> String {
    lines.iter().map(|line| format!("{}\n", line.text)).collect()
}

/// Reproducible chance for tests.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(ringleader::draw::scramble(seed))
    }
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = ringleader::draw::scramble(self.0);
        self.0 % bound
    }
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
    pub fn between(&mut self, min: u64, max: u64) -> u64 {
        min + self.below(max - min + 1)
    }
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u64) as usize]
    }
}
