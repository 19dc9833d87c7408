//! Published values: hash functions, tables and owners as other systems and papers have them. Data only, each
//! with its source.

use ringleader::placement::{Hash, Key, jump, slots};

use super::*;

/// Cyan4973/xxHash, the sanity checks of its reference implementation; shepmaster/twox-hash for the short texts.
#[test]
fn xxh64() {
    for (text, seed, expected) in [
        ("", 0, 0xef46_db37_51d8_e999_u64),
        ("a", 0, 0xd24e_c4f1_a98c_6e5b),
        ("abc", 0, 0x44bc_2cf5_ad77_0999),
        ("", 0x9e37_79b1, 0xac75_fda2_929b_17ef),
    ] {
        assert_eq!(Hash::Xxh64.seeded(text.as_bytes(), seed), Ok(expected), "{text:?} with seed {seed}");
    }
}

/// The canonical variant, against a crate of its own over every length of tail; its first half for "hello" is
/// the published cbd8a7b341bd9b02.
#[test]
fn murmur3() {
    assert_eq!(Hash::Murmur3.value(b"hello"), 0xcbd8_a7b3_41bd_9b02);
    let bytes: Vec<u8> = (0..100_u32).map(|i| (i * 151 % 256) as u8).collect();
    for length in 0..bytes.len() {
        for seed in [0, 1, 0x9747_b28c] {
            let input = &bytes[..length];
            let expected = murmur3::murmur3_x64_128(&mut &*input, seed).unwrap() as u64;
            assert_eq!(Hash::Murmur3.seeded(input, seed.into()), Ok(expected), "{length} bytes, seed {seed}");
        }
    }
}

/// Lamping and Veach 2014, the function of figure 1; values as its ports test them (dgryski/go-jump, Guava).
#[test]
fn jump_consistent_hash() {
    for (key, buckets, expected) in
        [(1, 1, 0), (42, 57, 43), (0xdead_10cc, 1, 0), (0xdead_10cc, 666, 361), (256, 1024, 520), (0, 100, 0)]
    {
        assert_eq!(jump::bucket(key, buckets), expected, "key {key} of {buckets}");
    }
}

/// Redis Cluster specification, appendix A: the checksum of "123456789".
#[test]
fn crc16() {
    assert_eq!(slots::crc16(b"123456789"), 0x31c3);
}

#[test]
fn a_number_is_its_decimal_text_where_texts_are_hashed() {
    for number in [0, 7, 10, 4_294_967_295, 4_294_967_296, u64::MAX] {
        for strategy in keyed().filter(|s| !matches!(s, Strategy::Modulo | Strategy::Jump)) {
            let placement = placed(strategy, nodes(5));
            let text = number.to_string();
            let by_text = placement.owner(Key::Text(text.as_bytes()));
            assert_eq!(placement.owner(Key::Number(number)), by_text, "{strategy:?}");
        }
    }
}
