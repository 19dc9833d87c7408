//! Walking a run: seek, branches, and the text that replays it.

use crate::random;
use crate::support::{Chance, Line, Sim, check_has, json, parse_trace};
use ringleader::time::Time;
use ringleader::timeline::Span;
use serde_json::Value as Json;

/// The frame without what depends on the moves that were made later.
fn frame(sim: &Sim) -> Json {
    let mut frame = sim.frame();
    frame.as_object_mut().expect("an object").remove("nextDue");
    frame
}

fn visit(sim: &mut Sim) -> (Json, u64) {
    (frame(sim), sim.session.hash())
}

#[test]
fn a_seek_shows_what_the_first_visit_showed() {
    for seed in 0..8 {
        let mut chance = Chance::new(seed);
        let mut sim = Sim::open(&random::header(&mut chance));
        let mut first = vec![visit(&mut sim)];
        while first.len() < 400 {
            let line = if chance.percent(15) { random::a_move(&mut chance, &sim) } else { "step".to_owned() };
            sim.act(&line);
            if sim.position() < first.len() as u64 {
                break;
            }
            first.push(visit(&mut sim));
        }
        for _ in 0..120 {
            let position = chance.below(first.len() as u64);
            sim.session.seek(position);
            assert_eq!(visit(&mut sim), first[position as usize], "position {position} of seed {seed}");
        }
        for position in (0..first.len()).rev().step_by(7) {
            sim.session.seek(position as u64);
            assert_eq!(frame(&sim), first[position].0, "position {position} of seed {seed}, backwards");
        }
    }
}

#[test]
fn what_is_done_before_the_end_of_a_quiet_stretch_is_the_new_end() {
    let mut sim = Sim::open("clients 1\nnetwork latency 10ms");
    // Nothing is due for a long while; back in that stretch, something is done that makes something due.
    sim.session.advance(Span { until: Some(Time::from_ms(100)), events: u64::MAX }).expect("in bounds");
    let known = sim.session.extent();
    sim.session.seek_time(Time::from_ms(50));
    sim.act("request \"set x 1\"");
    assert_eq!(sim.session.extent(), (known.0 + 1, Time::from_ms(50)));
    sim.session.seek_time(Time::from_ms(100));
    sim.act("crash n2");
    assert_eq!(sim.session.cursor().now, Time::from_ms(50));
    check_has(&sim.all(), &["crash n2"]);
}

#[test]
fn a_seek_finds_its_way_past_many_keyframes() {
    let mut sim = Sim::open("seed 8\nworkload c1 every 20ms");
    let mut first = Vec::new();
    for _ in 0..12 {
        sim.act("step 997");
        first.push((sim.position(), visit(&mut sim)));
    }
    for (position, shown) in first.iter().rev().chain(&first) {
        sim.session.seek(*position);
        assert_eq!(&visit(&mut sim), shown, "position {position}");
    }
}

#[test]
fn a_seek_is_clamped_and_stands_at_its_event() {
    let mut sim = Sim::open("seed 3\nrun 400ms");
    let (length, end) = sim.session.extent();
    sim.session.seek(length + 1_000);
    assert_eq!(sim.position(), length);
    sim.session.seek(5);
    let fifth = sim.lines(4, 5)[0].at;
    assert_eq!((sim.position(), sim.now()), (5, fifth));
    sim.session.seek_time(Time::from_ms(9_999));
    assert_eq!((sim.position(), sim.now()), (length, end));
    sim.session.seek_time(fifth);
    assert!(sim.position() >= 5 && sim.now() == fifth, "what is due at the instant has happened");
    sim.session.seek(0);
    assert_eq!((sim.position(), sim.now()), (0, Time::ZERO));
}

#[test]
fn going_on_follows_the_known_future() {
    let mut sim = Sim::open("seed 3\nrun 400ms\ncrash leader\nrun 400ms\nrestart all\nrun 200ms");
    let (trace, length) = (sim.trace(), sim.length());
    sim.session.seek(7);
    sim.session.advance(Span::until(Time::from_ms(1_000))).expect("within bounds");
    assert_eq!((sim.trace(), sim.length()), (trace, length));
    assert_eq!(branches(&sim), 1);
    sim.act("run 100ms");
    assert!(sim.length() > length, "and past it");
}

fn branches(sim: &Sim) -> usize {
    json(&sim.session.branches()).as_array().expect("a list").len()
}

#[test]
fn an_act_in_the_past_starts_a_branch_and_the_old_one_stays() {
    let mut sim = Sim::open("seed 3\nrun 400ms\nrequest \"set x 1\"\nrun 400ms");
    let (old, old_trace, old_length) = (sim.session.hash(), sim.trace(), sim.length());
    sim.session.seek_time(Time::from_ms(420));
    let fork = sim.position();
    sim.act("crash leader\nrun 500ms");
    assert_eq!((branches(&sim), sim.session.branch()), (2, 1));
    assert!(sim.trace().starts_with(&parse_trace(&old_trace)[0].text));
    let shared: Vec<Line> = sim.lines(0, fork);
    assert_eq!(
        shared,
        parse_trace(&old_trace)
            .into_iter()
            .filter(|l| (1..=fork).contains(&l.position()))
            .collect::<Vec<_>>()
    );
    check_has(&sim.lines(fork, fork + 1), &["action crash leader"]);
    sim.session.switch_to(0).expect("it is there");
    sim.session.seek(old_length);
    assert_eq!((sim.session.hash(), sim.trace()), (old, old_trace));
    let error = sim.session.switch_to(2).expect_err("there is none");
    assert_eq!(error.code, "unknown-branch");
}

#[test]
fn an_act_that_the_branch_does_there_anyway_starts_none() {
    let mut sim = Sim::open("seed 3\nrun 400ms\ncrash leader\nrun 400ms");
    let trace = sim.trace();
    sim.session.seek_time(Time::from_ms(400));
    sim.session.seek(sim.position() - 1);
    sim.session.advance(Span::until(Time::from_ms(399))).expect("within bounds");
    sim.act("run 1ms");
    // The cursor stands after the crash; go to just before it.
    let crash = parse_trace(&trace).iter().find(|l| l.what == "action").expect("the move").position();
    sim.session.seek(crash - 1);
    let due = Time::from_ms(400);
    assert!(sim.now() < due);
    sim.act("crash leader");
    assert_eq!(branches(&sim), 2, "at another instant it is another move");
}

#[test]
fn an_act_at_the_end_is_no_branch() {
    let mut sim = Sim::open("seed 3\nrun 400ms");
    sim.act("crash leader\nrun 1s\nrestart all\nrun 1s");
    assert_eq!(branches(&sim), 1);
}

#[test]
fn a_scenario_replays_its_branch_exactly() {
    for seed in 0..300 {
        let mut chance = Chance::new(1_000 + seed);
        let mut sim = Sim::open(&random::header(&mut chance));
        random::play(&mut chance, &mut sim, 8);
        for _ in 0..chance.below(4) {
            let count = branches(&sim) as u64;
            sim.session.switch_to(chance.below(count) as usize).expect("it is there");
            match chance.below(3) {
                0 => sim.session.seek(chance.below(sim.length() + 1)),
                1 => sim.session.seek_time(Time::from_us(chance.below(sim.session.extent().1.us() + 1))),
                _ => sim.session.seek(sim.length()),
            }
            random::play(&mut chance, &mut sim, 3);
        }
        for branch in 0..branches(&sim) {
            sim.session.switch_to(branch).expect("it is there");
            sim.session.seek(sim.length());
            let text = sim.session.scenario();
            let mut again = Sim::open(&text);
            assert_eq!(again.length(), sim.length(), "branch {branch} of seed {seed}\n{text}");
            if again.session.hash() != sim.session.hash() {
                let (a, b) = (again.all(), sim.all());
                let differs = a.iter().zip(&b).find(|(a, b)| a != b);
                panic!("branch {branch} of seed {seed} differs: {differs:?}\n{text}");
            }
            assert_eq!(again.session.scenario(), text, "it prints as it parses");
            assert_eq!(sim.violated(), Vec::<String>::new(), "branch {branch} of seed {seed}\n{text}");
        }
    }
}

#[test]
fn the_text_holds_moves_of_one_instant_apart() {
    let text = "seed 3\nnetwork latency 0ms\nrun 400ms\nrequest \"set x 1\"\nstep 2\ncrash leader\nrequest \"set x 2\"\nstep 1\nrestart all\nrun 1ms";
    let mut sim = Sim::open(text);
    let mut again = Sim::open(&sim.session.scenario());
    assert_eq!(again.trace(), sim.trace());
    assert_eq!(again.session.hash(), sim.session.hash());
}

#[test]
fn one_call_stops_at_its_bound_and_goes_on_when_called_again() {
    let mut sim = Sim::open("set heartbeat 1us\nseed 1\nnetwork latency 0ms");
    let error = sim.session.advance(Span::until(Time::from_ms(500))).expect_err("it never gets there");
    assert_eq!(error.code, "bound-events");
    assert!(error.message.contains("EVENTS_PER_CALL_MAX"), "{}", error.message);
    // The move that set the latency is one more.
    assert_eq!(sim.position(), 1_000_001);
}

#[test]
fn messages_under_way_are_bounded() {
    let mut sim = Sim::open("set heartbeat 1us\nseed 1");
    let error =
        sim.session.advance(Span::until(Time::from_ms(500))).expect_err("a leader never stops sending");
    assert_eq!(error.code, "bound-in-flight");
    assert!(error.message.contains("IN_FLIGHT_MAX"), "{}", error.message);
    assert!(sim.messages(&[]).len() < 25_000);
}

#[test]
fn branches_are_bounded() {
    let mut sim = Sim::open("seed 1\nrun 300ms");
    for at in 1..1_000 {
        sim.session.switch_to(0).expect("the root");
        sim.session.seek_time(Time::from_us(at));
        sim.act("crash n1");
    }
    assert_eq!(branches(&sim), 1_000);
    sim.session.switch_to(0).expect("the root");
    sim.session.seek(3);
    let error = sim.try_act("crash n1").expect_err("that is one too many");
    assert_eq!(error.code, "bound-branches");
    assert_eq!((branches(&sim), sim.position()), (1_000, 3), "nothing changed");
}

/// The instants and ranges drawn at a place: when messages were sent and fall due, and when timers fire.
fn draws_of(lines: &[Line], place: &str) -> Vec<String> {
    let sent = lines.iter().filter(|l| l.what == "sent" && l.place.as_deref() == Some(place));
    let without_id =
        |l: &Line| l.rest.split_once(' ').map_or(String::new(), |(_, rest)| format!("{} {rest}", l.at));
    sent.map(without_id).collect()
}

/// Two branches that differ by one crash differ by what it causes and by nothing else: n5 is cut off from
/// all, so a crash of n5 changes nothing at the others, not one latency and not one timeout.
#[test]
fn a_crash_that_nobody_hears_of_changes_nothing_elsewhere() {
    for seed in 0..40 {
        let base = format!("seed {seed}\nnetwork loss 3%\nworkload c1 every 37ms\ncut n5\nrun 700ms\n");
        let without = Sim::open(&format!("{base}run 2s")).all();
        let with = Sim::open(&format!("{base}crash n5\nrun 2s")).all();
        for place in ["n1", "n2", "n3", "n4", "c1"] {
            assert_eq!(draws_of(&with, place), draws_of(&without, place), "{place}, seed {seed}");
        }
        let timers = |lines: &[Line]| -> Vec<String> {
            let fired = lines.iter().filter(|l| l.what == "timer" && l.node() != Some(5));
            fired.map(|l| format!("{} {:?} {}", l.at, l.place, l.rest)).collect()
        };
        assert_eq!(timers(&with), timers(&without), "seed {seed}");
    }
}

#[test]
fn a_follower_s_crash_does_not_change_who_leads() {
    for seed in 0..60 {
        let mut sim = Sim::open(&format!("seed {seed}\nworkload c1 every 50ms\nrun 1s"));
        let (leader, term) = (sim.leader().expect("one leads"), sim.node(1).term);
        sim.act("crash follower\nrun 3s");
        assert_eq!((sim.leader(), sim.node(leader).term), (Some(leader), term), "seed {seed}");
    }
}
