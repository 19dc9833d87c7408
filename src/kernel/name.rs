//! Names of messages that survive edits: `n2->n1 RequestVote #1`.
//!
//! An id like `m17` counts all that was sent since boot, so that it means another message once anything before it comes
//! otherwise. A name says what it is about, and counts only what is under way now.

use std::fmt;

use super::network::Pending;
use super::world::World;
use super::{Endpoint, MessageId};
use crate::sorted::{Sorted, sort_by_key};

/// Which message a move means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageRef {
    /// The one of this id: `m17`.
    Id(MessageId),
    /// The one that has this name when the move is made.
    Name(MessageName),
}

/// A message under way by its link, its kind, and its place among those of that kind on that link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MessageName {
    /// Who sent it.
    pub from: Endpoint,
    /// To whom.
    pub to: Endpoint,
    /// Its kind, as its protocol or [`super::ClientMessage`] has it.
    pub kind: &'static str,
    /// From 1, in the order of sending. What waits, and what the network is about to lose, counts as well.
    pub nth: u64,
}

impl From<MessageId> for MessageRef {
    fn from(id: MessageId) -> MessageRef {
        MessageRef::Id(id)
    }
}
impl fmt::Display for MessageRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MessageRef::Id(id) => id.fmt(f),
            MessageRef::Name(name) => name.fmt(f),
        }
    }
}
impl fmt::Display for MessageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MessageName { from, to, kind, nth } = self;
        write!(f, "{from}->{to} {kind} #{nth}")
    }
}

/// A message under way, as whoever looks at all of them sees it.
#[derive(Clone, Copy, Debug)]
pub struct UnderWay<'a> {
    /// Its name at this moment.
    pub name: MessageName,
    /// The message.
    pub pending: &'a Pending,
    /// Whether it waits: on a hold, or for a paused node.
    pub waits: bool,
}

impl World {
    /// All messages under way, in the order of sending.
    pub fn under_way(&self) -> Vec<UnderWay<'_>> {
        let mut all = self.in_flight.all();
        sort_by_key(&mut all, |(pending, _)| pending.id);
        let mut counts = Sorted::default();
        let named = all.into_iter().map(|(pending, waits)| {
            let (from, to) = (pending.envelope.from, pending.envelope.to);
            let kind = pending.envelope.message.tag();
            let nth = counts.get_or_insert((from, to, kind), 0);
            *nth += 1;
            UnderWay { name: MessageName { from, to, kind, nth: *nth }, pending, waits }
        });
        named.collect()
    }

    /// The message under way that is meant, if there is one.
    pub fn message(&self, which: MessageRef) -> Option<&Pending> {
        match which {
            MessageRef::Id(id) => self.in_flight.get(id),
            MessageRef::Name(name) => self.message_of(name),
        }
    }

    #[inline(never)]
    fn message_of(&self, name: MessageName) -> Option<&Pending> {
        let mut all = self.in_flight.all();
        all.retain(|(pending, _)| {
            let envelope = &pending.envelope;
            (envelope.from, envelope.to) == (name.from, name.to) && envelope.message.tag() == name.kind
        });
        sort_by_key(&mut all, |(pending, _)| pending.id);
        let place = usize::try_from(name.nth.checked_sub(1)?).ok()?;
        all.get(place).map(|(pending, _)| *pending)
    }
}
