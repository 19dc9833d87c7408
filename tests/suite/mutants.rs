//! Each known bug is caught by a property in a scenario that runs clean without it.

use crate::support::{Sim, catalog, gallery, list};

/// Bug, scenario, property.
const CAUGHT: &[(&str, &str, &str)] = &[
    ("commit-any-term", "figure-8", "leader-completeness"),
    ("commit-unverified", "bug-commit-unverified", "state-machine-safety"),
    ("vote-without-log-check", "bug-vote-without-log-check", "leader-completeness"),
    ("forget-vote-on-restart", "leader-crash", "one-vote-per-term"),
    ("forget-term-on-restart", "figure-8", "log-matching"),
    ("forget-log-on-restart", "bug-forget-log-on-restart", "leader-completeness"),
    ("minority-quorum", "split-vote", "election-safety"),
    ("minority-quorum", "partition", "state-machine-safety"),
    ("accept-stale-append", "bug-accept-stale-append", "leader-completeness"),
    ("no-truncate", "figure-7", "log-matching"),
    ("no-truncate", "partition", "state-machine-safety"),
    ("truncate-always", "late-append", "match-index-true"),
    ("apply-twice", "retry-once", "at-most-once"),
];

/// A scenario with only this bug, or with none.
fn violated(scenario: &str, bug: Option<&str>) -> Vec<String> {
    let lines = gallery(scenario).lines().filter(|line| !line.starts_with("bug ")).map(str::to_owned);
    let with_bug = lines.flat_map(|line| {
        let bug = bug.filter(|_| line.starts_with("protocol ")).map(|bug| format!("bug {bug}"));
        [Some(line), bug].into_iter().flatten()
    });
    let mut sim = Sim::open(&with_bug.collect::<Vec<_>>().join("\n"));
    sim.session.seek(sim.length());
    sim.violated()
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
    for bug in list(&catalog()["protocols"][0]["bugs"]) {
        let name = bug.as_str().expect("a name");
        assert!(CAUGHT.iter().any(|(bug, _, _)| *bug == name), "{name}");
    }
}
