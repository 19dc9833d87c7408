//! Rendezvous hashing, or highest random weight (Thaler and Ravishankar 1998): every node draws a number from
//! the key, and the highest owns it. With weights the number is -weight / ln(draw) (Schindelhauer and Schomaker
//! 2005), which gives each node its share and moves nothing needlessly.

use crate::draw::scramble;

use super::hash::Hash;
use super::order::sort;
use super::spec::Node;

/// What each node brings to a draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Nodes {
    seeds: Vec<u64>,
    /// Empty if all weigh the same: then the draws alone decide.
    weights: Vec<f64>,
}

/// What a node reaches for a key; the highest owns it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// With weights, -weight / ln(draw); without, the draw itself, from 0 to 1.
    pub score: f64,
    /// The same as a whole number, which keeps the order: what is compared.
    pub rank: u64,
}

impl Nodes {
    /// The nodes of a placement.
    pub fn new(nodes: &[Node], hash: Hash) -> Nodes {
        let equal = nodes.iter().all(|node| node.weight() == nodes[0].weight());
        Nodes {
            seeds: nodes.iter().map(|node| hash.value(node.name.as_bytes())).collect(),
            weights: if equal { Vec::new() } else { nodes.iter().map(Node::weight).collect() },
        }
    }

    /// What a node reaches for a key's hash.
    pub fn score(&self, word: u64, node: usize) -> Score {
        let draw = scramble(word ^ self.seeds[node]);
        let share = inside_one(draw);
        match self.weights.get(node) {
            None => Score { score: share, rank: draw },
            Some(weight) => {
                let score = -weight / libm::log(share);
                // The bits of positive floats are in the order of the floats.
                Score { score, rank: score.to_bits() }
            }
        }
    }

    /// The node that owns a key's hash. Between equals the first.
    pub fn owner(&self, word: u64) -> u16 {
        let (mut best, mut highest) = (0, 0);
        let equal = self.weights.is_empty();
        for (node, seed) in self.seeds.iter().enumerate() {
            let rank = if equal { scramble(word ^ seed) } else { self.score(word, node).rank };
            if rank > highest {
                (highest, best) = (rank, node);
            }
        }
        best as u16
    }

    /// All nodes, the highest first.
    pub fn ranking(&self, word: u64) -> Vec<u16> {
        let mut all: Vec<(u64, u32)> =
            (0..self.seeds.len()).map(|node| (!self.score(word, node).rank, node as u32)).collect();
        sort(&mut all);
        all.into_iter().map(|(_, node)| node as u16).collect()
    }
}

/// A draw as a number between 0 and 1, never either.
fn inside_one(draw: u64) -> f64 {
    // Of 53 bits the highest value would round to 1, and its logarithm be 0.
    ((draw >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
}
