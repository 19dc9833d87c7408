//! A state that is kept, so that walking can begin there.

use super::branch::Place;
use crate::kernel::{Model, Record, Step};
use crate::time::Time;

/// A state, and how many events happened before its instant: all that a replay needs to go on.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) model: Box<dyn Model>,
    /// How many events happened before the instant of the last one.
    pub(super) before: u64,
    /// How many records were made after boot.
    pub(super) records: u64,
}

impl Snapshot {
    /// One event.
    pub(super) fn apply(&mut self, step: Step<'_>, records: &mut Vec<Record>) -> bool {
        let (previous, position) = (self.model.now(), self.model.position());
        let start = records.len();
        let happened = self.model.apply(step, records);
        self.records += (records.len() - start) as u64;
        if happened && self.model.now() > previous {
            self.before = position;
        }
        happened
    }

    /// The bytes that it holds and an earlier one does not.
    pub(super) fn weigh(&self, before: Option<&Snapshot>) -> usize {
        size_of::<Snapshot>() + self.model.weigh(before.map(|before| &*before.model))
    }

    pub(super) fn place(&self, now: Time) -> Place {
        let complete = self.model.next_due().is_none_or(|due| due > now);
        let before = if now > self.model.now() { self.model.position() } else { self.before };
        Place { complete, before, over: self.model.over() }
    }
}
