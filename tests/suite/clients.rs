//! Clients (8, thesis 6.2, 6.3): finding the leader, retries that take effect once, and reads.

use crate::kernel::LED;
use crate::support::{Sim, check_has, check_none, noted, the, who, with};

fn led() -> Sim {
    Sim::open(LED)
}

#[test]
fn a_leader_begins_its_term_with_a_no_op() {
    let sim = Sim::open("network latency 10ms\nfire n1 election\nrun 20ms");
    assert_eq!(sim.node(1).log, [(1, None)]);
    check_has(&sim.all(), &["n1 raft.no-op.appended index=1 term=1"]);
    let without = Sim::open("set no-op off\nnetwork latency 10ms\nfire n1 election\nrun 20ms");
    assert_eq!(without.node(1).log, []);
}

#[test]
fn a_no_op_commits_the_entries_of_earlier_terms() {
    let text = "set election-timeout 10s\ngiven n1 term 1 log 1 1\ngiven n2 term 1 log 1 1\ngiven n3 term 1 log 1 1\nnetwork latency 10ms\nfire n1 election\nrun 100ms";
    assert_eq!(Sim::open(text).node(1).commit_index, 3);
    assert_eq!(Sim::open(&format!("set no-op off\n{text}")).node(1).commit_index, 0);
}

#[test]
fn a_server_that_does_not_lead_names_the_leader() {
    let mut sim = led();
    sim.act("run 70ms");
    let lines = sim.act("request n3 \"set x 1\"\nrun 60ms");
    check_has(&lines, &["n3 raft.request.redirected client=c1 leader=n1"]);
    check_has(&lines, &["c1 redirected 1 to n1"]);
    check_has(&lines, &["c1 answered 1"]);
}

#[test]
fn a_server_that_knows_no_leader_says_so_and_the_client_tries_the_next() {
    let mut sim = Sim::open("set election-timeout 10s\nset client-timeout 100ms\nnetwork latency 10ms");
    let lines = sim.act("request n2 \"set x 1\"\nrun 100ms");
    check_has(&lines, &["n2 raft.request.redirected client=c1 leader=\"none\""]);
    check_none(&lines, &["c1 redirected"]);
    check_has(&lines, &["c1 retried 1 \"set x 1\" to n3"]);
}

#[test]
fn a_client_whose_leader_crashed_finds_the_next() {
    let mut sim = led();
    let lines = sim.act("request \"set x 1\"\nrun 50ms\nrequest \"set x 2\"\nrun 5ms\ncrash n1\nrun 3s");
    assert_eq!(noted(&lines, "answered").len(), 2);
    assert!(!noted(&lines, "retried").is_empty());
}

#[test]
fn a_retry_of_what_took_effect_is_answered_from_the_record() {
    let mut sim = led();
    let lines = sim.act("cut n1 -> c1\nrequest \"set x 1\"\nrun 60ms\nheal\nrun 600ms");
    check_has(&lines, &["n1 raft.request.answered-again client=c1 number=1"]);
    assert_eq!(sim.node(1).log.len(), 2);
}

#[test]
fn a_retry_of_what_waits_in_the_log_adds_nothing() {
    let mut sim = led();
    let lines = sim.act("cut n1 c1 | n2 n3 n4 n5\nrequest \"set x 1\"\nrun 3s");
    check_has(&lines, &["c1 retried 1"]);
    check_has(&lines, &["n1 raft.request.waiting client=c1 number=1 index=2"]);
    assert_eq!(sim.node(1).log.len(), 2);
}

#[test]
fn a_retry_that_reaches_the_log_twice_takes_effect_once() {
    let mut sim = led();
    // The first leader's entry survives in the log of the next, which does not know yet that it is committed.
    sim.act("request \"cas x none 1\"\nrun 20ms\ncrash n1");
    let lines = sim.act("run 3s");
    let applied = with(&lines, &["raft.applied ", "cas x none 1"]);
    let nodes: Vec<_> = applied.iter().filter_map(|l| l.node()).collect();
    let mut once = nodes.clone();
    once.sort();
    once.dedup();
    assert_eq!(nodes.len(), once.len(), "once at each server");
    check_has(&lines, &["c1 answered 1"]);
    assert_eq!(sim.violated(), Vec::<String>::new());
}

#[test]
fn requests_of_one_number_from_two_clients_are_two_requests() {
    let mut sim = Sim::open(&format!("clients 2\n{LED}"));
    let lines = sim.act("request c1 \"set x 1\"\nrequest c2 \"set y 1\"\nrun 80ms");
    assert_eq!(noted(&lines, "answered").len(), 2);
    assert_eq!(sim.node(1).machine.len(), 2);
}

#[test]
fn sessions_exist_from_the_start_without_an_entry() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 60ms");
    assert_eq!(sim.node(1).log.len(), 2, "the no-op and the command");
}

#[test]
fn sessions_survive_in_the_log() {
    let mut sim = led();
    let lines = sim.act("cut n1 -> c1\nrequest \"set x 1\"\nrun 100ms\ncrash n1\nheal\nrun 3s");
    check_has(&lines, &["raft.request.answered-again client=c1 number=1"]);
    check_has(&lines, &["c1 answered 1"]);
    let leader = sim.leader().expect("one leads");
    assert_eq!(sim.node(leader).log.iter().filter(|(_, command)| command.is_some()).count(), 1);
}

#[test]
fn a_read_goes_through_the_log() {
    let mut sim = led();
    let lines = sim.act("request \"set x 1\"\nrun 50ms\nrequest \"get x\"\nrun 50ms");
    check_has(&lines, &["n1 raft.command.appended index=3", "get x"]);
    check_has(&lines, &["c1 answered 2 \"get x\" \"1\""]);
}

#[test]
fn a_local_read_is_answered_by_whoever_is_asked() {
    let mut sim = Sim::open(&format!("set reads local\n{LED}"));
    let lines = sim.act("request \"set x 1\"\nrun 45ms\nrequest n2 \"get x\"\nrun 20ms");
    assert_eq!(who(&lines, "raft.request.read-locally"), [2]);
    let answer = the(&lines, &["c1 answered 2"]);
    assert!(answer.rest.ends_with("\"none\""), "n2 has not applied it yet: {}", answer.text);
    assert_eq!(sim.node(1).log.len(), 2, "a local read is no entry");
}
