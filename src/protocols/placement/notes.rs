//! What a move has to say: the steps of a lookup, the sum of a change.

use super::lookup::Looked;
use super::moves::Move;
use super::rule::Rule;
use super::settings::OPTIONS;
use super::state::{Moves, State};
use crate::kernel::{self, Body, NoEffect, NodeId, OwnMove as _, Text};
use crate::placement::measure::Balance;
use crate::placement::{Step, Way};

/// A record to be: what caused it, as the number of a record of the same event.
#[derive(Clone, Debug)]
pub struct Note {
    /// 0 is the move itself.
    pub cause: u32,
    /// Where.
    pub node: Option<NodeId>,
    /// What.
    pub body: Body,
}

impl Note {
    /// The move did nothing.
    pub fn no_effect(reason: NoEffect) -> Note {
        Note { cause: 0, node: None, body: Body::NoEffect(reason) }
    }
}

/// Transfers that are told one by one; the others are summed up.
pub const TRANSFERS_TOLD_MAX: usize = 12;
/// Passed points that are told, and shown, one by one.
pub const SKIPS_TOLD_MAX: usize = 24;

/// Notes in the order of telling.
#[derive(Default)]
struct Teller {
    notes: Vec<Note>,
}

impl Teller {
    /// The next note, led to by the one before.
    fn then(&mut self, node: Option<NodeId>, rule: Rule) -> u32 {
        self.led_by(self.notes.len() as u32, node, rule)
    }
    /// A note that an earlier one led to. @returns its number
    fn led_by(&mut self, cause: u32, node: Option<NodeId>, rule: Rule) -> u32 {
        self.notes.push(Note { cause, node, body: Body::Rule(kernel::Rule::new(rule)) });
        self.notes.len() as u32
    }
}

/// How even the nodes are placed at the start.
pub fn boot(state: &State) -> Vec<Note> {
    let mut teller = Teller::default();
    let points = state.placed.placement.ring().map_or(0, |ring| ring.len() as u64);
    let built = Rule::Built {
        strategy: state.cluster.strategy().name().into(),
        nodes: state.cluster.members.len() as u64,
        keys: state.keys.len() as u64,
        points,
    };
    let built = teller.then(None, built);
    idle(None, state, built, &mut teller);
    balance(state, built, &mut teller);
    teller.notes
}

/// How many times its share the heaviest node has.
fn balance(state: &State, cause: u32, teller: &mut Teller) {
    let loads = &state.placed.stats.per_node;
    let shares = state.cluster.shares();
    let Balance { heaviest, ratio, .. } = Balance::of(loads, &shares);
    let node = state.id(heaviest as u16);
    let share = decimal(state.keys.len() as f64 * shares[heaviest]);
    let ratio = decimal(ratio);
    teller.led_by(
        cause,
        Some(node),
        Rule::BalanceMeasured { node, load: loads[heaviest].into(), share, ratio },
    );
}

/// Nodes that can own no key now, and were not so before.
fn idle(before: Option<&State>, after: &State, cause: u32, teller: &mut Teller) {
    let was: Vec<NodeId> = before.map_or(Vec::new(), |state| {
        state.placed.placement.idle().into_iter().map(|index| state.id(index)).collect()
    });
    for index in after.placed.placement.idle() {
        let member = &after.cluster.members[usize::from(index)];
        if !was.contains(&member.id) {
            let points = points_of(after, usize::from(index));
            let rule = Rule::NodeIdle { node: member.id, weight: member.weight().into(), points };
            teller.led_by(cause, Some(member.id), rule);
        }
    }
}

/// How many points a node has.
fn points_of(state: &State, index: usize) -> u64 {
    state
        .placed
        .placement
        .ring()
        .map_or(0, |ring| ring.points().filter(|point| usize::from(point.node) == index).count() as u64)
}

/// With two digits after the point. A product and a division round alike everywhere.
fn decimal(number: f64) -> Text {
    let hundredths = (number * 100.0).round() as u64;
    format!("{}.{:02}", hundredths / 100, hundredths % 100).into()
}

/// How far round the ring, in degrees with one digit after the point.
fn degrees(position: u64) -> Text {
    let tenths = (u128::from(position) * 3_600) >> 64;
    format!("{}.{}", tenths / 10, tenths % 10).into()
}

/// The steps of a lookup, each led to by the one before.
pub fn lookup(state: &State, looked: &Looked) -> Vec<Note> {
    let mut teller = Teller::default();
    let hash = state.cluster.settings.hash();
    let key: Text = looked.name.text().into();
    let owner = looked.owners[0];
    if looked.is_hashed() {
        let by = match looked.lookup.way {
            Way::Slots { .. } => "crc16",
            _ => hash.name(),
        };
        let value = looked.hash(hash).into();
        teller.then(None, Rule::KeyHashed { key: key.clone(), hash: by.into(), value });
    }
    let found = Rule::OwnerFound { key: key.clone(), node: owner };
    match &looked.lookup.way {
        Way::Ring { position, steps } => {
            teller.then(None, Rule::KeyPositioned { key: key.clone(), degrees: degrees(*position) });
            walk(state, &key, steps, &mut teller);
            let met = steps.iter().filter(|step| step.taken).count();
            for (&node, replica) in looked.owners.iter().zip(1..).skip(met) {
                let rule = Rule::ReplicaWithoutPoint { key: key.clone(), replica, node };
                teller.then(Some(node), rule);
            }
            replicas_short(state, looked, &mut teller);
            return teller.notes;
        }
        Way::Bounded { position, steps, capacity, loads } => {
            teller.then(None, Rule::KeyPositioned { key: key.clone(), degrees: degrees(*position) });
            for step in steps.iter().filter(|step| !step.taken).take(SKIPS_TOLD_MAX) {
                let node = state.id(step.node);
                let load = loads[usize::from(step.node)].into();
                teller.then(Some(node), Rule::NodeFull { node, load, bound: *capacity as u64 });
            }
            if let Some(last) = steps.last() {
                point_found(state, last, &mut teller);
            }
        }
        other => {
            let rule = decided(state, &key, owner, other);
            teller.then(Some(owner), rule);
        }
    }
    teller.then(Some(owner), found);
    for (&node, replica) in looked.owners.iter().skip(1).zip(2..) {
        teller.then(Some(node), Rule::ReplicaChosen { key: key.clone(), replica, node });
    }
    if !matches!(looked.lookup.way, Way::Bounded { .. }) {
        replicas_short(state, looked, &mut teller);
    }
    teller.notes
}

/// The one step with which strategies without a walk decide.
fn decided(state: &State, key: &Text, node: NodeId, way: &Way) -> Rule {
    let nodes = state.cluster.members.len() as u64;
    match way {
        Way::Modulo { remainder } => {
            Rule::RemainderTaken { key: key.clone(), divisor: nodes, remainder: *remainder, node }
        }
        Way::Jump { buckets } => {
            let bucket = buckets.last().map_or(0, |&bucket| bucket.into());
            Rule::JumpLanded { bucket, jumps: buckets.len().saturating_sub(1) as u64, node }
        }
        Way::Maglev { entry } => {
            let size = state.cluster.settings.table_size.into();
            Rule::TableRead { entry: *entry as u64, size, node }
        }
        Way::MultiProbe { probes } => {
            let nearest = probes.iter().enumerate().min_by_key(|(_, probe)| probe.distance);
            let probe = nearest.map_or(0, |(index, _)| index as u64 + 1);
            Rule::ProbeNearest { probe, probes: probes.len() as u64, node }
        }
        Way::Slots { slot, .. } => {
            let slots = crate::placement::slots::SLOTS as u64;
            Rule::SlotComputed { slot: (*slot).into(), slots, node }
        }
        _ => Rule::ScoreHighest { node, nodes },
    }
}

fn point_found(state: &State, step: &Step, teller: &mut Teller) {
    let node = state.id(step.node);
    teller.then(Some(node), Rule::PointFound { node, degrees: degrees(step.position) });
}

/// Clockwise from point to point, until there are nodes enough.
fn walk(state: &State, key: &Text, steps: &[Step], teller: &mut Teller) {
    let (mut taken, mut skipped) = (0, 0);
    for step in steps {
        let node = state.id(step.node);
        let at = degrees(step.position);
        match (step.taken, taken) {
            (true, 0) => {
                point_found(state, step, teller);
                teller.then(Some(node), Rule::OwnerFound { key: key.clone(), node });
            }
            (true, copies) => {
                teller.then(Some(node), Rule::ReplicaChosen { key: key.clone(), replica: copies + 1, node });
            }
            (false, _) if skipped < SKIPS_TOLD_MAX => {
                teller.then(Some(node), Rule::ReplicaSkipped { node, degrees: at });
            }
            (false, _) => {}
        }
        skipped += usize::from(!step.taken);
        taken += u64::from(step.taken);
    }
}

fn replicas_short(state: &State, looked: &Looked, teller: &mut Teller) {
    let (asked, nodes) = (u64::from(state.cluster.settings.replicas), looked.owners.len() as u64);
    if nodes < asked {
        teller.then(None, Rule::ReplicasShort { asked, nodes });
    }
}

/// What a change did: who came or went, which keys moved, and what others would have moved.
pub fn change(before: &State, after: &State, action: &Move) -> Vec<Note> {
    let mut teller = Teller::default();
    members(before, after, &mut teller);
    if teller.notes.is_empty() {
        let (setting, was, now) = setting(before, after, action);
        teller.led_by(0, action.node(), Rule::SettingChanged { setting, was, now });
    }
    let Some(change) = &after.change else { return teller.notes };
    let head = teller.notes.len() as u32;
    idle(Some(before), after, head, &mut teller);
    let diff = change.moves.diff;
    let (strategy, all): (Text, u64) = (after.cluster.strategy().name().into(), after.keys.len() as u64);
    let moved = match diff.moved {
        0 => Rule::KeysStayed { strategy, keys: change.keys, all },
        moved => Rule::KeysMoved {
            by: action.verb().into(),
            strategy,
            moved,
            ideal: diff.ideal,
            needless: diff.needless,
            keys: change.keys,
            all,
        },
    };
    let moved = teller.led_by(head, action.node(), moved);
    transfers(&change.moves, moved, &mut teller);
    if let (Some(beside), Some(strategy)) = (&change.beside, after.cluster.compared()) {
        let strategy = strategy.name().into();
        let (moved_beside, needless) = (beside.diff.moved, beside.diff.needless);
        let rule = Rule::StrategyCompared { strategy, moved: moved_beside, needless, keys: change.keys };
        teller.led_by(moved, None, rule);
    }
    if let Some(count) = change.modulo {
        teller.led_by(moved, None, Rule::ModuloCompared { moved: count, keys: change.keys });
    }
    balance(after, moved, &mut teller);
    teller.notes
}

fn members(before: &State, after: &State, teller: &mut Teller) {
    let nodes = after.cluster.members.len() as u64;
    for (index, member) in after.cluster.members.iter().enumerate() {
        if before.cluster.index(member.id).is_none() {
            let points = points_of(after, index);
            let weight = member.weight().into();
            let rule = Rule::NodeJoined { node: member.id, weight, points, nodes };
            teller.led_by(0, Some(member.id), rule);
        }
    }
    for (index, member) in before.cluster.members.iter().enumerate() {
        if after.cluster.index(member.id).is_none() {
            let keys = before.placed.stats.per_node[index].into();
            teller.led_by(0, Some(member.id), Rule::NodeLeft { node: member.id, keys, nodes });
        }
    }
}

fn transfers(moves: &Moves, cause: u32, teller: &mut Teller) {
    let (told, others) = moves.flows.split_at(moves.flows.len().min(TRANSFERS_TOLD_MAX));
    for flow in told {
        let rule = Rule::KeysTransferred { from: flow.from, to: flow.to, count: flow.count.into() };
        teller.led_by(cause, Some(flow.to), rule);
    }
    let (pairs, count) = (others.len() as u64, others.iter().map(|flow| u64::from(flow.count)).sum());
    if pairs > 0 {
        teller.led_by(cause, None, Rule::TransfersLeftOut { pairs, count });
    }
}

/// What was set, and its values before and after.
fn setting(before: &State, after: &State, action: &Move) -> (Text, Text, Text) {
    match action {
        Move::Keys(count) => ("keys".into(), before.keys.len().to_string().into(), count.to_string().into()),
        Move::Weight(node, weight) => {
            let was = before.cluster.index(*node).map_or(1, |index| before.cluster.members[index].weight());
            ("weight".into(), was.to_string().into(), weight.to_string().into())
        }
        Move::Set(option, value) => {
            let option = &OPTIONS[*option];
            (option.name.into(), option.get(&before.cluster.settings).into(), value.clone())
        }
        other => (other.verb().into(), "".into(), after.cluster.members.len().to_string().into()),
    }
}
