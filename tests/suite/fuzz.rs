//! No text reaches a panic: bytes of any kind, scenarios with holes, soups of the language's own words.
//!
//! What is refused is refused at a place and changes nothing; what is taken plays, and the run is usable after
//! it. `npm run fuzz` does the same for five million cases; a failure names its case, and
//! `RINGLEADER_FUZZ_FIRST=<case> RINGLEADER_FUZZ_CASES=1 cargo test fuzz` does it again.

use ringleader::protocols::paxos::Paxos;
use ringleader::protocols::placement::moves as placement;
use ringleader::protocols::raft::Raft;
use ringleader::registry;
use ringleader::scenario::{self, Move, SYNTAX, VERBS};
use ringleader::session::{Session, SessionError};
use ringleader::setup::setup;
use ringleader::time::Time;
use ringleader::timeline::Span;

use crate::histories::{random_links, random_paxos, random_placement, random_scenario};
use crate::support::{Chance, json};

/// Cases in a run of the whole suite.
const CASES: u64 = 100_000;
/// Scenarios whose runs are longer are only read: the time goes into many cases, not into long ones.
const PLAYED_MAX: Time = Time::from_ms(400);

const WORDS: &[&str] = &[
    "ringleader",
    "protocol",
    "raft",
    "paxos",
    "placement",
    "keys",
    "join",
    "leave",
    "lookup",
    "change",
    "weight",
    "tokens",
    "strategy",
    "compare",
    "hash",
    "virtual-nodes",
    "replicas",
    "rendezvous",
    "bounded",
    "slots",
    "ketama",
    "1.25",
    "251",
    "\"user:17\"",
    "nodes",
    "clients",
    "seed",
    "set",
    "bug",
    "given",
    "term",
    "vote",
    "log",
    "commit-any-term",
    "election-timeout",
    "heartbeat",
    "client-deadline",
    "client-operations",
    "2s",
    "batch",
    "pre-vote",
    "on",
    "off",
    "n1",
    "n2",
    "n9",
    "n64",
    "n65",
    "n0",
    "n99999",
    "c1",
    "c0",
    "c64",
    "m1",
    "m17",
    "m99999999999999999999",
    "->",
    "|",
    "all",
    "leader",
    "follower",
    "election",
    "rpc.n2",
    "rpc.n99",
    "every",
    "latency",
    "disk",
    "slow",
    "stall",
    "ok",
    "finish",
    "losing",
    "2",
    "loss",
    "duplicate",
    "order",
    "fifo",
    "bandwidth",
    "unlimited",
    "zone",
    "eu",
    "us",
    "10MB/s",
    "0B/s",
    "18446744073709551615GB/s",
    "0",
    "1",
    "5",
    "9007199254740991",
    "18446744073709551615",
    "18446744073709551616",
    "-1",
    "1e9",
    "0ms",
    "1us",
    "5ms..15ms",
    "15ms..5ms",
    "285y",
    "9007199254740991us",
    "9007199254740992us",
    "1%",
    "100%",
    "101%",
    "0.0000001%",
    "10000%",
    "\"set x 1\"",
    "\"",
    "\"\\",
    "\"\\n\"",
    "\"get \u{1F980}\"",
    "[",
    "]",
    "[1:\"set x 1\"",
    "2:noop]",
    "none",
    "term=3",
    "candidateId=n2",
    "lastLogIndex=4",
    "lastLogTerm=-2",
    "entries=[1:noop]",
    "=",
    "x=",
    ";",
    "#",
    "#1",
    "#0",
    "#99999999999999999999",
    "n2->n1",
    "n1->c1",
    "c1->",
    "->n2",
    "ClientRequest",
    "RequestVote",
    "AppendEntries",
    "PreVoteReply",
    "promised",
    "accepted",
    "tried",
    "proposers",
    "learners",
    "distinguished",
    "retry",
    "nack",
    "phase",
    "[n1",
    "n5]",
    "[n1]",
    "3.n2",
    "0.n1",
    "4294967295.n64",
    "1.n65535",
    "shared-ballots",
    "ballot=3.n2",
    "value=\"X\"",
    "Prepare",
    "Accepted",
    "Learn",
    "\u{0}",
    "\t",
    "\u{feff}",
    "\u{202e}",
    "é",
    "settle",
    "step",
    "run",
];

/// Messages made by hand, of either protocol.
const MESSAGES: &[&str] = &[
    "RequestVote term=3 candidateId=n2 lastLogIndex=4 lastLogTerm=2",
    "Prepare ballot=3.n2",
    "Promise ballot=1.n1 acceptedBallot=none acceptedValue=none",
    "Promise ballot=1.n1 acceptedBallot=2.n2 acceptedValue=none",
    "Accept ballot=4294967295.n9 value=X",
    "Accepted ballot=7 value=\"\"",
    "Nack ballot=1.n1 promised=4294967295.n64",
    "Chosen ballot=2.n1 value=Y",
    "Forward value=Z",
    "Learn",
];

/// A number from the environment.
fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn no_text_reaches_a_panic() {
    let (first, cases) = (setting("RINGLEADER_FUZZ_FIRST", 0), setting("RINGLEADER_FUZZ_CASES", CASES));
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get() as u64);
    let played: u64 = std::thread::scope(|scope| {
        let shards: Vec<_> = (0..threads)
            .map(|shard| {
                let cases = (first..first + cases).filter(move |case| case % threads == shard);
                scope.spawn(move || cases.map(|case| u64::from(Case::new(case).check())).sum::<u64>())
            })
            .collect();
        shards.into_iter().map(|shard| shard.join().expect("the case that failed is named above")).sum()
    });
    println!("{cases} cases, {played} of them scenarios that play");
    assert!(cases < 1_000 || played > cases / 50, "only {played} of {cases} cases were well formed");
}

/// One case; says which it was if it panics.
struct Case {
    number: u64,
    chance: Chance,
}

impl Drop for Case {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("RINGLEADER_FUZZ_FIRST={} RINGLEADER_FUZZ_CASES=1", self.number);
        }
    }
}

impl Case {
    fn new(number: u64) -> Case {
        Case { number, chance: Chance::new(number) }
    }

    /// Whether the text was a scenario.
    fn check(mut self) -> bool {
        let text = self.text();
        if is_long(&text) {
            return false;
        }
        let mut session = match registry::open(&text, 1, true) {
            Err(error) => {
                check_place(&error, &text);
                return false;
            }
            Ok(session) => session,
        };
        for _ in 0..2 {
            let moves = self.moves();
            self.play(&mut session, &moves);
        }
        if self.chance.percent(5) {
            check_replays(&mut session);
        }
        true
    }

    /// Any text, most of them near to a scenario.
    fn text(&mut self) -> String {
        match self.chance.below(10) {
            8 => {
                let text = random_placement(self.chance.below(1 << 20) as u32);
                self.damaged(&text)
            }
            9 => format!("protocol placement\nnodes 3\nkeys 20\n{}\n{}", self.soup(4), self.moves()),
            0 => self.bytes(60),
            1 => {
                let chosen = self.chance.below(registry::gallery().count() as u64) as usize;
                registry::gallery().nth(chosen).expect("one of them").text.to_owned() + &self.soup(6)
            }
            2 => {
                let index = self.chance.below(1 << 20) as u32;
                let text = match index % 3 {
                    0 => random_scenario(index),
                    1 => random_paxos(index),
                    _ => random_links(index),
                };
                self.damaged(&text)
            }
            3 => format!("{}{}", self.protocol(), self.bytes(40)),
            4 => format!("{}{}\n{}", self.protocol(), self.soup(4), self.soup(4)),
            5 => format!("{}nodes 3\n{}\nrun 30ms\n", self.protocol(), self.header()),
            _ => {
                let (protocol, seed) = (self.protocol(), self.chance.below(99));
                format!("{protocol}nodes 3\nseed {seed}\nrun 200ms\n{}", self.moves())
            }
        }
    }

    fn protocol(&mut self) -> &'static str {
        if self.chance.percent(50) { "protocol raft\n" } else { "protocol paxos\n" }
    }

    fn bytes(&mut self, most: u64) -> String {
        let count = self.chance.below(most);
        let bytes: Vec<u8> = (0..count).map(|_| self.chance.below(256) as u8).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn soup(&mut self, most: u64) -> String {
        let count = self.chance.below(most + 1);
        (0..count).map(|_| format!("{} ", self.chance.pick(WORDS))).collect()
    }

    fn header(&mut self) -> String {
        let word = *self.chance.pick(&[
            "set",
            "bug",
            "given",
            "seed",
            "clients",
            "given n1 term",
            "set batch",
            "given n1 promised",
            "given n1 accepted 2.n2",
            "set proposers",
            "set learners [n1",
            "set retry",
        ]);
        format!("{word} {}", self.soup(5))
    }

    /// A line or two, each from its verb's syntax with values from the soup, or soup alone.
    fn moves(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..=self.chance.below(2) {
            let (verbs, syntax) =
                *self.chance.pick(&[(VERBS, SYNTAX), (placement::VERBS, placement::SYNTAX)]);
            let index = self.chance.below(verbs.len() as u64) as usize;
            let line =
                if self.chance.percent(60) { self.filled(syntax[index]) } else { verbs[index].to_owned() };
            text += &line;
            if self.chance.percent(25) {
                text += &format!(" {}", self.soup(4));
            }
            text.push('\n');
        }
        if self.chance.percent(10) { self.damaged(&text) } else { text }
    }

    fn filled(&mut self, syntax: &str) -> String {
        let alternatives: Vec<&str> = syntax.split(" | ").collect();
        let words = (*self.chance.pick(&alternatives)).split(' ');
        let verb = syntax.split(' ').next().unwrap_or_default();
        let filled: Vec<String> = words.filter(|word| *word != verb).map(|word| self.value(word)).collect();
        format!("{verb} {}", filled.join(" "))
    }

    fn value(&mut self, word: &str) -> String {
        let number = self.chance.below(12);
        match word.trim_matches(['[', ']']) {
            "<node>" | "<nodes>" | "<end>" | "<ends>" => format!("n{}", number % 4),
            "<client>" => format!("c{}", number % 3),
            "<message>" => self.message(number),
            "<duration>" => format!("{number}ms"),
            "<range>" => format!("{number}ms..{}ms", self.chance.below(20)),
            "<share>" | "<rate>" => format!("{}%", number * 9),
            "<events>" | "<position>" | "<number>" => number.to_string(),
            "<text>" => (*self.chance.pick(&["\"set x 1\"", "\"get x\"", "\"\"", "\"drop\""])).to_owned(),
            "<timer>" => {
                (*self.chance.pick(&["election", "heartbeat", "rpc.n2", "phase", "retry"])).to_owned()
            }
            "<kind>" => (*self.chance.pick(MESSAGES)).to_owned(),
            "<option>" => {
                (*self.chance.pick(&["strategy", "compare", "hash", "replicas", "probes"])).to_owned()
            }
            "<value>" => (*self.chance.pick(&["jump", "slots", "bounded", "sha1", "ketama", "2"])).to_owned(),
            "<field>=<value>" | "..." => String::new(),
            other => other.trim_matches('\'').to_owned(),
        }
    }

    /// A message by its id or its name, which may lack a part.
    fn message(&mut self, number: u64) -> String {
        if number < 6 {
            return format!("m{number}");
        }
        let ends = ["n1->n2", "n2->n1", "n3 -> n1", "c1->n1", "n1->c1", "n1->n1", "c1->c1", "n2->", ""];
        let kinds = [
            "RequestVote",
            "RequestVoteReply",
            "AppendEntries",
            "Prepare",
            "Promise",
            "ClientRequest",
            "ClientReply",
            "",
        ];
        let which = ["", " #1", "#1", " #2", " #0", " #9007199254740992", " # 1"];
        let mut name = format!("{} {}", self.chance.pick(&ends), self.chance.pick(&kinds));
        name += *self.chance.pick(&which);
        name
    }

    /// A text with a hole, a piece twice, or a word of the soup in it.
    fn damaged(&mut self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=self.chance.below(3) {
            let at = self.chance.below(chars.len() as u64 + 1) as usize;
            let end = (at + self.chance.below(9) as usize).min(chars.len());
            match self.chance.below(3) {
                0 => drop(chars.drain(at..end)),
                1 => chars.splice(at..at, chars[at..end].to_vec()).for_each(drop),
                _ => chars.splice(at..end, self.chance.pick(WORDS).chars()).for_each(drop),
            }
        }
        chars.into_iter().collect()
    }

    /// A move that is said to have an effect is taken, and has one.
    fn play_enabled(&mut self, session: &mut Session) {
        let enabled = json(&session.enabled(true));
        let Some(lines) = enabled.as_array().filter(|lines| !lines.is_empty()) else { return };
        let line = self.chance.pick(lines)["line"].as_str().expect("a line").to_owned();
        match session.act(&line) {
            Ok(records) => {
                let records = json(&records);
                assert!(records[0]["kind"] == "action", "{line}: {records}");
                assert!(records[1]["kind"] != "no-effect", "{line}: {records}");
            }
            Err(error) => assert!(error.code.starts_with("bound-"), "{line}: {error}"),
        }
    }

    /// Lines played at the cursor; refused ones change nothing.
    fn play(&mut self, session: &mut Session, moves: &str) {
        if is_long(&format!("protocol {}\n{moves}", session.protocol())) {
            return;
        }
        let before = (session.cursor(), session.extent(), session.branch());
        if let Err(error) = session.act(moves) {
            check_place(&error, moves);
            if error.code == "scenario" {
                assert_eq!((session.cursor(), session.extent(), session.branch()), before, "{moves:?}");
            }
        }
        if self.chance.percent(20) {
            session.seek(self.chance.below(session.extent().0 + 2));
        }
        if self.chance.percent(10) {
            self.play_enabled(session);
        }
        session.advance(Span::events(1)).unwrap_or_else(|error| panic!("{error} after {moves:?}"));
        session.frame(None);
    }
}

/// Whether reading it finds longer runs than are played.
fn is_long(text: &str) -> bool {
    let Ok(lines) = scenario::lines(text) else { return false };
    let protocol = || match scenario::protocol_of(&lines, "raft") {
        Ok(("paxos", _)) => setup::<Paxos>(),
        _ => setup::<Raft>(),
    };
    let moves = match scenario::read(protocol(), &lines) {
        Ok(scenario) => scenario.moves,
        // Moves alone, for a cluster of any size.
        Err(_) => {
            let header = scenario::lines("nodes 64\nclients 64").expect("a header");
            let header = scenario::Header::read(protocol(), &header).expect("a header");
            scenario::read_moves(&lines[1.min(lines.len())..], &*header.setup).unwrap_or_default()
        }
    };
    let (mut time, mut events) = (Time::ZERO, 0u64);
    for (_, next) in moves {
        match next {
            Move::Run(span) => time = time.saturating_add(span),
            Move::Step(n) => events += n,
            _ => {}
        }
    }
    time > PLAYED_MAX || events > 2_000
}

/// An error about a text says where, within it.
fn check_place(error: &SessionError, text: &str) {
    if error.code != "scenario" {
        assert!(error.code.starts_with("bound-"), "{error}");
        return;
    }
    let (line, column) = (error.line.expect("a line"), error.column.expect("a column"));
    let found = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    assert!(line >= 1 && line <= text.lines().count().max(1), "{error} in {text:?}");
    // The end of a line may be meant, and quotes and escapes may print longer than they were written.
    assert!(column >= 1 && column <= 2 * found.chars().count() + 2, "{error} in {text:?}");
    assert!(error.expected.as_ref().is_some_and(|expected| !expected.is_empty()), "{error}");
}

/// The text of a run is that run.
fn check_replays(session: &mut Session) {
    session.seek(u64::MAX);
    let text = session.scenario();
    let mut again = registry::open(&text, 1, true).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!((again.hash(), again.extent().0), (session.hash(), session.extent().0), "{text}");
}
