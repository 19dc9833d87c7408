//! What Ringleader promises, as tests: pure leaves, language, kernel, timeline, gallery, paper, swarm.
#![cfg(not(target_arch = "wasm32"))]

mod bare;
mod client_behaviour;
mod clients;
mod disks;
mod election;
mod enabled;
mod figure_16;
mod filter;
mod fingerprint;
mod foreign;
mod forks;
mod fuzz;
mod gallery;
#[path = "../histories/mod.rs"]
mod histories;
mod kernel;
mod language;
mod least;
mod leaves;
mod links;
mod mutants;
mod numbers;
mod one_protocol;
mod operations;
mod own_moves;
mod paper;
mod paper_paxos;
mod paper_placement;
mod paper_raft;
mod paxos;
mod paxos_gallery;
mod paxos_oracle;
mod paxos_swarm;
mod placement;
mod plain_data;
mod raft_oracle;
mod random;
mod reopen;
mod replication;
#[path = "../../examples/ring_election.rs"]
mod ring_election;
mod same_history;
mod support;
mod swarm;
mod timeline;
mod worked_example;
mod zones;
