//! What always holds, watched from outside: that there is one owner, that changes move no more than they must.

use std::rc::Rc;

use super::rule::Rule;
use super::state::{Moves, Placed, State};
use crate::data::Data;
use crate::kernel::{PropertyInfo, Record, Text, Verdict, Violation};
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

/// Per strategy and property the position where it was first violated or seen: a verdict is about a strategy, of
/// which two can stand beside each other, and the one in use can change.
pub type Verdicts = Rc<[Option<u64>]>;

/// Nothing is violated or seen yet.
pub fn none_yet() -> Verdicts {
    vec![None; ALL.len() * Strategy::ALL.len()].into()
}

/// The place of a verdict. What happens sometimes is about the run, whatever the strategy.
fn slot(property: usize, strategy: Strategy) -> usize {
    if ALL[property].always { strategy as usize * ALL.len() + property } else { property }
}

/// One strategy of a state, as it is judged.
#[derive(Clone, Copy)]
struct Judged<'s> {
    state: &'s State,
    placed: &'s Placed,
    /// What the last move moved in it, if it was a change.
    moves: Option<&'s Moves>,
}

/// The strategy in use, and the one beside it.
fn judged(state: &State) -> impl Iterator<Item = Judged<'_>> {
    let change = state.change.as_deref();
    let in_use = Judged { state, placed: &state.placed, moves: change.map(|change| &change.moves) };
    let beside = state.beside.as_deref().map(|placed| {
        let moves = change.and_then(|change| change.beside.as_ref());
        Judged { state, placed, moves }
    });
    std::iter::once(in_use).chain(beside)
}

/// How the properties stand: those of the strategies that are there, and what was violated by others before.
pub fn verdicts(state: &State, verdicts: &[Option<u64>]) -> Vec<Verdict> {
    let shown: Vec<Judged<'_>> = judged(state).collect();
    let there = |strategy: Strategy| shown.iter().find(|one| one.placed.strategy() == strategy);
    let in_use = state.cluster.strategy();
    let others = Strategy::ALL.into_iter().filter(|&strategy| strategy != in_use);
    let mut stand = Vec::new();
    for strategy in std::iter::once(in_use).chain(others) {
        for (property, info) in ALL.iter().enumerate() {
            let at = verdicts[slot(property, strategy)];
            let applies = there(strategy).is_some_and(|one| applies(info.name, one.placed));
            let about_run = !info.always && strategy != in_use;
            if (applies || at.is_some()) && !about_run {
                // What happens sometimes is about the run, whatever the strategy.
                let subject = Data::optional(info.always.then_some(strategy.name()));
                stand.push(Verdict { property: info, subject: Some(subject), at });
            }
        }
    }
    stand
}

/// Whether a property is promised of keys placed so: what a strategy does not promise is not asked of it.
fn applies(name: &str, placed: &Placed) -> bool {
    let strategy = placed.strategy();
    match name {
        "minimal-movement" => promises_minimal_movement(placed),
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
fn promises_minimal_movement(placed: &Placed) -> bool {
    let spec = placed.placement.spec();
    let named = spec.nodes.iter().any(|node| node.weight.is_some());
    match spec.strategy {
        Strategy::Ring => !(named && spec.hash == crate::placement::Hash::Ketama),
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
    verdicts: &mut Verdicts,
) -> Vec<Violation> {
    let mut marks = verdicts.to_vec();
    let mut broken = Vec::new();
    for (strategy, violation) in violations(before, after) {
        let property = ALL.iter().position(|info| info.name == violation.property).unwrap_or(0);
        let mark = &mut marks[slot(property, strategy)];
        if mark.is_none() {
            *mark = Some(position);
            broken.push(violation);
        }
    }
    for (property, info) in ALL.iter().enumerate().filter(|(_, info)| !info.always) {
        if event.iter().any(|record| shows(info.name, record)) {
            marks[slot(property, after.cluster.strategy())].get_or_insert(position);
        }
    }
    *verdicts = marks.into();
    broken
}

fn shows(name: &str, record: &Record) -> bool {
    matches!(
        (name, record.rule()),
        ("a-key-moves", Some(Rule::KeysMoved { .. }))
            | ("a-replica-walk-skips", Some(Rule::ReplicaSkipped { .. }))
    )
}

/// The always properties that do not hold after a move, each with the strategy that broke it.
pub fn violations(before: &State, after: &State) -> Vec<(Strategy, Violation)> {
    let mut found = Vec::new();
    let mut before = judged(before);
    for after in judged(after) {
        let before = before.next();
        let changed = after.moves.is_some();
        let broken = [
            replicas_distinct(after),
            one_owner(after).filter(|_| changed),
            before.and_then(|before| minimal_movement(before, after)),
            bound_held(after).filter(|_| changed),
        ];
        let strategy = after.placed.strategy();
        found.extend(broken.into_iter().flatten().map(|violation| (strategy, violation)));
    }
    found
}

/// A violation, with the strategy that it is about.
fn violation(one: Judged<'_>, property: &'static str, params: &[(&'static str, String)]) -> Violation {
    let strategy = ("strategy", Text::from(one.placed.strategy().name()));
    let params = params.iter().map(|(name, value)| (*name, Text::from(value.as_str())));
    Violation { property, params: std::iter::once(strategy).chain(params).collect() }
}

/// Every key has an owner that is there, and asked alone it names the same.
fn one_owner(one: Judged<'_>) -> Option<Violation> {
    let Judged { state, placed, .. } = one;
    let nodes = state.cluster.members.len();
    let alone = placed.strategy() != Strategy::Bounded;
    let step = (state.keys.len() / REPLICAS_WATCHED).max(1);
    let gone = placed.owners.iter().position(|&owner| usize::from(owner) >= nodes);
    let other = (0..state.keys.len()).step_by(step).find(|&i| {
        let word = placed.placement.word(super::state::key(state.keys[i]));
        alone && placed.placement.owner_of_word(word) != placed.owners[i]
    });
    let index = if placed.owners.len() == state.keys.len() { gone.or(other)? } else { 0 };
    Some(violation(one, "one-owner", &[("key", state.keys[index].to_string())]))
}

fn minimal_movement(before: Judged<'_>, after: Judged<'_>) -> Option<Violation> {
    let ids = |one: Judged<'_>| one.state.cluster.members.iter().map(|m| m.id).collect::<Vec<_>>();
    let promised = promises_minimal_movement(before.placed) && promises_minimal_movement(after.placed);
    let needless = after.moves?.diff.needless;
    if !promised || needless == 0 || ids(before) == ids(after) {
        return None;
    }
    Some(violation(after, "minimal-movement", &[("needless", needless.to_string())]))
}

fn replicas_distinct(one: Judged<'_>) -> Option<Violation> {
    let Judged { state, placed, .. } = one;
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
        let key = [("key", state.keys[i].to_string())];
        (!fits).then(|| violation(one, "replicas-distinct", &key))
    })
}

fn bound_held(one: Judged<'_>) -> Option<Violation> {
    let Judged { state, placed, .. } = one;
    if placed.strategy() != Strategy::Bounded {
        return None;
    }
    let bound = capacity(state);
    let (index, load) =
        placed.stats.per_node.iter().enumerate().find(|(_, load)| u64::from(**load) > bound)?;
    let node = state.id(index as u16).to_string();
    let params = [("node", node), ("load", load.to_string()), ("bound", bound.to_string())];
    Some(violation(one, "bound-held", &params))
}

/// With bounded loads, the most keys that a node may own.
pub fn capacity(state: &State) -> u64 {
    let factor = f64::from(state.cluster.settings.load_factor) / 1_000.0;
    bounded::capacity(factor, state.keys.len(), state.cluster.members.len()) as u64
}
