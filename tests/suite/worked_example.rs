//! The worked example of docs/adding-a-protocol.md: it compiles, and does what its page says.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ringleader::registry::protocol_info;
use ringleader::setup::setup;
use serde_json::Value as Json;

use crate::ring_election::{RingElection, SCENARIO, open};
use crate::support::json;

/// The history of a scenario, as text.
fn trace(text: &str) -> String {
    let run = open(text).unwrap_or_else(|error| panic!("{error}"));
    run.trace(None, run.extent().0)
}

fn lines_with<'t>(trace: &'t str, part: &str) -> Vec<&'t str> {
    trace.lines().filter(|line| line.contains(part)).collect()
}

#[test]
fn the_highest_number_is_elected_and_everybody_learns() {
    let trace = trace(SCENARIO);
    assert_eq!(lines_with(&trace, "ring-election.elected").len(), 1);
    assert_eq!(lines_with(&trace, "ring-election.elected leader=n5").len(), 1);
    assert_eq!(lines_with(&trace, "ring-election.learned leader=n5").len(), 4);
    assert_eq!(lines_with(&trace, "answered 1 \"who leads\" \"n5\"").len(), 1);
}

#[test]
fn a_ring_of_one_elects_itself() {
    let trace = trace("protocol ring-election\nnodes 1\nseed 1\nrun 1s");
    assert_eq!(lines_with(&trace, "ring-election.elected leader=n1").len(), 1);
}

#[test]
fn with_messages_lost_and_doubled_there_is_one_leader_that_everybody_knows_in_the_end() {
    for seed in 0..200 {
        let nodes = 2 + seed % 9;
        let faults = "network loss 20%\nnetwork duplicate 20%";
        let text = format!("protocol ring-election\nnodes {nodes}\nseed {seed}\n{faults}\nrun 20s");
        let trace = trace(&text);
        assert!(lines_with(&trace, "violated").is_empty(), "{text}");
        let leader = format!("ring-election.elected leader=n{nodes}");
        assert_eq!(lines_with(&trace, &leader).len(), 1, "{text}");
        let learned = format!("ring-election.learned leader=n{nodes}");
        assert_eq!(lines_with(&trace, &learned).len() as u64, nodes - 1, "{text}");
    }
}

#[test]
fn the_known_bug_is_caught_and_without_it_the_scenario_is_clean() {
    let with_bug = SCENARIO.replace("seed 1\n", "seed 1\nbug pass-everything\n");
    assert!(!lines_with(&trace(&with_bug), "violated one-leader").is_empty());
    assert!(lines_with(&trace(SCENARIO), "violated").is_empty());
}

#[test]
fn the_language_knows_its_words() {
    let error = |text: &str| open(text).err().expect("it is refused").message;
    assert!(error("protocol ring-election\nset patiense 5ms..9ms").contains("did you mean `patience`?"));
    assert!(error("protocol ring-election\nfire n1 election").contains("start"));
    assert!(error("protocol ring-election\nrequest \"set x 1\"").contains("who leads"));
    let run = open("protocol ring-election\nseed 3\nset patience 10ms..20ms\nrun 100ms").expect("it opens");
    assert_eq!(open(&run.scenario()).expect("it prints as it parses").scenario(), run.scenario());
}

#[test]
fn going_back_and_forth_changes_nothing() {
    let mut run = open(SCENARIO).expect("it opens");
    let hash = run.hash();
    run.seek(3);
    run.seek(u64::MAX);
    assert_eq!(run.hash(), hash);
}

/// What a page is given of a run, line by line: catalog, scenario, then each position's frame, records and all marks.
/// The page's tests show it without a page part: `www/src/cluster/plain.test.ts`. What the catalog says may grow, and then a
/// line with all of it follows the older ones; none of what those say may be gone.
#[test]
fn a_page_that_knows_nothing_of_it_is_given_what_it_shows() {
    let text =
        format!("{}crash n2\nrun 10ms\n", SCENARIO.replace("seed 1\n", "seed 1\nbug pass-everything\n"));
    let mut run = open(&text).expect("it opens");
    let (length, end) = run.extent();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/ring-election.jsonl");
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    let info = json(&protocol_info(setup::<RingElection>()));
    let mut told: Vec<Json> = expected
        .lines()
        .filter_map(|line| line.strip_prefix("info "))
        .map(|old| serde_json::from_str(old).expect("it was written as JSON"))
        .collect();
    for old in &told {
        assert!(says_all_of(&info, old), "{info}\nno longer says all of\n{old}");
    }
    if told.last() != Some(&info) {
        told.push(info);
    }
    let mut shown = String::new();
    let mut line = |name: &str, value: &dyn std::fmt::Display| {
        writeln!(shown, "{name} {value}").expect("a string takes it");
    };
    told.iter().for_each(|info| line("info", info));
    line("scenario", &serde_json::Value::from(text));
    line("end", &serde_json::Value::from(end.us()));
    for position in 0..=length {
        run.seek(position);
        line("frame", &json(&run.frame(None)));
        line("properties", &json(&run.properties()));
    }
    line("records", &json(&run.events(None, length).expect("they are few")));
    line("moments", &json(&run.moments()));
    if std::env::var_os("RINGLEADER_BLESS").is_some() {
        fs::write(&golden, &shown).expect("the folder is there");
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    let differs = expected.lines().zip(shown.lines()).find(|(old, new)| old != new);
    assert!(shown == expected, "{differs:?}\nRINGLEADER_BLESS=1 writes it anew");
}

/// Whether all that an older value says, a newer one says as well: each field, and of each list every item, in this order.
fn says_all_of(new: &Json, old: &Json) -> bool {
    match (new, old) {
        (Json::Object(new), Json::Object(old)) => {
            old.iter().all(|(name, old)| new.get(name).is_some_and(|new| says_all_of(new, old)))
        }
        (Json::Array(new), Json::Array(old)) => {
            let mut left = new.iter();
            old.iter().all(|old| left.any(|new| says_all_of(new, old)))
        }
        _ => new == old,
    }
}
