//! Fingerprints: equal where the same can follow, and different wherever anything that counts is.

use std::collections::BTreeMap;

use ringleader::kernel::{Fingerprint, FingerprintHasher, Ghost, Multiset};
use ringleader::protocols::paxos::Paxos;
use ringleader::protocols::raft::Raft;
use ringleader::registry;
use ringleader::session::Session;
use ringleader::setup::setup;
use serde_json::Value as Json;

use crate::bare::{self, Bare};
use crate::ring_election::{self, RingElection};
use crate::support::{Chance, Line, Sim, list};

fn of(session: &Session) -> Fingerprint {
    session.fingerprint()
}

/// The fingerprint of three nodes that do what they are told, properties not watched.
fn bare(text: &str) -> Fingerprint {
    of(&bare::open(text, false))
}
#[track_caller]
fn same(texts: &[&str]) {
    for text in texts {
        assert_eq!(bare(text), bare(texts[0]), "of\n{}\nand\n{text}", texts[0]);
    }
}
#[track_caller]
fn all_differ(texts: &[&str]) {
    let mut known: BTreeMap<Fingerprint, &str> = BTreeMap::new();
    for text in texts {
        if let Some(other) = known.insert(bare(text), text) {
            panic!("one fingerprint for\n{other}\nand\n{text}");
        }
    }
}

/// The fingerprint of a Raft or Paxos run.
fn run(text: &str) -> Fingerprint {
    of(&Sim::open(text).session)
}
/// The same, properties not watched: no ghost state counts.
fn unwatched(text: &str) -> Fingerprint {
    of(&registry::open(text, 1, false).unwrap_or_else(|error| panic!("{error}\n{text}")))
}

const TWICE: &str = "inject n1 -> n2 Keep value=1\ninject n1 -> n2 Keep value=2\n";

// ------------------------------------------------------------------------------------ what counts, word by word

#[test]
fn it_is_128_bits_printed_as_32_hex_digits() {
    let texts = ["", "inject n1 -> n2 Keep value=1\nsettle", "crash n1"];
    for fingerprint in texts.map(bare) {
        let printed = fingerprint.to_string();
        assert_eq!(printed.len(), 32, "{printed}");
        assert_eq!(u128::from_str_radix(&printed, 16), Ok(fingerprint.bits()));
    }
}

#[test]
fn states_of_nodes() {
    all_differ(&[
        "",
        "inject n1 -> n2 Keep value=1\nsettle",
        "inject n1 -> n2 Keep value=2\nsettle",
        "inject n1 -> n3 Keep value=1\nsettle",
        "inject n1 -> n2 Keep value=1\ninject n1 -> n3 Keep value=1\nsettle",
    ]);
    // Whoever told it, and what it was before.
    same(&[
        "inject n1 -> n2 Keep value=1\nsettle",
        "inject n3 -> n2 Keep value=1\nsettle",
        "inject n1 -> n2 Keep value=7\nsettle\ninject n1 -> n2 Keep value=1\nsettle",
    ]);
}

#[test]
fn messages_under_way_are_a_multiset() {
    all_differ(&[
        "",
        "inject n1 -> n2 Keep value=1",
        "inject n1 -> n2 Keep value=2",
        "inject n1 -> n3 Keep value=1",
        "inject n3 -> n2 Keep value=1",
        "inject n1 -> n2 Arm node=n1",
        "inject n1 -> n2 Disarm node=n1",
        "inject n1 -> n2 Keep value=1\nduplicate m1",
        "inject n1 -> n2 Keep value=1\nduplicate m1\nduplicate m1",
        TWICE,
        "inject n1 -> n2 Keep value=1\ninject n1 -> n2 Keep value=2\nduplicate m1",
        "inject n1 -> n2 Keep value=1\ninject n1 -> n2 Keep value=2\nduplicate m2",
        "request c1 n1 \"wait\"\nrequest c1 n1 \"wait\"",
    ]);
    // In no order, neither of sending nor of arrival.
    same(&[
        TWICE,
        "inject n1 -> n2 Keep value=2\ninject n1 -> n2 Keep value=1",
        "inject n1 -> n2 Keep value=1\ninject n1 -> n2 Keep value=2\ndelay m1 50ms",
        "inject n1 -> n2 Keep value=2\nrun 1ms\ninject n1 -> n2 Keep value=1",
    ]);
}

#[test]
fn whether_a_message_arrives_or_breaks_up_on_its_way() {
    let doomed = "cut n1 -> n2\ninject n1 -> n2 Keep value=1\nheal";
    all_differ(&["", "inject n1 -> n2 Keep value=1", doomed]);
    // What breaks it up decides nothing more.
    same(&[doomed, "network loss 100%\ninject n1 -> n2 Keep value=1\nnetwork loss 0%"]);
}

#[test]
fn pending_timers_by_name() {
    all_differ(&[
        "",
        "inject n1 -> n2 Arm node=n1\nsettle",
        "inject n1 -> n2 Arm node=n3\nsettle",
        "inject n1 -> n3 Arm node=n1\nsettle",
        "inject n1 -> n2 Arm node=n1\ninject n1 -> n2 Arm node=n3\nsettle",
    ]);
    // When it was set, when it runs out, by which clock, and which came first, is no difference.
    same(&[
        "inject n1 -> n2 Arm node=n1\ninject n1 -> n2 Arm node=n3\nsettle",
        "inject n1 -> n2 Arm node=n3\nsettle\nrun 4ms\ninject n1 -> n2 Arm node=n1\nsettle",
        "clock n2 50%\ninject n1 -> n2 Arm node=n1\ninject n1 -> n2 Arm node=n3\nsettle",
        "inject n1 -> n2 Arm node=n2\ninject n1 -> n2 Arm node=n3\ninject n1 -> n2 Arm node=n1\nsettle\nfire n2 alarm.n2",
    ]);
    // One that ran out or was stopped is as one that never was.
    same(&[
        "",
        "inject n1 -> n2 Arm node=n1\nsettle\nrun 1s",
        "inject n1 -> n2 Arm node=n1\nsettle\nfire n2 alarm.n1",
        "inject n1 -> n2 Arm node=n1\nsettle\ninject n1 -> n2 Disarm node=n1\nsettle",
        "inject n1 -> n2 Arm node=n1\nsettle\ncrash n2\nrestart n2",
    ]);
}

#[test]
fn up_paused_down() {
    all_differ(&[
        "",
        "crash n1",
        "crash n2",
        "crash n1\ncrash n2",
        "pause n1",
        "pause n2",
        "pause n1\ncrash n2",
    ]);
    same(&["", "crash n1\nrestart n1", "pause n1\nresume n1", "pause n1\ncrash n1\nrestart n1"]);
    same(&["crash n1\ncrash n2", "crash n2\ncrash n1", "pause n1\ncrash n1\ncrash n2"]);
}

#[test]
fn cuts_and_holds_by_what_they_block() {
    all_differ(&[
        "",
        "cut n1 -> n2",
        "cut n2 -> n1",
        "cut n1 | n2",
        "cut n1 | n2 n3",
        "hold n1 -> n2",
        "hold n2 -> n1",
        "hold n1 -> n2\nhold n2 -> n1",
        "hold c1 -> n1",
        "hold n1 -> c1",
    ]);
    same(&["cut n1 | n2", "cut n1 -> n2\ncut n2 -> n1", "cut n2 | n1", "cut n1 | n2\ncut n1 -> n2"]);
    same(&["cut n1 | n2 n3", "cut n1 | n3\ncut n1 | n2", "cut n1"]);
    same(&["hold n1 -> n2\nhold n2 -> n3", "hold n2 -> n3\nhold n1 -> n2\nhold n1 -> n2"]);
    same(&["", "cut n1 | n2\nheal", "hold n1 -> n2\nheal", "hold n1 -> n2\nrelease n1 -> n2"]);
    same(&["cut n1 -> n2", "cut n1 -> n2\nhold n1 -> n2\nrelease n1 -> n2"]);
}

#[test]
fn that_messages_wait_is_said_by_pauses_and_holds() {
    let before = "hold n1 -> n2\ninject n1 -> n2 Keep value=1";
    same(&[before, "inject n1 -> n2 Keep value=1\nhold n1 -> n2"]);
    all_differ(&["inject n1 -> n2 Keep value=1", before]);
    same(&["inject n1 -> n2 Keep value=1", "hold n1 -> n2\ninject n1 -> n2 Keep value=1\nrelease n1 -> n2"]);
    same(&["pause n2\ninject n1 -> n2 Keep value=1", "inject n1 -> n2 Keep value=1\npause n2"]);
}

#[test]
fn whether_messages_are_lost_or_doubled_never_sometimes_or_always() {
    all_differ(&[
        "",
        "network loss 10%",
        "network loss 100%",
        "network duplicate 10%",
        "network duplicate 100%",
        "network loss 10%\nnetwork duplicate 10%",
    ]);
    same(&["network loss 10%", "network loss 20%", "network loss 100%\nnetwork loss 1%"]);
    same(&["", "network latency 3ms", "network latency 0ms..900ms", "network loss 5%\nnetwork loss 0%"]);
}

#[test]
fn losses_of_some_links_by_the_links_that_have_them() {
    all_differ(&[
        "",
        "network loss n1 -> n2 10%",
        "network loss n2 -> n1 10%",
        "network loss n1 | n2 10%",
        "network loss n1 | n2 100%",
        "network duplicate n1 | n2 10%",
        "network loss 10%\nnetwork loss n1 | n2 0%",
    ]);
    same(&[
        "network loss n1 | n2 10%",
        "network loss n1 -> n2 30%\nnetwork loss n2 -> n1 20%",
        "network loss n1 | n2 n3 10%\nnetwork loss n3 | n1 0%",
    ]);
    same(&["", "network loss n1 | n2 0%", "network loss n1 | n2 10%\nnetwork loss 0%"]);
    same(&["", "network latency n1 | n2 80ms", "network bandwidth 1kB/s", "network bandwidth n1 -> n2 9B/s"]);
    same(&["network loss 10%", "network loss n1 | n2 20%\nnetwork loss n1 | n3 5%\nnetwork loss 10%"]);
}

#[test]
fn what_must_not_overtake_by_what_stands_before_it() {
    let fifo = |moves: &str| format!("network order fifo\n{moves}");
    let (one, two) = ("inject n1 -> n2 Keep value=1\n", "inject n1 -> n2 Keep value=2\n");
    let (other, copy) = ("inject n3 -> n2 Keep value=1\n", "duplicate m1\n");
    let back = "network order any\n";
    let texts = [
        String::new(),
        fifo(""),
        fifo(one),
        fifo(&format!("{one}{two}")),
        fifo(&format!("{two}{one}")),
        fifo(&format!("{one}{two}{copy}")),
        fifo(&format!("{one}{copy}{two}")),
        fifo(&format!("{one}{two}{back}")),
        fifo(&format!("{two}{one}{back}")),
        format!("{one}{two}"),
        format!("{one}{}{back}", fifo(two)),
        format!("{two}{}{back}", fifo(one)),
    ];
    all_differ(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    // Links do not wait for each other, nor messages for those that are lost, nor any for what came later.
    let equal = [
        fifo(&format!("{one}{other}{two}")),
        fifo(&format!("{other}{one}{two}")),
        fifo(&format!("{one}{two}{other}")),
    ];
    same(&equal.each_ref().map(String::as_str));
    same(&["", "network order fifo\nnetwork order any"]);
    let lost = |moves: &str| format!("network loss 100%\n{two}network loss 0%\n{moves}");
    same(&[&lost(&fifo(one)), &fifo(&format!("{one}network loss 100%\n{two}network loss 0%"))]);
}

#[test]
fn clients() {
    all_differ(&[
        "",
        "clients 2",
        // What it waits for, and whom it asked last: all of these arrived.
        "request c1 n1 \"wait\"\nsettle",
        "request c1 n2 \"wait\"\nsettle",
        // What is queued, in its order.
        "request c1 n1 \"wait\"\nrequest c1 \"a\"\nsettle",
        "request c1 n1 \"wait\"\nrequest c1 \"b\"\nsettle",
        "request c1 n1 \"wait\"\nrequest c1 n2 \"a\"\nsettle",
        "request c1 n1 \"wait\"\nrequest c1 \"a\"\nrequest c1 \"b\"\nsettle",
        "request c1 n1 \"wait\"\nrequest c1 \"b\"\nrequest c1 \"a\"\nsettle",
        // Whom it would ask, and how many requests it made.
        "request c1 n1 \"a\"\nsettle",
        "request c1 n2 \"a\"\nsettle",
        "request c1 n1 \"a\"\nsettle\nrequest c1 n1 \"a\"\nsettle",
        // A workload, and its next command.
        "workload c1 every 50ms",
        "workload c1 every 50ms\nrun 60ms\nsettle",
    ]);
    all_differ(&["clients 2\nrequest c1 n1 \"a\"\nsettle", "clients 2\nrequest c2 n1 \"a\"\nsettle"]);
    // A tick that finds a request outstanding asks for nothing, and decides what the next one asks for.
    let outstanding = "set client-timeout 3000s\nrequest c1 n1 \"wait\"\nsettle\nworkload c1 every 50ms\n";
    let ticked = [60, 110].map(|ms| format!("{outstanding}run {ms}ms"));
    all_differ(&[outstanding, &ticked[0], &ticked[1]]);
    same(&[&ticked[0], &format!("{outstanding}run 90ms")]);
    same(&["workload c1 every 50ms", "workload c1 every 700ms", "run 3ms\nworkload c1 every 50ms"]);
    same(&["", "workload c1 every 50ms\nworkload c1 off"]);
    // What it asked for in the past, and by which way it came to the node that answered.
    same(&[
        "request c1 n2 \"a\"\nsettle",
        "request c1 n2 \"b\"\nsettle",
        "request c1 n1 \"ask n2\"\nsettle",
        "run 5ms\nrequest c1 n2 \"a\"\nsettle",
    ]);
}

#[test]
fn what_the_run_is_made_from_but_for_durations_and_chance() {
    all_differ(&[
        "",
        "nodes 2",
        "nodes 4",
        "clients 3",
        "set strict on",
        "set most 3",
        "set most 4",
        "bug wrong",
    ]);
    same(&["", "set patience 20ms", "seed 7", "set client-timeout 3s", "set most 0"]);
    let [raft, paxos] = ["raft", "paxos"].map(|name| unwatched(&format!("protocol {name}\nnodes 1")));
    assert_ne!(raft, paxos);
}

#[test]
fn other_ids_positions_instants_and_causes_are_no_difference() {
    same(&[
        "inject n1 -> n2 Keep value=1\nsettle\ninject n2 -> n3 Keep value=4",
        "inject n1 -> n2 Keep value=9\ninject n3 -> n1 Keep value=9\ndrop m1\ndrop m2\nrun 12.345ms\n\
         inject n2 -> n3 Keep value=4\ninject n1 -> n2 Keep value=1\ndeliver m4",
    ]);
}

// --------------------------------------------------------------------------------------- Raft by several ways

/// n1 is elected. Of the links that messages are under way on, `next` says which delivers its first.
fn elected(before: &str, next: &mut dyn FnMut(usize) -> usize) -> Sim {
    let mut sim = Sim::open(&format!("protocol raft\n{before}fire n1 election\n"));
    loop {
        let frame = sim.frame();
        let mut firsts: BTreeMap<(String, String), u64> = BTreeMap::new();
        for message in list(&frame["messages"]) {
            let end = |name: &str| message[name].to_string();
            let id = message["id"].as_str().and_then(|id| id.strip_prefix('m')?.parse().ok()).expect("an id");
            let first = firsts.entry((end("from"), end("to"))).or_insert(id);
            *first = id.min(*first);
        }
        let firsts: Vec<u64> = firsts.into_values().collect();
        if firsts.is_empty() {
            return sim;
        }
        sim.act(&format!("deliver m{}", firsts[next(firsts.len())]));
    }
}

#[test]
fn an_election_settled_in_another_order_at_another_time_is_the_same_state() {
    let first = elected("", &mut |_| 0);
    assert_eq!(first.leader(), Some(1));
    let mut hashes = std::collections::BTreeSet::new();
    for seed in 0..20 {
        let mut chance = Chance::new(seed);
        let before = format!(
            "seed {seed}\nnetwork latency {}ms\nclock n2 {}%\nrun {}us\n",
            seed,
            100 + seed,
            chance.below(40_000)
        );
        let mut other = elected(&before, &mut |links| chance.below(links as u64) as usize);
        assert_eq!(of(&other.session), of(&first.session), "{}", other.trace());
        hashes.insert(other.session.hash());
    }
    assert_eq!(hashes.len(), 20, "histories that differ");
}

#[test]
fn going_back_and_branches_change_no_fingerprint() {
    let mut sim = Sim::gallery("leader-crash");
    let mut known = Vec::new();
    for position in 0..=sim.length() {
        sim.session.seek(position);
        known.push(of(&sim.session));
    }
    for position in (0..=sim.length()).rev().step_by(7) {
        sim.session.seek(position);
        assert_eq!(of(&sim.session), known[position as usize], "at {position}");
    }
    assert!(known.windows(2).filter(|pair| pair[0] != pair[1]).count() > known.len() / 2);
    // A branch that does what can be undone comes back to the state that it left.
    sim.session.seek(20);
    sim.act("cut n1 -> n2\nheal\npause n3\nresume n3");
    assert_eq!((sim.session.branch(), of(&sim.session)), (1, known[20]));
}

// ------------------------------------------------------------------------------------------------ ghost state

/// Watched, two runs differ; unwatched, they are one state, so it is ghost state alone that tells them apart.
#[track_caller]
fn differ_in_ghost_state_alone(one: &str, other: &str) {
    assert_eq!(unwatched(one), unwatched(other), "one state, by\n{one}\nand\n{other}");
    assert_ne!(run(one), run(other), "another ghost state, by\n{one}\nand\n{other}");
}
/// What is remembered only so that it can be shown is no difference.
#[track_caller]
fn do_not_differ(one: &str, other: &str) {
    assert_eq!(run(one), run(other), "by\n{one}\nand\n{other}");
}

#[test]
fn raft_who_led_a_term_counts_when_everybody_forgot_it() {
    let all = "crash all\nrestart all\nsettle\n";
    let head = "protocol raft\nset no-op off\nbug forget-term-on-restart\nbug forget-vote-on-restart\n";
    let led = |node: u16| format!("{head}fire n{node} election\nsettle\n{all}");
    differ_in_ghost_state_alone(&format!("{head}{all}"), &led(1));
    differ_in_ghost_state_alone(&led(1), &led(2));
    // And it does decide: another leader of that term breaks the property after the one, and not after none.
    let violated = |text: String| Sim::open(&format!("{text}fire n2 election\nsettle")).violated();
    assert!(violated(led(1)).contains(&"election-safety".to_owned()));
    assert!(!violated(led(2)).contains(&"election-safety".to_owned()));
}

/// n2 is made to take entries of a leader, and forgets its log.
fn forgotten(before: &str, entries: &str, commit: u64, after: &str) -> String {
    format!(
        "protocol raft\nbug forget-log-on-restart\nhold c1 -> n1\n{before}inject n1 -> n2 AppendEntries term=1 leaderId=n1 \
         prevLogIndex=0 prevLogTerm=0 entries={entries} leaderCommit={commit}\nsettle\n{after}crash n2\nrestart n2\n"
    )
}

#[test]
fn raft_entries_that_were_seen_count_when_no_log_has_them() {
    differ_in_ghost_state_alone(
        &forgotten("", "[1:\"set x 1\"]", 0, ""),
        &forgotten("", "[1:\"set x 2\"]", 0, ""),
    );
}

#[test]
fn raft_entries_seen_first_or_later_are_the_same_entries() {
    let append = |term: u64, value: u64| {
        format!(
            "inject n1 -> n2 AppendEntries term=3 leaderId=n1 prevLogIndex=0 prevLogTerm=0 \
             entries=[{term}:\"set x {value}\"] leaderCommit=0\nsettle\n"
        )
    };
    let forget = "crash n2\nrestart n2\n";
    let run = |first: String, then: String| {
        format!("protocol raft\nbug forget-log-on-restart\n{first}{forget}{then}{forget}")
    };
    do_not_differ(&run(append(1, 1), append(2, 2)), &run(append(2, 2), append(1, 1)));
    differ_in_ghost_state_alone(&run(append(1, 1), append(2, 2)), &run(append(1, 2), append(2, 2)));
}

#[test]
fn raft_what_was_committed_and_applied_counts_when_no_log_has_it() {
    differ_in_ghost_state_alone(
        &forgotten("", "[1:\"set x 1\"]", 0, ""),
        &forgotten("", "[1:\"set x 1\"]", 1, ""),
    );
}

#[test]
fn raft_which_requests_took_effect_counts() {
    let ask = "request c1 n1 \"set x 1\"\n";
    // Before a client made it, a request was forged and nobody counts it.
    let made_before = forgotten(ask, "[1:\"set x 1\"/c1.1]", 1, "");
    let made_after = forgotten("", "[1:\"set x 1\"/c1.1]", 1, ask);
    differ_in_ghost_state_alone(&made_before, &made_after);
}

/// Paxos whose nodes are told something and then forget all of it.
fn forgotten_paxos(told: &str) -> String {
    let bugs = ["forget-promise-on-restart", "forget-accepted-on-restart", "reuse-round-after-restart"];
    let bugs: String = bugs.iter().map(|bug| format!("bug {bug}\n")).collect();
    format!("protocol paxos\nnodes 3\n{bugs}{told}settle\ncrash all\nrestart all\nsettle\n")
}
fn accept(node: u16, ballot: &str, value: &str) -> String {
    format!("inject n3 -> n{node} Accept ballot={ballot} value={value}\n")
}

#[test]
fn paxos_promises_that_were_forgotten_count() {
    let prepare = |ballot: &str| forgotten_paxos(&format!("inject n3 -> n1 Prepare ballot={ballot}\n"));
    differ_in_ghost_state_alone(&forgotten_paxos(""), &prepare("3.n3"));
    differ_in_ghost_state_alone(&prepare("3.n3"), &prepare("4.n3"));
}

#[test]
fn paxos_what_was_accepted_counts_by_ballot_and_value_and_not_by_order() {
    let one = accept(1, "3.n3", "X");
    differ_in_ghost_state_alone(
        &forgotten_paxos("inject n3 -> n1 Prepare ballot=3.n3\n"),
        &forgotten_paxos(&one),
    );
    differ_in_ghost_state_alone(&forgotten_paxos(&one), &forgotten_paxos(&accept(1, "3.n3", "Y")));
    // Of one ballot with two values, by two acceptors.
    let (x, y) = (accept(1, "3.n3", "X"), accept(2, "3.n3", "Y"));
    do_not_differ(&forgotten_paxos(&format!("{x}settle\n{y}")), &forgotten_paxos(&format!("{y}settle\n{x}")));
}

#[test]
fn paxos_of_two_values_under_one_ballot_the_later_counts() {
    let [x, y] = ["X", "Y"].map(|value| format!("{}settle\n", accept(1, "3.n3", value)));
    differ_in_ghost_state_alone(&forgotten_paxos(&format!("{x}{y}")), &forgotten_paxos(&format!("{y}{x}")));
}

#[test]
fn paxos_a_round_that_was_tried_before_the_run_counts_when_higher_ones_followed() {
    let given = |round: u64| {
        format!(
            "protocol paxos\nnodes 3\ngiven n1 tried {round}\nsettle\ninject n2 -> n1 Prepare ballot=4.n2\nsettle\n\
             request c1 n1 \"X\"\nsettle\n"
        )
    };
    assert!(Sim::open(&given(2)).trace().contains("ballot.started ballot=5.n1"));
    differ_in_ghost_state_alone(&given(2), &given(3));
}

#[test]
fn paxos_who_started_a_ballot_counts() {
    let cut = "cut n1 -> n2\ncut n1 -> n3\n";
    let started = format!("{cut}request c1 n1 \"X\"\nsettle\nheal\n");
    // The same promise to a ballot of that number which nobody started.
    let forged =
        format!("{cut}request c1 n1 \"X\"\ndrop m1\ninject n2 -> n1 Prepare ballot=1.n1\nsettle\nheal\n");
    differ_in_ghost_state_alone(&forgotten_paxos(&started), &forgotten_paxos(&forged));
}

#[test]
fn paxos_what_was_proposed_counts_when_nobody_accepted_it() {
    let proposed = |value: &str| {
        forgotten_paxos(&format!(
            "set nack off\ncut n1 -> n2\ncut n1 -> n3\ninject n3 -> n1 Prepare ballot=1.n3\nsettle\nrequest c1 n1 \"X\"\nsettle\n\
             inject n3 -> n1 Prepare ballot=5.n3\nsettle\n\
             inject n2 -> n1 Promise ballot=2.n1 acceptedBallot=1.n2 acceptedValue={value}\nsettle\nheal\n"
        ))
    };
    let issued = Sim::open(&proposed("Y")).trace();
    assert!(issued.contains("proposal.issued") && !issued.contains("accept.accepted"), "{issued}");
    differ_in_ghost_state_alone(&proposed("Y"), &proposed("Z"));
}

#[test]
fn paxos_what_only_a_frame_shows_of_a_ballot_does_not_count() {
    let high = "inject n3 -> n1 Prepare ballot=5.n3\nsettle\n";
    let refused = format!("{high}inject n2 -> n1 Prepare ballot=3.n2\nsettle\n");
    let (one, other) = (forgotten_paxos(high), forgotten_paxos(&refused));
    let ballots = |text: &str| list(&Sim::open(text).frame()["ballots"]).len();
    assert_eq!((ballots(&one), ballots(&other)), (1, 2), "frames that differ");
    do_not_differ(&one, &other);
}

#[test]
fn a_ring_remembers_who_was_elected_first() {
    let open = |moves: &str| {
        let text =
            format!("protocol ring-election\nnodes 2\nbug pass-everything\n{moves}crash all\nrestart all\n");
        of(&ring_election::open(&text).expect("a scenario"))
    };
    assert_ne!(open(""), open("inject n1 -> n2 Candidate number=n2\nsettle\n"));
    assert_ne!(
        open("inject n2 -> n1 Candidate number=n1\nsettle\n"),
        open("inject n1 -> n2 Candidate number=n2\nsettle\n")
    );
}

#[test]
fn ghost_state_counts_only_where_properties_are_watched() {
    let [one, twice] = ["", "inject n1 -> n2 Keep value=1\nsettle\n"]
        .map(|before| format!("{before}inject n1 -> n2 Keep value=2\nsettle"));
    assert_eq!(bare(&one), bare(&twice));
    assert_ne!(of(&bare::open(&one, true)), of(&bare::open(&twice, true)));
    assert_ne!(of(&bare::open(&one, true)), of(&bare::open(&one, false)), "never taken for each other");
}

#[test]
fn a_search_is_complete_for_a_property_only_if_what_decides_it_counts() {
    for info in [setup::<Raft>(), setup::<Paxos>(), setup::<RingElection>()].map(|setup| setup.info()) {
        for property in info.properties {
            let ghost = (info.ghost_of)(property.name);
            assert!(ghost.is_counted(), "{}: {}", info.name, property.name);
            // What happens sometimes is shown by a record, which needs no memory.
            assert!(property.always || ghost == Ghost::NONE, "{}: {}", info.name, property.name);
        }
    }
    let info = setup::<Bare>().info();
    let counted: Vec<bool> =
        info.properties.iter().map(|property| (info.ghost_of)(property.name).is_counted()).collect();
    assert_eq!(counted, [true, false, true]);
    assert_eq!((info.ghost_of)("not-for-long").names(), [""; 0]);
}

// ------------------------------------------------------------------------- the same where the same can follow

/// A record without what a fingerprint leaves out.
fn told(line: &Line) -> String {
    let mut words: Vec<&str> = line.rest.split(' ').collect();
    let is_id = |word: &str| {
        word.strip_prefix('m').is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()))
    };
    words.retain(|word| !is_id(word));
    let place = line.place.as_deref().unwrap_or_default();
    let rest = words.join(" ");
    let rest = match line.what.as_str() {
        "sent" => match (rest.split_once(" due "), rest.split_once(" lost-by ")) {
            (Some((said, _)), _) => format!("{said} arrives"),
            (None, Some((said, _))) => format!("{said} breaks up"),
            (None, None) => panic!("a fate in {}", line.text),
        },
        "lost" => rest.split_once(" reason=").expect("a reason").0.to_owned(),
        _ => rest,
    };
    format!("{place} {} {rest}", line.what)
}

/// What a move does, in no order: a cut loses messages as they would have fallen due.
fn does(sim: &mut Sim, line: &str) -> Vec<String> {
    let lines = sim.act(line);
    let mut told: Vec<String> = lines.iter().map(told).collect();
    // A property that was broken before is not told of again.
    told.retain(|line| !line.contains(" violated "));
    told.sort();
    told
}

/// All that can be done in a world where time stands still, each with a name that does not depend on ids.
fn can_happen(sim: &Sim, commands: &[&str]) -> BTreeMap<String, String> {
    let frame = sim.frame();
    let text = |json: &Json, name: &str| json[name].as_str().unwrap_or_default().to_owned();
    let mut moves = BTreeMap::new();
    for message in list(&frame["messages"]) {
        let said = format!("{} {} {}", text(message, "from"), text(message, "to"), text(message, "summary"));
        for verb in ["deliver", "drop", "duplicate"] {
            moves.insert(format!("{verb} {said}"), format!("{verb} {}", text(message, "id")));
        }
    }
    let mut add = |line: String| {
        moves.insert(line.clone(), line);
    };
    for (place, node) in list(&frame["nodes"]).iter().enumerate() {
        let name = format!("n{}", place + 1);
        let verbs: &[&str] = match node["status"].as_str() {
            Some("up") => &["crash", "pause"],
            Some("paused") => &["resume", "crash"],
            _ => &["restart"],
        };
        verbs.iter().for_each(|verb| add(format!("{verb} {name}")));
        for timer in list(&node["timers"]) {
            add(format!("fire {name} {}", text(timer, "name")));
        }
    }
    commands.iter().for_each(|command| add(format!("request c1 n1 \"{command}\"")));
    ["hold n1 -> n2", "release n1 -> n2", "cut n2 -> n1", "heal"]
        .iter()
        .for_each(|line| add((*line).to_owned()));
    moves
}

/// A pair of ways to one fingerprint, and how they were found.
type Ways = BTreeMap<Fingerprint, Vec<String>>;

/// Wanders at random; wherever it comes to a fingerprint that it knows by another way, the same can follow both ways.
fn wander(header: &str, commands: &[&str], walks: u64, steps: u64) -> u64 {
    let mut known = Ways::new();
    let mut met = 0;
    for walk in 0..walks {
        let mut chance = Chance::new(walk);
        let mut sim = Sim::open(header);
        let mut way = Vec::new();
        for _ in 0..steps {
            let moves = can_happen(&sim, commands);
            // Deliveries more often than faults, or a walk never gets far.
            let meant: Vec<&String> = moves
                .iter()
                .filter(|(name, _)| name.starts_with("deliver") || chance.percent(25))
                .map(|(_, line)| line)
                .collect();
            let Some(line) = meant.get(chance.below(meant.len().max(1) as u64) as usize) else { continue };
            sim.act(line);
            way.push((*line).clone());
            let fingerprint = of(&sim.session);
            match known.get(&fingerprint) {
                None => {
                    known.insert(fingerprint, way.clone());
                }
                Some(other) if *other != way => {
                    follow(header, [&way, other], commands, &mut chance);
                    met += 1;
                }
                Some(_) => {}
            }
        }
    }
    met
}

/// After each of two ways to one fingerprint the same can happen, it does the same, and comes to one fingerprint again.
fn follow(header: &str, ways: [&Vec<String>; 2], commands: &[&str], chance: &mut Chance) {
    let [mut one, mut other] = ways.map(|way| Sim::open(&format!("{header}{}\n", way.join("\n"))));
    for _ in 0..4 {
        let (here, there) = (can_happen(&one, commands), can_happen(&other, commands));
        let names: Vec<&String> = here.keys().collect();
        assert_eq!(names, there.keys().collect::<Vec<_>>(), "after\n{ways:#?}");
        let name = (*chance.pick(&names)).clone();
        let (left, right) = (does(&mut one, &here[&name]), does(&mut other, &there[&name]));
        assert_eq!(left, right, "{name} after\n{ways:#?}");
        assert_eq!(of(&one.session), of(&other.session), "{name} after\n{ways:#?}");
    }
}

#[test]
fn where_fingerprints_are_equal_the_same_can_follow_in_raft() {
    let header = "protocol raft\nnodes 3\nbug forget-log-on-restart\n";
    let met = wander(header, &["set x 1"], 60, 14);
    assert!(met > 60, "{met} ways met");
}

#[test]
fn where_fingerprints_are_equal_the_same_can_follow_in_paxos() {
    let header = "protocol paxos\nnodes 3\nbug forget-promise-on-restart\n";
    let met = wander(header, &["X"], 60, 14);
    assert!(met > 60, "{met} ways met");
}

// ----------------------------------------------------------------------------------------- the hasher by itself

#[test]
fn lengths_and_places_hash_as_64_bits() {
    use std::hash::{Hash, Hasher};
    let of = |feed: &dyn Fn(&mut FingerprintHasher)| {
        let mut hasher = FingerprintHasher::default();
        feed(&mut hasher);
        hasher.fingerprint()
    };
    assert_eq!(of(&|hasher| hasher.write_usize(3)), of(&|hasher| hasher.write_u64(3)));
    let by_hand = of(&|hasher| {
        hasher.write_u64(2);
        hasher.write(&[7, 0, 8, 0]);
    });
    assert_eq!(Fingerprint::of(&vec![7_u16, 8]), by_hand, "a list: its length, then its elements");
    let text = of(&|hasher| {
        hasher.write(b"ab");
        hasher.write_u8(0xff);
    });
    assert_eq!(Fingerprint::of(&"ab"), text);
    assert_eq!(of(&|hasher| 3_u16.hash(hasher)), of(&|hasher| hasher.write(&[3, 0])));
}

#[test]
fn a_multiset_knows_how_often_and_not_in_which_order() {
    let of = |elements: &[u64]| {
        let mut all = Multiset::default();
        elements.iter().for_each(|element| all.add(Fingerprint::of(element)));
        Fingerprint::of(&all)
    };
    assert_eq!(of(&[1, 2, 2]), of(&[2, 1, 2]));
    for other in [&[][..], &[1, 2], &[1, 1, 2], &[1, 2, 2, 2], &[2, 2], &[1, 2, 3]] {
        assert_ne!(of(&[1, 2, 2]), of(other), "{other:?}");
    }
}

// -------------------------------------------------------------------------------------------------- placement

#[test]
fn keys_that_are_placed_alike_have_one_fingerprint() {
    let of_moves = |moves: &str| run(&format!("protocol placement\nseed 1\n{moves}"));
    assert_eq!(of_moves("join n6"), of_moves("run 1s\nlookup 7\nchange nodes 7\nleave n7"));
    assert_eq!(of_moves("join n6\nleave n6"), of_moves(""));
    for other in
        ["", "join n7", "join n6 weight 2", "join n6\nchange keys 7", "join n6\nchange replicas 1", "seed"]
    {
        let text = if other == "seed" {
            "protocol placement\nseed 2\njoin n6".to_owned()
        } else {
            format!("protocol placement\nseed 1\n{other}")
        };
        assert_ne!(of_moves("join n6"), run(&text), "{other}");
    }
}
