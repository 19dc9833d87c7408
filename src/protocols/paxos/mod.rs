//! Single-decree Paxos, as in "Paxos Made Simple" (Lamport 2001), sections 2.1 to 2.5: a set of processes chooses
//! one value, and once a value is chosen it stays chosen.
//!
//! Every node is an acceptor; proposers and learners are all nodes, or those that an option names. Read in this
//! order: the state here, [`message`], `proposer` (phases 1 and 2), `acceptor` (what it promises and accepts),
//! `learner` (who comes to know). Multi-Paxos (section 3) is left out: one run chooses one value.
//!
//! Three things are told apart. A value is *accepted* by an acceptor, which knows it; it is *chosen* when a
//! majority has accepted one proposal, which nobody need know; it is *learned* by a node that knows it is chosen.
//! Who knows is volatile: after a crash a learner asks (`Learn`), or a later request makes a proposer issue a new
//! proposal (2.3). Starting never proposes.
//!
//! The words `leader` and `follower` of a scenario mean: the up node whose latest ballot has the highest round, and
//! the lowest-numbered up node that has had no ballot since it started.

mod acceptor;
mod ballot;
mod board;
mod gallery;
mod given;
mod handlers;
mod learner;
pub mod message;
mod options;
mod properties;
mod proposer;
mod rule;
mod view;

pub use ballot::{Ballot, Proposal, VALUE_MAX, Value};
pub use board::BALLOTS_SHOWN_MAX;
pub use message::Message;
pub use options::{Bugs, Options};
pub use properties::PaxosProperties;
pub use proposer::decides;
pub use rule::Rule;

use crate::growing::Growing;
use crate::kernel::{ClientId, NodeId, NodeSet, timers};
use crate::sorted::Sorted;

/// A node: acceptor, and maybe proposer and learner.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Paxos {
    id: NodeId,
    /// How many nodes there are.
    nodes: u16,
    durable: Durable,
    /// The highest round seen in any message since the start.
    seen: u64,
    /// What it proposes if it is free to: the first value that it was asked for.
    wish: Option<Value>,
    /// Its latest ballot since the start.
    attempt: Option<Attempt>,
    /// Which acceptors are known to have accepted a proposal.
    accepts: Growing<Proposal, NodeSet>,
    /// What it knows to be chosen.
    learned: Option<Proposal>,
    /// Clients that wait for the chosen value, with the numbers of their requests.
    waiting: Sorted<(ClientId, u64), ()>,
    /// Nodes that forwarded a value and are told what is chosen.
    forwarders: NodeSet,
}

/// What a crash leaves (2.5): updated before any message leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Durable {
    /// The highest ballot promised.
    pub promised: Option<Ballot>,
    /// The proposal accepted last.
    pub accepted: Option<Proposal>,
    /// The highest round that this node tried as a proposer.
    pub tried: u64,
    /// Whether it has run before: then it may have missed something, and asks.
    pub ran_before: bool,
}

/// A ballot of a proposer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attempt {
    /// Its number.
    ballot: Ballot,
    /// How far it got.
    phase: Phase,
    /// Who promised, itself included.
    promises: NodeSet,
    /// Who refused, in this phase.
    refused: NodeSet,
    /// Of the proposals that promises reported, the one that decides.
    reported: Option<Proposal>,
    /// What it proposes, once a majority has promised.
    value: Option<Value>,
}

/// How far a ballot got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Phase 1: it waits for promises of a majority.
    Prepare,
    /// Phase 2: its proposal is issued and waits to be accepted by a majority.
    Accept,
    /// A majority accepted.
    Chosen,
    /// It was given up; the next one starts when `retry` runs out.
    Abandoned,
}

impl Attempt {
    /// Whether answers to it still count.
    fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Prepare | Phase::Accept)
    }
}

timers! {
    /// What runs out at a proposer.
    pub enum Timer {
        /// No majority answered in this phase: give the ballot up.
        Phase = "phase";
        /// The wait after a ballot given up: start the next.
        Retry = "retry";
    }
}
