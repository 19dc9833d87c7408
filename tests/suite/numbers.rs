//! Numbers that are counted: what clients' requests, terms and rounds begin and end with, and that whatever is printed
//! of them can be written again.

use serde_json::Value as Json;

use ringleader::value::COUNT_MAX;

use crate::histories::{random_paxos, random_scenario};
use crate::support::{Line, Sim, check_has, check_none, count, noted, the, with};

// ------------------------------------------------------------------------------------- the requests of clients

#[test]
fn a_client_goes_on_above_the_numbers_of_its_given_requests() {
    let sim = Sim::open(
        "nodes 1\nseed 1\ngiven n1 term 1 log 1:\"set x 1\"/c1.5\nrun 400ms\nrequest \"set y 2\"\nrun 100ms",
    );
    check_has(&sim.all(), &["c1 requested 6 \"set y 2\""]);
    check_has(&sim.all(), &["c1 answered 6 \"set y 2\" \"ok\""]);
    let machine = sim.node(1).machine;
    assert_eq!((machine["x"].as_str(), machine["y"].as_str()), ("1", "2"), "what is told ok ran");
    assert_eq!(sim.violated(), [] as [&str; 0]);
}

#[test]
fn the_given_logs_of_all_nodes_count_for_each_client() {
    let mut sim = Sim::open(
        "nodes 3\nclients 3\nseed 1\ngiven n1 term 1 log 1:\"set x 1\"/c1.5 1:\"set x 2\"/c2.1\n\
         given n3 term 1 log 1:\"set x 1\"/c1.5 1:\"set x 3\"/c1.8 1:\"set x 4\"/c1.6\nrun 1s",
    );
    let lines = sim.act("request c1 \"set a 1\"\nrequest c2 \"set b 2\"\nrequest c3 \"set c 3\"\nrun 1s");
    for (client, number) in [("c1", 9), ("c2", 2), ("c3", 1)] {
        check_has(&lines, &[&format!("{client} requested {number} ")]);
        check_has(&lines, &[&format!("{client} answered {number} ")]);
    }
    assert_eq!(sim.client(1)["answered"], 1, "what was given, nobody here answered");
}

#[test]
fn a_workload_counts_the_requests_of_the_run() {
    let sim = Sim::open(
        "nodes 1\nseed 1\ngiven n1 term 1 log 1:\"set x 1\"/c1.5\nrun 400ms\nworkload c1 every 50ms\nrun 60ms",
    );
    check_has(&sim.all(), &["c1 workload-tick 1"]);
    check_has(&sim.all(), &["c1 requested 6 \"set x 1\""]);
}

#[test]
fn a_given_request_takes_effect_once() {
    let text = "nodes 1\nseed 1\ngiven n1 term 1 log 1:\"set x 1\"/c1.5 1:\"set x 1\"/c1.5\nrun 400ms";
    assert_eq!(Sim::open(text).violated(), [] as [&str; 0]);
    assert_eq!(Sim::open(&format!("bug apply-twice\n{text}")).violated(), ["at-most-once"]);
}

#[test]
fn a_client_without_a_number_left_asks_nothing_and_says_so() {
    let open = |number: u64| {
        Sim::open(&format!("nodes 1\nseed 1\ngiven n1 term 1 log 1:\"set x 1\"/c1.{number}\nrun 400ms"))
    };
    let mut sim = open(COUNT_MAX);
    let lines = sim.act("request \"set y 2\"\nworkload c1 every 50ms\nrun 60ms");
    assert_eq!(with(&lines, &["c1 no-effect no-number-left"]).len(), 2, "by hand, and by the workload");
    check_none(&lines, &["requested"]);
    let mut sim = open(COUNT_MAX - 1);
    let lines = sim.act("request \"set y 2\"\nrequest \"set y 3\"\nrequest \"set y 4\"\nrun 60ms");
    check_has(&lines, &[&format!("c1 answered {COUNT_MAX} \"set y 2\" \"ok\"")]);
    assert_eq!(with(&lines, &["c1 no-effect no-number-left"]).len(), 2, "what was queued is told, too");
    assert_eq!(sim.client(1)["queued"], Json::Array(Vec::new()));
}

// ------------------------------------------------------------------------------------------- terms and rounds

/// All numbers of plain data.
fn numbers(json: &Json, out: &mut Vec<f64>) {
    match json {
        Json::Number(number) => out.extend(number.as_f64()),
        Json::Array(items) => items.iter().for_each(|item| numbers(item, out)),
        Json::Object(fields) => fields.values().for_each(|value| numbers(value, out)),
        _ => {}
    }
}

#[track_caller]
fn check_exact(sim: &Sim) {
    let events = sim.session.events(None, u64::MAX).expect("few records");
    let mut all = Vec::new();
    numbers(&sim.frame(), &mut all);
    numbers(&crate::support::json(&events), &mut all);
    assert!(all.contains(&(COUNT_MAX as f64)), "the greatest number is among them");
    assert!(all.iter().all(|&number| number <= COUNT_MAX as f64), "every number is exact in JavaScript");
}

#[test]
fn terms_end_and_never_wrap() {
    for (options, before) in [("", "raft.election.started"), ("set pre-vote on\n", "raft.pre-vote.started")] {
        let last = COUNT_MAX - 1;
        let mut sim = Sim::open(&format!("{options}nodes 3\nclients 0\nseed 1\ngiven n1 term {last}"));
        let lines = sim.act("fire n1 election\nrun 2s");
        check_has(&lines, &["n1", before, &format!("term={COUNT_MAX}")]);
        check_has(&lines, &["raft.leader.elected", &format!("term={COUNT_MAX}")]);
        let leader = sim.leader().expect("the last leader");
        let lines = sim.act(&format!("crash n{leader}\nrun 2s"));
        let left = format!("raft.election.no-term-left term={COUNT_MAX}");
        assert_eq!(with(&lines, &[&left]).len(), 2, "both followers say so, once each");
        check_none(&lines, &["raft.election.started"]);
        check_none(&lines, &["raft.pre-vote.started"]);
        assert!(sim.nodes().iter().all(|node| node.term == COUNT_MAX));
        assert_eq!(sim.violated(), [] as [&str; 0]);
        check_exact(&sim);
    }
}

#[test]
fn the_greatest_term_can_be_injected_and_the_next_cannot() {
    let inject =
        |term: u64| format!("inject n2 -> n1 RequestVoteReply term={term} voteGranted=false\nsettle");
    let mut sim = Sim::open("nodes 3\nseed 1");
    check_has(&sim.act(&inject(COUNT_MAX)), &["raft.term.adopted", &format!("term={COUNT_MAX}")]);
    check_exact(&sim);
    for number in [COUNT_MAX + 1, u64::MAX] {
        assert!(sim.try_act(&inject(number)).is_err());
        for given in ["term {}", "term 1 log {}", "term 1 log {}:noop", "term 1 log 1:\"set x 1\"/c1.{}"] {
            let line = given.replace("{}", &number.to_string());
            assert!(crate::support::try_open(&format!("protocol raft\ngiven n1 {line}")).is_err(), "{line}");
        }
        for given in ["promised {}.n1", "accepted {}.n1 \"X\"", "tried {}"] {
            let line = given.replace("{}", &number.to_string());
            assert!(crate::support::try_open(&format!("protocol paxos\ngiven n1 {line}")).is_err(), "{line}");
        }
    }
}

#[test]
fn rounds_end_and_never_wrap() {
    let last = COUNT_MAX - 1;
    let text = format!("protocol paxos\nnodes 3\nseed 1\ngiven n1 tried {last}\nrequest c1 n1 \"X\"\nrun 1s");
    let mut sim = Sim::open(&text);
    check_has(&sim.all(), &[&format!("n1 paxos.ballot.started ballot={COUNT_MAX}.n1")]);
    check_has(&sim.all(), &["c1 answered 1 \"X\" \"X\""]);
    check_exact(&Sim::open(&format!(
        "protocol paxos\nnodes 3\nseed 1\ngiven n1 tried {COUNT_MAX}\nrequest c1 n1 \"X\""
    )));
    let left = format!("paxos.ballot.no-round-left round={COUNT_MAX}");
    let lines = sim.act("crash all\nrestart n1\nrequest c1 n1 \"Y\"\nrun 400ms");
    the(&lines, &["n1", &left]);
    check_none(&lines, &["paxos.ballot.started"]);
    // A ballot that is refused by the highest there is has no next one.
    let mut sim = Sim::open("protocol paxos\nnodes 3\nseed 1\ncut n3\nrequest c1 n1 \"X\"");
    let lines =
        sim.act(&format!("inject n2 -> n1 Nack ballot=1.n1 promised={COUNT_MAX}.n2\nsettle\nrun 400ms"));
    the(&lines, &["n1", &left]);
}

// -------------------------------------------------------------------------- what is printed can be written again

/// `n1 -> n2 Kind field=value ...` of a record of sending between nodes.
fn printed(line: &Line) -> Option<&str> {
    let (_, message) = line.rest.split_once(' ')?;
    let ends: Vec<&str> = message.split(' ').take(3).collect();
    let between_nodes = ends[0].starts_with('n') && ends[2].starts_with('n');
    let end = message.rfind(" due ").max(message.rfind(" lost-by ")).expect("what becomes of it");
    between_nodes.then(|| &message[..end])
}

/// Injects every message that a run sent between nodes, as its trace prints it; returns how many.
fn inject_all(text: &str) -> usize {
    let sim = Sim::open(text);
    let header: Vec<&str> = text
        .lines()
        .filter(|line| {
            line.starts_with("protocol") || line.starts_with("nodes") || line.starts_with("clients")
        })
        .collect();
    let mut again = Sim::open(&header.join("\n"));
    let lines = sim.all();
    let sent: Vec<&str> = noted(&lines, "sent").into_iter().filter_map(printed).collect();
    for message in &sent {
        let line = format!("inject {message}");
        let made = again.act(&line);
        assert_eq!(made[0].rest, line, "the move prints as it was written");
        assert_eq!(
            made[1].rest.split_once(' ').map(|(_, rest)| rest.starts_with(message)),
            Some(true),
            "{line}"
        );
    }
    sent.len()
}

#[test]
fn whatever_a_trace_prints_of_a_message_can_be_injected() {
    let raft: usize = (0..40).map(|index| inject_all(&random_scenario(index))).sum();
    let paxos: usize = (0..40).map(|index| inject_all(&random_paxos(index))).sum();
    assert!(raft > 1_000 && paxos > 1_000, "{raft} and {paxos} messages");
}

/// Texts that could be taken for something else.
const TEXTS: &[&str] = &[
    "none",
    "3.n2",
    "n9",
    "",
    " ",
    "a b",
    "a=b",
    "=",
    "#",
    "//",
    "[",
    "]",
    "[a]",
    "\\\"",
    "\\\\",
    "\\n",
    "\u{201c}q\u{201d}",
    "\u{b4}",
    "\u{2018}",
    "\u{feff}",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{7f}",
    "\t",
    "\r",
    "\u{1F980}",
    "'x'",
];

#[test]
fn messages_with_odd_texts_can_be_injected_as_they_print() {
    for text in TEXTS {
        let moves = format!("seed 1\nrequest c1 n1 \"{text}\"\nrun 500ms");
        assert!(inject_all(&format!("protocol paxos\nnodes 3\n{moves}")) > 4, "{text:?}");
        // A key-value command is words: no blanks within one.
        let word = text.split_whitespace().collect::<String>();
        if !word.is_empty() && word != "\\n" {
            let moves = format!("seed 1\nrun 500ms\nrequest \"set {word} {word}\"\nrun 500ms");
            assert!(inject_all(&format!("protocol raft\nnodes 3\n{moves}")) > 4, "{text:?}");
        }
    }
}

#[test]
fn the_greatest_numbers_can_be_injected_as_they_print() {
    let text = format!(
        "protocol raft\nnodes 3\nclients 1\nseed 1\ngiven n1 term {0} log {0}:\"set x 1\"/c1.{0}\nfire n1 election\nsettle",
        COUNT_MAX - 1
    );
    assert!(inject_all(&text) > 2);
    assert_eq!(count(&Sim::open(&text).frame()["nodes"][0]["currentTerm"]), COUNT_MAX);
}
