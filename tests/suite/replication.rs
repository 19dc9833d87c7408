//! Log replication (5.3), committing (5.3, 5.4.2) and what crashes mean for it (5.5).

use crate::kernel::LED;
use crate::support::{Line, Sim, check_has, check_none, noted, the, who, with};

fn led() -> Sim {
    Sim::open(LED)
}
fn led_with(options: &str) -> Sim {
    Sim::open(&format!("{options}\n{LED}"))
}
fn quiet(more: &str) -> Sim {
    Sim::open(&format!("set election-timeout 10s\n{more}\nnetwork latency 10ms"))
}
fn append(to: u16, term: u64, prev: (u64, u64), entries: &str, commit: u64) -> String {
    let (index, of) = prev;
    format!(
        "inject n1 -> n{to} AppendEntries term={term} leaderId=n1 prevLogIndex={index} prevLogTerm={of} entries=[{entries}] leaderCommit={commit}\nrun 10ms"
    )
}
fn reply(from: u16, term: u64, rest: &str) -> String {
    format!("inject n{from} -> n1 AppendEntriesReply term={term} {rest}\nrun 10ms")
}
const ACCEPTED: &str = "conflictIndex=none conflictTerm=none";
fn refused(prev_log_index: &str) -> String {
    format!("success=false prevLogIndex={prev_log_index} matchIndex=0 conflictIndex=none conflictTerm=none")
}

// ------------------------------------------------------------------------------------------- the follower

#[test]
fn entries_after_a_missing_one_are_refused() {
    let mut sim = quiet("given n2 term 1 log 1 1");
    let lines = sim.act(&append(2, 1, (3, 1), "1:noop", 0));
    check_has(&lines, &["n2 raft.append.refused.missing leader=n1 prevLogIndex=3 lastIndex=2"]);
    check_has(&lines, &["AppendEntriesReply term=1 success=false prevLogIndex=3"]);
    assert_eq!(sim.node(2).terms(), [1, 1]);
}

#[test]
fn entries_after_one_of_another_term_are_refused() {
    let mut sim = quiet("given n2 term 3 log 1 1 2");
    let lines = sim.act(&append(2, 3, (3, 3), "3:noop", 0));
    check_has(&lines, &["n2 raft.append.refused.conflict leader=n1 prevLogIndex=3 prevLogTerm=3 ownTerm=2"]);
    check_has(&lines, &["AppendEntriesReply term=3 success=false prevLogIndex=3"]);
    assert_eq!(sim.node(2).terms(), [1, 1, 2]);
}

#[test]
fn a_conflicting_entry_goes_with_all_that_follow_it() {
    let mut sim = quiet("given n2 term 3 log 1 1 2 2 2");
    let lines = sim.act(&append(2, 3, (2, 1), "2:\"set x 3.2\" 3:noop", 0));
    check_has(&lines, &["n2 raft.append.truncated from=4 count=2"]);
    assert_eq!(sim.node(2).terms(), [1, 1, 2, 3]);
}

#[test]
fn entries_that_are_there_already_stay() {
    let mut sim = quiet("given n2 term 1 log 1 1 1");
    let before = sim.node(2).log;
    let lines = sim.act(&append(2, 1, (0, 0), "1:\"set x 1.1\"", 0));
    check_has(&lines, &["n2 raft.append.accepted leader=n1 count=1 matchIndex=1"]);
    check_none(&lines, &["truncated"]);
    sim.act(&append(2, 1, (1, 1), "", 0));
    assert_eq!(sim.node(2).log, before);
}

#[test]
fn the_same_entries_twice_are_the_same_as_once() {
    let mut sim = quiet("");
    let message = append(2, 1, (0, 0), "1:noop 1:\"set x 1\"", 1);
    sim.act(&message);
    let before = sim.node(2);
    let lines = sim.act(&message);
    let after = sim.node(2);
    assert_eq!(
        (after.log, after.commit_index, after.machine),
        (before.log, before.commit_index, before.machine)
    );
    check_has(&lines, &["n2 raft.append.accepted leader=n1 count=2 matchIndex=2"]);
}

#[test]
fn commit_index_follows_the_leaders_up_to_the_last_new_entry() {
    let mut sim = quiet("given n2 term 1 log 1 1 1 1");
    sim.act(&append(2, 1, (2, 1), "", 9));
    assert_eq!(sim.node(2).commit_index, 2, "what follows is not known to be the leader's");
    sim.act(&append(2, 1, (2, 1), "1:\"set x 3.1\"", 1));
    assert_eq!(sim.node(2).commit_index, 2, "it never falls");
    sim.act(&append(2, 1, (2, 1), "1:\"set x 3.1\"", 9));
    assert_eq!(sim.node(2).commit_index, 3);
}

#[test]
fn what_is_committed_is_applied_in_order() {
    let mut sim = quiet("given n2 term 1 log 1:\"set x 1\" 1:\"cas x 1 2\" 1:\"cas x 2 3\" 1:\"del y\"");
    let lines = sim.act(&append(2, 1, (3, 1), "", 3));
    let applied: Vec<u64> = noted(&lines, "raft.applied").iter().map(|l| l.number("index")).collect();
    assert_eq!(applied, [1, 2, 3]);
    let node = sim.node(2);
    assert_eq!((node.last_applied, node.machine.get("x").map(String::as_str)), (3, Some("3")));
}

// --------------------------------------------------------------------------------------------- the leader

#[test]
fn a_new_leader_expects_every_log_to_be_as_long_as_its_own() {
    let mut sim = quiet("set no-op off\ngiven n1 term 2 log 1 1 2");
    sim.act("fire n1 election\nrun 20ms");
    let node = sim.node(1);
    assert_eq!(node.role, "leader");
    assert!(
        node.next_index.len() == 4 && node.next_index.values().all(|&next| next == 4),
        "{:?}",
        node.next_index
    );
    assert!(node.match_index.values().all(|&matched| matched == 0));
}

#[test]
fn a_command_is_appended_and_sent_to_all_at_once() {
    let mut sim = led();
    let lines = sim.act("request \"set x 1\"\nrun 10ms");
    let appended = the(&lines, &["n1 raft.command.appended index=2 term=1"]);
    let sent = with(&lines, &["n1 sent", "prevLogIndex=1 prevLogTerm=1 entries=[1:\"set x 1\"/c1.1]"]);
    assert_eq!(sent.len(), 4);
    assert!(sent.iter().all(|line| line.at == appended.at));
}

#[test]
fn a_refusal_moves_next_index_back_by_one_until_the_logs_agree() {
    let mut sim = quiet("set no-op off\ngiven n1 term 3 log 1 1 1 3 3\ngiven n2 term 3 log 1 1 2 2 2");
    let lines = sim.act("fire n1 election\nrun 200ms");
    let to_n2: Vec<u64> =
        with(&lines, &["n1 raft.next.decreased follower=n2"]).iter().map(|l| l.number("nextIndex")).collect();
    assert_eq!(to_n2, [5, 4, 3]);
    assert_eq!(sim.node(2).log, sim.node(1).log);
    assert_eq!((sim.node(1).next_index["n2"], sim.node(1).match_index["n2"]), (6, 5));
}

#[test]
fn backtracking_by_terms_passes_over_a_whole_term() {
    let text = "set no-op off\ngiven n1 term 3 log 1 1 1 3 3\ngiven n2 term 3 log 1 1 2 2 2";
    let refusals = |options: &str| {
        let mut sim = quiet(&format!("{options}\n{text}"));
        let lines = sim.act("fire n1 election\nrun 300ms");
        assert_eq!(sim.node(2).log, sim.node(1).log);
        with(&lines, &["n1 raft.next.decreased follower=n2"]).len()
    };
    assert_eq!(refusals("set backtrack one"), 3);
    assert_eq!(refusals("set backtrack term"), 1);
}

#[test]
fn late_doubled_and_reordered_replies_never_lower_match_index() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 40ms");
    let before = sim.node(1);
    assert_eq!(before.match_index["n2"], 2);
    for rest in [
        format!("success=true prevLogIndex=0 matchIndex=0 {ACCEPTED}"),
        format!("success=true prevLogIndex=0 matchIndex=1 {ACCEPTED}"),
        format!("success=true prevLogIndex=1 matchIndex=2 {ACCEPTED}"),
        refused("1"),
        refused("2"),
        refused("none"),
    ] {
        sim.act(&reply(2, 1, &rest));
        let node = sim.node(1);
        assert_eq!(node.match_index["n2"], 2, "{rest}");
        assert!(node.next_index["n2"] > 2, "{rest}");
    }
    check_has(&sim.act(&reply(2, 1, &refused("1"))), &["raft.next.refusal-ignored follower=n2 nextIndex=3"]);
}

/// n2 is silent, and so the leader of term 4 waits for the answer to its probe after index 5.
#[test]
fn only_the_probes_own_refusal_moves_next_index_back() {
    let mut sim = quiet("set no-op off\nset heartbeat 10s\ngiven n1 term 3 log 1 1 1 3 3");
    sim.act("crash n2\nfire n1 election\nrun 30ms");
    assert_eq!(sim.node(1).next_index["n2"], 6);
    for other in ["4", "6", "0", "none"] {
        let lines = sim.act(&reply(2, 4, &refused(other)));
        check_has(&lines, &["n1 raft.next.refusal-ignored follower=n2 nextIndex=6"]);
        check_none(&lines, &["n1 -> n2 AppendEntries"]);
        assert_eq!(sim.node(1).next_index["n2"], 6, "prevLogIndex={other}");
    }
    let lines = sim.act(&reply(2, 4, &refused("5")));
    check_has(&lines, &["n1 raft.next.decreased follower=n2 nextIndex=5"]);
    check_has(&lines, &["n1 -> n2 AppendEntries term=4 leaderId=n1 prevLogIndex=4"]);
    // The same once more, doubled or late, is no refusal of the new probe.
    check_has(
        &sim.act(&reply(2, 4, &refused("5"))),
        &["n1 raft.next.refusal-ignored follower=n2 nextIndex=5"],
    );
}

/// A heartbeat of term 1 is held up until its sender leads term 2, where its next entry is under way: the refusal
/// of the old term comes to the leader of the new one, and the logs agree.
#[test]
fn a_late_refusal_of_an_old_term_says_nothing_of_the_log() {
    let mut sim = led();
    sim.act("fire n1 heartbeat");
    let late = sim.messages(&["n1 -> n2 AppendEntries term=1"]).pop().expect("a heartbeat");
    sim.act(&format!("delay {late} 1s\ncrash n1\nrestart n1\nfire n1 election\nrun 60ms"));
    assert_eq!((sim.node(1).match_index["n2"], sim.node(1).next_index["n2"]), (2, 3));
    let lines = sim.act(&format!("request n1 \"set x 1\"\nrun 5ms\ndeliver {late}\nrun 12ms"));
    check_has(&lines, &["n2 raft.append.refused.stale-term leader=n1 term=1 current=2"]);
    check_has(&lines, &["n2 -> n1 AppendEntriesReply term=2 success=false prevLogIndex=none"]);
    check_has(&lines, &["n1 raft.next.refusal-ignored follower=n2 nextIndex=4"]);
    check_none(&lines, &["raft.next.decreased"]);
    assert_eq!(with(&lines, &["n1 sent", "n1 -> n2", "entries=[2:\"set x 1\""]).len(), 1);
}

/// With a pipeline the second entry reaches n2 without the first: the leader does not wait for its timer.
#[test]
fn entries_refused_in_a_pipeline_are_sent_again_at_once_and_once() {
    let mut sim = Sim::open(&format!("clients 2\nset heartbeat 10s\nset rpc-timeout 10s\n{LED}"));
    sim.act("cut n1 -> n2\nrequest c1 \"set x 1\"\nrun 12ms\nheal");
    let lines = sim.act("request c2 n1 \"set x 2\"\nrun 12ms\nrequest c1 n1 \"set x 3\"\nrun 50ms");
    check_has(&lines, &["n2 raft.append.refused.missing leader=n1 prevLogIndex=2 lastIndex=1"]);
    assert_eq!(with(&lines, &["n1 raft.next.decreased follower=n2 nextIndex=2"]).len(), 1);
    assert_eq!(sim.node(2).log, sim.node(1).log);
    assert_eq!(sim.node(1).match_index["n2"], sim.node(1).log.len() as u64);
}

/// Whatever the network does: what the leader acts on is a refusal that names where, and what was refused there is
/// sent again. One that comes twice is acted on once.
#[test]
fn next_index_goes_back_only_after_a_refusal_that_says_where() {
    let (mut back, mut ignored) = (0, 0);
    for seed in 1..=20 {
        let text = format!(
            "seed {seed}\nset batch 1\nnetwork loss 20%\nnetwork duplicate 30%\nnetwork latency 1ms..60ms\nworkload c1 every 30ms\nrun 4s\ncrash leader\nrun 2s\nrestart all\nrun 2s"
        );
        let lines = Sim::open(&text).all();
        let mut acted = std::collections::BTreeSet::new();
        for (place, line) in lines.iter().enumerate().filter(|(_, l)| l.what == "raft.next.decreased") {
            let heard = lines[..place].iter().rfind(|l| l.what == "delivered").expect("an answer");
            assert!(heard.has(&["AppendEntriesReply", "success=false"]), "{}", heard.text);
            assert!(
                line.number("nextIndex") <= heard.number("prevLogIndex") + 1,
                "{}\n{}",
                heard.text,
                line.text
            );
            // Both copies of a doubled refusal were sent in one event.
            let event = heard.cause.as_ref().and_then(|id| id.split_once('.')).expect("a cause").0;
            let once = acted.insert(event.to_owned());
            assert!(once, "{}", heard.text);
            back += 1;
        }
        ignored += noted(&lines, "raft.next.refusal-ignored").len();
    }
    assert!(back > 100 && ignored > 100, "{back} {ignored}");
}

#[test]
fn a_leader_commits_what_a_majority_holds() {
    let mut sim = led();
    let lines = sim.act("cut n1 n2 | n3 n4 n5\nrequest \"set x 1\"\nrun 40ms");
    check_has(&lines, &["n1 raft.commit.held-back.copies index=2 copies=2 needed=3"]);
    assert_eq!(sim.node(1).commit_index, 1);
    let lines = sim.act("heal\nrun 250ms");
    check_has(&lines, &["n1 raft.commit.advanced commitIndex=2 was=1 copies=3 needed=3"]);
    check_has(&lines, &["c1 answered 1"]);
}

#[test]
fn a_request_is_answered_only_after_it_is_committed() {
    let mut sim = led();
    let lines = sim.act("request \"set x 1\"\nrun 60ms");
    let place = |parts: &[&str]| lines.iter().position(|l: &Line| l.has(parts)).expect("it happens");
    assert!(place(&["n1 raft.commit.advanced"]) < place(&["n1 raft.applied index=2"]));
    assert!(place(&["n1 raft.applied index=2"]) < place(&["n1 sent", "ClientReply"]));
}

#[test]
fn followers_learn_what_is_committed_with_the_next_message() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 45ms");
    assert_eq!((sim.node(1).commit_index, sim.node(2).commit_index), (2, 1));
    let lines = sim.act("run 20ms");
    check_has(&lines, &["n2 raft.commit.learned commitIndex=2 leaderCommit=2"]);
}

#[test]
fn an_entry_of_an_earlier_term_is_not_committed_by_counting_copies() {
    let mut sim =
        quiet("set no-op off\ngiven n1 term 2 log 1 2\ngiven n2 term 2 log 1 2\ngiven n3 term 2 log 1 2");
    let lines = sim.act("fire n1 election\nrun 100ms");
    check_has(&lines, &["n1 raft.commit.held-back.earlier-term index=2 entryTerm=2 term=3"]);
    assert_eq!(sim.node(1).commit_index, 0);
    let lines = sim.act("request n1 \"set y 1\"\nrun 60ms");
    check_has(&lines, &["n1 raft.commit.advanced commitIndex=3 was=0", "term=3"]);
}

#[test]
fn a_batch_limits_the_entries_of_one_message() {
    let mut sim = quiet("set batch 2\nset no-op off\ngiven n1 term 2 log 1 1 1 1 1");
    let lines = sim.act("fire n1 election\nrun 400ms");
    let counts: Vec<u64> = noted(&lines, "raft.append.accepted").iter().map(|l| l.number("count")).collect();
    assert!(counts.contains(&2) && counts.iter().all(|&count| count <= 2), "{counts:?}");
    assert_eq!(sim.node(5).terms(), [1, 1, 1, 1, 1]);
}

#[test]
fn without_a_pipeline_an_entry_waits_for_the_one_before() {
    let sent = |options: &str| {
        let mut sim = Sim::open(&format!("clients 2\n{options}\n{LED}"));
        let lines = sim.act("request c1 \"set x 1\"\nrequest c2 \"set x 2\"\nrun 10ms");
        with(&lines, &["n1 sent", "n1 -> n2 AppendEntries"]).len()
    };
    assert_eq!(sent("set pipeline on"), 2);
    assert_eq!(sent("set pipeline off"), 1);
    let mut sim = Sim::open(&format!("clients 2\nset pipeline off\n{LED}"));
    check_has(&sim.act("request c1 \"set x 1\"\nrequest c2 \"set x 2\"\nrun 80ms"), &["c2 answered 1"]);
}

// ---------------------------------------------------------------------------------------------- and crashes

#[test]
fn a_leader_sends_to_a_silent_follower_again_and_again() {
    let mut sim = led();
    let lines = sim.act("crash n2\nrequest \"set x 1\"\nrun 2050ms");
    assert_eq!(with(&lines, &["n1 sent", "n1 -> n2", "entries=[1:\"set x 1\"/c1.1]"]).len(), 11);
    assert_eq!(with(&lines, &["n1 raft.append.sent-again follower=n2 nextIndex=2"]).len(), 10);
    check_has(&lines, &["c1 answered 1"]);
    sim.act("restart n2\nrun 250ms");
    assert_eq!(sim.node(2).log, sim.node(1).log);
}

#[test]
fn heartbeats_carry_no_entries_and_say_where_the_logs_agree() {
    let mut sim = led_with("set rpc-timeout 10s");
    sim.act("cut n1 | n2\nrequest \"set x 1\"\nrun 30ms\nheal");
    let lines = sim.act("fire n1 heartbeat\nrun 40ms");
    let sent = with(&lines, &["n1 sent", "n1 -> n2 AppendEntries"]);
    assert!(
        !sent.is_empty() && sent.iter().all(|line| line.has(&["prevLogIndex=1 prevLogTerm=1 entries=[]"]))
    );
    check_has(&lines, &["n2 raft.append.accepted leader=n1 count=0 matchIndex=1"]);
    assert_eq!(sim.node(2).log.len(), 1, "the entry is lost, and its time to be sent again has not come");
    assert_eq!(sim.node(2).commit_index, 1, "it commits no further than it is known to agree");
}

#[test]
fn while_probing_heartbeats_repeat_the_probe_without_its_entries() {
    let mut sim = quiet("set rpc-timeout 10s\ngiven n1 term 3 log 1 1 1 3 3\ngiven n2 term 3 log 1 1");
    sim.act("cut n1 -> n2\nfire n1 election\nrun 30ms\nheal");
    let lines = sim.act("fire n1 heartbeat\nrun 100ms");
    let heartbeat = with(&lines, &["n1 sent", "n1 -> n2 AppendEntries"])[0];
    assert!(heartbeat.has(&["prevLogIndex=5 prevLogTerm=3 entries=[]"]), "{}", heartbeat.text);
    check_has(&lines, &["n1 raft.next.decreased follower=n2 nextIndex=5"]);
    assert_eq!(sim.node(2).log, sim.node(1).log, "its refusal was the probe's");
}

#[test]
fn entries_without_an_answer_are_sent_again_after_the_rpc_timeout() {
    let mut sim = led_with("set heartbeat 10s\nset rpc-timeout 40ms\nset election-timeout 20s");
    let lines = sim.act("request \"set x 1\"\nrun 10ms\ncut n1 | n2\nheal\nrun 45ms");
    assert_eq!(who(&lines, "raft.append.sent-again"), [1]);
    check_has(&lines, &["n1 raft.append.sent-again follower=n2 nextIndex=2"]);
}

/// The first entry is lost, and a busy client has later ones sent all the while: they do not put it off.
#[test]
fn what_is_lost_is_sent_again_in_time_though_more_is_sent_meanwhile() {
    let mut sim = led_with("set election-timeout 20s\nset client-timeout 10s");
    sim.act("workload c1 every 30ms\ncut n2 -> n1\nrun 1s");
    let lines = sim.all();
    let first = the(&lines[..], &["n1 raft.command.appended index=2"]).at.us();
    let again: Vec<u64> = with(&lines, &["n1 raft.append.sent-again follower=n2 nextIndex=2"])
        .iter()
        .map(|line| line.at.us() - first)
        .collect();
    assert_eq!(
        again,
        [200_000, 400_000, 600_000, 800_000],
        "no answer comes; every rpc-timeout from the first"
    );
}

/// A round trip takes 160 ms, and three heartbeats go by meanwhile.
#[test]
fn at_80_ms_of_latency_an_entry_is_sent_once() {
    for options in ["", "set pipeline off", "set batch 1"] {
        let mut sim = led_with(options);
        sim.act(
            "network latency 80ms\nrun 300ms\nrequest \"set x 1\"\nrun 50ms\nrequest \"set x 2\"\nrun 1s",
        );
        let lines = sim.all();
        assert_eq!(noted(&lines, "answered").len(), 2);
        for (node, command) in (2..=5).flat_map(|node| [(node, "set x 1"), (node, "set x 2")]) {
            let sent = with(&lines, &["n1 sent", &format!("n1 -> n{node} AppendEntries"), command]);
            assert_eq!(sent.len(), 1, "{options}: {command} to n{node}");
        }
        check_none(&lines, &["sent-again", "refused"]);
    }
}

#[test]
fn a_restarted_leader_follows_and_its_log_is_repaired() {
    let mut sim = led();
    sim.act("cut n1\nrequest \"set x 1\"\nrun 20ms\nheal\ncrash n1\nrun 1s\nrestart n1\nrun 300ms");
    assert_eq!(sim.node(1).role, "follower");
    assert!(sim.nodes().iter().all(|node| node.log == sim.node(2).log));
}

#[test]
fn without_time_to_answer_no_leader_lasts() {
    let leaders = |latency: u64| {
        let sim = Sim::open(&format!("seed 1\nnetwork latency {latency}ms\nrun 20s"));
        noted(&sim.all(), "raft.leader.elected").len()
    };
    assert_eq!(leaders(10), 1, "broadcast time far below the election timeout");
    assert_ne!(leaders(400), 1, "and far above it");
}
