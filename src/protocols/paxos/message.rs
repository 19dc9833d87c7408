//! The messages, named as the paper names its steps. A reply is a message of its own.

use super::ballot::{Ballot, Value};
use crate::value::{Tagged as _, tagged};

tagged! { read
/// What nodes send each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// Phase 1 (a): a proposer asks for promises (2.2).
    Prepare {
        /// The ballot it wants to propose in.
        ballot: Ballot,
    } = "Prepare";
    /// Phase 1 (b): an acceptor promises to accept nothing below the ballot (2.2).
    Promise {
        /// The ballot promised.
        ballot: Ballot,
        /// Of the highest-numbered lower proposal that it has accepted.
        accepted_ballot: Option<Ballot>,
        /// The value of that.
        accepted_value: Option<Value>,
    } = "Promise";
    /// Phase 2 (a): a proposer asks to accept its proposal (2.2).
    Accept {
        /// The number of the proposal.
        ballot: Ballot,
        /// Its value.
        value: Value,
    } = "Accept";
    /// Phase 2 (b): an acceptor has accepted a proposal; to its proposer and to the learners (2.3).
    Accepted {
        /// The number of the proposal.
        ballot: Ballot,
        /// Its value.
        value: Value,
    } = "Accepted";
    /// An acceptor has promised a higher ballot, so the proposer may as well give up (end of 2.2).
    Nack {
        /// The ballot that is refused.
        ballot: Ballot,
        /// The ballot promised.
        promised: Ballot,
    } = "Nack";
    /// A learner asks what an acceptor has accepted; answered by Accepted, if anything (2.3).
    Learn {} = "Learn";
    /// Somebody who knows the chosen value tells it (2.3).
    Chosen {
        /// A ballot in which it was chosen.
        ballot: Ballot,
        /// The value.
        value: Value,
    } = "Chosen";
    /// A node that does not propose hands a client's value to one that does (2.4).
    Forward {
        /// The client's value.
        value: Value,
    } = "Forward";
}
}

impl Message {
    /// The highest ballot that the message tells of.
    pub fn ballot(&self) -> Option<Ballot> {
        match *self {
            Message::Prepare { ballot }
            | Message::Promise { ballot, .. }
            | Message::Accept { ballot, .. }
            | Message::Accepted { ballot, .. }
            | Message::Chosen { ballot, .. } => Some(ballot),
            Message::Nack { promised, .. } => Some(promised),
            Message::Learn {} | Message::Forward { .. } => None,
        }
    }
}

impl Message {
    /// Its size in bytes: 16, 16 for each field, and the value's text.
    pub fn size(&self) -> usize {
        let value = match self {
            Message::Promise { accepted_value, .. } => accepted_value.as_ref(),
            Message::Accept { value, .. }
            | Message::Accepted { value, .. }
            | Message::Chosen { value, .. }
            | Message::Forward { value } => Some(value),
            Message::Prepare { .. } | Message::Nack { .. } | Message::Learn {} => None,
        };
        16 + 16 * self.names().len() + value.map_or(0, |value| value.0.as_str().len())
    }
}
