//! The algorithms. Each stands in a folder of its own and knows the kernel, not the others.

pub mod machine;
pub mod paxos;
pub mod quorum;
pub mod raft;
