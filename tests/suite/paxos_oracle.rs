//! What the engine says of a Paxos run, against a naive reading of its whole history: every line of the trace in its
//! order, everything remembered for ever, every majority tried.
//!
//! The runs are random and long: hundreds of ballots, links held and cut for long, messages made by hand and sent
//! again, crashes, given states, bugs. What is read: which property is broken first where, and every `value.chosen`
//! and every count of a learner.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Chance, Line, Sim, json, list};

/// A ballot as it is written, with its order: round, then node.
type Ballot = (u64, u64);
type Proposal = (Ballot, String);

fn ballot(text: &str) -> Ballot {
    let (round, node) = text.split_once(".n").unwrap_or((text, "0"));
    (round.parse().expect("a round"), node.parse().expect("a node"))
}

#[derive(Clone, Default)]
struct Acceptor {
    promised: Option<Ballot>,
    highest_promise: Option<Ballot>,
    accepted: Option<Proposal>,
    /// In the order in which they were accepted.
    accepts: Vec<Proposal>,
    /// Of this life: who it heard to have accepted what.
    heard: BTreeMap<Proposal, BTreeSet<u16>>,
}

#[derive(Default)]
struct Oracle {
    nodes: Vec<Acceptor>,
    bugs: BTreeSet<String>,
    issued: BTreeSet<Proposal>,
    started: BTreeSet<Ballot>,
    accepted: BTreeMap<Proposal, BTreeSet<u16>>,
    /// Values, in the order in which they were chosen; where, and in which ballot first.
    chosen: Vec<(String, u64, Ballot)>,
    chosen_proposals: BTreeSet<Proposal>,
    /// Where each property was broken first.
    broken: BTreeMap<&'static str, u64>,
    ballots: BTreeSet<Ballot>,
    /// A choice that more ballots than a frame shows came before.
    late_choices: u64,
}

impl Oracle {
    fn of(header: &str) -> Oracle {
        let mut oracle = Oracle::default();
        for line in header.lines() {
            match line.split(' ').collect::<Vec<_>>().as_slice() {
                ["nodes", count] => oracle.nodes = vec![Acceptor::default(); count.parse().expect("a count")],
                ["bug", bug] => drop(oracle.bugs.insert((*bug).to_owned())),
                ["given", node, rest @ ..] => oracle.given(node, rest),
                _ => {}
            }
        }
        oracle
    }

    fn given(&mut self, node: &str, rest: &[&str]) {
        let id: u16 = node[1..].parse().expect("a node");
        for (at, word) in rest.iter().enumerate() {
            match *word {
                "promised" => self.promise(id, ballot(rest[at + 1])),
                "accepted" => {
                    let proposal = (ballot(rest[at + 1]), rest[at + 2].trim_matches('"').to_owned());
                    self.issued.insert(proposal.clone());
                    self.promise(id, self.nodes[usize::from(id) - 1].promised.max(Some(proposal.0)).unwrap());
                    self.count(id, &proposal, 0);
                }
                "tried" => {
                    self.started.insert((rest[at + 1].parse().expect("a round"), u64::from(id)));
                }
                _ => {}
            }
        }
    }

    fn breaks(&mut self, property: &'static str, position: u64) {
        self.broken.entry(property).or_insert(position);
    }

    fn promise(&mut self, id: u16, ballot: Ballot) {
        let node = &mut self.nodes[usize::from(id) - 1];
        node.promised = Some(ballot);
        node.highest_promise = node.highest_promise.max(Some(ballot));
    }

    fn count(&mut self, id: u16, proposal: &Proposal, position: u64) {
        let node = &mut self.nodes[usize::from(id) - 1];
        node.accepted = Some(proposal.clone());
        node.accepts.push(proposal.clone());
        let by = self.accepted.entry(proposal.clone()).or_default();
        by.insert(id);
        if by.len() <= self.nodes.len() / 2 || !self.chosen_proposals.insert(proposal.clone()) {
            return;
        }
        self.late_choices += u64::from(self.ballots.iter().filter(|b| **b > proposal.0).count() > 64);
        if !self.issued.contains(proposal) {
            self.breaks("chosen-was-proposed", position);
        }
        if self.chosen.iter().all(|(value, _, _)| *value != proposal.1) {
            self.chosen.push((proposal.1.clone(), position, proposal.0));
        }
        if self.chosen.len() > 1 {
            self.breaks("one-value-chosen", position);
        }
    }

    /// P2c as it is written: there is a majority of acceptors that ...
    fn carries(&self, ballot: Ballot, value: &str) -> bool {
        let lower = |node: &Acceptor| {
            let lower = node.accepts.iter().filter(|(accepted, _)| *accepted < ballot);
            lower.fold(None, |best: Option<Proposal>, one| match best {
                Some(best) if best.0 > one.0 => Some(best),
                _ => Some(one.clone()),
            })
        };
        let all: Vec<_> =
            self.nodes.iter().map(|node| (node.highest_promise >= Some(ballot), lower(node))).collect();
        (0_u32..1 << all.len()).filter(|set| set.count_ones() as usize > all.len() / 2).any(|set| {
            let members: Vec<_> = all.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).collect();
            let reports: Vec<_> = members.iter().filter_map(|(_, (_, lower))| lower.as_ref()).collect();
            let highest = reports.iter().map(|report| report.0).max();
            members.iter().all(|(_, (promised, _))| *promised)
                && (reports.is_empty() || reports.iter().any(|r| Some(r.0) == highest && r.1 == value))
        })
    }

    /// One event, line by line; what a learner knows is judged at its end.
    fn event(&mut self, lines: &[Line]) {
        let mut learned = Vec::new();
        // The proposal that a count is about: what arrived, or what the node accepted itself.
        let mut about: Option<Proposal> = None;
        for line in lines {
            let Some(id) = line.node() else { continue };
            let at = usize::from(id) - 1;
            let position = line.position();
            let (named, value) = (line.param("ballot").map(ballot), line.param("value").map(str::to_owned));
            if let (Some(named), false) = (named, ["sent", "lost", "delivered"].contains(&line.what.as_str()))
            {
                self.ballots.insert(named);
            }
            let proposal = named.zip(value.clone());
            match line.what.as_str() {
                "crashed" => self.nodes[at].heard.clear(),
                "restarted" => {
                    if self.bugs.contains("forget-promise-on-restart")
                        && self.nodes[at].promised.take().is_some()
                    {
                        self.breaks("promise-never-falls", position);
                    }
                    if self.bugs.contains("forget-accepted-on-restart") {
                        self.nodes[at].accepted = None;
                    }
                }
                "paxos.learn.asked" => about = self.nodes[at].accepted.clone(),
                "delivered" if line.has(&[" Accepted "]) => about = proposal,
                "paxos.promise.given" | "paxos.promise.repeated" => self.promise(id, named.expect("one")),
                "paxos.ballot.started" => {
                    let named = named.expect("one");
                    if !self.started.insert(named) || (named.1 != 0 && named.1 != u64::from(id)) {
                        self.breaks("ballots-are-unique", position);
                    }
                }
                "paxos.proposal.issued" => {
                    let proposal = proposal.expect("one");
                    if !self.carries(proposal.0, &proposal.1) {
                        self.breaks("proposals-carry-the-choice", position);
                    }
                    self.issued.insert(proposal);
                }
                "paxos.accept.accepted" | "paxos.accept.repeated" => {
                    let proposal = proposal.expect("one");
                    let raised = self.nodes[at].promised.max(Some(proposal.0)).expect("one");
                    about = Some(proposal.clone());
                    let new = line.what.ends_with("accepted");
                    if new && self.nodes[at].highest_promise > Some(proposal.0) {
                        self.breaks("accepts-keep-promises", position);
                    }
                    if !self.bugs.contains("accept-keeps-promise") {
                        self.promise(id, raised);
                    }
                    if new {
                        self.count(id, &proposal, position);
                    }
                }
                "paxos.accepted.counted" => {
                    let acceptor = line.param("acceptor").expect("one")[1..].parse().expect("a node");
                    let heard = self.nodes[at].heard.entry(about.clone().expect("a proposal")).or_default();
                    heard.insert(acceptor);
                    assert_eq!(line.number("accepts"), heard.len() as u64, "{}", line.text);
                }
                "paxos.value.learned" | "paxos.value.told" => learned.push((value.expect("one"), position)),
                _ => {}
            }
        }
        for (value, position) in learned {
            if self.chosen.iter().all(|(chosen, _, _)| *chosen != value) {
                self.breaks("learned-was-chosen", position);
            }
        }
    }
}

const BUGS: &[&str] = &[
    "ignore-accepted-value",
    "adopt-lowest-ballot",
    "forget-promise-on-restart",
    "forget-accepted-on-restart",
    "minority-quorum",
    "accept-below-promise",
    "accept-keeps-promise",
    "shared-ballots",
    "reuse-round-after-restart",
    "learn-from-one-accept",
];

fn header(chance: &mut Chance) -> String {
    let nodes = chance.between(3, 5);
    let mut text = format!(
        "protocol paxos\nnodes {nodes}\nclients 3\nseed {}\nset client-timeout 3600s\nset phase-timeout {}ms\n\
         set retry {}ms..{}ms\n",
        chance.below(1 << 32),
        chance.between(4, 12),
        chance.between(1, 3),
        chance.between(3, 9),
    );
    let bugs = chance.percent(70);
    let restarts = chance.percent(50);
    for bug in BUGS.iter().filter(|bug| restarts || !bug.ends_with("restart")) {
        if bugs && chance.percent(25) {
            text += &format!("bug {bug}\n");
        }
    }
    for option in ["nack off", "inform on", "learners [n1]", "learners [n2 n3]"] {
        if chance.percent(25) {
            text = text
                .lines()
                .filter(|l| !option.starts_with("learners") || !l.contains("learners"))
                .fold(String::new(), |text, line| text + line + "\n")
                + &format!("set {option}\n");
        }
    }
    // What is forgotten at boot was never there: bugs of restarts and given states do not go together.
    if !text.contains("on-restart") && !text.contains("after-restart") && !text.contains("shared") {
        for node in (1..=nodes).filter(|_| chance.percent(50)).collect::<Vec<_>>() {
            if chance.percent(40) {
                let (round, value) = (chance.between(1, 3), chance.pick(&["G", "H"]));
                text += &format!("given n{node} accepted {round}.n{} \"{value}\"", chance.between(1, 2));
                text += &format!(" tried {}\n", chance.between(1, 4));
            }
        }
    }
    text + &format!("network latency 1ms..{}ms\n", chance.between(1, 4))
}

/// A move; `round` is about as high as ballots are now.
fn a_move(chance: &mut Chance, nodes: u64, round: u64) -> String {
    let n = chance.between(1, nodes);
    let other = 1 + n % nodes;
    let by = chance.between(1, nodes);
    let (round, value) = (1 + chance.below(round + 2), *chance.pick(&["X", "Y", "Q"]));
    let others = |from: u64| (1..=nodes).filter(move |to| *to != from);
    match chance.below(28) {
        24 | 25 => others(n)
            .map(|to| format!("inject n{n} -> n{to} Accept ballot={round}.n{by} value={value}\n"))
            .collect(),
        26 => format!("crash n{n}\nrestart n{n}\nrequest c1 n{n} \"{value}\""),
        27 => others(n).map(|to| format!("hold n{n} -> n{to}\n")).collect(),
        0..=3 => format!("request c{} n{n} \"{value}\"", chance.between(1, 3)),
        4 | 5 => format!("hold n{n} -> n{other}"),
        6 => format!("hold n{n} -> n{by}").replace(&format!("n{n} -> n{n}"), &format!("n{n} -> n{other}")),
        7 => format!("release n{n} -> n{other}"),
        8 | 9 => "heal".to_owned(),
        10 | 11 => format!("cut n{n} -> n{other}"),
        12 | 13 if nodes > 3 => format!("cut n{n} n{other}"),
        14 => format!("crash n{n}"),
        15 | 16 => "restart all".to_owned(),
        17 => format!("fire n{n} retry"),
        18 => format!("duplicate m{}", 1 + chance.below(20 * round)),
        19 => format!("inject n{n} -> n{other} Accept ballot={round}.n{by} value={value}"),
        20 => format!("inject n{n} -> n{other} Accepted ballot={round}.n{by} value={value}"),
        21 => format!("inject n{n} -> n{other} Prepare ballot={round}.n{by}"),
        22 => format!("inject n{n} -> n{other} Nack ballot={round}.n{by} promised={}.n{by}", round + 1),
        _ => format!("network loss {}%", chance.below(40)),
    }
}

#[test]
fn verdicts_on_paxos_are_those_of_its_whole_history() {
    let (mut broken, mut clean, mut late, mut most) = (BTreeSet::new(), 0, 0, 0);
    for seed in 0..120 {
        let mut chance = Chance::new(seed ^ 0x0A0C_1E00);
        let header = header(&mut chance);
        let mut sim = Sim::open(&header);
        let mut oracle = Oracle::of(&header);
        let nodes = oracle.nodes.len() as u64;
        oracle.read(&sim.all());
        if chance.percent(40) {
            oracle.read(&sim.act(&cut_off(&mut chance, nodes)));
        }
        for step in 0..chance.between(10, 40) {
            // Now and then nothing happens for so long that hundreds of ballots are tried in vain.
            let span = if chance.percent(8) { 1_500 } else { chance.below(40) };
            let text = format!("{}\nrun {span}ms", a_move(&mut chance, nodes, step + sim.position() / 60));
            oracle.read(&sim.act(&text));
        }
        let lines = sim.act("heal\nrun 100ms");
        oracle.read(&lines);
        compare(&sim, &oracle);
        clean += u64::from(oracle.broken.is_empty());
        late += oracle.late_choices;
        most = most.max(oracle.ballots.len());
        broken.extend(oracle.broken.into_keys());
    }
    println!("broken: {broken:?}; {clean} runs are clean, {late} late choices, up to {most} ballots");
    assert_eq!(broken.len(), 7, "every property is broken in some run: {broken:?}");
    assert!(clean > 5 && late > 3 && most > 300, "{clean} clean, {late} late, {most} ballots");
}

/// One proposal is issued to nobody yet; then another proposer, in the minority, tries hundreds of ballots.
fn cut_off(chance: &mut Chance, nodes: u64) -> String {
    let held: String = (2..=nodes).map(|to| format!("hold n1 -> n{to}\n")).collect();
    let far: Vec<String> = (3..=nodes).map(|to| format!("n{to}")).collect();
    let after = chance.between(2, 12);
    format!(
        "cut n2 -> {}\nrequest c1 n1 \"A\"\nrequest c2 n2 \"B\"\nrun {after}ms\n{held}run {}ms\nheal\nrun 30ms",
        far.join(" "),
        chance.between(500, 3_000)
    )
}

impl Oracle {
    fn read(&mut self, lines: &[Line]) {
        lines.chunk_by(|one, other| one.position() == other.position()).for_each(|event| self.event(event));
    }
}

/// Properties, and the records of what was chosen.
fn compare(sim: &Sim, oracle: &Oracle) {
    let properties = json(&sim.session.properties());
    let said: BTreeMap<String, u64> = list(&properties)
        .iter()
        .filter(|one| one["status"] == "violated")
        .map(|one| (one["name"].as_str().expect("a name").to_owned(), crate::support::count(&one["at"])))
        .collect();
    let meant = oracle.broken.iter().map(|(name, position)| ((*name).to_owned(), *position)).collect();
    assert_eq!(said, meant, "{}", sim.session.scenario());
    let lines = sim.all();
    let chosen = lines.iter().filter(|line| line.what == "paxos.value.chosen");
    let chosen: Vec<_> = chosen
        .map(|line| {
            let param = |name| line.param(name).expect("one");
            (param("value").to_owned(), line.position(), ballot(param("ballot")))
        })
        .collect();
    assert_eq!(chosen, oracle.chosen, "{}", sim.session.scenario());
    let first = oracle.chosen.first().map(|(value, _, _)| value.as_str());
    assert_eq!(sim.frame()["chosen"]["value"].as_str(), first);
}
