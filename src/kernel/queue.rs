//! What is due, in one total order: by time, then by the order in which it was scheduled.

use std::cmp::Reverse;
use std::hash::Hash;

use super::fingerprint::{Fingerprint, FingerprintHasher, Multiset};
use super::network::{Fate, Pending};
use super::record::RecordId;
use super::{Endpoint, MessageId, TimerName};
use crate::growing::Growing;
use crate::sorted::{Sorted, sort_by_key};
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
    /// The bytes that it holds beside its own size.
    pub(super) fn weigh(&self) -> usize {
        self.running.capacity() * size_of::<Running>()
    }
    /// Feeds the names of those that run.
    pub(super) fn feed(&self, into: &mut FingerprintHasher) {
        let running = self.sorted();
        running.len().hash(into);
        running.iter().for_each(|running| running.timer.key().hash(into));
    }
    /// All, to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Running> {
        self.running.iter_mut()
    }
}

/// Messages under way, and those that wait: on a held link, or for a paused node. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct InFlight {
    due: Messages,
    waiting: Messages,
}

/// By their place in the order of events; the first stands last, where it is taken out at least cost.
type Messages = Growing<Reverse<Key>, Pending>;

impl InFlight {
    /// Adds one that goes its way.
    pub fn push(&mut self, pending: Pending) {
        self.due.insert(Reverse(pending.key), pending);
    }
    /// Adds one that waits.
    pub fn push_waiting(&mut self, pending: Pending) {
        self.waiting.insert(Reverse(pending.key), pending);
    }
    /// When the first of those that go their way falls due.
    pub fn next(&self) -> Key {
        self.due.last().map_or(Key::NEVER, |(key, _)| key.0)
    }
    /// Takes that one.
    pub fn pop(&mut self) -> Option<Pending> {
        self.due.remove_last().map(|(_, pending)| pending)
    }
    /// The first of those that go their way.
    pub fn first(&self) -> Option<&Pending> {
        self.due.last().map(|(_, pending)| pending)
    }
    /// Takes a message by its name.
    pub fn take(&mut self, id: MessageId) -> Option<Pending> {
        let key = Reverse(self.get(id)?.key);
        self.due.remove(&key).or_else(|| self.waiting.remove(&key))
    }
    /// A message by its name.
    pub fn get(&self, id: MessageId) -> Option<&Pending> {
        let named = |pending: &Pending| pending.id == id;
        let found = self.due.find(&named).or_else(|| self.waiting.find(&named));
        found.map(|(_, pending)| pending)
    }
    /// Takes those that go their way and are meant by `which`, in due order.
    pub fn extract(&mut self, which: impl Fn(&Pending) -> bool) -> Vec<Pending> {
        extract(&mut self.due, &which)
    }
    /// Takes those that wait and are meant by `which`, in due order.
    pub fn extract_waiting(&mut self, which: impl Fn(&Pending) -> bool) -> Vec<Pending> {
        extract(&mut self.waiting, &which)
    }
    /// The instant before which nothing may arrive that was sent after these and must not overtake: the last of those that
    /// `which` means, if it means one.
    pub(super) fn last_of(&self, which: impl Fn(&Pending) -> bool) -> Time {
        let mut last = Time::ZERO;
        for list in [&self.due, &self.waiting] {
            list.each(&mut |_, pending| {
                if which(pending) {
                    last = last.max(pending.key.at);
                }
            });
        }
        last
    }
    /// Whether there is one that `which` means.
    pub(super) fn has(&self, which: impl Fn(&Pending) -> bool) -> bool {
        self.due.find(&which).or_else(|| self.waiting.find(&which)).is_some()
    }
    /// All, with whether it waits, in no order that matters.
    pub fn all(&self) -> Vec<(&Pending, bool)> {
        let mut all = Vec::with_capacity(self.len());
        for (list, waits) in [(&self.due, false), (&self.waiting, true)] {
            list.each(&mut |_, pending| all.push((pending, waits)));
        }
        all
    }
    /// The same in the order of sending.
    pub fn sorted(&self) -> Vec<(&Pending, bool)> {
        let mut all = self.all();
        sort_by_key(&mut all, |(pending, _)| pending.id);
        all
    }
    /// How many.
    pub fn len(&self) -> usize {
        self.due.len() + self.waiting.len()
    }
    /// Whether nothing is under way.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The bytes that it holds and an earlier one does not.
    pub fn weigh(&self, before: Option<&InFlight>) -> usize {
        let weigh =
            |list: &Messages, before: Option<&Messages>| list.weigh(before, |_, pending| pending.heap());
        weigh(&self.due, before.map(|before| &before.due))
            + weigh(&self.waiting, before.map(|before| &before.waiting))
    }
}

impl InFlight {
    /// Feeds all as a multiset: in which order they arrive, nothing has decided yet. That some wait, pauses and holds say.
    /// What must not overtake counts together with all before it on its link: those in no order among themselves, but for
    /// others that must not overtake.
    pub(super) fn feed(&self, into: &mut FingerprintHasher) {
        let mut messages = Multiset::default();
        if self.all().iter().all(|(pending, _)| !pending.fifo) {
            for list in [&self.due, &self.waiting] {
                list.each(&mut |_, pending| messages.add(pending.fingerprint()));
            }
            return messages.hash(into);
        }
        let mut before: Sorted<(Endpoint, Endpoint), (Option<Fingerprint>, Multiset)> = Sorted::default();
        for (pending, _) in self.sorted() {
            let alone = pending.fingerprint();
            if pending.fate != Fate::Arrives {
                messages.add(alone);
                continue;
            }
            let ends = (pending.envelope.from, pending.envelope.to);
            let line = before.get_or_insert(ends, <_>::default());
            if pending.fifo {
                let behind = Fingerprint::of(&(alone, *line));
                messages.add(behind);
                *line = (Some(behind), Multiset::default());
            } else {
                messages.add(alone);
                line.1.add(alone);
            }
        }
        messages.hash(into);
    }
}

/// Takes out of a list what is meant by `which`, in due order.
fn extract(list: &mut Messages, which: &dyn Fn(&Pending) -> bool) -> Vec<Pending> {
    let mut meant: Vec<Reverse<Key>> = Vec::new();
    list.each(&mut |key, pending| {
        if which(pending) {
            meant.push(*key);
        }
    });
    let mut out = Vec::with_capacity(meant.len());
    // The first due stands last.
    while let Some(key) = meant.pop() {
        out.extend(list.remove(&key));
    }
    out
}

/// Sorts messages by their place in the order of events. No two have the same.
pub(super) fn in_due_order(list: &mut [Pending]) {
    sort_by_key(list, |pending| pending.key);
}
