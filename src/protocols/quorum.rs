//! How many nodes are enough.

use crate::sorted::sort_by_key;

/// How many of `nodes` any two such groups have a node in common: more than half.
pub fn majority(nodes: u16) -> u64 {
    u64::from(nodes) / 2 + 1
}

/// The highest number that at least `needed` of the numbers reach.
pub fn reached_by(needed: u64, numbers: &mut [u64]) -> u64 {
    sort_by_key(numbers, |&number| std::cmp::Reverse(number));
    (needed as usize).checked_sub(1).and_then(|index| numbers.get(index)).copied().unwrap_or(0)
}
