//! Owners that have to be the same on every machine: `tests/golden/placement.txt` has a hash of the owners of 100,000
//! keys for every strategy and hash. The native suite writes and compares it, the JavaScript tests compare theirs.

use ringleader::placement::{Hash, Keys, Node, Placement, Spec, Strategy};

const GOLDEN: &str = include_str!("../../golden/placement.txt");
const KEYS: usize = 100_000;

/// Nodes with weights, where the strategy knows them.
fn nodes(strategy: Strategy) -> Vec<Node> {
    let weighted =
        matches!(strategy, Strategy::Ring | Strategy::Rendezvous | Strategy::Maglev | Strategy::Slots);
    let weight = |i: u32| weighted.then(|| 1.0 + f64::from(i % 5) / 2.0);
    (0..23).map(|i| Node { weight: weight(i), ..Node::named(format!("node-{i}")) }).collect()
}

/// The hash of the owners' indexes, two bytes each, little-endian.
fn hash(strategy: Strategy, hash: Hash) -> String {
    let placement = Placement::new(Spec { hash, ..Spec::new(strategy, nodes(strategy)) }).unwrap();
    let bytes: Vec<u8> =
        placement.assign(&Keys::First(KEYS)).iter().flat_map(|owner| owner.to_le_bytes()).collect();
    format!("{:016x}", Hash::Xxh64.value(&bytes))
}

/// What the file should say.
fn actual() -> String {
    let pairs = Strategy::ALL.iter().flat_map(|&strategy| Hash::ALL.map(|hash| (strategy, hash)));
    pairs.map(|(s, h)| format!("{} {} {}\n", s.name(), h.name(), hash(s, h))).collect()
}

/// If a line differs, keys of readers move: a major change.
#[test]
fn owners_are_those_of_the_golden_file() {
    let actual = actual();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write("tests/golden/placement.txt", &actual).unwrap();
    }
    assert_eq!(actual, GOLDEN);
}
