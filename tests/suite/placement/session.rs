//! The protocol `placement`: its language, its tree of moves, what its records say, and its gallery.

use ringleader::placement::{Hash, Key, Keys, Node, Placement, Spec, Strategy};
use ringleader::protocols::placement::cluster::Cluster;
use ringleader::protocols::placement::draft;
use ringleader::protocols::placement::properties::{self, violations};
use ringleader::protocols::placement::setup::PlacementSetup;
use ringleader::protocols::placement::state::{Placed, State, keys};
use ringleader::protocols::placement::{KEYS_MAX, MOVE_TIME, OPEN_WORK_MAX, setup};
use ringleader::registry;
use ringleader::scenario::{self, Header, Line as Words, is_header};
use ringleader::time::Time;
use ringleader::timeline::Span;

use crate::histories::random_placement;
use crate::support::{
    Line, Sim, catalog, check_has, check_none, gallery, json, list, noted, number, the, try_open,
};

fn open(text: &str) -> Sim {
    Sim::open(&format!("protocol placement\n{text}"))
}

// ------------------------------------------------------------------------------------------------- language

#[test]
fn every_header_line_prints_as_it_parses() {
    let lines = [
        "nodes 7",
        "keys 12000",
        "seed 9",
        "set strategy jump",
        "set compare modulo",
        "set hash murmur3-cassandra",
        "set virtual-nodes 12",
        "set replicas 2",
        "set load-factor 1.5",
        "set table-size 503",
        "set probes 5",
    ];
    let given = "set strategy ring\nset hash murmur3-cassandra\ngiven n2 weight 3 tokens [-100 200]\n";
    for line in lines {
        let printed = open(&format!("{line}\n")).session.scenario();
        assert!(printed.lines().any(|printed| printed == line), "{line} in\n{printed}");
    }
    assert!(open(given).session.scenario().contains("\ngiven n2 weight 3 tokens [-100 200]\n"));
}

#[test]
fn every_move_prints_as_it_parses() {
    let moves = [
        "lookup 17",
        "lookup \"user:17\"",
        "lookup \"a \\\"key\\\" \\\\ \\n\"",
        "join n6",
        "join n6 weight 1",
        "join n6 weight 2",
        "leave n2",
        "change nodes 9",
        "change keys 1000",
        "change weight n2 3",
        "change virtual-nodes 12",
        "change strategy maglev",
        "change compare slots",
        "change hash ketama",
        "change load-factor 1.1",
    ];
    for line in moves {
        let mut sim = open("seed 1\n");
        sim.act(line);
        let printed = sim.session.scenario();
        assert_eq!(printed.lines().last(), Some(line));
        assert_eq!(Sim::open(&printed).session.scenario(), printed);
    }
}

/// A text, and where and how it is refused.
const WRONG: &[(&str, usize, usize, &str)] = &[
    ("nodes 0", 2, 7, "a whole number from 1 to 1000 (MEMBERS_MAX)"),
    ("nodes 1001", 2, 7, "MEMBERS_MAX"),
    ("keys 0", 2, 6, "a whole number from 1 to 1000000 (KEYS_MAX)"),
    ("keys 1000001", 2, 6, "KEYS_MAX"),
    ("clients 1", 2, 1, "a move like"),
    ("nodes 3\nnodes 4", 3, 1, "`nodes` once only; it stands on line 2 already"),
    ("set strategy rings", 2, 14, "one of modulo, ring, rendezvous"),
    ("set virtual-nodes 0", 2, 19, "a whole number from 1 to 10000"),
    ("set load-factor 1", 2, 17, "a number from 1.01 to 10"),
    ("set load-factor x", 2, 17, "a number from 1.01 to 10"),
    ("set table-size 100", 2, 16, "a prime"),
    ("set strategy maglev\nset table-size 3", 3, 16, "not below the number of nodes, 5"),
    ("set table-size 3\nset strategy maglev", 3, 14, "not below the number of nodes, 5"),
    ("set replica 2", 2, 5, "did you mean `replicas`?"),
    (
        "nodes 1000\nset virtual-nodes 1000",
        3,
        19,
        "200000 points of all nodes together (POINTS_MAX), not 1000000",
    ),
    ("set virtual-nodes 1000\nnodes 1000", 3, 7, "not 1000000"),
    ("set virtual-nodes 1000\nnodes 200\ngiven n7 weight 2", 4, 17, "not 201000"),
    ("given n7 weight 2\nnodes 200\nset virtual-nodes 1000", 2, 17, "not 201000"),
    (
        "nodes 1000\nset hash ketama\ngiven n7 weight 2\nset virtual-nodes 10000\ngiven n8 weight 0",
        6,
        17,
        "WEIGHT_MAX",
    ),
    (
        "keys 1000000\nset strategy multi-probe\nset probes 100",
        4,
        12,
        "32000000 hashes (WORK_MAX), not 100000000",
    ),
    ("set probes 100\nset compare multi-probe\nkeys 1000000", 4, 6, "WORK_MAX"),
    ("given n6 weight 2", 2, 7, "a node from n1 to n5"),
    ("given n2", 2, 9, "`weight` with a number, or `tokens` with a list"),
    ("given n2 weight 0", 2, 17, "WEIGHT_MAX"),
    ("set strategy jump\ngiven n2 weight 2", 3, 17, "no weights"),
    ("given n2 weight 2\nset strategy jump", 2, 17, "no weights"),
    ("set strategy slots\ngiven n2 tokens [5]", 3, 17, "no tokens"),
    ("set strategy slots\ngiven n2 weight 2 tokens [5]", 3, 26, "no tokens"),
    ("given n2 tokens [5 x]", 2, 17, "tokens in brackets"),
    ("given n1 tokens [5]\ngiven n2 tokens [5]", 3, 17, "tokens of its own"),
    ("set hash ketama\ngiven n2 tokens [4294967296]", 3, 17, "values of the hash"),
    ("join n0", 2, 6, "a node"),
    ("join n1001", 2, 6, "MEMBERS_MAX"),
    ("join n6 weight 0", 2, 16, "WEIGHT_MAX"),
    ("join n6 wieght 2", 2, 9, "the end of the line"),
    ("leave all", 2, 7, "a node like n1"),
    ("lookup user:17", 2, 8, "a key: a number, or a text in quotes"),
    ("lookup \"\"", 2, 8, "KEY_MAX"),
    ("lookup 9007199254740992", 2, 8, "COUNT_MAX"),
    ("change replica 2", 2, 8, "did you mean `replicas`?"),
    ("change table-size 100", 2, 19, "a prime"),
    ("jion n6", 2, 1, "did you mean `join`?"),
    ("crash n1", 2, 1, "a move like"),
    ("join n6\nseed 4", 3, 1, "header lines"),
    ("seek 1\njoin n6", 3, 1, "`seek` as the last line only"),
    ("step 1000001", 2, 6, "EVENTS_PER_CALL_MAX"),
];

#[test]
fn an_error_says_where_and_what() {
    for (text, line, column, part) in WRONG {
        let Err(error) = try_open(&format!("protocol placement\n{text}")) else {
            panic!("{text} is refused")
        };
        assert_eq!(
            (error.code, error.line, error.column),
            ("scenario", Some(*line), Some(*column)),
            "{text}: {error}"
        );
        assert!(error.message.contains(part), "{text}: {error}");
    }
}

#[test]
fn a_text_that_is_refused_changes_nothing() {
    let mut sim = open("seed 1\njoin n6\n");
    let before = (sim.trace(), sim.session.scenario(), sim.position());
    assert!(sim.try_act("leave n1\nleave nobody").is_err());
    assert_eq!((sim.trace(), sim.session.scenario(), sim.position()), before);
}

#[test]
fn what_costs_too_much_is_refused_by_the_bound_s_name() {
    let moves = "change keys 999999\nchange keys 1000000\n".repeat(200);
    let Err(error) = try_open(&format!("protocol placement\nkeys {KEYS_MAX}\n{moves}")) else {
        panic!("too much")
    };
    assert_eq!(error.code, "bound-open");
    assert!(error.message.contains(&format!("{OPEN_WORK_MAX} hashes (OPEN_WORK_MAX)")), "{error}");
    let mut sim = open("seed 1\n");
    let code = sim.try_act(&moves).map_err(|error| error.code);
    assert_eq!((code, sim.position()), (Err("bound-work"), 0));
}

/// A move without an object, and the reason that it gives. Five nodes, on the ring if nothing else is said.
const NO_EFFECT: &[(&str, &str, &str)] = &[
    ("", "join n5", "already-member"),
    ("", "leave n9", "not-member"),
    ("nodes 1", "leave n1", "last-node"),
    ("set strategy jump", "leave n2", "only-last-leaves"),
    ("set strategy jump", "join n6 weight 2", "no-weights"),
    ("set strategy bounded", "change weight n2 2", "no-weights"),
    ("", "change keys 500", "unchanged"),
    ("", "change strategy ring", "unchanged"),
    ("", "change nodes 5", "unchanged"),
    ("nodes 500", "change virtual-nodes 1000", "too-many-points"),
    ("keys 1000000\nset probes 100", "change strategy multi-probe", "too-much-work"),
    ("set table-size 7", "change nodes 8\nchange strategy maglev", "table-too-small"),
    ("given n2 tokens [5]", "change strategy maglev", "no-tokens"),
];

#[test]
fn a_move_without_an_object_says_so() {
    for (header, moves, reason) in NO_EFFECT {
        let mut sim = open(&format!("seed 1\n{header}\n"));
        let lines = sim.act(moves);
        let said = the(&lines, &["no-effect"]);
        assert_eq!(said.rest, *reason, "{header} {moves}");
        assert_eq!(said.cause.as_deref(), Some(&*format!("{}.0", said.position())));
    }
}

// ----------------------------------------------------------------------------------------- time and branches

#[test]
fn a_move_takes_its_time_and_the_next_begins_when_it_is_over() {
    let mut sim = open("seed 1\n");
    sim.act("join n6\nleave n1");
    let lines = sim.all();
    assert_eq!(the(&lines, &["action join"]).at, Time::ZERO);
    assert_eq!(the(&lines, &["action leave"]).at, MOVE_TIME);
    assert_eq!((sim.now(), sim.session.extent().1), (MOVE_TIME, MOVE_TIME + MOVE_TIME));
    sim.act("run 100ms\nlookup 5");
    assert_eq!(the(&sim.all(), &["action lookup"]).at, MOVE_TIME + Time::from_ms(100));
    assert!(sim.session.scenario().ends_with("join n6\nleave n1\nrun 100ms\nlookup 5\n"));
}

#[test]
fn what_is_due_is_the_next_known_move_else_the_end_of_the_one_under_way() {
    let mut sim = open("seed 1\njoin n6\nrun 100ms\nleave n1\n");
    let due = |sim: &Sim| sim.frame()["nextDue"].as_f64();
    assert_eq!(due(&sim), Some(130.0), "the end of the move under way");
    assert_eq!(sim.session.advance(Span::events(1)), Ok(0), "which is no event");
    assert_eq!((sim.now(), due(&sim)), (Time::from_ms(130), None));
    sim.session.seek(0);
    assert_eq!(due(&sim), Some(0.0));
    sim.session.seek(1);
    assert_eq!(due(&sim), Some(100.0));
    assert_eq!(sim.session.advance(Span::until(Time::from_ms(99))), Ok(0));
    assert_eq!(sim.session.advance(Span::until(Time::from_ms(100))), Ok(1));
    assert_eq!(sim.position(), 2);
}

#[test]
fn acting_in_the_past_keeps_the_old_future() {
    let mut sim = open("seed 1\njoin n6\nleave n1\nlookup 5\n");
    let old = sim.session.hash();
    sim.session.seek(1);
    sim.session.advance(Span::until(MOVE_TIME)).expect("time passes");
    sim.session.seek(1);
    sim.act("leave n1");
    assert_eq!(sim.session.branch(), 0, "the same move at the same place is no fork");
    sim.act("leave n2");
    assert_eq!((sim.session.branch(), sim.length()), (1, 3));
    assert_eq!(sim.frame()["nodes"].as_array().map(Vec::len), Some(4));
    assert!(sim.session.switch_to(0).is_ok());
    sim.session.seek(u64::MAX);
    assert_eq!(sim.session.hash(), old);
    assert_eq!(sim.session.switch_to(2).map_err(|error| error.code), Err("unknown-branch"));
    let branches = json(&sim.session.branches());
    assert_eq!(number(&branches[1]["forkedAt"]["position"]), 2.0);
}

#[test]
fn every_walk_through_time_comes_to_the_same_state() {
    for index in 0..60 {
        let text = random_placement(index);
        let mut sim = Sim::open(&text);
        sim.session.seek(u64::MAX);
        let (length, hash, frame) = (sim.length(), sim.session.hash(), sim.frame());
        let frames: Vec<_> = (0..=length)
            .map(|position| {
                sim.session.seek(position);
                sim.frame()
            })
            .collect();
        for position in (0..=length).rev() {
            sim.session.seek(position);
            assert_eq!(sim.frame(), frames[position as usize], "{text}");
        }
        sim.session.seek(u64::MAX);
        assert_eq!((sim.frame(), sim.session.hash()), (frame, hash));
        let mut again = Sim::open(&sim.session.scenario());
        assert_eq!(again.session.hash(), hash, "{text}");
        again.session.seek(0);
        while again.session.advance(Span::events(1)).is_ok_and(|count| count > 0) {}
        assert_eq!(again.session.hash(), hash);
    }
}

#[test]
fn states_that_are_not_kept_are_made_again() {
    // Each state is two megabytes and more: thirty of them are more than are kept.
    let moves: String = (4..34).map(|node| format!("join n{node}\n")).collect();
    let mut sim = open(&format!("nodes 3\nkeys {KEYS_MAX}\nseed 5\nset strategy jump\n{moves}"));
    let last = sim.frame();
    sim.session.seek(2);
    assert_eq!(sim.frame()["nodes"].as_array().map(Vec::len), Some(5));
    sim.session.seek(u64::MAX);
    assert_eq!(sim.frame(), last);
}

#[test]
fn work_done_in_pieces_comes_to_the_same() {
    for strategy in Strategy::ALL {
        let text = format!("keys 50000\nseed 3\nset compare rendezvous\nset strategy {}\n", strategy.name());
        let (mut whole, mut pieces) = (open(&text), open(&text));
        whole.act("join n6");
        let mut count = 1;
        while pieces.session.prepare("join n6", 5_000).expect("a move") {
            count += 1;
            assert_eq!(pieces.position(), 0, "nothing happens yet");
        }
        assert!(count > 3, "{} in {count} pieces", strategy.name());
        pieces.act("join n6");
        assert_eq!((pieces.trace(), pieces.frame()), (whole.trace(), whole.frame()));
    }
}

#[test]
fn work_on_one_move_does_not_count_for_another() {
    let text = "keys 50000\nseed 3\n";
    let (mut straight, mut other) = (open(text), open(text));
    while other.session.prepare("join n6", 10_000).expect("a move") {}
    other.act("leave n2");
    straight.act("leave n2");
    assert_eq!(other.trace(), straight.trace());
    assert_eq!(other.session.prepare("run 5ms", 10), Ok(false));
}

// -------------------------------------------------------------------------------------- records and the library

fn nodes(count: u16) -> Vec<Node> {
    (1..=count).map(|number| Node::named(format!("n{number}"))).collect()
}

#[test]
fn what_records_say_of_a_change_is_what_the_library_says() {
    for strategy in Strategy::ALL {
        let keys = keys(7, 700);
        let numbers = Keys::Numbers(&keys);
        let spec = |count| Spec { virtual_nodes: 20, ..Spec::new(strategy, nodes(count)) };
        let before = Placement::new(spec(5)).expect("five nodes");
        let after = before.add(Node::named("n6")).expect("six nodes");
        let diff = before.diff(&after, &numbers);
        let mut sim =
            open(&format!("keys 700\nseed 7\nset virtual-nodes 20\nset strategy {}\n", strategy.name()));
        let lines = sim.act("join n6");
        let moved = the(&lines, &["placement.keys.moved"]);
        assert_eq!(
            (moved.number("moved"), moved.number("ideal"), moved.number("needless")),
            (diff.moved, diff.ideal, diff.needless)
        );
        let told: u64 =
            noted(&lines, "placement.keys.transferred").iter().map(|line| line.number("count")).sum();
        let left_out: u64 =
            noted(&lines, "placement.keys.transfers-left-out").iter().map(|line| line.number("count")).sum();
        assert_eq!(told + left_out, diff.moved, "{}", strategy.name());
        let modulo = |count| Placement::new(Spec::new(Strategy::Modulo, nodes(count))).expect("nodes");
        let by_modulo = modulo(5).diff(&modulo(6), &numbers).moved;
        let compared = noted(&lines, "placement.modulo.compared");
        assert_eq!(compared.is_empty(), strategy == Strategy::Modulo);
        assert!(compared.iter().all(|line| line.number("moved") == by_modulo));
        let loads: Vec<f64> = list(&sim.frame()["nodes"]).iter().map(|node| number(&node["load"])).collect();
        let owned = after.stats(&numbers).per_node;
        assert_eq!(loads, owned.iter().map(|&load| f64::from(load)).collect::<Vec<_>>());
    }
}

#[test]
fn a_lookup_names_the_owners_that_the_library_names() {
    for strategy in Strategy::ALL.into_iter().filter(|strategy| *strategy != Strategy::Bounded) {
        for hash in Hash::ALL {
            let spec = Spec { hash, virtual_nodes: 12, ..Spec::new(strategy, nodes(5)) };
            let owners =
                Placement::new(spec).expect("nodes").owners(Key::Text(b"user:17"), 3).expect("owners");
            let text = format!(
                "seed 1\nset virtual-nodes 12\nset strategy {}\nset hash {}\n",
                strategy.name(),
                hash.name()
            );
            let lines = open(&text).act("lookup \"user:17\"");
            let mut named = vec![the(&lines, &["placement.owner.found"]).node()];
            named.extend(noted(&lines, "placement.replica.chosen").iter().map(|line| line.node()));
            assert_eq!(named, owners.iter().map(|&index| Some(index + 1)).collect::<Vec<_>>(), "{text}");
        }
    }
}

#[test]
fn bounded_loads_say_where_a_key_went_and_where_one_more_would_go() {
    let text = "keys 300\nseed 5\nset strategy bounded\nset virtual-nodes 4\n";
    let keys = keys(5, 300);
    let spec = Spec { virtual_nodes: 4, ..Spec::new(Strategy::Bounded, nodes(5)) };
    let owners = Placement::new(spec).expect("nodes").assign(&Keys::Numbers(&keys));
    let mut sim = open(text);
    for index in [0, 100, 299] {
        let lines = sim.act(&format!("lookup {}", keys[index]));
        assert_eq!(the(&lines, &["placement.owner.found"]).node(), Some(owners[index] + 1));
    }
    let lines = sim.act("lookup \"one more\"");
    let owner = the(&lines, &["placement.owner.found"]).node().expect("a node");
    let load = number(&sim.frame()["nodes"][usize::from(owner) - 1]["load"]);
    assert!(load < 75.0, "a node with room: ceil(1.25 x 300 / 5) = 75");
    check_none(&lines, &["replica"]);
}

#[test]
fn the_steps_of_a_lookup_lead_to_each_other() {
    let lines = open("seed 42\nset virtual-nodes 12\n").act("lookup \"user:17\"");
    for (line, before) in lines.iter().skip(1).zip(&lines) {
        assert_eq!(line.cause.as_ref(), Some(&before.id), "{}", line.text);
    }
    let steps: Vec<&str> = lines.iter().map(|line| line.what.as_str()).collect();
    assert_eq!(
        steps[..4],
        ["action", "placement.key.hashed", "placement.key.positioned", "placement.walk.point-found"]
    );
}

#[test]
fn fewer_keys_of_a_seed_are_the_first_of_more_and_all_are_different() {
    let many = keys(42, KEYS_MAX);
    assert_eq!(&keys(42, 500)[..], &many[..500]);
    let mut sorted = many.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), many.len());
    assert_ne!(keys(41, 500), keys(42, 500));
}

#[test]
fn weights_and_replicas_are_where_the_frame_shows_them() {
    let sim = open("nodes 3\nseed 1\nset replicas 5\ngiven n2 weight 2\nlookup 7\n");
    let frame = sim.frame();
    assert_eq!(number(&frame["nodes"][1]["fair"]), 0.5);
    assert_eq!(list(&frame["lookup"]["owners"]).len(), 3);
    check_has(&sim.all(), &["placement.replica.short asked=5 nodes=3"]);
}

#[test]
fn large_rings_leave_binned() {
    let frame = open("nodes 100\nkeys 20000\nseed 1\n").frame();
    let picture = &frame["placed"]["picture"];
    assert_eq!((picture["kind"].as_str(), number(&picture["points"])), (Some("bins"), 16_000.0));
    assert_eq!(number(&picture["owners"]["words"]), 1_440.0);
    assert_eq!(number(&frame["placed"]["keys"]["numbers"]["words"]), 1_000.0);
}

// -------------------------------------------------------------------------------------------------- properties

/// What header lines say.
fn read(lines: &[Words]) -> PlacementSetup {
    let setup: Box<dyn std::any::Any> = Header::read(setup(), lines).expect("a header").setup;
    *setup.downcast().expect("placement")
}

fn state(header: &str) -> State {
    let lines = scenario::lines(header).expect("lines");
    draft::boot(Cluster::new(&read(&lines)), 1).expect("a placement")
}

/// The state with its keys owned otherwise.
fn owned(state: &State, owners: impl Fn(usize, u16) -> u16) -> State {
    let placed = &state.placed;
    let owners: Vec<u16> = placed.owners.iter().enumerate().map(|(key, &owner)| owners(key, owner)).collect();
    let placed = Placed { owners, ..(**placed).clone() };
    State { placed: placed.into(), change: None, ..state.clone() }
}

fn names(before: &State, after: &State) -> Vec<&'static str> {
    violations(before, after).into_iter().map(|(_, violation)| violation.property).collect()
}
fn changed(before: &State, after: State) -> State {
    State { change: Some(draft::compared(before, &after).into()), ..after }
}

/// Which properties break when what a scenario of the gallery comes to is forged, and hold for what it does come to.
/// Empty for a scenario of another protocol.
pub fn broken_by_forgery(scenario: &str) -> Vec<&'static str> {
    let entry = registry::gallery().find(|entry| entry.name == scenario && entry.protocol == "placement");
    let Some(text) = entry.map(|entry| entry.text) else { return Vec::new() };
    let lines = scenario::lines(text).expect("lines");
    let language = setup().info().language;
    let header: Vec<_> = lines.into_iter().filter(|line| is_header(line, language)).collect();
    let mut header = read(&header);
    let before = draft::boot(Cluster::new(&header), 1).expect("a placement");
    header.nodes += 1;
    let joined = draft::boot(Cluster::new(&header), 1).expect("a placement");
    let clean = names(&before, &changed(&before, joined.clone()));
    let count = header.nodes;
    // A key whose owner is not the one that it has when asked alone.
    let other = owned(&joined, |key, owner| if key == 0 { (owner + 1) % count } else { owner });
    // Two old nodes exchange keys while a third joins; so the first of a key's replicas is not its owner, either.
    let swapped = owned(&joined, |_, owner| [1, 0].get(usize::from(owner)).copied().unwrap_or(owner));
    // All keys at one node.
    let mut heavy = (*joined.placed).clone();
    heavy.stats.per_node = vec![0; usize::from(count)];
    heavy.stats.per_node[0] = joined.keys.len() as u32;
    let heavy = State { placed: heavy.into(), ..joined.clone() };
    let mut broken = names(&joined, &changed(&joined, other));
    broken.extend(names(&before, &changed(&before, swapped)));
    broken.extend(names(&joined, &changed(&joined, heavy)));
    broken.retain(|property| !clean.contains(property));
    broken
}

#[test]
fn every_property_can_be_broken() {
    let broken = |scenario| broken_by_forgery(scenario);
    let on_the_ring = broken("ring-against-modulo");
    for property in ["one-owner", "minimal-movement", "replicas-distinct"] {
        assert!(on_the_ring.contains(&property), "{property}, not {on_the_ring:?}");
    }
    assert!(broken("bounded-loads").contains(&"bound-held"));
}

#[test]
fn what_a_strategy_does_not_promise_is_not_asked_of_it() {
    let shown = |text: &str| -> Vec<String> {
        let sim = open(text);
        let properties = json(&sim.session.properties());
        list(&properties).iter().map(|p| p["name"].as_str().expect("a name").to_owned()).collect()
    };
    let has = |text: &str, name: &str| shown(text).iter().any(|shown| shown == name);
    assert!(has("", "minimal-movement") && !has("", "bound-held"));
    assert!(!has("set strategy modulo\n", "minimal-movement"));
    assert!(!has("set hash ketama\ngiven n1 weight 2\n", "minimal-movement"));
    assert!(
        has("set strategy bounded\n", "bound-held") && !has("set strategy bounded\n", "replicas-distinct")
    );
    let catalog = catalog();
    let own =
        list(&catalog["protocols"]).iter().find(|one| one["name"] == "placement").expect("in the catalog");
    assert_eq!(list(&own["properties"]).len(), properties::ALL.len());
}

/// Two strategies beside each other are both judged, each by what it promises, and what one broke is not said of the
/// other, nor of the strategy that comes after it.
#[test]
fn a_verdict_names_the_strategy_that_it_is_about() {
    let standing = |sim: &Sim| -> Vec<String> {
        let properties = json(&sim.session.properties());
        let one = |p: &serde_json::Value| {
            format!("{} {}", p["subject"].as_str().unwrap_or("run"), p["name"].as_str().expect("a name"))
        };
        list(&properties).iter().map(one).collect()
    };
    let mut sim = open("seed 1\nset compare modulo\njoin n6\n");
    let both = [
        "ring one-owner",
        "ring minimal-movement",
        "ring replicas-distinct",
        "run a-key-moves",
        "run a-replica-walk-skips",
        "modulo one-owner",
        "modulo replicas-distinct",
    ];
    assert_eq!(standing(&sim), both);
    sim.act("change strategy bounded");
    let has = |one: &str| standing(&sim).iter().any(|shown| shown == one);
    assert!(has("bounded bound-held") && !has("ring minimal-movement") && has("run a-key-moves"));
    // The strategy beside is judged by its own keys.
    let before = state("nodes 4\nkeys 300\nset strategy modulo\nset compare ring\n");
    let joined = state("nodes 5\nkeys 300\nset strategy modulo\nset compare ring\n");
    let beside = joined.beside.clone().expect("a ring");
    let swapped: Vec<u16> = beside.owners.iter().map(|&owner| [1, 0, 2, 3, 4][usize::from(owner)]).collect();
    let swapped = Placed { owners: swapped, ..(*beside).clone() };
    let after = State { beside: Some(swapped.into()), ..joined };
    let after = State { change: Some(draft::compared(&before, &after).into()), ..after };
    let broken: Vec<_> =
        violations(&before, &after).into_iter().map(|(strategy, v)| (strategy, v.property)).collect();
    assert!(broken.contains(&(Strategy::Ring, "minimal-movement")), "{broken:?}");
    assert!(broken.iter().all(|(strategy, _)| *strategy == Strategy::Ring), "{broken:?}");
}

#[test]
fn random_runs_break_no_property_and_show_both_that_sometimes_hold() {
    let mut seen = [0, 0];
    for index in 0..300 {
        let mut sim = Sim::open(&random_placement(index));
        sim.session.seek(u64::MAX);
        assert_eq!(sim.violated(), Vec::<String>::new(), "{}", random_placement(index));
        let properties = json(&sim.session.properties());
        for (count, name) in seen.iter_mut().zip(["a-key-moves", "a-replica-walk-skips"]) {
            let met = |p: &&serde_json::Value| p["name"] == name && p["status"] == "seen";
            *count += usize::from(list(&properties).iter().any(|p| met(&p)));
        }
    }
    assert!(seen[0] > 200 && seen[1] > 10, "{seen:?}");
}

// ----------------------------------------------------------------------------------------------------- gallery

fn played(name: &str) -> Vec<Line> {
    let mut sim = Sim::open(gallery(name));
    sim.session.seek(u64::MAX);
    sim.all()
}

/// The rule of the strategy's first step, and its answer to the question.
#[test]
fn key_walk_goes_clockwise_to_the_next_point() {
    let lines = played("key-walk");
    let found = noted(&lines, "placement.walk.point-found");
    let at = noted(&lines, "placement.key.positioned");
    let degrees = |line: &Line| line.param("degrees").and_then(|d| d.parse::<f64>().ok()).expect("degrees");
    // The second is the key of the question; the third passes the top of the circle.
    assert!(degrees(found[1]) > degrees(at[1]) && degrees(found[2]) < degrees(at[2]));
}

/// Choice `fifth`: about a hundred of five hundred, where modulo moves some four hundred.
#[test]
fn ring_against_modulo_moves_a_fifth() {
    let lines = played("ring-against-modulo");
    let moved = the(&lines, &["placement.keys.moved"]);
    assert!((90..=110).contains(&moved.number("moved")) && moved.number("needless") == 0);
    let modulo = the(&lines, &["placement.strategy.compared", "strategy=modulo"]);
    assert!((360..=420).contains(&modulo.number("moved")));
}

/// Choice `own`: only the keys of the node that left.
#[test]
fn remove_a_node_moves_its_own_keys() {
    let lines = played("remove-a-node");
    let left = the(&lines, &["placement.node.left", "node=n2"]);
    assert_eq!(the(&lines, &["placement.keys.moved"]).number("moved"), left.number("keys"));
    assert!(noted(&lines, "placement.keys.transferred").iter().all(|line| line.param("from") == Some("n2")));
}

/// Choice `near`: from 1.8 times the mean to less than 1.2 times.
#[test]
fn hot_node_is_cooled_by_virtual_nodes() {
    let lines = played("hot-node");
    let ratios: Vec<f64> = noted(&lines, "placement.balance.measured")
        .iter()
        .map(|line| line.param("ratio").and_then(|ratio| ratio.parse().ok()).expect("a ratio"))
        .collect();
    assert!(ratios[0] > 1.7 && ratios[1] < ratios[0] && ratios[2] < 1.2, "{ratios:?}");
}

/// Choice `third`: two of six shares of six hundred keys.
#[test]
fn weights_give_two_shares() {
    let lines = played("weights");
    let moved = noted(&lines, "placement.keys.moved")[0];
    assert_eq!(moved.number("ideal"), 200);
    assert!((180..=220).contains(&moved.number("moved")));
}

/// Choice `skip`: the walk passes a node that has a copy.
#[test]
fn replica_walk_passes_a_node_twice_met() {
    let lines = played("replica-walk");
    let owner = the(&lines, &["placement.owner.found"]).node();
    assert_eq!(noted(&lines, "placement.replica.skipped")[0].node(), owner);
    let chosen: Vec<_> = noted(&lines, "placement.replica.chosen").iter().map(|line| line.node()).collect();
    assert!(chosen.len() == 2 && chosen[0] != chosen[1] && !chosen.contains(&owner));
}

/// Choice `bound`: ceil(1.25 x 500 / 5) = 125, where the ring alone gives one node more.
#[test]
fn bounded_loads_cap_the_overloaded_node() {
    let lines = played("bounded-loads");
    let full = noted(&lines, "placement.walk.node-full");
    assert!(
        !full.is_empty() && full.iter().all(|line| line.number("bound") == 125 && line.number("load") == 125)
    );
    let mut sim = Sim::open(gallery("bounded-loads"));
    sim.session.seek(0);
    let nodes = sim.frame()["nodes"].clone();
    assert!(list(&nodes).iter().all(|node| number(&node["load"]) <= 125.0));
    assert!(list(&nodes).iter().any(|node| number(&node["loadBeside"]) > 125.0));
}

/// Choice `most`: four fifths of the keys.
#[test]
fn modulo_remainders_move_four_fifths() {
    let lines = played("modulo-remainders");
    assert_eq!(the(&lines, &["placement.keys.moved"]).number("moved"), 32);
    let taken = noted(&lines, "placement.remainder.taken");
    assert_eq!((taken[0].number("remainder"), taken[1].number("remainder")), (1, 2));
}

/// Choice `new`: all moved keys go to the new node; it wins about its share.
#[test]
fn rendezvous_join_moves_keys_to_the_new_node_only() {
    let lines = played("rendezvous-join");
    assert!(noted(&lines, "placement.keys.transferred").iter().all(|line| line.param("to") == Some("n5")));
    assert_eq!(the(&lines, &["placement.keys.moved"]).number("needless"), 0);
}

/// Choice `no`: only the last bucket can go.
#[test]
fn jump_join_lets_only_the_last_leave() {
    let lines = played("jump-join");
    assert_eq!(the(&lines, &["placement.keys.moved"]).number("needless"), 0);
    assert_eq!(the(&lines, &["no-effect"]).rest, "only-last-leaves");
}

/// Choice `some`: a few keys move between the nodes that were there.
#[test]
fn maglev_join_moves_a_few_keys_needlessly() {
    let lines = played("maglev-join");
    let moved = the(&lines, &["placement.keys.moved"]);
    assert!((1..=20).contains(&moved.number("needless")));
}

/// Choice `fifth`: whole slots, a fifth of them, and so a fifth of the keys.
#[test]
fn slots_join_moves_a_fifth() {
    let lines = played("slots-join");
    let moved = the(&lines, &["placement.keys.moved"]);
    assert!((90..=110).contains(&moved.number("moved")) && moved.number("needless") == 0);
}
