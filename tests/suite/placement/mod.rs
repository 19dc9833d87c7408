//! Placement agrees with what others published, and keeps what it promises.

mod every;
pub mod golden;
mod properties;
pub mod session;
mod vectors;

use ringleader::placement::{Key, Keys, Node, Placement, Spec, Strategy};

/// Nodes n1, n2, ... in that order.
pub fn nodes(count: usize) -> Vec<Node> {
    (1..=count).map(|i| Node::named(format!("n{i}"))).collect()
}

/// A placement with the options' defaults, but a Maglev table that is quick to make.
pub fn placed(strategy: Strategy, nodes: Vec<Node>) -> Placement {
    Placement::new(quick(strategy, nodes)).unwrap()
}

/// What [`placed`] asks for.
pub fn quick(strategy: Strategy, nodes: Vec<Node>) -> Spec {
    Spec { table_size: 2_039, ..Spec::new(strategy, nodes) }
}

/// The strategies that know the owner of a single key.
pub fn keyed() -> impl Iterator<Item = Strategy> {
    Strategy::ALL.into_iter().filter(|&strategy| strategy != Strategy::Bounded)
}

/// The name of the owner of a text.
pub fn owner<'p>(placement: &'p Placement, key: &str) -> &'p str {
    let index = placement.owner(Key::Text(key.as_bytes())).unwrap();
    &placement.nodes()[usize::from(index)].name
}

/// The names of the owners of the first keys.
pub fn owners_of_first(placement: &Placement, count: usize) -> Vec<String> {
    let owners = placement.assign(&Keys::First(count));
    owners.iter().map(|&index| placement.nodes()[usize::from(index)].name.clone()).collect()
}
