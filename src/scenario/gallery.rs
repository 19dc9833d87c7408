//! The scenarios that come with Ringleader. A comment on top of each says what to see.

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GalleryEntry {
    /// `leader-crash`; its title in each language belongs to the page.
    pub name: &'static str,
    /// The protocol it names.
    pub protocol: &'static str,
    /// The scenario.
    pub text: &'static str,
}

macro_rules! entry {
    ($protocol:literal, $name:literal) => {
        GalleryEntry {
            name: $name,
            protocol: $protocol,
            text: include_str!(concat!("gallery/", $name, ".scn")),
        }
    };
}
macro_rules! raft {
    ($name:literal) => {
        entry!("raft", $name)
    };
}
macro_rules! paxos {
    ($name:literal) => {
        entry!("paxos", $name)
    };
}

/// All of them, in the order in which one would look at them.
pub const GALLERY: &[GalleryEntry] = &[
    raft!("first-election"),
    raft!("replication"),
    raft!("leader-crash"),
    raft!("split-vote"),
    raft!("partition"),
    raft!("figure-7"),
    raft!("figure-8"),
    raft!("lost-messages"),
    raft!("slow-follower"),
    raft!("late-append"),
    raft!("retry-once"),
    raft!("stale-read"),
    raft!("pre-vote"),
    raft!("one-way-cut"),
    // A known bug each, switched on, that no scenario above would show. Without its line `bug` each runs clean.
    raft!("bug-vote-without-log-check"),
    raft!("bug-forget-log-on-restart"),
    raft!("bug-accept-stale-append"),
    raft!("bug-commit-unverified"),
    paxos!("paxos-phases"),
    paxos!("paxos-two-proposers"),
    paxos!("paxos-adopted-value"),
    paxos!("paxos-chosen-unknown"),
    paxos!("paxos-late-accept"),
    paxos!("paxos-both-sides"),
    paxos!("paxos-duel"),
    paxos!("paxos-duel-retry"),
    paxos!("paxos-duel-distinguished"),
    paxos!("paxos-acceptor-restart"),
    paxos!("paxos-slow-learner"),
    paxos!("paxos-bug-promise-forgotten"),
    paxos!("paxos-bug-round-reused"),
];
