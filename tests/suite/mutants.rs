//! Each known bug is caught by a property in a scenario that runs clean without it.

use std::collections::BTreeSet;

use ringleader::registry;

use crate::support::{Sim, catalog, gallery, json, list};

/// Bug, scenario, property. Raft's, then Paxos's; both have a `minority-quorum`.
const CAUGHT: &[(&str, &str, &str)] = &[
    ("commit-any-term", "figure-8", "leader-completeness"),
    ("commit-unverified", "bug-commit-unverified", "state-machine-safety"),
    ("vote-without-log-check", "bug-vote-without-log-check", "leader-completeness"),
    ("forget-vote-on-restart", "leader-crash", "one-vote-per-term"),
    ("forget-term-on-restart", "figure-8", "log-matching"),
    ("forget-term-on-restart", "bug-forget-term-on-restart", "term-monotonic"),
    ("forget-term-on-restart", "bug-forget-term-on-restart", "election-safety"),
    ("forget-log-on-restart", "bug-forget-log-on-restart", "leader-completeness"),
    ("minority-quorum", "split-vote", "election-safety"),
    ("minority-quorum", "partition", "state-machine-safety"),
    ("accept-stale-append", "bug-accept-stale-append", "leader-completeness"),
    ("no-truncate", "figure-7", "log-matching"),
    ("no-truncate", "partition", "state-machine-safety"),
    ("truncate-always", "late-append", "match-index-true"),
    ("apply-twice", "retry-once", "at-most-once"),
    ("commit-moves-back", "late-append", "commit-monotonic"),
    ("truncate-on-refusal", "bug-truncate-on-refusal", "leader-append-only"),
    ("answer-before-commit", "bug-answer-before-commit", "exactly-once-answered"),
    ("answer-before-commit", "replication", "exactly-once-answered"),
    ("answer-before-written", "slow-disk", "match-index-true"),
    ("ignore-accepted-value", "paxos-chosen-unknown", "one-value-chosen"),
    ("adopt-lowest-ballot", "paxos-both-sides", "one-value-chosen"),
    ("forget-promise-on-restart", "paxos-bug-promise-forgotten", "promise-never-falls"),
    ("forget-promise-on-restart", "paxos-bug-promise-forgotten", "one-value-chosen"),
    ("forget-accepted-on-restart", "paxos-acceptor-restart", "one-value-chosen"),
    ("minority-quorum", "paxos-both-sides", "learned-was-chosen"),
    ("minority-quorum", "paxos-late-accept", "proposals-carry-the-choice"),
    ("accept-below-promise", "paxos-late-accept", "accepts-keep-promises"),
    ("accept-keeps-promise", "paxos-late-accept", "proposals-carry-the-choice"),
    ("shared-ballots", "paxos-duel", "ballots-are-unique"),
    ("reuse-round-after-restart", "paxos-bug-round-reused", "ballots-are-unique"),
    ("reuse-round-after-restart", "paxos-bug-round-reused", "one-value-chosen"),
    ("learn-from-one-accept", "paxos-both-sides", "learned-was-chosen"),
    ("answer-before-written", "paxos-slow-disk", "learned-was-chosen"),
];

/// A scenario with only this bug, or with none, at its end.
fn opened(scenario: &str, bug: Option<&str>) -> Sim {
    let lines = gallery(scenario).lines().filter(|line| !line.starts_with("bug ")).map(str::to_owned);
    let with_bug = lines.flat_map(|line| {
        let bug = bug.filter(|_| line.starts_with("protocol ")).map(|bug| format!("bug {bug}"));
        [Some(line), bug].into_iter().flatten()
    });
    let mut sim = Sim::open(&with_bug.collect::<Vec<_>>().join("\n"));
    sim.session.seek(sim.length());
    sim
}

fn violated(scenario: &str, bug: Option<&str>) -> Vec<String> {
    opened(scenario, bug).violated()
}

/// Ids of the records at which the bugs that are on made a difference.
fn deviations(sim: &Sim) -> Vec<(u64, usize)> {
    let place = |id: &str| {
        let (position, index) = id.split_once('.').expect("p.k");
        (position.parse().expect("p"), index.parse().expect("k"))
    };
    list(&json(&sim.session.deviations(None, sim.length())))
        .iter()
        .map(|id| place(id.as_str().expect("an id")))
        .collect()
}

#[test]
fn every_bug_is_caught_by_a_property() {
    for (bug, scenario, property) in CAUGHT {
        let broken = violated(scenario, Some(bug));
        assert!(broken.iter().any(|name| name == property), "{bug} in {scenario} breaks {broken:?}");
        assert_eq!(violated(scenario, None), Vec::<String>::new(), "{scenario} without {bug}");
    }
}

#[test]
fn every_known_bug_is_in_the_table() {
    for protocol in list(&catalog()["protocols"]) {
        let name = protocol["name"].as_str().expect("a name");
        let of = |scenario: &str| {
            registry::gallery().any(|entry| entry.name == scenario && entry.protocol == name)
        };
        for bug in list(&protocol["bugs"]) {
            let bug = bug.as_str().expect("a name");
            assert!(CAUGHT.iter().any(|(b, scenario, _)| *b == bug && of(scenario)), "{name}: {bug}");
        }
    }
}

/// Scenarios without a bug that a message made by hand alone breaks, and what.
const FORGED: &[(&str, &str)] = &[("paxos-forged-accept", "chosen-was-proposed")];

#[test]
fn every_forgery_of_the_gallery_is_caught_and_nothing_else_breaks() {
    for (scenario, property) in FORGED {
        assert!(!gallery(scenario).contains("\nbug "), "{scenario} has no bug");
        assert_eq!(violated(scenario, None), [*property], "{scenario}");
        let lines = gallery(scenario).lines().filter(|line| !line.starts_with("inject "));
        let mut sim = Sim::open(&lines.collect::<Vec<_>>().join("\n"));
        sim.session.seek(sim.length());
        assert_eq!(sim.violated(), Vec::<String>::new(), "{scenario} without what is forged");
    }
}

#[test]
fn the_steps_that_did_wrong_are_told_and_come_before_the_violation() {
    for (bug, scenario, property) in CAUGHT {
        let sim = opened(scenario, Some(bug));
        let wrong = deviations(&sim);
        let broken = list(&json(&sim.session.properties()))
            .iter()
            .find(|verdict| verdict["name"] == *property)
            .and_then(|verdict| verdict["at"].as_u64())
            .expect("where it is broken");
        assert!(
            wrong.first().is_some_and(|&(position, _)| position <= broken),
            "{bug} in {scenario}: {wrong:?}, {property} broken at {broken}"
        );
        assert_eq!(deviations(&opened(scenario, None)), [], "{scenario} without {bug}");
    }
}

#[test]
fn the_step_that_did_wrong_in_figure_8_is_the_commit_of_an_earlier_terms_entry() {
    let sim = opened("figure-8", Some("commit-any-term"));
    let broken = sim.all().into_iter().find(|line| line.has(&["violated"])).expect("a violation").position();
    let before: Vec<_> = deviations(&sim).into_iter().filter(|&(position, _)| position <= broken).collect();
    let [(position, index)] = before[..] else { panic!("{before:?}, broken at {broken}") };
    let records = json(&sim.session.events(Some(position - 1), position).expect("few"));
    let record = &list(&records)[index];
    assert_eq!(
        (record["rule"].as_str(), record["node"].as_str()),
        (Some("raft.commit.advanced"), Some("n1"))
    );
    assert_eq!(record["params"]["term"], 4);
    assert_eq!(record["params"]["commitIndex"], 2);
    // A part of the history is asked for alone, and tells the same.
    let part = json(&sim.session.deviations(Some(position - 1), position));
    assert_eq!(list(&part), &[format!("{position}.{index}")]);
    assert!(list(&json(&sim.session.deviations(Some(position), broken))).is_empty());
}

/// Whatever protocol is added: a property that nothing of its gallery breaks proves nothing.
#[test]
fn every_property_of_every_protocol_is_broken_by_a_bug_or_a_forgery_of_its_gallery() {
    for protocol in list(&catalog()["protocols"]) {
        let name = protocol["name"].as_str().expect("a name");
        let own = registry::gallery().filter(|entry| entry.protocol == name);
        let broken: BTreeSet<String> = own.flat_map(|entry| broken_in(entry.name)).collect();
        for property in list(&protocol["properties"]).iter().filter(|property| property["kind"] == "always") {
            let property = property["name"].as_str().expect("a name");
            assert!(broken.contains(property), "{name}: nothing breaks {property}, only {broken:?}");
        }
    }
}

/// What the bugs and the forgeries of a scenario break: each runs clean without, as the tests above and below say.
fn broken_in(scenario: &str) -> BTreeSet<String> {
    let bugs = CAUGHT.iter().filter(|(_, of, _)| *of == scenario).map(|(bug, _, _)| *bug);
    let mut broken: BTreeSet<String> = bugs.flat_map(|bug| violated(scenario, Some(bug))).collect();
    if FORGED.iter().any(|(forged, _)| *forged == scenario) {
        broken.extend(violated(scenario, None));
    }
    // Placement exchanges no messages that could be forged, and keeps its state by itself: that is forged.
    broken.extend(crate::placement::session::broken_by_forgery(scenario).into_iter().map(str::to_owned));
    broken
}
