//! What always holds, watched from outside: that there is one owner, that changes move no more than they must.

use std::rc::Rc;

use super::record::{Body, Record};
use super::rule::Rule;
use super::state::State;
use crate::kernel::{PropertyInfo, Text, Violation};
use crate::placement::{Strategy, bounded};
use crate::sorted::sort_by_key;

const fn always(name: &'static str, source: &'static str) -> PropertyInfo {
    PropertyInfo { name, always: true, source }
}
const fn sometimes(name: &'static str, source: &'static str) -> PropertyInfo {
    PropertyInfo { name, always: false, source }
}

/// The properties in the order in which they are shown.
pub const ALL: &[PropertyInfo] = &[
    always("one-owner", "Karger 1997, 4"),
    always("minimal-movement", "Karger 1997, 4"),
    always("replicas-distinct", "Dynamo 2007, 4.3"),
    always("bound-held", "Mirrokni 2016, 1"),
    sometimes("a-key-moves", "Karger 1997, 4"),
    sometimes("a-replica-walk-skips", "Dynamo 2007, 4.3"),
];

/// Keys whose replicas are looked at after a change.
const REPLICAS_WATCHED: usize = 200;

/// Nothing is violated or seen yet.
pub fn none_yet() -> Rc<[Option<u64>]> {
    vec![None; ALL.len()].into()
}

/// Whether a property is promised in this state: what a strategy does not promise is not asked of it.
pub fn applies(name: &str, state: &State) -> bool {
    let strategy = state.cluster.strategy();
    match name {
        "minimal-movement" => promises_minimal_movement(state),
        "bound-held" => strategy == Strategy::Bounded,
        "replicas-distinct" => strategy != Strategy::Bounded,
        "a-replica-walk-skips" => strategy == Strategy::Ring,
        _ => true,
    }
}

/// Whether a node that joins takes only what is its own, and one that leaves gives only that.
///
/// With ketama the weights of all nodes count for the points of each, once one is named; Maglev's table and
/// bounded loads trade some needless moves for balance; modulo moves nearly all.
fn promises_minimal_movement(state: &State) -> bool {
    let named = state.cluster.members.iter().any(|member| member.weight.is_some());
    match state.cluster.strategy() {
        Strategy::Ring => !(named && state.cluster.settings.hash() == crate::placement::Hash::Ketama),
        Strategy::Slots => !named,
        Strategy::Rendezvous | Strategy::Jump | Strategy::MultiProbe => true,
        Strategy::Modulo | Strategy::Maglev | Strategy::Bounded => false,
    }
}

/// Looks at what one move did: what is broken for the first time, and in `verdicts` where each was.
pub fn check(
    before: &State,
    after: &State,
    event: &[Record],
    position: u64,
    verdicts: &mut Rc<[Option<u64>]>,
) -> Vec<Violation> {
    let mut marks = verdicts.to_vec();
    let mut broken = Vec::new();
    let found = violations(before, after);
    for (info, mark) in ALL.iter().zip(&mut marks).filter(|(_, mark)| mark.is_none()) {
        let violation = found.iter().find(|violation| violation.property == info.name);
        if let Some(violation) = violation {
            *mark = Some(position);
            broken.push(violation.clone());
        } else if !info.always && event.iter().any(|record| shows(info.name, record)) {
            *mark = Some(position);
        }
    }
    *verdicts = marks.into();
    broken
}

fn shows(name: &str, record: &Record) -> bool {
    matches!(
        (name, &record.body),
        ("a-key-moves", Body::Rule(Rule::KeysMoved { .. }))
            | ("a-replica-walk-skips", Body::Rule(Rule::ReplicaSkipped { .. }))
    )
}

/// The always properties that do not hold after a move.
pub fn violations(before: &State, after: &State) -> Vec<Violation> {
    let mut found: Vec<Violation> = Vec::new();
    found.extend(replicas_distinct(after));
    if after.change.is_none() {
        return found;
    }
    found.extend(one_owner(after));
    found.extend(minimal_movement(before, after));
    found.extend(bound_held(after));
    found
}

fn violation(property: &'static str, params: &[(&'static str, String)]) -> Option<Violation> {
    let params = params.iter().map(|(name, value)| (*name, Text::from(value.as_str()))).collect();
    Some(Violation { property, params })
}

/// Every key has an owner that is there, and asked alone it names the same.
fn one_owner(state: &State) -> Option<Violation> {
    let nodes = state.cluster.members.len();
    let placed = &state.placed;
    let alone = placed.strategy() != Strategy::Bounded;
    let step = (state.keys.len() / REPLICAS_WATCHED).max(1);
    let gone = placed.owners.iter().position(|&owner| usize::from(owner) >= nodes);
    let other = (0..state.keys.len()).step_by(step).find(|&i| {
        let word = placed.placement.word(super::state::key(state.keys[i]));
        alone && placed.placement.owner_of_word(word) != placed.owners[i]
    });
    let index = if placed.owners.len() == state.keys.len() { gone.or(other)? } else { 0 };
    violation("one-owner", &[("key", state.keys[index].to_string())])
}

fn minimal_movement(before: &State, after: &State) -> Option<Violation> {
    let ids = |state: &State| state.cluster.members.iter().map(|m| m.id).collect::<Vec<_>>();
    let promised = promises_minimal_movement(before) && promises_minimal_movement(after);
    let needless = after.change.as_ref()?.moves.diff.needless;
    if !promised || needless == 0 || ids(before) == ids(after) {
        return None;
    }
    violation("minimal-movement", &[("needless", needless.to_string())])
}

fn replicas_distinct(state: &State) -> Option<Violation> {
    let placed = &state.placed;
    if placed.strategy() == Strategy::Bounded {
        return None;
    }
    let asked = state.cluster.settings.replicas as usize;
    let expected = asked.min(state.cluster.members.len());
    let step = (state.keys.len() / REPLICAS_WATCHED).max(1);
    (0..state.keys.len()).step_by(step).find_map(|i| {
        let owners = placed.placement.owners(super::state::key(state.keys[i]), asked).ok()?;
        let mut distinct = owners.clone();
        sort_by_key(&mut distinct, |&owner| owner);
        distinct.dedup();
        let fits = distinct.len() == expected && owners.len() == expected && owners[0] == placed.owners[i];
        if fits { None } else { violation("replicas-distinct", &[("key", state.keys[i].to_string())]) }
    })
}

fn bound_held(state: &State) -> Option<Violation> {
    let placed = &state.placed;
    if placed.strategy() != Strategy::Bounded {
        return None;
    }
    let bound = capacity(state);
    let (index, load) =
        placed.stats.per_node.iter().enumerate().find(|(_, load)| u64::from(**load) > bound)?;
    let node = state.id(index as u16).to_string();
    violation("bound-held", &[("node", node), ("load", load.to_string()), ("bound", bound.to_string())])
}

/// With bounded loads, the most keys that a node may own.
pub fn capacity(state: &State) -> u64 {
    let spec = state.placed.placement.spec();
    bounded::capacity(spec.load_factor, state.keys.len(), spec.nodes.len()) as u64
}
