//! A line of history: the moves made in it, and what is remembered of it so that walking is quick.

use std::rc::Rc;

use super::Cursor;
use super::snapshot::Snapshot;
use crate::kernel::{Action, Body, Endpoint, Record, RecordId, Rule};
use crate::time::Time;

/// Marks that a branch keeps at most; past it, every other one of the most frequent sort goes.
pub const MOMENTS_MAX: usize = 20_000;
/// Keyframes that a branch keeps at most; past it every other one goes, and the distance doubles.
const KEYFRAMES_MAX: usize = 256;
/// Events between keyframes at first. A replay of so many takes a few milliseconds.
const KEYFRAME_DISTANCE: u64 = 1_024;

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
    pub(super) moves: Vec<Move>,
    /// Its own keyframes, after the fork.
    pub(super) keyframes: Vec<Rc<Snapshot>>,
    pub(super) keyframe_distance: u64,
    pub(super) moments: Vec<Moment>,
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

/// How a cursor is reached from the start of its instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Everything due at the instant has happened, so that `run` stops here.
    pub complete: bool,
    /// How many events happened before the instant.
    pub before: u64,
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
    pub(super) fn new(parent: Option<(usize, Cursor)>, here: &Snapshot) -> Branch {
        let event = Cursor { position: here.world.position(), now: here.world.now() };
        Branch {
            parent,
            length: event.position,
            end: event.now,
            last: (event, here.place(event.now)),
            moves: Vec::new(),
            keyframes: Vec::new(),
            keyframe_distance: KEYFRAME_DISTANCE,
            moments: Vec::new(),
        }
    }

    /// Keeps the number of marks bounded. Of a long run the commits are many and faults and elections few: of
    /// the most frequent sort every other mark goes, from the start on.
    pub(super) fn thin_moments(&mut self) {
        if self.moments.len() <= MOMENTS_MAX {
            return;
        }
        let mut sorts: Vec<(&'static str, usize)> = Vec::new();
        for moment in &self.moments {
            match sorts.iter_mut().find(|(sort, _)| *sort == moment.sort()) {
                Some((_, count)) => *count += 1,
                None => sorts.push((moment.sort(), 1)),
            }
        }
        let Some(&(most, _)) = sorts.iter().max_by_key(|(_, count)| *count) else { return };
        let mut index = 0;
        self.moments.retain(|moment| {
            index += usize::from(moment.sort() == most);
            moment.sort() != most || index % 2 == 1
        });
    }

    /// Keeps the number of keyframes bounded: every other one goes, but the first of the root, which is boot.
    pub(super) fn thin(&mut self) {
        if self.keyframes.len() <= KEYFRAMES_MAX {
            return;
        }
        let mut index = 0;
        self.keyframes.retain(|_| {
            index += 1;
            index % 2 == 1
        });
        self.keyframe_distance *= 2;
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
