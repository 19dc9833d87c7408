//! The thing to see in each Paxos scenario of the gallery, and what its prediction turns out to be.

use crate::support::{Line, Sim, check_has, check_none, gallery, list, noted, the, who, with};

/// The whole run of a scenario, line by line.
fn played(name: &str) -> (Sim, Vec<Line>) {
    let mut sim = Sim::gallery(name);
    sim.session.seek(sim.length());
    let lines = sim.all();
    (sim, lines)
}

/// The value chosen, if one is.
fn chosen(sim: &Sim) -> Option<String> {
    sim.frame()["chosen"]["value"].as_str().map(str::to_owned)
}
/// Whoever knows, with what it knows.
fn learned(sim: &Sim) -> Vec<(usize, String)> {
    let frame = sim.frame();
    let nodes = list(&frame["nodes"]).iter().zip(1..);
    nodes.filter_map(|(node, n)| Some((n, node["learned"]["value"].as_str()?.to_owned()))).collect()
}
fn place(lines: &[Line], parts: &[&str]) -> usize {
    lines.iter().position(|line| line.has(parts)).unwrap_or_else(|| panic!("no line with {parts:?}"))
}

/// Choice `three`: with three promises, its own included, the proposal is issued.
#[test]
fn phases_need_three_promises_and_three_accepts() {
    let (sim, lines) = played("paxos-phases");
    let issued = the(&lines, &["n1 paxos.proposal.issued"]);
    assert_eq!((issued.number("promises"), issued.number("needed")), (3, 3));
    assert_eq!(the(&lines, &["paxos.value.chosen"]).number("accepts"), 3);
    assert_eq!(noted(&lines, "paxos.value.learned").len(), 5);
    assert_eq!(chosen(&sim).as_deref(), Some("X"));
}

/// Choice `same`: both clients get X, though Y was asked for in the ballot that won.
#[test]
fn two_proposers_choose_one_value() {
    let (sim, lines) = played("paxos-two-proposers");
    check_has(&lines, &["n1 paxos.ballot.abandoned ballot=1.n1"]);
    check_has(&lines, &["n5 paxos.value.adopted", "value=X"]);
    let answers: Vec<&str> = noted(&lines, "answered").iter().map(|l| l.rest.as_str()).collect();
    assert_eq!(answers.len(), 2);
    assert!(answers.iter().all(|answer| answer.ends_with("\"X\"")), "{answers:?}");
    assert_eq!(chosen(&sim).as_deref(), Some("X"));
}

/// Choice `x`: n5 has to propose X, though only one acceptor reports it and nothing was chosen.
#[test]
fn a_value_is_adopted_from_a_crashed_proposer() {
    let (sim, lines) = played("paxos-adopted-value");
    let adopted = place(&lines, &["n5 paxos.value.adopted ballot=2.n5 value=X acceptedBallot=1.n1"]);
    check_none(&lines[..adopted], &["paxos.value.chosen"]);
    check_has(&lines, &["c2 answered 1 \"Y\" \"X\""]);
    check_has(&lines, &["n1 paxos.ballot.started ballot=2.n1"]);
    check_has(&lines, &["c3 answered 1 \"Z\" \"X\""]);
    assert_eq!(chosen(&sim).as_deref(), Some("X"));
}

/// Choice `proposal`: all have accepted X, and the first to know does so after the next proposal.
#[test]
fn chosen_and_unknown_until_a_new_proposal() {
    let (sim, lines) = played("paxos-chosen-unknown");
    let (chosen_at, asked) = (place(&lines, &["paxos.value.chosen"]), place(&lines, &["request c2 n5"]));
    assert!(chosen_at < asked);
    check_none(&lines[..asked], &["paxos.value.learned"]);
    let before = Sim::open(gallery("paxos-chosen-unknown").split("request c2").next().expect("a part"));
    assert_eq!((chosen(&before).as_deref(), learned(&before)), (Some("X"), Vec::new()));
    check_has(&lines[asked..], &["n5 paxos.value.adopted ballot=2.n5 value=X"]);
    check_has(&lines[asked..], &["c2 answered 1 \"Y\" \"X\""]);
    assert_eq!(learned(&sim).len(), 4, "n1 is down");
}

/// Choice `x`: what the client gave up is what was chosen, and what it is told instead of its next wish.
#[test]
fn what_a_client_gave_up_is_chosen_all_the_same() {
    let (sim, lines) = played("paxos-unknown-outcome");
    let (given_up, told) =
        (place(&lines, &["c1 given-up 1 \"X\""]), place(&lines, &["c1 answered 2 \"Y\" \"X\""]));
    assert!(place(&lines, &["paxos.value.chosen"]) < given_up && given_up < told);
    check_has(&lines, &["c1 answered-late 1 \"X\" \"X\""]);
    assert_eq!(chosen(&sim).as_deref(), Some("X"));
    // Without a deadline it waits, and never asks for Y before it knows.
    let patient = Sim::open(&gallery("paxos-unknown-outcome").replace("set client-deadline 150ms\n", ""));
    check_none(&patient.all(), &["given-up"]);
    check_has(&patient.all(), &["c1 answered 1 \"X\" \"X\""]);
}

/// Choice `neither`: n3 has promised a higher ballot, n2 has accepted one.
#[test]
fn a_late_accept_is_refused_by_promise_and_by_accept() {
    let (sim, lines) = played("paxos-late-accept");
    assert_eq!(who(&lines, "paxos.accept.refused"), [2, 3]);
    check_none(&lines, &["n2 paxos.promise.given proposer=n5"]);
    check_has(&lines, &["n2 paxos.accept.accepted proposer=n5 ballot=2.n5 value=Y"]);
    check_has(&lines, &["n3 paxos.value.adopted ballot=3.n3 value=Y acceptedBallot=2.n5"]);
    assert_eq!(chosen(&sim).as_deref(), Some("Y"));
}

/// Choice `y`: reports of both sides reach n1, and the one with the higher ballot decides.
#[test]
fn both_sides_end_with_the_value_of_the_larger() {
    let (sim, lines) = played("paxos-both-sides");
    let heal = place(&lines, &["action heal"]);
    check_has(&lines[..heal], &["c2 answered 1 \"Y\" \"Y\""]);
    check_none(&lines[..heal], &["c1 answered"]);
    check_has(&lines[heal..], &["n1 paxos.value.adopted", "value=Y acceptedBallot=2.n5"]);
    check_has(&lines[heal..], &["c1 answered 1 \"X\" \"Y\""]);
    assert_eq!(learned(&sim), (1..=5).map(|n| (n, "Y".to_owned())).collect::<Vec<_>>());
}

/// Choice `never`: ballot follows ballot, and the run could go on like that.
#[test]
fn a_duel_without_waits_never_ends() {
    let (_, lines) = played("paxos-duel");
    assert!(noted(&lines, "paxos.ballot.started").len() > 10);
    check_none(&lines, &["paxos.value.chosen"]);
    // No client asks anew, which would bring in a third proposer.
    let longer = gallery("paxos-duel").replace("set retry", "set client-timeout 3000s\nset retry");
    let sim = Sim::open(&format!("{longer}run 60s"));
    assert_eq!(chosen(&sim), None);
    assert_eq!(sim.violated(), Vec::<String>::new());
    // So is it at any distance between the two requests.
    for offset in 0..20 {
        let text = longer.replace("run 5ms", &format!("run {offset}ms"));
        let sim = Sim::open(&format!("{text}run 5s"));
        assert_eq!(chosen(&sim), None, "{offset} ms apart");
    }
}

/// Choice `yes`: one of the two waits longer, and the other gets through.
#[test]
fn a_duel_ends_with_random_waits() {
    let (sim, lines) = played("paxos-duel-retry");
    assert!(chosen(&sim).is_some());
    assert_eq!(noted(&lines, "answered").len(), 2);
    for seed in 1..=50 {
        let text = gallery("paxos-duel-retry").replace("seed 5", &format!("seed {seed}"));
        assert!(chosen(&Sim::open(&format!("{text}run 2s"))).is_some(), "seed {seed}");
    }
}

/// Choice `x`: n1 proposes what it was asked for first.
#[test]
fn a_duel_ends_with_a_distinguished_proposer() {
    let (sim, lines) = played("paxos-duel-distinguished");
    assert_eq!(noted(&lines, "paxos.ballot.started").len(), 1);
    check_has(&lines, &["n5 paxos.request.forwarded client=c2 value=Y proposer=n1"]);
    check_has(&lines, &["c2 answered 1 \"Y\" \"X\""]);
    assert_eq!(chosen(&sim).as_deref(), Some("X"));
}

/// Choice `accepted`: it is on the disk of n3, so n5 adopts X.
#[test]
fn a_restarted_acceptor_still_reports_what_it_accepted() {
    let (sim, lines) = played("paxos-acceptor-restart");
    let restart = place(&lines, &["n3 restarted"]);
    check_has(&lines[restart..], &["n3 -> n5 Promise ballot=1.n5 acceptedBallot=1.n1 acceptedValue=X"]);
    check_has(&lines[restart..], &["n5 paxos.value.adopted ballot=1.n5 value=X"]);
    assert_eq!(chosen(&sim).as_deref(), Some("X"));
}

/// Choice `nothing`: what n3 accepted was not on its disk, so its promise says nothing of X; n2's own does.
#[test]
fn an_acceptor_reports_nothing_of_what_its_disk_had_not_finished() {
    let (sim, lines) = played("paxos-slow-disk");
    let (crash, restart) = (place(&lines, &["n3 crashed"]), place(&lines, &["n3 restarted"]));
    check_has(&lines[..crash], &["n3 paxos.accept.accepted proposer=n1 ballot=1.n1 value=X"]);
    check_none(&lines[..crash], &["n3 sent", "Accepted"]);
    let chosen_at = place(&lines, &["n2 paxos.value.chosen", "accepts=2"]);
    assert!(place(&lines, &["n2 written 3"]) < chosen_at, "when it is on a majority of disks");
    check_has(&lines[restart..], &["n3 -> n2 Promise ballot=2.n2 acceptedBallot=none"]);
    check_has(&lines[restart..], &["n2 paxos.value.adopted ballot=2.n2 value=X"]);
    assert_eq!(chosen(&sim).as_deref(), Some("X"));
}

/// Choice `three`: with the third answer of the same proposal n5 knows.
#[test]
fn a_learner_that_comes_back_knows_after_a_majority_of_answers() {
    let (sim, lines) = played("paxos-slow-learner");
    let (chosen_at, restart) = (place(&lines, &["paxos.value.chosen"]), place(&lines, &["n5 restarted"]));
    assert!(chosen_at < restart);
    let learned_at = place(&lines, &["n5 paxos.value.learned"]);
    let answers = with(&lines[restart..=learned_at], &["n5 paxos.accepted.counted"]);
    assert_eq!(answers.len(), 3);
    assert_eq!(learned(&sim).len(), 5);
}

/// Choice `y`: Y is chosen before n1's first message has arrived anywhere; with links that are alike it is X.
#[test]
fn a_far_proposer_comes_too_late() {
    let (sim, lines) = played("paxos-far-proposer");
    let chosen_at = place(&lines, &["paxos.value.chosen", "value=Y"]);
    check_none(&lines[..chosen_at], &["delivered", "n1 -> n2 Prepare"]);
    assert!(place(&lines, &["c1 requested"]) < place(&lines, &["c2 requested"]));
    check_has(&lines, &["c1 answered 1 \"X\" \"Y\""]);
    assert_eq!(chosen(&sim).as_deref(), Some("Y"));
    let near = gallery("paxos-far-proposer").replace("network latency n1 | n2 n3 n4 n5 80ms..100ms\n", "");
    let mut alike = Sim::open(&near);
    alike.session.seek(alike.length());
    assert_eq!(chosen(&alike).as_deref(), Some("X"));
}

/// Choice `both`: with the bug X is chosen after Y; without it n3 refuses the late Accept.
#[test]
fn a_forgotten_promise_lets_two_values_be_chosen() {
    let (sim, lines) = played("paxos-bug-promise-forgotten");
    assert_eq!(noted(&lines, "paxos.value.chosen").len(), 2);
    assert!(sim.violated().contains(&"one-value-chosen".to_owned()));
    let without = gallery("paxos-bug-promise-forgotten").replace("bug forget-promise-on-restart\n", "");
    let lines = Sim::open(&without).all();
    check_has(&lines, &["n3 paxos.accept.refused proposer=n1 ballot=1.n1 promised=2.n5"]);
}

/// Choice `chosen`: the acceptors take the second proposal of ballot 1.n1 for the first, and Z is chosen.
#[test]
fn a_round_used_again_lets_two_values_be_chosen() {
    let (sim, lines) = played("paxos-bug-round-reused");
    assert_eq!(noted(&lines, "paxos.value.chosen").len(), 2);
    assert_eq!(sim.violated(), ["one-value-chosen", "ballots-are-unique"]);
}

/// Choice `q`: three acceptors take the forged Accept for a real one, and whoever asks gets Q.
#[test]
fn a_forged_accept_is_chosen_like_a_real_one() {
    let (sim, lines) = played("paxos-forged-accept");
    check_none(&lines, &["paxos.ballot.started"]);
    check_has(&lines, &["c1 answered 1 \"X\" \"Q\""]);
    assert_eq!(sim.violated(), ["chosen-was-proposed"]);
    assert_eq!(chosen(&sim).as_deref(), Some("Q"));
}
