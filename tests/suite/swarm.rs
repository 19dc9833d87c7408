//! Swarm: random clusters, options and faults, all from the seed. Safety holds always; after healing a new
//! request is answered within 20 longest election timeouts.
//!
//! 2,000 seeds here; `npm run swarm` tries 100,000.

use ringleader::draw::{Key, Purpose, mix};
use ringleader::kernel::Verdict;
use ringleader::protocols::raft::Raft;
use ringleader::scenario;
use ringleader::session::Session;
use ringleader::setup::setup;
use ringleader::time::Time;
use ringleader::timeline::Span;

const SEEDS: u64 = 2_000;

#[test]
fn swarm_is_safe_always_and_live_after_healing() {
    let seeds = std::env::var("RINGLEADER_SWARM").ok().and_then(|n| n.parse().ok()).unwrap_or(SEEDS);
    let mut events = 0;
    for seed in 0..seeds {
        events += Trial::new(seed, false).run();
    }
    println!("{seeds} seeds, {events} events");
    assert!(events > 100 * seeds, "the swarm does something");
}

/// The same with disks that are slow, stall, and lose at a crash what is not finished; healing mends them, too.
#[test]
fn swarm_with_disks_is_safe_always_and_live_after_healing() {
    let seeds = std::env::var("RINGLEADER_SWARM").ok().and_then(|n| n.parse().ok()).unwrap_or(SEEDS) / 4;
    let events: u64 = (0..seeds).map(|seed| Trial::new(seed, true).run()).sum();
    println!("{seeds} seeds with disks, {events} events");
    assert!(events > 100 * seeds, "the swarm does something");
}

/// One random run.
struct Trial {
    seed: u64,
    draws: u32,
    /// Whether writes take time.
    disks: bool,
    nodes: u64,
    /// Least and greatest election timeout, in ms.
    election: (u64, u64),
    text: String,
}

impl Trial {
    fn new(seed: u64, disks: bool) -> Trial {
        let mut trial = Trial { seed, draws: 0, disks, nodes: 0, election: (0, 0), text: String::new() };
        // Mostly small clusters: most of what can go wrong does so with five servers or fewer.
        trial.nodes = if trial.below(8) == 0 { 1 + trial.below(15) } else { 2 + trial.below(4) };
        let least = 40 + trial.below(160);
        trial.election = (least, least + least / 2 + trial.below(300));
        let (least, greatest) = trial.election;
        trial.text = format!("protocol raft\nnodes {}\nclients 4\nseed {seed}\n", trial.nodes);
        let heartbeat = 5 + trial.below(least / 3);
        let rpc = 10 + trial.below(least);
        let timeout = 20 + trial.below(2 * greatest);
        let batch = 1 + trial.below(8);
        trial.line(&format!("set election-timeout {least}ms..{greatest}ms"));
        trial.line(&format!("set heartbeat {heartbeat}ms"));
        trial.line(&format!("set rpc-timeout {rpc}ms"));
        trial.line(&format!("set client-timeout {timeout}ms"));
        trial.line(&format!("set batch {batch}"));
        if trial.below(3) == 0 {
            // Above what a redirect, the entry and the answer take: six messages of a quarter of the least timeout.
            let deadline = 2 * least + trial.below(4 * greatest);
            trial.line(&format!("set client-deadline {deadline}ms"));
        }
        if trial.below(3) == 0 {
            let operations = 1 + trial.below(8);
            trial.line(&format!("set client-operations {operations}"));
        }
        if disks {
            let most = 1_000 * least / 8;
            let (from, options) = (1 + trial.below(most), ["on", "off"]);
            trial.line(&format!("set disk {from}us..{most}us"));
            let parallel = options[trial.below(2) as usize];
            trial.line(&format!("set parallel-writes {parallel}"));
        }
        for option in ["pre-vote on", "check-quorum on", "no-op off", "backtrack term", "pipeline off"] {
            if trial.below(3) == 0 {
                trial.line(&format!("set {option}"));
            }
        }
        trial
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.draws += 1;
        let key = Key { purpose: Purpose::Timer, owner: self.draws };
        mix(self.seed ^ 0x5157_4152_4d00_0000, key, Time::ZERO, 0) % bound
    }

    /// Faults, then healing; returns how many events there were.
    fn run(mut self) -> u64 {
        for _ in 0..10 + self.below(30) {
            let fault = if self.disks && self.below(4) == 0 { self.disk_fault() } else { self.fault() };
            self.line(&fault);
            let pause = self.below(self.election.1);
            self.line(&format!("run {pause}ms"));
        }
        self.heal();
        let lines = scenario::lines(&self.text).expect("a text");
        let mut run = Session::open(setup::<Raft>(), &lines, 0, true)
            .unwrap_or_else(|error| panic!("{error}\n{}", self.text));
        self.assert_safe(&run);
        // The last client asked nothing so far, so nothing waits before its request.
        let client = |run: &Session| run.timeline().world().expect("a cluster").clients()[3].clone();
        let limit = run.cursor().now + Time::from_ms(20 * self.election.1);
        run.act("request c4 \"set healed yes\"").expect("a request");
        while client(&run).answered == 0 {
            if client(&run).pending.is_empty() {
                // It gave up; a person would ask again.
                run.act("request c4 \"set healed yes\"").expect("a request");
            }
            let stopped = run.advance(Span { until: Some(limit), events: 1 }).expect("an event") == 0;
            assert!(
                !stopped,
                "seed {}: no answer within 20 election timeouts\n{}",
                self.seed,
                run.scenario()
            );
        }
        self.assert_safe(&run);
        run.cursor().position
    }

    fn assert_safe(&self, run: &Session) {
        for Verdict { property, at, .. } in run.timeline().model().verdicts().expect("it is watched") {
            let broken = property.always && at.is_some();
            assert!(!broken, "seed {}: {} at {at:?}\n{}", self.seed, property.name, run.scenario());
        }
    }

    fn heal(&mut self) {
        let latency = self.election.0 / 4;
        let clocks = (1..=self.nodes).map(|n| format!("clock n{n} 100%\n")).collect::<String>();
        self.text += &clocks;
        if self.disks {
            let mended = (1..=self.nodes).map(|n| format!("disk n{n} ok\n")).collect::<String>();
            self.text += &mended;
        }
        for line in ["heal", "resume all", "restart all", "network loss 0%", "network duplicate 0%"] {
            self.line(line);
        }
        for client in 1..=3 {
            self.line(&format!("workload c{client} off"));
        }
        let least = self.below(latency + 1);
        self.line(&format!("network latency {least}ms..{latency}ms"));
    }

    fn disk_fault(&mut self) -> String {
        let n = 1 + self.below(self.nodes);
        let takes = 1 + self.below(2 * self.election.1);
        let change = ["stall", "ok", "finish", &format!("slow {takes}ms")][self.below(4) as usize].to_owned();
        format!("disk n{n} {change}")
    }

    fn fault(&mut self) -> String {
        let n = 1 + self.below(self.nodes);
        let other = 1 + (n + self.below(self.nodes.max(2) - 1)) % self.nodes;
        let client = 1 + self.below(3);
        let target = ["leader", "follower", "all", "leader", &format!("n{n}"), &format!("n{n}")]
            [self.below(6) as usize]
            .to_owned();
        let message = 1 + self.below(400);
        let longest = self.election.1;
        match self.below(22) {
            0 | 1 => format!("crash {target}"),
            2..=4 => format!("restart {}", if self.below(2) == 0 { "all".into() } else { format!("n{n}") }),
            5 => format!("pause {target}"),
            6 => "resume all".into(),
            7 if self.nodes > 1 => format!("cut n{n}"),
            8 if n != other => format!("cut n{n} -> n{other}"),
            9 => self.partition(),
            10 | 11 => "heal".into(),
            12 if n != other => format!("hold n{n} -> n{other}"),
            13 => format!("network loss {}%", self.below(30)),
            14 => format!("network duplicate {}%", self.below(30)),
            15 => format!("network latency {}us..{}ms", self.below(5_000), 5 + self.below(longest)),
            16 => format!("clock n{n} {}%", 30 + self.below(300)),
            17 if self.below(3) == 0 => format!("request c{client} \"incr x\""),
            17 => format!("workload c{client} every {}ms", 5 + self.below(100)),
            18 => format!("fire n{n} election"),
            19 => format!("duplicate m{message}"),
            20 => format!("delay m{message} {}ms", self.below(longest)),
            _ => format!("request c{client} n{n} \"set x {message}\""),
        }
    }

    fn partition(&mut self) -> String {
        let sides = self.below(1 << self.nodes);
        let side = |wanted: u64| {
            let inside = (0..self.nodes).filter(|n| sides >> n & 1 == wanted);
            inside.map(|n| format!("n{}", n + 1)).collect::<Vec<_>>().join(" ")
        };
        let (a, b) = (side(0), side(1));
        if a.is_empty() || b.is_empty() { "heal".into() } else { format!("cut {a} | {b}") }
    }
}
