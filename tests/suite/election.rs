//! Elections: terms (5.1), votes (5.2, 5.4.1), check-quorum (thesis 6.2) and pre-vote (thesis 9.6).

use crate::kernel::LED;
use crate::support::{Line, Sim, check_has, check_none, gallery, noted, the, who, with};

/// Latency 10 ms, nobody has a leader, and no timer fires for a long time.
fn quiet(more: &str) -> Sim {
    Sim::open(&format!("set election-timeout 10s\n{more}\nnetwork latency 10ms"))
}

fn request_vote(from: u16, to: u16, term: u64, index: u64, last_term: u64) -> String {
    format!(
        "inject n{from} -> n{to} RequestVote term={term} candidateId=n{from} lastLogIndex={index} lastLogTerm={last_term}\n"
    )
}
fn heartbeat(from: u16, to: u16, term: u64) -> String {
    format!(
        "inject n{from} -> n{to} AppendEntries term={term} leaderId=n{from} prevLogIndex=0 prevLogTerm=0 entries=[] leaderCommit=0\n"
    )
}
fn vote(from: u16, to: u16, term: u64, granted: bool) -> String {
    format!("inject n{from} -> n{to} RequestVoteReply term={term} voteGranted={granted}\n")
}

fn role(sim: &Sim, node: u16) -> String {
    sim.node(node).role
}
fn due(sim: &Sim, node: u16) -> f64 {
    sim.node(node).timer("election").expect("it waits for a leader").1
}

// -------------------------------------------------------------------------------------------------- terms

#[test]
fn servers_start_as_followers() {
    let sim = Sim::open("seed 1");
    for node in sim.nodes() {
        assert_eq!((node.role.as_str(), node.term, node.vote, node.leader), ("follower", 0, None, None));
    }
}

#[test]
fn a_higher_term_in_a_request_is_adopted() {
    for from in ["leader", "candidate", "follower"] {
        let mut sim = if from == "leader" { Sim::open(LED) } else { quiet("") };
        if from == "candidate" {
            sim.act("fire n1 election");
        }
        assert_eq!(role(&sim, 1), from);
        sim.act(&format!("{}run 10ms", request_vote(2, 1, 7, 9, 6)));
        assert_eq!((role(&sim, 1).as_str(), sim.node(1).term), ("follower", 7));
    }
}

#[test]
fn a_higher_term_in_a_reply_is_adopted() {
    let mut sim = Sim::open(LED);
    let lines = sim.act(&format!("{}run 10ms", vote(2, 1, 9, false)));
    check_has(&lines, &["n1 raft.term.adopted term=9 was=1"]);
    check_has(&lines, &["n1 raft.stepped-down.higher-term term=9 was=1"]);
    assert_eq!((role(&sim, 1).as_str(), sim.node(1).vote.as_ref()), ("follower", None));
}

#[test]
fn a_request_of_an_older_term_is_refused() {
    let mut sim = quiet("given n1 term 5");
    let lines = sim.act(&format!("{}{}run 10ms", request_vote(2, 1, 4, 9, 4), heartbeat(3, 1, 4)));
    check_has(&lines, &["n1 raft.vote.refused.stale-term candidate=n2 term=4 current=5"]);
    check_has(&lines, &["n1 raft.append.refused.stale-term leader=n3 term=4 current=5"]);
    check_has(&lines, &["n1 -> n2 RequestVoteReply term=5 voteGranted=false"]);
    check_has(&lines, &["n1 -> n3 AppendEntriesReply term=5 success=false prevLogIndex=none"]);
    assert_eq!((sim.node(1).vote, sim.node(1).leader), (None, None));
}

/// Messages made by hand name another sender than the one that they come from: what they say counts.
#[test]
fn the_vote_goes_to_candidate_id_and_the_leader_is_leader_id() {
    let mut sim = quiet("set pre-vote on");
    let pre_vote = "inject n2 -> n1 PreVote term=1 candidateId=n4 lastLogIndex=0 lastLogTerm=0\nrun 10ms";
    check_has(&sim.act(pre_vote), &["n1 -> n4 PreVoteReply term=1 voteGranted=true"]);
    let lines = sim
        .act(&format!("{}run 10ms", request_vote(2, 1, 1, 0, 0).replace("candidateId=n2", "candidateId=n4")));
    check_has(&lines, &["n1 raft.vote.granted candidate=n4 term=1"]);
    check_has(&lines, &["n1 -> n4 RequestVoteReply term=1 voteGranted=true"]);
    assert_eq!(sim.node(1).vote.as_deref(), Some("n4"));
    let lines = sim.act(&format!("{}run 10ms", heartbeat(2, 1, 1).replace("leaderId=n2", "leaderId=n4")));
    check_has(&lines, &["n1 raft.append.accepted leader=n4"]);
    check_has(&lines, &["n1 -> n4 AppendEntriesReply term=1 success=true prevLogIndex=0 matchIndex=0"]);
    assert_eq!(sim.node(1).leader.as_deref(), Some("n4"));
    check_has(&sim.act("request c1 n1 \"set x 1\"\nrun 20ms"), &["c1 redirected 1 to n4"]);
}

/// Only a bug lets two servers win one term; what each then hears from the other is no late reply.
#[test]
fn two_leaders_of_one_term_ignore_each_other_and_say_so() {
    let text = gallery("split-vote").replace("protocol raft\n", "protocol raft\nbug minority-quorum\n");
    let lines = Sim::open(&text).all();
    let leaders = who(&lines, "raft.leader.elected");
    assert_eq!(leaders.len(), 2);
    for (node, other) in [(leaders[0], leaders[1]), (leaders[1], leaders[0])] {
        check_has(&lines, &[&format!("n{node} raft.append.ignored leader=n{other} term=1")]);
    }
}

#[test]
fn a_message_in_a_servers_own_name_gets_no_answer() {
    let mut sim = quiet("");
    let lines = sim.act(&format!("{}run 10ms", heartbeat(2, 1, 1).replace("leaderId=n2", "leaderId=n1")));
    check_has(&lines, &["n1 raft.append.ignored leader=n1 term=1"]);
    assert_eq!(sim.node(1).leader, None);
    let lines = sim
        .act(&format!("{}run 10ms", request_vote(2, 1, 2, 0, 0).replace("candidateId=n2", "candidateId=n1")));
    check_none(&lines, &["n1 sent"]);
    assert_eq!(role(&sim, 1), "follower");
}

#[test]
fn a_reply_of_an_older_term_is_ignored() {
    let mut sim = quiet("given n1 term 5");
    sim.act("fire n1 election");
    let lines =
        sim.act(&format!("{}{}{}run 10ms", vote(2, 1, 5, true), vote(3, 1, 5, true), vote(4, 1, 5, true)));
    assert_eq!(who(&lines, "raft.reply.ignored"), [1, 1, 1]);
    assert_eq!(role(&sim, 1), "candidate");
}

#[test]
fn unanswered_requests_for_votes_are_sent_again() {
    let mut sim = quiet("set rpc-timeout 30ms");
    let lines = sim.act("crash n2\nfire n1 election\nrun 5ms\ncrash all\nrun 1s");
    check_none(&lines, &["asked-again"]);
    let mut sim = quiet("set rpc-timeout 30ms");
    let lines = sim.act("cut n1\nfire n1 election\nrun 100ms");
    assert_eq!(with(&lines, &["n1 raft.vote.asked-again peer=n2"]).len(), 3, "at 30, 60 and 90 ms");
    let lines = sim.act("heal\nrun 100ms");
    check_has(&lines, &["n1 raft.leader.elected term=1"]);
}

#[test]
fn a_repeated_vote_is_granted_again_and_restarts_no_timer() {
    let mut sim = quiet("");
    sim.act(&format!("{}run 20ms", request_vote(2, 1, 1, 0, 0)));
    let before = due(&sim, 1);
    let lines = sim.act(&format!("{}run 10ms", request_vote(2, 1, 1, 0, 0)));
    check_has(&lines, &["n1 raft.vote.repeated candidate=n2"]);
    check_has(&lines, &["n1 -> n2 RequestVoteReply term=1 voteGranted=true"]);
    assert_eq!(due(&sim, 1), before);
}

// -------------------------------------------------------------------------------------------------- votes

#[test]
fn an_election_timeout_starts_an_election() {
    let mut sim = quiet("given n1 term 3");
    let lines = sim.act("run 5ms\nfire n1 election");
    let node = sim.node(1);
    assert_eq!((node.role.as_str(), node.term, node.vote.as_deref()), ("candidate", 4, Some("n1")));
    assert_eq!(node.timer("election"), Some((5.0, 10_005.0)), "the timer starts anew");
    assert_eq!(with(&lines, &["n1 sent", "RequestVote term=4 candidateId=n1"]).len(), 4, "to all others");
}

#[test]
fn a_vote_is_given_once_a_term_first_come_first_served() {
    let mut sim = quiet("");
    let lines =
        sim.act(&format!("{}run 1ms\n{}run 10ms", request_vote(2, 1, 1, 0, 0), request_vote(3, 1, 1, 0, 0)));
    check_has(&lines, &["n1 raft.vote.granted candidate=n2 term=1"]);
    check_has(&lines, &["n1 raft.vote.refused.already-voted candidate=n3 votedFor=n2 term=1"]);
    assert_eq!(sim.node(1).vote.as_deref(), Some("n2"));
    let lines = sim.act(&format!("{}run 10ms", request_vote(3, 1, 2, 0, 0)));
    check_has(&lines, &["n1 raft.vote.granted candidate=n3 term=2"]);
}

#[test]
fn a_vote_survives_a_crash() {
    let mut sim = quiet("");
    sim.act(&format!("{}run 10ms\ncrash n1\nrestart n1", request_vote(2, 1, 1, 0, 0)));
    let lines = sim.act(&format!("{}run 10ms", request_vote(3, 1, 1, 0, 0)));
    check_has(&lines, &["n1 raft.vote.refused.already-voted candidate=n3 votedFor=n2"]);
}

#[test]
fn a_vote_and_a_leaders_message_restart_the_election_timer() {
    let mut sim = quiet("");
    sim.act(&format!("run 5ms\n{}run 10ms", request_vote(2, 1, 1, 0, 0)));
    assert_eq!(due(&sim, 1), 10_015.0);
    sim.act(&format!("{}run 10ms", heartbeat(2, 1, 1)));
    assert_eq!(due(&sim, 1), 10_025.0);
    sim.act(&format!("{}{}run 10ms", heartbeat(3, 1, 0), request_vote(3, 1, 1, 0, 0)));
    assert_eq!(due(&sim, 1), 10_025.0, "an old leader and a refused candidate do not");
}

#[test]
fn a_majority_of_votes_makes_a_leader_that_tells_everybody_at_once() {
    let mut sim = quiet("nodes 4");
    sim.act("fire n1 election\ncut n1");
    let lines = sim.act(&format!("heal\n{}run 10ms", vote(2, 1, 1, true)));
    check_none(&lines, &["raft.leader.elected"]);
    let lines = sim.act(&format!("{}run 10ms", vote(2, 1, 1, true)));
    check_none(&lines, &["raft.leader.elected"]);
    let lines = sim.act(&format!("{}run 10ms", vote(3, 1, 1, true)));
    let elected = the(&lines, &["n1 raft.leader.elected term=1 votes=3 needed=3"]);
    let told = with(&lines, &["n1 sent", "AppendEntries term=1 leaderId=n1"]);
    assert_eq!(told.iter().filter(|l| l.at == elected.at).count(), 3);
}

#[test]
fn a_candidate_that_hears_of_the_leader_of_its_term_follows_it() {
    let mut sim = quiet("");
    sim.act("fire n1 election\ncut n1\nheal");
    let lines = sim.act(&format!("{}run 10ms", heartbeat(3, 1, 1)));
    check_has(&lines, &["n1 raft.stepped-down.leader-known leader=n3 term=1"]);
    assert_eq!((role(&sim, 1).as_str(), sim.node(1).leader.as_deref()), ("follower", Some("n3")));
}

#[test]
fn a_candidate_does_not_follow_a_leader_of_an_older_term() {
    let mut sim = quiet("given n1 term 3");
    sim.act("fire n1 election\ncut n1\nheal");
    let lines = sim.act(&format!("{}run 10ms", heartbeat(3, 1, 3)));
    check_has(&lines, &["n1 raft.append.refused.stale-term leader=n3 term=3 current=4"]);
    assert_eq!(role(&sim, 1), "candidate");
}

#[test]
fn heartbeats_keep_followers_from_elections() {
    let sim = Sim::open("seed 6\nrun 30s");
    assert_eq!(noted(&sim.all(), "raft.leader.elected").len(), 1);
    let lines = sim.all();
    let beats: Vec<u64> = with(&lines, &["timer heartbeat"]).iter().map(|l| l.at.us()).collect();
    assert!(beats.len() > 500);
    assert!(beats.windows(2).all(|pair| pair[1] - pair[0] == 50_000), "every 50 ms");
}

#[test]
fn election_timeouts_are_drawn_anew_from_their_range() {
    let mut drawn = std::collections::BTreeSet::new();
    for seed in 0..40 {
        let sim = Sim::open(&format!("seed {seed}"));
        for node in 1..=5 {
            let ms = due(&sim, node);
            assert!((150.0..=300.0).contains(&ms), "{ms}");
            drawn.insert(ms as u64);
        }
    }
    assert!(drawn.len() > 90, "they spread over the range: {}", drawn.len());
}

#[test]
fn a_candidate_without_a_majority_stands_again_in_a_higher_term() {
    let mut sim = Sim::open("seed 2\ncrash n2\ncrash n3\ncrash n4");
    let lines = sim.act("run 2s");
    let terms: Vec<u64> = noted(&lines, "raft.election.started").iter().map(|l| l.number("term")).collect();
    assert!(terms.len() > 4 && terms.windows(2).all(|pair| pair[0] <= pair[1]), "{terms:?}");
    check_none(&lines, &["raft.leader.elected"]);
}

#[test]
fn a_candidate_whose_log_is_behind_is_refused() {
    for (index, term, granted) in
        [(3, 2, true), (4, 2, true), (1, 3, true), (2, 2, false), (9, 1, false), (0, 0, false)]
    {
        let mut sim = quiet("given n1 term 4 log 1 1 2");
        let lines = sim.act(&format!("{}run 10ms", request_vote(2, 1, 5, index, term)));
        check_has(&lines, &[&format!("n1 -> n2 RequestVoteReply term=5 voteGranted={granted}")]);
        let refused = with(&lines, &["n1 raft.vote.refused.log-behind", "ownLastTerm=2 ownLastIndex=3"]);
        assert_eq!(refused.is_empty(), granted, "last entry {index} of term {term}");
        assert_eq!(sim.node(1).vote.is_some(), granted);
    }
}

// ------------------------------------------------------------------------------------------- check-quorum

#[test]
fn a_leader_that_no_majority_answers_steps_down() {
    let mut sim = Sim::open(&format!("set check-quorum on\n{LED}"));
    let lines = sim.act("cut n1 n2 | n3 n4 n5\nrun 1s");
    check_has(&lines, &["n1 raft.stepped-down.no-quorum term=1 heard=2 needed=3"]);
    assert_ne!(role(&sim, 1), "leader");
    let mut sim = Sim::open(LED);
    sim.act("cut n1 n2 | n3 n4 n5\nrun 1s");
    assert_eq!(role(&sim, 1), "leader", "without check-quorum it leads on");
}

#[test]
fn a_leader_that_a_majority_answers_leads_on() {
    let mut sim = Sim::open(&format!("set check-quorum on\n{LED}"));
    let lines = sim.act("crash n4\ncrash n5\nrun 5s");
    check_none(&lines, &["stepped-down"]);
    assert_eq!(role(&sim, 1), "leader");
}

// ----------------------------------------------------------------------------------------------- pre-vote

fn pre_vote(from: u16, to: u16, term: u64, index: u64, last_term: u64) -> String {
    request_vote(from, to, term, index, last_term).replace("RequestVote", "PreVote")
}

#[test]
fn a_pre_vote_changes_no_term_no_vote_and_no_timer() {
    let mut sim = quiet("set pre-vote on\ngiven n1 term 3 vote n4");
    let before = sim.node(1);
    let lines = sim.act(&format!("{}run 10ms", pre_vote(2, 1, 4, 0, 0)));
    check_has(&lines, &["n1 raft.pre-vote.granted candidate=n2 term=4"]);
    assert_eq!(sim.node(1), before);
    sim.act("fire n2 election");
    assert_eq!((role(&sim, 2).as_str(), sim.node(2).term, sim.node(2).vote), ("pre-candidate", 0, None));
}

#[test]
fn a_won_pre_vote_starts_the_election() {
    let mut sim = quiet("set pre-vote on");
    let lines = sim.act("fire n1 election\nrun 40ms");
    let order: Vec<&str> = lines
        .iter()
        .filter(|l| l.node() == Some(1) && l.what.starts_with("raft."))
        .map(|l| l.what.as_str())
        .filter(|code| code.ends_with("started") || code.ends_with("won") || code.ends_with("elected"))
        .collect();
    assert_eq!(
        order,
        ["raft.pre-vote.started", "raft.pre-vote.won", "raft.election.started", "raft.leader.elected"]
    );
}

#[test]
fn a_pre_vote_is_refused_to_a_log_that_is_behind_or_a_term_that_is_past() {
    let mut sim = quiet("set pre-vote on\ngiven n1 term 3 log 1 2");
    let lines = sim.act(&format!("{}{}run 10ms", pre_vote(2, 1, 4, 1, 1), pre_vote(3, 1, 3, 2, 2)));
    check_has(&lines, &["n1 raft.pre-vote.refused.log-behind candidate=n2"]);
    check_has(&lines, &["n1 raft.pre-vote.refused.stale-term candidate=n3 term=3 current=3"]);
}

#[test]
fn a_pre_vote_is_refused_while_a_leader_is_heard() {
    let mut sim = Sim::open(&format!("set pre-vote on\nset election-timeout 100ms..900ms\n{LED}"));
    let asked = |sim: &mut Sim| -> Vec<Line> { sim.act(&format!("{}run 10ms", pre_vote(2, 3, 9, 9, 9))) };
    check_has(&asked(&mut sim), &["n3 raft.pre-vote.refused.leader-alive candidate=n2 leader=n1"]);
    let lines = sim.act(&format!("{}run 10ms", pre_vote(2, 1, 9, 9, 9)));
    check_has(&lines, &["n1 raft.pre-vote.refused.leader-alive candidate=n2 leader=n1"]);
    // The least election timeout after the leader's last message the server may vote again.
    sim.act("crash n1\ncrash n2\ncrash n4\ncrash n5\nrun 99ms");
    check_none(&asked(&mut sim), &["leader-alive"]);
}
