//! Sets of nodes, and how many of them are enough.

use crate::kernel::NodeId;
use crate::sorted::sort_by_key;

/// A set of nodes, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct NodeSet(u64);

impl NodeSet {
    /// The set of one node.
    pub fn of(node: NodeId) -> NodeSet {
        let mut set = NodeSet::default();
        set.insert(node);
        set
    }
    /// Adds a node; false if it was in already.
    pub fn insert(&mut self, node: NodeId) -> bool {
        let before = self.0;
        self.0 |= 1 << node.index();
        self.0 != before
    }
    /// Whether a node is in.
    pub fn contains(self, node: NodeId) -> bool {
        self.0 >> node.index() & 1 == 1
    }
    /// How many nodes.
    pub fn len(self) -> u64 {
        u64::from(self.0.count_ones())
    }
    /// Whether no node is in.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// How many of `nodes` any two such groups have a node in common: more than half.
pub fn majority(nodes: u16) -> u64 {
    u64::from(nodes) / 2 + 1
}

/// The highest number that at least `needed` of the numbers reach.
pub fn reached_by(needed: u64, numbers: &mut [u64]) -> u64 {
    sort_by_key(numbers, |&number| std::cmp::Reverse(number));
    (needed as usize).checked_sub(1).and_then(|index| numbers.get(index)).copied().unwrap_or(0)
}
