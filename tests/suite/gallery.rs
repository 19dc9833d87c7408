//! Every scenario of the gallery: its golden trace, and the thing to see in it.

use std::fs;
use std::path::PathBuf;

use ringleader::scenario::GALLERY;

use crate::support::{Sim, who};

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.txt"))
}

/// `RINGLEADER_BLESS=1 cargo test` writes the traces anew: read the difference before you commit it.
#[test]
fn every_scenario_has_its_golden_trace() {
    let bless = std::env::var_os("RINGLEADER_BLESS").is_some();
    for entry in GALLERY {
        let sim = Sim::gallery(entry.name);
        let trace = sim.session.trace(None, sim.length());
        if bless {
            fs::write(golden(entry.name), &trace).expect("the folder is there");
        }
        let expected = fs::read_to_string(golden(entry.name)).unwrap_or_default();
        let differs = expected.lines().zip(trace.lines()).find(|(old, new)| old != new);
        assert!(trace == expected, "{}: {differs:?}\nRINGLEADER_BLESS=1 writes it anew", entry.name);
    }
}

#[test]
fn no_scenario_breaks_a_property() {
    for entry in GALLERY {
        let mut sim = Sim::gallery(entry.name);
        sim.session.seek(sim.length());
        assert_eq!(sim.violated(), Vec::<String>::new(), "{}", entry.name);
    }
}

#[test]
fn every_scenario_says_what_to_see_and_whether_leaders_write_a_no_op() {
    for entry in GALLERY {
        assert!(entry.text.starts_with("# "), "{} begins with a comment", entry.name);
        assert!(entry.text.contains("\nset no-op "), "{} states no-op", entry.name);
        assert!(entry.text.contains("\nseed "), "{} has a seed", entry.name);
        assert!(entry.text.contains(&format!("\nprotocol {}\n", entry.protocol)), "{}", entry.name);
    }
}

/// Choice `three`: with three votes, its own included, a candidate becomes leader.
#[test]
fn first_election_needs_three_votes() {
    let mut sim = Sim::open(gallery_start("first-election"));
    let lines = sim.until("raft.leader.elected");
    let elected = lines.iter().find(|l| l.what == "raft.leader.elected").expect("the moment");
    assert_eq!((elected.number("votes"), elected.number("needed")), (3, 3));
    assert_eq!(who(&lines, "raft.leader.elected").len(), 1);
}

/// A scenario without its moves.
fn gallery_start(name: &str) -> &'static str {
    let text = crate::support::gallery(name);
    &text[..text.find("\nrun ").map_or(text.len(), |end| end + 1)]
}
