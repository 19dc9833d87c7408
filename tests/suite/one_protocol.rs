//! A run is of one protocol throughout. What is of another is a bug of ours: it stops the run, and is never passed over.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use ringleader::kernel::{
    Body, ClientId, ClientOptions, Command, Envelope, NodeId, Record, RecordId, Rule, TimerName, algorithm,
};
use ringleader::protocols::paxos::{self, Paxos};
use ringleader::protocols::raft::{self, Raft};
use ringleader::time::Time;

const N1: NodeId = NodeId(1);

/// Runs it, and says whether it stopped because something was of another protocol.
fn stops<T>(doing: impl FnOnce() -> T) -> bool {
    let Err(panic) = catch_unwind(AssertUnwindSafe(doing)) else { return false };
    let said = panic.downcast_ref::<String>().map(String::as_str);
    let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
    said.is_some_and(|said| said.contains("all of a run is of its one protocol"))
}

#[test]
fn a_node_that_is_given_what_is_of_another_protocol_stops_the_run() {
    let mut effects = Vec::new();
    let mut nodes = algorithm::<Raft>().nodes(3, ClientOptions::default(), false);
    nodes.start(N1, &mut effects);
    let message = paxos::Message::Learn {};
    let envelope: Rc<Envelope> = Rc::new(Envelope { from: NodeId(2).into(), to: N1.into(), message });
    assert!(stops(|| nodes.on_message(N1, NodeId(2), &envelope, &mut Vec::new())), "message");
    let timer = TimerName::new(99, "of nobody", None);
    assert!(stops(|| nodes.on_timer(N1, timer, &mut Vec::new())), "timer");
    let command = Command::new("of no machine");
    assert!(stops(|| nodes.on_request(N1, ClientId(1), 1, &command, &mut Vec::new())), "command");
    // A node that is down handles nothing, whatever it is.
    assert!(!stops(|| nodes.on_message(NodeId(3), NodeId(2), &envelope, &mut Vec::new())), "down");
}

#[test]
fn nodes_and_rules_are_not_held_against_those_of_another_protocol() {
    let [raft, paxos] = [algorithm::<Raft>(), algorithm::<Paxos>()];
    let [ours, theirs] =
        [raft.nodes(3, ClientOptions::default(), false), paxos.nodes(3, ClientOptions::default(), false)];
    assert!(stops(|| ours.weigh(Some(&*theirs))), "weigh");
    assert!(stops(|| ours.same_as(&*theirs)), "same_as");
    assert!(stops(|| raft.nodes_like(&*theirs)), "nodes_like");
    let rule = Rule::new(paxos::Rule::LearnAsked {});
    assert!(stops(|| raft.moment_of(&rule)), "moment_of");
    assert!(!stops(|| paxos.moment_of(&rule)), "its own");
    assert!(ours.same_as(&*raft.nodes(3, ClientOptions::default(), false)));
}

#[test]
fn a_record_is_not_asked_for_a_rule_of_another_protocol() {
    let noted = |body| Record {
        id: RecordId { position: 1, index: 1 },
        at: Time::ZERO,
        cause: None,
        node: Some(N1.into()),
        body,
    };
    let record = noted(Body::Rule(Rule::new(paxos::Rule::LearnAsked {})));
    assert!(stops(|| record.rule::<raft::Rule>().is_some()));
    assert_eq!(record.rule(), Some(&paxos::Rule::LearnAsked {}));
    // Where no rule was noted, none of any protocol was.
    assert_eq!(noted(Body::Paused).rule::<paxos::Rule>(), None);
}
