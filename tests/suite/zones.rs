//! Zones: ends that have a name together, which stands wherever ends stand.

use serde_json::json;

use crate::histories::random_links;
use crate::support::{Chance, Sim, check_none, list, the, try_open, with};

/// Three zones of six nodes of which none does anything by itself, and every message takes 10 ms.
const ZONES: &str = "protocol raft\nnodes 6\nclients 2\nzone eu n1 n2 c1\nzone us n4 n3\nzone asia n5\nseed 3\nset election-timeout 100s\nnetwork latency 10ms\n";

fn open(more: &str) -> Sim {
    Sim::open(&format!("{ZONES}{more}"))
}

/// When a message falls due that is sent now, or how it is lost.
fn due(sim: &mut Sim, from: &str, to: &str) -> String {
    let lines = sim.act(&format!("inject {from} -> {to} RequestVoteReply term=1 voteGranted=false"));
    let line = the(&lines, &[" sent "]);
    line.rest.rsplit(' ').next().expect("an instant").to_owned()
}

#[test]
fn a_zone_stands_where_ends_stand() {
    // Each move with the same one that names the members, the moves that make it possible first.
    for (first, with_zone, with_ends) in [
        ("", "cut eu | us", "cut n1 n2 c1 | n3 n4"),
        ("", "cut eu n5 | us", "cut n1 n2 c1 n5 | n3 n4"),
        ("", "cut eu | us | asia", "cut n1 n2 c1 | n3 n4 | n5"),
        ("", "cut us -> c2 eu", "cut n3 n4 -> c2 n1 n2 c1"),
        ("", "cut eu", "cut n1 n2"),
        ("", "cut eu n6", "cut n1 n2 n6"),
        ("", "hold us -> asia", "hold n3 -> n5\nhold n4 -> n5"),
        ("hold us -> asia", "release us -> asia", "heal"),
        ("", "network latency eu | us 80ms", "network latency n1 n2 c1 | n3 n4 80ms"),
        ("", "network latency eu us 80ms", "network latency n1 n2 c1 | n3 n4 80ms"),
        ("", "network latency eu us asia 80ms..90ms", "network latency n1 n2 c1 | n3 n4 | n5 80ms..90ms"),
        ("", "network loss us -> asia 100%", "network loss n3 n4 -> n5 100%"),
        ("", "network duplicate eu n6 | asia 100%", "network duplicate n1 n2 c1 n6 | n5 100%"),
        ("", "network bandwidth eu | asia 1kB/s", "network bandwidth n1 n2 c1 | n5 1kB/s"),
        ("", "crash eu", "crash n1\ncrash n2"),
        ("crash eu", "restart eu", "restart n1\nrestart n2"),
        ("", "pause us", "pause n3\npause n4"),
        ("pause us", "resume us", "resume n3\nresume n4"),
    ] {
        let end = |moves: &str| {
            let mut sim = open(&format!("{first}\n{moves}\n"));
            let sent = [("n1", "n3"), ("n3", "n1"), ("n3", "n5"), ("n5", "n1"), ("n2", "n6"), ("n6", "n5")];
            let found = sent.map(|(from, to)| due(&mut sim, from, to));
            let status: Vec<_> = list(&sim.frame()["nodes"]).iter().map(|n| n["status"].clone()).collect();
            let blocked = |kind: &str| -> usize {
                let both = |one: &serde_json::Value| 1 + usize::from(one["both"] == true);
                let of = list(&sim.frame()["cuts"]).to_vec();
                let of = of.iter().filter(|one| one["kind"] == kind);
                of.map(|one| both(one) * list(&one["from"]).len() * list(&one["to"]).len()).sum()
            };
            (found, status, sim.frame()["network"]["links"].clone(), blocked("cut"), blocked("hold"))
        };
        assert_eq!(end(with_zone), end(with_ends), "{with_zone}");
        assert_ne!(end(with_zone), end(""), "{with_zone} does something");
    }
}

#[test]
fn a_move_prints_the_names_it_was_written_with_and_is_one_event() {
    let mut sim = open("");
    for line in [
        "cut eu | us n6",
        "cut us -> eu",
        "cut eu n6",
        "hold us -> asia",
        "release us -> asia",
        "network latency eu | us 80ms",
        "network loss us c2 -> eu 1%",
        "crash eu",
        "restart eu",
        "pause us",
        "resume us",
        "heal",
    ] {
        let lines = sim.act(line);
        let event = the(&lines, &["action", line]);
        assert!(lines.iter().all(|one| one.position() == event.position()), "{line}");
        assert!(with(&lines, &["no-effect"]).is_empty(), "{line}");
        assert!(sim.session.scenario().ends_with(&format!("{line}\n")), "{line}");
    }
    // Zones side by side are sides: that is how they print.
    check_prints(&mut sim, "network latency eu us 80ms", "network latency eu | us 80ms");
}

fn check_prints(sim: &mut Sim, line: &str, printed: &str) {
    let lines = sim.act(line);
    the(&lines, &["action", printed]);
}

#[test]
fn a_zone_that_is_down_already_says_so_and_one_of_both_kinds_does_what_it_can() {
    let mut sim = open("crash n1");
    let lines = sim.act("crash eu");
    assert_eq!((with(&lines, &["n2 crashed"]).len(), with(&lines, &["no-effect"]).len()), (1, 0));
    let lines = sim.act("crash eu");
    the(&lines, &["no-effect", "already-down"]);
}

#[test]
fn a_held_zone_is_released_as_it_was_held() {
    let mut sim = open("hold us -> asia\nhold n3 -> n5");
    due(&mut sim, "n3", "n5");
    due(&mut sim, "n4", "n5");
    the(&sim.act("release n4 -> n5"), &["no-effect", "not-held"]);
    let offered: Vec<String> = list(&crate::support::json(&sim.session.enabled(true)))
        .iter()
        .filter(|one| one["verb"] == "release")
        .map(|one| one["line"].as_str().expect("a line").to_owned())
        .collect();
    // A zone of one is that one.
    assert_eq!(offered, ["release us -> n5", "release n3 -> n5"]);
    sim.act(&offered[0]);
    let held: Vec<_> = list(&sim.frame()["messages"]).iter().map(|m| m["fate"].clone()).collect();
    assert_eq!(held, ["held", "arrives"], "n3 -> n5 is held by itself");
}

#[test]
fn zones_print_with_the_header_and_stand_in_frames() {
    let mut sim = open("");
    let zones = json!([
        { "name": "eu", "members": ["n1", "n2", "c1"] },
        { "name": "us", "members": ["n3", "n4"] },
        { "name": "asia", "members": ["n5"] },
    ]);
    assert_eq!(sim.frame()["network"]["zones"], zones);
    sim.act("run 5ms");
    let mut again = Sim::open(&sim.session.scenario());
    assert_eq!((again.frame(), again.session.hash()), (sim.frame(), sim.session.hash()));
    assert_eq!(
        Sim::open("protocol raft\nseed 1").frame()["network"].get("zones"),
        None,
        "nothing where none is"
    );
    // Its lines may stand above the size, and are of the header: zones alone change no history.
    let mut plain =
        Sim::open(&ZONES.lines().filter(|line| !line.starts_with("zone")).collect::<Vec<_>>().join("\n"));
    let mut above = Sim::open(
        "protocol raft\nzone far n6\nnodes 6\nclients 2\nseed 3\nset election-timeout 100s\nnetwork latency 10ms\n",
    );
    assert_eq!(above.session.hash(), plain.session.hash());
    assert_eq!(open("").session.hash(), plain.session.hash());
}

#[test]
fn what_is_no_zone_is_told_where_and_what_was_expected() {
    let header = "protocol raft\nnodes 4\nclients 1\nseed 1\n";
    let long = "z".repeat(200);
    let (of_200, of_20) = (format!("zone {long} n1"), format!("zone {} n1", &long[..20]));
    for (line, column, expected) in [
        (
            "zone",
            5,
            "the name of a zone: a letter, then letters, digits or hyphens, at most 20 (ZONE_NAME_MAX)",
        ),
        ("zone eu", 8, "a node like n1: a zone has at least one"),
        ("zone eu c1", 11, "a node like n1: a zone has at least one"),
        ("zone eu n5", 9, "n1 to n4"),
        ("zone eu n1 c2", 12, "c1, the only one"),
        ("zone eu n1 n1", 12, "each end once"),
        ("zone eu n1 |", 12, "a node like n1 or a client like c1"),
        ("zone n1 n1", 6, "the name of a zone: one that means nothing else"),
        ("zone c7 n1", 6, "the name of a zone: one that means nothing else"),
        ("zone m7 n1", 6, "the name of a zone: one that means nothing else"),
        ("zone all n1", 6, "the name of a zone: one that means nothing else"),
        ("zone leader n1", 6, "the name of a zone: one that means nothing else"),
        ("zone unlimited n1", 6, "the name of a zone: one that means nothing else"),
        ("zone 80ms n1", 6, "the name of a zone: a letter, then"),
        ("zone \"eu\" n1", 6, "the name of a zone: a letter, then"),
        ("zone e.u n1", 6, "the name of a zone: a letter, then"),
        (of_200.as_str(), 6, "at most 20 (ZONE_NAME_MAX)"),
        ("zone eu n1 n2\nzone us n2 n3", 9, "an end that is in no other zone: n2 is in eu"),
        ("zone eu n1\nzone eu n2", 1, "`zone eu` once only; it stands on line 5 already"),
        ("zone eu n1\nzone us n2\nset batch 2\ncut eu | mars", 10, "or a zone: eu, us"),
        (
            "zone eu n1\ncrash ue",
            7,
            "a node like n1, or leader, follower, all, or a zone: eu, found `ue`; did you mean `eu`?",
        ),
        ("zone eu n1\ncut eu | n1", 10, "each end on one side, once"),
        ("zone eu n1\nhold eu -> n1", 12, "another end of the link"),
        ("zone eu n1\nzone us n2\nnetwork latency eu 80ms", 20, "`|` or `->` and another side"),
        ("zone eu n1\nnetwork latency mars | eu 80ms", 17, "or a zone: eu"),
        ("run 1ms\nzone eu n1", 1, "above all moves"),
    ] {
        let error = try_open(&format!("{header}{line}\n")).err().expect(line).to_string();
        let number = 4 + line.lines().count();
        let place = format!("line {number}, column {column}");
        assert!(error.contains(&place) && error.contains(expected), "{line}: {error}");
    }
    assert!(try_open(&format!("{header}{of_20}")).is_ok(), "a name of the longest");
}

/// A random scenario in which some nodes and a client are in zones, and moves name them.
fn random_zones(index: u32) -> String {
    const MOVES: [&str; 10] = [
        "cut east | west",
        "cut west",
        "crash west",
        "restart west",
        "hold east -> west",
        "release east -> west",
        "network latency east west 30ms",
        "network loss west -> east 30%",
        "pause east",
        "resume east",
    ];
    let (scenario, mut chance) = (random_links(index), Chance::new(index.into()));
    let mut text = String::new();
    for line in scenario.lines() {
        if line.starts_with("run ") {
            text += &format!("{}\n", chance.pick(&MOVES));
        }
        // Zones name two nodes, so there are two at least.
        match line {
            "nodes 1" => text += "nodes 2\n",
            _ => text += &format!("{line}\n"),
        }
        if line.starts_with("clients ") {
            text += "zone east n1 c1\nzone west n2\n";
        }
    }
    text
}

#[test]
fn runs_with_zones_open_again() {
    for index in 0..40 {
        let mut sim = Sim::open(&random_zones(index));
        let mut chance = Chance::new(index.into());
        sim.session.seek(chance.below(sim.length() + 1));
        let mut again = Sim::open(&sim.session.scenario());
        assert_eq!((again.trace(), again.session.hash()), (sim.trace(), sim.session.hash()));
        assert_eq!(again.frame()["network"], sim.frame()["network"]);
        // Whatever is offered has an effect.
        for offered in list(&crate::support::json(&sim.session.enabled(true))) {
            let line = offered["line"].as_str().expect("a line");
            let mut fork = Sim::open(&sim.session.scenario());
            check_none(&fork.act(line), &["no-effect"]);
        }
    }
}
