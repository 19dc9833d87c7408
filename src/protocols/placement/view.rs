//! What a frame shows: nodes and loads, the picture of the strategy, what the last move did.
//!
//! What can be much (points, keys, table entries) leaves as words of 32 bits, in one piece; what is more than a
//! picture can show leaves binned.

use super::MOVE_TIME;
use super::model::KeySpace;
use super::notes::TRANSFERS_TOLD_MAX;
use super::properties;
use super::settings::OPTIONS;
use super::state::{Change, Flow, MovedKey, Moves, Placed, State, key};
use super::{ENTRIES_SHOWN_MAX, KEYS_SHOWN_MAX};
use crate::kernel::Action;
use crate::packed::{Plain, Shown, With, Writer, fields};
use crate::placement::measure::Balance;
use crate::placement::{Placement, Spec, Strategy, measure, points, slots};
use crate::time::Time;

/// What a frame shows.
pub fn view(space: &KeySpace, out: &mut Writer) {
    let state = &*space.state;
    let (beside, change) = (state.beside.as_ref(), state.change.as_ref());
    fields!(out;
        "nodes": With(|out| {
            let nodes = state.cluster.shares().into_iter().enumerate();
            out.list(nodes, |out, (index, fair)| node(state, index, fair, out));
        }),
        "settings": With(|out| settings(state, out)),
        "keys": state.keys.len() as u64,
        "placed": With(|out| placed(state, &state.placed, out)),
        "beside": beside.map(|beside| With(move |out| placed(state, beside, out))),
        "move": space.last.as_ref().map(|(at, action)| With(move |out| move_view(*at, action, out))),
        "change": change.map(|change| With(move |out| change_view(state, change, out))),
        "lookup": state.looked.as_ref().map(|looked| With(move |out| looked.view(state, out))),
        "looks": state.looks,
    );
}

fn settings(state: &State, out: &mut Writer) {
    out.map(OPTIONS, |out, option| {
        option.name.write(out);
        Shown(option.get(&state.cluster.settings)).write(out);
    });
}

/// The move under way, or the last one.
fn move_view(at: Time, action: &Action, out: &mut Writer) {
    let node = if let Action::Own(own) = action { own.node() } else { None };
    fields!(out;
        "line": Shown(action),
        "verb": action.verb(),
        "node": node,
        "at": at,
        "until": at + MOVE_TIME,
    );
}

fn node(state: &State, index: usize, fair: f64, out: &mut Writer) {
    let member = &state.cluster.members[index];
    let load = |placed: &Placed| placed.stats.per_node[index];
    fields!(out;
        "id": member.id,
        "weight": member.weight(),
        "fair": fair,
        "load": load(&state.placed),
        "loadBeside": state.beside.as_ref().map(|beside| load(beside)),
    );
}

/// One strategy: its picture, how even it is, what theory and bound say.
fn placed(state: &State, placed: &Placed, out: &mut Writer) {
    let (stats, nodes) = (&placed.stats, state.cluster.members.len());
    let strategy = placed.strategy();
    let ring = placed.placement.ring().filter(|_| strategy != Strategy::MultiProbe);
    let balance = Balance::of(&stats.per_node, &state.cluster.shares());
    fields!(out;
        "strategy": strategy.name(),
        "min": stats.min,
        "max": stats.max,
        "mean": stats.mean,
        "stddev": stats.stddev,
        "maxOverMean": stats.max_over_mean,
        "maxOverFair": balance.ratio,
        "deviation": balance.deviation,
        "theory": With(|out| theory(state, placed, out)),
        "bound": (strategy == Strategy::Bounded).then(|| properties::capacity(state)),
        "shares": ring.map(|ring| ring.shares(nodes)),
        "picture": With(|out| picture(state, placed, out)),
        "keys": With(|out| keys(state, placed, out)),
    );
}

/// The deviation from fair shares that a ring lets one expect of its keys, with the virtual nodes that there are and
/// with 160 of them, and how much of it comes from the keys alone, however even the ring.
///
/// It is compared with what is counted: keys, of which there are so many. The arcs by themselves are more even.
fn theory(state: &State, placed: &Placed, out: &mut Writer) {
    let chosen = state.cluster.members.iter().any(|member| !member.tokens.is_empty());
    let spec = placed.placement.spec();
    if spec.strategy != Strategy::Ring || chosen {
        return out.null();
    }
    let (keys, shares) = (state.keys.len(), state.cluster.shares());
    let expected = |spec: &Spec| measure::expected_deviation(&points::counts(spec), &shares, keys);
    fields!(out;
        "stddev": expected(spec),
        "stddevWith160": expected(&Spec { virtual_nodes: 160, ..spec.clone() }),
        "sampling": measure::sampling_deviation(&shares, keys),
    );
}

/// What the strategy looks up, as it is drawn.
fn picture(state: &State, placed: &Placed, out: &mut Writer) {
    let placement = &placed.placement;
    let number = |index: u16| u32::from(state.id(index).0);
    if let Some(ring) = placement.ring() {
        let points = ring.len() as u64;
        if let Some(bins) = &placed.bins {
            fields!(out;
                "kind": "bins",
                "points": points,
                "owners": With(|out| out.words(bins.iter().map(|bin| number(bin.node)))),
                "counts": With(|out| out.words(bins.iter().map(|bin| bin.points))),
            );
            return;
        }
        fields!(out;
            "kind": "ring",
            "points": points,
            "positions": With(|out| out.words(ring.points().map(|point| high(point.position)))),
            "owners": With(|out| out.words(ring.points().map(|point| number(point.node)))),
        );
        return;
    }
    let Some(entries) = placement.entries() else { return fields!(out; "kind": "none") };
    let each = entries.len().div_ceil(ENTRIES_SHOWN_MAX);
    fields!(out;
        "kind": "entries",
        "size": entries.len() as u64,
        "each": each as u64,
        "owners": With(|out| out.words(entries.chunks(each).map(|cell| number(most_frequent(cell))))),
    );
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
fn keys(state: &State, placed: &Placed, out: &mut Writer) {
    let every = state.keys.len().div_ceil(KEYS_SHOWN_MAX).max(1);
    let shown = || state.keys.iter().zip(&placed.owners).step_by(every);
    fields!(out;
        "every": every as u64,
        "numbers": With(|out| out.words(shown().map(|(&key, _)| key))),
        "places": With(|out| out.words(shown().map(|(&key, _)| place(&placed.placement, key)))),
        "owners": With(|out| out.words(shown().map(|(_, &owner)| u32::from(state.id(owner).0)))),
    );
}

fn change_view(state: &State, change: &Change, out: &mut Writer) {
    let beside = change.beside.as_ref().zip(state.beside.as_ref());
    fields!(out;
        "keys": change.keys,
        "modulo": change.modulo,
        "placed": With(|out| moves(&change.moves, &state.placed, out)),
        "beside": beside.map(|(change, placed)| With(move |out| moves(change, placed, out))),
    );
}

fn moves(moves: &Moves, placed: &Placed, out: &mut Writer) {
    let word = |of: fn(&Placement, &MovedKey) -> u32| {
        With(move |out| out.words(moves.sample.iter().map(|moved| of(&placed.placement, moved))))
    };
    fields!(out;
        "moved": moves.diff.moved,
        "ideal": moves.diff.ideal,
        "needless": moves.diff.needless,
        "pairs": moves.flows.len() as u64,
        "flows": With(|out| {
            let told = moves.flows.iter().take(TRANSFERS_TOLD_MAX);
            out.list(told, |out, &Flow { from, to, count }| {
                fields!(out; "from": from, "to": to, "count": count);
            });
        }),
        "sample": With(|out| fields!(out;
            "numbers": word(|_, moved| moved.key),
            "places": word(|placement, moved| place(placement, moved.key)),
            "from": word(|_, moved| moved.from.0.into()),
            "to": word(|_, moved| moved.to.0.into()),
        )),
    );
}
