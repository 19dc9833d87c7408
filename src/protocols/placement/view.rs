//! What a frame shows: nodes and loads, the picture of the strategy, what the last move did.
//!
//! What can be much (points, keys, table entries) leaves as words of 32 bits, in one piece; what is more than a
//! picture can show leaves binned.

use super::MOVE_TIME;
use super::model::KeySpace;
use super::properties;
use super::settings::OPTIONS;
use super::state::{Change, Moves, Placed, State, key};
use super::{ENTRIES_SHOWN_MAX, KEYS_SHOWN_MAX};
use crate::data::Data;
use crate::kernel::Action;
use crate::placement::measure::Balance;
use crate::placement::{Placement, Spec, Strategy, measure, points, slots};
use crate::time::Time;

/// What a frame shows.
pub fn view(space: &KeySpace) -> Vec<(&'static str, Data)> {
    let state = &*space.state;
    let settings = OPTIONS
        .iter()
        .map(|option| (option.name.to_owned(), Data::text(option.get(&state.cluster.settings))));
    let nodes = state.cluster.shares().into_iter();
    let moving = space.last.as_ref().map_or(Data::Null, |(at, action)| move_data(*at, action));
    vec![
        ("nodes", Data::List(nodes.enumerate().map(|(index, fair)| node(state, index, fair)).collect())),
        ("settings", Data::Map(settings.collect())),
        ("keys", Data::count(state.keys.len() as u64)),
        ("placed", placed(state, &state.placed)),
        ("beside", state.beside.as_ref().map_or(Data::Null, |beside| placed(state, beside))),
        ("move", moving),
        ("change", state.change.as_ref().map_or(Data::Null, |change| change_data(state, change))),
        ("lookup", state.looked.as_ref().map_or(Data::Null, |looked| looked.data(state))),
        ("looks", Data::Flag(state.looks)),
    ]
}

/// The move under way, or the last one.
fn move_data(at: Time, action: &Action) -> Data {
    let node = if let Action::Own(own) = action { own.node() } else { None };
    Data::Fields(vec![
        ("line", Data::text(action)),
        ("verb", Data::text(action.verb())),
        ("node", Data::optional(node)),
        ("at", Data::Number(at.ms())),
        ("until", Data::Number((at + MOVE_TIME).ms())),
    ])
}

fn node(state: &State, index: usize, fair: f64) -> Data {
    let member = &state.cluster.members[index];
    let load = |placed: &Placed| Data::count(placed.stats.per_node[index].into());
    Data::Fields(vec![
        ("id", Data::text(member.id)),
        ("weight", Data::count(member.weight().into())),
        ("fair", Data::Number(fair)),
        ("load", load(&state.placed)),
        ("loadBeside", state.beside.as_ref().map_or(Data::Null, |beside| load(beside))),
    ])
}

/// One strategy: its picture, how even it is, what theory and bound say.
fn placed(state: &State, placed: &Placed) -> Data {
    let (stats, nodes) = (&placed.stats, state.cluster.members.len());
    let strategy = placed.strategy();
    let shares = placed.placement.ring().filter(|_| strategy != Strategy::MultiProbe);
    let shares = shares
        .map_or(Data::Null, |ring| Data::List(ring.shares(nodes).into_iter().map(Data::Number).collect()));
    let balance = Balance::of(&stats.per_node, &state.cluster.shares());
    let bound = (strategy == Strategy::Bounded).then(|| properties::capacity(state));
    Data::Fields(vec![
        ("strategy", Data::text(strategy.name())),
        ("min", Data::count(stats.min.into())),
        ("max", Data::count(stats.max.into())),
        ("mean", Data::Number(stats.mean)),
        ("stddev", Data::Number(stats.stddev)),
        ("maxOverMean", Data::Number(stats.max_over_mean)),
        ("maxOverFair", Data::Number(balance.ratio)),
        ("deviation", Data::Number(balance.deviation)),
        ("theory", theory(state, placed)),
        ("bound", bound.map_or(Data::Null, Data::count)),
        ("shares", shares),
        ("picture", picture(state, placed)),
        ("keys", keys(state, placed)),
    ])
}

/// The deviation from fair shares that a ring lets one expect of its keys, with the virtual nodes that there are and
/// with 160 of them, and how much of it comes from the keys alone, however even the ring.
///
/// It is compared with what is counted: keys, of which there are so many. The arcs by themselves are more even.
fn theory(state: &State, placed: &Placed) -> Data {
    let chosen = state.cluster.members.iter().any(|member| !member.tokens.is_empty());
    let spec = placed.placement.spec();
    if spec.strategy != Strategy::Ring || chosen {
        return Data::Null;
    }
    let (keys, shares) = (state.keys.len(), state.cluster.shares());
    let expected =
        |spec: &Spec| Data::Number(measure::expected_deviation(&points::counts(spec), &shares, keys));
    Data::Fields(vec![
        ("stddev", expected(spec)),
        ("stddevWith160", expected(&Spec { virtual_nodes: 160, ..spec.clone() })),
        ("sampling", Data::Number(measure::sampling_deviation(&shares, keys))),
    ])
}

/// What the strategy looks up, as it is drawn.
fn picture(state: &State, placed: &Placed) -> Data {
    let placement = &placed.placement;
    let number = |index: u16| u32::from(state.id(index).0);
    let kind = |word: &str| ("kind", Data::text(word));
    if let Some(ring) = placement.ring() {
        let total = ("points", Data::count(ring.len() as u64));
        if let Some(bins) = &placed.bins {
            return Data::Fields(vec![
                kind("bins"),
                total,
                ("owners", Data::Words(bins.iter().map(|bin| number(bin.node)).collect())),
                ("counts", Data::Words(bins.iter().map(|bin| bin.points).collect())),
            ]);
        }
        return Data::Fields(vec![
            kind("ring"),
            total,
            ("positions", Data::Words(ring.points().map(|point| high(point.position)).collect())),
            ("owners", Data::Words(ring.points().map(|point| number(point.node)).collect())),
        ]);
    }
    let Some(entries) = placement.entries() else { return Data::Fields(vec![kind("none")]) };
    let each = entries.len().div_ceil(ENTRIES_SHOWN_MAX);
    let owners = entries.chunks(each).map(|cell| number(most_frequent(cell)));
    Data::Fields(vec![
        kind("entries"),
        ("size", Data::count(entries.len() as u64)),
        ("each", Data::count(each as u64)),
        ("owners", Data::Words(owners.collect())),
    ])
}

/// The node that has most of some entries; of several the first met.
fn most_frequent(cell: &[u16]) -> u16 {
    let count = |node: u16| cell.iter().filter(|&&other| other == node).count();
    cell.iter().copied().rev().max_by_key(|&node| count(node)).unwrap_or(0)
}

/// The upper half of a position: finer than any picture.
fn high(position: u64) -> u32 {
    (position >> 32) as u32
}

/// Where a key stands in the picture: on the ring, in a table, or at a remainder.
fn place(placement: &Placement, number: u32) -> u32 {
    let word = placement.word(key(number));
    match (placement.entries(), placement.spec().strategy) {
        (Some(entries), Strategy::Maglev) => (word % entries.len() as u64) as u32,
        (_, Strategy::Slots) => (word % slots::SLOTS as u64) as u32,
        (_, Strategy::Modulo) => (word % placement.nodes().len() as u64) as u32,
        (_, Strategy::Jump) => number,
        _ => high(word),
    }
}

/// The keys, or where there are too many every so-maniest.
fn keys(state: &State, placed: &Placed) -> Data {
    let every = state.keys.len().div_ceil(KEYS_SHOWN_MAX).max(1);
    let shown = || state.keys.iter().zip(&placed.owners).step_by(every);
    Data::Fields(vec![
        ("every", Data::count(every as u64)),
        ("numbers", Data::Words(shown().map(|(&key, _)| key).collect())),
        ("places", Data::Words(shown().map(|(&key, _)| place(&placed.placement, key)).collect())),
        ("owners", Data::Words(shown().map(|(_, &owner)| u32::from(state.id(owner).0)).collect())),
    ])
}

fn change_data(state: &State, change: &Change) -> Data {
    let beside = change.beside.as_ref().zip(state.beside.as_ref());
    Data::Fields(vec![
        ("keys", Data::count(change.keys)),
        ("modulo", change.modulo.map_or(Data::Null, Data::count)),
        ("placed", moves(&change.moves, &state.placed)),
        ("beside", beside.map_or(Data::Null, |(change, placed)| moves(change, placed))),
    ])
}

fn moves(moves: &Moves, placed: &Placed) -> Data {
    let flow = |flow: &super::state::Flow| {
        Data::Fields(vec![
            ("from", Data::text(flow.from)),
            ("to", Data::text(flow.to)),
            ("count", Data::count(flow.count.into())),
        ])
    };
    let word =
        |of: &dyn Fn(&super::state::MovedKey) -> u32| Data::Words(moves.sample.iter().map(of).collect());
    let sample = Data::Fields(vec![
        ("numbers", word(&|moved| moved.key)),
        ("places", word(&|moved| place(&placed.placement, moved.key))),
        ("from", word(&|moved| moved.from.0.into())),
        ("to", word(&|moved| moved.to.0.into())),
    ]);
    let told = moves.flows.iter().take(super::notes::TRANSFERS_TOLD_MAX);
    Data::Fields(vec![
        ("moved", Data::count(moves.diff.moved)),
        ("ideal", Data::count(moves.diff.ideal)),
        ("needless", Data::count(moves.diff.needless)),
        ("pairs", Data::count(moves.flows.len() as u64)),
        ("flows", Data::List(told.map(flow).collect())),
        ("sample", sample),
    ])
}
