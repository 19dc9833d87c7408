//! Paxos, sentence by sentence: "Paxos Made Simple" (Lamport 2001), 2.1 to 2.5.

use ringleader::kernel::NodeId;
use ringleader::protocols::paxos::{Ballot, Proposal, Value, decides};
use serde_json::Value as Json;

use crate::support::{Sim, check_has, check_none, list, noted, the, try_open, who, with};

/// Latency 10 ms, and no ballot is given up for a long time.
fn quiet(more: &str) -> Sim {
    Sim::open(&format!("protocol paxos\nset phase-timeout 10s\n{more}\nnetwork latency 10ms"))
}

fn node(sim: &Sim, node: usize) -> Json {
    sim.frame()["nodes"][node - 1].clone()
}
fn promised(sim: &Sim, of: usize) -> String {
    node(sim, of)["promised"].as_str().unwrap_or("none").to_owned()
}
/// What a field `accepted` or `learned` says, as `1.n1 X`.
fn proposal(sim: &Sim, of: usize, field: &str) -> String {
    let proposal = &node(sim, of)[field];
    let text = |name: &str| proposal[name].as_str().unwrap_or("none").to_owned();
    if proposal.is_null() { "none".to_owned() } else { format!("{} {}", text("ballot"), text("value")) }
}
fn ballot(round: u64, node: u16) -> Ballot {
    Ballot { round, node: Some(NodeId(node)) }
}

// ----------------------------------------------------------------------------------- ballots (2.2, 2.5)

#[test]
fn ballots_are_ordered_by_round_then_node() {
    let sorted = [ballot(1, 2), ballot(1, 9), ballot(1, 10), ballot(2, 1), ballot(10, 1)];
    assert!(sorted.windows(2).all(|pair| pair[0] < pair[1]));
    for text in ["1.n2", "3.n64", "7", "9007199254740991.n1"] {
        assert_eq!(text.parse::<Ballot>().map(|b| b.to_string()).as_deref(), Ok(text));
    }
    for text in [
        "0.n1",
        "1.n0",
        "01.n1x",
        "n1",
        "1.",
        ".n1",
        "-1.n1",
        "9007199254740992.n1",
        "18446744073709551616.n1",
        "+1.n1",
        "1.n1.n2",
    ] {
        assert!(text.parse::<Ballot>().is_err(), "{text}");
    }
}

#[test]
fn ballots_of_two_proposers_differ() {
    let mut sim = quiet("nodes 5");
    let lines =
        sim.act("request c1 n1 \"X\"\nclock n2 100%\nrun 10ms\ncut n5\nrequest c1 n5 \"Y\"\nrun 20ms");
    check_has(&lines, &["n1 paxos.ballot.started ballot=1.n1"]);
    let mut sim = quiet("nodes 5\nclients 2");
    let lines = sim.act("request c1 n1 \"X\"\nrequest c2 n5 \"Y\"\nrun 10ms");
    check_has(&lines, &["n1 paxos.ballot.started ballot=1.n1"]);
    check_has(&lines, &["n5 paxos.ballot.started ballot=1.n5"]);
}

#[test]
fn a_next_round_is_above_all_seen() {
    for message in ["Prepare ballot=7.n2", "Accept ballot=7.n2 value=Q", "Accepted ballot=7.n2 value=Q"] {
        let mut sim = quiet("");
        let lines = sim.act(&format!("inject n2 -> n3 {message}\nrun 10ms\nrequest n3 \"X\"\nrun 10ms"));
        check_has(&lines, &["n3 paxos.ballot.started ballot=8.n3"]);
    }
    let mut sim = quiet("set retry 1ms");
    let lines =
        sim.act("request n3 \"X\"\nrun 10ms\ninject n2 -> n3 Nack ballot=1.n3 promised=9.n1\nrun 11ms");
    check_has(&lines, &["n3 paxos.ballot.started ballot=10.n3"]);
}

#[test]
fn a_proposer_never_tries_a_round_twice() {
    let mut sim = quiet("clients 2");
    sim.act("cut n1\nrequest c1 n1 \"X\"\nrun 10ms");
    assert_eq!(node(&sim, 1)["tried"], 1.0);
    let lines = sim.act("crash n1\nrestart n1\nrequest c2 n1 \"X\"\nrun 10ms");
    check_has(&lines, &["n1 paxos.ballot.started ballot=2.n1"]);
    let mut sim = quiet("given n1 tried 6");
    let lines = sim.act("request n1 \"X\"\nrun 10ms");
    check_has(&lines, &["n1 paxos.ballot.started ballot=7.n1"]);
}

// ------------------------------------------------------------------------------------ acceptors (2.2, 2.5)

#[test]
fn an_acceptor_accepts_the_first_proposal_it_receives() {
    let mut sim = quiet("");
    let lines = sim.act("inject n2 -> n3 Accept ballot=4.n2 value=Q\nrun 10ms");
    check_has(&lines, &["n3 paxos.accept.accepted proposer=n2 ballot=4.n2 value=Q"]);
    assert_eq!(proposal(&sim, 3, "accepted"), "4.n2 Q");
}

#[test]
fn accepting_raises_the_promise_to_the_ballot() {
    let mut sim = quiet("given n3 promised 2.n5");
    sim.act("inject n2 -> n3 Accept ballot=4.n2 value=Q\nrun 10ms");
    assert_eq!(promised(&sim, 3), "4.n2");
    let lines = sim.act("inject n1 -> n3 Prepare ballot=3.n1\nrun 10ms");
    check_has(&lines, &["n3 paxos.prepare.refused proposer=n1 ballot=3.n1 promised=4.n2"]);
}

#[test]
fn a_proposal_below_the_promise_is_refused() {
    let mut sim = quiet("given n3 promised 3.n1 accepted 2.n2 \"Q\"");
    for ballot in ["2.n2", "2.n5", "3.n1", "3.n2"] {
        let before = proposal(&sim, 3, "accepted");
        let lines = sim.act(&format!("inject n2 -> n3 Accept ballot={ballot} value=\"{ballot}\"\nrun 10ms"));
        let refused = ballot.starts_with('2');
        assert_eq!(!with(&lines, &["n3 paxos.accept.refused"]).is_empty(), refused, "{ballot}");
        let after = if refused { before } else { format!("{ballot} {ballot}") };
        assert_eq!(proposal(&sim, 3, "accepted"), after);
    }
}

#[test]
fn a_prepare_below_the_promise_is_refused() {
    let mut sim = quiet("given n3 promised 3.n2");
    for (ballot, granted) in [("3.n1", false), ("2.n5", false), ("3.n3", true), ("4.n1", true)] {
        let lines = sim.act(&format!("inject n1 -> n3 Prepare ballot={ballot}\nrun 10ms"));
        assert_eq!(with(&lines, &["n3 paxos.promise.given"]).is_empty(), !granted, "{ballot}");
        assert_eq!(promised(&sim, 3), if granted { ballot } else { "3.n2" });
    }
}

#[test]
fn a_repeated_prepare_is_answered_again() {
    let mut sim = quiet("given n3 promised 3.n2 accepted 1.n1 \"Q\"");
    let lines = sim.act("inject n2 -> n3 Prepare ballot=3.n2\nrun 10ms");
    check_has(&lines, &["n3 paxos.promise.repeated proposer=n2 ballot=3.n2 acceptedBallot=1.n1"]);
    check_has(&lines, &["n3 -> n2 Promise ballot=3.n2 acceptedBallot=1.n1 acceptedValue=Q"]);
}

#[test]
fn a_promise_reports_the_highest_lower_proposal_accepted() {
    let mut sim = quiet("");
    for (ballot, value) in [("1.n1", "A"), ("2.n2", "B")] {
        sim.act(&format!("inject n1 -> n3 Accept ballot={ballot} value={value}\nrun 10ms"));
    }
    let lines = sim.act("inject n4 -> n3 Prepare ballot=3.n4\nrun 10ms");
    check_has(&lines, &["n3 -> n4 Promise ballot=3.n4 acceptedBallot=2.n2 acceptedValue=B"]);
}

#[test]
fn the_same_accept_twice_is_the_same_as_once() {
    let mut sim = quiet("");
    sim.act("inject n2 -> n3 Accept ballot=4.n2 value=Q\nrun 10ms");
    let before = node(&sim, 3);
    let lines = sim.act("inject n2 -> n3 Accept ballot=4.n2 value=Q\nrun 10ms");
    check_has(&lines, &["n3 paxos.accept.repeated proposer=n2 ballot=4.n2 value=Q"]);
    check_has(&lines, &["n3 -> n2 Accepted ballot=4.n2 value=Q"]);
    assert_eq!(node(&sim, 3), before);
}

#[test]
fn promise_and_accepted_proposal_survive_a_crash() {
    let mut sim = quiet("given n3 promised 5.n2 accepted 4.n1 \"Q\"");
    sim.act("crash n3");
    assert_eq!((promised(&sim, 3).as_str(), proposal(&sim, 3, "accepted").as_str()), ("5.n2", "4.n1 Q"));
    let lines = sim.act(
        "restart n3\ninject n1 -> n3 Prepare ballot=5.n1\ninject n2 -> n3 Prepare ballot=6.n2\nrun 10ms",
    );
    check_has(&lines, &["n3 paxos.prepare.refused proposer=n1 ballot=5.n1 promised=5.n2"]);
    check_has(&lines, &["n3 -> n2 Promise ballot=6.n2 acceptedBallot=4.n1 acceptedValue=Q"]);
}

#[test]
fn what_is_answered_was_recorded_before() {
    let mut sim = quiet("");
    sim.act("inject n2 -> n3 Prepare ballot=4.n2\nrun 10ms\ncrash n3");
    assert_eq!(sim.messages(&["n3 -> n2 Promise ballot=4.n2"]).len(), 1, "the promise is under way");
    assert_eq!(promised(&sim, 3), "4.n2");
    let mut sim = quiet("");
    sim.act("inject n2 -> n3 Accept ballot=4.n2 value=Q\nrun 10ms\ncrash n3");
    assert_eq!(sim.messages(&["n3 -> n2 Accepted ballot=4.n2"]).len(), 1, "its word is under way");
    assert_eq!(proposal(&sim, 3, "accepted"), "4.n2 Q");
}

// ----------------------------------------------------------------------------------------- proposers (2.2)

#[test]
fn a_proposal_is_issued_only_after_a_majority_promised() {
    let mut sim = quiet("nodes 4");
    let lines = sim.act("cut n1 -> n3 n4\nrequest n1 \"X\"\nrun 100ms");
    check_has(&lines, &["n1 paxos.promise.counted acceptor=n2 ballot=1.n1 promises=2 needed=3"]);
    check_none(&lines, &["paxos.proposal.issued"]);
    let lines =
        sim.act("heal\ninject n3 -> n1 Promise ballot=1.n1 acceptedBallot=none acceptedValue=none\nrun 30ms");
    check_has(&lines, &["n1 paxos.proposal.issued ballot=1.n1 value=X promises=3 needed=3"]);
    assert_eq!(with(&lines, &["n1 sent", "Accept ballot=1.n1 value=X"]).len(), 3, "to all others");
}

#[test]
fn a_promise_counts_once_and_only_for_its_ballot() {
    let mut sim = quiet("");
    let promise = |from: u16, ballot: &str| {
        format!("inject n{from} -> n1 Promise ballot={ballot} acceptedBallot=none acceptedValue=none\n")
    };
    let lines = sim.act(&format!(
        "cut n1\nrequest n1 \"X\"\nrun 10ms\nheal\n{}{}{}run 10ms",
        promise(2, "1.n1"),
        promise(2, "1.n1"),
        promise(3, "1.n2")
    ));
    check_has(&lines, &["n1 paxos.promise.counted acceptor=n2 ballot=1.n1 promises=2"]);
    check_has(&lines, &["n1 paxos.answer.ignored ballot=1.n2 acceptor=n3"]);
    check_none(&lines, &["paxos.proposal.issued"]);
}

#[test]
fn without_a_report_the_proposer_is_free() {
    let mut sim = quiet("");
    let lines = sim.act("request n1 \"X\"\nrun 40ms");
    check_has(&lines, &["n1 paxos.value.free ballot=1.n1 value=X"]);
}

#[test]
fn the_reported_proposal_with_the_highest_ballot_decides_the_value() {
    let given = |a: &str, b: &str| {
        format!("given n2 promised 4.n2 accepted {a} \"A\"\ngiven n3 promised 4.n2 accepted {b} \"B\"")
    };
    for (a, b, value, from) in [("2.n1", "3.n4", "B", "3.n4"), ("3.n4", "2.n5", "A", "3.n4")] {
        let mut sim = quiet(&given(a, b));
        // Promises of n2 and n3 come first, and with its own they are a majority.
        let lines = sim.act(
            "crash n4\ncrash n5\ninject n2 -> n1 Prepare ballot=4.n2\nrun 20ms\nrequest n1 \"X\"\nrun 40ms",
        );
        let adopted = the(&lines, &["n1 paxos.value.adopted ballot=5.n1"]);
        assert!(adopted.has(&[&format!("value={value} acceptedBallot={from}")]), "{}", adopted.text);
    }
    let of =
        |round, node, value: &str| Some(Proposal { ballot: ballot(round, node), value: Value(value.into()) });
    for (one, other, value) in [
        (None, None, None),
        (of(1, 1, "A"), None, Some("A")),
        (None, of(1, 1, "A"), Some("A")),
        (of(1, 9, "A"), of(1, 10, "B"), Some("B")),
        (of(2, 1, "A"), of(1, 5, "B"), Some("A")),
    ] {
        let decided = decides(one, other).map(|proposal| proposal.value.to_string());
        assert_eq!(decided.as_deref(), value);
    }
}

#[test]
fn a_value_once_chosen_is_carried_by_every_later_ballot() {
    let mut sim = quiet("clients 5\nset learners [n1]");
    sim.act("request c1 n1 \"X\"\nrun 60ms");
    for n in 2..=5 {
        let lines = sim.act(&format!("request c{n} n{n} \"Y{n}\"\nrun 80ms"));
        check_has(&lines, &[&format!("n{n} paxos.value.adopted"), "value=X"]);
        check_has(&lines, &[&format!("c{n} answered 1 \"Y{n}\" \"X\"")]);
    }
    assert_eq!(sim.violated(), Vec::<String>::new());
}

// ------------------------------------------------------------------------------- abandoning (end of 2.2)

#[test]
fn an_acceptor_tells_of_its_higher_promise_and_the_proposer_abandons() {
    let mut sim = quiet("given n3 promised 6.n5\nset retry 30ms");
    let lines = sim.act("request n1 \"X\"\nrun 30ms");
    check_has(&lines, &["n3 -> n1 Nack ballot=1.n1 promised=6.n5"]);
    check_has(&lines, &["n1 paxos.ballot.abandoned ballot=1.n1 acceptor=n3 promised=6.n5"]);
    assert_eq!(node(&sim, 1)["proposal"]["phase"], "abandoned");
    let lines = sim.act("run 30ms");
    check_has(&lines, &["n1 paxos.ballot.started ballot=7.n1"]);
}

#[test]
fn without_nacks_a_refusal_is_silence() {
    let mut sim =
        quiet("set nack off\ngiven n2 promised 6.n5\ngiven n3 promised 6.n5\ngiven n4 promised 6.n5");
    let lines = sim.act("request n1 \"X\"\nrun 100ms");
    check_has(&lines, &["n3 paxos.prepare.refused"]);
    check_none(&lines, &["Nack"]);
    assert_eq!(node(&sim, 1)["proposal"]["phase"], "prepare");
}

#[test]
fn a_proposer_abandons_when_its_own_acceptor_promises_a_higher_ballot() {
    let mut sim = quiet("set retry 1s");
    let lines = sim.act("request n1 \"X\"\nrun 10ms\ninject n2 -> n1 Prepare ballot=5.n2\nrun 10ms");
    check_has(&lines, &["n1 paxos.ballot.abandoned ballot=1.n1 acceptor=n1 promised=5.n2"]);
    let mut sim = quiet("set nack off");
    let lines = sim.act("request n1 \"X\"\nrun 10ms\ninject n2 -> n1 Prepare ballot=5.n2\nrun 10ms");
    check_none(&lines, &["paxos.ballot.abandoned"]);
}

#[test]
fn an_abandoned_proposal_may_still_be_chosen() {
    let mut sim = quiet("set retry 1s");
    let lines =
        sim.act("request n1 \"X\"\nrun 30ms\ninject n2 -> n1 Nack ballot=1.n1 promised=5.n2\nrun 30ms");
    check_has(&lines, &["paxos.value.chosen ballot=1.n1 value=X"]);
    check_has(&lines, &["n1 paxos.value.learned ballot=1.n1 value=X"]);
    check_has(&lines, &["n1 paxos.ballot.abandoned ballot=1.n1 acceptor=n2"]);
}

// ------------------------------------------------------------------------------------------ learners (2.3)

/// How many messages of a kind were sent.
fn sent(sim: &Sim, kind: &str) -> usize {
    with(&sim.all(), &[" sent ", &format!(" {kind} ")]).len()
}
/// The nodes that know.
fn knowing(sim: &Sim) -> Vec<usize> {
    (1..=list(&sim.frame()["nodes"]).len()).filter(|&n| proposal(sim, n, "learned") != "none").collect()
}

#[test]
fn every_acceptor_tells_every_learner() {
    let mut sim = quiet("");
    sim.act("request n1 \"X\"\nrun 100ms");
    assert_eq!(sent(&sim, "Accepted"), 5 * 4, "each of five acceptors to all others");
    assert_eq!(knowing(&sim), [1, 2, 3, 4, 5]);
}

#[test]
fn one_distinguished_learner_hears_and_informs_the_others() {
    let mut sim = quiet("set learners [n2]\nset inform on");
    let lines = sim.act("request n1 \"X\"\nrun 100ms");
    // To the learner, and to the proposer, which is not told by the learner what it knows from its own ballot.
    assert_eq!(sent(&sim, "Accepted"), 4 + 4);
    assert_eq!(sent(&sim, "Chosen"), 4);
    check_has(&lines, &["n5 paxos.value.told by=n2 ballot=1.n1 value=X"]);
    assert_eq!(knowing(&sim), [1, 2, 3, 4, 5]);
}

#[test]
fn some_distinguished_learners_hear_and_inform_the_others() {
    let mut sim = quiet("set learners [n2 n4]\nset inform on");
    sim.act("request n2 \"X\"\nrun 40ms\ncrash n2\nrun 60ms");
    assert_eq!(knowing(&sim), [1, 3, 4, 5], "one of the two is enough");
}

#[test]
fn only_learners_and_the_proposer_come_to_know() {
    let mut sim = quiet("set learners [n2]");
    sim.act("request n1 \"X\"\nrun 100ms");
    assert_eq!(knowing(&sim), [1, 2]);
}

#[test]
fn a_learner_needs_a_majority_for_one_proposal() {
    let mut sim = quiet("");
    let accepted =
        |from: u16, ballot: &str| format!("inject n{from} -> n3 Accepted ballot={ballot} value=Q\n");
    let lines = sim.act(&format!(
        "{}{}{}{}run 10ms",
        accepted(1, "1.n1"),
        accepted(1, "1.n1"),
        accepted(2, "1.n1"),
        accepted(4, "2.n2")
    ));
    check_has(&lines, &["n3 paxos.accepted.counted acceptor=n2 ballot=1.n1 accepts=2 needed=3"]);
    check_none(&lines, &["n3 paxos.value.learned"]);
    let lines = sim.act(&format!("{}run 10ms", accepted(5, "1.n1")));
    check_has(&lines, &["n3 paxos.value.learned ballot=1.n1 value=Q accepts=3 needed=3"]);
    assert_eq!(sim.violated(), ["learned-was-chosen"], "for these acceptors never accepted");
}

#[test]
fn what_is_learned_is_lost_in_a_crash_and_asked_for() {
    let mut sim = quiet("");
    sim.act("request n1 \"X\"\nrun 60ms\ncrash n5");
    assert_eq!(proposal(&sim, 5, "learned"), "none");
    let lines = sim.act("restart n5\nrun 30ms");
    check_has(&lines, &["n5 paxos.learn.asked"]);
    assert_eq!(who(&lines, "paxos.learn.answered"), [1, 2, 3, 4]);
    check_has(&lines, &["n5 paxos.value.learned ballot=1.n1 value=X accepts=3 needed=3"]);
}

#[test]
fn starting_never_proposes() {
    let mut sim = quiet("given n1 promised 1.n1 accepted 1.n1 \"X\"");
    sim.act("run 1s\ncrash all\nrestart all\nrun 1s");
    check_none(&sim.all(), &["paxos.ballot.started"]);
    check_none(&Sim::open("protocol paxos\nrun 1s").all(), &[" sent "]);
}

// ----------------------------------------------------------------------------- progress and clients (2.4)

#[test]
fn a_phase_without_a_majority_times_out_and_the_next_ballot_follows() {
    let mut sim = Sim::open(
        "protocol paxos\nset phase-timeout 40ms\nset retry 20ms..60ms\nseed 3\nnetwork latency 10ms\ncut n1 n2 | n3 n4 n5",
    );
    let lines = sim.act("request n1 \"X\"\nrun 300ms");
    check_has(&lines, &["n1 paxos.ballot.timed-out ballot=1.n1 answers=2 needed=3"]);
    let starts: Vec<u64> = noted(&lines, "paxos.ballot.started").iter().map(|l| l.at.us()).collect();
    assert!(starts.len() > 2);
    assert!(starts.windows(2).all(|pair| (60_000..=100_000).contains(&(pair[1] - pair[0]))), "{starts:?}");
    check_has(&sim.act("heal\nrun 200ms"), &["c1 answered 1 \"X\" \"X\""]);
}

#[test]
fn the_asked_node_answers_with_the_chosen_value() {
    let mut sim = quiet("clients 2");
    let lines = sim.act("request c1 n1 \"X\"\nrun 60ms\nrequest c2 n4 \"Y\"\nrun 20ms");
    check_has(&lines, &["n4 paxos.request.answered client=c2 value=X"]);
    check_has(&lines, &["c2 answered 1 \"Y\" \"X\""]);
    assert_eq!(noted(&lines, "paxos.ballot.started").len(), 1, "who knows need not propose");
}

#[test]
fn a_request_elsewhere_goes_to_the_distinguished_proposer() {
    let mut sim = quiet("set distinguished n2\nset learners [n2]\nclients 2");
    let lines = sim.act("request c1 n5 \"Y\"\nrequest c2 n2 \"X\"\nrun 100ms");
    check_has(&lines, &["n5 paxos.request.forwarded client=c1 value=Y proposer=n2"]);
    check_has(&lines, &["n2 paxos.forward.received by=n5 value=Y"]);
    assert_eq!(noted(&lines, "paxos.ballot.started").len(), 1);
    check_has(&lines, &["n5 paxos.value.told by=n2"]);
    check_has(&lines, &["c1 answered 1 \"Y\" \"X\""]);
}

#[test]
fn who_may_not_propose_asks_the_next_that_may() {
    let mut sim = quiet("set proposers [n1 n4]");
    for (asked, proposer) in [("n2", "n4"), ("n5", "n1")] {
        let lines = sim.act(&format!("request {asked} \"X\"\nrun 200ms"));
        if asked == "n2" {
            check_has(
                &lines,
                &[&format!("{asked} paxos.request.forwarded client=c1 value=X proposer={proposer}")],
            );
        }
    }
    let lines = quiet("set proposers [n1 n4]").act("request n5 \"X\"\nrun 20ms");
    check_has(&lines, &["n5 paxos.request.forwarded client=c1 value=X proposer=n1"]);
}

// ------------------------------------------------------------------------------------ sizes and bad input

#[test]
fn every_size_of_cluster_chooses() {
    for (nodes, needed) in [(1, 1), (2, 2), (3, 2), (4, 3), (6, 4), (63, 32), (64, 33)] {
        let mut sim = quiet(&format!("nodes {nodes}"));
        let lines = sim.act("request \"X\"\nrun 100ms");
        check_has(
            &lines,
            &[&format!("paxos.value.chosen ballot=1.n1 value=X accepts={needed} needed={needed}")],
        );
        check_has(&lines, &["c1 answered 1 \"X\" \"X\""]);
        assert_eq!(knowing(&sim).len(), nodes);
        assert_eq!(sim.violated(), Vec::<String>::new());
    }
}

#[test]
fn a_majority_down_means_no_choice() {
    let mut sim = Sim::open("protocol paxos\nseed 1\ncrash n3\ncrash n4\ncrash n5\nrequest \"X\"");
    check_none(&sim.act("run 3s"), &["paxos.value.chosen"]);
    check_has(&sim.act("restart all\nrun 2s"), &["paxos.value.chosen"]);
}

#[test]
fn any_text_up_to_the_bound_can_be_chosen() {
    for value in ["", " ", "none", "a # b", "\\\"q\\\"", "\\n", "值", "[a b]", &"x".repeat(200)] {
        let mut sim = quiet("");
        sim.act(&format!("request \"{value}\"\nrun 100ms"));
        let shown = value.replace("\\n", "\n").replace("\\\"", "\"");
        assert_eq!(sim.frame()["chosen"]["value"], shown.as_str());
        let again = try_open(&sim.session.scenario()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(again.trace(), sim.trace());
    }
    let mut sim = quiet("");
    let long = "x".repeat(201);
    let error = sim.try_act(&format!("request \"{long}\"")).expect_err("too long");
    assert!(error.message.contains("at most 200 characters"), "{error}");
    let inject = format!("inject n1 -> n2 Accept ballot=1.n1 value=\"{long}\"");
    assert!(sim.try_act(&inject).expect_err("too long").message.contains("VALUE_MAX"));
    let given = format!("protocol paxos\ngiven n1 accepted 1.n1 \"{long}\"");
    assert!(try_open(&given).err().expect("too long").message.contains("VALUE_MAX"));
}

#[test]
fn options_that_make_no_sense_are_refused_at_their_place() {
    for (lines, at, says) in [
        ("set proposers []", (2, 15), "a list of nodes like [n1 n5], at least one, or all"),
        ("set proposers n1", (2, 15), "a list of nodes like [n1 n5], at least one, or all"),
        ("set proposers [n1 n1]", (2, 15), "each node once"),
        ("set proposers [n1 c1]", (2, 15), "a list of nodes"),
        ("set proposers [n1 n65]", (2, 15), "a list of nodes"),
        ("set learners [n6]", (2, 14), "n1 to n5"),
        ("set learners [n2]\nnodes 1", (2, 14), "n1, the only one"),
        ("set distinguished n6", (2, 19), "n1 to n5"),
        ("set distinguished leader", (2, 19), "a node like n1, or none"),
        ("set proposers [n1 n2]\nset distinguished n3", (3, 19), "one of the proposers"),
        ("set nack off\nset retry 0ms..50ms", (3, 11), "only with `nack on`"),
        ("set retry 0ms\nset phase-timeout 0ms", (3, 19), "no time would pass"),
        ("given n1 promised 2", (0, 0), ""),
        ("given n1 promised 2.n1 accepted 3.n1 \"X\"", (2, 10), "a promise of at least 3.n1"),
        ("given n1 promised n1", (2, 19), "a ballot like 3.n2"),
        ("given n1 accepted 3.n1", (2, 23), "the value accepted"),
        ("given n1 promised 2.n1 promised 3.n1", (2, 24), "once only"),
        ("given n1 vote n2", (2, 10), "promised, accepted or tried"),
        ("given n1 tried -1", (2, 16), "a round"),
    ] {
        let opened = try_open(&format!("protocol paxos\n{lines}"));
        if says.is_empty() {
            assert!(opened.is_ok(), "{lines}: a bare round is what shared ballots are");
            continue;
        }
        let error = opened.err().unwrap_or_else(|| panic!("{lines} is refused"));
        assert!(error.message.contains(says), "{lines}: {error}");
        assert_eq!((error.line, error.column), (Some(at.0), Some(at.1)), "{lines}: {error}");
    }
}

#[test]
fn the_header_prints_as_it_parses() {
    let text = "ringleader 1\nprotocol paxos\nnodes 7\nclients 2\nseed 4\nset proposers [n1 n5]\nset learners [n2]\n\
                set distinguished n5\nset inform on\nset retry 10ms..90ms\nset nack off\nbug shared-ballots\n\
                given n1 promised 3.n1 accepted 2.n2 \"a \\\"b\\\"\" tried 3\ngiven n2\n";
    let sim = Sim::open(text);
    assert_eq!(sim.session.scenario(), text);
}

#[test]
fn a_forged_choice_is_noticed() {
    let mut sim = quiet("");
    let accept = |to: u16| format!("inject n1 -> n{to} Accept ballot=9.n1 value=Q\n");
    sim.act(&format!("{}{}{}run 10ms", accept(2), accept(3), accept(4)));
    assert_eq!(sim.violated(), ["chosen-was-proposed"], "nobody proposed Q");
}

// ------------------------------------------------------------------------------------------------- ghosts

#[test]
fn the_frame_tells_chosen_from_known() {
    let mut sim = quiet("");
    sim.act("request n1 \"X\"\nrun 40ms");
    let frame = sim.frame();
    assert_eq!((&frame["chosen"]["value"], &frame["chosen"]["ballot"]), (&"X".into(), &"1.n1".into()));
    assert_eq!(knowing(&sim), Vec::<usize>::new(), "nobody knows yet");
    let column = &frame["ballots"][0];
    assert_eq!(column["accepted"]["n5"], "X");
    assert_eq!((list(&column["promised"]).len(), &column["promisedByMajority"]), (5, &true.into()));
    assert_eq!(
        (&column["proposer"], &column["value"], &column["chosen"]),
        (&"n1".into(), &"X".into(), &"X".into())
    );
    sim.act("run 10ms");
    assert_eq!(knowing(&sim).len(), 5);
}

#[test]
fn the_board_shows_what_matters_and_says_what_it_leaves_out() {
    let mut sim =
        Sim::open("protocol paxos\nseed 1\nset phase-timeout 10ms\nset retry 1ms\nnetwork latency 1ms");
    // One proposal is half accepted; then a proposer in the minority tries in vain, far more often than is shown.
    sim.act("request n1 \"X\"\nrun 3500us\ncut n1 n2 | n3 n4 n5\nhold n1 -> n2\nrun 2s");
    let frame = sim.frame();
    let shown = list(&frame["ballots"]);
    assert_eq!(shown.len(), 64);
    assert!(shown.iter().any(|column| column["ballot"] == "1.n1" && column["value"] == "X"), "{}", shown[0]);
    let started = noted(&sim.all(), "paxos.ballot.started").len();
    assert_eq!(crate::support::count(&frame["ballotsLeftOut"]), started as u64 - 64);
}

/// A held Accept completes a ballot that hundreds came after: it was proposed, it is chosen, and chosen once.
#[test]
fn a_ballot_that_a_held_message_brings_back_is_still_known() {
    let mut sim = Sim::open(
        "protocol paxos\nnodes 5\nclients 2\nseed 1\nset nack off\nset client-timeout 3600s\n\
         network latency 10ms\ncut n2 -> n3 n4 n5\nrequest c1 n1 \"A\"\nrequest c2 n2 \"B\"\nrun 25ms\n\
         hold n1 -> n3\nhold n1 -> n4\nhold n1 -> n5\nrun 20s",
    );
    let lines = sim.act("heal\nrun 50ms");
    assert_eq!(sim.violated(), Vec::<String>::new());
    assert_eq!(noted(&lines, "paxos.value.chosen").len(), 1, "{}", crate::support::show(&lines));
}

/// Hundreds of half accepted proposals later, the third accept of the first is the third, and the learner knows.
#[test]
fn a_learner_forgets_no_accept() {
    let mut sim = quiet("");
    let accepted =
        |from: u16, round: u64| format!("inject n{from} -> n1 Accepted ballot={round}.n{from} value=X\n");
    sim.act("inject n2 -> n1 Accepted ballot=1.n2 value=X\ninject n3 -> n1 Accepted ballot=1.n2 value=X\nrun 20ms");
    sim.act(&(2..300).map(|round| accepted(4, round)).collect::<String>());
    sim.act("run 20ms");
    let lines = sim.act("inject n4 -> n1 Accepted ballot=1.n2 value=X\nrun 20ms");
    check_has(&lines, &["n1 paxos.accepted.counted acceptor=n4 ballot=1.n2 accepts=3"]);
    check_has(&lines, &["n1 paxos.value.learned ballot=1.n2"]);
}

/// A choice that the given states contain is noted at boot: the frame, the records and the verdicts agree.
#[test]
fn a_choice_that_is_given_is_noted_at_boot() {
    let given = (1..=3).map(|n| format!("given n{n} accepted 2.n2 \"X\"\n")).collect::<String>();
    let mut sim = Sim::open(&format!("protocol paxos\nnodes 5\nseed 1\n{given}"));
    check_has(&sim.all(), &["0.", "n3 paxos.value.chosen ballot=2.n2 value=X accepts=3"]);
    let seen = |sim: &Sim| {
        let properties = crate::support::json(&sim.session.properties());
        let one = list(&properties).iter().find(|one| one["name"] == "a-value-is-chosen").cloned();
        one.expect("the property")["status"].clone()
    };
    assert_eq!(seen(&sim), "seen");
    assert_eq!(sim.frame()["chosen"]["position"], 0);
    let lines = sim.act("run 2s");
    assert_eq!(noted(&lines, "paxos.value.chosen").len(), 0, "it is not chosen again");
    assert_eq!(sim.violated(), Vec::<String>::new());
}

/// A ballot below another of its proposer's is not one that is used twice; the same one again is.
#[test]
fn only_a_ballot_that_was_started_before_is_not_unique() {
    let mut sim = Sim::open(
        "protocol paxos\nnodes 3\nclients 3\nseed 1\nbug reuse-round-after-restart\nset client-timeout 60s\n\
         network latency 10ms\ninject n2 -> n1 Prepare ballot=5.n2\nrun 12ms\nnetwork loss 100%",
    );
    let again = |client: u16| format!("crash n1\nrestart n1\nrequest c{client} n1 \"X\"\nrun 1ms\n");
    let free = "network loss 0%\nrequest c1 n1 \"X\"\nnetwork loss 100%\nrun 12ms";
    check_has(&sim.act(free), &["n1 paxos.ballot.started ballot=6.n1"]);
    let free = |client: u16| again(client).replace("request", "network loss 0%\nrequest") + "run 12ms";
    check_has(&sim.act(&free(2)), &["n1 paxos.ballot.started ballot=1.n1"]);
    assert_eq!(sim.violated(), Vec::<String>::new(), "6.n1, then 1.n1");
    sim.act("network loss 100%\nrun 20ms");
    check_has(&sim.act(&free(3)), &["n1 paxos.ballot.started ballot=1.n1"]);
    assert_eq!(sim.violated(), ["ballots-are-unique"]);
}
