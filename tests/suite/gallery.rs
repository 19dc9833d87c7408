//! Every scenario of the gallery: its golden trace, and the thing to see in it.

use std::fs;
use std::path::PathBuf;

use ringleader::registry;
use ringleader::time::Time;

use crate::support::{Line, Sim, check_has, check_none, gallery, json, list, noted, the, who, with};

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.txt"))
}

/// `RINGLEADER_BLESS=1 cargo test` writes the traces anew: read the difference before you commit it.
#[test]
fn every_scenario_has_its_golden_trace() {
    let bless = std::env::var_os("RINGLEADER_BLESS").is_some();
    for entry in registry::gallery() {
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
fn a_scenario_breaks_a_property_if_it_has_a_bug_or_a_forgery_and_only_then() {
    for entry in registry::gallery() {
        let mut sim = Sim::gallery(entry.name);
        sim.session.seek(sim.length());
        let broken = sim.violated();
        let wrong = ["\nbug ", "\ninject "].iter().any(|line| entry.text.contains(line));
        assert_eq!(!broken.is_empty(), wrong, "{} breaks {broken:?}", entry.name);
    }
}

#[test]
fn every_scenario_says_what_to_see_and_what_its_run_rests_on() {
    for entry in registry::gallery() {
        assert!(entry.text.starts_with("# "), "{} begins with a comment", entry.name);
        let states = entry.protocol != "raft" || entry.text.contains("\nset no-op ");
        assert!(states, "{} states whether leaders write a no-op", entry.name);
        assert!(entry.text.contains("\nseed "), "{} has a seed", entry.name);
        assert!(entry.text.contains(&format!("\nprotocol {}\n", entry.protocol)), "{}", entry.name);
    }
}

/// A scenario without its moves.
fn start_of(name: &str) -> &'static str {
    let text = gallery(name);
    &text[..text.find("\nrun ").map_or(text.len(), |end| end + 1)]
}

/// A scenario up to, and without, the n-th line that is this one.
fn up_to(name: &str, line: &str, nth: usize) -> String {
    let lines: Vec<&str> = gallery(name).lines().collect();
    let at = lines.iter().enumerate().filter(|(_, l)| **l == line).nth(nth).expect("the line").0;
    lines[..at].join("\n")
}

/// The whole run of a scenario, line by line.
fn played(name: &str) -> (Sim, Vec<Line>) {
    let mut sim = Sim::gallery(name);
    sim.session.seek(sim.length());
    let lines = sim.all();
    (sim, lines)
}

fn logs_agree(sim: &Sim) -> bool {
    let nodes = sim.nodes();
    nodes.iter().all(|node| node.log == nodes[0].log)
}

/// Choice `three`: with three votes, its own included, a candidate becomes leader.
#[test]
fn first_election_needs_three_votes() {
    let mut sim = Sim::open(start_of("first-election"));
    let lines = sim.until("raft.leader.elected");
    let elected = the(&lines, &["raft.leader.elected"]);
    assert_eq!((elected.number("votes"), elected.number("needed")), (3, 3));
    let (sim, lines) = played("first-election");
    assert_eq!(who(&lines, "raft.leader.elected").len(), 1);
    assert!(sim.nodes().iter().all(|node| node.leader == elected.place), "all follow it");
}

/// Choice `majority`: the leader commits as soon as three of five hold the entry.
#[test]
fn replication_commits_with_a_majority() {
    let (sim, lines) = played("replication");
    for commit in noted(&lines, "raft.commit.advanced") {
        assert_eq!((commit.number("copies"), commit.number("needed")), (3, 3), "{}", commit.text);
    }
    let answers: Vec<&str> = noted(&lines, "answered").iter().map(|l| l.rest.as_str()).collect();
    assert_eq!(answers, ["1 \"set x 1\" \"ok\"", "2 \"set y 2\" \"ok\"", "3 \"get x\" \"1\""]);
    assert!(logs_agree(&sim));
    assert!(sim.nodes().iter().all(|node| node.commit_index == 4));
}

/// Choice `higher`: the next leader leads in a higher term.
#[test]
fn leader_crash_leads_to_a_higher_term() {
    let (sim, lines) = played("leader-crash");
    let terms: Vec<u64> = noted(&lines, "raft.leader.elected").iter().map(|l| l.number("term")).collect();
    assert_eq!(terms.len(), 2);
    assert!(terms[0] < terms[1]);
    let crashed = who(&lines, "crashed")[0];
    assert_ne!(sim.leader(), Some(crashed));
    let log = sim.node(1).log;
    assert!(log.iter().any(|(_, command)| command.as_deref() == Some("set x 1")), "what was answered stays");
    assert!(logs_agree(&sim), "the old leader came back");
}

/// Choice `nobody`: two candidates with two votes each; a later term decides.
#[test]
fn split_vote_leaves_a_term_without_a_leader() {
    let (_, lines) = played("split-vote");
    let in_term_1 = |rule: &str| with(&lines, &[rule, "term=1 "]).len();
    assert_eq!((in_term_1("raft.election.started"), in_term_1("raft.vote.granted")), (2, 2));
    let granted: Vec<_> = with(&lines, &["raft.vote.granted", "term=1 "])
        .iter()
        .map(|l| l.param("candidate").map(str::to_owned))
        .collect();
    assert_ne!(granted[0], granted[1], "a vote for each");
    let terms: Vec<u64> = noted(&lines, "raft.leader.elected").iter().map(|l| l.number("term")).collect();
    assert_eq!(terms, [2]);
}

/// Choice `majority`: only the client on the side of the majority is answered while the network is cut.
#[test]
fn partition_answers_on_the_side_of_the_majority() {
    let (sim, lines) = played("partition");
    let place = |verb: &str| {
        lines.iter().position(|l| l.what == "action" && l.rest.starts_with(verb)).expect("the move")
    };
    let (cut, heal) = (place("cut"), place("heal"));
    check_has(&lines[cut..heal], &["c2 answered 2 \"set y 2\""]);
    check_none(&lines[cut..heal], &["c1 answered"]);
    check_has(&lines[heal..], &["c1 answered 2 \"set x 2\""]);
    check_has(&lines[heal..], &["n1 raft.stepped-down.higher-term"]);
    let mut truncated = who(&lines[heal..], "raft.append.truncated");
    truncated.sort();
    assert_eq!(truncated, [1, 2], "the old leader's entries go");
    assert!(logs_agree(&sim));
}

/// Figure 7: a, b, e and f vote for the leader of term 8; c and d have more up-to-date logs and refuse.
#[test]
fn figure_7_votes() {
    let (_, lines) = played("figure-7");
    let mut granted = who(&lines, "raft.vote.granted");
    granted.sort();
    assert_eq!(granted, [2, 3, 6, 7], "a, b, e and f");
    let mut refused = who(&lines, "raft.vote.refused.log-behind");
    refused.sort();
    assert_eq!(refused, [4, 5], "c and d");
    assert_eq!(the(&lines, &["raft.leader.elected"]).number("term"), 8);
}

/// Figure 7, choice `conflict`: followers' logs are repaired; what c and d have beyond the leader's end goes when
/// index 11 is written.
#[test]
fn figure_7_repairs_logs() {
    let mut sim = Sim::open(&up_to("figure-7", "request n1 \"set x 11\"", 0));
    let leader = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6];
    for n in [1, 2, 3, 6, 7] {
        assert_eq!(sim.node(n).terms(), leader, "n{n}");
    }
    assert_eq!(sim.node(4).terms(), [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6], "c keeps its entry at index 11");
    assert_eq!(sim.node(5).terms(), [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7], "d keeps its two");
    assert_eq!(sim.node(1).commit_index, 0, "and nothing of an earlier term is committed");
    let lines = sim.act("request n1 \"set x 11\"\nrun 200ms");
    assert_eq!(
        who(&lines, "raft.append.truncated").into_iter().collect::<std::collections::BTreeSet<_>>(),
        [4, 5].into()
    );
    assert!(logs_agree(&sim));
    assert_eq!((sim.node(1).terms().len(), sim.node(1).commit_index), (11, 11));
}

/// Figure 8, choice `own-term`: three of five hold the entry of term 2, and the leader of term 4 does not commit it.
/// In the ending (d) it is overwritten.
#[test]
fn figure_8_d_overwrites_an_entry_on_a_majority() {
    let (sim, lines) = played("figure-8");
    let held = with(&lines, &["n1 raft.commit.held-back.earlier-term index=2 entryTerm=2 term=4"]);
    assert!(!held.is_empty());
    let before = Sim::open(&up_to("figure-8", "crash n1", 1));
    let copies = [1, 2, 3, 4, 5].map(|n| before.node(n).terms().get(1) == Some(&2));
    assert_eq!(copies, [true, true, true, false, false]);
    assert!(before.nodes().iter().all(|node| node.commit_index == 0));
    for n in [2, 3, 4, 5] {
        assert_eq!(sim.node(n).terms(), [1, 3, 5], "n{n}");
    }
    check_has(&lines, &["n5 raft.commit.advanced commitIndex=3 was=0", "term=5"]);
}

/// Figure 8, the ending (e): along with an entry of its own term the leader commits that of term 2, and n5, whose
/// log is behind now, cannot win.
#[test]
fn figure_8_e_commits_along_with_an_entry_of_its_own_term() {
    let mut sim = Sim::open(&up_to("figure-8", "crash n1", 1));
    let lines = sim.act("request c2 n1 \"set y 3.4\"\nrun 60ms");
    check_has(&lines, &["n1 raft.commit.advanced commitIndex=3 was=0", "term=4"]);
    check_has(&lines, &["c2 answered"]);
    let lines = sim.act("crash n1\nheal\nrestart n5\nfire n5 election\nrun 30ms\nfire n5 election\nrun 30ms");
    check_none(&lines, &["n5 raft.leader.elected"]);
    assert!(who(&lines, "raft.vote.refused.log-behind").starts_with(&[2, 3]));
    sim.act("restart all\nrun 2s");
    assert!(sim.nodes().iter().all(|node| node.terms().starts_with(&[1, 2, 4])));
    assert_eq!(sim.violated(), Vec::<String>::new());
}

/// Figure 8 with the rule of 5.4.2 left out: the entry is committed, and then overwritten all the same.
#[test]
fn figure_8_with_the_bug_loses_a_committed_entry() {
    let text = gallery("figure-8").replace("set batch 1", "set batch 1\nbug commit-any-term");
    let sim = Sim::open(&text);
    check_has(&sim.all(), &["n1 raft.commit.advanced commitIndex=2", "term=4"]);
    assert_eq!(sim.violated(), ["leader-completeness", "state-machine-safety"]);
}

/// Choice `no`: it takes longer, and nothing is committed twice.
#[test]
fn lost_messages_cost_time_only() {
    let (sim, lines) = played("lost-messages");
    assert!(with(&lines, &["lost", "reason=loss"]).len() > 50);
    assert!(noted(&lines, "answered").len() >= 5, "requests are answered all the same");
    assert!(!noted(&lines, "raft.vote.asked-again").is_empty());
    assert!(!noted(&lines, "raft.append.sent-again").is_empty());
    assert!(!noted(&lines, "retried").is_empty());
    assert_eq!(sim.violated(), Vec::<String>::new());
}

/// Choice `timeout`: heartbeats pass without the entry; it comes when the leader sends it again, and only then.
#[test]
fn sent_again_brings_the_entry_after_the_rpc_timeout() {
    let (sim, lines) = played("sent-again");
    let entry = "entries=[1:\"set x 1\"/c1.1]";
    let first = the(&lines, &["n1 raft.command.appended index=2"]).at.us();
    let lost = the(&lines, &["lost", "n1 -> n5", entry, "reason=cut"]);
    let again = the(&lines, &["n1 raft.append.sent-again follower=n5 nextIndex=2"]);
    assert_eq!(again.at.us() - first, 200_000, "rpc-timeout");
    let between: Vec<&Line> = lines.iter().filter(|l| l.at > lost.at && l.at < again.at).collect();
    let heartbeats = between.iter().filter(|l| l.has(&["n5 raft.append.accepted", "count=0"])).count();
    assert!(heartbeats >= 3, "{heartbeats} heartbeats that bring nothing");
    assert_eq!(with(&lines, &["n1 sent", "n1 -> n5", entry]).len(), 2);
    for node in 2..=4 {
        assert_eq!(with(&lines, &["n1 sent", &format!("n1 -> n{node}"), entry]).len(), 1);
    }
    check_has(&lines, &["n5 raft.append.accepted leader=n1 count=1 matchIndex=2"]);
    assert!(logs_agree(&sim));
}

/// Choice `no`: a majority is enough; the slow one catches up.
#[test]
fn slow_follower_is_not_waited_for() {
    let (sim, lines) = played("slow-follower");
    let resumed = lines.iter().position(|l| l.what == "resumed").expect("it goes on");
    assert_eq!(noted(&lines[..resumed], "answered").len(), 3);
    assert_eq!(noted(&lines[resumed..], "answered").len(), 0);
    assert!(logs_agree(&sim), "it has caught up");
    assert_eq!(sim.node(5).machine.get("x").map(String::as_str), Some("3"));
}

/// Choice `election`: heartbeats stand in line behind the entries, and n5 stands for election; without the line that makes
/// the link narrow it does not.
#[test]
fn on_a_narrow_link_heartbeats_come_too_late() {
    let (sim, lines) = played("narrow-link");
    let entries = with(&lines, &["n1 sent", "n1 -> n5 AppendEntries", "entries=[1:"])[0];
    let election = the(&lines, &["n5 raft.election.started"]);
    assert!(election.at < entries.at + Time::from_ms(400), "n5 does not wait that long");
    let waiting = |line: &&&Line| line.at > entries.at && line.at < election.at;
    let heartbeats = with(&lines, &["n1 sent", "n1 -> n5 AppendEntries", "entries=[]"]);
    let behind: Vec<&Line> = heartbeats.iter().filter(waiting).copied().collect();
    assert!(behind.len() > 1, "heartbeats were sent meanwhile");
    let arrived =
        |line: &Line| with(&lines, &["n5 delivered", line.rest.split(' ').next().expect("an id")])[0].at;
    assert!(behind.iter().all(|line| arrived(line) > election.at), "and none arrived");
    check_has(&lines, &["n1 raft.stepped-down.higher-term"]);
    assert_ne!(sim.leader(), Some(5), "its log is too short to win");
    let wide = Sim::open(&gallery("narrow-link").replace("network bandwidth n1 -> n5 2kB/s\n", ""));
    check_none(&wide.all(), &["n5 raft.election.started"]);
}

/// Choice `asia`: with America up its copy makes the majority, with America down the one from Asia.
#[test]
fn a_write_waits_for_the_nearest_majority_of_zones() {
    let (_, lines) = played("three-zones");
    let decisive = |index: u64| {
        let commits = with(&lines, &["n1 raft.commit.advanced", &format!("commitIndex={index}"), "copies=3"]);
        let event = commits[0].position();
        let reply = lines.iter().find(|line| line.position() == event && line.has(&["delivered"]));
        (reply.expect("a reply").rest.clone(), commits[0].at)
    };
    let asked = |nth: usize| with(&lines, &["c1 requested"])[nth].at;
    let (first, at) = decisive(2);
    assert!(first.contains("n3 -> n1") || first.contains("n4 -> n1"), "{first}");
    assert!((Time::from_ms(80)..Time::from_ms(120)).contains(&(at - asked(0))), "there and back");
    let (second, at) = decisive(3);
    assert!(second.contains("n5 -> n1"), "{second}");
    assert!(at - asked(1) >= Time::from_ms(240), "there and back, farther");
    check_has(&lines, &["c1 answered 2"]);
    let whole = Sim::open(&gallery("three-zones").replace("crash us\n", ""));
    let quicker = the(&whole.all(), &["c1 answered 2"]).at - with(&whole.all(), &["c1 requested"])[1].at;
    assert!(quicker < Time::from_ms(120), "without the crash America's copy comes first");
}

/// Choice `written`: what its disk had not finished is gone; the command is committed when n3 has written it.
#[test]
fn a_crash_takes_what_the_disk_had_not_finished() {
    let (sim, lines) = played("slow-disk");
    let place = |parts: &[&str]| lines.iter().position(|line| line.has(parts)).expect("it is there");
    let (crash, committed) = (place(&["n2 crashed"]), place(&["raft.commit.advanced", "commitIndex=2"]));
    check_has(&lines[crash..=crash + 1], &["n2 writes-lost unfinished=1 finished=0"]);
    assert!(place(&["n3 written 3"]) < committed && committed < place(&["c1 answered"]));
    check_none(&lines[..crash], &["n2 sent", "matchIndex=2"]);
    let restart = place(&["n2 restarted"]);
    check_has(&lines[restart..], &["n2 raft.append.accepted", "count=0 matchIndex=1"]);
    assert!(logs_agree(&sim), "it has caught up");
    // Without the line there is nothing to wait for, and nothing is lost.
    let text = gallery("slow-disk");
    let moves = text.lines().filter(|line| !line.starts_with("disk ") && !line.starts_with("set disk"));
    let plain = Sim::open(&moves.collect::<Vec<_>>().join("\n")).all();
    check_none(&plain, &["writes-lost"]);
    check_has(&plain, &["n2 sent", "AppendEntriesReply", "matchIndex=2"]);
}

/// Choice `keep`: the follower keeps the entries beyond those of the late message.
#[test]
fn late_append_truncates_nothing() {
    let (sim, lines) = played("late-append");
    let late = the(&lines, &["n2 delivered m46 "]);
    let place = lines.iter().position(|l| l == late).expect("it is there");
    let newer = lines[..place]
        .iter()
        .rfind(|l| l.node() == Some(2) && l.what == "raft.append.accepted")
        .expect("a newer one");
    assert_eq!(newer.number("matchIndex"), 3);
    assert_eq!(lines[place + 1].number("matchIndex"), 2, "it names index 2 only");
    check_none(&lines, &["raft.append.truncated"]);
    assert!(logs_agree(&sim));
    assert_eq!(sim.node(2).terms().len(), 3);
}

/// Choice `once`: the retry is answered from the record.
#[test]
fn retry_once_takes_effect_once() {
    let (sim, lines) = played("retry-once");
    check_has(&lines, &["c1 lost", "reason=cut"]);
    check_has(&lines, &["c1 retried 2 \"cas x 1 2\""]);
    check_has(&lines, &["n1 raft.request.answered-again client=c1 number=2"]);
    check_has(&lines, &["c1 answered 2 \"cas x 1 2\" \"ok\""]);
    assert_eq!(with(&lines, &["n1 raft.applied ", "cas x 1 2"]).len(), 1);
    assert_eq!(sim.node(1).log.iter().filter(|(_, c)| c.as_deref() == Some("cas x 1 2")).count(), 1);
}

/// Choice `one`: what the client gave up was done, once for all its tries; the late answer changes nothing.
#[test]
fn what_a_client_gave_up_is_done_all_the_same() {
    let (sim, lines) = played("unknown-outcome");
    assert!(!noted(&lines, "retried").is_empty());
    let given_up = the(&lines, &["c1 given-up 1 \"incr x\""]);
    let done = the(&lines, &["n1 raft.applied ", "incr x"]);
    assert!(done.at < given_up.at);
    the(&lines, &["c1 answered-late 1 \"incr x\" \"1\""]);
    check_has(&lines, &["c1 answered 2 \"get x\" \"1\""]);
    let client = sim.client(1);
    assert_eq!(list(&client["operations"])[0]["outcome"], "unknown");
    // Without a deadline it goes on asking, and is answered in the end.
    let patient = Sim::open(&gallery("unknown-outcome").replace("set client-deadline 250ms\n", ""));
    check_none(&patient.all(), &["given-up"]);
    check_has(&patient.all(), &["c1 answered 1 \"incr x\" \"1\""]);
}

/// Choice `old`: the deposed leader answers with the old value after the new one was acknowledged.
#[test]
fn stale_read_answers_with_the_old_value() {
    let (_, lines) = played("stale-read");
    let place =
        |parts: &[&str]| lines.iter().position(|l| l.has(parts)).unwrap_or_else(|| panic!("{parts:?}"));
    let written = place(&["c2 answered 1 \"set x 2\""]);
    let stale = place(&["c1 answered 2 \"get x\" \"1\""]);
    assert!(written < stale);
    check_has(&lines, &["c2 answered 2 \"get x\" \"2\""]);
    let log = gallery("stale-read").replace("set reads local\n", "");
    check_none(&Sim::open(&log).all(), &["c1 answered 2 \"get x\" \"1\""]);
}

/// Choice `stays`: the returning server is refused and the leader leads on; without pre-vote it falls.
#[test]
fn pre_vote_keeps_the_leader() {
    let (sim, lines) = played("pre-vote");
    let heal = lines.iter().position(|l| l.rest == "heal").expect("the move");
    assert!(!noted(&lines[heal..], "raft.pre-vote.refused.leader-alive").is_empty());
    assert_eq!(noted(&lines, "raft.leader.elected").len(), 1);
    assert!(sim.nodes().iter().all(|node| node.term == 1));
    let without = Sim::open(&gallery("pre-vote").replace("set pre-vote on\n", "")).all();
    let heal = without.iter().position(|l| l.rest == "heal").expect("the move");
    assert!(!noted(&without[heal..], "raft.stepped-down.higher-term").is_empty());
}

/// With pre-vote and without check-quorum a leader that hears nobody blocks elections; with it, it steps down.
/// Choice `never`: nobody answers; with check-quorum a new leader would.
#[test]
fn one_way_cut_blocks_until_the_leader_checks_its_quorum() {
    let (sim, lines) = played("one-way-cut");
    assert_eq!(sim.leader(), Some(1));
    assert_eq!(noted(&lines, "answered").len(), 1, "the second request is never answered");
    assert_eq!(noted(&lines, "raft.leader.elected").len(), 1);
    let checked = gallery("one-way-cut").replace("set check-quorum off", "set check-quorum on");
    let mut sim = Sim::open(&format!("{checked}\nrun 2s"));
    let lines = sim.all();
    check_has(&lines, &["n1 raft.stepped-down.no-quorum"]);
    assert_eq!(noted(&lines, "answered").len(), 2, "another leader answers");
    assert_ne!(sim.leader(), Some(1));
    sim.act("heal\nrun 1s");
    assert_eq!(sim.violated(), Vec::<String>::new());
}

/// What each `sometimes` property waits for: the code of the rule that shows it.
const SHOWN_BY: &[(&str, &str)] = &[
    ("a-leader-is-elected", "raft.leader.elected"),
    ("an-entry-commits", "raft.commit.advanced"),
    ("a-value-is-chosen", "paxos.value.chosen"),
    ("an-earlier-value-is-adopted", "paxos.value.adopted"),
    ("a-key-moves", "placement.keys.moved"),
    ("a-replica-walk-skips", "placement.replica.skipped"),
];

/// The properties of a run that it has shown, and those whose rule was noted in it.
fn seen_and_noted(sim: &mut Sim) -> (Vec<String>, Vec<String>) {
    sim.session.seek(sim.length());
    let properties = json(&sim.session.properties());
    let lines = sim.all();
    let (mut seen, mut shown) = (Vec::new(), Vec::new());
    for property in list(&properties).iter().filter(|property| property["kind"] == "sometimes") {
        let name = property["name"].as_str().expect("a name");
        let rule = SHOWN_BY.iter().find(|(of, _)| *of == name).expect("a rule").1;
        if property["status"] == "seen" {
            seen.push(name.to_owned());
        }
        if !noted(&lines, rule).is_empty() {
            shown.push(name.to_owned());
        }
    }
    (seen, shown)
}

#[test]
fn what_a_run_shows_sometimes_is_what_its_records_show() {
    for entry in registry::gallery() {
        let (seen, shown) = seen_and_noted(&mut Sim::gallery(entry.name));
        assert_eq!(seen, shown, "{}", entry.name);
    }
}

/// A lone server wins its election and commits its no-op in one step.
#[test]
fn one_event_may_show_several_properties() {
    let mut sim = Sim::open("protocol raft\nnodes 1\nclients 0\nseed 1\nrun 1s");
    let both = ["a-leader-is-elected", "an-entry-commits"].map(str::to_owned).to_vec();
    assert_eq!(seen_and_noted(&mut sim), (both.clone(), both));
    assert_eq!(sim.node(1).commit_index, 1);
}

/// Choice `two`: n2 votes twice in term 2, and both n3 and n1 lead in it. Without the bug it refuses n1.
#[test]
fn a_forgotten_term_lets_two_lead_in_one_term() {
    let (sim, lines) = played("bug-forget-term-on-restart");
    assert_eq!(with(&lines, &["n2 raft.vote.granted", "term=2"]).len(), 2);
    let in_term_2 = with(&lines, &["raft.leader.elected", "term=2"]);
    assert_eq!(in_term_2.iter().filter_map(|line| line.node()).collect::<Vec<_>>(), [3, 1]);
    assert_eq!(sim.violated(), ["election-safety", "term-monotonic"]);
    let without =
        Sim::open(&gallery("bug-forget-term-on-restart").replace("bug forget-term-on-restart\n", ""));
    check_has(&without.all(), &["n2 raft.vote.refused.already-voted candidate=n1", "term=2"]);
}

/// Choice `none`: the client was told ok, and no server has x. Without the bug it is told nothing.
#[test]
fn an_answer_before_commit_is_an_answer_for_nothing() {
    let (sim, lines) = played("bug-answer-before-commit");
    check_has(&lines, &["c1 answered 1 \"set x 1\" \"ok\""]);
    check_has(&lines, &["c2 answered 1 \"get x\" \"none\""]);
    assert_eq!(sim.violated(), ["exactly-once-answered"]);
    let without = Sim::open(&gallery("bug-answer-before-commit").replace("bug answer-before-commit\n", ""));
    check_none(&without.all(), &["c1 answered"]);
}

/// Choice `committed`: the leader deletes a command that is committed and answered. Without the bug n5 gets it.
#[test]
fn a_leader_that_truncates_on_refusal_loses_what_is_committed() {
    let (sim, lines) = played("bug-truncate-on-refusal");
    check_has(&lines, &["c1 answered 2 \"set x 2\" \"ok\""]);
    assert_eq!(who(&lines, "raft.append.truncated")[0], 2, "the leader's own log");
    assert_eq!(sim.violated(), ["leader-append-only"]);
    assert_eq!(sim.node(2).terms(), [1], "of what was committed, only the no-op is left");
    let without = Sim::open(&gallery("bug-truncate-on-refusal").replace("bug truncate-on-refusal\n", ""));
    check_none(&without.all(), &["raft.append.truncated"]);
    assert_eq!(without.node(5).log, without.node(2).log);
}
