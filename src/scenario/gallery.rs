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
            text: include_str!(concat!("../protocols/", $protocol, "/gallery/", $name, ".scn")),
        }
    };
}
#[cfg(feature = "raft")]
macro_rules! raft {
    ($name:literal) => {
        entry!("raft", $name)
    };
}
#[cfg(feature = "paxos")]
macro_rules! paxos {
    ($name:literal) => {
        entry!("paxos", $name)
    };
}

#[cfg(feature = "placement")]
macro_rules! placement {
    ($name:literal) => {
        entry!("placement", $name)
    };
}

/// All of them, in the order in which one would look at them.
pub const GALLERY: &[GalleryEntry] = &[
    #[cfg(feature = "raft")]
    raft!("first-election"),
    #[cfg(feature = "raft")]
    raft!("replication"),
    #[cfg(feature = "raft")]
    raft!("leader-crash"),
    #[cfg(feature = "raft")]
    raft!("split-vote"),
    #[cfg(feature = "raft")]
    raft!("partition"),
    #[cfg(feature = "raft")]
    raft!("figure-7"),
    #[cfg(feature = "raft")]
    raft!("figure-8"),
    #[cfg(feature = "raft")]
    raft!("lost-messages"),
    #[cfg(feature = "raft")]
    raft!("sent-again"),
    #[cfg(feature = "raft")]
    raft!("slow-follower"),
    #[cfg(feature = "raft")]
    raft!("late-append"),
    #[cfg(feature = "raft")]
    raft!("retry-once"),
    #[cfg(feature = "raft")]
    raft!("stale-read"),
    #[cfg(feature = "raft")]
    raft!("pre-vote"),
    #[cfg(feature = "raft")]
    raft!("one-way-cut"),
    // A known bug each, switched on, that no scenario above would show. Without its line `bug` each runs clean.
    #[cfg(feature = "raft")]
    raft!("bug-vote-without-log-check"),
    #[cfg(feature = "raft")]
    raft!("bug-forget-log-on-restart"),
    #[cfg(feature = "raft")]
    raft!("bug-accept-stale-append"),
    #[cfg(feature = "raft")]
    raft!("bug-commit-unverified"),
    #[cfg(feature = "raft")]
    raft!("bug-forget-term-on-restart"),
    #[cfg(feature = "raft")]
    raft!("bug-answer-before-commit"),
    #[cfg(feature = "raft")]
    raft!("bug-truncate-on-refusal"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-phases"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-two-proposers"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-adopted-value"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-chosen-unknown"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-late-accept"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-both-sides"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-duel"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-duel-retry"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-duel-distinguished"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-acceptor-restart"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-slow-learner"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-bug-promise-forgotten"),
    #[cfg(feature = "paxos")]
    paxos!("paxos-bug-round-reused"),
    // No bug at all, but a message that nobody sent.
    #[cfg(feature = "paxos")]
    paxos!("paxos-forged-accept"),
    #[cfg(feature = "placement")]
    placement!("key-walk"),
    #[cfg(feature = "placement")]
    placement!("ring-against-modulo"),
    #[cfg(feature = "placement")]
    placement!("remove-a-node"),
    #[cfg(feature = "placement")]
    placement!("hot-node"),
    #[cfg(feature = "placement")]
    placement!("weights"),
    #[cfg(feature = "placement")]
    placement!("replica-walk"),
    #[cfg(feature = "placement")]
    placement!("bounded-loads"),
    #[cfg(feature = "placement")]
    placement!("modulo-remainders"),
    #[cfg(feature = "placement")]
    placement!("rendezvous-join"),
    #[cfg(feature = "placement")]
    placement!("jump-join"),
    #[cfg(feature = "placement")]
    placement!("maglev-join"),
    #[cfg(feature = "placement")]
    placement!("slots-join"),
];
