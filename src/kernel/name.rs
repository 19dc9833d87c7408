//! Names of messages that survive edits: `n2->n1 RequestVote #1`.
//!
//! An id like `m17` counts all that was sent since boot, so that it means another message once anything before it comes
//! otherwise. A name says what it is about, and counts only what is under way now.

use std::fmt;

use super::network::Pending;
use super::world::World;
use super::{Endpoint, MessageId};

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
        let mut all: Vec<UnderWay<'_>> = Vec::new();
        for (pending, waits) in self.in_flight.sorted() {
            let (from, to) = (pending.envelope.from, pending.envelope.to);
            let kind = pending.envelope.message.tag();
            // There are few: to look at those before costs less than a table.
            let before = all
                .iter()
                .rev()
                .find(|other| (other.name.from, other.name.to) == (from, to) && other.name.kind == kind);
            let nth = before.map_or(1, |before| before.name.nth + 1);
            all.push(UnderWay { name: MessageName { from, to, kind, nth }, pending, waits });
        }
        all
    }

    /// The message under way that is meant, if there is one.
    pub fn message(&self, which: MessageRef) -> Option<&Pending> {
        match which {
            MessageRef::Id(id) => self.in_flight.get(id),
            MessageRef::Name(name) => {
                let all = self.under_way();
                all.iter().find(|message| message.name == name).map(|message| message.pending)
            }
        }
    }
}
