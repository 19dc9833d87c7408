//! Rendezvous hashing, or highest random weight (Thaler and Ravishankar 1998): every node draws a number from
//! the key, and the highest owns it. With weights the number is -weight / ln(draw) (Schindelhauer and Schomaker
//! 2005), which gives each node its share and moves nothing needlessly.

use crate::draw::scramble;

use super::hash::Hash;
use super::spec::Node;

/// What each node brings to a draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Nodes {
    seeds: Vec<u64>,
    /// Empty if all weigh the same: then the draws alone decide.
    weights: Vec<f64>,
}

/// What a node reaches for a key; the highest owns it.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Score {
    /// With weights, -weight / ln(draw); without, the draw itself, from 0 to 1.
    pub score: f64,
    /// The draw, in 2^64ths.
    pub draw: u64,
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
        let score = match self.weights.get(node) {
            Some(weight) => -weight / libm::log(share),
            None => share,
        };
        Score { score, draw }
    }

    /// The node that owns a key's hash. Between equals the first.
    pub fn owner(&self, word: u64) -> u16 {
        let mut best = 0;
        if self.weights.is_empty() {
            let mut highest = 0;
            for (node, seed) in self.seeds.iter().enumerate() {
                let draw = scramble(word ^ seed);
                if draw > highest {
                    (highest, best) = (draw, node);
                }
            }
        } else {
            let mut highest = self.score(word, 0);
            for node in 1..self.seeds.len() {
                let score = self.score(word, node);
                if score > highest {
                    (highest, best) = (score, node);
                }
            }
        }
        best as u16
    }

    /// All nodes, the highest first.
    pub fn ranking(&self, word: u64) -> Vec<u16> {
        let mut all: Vec<(Score, u16)> =
            (0..self.seeds.len()).map(|node| (self.score(word, node), node as u16)).collect();
        all.sort_by(|a, b| {
            let (high, low) = (&b.0, &a.0);
            high.score.total_cmp(&low.score).then(high.draw.cmp(&low.draw)).then(a.1.cmp(&b.1))
        });
        all.into_iter().map(|(_, node)| node).collect()
    }
}

/// A draw as a number between 0 and 1, never either.
fn inside_one(draw: u64) -> f64 {
    // Of 53 bits the highest value would round to 1, and its logarithm be 0.
    ((draw >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
}
