//! `MurmurHash3`, the variant x64 128 (Appleby 2011), its first half.
//!
//! Written here and not taken from a crate: Cassandra's variant differs inside, in how the bytes after the last
//! whole block are widened, and no crate offers it for any input. A test holds the canonical variant to the
//! crate `murmur3`.

/// How the bytes after the last whole block of 16 are widened to 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    /// As the reference does.
    Unsigned,
    /// As Cassandra does, whose bytes are Java's.
    Signed,
}

const C1: u64 = 0x87c3_7b91_1142_53d5;
const C2: u64 = 0x4cf5_ad43_2745_937f;

/// The first 64 of the 128 bits.
pub fn first_half(bytes: &[u8], seed: u32, tail: Tail) -> u64 {
    let (mut h1, mut h2) = (u64::from(seed), u64::from(seed));
    let (blocks, rest) = bytes.as_chunks::<16>();
    for block in blocks {
        let word = |from: usize| u64::from_le_bytes(std::array::from_fn(|i| block[from + i]));
        h1 = (h1 ^ first(word(0))).rotate_left(27).wrapping_add(h2).wrapping_mul(5).wrapping_add(0x52dc_e729);
        h2 =
            (h2 ^ second(word(8))).rotate_left(31).wrapping_add(h1).wrapping_mul(5).wrapping_add(0x3849_5ab5);
    }
    let (low, high) = rest.split_at(rest.len().min(8));
    h2 ^= second(widened(high, tail));
    h1 ^= first(widened(low, tail));

    let length = bytes.len() as u64;
    h1 ^= length;
    h2 ^= length;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    finish(h1).wrapping_add(finish(h2))
}

fn first(word: u64) -> u64 {
    word.wrapping_mul(C1).rotate_left(31).wrapping_mul(C2)
}

fn second(word: u64) -> u64 {
    word.wrapping_mul(C2).rotate_left(33).wrapping_mul(C1)
}

/// Up to eight bytes as a little-endian word.
fn widened(bytes: &[u8], tail: Tail) -> u64 {
    let widen = |byte: u8| match tail {
        Tail::Unsigned => u64::from(byte),
        Tail::Signed => i64::from(byte as i8) as u64,
    };
    bytes.iter().enumerate().fold(0, |word, (i, &byte)| word ^ widen(byte) << (8 * i))
}

fn finish(mut word: u64) -> u64 {
    word = (word ^ word >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    word = (word ^ word >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    word ^ word >> 33
}
