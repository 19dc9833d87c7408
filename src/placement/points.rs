//! Which points of the ring a node has.

use super::error::PlacementError;
use super::hash::{Hash, ketama_words};
use super::key::{DIGITS_MAX, decimal};
use super::order::{by_name, sort};
use super::ring::{Point, Ring};
use super::spec::{Node, RING_POINTS_MAX, Spec, Strategy};

/// Points that one MD5 digest gives.
const WORDS: usize = 4;
/// libketama's digests per node of mean weight.
const KETAMA_DIGESTS: f64 = 40.0;

/// The ring of a placement.
pub fn ring(spec: &Spec) -> Result<Ring, PlacementError> {
    let counts = counts(spec);
    let total = sum(&counts);
    if total > RING_POINTS_MAX as u64 {
        return Err(too_many(spec, &counts, total));
    }
    let mut points = Vec::with_capacity(total as usize);
    for (node, &count) in counts.iter().enumerate() {
        push_points(spec, node, count as usize, &mut points);
    }
    check_tokens(spec)?;
    Ok(Ring::new(&points, &spec.nodes))
}

/// How many points a placement has, by what it is asked for alone.
pub fn count(spec: &Spec) -> u64 {
    match spec.strategy {
        Strategy::Ring | Strategy::Bounded => sum(&counts(spec)),
        Strategy::MultiProbe => spec.nodes.len() as u64,
        _ => 0,
    }
}

/// Weights and virtual nodes at their bounds are more than 64 bits can count.
fn sum(counts: &[u64]) -> u64 {
    counts.iter().fold(0, |sum, &count| sum.saturating_add(count))
}

/// How many points each node has on a ring.
///
/// With ketama the weights of all count: libketama gives a node floor(share x 40 x nodes) digests of four points
/// each, its share a float of 32 bits; so a light node may have none. Where no weight is named, the memcached
/// clients that took over its points give each node virtualNodes / 4 digests.
pub fn counts(spec: &Spec) -> Vec<u64> {
    let equal = u64::from(spec.virtual_nodes);
    let named = spec.nodes.iter().any(|node| node.weight.is_some());
    // The sum of floats depends on their order, so it is taken in one that does not depend on the caller's.
    let weight = |&node: &u16| spec.nodes[usize::from(node)].weight();
    let total: f64 = by_name(&spec.nodes).iter().map(weight).sum();
    let of = |node: &Node| {
        if !node.tokens.is_empty() {
            return node.tokens.len() as u64;
        }
        if !named {
            return equal;
        }
        if spec.hash == Hash::Ketama {
            let share = node.weight() as f32 / total as f32;
            let digests = (f64::from(share) * KETAMA_DIGESTS * spec.nodes.len() as f64) as f32;
            return digests.floor() as u64 * WORDS as u64;
        }
        ((equal as f64 * node.weight()).round() as u64).max(1)
    };
    spec.nodes.iter().map(of).collect()
}

/// Too many points, said of what makes them: one node's tokens or weight, all nodes, or the virtual nodes of each.
fn too_many(spec: &Spec, counts: &[u64], total: u64) -> PlacementError {
    let most = counts.iter().copied().max().unwrap_or(0);
    let node = counts.iter().position(|&count| count == most).unwrap_or(0);
    let alone = most > u64::from(spec.virtual_nodes);
    let field = if alone && !spec.nodes[node].tokens.is_empty() {
        format!("nodes[{node}].tokens")
    } else if spec.hash == Hash::Ketama && spec.nodes.iter().any(|node| node.weight.is_some()) {
        "nodes".to_owned()
    } else if alone {
        format!("nodes[{node}].weight")
    } else {
        "virtualNodes, of all nodes together".to_owned()
    };
    let reason = format!("at most {RING_POINTS_MAX} points (RING_POINTS_MAX), not {total}");
    PlacementError { code: "bound-placement", field, reason }
}

/// The points of a node. A virtual node is hashed as name, hyphen, number from 0.
fn push_points(spec: &Spec, node: usize, count: usize, points: &mut Vec<Point>) {
    let asked = &spec.nodes[node];
    let hash = spec.hash;
    let mut push = |value: u64| points.push(Point { position: hash.position(value), node: node as u16 });
    if !asked.tokens.is_empty() {
        asked.tokens.iter().copied().for_each(push);
        return;
    }
    let mut label = Label::new(&asked.name);
    if hash != Hash::Ketama {
        (0..count).for_each(|i| push(hash.value(label.numbered(i))));
        return;
    }
    for digest in 0..count.div_ceil(WORDS) {
        let words = ketama_words(label.numbered(digest));
        let left = count - digest * WORDS;
        words.into_iter().take(left).for_each(|word| push(u64::from(word)));
    }
}

/// A node's name with a number after it.
pub struct Label {
    text: Vec<u8>,
    name: usize,
}

impl Label {
    /// For a name.
    pub fn new(name: &str) -> Label {
        let mut text = Vec::with_capacity(name.len() + 1 + DIGITS_MAX);
        text.extend_from_slice(name.as_bytes());
        text.push(b'-');
        Label { name: text.len(), text }
    }
    /// Name, hyphen, number.
    pub fn numbered(&mut self, number: usize) -> &[u8] {
        self.text.truncate(self.name);
        let mut digits = [0; DIGITS_MAX];
        self.text.extend_from_slice(decimal(number as u64, &mut digits));
        &self.text
    }
}

/// No two nodes ask for the same place, and none asks for one twice.
fn check_tokens(spec: &Spec) -> Result<(), PlacementError> {
    let places: Vec<(usize, usize)> = (0..spec.nodes.len())
        .flat_map(|node| (0..spec.nodes[node].tokens.len()).map(move |i| (node, i)))
        .collect();
    let mut tokens: Vec<(u64, u32)> =
        places.iter().enumerate().map(|(at, &(node, i))| (spec.nodes[node].tokens[i], at as u32)).collect();
    sort(&mut tokens);
    match tokens.windows(2).find(|two| two[0].0 == two[1].0) {
        None => Ok(()),
        Some(two) => {
            let (first, second) = (places[two[0].1 as usize], places[two[1].1 as usize]);
            let reason = format!("a token of its own: nodes[{}].tokens[{}] is the same", first.0, first.1);
            Err(PlacementError::argument(format!("nodes[{}].tokens[{}]", second.0, second.1), reason))
        }
    }
}
