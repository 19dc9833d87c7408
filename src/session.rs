//! One face for runs of any protocol: what a user of the library can do, and what comes back as plain data.

mod opening;

use std::fmt;
use std::rc::Rc;

pub use opening::Opening;

use crate::data::Data;
use crate::filter::Filter;
use crate::kernel::trace::{HASH_START, fold_line, trace_line};
use crate::kernel::{Action, Fingerprint, Record};
use crate::scenario::{self, Header, Line, Move, Scenario, ScenarioError, Seed, SeekTo, TEXT_MAX};
use crate::script::{self, Course, Script, Sort, Spot};
use crate::setup::Setup;
use crate::time::Time;
use crate::timeline::{
    BRANCHES_MAX, Bound, Cursor, EVENTS_PER_CALL_MAX, IN_FLIGHT_MAX, OPEN_EVENTS_MAX, Place,
    RECORDS_PER_CALL_MAX, RUN_BYTES_MAX, SETTLE_MAX, Span, Timeline, Undroppable,
};
use crate::view;

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
            Bound::Moves(most) => ("bound-moves", format!("a branch has at most {most} moves (MOVES_MAX)")),
            Bound::Work(most, counted) => (
                "bound-work",
                format!(
                    "the moves of a branch cost at most {most} {counted}, as much as opening its text does"
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
pub struct Session {
    header: Rc<Header>,
    seed: u64,
    timeline: Timeline,
    script: Script,
}

impl Session {
    /// Opens a scenario and plays its moves. Without a seed of its own it takes the fresh one.
    pub fn open(
        setup: Box<dyn Setup>,
        lines: &[Line],
        fresh_seed: u64,
        checked: bool,
    ) -> Result<Session, SessionError> {
        Session::open_within(setup, lines, Seed::Fresh(fresh_seed), checked, RUN_BYTES_MAX)
    }

    /// The same with any seed, for a run that weighs at most so many bytes.
    pub fn open_within(
        setup: Box<dyn Setup>,
        lines: &[Line],
        seed: Seed,
        checked: bool,
        bytes_max: u64,
    ) -> Result<Session, SessionError> {
        let mut opening = Session::opening(setup, lines, seed, checked, bytes_max)?;
        while opening.go_on(u64::MAX)? {}
        Ok(opening.finish())
    }

    /// The same, played in slices: nothing of it is played yet.
    pub fn opening(
        setup: Box<dyn Setup>,
        lines: &[Line],
        seed: Seed,
        checked: bool,
        bytes_max: u64,
    ) -> Result<Opening, SessionError> {
        let Scenario { mut header, moves } = scenario::read(setup, lines)?;
        let (above, lines) = lines.split_at(lines.len() - moves.len());
        let (seed, above) = match seed {
            Seed::Fresh(fresh) => (*header.seed.get_or_insert(fresh), above.to_vec()),
            Seed::Instead(seed) => (*header.seed.insert(seed), scenario::reseeded(above, seed)),
        };
        let mut records = Vec::new();
        let model = header.setup.boot(seed, checked, &mut records);
        let model = model.map_err(|refusal| header.refused(&above, &refusal))?;
        let timeline = Timeline::new(model, records, bytes_max);
        let script = Script::new(&above);
        let run = Session { header: Rc::new(header), seed, timeline, script };
        let moves = lines.iter().cloned().zip(moves.into_iter().map(|(_, next)| next));
        Opening::new(run, moves.collect())
    }

    /// Plays lines, and gives the records.
    fn play(&mut self, lines: &[Line], moves: &[(usize, Move)]) -> Result<Vec<Record>, SessionError> {
        let acts = moves.iter().filter_map(|(_, next)| next.action());
        self.timeline.check_work(&acts.collect::<Vec<_>>())?;
        let mut records = Vec::new();
        let mut left = EVENTS_PER_CALL_MAX;
        for (line, (_, next)) in lines.iter().zip(moves) {
            match next {
                Move::Run(span) => {
                    let until = self.timeline.cursor().now.saturating_add(*span);
                    self.go_within(Span::until(until), &mut records, &mut left)?;
                }
                Move::Step(n) => self.go_within(Span::events(*n), &mut records, &mut left)?,
                Move::Settle(most) => self.settle(line, *most, &mut records)?,
                Move::Seek(to) => self.seek_to(*to),
                Move::Act(action) => self.act_once(line, action.clone(), &mut records)?,
            }
            if records.len() > RECORDS_PER_CALL_MAX {
                return Err(Bound::Records.into());
            }
        }
        Ok(records)
    }

    fn seek_to(&mut self, to: SeekTo) {
        match to {
            SeekTo::Position(position) => self.timeline.seek(position),
            SeekTo::Time(time) => self.timeline.seek_time(time),
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

    /// Makes a move and keeps its line, if it is new.
    fn act_once(&mut self, line: &Line, action: Action, records: &mut Vec<Record>) -> Result<(), Bound> {
        self.admit(line)?;
        let from = self.timeline.cursor();
        if self.timeline.act(action, records)? {
            self.script.write(self.timeline.branch(), line, Sort::Act(1), from, self.timeline.cursor());
        }
        Ok(())
    }

    /// Delivers, one after another and now, what is in flight and what that causes, so many messages at most. Of
    /// deliveries that the branch makes here anyway only the others are kept.
    fn settle(&mut self, line: &Line, most: Option<u64>, records: &mut Vec<Record>) -> Result<(), Bound> {
        self.admit(line)?;
        let (mut known, mut new, mut first, mut result) = (0, 0, self.timeline.cursor(), Ok(()));
        while known + new < most.unwrap_or(SETTLE_MAX) {
            let Some(next) = self.timeline.model().next_to_settle() else { break };
            let before = self.timeline.cursor();
            match self.timeline.act(next, records) {
                Ok(false) => known += 1,
                Ok(true) if new == 0 => (new, first) = (1, before),
                Ok(true) => new += 1,
                Err(bound) => {
                    result = Err(bound);
                    break;
                }
            }
        }
        if most.is_none() && self.timeline.model().next_to_settle().is_some() {
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
        let Session { script, timeline, header, .. } = self;
        script.admit(timeline.branch(), line, || course_to_cursor(header, timeline))
    }
}

impl Session {
    /// The word after `protocol`.
    pub fn protocol(&self) -> &'static str {
        self.header.setup.info().name
    }
    /// The seed, given or drawn.
    pub fn seed(&self) -> u64 {
        self.seed
    }
    /// Where the cursor is.
    pub fn cursor(&self) -> Cursor {
        self.timeline.cursor()
    }
    /// What the run weighs, in bytes: all that it keeps so that it can be walked, worlds, moves, marks or records. It
    /// is weighed anew every thousand events or so.
    pub fn bytes(&mut self) -> u64 {
        self.timeline.bytes()
    }
    /// How many events of the branch are known, and up to which instant.
    pub fn extent(&self) -> (u64, Time) {
        (self.timeline.length(), self.timeline.end_time())
    }

    /// The timeline behind it: through it a run can be looked through and gone on in by record.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }
    /// The same, to go on.
    pub fn timeline_mut(&mut self) -> &mut Timeline {
        &mut self.timeline
    }
    /// What its header says.
    pub fn setup(&self) -> &dyn Setup {
        &*self.header.setup
    }

    /// Goes on and converts nothing; returns how many events happened.
    pub fn advance(&mut self, span: Span) -> Result<u64, SessionError> {
        Ok(self.timeline.advance(span, None)?)
    }

    /// Goes on and returns the records.
    pub fn run(&mut self, span: Span) -> Result<Data, SessionError> {
        let mut records = Vec::new();
        self.timeline.advance(span, Some(&mut records))?;
        Ok(view::records(&records))
    }

    /// Goes on until a record of this kind, rule code or verb.
    pub fn run_until(&mut self, name: &str, span: Span) -> Result<Data, SessionError> {
        let awaited = Filter::called(name);
        awaited.check(self)?;
        let mut records = Vec::new();
        self.timeline.advance_until(span, Some(&mut records), |record| awaited.passes(record))?;
        Ok(view::records(&records))
    }

    /// Plays lines of moves and returns the records.
    pub fn act(&mut self, text: &str) -> Result<Data, SessionError> {
        let lines = scenario::lines(text)?;
        let moves = scenario::read_moves(&lines, &*self.header.setup)?;
        Ok(view::records(&self.play(&lines, &moves)?))
    }

    /// Works a while (for about so many hashes) on what a line of one move will come to, and remembers it;
    /// whether there is more to do. Nothing happens: it makes the same `act` quick, where one can take long.
    pub fn prepare(&mut self, text: &str, budget: u64) -> Result<bool, SessionError> {
        let moves = scenario::read_moves(&scenario::lines(text)?, &*self.header.setup)?;
        match &moves[..] {
            [(_, Move::Act(action))] => Ok(self.timeline.prepare(action, budget)),
            _ => Ok(false),
        }
    }

    /// Goes to a position.
    pub fn seek(&mut self, position: u64) {
        self.timeline.seek(position);
    }
    /// Goes to an instant.
    pub fn seek_time(&mut self, time: Time) {
        self.timeline.seek_time(time);
    }

    /// What is at the cursor; the window limits logs to these indexes, both included, and none to the newest.
    pub fn frame(&self, window: Option<(u64, u64)>) -> Data {
        view::frame(self.protocol(), &self.timeline, window)
    }
    /// The moves that have an effect at the cursor, those that are faults as well if they are asked for. Where nothing is
    /// under way there are none.
    pub fn enabled(&self, faults: bool) -> Data {
        view::enabled(self.timeline.model(), faults)
    }
    /// The records of positions `from < p <= to`; from `None`, with boot's.
    pub fn events(&self, from: Option<u64>, to: u64) -> Result<Data, SessionError> {
        Ok(view::records(&self.timeline.records_bounded(from, to)?))
    }
    /// Ids of the records of that span at which a known bug that is switched on made a difference.
    pub fn deviations(&self, from: Option<u64>, to: u64) -> Data {
        let line = |record: &Record| {
            let mut line = String::new();
            trace_line(record, &mut line);
            line
        };
        Data::texts(self.timeline.deviations(from, to, line))
    }
    /// The marks of this branch.
    pub fn moments(&self) -> Data {
        view::moments(&*self.header.setup, self.timeline.moments())
    }
    /// How the properties stand at the cursor.
    pub fn properties(&self) -> Data {
        view::properties(&self.timeline)
    }
    /// The branches.
    pub fn branches(&self) -> Data {
        view::branches(&self.timeline)
    }
    /// The branch that the cursor is in.
    pub fn branch(&self) -> usize {
        self.timeline.branch()
    }

    /// Goes to another branch, to the same instant of it.
    pub fn switch_to(&mut self, branch: usize) -> Result<(), SessionError> {
        if self.timeline.switch_to(branch) {
            return Ok(());
        }
        Err(self.unknown_branch(branch))
    }

    /// Drops a branch, and those that left it: not the root, and not one that the cursor is in. The ids of all others
    /// stay; the id of one that was dropped may be given again.
    pub fn drop_branch(&mut self, branch: usize) -> Result<(), SessionError> {
        let refused = |message: String| Err(SessionError::new("kept-branch", message));
        match self.timeline.drop_branch(branch) {
            Ok(dropped) => {
                dropped.into_iter().for_each(|branch| self.script.drop_branch(branch));
                Ok(())
            }
            Err(Undroppable::Unknown) => Err(self.unknown_branch(branch)),
            Err(Undroppable::Root) => {
                refused("branch 0 cannot be dropped: all others come from it".to_owned())
            }
            Err(Undroppable::Current) => refused(format!(
                "branch {branch} cannot be dropped: the cursor is in it, or in one that left it; go to another one first"
            )),
        }
    }

    /// An independent run that has come to this cursor: one branch, and no future that is known. What is large is
    /// shared, so that there can be thousands of them.
    pub fn fork(&self) -> Session {
        let cursor = self.timeline.cursor();
        Session {
            header: self.header.clone(),
            seed: self.seed,
            timeline: self.timeline.forked(),
            script: self.script.forked(&self.timeline.chain(), cursor),
        }
    }

    pub(crate) fn unknown_branch(&self, branch: usize) -> SessionError {
        let ids: Vec<String> = self.timeline.branches().map(|(id, _)| id.to_string()).collect();
        let message = format!("there is no branch {branch}: this run has {}", ids.join(", "));
        SessionError::new("unknown-branch", message)
    }

    /// The history as text: positions `from < p <= to`; from `None`, with boot.
    pub fn trace(&self, from: Option<u64>, to: u64) -> String {
        let mut text = String::new();
        self.timeline.replay(from, to, |event| event.iter().for_each(|record| trace_line(record, &mut text)));
        text
    }

    /// The same, if it has no more lines than one call returns records.
    pub fn trace_bounded(&self, from: Option<u64>, to: u64) -> Result<String, SessionError> {
        let mut text = String::new();
        let records = self.timeline.records_bounded(from, to)?;
        records.iter().for_each(|record| trace_line(record, &mut text));
        Ok(text)
    }

    /// 64 bits over the trace up to the cursor.
    pub fn hash(&mut self) -> u64 {
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

    /// 128 bits over all that decides how the run can go on from the cursor: see [`crate::kernel::fingerprint`].
    pub fn fingerprint(&self) -> Fingerprint {
        self.timeline.model().fingerprint()
    }
    /// The text that replays this branch, with the cursor where it is.
    pub fn scenario(&self) -> String {
        let cursor = self.timeline.cursor();
        let course = Course {
            header: self.header.to_string(),
            chain: self.timeline.chain(),
            moves: spots(&self.timeline),
            end: end(&self.timeline),
            cursor: (cursor, script::seek_line(cursor, self.timeline.model().now())),
        };
        self.script.print(&course)
    }
}

/// Where the moves of the branch were made.
fn spots(timeline: &Timeline) -> Vec<Spot> {
    timeline.moves().into_iter().map(|made| Spot { cursor: made.cursor, place: made.place }).collect()
}

/// Where the branch ends. Where moves take time it ends when the last is over, whether somebody waited for that or not;
/// the text says how long somebody did.
fn end(timeline: &Timeline) -> Spot {
    let ((mut end, place), cursor) = (timeline.end(), timeline.cursor());
    if place.over.is_some_and(|over| end.now <= over) {
        end.now = if cursor.position == end.position { cursor.now } else { Time::ZERO };
    }
    Spot { cursor: end, place: Place { over: None, ..place } }
}

/// What was done up to the cursor.
fn course_to_cursor(header: &Header, timeline: &Timeline) -> Course {
    let header = header.to_string();
    let cursor = timeline.cursor();
    let mut chain = timeline.chain();
    chain.iter_mut().for_each(|(_, until)| *until = (*until).min(cursor.position));
    let mut moves = spots(timeline);
    moves.truncate(moves.partition_point(|spot| spot.cursor.position < cursor.position));
    let end = Spot { cursor, place: timeline.place() };
    Course { header, chain, moves, end, cursor: (cursor, String::new()) }
}
