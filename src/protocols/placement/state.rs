//! What is: the placement at one position, who owns each key, what the last move moved and looked up.

use std::rc::Rc;

use super::cluster::Cluster;
use super::lookup::Looked;
use super::{BINS, POINTS_SHOWN_MAX};
use crate::kernel::NodeId;
use crate::placement::{Bin, Diff, Key, Placement, Stats, Strategy};

/// The state after a move. Parts that a move left alone are shared with the state before.
#[derive(Clone, Debug)]
pub struct State {
    /// Nodes and settings.
    pub cluster: Cluster,
    /// Seeds the keys.
    pub seed: u64,
    /// The keys, all different.
    pub keys: Rc<[u32]>,
    /// The strategy in use.
    pub placed: Rc<Placed>,
    /// The one beside it.
    pub beside: Option<Rc<Placed>>,
    /// What the last move moved, if it was a change.
    pub change: Option<Rc<Change>>,
    /// The key that was looked up last, as it is placed now.
    pub looked: Option<Rc<Looked>>,
    /// The last move was that lookup.
    pub looks: bool,
}

/// Keys, placed.
#[derive(Clone, Debug)]
pub struct Placed {
    /// How.
    pub placement: Placement,
    /// Of each key the index of its owner.
    pub owners: Vec<u16>,
    /// How even it is.
    pub stats: Stats,
    /// A ring of many points as it is drawn.
    pub bins: Option<Vec<Bin>>,
}

impl Placed {
    /// From owners.
    pub fn new(placement: Placement, owners: Vec<u16>) -> Placed {
        let stats = Stats::new(&owners, placement.nodes().len());
        let ring = placement.ring().filter(|ring| ring.len() > POINTS_SHOWN_MAX);
        let bins = ring.map(|ring| ring.bins(BINS));
        Placed { placement, owners, stats, bins }
    }
    /// How keys find nodes.
    pub fn strategy(&self) -> Strategy {
        self.placement.spec().strategy
    }
    /// About how many bytes it takes.
    fn weight(&self) -> usize {
        let points = self.placement.ring().map_or(0, |ring| ring.len() * 16);
        let bins = self.bins.as_ref().map_or(0, |bins| bins.len() * size_of::<Bin>());
        self.owners.len() * 2
            + points
            + bins
            + self.placement.entries().map_or(0, |entries| entries.len() * 2)
    }
}

/// What a change moved.
#[derive(Clone, Debug)]
pub struct Change {
    /// In the strategy in use.
    pub moves: Moves,
    /// In the strategy beside it.
    pub beside: Option<Moves>,
    /// What the remainder by the number of nodes would have moved, if the nodes changed.
    pub modulo: Option<u64>,
    /// Of how many keys.
    pub keys: u64,
}

/// The keys that moved.
#[derive(Clone, Debug)]
pub struct Moves {
    /// How many, and how many of them needlessly.
    pub diff: Diff,
    /// From which node to which, how many; the most first.
    pub flows: Vec<Flow>,
    /// Some of them, for drawing: all if they are few.
    pub sample: Vec<MovedKey>,
}

/// So many keys that went from one node to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Whose they were.
    pub from: NodeId,
    /// Whose they are.
    pub to: NodeId,
    /// How many.
    pub count: u32,
}

/// A key that moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MovedKey {
    /// The key.
    pub key: u32,
    /// Whose it was.
    pub from: NodeId,
    /// Whose it is.
    pub to: NodeId,
}

impl Change {
    /// About how many bytes it takes.
    fn weight(&self) -> usize {
        let moves = |moves: &Moves| {
            moves.flows.capacity() * size_of::<Flow>() + moves.sample.capacity() * size_of::<MovedKey>()
        };
        size_of::<Change>() + moves(&self.moves) + self.beside.as_ref().map_or(0, moves)
    }
}

impl State {
    /// About how many bytes it takes that an earlier one does not.
    pub fn weigh(&self, before: Option<&State>) -> usize {
        let placed = |now: &Rc<Placed>, before: Option<&Rc<Placed>>| {
            if before.is_some_and(|before| Rc::ptr_eq(now, before)) { 0 } else { now.weight() }
        };
        let keys = !before.is_some_and(|before| Rc::ptr_eq(&self.keys, &before.keys));
        let beside = self.beside.as_ref();
        1_000
            + self
                .cluster
                .members
                .iter()
                .map(|member| size_of_val(member) + member.tokens.len() * 16)
                .sum::<usize>()
            + if keys { size_of_val(&*self.keys) } else { 0 }
            + placed(&self.placed, before.map(|before| &before.placed))
            + beside.map_or(0, |beside| placed(beside, before.and_then(|before| before.beside.as_ref())))
            + self.change.as_ref().map_or(0, |change| change.weight())
    }
    /// The node of an index.
    pub fn id(&self, index: u16) -> NodeId {
        self.cluster.members[usize::from(index)].id
    }
}

/// Bits of a key: with eight digits at most a person can still compare two.
const KEY_BITS: u32 = 24;

/// So many keys: different numbers, spread by the seed. Fewer keys of a seed are the first of more.
pub fn keys(seed: u64, count: u32) -> Rc<[u32]> {
    let mask = (1 << KEY_BITS) - 1;
    let words = [crate::draw::scramble(seed), crate::draw::scramble(!seed)];
    (0..count)
        .map(|number| {
            // Each step is a bijection of 24 bits: what an odd factor or a shift does can be undone.
            let mut key = number;
            for word in words {
                key = key.wrapping_mul(word as u32 | 1).wrapping_add((word >> 32) as u32) & mask;
                key ^= key >> (KEY_BITS / 2);
            }
            key.wrapping_mul(words[0] as u32 | 1) & mask
        })
        .collect()
}

/// A key of the run, as a placement takes it.
pub fn key(number: u32) -> Key<'static> {
    Key::Number(number.into())
}
