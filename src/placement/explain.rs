//! How a key comes to its owners, step by step.

use super::bounded::Filling;
use super::error::PlacementError;
use super::key::{Key, Keys};
use super::multi_probe::{self, Probe};
use super::placement::{Placement, Table};
use super::rendezvous::Score;
use super::ring::{Point, Ring};
use super::{jump, slots};

/// A key's way to the nodes that keep it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookup {
    /// The hash as other systems have it; of `modulo` and `jump` a number key itself, of `slots` its CRC16.
    pub hash: u64,
    /// The indexes of the nodes, the owner first.
    pub owners: Vec<u16>,
    /// How they were found.
    pub way: Way,
}

/// How a strategy finds nodes.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// The remainder is the owner's index; counted from 1 its number is (x mod p) + 1.
    Modulo {
        /// x mod p.
        remainder: u64,
    },
    /// The points from the key's position on.
    Ring {
        /// In 2^64ths of the way round.
        position: u64,
        /// Up to the one that gives the last replica.
        steps: Vec<Step>,
    },
    /// By node, what it drew for this key.
    Rendezvous {
        /// In index order.
        scores: Vec<Score>,
    },
    /// The buckets visited, each later than the one before; the last owns the key.
    Jump {
        /// From 0 on.
        buckets: Vec<u32>,
    },
    /// The entry of the table.
    Maglev {
        /// Its index.
        entry: usize,
    },
    /// The points from the key's position on, with the loads that the keys before it left.
    Bounded {
        /// In 2^64ths of the way round.
        position: u64,
        /// Up to the first whose node is not full.
        steps: Vec<Step>,
        /// The most keys that a node may own.
        capacity: usize,
        /// By node, how many it owned before.
        loads: Vec<u32>,
    },
    /// The probes; the one with the least distance wins.
    MultiProbe {
        /// In the order of their numbers.
        probes: Vec<Probe>,
    },
    /// The slot.
    Slots {
        /// What of the key is hashed: its hash tag, or all of it.
        from: usize,
        /// Up to which byte.
        to: usize,
        /// CRC16 mod 16,384.
        slot: u16,
    },
}

/// A point that was met on the ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The index of the point.
    pub point: usize,
    /// Its position, in 2^64ths of the way round.
    pub position: u64,
    /// Its node.
    pub node: u16,
    /// Whether the node is taken; otherwise it was passed, because it keeps the key already or is full.
    pub taken: bool,
}

impl Placement {
    /// How a key comes to so many owners. Not for `bounded`: see [`Placement::explain_among`].
    pub fn explain(&self, key: Key<'_>, count: usize) -> Result<Lookup, PlacementError> {
        let owners = self.owners(key, count)?;
        let word = self.word(key);
        let hash = match self.table() {
            Table::Ring(_) | Table::MultiProbe(_) | Table::Bounded(_) => self.spec().hash.value_at(word),
            Table::Slots(_) => key.with_text(|text| u64::from(slots::crc16(slots::hash_tag(text)))),
            _ => word,
        };
        let way = match self.table() {
            Table::Modulo => Way::Modulo { remainder: u64::from(owners[0]) },
            Table::Ring(ring) | Table::Bounded(ring) => {
                let mut met: Vec<u16> = Vec::new();
                let mut steps = Vec::new();
                for point in ring.walk(word) {
                    let step = step(ring, point, |node| !met.contains(&node));
                    steps.push(step);
                    if step.taken {
                        met.push(step.node);
                    }
                    // Nodes without a point come after all that the walk can meet.
                    if met.len() == owners.len().min(ring.reached()) {
                        break;
                    }
                }
                Way::Ring { position: word, steps }
            }
            Table::Rendezvous(nodes) => Way::Rendezvous { scores: nodes.scores(word) },
            Table::Jump => {
                let count = self.nodes().len() as u64;
                let below = jump::visits(word).take_while(|&bucket| bucket < count);
                Way::Jump { buckets: below.map(|bucket| bucket as u32).collect() }
            }
            Table::Maglev(entries) => Way::Maglev { entry: (word % entries.len() as u64) as usize },
            Table::MultiProbe(ring) => {
                let probe = |number| multi_probe::probe(ring, word, number);
                Way::MultiProbe { probes: (0..self.spec().probes).map(probe).collect() }
            }
            Table::Slots(_) => key.with_text(|text| {
                let tag = slots::hash_tag(text);
                let from = if tag.len() == text.len() { 0 } else { tag_start(text) };
                Way::Slots { from, to: from + tag.len(), slot: word as u16 }
            }),
        };
        Ok(Lookup { hash, owners, way })
    }

    /// How one of many keys comes to its owner when loads are bounded; the others do not matter elsewhere.
    pub fn explain_among(&self, keys: &Keys<'_>, index: usize) -> Result<Lookup, PlacementError> {
        let Table::Bounded(ring) = self.table() else { return self.explain(keys.get(index), 1) };
        let mut filling: Filling<'_> = self.filling(ring, keys.len());
        for before in 0..index {
            filling.place(self.word(keys.get(before)));
        }
        let position = self.word(keys.get(index));
        let points = filling.walk(position);
        let last = points[points.len() - 1];
        let steps: Vec<Step> = points.iter().map(|&point| step(ring, point, |_| point == last)).collect();
        let Filling { loads, capacity, .. } = filling;
        Ok(Lookup {
            hash: self.spec().hash.value_at(position),
            owners: vec![ring.point(last).node],
            way: Way::Bounded { position, steps, capacity, loads },
        })
    }
}

fn step(ring: &Ring, point: usize, taken: impl FnOnce(u16) -> bool) -> Step {
    let Point { position, node } = ring.point(point);
    Step { point, position, node, taken: taken(node) }
}

/// Where a hash tag begins, after its brace.
fn tag_start(text: &[u8]) -> usize {
    text.iter().position(|&byte| byte == b'{').map_or(0, |open| open + 1)
}
