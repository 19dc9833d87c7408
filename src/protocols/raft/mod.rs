//! Raft, as in "In Search of an Understandable Consensus Algorithm (Extended Version)" (Ongaro and Ousterhout
//! 2014), Figure 2 and sections 5 and 8, with pre-vote and check-quorum of the thesis (Ongaro 2014).
//!
//! Read in this order: the state here, [`message`], the gate in [`handlers`](self) that compares terms once,
//! then `election` and `replication`. Membership changes (section 6) and log compaction (section 7) are left
//! out.
//!
//! Messages are not remote procedure calls: a reply is a message of its own that may come late, twice, or out
//! of order. So every reply says what it answers: a vote names the term it is for; the answer to AppendEntries
//! the prevLogIndex that it grants or refuses, and on success the last entry that it is about. One that refuses
//! the term of a message says nothing of the log, and names no index.
//!
//! Whom a message comes from, it says itself, as in the paper: the vote goes to candidateId, the leader is
//! leaderId, and there the answer goes.

mod election;
mod gallery;
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
    /// Per server, by its place. Of the leader's own only matchIndex is used, where writes to disk take time: how far its
    /// own log is on disk.
    progress: Vec<Progress>,
    /// Requests that this leader appended in this term, by the index of their entry.
    waiting: Sorted<Index, Origin>,
    /// With check-quorum: who answered since the last check.
    heard: NodeSet,
}

/// What a leader knows of a follower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Progress {
    /// Index of the next entry to send; with a pipeline, once the logs are known to agree somewhere, what was
    /// sent is passed over before it is acknowledged.
    pub next_index: Index,
    /// Index of the highest entry known to be replicated there.
    pub match_index: Index,
    /// Index of the highest entry sent, since what was not acknowledged was given up for lost: what lies
    /// between this and matchIndex is under way.
    pub sent_index: Index,
    /// The follower has accepted nothing in this term, so where its log agrees with the leader's is still
    /// searched for: the probe is the AppendEntries after nextIndex - 1, and it is always under way.
    pub probing: bool,
    /// Once that is known: what is refused up to this prevLogIndex was sent before nextIndex went back last.
    pub refused_index: Index,
}

impl Progress {
    /// Entries or a probe are under way and not answered.
    pub fn is_awaited(&self) -> bool {
        self.probing || self.sent_index > self.match_index
    }

    /// What was sent from here on is given up for lost or refused; answers to it come late.
    fn go_back_to(&mut self, next_index: Index) {
        self.refused_index = self.sent_index.saturating_sub(1).max(self.refused_index);
        self.next_index = next_index;
        self.sent_index = next_index - 1;
    }

    /// Whether a refusal answers what is under way: while probing the one probe, afterwards what was sent since
    /// nextIndex went back last and is not acknowledged. All others come late or twice, and were acted on.
    pub fn takes_refusal_of(&self, prev_log_index: Index) -> bool {
        if self.probing {
            return prev_log_index == self.next_index - 1;
        }
        (self.match_index..self.sent_index).contains(&prev_log_index) && prev_log_index > self.refused_index
    }
}

timers! {
    /// What runs out at a server.
    pub enum Timer {
        /// No leader was heard of: stand for election. At a leader, with check-quorum: see who answered.
        Election = "election";
        /// A leader's, for all its followers: show that it is there.
        Heartbeat = "heartbeat";
        /// With pre-vote: the least election timeout since a leader was heard of.
        Lease = "lease";
        /// No answer from this server to a vote, a probe or entries: ask again.
        Rpc(peer) = "rpc";
    }
}
