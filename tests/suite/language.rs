//! The scenario language: every line prints as it parses, and every error says where and what.

use ringleader::protocols::raft::Raft;
use ringleader::scenario::{self, Header, Move, VERBS};
use ringleader::setup::setup;

use crate::support::{Sim, catalog, list, try_open};

fn read_move(line: &str) -> Move {
    let lines = scenario::lines(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    let moves =
        scenario::read_moves(&lines, &*read_header("protocol raft\nnodes 5\nclients 2\nset disk 1ms").setup);
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
    "crash n1 losing 2",
    "crash leader losing 8",
    "disk n1 slow 200ms",
    "disk n2 stall",
    "disk n3 ok",
    "disk n1 finish",
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
    "network latency n1 n2 | n3 n4 80ms..100ms",
    "network latency n1 | n2 c1 | n3 20ms",
    "network loss n3 -> n2 50%",
    "network duplicate c1 n1 -> n2 n3 0.5%",
    "network order fifo",
    "network order any",
    "network bandwidth 10MB/s",
    "network bandwidth n1 -> n2 1500B/s",
    "network bandwidth n1 | n2 1000GB/s",
    "network bandwidth n1 | n2 unlimited",
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
    "drop n2->n1 RequestVote #1",
    "delay n1->n2 AppendEntriesReply #12 50ms",
    "duplicate c1->n2 ClientRequest #2",
    "deliver n1->c2 ClientReply #9007199254740991",
    "deliver n1->c2 ClientPush #2",
    "inject n2 -> n1 RequestVote term=3 candidateId=n2 lastLogIndex=4 lastLogTerm=2",
    "inject n2 -> n1 RequestVoteReply term=3 voteGranted=true",
    "inject n2 -> n1 PreVote term=3 candidateId=n2 lastLogIndex=4 lastLogTerm=2",
    "inject n2 -> n1 PreVoteReply term=3 voteGranted=false",
    "inject n2 -> n1 AppendEntriesReply term=4 success=true prevLogIndex=0 matchIndex=7 conflictIndex=none conflictTerm=none",
    "inject n2 -> n1 AppendEntriesReply term=4 success=false prevLogIndex=3 matchIndex=0 conflictIndex=3 conflictTerm=2",
    "inject n2 -> n1 AppendEntriesReply term=4 success=false prevLogIndex=none matchIndex=0 conflictIndex=none conflictTerm=none",
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
        ("network latency n1->n2 7ms", "network latency n1 -> n2 7ms"),
        ("network bandwidth 1.5kB/s", "network bandwidth 1500B/s"),
        ("network bandwidth 2000kB/s", "network bandwidth 2MB/s"),
        ("drop n2 -> n1 RequestVote", "drop n2->n1 RequestVote #1"),
        ("drop n2-> n1 RequestVote#2# the second", "drop n2->n1 RequestVote #2"),
        ("delay n2 ->n1 PreVote 5ms", "delay n2->n1 PreVote #1 5ms"),
        ("cut n1 n2->n3 c2", "cut n1 n2 -> n3 c2"),
        ("hold n1->n2", "hold n1 -> n2"),
        ("release n1->c2", "release n1 -> c2"),
        (
            "inject n2->n1 PreVoteReply term=3 voteGranted=true",
            "inject n2 -> n1 PreVoteReply term=3 voteGranted=true",
        ),
        (
            "inject n2 -> n1 RequestVote lastLogTerm=2 candidateId=n2 lastLogIndex=4 term=3",
            "inject n2 -> n1 RequestVote term=3 candidateId=n2 lastLogIndex=4 lastLogTerm=2",
        ),
    ] {
        assert_eq!(read_move(written).to_string(), printed);
    }
}

/// A `#` begins a comment but for the one place where it counts messages of a name.
#[test]
fn a_number_sign_counts_messages_and_nothing_else() {
    for (written, printed) in [
        ("drop m17 #1 of the plan", "drop m17"),
        ("drop m17 #1", "drop m17"),
        ("delay m17 5ms #2 of the plan", "delay m17 5ms"),
        ("delay n2->n1 PreVote 5ms #2 of the plan", "delay n2->n1 PreVote #1 5ms"),
        ("delay n2->n1 PreVote #3 5ms #2 of the plan", "delay n2->n1 PreVote #3 5ms"),
        ("drop n2->n1 PreVote #2 #3 of the plan", "drop n2->n1 PreVote #2"),
        ("drop n2->n1 PreVote # 2 is the second", "drop n2->n1 PreVote #1"),
        ("drop n2->n1 PreVote #why", "drop n2->n1 PreVote #1"),
        ("drop n2->n1 PreVote #", "drop n2->n1 PreVote #1"),
        ("cut n1 -> n2 n3 #1 of the plan", "cut n1 -> n2 n3"),
        ("hold n1 -> n2 #1 of the plan", "hold n1 -> n2"),
        ("crash n1 #1 of the plan", "crash n1"),
        ("request \"set a->b 1\" #1 of the plan", "request \"set a->b 1\""),
        (
            "inject n2 -> n1 PreVoteReply term=3 voteGranted=true #1 of the plan",
            "inject n2 -> n1 PreVoteReply term=3 voteGranted=true",
        ),
    ] {
        assert_eq!(read_move(written).to_string(), printed, "{written}");
    }
    // A kind without fields stands where a name could.
    let paxos = scenario::lines("inject n2 -> n1 Learn #1 of the plan").expect("it lexes");
    assert_eq!(paxos[0].tokens.len(), 5, "a comment");
    // An arrow within a value is the value's own.
    let sim = try_open("protocol paxos\nnodes 3\ninject n1 -> n2 Forward value=a->b\nrequest \"c->d\"");
    let trace = sim.expect("it opens").trace();
    assert!(trace.contains("Forward value=\"a->b\"") && trace.contains("requested 1 \"c->d\""), "{trace}");
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
set parallel-writes on
set client-timeout 1s
set disk 2ms..5ms
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
bug commit-moves-back
bug truncate-on-refusal
bug answer-before-commit
bug answer-before-written
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
        ("protocol", 1, 9, &["a protocol: raft, paxos, placement", "the end of the line"]),
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
        ("protocol raft\ngiven n1 term 9007199254740992", 2, 15, &["up to 9007199254740991 (COUNT_MAX)"]),
        ("protocol raft\nnodes 3\ngiven n1 term 1 vote n9", 3, 22, &["n1 to n3", "`n9`"]),
        ("protocol raft\ngiven n1 term 1 vote n9\nnodes 3", 2, 22, &["n1 to n3"]),
        ("protocol raft\ngiven n1 vote n9 term 1", 2, 15, &["n1 to n5"]),
        (
            "protocol raft\ngiven n1 term 2 log 1 1:\"set x c9\"/c1.1 2:\"set y 2\"/c9.1",
            2,
            41,
            &["c1, the only one", "c9.1"],
        ),
        ("protocol raft\nclients 0\ngiven n1 term 1 log 1:\"set x 1\"/c1.1", 3, 21, &["no client"]),
        ("protocol paxos\nnodes 3\ngiven n1 promised 3.n9", 3, 19, &["n1 to n3", "`3.n9`"]),
        ("protocol paxos\ngiven n1 promised 3.n9\nnodes 3", 2, 19, &["n1 to n3"]),
        ("protocol paxos\ngiven n1 accepted 2.n8 \"X\" promised 3.n1", 2, 19, &["n1 to n5", "`2.n8`"]),
        ("protocol paxos\ngiven n1 accepted 2.n1 n9 promised 3.n9", 2, 36, &["n1 to n5", "`3.n9`"]),
        ("protocol paxos\nset proposers [n9]", 2, 15, &["n1 to n5"]),
        ("protocol paxos\ngiven n1 promised 9007199254740992.n1", 2, 19, &["COUNT_MAX"]),
        ("protocol paxos\ngiven n1 tried 9007199254740992", 2, 16, &["COUNT_MAX"]),
    ] {
        check_error(text, line, column, says);
    }
    let unknown = ringleader::registry::open("protocol rafft", 1, true).err().expect("no such protocol");
    assert!(unknown.message.contains("did you mean `raft`?"), "{}", unknown.message);
}

/// Slips that many make: each text, its place, and what says which slip it is.
#[test]
fn known_slips_are_named() {
    for (text, line, column, says) in [
        // What cannot be seen is shown.
        ("protocol raft\u{200b}", 1, 10, &["`raft<U+200B>`", "did you mean `raft`?"] as &[_]),
        ("\u{feff}protocol raft", 1, 1, &["`<U+FEFF>protocol`", "did you mean `protocol`?"]),
        ("protocol raft\ncrash n1\u{202e}", 2, 7, &["`n1<U+202E>`"]),
        ("protocol raft\nset heartbeat 5ms\u{ad}", 2, 15, &["`5ms<U+00AD>`"]),
        ("protocol raft\nset x\u{200d}y 1", 2, 5, &["`x<U+200D>y`"]),
        ("protocol raft\n\u{0}", 2, 1, &["`<U+0000>`"]),
        ("protocol placement\njoin n6\u{2060}", 2, 6, &["`n6<U+2060>`"]),
        // Capitals.
        ("Protocol raft", 1, 1, &["a header with a line like `protocol raft`", "did you mean `protocol`?"]),
        ("PROTOCOL raft\nnodes 3", 1, 1, &["did you mean `protocol`?"]),
        ("nodes 3\nprotocl raft", 2, 1, &["`protocl`", "did you mean `protocol`?"]),
        ("protocol Raft", 1, 10, &["did you mean `raft`?"]),
        ("protocol raft\nNodes 3", 2, 1, &["did you mean `nodes`?"]),
        ("protocol raft\nClients 3", 2, 1, &["did you mean `clients`?"]),
        ("protocol raft\nCRASH leader", 2, 1, &["did you mean `crash`?"]),
        ("protocol placement\nLookup 3", 2, 1, &["did you mean `lookup`?"]),
        // Choices are listed.
        ("protocol ring", 1, 10, &["a protocol: raft, paxos, placement", "`ring`"]),
        (
            "protocol raft\nset size 3",
            2,
            5,
            &["the name of an option: election-timeout, heartbeat,", "client-timeout"],
        ),
        ("protocol raft\nset", 2, 4, &["the name of an option: election-timeout,"]),
        ("protocol raft\nbug off-by-one", 2, 5, &["a known bug: commit-any-term, ", "apply-twice"]),
        ("protocol paxos\nset quorum 3", 2, 5, &["the name of an option: proposers, learners,"]),
        ("protocol placement\nset size 3", 2, 5, &["the name of an option: strategy, compare, hash,"]),
        ("protocol placement\nset strategy consistent", 2, 14, &["one of modulo, ring,", "slots"]),
        ("protocol placement\nset strategy maglv", 2, 14, &["did you mean `maglev`?"]),
        ("protocol placement\nchange size 3", 2, 8, &["what changes: nodes, keys, weight, strategy,"]),
        ("protocol placement\nchange strategy jumps", 2, 17, &["one of modulo,", "did you mean `jump`?"]),
        ("protocol raft\nset reads locl", 2, 11, &["one of log, local", "did you mean `local`?"]),
        // Only what can stand there is offered.
        ("protocol raft\ncrash n0", 2, 7, &["expected n1 to n5, found `n0`"]),
        ("protocol raft\ncrash n99999", 2, 7, &["expected n1 to n5, found `n99999`"]),
        ("protocol raft\nclock c1 50%", 2, 7, &["expected a node like n1, found"]),
        ("protocol raft\nworkload c0 off", 2, 10, &["expected c1, the only one, found"]),
        ("protocol raft\ncut n0 | n1", 2, 5, &["expected n1 to n5, found"]),
        ("protocol placement\nleave n0", 2, 7, &["a node from n1 to n1000", "`n0`"]),
        ("protocol placement\ngiven n0 weight 2", 2, 7, &["a node from n1 to n1000", "`n0`"]),
        // A blank too many.
        ("protocol raft\nrun 5 s", 2, 5, &["no blank stands between a number and its unit: `5s`"]),
        ("protocol raft\nset heartbeat 50 ms", 2, 15, &["no blank", "`50ms`"]),
        ("protocol raft\nset client-timeout 0.5 s", 2, 20, &["no blank", "`0.5s`"]),
        ("protocol raft\nnetwork loss 5 %", 2, 14, &["no blank", "`5%`"]),
        ("protocol raft\nclock n1 150 %", 2, 10, &["no blank", "`150%`"]),
        ("protocol raft\ndelay m1 5 us", 2, 10, &["no blank", "`5us`"]),
        ("protocol raft\nnetwork latency 5ms .. 15ms", 2, 21, &["no blank stands within a range"]),
        ("protocol raft\nset election-timeout 5ms.. 15ms", 2, 22, &["no blank stands within a range"]),
        ("protocol placement\nrun 5 s", 2, 5, &["no blank", "`5s`"]),
        // Comments and quotes of other languages.
        ("// mine\nprotocol raft", 1, 1, &["`#` begins a comment"]),
        ("protocol raft\ncrash n1 // why", 2, 10, &["`#` begins a comment"]),
        ("protocol placement\njoin n6 // why", 2, 9, &["`#` begins a comment"]),
        (
            "protocol raft\nrequest \u{201c}set x 1\u{201d}",
            2,
            9,
            &["a straight quote `\"`", "the curly quote `\u{201c}`"],
        ),
        ("protocol raft\nrequest \u{2018}get x\u{2019}", 2, 9, &["the curly quote `\u{2018}`"]),
        ("protocol raft\nrequest \u{ff02}get x\u{ff02}", 2, 9, &["the curly quote `\u{ff02}`"]),
        ("protocol raft\nrequest 'get x'", 2, 9, &["a text stands between double quotes"]),
        ("protocol paxos\ngiven n1 accepted 2.n2 \u{201c}X\u{201d}", 2, 24, &["the curly quote"]),
        ("protocol placement\nlookup \u{201c}user:17\u{201d}", 2, 8, &["the curly quote"]),
        // Times at which no time would pass.
        ("protocol raft\nset heartbeat 0ms", 2, 15, &["a duration above 0ms", "let no time pass"]),
        ("protocol raft\nset election-timeout 0ms", 2, 22, &["a range above 0ms"]),
        ("protocol raft\nset election-timeout 0ms..300ms", 2, 22, &["a range above 0ms"]),
        ("protocol raft\nset rpc-timeout 0ms", 2, 17, &["a duration above 0ms"]),
        ("protocol raft\nset client-timeout 0ms", 2, 20, &["a duration above 0ms"]),
        ("protocol raft\nset client-timeout 3601s", 2, 20, &["at most 3600s"]),
    ] {
        check_error(text, line, column, says);
    }
}

#[test]
fn what_has_a_glyph_is_shown_as_it_is() {
    for plain in ["é", "中文", "\u{1F980}", "a b", "→", "“"] {
        assert_eq!(scenario::visible(plain), plain);
    }
    assert_eq!(scenario::visible("a\tb\u{3000}c\u{e0041}"), "a<U+0009>b<U+3000>c<U+E0041>");
}

#[test]
fn a_fast_clock_lets_time_pass() {
    let mut sim = Sim::open(
        "protocol raft\nnodes 3\nclients 0\nseed 1\nset election-timeout 1us..2us\nset heartbeat 1us\nset rpc-timeout 1us\nnetwork latency 0ms\nclock n1 10000%\nclock n2 10000%\nclock n3 10000%",
    );
    sim.act("step 1000");
    assert!(sim.now().us() > 1, "an instant holds only so many events: {}", sim.now());
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
        ("network", 8, &["latency, loss, duplicate, order, bandwidth", "the end of the line"]),
        ("network latency", 16, &["a range like 5ms..15ms", "the end of the line"]),
        ("network latency 9ms..5ms", 17, &["a range whose first end is not above its second"]),
        ("network latency n1 | n2", 24, &["a range like 5ms..15ms", "the end of the line"]),
        ("network latency n1 | n2 9ms..5ms", 25, &["a range whose first end is not above its second"]),
        ("network latency n1 n2 5ms", 23, &["`|` or `->` and another side", "`5ms`"]),
        ("network latency n1 | 5ms", 22, &["a node like n1 or a client like c1", "`5ms`"]),
        ("network latency | n1 5ms", 17, &["a node like n1 or a client like c1", "`|`"]),
        ("network latency n1 -> n1 5ms", 23, &["each end on one side, once"]),
        ("network loss n1 n2 | n3 n1 5%", 25, &["each end on one side, once"]),
        ("network loss n1 | n9 5%", 19, &["n1 to n5", "`n9`"]),
        ("network loss c7 -> n1 5%", 14, &["c1 to c2", "`c7`"]),
        ("network loss n1 -> n2 5ms", 23, &["a share from 0% to 100%", "`5ms`"]),
        ("network loss n1 -> n2 -> n3 5%", 23, &["a share from 0% to 100%", "`->`"]),
        ("network loss n1 -> n2 5% 6%", 26, &["the end of the line"]),
        ("network order", 14, &["any, fifo", "the end of the line"]),
        ("network order lifo", 15, &["an order of messages: any, fifo", "did you mean `fifo`?"]),
        ("network order n1 | n2 fifo", 15, &["any, fifo", "`n1`"]),
        ("network bandwidth 0MB/s", 19, &["a bandwidth above zero like 10MB/s", "`0MB/s`"]),
        ("network bandwidth n1 -> n2 0B/s", 28, &["a bandwidth above zero"]),
        ("network bandwidth 10", 19, &["a bandwidth like 10MB/s or 500kB/s, or unlimited", "`10`"]),
        ("network bandwidth 10Mbps", 19, &["a bandwidth like 10MB/s"]),
        ("network bandwidth -1kB/s", 19, &["a bandwidth like 10MB/s"]),
        ("network bandwidth 0.5B/s", 19, &["a bandwidth like 10MB/s"]),
        ("network bandwidth 1001GB/s", 19, &["at most 1000GB/s"]),
        ("network bandwidth 99999999999999999999GB/s", 19, &["a bandwidth like 10MB/s"]),
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
        ("drop \"m17\"", 6, &["a message like m17"]),
        ("drop m0", 6, &["a message like m17, or like `n2->n1 RequestVote #1`", "`m0`"]),
        ("drop", 5, &["a message like m17, or like", "the end of the line"]),
        ("delay m1", 9, &["a duration like 50ms"]),
        ("drop n9->n1 RequestVote", 6, &["n1 to n5", "`n9`"]),
        ("drop n2->n9 RequestVote", 10, &["n1 to n5", "`n9`"]),
        ("drop n2->c9 ClientReply", 10, &["c1 to c2", "`c9`"]),
        ("drop n2->n2 RequestVote", 10, &["another end"]),
        ("drop c1->c2 ClientReply", 10, &["a node like n1", "`c2`"]),
        ("drop n2 n1 RequestVote", 9, &["`->`", "`n1`"]),
        ("drop n2->", 10, &["a node like n1 or a client like c1", "the end of the line"]),
        ("drop n2->n1", 12, &["a kind of message: RequestVote, ", "the end of the line"]),
        ("drop n2->n1 #1", 12, &["a kind of message: RequestVote, ", "the end of the line"]),
        ("drop n2->n1 RequestVot", 13, &["did you mean `RequestVote`?"]),
        ("drop n2->n1 requestvote #1", 13, &["did you mean `RequestVote`?"]),
        ("drop n2->n1 Prepare", 13, &["a kind of message: RequestVote, ", "`Prepare`"]),
        ("drop n2->n1 ClientReply", 13, &["a kind of message: RequestVote, "]),
        ("drop c1->n2 RequestVote", 13, &["a kind of message: ClientRequest, found"]),
        ("drop n2->c1 ClientRequest", 13, &["a kind of message: ClientReply, ClientPush, found"]),
        ("drop n2->n1 RequestVote #0", 25, &["`#1` for the one sent first, `#2` for the next", "`#0`"]),
        ("drop n2->n1 RequestVote #01", 25, &["`#1` for the one sent first", "`#01`"]),
        ("drop n2->n1 RequestVote #1st", 25, &["`#1` for the one sent first", "`#1st`"]),
        ("drop n2->n1 RequestVote #9007199254740992", 25, &["`#1` for the one sent first"]),
        ("drop n2->n1 RequestVote 1", 25, &["the end of the line", "`1`"]),
        ("drop n2->n1 RequestVote #1 reason", 28, &["the end of the line", "`reason`"]),
        ("delay n2->n1 RequestVote #1", 28, &["a duration like 50ms", "the end of the line"]),
        ("delay n2->n1 RequestVote #1 5", 29, &["a duration like 150ms", "`5`"]),
        ("cut n1->n2->n3", 11, &["a node like n1"]),
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
        (
            "inject n1 -> n2 RequestVote term=1 candidateId=n9 lastLogIndex=0 lastLogTerm=0",
            36,
            &["n1 to n5", "`candidateId=n9`"],
        ),
        (
            "inject n1 -> n2 AppendEntries entries=[1:noop 1:\"get x\"/c9.1] term=1 leaderId=n1 prevLogIndex=0 prevLogTerm=0 leaderCommit=0",
            31,
            &["c1 to c2", "`entries="],
        ),
        ("request \"get x", 9, &["a closing quote"]),
        ("request \"a\\tb\"", 11, &["escapes"]),
        ("crash n1 ]", 10, &["a value", "`]`"]),
    ] {
        check_error(&format!("protocol raft\nclients 2\n{line}"), 3, column, says);
    }
}

/// Every kind of message of every protocol, with ids that stand as deep as they can: `n<i>` and `c<i>`.
const WITH_IDS: &[(&str, &[&str])] = &[
    (
        "raft",
        &[
            "RequestVote term=1 candidateId=n<i> lastLogIndex=0 lastLogTerm=0",
            "RequestVoteReply term=1 voteGranted=true",
            "PreVote term=1 candidateId=n<i> lastLogIndex=0 lastLogTerm=0",
            "PreVoteReply term=1 voteGranted=true",
            "AppendEntries term=1 leaderId=n<i> prevLogIndex=0 prevLogTerm=0 entries=[] leaderCommit=0",
            "AppendEntries term=1 leaderId=n1 prevLogIndex=0 prevLogTerm=0 entries=[1:noop 1:\"get n9\"/c<i>.1] leaderCommit=0",
            "AppendEntriesReply term=1 success=true prevLogIndex=0 matchIndex=1 conflictIndex=none conflictTerm=none",
        ],
    ),
    (
        "paxos",
        &[
            "Prepare ballot=1.n<i>",
            "Promise ballot=1.n<i> acceptedBallot=none acceptedValue=none",
            "Promise ballot=2.n1 acceptedBallot=1.n<i> acceptedValue=n9",
            "Accept ballot=1.n<i> value=n9",
            "Accepted ballot=1.n<i> value=c9",
            "Nack ballot=1.n<i> promised=2.n1",
            "Nack ballot=1.n1 promised=2.n<i>",
            "Learn",
            "Chosen ballot=1.n<i> value=X",
            "Forward value=n9",
        ],
    ),
];

#[test]
fn every_id_in_a_message_made_by_hand_is_one_of_the_cluster() {
    let catalog = catalog();
    for (protocol, messages) in WITH_IDS {
        let known = list(&catalog["protocols"]).iter().find(|one| one["name"] == *protocol).expect("known");
        for kind in list(&known["messages"]) {
            let kind = kind.as_str().expect("a kind");
            assert!(
                messages.iter().any(|message| message.split(' ').next() == Some(kind)),
                "{kind} is tried"
            );
        }
        for message in *messages {
            let open = |number: &str| {
                let message = message.replace("<i>", number);
                let text = format!("protocol {protocol}\nnodes 3\nclients 3\ninject n1 -> n2 {message}");
                try_open(&text).map(|_| ()).map_err(|error| error.message)
            };
            assert_eq!(open("3"), Ok(()), "{message}");
            if message.contains("<i>") {
                let says = open("4").expect_err(message);
                assert!(says.contains("n1 to n3") || says.contains("c1 to c3"), "{says}");
            }
        }
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
        "n2->n1",
        "#1",
        "#0",
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

/// What the catalog says that an option takes, it takes: a form offers nothing that is refused.
#[test]
fn every_option_takes_its_bounds() {
    for protocol in list(&catalog()["protocols"]) {
        let name = protocol["name"].as_str().expect("a name");
        for option in list(&protocol["options"]) {
            for bound in ["min", "max"] {
                let Some(value) = option[bound].as_f64() else { continue };
                let value = match option["type"].as_str() {
                    Some("duration") => format!("{value}ms"),
                    Some("range") => format!("{value}ms..{}ms", option["max"]),
                    _ => value.to_string(),
                };
                let line = format!("set {} {value}", option["name"].as_str().expect("a name"));
                let opened = try_open(&format!("protocol {name}\n{line}"));
                assert!(opened.is_ok(), "{name}: {line}: {:?}", opened.err().map(|error| error.message));
            }
        }
    }
}
