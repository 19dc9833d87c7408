//! Placement: which node owns a key. Pure functions; begin with [`Placement`].
//!
//! A [`Spec`] says what is asked for: [`Strategy`], nodes, [`Hash`], options. [`Placement::new`] checks it and
//! prepares what the strategy looks up: a [`Ring`] of [`points`](ring) with an index, Maglev's table, slots. A
//! key becomes one number, the word ([`Placement::word`]), and the word finds the owner; so many keys are hashed
//! by chunks, and two placements that hash alike share the words.
//!
//! Everything here agrees with the published function to the last key, on every machine: whole numbers, the
//! plain float operations, and one logarithm from a library in Rust.

pub mod bounded;
mod error;
mod explain;
mod hash;
pub mod jump;
mod key;
pub mod maglev;
pub mod measure;
pub mod multi_probe;
mod murmur3;
pub mod order;
#[allow(clippy::module_inception)]
mod placement;
pub mod points;
pub mod rendezvous;
pub mod ring;
pub mod slots;
mod spec;

pub use error::PlacementError;
pub use explain::{Lookup, Step, Way};
pub use hash::{Hash, ketama_words};
pub use key::{Key, Keys};
pub use measure::{Diff, Stats};
pub use placement::Placement;
pub use ring::{Bin, Point, Ring};
pub use spec::{
    CALL_KEYS_MAX, GIVEN_STEPS_MAX, KEY_BYTES_MAX, KEYS_BYTES_MAX, LOAD_FACTOR_MAX, NAME_MAX, Node,
    PLACED_NODES_MAX, PROBES_MAX, RING_POINTS_MAX, SLOT_NODES_MAX, Spec, Strategy, TABLE_SIZE_MAX,
    VIRTUAL_NODES_MAX, WEIGHTS, bounds,
};
