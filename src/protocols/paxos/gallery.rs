//! The scenarios of Paxos. A comment on top of each says what to see.

use crate::kernel::gallery;

/// By name, in the order in which one would look at them.
pub(super) const GALLERY: &[(&str, &str)] = gallery![
    "paxos-phases",
    "paxos-two-proposers",
    "paxos-adopted-value",
    "paxos-chosen-unknown",
    "paxos-unknown-outcome",
    "paxos-late-accept",
    "paxos-both-sides",
    "paxos-duel",
    "paxos-duel-retry",
    "paxos-duel-distinguished",
    "paxos-acceptor-restart",
    "paxos-slow-disk",
    "paxos-slow-learner",
    "paxos-far-proposer",
    "paxos-bug-promise-forgotten",
    "paxos-bug-round-reused",
    // No bug at all, but a message that nobody sent.
    "paxos-forged-accept",
];
