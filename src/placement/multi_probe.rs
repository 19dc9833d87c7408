//! Multi-probe consistent hashing (Appleton and O'Reilly 2015): one point per node, but several probes per key;
//! the probe that comes closest to the next point wins.

use crate::draw::scramble;

use super::error::PlacementError;
use super::points::Label;
use super::ring::{Point, Ring};
use super::spec::Spec;

/// One point per node.
pub fn ring(spec: &Spec) -> Ring {
    let point = |(node, asked): (usize, &super::spec::Node)| Point {
        position: spec.hash.position(spec.hash.value(Label::new(&asked.name).numbered(0))),
        node: node as u16,
    };
    Ring::new(&spec.nodes.iter().enumerate().map(point).collect::<Vec<_>>(), &spec.nodes)
}

/// Where a probe fell, and how far it is from there to the next point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// In 2^64ths of the way round.
    pub position: u64,
    /// The index of the point.
    pub point: usize,
    /// In 2^64ths of the way round.
    pub distance: u64,
}

/// The probe of a number. The first is the key's hash itself.
pub fn probe(ring: &Ring, word: u64, number: u32) -> Probe {
    let position = if number == 0 { word } else { scramble(word ^ u64::from(number)) };
    let point = ring.search(position);
    Probe { position, point, distance: ring.point(point).position.wrapping_sub(position) }
}

/// The node that owns a key's hash. Between equals the first probe wins.
pub fn owner(ring: &Ring, word: u64, probes: u32) -> u16 {
    let mut best = probe(ring, word, 0);
    for number in 1..probes {
        let next = probe(ring, word, number);
        if next.distance < best.distance {
            best = next;
        }
    }
    ring.point(best.point).node
}

/// So many nodes in the order of their least distance from a probe: who would own the key if those before were
/// gone.
pub fn owners(ring: &Ring, word: u64, probes: u32, count: usize) -> Vec<u16> {
    let mut all: Vec<Probe> = (0..probes).map(|number| probe(ring, word, number)).collect();
    let mut owners: Vec<u16> = Vec::with_capacity(count);
    while owners.len() < count {
        let Some(nearest) = all.iter_mut().min_by_key(|probe| probe.distance) else { break };
        let node = ring.point(nearest.point).node;
        if !owners.contains(&node) {
            owners.push(node);
        }
        nearest.point = (nearest.point + 1) % ring.len();
        nearest.distance = ring.point(nearest.point).position.wrapping_sub(nearest.position);
    }
    owners
}

/// With several probes two points at one place would never both be reached.
pub fn check(ring: &Ring, spec: &Spec) -> Result<(), PlacementError> {
    let twice = (1..ring.len()).find(|&i| ring.point(i - 1).position == ring.point(i).position);
    match twice {
        None => Ok(()),
        Some(i) => {
            let (a, b) = (ring.point(i - 1).node, ring.point(i).node);
            let reason = format!("has the same {} hash as nodes[{a}]: name it otherwise", spec.hash.name());
            Err(PlacementError::argument(format!("nodes[{b}].name"), reason))
        }
    }
}
