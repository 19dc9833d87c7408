//! The native engine beside a bare event loop in the same run: `cargo bench --bench event_loop`.
//!
//! The bare loop takes the earliest of some pending events and puts a new one in, with the same key and the same
//! kind of sorted list as the engine's; all else that an event costs is the protocol, the records and the checks.

use std::hint::black_box;
use std::time::{Duration, Instant};

use ringleader::draw::scramble;
use ringleader::kernel::queue::Key;
use ringleader::registry;
use ringleader::time::Time;
use ringleader::timeline::Span;

const EVENTS: u64 = 1_000_000;
const PENDING: u64 = 30;
const REPEATS: usize = 3;

fn bare_loop() -> Duration {
    let start = Instant::now();
    // The first due stands last, as in the engine.
    let mut queue: Vec<(Key, u64)> = Vec::new();
    let put = |queue: &mut Vec<(Key, u64)>, at: Time, sequence: u64| {
        let key = Key { at, sequence };
        let place = queue.partition_point(|(other, _)| *other > key);
        queue.insert(place, (key, sequence));
    };
    let span = |sequence| Time::from_us(scramble(sequence) % 10_000);
    for sequence in 0..PENDING {
        put(&mut queue, span(sequence), sequence);
    }
    for sequence in PENDING..PENDING + EVENTS {
        let Some((key, _)) = queue.pop() else { break };
        put(&mut queue, key.at + span(sequence), sequence);
    }
    black_box(&queue);
    start.elapsed()
}

const RAFT: &str = "protocol raft\nseed 1\nworkload c1 every 50ms";
/// The same with writes to disk that take time.
const DISKS: &str = "protocol raft\nseed 1\nset disk 2ms..5ms\nworkload c1 every 50ms";
/// The same with every ability named, and off.
const OFF: &str = "protocol raft\nseed 1\nset disk off\nnetwork order any\nnetwork bandwidth unlimited\n\
                   workload c1 every 50ms";
/// Two proposers that never wait, for ever: ballot after ballot, and nothing chosen.
const DUEL: &str = "protocol paxos\nclients 2\nseed 1\nset client-timeout 3000s\nset retry 0ms\nnetwork latency 10ms\n\
                    request c1 n1 \"X\"\nrequest c2 n5 \"Y\"";

fn engine(text: &str, checked: bool) -> Duration {
    let mut session = registry::open(text, 0, checked).expect("a scenario");
    let start = Instant::now();
    session.advance(Span::events(EVENTS)).expect("a million events are within the bound");
    start.elapsed()
}

/// Values chosen one after the other: single-decree Paxos chooses once, so each has an instance of its own, opened when
/// in the last one everybody knows and nothing is due any more. Opening counts. The time is that of `EVENTS` events.
fn fresh_instances(checked: bool) -> Duration {
    let start = Instant::now();
    let (mut events, mut seed) = (0, 0);
    while events < EVENTS {
        let text = format!("protocol paxos\nseed {seed}\nrequest \"v{seed}\"");
        let mut session = registry::open(&text, 0, checked).expect("a scenario");
        events += session.advance(Span::events(EVENTS)).expect("a few dozen events");
        seed += 1;
    }
    start.elapsed()
}

fn report(name: &str, bare: Duration, run: impl Fn() -> Duration) {
    let best = (0..REPEATS).map(|_| run()).min().unwrap_or_default();
    let (rate, share) = (EVENTS as f64 / best.as_secs_f64(), bare.as_secs_f64() / best.as_secs_f64());
    println!("{name:24} {rate:>12.0} events/s  {:>5.1} % of bare", share * 100.0);
}

/// How long one run takes as a share of another, each at its best of as many, by turns: the machine is the same for both.
fn ratio(name: &str, of: impl Fn() -> Duration, to: impl Fn() -> Duration) {
    let (mut best_of, mut best_to) = (Duration::MAX, Duration::MAX);
    for _ in 0..REPEATS {
        (best_of, best_to) = (best_of.min(of()), best_to.min(to()));
    }
    println!("{name:24} {:>12.3} x", best_of.as_secs_f64() / best_to.as_secs_f64());
}

/// What a fingerprint costs after so many events: it looks at the whole state, logs and what properties remember too.
fn fingerprints(name: &str, text: &str, events: u64) {
    const TIMES: u32 = 1_000;
    let mut session = registry::open(text, 0, true).expect("a scenario");
    session.advance(Span::events(events)).expect("a few events");
    let all = || {
        let start = Instant::now();
        for _ in 0..TIMES {
            black_box(session.fingerprint());
        }
        start.elapsed()
    };
    let best = (0..REPEATS).map(|_| all()).min().unwrap_or_default();
    println!("{name:24} {:>12} ns a fingerprint, after {events} events", (best / TIMES).as_nanos());
}

/// What an ability costs a run that uses it, beside the same run without: what is off costs what the first rows say.
fn ability(name: &str, header: &str) {
    let with = RAFT.replace("\nworkload", &format!("\n{header}\nworkload"));
    // In turns, so that what else the machine does weighs on both alike.
    let pairs = (0..REPEATS).map(|_| (engine(RAFT, true), engine(&with, true)));
    let (off, on) = pairs.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1))).unwrap_or_default();
    println!("raft, {name:32} {:>5.2} times the same without", on.as_secs_f64() / off.as_secs_f64());
}

fn main() {
    let bare = (0..REPEATS).map(|_| bare_loop()).min().unwrap_or_default();
    report("bare loop", bare, bare_loop);
    report("raft, checked", bare, || engine(RAFT, true));
    report("raft, properties off", bare, || engine(RAFT, false));
    report("raft, disks", bare, || engine(DISKS, true));
    ratio("abilities off : unnamed", || engine(OFF, true), || engine(RAFT, true));
    ratio("disks on : off", || engine(DISKS, true), || engine(OFF, true));
    report("paxos, instances", bare, || fresh_instances(true));
    report("paxos, inst., prop. off", bare, || fresh_instances(false));
    report("paxos, duel", bare, || engine(DUEL, true));
    report("paxos, duel, prop. off", bare, || engine(DUEL, false));
    ability("links, said as they are anyway", "network order any\nnetwork latency n1 | n2 5ms..15ms");
    ability("links, fifo and bandwidth", "network order fifo\nnetwork bandwidth 10MB/s");
    ability("clients, a deadline", "set client-deadline 2s");
    ability("clients, eight operations", "set client-deadline 2s\nset client-operations 8");
    for events in [100, 1_000, 10_000] {
        fingerprints("raft, checked", RAFT, events);
        fingerprints("paxos, duel", DUEL, events);
    }
}
