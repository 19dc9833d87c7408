//! The text of a run opens again, as exactly that run: the same branch, position and instant, and whatever is
//! done next comes to the same. What was written stands in it for as long as it is what the branch did.

use crate::histories::random_placement;
use crate::random;
use crate::support::{Chance, Sim, catalog, json, list, noted, try_open};
use ringleader::protocols::paxos::Paxos;
use ringleader::protocols::placement;
use ringleader::protocols::raft::Raft;
use ringleader::registry;
use ringleader::scenario::{self, Header, SEED_MAX, Seed, TEXT_MAX};
use ringleader::setup::setup;
use ringleader::time::Time;
use ringleader::timeline::{IN_FLIGHT_MAX, RUN_BYTES_MAX, Span};
use serde_json::Value as Json;

// ------------------------------------------------------------------------------------------------ any cursor

/// What tells one run from another, at the cursor.
fn what_is(sim: &mut Sim) -> (u64, Time, u64, Time, u64, Json) {
    let (cursor, (length, end)) = (sim.session.cursor(), sim.session.extent());
    let mut frame = sim.frame();
    // The branches before are the first run's alone.
    frame.as_object_mut().expect("an object").remove("branch");
    (cursor.position, cursor.now, length, end, sim.session.hash(), frame)
}

/// Opens the text of a run and holds it against the run.
#[track_caller]
fn reopened(sim: &mut Sim, which: &str) -> Sim {
    let text = sim.session.scenario();
    let mut again = try_open(&text).unwrap_or_else(|error| panic!("{which}: {error}\n{text}"));
    assert_eq!(what_is(&mut again), what_is(sim), "{which}\n{text}");
    assert_eq!(again.session.scenario(), text, "{which}: it prints as it parses");
    let mut sliced = in_slices(&text, 1 + text.len() as u64 % 40, true);
    assert_eq!(what_is(&mut sliced), what_is(sim), "{which}: in slices\n{text}");
    assert_eq!(sliced.session.scenario(), text, "{which}: in slices");
    again
}

/// Opens a text in slices of so many events.
#[track_caller]
fn in_slices(text: &str, events: u64, checked: bool) -> Sim {
    let mut opening = registry::opening(text, Seed::Fresh(7), checked, RUN_BYTES_MAX).expect("a scenario");
    loop {
        let before = opening.session().cursor().position;
        let goes_on = opening.go_on(events).expect("it opens");
        let settles = text.contains("settle") || text.contains("seek");
        let done = opening.session().cursor().position.saturating_sub(before);
        assert!(settles || done <= events, "{done} events in a slice of {events}");
        if !goes_on {
            return Sim { session: opening.finish() };
        }
    }
}

/// Does the same in a run and in the run of its text.
#[track_caller]
fn check_next(sim: &mut Sim, moves: &[String], which: &str) {
    let mut again = reopened(sim, which);
    let branches = |sim: &Sim| list(&json(&sim.session.branches())).len();
    for line in moves {
        let texts = (sim.session.scenario(), again.session.scenario());
        let (branch, count) = (sim.session.branch(), branches(sim));
        assert_eq!(again.session.act(line).is_ok(), sim.session.act(line).is_ok(), "{which}: {line}");
        assert_eq!(again.session.hash(), sim.session.hash(), "{which}: {line} after\n{}", texts.0);
        assert_eq!(again.session.cursor(), sim.session.cursor(), "{which}: {line}");
        // It went into a branch that was there, with a future that the text of the other one does not have.
        if sim.session.branch() != branch && branches(sim) == count {
            return;
        }
    }
}

/// A fork is at the same place, opens again as what it is, and goes on as the run of its text does; the run itself does
/// not notice.
#[track_caller]
fn check_fork(sim: &mut Sim, moves: &[String], which: &str) {
    let before = (sim.session.hash(), sim.session.scenario(), sim.frame());
    let mut fork = Sim { session: sim.session.fork() };
    assert_eq!(fork.session.cursor(), sim.session.cursor(), "{which}");
    assert_eq!(fork.session.extent(), (sim.position(), sim.now()), "{which}: it knows no future");
    assert_eq!(fork.session.hash(), before.0, "{which}");
    assert_eq!(fork.trace(), sim.trace(), "{which}");
    check_next(&mut fork, moves, &format!("{which}, forked"));
    fork.session.seek(0);
    reopened(&mut fork, &format!("{which}, forked and gone back"));
    assert_eq!((sim.session.hash(), sim.session.scenario(), sim.frame()), before, "{which}");
}

/// Moves the cursor by one of all the ways that there are.
fn wander(chance: &mut Chance, sim: &mut Sim, a_move: impl Fn(&mut Chance, &Sim) -> String) {
    let span = Time::from_us(chance.below(90_000));
    let until = Span::until(sim.now().saturating_add(span));
    let within = "within bounds";
    match chance.below(12) {
        0..=2 => drop(sim.session.advance(until).expect(within)),
        3 => drop(sim.session.advance(Span::events(chance.below(40))).expect(within)),
        4 => drop(sim.session.run(Span { events: chance.below(9), ..until }).expect(within)),
        5 => sim.session.seek(chance.below(sim.length() + 1)),
        6 => sim.session.seek_time(Time::from_us(chance.below(sim.session.extent().1.us() + 1))),
        7 => {
            let count = json(&sim.session.branches()).as_array().expect("a list").len() as u64;
            sim.session.switch_to(chance.below(count) as usize).expect("it is there");
        }
        8 => {
            let moves = format!("{}  # so\nrun {span}\n{}", a_move(chance, sim), a_move(chance, sim));
            sim.act(&moves);
        }
        _ => drop(sim.act(&a_move(chance, sim))),
    }
}

/// A text with comments and empty lines, of moves between stretches of time.
fn written(chance: &mut Chance, header: &str, a_move: impl Fn(&mut Chance, &Sim) -> String) -> String {
    let size = Sim::open(header);
    let mut text = format!("# Above all.\n\n{header}\n");
    for part in 0..chance.below(8) {
        text += ["", "\n", "# Why.\n", "  # And\n\n# so on.\n"][chance.below(4) as usize];
        text += &match chance.below(4) {
            0 => format!("step {} # steps\n", chance.below(9)),
            1 => format!("run {}us\n", chance.below(200_000)),
            _ => format!("{}   # part {part}\nrun {}ms\n", a_move(chance, &size), chance.below(90)),
        };
    }
    text + ["", "# The end.\n", "\n"][chance.below(3) as usize]
}

/// A move of a cluster; `settle` among them, as often as it stays small.
fn cluster_move(chance: &mut Chance, sim: &Sim) -> String {
    match chance.below(6) {
        0 if sim.messages(&[]).len() < 30 => "settle".to_owned(),
        1 => format!("settle {}", chance.below(4)),
        _ => random::a_move(chance, sim).replace(" election", " phase"),
    }
}
fn raft_move(chance: &mut Chance, sim: &Sim) -> String {
    cluster_move(chance, sim).replace(" phase", " election")
}

fn check_cluster(seed: u64, header: &str, a_move: impl Fn(&mut Chance, &Sim) -> String + Copy) {
    let mut chance = Chance::new(seed);
    let text = written(&mut chance, header, a_move);
    let mut sim = Sim::open(&text);
    reopened(&mut sim, "opened");
    for visit in 0..6 {
        for _ in 0..chance.below(5) {
            wander(&mut chance, &mut sim, a_move);
        }
        let next = [a_move(&mut chance, &sim), "run 70ms".to_owned(), "crash leader".to_owned()];
        check_fork(&mut sim, &next, &format!("visit {visit} of seed {seed}"));
        check_next(&mut sim, &next, &format!("visit {visit} of seed {seed}"));
    }
}

#[test]
fn the_gallery_opens_in_slices_of_any_size_as_what_it_is() {
    for entry in registry::gallery() {
        let mut whole = Sim::open(entry.text);
        for events in [1, 7, 1_000] {
            let mut sliced = in_slices(entry.text, events, true);
            assert_eq!(what_is(&mut sliced), what_is(&mut whole), "{}, {events} at a time", entry.name);
            assert_eq!(sliced.session.scenario(), whole.session.scenario(), "{}", entry.name);
        }
    }
}

#[test]
fn what_cannot_be_opened_is_refused_in_slices_too() {
    let endless = "protocol raft\nset election-timeout 1us..1us\nrun 1000s\n";
    let much = format!("protocol placement\nset strategy rendezvous\n{}", "keys 1000000\n".repeat(2_000));
    for text in [endless, &much, "protocol raft\nsettle\nrequest \"set x 1\"\nsettle 0\nsteps"] {
        let Err(whole) = try_open(text) else { panic!("it opens:\n{text:.80}") };
        let sliced = registry::opening(text, Seed::Fresh(7), true, RUN_BYTES_MAX).and_then(|mut opening| {
            while opening.go_on(50_000)? {}
            Ok(opening.finish())
        });
        assert_eq!(sliced.err(), Some(whole));
    }
}

#[test]
fn raft_opens_again_at_any_cursor() {
    for seed in 0..80 {
        let header = random::header(&mut Chance::new(seed));
        check_cluster(seed, &header, raft_move);
    }
}

#[test]
fn paxos_opens_again_at_any_cursor() {
    for seed in 0..60 {
        let nodes = 1 + seed % 6;
        let header = format!("protocol paxos\nclients 2\nnodes {nodes}\nset retry 10ms..90ms\nseed {seed}");
        check_cluster(seed, &header, cluster_move);
    }
}

#[test]
fn placement_opens_again_at_any_cursor() {
    let a_move = |chance: &mut Chance, _: &Sim| {
        let node = chance.between(1, 9);
        match chance.below(4) {
            0 => format!("join n{node}"),
            1 => format!("leave n{node}"),
            2 => format!("lookup {}", chance.below(99)),
            _ => format!("change keys {}", chance.between(1, 90)),
        }
    };
    for index in 0..80 {
        let mut chance = Chance::new(index);
        let mut sim = Sim::open(&format!("# A ring.\n\n{}# Now.\n", random_placement(index as u32)));
        for visit in 0..8 {
            for _ in 0..chance.below(4) {
                wander(&mut chance, &mut sim, a_move);
            }
            let next = [a_move(&mut chance, &sim), "run 70ms".to_owned(), "leave n1".to_owned()];
            check_next(&mut sim, &next, &format!("visit {visit} of run {index}"));
        }
    }
}

#[test]
fn time_after_the_last_event_is_kept() {
    let mut sim = Sim::open("nodes 3\nseed 7\nrun 1000ms");
    sim.session.advance(Span::until(Time::from_ms(1_020))).expect("within bounds");
    assert_eq!(sim.now(), Time::from_ms(1_020));
    check_next(&mut sim, &["crash leader".to_owned(), "run 300ms".to_owned()], "quiet time");
    assert!(sim.session.scenario().contains("\nrun 1000ms\nrun 20ms\ncrash leader\n"));
}

#[test]
fn a_cursor_in_the_past_is_one_line_more() {
    let text = "ringleader 1\nprotocol raft\nnodes 3\nclients 1\nseed 7\nrun 1s\n";
    let mut sim = Sim::open(text);
    assert_eq!(sim.session.scenario(), text);
    sim.session.seek(12);
    assert_eq!(sim.session.scenario(), format!("{text}seek 12\n"));
    sim.session.seek_time(Time::from_us(500_001));
    assert_eq!(sim.session.scenario(), format!("{text}seek 500.001ms\n"));
    reopened(&mut sim, "between events");
    let error = try_open("protocol raft\nseek 5ms\nrun 5ms").err().expect("`seek` stands last");
    assert!(error.message.contains("as the last line only"), "{error}");
    for wrong in ["seek soon", "seek -5ms", "seek 5m", "seek 5xs"] {
        assert!(try_open(&format!("protocol raft\n{wrong}")).is_err(), "{wrong}");
    }
}

// ------------------------------------------------------------------------------------------- what was written

/// A text that has all that a text can have.
const WRITTEN: &str = "# Who leads?
ringleader 1

protocol raft   # the paper's
nodes 3
clients 2
seed 7
set heartbeat 50ms
set client-timeout 500ms

# First an election.
run 2s

request  c1 \"set x 1\"  # asked
step 3
run 1000ms
  # Then a fault.
crash leader
network loss 5%
settle # at once
run 0ms
# That is all.
";

#[test]
fn what_was_written_stays() {
    let mut sim = Sim::open(WRITTEN);
    assert_eq!(sim.session.scenario(), WRITTEN);
    sim.act("restart all # again");
    sim.session.advance(Span::until(sim.now() + Time::from_ms(250))).expect("within bounds");
    assert_eq!(sim.session.scenario(), format!("{WRITTEN}restart all # again\nrun 250ms\n"));
    reopened(&mut sim, "with more");
}

#[test]
fn what_a_branch_left_is_said_as_far_as_it_went() {
    let mut sim = Sim::open(WRITTEN);
    sim.session.seek_time(Time::from_ms(2_500));
    sim.act("crash n1\nrun 2s");
    let (above, _) = WRITTEN.split_once("run 1000ms").expect("it is there");
    let printed = sim.session.scenario();
    let rest = printed.strip_prefix(above).unwrap_or_else(|| panic!("{printed}"));
    let lines: Vec<&str> = rest.lines().collect();
    assert!(lines.len() == 3 && lines[1..] == ["crash n1", "run 2s"], "{printed}");
    sim.session.switch_to(0).expect("the first");
    sim.session.seek(u64::MAX);
    reopened(&mut sim, "the first branch");
    assert!(sim.session.scenario().starts_with(WRITTEN));
}

#[test]
fn what_a_text_leaves_out_and_matters_is_said_with_its_kind() {
    let printed =
        Sim::open("# Mine.\nprotocol raft\nset batch 64\nbug no-truncate\nrun 1s").session.scenario();
    let expected = "ringleader 1\n# Mine.\nprotocol raft\nnodes 5\nclients 1\nseed 1\nset batch 64\nbug no-truncate\nrun 1s\n";
    assert_eq!(printed, expected);
    let printed = Sim::open("protocol placement\nset replicas 3\nkeys 20").session.scenario();
    assert_eq!(printed, "ringleader 1\nprotocol placement\nset replicas 3\nkeys 20\nnodes 5\nseed 1\n");
}

#[test]
fn a_settle_that_a_branch_cut_says_how_many() {
    let mut sim = Sim::open("nodes 5\nseed 7\nrun 400ms\nrequest \"set x 1\"\nsettle\nrun 1ms");
    let delivered = noted(&sim.all(), "action").len() as u64 - 1;
    assert!(delivered > 4, "{delivered} messages");
    let first = noted(&sim.all(), "action")[1].position();
    sim.session.seek(first + 2);
    sim.act("crash leader");
    assert!(sim.session.scenario().contains("\nrequest \"set x 1\"\nsettle 3\ncrash leader\n"));
    reopened(&mut sim, "three messages");
    sim.session.switch_to(0).expect("the first");
    sim.session.seek(first);
    sim.act("settle 2\nheal\nsettle");
    let printed = sim.session.scenario();
    assert!(printed.contains("\nsettle 3\nheal\nsettle\n"), "{printed}");
    reopened(&mut sim, "a known beginning");
}

// ------------------------------------------------------------------------------------------------ the bounds

#[test]
fn a_given_log_of_many_terms_prints_as_short_as_it_was_written() {
    let terms = "1 ".repeat(700) + &"2 ".repeat(300);
    let text =
        format!("nodes 3\nseed 1\ngiven n1 term 1 log 1:noop\ngiven n2 term 2 vote n3 log {terms}\nrun 1s");
    let mut sim = Sim::open(&text);
    reopened(&mut sim, "many terms");
    let lines =
        scenario::lines(&format!("protocol raft\n{}", text.replace("given n1 term 1 log 1:noop\n", "")));
    let header = scenario::read(setup::<Raft>(), &lines.expect("it lexes")).expect("it reads").header;
    let printed = header.to_string();
    assert!(printed.contains(&format!("\ngiven n2 term 2 vote n3 log {}\n", terms.trim_end())), "{printed}");
}

#[test]
fn many_settles_print_as_settles() {
    let mut sim = Sim::open("nodes 64\nseed 3\nrun 400ms");
    for round in 0..40 {
        sim.act(&format!("request \"set x {round}\"\nsettle\nrun 40ms"));
    }
    let text = sim.session.scenario();
    assert_eq!(text.matches("\nsettle\n").count(), 40);
    assert!(text.len() < 4_000 && !text.contains("deliver"), "{} bytes", text.len());
    reopened(&mut sim, "forty settles");
}

#[test]
fn a_move_that_would_make_the_text_too_long_is_refused() {
    for (protocol, line) in [("raft", "heal"), ("placement", "lookup 5")] {
        let line = format!("{line} # {}\n", "x".repeat(9_900));
        let mut sim =
            Sim::open(&format!("protocol {protocol}\nseed 1\n# {}\n{}", "y".repeat(9_000), line.repeat(90)));
        let mut refused = None;
        while refused.is_none() {
            assert!(sim.position() < 110, "{protocol}: a line is as long as it is");
            refused = sim.try_act(&line).err();
        }
        let error = refused.expect("it ended");
        assert_eq!((error.code, error.message.contains("TEXT_MAX")), ("bound-text", true), "{error}");
        assert!(sim.session.scenario().len() > TEXT_MAX - 21_000);
        // Time passes all the same, and at another place there is room.
        sim.session.advance(Span::until(sim.now() + Time::from_ms(333))).expect("within bounds");
        sim.session.seek_time(sim.now().saturating_sub(Time::from_us(7)));
        reopened(&mut sim, protocol);
        sim.session.seek(3);
        sim.act(&line);
        reopened(&mut sim, protocol);
    }
    let whole = format!("protocol raft\n{}", "heal\n".repeat(199_990));
    assert!(whole.len() < TEXT_MAX);
    let error = try_open(&whole).err().expect("the way to a cursor would not fit");
    assert_eq!(error.code, "bound-text", "{error}");
}

#[test]
fn a_text_too_long_with_its_comments_leaves_them_out() {
    let comments = format!("# {}\n", "z".repeat(9_990)).repeat(100);
    let text = format!("protocol raft\n{comments}run 1s\nheal # now\n");
    assert!(text.len() < TEXT_MAX);
    let mut sim = Sim::open(&text);
    let bare = "ringleader 1\nprotocol raft\nnodes 5\nclients 1\nseed 1\nrun 1s\nheal # now\n";
    assert!(sim.session.scenario().len() <= TEXT_MAX);
    sim.act(&format!("heal # {}", "q".repeat(5_000)));
    assert!(sim.session.scenario().starts_with(bare));
    reopened(&mut sim, "without comments");
}

#[test]
fn a_run_past_the_bound_on_messages_opens_again() {
    let mut sim = Sim::open("nodes 64\nseed 1\nset heartbeat 1ms\nrun 400ms\nnetwork latency 3600s");
    let met = sim.session.advance(Span::until(Time::from_ms(60_000))).expect_err("too many");
    assert_eq!(met.code, "bound-in-flight");
    for _ in 0..5 {
        let before = sim.position();
        let _ = sim.session.advance(Span::until(Time::from_ms(60_000)));
        assert_eq!(sim.position(), before + 1, "one more");
    }
    sim.try_act(&"fire n1 election\n".repeat(IN_FLIGHT_MAX / 63 + 1)).expect("moves");
    let before = sim.position();
    let error = sim.session.advance(Span::events(1)).expect_err("no more");
    assert_eq!((error.code, sim.position()), ("bound-in-flight", before));
    let mut again = try_open(&sim.session.scenario()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(again.session.cursor(), sim.session.cursor());
    assert_eq!(again.session.hash(), sim.session.hash());
    assert_eq!(again.session.advance(Span::events(1)).map_err(|error| error.code), Err("bound-in-flight"));
    again.act("crash n1");
}

#[test]
fn what_the_moves_of_a_placement_cost_is_bounded_for_the_branch() {
    let mut sim =
        Sim::open("protocol placement\nkeys 1000000\nseed 1\nset strategy multi-probe\nset probes 20");
    let refused = (0..20).find_map(|n| sim.try_act(&format!("change keys {}", 999_990 + n)).err());
    assert_eq!(refused.expect("it is too much").code, "bound-work");
    assert!(sim.position() > 3);
    reopened(&mut sim, "all that there was work for");
}

// ------------------------------------------------------------------------------------------------ the header

/// A value of an option, as the catalog describes it.
fn value_of(chance: &mut Chance, option: &Json, nodes: u64) -> String {
    let duration = |chance: &mut Chance| Time::from_us(chance.between(1, 9_000_000));
    let number = |name: &str| option[name].as_f64().expect("a bound");
    match option["type"].as_str().expect("a type") {
        "limit" | "range-or-off" if chance.percent(30) => "off".to_owned(),
        "duration" | "limit" => duration(chance).to_string(),
        "range" | "range-or-off" => {
            let (a, b) = (duration(chance), duration(chance));
            format!("{}..{}", a.min(b), a.max(b))
        }
        "flag" => ["on", "off"][chance.below(2) as usize].to_owned(),
        "number" if option["name"] == "table-size" => "251".to_owned(),
        "number" => chance.between(number("min") as u64, number("max") as u64).to_string(),
        "decimal" => {
            let thousandths = chance.between((number("min") * 1e3) as u64, (number("max") * 1e3) as u64);
            format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
        }
        "choice" => chance.pick(list(&option["choices"])).as_str().expect("a word").to_owned(),
        "nodes" => format!("[n{}]", chance.between(1, nodes)),
        "node" => "none".to_owned(),
        other => panic!("no value of the type {other}"),
    }
}

/// A header of random options, bugs and sizes.
fn random_header(chance: &mut Chance, info: &Json) -> String {
    let (name, nodes) = (info["name"].as_str().expect("a name"), chance.between(1, 9));
    let mut text = format!("protocol {name}\nnodes {nodes}\nseed {}\n", chance.below(1 << 53));
    if name != "placement" {
        text += &format!("clients {}\n", chance.below(9));
    }
    let shared = catalog();
    let shared = list(&shared["options"]).iter().filter(|_| name != "placement");
    for option in list(&info["options"]).iter().chain(shared) {
        if chance.percent(60) {
            let value = value_of(chance, option, nodes);
            text += &format!("set {} {value}\n", option["name"].as_str().expect("a name"));
        }
    }
    for bug in list(&info["bugs"]) {
        if chance.percent(30) {
            text += &format!("bug {}\n", bug.as_str().expect("a name"));
        }
    }
    text
}

/// A header as all of its values, and as it prints.
fn read_header(protocol: &str, text: &str) -> (String, String) {
    let lines = scenario::lines(text).expect("it lexes");
    let setup = match protocol {
        "placement" => placement::setup(),
        "raft" => setup::<Raft>(),
        _ => setup::<Paxos>(),
    };
    let header = Header::read(setup, &lines).expect("a header");
    (format!("{header:?}"), header.to_string())
}

#[test]
fn every_option_of_every_protocol_prints_as_it_parses() {
    let catalog = catalog();
    let protocols = list(&catalog["protocols"]);
    assert!(protocols.len() >= 3);
    for (info, seed) in protocols.iter().flat_map(|info| (0..200).map(move |seed| (info, seed))) {
        let mut chance = Chance::new(seed);
        let text = random_header(&mut chance, info);
        let protocol = info["name"].as_str().expect("a name");
        let (values, printed) = read_header(protocol, &text);
        assert_eq!(read_header(protocol, &printed), (values, printed.clone()), "{text}");
        // What its reader wrote stays, default or not.
        if let Ok(sim) = try_open(&text) {
            let shown = sim.session.scenario();
            text.lines().for_each(|line| assert!(shown.contains(&format!("{line}\n")), "{line} in\n{shown}"));
        }
    }
}

/// With another seed a run is the one whose text names that seed: same history, and its text says so.
#[test]
fn another_seed_is_as_if_the_text_named_it() {
    let over = |text: &str, seed: u64| registry::open_within(text, Seed::Instead(seed), true, RUN_BYTES_MAX);
    let named =
        "# top\nprotocol raft # which\n  seed   42   # \u{e9} of chance\nnodes 3\nrun 400ms\nseek 7\n";
    let mut run = over(named, 7).expect("a scenario");
    let mut own = registry::open(&named.replace("42", "7"), 1, true).expect("a scenario");
    assert_eq!((run.seed(), run.scenario(), run.hash()), (7, own.scenario(), own.hash()));
    assert!(run.scenario().contains("  seed   7   # \u{e9} of chance\n"));
    // A text without a seed gets the line.
    let mut run = over("protocol raft\nrun 400ms", SEED_MAX).expect("a scenario");
    assert!(run.scenario().contains(&format!("\nseed {SEED_MAX}\n")));
    let mut own = registry::open(&run.scenario(), 1, true).expect("a scenario");
    assert_eq!(run.hash(), own.hash());
    // What is wrong with the text's own is still told, and so is what is wrong with this one.
    assert_eq!(over("protocol raft\nseed x", 7).err().and_then(|error| error.line), Some(2));
    let error = over(named, SEED_MAX + 1).err().expect("it is refused");
    assert_eq!((error.code, error.message.contains("SEED_MAX")), ("argument", true));
}

/// Every scenario of the gallery, with whatever seed.
#[test]
fn every_scenario_of_the_gallery_can_be_given_a_seed() {
    for entry in registry::gallery() {
        for seed in [0, 1, 4_711] {
            let run = registry::open_within(entry.text, Seed::Instead(seed), true, RUN_BYTES_MAX);
            let mut run = run.unwrap_or_else(|error| panic!("{}: {error}", entry.name));
            let text = run.scenario();
            let mut again = registry::open(&text, 1, true).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert_eq!((again.seed(), again.hash()), (seed, run.hash()), "{}", entry.name);
            assert_eq!(again.scenario(), text, "{}", entry.name);
        }
    }
}
