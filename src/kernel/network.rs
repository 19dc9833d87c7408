//! The network: what is under way, how long it takes, what is lost, and which links are cut or held.

use std::any::Any;
use std::hash::Hash;
use std::rc::Rc;

use super::action::{Cut, Target};
use super::erased::AnyMessage;
use super::fingerprint::{Fingerprint, FingerprintHasher};
use super::queue::Key;
use super::record::RecordId;
use super::{Command, Endpoint, MessageId, NodeId, Text};
use crate::packed::Names;
use crate::sorted::sort_by_key;
use crate::time::{Share, Time, TimeRange};
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
}

impl ClientMessage {
    /// The kind of what a client says to a node.
    pub const REQUEST: &'static str = "ClientRequest";
    /// The kind of what a node says to a client.
    pub const REPLY: &'static str = "ClientReply";
}

impl Tagged for ClientMessage {
    fn tag(&self) -> &'static str {
        match self {
            ClientMessage::Request { .. } => ClientMessage::REQUEST,
            ClientMessage::Reply { .. } => ClientMessage::REPLY,
        }
    }
    fn names(&self) -> Names {
        match self {
            ClientMessage::Request { .. } => &["number", "command"],
            ClientMessage::Reply { .. } => &["number", "outcome", "answer", "leader"],
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
    /// Whether a move has put off its arrival.
    pub delayed: bool,
    /// The record of its sending.
    pub cause: RecordId,
    /// The message.
    pub envelope: Rc<Envelope>,
}

impl Pending {
    /// The bytes behind its pointer: a part of them if others hold the message, too.
    pub(super) fn heap(&self) -> usize {
        let mut bytes = size_of_val(&*self.envelope);
        self.envelope.message.each(&mut |_, field| bytes += field.heap());
        part(bytes, Rc::strong_count(&self.envelope))
    }
    /// What decides what it can still do. One that breaks up on its way counts: a copy of it could arrive.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        let Pending { envelope, fate, id: _, sent: _, key: _, due: _, delayed: _, cause: _ } = self;
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

/// What `network` lines set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NetworkOptions {
    /// How long a message is under way.
    pub latency: TimeRange,
    /// The share of messages lost.
    pub loss: Share,
    /// The share of messages doubled.
    pub duplicate: Share,
}

impl Default for NetworkOptions {
    fn default() -> NetworkOptions {
        NetworkOptions { latency: TimeRange::from_ms(5, 15), loss: Share::ZERO, duplicate: Share::ZERO }
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

/// The links, all the same but for cuts and holds.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Latency and shares.
    pub options: NetworkOptions,
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
    }
    /// Feeds which links are cut and which held, and whether messages are lost or doubled. In which order and in how many
    /// moves links were cut makes no difference: all heal at once, and a hold is of one link.
    pub(super) fn feed(&self, into: &mut FingerprintHasher) {
        let Network { options: NetworkOptions { loss, duplicate, latency: _ }, barriers: _, cut, held } =
            self;
        for share in [loss, duplicate] {
            (*share == Share::ZERO, *share == Share::WHOLE).hash(into);
        }
        feed_sets(cut, into);
        feed_sets(held, into);
    }
    pub(super) fn add(&mut self, barrier: Barrier) {
        self.block(&barrier);
        self.barriers.push(barrier);
    }

    /// Ends the holds of one link; false if there was none.
    pub(super) fn release(&mut self, from: Endpoint, to: Endpoint) -> bool {
        let is_it = |b: &Barrier| b.kind == BarrierKind::Hold && b.from == [from] && b.to == [to];
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
pub(super) fn barriers(cut: &Cut, nodes: u16, resolve: impl Fn(Target) -> Vec<NodeId>) -> Vec<Barrier> {
    let barrier = |from: &[Endpoint], to: &[Endpoint], both| Barrier {
        kind: BarrierKind::Cut,
        from: from.to_vec(),
        to: to.to_vec(),
        both,
    };
    match cut {
        Cut::OneWay(from, to) => vec![barrier(from, to, false)],
        Cut::Between(groups) => {
            let pairs =
                groups.iter().enumerate().flat_map(|(i, a)| groups[i + 1..].iter().map(move |b| (a, b)));
            pairs.map(|(a, b)| barrier(a, b, true)).collect()
        }
        Cut::Isolate(targets) => {
            let mut inside: Vec<NodeId> = targets.iter().flat_map(|&target| resolve(target)).collect();
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
