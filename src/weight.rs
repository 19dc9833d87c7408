//! What things weigh: bytes, counted for what a thing does not share with an earlier one.
//!
//! A run keeps many worlds, and most of each is shared with the one before. Weighed one after the other, each against
//! the one before it, what they share counts once. Memory of an allocator's own and its rounding are not counted.

/// A pointer.
pub const POINTER: usize = size_of::<usize>();
/// What a shared list takes beside its elements: two counts, a pointer, a length and a capacity.
pub const SHARED: usize = 5 * POINTER;

/// The part of a shared text, or another small shared thing, that falls to each of those who hold it.
pub fn part(bytes: usize, holders: usize) -> usize {
    (bytes + 2 * POINTER).div_ceil(holders.max(1))
}
