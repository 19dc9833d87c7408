//! What is due, in one total order: by time, then by the order in which it was scheduled.

use super::network::Pending;
use super::record::RecordId;
use super::{MessageId, TimerName};
use crate::sorted::sort_by_key;
use crate::time::Time;

/// A place in the total order of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// When it falls due.
    pub at: Time,
    /// Among those of one instant, the earlier scheduled comes first.
    pub sequence: u64,
}

impl Key {
    /// After everything.
    pub const NEVER: Key = Key { at: Time::MAX, sequence: u64::MAX };
}

/// A timer that runs.
#[derive(Clone, Copy, Debug)]
pub struct Running {
    /// Its name.
    pub timer: TimerName,
    /// When it was set.
    pub set: Time,
    /// When it fires.
    pub key: Key,
    /// The event that set it.
    pub cause: RecordId,
}

/// The timers of one node: a handful, so a list is the fastest table.
#[derive(Clone, Debug, Default)]
pub struct Timers {
    running: Vec<Running>,
}

impl Timers {
    /// Starts a timer; one of the same name starts anew.
    pub fn set(&mut self, running: Running) {
        match self.running.iter_mut().find(|r| r.timer.key() == running.timer.key()) {
            Some(slot) => *slot = running,
            None => self.running.push(running),
        }
    }
    /// Stops a timer and returns it, if it was running.
    pub fn take(&mut self, timer: TimerName) -> Option<Running> {
        let index = self.running.iter().position(|r| r.timer.key() == timer.key())?;
        Some(self.running.swap_remove(index))
    }
    /// Whether a timer is pending.
    pub fn runs(&self, timer: TimerName) -> bool {
        self.running.iter().any(|r| r.timer.key() == timer.key())
    }
    /// Stops all.
    pub fn clear(&mut self) {
        self.running.clear();
    }
    /// The earliest.
    pub fn first(&self) -> Option<&Running> {
        self.running.iter().min_by_key(|r| r.key)
    }
    /// When the earliest fires.
    pub fn next(&self) -> Key {
        self.running.iter().map(|r| r.key).min().unwrap_or(Key::NEVER)
    }
    /// All, in the order of their names.
    pub fn sorted(&self) -> Vec<Running> {
        let mut running = self.running.clone();
        sort_by_key(&mut running, |r| r.timer);
        running
    }
    /// All, to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Running> {
        self.running.iter_mut()
    }
}

/// Messages under way, and those that wait: on a held link, or for a paused node.
#[derive(Clone, Debug, Default)]
pub struct InFlight {
    /// The first due stands last: tens of messages, most of them new ones that come early or late in the
    /// list, are handled faster in a list than in a tree or heap.
    due: Vec<Pending>,
    waiting: Vec<Pending>,
}

impl InFlight {
    /// Adds one that goes its way.
    pub fn push(&mut self, pending: Pending) {
        let place = self.due.partition_point(|other| other.key > pending.key);
        self.due.insert(place, pending);
    }
    /// Adds one that waits.
    pub fn push_waiting(&mut self, pending: Pending) {
        self.waiting.push(pending);
    }
    /// When the first of those that go their way falls due.
    pub fn next(&self) -> Key {
        self.due.last().map_or(Key::NEVER, |pending| pending.key)
    }
    /// Takes that one.
    pub fn pop(&mut self) -> Option<Pending> {
        self.due.pop()
    }
    /// The first of those that go their way.
    pub fn first(&self) -> Option<&Pending> {
        self.due.last()
    }
    /// Takes a message by its name.
    pub fn take(&mut self, id: MessageId) -> Option<Pending> {
        let place = |list: &[Pending]| list.iter().position(|p| p.id == id);
        match place(&self.waiting) {
            Some(index) => Some(self.waiting.remove(index)),
            None => place(&self.due).map(|index| self.due.remove(index)),
        }
    }
    /// A message by its name.
    pub fn get(&self, id: MessageId) -> Option<&Pending> {
        self.iter().map(|(pending, _)| pending).find(|pending| pending.id == id)
    }
    /// Takes those that go their way and are meant by `which`, in due order.
    pub fn extract(&mut self, which: impl Fn(&Pending) -> bool) -> Vec<Pending> {
        extract(&mut self.due, which)
    }
    /// Takes those that wait and are meant by `which`, in due order.
    pub fn extract_waiting(&mut self, which: impl Fn(&Pending) -> bool) -> Vec<Pending> {
        extract(&mut self.waiting, which)
    }
    /// All, with whether it waits, in no order that matters.
    pub fn iter(&self) -> impl Iterator<Item = (&Pending, bool)> {
        self.due.iter().map(|p| (p, false)).chain(self.waiting.iter().map(|p| (p, true)))
    }
    /// How many.
    pub fn len(&self) -> usize {
        self.due.len() + self.waiting.len()
    }
    /// Whether nothing is under way.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Takes out of a list what is meant by `which`, in due order.
fn extract(list: &mut Vec<Pending>, which: impl Fn(&Pending) -> bool) -> Vec<Pending> {
    let (mut out, stay): (Vec<_>, Vec<_>) = std::mem::take(list).into_iter().partition(which);
    *list = stay;
    in_due_order(&mut out);
    out
}

/// Sorts messages by their place in the order of events. No two have the same.
pub(super) fn in_due_order(list: &mut [Pending]) {
    sort_by_key(list, |pending| pending.key);
}
