//! The papers, rule by rule: where one says so, what it says in our words, and the test that holds us to it.
//!
//! The tables stand in `paper_<protocol>.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{catalog, list};
use crate::{paper_paxos, paper_placement, paper_raft};

/// Section, rule, test.
pub type Row = (&'static str, &'static str, &'static str);

/// Protocol, its table, and sections that no rule of the engine has but the table must.
const PAPERS: &[(&str, &[Row], &[&str])] = &[
    ("raft", paper_raft::RULES, &["Figure 2", "5.5", "5.6", "thesis 6.3"]),
    ("paxos", paper_paxos::RULES, &["2.1", "2.5"]),
    ("placement", paper_placement::RULES, &[]),
];

/// The names of all tests of this suite.
fn tests() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let folders = [folder.clone(), folder.join("placement")];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("the suite"));
    let files = files.map(|file| file.expect("a file").path());
    let mut names = BTreeSet::new();
    for file in files.filter(|file| file.extension().is_some_and(|e| e == "rs")) {
        let text = fs::read_to_string(file).expect("text");
        for (line, next) in text.lines().zip(text.lines().skip(1)) {
            if line.trim() == "#[test]"
                && let Some(name) = next.trim().strip_prefix("fn ").and_then(|rest| rest.split('(').next())
            {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

#[test]
fn every_rule_has_its_test() {
    let tests = tests();
    for (protocol, rules, _) in PAPERS {
        for (section, rule, test) in *rules {
            assert!(tests.contains(*test), "{protocol} {section}: {rule} ({test})");
        }
    }
}

#[test]
fn every_section_is_in_the_table() {
    let catalog = catalog();
    for (protocol, rules, more) in PAPERS {
        let known = list(&catalog["protocols"]).iter().find(|one| one["name"] == *protocol);
        let engine = list(&known.expect("the protocol")["rules"]);
        let sections = engine.iter().map(|rule| rule["section"].as_str().expect("a section"));
        for section in sections.chain(more.iter().copied()) {
            assert!(rules.iter().any(|(of, _, _)| *of == section), "{protocol} {section}");
        }
    }
}

#[test]
fn every_protocol_that_follows_a_paper_has_a_table() {
    for protocol in list(&catalog()["protocols"]) {
        let name = protocol["name"].as_str().expect("a name");
        let follows = list(&protocol["rules"]).iter().any(|rule| rule["section"] != "");
        assert!(!follows || PAPERS.iter().any(|(table, _, _)| *table == name), "{name}");
    }
}

#[test]
fn no_rule_stands_twice() {
    for (protocol, rules, _) in PAPERS {
        let distinct: BTreeSet<_> = rules.iter().map(|(section, rule, _)| (section, rule)).collect();
        assert_eq!(distinct.len(), rules.len(), "{protocol}");
    }
}
