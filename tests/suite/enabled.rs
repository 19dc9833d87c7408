//! Messages by names that survive edits, and what can happen next.

use std::collections::BTreeSet;
use std::rc::Rc;

use ringleader::kernel::{
    Action, Body, ClientId, Cut, Enabled, Endpoint, MessageRef, NodeId, Record, Step, World,
};
use ringleader::protocols::paxos::Paxos;
use ringleader::protocols::raft::Raft;
use ringleader::scenario::{self, Header, Move};
use ringleader::session::Session;
use ringleader::setup::setup;

use crate::histories::{random_links, random_paxos, random_scenario};
use crate::support::{Chance, Sim, check_has, check_none, list, the, with};

/// One candidate, whose requests are under way.
const VOTES: &str = "protocol raft\nnodes 3\nclients 1\nseed 4\nfire n2 election";

#[test]
fn a_name_means_the_message_that_has_it_when_the_move_is_made() {
    let mut sim = Sim::open(VOTES);
    let id = sim.message(&["n2 -> n1 RequestVote "]);
    let lines = sim.act("drop n2->n1 RequestVote #1");
    assert!(lines[0].has(&["action drop n2->n1 RequestVote #1"]), "it prints as it is written");
    check_has(&lines, &["n1 lost", &format!("{id} n2 -> n1 RequestVote "), "reason=dropped"]);
    let again = sim.act("drop n2->n1 RequestVote #1");
    check_has(&again, &["no-effect not-in-flight"]);
}

#[test]
fn names_count_in_the_order_of_sending() {
    let mut sim = Sim::open(VOTES);
    let first = sim.message(&["n2 -> n1 RequestVote "]);
    // Copies are sent later; that the first arrives last changes nothing.
    sim.act("duplicate n2->n1 RequestVote\nduplicate n2->n1 RequestVote #2\ndelay n2->n1 RequestVote 40ms");
    let all = sim.messages(&["n2 -> n1 RequestVote "]);
    assert_eq!((all.len(), &all[0]), (3, &first));
    check_has(&sim.act("drop n2->n1 RequestVote #4"), &["no-effect not-in-flight"]);
    check_has(&sim.act("drop n2->n1 RequestVote #2"), &["lost", &format!("{} n2", all[1])]);
    // Those that are left move up.
    check_has(&sim.act("deliver n2->n1 RequestVote #2"), &["n1 delivered", &format!("{} n2", all[2])]);
    check_has(&sim.act("deliver n2->n1 RequestVote #1"), &["n1 delivered", &format!("{first} n2")]);
    check_has(&sim.act("deliver n2->n1 RequestVote #1"), &["no-effect not-in-flight"]);
}

#[test]
fn a_name_is_of_one_link_one_way_and_one_kind() {
    let mut sim = Sim::open(VOTES);
    for other in ["n1->n2 RequestVote", "n3->n1 RequestVote", "n2->n1 PreVote", "n2->n1 RequestVoteReply"] {
        check_has(&sim.act(&format!("drop {other}")), &["no-effect not-in-flight"]);
    }
    check_none(&sim.act("drop n2->n3 RequestVote"), &["no-effect"]);
}

#[test]
fn what_waits_or_will_be_lost_is_under_way() {
    let held = Sim::open(&format!("{VOTES}\nhold n2 -> n1")).act("deliver n2->n1 RequestVote");
    check_has(&held, &["n1 delivered"]);
    let mut paused = Sim::open(&format!("{VOTES}\npause n1"));
    check_has(&paused.act("deliver n2->n1 RequestVote"), &["no-effect destination-paused"]);
    check_has(&paused.act("drop n2->n1 RequestVote"), &["reason=dropped"]);
    let doomed =
        Sim::open(&format!("cut n2 -> n1\n{}", "")).act("fire n2 election\ndeliver n2->n1 RequestVote");
    check_has(&doomed, &["n1 lost", "reason=cut"]);
}

#[test]
fn messages_of_clients_have_names_too() {
    let mut sim = Sim::open("protocol raft\nnodes 3\nseed 4\nclients 2\nrequest c2 n1 \"get x\"");
    check_has(&sim.act("deliver c1->n1 ClientRequest"), &["no-effect not-in-flight"]);
    check_has(&sim.act("deliver c2->n1 ClientRequest"), &["n1 delivered"]);
    check_has(&sim.act("deliver n1->c2 ClientReply #1"), &["c2 delivered"]);
    let mut paxos =
        Sim::open("protocol paxos\nnodes 3\nseed 4\nrequest n1 \"X\"\ndeliver c1->n1 ClientRequest");
    check_has(&paxos.act("deliver n1->n2 Prepare\ndeliver n2->n1 Promise"), &["n1 delivered", "Promise"]);
}

/// An id names another message after an edit, a name the same.
#[test]
fn a_name_survives_edits() {
    let moves = "deliver n2->n1 RequestVote\ndeliver n1->n2 RequestVoteReply";
    let lines = Sim::open(VOTES).act(moves);
    let edited = VOTES.replace("fire n2", "request \"set x 1\"\nfire n3 election\nfire n2");
    let later = Sim::open(&edited).act(moves);
    let kinds = |lines: &[crate::support::Line]| -> Vec<String> {
        let delivered = with(lines, &[" delivered "]).into_iter();
        delivered.map(|line| line.rest.split(' ').skip(1).take(4).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(kinds(&lines), ["n2 -> n1 RequestVote", "n1 -> n2 RequestVoteReply"]);
    assert_eq!(kinds(&later), kinds(&lines));
    assert_ne!(the(&lines, &["n1 delivered"]).rest, the(&later, &["n1 delivered"]).rest, "under other ids");
}

#[test]
fn a_run_with_names_replays_as_it_was_written() {
    let mut sim = Sim::open(&format!("{VOTES}\ndrop n2 -> n3 RequestVote # which is the only one\n"));
    sim.act("duplicate n2->n1 RequestVote\ndeliver n2->n1 RequestVote #2  # the copy\nrun 5ms");
    let text = sim.session.scenario();
    for line in
        ["drop n2 -> n3 RequestVote # which is the only one\n", "deliver n2->n1 RequestVote #2  # the copy\n"]
    {
        assert!(text.contains(line), "{text}");
    }
    let mut again = Sim::open(&text);
    assert_eq!((again.trace(), again.session.hash()), (sim.trace(), sim.session.hash()));
    // The same move at the same place is the same future, however it is spelt.
    sim.session.seek(1);
    sim.act("drop n2->n3 RequestVote #1");
    assert_eq!(list(&crate::support::json(&sim.session.branches())).len(), 1);
}

/// What the documentation shows of names plays, each move with an effect.
#[test]
fn the_documented_names_are_there() {
    let docs = include_str!("../../docs/scenario-language.md");
    let (_, part) = docs.split_once("### Names of messages").expect("a part about names");
    let (_, sample) = part.split_once("```scn\n").expect("a sample");
    let (sample, _) = sample.split_once("```").expect("its end");
    let sim = Sim::open(sample);
    check_none(&sim.all(), &["no-effect"]);
    assert_eq!(
        with(&sim.all(), &[" action "]).len(),
        sample.lines().count() - 3,
        "every line after the header"
    );
}

// ------------------------------------------------------------------------------------ what can happen next

/// A run, and the header that its moves are read with.
struct Tried {
    run: Session,
    header: Header,
}

impl Tried {
    fn open(text: &str) -> Tried {
        let lines = scenario::lines(text).expect("it lexes");
        let setup = || if text.contains("protocol paxos") { setup::<Paxos>() } else { setup::<Raft>() };
        let header = scenario::read(setup(), &lines).expect("it parses").header;
        let run = Session::open(setup(), &lines, 1, false).unwrap_or_else(|error| panic!("{error}\n{text}"));
        Tried { run, header }
    }

    fn world(&self) -> &World {
        self.run.timeline().world().expect("a cluster")
    }

    fn parse(&self, line: &str) -> Action {
        let lines = scenario::lines(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        let moves = scenario::read_moves(&lines, &*self.header.setup)
            .unwrap_or_else(|error| panic!("{line}: {error}"));
        match &moves[..] {
            [(_, Move::Act(action))] => action.clone(),
            other => panic!("{line}: {other:?}"),
        }
    }

    /// The world after a move at this instant, with what happened.
    fn after(&self, action: Action) -> (World, Vec<Record>) {
        let (mut world, mut records) = (self.world().clone(), Vec::new());
        world.apply(Step::Act(world.now(), &Rc::new(action)), &mut records);
        (world, records)
    }

    fn has_effect(&self, action: Action) -> bool {
        let (_, records) = self.after(action);
        !records.iter().any(|record| matches!(record.body, Body::NoEffect(_)))
    }

    /// Every move of the sorts that `enabled` has, for anything that there is.
    fn every_line(&self, faults: bool) -> Vec<String> {
        let world = self.world();
        let ids = world.under_way().iter().map(|message| message.pending.id).collect::<Vec<_>>();
        let mut lines: Vec<String> = ids.iter().map(|id| format!("deliver {id}")).collect();
        for node in world.node_ids() {
            for name in world.config().protocol.info().timers {
                let peers: Vec<NodeId> = world.node_ids().collect();
                let names = match name.split_once('.') {
                    None => vec![(*name).to_owned()],
                    Some((word, _)) => peers.iter().map(|peer| format!("{word}.{peer}")).collect(),
                };
                lines.extend(names.iter().map(|name| format!("fire {node} {name}")));
            }
        }
        let disks: Vec<NodeId> = world.node_ids().filter(|&node| world.disk(node).is_some()).collect();
        lines.extend(disks.iter().map(|node| format!("disk {node} finish")));
        if faults {
            lines.extend(ids.iter().flat_map(|id| [format!("drop {id}"), format!("duplicate {id}")]));
            let verbs = ["crash", "restart", "pause", "resume"];
            lines.extend(world.node_ids().flat_map(|node| verbs.map(|verb| format!("{verb} {node}"))));
            let clients = (1..=world.config().clients).map(|client| Endpoint::Client(ClientId(client)));
            let ends: Vec<Endpoint> = world.node_ids().map(Endpoint::Node).chain(clients).collect();
            let links = ends.iter().flat_map(|from| ends.iter().map(move |to| (from, to)));
            lines.extend(links.filter(|(a, b)| a != b).map(|(a, b)| format!("release {a} -> {b}")));
            lines.push("heal".to_owned());
            lines.extend(
                disks.iter().flat_map(|node| [format!("disk {node} stall"), format!("disk {node} ok")]),
            );
        }
        lines
    }

    /// A line with ids in place of names, so that both ways to write it compare.
    fn by_id(&self, action: &Action) -> String {
        let id = |which: &MessageRef| self.world().message(*which).expect("it is under way").id;
        match action {
            Action::Deliver(which) => format!("deliver {}", id(which)),
            Action::Drop(which) => format!("drop {}", id(which)),
            Action::Duplicate(which) => format!("duplicate {}", id(which)),
            other => other.to_string(),
        }
    }

    fn check(&self, faults: bool) -> usize {
        let enabled = self.world().enabled(faults);
        let lines: BTreeSet<String> = enabled.iter().map(|one| one.action.to_string()).collect();
        assert_eq!(lines.len(), enabled.len(), "each line once");
        for one in &enabled {
            let line = one.action.to_string();
            assert!(self.has_effect(one.action.clone()), "{line}");
            assert_eq!(format!("{:?}", self.parse(&line)), format!("{:?}", one.action), "{line}");
            self.check_place(one);
        }
        let cuts = |line: &String| line.starts_with("cut ");
        let listed: BTreeSet<String> =
            enabled.iter().map(|one| self.by_id(&one.action)).filter(|line| !cuts(line)).collect();
        let with_effect = self.every_line(faults).into_iter();
        let expected: BTreeSet<String> =
            with_effect.filter(|line| self.has_effect(self.parse(line))).collect();
        assert_eq!(listed, expected);
        if faults {
            self.check_cuts(&lines);
        }
        enabled.len()
    }

    /// A name means the message that stands beside it, and the place is that of the move.
    fn check_place(&self, one: &Enabled) {
        let place = match &one.action {
            Action::Deliver(which) | Action::Drop(which) | Action::Duplicate(which) => {
                let pending = self.world().message(*which).expect("it is under way");
                assert_eq!(Some(pending.id), one.message);
                let tag = pending.envelope.message.tag();
                let link = format!("{}->{} {tag} #", pending.envelope.from, pending.envelope.to);
                assert!(which.to_string().starts_with(&link), "{which}");
                return assert_eq!(one.node, Some(pending.envelope.to));
            }
            Action::Fire(node, _) | Action::Disk(node, _) => Some(*node),
            Action::Crash(target, _)
            | Action::Restart(target)
            | Action::Pause(target)
            | Action::Resume(target) => Some(self.world().resolve(target)[0]),
            Action::Cut(Cut::Isolate(targets)) => Some(self.world().resolve(&targets[0])[0]),
            Action::Release(..) | Action::Heal => None,
            other => panic!("{other} is none of them"),
        };
        assert_eq!((one.node, one.message), (place.map(Endpoint::Node), None));
    }

    /// A node's cut is offered where, and only where, it cuts a link.
    fn check_cuts(&self, lines: &BTreeSet<String>) {
        let cut_links = |world: &World| {
            let nodes: Vec<Endpoint> = world.node_ids().map(Endpoint::Node).collect();
            let links = nodes.iter().flat_map(|from| nodes.iter().map(move |to| (*from, *to)));
            links.filter(|(from, to)| world.network().is_cut(*from, *to)).count()
        };
        for node in self.world().node_ids() {
            let line = format!("cut {node}");
            let after = cut_links(&self.after(self.parse(&line)).0);
            assert_eq!(lines.contains(&line), after > cut_links(self.world()), "{line}");
        }
    }
}

#[test]
fn what_is_enabled_is_all_that_has_an_effect() {
    let (mut moves, mut sorts) = (0, BTreeSet::new());
    for index in 0..60 {
        let text = match index % 5 {
            0 => random_paxos(index),
            1 | 2 => random_links(index),
            _ => random_scenario(index),
        };
        let mut chance = Chance::new(index.into());
        let with_disks = text.replacen('\n', "\nset disk 5ms..60ms\n", 1);
        let mut tried = Tried::open(if index % 2 == 0 { &text } else { &with_disks });
        for _ in 0..5 {
            tried.run.seek(chance.below(tried.run.extent().0 + 1));
            if tried.world().in_flight().len() < 60 {
                moves += tried.check(true);
                tried.check(false);
                sorts.extend(tried.world().enabled(true).iter().map(|one| one.action.verb()));
            }
        }
    }
    assert!(moves > 3_000, "only {moves} moves");
    let all = [
        "crash",
        "cut",
        "deliver",
        "disk",
        "drop",
        "duplicate",
        "fire",
        "heal",
        "pause",
        "release",
        "restart",
    ];
    assert_eq!(sorts.into_iter().collect::<Vec<_>>(), [&all[..], &["resume"]].concat());
}

#[test]
fn it_stands_in_its_order() {
    let text =
        format!("{VOTES}\npause n3\nhold n2 -> n1\nduplicate n2->n1 RequestVote\nrequest n1 \"get x\"");
    let lines = |faults: bool| -> Vec<String> {
        Tried::open(&text).world().enabled(faults).iter().map(|one| one.action.to_string()).collect()
    };
    let plain = [
        "deliver n2->n1 RequestVote #1",
        "deliver n2->n1 RequestVote #2",
        "deliver c1->n1 ClientRequest #1",
        "fire n1 election",
        "fire n2 election",
        "fire n2 rpc.n1",
        "fire n2 rpc.n3",
    ];
    assert_eq!(lines(false), plain);
    let faults = [
        "drop n2->n1 RequestVote #1",
        "drop n2->n3 RequestVote #1",
        "drop n2->n1 RequestVote #2",
        "drop c1->n1 ClientRequest #1",
        "duplicate n2->n1 RequestVote #1",
        "duplicate n2->n3 RequestVote #1",
        "duplicate n2->n1 RequestVote #2",
        "duplicate c1->n1 ClientRequest #1",
        "crash n1",
        "pause n1",
        "cut n1",
        "crash n2",
        "pause n2",
        "cut n2",
        "crash n3",
        "resume n3",
        "cut n3",
        "release n2 -> n1",
        "heal",
    ];
    assert_eq!(lines(true), [&plain[..], &faults].concat());
}

#[test]
fn a_session_tells_it_as_plain_data() {
    let sim = Sim::open(VOTES);
    let enabled = crate::support::json(&sim.session.enabled(true));
    let first = &list(&enabled)[0];
    let id = sim.message(&["n2 -> n1 RequestVote "]);
    let line = "deliver n2->n1 RequestVote #1";
    assert_eq!(
        *first,
        serde_json::json!({"line": line, "verb": "deliver", "message": id, "node": "n1", "timer": null})
    );
    let fire = list(&enabled).iter().find(|one| one["verb"] == "fire").expect("a timer");
    assert_eq!((&fire["message"], &fire["node"]), (&serde_json::Value::Null, &"n1".into()));
    assert_eq!(fire["timer"], "election");
    let placement = Sim::open("protocol placement\nnodes 3\nkeys 20");
    assert_eq!(crate::support::json(&placement.session.enabled(true)), serde_json::json!([]));
}
