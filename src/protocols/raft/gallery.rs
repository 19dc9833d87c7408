//! The scenarios of Raft. A comment on top of each says what to see.

use crate::kernel::gallery;

/// By name, in the order in which one would look at them.
pub(super) const GALLERY: &[(&str, &str)] = gallery![
    "first-election",
    "replication",
    "leader-crash",
    "split-vote",
    "partition",
    "figure-7",
    "figure-8",
    "lost-messages",
    "sent-again",
    "slow-follower",
    "narrow-link",
    "three-zones",
    "slow-disk",
    "late-append",
    "retry-once",
    "unknown-outcome",
    "stale-read",
    "pre-vote",
    "one-way-cut",
    // A known bug each, switched on, that no scenario above would show. Without its line `bug` each runs clean.
    "bug-vote-without-log-check",
    "bug-forget-log-on-restart",
    "bug-accept-stale-append",
    "bug-commit-unverified",
    "bug-forget-term-on-restart",
    "bug-answer-before-commit",
    "bug-truncate-on-refusal",
];
