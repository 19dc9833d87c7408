//! Histories that have to be the same on every machine: those of the gallery, and of random scenarios.
//!
//! `tests/golden/histories.txt` holds their hashes, a line each. The native suite, the wasm tests under Node
//! and in Chromium, and the JavaScript unit tests all compare with that file.

use ringleader::draw::{Key, Purpose, mix};
use ringleader::registry;
use ringleader::time::Time;

/// How many random scenarios of Raft.
pub const RANDOM: u32 = 1_000;
/// How many of Paxos.
pub const RANDOM_PAXOS: u32 = 500;

/// How many of Raft and Paxos in which links differ, and what they carry has an order or takes time to leave.
pub const RANDOM_LINKS: u32 = 200;

/// How many of placement.
pub const PLACEMENTS: u32 = 300;

/// The file, as it stands in the repository.
pub const GOLDEN: &str = include_str!("../golden/histories.txt");

/// The hash of a scenario's whole history.
pub fn hash(text: &str) -> String {
    let mut session = registry::open(text, 0, true).unwrap_or_else(|error| panic!("{error}\n{text}"));
    format!("{:016x}", session.hash())
}

/// What the file should say.
pub fn actual() -> String {
    let gallery = registry::gallery().map(|entry| format!("{} {}\n", entry.name, hash(entry.text)));
    let random = (0..RANDOM).map(|index| format!("random-{index} {}\n", hash(&random_scenario(index))));
    let paxos = (0..RANDOM_PAXOS).map(|index| {
        format!(
            "random-paxos-{index} {}
",
            hash(&random_paxos(index))
        )
    });
    let placement = (0..PLACEMENTS).map(|index| {
        format!(
            "placement-{index} {}
",
            hash(&random_placement(index))
        )
    });
    let links =
        (0..RANDOM_LINKS).map(|index| format!("random-links-{index} {}\n", hash(&random_links(index))));
    gallery.chain(random).chain(paxos).chain(placement).chain(links).collect()
}

/// Fails with the first line that differs.
pub fn check() {
    let actual = actual();
    for (line, expected) in actual.lines().zip(GOLDEN.lines()) {
        assert_eq!(line, expected, "a history changed: (scenario, seed) -> history is part of the contract");
    }
    assert_eq!(actual.lines().count(), GOLDEN.lines().count());
}

/// How many random scenarios of Raft, and of Paxos, have fingerprints in a file of their own.
const FINGERPRINTED: u32 = 150;

/// `tests/golden/fingerprints.txt`: per scenario its fingerprint half-way and at its end. No history depends on them; they
/// are of one version, and change with what a node's state is made of.
pub const FINGERPRINTS: &str = include_str!("../golden/fingerprints.txt");

/// What that file should say.
pub fn fingerprints() -> String {
    let gallery = registry::gallery().map(|entry| (entry.name.to_owned(), entry.text.to_owned()));
    let random = (0..FINGERPRINTED).map(|index| (format!("random-{index}"), random_scenario(index)));
    let paxos = (0..FINGERPRINTED).map(|index| (format!("random-paxos-{index}"), random_paxos(index)));
    let line = |(name, text): (String, String)| {
        let mut session = registry::open(&text, 0, true).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let end = session.fingerprint();
        session.seek(session.extent().0 / 2);
        format!("{name} {} {end}\n", session.fingerprint())
    };
    let links = (0..FINGERPRINTED).map(|index| (format!("random-links-{index}"), random_links(index)));
    gallery.chain(random).chain(paxos).chain(links).map(line).collect()
}

/// Fails with the first line that differs.
pub fn check_fingerprints() {
    let actual = fingerprints();
    for (line, expected) in actual.lines().zip(FINGERPRINTS.lines()) {
        assert_eq!(line, expected, "a fingerprint changed: on this machine only, or what states are made of");
    }
    assert_eq!(actual.lines().count(), FINGERPRINTS.lines().count());
}

/// Choices made by the engine's own keyed draws, so that they are the same everywhere.
struct Chance {
    seed: u64,
    made: u32,
}

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.made += 1;
        let key = Key { purpose: Purpose::Timer, owner: self.made };
        mix(self.seed, key, Time::ZERO, 0) % bound
    }
    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u64) as usize]
    }
}

/// What random scenarios of a protocol are made of.
struct Language {
    protocol: &'static str,
    /// So that no two protocols make the same choices.
    salt: u64,
    options: &'static [&'static str],
    commands: &'static [&'static str],
    /// Commands to a certain node; a number is put at the end.
    named: &'static str,
    timers: &'static [&'static str],
}

const RAFT: Language = Language {
    protocol: "raft",
    salt: 0x5EED,
    options: &[
        "set pre-vote on",
        "set check-quorum on",
        "set no-op off",
        "set backtrack term",
        "set pipeline off",
        "set batch 1",
        "set reads local",
        "set election-timeout 50ms..80ms",
        "set heartbeat 20ms",
        "set rpc-timeout 30ms",
        "set client-timeout 100ms",
    ],
    commands: &["set x 1", "set y 2", "get x", "del x", "cas x 1 3"],
    named: "set z ",
    timers: &["election", "heartbeat"],
};

const PAXOS: Language = Language {
    protocol: "paxos",
    salt: 0x0009_AB05,
    options: &[
        "set proposers [n1]",
        "set learners [n1]",
        "set distinguished n1",
        "set inform on",
        "set phase-timeout 30ms",
        "set retry 5ms..90ms",
        "set nack off",
        "set client-timeout 60ms",
        "bug ignore-accepted-value",
        "bug forget-promise-on-restart",
        "bug accept-keeps-promise",
        "bug shared-ballots",
        "bug reuse-round-after-restart",
    ],
    commands: &["X", "Y", "", "none", "a \\\"b\\\""],
    named: "Z",
    timers: &["phase", "retry"],
};

/// A scenario of Raft with options, faults and requests of all kinds.
pub fn random_scenario(index: u32) -> String {
    RAFT.scenario(index)
}

/// One of Paxos, some with bugs, so that violations are part of histories.
pub fn random_paxos(index: u32) -> String {
    PAXOS.scenario(index)
}

/// One of either, with settings of links, an order of messages, and bandwidths.
pub fn random_links(index: u32) -> String {
    let language = if index.is_multiple_of(3) { PAXOS } else { RAFT };
    let scenario = language.scenario(index + 10_000);
    let mut chance = Chance { seed: u64::from(index) + 0x11_4C5, made: 0 };
    let mut text = String::new();
    for line in scenario.lines() {
        if line.starts_with("run ") || line.starts_with("settle") {
            text += &chance.of_links(&scenario);
        }
        text += &format!("{line}\n");
    }
    text
}

impl Chance {
    /// A line that sets something of links, in a scenario of so many nodes.
    fn of_links(&mut self, scenario: &str) -> String {
        let nodes = scenario.lines().find_map(|line| line.strip_prefix("nodes ")?.parse().ok()).unwrap_or(1);
        let n = 1 + self.below(nodes);
        let other = if nodes == 1 { "c1".to_owned() } else { format!("n{}", 1 + n % nodes) };
        let arrow = self.pick(&["->", "|"]).to_owned();
        let ends = if self.below(3) == 0 { String::new() } else { format!("n{n} {arrow} {other} ") };
        match self.below(8) {
            0 | 1 => format!("network latency {ends}{}ms..{}ms\n", self.below(20), 20 + self.below(60)),
            2 => format!("network loss {ends}{}%\n", self.below(40)),
            3 => format!("network duplicate {ends}{}%\n", self.below(40)),
            4 | 5 => format!("network order {}\n", self.pick(&["fifo", "fifo", "any"])),
            6 => format!("network bandwidth {ends}{}\n", self.pick(&["2kB/s", "900B/s", "1MB/s"])),
            _ => format!("network bandwidth {ends}unlimited\n"),
        }
    }
}

impl Language {
    fn scenario(&self, index: u32) -> String {
        let mut chance = Chance { seed: u64::from(index) + self.salt, made: 0 };
        let nodes = 1 + chance.below(9);
        let clients = 1 + chance.below(3);
        let mut text = format!(
            "protocol {}\nnodes {nodes}\nclients {clients}\nseed {}\n",
            self.protocol,
            chance.below(1 << 32)
        );
        for option in self.options {
            if chance.below(4) == 0 {
                text += &format!("{option}\n");
            }
        }
        for _ in 0..4 + chance.below(20) {
            text += &self.a_move(&mut chance, nodes, clients);
            text += &format!("run {}us\n", chance.below(200_000));
        }
        text
    }
}

impl Language {
    fn a_move(&self, chance: &mut Chance, nodes: u64, clients: u64) -> String {
        let n = 1 + chance.below(nodes);
        let other = 1 + n % nodes;
        let c = 1 + chance.below(clients);
        let target = [format!("n{n}"), "leader".into(), "follower".into(), "all".into()];
        let target = &target[chance.below(4) as usize];
        let link = if n == other { format!("n{n} -> c{c}") } else { format!("n{n} -> n{other}") };
        match chance.below(20) {
            0 | 1 => format!("request c{c} \"{}\"\n", chance.pick(self.commands)),
            2 => format!("request c{c} n{n} \"{}{}\"\n", self.named, chance.below(100)),
            3 => format!("crash {target}\n"),
            4 => format!("restart {target}\n"),
            5 => format!("pause {target}\n"),
            6 => format!("resume {target}\n"),
            7 => format!("cut n{n}\n"),
            8 => format!("cut {link}\n"),
            9 => "heal\n".into(),
            10 => format!("hold {link}\n"),
            11 => format!("release {link}\n"),
            12 => format!("network loss {}%\n", chance.below(30)),
            13 => format!("network duplicate {}%\n", chance.below(30)),
            14 => format!("network latency {}ms..{}ms\n", chance.below(5), 5 + chance.below(40)),
            15 => format!("clock n{n} {}%\n", 50 + chance.below(200)),
            16 => format!("workload c{c} {}\n", chance.pick(&["every 50ms", "every 7ms", "off"])),
            17 => format!("fire n{n} {}\n", chance.pick(self.timers)),
            18 => format!("{} m{}\n", chance.pick(&["drop", "duplicate", "deliver"]), 1 + chance.below(200)),
            _ => chance.pick(&["settle\n", "step 3\n", "delay m9 50ms\n"]).into(),
        }
    }
}

/// A scenario of the protocol `placement`, with options and moves of all kinds.
pub fn random_placement(index: u32) -> String {
    let mut chance = Chance { seed: u64::from(index) + 0x9_1ACE, made: 0 };
    let nodes = 1 + chance.below(9);
    let strategies = ["modulo", "ring", "rendezvous", "jump", "maglev", "bounded", "multi-probe", "slots"];
    let hashes = ["xxh64", "sha1", "ketama", "murmur3", "murmur3-cassandra"];
    let mut text =
        format!("protocol placement\nnodes {nodes}\nkeys {}\nseed {}\n", 1 + chance.below(400), index);
    text += &format!("set strategy {}\nset hash {}\n", chance.pick(&strategies), chance.pick(&hashes));
    text += &format!("set virtual-nodes {}\nset replicas {}\n", 1 + chance.below(30), 1 + chance.below(4));
    text += "set table-size 251\n";
    if chance.below(3) == 0 {
        text += &format!("set compare {}\n", chance.pick(&strategies));
    }
    if text.contains("strategy ring") && chance.below(2) == 0 {
        text += &format!("given n1 weight {}\n", 1 + chance.below(4));
    }
    for _ in 0..2 + chance.below(10) {
        let n = 1 + chance.below(nodes + 3);
        text += &match chance.below(12) {
            0 | 1 => format!("join n{n}\n"),
            2 => format!("join n{n} weight {}\n", 1 + chance.below(4)),
            3 | 4 => format!("leave n{n}\n"),
            5 => format!("lookup \"user:{}\"\n", chance.below(1_000)),
            6 => format!("lookup {}\n", chance.below(1_000)),
            7 => format!("change virtual-nodes {}\n", 1 + chance.below(40)),
            8 => format!("change nodes {}\n", 1 + chance.below(9)),
            9 => format!("change keys {}\n", 1 + chance.below(400)),
            10 => format!("change weight n{n} {}\n", 1 + chance.below(4)),
            _ => format!("run {}us\n", chance.below(90_000)),
        };
    }
    text
}
