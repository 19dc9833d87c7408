//! What `set` and `change` lines set.

use crate::kernel::{OptionInfo, Slot};
use crate::placement::Hash;

/// How keys are placed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Settings {
    /// See [`STRATEGIES`].
    pub strategy: usize,
    /// A strategy beside it, on the same keys and with the same changes: 0 is none, else see [`STRATEGIES`].
    pub compare: usize,
    /// See [`HASHES`].
    pub hash: usize,
    /// Points of a node of weight 1.
    pub virtual_nodes: u32,
    /// Copies of a key.
    pub replicas: u32,
    /// Of bounded loads, in thousandths of the mean.
    pub load_factor: u32,
    /// Entries of Maglev's table.
    pub table_size: u32,
    /// Of multi-probe hashing.
    pub probes: u32,
}

/// The strategies by name.
pub const STRATEGIES: &[&str] =
    &["modulo", "ring", "rendezvous", "jump", "maglev", "bounded", "multi-probe", "slots"];
/// What may stand beside one.
pub const COMPARED: &[&str] =
    &["none", "modulo", "ring", "rendezvous", "jump", "maglev", "bounded", "multi-probe", "slots"];
/// The hashes by name.
pub const HASHES: &[&str] = &["xxh64", "sha1", "ketama", "murmur3", "murmur3-cassandra"];

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            strategy: 1,
            compare: 0,
            hash: 0,
            virtual_nodes: 160,
            replicas: 3,
            load_factor: 1_250,
            table_size: 65_537,
            probes: 21,
        }
    }
}

impl Settings {
    /// The hash function.
    pub fn hash(&self) -> Hash {
        Hash::ALL[self.hash]
    }
}

/// The table behind `set` and `change`.
pub const OPTIONS: &[OptionInfo<Settings>] = &[
    OptionInfo { name: "strategy", slot: |s| Slot::Choice(STRATEGIES, &mut s.strategy) },
    OptionInfo { name: "compare", slot: |s| Slot::Choice(COMPARED, &mut s.compare) },
    OptionInfo { name: "hash", slot: |s| Slot::Choice(HASHES, &mut s.hash) },
    OptionInfo { name: "virtual-nodes", slot: |s| Slot::Number(&mut s.virtual_nodes, 1, 10_000) },
    OptionInfo { name: "replicas", slot: |s| Slot::Number(&mut s.replicas, 1, 16) },
    OptionInfo { name: "load-factor", slot: |s| Slot::Decimal(&mut s.load_factor, 1_010, 10_000) },
    OptionInfo { name: "table-size", slot: |s| Slot::Number(&mut s.table_size, 2, 655_373) },
    OptionInfo { name: "probes", slot: |s| Slot::Number(&mut s.probes, 1, 100) },
];
