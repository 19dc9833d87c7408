//! The world that protocols run in: nodes, network, clients, faults, and the total order of events.
//!
//! It knows no protocol and no text format. Read [`protocol`] first: it is the contract between a node and
//! the kernel; then [`world`], the loop.

mod act;
pub mod action;
pub mod client;
mod cluster;
pub mod disk;
mod enabled;
pub mod erased;
pub mod fingerprint;
mod id;
pub mod link;
pub mod model;
mod name;
pub mod network;
mod never;
pub mod operation;
pub mod option;
mod pool;
pub mod protocol;
pub mod queue;
pub mod record;
mod rule;
mod timer;
pub mod trace;
pub mod world;
mod zone;

pub(crate) use action::join;
pub use action::{Action, Cut, NetworkChange, Own, OwnMove, Target};
pub use client::{Behaviour, Client, ClientOptions};
pub use cluster::Cluster;
pub use disk::{Disk, DiskChange, LOSING_MAX, Pace};
pub use enabled::Enabled;
pub use erased::{Algorithm, Command, Look, Rule, algorithm};
pub use fingerprint::{Fingerprint, FingerprintHasher, Ghost, Multiset};
pub use id::{ClientId, Endpoint, MessageId, NodeId, NodeSet, Text};
pub use link::{Bandwidth, Ends, LinkOptions, LinkRule, LinkSetting, Links};
pub use model::{Limits, Model, Step, Verdict};
pub use name::{MessageName, MessageRef, UnderWay};
pub use network::{ClientMessage, Envelope, Fate, LossReason, Network, Order, Outcome, Pending};
pub use never::Never;
pub use operation::{Ended, Ending, Operation};
pub use option::{OptionInfo, Slot};
pub use protocol::{
    BugInfo, Context, Findings, Given, NEWEST, Present, Properties, PropertyInfo, Protocol, Request,
    Standing, Window, gallery,
};
pub use record::{Body, NoEffect, Record, RecordId, Violation};
pub use rule::{RuleInfo, RuleSet, rules};
pub use timer::{TimerName, TimerSet, timers};
pub use world::{Config, Status, World};
pub use zone::{Party, ZONE_NAME_MAX, Zone};

/// The most nodes in a cluster: what a circle on a screen still shows, and what a set of endpoints in 128
/// bits leaves room for beside as many clients.
pub const NODES_MAX: u16 = 64;
/// The most clients.
pub const CLIENTS_MAX: u16 = 64;
