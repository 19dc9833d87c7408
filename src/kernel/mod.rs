//! The world that protocols run in: nodes, network, clients, faults, and the total order of events.
//!
//! It knows no protocol and no text format. Read [`protocol`] first: it is the contract between a node and
//! the kernel; then [`world`], the loop.

pub mod action;
pub mod client;
pub mod erased;
mod faults;
mod id;
pub mod network;
mod pool;
pub mod protocol;
pub mod queue;
pub mod record;
mod rule;
mod timer;
pub mod world;

pub use action::{Action, Cut, NetworkChange, Target};
pub use client::Client;
pub use erased::{Command, Look, Rule, setup};
pub use id::{ClientId, Endpoint, MessageId, NodeId, NodeSet, Text};
pub use network::{ClientMessage, Envelope, Fate, LossReason, Network, NetworkOptions, Outcome, Pending};
pub use protocol::{
    BugInfo, Context, Field, Findings, NEWEST, OptionInfo, Properties, PropertyInfo, Protocol, Request,
    Standing, Window,
};
pub use record::{Body, NoEffect, Record, RecordId, Violation};
pub use rule::{RuleInfo, RuleSet, rules};
pub use timer::{TimerName, TimerSet, timers};
pub use world::{Config, Status, Step, World};

/// The most nodes in a cluster: what a circle on a screen still shows, and what a set of endpoints in 128
/// bits leaves room for beside as many clients.
pub const NODES_MAX: u16 = 64;
/// The most clients.
pub const CLIENTS_MAX: u16 = 64;
