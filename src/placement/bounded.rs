//! Consistent hashing with bounded loads (Mirrokni, Thorup and Zadimoghaddam 2016): no node owns more than
//! ceil(c x keys / nodes); a key whose node is full goes on along the ring to the next one that is not.

use super::ring::Ring;

/// The most keys that a node may own. The load factor counts in millionths, so that no rounding of floats adds
/// one.
pub fn capacity(load_factor: f64, keys: usize, nodes: usize) -> usize {
    let millionths = (load_factor * MILLION as f64).round() as u64;
    (millionths * keys as u64).div_ceil(MILLION * nodes as u64) as usize
}

const MILLION: u64 = 1_000_000;

/// Keys that are being placed, one after the other.
#[derive(Clone, Debug)]
pub struct Filling<'r> {
    ring: &'r Ring,
    /// How many keys each node owns.
    pub loads: Vec<u32>,
    /// The most that it may.
    pub capacity: usize,
    /// By point, a point from which to go on if the node of this one is full; itself while it is not.
    onward: Vec<u32>,
}

impl<'r> Filling<'r> {
    /// Empty nodes. Together they must have room for all keys that come.
    pub fn new(ring: &'r Ring, nodes: usize, capacity: usize) -> Filling<'r> {
        Filling { ring, loads: vec![0; nodes], capacity, onward: (0..ring.len() as u32).collect() }
    }

    fn is_full(&self, point: usize) -> bool {
        self.loads[usize::from(self.ring.point(point).node)] as usize >= self.capacity
    }

    /// The points that a key at this position would pass because their nodes are full, and the one it reaches.
    pub fn walk(&self, position: u64) -> Vec<usize> {
        let mut points = Vec::new();
        for point in self.ring.walk(position) {
            points.push(point);
            if !self.is_full(point) {
                break;
            }
        }
        points
    }

    /// Places the next key. @returns its node
    pub fn place(&mut self, position: u64) -> u16 {
        let start = self.ring.search(position);
        let mut point = start;
        while self.is_full(point) {
            let next = self.onward[point] as usize;
            point = if next == point { (point + 1) % self.ring.len() } else { next };
        }
        self.shorten(start, point);
        let node = self.ring.point(point).node;
        self.loads[usize::from(node)] += 1;
        node
    }

    /// Later walks go straight to where this one came to.
    fn shorten(&mut self, start: usize, end: usize) {
        let mut point = start;
        while point != end {
            let next = self.onward[point] as usize;
            self.onward[point] = end as u32;
            point = if next == point { (point + 1) % self.ring.len() } else { next };
        }
    }
}
