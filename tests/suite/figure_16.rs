//! How long it takes to elect a leader, in the style of the paper's Figure 16 (9.3): the more the election timeouts
//! are spread, the sooner one server is alone ahead of the others.

use ringleader::registry;
use ringleader::time::Time;
use ringleader::timeline::Span;

/// How many runs of each kind.
const RUNS: u64 = 60;
/// Nobody waits longer for a leader.
const PATIENCE: Time = Time::from_ms(20_000);

/// The instant of the first election among five servers that boot together, in milliseconds.
fn first_leader(timeouts: &str, seed: u64) -> f64 {
    let text =
        format!("protocol raft\nseed {seed}\nset election-timeout {timeouts}\nnetwork latency 3ms..5ms");
    let mut session = registry::open(&text, 1, false).expect("a scenario");
    session.run_until("raft.leader.elected", Span::until(PATIENCE)).expect("within bounds");
    let now = session.cursor().now;
    if now < PATIENCE { now.ms() } else { f64::INFINITY }
}

/// How long it takes half of the runs, and 95 % of them.
fn median_and_late(timeouts: &str) -> (f64, f64) {
    let mut times: Vec<f64> = (0..RUNS).map(|seed| first_leader(timeouts, seed)).collect();
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times[times.len() * 95 / 100])
}

#[test]
fn the_more_timeouts_are_spread_the_sooner_there_is_a_leader() {
    let spreads =
        ["150ms..150ms", "150ms..151ms", "150ms..155ms", "150ms..175ms", "150ms..200ms", "150ms..300ms"];
    let times = spreads.map(median_and_late);
    let (medians, late) = (times.map(|(median, _)| median), times.map(|(_, late)| late));
    println!("medians {medians:?}, 95 % {late:?}");
    assert_eq!(medians[0], f64::INFINITY, "150-150 does not settle");
    assert!(medians[0] > medians[1] && medians[1] > medians[2] && medians[2] > medians[3], "{medians:?}");
    assert!(late[2] > late[3] && late[3] > late[4], "the slow runs, too: {late:?}");
    // Once votes are hardly ever split, what is left is the wait for the first timeout.
    assert!(medians[3] < medians[4] && medians[4] < medians[5] && late[5] < 300.0, "{medians:?} {late:?}");
}
