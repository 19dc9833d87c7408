//! A line of history: the moves made in it, and what is remembered of it so that walking is quick.

use std::rc::Rc;

use super::Cursor;
use super::snapshot::Snapshot;
use crate::chunked::Chunked;
use crate::kernel::{Action, Body, Endpoint, Record, RecordId, Rule};
use crate::time::Time;

/// Marks that a branch keeps at most; past it, every other one of the most frequent sort goes.
pub const MOMENTS_MAX: usize = 20_000;
/// Keyframes that a branch keeps at most; past it every other one goes, and the distance doubles.
const KEYFRAMES_MAX: usize = 256;

/// A line of history: the root, or what came otherwise after a fork.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The branch that it left, and where.
    pub parent: Option<(usize, Cursor)>,
    /// How many events of it are known.
    pub length: u64,
    /// The latest instant known of it.
    pub end: Time,
    /// Its end, and how that is reached.
    pub(super) last: (Cursor, Place),
    /// Its own moves, after the fork.
    pub(super) moves: Chunked<Move>,
    /// Its own keyframes, after the fork.
    pub(super) keyframes: Vec<Keyframe>,
    pub(super) keyframe_distance: u64,
    pub(super) moments: Chunked<Moment>,
    /// What its moves, marks and keyframes hold beside their own sizes.
    held: usize,
    /// Somebody dropped it; only its id is left.
    pub(super) dropped: bool,
}

/// A world that is kept, so that walking can begin there.
#[derive(Clone, Debug)]
pub(super) struct Keyframe {
    pub(super) snapshot: Rc<Snapshot>,
    /// What it does not share with the keyframe before it.
    bytes: usize,
}

impl Keyframe {
    pub(super) fn position(&self) -> u64 {
        self.snapshot.model.position()
    }
}

/// A move, and where it was made.
#[derive(Clone, Debug)]
pub struct Move {
    /// Between which events, and when.
    pub cursor: Cursor,
    /// How its place is said in a scenario.
    pub place: Place,
    /// What was done.
    pub action: Rc<Action>,
}

impl Move {
    /// About what it holds beside its own size: an action holds little more than its line says.
    fn bytes(&self) -> usize {
        size_of::<Action>() + self.action.to_string().len()
    }
}

/// How a cursor is reached from the start of its instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Everything due at the instant has happened, so that `run` stops here.
    pub complete: bool,
    /// How many events happened before the instant.
    pub before: u64,
    /// Until when the last move takes there, if moves take time.
    pub over: Option<Time>,
}

/// A mark on the time bar.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The record that it stands for.
    pub record: RecordId,
    /// When.
    pub at: Time,
    /// Where.
    pub node: Option<Endpoint>,
    /// What.
    pub what: MomentOf,
}

impl Moment {
    /// What it holds beside its own size.
    fn bytes(&self) -> usize {
        if let MomentOf::Rule(rule) = &self.what { rule.heap() } else { 0 }
    }
    /// `committed`, `fault`, ...
    pub fn sort(&self) -> &'static str {
        match &self.what {
            MomentOf::Rule(rule) => rule.moment.unwrap_or("rule"),
            MomentOf::Fault(_) => "fault",
            MomentOf::Violated(_) => "violated",
        }
    }
}

/// What a mark stands for.
#[derive(Clone, Debug)]
pub enum MomentOf {
    /// A rule that makes a moment.
    Rule(Rule),
    /// A fault, or the end of one, by its verb.
    Fault(&'static str),
    /// A broken property, by name.
    Violated(&'static str),
}

impl Branch {
    pub(super) fn new(parent: Option<(usize, Cursor)>, here: &Snapshot, keyframe_distance: u64) -> Branch {
        let event = Cursor { position: here.model.position(), now: here.model.now() };
        Branch {
            parent,
            length: event.position,
            end: event.now,
            last: (event, here.place(event.now)),
            moves: Chunked::default(),
            keyframes: Vec::new(),
            keyframe_distance,
            moments: Chunked::default(),
            held: 0,
            dropped: false,
        }
    }

    /// What is left of one that was dropped: its place among the others.
    pub(super) fn gone(branch: &Branch) -> Branch {
        Branch {
            moves: Chunked::default(),
            moments: Chunked::default(),
            keyframes: Vec::new(),
            held: 0,
            dropped: true,
            ..*branch
        }
    }
    /// Goes on as another branch does, up to a position.
    pub(super) fn append(&mut self, other: &Branch, until: u64) {
        append(&mut self.moves, &other.moves, |made| made.cursor.position < until);
        append(&mut self.moments, &other.moments, |moment| moment.record.position <= until);
        let kept = other.keyframes.iter().take_while(|keyframe| keyframe.position() <= until);
        self.keyframes.extend(kept.cloned());
        self.keyframe_distance = self.keyframe_distance.max(other.keyframe_distance);
        while self.keyframes.len() > KEYFRAMES_MAX {
            self.thin();
        }
    }
    /// Where its own events begin.
    pub(super) fn start(&self) -> u64 {
        self.parent.map_or(0, |(_, fork)| fork.position)
    }
    /// What it weighs.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Branch>()
            + self.held
            + self.moves.bytes()
            + self.moments.bytes()
            + self.keyframes.capacity() * size_of::<Keyframe>()
    }
    /// Adds a move.
    pub(super) fn add_move(&mut self, made: Move) {
        self.held += made.bytes();
        self.moves.push(made);
    }
    /// Adds the marks of one event.
    pub(super) fn add_moments(&mut self, event: &[Record]) {
        for moment in event.iter().filter_map(moment) {
            self.held += moment.bytes();
            self.moments.push(moment);
        }
        self.thin_moments(MOMENTS_MAX);
    }
    /// Adds a keyframe of this weight. Whether others went, so that all are to be weighed anew.
    pub(super) fn add_keyframe(&mut self, snapshot: Rc<Snapshot>, bytes: usize) -> bool {
        self.held += bytes;
        self.keyframes.push(Keyframe { snapshot, bytes });
        let many = self.keyframes.len() > KEYFRAMES_MAX;
        if many {
            self.thin();
        }
        many
    }
    /// Weighs all of it anew, for what is gone may have been shared; `before` is the last keyframe before its own.
    pub(super) fn weigh(&mut self, mut before: Option<Rc<Snapshot>>) {
        for keyframe in &mut self.keyframes {
            keyframe.bytes = keyframe.snapshot.weigh(before.as_deref());
            before = Some(keyframe.snapshot.clone());
        }
        self.held = self.moves.iter().map(Move::bytes).sum::<usize>()
            + self.moments.iter().map(Moment::bytes).sum::<usize>()
            + self.keyframes.iter().map(|keyframe| keyframe.bytes).sum::<usize>();
    }
    /// Keeps fewer keyframes: the farther from a position the sparser, at most about `density` to each doubling of the
    /// distance. Boot stays.
    pub(super) fn spread(&mut self, position: u64, density: u64) {
        let root = self.parent.is_none();
        let mut last = self.start();
        self.keyframes.retain(|keyframe| {
            let at = keyframe.position();
            let stays = (root && at == 0) || (density > 0 && (at - last) * density >= position.abs_diff(at));
            if stays {
                last = at;
            }
            stays
        });
    }

    /// Keeps at most so many marks. Of a long run the commits are many and faults and elections few: of
    /// the most frequent sort every other mark goes, from the start on.
    pub(super) fn thin_moments(&mut self, most: usize) {
        while self.moments.len() > most && self.thin_most_frequent() {}
    }

    /// False if there is no more than one mark of any sort.
    fn thin_most_frequent(&mut self) -> bool {
        let mut sorts: Vec<(&'static str, usize)> = Vec::new();
        for moment in self.moments.iter() {
            match sorts.iter_mut().find(|(sort, _)| *sort == moment.sort()) {
                Some((_, count)) => *count += 1,
                None => sorts.push((moment.sort(), 1)),
            }
        }
        let Some(&(most, _)) = sorts.iter().max_by_key(|(_, count)| *count) else { return false };
        let (mut index, mut gone) = (0, 0);
        let stays = |moment: &&Moment| {
            index += usize::from(moment.sort() == most);
            let stays = moment.sort() != most || index % 2 == 1;
            gone += if stays { 0 } else { moment.bytes() };
            stays
        };
        self.moments = self.moments.iter().filter(stays).cloned().collect();
        self.held -= gone.min(self.held);
        gone > 0
    }

    /// Keeps the number of keyframes bounded: every other one goes, but the first of the root, which is boot.
    fn thin(&mut self) {
        let mut index = 0;
        self.keyframes.retain(|_| {
            index += 1;
            index % 2 == 1
        });
        self.keyframe_distance *= 2;
    }
}

/// Adds the first elements of another list, those that are so. Where there is nothing yet, all is shared.
fn append<T: Clone>(all: &mut Chunked<T>, other: &Chunked<T>, is_so: impl FnMut(&T) -> bool) {
    let count = other.partition_point(is_so);
    if all.is_empty() {
        *all = other.clone();
        all.truncate(count);
    } else {
        other.iter().take(count).for_each(|element| all.push(element.clone()));
    }
}

/// The mark that a record makes, if it makes one.
pub(super) fn moment(record: &Record) -> Option<Moment> {
    let what = match &record.body {
        Body::Rule(rule) => rule.moment.map(|_| MomentOf::Rule(rule.clone()))?,
        Body::Crashed => MomentOf::Fault("crash"),
        Body::Restarted => MomentOf::Fault("restart"),
        Body::Paused => MomentOf::Fault("pause"),
        Body::Resumed => MomentOf::Fault("resume"),
        Body::Action(action) if action.is_fault() => MomentOf::Fault(action.verb()),
        Body::Violated(violation) => MomentOf::Violated(violation.property),
        _ => return None,
    };
    Some(Moment { record: record.id, at: record.at, node: record.node, what })
}
