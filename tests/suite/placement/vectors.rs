//! Published values: hash functions, tables and owners as other systems and papers have them. Data only, each
//! with its source.

use ringleader::placement::{Hash, Key, jump, ketama_words, maglev, slots};

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

/// The values that Cassandra's drivers test their token with (datastax/python-driver, tests/unit/test_metadata.py;
/// datastax/ruby-driver, spec/cassandra/murmur3_spec.rb). The second and third have bytes above 127 after the last
/// whole block.
#[test]
fn murmur3_cassandra() {
    for (key, token) in [
        (b"123".to_vec(), -7_468_325_962_851_647_638_i64),
        (b"\x00\xff\x10\xfa\x99".repeat(10), 5_837_342_703_291_459_765),
        (b"\xfe".repeat(8), -8_927_430_733_708_461_935),
        (b"\x10".repeat(8), 1_446_172_840_243_228_796),
        (b"9223372036854775807".to_vec(), 7_162_290_910_810_015_547),
    ] {
        assert_eq!(Hash::Murmur3Cassandra.value(&key) as i64, token);
    }
}

/// FIPS 180's examples, the first eight bytes.
#[test]
fn sha1() {
    assert_eq!(Hash::Sha1.value(b"abc"), 0xa999_3e36_4706_816a);
    assert_eq!(Hash::Sha1.value(b""), 0xda39_a3ee_5e6b_4b0d);
}

/// awslabs/aws-elasticache-cluster-client-libmemcached, tests: libmemcached's MD5 hash of "apple", its ketama
/// points of "server1-8".
#[test]
fn ketama_hashes() {
    assert_eq!(Hash::Ketama.value(b"apple"), 3_195_025_439);
    assert_eq!(ketama_words(b"server1-8")[0], 3_853_726_576);
}

fn ketama(nodes: Vec<Node>) -> Placement {
    Placement::new(Spec { hash: Hash::Ketama, ..Spec::new(Strategy::Ring, nodes) }).unwrap()
}

/// libmemcached's known good results for libketama's points with weights (its case `ketama_compatibility`; as
/// twitter/finagle has them, finagle-memcached/src/test/resources/ketama_results): key, hash, the point that owns
/// it, its server.
#[test]
fn ketama_with_weights() {
    let weights = [600.0, 300.0, 200.0, 350.0, 1000.0, 800.0, 950.0, 100.0];
    let node = |(i, weight): (usize, &f64)| Node::named(format!("10.0.1.{}", i + 1)).weighing(*weight);
    let placement = ketama(weights.iter().enumerate().map(node).collect());
    let ring = placement.ring().unwrap();
    let lines = include_str!("ketama_results.txt").lines();
    assert_eq!(lines.clone().count(), 99);
    for line in lines {
        let [server, point, hash, key] = line.rsplitn(4, ' ').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        assert_eq!(Hash::Ketama.value(key.as_bytes()).to_string(), hash, "{line}");
        let position = Hash::Ketama.position(hash.parse().unwrap());
        let found = ring.point(ring.search(position));
        assert_eq!(Hash::Ketama.value_at(found.position).to_string(), point, "{line}");
        assert_eq!(owner(&placement, key), server, "{line}");
    }
}

/// dgryski/go-ketama, ketama_test.go, made with Perl's Algorithm::ConsistentHash::Ketama: who owns how many of
/// foo0 to foo99999. Ten equal weights are 40 digests each, as if none were named.
#[test]
fn ketama_of_100_000_keys() {
    let expected = [9478, 9029, 10863, 10011, 9734, 9444, 10756, 10021, 10762, 9902];
    for weight in [None, Some(1.0)] {
        let node = |i| Node { weight, ..Node::named(format!("server{i}")) };
        let placement = ketama((0..10).map(node).collect());
        let mut counts = [0; 10];
        for i in 0..100_000 {
            counts[usize::from(placement.owner(Key::Text(format!("foo{i}").as_bytes())).unwrap())] += 1;
        }
        assert_eq!(counts, expected, "{weight:?}");
    }
}

/// spymemcached, KetamaNodeLocatorTest: owners, keys past the last point, and what a fifth node changes; the last
/// four are its comparison with libketama.
#[test]
fn ketama_as_memcached_clients() {
    let node = |i| Node::named(format!("127.0.0.1:{}", 10_000 + i));
    let four = ketama((0..4).map(node).collect());
    let last = four.ring().unwrap().points().last().unwrap();
    assert_eq!(Hash::Ketama.value_at(last.position), 4_294_887_009);
    let index = |placement: &Placement, key: &str| placement.owner(Key::Text(key.as_bytes())).unwrap();
    for (key, expected) in [("dustin", 0), ("noelani", 2), ("some other key", 0)] {
        assert_eq!(index(&four, key), expected, "{key}");
    }
    for key in ["V5XS8C8N", "8KR2DKR2", "L9KH6X4X"] {
        assert_eq!(index(&four, key), 3, "{key}");
    }
    let five = four.add(node(4)).unwrap();
    let expected =
        [("dustin", 0), ("noelani", 2), ("some other key", 4), ("36", 2), ("10037", 3), ("22051", 1)];
    for (key, expected) in expected.into_iter().chain([("49044", 4)]) {
        assert_eq!(index(&five, key), expected, "{key}");
    }
}

/// libketama's floor of a share in 32 bits, times 40, times nodes: three equal weights lose a digest or none.
#[test]
fn ketama_counts_digests_in_32_bits() {
    for (weights, expected) in
        [(vec![1.0; 3], vec![40, 40, 40]), (vec![1.0, 2.0], vec![26, 53]), (vec![1.0, 999.0], vec![0, 79])]
    {
        let node = |(i, weight): (usize, &f64)| Node::named(format!("n{i}")).weighing(*weight);
        let placement = ketama(weights.iter().enumerate().map(node).collect());
        let mut digests = vec![0; weights.len()];
        for point in placement.ring().unwrap().points() {
            digests[usize::from(point.node)] += 1;
        }
        assert_eq!(digests.iter().map(|points| points / 4).collect::<Vec<i32>>(), expected, "{weights:?}");
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

/// Redis Cluster specification: appendix A, the checksum of "123456789"; "Hash tags", which part is hashed; the
/// documentation of CLUSTER KEYSLOT, slots.
#[test]
fn redis_slots() {
    assert_eq!(slots::crc16(b"123456789"), 0x31c3);
    for (key, hashed) in [
        ("{user1000}.following", "user1000"),
        ("{user1000}.followers", "user1000"),
        ("foo{}{bar}", "foo{}{bar}"),
        ("foo{{bar}}zap", "{bar"),
        ("foo{bar}{zap}", "bar"),
        ("}foo{", "}foo{"),
        ("", ""),
    ] {
        assert_eq!(slots::hash_tag(key.as_bytes()), hashed.as_bytes(), "{key}");
    }
    for (key, slot) in [("somekey", 11_058), ("foo{hash_tag}", 2_515), ("bar{hash_tag}", 2_515)] {
        assert_eq!(slots::slot(key.as_bytes()), slot, "{key}");
    }
}

/// The ranges of the Redis Cluster tutorial's three masters: 0-5460, 5461-10922, 10923-16383.
#[test]
fn redis_slot_ranges() {
    let placement = placed(Strategy::Slots, nodes(3));
    let slots = placement.entries().unwrap();
    let ends: Vec<usize> = (1..slots.len()).filter(|&slot| slots[slot] != slots[slot - 1]).collect();
    assert_eq!((slots.len(), ends), (16_384, vec![5_461, 10_923]));
}

/// Maglev (NSDI 2016), Table 1: three nodes with offsets and skips, seven entries; then without B1.
#[test]
fn maglev_table_1() {
    let spec = |nodes: Vec<Node>| Spec { table_size: 7, ..Spec::new(Strategy::Maglev, nodes) };
    let [b0, b1, b2] = ["B0", "B1", "B2"].map(Node::named);
    let before =
        maglev::checked_table(&spec(vec![b0.clone(), b1, b2.clone()]), Some((&[3, 0, 3], &[4, 2, 1])));
    assert_eq!(before, Ok(vec![1, 0, 1, 0, 2, 2, 0]));
    let after = maglev::checked_table(&spec(vec![b0, b2]), Some((&[3, 3], &[4, 1])));
    assert_eq!(after, Ok(vec![0, 0, 0, 0, 1, 1, 1]));
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
