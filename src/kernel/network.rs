//! The network: what is under way, how long it takes, what is lost, and which links are cut or held.

use std::any::Any;
use std::hash::Hash;
use std::rc::Rc;

use super::action::{Cut, Target};
use super::erased::AnyMessage;
use super::fingerprint::{Fingerprint, FingerprintHasher};
use super::link::{Bandwidth, Links};
use super::queue::Key;
use super::record::RecordId;
use super::{Command, Endpoint, MessageId, NodeId, Text};
use crate::packed::Names;
use crate::sorted::{Sorted, sort_by_key};
use crate::time::Time;
use crate::value::{Show, Tagged};
use crate::weight::part;

/// A message and its two ends, as whoever sent it made it. Clones of the pointer share it.
#[derive(Debug)]
pub struct Envelope<M: ?Sized = dyn AnyMessage> {
    /// Who sent it.
    pub from: Endpoint,
    /// To whom.
    pub to: Endpoint,
    /// What it says: a protocol's message from node to node, a [`ClientMessage`] to and from clients.
    pub message: M,
}

impl Envelope {
    /// The message, if it is of this type.
    pub fn of<T: Any>(&self) -> Option<&T> {
        (&self.message as &dyn Any).downcast_ref()
    }
    /// The bytes that it is, with what it holds.
    pub(super) fn heap(&self) -> usize {
        let mut bytes = size_of_val(self);
        self.message.each(&mut |_, field| bytes += field.heap());
        bytes
    }
}

/// What clients and nodes say to each other.
#[derive(Clone, Debug)]
pub enum ClientMessage {
    /// A client asks.
    Request {
        /// The client's serial number of it.
        number: u64,
        /// What for.
        command: Command,
    },
    /// A node answers.
    Reply {
        /// Of the request it answers.
        number: u64,
        /// How.
        outcome: Outcome,
    },
    /// A node tells a client something unasked.
    Push {
        /// What.
        text: Text,
    },
}

impl ClientMessage {
    /// The kind of what a client says to a node.
    pub const REQUEST: &'static str = "ClientRequest";
    /// The kind of what a node says to a client.
    pub const REPLY: &'static str = "ClientReply";
    /// The kind of what a node tells a client unasked.
    pub const PUSH: &'static str = "ClientPush";

    /// Its size in bytes: 24, and the text that is asked for, answered or told.
    pub(super) fn size(&self) -> usize {
        let text = match self {
            ClientMessage::Request { command, .. } => command.to_string().len(),
            ClientMessage::Reply { outcome: Outcome::Answer(answer), .. } => answer.as_str().len(),
            ClientMessage::Reply { outcome: Outcome::Redirect(_), .. } => 0,
            ClientMessage::Push { text } => text.as_str().len(),
        };
        24 + text
    }
}

impl Tagged for ClientMessage {
    fn tag(&self) -> &'static str {
        match self {
            ClientMessage::Request { .. } => ClientMessage::REQUEST,
            ClientMessage::Reply { .. } => ClientMessage::REPLY,
            ClientMessage::Push { .. } => ClientMessage::PUSH,
        }
    }
    fn names(&self) -> Names {
        match self {
            ClientMessage::Request { .. } => &["number", "command"],
            ClientMessage::Reply { .. } => &["number", "outcome", "answer", "leader"],
            ClientMessage::Push { .. } => &["text"],
        }
    }
    fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn Show)) {
        match self {
            ClientMessage::Request { number, command } => {
                visit("number", number);
                visit("command", &Text::from(command.to_string()));
            }
            ClientMessage::Reply { number, outcome } => {
                let (word, answer, leader) = match outcome {
                    Outcome::Answer(answer) => ("answer", Some(answer.clone()), None),
                    Outcome::Redirect(leader) => ("redirect", None, *leader),
                };
                visit("number", number);
                visit("outcome", &Text::from(word));
                visit("answer", &answer);
                visit("leader", &leader);
            }
            ClientMessage::Push { text } => visit("text", text),
        }
    }
}

impl AnyMessage for ClientMessage {
    fn feed(&self, into: &mut FingerprintHasher) {
        std::mem::discriminant(self).hash(into);
        match self {
            ClientMessage::Request { number, command } => {
                number.hash(into);
                command.feed(into);
            }
            ClientMessage::Reply { number, outcome } => {
                number.hash(into);
                outcome.hash(into);
            }
            ClientMessage::Push { text } => text.hash(into),
        }
    }
}

/// How a node answers a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was done, with this result.
    Answer(Text),
    /// Somebody else has to be asked, this one if known.
    Redirect(Option<NodeId>),
}

/// A message under way.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Its name.
    pub id: MessageId,
    /// When it was sent.
    pub sent: Time,
    /// When the event falls due that ends it, and its place among those of the same instant.
    pub key: Key,
    /// When it arrives, or would.
    pub due: Time,
    /// What is drawn for it.
    pub fate: Fate,
    /// Whether its arrival was put off: by a move, or by one that it must not overtake.
    pub delayed: bool,
    /// Whether it arrives after all that were sent before it on its link and arrive.
    pub fifo: bool,
    /// When it begins to leave: later than it was sent if others on its link with a bandwidth are leaving.
    pub leaves: Time,
    /// Its size, where its link has a bandwidth; else 0.
    pub bytes: u32,
    /// The record of its sending.
    pub cause: RecordId,
    /// The message.
    pub envelope: Rc<Envelope>,
}

impl Pending {
    /// Arrives at this instant or later.
    pub(super) fn not_before(&mut self, at: Time) {
        self.key.at = self.key.at.max(at);
        self.due = self.due.max(at);
    }
    /// Whether it must not overtake another.
    pub(super) fn is_behind(&self, other: &Pending) -> bool {
        self.fifo && other.id < self.id && other.shares_link(self)
    }
    /// Whether it arrives, and on the same link as another.
    pub(super) fn shares_link(&self, other: &Pending) -> bool {
        let ends = |pending: &Pending| (pending.envelope.from, pending.envelope.to);
        self.fate == Fate::Arrives && ends(self) == ends(other)
    }
    /// The bytes behind its pointer: a part of them if others hold the message, too.
    pub(super) fn heap(&self) -> usize {
        part(self.envelope.heap(), Rc::strong_count(&self.envelope))
    }
    /// What decides what it can still do. One that breaks up on its way counts: a copy of it could arrive.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        let Pending {
            envelope,
            fate,
            id: _,
            sent: _,
            key: _,
            due: _,
            delayed: _,
            // What it must not overtake, whoever knows the others says.
            fifo: _,
            leaves: _,
            bytes: _,
            cause: _,
        } = self;
        let Envelope { from, to, message } = &**envelope;
        let mut hasher = FingerprintHasher::default();
        (from, to, *fate == Fate::Arrives).hash(&mut hasher);
        message.feed(&mut hasher);
        hasher.fingerprint()
    }
}

/// What will become of a message under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It arrives.
    Arrives,
    /// It breaks up on its way.
    Lost(LossReason),
}

/// Why a message was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LossReason {
    /// The network's share of losses.
    Loss,
    /// A cut.
    Cut,
    /// The node it reached was down.
    Down,
    /// Somebody dropped it.
    Dropped,
}

impl LossReason {
    /// The reason as a word.
    pub fn word(self) -> &'static str {
        match self {
            LossReason::Loss => "loss",
            LossReason::Cut => "cut",
            LossReason::Down => "down",
            LossReason::Dropped => "dropped",
        }
    }
}

/// Whether messages on a link, in one direction, may overtake each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// They may.
    #[default]
    Any,
    /// None arrives before one that was sent before it on the same link.
    Fifo,
}

impl Order {
    /// All, in the order of [`Order::WORDS`].
    pub const ALL: [Order; 2] = [Order::Any, Order::Fifo];
    /// How each is written.
    pub const WORDS: [&'static str; 2] = ["any", "fifo"];

    /// As a word.
    pub fn word(self) -> &'static str {
        Order::WORDS[self as usize]
    }
}

/// A cut or a hold, as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barrier {
    /// `cut` or `hold`.
    pub kind: BarrierKind,
    /// From these.
    pub from: Vec<Endpoint>,
    /// To these.
    pub to: Vec<Endpoint>,
    /// The other way, too.
    pub both: bool,
}

/// What a barrier does to messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarrierKind {
    /// They are lost.
    Cut,
    /// They wait.
    Hold,
}

/// The links.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// What is set of them.
    pub links: Links,
    /// Whether messages that are sent from now on may overtake others.
    pub order: Order,
    /// Until when the messages of a link with a bandwidth are leaving, by the bits of its ends.
    leaving: Sorted<(u8, u8), Time>,
    barriers: Vec<Barrier>,
    /// By the sender's bit: the set of those it cannot reach. Empty while there is no cut.
    cut: Vec<u128>,
    /// Likewise for holds.
    held: Vec<u128>,
}

/// Feeds the sets by the bits of those that have one: of links that were blocked once and are free again, nothing is left.
fn feed_sets(sets: &[u128], into: &mut FingerprintHasher) {
    let blocked = || sets.iter().enumerate().filter(|(_, set)| **set != 0);
    blocked().count().hash(into);
    blocked().for_each(|sender| sender.hash(into));
}

fn contains(sets: &[u128], from: Endpoint, to: Endpoint) -> bool {
    sets.get(from.bit()).is_some_and(|set| set >> to.bit() & 1 == 1)
}

impl Network {
    /// Cuts and holds in the order in which they were made.
    pub fn barriers(&self) -> &[Barrier] {
        &self.barriers
    }
    /// Whether messages on the link are lost.
    pub fn is_cut(&self, from: Endpoint, to: Endpoint) -> bool {
        contains(&self.cut, from, to)
    }
    /// Whether messages on the link wait.
    pub fn is_held(&self, from: Endpoint, to: Endpoint) -> bool {
        contains(&self.held, from, to)
    }

    /// The bytes that it holds beside its own size.
    pub(super) fn weigh(&self) -> usize {
        let ends =
            |barrier: &Barrier| (barrier.from.capacity() + barrier.to.capacity()) * size_of::<Endpoint>();
        self.barriers.capacity() * size_of::<Barrier>()
            + self.barriers.iter().map(ends).sum::<usize>()
            + (self.cut.capacity() + self.held.capacity()) * size_of::<u128>()
            + self.links.weigh()
            + self.leaving.weigh(|_, _| 0)
    }
    /// Feeds which links are cut and which held, whether messages are lost or doubled, and whether they may overtake. In
    /// which order and in how many moves links were cut makes no difference: all heal at once, and a hold is of one link.
    /// Until when messages are leaving only says when they arrive.
    pub(super) fn feed(&self, into: &mut FingerprintHasher) {
        let Network { links, order, leaving: _, barriers: _, cut, held } = self;
        links.feed(into);
        if *order == Order::Fifo {
            order.word().hash(into);
        }
        feed_sets(cut, into);
        feed_sets(held, into);
    }

    /// A message of so many bytes begins to leave when the one before it has left: when it begins, and when it has left.
    pub(super) fn leave(
        &mut self,
        (from, to): (Endpoint, Endpoint),
        now: Time,
        bandwidth: Bandwidth,
        bytes: u32,
    ) -> (Time, Time) {
        let until = self.leaving.get_or_insert((from.bit() as u8, to.bit() as u8), now);
        let begins = now.max(*until);
        *until = begins.saturating_add(bandwidth.takes(bytes));
        (begins, *until)
    }
    /// Nothing leaves any more on links that are cut.
    pub(super) fn empty_cut_links(&mut self) {
        let cut: Vec<(u8, u8)> = self.leaving.iter().map(|(ends, _)| *ends).collect();
        for ends in cut {
            if self.cut.get(usize::from(ends.0)).is_some_and(|set| set >> ends.1 & 1 == 1) {
                self.leaving.remove(&ends);
            }
        }
    }
    pub(super) fn add(&mut self, barrier: Barrier) {
        self.block(&barrier);
        self.barriers.push(barrier);
    }

    /// Ends the holds from these ends to those; false if there was none.
    pub(super) fn release(&mut self, from: &[Endpoint], to: &[Endpoint]) -> bool {
        let is_it = |b: &Barrier| b.kind == BarrierKind::Hold && b.from == from && b.to == to;
        let before = self.barriers.len();
        self.barriers.retain(|barrier| !is_it(barrier));
        self.rebuild();
        self.barriers.len() < before
    }

    /// Ends all cuts and holds; false if there was none.
    pub(super) fn heal(&mut self) -> bool {
        let any = !self.barriers.is_empty();
        self.barriers.clear();
        self.rebuild();
        any
    }

    fn rebuild(&mut self) {
        self.cut.clear();
        self.held.clear();
        for barrier in std::mem::take(&mut self.barriers) {
            self.add(barrier);
        }
    }

    fn block(&mut self, barrier: &Barrier) {
        let sets = match barrier.kind {
            BarrierKind::Cut => &mut self.cut,
            BarrierKind::Hold => &mut self.held,
        };
        sets.resize(128, 0);
        for from in &barrier.from {
            for to in &barrier.to {
                sets[from.bit()] |= 1 << to.bit();
                if barrier.both {
                    sets[to.bit()] |= 1 << from.bit();
                }
            }
        }
    }
}

/// The barriers that a cut means, in a cluster of `nodes` where targets resolve to nodes.
pub(super) fn barriers(cut: &Cut, nodes: u16, resolve: impl Fn(&Target) -> Vec<NodeId>) -> Vec<Barrier> {
    let barrier = |from: &[Endpoint], to: &[Endpoint], both| Barrier {
        kind: BarrierKind::Cut,
        from: from.to_vec(),
        to: to.to_vec(),
        both,
    };
    match cut {
        Cut::Ends(ends) => {
            let mut all = Vec::new();
            ends.sides(|from, to, both| all.push(barrier(from, to, both)));
            all
        }
        Cut::Isolate(targets) => {
            let mut inside: Vec<NodeId> = targets.iter().flat_map(&resolve).collect();
            sort_by_key(&mut inside, |&node| node);
            inside.dedup();
            let outside: Vec<Endpoint> =
                (1..=nodes).map(NodeId).filter(|node| !inside.contains(node)).map(Endpoint::Node).collect();
            let inside: Vec<Endpoint> = inside.into_iter().map(Endpoint::Node).collect();
            let any = !inside.is_empty() && !outside.is_empty();
            any.then(|| barrier(&inside, &outside, true)).into_iter().collect()
        }
    }
}
