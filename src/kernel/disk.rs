//! Disks: writes that take time, what waits for them, and what a crash goes back to.
//!
//! Without `set disk` there are none: what a handler wrote is durable when it returns, as [`super::protocol`] says, and
//! nothing here is asked. With it, a handler's change to its durable part is one *write*, under way for a while. A node's
//! writes finish in order. What the handler sends leaves when all that its node wrote up to then is finished, unless it
//! is sent *now*; [`Protocol::on_written`](super::Protocol::on_written) tells the node how far its disk is. A crash goes
//! back to the last finished write, or behind it, if the disk lied of some.
//!
//! The world keeps of each node when its writes finish and what waits for them; what was written, its protocol's own type,
//! stands with the nodes ([`Versions`]).

use std::fmt;
use std::hash::Hash;
use std::rc::Rc;

use super::fingerprint::{FingerprintHasher, Multiset};
use super::network::Envelope;
use super::queue::Key;
use super::record::{Body, NoEffect, RecordId, Scribe};
use super::world::{Status, World};
use super::{NodeId, Protocol};
use crate::draw::{self, Purpose};
use crate::time::{Time, TimeRange};

/// The most finished writes that a crash can lose: so many versions before the last finished one are kept.
pub const LOSING_MAX: u32 = 8;

/// How a move changes a node's disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiskChange {
    /// Writes take this long from now on.
    Slow(Time),
    /// Writes no longer finish.
    Stall,
    /// Writes take what the header says again, and those that a stall held back go on.
    Ok,
    /// The first write under way finishes now, whatever the disk's pace.
    Finish,
}

impl fmt::Display for DiskChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DiskChange::Slow(takes) => write!(f, "slow {takes}"),
            DiskChange::Stall => f.write_str("stall"),
            DiskChange::Ok => f.write_str("ok"),
            DiskChange::Finish => f.write_str("finish"),
        }
    }
}

/// How fast a disk is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// As the header says.
    #[default]
    Ok,
    /// Each write takes this long.
    Slow(Time),
    /// No write finishes.
    Stalled,
}

impl Pace {
    /// The pace as a word.
    pub fn word(self) -> &'static str {
        match self {
            Pace::Ok => "ok",
            Pace::Slow(_) => "slow",
            Pace::Stalled => "stalled",
        }
    }
}

/// A write under way.
#[derive(Clone, Copy, Debug)]
pub struct Write {
    /// Its number among the node's writes, from 1.
    pub number: u64,
    /// When the handler wrote.
    pub begun: Time,
    /// When it is finished, and its place among what falls due at that instant.
    pub(super) key: Key,
    /// The record of its beginning.
    pub(super) cause: RecordId,
}

impl Write {
    /// When it is finished, unless the disk stalls.
    pub fn due(&self) -> Time {
        self.key.at
    }
}

/// What a node sends once a write is finished.
#[derive(Clone, Debug)]
struct Waiting {
    /// The write's number.
    after: u64,
    envelope: Rc<Envelope>,
}

/// What the kernel keeps of a node's disk.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    pace: Pace,
    /// In the order in which they finish.
    under_way: Vec<Write>,
    /// In the order of sending.
    waiting: Vec<Waiting>,
    /// How many writes the node made.
    made: u64,
}

impl Disk {
    /// How fast it is.
    pub fn pace(&self) -> Pace {
        self.pace
    }
    /// Writes under way, the first to finish first.
    pub fn under_way(&self) -> &[Write] {
        &self.under_way
    }
    /// What leaves when writes are finished, in the order of sending, each with the write that it waits for.
    pub fn waiting(&self) -> impl Iterator<Item = (u64, &Envelope)> {
        self.waiting.iter().map(|waiting| (waiting.after, &*waiting.envelope))
    }
    /// When its first write is finished.
    fn next(&self) -> Key {
        match self.under_way.first() {
            Some(write) if self.pace != Pace::Stalled => write.key,
            _ => Key::NEVER,
        }
    }
    /// The bytes that it holds beside its own size.
    pub(super) fn weigh(&self) -> usize {
        let envelopes = self.waiting.iter().map(|waiting| waiting.envelope.heap()).sum::<usize>();
        self.under_way.capacity() * size_of::<Write>()
            + self.waiting.capacity() * size_of::<Waiting>()
            + envelopes
    }
    /// Feeds how fast it is but for durations, how many writes are under way, and what waits for each of them. What is
    /// written the nodes feed.
    pub(super) fn feed(&self, into: &mut FingerprintHasher) {
        let Disk { pace, under_way, waiting, made: _ } = self;
        std::mem::discriminant(pace).hash(into);
        under_way.len().hash(into);
        let mut messages = Multiset::default();
        for Waiting { after, envelope } in waiting {
            let place = under_way.iter().position(|write| write.number == *after);
            let mut hasher = FingerprintHasher::default();
            place.hash(&mut hasher);
            (envelope.from, envelope.to).hash(&mut hasher);
            envelope.message.feed(&mut hasher);
            messages.add(hasher.fingerprint());
        }
        messages.hash(into);
    }
}

impl World {
    /// A node's disk, if writes take time.
    pub fn disk(&self, node: NodeId) -> Option<&Disk> {
        self.disks.get(node.index())
    }
    /// How many finished writes a crash of the node could lose.
    pub fn could_lose(&self, node: NodeId) -> u32 {
        self.nodes.could_lose(node)
    }

    /// Whether what a node sends has to wait, now that a handler has returned: for what it wrote, or wrote before.
    pub(super) fn after_handler(&mut self, node: NodeId) -> Wrote {
        let Some(disk) = self.disks.get_mut(node.index()) else { return Wrote::Nothing };
        if self.nodes.wrote(node) {
            disk.made += 1;
            return Wrote::Something;
        }
        if disk.under_way.is_empty() { Wrote::Nothing } else { Wrote::Earlier }
    }

    /// What was sent leaves when the node's last write is finished.
    pub(super) fn send_when_written(&mut self, node: NodeId, envelope: Rc<Envelope>) {
        let disk = &mut self.disks[node.index()];
        disk.waiting.push(Waiting { after: disk.made, envelope });
    }

    /// A node's last write begins.
    pub(super) fn begin_write(&mut self, node: NodeId, takes: TimeRange, scribe: &mut Scribe<'_>) {
        let key = draw::Key { purpose: Purpose::Write, owner: node.0.into() };
        let span = match self.disks[node.index()].pace {
            Pace::Slow(takes) => takes,
            Pace::Ok | Pace::Stalled => self.draws.within(key, self.now, takes),
        };
        let mut key = self.key_in(span);
        let disk = &mut self.disks[node.index()];
        let before = disk.under_way.last().map_or(Time::ZERO, |write| write.key.at);
        key.at = key.at.max(before);
        let write = Write { number: disk.made, begun: self.now, key, cause: scribe.next_id() };
        scribe.also(Some(node.into()), Body::Write(write));
        disk.under_way.push(write);
    }

    /// The first write of all that is finished if nobody acts, with its node.
    pub(super) fn next_written(&self) -> Option<(Key, NodeId)> {
        let first = self.slots.len() + self.clients.len();
        let (place, key) = self.next_timer[first..].iter().enumerate().min_by_key(|(_, key)| **key)?;
        (*key != Key::NEVER).then(|| (*key, NodeId::from_index(place)))
    }

    /// Brings `next_timer` up to date with a node's disk.
    pub(super) fn refresh_disk(&mut self, node: NodeId) {
        let Some(disk) = self.disks.get(node.index()) else { return };
        let runs = self.slots[node.index()].status == Status::Up;
        let place = self.slots.len() + self.clients.len() + node.index();
        self.next_timer[place] = if runs { disk.next() } else { Key::NEVER };
    }

    /// A node's first write is finished as it is due.
    pub(super) fn write_due(&mut self, node: NodeId, scribe: &mut Scribe<'_>) {
        let Some(&Write { number, cause, .. }) = self.disks[node.index()].under_way.first() else { return };
        scribe.head(Some(cause), Some(node.into()), Body::Written(number));
        self.written(node, scribe);
    }

    /// A node's first write is finished: what waited for it leaves, and the node is told.
    fn written(&mut self, node: NodeId, scribe: &mut Scribe<'_>) {
        let disk = &mut self.disks[node.index()];
        let Write { number, .. } = disk.under_way.remove(0);
        let first_later = disk.waiting.iter().position(|waiting| waiting.after > number);
        let rest = disk.waiting.split_off(first_later.unwrap_or(disk.waiting.len()));
        let leaves = std::mem::replace(&mut disk.waiting, rest);
        self.nodes.finish_write(node);
        for waiting in leaves {
            self.send(waiting.envelope, scribe);
        }
        self.handle(node, scribe, |nodes, effects| nodes.on_written(node, effects));
    }

    /// Somebody changes a disk.
    pub(super) fn change_disk(
        &mut self,
        node: NodeId,
        change: DiskChange,
        scribe: &mut Scribe<'_>,
    ) -> Result<(), NoEffect> {
        let pace = match change {
            DiskChange::Finish => return self.finish_now(node, scribe),
            DiskChange::Slow(takes) => Pace::Slow(takes),
            DiskChange::Stall => Pace::Stalled,
            DiskChange::Ok => Pace::Ok,
        };
        let disk = &mut self.disks[node.index()];
        if disk.pace == pace && !matches!(pace, Pace::Slow(_)) {
            return Err(if pace == Pace::Ok { NoEffect::DiskIsOk } else { NoEffect::DiskIsStalled });
        }
        disk.pace = pace;
        if self.status(node) == Status::Up {
            self.catch_up(node);
        }
        self.refresh_disk(node);
        Ok(())
    }

    /// What should have been finished while the disk stalled is so now, in order.
    fn catch_up(&mut self, node: NodeId) {
        for place in 0..self.disks[node.index()].under_way.len() {
            let key = self.not_before_now(self.disks[node.index()].under_way[place].key);
            self.disks[node.index()].under_way[place].key = key;
        }
    }

    fn finish_now(&mut self, node: NodeId, scribe: &mut Scribe<'_>) -> Result<(), NoEffect> {
        if self.status(node) != Status::Up {
            return Err(NoEffect::NotUp);
        }
        let Some(&Write { number, cause, .. }) = self.disks[node.index()].under_way.first() else {
            return Err(NoEffect::NoWrite);
        };
        scribe.turn(cause, Some(node.into()), Body::Written(number));
        self.written(node, scribe);
        Ok(())
    }

    /// The disk of a node that goes on does, too.
    pub(super) fn overdue_writes(&self, node: NodeId) -> Vec<Key> {
        let Some(disk) = self.disk(node).filter(|disk| disk.pace != Pace::Stalled) else { return Vec::new() };
        disk.under_way.iter().map(|write| write.key).filter(|key| key.at < self.now).collect()
    }
    /// Another place in the order of events for the write that has this one.
    pub(super) fn move_write(&mut self, node: NodeId, from: Key, to: Key) {
        let writes = &mut self.disks[node.index()].under_way;
        if let Some(write) = writes.iter_mut().find(|write| write.key == from) {
            write.key = to;
        }
    }

    /// A crash: unfinished writes are lost, and as many finished ones as the disk lied of.
    pub(super) fn lose_writes(&mut self, node: NodeId, losing: u32, scribe: &mut Scribe<'_>) {
        let Some(disk) = self.disks.get_mut(node.index()) else { return };
        let unfinished = disk.under_way.len() as u64;
        disk.under_way.clear();
        disk.waiting.clear();
        if unfinished > 0 || losing > 0 {
            scribe.also(Some(node.into()), Body::WritesLost { unfinished, finished: losing.into() });
        }
    }
}

/// What a handler did to a node's disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrote {
    /// Nothing, and nothing is under way: what it sends leaves at once.
    Nothing,
    /// Nothing, but earlier writes are under way.
    Earlier,
    /// It changed its durable part.
    Something,
}

// ------------------------------------------------------------------------------------------ what was written

/// What a node wrote, the oldest first: finished versions, the last [`LOSING_MAX`] and one more, then those under way.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Versions<D> {
    all: Vec<D>,
    finished: u32,
}

impl<D: Clone + Eq> Versions<D> {
    /// From what is on the disk at first.
    pub fn new(durable: D) -> Versions<D> {
        Versions { all: vec![durable], finished: 1 }
    }
    /// The last finished one.
    pub fn last(&self) -> &D {
        &self.all[self.finished as usize - 1]
    }
    /// All, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &D> {
        self.all.iter().rev()
    }
    /// How many there are room for.
    pub fn capacity(&self) -> usize {
        self.all.capacity()
    }
    /// How many finished ones a crash could lose.
    pub fn could_lose(&self) -> u32 {
        self.finished - 1
    }
    /// Whether this is another version than the newest. Then it is under way from now on.
    pub fn wrote(&mut self, durable: &D) -> bool {
        let other = self.all.last() != Some(durable);
        if other {
            self.all.push(durable.clone());
        }
        other
    }
    /// The first that is under way is finished; the oldest is no longer kept.
    pub fn finish(&mut self) {
        self.finished += 1;
        if self.finished > LOSING_MAX + 1 {
            self.all.remove(0);
            self.finished -= 1;
        }
    }
    /// Loses what is under way, and so many finished ones.
    pub fn crash(&mut self, losing: u32) {
        self.finished -= losing;
        self.all.truncate(self.finished as usize);
    }
    /// The bytes that they hold beside their own size and the newest shares with what the node works with.
    pub fn weigh<P: Protocol<Durable = D>>(&self, works_with: &D) -> usize {
        let mut newer = works_with;
        let mut bytes = self.capacity() * size_of::<D>();
        for version in self.newest_first() {
            bytes += P::weigh_durable(version, Some(newer));
            newer = version;
        }
        bytes
    }
}
