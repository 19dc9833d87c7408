//! Which points of the ring a node has.

use super::error::PlacementError;
use super::hash::{Hash, ketama_words};
use super::key::{DIGITS_MAX, decimal};
use super::order::sort;
use super::ring::{Point, Ring};
use super::spec::{POINTS_MAX, Spec};

/// Points that one MD5 digest gives.
const WORDS: usize = 4;
/// libketama's digests per node of mean weight.
const KETAMA_DIGESTS: f64 = 40.0;

/// The ring of a placement.
pub fn ring(spec: &Spec) -> Result<Ring, PlacementError> {
    let counts: Vec<usize> = (0..spec.nodes.len()).map(|node| point_count(spec, node)).collect();
    if counts.iter().sum::<usize>() > POINTS_MAX {
        return Err(PlacementError::bound("virtualNodes, of all nodes together", "POINTS_MAX", POINTS_MAX));
    }
    let mut points = Vec::with_capacity(counts.iter().sum());
    for (node, &count) in counts.iter().enumerate() {
        push_points(spec, node, count, &mut points);
    }
    check_tokens(spec)?;
    Ok(Ring::new(&points))
}

/// How many points a node has.
///
/// With ketama the weights of all count: libketama gives a node floor(share x 40 x nodes) digests of four points
/// each, its share a float of 32 bits. Where no weight is named, the memcached clients that took over its points
/// give each node virtualNodes / 4 digests.
fn point_count(spec: &Spec, node: usize) -> usize {
    let asked = &spec.nodes[node];
    if !asked.tokens.is_empty() {
        return asked.tokens.len();
    }
    let equal = spec.virtual_nodes as usize;
    if spec.nodes.iter().all(|node| node.weight.is_none()) {
        return equal;
    }
    if spec.hash == Hash::Ketama {
        let total: f64 = spec.nodes.iter().map(|node| node.weight()).sum();
        let share = asked.weight() as f32 / total as f32;
        let digests = (f64::from(share) * KETAMA_DIGESTS * spec.nodes.len() as f64) as f32;
        return digests.floor() as usize * WORDS;
    }
    ((equal as f64 * asked.weight()).round() as usize).max(1)
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
