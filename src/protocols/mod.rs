//! The algorithms. Each stands in a folder of its own and knows the kernel, not the others.

pub mod machine;
#[cfg(feature = "paxos")]
pub mod paxos;
#[cfg(feature = "placement")]
pub mod placement;
pub mod quorum;
#[cfg(feature = "raft")]
pub mod raft;
