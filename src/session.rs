//! One face for runs of any protocol: what a user of the library can do, and what comes back as plain data.

use std::fmt::{self, Write as _};

use crate::data::Data;
use crate::kernel::erased::Setup;
use crate::kernel::protocol::{OPTION_DURATION_MAX, Slot};
use crate::kernel::{Action, Record, RuleInfo};
use crate::scenario::{self, Header, Line, Move, Scenario, ScenarioError, SeekTo, TEXT_MAX};
use crate::script::{self, Course, Script, Sort, Spot};
use crate::time::Time;
use crate::timeline::{
    BRANCHES_MAX, Bound, Cursor, EVENTS_PER_CALL_MAX, IN_FLIGHT_MAX, OPEN_EVENTS_MAX, Place,
    RECORDS_PER_CALL_MAX, RUN_BYTES_MAX, SETTLE_MAX, Span, Timeline,
};
use crate::view::{self, KINDS, is_called, trace_line};

/// What a caller did wrong, or which bound a call met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionError {
    /// A word for programs: `scenario`, `bound-events`, `unknown-branch`, ...
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
    /// For text: the line, from 1.
    pub line: Option<usize>,
    /// For text: the column, from 1.
    pub column: Option<usize>,
    /// For text: what could stand there.
    pub expected: Option<String>,
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
impl std::error::Error for SessionError {}

impl SessionError {
    /// An error that is about no text.
    pub fn new(code: &'static str, message: String) -> SessionError {
        SessionError { code, message, line: None, column: None, expected: None }
    }
    /// A branch that is not there; so many are.
    pub fn unknown_branch(branch: usize, count: usize) -> SessionError {
        let message = format!("there is no branch {branch}: this run has branches 0 to {}", count - 1);
        SessionError::new("unknown-branch", message)
    }
}

impl From<ScenarioError> for SessionError {
    fn from(error: ScenarioError) -> SessionError {
        SessionError {
            code: "scenario",
            message: error.to_string(),
            line: Some(error.line),
            column: Some(error.column),
            expected: Some(scenario::visible(&error.expected)),
        }
    }
}

impl From<Bound> for SessionError {
    fn from(bound: Bound) -> SessionError {
        let (code, message) = match bound {
            Bound::Bytes(most) => (
                "bound-bytes",
                format!(
                    "this run is full: even without its keyframes it weighs more than {most} bytes (RUN_BYTES_MAX). What happened stays and can be walked; open it with more, or a shorter one"
                ),
            ),
            Bound::Events => (
                "bound-events",
                format!(
                    "one call does at most {EVENTS_PER_CALL_MAX} events (EVENTS_PER_CALL_MAX); call again to go on"
                ),
            ),
            Bound::Open => (
                "bound-open",
                format!(
                    "a branch has at most {OPEN_EVENTS_MAX} events (OPEN_EVENTS_MAX), as many as opening its text plays"
                ),
            ),
            Bound::Branches => {
                ("bound-branches", format!("a run has at most {BRANCHES_MAX} branches (BRANCHES_MAX)"))
            }
            Bound::Settle => {
                ("bound-settle", format!("`settle` delivers at most {SETTLE_MAX} messages (SETTLE_MAX)"))
            }
            Bound::Records => (
                "bound-records",
                format!(
                    "one call returns at most {RECORDS_PER_CALL_MAX} records (RECORDS_PER_CALL_MAX): ask for less at a time, or `advance`"
                ),
            ),
            Bound::Text => (
                "bound-text",
                format!(
                    "the text of a branch has at most {TEXT_MAX} bytes (TEXT_MAX), or it could not be opened again"
                ),
            ),
            Bound::InFlight => (
                "bound-in-flight",
                format!(
                    "more than {IN_FLIGHT_MAX} messages are under way (IN_FLIGHT_MAX); call again to do one more event"
                ),
            ),
        };
        SessionError::new(code, message)
    }
}

/// A run, whatever its protocol.
pub trait Session {
    /// The word after `protocol`.
    fn protocol(&self) -> &'static str;
    /// The seed, given or drawn.
    fn seed(&self) -> u64;
    /// Where the cursor is.
    fn cursor(&self) -> Cursor;
    /// What the run weighs, in bytes: all that it keeps so that it can be walked, worlds, moves, marks or records. It
    /// is weighed anew every thousand events or so.
    fn bytes(&mut self) -> u64;
    /// How many events of the branch are known, and up to which instant.
    fn extent(&self) -> (u64, Time);
    /// Goes on and converts nothing; returns how many events happened.
    fn advance(&mut self, span: Span) -> Result<u64, SessionError>;
    /// Goes on and returns the records.
    fn run(&mut self, span: Span) -> Result<Data, SessionError>;
    /// Goes on until a record of this kind, rule code or verb.
    fn run_until(&mut self, name: &str, span: Span) -> Result<Data, SessionError>;
    /// Plays lines of moves and returns the records.
    fn act(&mut self, text: &str) -> Result<Data, SessionError>;
    /// Works a while (for about so many hashes) on what a line of one move will come to, and remembers it;
    /// whether there is more to do. Nothing happens: it makes the same `act` quick, where one can take long.
    fn prepare(&mut self, _text: &str, _budget: u64) -> Result<bool, SessionError> {
        Ok(false)
    }
    /// Goes to a position.
    fn seek(&mut self, position: u64);
    /// Goes to an instant.
    fn seek_time(&mut self, time: Time);
    /// What is at the cursor; the window limits logs to these indexes, both included, and none to the newest.
    fn frame(&self, window: Option<(u64, u64)>) -> Data;
    /// The records of positions `from < p <= to`; from `None`, with boot's.
    fn events(&self, from: Option<u64>, to: u64) -> Result<Data, SessionError>;
    /// Ids of the records of that span at which a known bug that is switched on made a difference.
    fn deviations(&self, _from: Option<u64>, _to: u64) -> Data {
        Data::List(Vec::new())
    }
    /// The marks of this branch.
    fn moments(&self) -> Data;
    /// How the properties stand at the cursor.
    fn properties(&self) -> Data;
    /// The branches.
    fn branches(&self) -> Data;
    /// The branch that the cursor is in.
    fn branch(&self) -> usize;
    /// Goes to another branch, to the same instant of it.
    fn switch_to(&mut self, branch: usize) -> Result<(), SessionError>;
    /// The history as text: positions `from < p <= to`; from `None`, with boot.
    fn trace(&self, from: Option<u64>, to: u64) -> String;
    /// The same, if it has no more lines than one call returns records.
    fn trace_bounded(&self, from: Option<u64>, to: u64) -> Result<String, SessionError>;
    /// 64 bits over the trace up to the cursor.
    fn hash(&mut self) -> u64;
    /// The text that replays this branch, with the cursor where it is.
    fn scenario(&self) -> String;
}

/// A run of one protocol.
pub struct Run {
    header: Header,
    seed: u64,
    timeline: Timeline,
    script: Script,
}

/// What lines are played for.
enum Playing<'r> {
    /// A scenario is opened.
    Open,
    /// A call plays them, and wants the records.
    Call(&'r mut Vec<Record>),
}

impl Run {
    /// Opens a scenario and plays its moves. Without a seed of its own it takes the fresh one.
    pub fn open(
        setup: Box<dyn Setup>,
        lines: &[Line],
        fresh_seed: u64,
        checked: bool,
    ) -> Result<Run, SessionError> {
        Run::open_within(setup, lines, fresh_seed, checked, RUN_BYTES_MAX)
    }

    /// The same, for a run that weighs at most so many bytes.
    pub fn open_within(
        setup: Box<dyn Setup>,
        lines: &[Line],
        fresh_seed: u64,
        checked: bool,
        bytes_max: u64,
    ) -> Result<Run, SessionError> {
        let Scenario { mut header, moves } = scenario::read(setup, lines)?;
        let seed = *header.seed.get_or_insert(fresh_seed);
        let timeline = Timeline::boot(header.config(seed), checked, bytes_max);
        let (above, lines) = lines.split_at(lines.len() - moves.len());
        let script = Script::new(above);
        let mut run = Run { header, seed, timeline, script };
        run.play(lines, &moves, Playing::Open)?;
        Ok(run)
    }

    /// Plays lines.
    fn play(
        &mut self,
        lines: &[Line],
        moves: &[(usize, Move)],
        mut playing: Playing<'_>,
    ) -> Result<(), SessionError> {
        let mut left = EVENTS_PER_CALL_MAX;
        for (line, (_, next)) in lines.iter().zip(moves) {
            match next {
                Move::Run(span) => {
                    let until = self.timeline.cursor().now.saturating_add(*span);
                    self.go(line, Span::until(until), &mut playing, &mut left)?;
                }
                Move::Step(n) => self.go(line, Span::events(*n), &mut playing, &mut left)?,
                Move::Settle(most) => self.settle(line, *most, &mut playing)?,
                Move::Seek(to) => self.seek_to(line, *to, &playing),
                Move::Act(action) => {
                    self.act_once(line, action.clone(), &mut playing)?;
                }
            }
            if let Playing::Call(records) = &playing
                && records.len() > RECORDS_PER_CALL_MAX
            {
                return Err(Bound::Records.into());
            }
        }
        Ok(())
    }

    fn seek_to(&mut self, line: &Line, to: SeekTo, playing: &Playing<'_>) {
        if let Playing::Open = playing {
            self.script.write_around(line);
        }
        match to {
            SeekTo::Position(position) => self.timeline.seek(position),
            SeekTo::Time(time) => self.timeline.seek_time(time),
        }
    }

    /// Lets events happen. A line of a scenario is kept; after a call the text says how far it went.
    fn go(
        &mut self,
        line: &Line,
        span: Span,
        playing: &mut Playing<'_>,
        left: &mut u64,
    ) -> Result<(), Bound> {
        match playing {
            Playing::Call(records) => self.go_within(span, records, left),
            Playing::Open => {
                let from = self.timeline.cursor();
                self.go_whole(span)?;
                self.script.write(self.timeline.branch(), line, Sort::Go, from, self.timeline.cursor());
                Ok(())
            }
        }
    }

    /// Lets events happen, as many as are left of the whole call.
    fn go_within(&mut self, mut span: Span, records: &mut Vec<Record>, left: &mut u64) -> Result<(), Bound> {
        let asked = span.events;
        span.events = asked.min(*left);
        let before = self.timeline.cursor().position;
        let result = self.timeline.advance(span, Some(records));
        let done = self.timeline.cursor().position - before;
        *left -= done;
        match result {
            Err(bound) => Err(bound),
            Ok(_) if *left == 0 && done == span.events && done < asked => Err(Bound::Events),
            Ok(_) => Ok(()),
        }
    }

    /// Lets all of the events happen, whatever one call does at most: calls that went on were allowed to.
    fn go_whole(&mut self, mut span: Span) -> Result<(), Bound> {
        loop {
            let before = self.timeline.cursor().position;
            let result = self.timeline.advance(span, None);
            let done = self.timeline.cursor().position - before;
            span.events -= done;
            match result {
                Err(Bound::Events | Bound::InFlight) if done > 0 => {}
                Err(bound) => return Err(bound),
                Ok(_) => return Ok(()),
            }
        }
    }

    /// Makes a move and keeps its line, if it is new.
    fn act_once(&mut self, line: &Line, action: Action, playing: &mut Playing<'_>) -> Result<(), Bound> {
        self.admit(line)?;
        let from = self.timeline.cursor();
        if self.act_new(action, playing)? {
            self.script.write(self.timeline.branch(), line, Sort::Act(1), from, self.timeline.cursor());
        }
        Ok(())
    }

    fn act_new(&mut self, action: Action, playing: &mut Playing<'_>) -> Result<bool, Bound> {
        match playing {
            Playing::Call(records) => self.timeline.act(action, records),
            Playing::Open => self.timeline.act(action, &mut Vec::new()),
        }
    }

    /// Delivers, one after another and now, what is in flight and what that causes, so many messages at most. Of
    /// deliveries that the branch makes here anyway only the others are kept.
    #[inline(never)]
    fn settle(&mut self, line: &Line, most: Option<u64>, playing: &mut Playing<'_>) -> Result<(), Bound> {
        self.admit(line)?;
        let (mut known, mut new, mut first, mut result) = (0, 0, self.timeline.cursor(), Ok(()));
        while known + new < most.unwrap_or(SETTLE_MAX) {
            let Some(message) = self.timeline.next_to_settle() else { break };
            let before = self.timeline.cursor();
            match self.act_new(Action::Deliver(message), playing) {
                Ok(false) => known += 1,
                Ok(true) if new == 0 => (new, first) = (1, before),
                Ok(true) => new += 1,
                Err(bound) => {
                    result = Err(bound);
                    break;
                }
            }
        }
        if most.is_none() && self.timeline.next_to_settle().is_some() {
            result = result.and(Err(Bound::Settle));
        }
        if new > 0 {
            let mut line = line.clone();
            if known > 0 || result.is_err() {
                line.text = format!("settle {new}\n");
            }
            let branch = self.timeline.branch();
            self.script.write(branch, &line, Sort::Act(new), first, self.timeline.cursor());
        }
        result
    }

    /// Whether the text has room for a move.
    fn admit(&mut self, line: &Line) -> Result<(), Bound> {
        let Run { script, timeline, header, .. } = self;
        script.admit(timeline.branch(), line, || course_to_cursor(header, timeline), &go_to)
    }

    /// The timeline behind it.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }
}

impl Session for Run {
    fn protocol(&self) -> &'static str {
        self.header.setup.info().name
    }
    fn seed(&self) -> u64 {
        self.seed
    }
    fn cursor(&self) -> Cursor {
        self.timeline.cursor()
    }
    fn bytes(&mut self) -> u64 {
        self.timeline.bytes()
    }
    fn extent(&self) -> (u64, Time) {
        (self.timeline.length(), self.timeline.branches()[self.timeline.branch()].end)
    }

    fn advance(&mut self, span: Span) -> Result<u64, SessionError> {
        Ok(self.timeline.advance(span, None)?)
    }

    fn run(&mut self, span: Span) -> Result<Data, SessionError> {
        let mut records = Vec::new();
        self.timeline.advance(span, Some(&mut records))?;
        Ok(view::records(&records))
    }

    fn run_until(&mut self, name: &str, span: Span) -> Result<Data, SessionError> {
        let rules = self.header.setup.info().rules;
        let moments = rules.iter().filter_map(|rule| rule.moment);
        let codes = rules.iter().map(|rule| rule.code);
        let mut known =
            KINDS.iter().copied().chain(moments).chain(codes).chain(scenario::VERBS.iter().copied());
        if !known.any(|word| word == name) {
            let message = format!("`{}` is no kind of record, rule code or verb", scenario::visible(name));
            return Err(SessionError::new("unknown-kind", message));
        }
        let mut records = Vec::new();
        self.timeline.advance_until(span, Some(&mut records), |record| is_called(record, name))?;
        Ok(view::records(&records))
    }

    fn act(&mut self, text: &str) -> Result<Data, SessionError> {
        let lines = scenario::lines(text)?;
        let moves = scenario::read_moves(&lines, &self.header)?;
        let mut records = Vec::new();
        self.play(&lines, &moves, Playing::Call(&mut records))?;
        Ok(view::records(&records))
    }

    fn seek(&mut self, position: u64) {
        self.timeline.seek(position);
    }
    fn seek_time(&mut self, time: Time) {
        self.timeline.seek_time(time);
    }

    fn frame(&self, window: Option<(u64, u64)>) -> Data {
        view::frame(&self.timeline, window)
    }
    fn events(&self, from: Option<u64>, to: u64) -> Result<Data, SessionError> {
        Ok(view::records(&self.timeline.records_bounded(from, to)?))
    }
    fn deviations(&self, from: Option<u64>, to: u64) -> Data {
        let line = |record: &Record| {
            let mut line = String::new();
            trace_line(record, &mut line);
            line
        };
        Data::texts(self.timeline.deviations(from, to, line))
    }
    fn moments(&self) -> Data {
        view::moments(&self.timeline)
    }
    fn properties(&self) -> Data {
        view::properties(&self.timeline)
    }
    fn branches(&self) -> Data {
        view::branches(&self.timeline)
    }
    fn branch(&self) -> usize {
        self.timeline.branch()
    }

    fn switch_to(&mut self, branch: usize) -> Result<(), SessionError> {
        if self.timeline.switch_to(branch) {
            return Ok(());
        }
        Err(SessionError::unknown_branch(branch, self.timeline.branches().len()))
    }

    fn trace(&self, from: Option<u64>, to: u64) -> String {
        let mut text = String::new();
        self.timeline.replay(from, to, |event| event.iter().for_each(|record| trace_line(record, &mut text)));
        text
    }

    fn trace_bounded(&self, from: Option<u64>, to: u64) -> Result<String, SessionError> {
        let mut text = String::new();
        let records = self.timeline.records_bounded(from, to)?;
        records.iter().for_each(|record| trace_line(record, &mut text));
        Ok(text)
    }

    fn hash(&mut self) -> u64 {
        let mut line = String::new();
        self.timeline.fold_history(HASH_START, |mut state, event| {
            for record in event {
                line.clear();
                trace_line(record, &mut line);
                state = fold_line(state, &line);
            }
            state
        })
    }

    fn scenario(&self) -> String {
        let cursor = self.timeline.cursor();
        let (end, place) = self.timeline.end();
        let course = Course {
            header: self.header.to_string(),
            chain: self.timeline.chain(),
            moves: spots(&self.timeline),
            end: Spot { cursor: end, place },
            cursor: (cursor, script::seek_line(cursor, self.timeline.world().now())),
        };
        self.script.print(&course, &go_to)
    }
}

/// Where the moves of the branch were made.
fn spots(timeline: &Timeline) -> Vec<Spot<Place>> {
    timeline.moves().into_iter().map(|made| Spot { cursor: made.cursor, place: made.place }).collect()
}

/// What was done up to the cursor.
#[inline(never)]
fn course_to_cursor(header: &Header, timeline: &Timeline) -> Course<Place> {
    let header = header.to_string();
    let cursor = timeline.cursor();
    let mut chain = timeline.chain();
    chain.iter_mut().for_each(|(_, until)| *until = (*until).min(cursor.position));
    let mut moves = spots(timeline);
    moves.truncate(moves.partition_point(|spot| spot.cursor.position < cursor.position));
    let end = Spot { cursor, place: timeline.place() };
    Course { header, chain, moves, end, cursor: (cursor, String::new()) }
}

/// Where the hash of a history starts. FNV-1a, 64 bits (Fowler, Noll, Vo): simple enough to be written again in
/// any language.
pub(crate) const HASH_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of a history with one line of the trace more.
pub(crate) fn fold_line(state: u64, line: &str) -> u64 {
    line.bytes().fold(state, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME))
}

/// The lines that lead to a spot: `run`, where everything due there has happened; else `run` to just before it,
/// and `step`.
fn go_to(text: &mut String, at: &mut Cursor, spot: &Spot<Place>) {
    let Spot { cursor: to, place } = *spot;
    let run = |text: &mut String, span: Time| {
        let _ = writeln!(text, "run {span}");
    };
    if to.now > at.now && place.complete {
        run(text, to.now - at.now);
        *at = to;
        return;
    }
    let just_before = to.now.saturating_sub(Time::from_us(1));
    if just_before > at.now && place.before > at.position {
        run(text, just_before - at.now);
        *at = Cursor { position: place.before, now: just_before };
    }
    while to.position > at.position {
        let events = EVENTS_PER_CALL_MAX.min(to.position - at.position);
        let _ = writeln!(text, "step {events}");
        at.position += events;
    }
    *at = to;
}

/// The type of an option, and what bounds or choices it has: what a form needs.
fn option_type(option: &Slot<'_>, least: Time) -> Vec<(&'static str, Data)> {
    let bounds = || vec![("min", Data::Number(least.ms())), ("max", Data::Number(OPTION_DURATION_MAX.ms()))];
    let (name, more) = match *option {
        Slot::Duration(_) => ("duration", bounds()),
        Slot::Range(_) => ("range", bounds()),
        Slot::Flag(_) => ("flag", vec![]),
        Slot::Number(_, min, max) => {
            ("number", vec![("min", Data::count(min.into())), ("max", Data::count(max.into()))])
        }
        Slot::Decimal(_, min, max) => {
            let [min, max] = [min, max].map(|bound| Data::Number(f64::from(bound) / 1_000.0));
            ("decimal", vec![("min", min), ("max", max)])
        }
        Slot::Choice(words, _) => ("choice", vec![("choices", Data::texts(words))]),
        Slot::Nodes(_) => ("nodes", vec![]),
        Slot::Node(_) => ("node", vec![]),
    };
    std::iter::once(("type", Data::text(name))).chain(more).collect()
}

/// An option with its default, as a form needs it; `least` is the least duration that it takes, if it takes one.
pub(crate) fn option_data(name: &'static str, default: &Slot<'_>, least: Time) -> Data {
    let mut fields = vec![
        ("name", Data::text(name)),
        ("default", Data::Text(default.get())),
        ("expected", Data::Text(default.expected())),
    ];
    fields.extend(option_type(default, least));
    Data::Fields(fields)
}

/// The least duration that an option takes: a microsecond where the protocol refuses 0.
fn least_duration(setup: &dyn Setup, place: usize) -> Time {
    let mut tried = setup.cloned();
    match tried.option(place) {
        Slot::Duration(duration) => *duration = Time::ZERO,
        Slot::Range(range) => range.min = Time::ZERO,
        _ => return Time::ZERO,
    }
    tried.check_options().map_or(Time::from_us(1), |()| Time::ZERO)
}

/// A rule, without an instance of it.
pub(crate) fn rule_data(rule: &RuleInfo) -> Data {
    Data::Fields(vec![
        ("code", Data::text(rule.code)),
        ("section", Data::text(rule.section)),
        ("moment", Data::optional(rule.moment)),
    ])
}

/// What is known of a protocol without a run: for forms, docs, and the page.
pub fn protocol_info(mut setup: Box<dyn Setup>) -> Data {
    let (info, names, bugs) = (setup.info(), setup.options(), setup.bugs());
    let options = names.into_iter().enumerate();
    let options = options.map(|(place, name)| {
        let least = least_duration(&*setup, place);
        option_data(name, &setup.option(place), least)
    });
    let options = options.collect();
    Data::Fields(vec![
        ("name", Data::text(info.name)),
        ("options", Data::List(options)),
        ("bugs", Data::texts(bugs)),
        ("header", Data::Null),
        ("actions", Data::Null),
        ("timers", Data::texts(info.timers)),
        ("messages", Data::texts(info.messages)),
        ("rules", Data::List(info.rules.iter().map(rule_data).collect())),
        ("properties", Data::List(info.properties.iter().map(|p| Data::Fields(view::property(p))).collect())),
    ])
}
