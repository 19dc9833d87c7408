//! The scenario language: every line prints as it parses, and every error says where and what.

use ringleader::kernel::setup;
use ringleader::protocols::raft::Raft;
use ringleader::scenario::{self, Header, Move, VERBS};

use crate::support::{Sim, catalog, list, try_open};

fn read_move(line: &str) -> Move {
    let lines = scenario::lines(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    let moves = scenario::read_moves(&lines, &read_header("protocol raft\nnodes 5\nclients 2"));
    let moves = moves.unwrap_or_else(|error| panic!("{line}: {error}"));
    moves[0].1.clone()
}

/// Lines that print as they are written.
const MOVES: &[&str] = &[
    "run 400ms",
    "run 1.5s",
    "run 200us",
    "run 0ms",
    "step 1",
    "step 3",
    "step 0",
    "settle",
    "settle 12",
    "settle 0",
    "seek 412",
    "seek 412.5ms",
    "request \"set x 1\"",
    "request c2 \"get x\"",
    "request c1 n3 \"cas x 1 2\"",
    "request c2 n3 \"del x\"",
    "request \"set \\\"k\\\" \\\\\"",
    "crash n1",
    "crash leader",
    "crash follower",
    "crash all",
    "restart n5",
    "restart all",
    "pause n1",
    "pause leader",
    "resume n1",
    "resume all",
    "cut n1 n2 c1 | n3 n4 n5",
    "cut n1 | n2 | n3",
    "cut n1 -> n2",
    "cut n1 n2 -> n3 c2",
    "cut c1 -> n1",
    "cut n3",
    "cut n3 n4",
    "cut leader",
    "cut follower",
    "hold n1 -> n2",
    "hold c1 -> n2",
    "release n1 -> n2",
    "heal",
    "network latency 5ms..15ms",
    "network latency 20ms",
    "network loss 1%",
    "network duplicate 0.5%",
    "clock n2 150%",
    "clock n2 1%",
    "clock n2 10000%",
    "workload c1 every 50ms",
    "workload c2 off",
    "fire n3 election",
    "fire n3 heartbeat",
    "fire n3 rpc.n2",
    "drop m17",
    "delay m17 50ms",
    "duplicate m17",
    "deliver m17",
    "inject n2 -> n1 RequestVote term=3 candidateId=n2 lastLogIndex=4 lastLogTerm=2",
    "inject n2 -> n1 RequestVoteReply term=3 voteGranted=true",
    "inject n2 -> n1 PreVote term=3 candidateId=n2 lastLogIndex=4 lastLogTerm=2",
    "inject n2 -> n1 PreVoteReply term=3 voteGranted=false",
    "inject n2 -> n1 AppendEntriesReply term=4 success=true matchIndex=7 conflictIndex=none conflictTerm=none",
    "inject n2 -> n1 AppendEntriesReply term=4 success=false matchIndex=0 conflictIndex=3 conflictTerm=2",
    "inject n2 -> n1 AppendEntries term=1 leaderId=n1 prevLogIndex=0 prevLogTerm=0 entries=[] leaderCommit=0",
    "inject n2 -> n1 AppendEntries term=4 leaderId=n1 prevLogIndex=2 prevLogTerm=1 entries=[1:\"set x 1\"/c1.1 4:noop] leaderCommit=3",
    "inject n2 -> n1 AppendEntries term=3 leaderId=n2 prevLogIndex=0 prevLogTerm=0 entries=[1:\"set x 1\" 2:noop] leaderCommit=1",
];

#[test]
fn every_move_prints_as_it_parses() {
    for line in MOVES {
        let parsed = read_move(line);
        assert_eq!(parsed.to_string(), *line);
        assert_eq!(format!("{:?}", read_move(&parsed.to_string())), format!("{parsed:?}"));
    }
    for verb in VERBS {
        let shown = MOVES.iter().any(|line| line.split(' ').next() == Some(verb));
        assert!(shown, "`{verb}` is among the lines");
    }
}

#[test]
fn other_ways_to_write_a_move_print_the_one_way() {
    for (written, printed) in [
        ("step", "step 1"),
        ("run 1000ms", "run 1s"),
        ("request c1 \"set  x   1\"", "request \"set x 1\""),
        ("  crash   leader # why not", "crash leader"),
        ("network latency 7ms..7ms", "network latency 7ms"),
        (
            "inject n2 -> n1 RequestVote lastLogTerm=2 candidateId=n2 lastLogIndex=4 term=3",
            "inject n2 -> n1 RequestVote term=3 candidateId=n2 lastLogIndex=4 lastLogTerm=2",
        ),
    ] {
        assert_eq!(read_move(written).to_string(), printed);
    }
}

/// A header with every line that there is, as it prints.
const HEADER: &str = "ringleader 1
protocol raft
nodes 7
clients 3
seed 9007199254740991
set election-timeout 100ms..200ms
set heartbeat 20ms
set rpc-timeout 30ms
set batch 1
set pipeline off
set no-op off
set backtrack term
set pre-vote on
set check-quorum on
set reads local
set client-timeout 1s
bug commit-any-term
bug commit-unverified
bug vote-without-log-check
bug forget-vote-on-restart
bug forget-term-on-restart
bug forget-log-on-restart
bug minority-quorum
bug accept-stale-append
bug no-truncate
bug truncate-always
bug apply-twice
given n1 term 6 vote n2 log 1 1:noop 4:\"set y 2\"/c1.1
given n2 term 3
";

fn read_header(text: &str) -> Header {
    let lines = scenario::lines(text).expect("it lexes");
    scenario::read(setup::<Raft>(), &lines).unwrap_or_else(|error| panic!("{error}")).header
}

#[test]
fn every_header_line_prints_as_it_parses() {
    assert_eq!(read_header(HEADER).to_string(), HEADER);
    let info = &catalog()["protocols"][0];
    for option in list(&info["options"]) {
        let name = option["name"].as_str().expect("a name");
        assert!(HEADER.contains(&format!("set {name} ")), "`set {name}` is shown");
    }
    for bug in list(&info["bugs"]) {
        let name = bug.as_str().expect("a name");
        assert!(HEADER.contains(&format!("bug {name}\n")), "`bug {name}` is shown");
    }
}

#[test]
fn a_header_says_only_what_differs_from_the_defaults() {
    let text = "protocol raft\nset batch 64\nset no-op on\nset client-timeout 500ms";
    assert_eq!(read_header(text).to_string(), "ringleader 1\nprotocol raft\nnodes 5\nclients 1\n");
}

#[test]
fn a_given_term_alone_is_a_command_that_names_its_place() {
    let sim = Sim::open("given n1 term 6 vote n2 log 1 1 4 5:noop");
    let commands: Vec<_> = sim.node(1).log.into_iter().map(|(_, command)| command).collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(commands, [some("set x 1.1"), some("set x 2.1"), some("set x 3.4"), None]);
    assert_eq!(sim.node(1).terms(), [1, 1, 4, 5]);
    assert_eq!((sim.node(1).term, sim.node(1).vote.as_deref()), (6, Some("n2")));
    assert_eq!(sim.node(2).term, 0);
}

/// Opens a text that is wrong and compares line, column, and what the message says.
#[track_caller]
fn check_error(text: &str, line: usize, column: usize, says: &[&str]) {
    let error = try_open(text).err().unwrap_or_else(|| panic!("this is taken:\n{text}"));
    assert_eq!(error.code, "scenario");
    assert_eq!((error.line, error.column), (Some(line), Some(column)), "{}\n{text}", error.message);
    for part in says {
        assert!(error.message.contains(part), "`{part}` in: {}", error.message);
    }
}

#[test]
fn header_errors_say_where_and_what() {
    for (text, line, column, says) in [
        ("", 1, 1, &["a header with a line like `protocol raft`", "an empty text"] as &[_]),
        ("nodes 5", 1, 1, &["protocol raft"]),
        ("protocol", 1, 9, &["the name of a protocol", "the end of the line"]),
        ("ringleader 2\nprotocol raft", 1, 12, &["version 1", "`2`"]),
        ("protocol raft\nnodes 0", 2, 7, &["a whole number from 1 to 64", "`0`"]),
        ("protocol raft\nnodes 65", 2, 7, &["from 1 to 64"]),
        ("protocol raft\nnodes five", 2, 7, &["a whole number"]),
        ("protocol raft\nnodes 5 6", 2, 9, &["the end of the line", "`6`"]),
        ("protocol raft\nclients 65", 2, 9, &["from 0 to 64"]),
        ("protocol raft\nseed 9007199254740992", 2, 6, &["9007199254740991"]),
        ("protocol raft\nseed -1", 2, 6, &["a whole number"]),
        ("protocol raft\nnodes 5\nnodes 5", 3, 1, &["once only", "line 2"]),
        ("protocol raft\nset no-op on\nset no-op on", 3, 1, &["once only"]),
        ("protocol raft\nset heartbaet 50ms", 2, 5, &["did you mean `heartbeat`?"]),
        ("protocol raft\nset clienttimeout 5ms", 2, 5, &["did you mean `client-timeout`?"]),
        ("protocol raft\nset heartbeat", 2, 14, &["a duration", "the end of the line"]),
        ("protocol raft\nset heartbeat 50", 2, 15, &["a duration like", "`50`"]),
        ("protocol raft\nset heartbeat 2h", 2, 15, &["a duration"]),
        ("protocol raft\nset heartbeat 3601s", 2, 15, &["at most 3600s"]),
        ("protocol raft\nset election-timeout 300ms..150ms", 2, 22, &["first end is not above"]),
        ("protocol raft\nset no-op yes", 2, 11, &["on or off", "`yes`"]),
        ("protocol raft\nset batch 0", 2, 11, &["from 1 to 1000"]),
        ("protocol raft\nset backtrack two", 2, 15, &["one of one, term"]),
        ("protocol raft\nset no-op x=on", 2, 11, &["on or off", "`x=on`"]),
        ("protocol raft\nbug commit-any-trem", 2, 5, &["did you mean `commit-any-term`?"]),
        ("protocol raft\ngiven n9 term 1", 2, 7, &["n1 to n5", "`n9`"]),
        ("protocol raft\nnodes 1\ngiven n2 term 1", 3, 7, &["n1, the only one"]),
        ("protocol raft\ngiven n1 term x", 2, 15, &["a term"]),
        ("protocol raft\ngiven n1 trem 1", 2, 10, &["term, vote or log"]),
        ("protocol raft\ngiven n1 term 1 term 2", 2, 17, &["once only"]),
        ("protocol raft\ngiven n1 term 1 log 2", 2, 10, &["at least 2"]),
        ("protocol raft\ngiven n1 term 2 log 2 1", 2, 23, &["terms never fall"]),
        ("protocol raft\ngiven n1 term 2 log 1:sit", 2, 21, &["an entry"]),
        ("protocol raft\ngiven n1 term 1 vote x", 2, 22, &["a node like n1, or none"]),
    ] {
        check_error(text, line, column, says);
    }
    let unknown = ringleader::registry::open("protocol rafft", 1, true).err().expect("no such protocol");
    assert!(unknown.message.contains("did you mean `raft`?"), "{}", unknown.message);
}

#[test]
fn errors_in_moves_say_where_and_what() {
    for (line, column, says) in [
        ("rum 5ms", 1, &["a move like", "`rum`", "did you mean `run`?"] as &[_]),
        ("crahs leader", 1, &["did you mean `crash`?"]),
        ("\"crash\" leader", 1, &["a move like"]),
        ("run", 4, &["a duration like 100ms", "the end of the line"]),
        ("run 5", 5, &["a duration like 150ms"]),
        ("run 5ms 6ms", 9, &["the end of the line", "`6ms`"]),
        ("step x", 6, &["a whole number from 0 to 1000000"]),
        ("step 1000001", 6, &["1000000"]),
        ("crash leadr", 7, &["did you mean `leader`?"]),
        ("crash n6", 7, &["n1 to n5", "`n6`"]),
        ("crash c1", 7, &["a node like n1, or leader, follower, all"]),
        ("cut", 4, &["a node like n1 or a client like c1"]),
        ("cut n1 |", 9, &["a node like n1"]),
        ("cut | n1", 5, &["a node like n1 or a client"]),
        ("cut n1 | n1", 10, &["each end on one side, once"]),
        ("cut n1 -> n2 | n3", 14, &["a node like n1"]),
        ("cut c1", 7, &["`|` or `->`"]),
        ("cut n1 > n2", 8, &["a node like n1"]),
        ("hold n1 n2", 9, &["`->`"]),
        ("hold n1 -> n1", 12, &["another end"]),
        ("network lantency 5ms", 9, &["did you mean `latency`?"]),
        ("network loss 5", 14, &["a share from 0% to 100%"]),
        ("network loss 500%", 14, &["a share from 0% to 100%"]),
        ("network latency 2h", 17, &["a range like"]),
        ("network latency 4000s", 17, &["at most 3600s"]),
        ("clock n1 0%", 10, &["from 1% to 10000%"]),
        ("clock n1 150", 10, &["a rate from"]),
        ("workload c1 evry 5ms", 13, &["did you mean `every`?"]),
        ("workload c1 every 0ms", 19, &["above zero"]),
        ("workload n1 off", 10, &["a client like c1"]),
        ("request set", 9, &["a command in quotes"]),
        ("request \"sit x 1\"", 9, &["a command: \"set k v\""]),
        ("request c3 \"get x\"", 9, &["c1 to c2", "`c3`"]),
        ("request c1 n9 \"get x\"", 12, &["n1 to n5"]),
        ("fire n1 elction", 9, &["did you mean `election`?"]),
        ("fire n1 rpc.n9", 9, &["n1 to n5"]),
        ("fire c1 election", 6, &["a node like n1"]),
        ("drop 17", 6, &["a message like m17", "`17`"]),
        ("delay m1", 9, &["a duration like 50ms"]),
        ("inject n1 -> n1 PreVoteReply term=1 voteGranted=true", 14, &["another node"]),
        ("inject n1 -> n2 RequestVot term=1", 17, &["did you mean `RequestVote`?"]),
        ("inject n1 -> n2 RequestVote term=1", 17, &["the fields of RequestVote", "candidateId"]),
        ("inject n1 -> n2 RequestVoteReply term=x voteGranted=true", 17, &["the fields of RequestVoteReply"]),
        (
            "inject n1 -> n2 RequestVoteReply term=18446744073709551615 voteGranted=true",
            17,
            &["the fields of RequestVoteReply"],
        ),
        ("inject n1 -> n2 RequestVoteReply term=1 voteGranted=yes", 17, &["true or false"]),
        ("inject n1 -> n2 RequestVoteReply term=1 voteGranted=true x=1", 17, &["`x"]),
        ("inject n1 -> n2 RequestVoteReply 5", 34, &["a field like term=3"]),
        ("request \"get x", 9, &["a closing quote"]),
        ("request \"a\\tb\"", 11, &["escapes"]),
        ("crash n1 ]", 10, &["a value", "`]`"]),
    ] {
        check_error(&format!("protocol raft\nclients 2\n{line}"), 3, column, says);
    }
}

#[test]
fn header_lines_stand_above_all_moves() {
    check_error("protocol raft\nrun 5ms\nset no-op on", 3, 1, &["above all moves"]);
}

#[test]
fn seek_stands_last() {
    check_error("protocol raft\nseek 3\nrun 5ms", 3, 1, &["`seek` as the last line only"]);
    assert_eq!(Sim::open("run 1s\nseek 3").position(), 3);
}

#[test]
fn bounds_are_named() {
    let long = format!("protocol raft\n# {}", "x".repeat(20_000));
    check_error(&long, 2, 1, &["LINE_MAX", "20002 bytes"]);
    let many = "\n".repeat(1_000_001);
    check_error(&many, 1, 1, &["TEXT_MAX"]);
    let command = format!("protocol raft\nrequest \"set x {}\"", "y".repeat(300));
    check_error(&command, 2, 9, &["COMMAND_MAX"]);
}

#[test]
fn no_bytes_make_it_panic() {
    for text in [
        "\0",
        "protocol raft\n\0",
        "protocol\u{a0}raft",
        "protocol raft\nrun \u{1f600}",
        "\u{feff}protocol raft",
        "protocol raft\n=",
        "protocol raft\ncrash =",
        "protocol raft\r\nrun 5ms\r\n",
        "protocol raft\n|",
        "protocol raft\n->",
        "protocol raft\n[",
        "protocol raft\n\"",
    ] {
        let _ = try_open(text);
    }
    let mut chance = crate::support::Chance::new(11);
    let words = [
        "n1",
        "n9",
        "c1",
        "m1",
        "->",
        "|",
        "leader",
        "all",
        "5ms",
        "1%",
        "150%",
        "[",
        "]",
        "\"set x 1\"",
        "\"",
        "term=3",
        "=",
        "#",
        "none",
        "every",
        "latency",
        "rpc.n3",
        "election",
        "RequestVote",
        "é",
        "18446744073709551616",
    ];
    for _ in 0..3_000 {
        let mut line = (*chance.pick(VERBS)).to_owned();
        for _ in 0..chance.below(6) {
            line.push(' ');
            line.push_str(words[chance.below(words.len() as u64) as usize]);
        }
        let _ = try_open(&format!("protocol raft\n{line}\nrun 5ms"));
    }
}

#[test]
fn a_wrong_line_changes_nothing() {
    let mut sim = Sim::open("seed 3\nrun 400ms");
    let before = (sim.frame(), sim.trace(), sim.session.cursor());
    for wrong in ["crash n1\ncrash n9", "run 5ms\nrun x", "request \"set x 1\"\nrequest \"oops\""] {
        let error = sim.try_act(wrong).expect_err("its second line is wrong");
        assert_eq!(error.line, Some(2));
        assert_eq!((sim.frame(), sim.trace(), sim.session.cursor()), before);
    }
}

#[test]
fn lines_end_as_everywhere() {
    let unix = Sim::open("protocol raft\nseed 5\nrun 300ms\n").trace();
    assert_eq!(Sim::open("protocol raft\r\nseed 5\r\nrun 300ms").trace(), unix);
    assert_eq!(Sim::open("\n# a comment\n\n  protocol raft   # here\nseed 5\n\nrun 300ms\n\n").trace(), unix);
}
