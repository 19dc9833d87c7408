//! How even a placement is, and what a change moves.

use super::key::Keys;
use super::order::Names;
use super::placement::{Placement, Table};
use super::spec::Node;

/// How many keys each node owns.
#[derive(Clone, Debug, PartialEq)]
pub struct Stats {
    /// By index.
    pub per_node: Vec<u32>,
    /// The fewest.
    pub min: u32,
    /// The most.
    pub max: u32,
    /// Keys / nodes.
    pub mean: f64,
    /// Of the population, not of a sample.
    pub stddev: f64,
    /// The most over the mean: 1 is perfect balance.
    pub max_over_mean: f64,
}

/// What a change moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diff {
    /// Keys that have another owner, by name.
    pub moved: u64,
    /// How many have to move if every node keeps its share of the keys: keys x the sum of what shares grow.
    pub ideal: u64,
    /// Of the moved those whose new owner's share did not grow, or whose old owner's share did not shrink: when
    /// nodes join, moves between nodes that were there before; when nodes leave, moves from nodes that stay.
    pub needless: u64,
}

impl Stats {
    /// From owners.
    pub fn new(owners: &[u16], nodes: usize) -> Stats {
        let mut per_node = vec![0_u32; nodes];
        for &owner in owners {
            per_node[usize::from(owner)] += 1;
        }
        let mean = owners.len() as f64 / nodes as f64;
        let square = |&count: &u32| (f64::from(count) - mean) * (f64::from(count) - mean);
        let variance = per_node.iter().map(square).sum::<f64>() / nodes as f64;
        let max = per_node.iter().copied().max().unwrap_or(0);
        Stats {
            min: per_node.iter().copied().min().unwrap_or(0),
            max,
            mean,
            stddev: libm::sqrt(variance),
            max_over_mean: if owners.is_empty() { 1.0 } else { f64::from(max) / mean },
            per_node,
        }
    }
}

impl Diff {
    /// From the owners of the same keys before and after.
    pub fn of(old: &[Node], new: &[Node], before: &[u16], after: &[u16]) -> Diff {
        let (forth, back) = (indexes(old, new), indexes(new, old));
        let (old_shares, new_shares) = (shares(old), shares(new));
        let grows: Vec<bool> = (0..new.len())
            .map(|node| back[node].is_none_or(|was| is_above(new_shares[node], old_shares[usize::from(was)])))
            .collect();
        let shrinks: Vec<bool> = (0..old.len())
            .map(|node| forth[node].is_none_or(|is| is_above(old_shares[node], new_shares[usize::from(is)])))
            .collect();
        let (mut moved, mut needless) = (0, 0);
        for (&from, &to) in before.iter().zip(after) {
            if forth[usize::from(from)] == Some(to) {
                continue;
            }
            moved += 1;
            needless += u64::from(!(grows[usize::from(to)] && shrinks[usize::from(from)]));
        }
        let growth: f64 = (0..new.len())
            .map(|node| new_shares[node] - back[node].map_or(0.0, |was| old_shares[usize::from(was)]))
            .filter(|&more| more > 0.0)
            .sum();
        Diff { moved, ideal: (before.len().min(after.len()) as f64 * growth).round() as u64, needless }
    }
}

impl Placement {
    /// How even it is over keys.
    pub fn stats(&self, keys: &Keys<'_>) -> Stats {
        Stats::new(&self.assign(keys), self.nodes().len())
    }

    /// What going over to another placement moves.
    pub fn diff(&self, other: &Placement, keys: &Keys<'_>) -> Diff {
        let (before, after) = self.assign_both(other, keys);
        Diff::of(self.nodes(), other.nodes(), &before, &after)
    }

    /// The owners in both. Keys are hashed once if both hash them alike.
    fn assign_both(&self, other: &Placement, keys: &Keys<'_>) -> (Vec<u16>, Vec<u16>) {
        let stateless = |placement: &Placement| !matches!(placement.table(), Table::Bounded(_));
        let (a, b) = (self.spec(), other.spec());
        if a.hash != b.hash || a.strategy != b.strategy || !stateless(self) {
            return (self.assign(keys), other.assign(keys));
        }
        let mut before = vec![0; keys.len()];
        let mut after = vec![0; keys.len()];
        self.each_chunk(keys, |from, words| {
            for (i, &word) in words.iter().enumerate() {
                before[from + i] = self.owner_of_word(word);
                after[from + i] = other.owner_of_word(word);
            }
        });
        (before, after)
    }
}

/// A node's part of all keys, by weight.
pub fn shares(nodes: &[Node]) -> Vec<f64> {
    let total: f64 = nodes.iter().map(Node::weight).sum();
    nodes.iter().map(|node| node.weight() / total).collect()
}

/// How even loads are when every node is held against its own share of the keys: with equal weights the mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// The node that has most in shares of its own, by index; of several the first.
    pub heaviest: usize,
    /// How many times its share that is: 1 is perfect balance.
    pub ratio: f64,
    /// The root of the mean square of what nodes are off, in shares of their own.
    pub deviation: f64,
}

impl Balance {
    /// Of loads, by index, against shares that add up to 1 and are all above 0.
    pub fn of(loads: &[u32], shares: &[f64]) -> Balance {
        let keys: f64 = loads.iter().copied().map(f64::from).sum();
        let ratio =
            |node: usize| if keys > 0.0 { f64::from(loads[node]) / (keys * shares[node]) } else { 1.0 };
        let heaviest =
            (0..loads.len()).fold(0, |best, node| if ratio(node) > ratio(best) { node } else { best });
        let square = |node: usize| (ratio(node) - 1.0) * (ratio(node) - 1.0);
        let mean = (0..loads.len()).map(square).sum::<f64>() / loads.len() as f64;
        Balance { heaviest, ratio: ratio(heaviest), deviation: libm::sqrt(mean) }
    }
}

/// What [`Balance::deviation`] is to be expected when the points of a ring, so many by node, and then so many keys
/// all fall at random places. A node's part of the ring has a beta distribution, its keys a binomial one by it.
pub fn expected_deviation(points: &[u64], shares: &[f64], keys: usize) -> f64 {
    let (all, keys) = (points.iter().sum::<u64>() as f64, keys as f64);
    let square = |(&points, &share): (&u64, &f64)| {
        let part = points as f64 / all;
        let of_arcs = part * (1.0 - part) / (all + 1.0);
        let of_keys = (part - part * part - of_arcs) / keys;
        let off = part - share;
        (of_arcs + of_keys + off * off) / (share * share)
    };
    libm::sqrt(points.iter().zip(shares).map(square).sum::<f64>() / points.len() as f64)
}

/// The same when every node's part is just its share, and only the keys are random.
pub fn sampling_deviation(shares: &[f64], keys: usize) -> f64 {
    let square = |&share: &f64| (1.0 - share) / (share * keys as f64);
    libm::sqrt(shares.iter().map(square).sum::<f64>() / shares.len() as f64)
}

/// Above by more than rounding.
fn is_above(a: f64, b: f64) -> bool {
    a > b * (1.0 + 1e-12)
}

/// By index in `from`, the index of the node of the same name in `to`.
pub fn indexes(from: &[Node], to: &[Node]) -> Vec<Option<u16>> {
    let names = Names::new(to);
    from.iter().map(|node| names.index(&node.name)).collect()
}

/// The standard deviation of the nodes' parts of a ring, in means: of so many nodes with so many points each,
/// all at random places. The parts are distributed as a Dirichlet distribution with all parameters `points`.
pub fn ring_deviation(nodes: usize, points: usize) -> f64 {
    let (n, v) = (nodes as f64, points as f64);
    libm::sqrt((n - 1.0) / (n * v + 1.0))
}
