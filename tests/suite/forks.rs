//! Runs that go on apart, acts that share a branch, and branches that are dropped. That a fork is the run at its cursor,
//! wherever that is, `reopen.rs` holds of random runs of every protocol.

use crate::support::{Sim, count, json, list};
use ringleader::registry::gallery;
use ringleader::timeline::{BRANCHES_MAX, Span};

fn ids(sim: &Sim) -> Vec<u64> {
    list(&json(&sim.session.branches())).iter().map(|branch| count(&branch["id"])).collect()
}

fn forked(sim: &Sim) -> Sim {
    Sim { session: sim.session.fork() }
}

// ------------------------------------------------------------------------------------------------------ forks

#[test]
fn a_fork_and_its_run_go_on_apart() {
    let mut sim = Sim::open("nodes 5\nseed 3\nrun 700ms");
    let hash = sim.session.hash();
    let mut fork = forked(&sim);
    fork.act("crash leader\nrun 1s");
    assert_eq!(sim.session.hash(), hash, "what a fork does is its own");
    assert_eq!(sim.position(), sim.length());
    let in_fork = fork.session.hash();
    sim.act("request \"set x 1\"\nrun 1s");
    assert_eq!(fork.session.hash(), in_fork, "what the run does is its own");
    // Left alone, both come to the same.
    let (mut one, mut other) = (forked(&sim), forked(&sim));
    one.act("run 3s");
    other.act("step 40\nrun 3s");
    let end = one.session.cursor().now;
    other.session.seek_time(end);
    assert_eq!(one.session.hash(), other.session.hash());
}

#[test]
fn a_fork_in_the_past_has_one_branch_and_no_future() {
    let mut sim = Sim::open("nodes 3\nseed 3\nrun 500ms\ncrash n1\nrun 500ms");
    sim.session.seek_time(ringleader::time::Time::from_ms(200));
    sim.act("cut n2");
    sim.act("run 100ms");
    sim.session.seek(sim.position() - 2);
    let mut fork = forked(&sim);
    assert_eq!(ids(&fork), [0]);
    assert_eq!(fork.length(), sim.position());
    // The marks of what did not happen yet are not there.
    let marks = json(&fork.session.moments());
    assert!(list(&marks).iter().all(|mark| count(&mark["position"]) <= fork.position()));
    let past = list(&json(&sim.session.moments()))
        .iter()
        .filter(|mark| count(&mark["position"]) <= sim.position())
        .count();
    assert_eq!(list(&marks).len(), past);
    fork.act("run 1s");
    assert!(fork.position() > sim.position());
}

#[test]
fn every_gallery_scenario_forks_at_every_eighth_of_it() {
    for entry in gallery() {
        let mut sim = Sim::open(entry.text);
        let end = sim.length();
        let whole = sim.session.trace(None, end);
        for eighth in 0..=8 {
            sim.session.seek(end * eighth / 8);
            let mut fork = forked(&sim);
            assert_eq!(fork.session.hash(), sim.session.hash(), "{} at {eighth}", entry.name);
            assert!(whole.starts_with(&fork.trace()), "{} at {eighth}", entry.name);
            assert_eq!(fork.frame(), sim_frame_without_future(&sim, &fork), "{} at {eighth}", entry.name);
            let text = fork.session.scenario();
            assert_eq!(
                Sim::open(&text).session.hash(),
                fork.session.hash(),
                "{} at {eighth}\n{text}",
                entry.name
            );
        }
    }
}

/// What the run's frame says, but for when its known next move comes.
fn sim_frame_without_future(sim: &Sim, fork: &Sim) -> serde_json::Value {
    let mut frame = sim.frame();
    frame["nextDue"] = fork.frame()["nextDue"].clone();
    frame
}

#[test]
fn ten_thousand_forks_beside_each_other_and_in_each_other_work() {
    let mut sim = Sim::open("nodes 5\nseed 1\nworkload c1 every 20ms\nrun 10s");
    let end = sim.length();
    let mut forks: Vec<Sim> = (0..10_000).map(|_| forked(&sim)).collect();
    for fork in forks.iter_mut().step_by(97) {
        fork.act("run 5ms");
    }
    sim.session.advance(Span::until(forks[0].now())).expect("within bounds");
    assert_eq!(forks[0].session.hash(), sim.session.hash());
    assert_eq!(forks[1].position(), end);
    let mut last = forked(&forks[0]);
    for _ in 0..10_000 {
        last = forked(&last);
        last.session.advance(Span::events(1)).expect("within bounds");
    }
    sim.session.advance(Span::events(10_000)).expect("within bounds");
    assert_eq!(last.session.hash(), sim.session.hash());
    assert_eq!(last.trace(), sim.trace());
}

// ------------------------------------------------------------------------------------------- shared branches

#[test]
fn equal_acts_at_one_place_share_a_branch() {
    let mut sim = Sim::open("nodes 3\nseed 3\nrun 400ms\ncrash n1\nrun 200ms");
    let place = |sim: &mut Sim| sim.session.seek(15);
    place(&mut sim);
    sim.act("cut n2");
    assert_eq!((ids(&sim), sim.session.branch()), (vec![0, 1], 1));
    sim.act("run 100ms");
    let (length, hash) = (sim.length(), sim.session.hash());
    // From the branch itself, and from the root: the same act is the same branch.
    for branch in [1, 0] {
        sim.session.switch_to(branch).expect("it is there");
        place(&mut sim);
        sim.act("cut n2");
        assert_eq!((ids(&sim), sim.session.branch(), sim.length()), (vec![0, 1], 1, length));
        sim.session.seek(length);
        assert_eq!(sim.session.hash(), hash);
    }
    // Another act, or the same a moment later, is another.
    place(&mut sim);
    sim.act("cut n3");
    assert_eq!(ids(&sim), [0, 1, 2]);
    sim.session.switch_to(0).expect("it is there");
    place(&mut sim);
    sim.act("run 1us\ncut n2");
    assert_eq!(ids(&sim), [0, 1, 2, 3]);
}

#[test]
fn what_the_run_itself_does_next_is_no_branch_from_a_branch_either() {
    let mut sim = Sim::open("protocol placement\nnodes 3\nseed 1\njoin n4\njoin n5\n");
    sim.session.seek(1);
    sim.act("leave n1");
    sim.session.seek(1);
    sim.act("join n5");
    assert_eq!((ids(&sim), sim.session.branch()), (vec![0, 1], 0));
}

// ------------------------------------------------------------------------------------------ dropped branches

/// A run with branches: 1 and 2 left the root, 3 left 1, 4 left 3.
fn tree() -> Sim {
    let mut sim = Sim::open("nodes 3\nseed 3\nrun 400ms");
    for (from, at, act) in [(0, 30, "cut n2"), (0, 40, "cut n3"), (1, 35, "crash n1"), (3, 50, "pause n2")] {
        sim.session.switch_to(from).expect("it is there");
        sim.session.seek_time(ringleader::time::Time::from_ms(at));
        sim.act(&format!("{act}\nrun 300ms"));
    }
    assert_eq!(ids(&sim), [0, 1, 2, 3, 4]);
    sim
}

#[test]
fn a_dropped_branch_is_gone_with_those_that_left_it() {
    let mut sim = tree();
    sim.session.switch_to(2).expect("it is there");
    let (hash, text) = (sim.session.hash(), sim.session.scenario());
    sim.session.drop_branch(1).expect("nobody is in it");
    assert_eq!(ids(&sim), [0, 2], "the others keep their ids");
    assert_eq!((sim.session.branch(), sim.session.hash(), sim.session.scenario()), (2, hash, text));
    assert_eq!(sim.session.switch_to(3).expect_err("it is gone").code, "unknown-branch");
    assert_eq!(sim.session.drop_branch(1).expect_err("it is gone").code, "unknown-branch");
    // What is done anew is done anew: nothing of what is gone comes back.
    sim.session.switch_to(0).expect("it is there");
    sim.session.seek_time(ringleader::time::Time::from_ms(30));
    sim.act("cut n2");
    assert_eq!(sim.session.branch(), 3);
    assert_eq!(sim.position(), sim.length(), "it has no future yet");
    let text = sim.session.scenario();
    assert_eq!(Sim::open(&text).session.hash(), sim.session.hash(), "{text}");
}

#[test]
fn the_root_and_where_the_cursor_is_stay() {
    let mut sim = tree();
    assert_eq!(sim.session.branch(), 4);
    for kept in [0, 1, 3, 4] {
        let error = sim.session.drop_branch(kept).expect_err("it stays");
        assert_eq!(error.code, "kept-branch", "{error}");
    }
    assert!(sim.session.drop_branch(9).expect_err("there is none").message.contains("0, 1, 2, 3, 4"));
    assert_eq!(ids(&sim), [0, 1, 2, 3, 4]);
    sim.session.drop_branch(2).expect("nobody is in it");
}

#[test]
fn dropping_makes_room_for_others() {
    let mut sim = Sim::open("nodes 3\nseed 3\nrun 400ms");
    let branch = |sim: &mut Sim, act: u64| {
        sim.session.switch_to(0).expect("it is there");
        sim.session.seek(0);
        sim.try_act(&format!("clock n1 {act}%"))
    };
    for act in 1..BRANCHES_MAX as u64 {
        branch(&mut sim, act).expect("there is room");
    }
    assert_eq!(branch(&mut sim, 5_000).expect_err("it is full").code, "bound-branches");
    for _ in 0..3_000 {
        sim.session.switch_to(0).expect("it is there");
        let last = *ids(&sim).last().expect("branches");
        sim.session.drop_branch(last as usize).expect("nobody is in it");
        branch(&mut sim, 6_000).expect("there is room");
    }
    assert_eq!(ids(&sim).len(), BRANCHES_MAX);
}
