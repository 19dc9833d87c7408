//! The protocol `placement`: nodes join and leave, keys are looked up, and one sees which keys move.
//!
//! A second, small implementation of [`Session`]. It needs no kernel: every event is a move, and what a move
//! comes to is worked out by the pure functions of [`crate::placement`]. So keys have the same language, time,
//! branches, links and records as the clusters of the other protocols. Begin with [`tree`].

mod change;
pub mod cluster;
pub mod draft;
pub mod header;
mod lookup;
pub mod moves;
mod notes;
pub mod properties;
mod record;
mod rule;
mod settings;
pub mod state;
mod tree;
mod view;

use std::fmt::Write as _;
use std::rc::Rc;

use crate::data::Data;
use crate::kernel::trace::{HASH_START, fold_line};
use crate::kernel::{NodeId, OptionInfo, RecordId, RuleSet};
use crate::placement::Strategy;
use crate::scenario::{self, Line, ScenarioError, SeekTo};
use crate::script::{self, Course, Script, Sort, Spot};
use crate::session::{Session, SessionError, option_data, rule_data};
use crate::time::Time;
use crate::timeline::{Bound, Cursor, RECORDS_PER_CALL_MAX, Span};

use cluster::Cluster;
use header::Header;
use moves::Move;
use record::{Body, Record};
use tree::Tree;

/// The word after `protocol`.
pub const NAME: &str = "placement";

/// What a move takes: with the default speed of a page some three seconds, enough to follow a walk.
pub const MOVE_TIME: Time = Time::from_ms(30);
/// Moves of a branch.
pub const MOVES_MAX: u64 = 10_000;
/// Nodes: a thousand bars are still a picture.
pub const MEMBERS_MAX: u16 = 1_000;
/// Keys: a million is placed in a fraction of a second.
pub const KEYS_MAX: u32 = 1_000_000;
/// The greatest weight.
pub const WEIGHT_MAX: u32 = 1_000;
/// Characters of a key that is looked up.
pub const KEY_MAX: usize = 200;
/// Tokens of a node, as `given` names them.
pub const TOKENS_MAX: usize = 256;
/// Points of all nodes together.
pub const POINTS_MAX: u64 = 200_000;
/// Hashes that one placement of all keys may cost: about a second's.
pub const WORK_MAX: u64 = 32_000_000;
/// The same for all moves of a text together: some ten seconds'.
pub const OPEN_WORK_MAX: u64 = 128_000_000;
/// Bytes of states that are kept; others are made again.
const STATES_WEIGHT_MAX: usize = 48_000_000;

/// Points that are drawn one by one; more are binned.
const POINTS_SHOWN_MAX: usize = 4_000;
/// Bins of a ring that is drawn: a quarter of a degree each.
const BINS: usize = 1_440;
/// Keys that are drawn.
const KEYS_SHOWN_MAX: usize = 1_000;
/// Entries of a table that are drawn; of more, a cell stands for several.
const ENTRIES_SHOWN_MAX: usize = 16_384;
/// Keys on their way that are drawn.
const MOVED_SHOWN_MAX: usize = 240;

/// A run of placement.
pub struct PlacementRun {
    header: Header,
    seed: u64,
    tree: Tree,
    script: Script,
}

/// What lines are played for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Playing {
    /// A scenario is opened.
    Open,
    /// A call plays them.
    Call,
}

/// Opens a scenario and plays its moves. Without a seed of its own it takes the fresh one.
pub fn open(
    lines: &[Line],
    fresh_seed: u64,
    checked: bool,
    bytes_max: u64,
) -> Result<Box<dyn Session>, SessionError> {
    let count = lines.iter().take_while(|line| Header::is_header(line)).count();
    let mut header = Header::read(&lines[..count])?;
    let moves = read_moves(&lines[count..])?;
    let last = moves.len().saturating_sub(1);
    if let Some((line, _)) = moves[..last].iter().find(|(_, made)| matches!(made, Move::Seek(_))) {
        return Err(
            ScenarioError::at_line(*line, "a line after `seek`", "`seek` as the last line only").into()
        );
    }
    let seed = *header.seed.get_or_insert(fresh_seed);
    let boot = draft::boot(Cluster::new(&header), seed);
    let boot = boot.map_err(|reason| Header::error(&lines[..count], reason))?;
    let records = boot_records(&boot);
    let tree = Tree::new(boot, records, checked, bytes_max);
    let (above, lines) = lines.split_at(count);
    let script = Script::new(above);
    let mut run = PlacementRun { header, seed, tree, script };
    run.play(lines, &moves, Playing::Open)?;
    Ok(Box::new(run))
}

fn read_moves(lines: &[Line]) -> Result<Vec<(usize, Move)>, ScenarioError> {
    lines.iter().map(|line| Ok((line.number, Move::read(line)?))).collect()
}

impl PlacementRun {
    /// Plays moves and returns the records that they made.
    fn play(
        &mut self,
        lines: &[Line],
        moves: &[(usize, Move)],
        playing: Playing,
    ) -> Result<Vec<Record>, SessionError> {
        self.check_work(moves, playing)?;
        let mut records = Vec::new();
        for (line, (_, next)) in lines.iter().zip(moves) {
            let from = self.tree.cursor();
            match next {
                Move::Run(span) => self.go_on(Span::until(from.now.saturating_add(*span)), &mut records),
                Move::Step(count) => self.go_on(Span::events(*count), &mut records),
                Move::Seek(SeekTo::Position(position)) => self.tree.seek(*position),
                Move::Seek(SeekTo::Time(time)) => self.tree.seek_time(*time),
                Move::Act(action) => records.extend(self.act_once(line, action, playing)?.iter().cloned()),
            }
            match next {
                _ if playing == Playing::Call => {}
                Move::Act(_) => {}
                Move::Seek(_) => self.script.write_around(line),
                Move::Run(_) | Move::Step(_) => {
                    self.script.write(self.tree.branch(), line, Sort::Go, from, self.tree.cursor());
                }
            }
            if records.len() > RECORDS_PER_CALL_MAX {
                return Err(Bound::Records.into());
            }
        }
        Ok(records)
    }

    /// Makes a move and keeps its line, if it is new.
    fn act_once(
        &mut self,
        line: &Line,
        action: &moves::Action,
        playing: Playing,
    ) -> Result<Rc<[Record]>, SessionError> {
        // The lines of a call may go elsewhere before they act.
        if self.tree.work() + self.tree.state().cluster.work_of(action) > OPEN_WORK_MAX {
            return Err(too_much_work(playing));
        }
        let from = self.tree.cursor();
        let PlacementRun { script, tree, header, .. } = self;
        let course = || Course {
            header: header.to_string(),
            chain: tree
                .chain()
                .into_iter()
                .map(|(branch, until)| (branch, until.min(from.position)))
                .collect(),
            moves: spots(tree, from.position),
            end: Spot { cursor: from, place: false },
            cursor: (from, String::new()),
        };
        script.admit(tree.branch(), line, course, &|text, at, spot| go_to(tree, text, at, spot))?;
        let (records, is_new) = self.tree.act(action.clone()).map_err(bound_error)?;
        if is_new {
            self.script.write(self.tree.branch(), line, Sort::Act(1), from, self.tree.cursor());
        }
        Ok(records)
    }

    /// Whether moves are few enough, or cheap enough: those of a branch together, because its text is played at
    /// once.
    fn check_work(&self, moves: &[(usize, Move)], playing: Playing) -> Result<(), SessionError> {
        let (mut cluster, mut work) = (self.tree.state().cluster.clone(), self.tree.work());
        for (_, next) in moves {
            let Move::Act(action) = next else { continue };
            work += cluster.work_of(action);
            cluster = cluster.after(action).unwrap_or(cluster);
        }
        if work > OPEN_WORK_MAX { Err(too_much_work(playing)) } else { Ok(()) }
    }

    fn go_on(&mut self, span: Span, records: &mut Vec<Record>) {
        let from = self.tree.cursor().position;
        self.tree.advance(span, |_| false);
        records.extend(self.tree.records(Some(from), self.tree.cursor().position).cloned());
    }

    fn bounded(&self, from: Option<u64>, to: u64) -> Result<Vec<&Record>, SessionError> {
        let records: Vec<&Record> = self.tree.records(from, to).take(RECORDS_PER_CALL_MAX + 1).collect();
        if records.len() > RECORDS_PER_CALL_MAX { Err(Bound::Records.into()) } else { Ok(records) }
    }
}

/// The moves of a branch are too much work.
fn too_much_work(playing: Playing) -> SessionError {
    let message = format!(
        "the moves of a branch cost at most {OPEN_WORK_MAX} hashes (OPEN_WORK_MAX), as much as opening its text does"
    );
    SessionError::new(if playing == Playing::Open { "bound-open" } else { "bound-work" }, message)
}

/// The bound on moves has a message of its own: they are no events that time brings.
fn bound_error(bound: Bound) -> SessionError {
    match bound {
        Bound::Events => {
            let message = format!("a branch has at most {MOVES_MAX} moves (MOVES_MAX)");
            SessionError::new("bound-moves", message)
        }
        other => other.into(),
    }
}

impl Session for PlacementRun {
    fn protocol(&self) -> &'static str {
        NAME
    }
    fn seed(&self) -> u64 {
        self.seed
    }
    fn cursor(&self) -> Cursor {
        self.tree.cursor()
    }
    fn bytes(&mut self) -> u64 {
        self.tree.bytes() as u64
    }
    fn extent(&self) -> (u64, Time) {
        (self.tree.length(), self.tree.branches()[self.tree.branch()].end)
    }

    fn advance(&mut self, span: Span) -> Result<u64, SessionError> {
        Ok(self.tree.advance(span, |_| false))
    }

    fn run(&mut self, span: Span) -> Result<Data, SessionError> {
        let mut records = Vec::new();
        self.go_on(span, &mut records);
        Ok(record::data(&records))
    }

    fn run_until(&mut self, name: &str, span: Span) -> Result<Data, SessionError> {
        let rules = || rule::Rule::ALL.iter();
        let mut known = record::KINDS.iter().copied().chain(rules().filter_map(|rule| rule.moment));
        if !known.any(|word| word == name)
            && !rules().any(|rule| rule.code == name)
            && !moves::VERBS.contains(&name)
        {
            let message = format!("`{}` is no kind of record, rule code or verb", scenario::visible(name));
            return Err(SessionError::new("unknown-kind", message));
        }
        let from = self.tree.cursor().position;
        self.tree.advance(span, |record| record.is_called(name));
        Ok(record::data(self.tree.records(Some(from), self.tree.cursor().position)))
    }

    fn act(&mut self, text: &str) -> Result<Data, SessionError> {
        let lines = scenario::lines(text)?;
        Ok(record::data(&self.play(&lines, &read_moves(&lines)?, Playing::Call)?))
    }

    fn prepare(&mut self, text: &str, budget: u64) -> Result<bool, SessionError> {
        let moves = read_moves(&scenario::lines(text)?)?;
        match &moves[..] {
            [(_, Move::Act(action))] => Ok(self.tree.prepare(action, budget)),
            _ => Ok(false),
        }
    }

    fn seek(&mut self, position: u64) {
        self.tree.seek(position);
    }
    fn seek_time(&mut self, time: Time) {
        self.tree.seek_time(time);
    }

    fn frame(&self, _window: Option<(u64, u64)>) -> Data {
        view::frame(&self.tree)
    }
    fn events(&self, from: Option<u64>, to: u64) -> Result<Data, SessionError> {
        Ok(record::data(self.bounded(from, to)?))
    }
    fn moments(&self) -> Data {
        Data::List(self.tree.records(Some(0), u64::MAX).filter_map(record::moment).collect())
    }
    fn properties(&self) -> Data {
        if !self.tree.is_checked() {
            return Data::List(Vec::new());
        }
        let standings = properties::standings(self.tree.state(), &self.tree.verdicts());
        let standing = |one: properties::Standing| {
            let mut fields = crate::view::standing(one.info, one.at);
            fields.push(("subject", Data::optional(one.strategy.map(Strategy::name))));
            Data::Fields(fields)
        };
        Data::List(standings.into_iter().map(standing).collect())
    }
    fn branches(&self) -> Data {
        let branches = self.tree.branches().iter().enumerate();
        Data::List(branches.map(|(id, b)| crate::view::branch(id, b.parent, b.length(), b.end)).collect())
    }
    fn branch(&self) -> usize {
        self.tree.branch()
    }

    fn switch_to(&mut self, branch: usize) -> Result<(), SessionError> {
        if self.tree.switch_to(branch) {
            return Ok(());
        }
        Err(SessionError::unknown_branch(branch, self.tree.branches().len()))
    }

    fn trace(&self, from: Option<u64>, to: u64) -> String {
        let mut text = String::new();
        self.tree.records(from, to).for_each(|record| record.print(&mut text));
        text
    }
    fn trace_bounded(&self, from: Option<u64>, to: u64) -> Result<String, SessionError> {
        self.bounded(from, to)?;
        Ok(self.trace(from, to))
    }
    fn hash(&mut self) -> u64 {
        let (mut line, mut state) = (String::new(), HASH_START);
        for record in self.tree.records(None, self.tree.cursor().position) {
            line.clear();
            record.print(&mut line);
            state = fold_line(state, &line);
        }
        state
    }

    fn scenario(&self) -> String {
        let (tree, cursor) = (&self.tree, self.tree.cursor());
        let length = tree.length();
        let over = tree.over_after(length);
        let end = tree.branches()[tree.branch()].end;
        // A branch ends when its last move is over, whether somebody waited for that or not.
        let now = match () {
            () if end > over => end,
            () if cursor.position == length => cursor.now,
            () => Time::ZERO,
        };
        let last_event = tree.last().map_or(Time::ZERO, |made| made.at);
        let course = Course {
            header: self.header.to_string(),
            chain: tree.chain(),
            moves: spots(tree, length),
            end: Spot { cursor: Cursor { position: length, now }, place: false },
            cursor: (cursor, script::seek_line(cursor, last_event)),
        };
        self.script.print(&course, &|text, at, spot| go_to(tree, text, at, spot))
    }
}

/// When the first so many moves of the branch began; each waits until the one before is over.
fn spots(tree: &Tree, count: u64) -> Vec<Spot<bool>> {
    let made = tree.moves().take(count as usize).zip(0..);
    let spot = |position, now| Spot { cursor: Cursor { position, now }, place: true };
    made.map(|(made, position)| spot(position, made.at)).collect()
}

/// The line that leads to a spot: time that passes besides the moves is said.
fn go_to(tree: &Tree, text: &mut String, at: &mut Cursor, spot: &Spot<bool>) {
    let (now, waits) = (spot.cursor.now, spot.place);
    let comes_by_itself = waits && now == tree.over_after(at.position);
    if now > at.now && !comes_by_itself {
        let _ = writeln!(text, "run {}", now - at.now);
        at.now = now;
    }
}

/// The records of the start.
fn boot_records(state: &state::State) -> Vec<Record> {
    let record = |index: u32, cause: Option<u32>, node: Option<NodeId>, body: Body| {
        let id = |index: u32| RecordId { position: 0, index };
        Record { id: id(index), at: Time::ZERO, cause: cause.map(id), node, body }
    };
    let mut records = vec![record(0, None, None, Body::Boot)];
    for note in notes::boot(state) {
        records.push(record(records.len() as u32, Some(note.cause), note.node, note.body));
    }
    records
}

/// The bounds by their names.
pub fn bounds() -> [(&'static str, u64); 9] {
    [
        ("MOVES_MAX", MOVES_MAX),
        ("MEMBERS_MAX", MEMBERS_MAX.into()),
        ("KEYS_MAX", KEYS_MAX.into()),
        ("WEIGHT_MAX", WEIGHT_MAX.into()),
        ("KEY_MAX", KEY_MAX as u64),
        ("TOKENS_MAX", TOKENS_MAX as u64),
        ("POINTS_MAX", POINTS_MAX),
        ("WORK_MAX", WORK_MAX),
        ("OPEN_WORK_MAX", OPEN_WORK_MAX),
    ]
}

/// What is known of the protocol without a run.
pub fn info() -> Data {
    let line = |name: &'static str, word: &str, syntax: &str| {
        Data::Fields(vec![(name, Data::text(word)), ("syntax", Data::text(syntax))])
    };
    let mut default = settings::Settings::default();
    let option = |option: &OptionInfo<settings::Settings>| {
        option_data(option.name, &(option.slot)(&mut default), Time::ZERO)
    };
    Data::Fields(vec![
        ("name", Data::text(NAME)),
        ("options", Data::List(settings::OPTIONS.iter().map(option).collect())),
        ("bugs", Data::List(Vec::new())),
        ("timers", Data::List(Vec::new())),
        ("messages", Data::List(Vec::new())),
        ("rules", Data::List(rule::Rule::ALL.iter().map(rule_data).collect())),
        (
            "properties",
            Data::List(properties::ALL.iter().map(|p| Data::Fields(crate::view::property(p))).collect()),
        ),
        (
            "header",
            Data::List(header::HEADER.iter().map(|&(word, syntax)| line("word", word, syntax)).collect()),
        ),
        (
            "actions",
            Data::List(
                moves::VERBS
                    .iter()
                    .zip(moves::SYNTAX)
                    .map(|(verb, syntax)| line("verb", verb, syntax))
                    .collect(),
            ),
        ),
    ])
}
