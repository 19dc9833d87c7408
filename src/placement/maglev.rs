//! Maglev's lookup table (Eisenbud et al., NSDI 2016, section 3.4): every node has a preference list of all
//! entries, and the nodes take turns at claiming their next preferred entry that is still free.

use super::error::PlacementError;
use super::hash::Hash;
use super::order::by_name;
use super::points::Label;
use super::spec::{GIVEN_STEPS_MAX, Node, Spec};

/// A node's preference list: from the offset on, by steps of the skip, around the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permutation {
    /// Below the table's size.
    pub offset: u32,
    /// From 1 to below the table's size, which is prime: so the list meets every entry.
    pub skip: u32,
}

/// The permutation of a node, from two hashes of its name.
pub fn permutation(name: &str, hash: Hash, size: u32) -> Permutation {
    let mut label = Label::new(name);
    let size = u64::from(size);
    Permutation {
        offset: (hash.value(label.numbered(0)) % size) as u32,
        skip: (hash.value(label.numbered(1)) % (size - 1) + 1) as u32,
    }
}

/// The table of a placement.
pub fn table_of(nodes: &[Node], hash: Hash, size: u32) -> Vec<u16> {
    let lists: Vec<Permutation> = nodes.iter().map(|node| permutation(&node.name, hash, size)).collect();
    table(&lists, nodes, size)
}

/// The table of what was asked for, by given permutations or those of the names.
pub fn checked_table(spec: &Spec, given: Option<(&[u32], &[u32])>) -> Result<Vec<u16>, PlacementError> {
    spec.check()?;
    let Some((offsets, skips)) = given else {
        return Ok(table_of(&spec.nodes, spec.hash, spec.table_size));
    };
    check_given("offsets", offsets, 0, spec)?;
    check_given("skips", skips, 1, spec)?;
    if spec.nodes.len() * spec.table_size as usize > GIVEN_STEPS_MAX {
        return Err(PlacementError::bound("nodes x tableSize", "GIVEN_STEPS_MAX", GIVEN_STEPS_MAX));
    }
    let lists: Vec<Permutation> =
        offsets.iter().zip(skips).map(|(&offset, &skip)| Permutation { offset, skip }).collect();
    Ok(table(&lists, &spec.nodes, spec.table_size))
}

fn check_given(field: &str, values: &[u32], least: u32, spec: &Spec) -> Result<(), PlacementError> {
    let (size, nodes) = (spec.table_size, spec.nodes.len());
    if values.len() != nodes {
        let reason = format!("as many as nodes, {nodes}, not {}", values.len());
        return Err(PlacementError::argument(field, reason));
    }
    match values.iter().position(|value| !(least..size).contains(value)) {
        None => Ok(()),
        Some(i) => {
            let reason = format!("from {least} to below the table's size, {size}, not {}", values[i]);
            Err(PlacementError::argument(format!("{field}[{i}]"), reason))
        }
    }
}

/// The table: per entry the index of its node. Nodes take their turns in the order of their names, so that the
/// table is the same in whatever order they were named, and again after one left and came back. Nodes of equal
/// weight take equal turns, as in the paper's pseudocode; otherwise a node sits out as many turns as it weighs
/// less than the heaviest. The first turn is everyone's, on credit: so however light, a node has an entry.
pub fn table(lists: &[Permutation], nodes: &[Node], size: u32) -> Vec<u16> {
    let heaviest = nodes.iter().map(Node::weight).fold(f64::MIN_POSITIVE, f64::max);
    let parts: Vec<f64> = nodes.iter().map(|node| node.weight() / heaviest).collect();
    let turns = by_name(nodes);
    let mut places: Vec<u32> = lists.iter().map(|list| list.offset).collect();
    let mut credit: Vec<f64> = parts.iter().map(|part| 1.0 - part).collect();
    let mut table = vec![FREE; size as usize];
    let mut taken = 0;
    loop {
        for node in turns.iter().map(|&node| usize::from(node)) {
            let list = &lists[node];
            credit[node] += parts[node];
            // Rounding must not cost the first turn.
            if credit[node] < 1.0 - ROUNDING {
                continue;
            }
            credit[node] -= 1.0;
            let place = &mut places[node];
            while table[*place as usize] != FREE {
                *place = (u64::from(*place) + u64::from(list.skip)).rem_euclid(u64::from(size)) as u32;
            }
            table[*place as usize] = node as u16;
            taken += 1;
            if taken == size {
                return table;
            }
        }
    }
}

/// What rounding may take from a sum of two numbers up to 1; less than the part of any node.
const ROUNDING: f64 = 2.0 * f64::EPSILON;

/// No node has this index: there are at most 65,535.
const FREE: u16 = u16::MAX;

/// A table's size is a prime, and not below the number of nodes.
pub fn check_size(size: u32, nodes: usize) -> Result<(), PlacementError> {
    if !is_prime(size) {
        let near = (0..).find(|&more| is_prime(size + more)).map_or(2, |more| size + more);
        let reason = format!("a prime, such as {near}, not {size}");
        return Err(PlacementError::argument("tableSize", reason));
    }
    if (size as usize) < nodes {
        let reason = format!("at least the number of nodes, {nodes}, not {size}");
        return Err(PlacementError::argument("tableSize", reason));
    }
    Ok(())
}

fn is_prime(number: u32) -> bool {
    number >= 2 && (2..).take_while(|d| d * d <= number).all(|d| !number.is_multiple_of(d))
}
