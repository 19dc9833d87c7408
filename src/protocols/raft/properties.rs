//! What always holds, watched from outside: the five properties of Figure 3, and what they rest on.
//!
//! Each check looks at the one server that an event changed. Prefixes of logs are compared by their digests,
//! so every check costs constant time, amortised. Votes, terms and logs are watched as they are durable, what a server
//! commits and applies as it has it in memory: the two differ only while writes take time. *Committed* means: some server's commitIndex reached it.

use std::hash::Hash;
use std::rc::Rc;

use super::{Index, Raft, Role, Rule, Term};
use crate::chunked::Chunked;
use crate::growing::Growing;
use crate::kernel::{
    Body, ClientId, Endpoint, Findings, Fingerprint, FingerprintHasher, Ghost, Look, Multiset, NodeId,
    Properties, PropertyInfo, Record, Status, Violation,
};
use crate::protocols::machine::{Command, Origin};
use crate::sorted::Sorted;
use crate::weight::part;

/// The checks of a Raft run, with what they remember.
#[derive(Clone, Debug)]
pub struct RaftProperties {
    /// Who led a term first.
    leaders: Growing<Term, NodeId>,
    /// Per server, what it was after the last event that concerned it.
    seen: Vec<Seen>,
    /// The digest of the log up to each index, with the term of the entry there, as first seen.
    entries: Chunked<(Term, u64)>,
    /// The same for further terms at an index.
    other_entries: Growing<(Index, Term), u64>,
    /// The digest up to each committed index, as first committed, and the lowest term in which it was.
    committed: Chunked<(u64, Term)>,
    /// The digest of the entry at each index, as first applied.
    applied: Chunked<u64>,
    /// Per client, by its requests of this run in order: where in the log each took effect.
    effects: Sorted<ClientId, Chunked<Index>>,
    /// The same for requests that stand in given logs; 0 for one that has not taken effect.
    given: Rc<Sorted<Origin, Index>>,
}

/// What a check remembers of a server.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// Was up or paused, so that its volatile state goes on.
    alive: bool,
    /// What is durable.
    term: Term,
    /// The term it acts in, on disk or not.
    acts_in: Term,
    voted_for: Option<NodeId>,
    leads: bool,
    last_index: Index,
    digest: u64,
    commit_index: Index,
    last_applied: Index,
}

const fn always(name: &'static str, source: &'static str) -> PropertyInfo {
    PropertyInfo { name, always: true, source }
}
const fn sometimes(name: &'static str, source: &'static str) -> PropertyInfo {
    PropertyInfo { name, always: false, source }
}

impl Properties<Raft> for RaftProperties {
    const ALL: &'static [PropertyInfo] = &[
        always("election-safety", "Raft Figure 3, 5.2"),
        always("leader-append-only", "Raft Figure 3, 5.3"),
        always("log-matching", "Raft Figure 3, 5.3"),
        always("leader-completeness", "Raft Figure 3, 5.4"),
        always("state-machine-safety", "Raft Figure 3, 5.4.3"),
        always("term-monotonic", "Raft 5.1"),
        always("one-vote-per-term", "Raft 5.2"),
        always("commit-monotonic", "Raft Figure 2"),
        always("match-index-true", "Raft Figure 2, 5.3"),
        always("at-most-once", "Raft 8"),
        always("exactly-once-answered", "Raft 8"),
        sometimes("a-leader-is-elected", "Raft 5.2"),
        sometimes("an-entry-commits", "Raft 5.3"),
    ];

    fn new(world: Look<'_, Raft>) -> RaftProperties {
        let mut properties = RaftProperties {
            leaders: Growing::default(),
            seen: vec![Seen::default(); usize::from(world.config().nodes)],
            entries: Chunked::default(),
            other_entries: Growing::default(),
            committed: Chunked::default(),
            applied: Chunked::default(),
            effects: Sorted::default(),
            given: Rc::default(),
        };
        world.config().protocol.requests(&mut |client, number| {
            Rc::make_mut(&mut properties.given).insert(Origin { client, number }, 0);
        });
        // Logs that were given: what they disagree on is somebody's scenario, not the algorithm's doing.
        let mut given = Vec::new();
        for node in world.node_ids() {
            properties.after_change(world, node, &mut given);
        }
        properties
    }

    fn after_event(&mut self, world: Look<'_, Raft>, event: &[Record], found: &mut Findings) {
        let violations = &mut found.violations;
        let mut last = None;
        for record in event {
            // All records of a handler name one server; an action can concern several.
            if let Some(Endpoint::Node(node)) = record.node
                && last != Some(node)
            {
                last = Some(node);
                self.after_change(world, node, violations);
            }
            if let Some(rule) = record.rule() {
                self.after_rule(world, record, rule, violations);
            }
            self.after_answer(world, record, violations);
        }
    }

    fn shows(property: &str, record: &Record) -> bool {
        match record.rule() {
            Some(Rule::LeaderElected { .. }) => property == "a-leader-is-elected",
            Some(Rule::CommitAdvanced { .. }) => property == "an-entry-commits",
            _ => false,
        }
    }

    fn ghost_of(property: &str) -> Ghost {
        match property {
            "election-safety" => Ghost::Counted(&["leaders"]),
            "log-matching" => Ghost::Counted(&["entries"]),
            "leader-completeness" => Ghost::Counted(&["committed"]),
            "state-machine-safety" => Ghost::Counted(&["applied"]),
            "at-most-once" | "exactly-once-answered" => Ghost::Counted(&["effects"]),
            // Of a server they remember what it was after the last event that concerned it: what it is.
            "leader-append-only" | "term-monotonic" | "one-vote-per-term" | "commit-monotonic" => Ghost::NONE,
            "match-index-true" | "a-leader-is-elected" | "an-entry-commits" => Ghost::NONE,
            _ => unreachable!("no property of Raft: {property}"),
        }
    }

    fn feed_ghost(&self, name: &str, into: &mut FingerprintHasher) {
        match name {
            "leaders" => self.leaders.hash(into),
            "entries" => self.known_entries().hash(into),
            "committed" => self.committed.hash(into),
            "applied" => self.applied.hash(into),
            "effects" => (&self.effects, &self.given).hash(into),
            _ => unreachable!("no ghost state of Raft: {name}"),
        }
    }

    fn weigh(&self, before: Option<&RaftProperties>) -> usize {
        let effects = |client: &ClientId, effects: &Chunked<Index>| {
            effects.weigh(before.and_then(|before| before.effects.get(client)), |_| 0)
        };
        self.seen.capacity() * size_of::<Seen>()
            + self.leaders.weigh(before.map(|before| &before.leaders), |_, _| 0)
            + self.entries.weigh(before.map(|before| &before.entries), |_| 0)
            + self.other_entries.weigh(before.map(|before| &before.other_entries), |_, _| 0)
            + self.committed.weigh(before.map(|before| &before.committed), |_| 0)
            + self.applied.weigh(before.map(|before| &before.applied), |_| 0)
            + self.effects.weigh(effects)
            + part(self.given.weigh(|_, _| 0), Rc::strong_count(&self.given))
    }
}

impl RaftProperties {
    /// A server may have changed.
    fn after_change(&mut self, world: Look<'_, Raft>, node: NodeId, out: &mut Vec<Violation>) {
        let before = self.seen[node.index()];
        let durable = world.durable(node);
        let mut now = Seen {
            alive: world.status(node) != Status::Down,
            term: durable.current_term,
            acts_in: world.in_memory(node).current_term,
            voted_for: durable.voted_for,
            last_index: durable.log.last_index(),
            digest: durable.log.digest_at(durable.log.last_index()).unwrap_or(0),
            ..Seen::default()
        };
        if let Some(raft) = world.node(node) {
            now.leads = matches!(raft.role, Role::Leader(_));
            (now.commit_index, now.last_applied) = (raft.commit_index, raft.last_applied);
        }
        self.seen[node.index()] = now;
        check_votes(node, &before, &now, out);
        if now.last_index != before.last_index || now.digest != before.digest {
            check_append_only(world, node, &before, &now, out);
            self.check_log_matching(world, node, &before, &now, out);
        }
        if before.alive && now.alive && now.commit_index < before.commit_index {
            out.push(Violation::new(
                "commit-monotonic",
                &[("from", &before.commit_index), ("to", &now.commit_index)],
            ));
        }
        if now.commit_index > before.commit_index || now.last_applied > before.last_applied {
            self.check_commits(world, node, &before, &now, out);
            self.check_applied(world, node, &before, &now, out);
        }
    }

    fn after_rule(&mut self, world: Look<'_, Raft>, record: &Record, rule: &Rule, out: &mut Vec<Violation>) {
        let Some(Endpoint::Node(node)) = record.node else { return };
        match rule {
            Rule::LeaderElected { term, .. } => self.check_leader(world, node, *term, out),
            Rule::MatchAdvanced { follower, match_index } => {
                check_match(world, node, *follower, *match_index, out)
            }
            Rule::Applied { index, .. } => self.check_effect(world, node, *index, out),
            _ => {}
        }
    }

    /// Log Matching: the same index and term, the same log up to there.
    fn check_log_matching(
        &mut self,
        world: Look<'_, Raft>,
        node: NodeId,
        before: &Seen,
        now: &Seen,
        out: &mut Vec<Violation>,
    ) {
        let log = &world.durable(node).log;
        // What stayed was compared before. A log that got another end, or none, is compared from where it
        // can have changed: its new entries are those whose digest is not the one of the old end.
        let appended = log.digest_at(before.last_index) == Some(before.digest);
        let from = if appended { before.last_index + 1 } else { 1 };
        for index in (from..=now.last_index).rev() {
            let (Some(term), Some(digest)) = (log.term_at(index), log.digest_at(index)) else { continue };
            match self.first_seen(index, term) {
                // The whole prefix is one that was seen before.
                Some(seen) if seen == digest => break,
                Some(_) => {
                    out.push(Violation::new("log-matching", &[("index", &index), ("term", &term)]));
                    break;
                }
                None => {}
            }
        }
        let known = |this: &Self, index| {
            log.term_at(index).is_some_and(|term| this.first_seen(index, term).is_some())
        };
        let first_new = (from..=now.last_index).rev().take_while(|&index| !known(self, index)).last();
        for index in first_new.unwrap_or(u64::MAX)..=now.last_index {
            if let (Some(term), Some(digest)) = (log.term_at(index), log.digest_at(index)) {
                self.remember(index, term, digest);
            }
        }
    }

    fn first_seen(&self, index: Index, term: Term) -> Option<u64> {
        match self.entries.get(index as usize - 1) {
            Some(&(seen, digest)) if seen == term => Some(digest),
            _ => self.other_entries.get(&(index, term)).copied(),
        }
    }

    /// What [`RaftProperties::first_seen`] knows, whichever of the terms at an index was seen there first.
    fn known_entries(&self) -> Multiset {
        let mut known = Multiset::default();
        let mut add =
            |index: Index, term: Term, digest: u64| known.add(Fingerprint::of(&(index, term, digest)));
        for (index, &(term, digest)) in (1..).zip(self.entries.iter()) {
            add(index, term, digest);
        }
        self.other_entries.each(&mut |&(index, term), &digest| add(index, term, digest));
        known
    }

    fn remember(&mut self, index: Index, term: Term, digest: u64) {
        if self.entries.len() as u64 + 1 == index {
            self.entries.push((term, digest));
        } else if self.first_seen(index, term).is_none() {
            self.other_entries.insert((index, term), digest);
        }
    }

    /// Election Safety: one leader a term. Leader Completeness: it has all that is committed.
    fn check_leader(&mut self, world: Look<'_, Raft>, node: NodeId, term: Term, out: &mut Vec<Violation>) {
        let first = *self.leaders.get_or_insert(term, node);
        if first != node {
            out.push(Violation::new(
                "election-safety",
                &[("term", &term), ("node", &node), ("other", &first)],
            ));
        }
        // What was committed in a later term, a leader of an earlier one need not have.
        let mut index = self.committed.len() as u64;
        while index > 0 {
            let Some(&(digest, in_term)) = self.committed.get(index as usize - 1) else { return };
            if in_term < term {
                return self.check_has_committed(world, node, term, (index, digest), out);
            }
            index -= 1;
        }
    }

    fn check_has_committed(
        &self,
        world: Look<'_, Raft>,
        node: NodeId,
        term: Term,
        (index, digest): (Index, u64),
        out: &mut Vec<Violation>,
    ) {
        if world.in_memory(node).log.digest_at(index) != Some(digest) {
            out.push(Violation::new(
                "leader-completeness",
                &[("node", &node), ("term", &term), ("index", &index)],
            ));
        }
    }

    /// What a server newly takes for committed; leaders of later terms must have it.
    fn check_commits(
        &mut self,
        world: Look<'_, Raft>,
        node: NodeId,
        before: &Seen,
        now: &Seen,
        out: &mut Vec<Violation>,
    ) {
        let log = &world.in_memory(node).log;
        for index in before.commit_index + 1..=now.commit_index {
            let Some(digest) = log.digest_at(index) else { break };
            match self.committed.get(index as usize - 1) {
                None => self.committed.push((digest, now.acts_in)),
                // A server of an earlier term takes the same for committed: then leaders since that term have it.
                Some(&(first, term)) if first == digest && term > now.acts_in => {
                    self.committed.set(index as usize - 1, (digest, now.acts_in));
                }
                Some(_) => {}
            }
        }
        let last = now.commit_index.min(log.last_index());
        let Some(digest) = log.digest_at(last).filter(|_| last > before.commit_index) else { return };
        for leader in world.node_ids() {
            let seen = self.seen[leader.index()];
            if seen.leads && seen.acts_in > now.acts_in {
                self.check_has_committed(world, leader, seen.acts_in, (last, digest), out);
            }
        }
    }

    /// State Machine Safety: the same index, the same entry. A server that starts again applies again.
    fn check_applied(
        &mut self,
        world: Look<'_, Raft>,
        node: NodeId,
        before: &Seen,
        now: &Seen,
        out: &mut Vec<Violation>,
    ) {
        let log = &world.in_memory(node).log;
        for index in before.last_applied + 1..=now.last_applied {
            let Some(entry) = log.get(index) else { break };
            match self.applied.get(index as usize - 1) {
                None => self.applied.push(entry.digest()),
                Some(&first) if first == entry.digest() => {}
                Some(_) => {
                    return out
                        .push(Violation::new("state-machine-safety", &[("node", &node), ("index", &index)]));
                }
            }
        }
    }

    /// Section 8: a request takes effect in one place of the log, whoever applies it.
    fn check_effect(&mut self, world: Look<'_, Raft>, node: NodeId, index: Index, out: &mut Vec<Violation>) {
        let Some(origin) = world.in_memory(node).log.get(index).and_then(|entry| entry.origin) else {
            return;
        };
        // A request that no client made was forged; nobody counts its effects, whatever number it bears.
        if !self.is_made(world, origin) {
            return;
        }
        match self.effect(world, origin) {
            None => self.takes_effect(world, origin, index),
            Some(first) if first == index => {}
            Some(first) => {
                out.push(Violation::new(
                    "at-most-once",
                    &[
                        ("client", &origin.client),
                        ("number", &origin.number),
                        ("index", &index),
                        ("first", &first),
                    ],
                ));
            }
        }
    }

    /// Whether a client made a request in this run, or a given log holds it.
    fn is_made(&self, world: Look<'_, Raft>, origin: Origin) -> bool {
        let client = world.clients().get(origin.client.index());
        client.is_some_and(|client| client.made(origin.number)) || self.given.get(&origin).is_some()
    }

    fn takes_effect(&mut self, world: Look<'_, Raft>, origin: Origin, index: Index) {
        let Some(place) = place_of(world, origin) else {
            Rc::make_mut(&mut self.given).insert(origin, index);
            return;
        };
        // Numbers come in order; one that is passed over was never committed, and waits as 0.
        let effects = self.effects.get_or_insert(origin.client, Chunked::default());
        while effects.len() <= place {
            effects.push(0);
        }
        effects.set(place, index);
    }

    /// Where in the log a request took effect.
    fn effect(&self, world: Look<'_, Raft>, origin: Origin) -> Option<Index> {
        let index = match place_of(world, origin) {
            Some(place) => self.effects.get(&origin.client)?.get(place),
            None => self.given.get(&origin),
        };
        index.copied().filter(|&index| index > 0)
    }

    /// Section 8: an answered command has taken effect.
    fn after_answer(&self, world: Look<'_, Raft>, record: &Record, out: &mut Vec<Violation>) {
        let (Some(Endpoint::Client(client)), &Body::Answered { number, ref command, .. }) =
            (record.node, &record.body)
        else {
            return;
        };
        let command: &Command = command.of().expect("a command of this protocol");
        if !command.is_read() && self.effect(world, Origin { client, number }).is_none() {
            out.push(Violation::new("exactly-once-answered", &[("client", &client), ("number", &number)]));
        }
    }
}

/// Among the requests that its client made in this run, from 0; none for one that was given.
fn place_of(world: Look<'_, Raft>, Origin { client, number }: Origin) -> Option<usize> {
    let given = world.clients().get(client.index())?.given;
    usize::try_from(number.checked_sub(given + 1)?).ok()
}

/// 5.1: terms never fall. 5.2: a vote is not changed within its term.
fn check_votes(node: NodeId, before: &Seen, now: &Seen, out: &mut Vec<Violation>) {
    if now.term < before.term {
        out.push(Violation::new(
            "term-monotonic",
            &[("node", &node), ("from", &before.term), ("to", &now.term)],
        ));
    }
    if now.term == before.term && before.voted_for.is_some() && now.voted_for != before.voted_for {
        let name = |vote: Option<NodeId>| vote.map_or("none".to_owned(), |node| node.to_string());
        out.push(Violation::new(
            "one-vote-per-term",
            &[
                ("node", &node),
                ("term", &now.term),
                ("from", &name(before.voted_for)),
                ("to", &name(now.voted_for)),
            ],
        ));
    }
}

/// Leader Append-Only: a leader's log only grows.
fn check_append_only(
    world: Look<'_, Raft>,
    node: NodeId,
    before: &Seen,
    now: &Seen,
    out: &mut Vec<Violation>,
) {
    let leads_on = before.leads && now.leads && before.acts_in == now.acts_in;
    if leads_on && world.durable(node).log.digest_at(before.last_index) != Some(before.digest) {
        out.push(Violation::new("leader-append-only", &[("node", &node), ("term", &now.acts_in)]));
    }
}

/// matchIndex never says more than what the follower shares on its disk, as long as that is in the leader's term.
fn check_match(
    world: Look<'_, Raft>,
    leader: NodeId,
    follower: NodeId,
    index: Index,
    out: &mut Vec<Violation>,
) {
    let (ours, theirs) = (world.in_memory(leader), world.durable(follower));
    if ours.current_term == theirs.current_term && ours.log.digest_at(index) != theirs.log.digest_at(index) {
        out.push(Violation::new(
            "match-index-true",
            &[("leader", &leader), ("follower", &follower), ("index", &index)],
        ));
    }
}
