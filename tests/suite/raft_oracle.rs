//! What the engine says of a Raft run, against a naive reading of its frames: after every event all logs as they are,
//! every log that ever was remembered, whole prefixes compared entry by entry.
//!
//! Commands are all different, so an entry is its term and command. At most once, exactly once and matchIndex are
//! watched record by record and are not read here.

use std::collections::{BTreeMap, BTreeSet};

use ringleader::time::Time;
use ringleader::timeline::Span;

use crate::support::{Chance, Node, Sim, json, list, noted};

type Entry = (u64, Option<String>);

const READ: &[&str] = &[
    "election-safety",
    "leader-append-only",
    "log-matching",
    "leader-completeness",
    "state-machine-safety",
    "term-monotonic",
    "one-vote-per-term",
    "commit-monotonic",
];

#[derive(Default)]
struct Oracle {
    before: Vec<Node>,
    leaders: BTreeMap<u64, u16>,
    /// By index and term: the log up to there, as first seen.
    logs: BTreeMap<(u64, u64), Vec<Entry>>,
    applied: BTreeMap<u64, Entry>,
    /// Log up to a committed index as it was committed first, with the terms of all servers that committed the same.
    committed: BTreeMap<u64, (Vec<Entry>, BTreeSet<u64>)>,
    broken: BTreeMap<&'static str, u64>,
}

impl Oracle {
    fn breaks(&mut self, property: &'static str, position: u64) {
        self.broken.entry(property).or_insert(position);
    }

    fn event(&mut self, nodes: Vec<Node>, elected: &[(u16, u64)], position: u64) {
        let before = std::mem::replace(&mut self.before, nodes.clone());
        for (at, (was, now)) in before.iter().zip(&nodes).enumerate() {
            self.node(was, now, position);
            self.commits(&nodes, at, was, position);
        }
        for &(node, term) in elected {
            if *self.leaders.entry(term).or_insert(node) != node {
                self.breaks("election-safety", position);
            }
            let log = &nodes[usize::from(node) - 1].log;
            let lacks = |(prefix, terms): &(Vec<Entry>, BTreeSet<u64>)| {
                terms.iter().any(|&committed| committed < term) && !log.starts_with(prefix)
            };
            if self.committed.values().any(lacks) {
                self.breaks("leader-completeness", position);
            }
        }
    }

    fn node(&mut self, was: &Node, now: &Node, position: u64) {
        if now.term < was.term {
            self.breaks("term-monotonic", position);
        }
        if now.term == was.term && was.vote.is_some() && now.vote != was.vote {
            self.breaks("one-vote-per-term", position);
        }
        if was.status != "down" && now.status != "down" && now.commit_index < was.commit_index {
            self.breaks("commit-monotonic", position);
        }
        let leads_on = was.role == "leader" && now.role == "leader" && was.term == now.term;
        if leads_on && !now.log.starts_with(&was.log) {
            self.breaks("leader-append-only", position);
        }
        for (at, (term, _)) in now.log.iter().enumerate() {
            let prefix = now.log[..=at].to_vec();
            if *self.logs.entry((at as u64 + 1, *term)).or_insert_with(|| prefix.clone()) != prefix {
                self.breaks("log-matching", position);
            }
        }
        for index in was.last_applied + 1..=now.last_applied {
            let Some(entry) = now.log.get(index as usize - 1) else { continue };
            if self.applied.entry(index).or_insert_with(|| entry.clone()) != entry {
                self.breaks("state-machine-safety", position);
            }
        }
    }

    fn commits(&mut self, nodes: &[Node], at: usize, was: &Node, position: u64) {
        let now = &nodes[at];
        for index in was.commit_index + 1..=now.commit_index {
            let Some(prefix) = now.log.get(..index as usize) else { continue };
            let known = self.committed.entry(index).or_insert_with(|| (prefix.to_vec(), BTreeSet::new()));
            if known.0 == prefix {
                known.1.insert(now.term);
            }
            let lacks =
                |node: &&Node| node.role == "leader" && node.term > now.term && !node.log.starts_with(prefix);
            if nodes.iter().any(|node| lacks(&node)) {
                self.breaks("leader-completeness", position);
            }
        }
    }
}

const BUGS: &[&str] = &[
    "commit-any-term",
    "commit-unverified",
    "vote-without-log-check",
    "forget-vote-on-restart",
    "forget-term-on-restart",
    "forget-log-on-restart",
    "minority-quorum",
    "accept-stale-append",
    "no-truncate",
    "truncate-always",
    "commit-moves-back",
    "truncate-on-refusal",
    "answer-before-commit",
];

fn header(chance: &mut Chance) -> String {
    let mut text = format!(
        "protocol raft\nnodes {}\nclients 8\nseed {}\nset client-timeout 150ms\nset election-timeout 30ms..80ms\n\
         set heartbeat 12ms\nset rpc-timeout 20ms\n",
        chance.between(3, 5),
        chance.below(1 << 32),
    );
    for option in ["no-op off", "batch 1", "pipeline off", "backtrack term"] {
        if chance.percent(30) {
            text += &format!("set {option}\n");
        }
    }
    let bugs = chance.percent(80);
    for bug in BUGS {
        if bugs && chance.percent(25) {
            text += &format!("bug {bug}\n");
        }
    }
    text + "network latency 2ms..8ms\n"
}

fn a_move(chance: &mut Chance, nodes: u64, unique: u64) -> String {
    let n = chance.between(1, nodes);
    let other = 1 + n % nodes;
    match chance.below(20) {
        0..=5 => format!("request c{} n{n} \"set x {unique}\"", chance.between(1, 8)),
        6 | 7 => "crash leader".to_owned(),
        8 => format!("crash n{n}"),
        9..=11 => "restart all".to_owned(),
        12 => "cut leader".to_owned(),
        13 => format!("cut n{n} n{other}"),
        14 => format!("hold n{n} -> n{other}"),
        15 => format!("release n{n} -> n{other}"),
        16 | 17 => "heal".to_owned(),
        18 => format!("duplicate m{}", 1 + chance.below(400)),
        _ => format!("fire n{n} election"),
    }
}

#[test]
fn verdicts_on_raft_are_those_of_its_whole_history() {
    let (mut broken, mut clean) = (BTreeSet::new(), 0);
    for seed in 0..120 {
        let mut chance = Chance::new(seed ^ 0x0A0C_1E01);
        let mut sim = Sim::open(&header(&mut chance));
        let mut oracle = Oracle { before: sim.nodes(), ..Oracle::default() };
        let nodes = oracle.before.len() as u64;
        for unique in 0..chance.between(10, 30) {
            let (from, span) = (sim.position(), Time::from_ms(chance.below(60)));
            sim.act(&a_move(&mut chance, nodes, unique));
            let until = sim.now() + span;
            let mut frames = vec![(sim.position(), sim.nodes())];
            while sim.session.advance(Span { until: Some(until), events: 1 }).expect("an event") > 0 {
                frames.push((sim.position(), sim.nodes()));
            }
            let lines = sim.lines(from, sim.position());
            let elected = noted(&lines, "raft.leader.elected");
            for (position, nodes) in frames {
                let elected = elected.iter().filter(|line| line.position() == position);
                let elected: Vec<_> =
                    elected.filter_map(|line| Some((line.node()?, line.number("term")))).collect();
                oracle.event(nodes, &elected, position);
            }
        }
        let properties = json(&sim.session.properties());
        let said: BTreeMap<&str, u64> = list(&properties)
            .iter()
            .filter(|one| one["status"] == "violated")
            .map(|one| (one["name"].as_str().expect("a name"), crate::support::count(&one["at"])))
            .filter(|(name, _)| READ.contains(name))
            .collect();
        assert_eq!(said, oracle.broken, "{}", sim.session.scenario());
        clean += u64::from(said.is_empty());
        broken.extend(oracle.broken.into_keys());
    }
    println!("broken: {broken:?}; {clean} runs are clean");
    assert_eq!(broken.len(), READ.len(), "every property is broken in some run: {broken:?}");
    assert!(clean > 5, "{clean} clean");
}
