//! What `set` and `bug` lines change.

use crate::kernel::{BugInfo, NodeId, NodeSet, OptionInfo, Slot};
use crate::time::{Time, TimeRange};

/// The options of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Who may propose; `None` for all.
    pub proposers: Option<NodeSet>,
    /// To whom acceptors tell what they accept (2.3), beside the proposer; `None` for all.
    pub learners: Option<NodeSet>,
    /// The one that proposes, if one is distinguished (2.4): others forward to it.
    pub distinguished: Option<NodeId>,
    /// Whether a learner tells the nodes that are none (2.3).
    pub inform: bool,
    /// How long a proposer waits for a majority before it gives its ballot up.
    pub phase_timeout: Time,
    /// How long it waits then before the next, drawn anew each time (2.4).
    pub retry: TimeRange,
    /// Whether an acceptor tells a proposer that it has promised a higher ballot (end of 2.2).
    pub nack: bool,
    /// Known bugs, switched on.
    pub bugs: Bugs,
}

/// Rules switched off, each a bug that somebody could make. Every one breaks a property.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "documented in the table below")]
pub struct Bugs {
    pub ignore_accepted_value: bool,
    pub adopt_lowest_ballot: bool,
    pub forget_promise_on_restart: bool,
    pub forget_accepted_on_restart: bool,
    pub minority_quorum: bool,
    pub accept_below_promise: bool,
    pub accept_keeps_promise: bool,
    pub shared_ballots: bool,
    pub reuse_round_after_restart: bool,
    pub learn_from_one_accept: bool,
    pub answer_before_written: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            proposers: None,
            learners: None,
            distinguished: None,
            inform: false,
            phase_timeout: Time::from_ms(100),
            retry: TimeRange::from_ms(50, 150),
            nack: true,
            bugs: Bugs::default(),
        }
    }
}

/// Whether a node is in a list that stands for all if it is left out.
fn among(list: Option<NodeSet>, node: NodeId) -> bool {
    list.is_none_or(|set| set.contains(node))
}

impl Options {
    /// Whether a node proposes on its own account.
    pub fn proposes(&self, node: NodeId) -> bool {
        among(self.proposers, node) && self.distinguished.is_none_or(|one| one == node)
    }
    /// Whether acceptors tell a node what they accept.
    pub fn learns(&self, node: NodeId) -> bool {
        among(self.learners, node)
    }

    /// What does not go together.
    pub(super) fn check(&self) -> Result<(), (&'static str, &'static str)> {
        if self.distinguished.is_some_and(|node| !among(self.proposers, node)) {
            return Err(("distinguished", "one of the proposers"));
        }
        if self.retry.min == Time::ZERO && !self.nack {
            return Err(("retry", "a range above 0ms: only with `nack on` may a proposer not wait at all"));
        }
        if self.retry.min == Time::ZERO && self.phase_timeout == Time::ZERO {
            return Err(("phase-timeout", "a duration above 0ms: with `retry` 0ms no time would pass"));
        }
        Ok(())
    }
}

/// The table behind `set`.
pub const OPTIONS: &[OptionInfo<Options>] = &[
    OptionInfo { name: "proposers", slot: |o| Slot::Nodes(&mut o.proposers) },
    OptionInfo { name: "learners", slot: |o| Slot::Nodes(&mut o.learners) },
    OptionInfo { name: "distinguished", slot: |o| Slot::Node(&mut o.distinguished) },
    OptionInfo { name: "inform", slot: |o| Slot::Flag(&mut o.inform) },
    OptionInfo { name: "phase-timeout", slot: |o| Slot::Duration(&mut o.phase_timeout) },
    OptionInfo { name: "retry", slot: |o| Slot::Range(&mut o.retry) },
    OptionInfo { name: "nack", slot: |o| Slot::Flag(&mut o.nack) },
];

/// The table behind `bug`.
pub const BUGS: &[BugInfo<Options>] = &[
    // P2c left out: a proposer proposes its own value, whatever the promises report.
    BugInfo { name: "ignore-accepted-value", field: |o| &mut o.bugs.ignore_accepted_value },
    // P2c mistaken: of the reported proposals the one with the lowest ballot decides.
    BugInfo { name: "adopt-lowest-ballot", field: |o| &mut o.bugs.adopt_lowest_ballot },
    // 2.5: what an acceptor has to remember, forgotten part by part.
    BugInfo { name: "forget-promise-on-restart", field: |o| &mut o.bugs.forget_promise_on_restart },
    BugInfo { name: "forget-accepted-on-restart", field: |o| &mut o.bugs.forget_accepted_on_restart },
    // Half of the acceptors, rounded down, are taken for a majority.
    BugInfo { name: "minority-quorum", field: |o| &mut o.bugs.minority_quorum },
    // P1a left out: a proposal below the promise is accepted.
    BugInfo { name: "accept-below-promise", field: |o| &mut o.bugs.accept_below_promise },
    // Accepting a proposal does not count as promising its ballot.
    BugInfo { name: "accept-keeps-promise", field: |o| &mut o.bugs.accept_keeps_promise },
    // Ballots are bare rounds: two proposers can share one.
    BugInfo { name: "shared-ballots", field: |o| &mut o.bugs.shared_ballots },
    // 2.5: the highest ballot tried is forgotten, and used again.
    BugInfo { name: "reuse-round-after-restart", field: |o| &mut o.bugs.reuse_round_after_restart },
    // 2.3: the first acceptor that is heard of is taken for a majority.
    BugInfo { name: "learn-from-one-accept", field: |o| &mut o.bugs.learn_from_one_accept },
    // 2.5: an acceptor answers before what it answers is on disk. Where writes take no time that is no bug.
    BugInfo { name: "answer-before-written", field: |o| &mut o.bugs.answer_before_written },
];
