//! What the world does with nodes, messages, clients and moves, whatever the protocol.

use crate::support::{Line, Sim, check_has, check_none, count, list, noted, number, the, with};

/// Five servers, n1 leads in term 1 with its no-op everywhere; time is 0, every message takes 10 ms.
pub const LED: &str = "network latency 10ms\nfire n1 election\nsettle\n";

fn led() -> Sim {
    Sim::open(LED)
}

/// The kinds and codes at a node, in order.
fn story(lines: &[Line], place: &str) -> Vec<String> {
    lines.iter().filter(|l| l.place.as_deref() == Some(place)).map(|l| l.what.clone()).collect()
}

// --------------------------------------------------------------------------------- order, time and causes

#[test]
fn the_same_scenario_is_the_same_history() {
    let text = "seed 9\nnetwork loss 10%\nnetwork duplicate 10%\nworkload c1 every 40ms\nrun 3s\ncrash leader\nrun 2s";
    let (mut once, mut again) = (Sim::open(text), Sim::open(text));
    assert_eq!(once.trace(), again.trace());
    assert_eq!(once.session.hash(), again.session.hash());
    let mut other = Sim::open(&text.replace("seed 9", "seed 10"));
    assert_ne!(once.session.hash(), other.session.hash());
}

#[test]
fn time_never_goes_back_and_causes_come_before() {
    let sim = Sim::open(
        "seed 4\nnetwork loss 5%\nworkload c1 every 30ms\nrun 1s\ncut leader\nrun 1s\nheal\nrun 500ms",
    );
    let lines = sim.all();
    let mut ids = std::collections::BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        ids.insert(line.id.as_str(), place);
        if place > 0 {
            assert!(lines[place - 1].at <= line.at, "{}", line.text);
        }
        match &line.cause {
            Some(cause) => assert!(ids.get(cause.as_str()).is_some_and(|&c| c < place), "{}", line.text),
            None => assert!(matches!(line.what.as_str(), "boot" | "action"), "{}", line.text),
        }
    }
}

#[test]
fn a_delivery_is_caused_by_its_sending_and_a_timer_by_what_set_it() {
    let sim = Sim::open("seed 2\nrun 300ms");
    let lines = sim.all();
    let by_id = |id: &str| lines.iter().find(|l| l.id == id).expect("a cause that exists");
    for line in noted(&lines, "delivered") {
        let sent = by_id(line.cause.as_ref().expect("a cause"));
        assert_eq!(sent.what, "sent");
        assert_eq!(sent.rest.split(' ').next(), line.rest.split(' ').next(), "the same message");
    }
    for line in noted(&lines, "timer") {
        let cause = by_id(line.cause.as_ref().expect("a cause"));
        assert!(cause.what == "boot" || cause.place == line.place, "{}", line.text);
    }
}

#[test]
fn what_is_due_at_the_end_of_a_run_has_happened() {
    let mut sim = led();
    check_has(&sim.act("request \"set x 1\"\nrun 10ms"), &["n1 delivered", "ClientRequest"]);
    let mut sim = led();
    check_none(&sim.act("request \"set x 1\"\nrun 9.999ms"), &["delivered"]);
}

// --------------------------------------------------------------------------------------- crash and restart

#[test]
fn a_crash_leaves_what_is_durable() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 40ms\nrun 30ms");
    let before = sim.node(2);
    assert_eq!((before.commit_index, before.machine.len()), (2, 1));
    sim.act("crash n2");
    let down = sim.node(2);
    assert_eq!((down.status.as_str(), down.role.as_str()), ("down", "follower"));
    assert_eq!((down.term, &down.vote, &down.log), (before.term, &before.vote, &before.log));
    assert_eq!((down.commit_index, down.last_applied, down.machine.len()), (0, 0, 0));
    assert_eq!((down.leader, down.timers), (None, Vec::new()));
    sim.act("restart n2");
    let up = sim.node(2);
    assert_eq!((up.status.as_str(), up.log, up.commit_index), ("up", before.log, 0));
    assert_eq!(up.timers.iter().map(|(name, _, _)| name.as_str()).collect::<Vec<_>>(), ["election"]);
}

#[test]
fn messages_under_way_survive_the_crash_of_their_sender() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 10ms\ncrash n1");
    let lines = sim.act("run 10ms");
    assert_eq!(with(&lines, &["delivered", "n1 -> ", "AppendEntries"]).len(), 4);
}

#[test]
fn a_message_that_reaches_a_down_node_is_lost_there() {
    let mut sim = led();
    sim.act("crash n2\nrequest \"set x 1\"");
    let lines = sim.act("run 20ms");
    let sent = the(&lines, &["sent", "n1 -> n2"]).clone();
    let lost = the(&lines, &["lost", "n1 -> n2"]);
    check_has(&lines, &["lost", "n1 -> n2", "reason=down"]);
    assert_eq!((lost.at - sent.at).us(), 10_000, "on arrival");
    assert_eq!(lost.cause, Some(sent.id));
}

#[test]
fn a_message_reaches_a_node_that_is_up_again() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 10ms\ncrash n2\nrun 5ms\nrestart n2");
    check_has(&sim.act("run 5ms"), &["n2 delivered", "n1 -> n2 AppendEntries"]);
}

#[test]
fn crash_all_and_restart_all_concern_those_that_they_can() {
    let mut sim = led();
    sim.act("crash n2");
    assert_eq!(noted(&sim.act("crash all"), "crashed").len(), 4);
    check_has(&sim.act("crash all"), &["no-effect already-down"]);
    assert_eq!(noted(&sim.act("restart all"), "restarted").len(), 5);
    check_has(&sim.act("restart all"), &["no-effect not-down"]);
}

#[test]
fn leader_is_the_up_one_of_the_highest_term_and_follower_the_lowest_numbered() {
    let mut sim = led();
    check_has(&sim.act("crash follower"), &["n2 crashed"]);
    check_has(&sim.act("crash follower"), &["n3 crashed"]);
    sim.act("restart all\ncut n1\nfire n5 election\nsettle");
    assert_eq!((sim.node(1).role.as_str(), sim.node(5).role.as_str()), ("leader", "leader"));
    check_has(&sim.act("crash leader"), &["n5 crashed"]);
    check_has(&sim.act("crash leader"), &["n1 crashed"]);
    check_has(&sim.act("crash leader"), &["no-effect no-leader"]);
}

// ---------------------------------------------------------------------------------------------- cuts, holds

#[test]
fn a_cut_loses_what_is_under_way_on_it() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 13ms");
    let lines = sim.act("cut n1 | n2 n3");
    let head = &lines[0];
    let lost = with(&lines, &["lost", "reason=cut"]);
    assert_eq!(lost.iter().map(|l| l.node()).collect::<Vec<_>>(), [Some(2), Some(3)]);
    assert!(
        lost.iter().all(|l| l.cause.as_ref() == Some(&head.id) && l.at == head.at),
        "by the cut, at once"
    );
    let lines = sim.act("run 7ms");
    assert_eq!(with(&lines, &["delivered", "n1 -> "]).len(), 2, "on other links they arrive");
}

#[test]
fn what_is_sent_into_a_cut_is_lost_half_way() {
    let mut sim = led();
    let lines = sim.act("cut n1 | n2\nrequest \"set x 1\"\nrun 30ms");
    let sent = the(&lines, &["sent", "n1 -> n2"]);
    let lost = the(&lines, &["lost", "n1 -> n2", "reason=cut"]);
    assert_eq!((lost.at - sent.at).us(), 5_000);
    assert_eq!(lost.cause, Some(sent.id.clone()));
    check_has(&lines, &["delivered", "n1 -> n3"]);
}

#[test]
fn cuts_add_up_until_they_heal() {
    let mut sim = led();
    sim.act("cut n1 | n2\ncut n1 | n3");
    assert_eq!(list(&sim.frame()["cuts"]).len(), 2);
    let lines = sim.act("request \"set x 1\"\nrun 20ms");
    assert_eq!(with(&lines, &["sent", "n1 -> n", "lost-by cut"]).len(), 2);
    sim.act("heal");
    assert_eq!(list(&sim.frame()["cuts"]).len(), 0);
    let lines = sim.act("request \"set x 2\"\nrun 20ms");
    check_none(&lines, &["lost-by"]);
}

#[test]
fn a_one_way_cut_lets_the_other_way_through() {
    let mut sim = led();
    let lines = sim.act("cut n1 -> n2\ninject n1 -> n2 RequestVoteReply term=1 voteGranted=false\ninject n2 -> n1 RequestVoteReply term=1 voteGranted=false\nrun 10ms");
    check_has(&lines, &["lost", "n1 -> n2", "reason=cut"]);
    check_has(&lines, &["delivered", "n2 -> n1"]);
}

#[test]
fn an_isolated_node_reaches_no_other_node_but_its_clients_do_reach_it() {
    let mut sim = led();
    let lines = sim.act("cut n1 n2\nrequest \"set x 1\"\nrun 20ms");
    check_has(&lines, &["n1 delivered", "c1 -> n1"]);
    check_has(&lines, &["n2 delivered", "n1 -> n2"]);
    assert_eq!(with(&lines, &["sent", "n1 -> n", "lost-by cut"]).len(), 3);
    check_none(&lines, &["sent", "n1 -> n2", "lost-by"]);
}

#[test]
fn a_cut_touches_a_client_only_if_it_names_it() {
    let mut sim = led();
    let lines = sim.act("cut n1 c1 | n2 n3 n4 n5\nrequest \"set x 1\"\nrequest n2 \"set y 1\"\nrun 10ms");
    check_has(&lines, &["n1 delivered", "c1 -> n1"]);
    let mut sim = led();
    let lines = sim.act("cut c1 -> n1\nrequest \"set x 1\"\nrun 10ms");
    check_has(&lines, &["lost", "c1 -> n1", "reason=cut"]);
}

#[test]
fn three_groups_are_cut_from_each_other() {
    let mut sim = led();
    let lines = sim.act("cut n1 | n2 | n3\nrequest \"set x 1\"\nrun 10ms\ninject n2 -> n3 RequestVoteReply term=1 voteGranted=false\nrun 10ms");
    assert_eq!(with(&lines, &["lost", "reason=cut"]).len(), 3);
    check_has(&lines, &["delivered", "n1 -> n4"]);
}

#[test]
fn a_held_message_waits_until_release() {
    let mut sim = led();
    let lines = sim.act("hold n1 -> n2\nrequest \"set x 1\"\nrun 30ms");
    check_none(&lines, &["delivered", "n1 -> n2"]);
    check_has(&lines, &["delivered", "n1 -> n3"]);
    let message = sim.message(&["n1 -> n2 AppendEntries"]);
    let held = list(&sim.frame()["messages"]).iter().filter(|m| m["fate"] == "held").count();
    assert_eq!(held, 1);
    let lines = sim.act("release n1 -> n2\nrun 0ms");
    check_has(&lines, &["n2 delivered", &message]);
}

#[test]
fn a_message_released_early_arrives_when_it_is_due() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 10ms\nhold n1 -> n2\nrun 3ms");
    let lines = sim.act("release n1 -> n2\nrun 7ms");
    assert_eq!(the(&lines, &["n2 delivered", "n1 -> n2"]).at.us(), 20_000);
}

#[test]
fn held_messages_arrive_in_due_order() {
    let mut sim = led();
    let inject = |term: u64| format!("inject n3 -> n2 RequestVoteReply term={term} voteGranted=false\n");
    let first_later = format!("network latency 20ms\n{}network latency 5ms\n{}", inject(0), inject(1));
    sim.act(&format!("hold n3 -> n2\n{first_later}run 40ms"));
    let lines = sim.act("heal\nrun 0ms");
    let terms: Vec<u64> = with(&lines, &["n2 delivered"]).iter().map(|l| l.number("term")).collect();
    assert_eq!(terms, [1, 0]);
}

#[test]
fn a_cut_loses_what_a_hold_keeps() {
    let mut sim = led();
    sim.act("hold n1 -> n2\nrequest \"set x 1\"\nrun 15ms");
    check_has(&sim.act("cut n1 | n2"), &["lost", "n1 -> n2", "reason=cut"]);
}

// --------------------------------------------------------------------------------------- pause and resume

#[test]
fn a_paused_node_handles_nothing_and_keeps_its_state() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 30ms\npause n2");
    let before = sim.node(2);
    assert_eq!(before.status, "paused");
    let lines = sim.act("run 2s");
    assert_eq!(story(&lines, "n2"), Vec::<String>::new());
    let after = sim.node(2);
    assert_eq!((after.log, after.term, after.leader), (before.log, before.term, before.leader));
    check_has(&sim.act("fire n2 election"), &["no-effect not-up"]);
}

#[test]
fn what_fell_due_in_a_pause_is_handled_in_due_order_at_resuming() {
    let mut sim = Sim::open(&format!("set election-timeout 150ms\nset heartbeat 10s\n{LED}"));
    let inject = |latency: u64, term: u64| {
        format!(
            "network latency {latency}ms\ninject n3 -> n2 RequestVoteReply term={term} voteGranted=false\n"
        )
    };
    // n2 set its timer at 0, so it is due at 150 ms.
    sim.act(&format!("pause n2\n{}{}run 140ms", inject(160, 0), inject(140, 1)));
    let lines = sim.act("run 60ms\nresume n2\nrun 0ms");
    let after: Vec<(&str, Option<&str>)> = lines
        .iter()
        .filter(|l| l.node() == Some(2) && matches!(l.what.as_str(), "delivered" | "timer"))
        .filter(|l| !l.has(&["RequestVote "]))
        .map(|l| (l.what.as_str(), l.param("term")))
        .collect();
    assert_eq!(after, [("delivered", Some("1")), ("timer", None), ("delivered", Some("0"))]);
    let resumed = the(&lines, &["n2 resumed"]);
    assert!(with(&lines, &["n2 delivered", "ReplyVote"]).iter().all(|l| l.at == resumed.at));
}

#[test]
fn messages_that_are_not_due_at_resuming_arrive_when_they_are() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 12ms\npause n2\nrun 3ms\nresume n2");
    assert_eq!(the(&sim.act("run 5ms"), &["n2 delivered", "n1 -> n2"]).at.us(), 20_000);
}

#[test]
fn a_crash_of_a_paused_node_loses_what_waits_for_it() {
    let mut sim = led();
    sim.act("pause n2\nrequest \"set x 1\"\nrun 30ms");
    let lines = sim.act("crash n2\nrun 0ms");
    check_has(&lines, &["lost", "n1 -> n2", "reason=down"]);
}

// ------------------------------------------------------------------------------------------- one message

#[test]
fn a_dropped_message_is_lost_by_that_move() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 12ms");
    let message = sim.message(&["n1 -> n2 AppendEntries"]);
    let lines = sim.act(&format!("drop {message}"));
    let lost = the(&lines, &["n2 lost", &message, "reason=dropped"]);
    assert_eq!(lost.cause.as_ref(), Some(&lines[0].id));
    check_none(&sim.act("run 10ms"), &["n2 delivered"]);
}

#[test]
fn a_delayed_message_arrives_that_much_later() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 12ms");
    let message = sim.message(&["n1 -> n2 AppendEntries"]);
    let lines = sim.act(&format!("delay {message} 15ms\nrun 30ms"));
    assert_eq!(the(&lines, &["n2 delivered", &format!("{message} ")]).at.us(), 35_000);
}

#[test]
fn a_duplicated_message_arrives_twice() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 12ms");
    let message = sim.message(&["n1 -> n2 AppendEntries"]);
    let lines = sim.act(&format!("duplicate {message}\nrun 10ms"));
    let copy = the(&lines, &["sent", "n1 -> n2 AppendEntries"]);
    assert_eq!(copy.cause.as_ref(), Some(&lines[0].id));
    let arrivals = with(&lines, &["n2 delivered", "n1 -> n2 AppendEntries"]);
    assert_eq!(arrivals.iter().map(|l| l.at.us()).collect::<Vec<_>>(), [20_000, 22_000]);
}

#[test]
fn a_delivered_message_arrives_now() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 12ms");
    let message = sim.message(&["n1 -> n2 AppendEntries"]);
    let lines = sim.act(&format!("deliver {message}"));
    assert_eq!(the(&lines, &["n2 delivered", &message]).at.us(), 12_000);
    check_has(&lines, &["raft.append.accepted"]);
    assert_eq!(sim.now().us(), 12_000, "time stands");
}

#[test]
fn a_message_made_by_hand_goes_the_way_of_all_messages() {
    let mut sim = led();
    let lines =
        sim.act("inject n2 -> n1 RequestVote term=3 candidateId=n2 lastLogIndex=4 lastLogTerm=2\nrun 10ms");
    let sent = the(&lines, &["n2 sent", "n2 -> n1 RequestVote term=3"]);
    assert_eq!(sent.cause.as_ref(), Some(&lines[0].id));
    check_has(&lines, &["n1 delivered", "RequestVote term=3"]);
    check_has(&lines, &["n1 raft.stepped-down.higher-term term=3 was=1"]);
}

#[test]
fn forged_messages_never_make_it_panic() {
    let big = (1u64 << 53) - 1;
    for message in [
        format!(
            "AppendEntries term={big} leaderId=n3 prevLogIndex={big} prevLogTerm={big} entries=[] leaderCommit={big}"
        ),
        format!(
            "AppendEntries term=1 leaderId=n1 prevLogIndex=0 prevLogTerm=0 entries=[1:noop 1:\"set x 1\"/c1.{big}] leaderCommit={big}"
        ),
        "AppendEntries term=2 leaderId=n5 prevLogIndex=0 prevLogTerm=0 entries=[5:noop 2:noop] leaderCommit=9".to_owned(),
        format!(
            "AppendEntriesReply term=1 success=true prevLogIndex=0 matchIndex={big} conflictIndex=none conflictTerm=none"
        ),
        format!(
            "AppendEntriesReply term=1 success=false prevLogIndex=0 matchIndex=0 conflictIndex={big} conflictTerm={big}"
        ),
        "AppendEntriesReply term=1 success=false prevLogIndex=0 matchIndex=0 conflictIndex=0 conflictTerm=0".to_owned(),
        format!("RequestVote term={big} candidateId=n5 lastLogIndex={big} lastLogTerm={big}"),
        "RequestVoteReply term=1 voteGranted=true".to_owned(),
        format!("PreVote term={big} candidateId=n2 lastLogIndex=0 lastLogTerm=0"),
        format!("PreVoteReply term={big} voteGranted=true"),
    ] {
        for to in ["n1", "n3"] {
            let mut sim = led();
            sim.act(&format!("inject n2 -> {to} {message}\nrequest \"set x 1\"\nrun 2s"));
            sim.frame();
        }
    }
}

// ------------------------------------------------------------------------------------- clocks and timers

#[test]
fn what_is_left_of_a_timer_is_rescaled() {
    let mut sim = led();
    sim.act("run 40ms");
    let (set, due) = sim.node(3).timer("election").expect("it runs");
    sim.act("clock n3 200%");
    let faster = sim.node(3).timer("election").expect("it runs");
    assert_eq!(faster.0, set);
    assert!((faster.1 - (40.0 + (due - 40.0) / 2.0)).abs() < 0.002, "{due} became {}", faster.1);
    sim.act("clock n3 100%");
    let back = sim.node(3).timer("election").expect("it runs").1;
    assert!((back - due).abs() < 0.002, "{due} became {back}");
}

#[test]
fn a_fast_clock_makes_new_timers_short() {
    let mut sim = Sim::open("set election-timeout 100ms\nclock n3 400%");
    sim.act("crash n3\nrestart n3");
    assert_eq!(sim.node(3).timer("election"), Some((0.0, 25.0)));
    assert_eq!(sim.node(2).timer("election"), Some((0.0, 100.0)));
}

#[test]
fn a_timer_can_be_made_to_fire_now() {
    let mut sim = led();
    let lines = sim.act("run 5ms\nfire n3 election");
    check_has(&lines, &["n3 raft.election.started term=2"]);
    assert_eq!(sim.now().us(), 5_000, "time stands");
    check_has(&sim.act("crash n2\nfire n2 election"), &["no-effect not-up"]);
    check_has(&sim.act("fire n1 election"), &["no-effect not-pending"]);
    check_has(&sim.act("run 1s\nfire n4 heartbeat"), &["n4 no-effect not-pending"]);
}

// --------------------------------------------------------------------------------------------------- settle

#[test]
fn settle_delivers_what_is_in_flight_and_what_that_causes_now() {
    let mut sim = led();
    let lines = sim.act("run 5ms\nrequest \"set x 1\"\nsettle");
    assert_eq!(sim.now().us(), 5_000, "time stands");
    assert!(sim.messages(&[]).is_empty());
    check_has(&lines, &["c1 answered 1 \"set x 1\" \"ok\""]);
    check_none(&lines, &["timer"]);
    assert!(sim.trace().contains("action deliver m"), "each is an event and a move");
}

#[test]
fn settle_leaves_what_is_held_or_goes_to_a_paused_node() {
    let mut sim = led();
    sim.act("hold n1 -> n2\npause n3\nrequest \"set x 1\"\nsettle");
    assert_eq!(sim.messages(&[]).len(), 2);
    assert_eq!(sim.messages(&["n1 -> n2"]).len() + sim.messages(&["n1 -> n3"]).len(), 2);
}

#[test]
fn settle_loses_at_once_what_is_fated_to_be_lost() {
    let mut sim = led();
    let lines = sim.act("network loss 100%\nrequest \"set x 1\"\nsettle");
    check_has(&lines, &["n1 lost", "c1 -> n1", "reason=loss"]);
    assert_eq!(sim.now().us(), 0);
}

#[test]
fn settle_loses_what_is_fated_to_be_lost_on_its_way_to_a_paused_node() {
    let mut sim = led();
    sim.act("cut n1 | n2\npause n2\nrequest \"set x 1\"");
    let lines = sim.act("settle");
    assert_eq!(with(&lines, &["n2 lost", "reason=cut"]).len(), 1);
    check_none(&lines, &["no-effect"]);
}

#[test]
fn settle_goes_in_due_order() {
    let mut sim = led();
    let inject = |latency: u64, term: u64| {
        format!(
            "network latency {latency}ms\ninject n3 -> n2 RequestVoteReply term={term} voteGranted=false\n"
        )
    };
    let lines = sim.act(&format!("{}{}settle", inject(9, 0), inject(4, 1)));
    let terms: Vec<u64> = with(&lines, &["n2 delivered"]).iter().map(|l| l.number("term")).collect();
    assert_eq!(terms, [1, 0]);
}

// -------------------------------------------------------------------------------------------------- network

#[test]
fn changes_of_the_network_concern_what_is_sent_from_then_on() {
    let mut sim = led();
    let lines = sim.act("request \"set x 1\"\nnetwork latency 3ms\nrun 20ms");
    assert_eq!(the(&lines, &["n1 delivered", "c1 -> n1"]).at.us(), 10_000);
    assert_eq!(the(&lines, &["n2 delivered", "n1 -> n2"]).at.us(), 13_000);
}

#[test]
fn a_lost_message_breaks_up_on_its_way() {
    let mut sim = Sim::open("seed 1\nnetwork latency 100ms\nnetwork loss 100%\nrun 3s");
    sim.act("network loss 0%");
    let lines = sim.all();
    let mut shares = Vec::new();
    for lost in with(&lines, &["lost", "reason=loss"]) {
        let sent = lines.iter().find(|l| Some(&l.id) == lost.cause.as_ref()).expect("its sending");
        shares.push((lost.at - sent.at).us() / 1_000);
    }
    assert!(shares.len() > 50);
    assert!(shares.iter().all(|share| (30..=70).contains(share)), "{shares:?}");
    assert!(shares.iter().any(|s| *s < 40) && shares.iter().any(|s| *s > 60), "{shares:?}");
}

#[test]
fn a_lost_message_is_seen_until_it_breaks_up() {
    let mut sim = led();
    sim.act("network loss 100%\nrequest \"set x 1\"");
    let frame = sim.frame();
    let message = &list(&frame["messages"])[0];
    assert_eq!(message["fate"], "lost");
    assert!(number(&message["ends"]) < number(&message["due"]));
}

#[test]
fn about_the_set_share_of_messages_is_lost_and_doubled() {
    let sim = Sim::open("seed 5\nnetwork loss 20%\nnetwork duplicate 30%\nworkload c1 every 20ms\nrun 20s");
    let lines = sim.all();
    let sent = noted(&lines, "sent").len();
    let lost = with(&lines, &["sent", "lost-by loss"]).len();
    assert!((17..=23).contains(&(lost * 100 / sent)), "{lost} of {sent}");
    // Of so many copies 30 in 130 are second ones.
    let mut copies = std::collections::BTreeMap::new();
    for line in noted(&lines, "sent") {
        let body = line.rest.split_once(' ').expect("an id").1.split(" due ").next().expect("a body");
        let body = body.split(" lost-by ").next().expect("a body");
        *copies.entry((line.position(), body.to_owned())).or_insert(0) += 1;
    }
    let doubled = copies.values().filter(|&&n| n == 2).count();
    assert!((27..=33).contains(&(doubled * 100 / copies.len())), "{doubled} of {}", copies.len());
}

// -------------------------------------------------------------------------------------------------- clients

#[test]
fn a_client_asks_n1_first_and_then_the_leader_that_it_knows() {
    let mut sim = Sim::open("network latency 10ms\nfire n3 election\nsettle\nrun 60ms");
    let lines = sim.act("request \"set x 1\"\nrun 60ms");
    check_has(&lines, &["sent", "c1 -> n1 ClientRequest number=1"]);
    check_has(&lines, &["c1 redirected 1 to n3"]);
    check_has(&lines, &["sent", "c1 -> n3 ClientRequest number=1"]);
    check_has(&lines, &["c1 answered 1"]);
    let lines = sim.act("request \"set x 2\"");
    check_has(&lines, &["sent", "c1 -> n3 ClientRequest number=2"]);
    let lines = sim.act("request n4 \"set x 3\"\nrun 100ms");
    check_has(&lines, &["sent", "c1 -> n4 ClientRequest number=3"]);
}

#[test]
fn a_client_without_an_answer_asks_the_next_node_under_the_same_number() {
    let mut sim =
        Sim::open("clients 2\nset client-timeout 200ms\nset election-timeout 10s\nnetwork latency 10ms");
    let lines = sim.act("crash n1\nrequest c2 n5 \"set x 1\"\nrun 650ms");
    let asked: Vec<(u64, u64)> =
        with(&lines, &["sent", "c2 -> n"]).iter().map(|l| (l.number("number"), l.at.us() / 1_000)).collect();
    assert_eq!(asked, [(1, 0), (1, 200), (1, 400), (1, 600)]);
    let to: Vec<&str> =
        noted(&lines, "retried").iter().map(|l| l.rest.rsplit(' ').next().expect("whom")).collect();
    assert_eq!(to, ["n1", "n2", "n3"], "after n5 comes n1");
}

#[test]
fn a_client_has_one_request_outstanding() {
    let mut sim = led();
    let lines = sim.act("request \"set x 1\"\nrequest \"set x 2\"\nrequest \"get x\"");
    assert_eq!(noted(&lines, "requested").len(), 1);
    assert_eq!(list(&sim.client(1)["queued"]).len(), 2);
    let lines = sim.act("run 200ms");
    let answers: Vec<&str> = noted(&lines, "answered").iter().map(|l| l.rest.as_str()).collect();
    assert_eq!(answers, ["1 \"set x 1\" \"ok\"", "2 \"set x 2\" \"ok\"", "3 \"get x\" \"2\""]);
    assert_eq!(count(&sim.client(1)["answered"]), 3);
}

#[test]
fn a_workload_keeps_asking_and_skips_while_a_request_is_outstanding() {
    let mut sim = led();
    let lines = sim.act("workload c1 every 25ms\nrun 100ms");
    let ticks: Vec<u64> = noted(&lines, "workload-tick").iter().map(|l| l.at.us() / 1_000).collect();
    assert_eq!(ticks, [25, 50, 75, 100]);
    // A request takes 40 ms: there, to the followers, back, and the answer.
    let skipped = with(&lines, &["c1 no-effect outstanding"]);
    assert_eq!(skipped.iter().map(|l| l.at.us() / 1_000).collect::<Vec<_>>(), [50, 100]);
    assert_eq!(noted(&lines, "requested").len(), 2);
    check_none(&sim.act("workload c1 off\nrun 500ms"), &["workload-tick"]);
}

#[test]
fn a_late_answer_to_an_older_request_tells_nothing() {
    let mut sim = led();
    sim.act("request \"set x 1\"\nrun 35ms");
    let answer = sim.message(&["n1 -> c1"]);
    sim.act(&format!("duplicate {answer}"));
    let copy = sim.messages(&["n1 -> c1"])[1].clone();
    sim.act(&format!("delay {copy} 20ms\nrun 5ms\nrequest \"set x 2\""));
    let lines = sim.act("run 25ms");
    assert_eq!(with(&lines, &["c1 delivered", &format!("{copy} ")]).len(), 1);
    check_none(&lines, &["answered"]);
}

// ------------------------------------------------------------------------------------------------ no effect

#[test]
fn a_move_without_an_object_is_an_event_that_says_why() {
    for (before, line, reason) in [
        ("", "crash leader", "no-leader"),
        ("", "cut leader", "no-leader"),
        ("crash all", "crash follower", "no-follower"),
        ("crash all", "cut follower", "no-follower"),
        ("crash n1", "crash n1", "already-down"),
        ("crash n1", "pause n1", "already-down"),
        ("", "restart n1", "not-down"),
        ("pause n1", "pause n1", "already-paused"),
        ("", "resume n1", "not-paused"),
        ("crash n1", "fire n1 election", "not-up"),
        ("pause n1", "fire n1 election", "not-up"),
        ("", "fire n1 heartbeat", "not-pending"),
        ("", "fire n1 rpc.n2", "not-pending"),
        ("", "fire n1 rpc.n1", "not-pending"),
        ("crash n1\nrestart n1\nrun 10ms\ncrash n1", "fire n1 election", "not-up"),
        ("", "drop m99", "not-in-flight"),
        ("", "delay m99 5ms", "not-in-flight"),
        ("", "duplicate m99", "not-in-flight"),
        ("", "deliver m99", "not-in-flight"),
        ("", "release n1 -> n2", "not-held"),
        ("", "heal", "nothing-to-heal"),
        ("", "cut n1 n2 n3 n4 n5", "no-others"),
        ("pause n1\nrequest n1 \"get x\"", "deliver m1", "destination-paused"),
    ] {
        let mut sim = Sim::open(&format!("{before}\n"));
        let lines = sim.act(line);
        assert_eq!(lines.len(), 2, "{line}: an action and its record");
        assert!(lines[0].has(&["action", line]), "{line}");
        assert_eq!((lines[1].what.as_str(), lines[1].rest.as_str()), ("no-effect", reason), "{line}");
    }
}

#[test]
fn a_timer_that_fired_or_never_ran_cannot_fire_in_any_protocol() {
    let open = |moves: &str| Sim::open(&format!("protocol paxos\nseed 1\n{moves}"));
    for (before, line) in [
        ("", "fire n1 phase"),
        ("request \"X\"\nsettle", "fire n1 phase"),
        ("request \"X\"", "fire n1 retry"),
        ("cut n1\nrequest c1 n1 \"X\"\nsettle\nfire n1 phase", "fire n1 phase"),
    ] {
        let lines = open(before).act(line);
        check_has(&lines, &["n1 no-effect not-pending"]);
        assert_eq!(lines.len(), 2, "{line} does nothing else");
    }
    check_has(
        &open("cut n1\nrequest c1 n1 \"X\"\nsettle\nfire n1 phase").act("fire n1 retry"),
        &["paxos.ballot.started"],
    );
}

#[test]
fn a_cluster_of_one_and_one_of_sixty_four_play() {
    let mut one = Sim::open("nodes 1\nseed 1");
    check_has(&one.act("request \"set x 1\"\nrun 1s"), &["c1 answered 1"]);
    check_has(&one.act("cut n1"), &["no-effect no-others"]);
    let mut many = Sim::open("nodes 64\nclients 64\nseed 1\nworkload c64 every 50ms\nrun 1s");
    check_has(&many.act("run 1s"), &["c64 answered"]);
    check_has(&Sim::open("clients 0\nrun 1s").all(), &["raft.leader.elected"]);
}
