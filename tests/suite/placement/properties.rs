//! What every strategy promises of its owners, and what a change moves.

use ringleader::placement::Key;

use super::*;

const KEYS: usize = 20_000;

#[test]
fn a_key_has_one_owner_and_it_is_the_first_of_its_owners() {
    for strategy in keyed() {
        let placement = placed(strategy, nodes(7));
        let owners = placement.assign(&Keys::First(500));
        for (key, &owner) in owners.iter().enumerate() {
            let key = Key::Number(key as u64);
            assert_eq!(placement.owner(key), Ok(owner), "{strategy:?}");
            let replicas = placement.owners(key, 3).unwrap();
            assert_eq!((replicas.len(), replicas[0]), (3, owner), "{strategy:?}");
        }
    }
}

#[test]
fn replicas_are_distinct_and_all_nodes_at_most() {
    for strategy in keyed() {
        let placement = placed(strategy, nodes(7));
        for key in 0..200 {
            let mut replicas = placement.owners(Key::Number(key), 100).unwrap();
            replicas.sort_unstable();
            assert_eq!(replicas, (0..7).collect::<Vec<_>>(), "{strategy:?}, key {key}");
        }
    }
}

/// Adding a node moves keys only to it, removing one only its keys.
#[test]
fn minimal_movement() {
    for strategy in [Strategy::Ring, Strategy::Rendezvous, Strategy::MultiProbe, Strategy::Jump] {
        let before = placed(strategy, nodes(9));
        let after = before.add(Node::named("n10")).unwrap();
        let (old, new) = (owners_of_first(&before, KEYS), owners_of_first(&after, KEYS));
        assert!(old.iter().zip(&new).all(|(a, b)| a == b || b == "n10"), "{strategy:?}");
        assert_eq!(after.remove("n10").unwrap(), before, "{strategy:?}");
        let diff = before.diff(&after, &Keys::First(KEYS));
        assert_eq!(diff.needless, 0, "{strategy:?}");
        assert!(diff.moved > 0 && diff.moved < 2 * diff.ideal, "{strategy:?}: {diff:?}");
    }
}
