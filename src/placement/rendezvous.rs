//! Rendezvous hashing, or highest random weight (Thaler and Ravishankar 1998): every node draws a number from
//! the key, and the highest owns it. With weights the number is -weight / ln(draw) (Schindelhauer and Schomaker
//! 2005), which gives each node its share and moves nothing needlessly.

use crate::draw::scramble;

use super::hash::Hash;
use super::order::{by_name, sort};
use super::spec::Node;

/// What each node brings to a draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Nodes {
    /// The nodes' indexes by name, the greatest first: of equals it wins, whatever the order of indexes.
    order: Vec<u16>,
    /// In this order.
    seeds: Vec<u64>,
    /// In this order. Empty if all weigh the same: then the draws alone decide.
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
        let mut order = by_name(nodes);
        order.reverse();
        let ordered = || order.iter().map(|&node| &nodes[usize::from(node)]);
        Nodes {
            seeds: ordered().map(|node| hash.value(node.name.as_bytes())).collect(),
            weights: if equal { Vec::new() } else { ordered().map(Node::weight).collect() },
            order,
        }
    }

    /// What each node reaches for a key's hash, in index order.
    pub fn scores(&self, word: u64) -> Vec<Score> {
        let mut scores = vec![Score { score: 0.0, rank: 0 }; self.order.len()];
        for (place, &node) in self.order.iter().enumerate() {
            scores[usize::from(node)] = self.score(word, place);
        }
        scores
    }

    /// What the node at a place in order reaches for a key's hash.
    fn score(&self, word: u64, place: usize) -> Score {
        let draw = scramble(word ^ self.seeds[place]);
        let share = inside_one(draw);
        match self.weights.get(place) {
            None => Score { score: share, rank: draw },
            Some(weight) => {
                let score = -weight / libm::log(share);
                // The bits of positive floats are in the order of the floats.
                Score { score, rank: score.to_bits() }
            }
        }
    }

    /// The node that owns a key's hash. Between equals the one of the greatest name.
    pub fn owner(&self, word: u64) -> u16 {
        let (mut best, mut highest) = (0, 0);
        let equal = self.weights.is_empty();
        for (place, seed) in self.seeds.iter().enumerate() {
            let rank = if equal { scramble(word ^ seed) } else { self.score(word, place).rank };
            if rank > highest {
                (highest, best) = (rank, place);
            }
        }
        self.order[best]
    }

    /// All nodes, the highest first.
    pub fn ranking(&self, word: u64) -> Vec<u16> {
        let mut all: Vec<(u64, u32)> =
            (0..self.seeds.len()).map(|place| (!self.score(word, place).rank, place as u32)).collect();
        sort(&mut all);
        all.into_iter().map(|(_, place)| self.order[place as usize]).collect()
    }

    /// Which nodes can win a key, by index. Two whose names hash alike always draw alike: then the heavier wins
    /// every key, and of equals the one of the greater name.
    pub fn winning(&self) -> Vec<bool> {
        let weight = |place: u32| self.weights.get(place as usize).copied().unwrap_or(1.0);
        let mut alike: Vec<(u64, u32)> =
            self.seeds.iter().enumerate().map(|(place, &seed)| (seed, place as u32)).collect();
        sort(&mut alike);
        let mut winning = vec![true; self.order.len()];
        let mut best = alike[0];
        for &next in &alike[1..] {
            let (winner, loser) = if weight(next.1) > weight(best.1) { (next, best) } else { (best, next) };
            if best.0 == next.0 {
                winning[usize::from(self.order[loser.1 as usize])] = false;
            }
            best = if best.0 == next.0 { winner } else { next };
        }
        winning
    }
}

/// A draw as a number between 0 and 1, never either.
fn inside_one(draw: u64) -> f64 {
    // Of 53 bits the highest value would round to 1, and its logarithm be 0.
    ((draw >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
}
