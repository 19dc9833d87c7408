//! What always holds, watched from outside: the safety requirements of 2.1, and the properties they rest on.
//!
//! *Chosen* means: a majority accepted, at any time, the same ballot with the same value. The checks watch what
//! acceptors promise and accept by their durable state, so they need not trust what a handler says it did. Each
//! looks at the nodes that an event changed.
//!
//! What a verdict can depend on is kept as long as the run: all ballots, all accepts. Anything may come late, twice, or
//! by hand, so nothing that happened is ever known to be over.

use std::hash::Hash;

use super::board::Board;
use super::{Ballot, Paxos, Proposal, Rule, Value};
use crate::growing::Growing;
use crate::kernel::{
    Endpoint, Findings, FingerprintHasher, Ghost, Look, NodeId, NodeSet, Properties, PropertyInfo, Record,
    Violation,
};
use crate::packed::{With, Writer, fields};
use crate::protocols::quorum::majority;
use crate::value::Show;

/// The checks of a Paxos run, with what they remember.
#[derive(Clone, Debug)]
pub struct PaxosProperties {
    /// Per node, what it was after the last event that concerned it.
    seen: Vec<Seen>,
    /// What became of each ballot.
    board: Board,
    /// The proposal chosen first, and where in the run.
    first: Option<(Proposal, u64)>,
    /// Every value that is chosen: one, unless something is broken.
    chosen: Vec<Value>,
    /// What the states that were given make true, until boot tells it.
    given: Vec<(NodeId, crate::kernel::Rule)>,
}

/// What the checks remember of a node.
#[derive(Clone, Debug, Default)]
struct Seen {
    /// The promise in its durable state.
    promised: Option<Ballot>,
    /// The highest it ever gave.
    highest_promise: Option<Ballot>,
    /// The proposal in its durable state.
    accepted: Option<Proposal>,
    /// What it ever accepted, by ballot; of two values under one ballot the later.
    accepts: Growing<Ballot, Value>,
    learned: Option<Proposal>,
    /// Ballots that it started and whose round is not durable yet, so that nobody has heard of them.
    unheard: Vec<Ballot>,
    /// The round that it was given as tried: a ballot of it was started before the run.
    given_round: u64,
}

const fn always(name: &'static str, source: &'static str) -> PropertyInfo {
    PropertyInfo { name, always: true, source }
}
const fn sometimes(name: &'static str, source: &'static str) -> PropertyInfo {
    PropertyInfo { name, always: false, source }
}

impl Properties<Paxos> for PaxosProperties {
    const ALL: &'static [PropertyInfo] = &[
        always("one-value-chosen", "Paxos Made Simple 2.1"),
        always("chosen-was-proposed", "Paxos Made Simple 2.1"),
        always("learned-was-chosen", "Paxos Made Simple 2.1"),
        always("accepts-keep-promises", "Paxos Made Simple 2.2, P1a"),
        always("promise-never-falls", "Paxos Made Simple 2.2, 2.5"),
        always("proposals-carry-the-choice", "Paxos Made Simple 2.2, P2c"),
        always("ballots-are-unique", "Paxos Made Simple 2.2, 2.5"),
        sometimes("a-value-is-chosen", "Paxos Made Simple 2.1"),
        sometimes("an-earlier-value-is-adopted", "Paxos Made Simple 2.2"),
    ];

    fn new(world: Look<'_, Paxos>) -> PaxosProperties {
        let mut properties = PaxosProperties {
            seen: vec![Seen::default(); usize::from(world.config().nodes)],
            board: Board::default(),
            first: None,
            chosen: Vec::new(),
            given: Vec::new(),
        };
        // What was given was proposed by somebody; if it contradicts itself, that is the scenario, not the algorithm.
        let mut given = Findings::default();
        for node in world.node_ids() {
            let durable = world.durable(node);
            properties.seen[node.index()].given_round = durable.tried;
            if let Some(Proposal { ballot, value }) = &durable.accepted {
                properties.board.column(*ballot).is_issued(value);
            }
            properties.after_promise(world, node, &mut given);
            properties.after_accept(world, node, &mut given);
        }
        // A choice that is given is none the less one: boot notes it.
        properties.given = given.notes;
        properties
    }

    fn after_event(&mut self, world: Look<'_, Paxos>, event: &[Record], found: &mut Findings) {
        found.notes.append(&mut self.given);
        // Within one event promises come before the proposal that rests on them, and that before its accepts.
        each_node(event, |node| {
            self.after_start(world, node, found);
            self.after_promise(world, node, found);
        });
        for record in event {
            if let (Some(rule), Some(Endpoint::Node(node))) = (record.rule(), record.node) {
                self.after_rule(world, node, rule, found);
            }
        }
        each_node(event, |node| self.after_accept(world, node, found));
        each_node(event, |node| self.after_learning(world, node, found));
    }

    fn shows(property: &str, record: &Record) -> bool {
        // Every record of a run is asked until all are shown: names are compared only where a rule could show one.
        match record.rule() {
            Some(Rule::ValueChosen { .. }) => property == "a-value-is-chosen",
            Some(Rule::ValueAdopted { .. }) => property == "an-earlier-value-is-adopted",
            _ => false,
        }
    }

    fn ghost_of(property: &str) -> Ghost {
        match property {
            // A value is chosen newly, or learned rightly, by who accepted what, in whichever ballot.
            "one-value-chosen" | "learned-was-chosen" => Ghost::Counted(&["accepted"]),
            "chosen-was-proposed" => Ghost::Counted(&["accepted", "issued"]),
            "accepts-keep-promises" => Ghost::Counted(&["highest promises"]),
            "proposals-carry-the-choice" => Ghost::Counted(&["highest promises", "accepts"]),
            "ballots-are-unique" => Ghost::Counted(&["proposers", "given rounds"]),
            // The last promise is the one in the node's durable state.
            "promise-never-falls" | "a-value-is-chosen" | "an-earlier-value-is-adopted" => Ghost::NONE,
            _ => unreachable!("no property of Paxos: {property}"),
        }
    }

    fn feed_ghost(&self, name: &str, into: &mut FingerprintHasher) {
        match name {
            "accepted" => self.board.accepted().hash(into),
            "issued" => self.board.issued().hash(into),
            "proposers" => self.board.proposers().hash(into),
            "highest promises" => self.seen.iter().for_each(|seen| seen.highest_promise.hash(into)),
            "accepts" => self.seen.iter().for_each(|seen| seen.accepts.hash(into)),
            "given rounds" => self.seen.iter().for_each(|seen| seen.given_round.hash(into)),
            _ => unreachable!("no ghost state of Paxos: {name}"),
        }
    }

    fn weigh(&self, before: Option<&PaxosProperties>) -> usize {
        let accepts = self.seen.iter().enumerate().map(|(place, seen)| {
            let before = before.map(|before| &before.seen[place].accepts);
            size_of::<Seen>()
                + seen.unheard.capacity() * size_of::<Ballot>()
                + seen.accepts.weigh(before, |_, value| value.heap())
        });
        self.chosen.capacity() * size_of::<Value>()
            + accepts.sum::<usize>()
            + self.board.weigh(before.map(|before| &before.board))
    }

    fn view(watched: Option<&PaxosProperties>, world: Look<'_, Paxos>, out: &mut Writer) {
        let options = world.options();
        let all = || NodeSet::of_first(world.config().nodes);
        let nodes = |list: Option<NodeSet>| list.unwrap_or_else(all);
        let roles = With(|out| {
            fields!(out;
                "proposers": nodes(options.proposers),
                "learners": nodes(options.learners),
                "distinguished": options.distinguished,
            );
        });
        let needed = majority(world.config().nodes);
        let chosen = watched.and_then(|watched| watched.first.as_ref());
        let chosen = chosen.map(|(Proposal { ballot, value }, position)| {
            With(move |out| fields!(out; "ballot": ballot, "value": value, "position": position))
        });
        let ballots = With(|out| match watched {
            Some(watched) => watched.board.view(needed, out),
            None => out.list([(); 0], |_, ()| {}),
        });
        fields!(out;
            "roles": roles,
            "needed": needed,
            "chosen": chosen,
            "ballots": ballots,
            "ballotsLeftOut": watched.map_or(0, |watched| watched.board.left_out()),
        );
    }
}

/// The nodes that an event's records name. All records of a handler name one; an action can concern several.
fn each_node(event: &[Record], mut visit: impl FnMut(NodeId)) {
    let mut last = None;
    for record in event {
        if let Some(Endpoint::Node(node)) = record.node
            && last != Some(node)
        {
            last = Some(node);
            visit(node);
        }
    }
}

impl PaxosProperties {
    fn after_promise(&mut self, world: Look<'_, Paxos>, node: NodeId, found: &mut Findings) {
        let now = world.durable(node).promised;
        let seen = &mut self.seen[node.index()];
        let before = std::mem::replace(&mut seen.promised, now);
        if now == before {
            return;
        }
        seen.highest_promise = seen.highest_promise.max(now);
        match (before, now) {
            (Some(from), None) => {
                found.violations.push(Violation::new(
                    "promise-never-falls",
                    &[("node", &node), ("from", &from), ("to", &"none")],
                ));
            }
            (Some(from), Some(to)) if to < from => {
                found.violations.push(Violation::new(
                    "promise-never-falls",
                    &[("node", &node), ("from", &from), ("to", &to)],
                ));
            }
            _ => {}
        }
    }

    fn after_rule(&mut self, world: Look<'_, Paxos>, node: NodeId, rule: &Rule, found: &mut Findings) {
        match rule {
            Rule::BallotStarted { ballot, .. } => {
                self.board.column(*ballot).own = world.node(node).and_then(|paxos| paxos.wish.clone());
                self.seen[node.index()].unheard.push(*ballot);
                self.after_start(world, node, found);
            }
            Rule::PromiseGiven { ballot, .. } | Rule::PromiseRepeated { ballot, .. } => {
                self.board.column(*ballot).promised.insert(node);
            }
            Rule::PrepareRefused { ballot, .. } | Rule::AcceptRefused { ballot, .. } => {
                self.board.column(*ballot).refused.insert(node);
            }
            Rule::ProposalIssued { ballot, value, .. } => {
                self.board.column(*ballot).is_issued(value);
                if !self.carries_the_choice(*ballot, value) {
                    found.violations.push(Violation::new(
                        "proposals-carry-the-choice",
                        &[("node", &node), ("ballot", ballot), ("value", value)],
                    ));
                }
            }
            _ => {}
        }
    }

    /// A ballot is started for others when its round is durable; one that a crash forgot before was never heard of.
    fn after_start(&mut self, world: Look<'_, Paxos>, node: NodeId, found: &mut Findings) {
        let unheard = &mut self.seen[node.index()].unheard;
        if unheard.is_empty() {
            return;
        }
        let tried = world.durable(node).tried;
        let (heard, later) = std::mem::take(unheard).into_iter().partition(|ballot| ballot.round <= tried);
        if world.node(node).is_some() {
            *unheard = later;
        }
        let heard: Vec<Ballot> = heard;
        heard.into_iter().for_each(|ballot| self.check_unique(node, ballot, found));
    }

    /// 2.2, 2.5: a ballot is started by one proposer, once.
    fn check_unique(&mut self, node: NodeId, ballot: Ballot, found: &mut Findings) {
        let given = |seen: &Seen| seen.given_round == ballot.round;
        let given = match ballot.node {
            Some(_) => given(&self.seen[node.index()]).then_some(node),
            None => self.seen.iter().position(given).map(NodeId::from_index),
        };
        let started = &mut self.board.column(ballot).proposer;
        let before = started.or(given);
        started.get_or_insert(node);
        if before.is_some() || ballot.node.is_some_and(|named| named != node) {
            found.violations.push(Violation::new(
                "ballots-are-unique",
                &[("ballot", &ballot), ("node", &node), ("other", &before.unwrap_or(node))],
            ));
        }
    }

    /// P2c: there is a majority, all promised at least this ballot, of which none ever accepted a lower ballot, or
    /// whose highest lower one carried this value.
    fn carries_the_choice(&self, ballot: Ballot, value: &Value) -> bool {
        let mut none = 0;
        let mut highest: Vec<(&Ballot, &Value)> = Vec::new();
        for seen in self.seen.iter().filter(|seen| seen.highest_promise >= Some(ballot)) {
            match seen.accepts.last_below(&ballot) {
                Some(accepted) => highest.push(accepted),
                None => none += 1,
            }
        }
        // Any majority of those who accepted nothing above a proposal, which itself is among them, will do.
        let up_to = |top: &Ballot| none + highest.iter().filter(|(ballot, _)| *ballot <= top).count();
        let needed = majority(self.seen.len() as u16) as usize;
        none >= needed || highest.iter().any(|(top, carried)| *carried == value && up_to(top) >= needed)
    }

    fn after_accept(&mut self, world: Look<'_, Paxos>, node: NodeId, found: &mut Findings) {
        let now = &world.durable(node).accepted;
        let seen = &mut self.seen[node.index()];
        if *now == seen.accepted {
            return;
        }
        seen.accepted = now.clone();
        let Some(accepted) = now else { return };
        let ballot = accepted.ballot;
        if let Some(promised) = seen.highest_promise.filter(|&promised| promised > ballot) {
            found.violations.push(Violation::new(
                "accepts-keep-promises",
                &[("node", &node), ("ballot", &ballot), ("promised", &promised)],
            ));
        }
        *seen.accepts.get_or_insert(ballot, accepted.value.clone()) = accepted.value.clone();
        self.count_accept(world, node, accepted, found);
    }

    /// Somebody accepted: a value may be chosen now.
    fn count_accept(
        &mut self,
        world: Look<'_, Paxos>,
        node: NodeId,
        accepted: &Proposal,
        found: &mut Findings,
    ) {
        let needed = majority(world.config().nodes);
        let (accepts, column) = self.board.accept(node, accepted);
        if accepts < needed || column.chosen.as_ref() == Some(&accepted.value) {
            return;
        }
        let Proposal { ballot, value } = accepted.clone();
        column.chosen = Some(value.clone());
        if !column.issued.contains(&value) {
            found
                .violations
                .push(Violation::new("chosen-was-proposed", &[("ballot", &ballot), ("value", &value)]));
        }
        let (first, _) = self.first.get_or_insert((accepted.clone(), world.position()));
        // A later ballot that carries a chosen value chooses nothing new.
        if self.chosen.contains(&value) {
            return;
        }
        if first.value != value {
            found.violations.push(Violation::new(
                "one-value-chosen",
                &[
                    ("ballot", &ballot as &dyn std::fmt::Display),
                    ("value", &value),
                    ("firstBallot", &first.ballot),
                    ("firstValue", &first.value),
                ],
            ));
        }
        self.chosen.push(value.clone());
        found.note(node, Rule::ValueChosen { ballot, value, accepts, needed });
    }

    fn after_learning(&mut self, world: Look<'_, Paxos>, node: NodeId, found: &mut Findings) {
        let now = world.node(node).and_then(|paxos| paxos.learned.as_ref());
        let seen = &mut self.seen[node.index()];
        if now == seen.learned.as_ref() {
            return;
        }
        seen.learned = now.cloned();
        let Some(learned) = now else { return };
        if !self.chosen.contains(&learned.value) {
            found.violations.push(Violation::new(
                "learned-was-chosen",
                &[("node", &node), ("ballot", &learned.ballot), ("value", &learned.value)],
            ));
        }
    }
}
