//! Swarm, for Paxos: random clusters, roles, options and faults, all from the seed. Safety holds always; after healing,
//! with waits that spread wider than four of the longest latencies, a new request is answered.
//!
//! 2,000 seeds here; `npm run swarm` tries 100,000.

use ringleader::kernel::Verdict;
use ringleader::protocols::paxos::Paxos;
use ringleader::scenario;
use ringleader::session::Session;
use ringleader::setup::setup;
use ringleader::time::Time;
use ringleader::timeline::Span;

use crate::support::Chance;

const SEEDS: u64 = 2_000;
/// Within so many of the longest waits together a new request is answered. Waits are random: several proposers in a row
/// may be overtaken.
const WAITS: u64 = 60;

#[test]
fn paxos_swarm_is_safe_always_and_live_after_healing() {
    let seeds = std::env::var("RINGLEADER_SWARM").ok().and_then(|n| n.parse().ok()).unwrap_or(SEEDS);
    let (mut events, mut chosen) = (0, 0);
    for seed in 0..seeds {
        let (happened, early) = Trial::new(seed, false).run();
        events += happened;
        chosen += u64::from(early);
    }
    println!("{seeds} seeds, {events} events; in {chosen} a value was chosen amid the faults");
    assert!(events > 100 * seeds, "the swarm does something");
    assert!(chosen > seeds / 4 && chosen < seeds, "values are chosen before healing and after it: {chosen}");
}

/// The same with disks that are slow, stall, and lose at a crash what is not finished; healing mends them, too.
#[test]
fn paxos_swarm_with_disks_is_safe_always_and_live_after_healing() {
    let seeds = std::env::var("RINGLEADER_SWARM").ok().and_then(|n| n.parse().ok()).unwrap_or(SEEDS) / 4;
    let events: u64 = (0..seeds).map(|seed| Trial::new(seed, true).run().0).sum();
    println!("{seeds} seeds with disks, {events} events");
    assert!(events > 100 * seeds, "the swarm does something");
}

/// One random run.
struct Trial {
    seed: u64,
    chance: Chance,
    /// Whether writes take time.
    disks: bool,
    nodes: u64,
    /// In ms: how long a phase waits, and the wait before the next ballot.
    phase: u64,
    retry: (u64, u64),
    text: String,
}

impl Trial {
    fn new(seed: u64, disks: bool) -> Trial {
        let mut chance = Chance::new(seed ^ 0x5041_584f_5300_0000);
        // Mostly small clusters: most of what can go wrong does so with five nodes or fewer.
        let nodes = if chance.percent(12) { chance.between(1, 15) } else { chance.between(2, 5) };
        let least = chance.between(1, 60);
        let retry = (least, least + chance.between(40, 200));
        let phase = chance.between(20, 150);
        let text = format!(
            "protocol paxos\nnodes {nodes}\nclients 4\nseed {seed}\nset phase-timeout {phase}ms\n\
             set retry {}ms..{}ms\nset client-timeout {}ms\n",
            retry.0,
            retry.1,
            chance.between(20, 400)
        );
        let mut trial = Trial { seed, chance, disks, nodes, phase, retry, text };
        if disks {
            let from = trial.chance.between(1, 2_000);
            trial.line(&format!("set disk {from}us..2ms"));
        }
        for (option, percent) in [("nack off", 30), ("inform on", 40)] {
            if trial.chance.percent(percent) {
                trial.line(&format!("set {option}"));
            }
        }
        for option in ["proposers", "learners"] {
            if trial.chance.percent(35) {
                let list = trial.some_nodes();
                trial.line(&format!("set {option} [{list}]"));
            }
        }
        if !trial.text.contains("proposers") && trial.chance.percent(25) {
            let node = trial.node();
            trial.line(&format!("set distinguished {node}"));
        }
        trial
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn node(&mut self) -> String {
        format!("n{}", self.chance.between(1, self.nodes))
    }

    fn some_nodes(&mut self) -> String {
        let first = self.chance.between(1, self.nodes);
        let chance = &mut self.chance;
        let nodes = (1..=self.nodes).filter(|&n| n == first || chance.percent(40));
        nodes.map(|n| format!("n{n}")).collect::<Vec<_>>().join(" ")
    }

    /// Faults, then healing; returns how many events there were, and whether something was chosen before healing.
    fn run(mut self) -> (u64, bool) {
        for _ in 0..10 + self.chance.below(30) {
            let amid_disks = self.disks && self.chance.percent(25);
            let fault = if amid_disks { self.disk_fault() } else { self.fault() };
            self.line(&fault);
            let pause = self.chance.below(self.retry.1);
            self.line(&format!("run {pause}ms"));
        }
        self.line("request c1 \"late\"");
        self.heal();
        let lines = scenario::lines(&self.text).expect("a text");
        let mut run = Session::open(setup::<Paxos>(), &lines, 0, true)
            .unwrap_or_else(|error| panic!("{error}\n{}", self.text));
        self.assert_safe(&run);
        let early = run.timeline().model().verdicts().expect("it is watched")[7].at.is_some();
        // The last client asked nothing so far, so nothing waits before its request.
        let answered = |run: &Session| run.timeline().world().expect("a cluster").clients()[3].answered;
        let limit = run.cursor().now + Time::from_ms(WAITS * (self.phase + self.retry.1));
        run.act("request c4 \"healed\"").expect("a request");
        while answered(&run) == 0 {
            let stopped = run.advance(Span { until: Some(limit), events: 1 }).expect("an event") == 0;
            assert!(!stopped, "seed {}: no answer within {WAITS} waits\n{}", self.seed, run.scenario());
        }
        self.assert_safe(&run);
        (run.cursor().position, early)
    }

    fn assert_safe(&self, run: &Session) {
        for Verdict { property, at, .. } in run.timeline().model().verdicts().expect("it is watched") {
            let broken = property.always && at.is_some();
            assert!(!broken, "seed {}: {} at {at:?}\n{}", self.seed, property.name, run.scenario());
        }
    }

    /// A phase is two messages; waits spread over more than four of the longest latencies, and over two for each node
    /// where there are many: all of them may have become proposers by clients that asked one after the other.
    fn heal(&mut self) {
        let spread = self.retry.1 - self.retry.0;
        let longest = ((spread - 1) / (2 * self.nodes).max(4)).clamp(1, self.phase / 2 - 1);
        // A message and the write before the answer take as long together.
        let longest = if self.disks { longest.saturating_sub(2).max(1) } else { longest };
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
        let least = self.chance.below(longest + 1);
        self.line(&format!("network latency {least}ms..{longest}ms"));
    }

    fn disk_fault(&mut self) -> String {
        let node = self.node();
        let takes = self.chance.between(1, 2 * self.retry.1);
        let changes = ["stall", "ok", "finish", &format!("slow {takes}ms")];
        format!("disk {node} {}", changes[self.chance.below(4) as usize])
    }

    fn fault(&mut self) -> String {
        let (node, nodes) = (self.chance.between(1, self.nodes), self.nodes);
        let other = 1 + (node + self.chance.below(nodes.max(2) - 1)) % nodes;
        let client = self.chance.between(1, 3);
        let named = format!("n{node}");
        let target =
            ["leader", "follower", "all", "leader", &named, &named][self.chance.below(6) as usize].to_owned();
        let message = self.chance.between(1, 300);
        let longest = self.retry.1;
        match self.chance.below(24) {
            0 | 1 => format!("crash {target}"),
            2..=4 => format!("restart {}", if self.chance.percent(50) { "all" } else { &named }),
            5 => format!("pause {target}"),
            6 => "resume all".into(),
            7 if nodes > 1 => format!("cut n{node}"),
            8 if node != other => format!("cut n{node} -> n{other}"),
            9 | 10 => self.partition(),
            11 | 12 => "heal".into(),
            13 if node != other => format!("hold n{node} -> n{other}"),
            14 => format!("network loss {}%", self.chance.below(40)),
            15 => format!("network duplicate {}%", self.chance.below(30)),
            16 => format!(
                "network latency {}us..{}ms",
                self.chance.below(5_000),
                5 + self.chance.below(longest)
            ),
            17 => format!("clock n{node} {}%", self.chance.between(30, 330)),
            18 => format!("workload c{client} every {}ms", self.chance.between(5, 100)),
            19 => format!("fire n{node} {}", if self.chance.percent(50) { "phase" } else { "retry" }),
            20 => format!("duplicate m{message}"),
            21 => format!("delay m{message} {}ms", self.chance.below(4 * longest)),
            _ => format!("request c{client} n{node} \"v{message}\""),
        }
    }

    fn partition(&mut self) -> String {
        let sides = self.chance.below(1 << self.nodes);
        let side = |wanted: u64| {
            let inside = (0..self.nodes).filter(|n| sides >> n & 1 == wanted);
            inside.map(|n| format!("n{}", n + 1)).collect::<Vec<_>>().join(" ")
        };
        let (a, b) = (side(0), side(1));
        if a.is_empty() || b.is_empty() { "heal".into() } else { format!("cut {a} | {b}") }
    }
}
