//! The protocol `placement`: nodes join and leave, keys are looked up, and one sees which keys move.
//!
//! Every event is a move, and what a move comes to is worked out by the pure functions of [`crate::placement`]. Begin
//! with [`model`]; [`setup`] is what a header says.

mod change;
pub mod cluster;
pub mod draft;
mod gallery;
mod lookup;
pub mod model;
pub mod moves;
mod notes;
pub mod properties;
pub mod reason;
mod rule;
mod settings;
pub mod setup;
pub mod state;
mod view;

pub use setup::setup;

use crate::time::Time;

/// The word after `protocol`.
pub const NAME: &str = "placement";

/// What a move takes: with the default speed of a page some three seconds, enough to follow a walk.
pub const MOVE_TIME: Time = Time::from_ms(30);
/// Moves of a branch.
pub const MOVES_MAX: u64 = 10_000;
/// Nodes: a thousand bars are still a picture.
pub const MEMBERS_MAX: u16 = 1_000;
/// Keys: a million is placed in a fraction of a second.
pub const KEYS_MAX: u32 = 1_000_000;
/// The greatest weight.
pub const WEIGHT_MAX: u32 = 1_000;
/// Characters of a key that is looked up.
pub const KEY_MAX: usize = 200;
/// Tokens of a node, as `given` names them.
pub const TOKENS_MAX: usize = 256;
/// Points of all nodes together.
pub const POINTS_MAX: u64 = 200_000;
/// Hashes that one placement of all keys may cost: about a second's.
pub const WORK_MAX: u64 = 32_000_000;
/// The same for all moves of a text together: some ten seconds'.
pub const OPEN_WORK_MAX: u64 = 128_000_000;
/// Bytes of states that are kept; others are made again.
const KEYFRAME_BYTES: u64 = 48_000_000;

/// Points that are drawn one by one; more are binned.
const POINTS_SHOWN_MAX: usize = 4_000;
/// Bins of a ring that is drawn: a quarter of a degree each.
const BINS: usize = 1_440;
/// Keys that are drawn.
const KEYS_SHOWN_MAX: usize = 1_000;
/// Entries of a table that are drawn; of more, a cell stands for several.
const ENTRIES_SHOWN_MAX: usize = 16_384;
/// Keys on their way that are drawn.
const MOVED_SHOWN_MAX: usize = 240;

/// The bounds by their names.
const BOUNDS: &[(&str, u64)] = &[
    ("MOVES_MAX", MOVES_MAX),
    ("MEMBERS_MAX", MEMBERS_MAX as u64),
    ("KEYS_MAX", KEYS_MAX as u64),
    ("WEIGHT_MAX", WEIGHT_MAX as u64),
    ("KEY_MAX", KEY_MAX as u64),
    ("TOKENS_MAX", TOKENS_MAX as u64),
    ("POINTS_MAX", POINTS_MAX),
    ("WORK_MAX", WORK_MAX),
    ("OPEN_WORK_MAX", OPEN_WORK_MAX),
];
