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

/// All of them, in the order in which one would look at them.
pub const GALLERY: &[GalleryEntry] = &[
    GalleryEntry {
        name: "first-election",
        protocol: "raft",
        text: include_str!("gallery/first-election.scn"),
    },
    GalleryEntry { name: "replication", protocol: "raft", text: include_str!("gallery/replication.scn") },
    GalleryEntry { name: "leader-crash", protocol: "raft", text: include_str!("gallery/leader-crash.scn") },
];
