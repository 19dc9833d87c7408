//! Raft, as in "In Search of an Understandable Consensus Algorithm (Extended Version)" (Ongaro and Ousterhout
//! 2014), Figure 2 and sections 5 and 8, with pre-vote and check-quorum of the thesis (Ongaro 2014).
//!
//! Read in this order: the state here, [`message`], the gate in [`handlers`](self) that compares terms once,
//! then `election` and `replication`. Membership changes (section 6) and log compaction (section 7) are left
//! out.
//!
//! Messages are not remote procedure calls: a reply is a message of its own that may come late, twice, or out
//! of order. So every reply says what it answers: a vote names the term it is for, the answer to
//! AppendEntries the last entry that it is about.

mod election;
mod given;
mod handlers;
mod log;
pub mod message;
mod options;
mod properties;
mod replication;
mod rule;
mod view;

pub use election::at_least_as_up_to_date;
pub use log::{Entry, Log};
pub use message::Message;
pub use options::{Bugs, Options};
pub use properties::RaftProperties;
pub use replication::majority_index;
pub use rule::Rule;

use super::machine::{Machine, Origin};
use crate::kernel::{NodeId, NodeSet, timers};
use crate::sorted::Sorted;

/// A term: time between two elections, counted.
pub type Term = u64;
/// The place of an entry in a log, from 1; 0 is before the first.
pub type Index = u64;

/// A server.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Raft {
    id: NodeId,
    /// How many servers there are.
    nodes: u16,
    /// Figure 2: persistent state on all servers.
    durable: Durable,
    /// Index of the highest entry known to be committed.
    commit_index: Index,
    /// Index of the highest entry applied to the state machine.
    last_applied: Index,
    machine: Machine,
    /// The leader of the current term, if known.
    leader: Option<NodeId>,
    /// With pre-vote: a leader was heard of within the least election timeout.
    leader_is_alive: bool,
    role: Role,
}

/// What a crash leaves: updated before any message leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Durable {
    /// The latest term that the server has seen.
    pub current_term: Term,
    /// The candidate that got its vote in the current term.
    pub voted_for: Option<NodeId>,
    /// The entries.
    pub log: Log,
}

/// What a server is at the moment. What only a candidate or a leader has, only they have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It answers leaders and candidates.
    Follower,
    /// It asks whether an election could succeed (thesis 9.6).
    PreCandidate {
        /// Who said yes or no, itself included.
        votes: Votes,
    },
    /// It stands for election.
    Candidate {
        /// Who granted or refused its vote, itself included.
        votes: Votes,
    },
    /// It leads.
    Leader(Leadership),
}

/// Votes counted so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Votes {
    /// These said yes.
    pub granted: NodeSet,
    /// These said no.
    pub refused: NodeSet,
}

/// Figure 2: volatile state on leaders, reinitialized after election.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Leadership {
    /// Per server, by its place; the leader's own is not used.
    progress: Vec<Progress>,
    /// Requests that this leader appended in this term, by the index of their entry.
    waiting: Sorted<Index, Origin>,
    /// With check-quorum: who answered since the last check.
    heard: NodeSet,
}

/// What a leader knows of a follower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Progress {
    /// Index of the next entry to send.
    pub next_index: Index,
    /// Index of the highest entry known to be replicated there.
    pub match_index: Index,
    /// The follower has not accepted anything since the election or its last refusal, so where its log
    /// agrees with the leader's is still searched for.
    pub probing: bool,
    /// Entries or a probe are under way and not answered.
    pub awaited: bool,
}

timers! {
    /// What runs out at a server.
    pub enum Timer {
        /// No leader was heard of: stand for election. At a leader, with check-quorum: see who answered.
        Election = "election";
        /// A leader's, for all its followers: send again, entries or none.
        Heartbeat = "heartbeat";
        /// With pre-vote: the least election timeout since a leader was heard of.
        Lease = "lease";
        /// No answer from this server: ask again.
        Rpc(peer) = "rpc";
    }
}
