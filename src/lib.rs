//! Ringleader: distributed algorithms, simulated deterministically.
//!
//! The tour, from the bottom up. Each layer knows only what stands below it.
//!
//! - [`time`], [`draw`]: whole microseconds, and chance keyed by seed, owner and instant. [`value`]: the one
//!   grammar of values; [`data`]: the one shape in which anything leaves, [`packed`]: how frames and records do.
//!   [`chunked`] and [`growing`]: sequences and ordered maps whose clones share; [`sorted`]: small maps; [`weight`]: what
//!   all weighs. [`text`]: a text as lines of words, and its errors.
//! - [`placement`]: which node owns a key: hash ring, rendezvous, jump, Maglev and others; pure functions.
//! - [`kernel`]: the world, its total order of events, network, clients, faults, records; knows no protocol.
//!   Begin with [`kernel::Protocol`], the algorithm, and [`kernel::Present`], how it is shown; [`kernel::erased`] is where
//!   a protocol's own types end, so that all that follows is there once for every protocol. [`kernel::model`] is what a
//!   timeline asks of a state; [`kernel::trace`] is what makes a history's identity.
//! - [`setup`]: from the words of a header and of moves to a state that is booted.
//! - [`protocols`]: Raft and Paxos, state machines of one node without IO; placement, a model of its own.
//! - [`timeline`]: keyframes, seek, branches. [`scenario`]: the language's skeleton.
//! - [`session`]: a run of whatever protocol, with plain [`view`]s; `script`: a run's text.
//!   [`registry`]: one line per protocol, and the scenarios of all; `catalog`: what is known without a run. [`filter`], [`search`],
//!   [`watch`]: looking, and going on, for some records or changes only.
//! - `wasm`: the glue to JavaScript, in wasm builds only.
//!
//! A run is (version, scenario, seed, moves): it replays bit for bit, on every machine, at every frame rate.

#![forbid(unsafe_code)]
// An engine that has only some of it leaves the rest unused.
#![cfg_attr(
    not(all(feature = "raft", feature = "paxos", feature = "placement", feature = "functions")),
    allow(dead_code, unused_imports, unused_macros)
)]

mod catalog;
pub mod chunked;
pub mod data;
pub mod draw;
pub mod filter;
pub mod growing;
pub mod kernel;
pub mod packed;
#[cfg(feature = "hashes")]
pub mod placement;
pub mod protocols;
pub mod registry;
pub mod scenario;
mod script;
pub mod search;
pub mod session;
pub mod setup;
pub mod sorted;
pub mod text;
pub mod time;
pub mod timeline;
pub mod value;
pub mod view;
pub mod watch;
pub mod weight;

#[cfg(target_arch = "wasm32")]
mod wasm;
