//! What is due, in one total order: by time, then by the order in which it was scheduled.

use std::collections::BTreeMap;

use super::network::Pending;
use super::record::RecordId;
use super::{MessageId, Protocol};
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
pub struct Running<T> {
    /// Its name.
    pub timer: T,
    /// When it was set.
    pub set: Time,
    /// When it fires.
    pub key: Key,
    /// The event that set it.
    pub cause: RecordId,
}

/// The timers of one node: a handful, so a list is the fastest table.
#[derive(Clone, Debug)]
pub struct Timers<T> {
    running: Vec<Running<T>>,
}

impl<T> Default for Timers<T> {
    fn default() -> Timers<T> {
        Timers { running: Vec::new() }
    }
}

impl<T: Copy + Ord> Timers<T> {
    /// Starts a timer; one of the same name starts anew.
    pub fn set(&mut self, running: Running<T>) {
        match self.running.iter_mut().find(|r| r.timer == running.timer) {
            Some(slot) => *slot = running,
            None => self.running.push(running),
        }
    }
    /// Stops a timer and returns it, if it was running.
    pub fn take(&mut self, timer: T) -> Option<Running<T>> {
        let index = self.running.iter().position(|r| r.timer == timer)?;
        Some(self.running.swap_remove(index))
    }
    /// Stops all.
    pub fn clear(&mut self) {
        self.running.clear();
    }
    /// The earliest.
    pub fn first(&self) -> Option<&Running<T>> {
        self.running.iter().min_by_key(|r| r.key)
    }
    /// When the earliest fires.
    pub fn next(&self) -> Key {
        self.running.iter().map(|r| r.key).min().unwrap_or(Key::NEVER)
    }
    /// All, in the order of their names.
    pub fn sorted(&self) -> Vec<Running<T>> {
        let mut running = self.running.clone();
        running.sort_by_key(|r| r.timer);
        running
    }
    /// All, to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Running<T>> {
        self.running.iter_mut()
    }
}

/// Messages under way, in due order, and those that wait: on a held link, or for a paused node.
#[derive(Clone, Debug)]
pub struct InFlight<P: Protocol> {
    due: BTreeMap<Key, Pending<P>>,
    waiting: Vec<Pending<P>>,
}

impl<P: Protocol> Default for InFlight<P> {
    fn default() -> InFlight<P> {
        InFlight { due: BTreeMap::new(), waiting: Vec::new() }
    }
}

impl<P: Protocol> InFlight<P> {
    /// Adds one that goes its way.
    pub fn push(&mut self, pending: Pending<P>) {
        self.due.insert(pending.key, pending);
    }
    /// Adds one that waits.
    pub fn push_waiting(&mut self, pending: Pending<P>) {
        self.waiting.push(pending);
    }
    /// When the first of those that go their way falls due.
    pub fn next(&self) -> Key {
        self.due.first_key_value().map_or(Key::NEVER, |(&key, _)| key)
    }
    /// Takes that one.
    pub fn pop(&mut self) -> Option<Pending<P>> {
        self.due.pop_first().map(|(_, pending)| pending)
    }
    /// The first of those that go their way.
    pub fn first(&self) -> Option<&Pending<P>> {
        self.due.first_key_value().map(|(_, pending)| pending)
    }
    /// Takes a message by its name.
    pub fn take(&mut self, id: MessageId) -> Option<Pending<P>> {
        if let Some(index) = self.waiting.iter().position(|p| p.envelope.id == id) {
            return Some(self.waiting.remove(index));
        }
        let key = *self.due.iter().find(|(_, p)| p.envelope.id == id)?.0;
        self.due.remove(&key)
    }
    /// A message by its name.
    pub fn get(&self, id: MessageId) -> Option<&Pending<P>> {
        self.iter().map(|(pending, _)| pending).find(|pending| pending.envelope.id == id)
    }
    /// Takes those that go their way and are meant by `which`, in due order.
    pub fn extract(&mut self, which: impl Fn(&Pending<P>) -> bool) -> Vec<Pending<P>> {
        let keys: Vec<Key> = self.due.iter().filter(|(_, p)| which(p)).map(|(&key, _)| key).collect();
        keys.iter().filter_map(|key| self.due.remove(key)).collect()
    }
    /// Takes those that wait and are meant by `which`, in due order.
    pub fn extract_waiting(&mut self, which: impl Fn(&Pending<P>) -> bool) -> Vec<Pending<P>> {
        let (mut out, stay): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.waiting).into_iter().partition(which);
        self.waiting = stay;
        out.sort_by_key(|pending| pending.key);
        out
    }
    /// All, with whether it waits, in no order that matters.
    pub fn iter(&self) -> impl Iterator<Item = (&Pending<P>, bool)> {
        self.due.values().map(|p| (p, false)).chain(self.waiting.iter().map(|p| (p, true)))
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
