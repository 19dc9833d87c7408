//! Messages by names that survive edits, and what can happen next.

use crate::support::{Sim, check_has, check_none, list, the, with};

/// One candidate, whose requests are under way.
const VOTES: &str = "protocol raft\nnodes 3\nclients 1\nseed 4\nfire n2 election";

#[test]
fn a_name_means_the_message_that_has_it_when_the_move_is_made() {
    let mut sim = Sim::open(VOTES);
    let id = sim.message(&["n2 -> n1 RequestVote "]);
    let lines = sim.act("drop n2->n1 RequestVote #1");
    assert!(lines[0].has(&["action drop n2->n1 RequestVote #1"]), "it prints as it is written");
    check_has(&lines, &["n1 lost", &format!("{id} n2 -> n1 RequestVote "), "reason=dropped"]);
    let again = sim.act("drop n2->n1 RequestVote #1");
    check_has(&again, &["no-effect not-in-flight"]);
}

#[test]
fn names_count_in_the_order_of_sending() {
    let mut sim = Sim::open(VOTES);
    let first = sim.message(&["n2 -> n1 RequestVote "]);
    // Copies are sent later; that the first arrives last changes nothing.
    sim.act("duplicate n2->n1 RequestVote\nduplicate n2->n1 RequestVote #2\ndelay n2->n1 RequestVote 40ms");
    let all = sim.messages(&["n2 -> n1 RequestVote "]);
    assert_eq!((all.len(), &all[0]), (3, &first));
    check_has(&sim.act("drop n2->n1 RequestVote #4"), &["no-effect not-in-flight"]);
    check_has(&sim.act("drop n2->n1 RequestVote #2"), &["lost", &format!("{} n2", all[1])]);
    // Those that are left move up.
    check_has(&sim.act("deliver n2->n1 RequestVote #2"), &["n1 delivered", &format!("{} n2", all[2])]);
    check_has(&sim.act("deliver n2->n1 RequestVote #1"), &["n1 delivered", &format!("{first} n2")]);
    check_has(&sim.act("deliver n2->n1 RequestVote #1"), &["no-effect not-in-flight"]);
}

#[test]
fn a_name_is_of_one_link_one_way_and_one_kind() {
    let mut sim = Sim::open(VOTES);
    for other in ["n1->n2 RequestVote", "n3->n1 RequestVote", "n2->n1 PreVote", "n2->n1 RequestVoteReply"] {
        check_has(&sim.act(&format!("drop {other}")), &["no-effect not-in-flight"]);
    }
    check_none(&sim.act("drop n2->n3 RequestVote"), &["no-effect"]);
}

#[test]
fn what_waits_or_will_be_lost_is_under_way() {
    let held = Sim::open(&format!("{VOTES}\nhold n2 -> n1")).act("deliver n2->n1 RequestVote");
    check_has(&held, &["n1 delivered"]);
    let mut paused = Sim::open(&format!("{VOTES}\npause n1"));
    check_has(&paused.act("deliver n2->n1 RequestVote"), &["no-effect destination-paused"]);
    check_has(&paused.act("drop n2->n1 RequestVote"), &["reason=dropped"]);
    let doomed =
        Sim::open(&format!("cut n2 -> n1\n{}", "")).act("fire n2 election\ndeliver n2->n1 RequestVote");
    check_has(&doomed, &["n1 lost", "reason=cut"]);
}

#[test]
fn messages_of_clients_have_names_too() {
    let mut sim = Sim::open("protocol raft\nnodes 3\nseed 4\nclients 2\nrequest c2 n1 \"get x\"");
    check_has(&sim.act("deliver c1->n1 ClientRequest"), &["no-effect not-in-flight"]);
    check_has(&sim.act("deliver c2->n1 ClientRequest"), &["n1 delivered"]);
    check_has(&sim.act("deliver n1->c2 ClientReply #1"), &["c2 delivered"]);
    let mut paxos =
        Sim::open("protocol paxos\nnodes 3\nseed 4\nrequest n1 \"X\"\ndeliver c1->n1 ClientRequest");
    check_has(&paxos.act("deliver n1->n2 Prepare\ndeliver n2->n1 Promise"), &["n1 delivered", "Promise"]);
}

/// An id names another message after an edit, a name the same.
#[test]
fn a_name_survives_edits() {
    let moves = "deliver n2->n1 RequestVote\ndeliver n1->n2 RequestVoteReply";
    let lines = Sim::open(VOTES).act(moves);
    let edited = VOTES.replace("fire n2", "request \"set x 1\"\nfire n3 election\nfire n2");
    let later = Sim::open(&edited).act(moves);
    let kinds = |lines: &[crate::support::Line]| -> Vec<String> {
        let delivered = with(lines, &[" delivered "]).into_iter();
        delivered.map(|line| line.rest.split(' ').skip(1).take(4).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(kinds(&lines), ["n2 -> n1 RequestVote", "n1 -> n2 RequestVoteReply"]);
    assert_eq!(kinds(&later), kinds(&lines));
    assert_ne!(the(&lines, &["n1 delivered"]).rest, the(&later, &["n1 delivered"]).rest, "under other ids");
}

#[test]
fn a_run_with_names_replays_as_it_was_written() {
    let mut sim = Sim::open(&format!("{VOTES}\ndrop n2 -> n3 RequestVote # which is the only one\n"));
    sim.act("duplicate n2->n1 RequestVote\ndeliver n2->n1 RequestVote #2  # the copy\nrun 5ms");
    let text = sim.session.scenario();
    for line in
        ["drop n2 -> n3 RequestVote # which is the only one\n", "deliver n2->n1 RequestVote #2  # the copy\n"]
    {
        assert!(text.contains(line), "{text}");
    }
    let mut again = Sim::open(&text);
    assert_eq!((again.trace(), again.session.hash()), (sim.trace(), sim.session.hash()));
    // The same move at the same place is the same future, however it is spelt.
    sim.session.seek(1);
    sim.act("drop n2->n3 RequestVote #1");
    assert_eq!(list(&crate::support::json(&sim.session.branches())).len(), 1);
}

/// What the documentation shows of names plays, each move with an effect.
#[test]
fn the_documented_names_are_there() {
    let docs = include_str!("../../docs/scenario-language.md");
    let (_, part) = docs.split_once("### Names of messages").expect("a part about names");
    let (_, sample) = part.split_once("```scn\n").expect("a sample");
    let (sample, _) = sample.split_once("```").expect("its end");
    let sim = Sim::open(sample);
    check_none(&sim.all(), &["no-effect"]);
    assert_eq!(
        with(&sim.all(), &[" action "]).len(),
        sample.lines().count() - 3,
        "every line after the header"
    );
}
