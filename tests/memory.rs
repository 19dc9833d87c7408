//! What a run weighs by its own account, held against what it takes: an allocator counts.
//!
//! A binary and one test of its own, for the count is of the whole process.
#![cfg(not(target_arch = "wasm32"))]

use peak_alloc::PeakAlloc;
use ringleader::registry;
use ringleader::scenario::Seed;
use ringleader::session::Session;
use ringleader::timeline::Span;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

const MB: u64 = 1_000_000;
/// All entries of logs.
const WHOLE: Option<(u64, u64)> = Some((1, u64::MAX));

/// One election after the other: what is remembered of leaders and of entries at one index grows.
const ELECTIONS: &str = "protocol raft\nclients 0\nseed 1\nset heartbeat 3600s\nset no-op off\n\
                         set election-timeout 20ms..40ms\nnetwork latency 1ms";
const COMMITS: &str =
    "protocol raft\nseed 1\nclients 4\nworkload c1 every 5ms\nworkload c2 every 5ms\nworkload c3 every 5ms";
const MANY_NODES: &str = "protocol raft\nnodes 64\nseed 1\nworkload c1 every 20ms\nnetwork duplicate 20%";
/// Everything that is sent to n5 waits.
const HELD: &str = "protocol raft\nseed 1\nworkload c1 every 20ms\nnetwork duplicate 50%\nhold n1 -> n5\nhold n2 -> n5\n\
                    hold n3 -> n5\nhold n4 -> n5";
/// Two proposers that never wait: ballot after ballot.
const BALLOTS: &str = "protocol paxos\nclients 2\nseed 1\nset client-timeout 3000s\nset retry 0ms\nnetwork latency 10ms\n\
                       request c1 n1 \"X\"\nrequest c2 n5 \"Y\"";

fn open(text: &str, bytes_max: u64) -> Session {
    registry::open_within(text, Seed::Fresh(1), true, bytes_max)
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Goes on until so many events happened, or the run is full; whether it is.
fn play(session: &mut Session, events: u64) -> bool {
    let end = session.cursor().position + events;
    while session.cursor().position < end {
        let left = end - session.cursor().position;
        match session.advance(Span::events(left)) {
            Ok(_) => {}
            Err(error) if error.code == "bound-bytes" => return true,
            Err(error) if error.code == "bound-in-flight" => return false,
            Err(error) => panic!("{error}"),
        }
    }
    false
}

/// Real bytes since `before`, and what the run says. No more than a tenth apart, and some small things
/// that are the same in every run.
fn check(name: &str, session: &mut Session, before: usize, bytes_max: u64) {
    let real = (ALLOCATED.current_usage() - before) as u64;
    let told = session.bytes();
    println!("{name}: {real} bytes, told {told} of {bytes_max}");
    // What came since it was last weighed is on top.
    assert!(told <= bytes_max + MB / 20, "{name}: {told} of {bytes_max}");
    assert!(real <= bytes_max / 10 * 11 + MB / 20, "{name}: {real} bytes are taken, {bytes_max} may be");
    assert!(real <= told / 10 * 11 + MB / 20, "{name}: {real} bytes are taken, the run says {told}");
    assert!(told <= real / 10 * 11 + MB / 20, "{name}: the run says {told}, but only {real} bytes are taken");
}

/// Wherever one goes, what is there is what a run without a bound has there.
fn check_walks(name: &str, text: &str, session: &mut Session) {
    let mut free = open(text, 4_000 * MB);
    play(&mut free, session.extent().0);
    let length = session.extent().0;
    for part in [7, 1, 4, 6, 2] {
        let position = length * part / 7;
        session.seek(position);
        free.seek(position);
        assert_eq!(session.cursor(), free.cursor(), "{name} at {position}");
        let (frame, expected) = (session.frame(WHOLE), free.frame(WHOLE));
        assert_eq!(format!("{frame:?}"), format!("{expected:?}"), "{name} at {position}");
    }
}

fn runs_stay_below_their_bound() {
    let cases = [
        ("elections", ELECTIONS, 2 * MB, 200_000),
        ("commits", COMMITS, 5 * MB, 100_000),
        ("64 nodes", MANY_NODES, 12 * MB, 60_000),
        ("held", HELD, 42 * MB / 10, 100_000),
        ("ballots", BALLOTS, 4 * MB, 100_000),
    ];
    for (name, text, bytes_max, events) in cases {
        let before = ALLOCATED.current_usage();
        let mut session = open(text, bytes_max);
        let full = play(&mut session, events);
        assert!(!full, "{name}: its history fits");
        check(name, &mut session, before, bytes_max);
        check_walks(name, text, &mut session);
        check(&format!("{name}, walked"), &mut session, before, bytes_max);
    }
}

fn many_branches_share_one_bound() {
    let (bytes_max, before) = (3 * MB, ALLOCATED.current_usage());
    let mut session = open(ELECTIONS, bytes_max);
    play(&mut session, 20_000);
    for branch in 1..=40 {
        session.seek(branch * 400);
        session.act("crash n1\nrestart n1").expect("a branch");
        assert!(!play(&mut session, 5_000), "branch {branch}");
    }
    check("branches", &mut session, before, bytes_max);
    let mut seen = std::collections::BTreeSet::new();
    for branch in 0..=40 {
        session.switch_to(branch).expect("it is there");
        let length = session.extent().0;
        session.seek(length);
        assert_eq!(session.cursor().position, length);
        seen.insert(session.hash());
    }
    assert_eq!(seen.len(), 41, "each has a history of its own");
}

/// What cannot be made again is not thrown away: a run that is too heavy without its history stops, and stays.
fn a_full_run_stops_and_can_be_walked() {
    let (bytes_max, before) = (MB, ALLOCATED.current_usage());
    let mut session = open(COMMITS, bytes_max);
    assert!(play(&mut session, 1_000_000), "a megabyte is not enough");
    let real = (ALLOCATED.current_usage() - before) as u64;
    assert!(real <= bytes_max * 2, "{real} bytes");
    let (length, hash) = (session.extent().0, session.hash());
    let error = session.advance(Span::events(1)).expect_err("it is full");
    assert_eq!(error.code, "bound-bytes");
    assert!(error.message.contains("RUN_BYTES_MAX") && error.message.contains("1000000"), "{error}");
    assert_eq!(session.act("crash n1").expect_err("it is full").code, "bound-bytes");
    assert_eq!((session.extent().0, session.branches()), (length, session.branches()), "nothing changed");
    session.seek(length / 2);
    assert_eq!(session.cursor().position, length / 2);
    session.seek(length);
    assert_eq!(session.hash(), hash);
}

fn placement_is_under_the_same_bound() {
    let text = "protocol placement\nnodes 5\nkeys 20000\nseed 1\nset virtual-nodes 50";
    let (bytes_max, before) = (2 * MB, ALLOCATED.current_usage());
    let mut session = open(text, bytes_max);
    for round in 0..60 {
        session.act("join n6").unwrap_or_else(|error| panic!("round {round}: {error}"));
        session.act("leave n6").unwrap_or_else(|error| panic!("round {round}: {error}"));
    }
    check("placement", &mut session, before, bytes_max);
    let hash = session.hash();
    session.seek(3);
    session.seek(120);
    assert_eq!(session.hash(), hash);
    let mut small = open(text, MB);
    let refused = (0..100_000).find_map(|number| small.act(&format!("lookup {number}")).err());
    assert_eq!(refused.expect("a megabyte is full some time").code, "bound-bytes");
}

fn a_bound_that_cannot_be_is_refused() {
    for bytes_max in [0, 999_999, (1 << 32) + 1, u64::MAX] {
        let error =
            registry::open_within(ELECTIONS, Seed::Fresh(1), true, bytes_max).err().expect("it is refused");
        assert_eq!(error.code, "argument");
        let expected = format!("bytesMax: a whole number from 1000000 to 4294967296, not {bytes_max}");
        assert_eq!(error.message, expected);
    }
}

#[test]
fn what_a_run_weighs_is_what_it_takes() {
    runs_stay_below_their_bound();
    many_branches_share_one_bound();
    a_full_run_stops_and_can_be_walked();
    placement_is_under_the_same_bound();
    a_bound_that_cannot_be_is_refused();
}
