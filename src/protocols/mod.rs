//! The algorithms. Each stands in a folder of its own and knows the kernel, not the others.

pub mod machine;
#[cfg(feature = "paxos")]
pub mod paxos;
pub mod quorum;
#[cfg(feature = "raft")]
pub mod raft;
