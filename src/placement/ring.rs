//! The ring: points in order, and the search for the one that owns a position.
//!
//! A point owns the way from the point before it, which does not belong to it, up to itself, which does
//! (Karger et al. 1997; libketama and Cassandra agree on the ends).

use super::order::{name, sort};
use super::spec::Node;

/// A point of a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// How far round, in 2^64ths.
    pub position: u64,
    /// The index of its node. Of several points at one position the one owns the way to them whose node has the
    /// greatest name, byte by byte: whatever the order in which the nodes were named.
    pub node: u16,
}

/// Points in order, with an index over them: the way round is cut into equal buckets, about as many as there
/// are points, and each bucket knows its first point. So a search looks at one or two points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ring {
    /// The points' positions, in order.
    positions: Vec<u64>,
    /// The points' nodes, in the same order.
    nodes: Vec<u16>,
    /// By bucket, the number of points before it; at the end, the number of all.
    starts: Vec<u32>,
    /// A position's bucket is its highest bits: all but this many.
    shift: u32,
    /// How many nodes have a point.
    reached: usize,
}

/// From so many points in a bucket on, they are searched by halves: points that nodes bring may lie close.
const CROWD: usize = 8;

impl Ring {
    /// A ring of points of these nodes, in any order; at least one.
    ///
    /// Sorting is by bucket and then inside each, which the index needs anyway.
    pub fn new(points: &[Point], nodes: &[Node]) -> Ring {
        assert!(!points.is_empty(), "a ring has a point");
        let bits = usize::BITS - points.len().leading_zeros();
        let shift = u64::BITS - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for point in points {
            starts[(point.position >> shift) as usize + 1] += 1;
        }
        for bucket in 1..starts.len() {
            starts[bucket] += starts[bucket - 1];
        }
        let mut next = starts.clone();
        let mut sorted = vec![(0, 0); points.len()];
        for point in points {
            let place = &mut next[(point.position >> shift) as usize];
            sorted[*place as usize] = (point.position, u32::from(point.node));
            *place += 1;
        }
        for bucket in 0..starts.len() - 1 {
            let (from, to) = (starts[bucket] as usize, starts[bucket + 1] as usize);
            if to - from > 1 {
                sort(&mut sorted[from..to]);
                settle(&mut sorted[from..to], nodes);
            }
        }
        let mut met = vec![false; nodes.len()];
        points.iter().for_each(|point| met[usize::from(point.node)] = true);
        Ring {
            reached: met.into_iter().filter(|&met| met).count(),
            positions: sorted.iter().map(|&(position, _)| position).collect(),
            nodes: sorted.iter().map(|&(_, node)| node as u16).collect(),
            starts,
            shift,
        }
    }

    /// How many points it has.
    pub fn len(&self) -> usize {
        self.positions.len()
    }

    /// Never: a ring has a point.
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    /// The point at an index below `len`, counted in the order of positions.
    pub fn point(&self, index: usize) -> Point {
        Point { position: self.positions[index], node: self.nodes[index] }
    }

    /// All points in order.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        self.positions.iter().zip(&self.nodes).map(|(&position, &node)| Point { position, node })
    }

    /// How many nodes have a point.
    pub fn reached(&self) -> usize {
        self.reached
    }

    /// Of so many nodes, which own a part of the way round: those of which a point is the first at its position.
    pub fn owning(&self, nodes: usize) -> Vec<bool> {
        let mut owning = vec![false; nodes];
        for index in 0..self.len() {
            if index == 0 || self.positions[index - 1] != self.positions[index] {
                owning[usize::from(self.nodes[index])] = true;
            }
        }
        owning
    }

    /// The index of the point that owns a position: the first at or after it, else the first of all.
    #[inline]
    pub fn search(&self, position: u64) -> usize {
        let bucket = (position >> self.shift) as usize;
        let (from, to) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        let inside = &self.positions[from..to];
        let before = if inside.len() > CROWD {
            inside.partition_point(|&point| point < position)
        } else {
            inside.iter().take_while(|&&point| point < position).count()
        };
        // Where the bucket ends, the next point is the first of a later one, or the ring begins anew.
        let index = from + before;
        if index == self.positions.len() { 0 } else { index }
    }

    /// The node that owns a position.
    #[inline]
    pub fn owner(&self, position: u64) -> u16 {
        self.nodes[self.search(position)]
    }

    /// The indexes of all points, from the one that owns a position on, once round.
    pub fn walk(&self, position: u64) -> impl Iterator<Item = usize> + use<> {
        let start = self.search(position);
        let count = self.len();
        (start..count).chain(0..start)
    }

    /// The share of the way round that each of so many nodes owns; together 1.
    pub fn shares(&self, nodes: usize) -> Vec<f64> {
        let mut owned = vec![0_u128; nodes];
        let mut previous = self.positions[self.len() - 1];
        if self.positions[0] == previous {
            owned[usize::from(self.nodes[0])] = 1 << 64;
        } else {
            for point in self.points() {
                owned[usize::from(point.node)] += u128::from(point.position.wrapping_sub(previous));
                previous = point.position;
            }
        }
        owned.into_iter().map(|way| way as f64 / ROUND).collect()
    }

    /// The ring cut into so many equal bins, for drawing; at least one.
    pub fn bins(&self, count: usize) -> Vec<Bin> {
        let nodes = self.nodes.iter().copied().max().map_or(0, usize::from) + 1;
        let mut owned = vec![0; nodes];
        (0..count).map(|bin| self.bin(bin, count, &mut owned)).collect()
    }

    /// `owned` has what each node owns of a bin; all 0 between bins.
    fn bin(&self, bin: usize, count: usize, owned: &mut [u128]) -> Bin {
        let edge = |bin: usize| ((bin as u128) << 64) / count as u128;
        let (start, end) = (edge(bin), edge(bin + 1));
        let first = self.positions.partition_point(|&point| u128::from(point) < start);
        let after = self.positions.partition_point(|&point| u128::from(point) < end);
        let mut at = start;
        for index in first..=after {
            // Up to the point, and the point itself; at last what belongs to a point of a later bin.
            let next = if index < after { u128::from(self.positions[index]) + 1 } else { end };
            owned[usize::from(self.nodes[index % self.len()])] += next.saturating_sub(at);
            at = at.max(next);
        }
        let mut most = (0, 0);
        for index in first..=after {
            let node = self.nodes[index % self.len()];
            let way = std::mem::take(&mut owned[usize::from(node)]);
            if way > most.0 {
                most = (way, node);
            }
        }
        Bin { node: most.1, points: (after - first) as u32 }
    }
}

/// Puts points of one position into the order of their nodes' names, the greatest first.
fn settle(sorted: &mut [(u64, u32)], nodes: &[Node]) {
    for place in 1..sorted.len() {
        let mut at = place;
        while at > 0
            && sorted[at - 1].0 == sorted[at].0
            && name(nodes, sorted[at - 1].1 as u16) < name(nodes, sorted[at].1 as u16)
        {
            sorted.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// 2^64 as a float.
const ROUND: f64 = 18_446_744_073_709_551_616.0;

/// How far round a position is, from 0 up to but not including 1.
pub fn turn(position: u64) -> f64 {
    // Eleven bits less: what is left is exact, and never rounds up to 1.
    (position >> 11) as f64 / (1_u64 << 53) as f64
}

/// An equal part of a ring, as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    /// The node that owns most of it; of several, the first that comes.
    pub node: u16,
    /// How many points stand in it.
    pub points: u32,
}
