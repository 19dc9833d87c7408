//! The one sort of placement, and names that are looked up by it. Every type that is sorted costs some kB of
//! wasm, so all become pairs of a number and an index first.

use std::collections::BinaryHeap;

use super::hash::Hash;
use super::spec::Node;

/// Sorts by number, then by index.
pub fn sort(pairs: &mut [(u64, u32)]) {
    pairs.sort_unstable();
}

/// The nodes' indexes in the order of their names, byte by byte. What two nodes have equal claim to goes by it, so
/// that it does not matter in which order they were named. A heap sorts them: a second sort of the library's would
/// weigh ten times as much.
pub fn by_name(nodes: &[Node]) -> Vec<u16> {
    let named: BinaryHeap<(&[u8], u16)> = (0..nodes.len() as u16).map(|i| (name(nodes, i), i)).collect();
    named.into_sorted_vec().into_iter().map(|(_, index)| index).collect()
}

/// What is compared of a node's name.
pub fn name(nodes: &[Node], index: u16) -> &[u8] {
    nodes[usize::from(index)].name.as_bytes()
}

/// The nodes' indexes by name.
pub struct Names<'n> {
    nodes: &'n [Node],
    /// The names' hashes, in order.
    hashes: Vec<(u64, u32)>,
}

impl<'n> Names<'n> {
    /// Of these nodes.
    pub fn new(nodes: &'n [Node]) -> Names<'n> {
        let hash = |(i, node): (usize, &Node)| (hash_of(&node.name), i as u32);
        let mut hashes: Vec<(u64, u32)> = nodes.iter().enumerate().map(hash).collect();
        sort(&mut hashes);
        Names { nodes, hashes }
    }

    /// The index of a name, the first of its nodes.
    pub fn index(&self, name: &str) -> Option<u16> {
        let hash = hash_of(name);
        let from = self.hashes.partition_point(|&(known, _)| known < hash);
        let same = self.hashes[from..].iter().take_while(|&&(known, _)| known == hash);
        same.map(|&(_, i)| i).find(|&i| self.nodes[i as usize].name == name).map(|i| i as u16)
    }
}

fn hash_of(name: &str) -> u64 {
    Hash::Xxh64.value(name.as_bytes())
}
