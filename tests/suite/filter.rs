//! Records by filter, moments by kind, going on to what is waited for, and watching fields of nodes: what Rust picks is
//! what anybody would who looks at everything.

use ringleader::data::Data;
use ringleader::filter::{Filter, endpoint};
use ringleader::registry::gallery;
use ringleader::search::{self, Going, SLICE};
use ringleader::time::Time;
use ringleader::timeline::{EVENTS_PER_CALL_MAX, RECORDS_PER_CALL_MAX, Span};
use ringleader::watch;
use serde_json::Value as Json;

use super::random;
use super::support::{Chance, Sim, json, list};

const BUSY: &str = "protocol raft\nclients 2\nseed 3\nworkload c1 every 20ms\nworkload c2 every 33ms\nrun 900ms\n\
                    crash leader\nrun 1s\nrestart all\nheal\nrun 400ms";
const DUEL: &str =
    "protocol paxos\nclients 2\nseed 4\nnetwork loss 10%\nrequest c1 n1 \"X\"\nrequest c2 n5 \"Y\"\nrun 2s";
const KEYS: &str = "protocol placement\nnodes 4\nkeys 200\nseed 2\nlookup \"apple\"\njoin n5\nlookup \"pear\"\nleave n2\n\
                    change strategy rendezvous\nlookup \"plum\"";

fn ids_of(slice: Data) -> Vec<Data> {
    let Data::Packed(packed) = slice else { panic!("records are packed") };
    let Data::List(records) = packed.data() else { panic!("a list") };
    records.iter().map(|record| record.field("id").expect("a record").clone()).collect()
}
fn records_of(slices: &[Data]) -> Vec<Json> {
    slices.iter().flat_map(|slice| list(&json(slice)).to_vec()).collect()
}
fn events(sim: &Sim, from: Option<u64>, to: u64, filter: &Filter) -> Vec<Json> {
    let mut slices = Vec::new();
    search::events(&sim.session, from, to, filter, 0, &mut |slice| slices.push(slice)).expect("known names");
    records_of(&slices)
}
fn go(sim: &mut Sim, going: &Going) -> (Vec<Json>, search::Went) {
    let mut slices = Vec::new();
    let went =
        search::go_on(&mut sim.session, going, &mut |slice| slices.push(slice)).expect("within bounds");
    (records_of(&slices), went)
}
fn refused(sim: &Sim, filter: &Filter) -> (&'static str, String) {
    let error = search::events(&sim.session, None, 9, filter, 0, &mut |_| {}).expect_err("an unknown name");
    (error.code, error.message)
}
fn texts(words: &[&str]) -> Option<Vec<String>> {
    Some(words.iter().map(|&word| word.to_owned()).collect())
}
fn nodes(ids: &[&str]) -> Option<Vec<ringleader::kernel::Endpoint>> {
    Some(ids.iter().map(|id| endpoint(id).expect("an id")).collect())
}

fn position(record: &Json) -> u64 {
    record["id"].as_str().and_then(|id| id.split('.').next()?.parse().ok()).expect("an id")
}

/// The filter again, over records as a reader of the JavaScript API sees them.
fn passes(filter: &Filter, record: &Json) -> bool {
    let is_in = |list: &Option<Vec<String>>, name: &str| {
        list.as_ref().is_none_or(|list| list.iter().any(|one| Some(one.as_str()) == record[name].as_str()))
    };
    let ids = filter.nodes.as_ref().map(|nodes| nodes.iter().map(ToString::to_string).collect());
    is_in(&filter.kinds, "kind")
        && is_in(&filter.codes, "rule")
        && is_in(&ids, "node")
        && filter.from.is_none_or(|from| position(record) > from)
        && filter.to.is_none_or(|to| position(record) <= to)
}

/// Some of the values that a field has in these records, or no say about it.
fn some_of(chance: &mut Chance, records: &[Json], field: &str) -> Option<Vec<String>> {
    let values: Vec<&str> = records.iter().filter_map(|record| record[field].as_str()).collect();
    if chance.below(2) == 0 || values.is_empty() {
        return None;
    }
    let count = chance.below(4);
    Some((0..count).map(|_| values[chance.below(values.len() as u64) as usize].to_owned()).collect())
}

#[test]
fn what_passes_a_filter_is_what_anybody_would_pick() {
    let mut chance = Chance::new(14);
    let mut picked = 0;
    let mut sims = [BUSY, DUEL, KEYS].map(Sim::open).into_iter().collect::<Vec<_>>();
    for _ in 0..20 {
        let mut sim = Sim::open(&random::header(&mut chance));
        random::play(&mut chance, &mut sim, 12);
        sims.push(sim);
    }
    for sim in sims {
        let all = records_of(&[sim.session.events(None, u64::MAX).expect("few")]);
        for _ in 0..20 {
            let ids = some_of(&mut chance, &all, "node");
            let part = |chance: &mut Chance| (chance.below(3) == 0).then(|| chance.below(sim.length() + 3));
            let filter = Filter {
                from: part(&mut chance),
                to: part(&mut chance),
                called: None,
                kinds: some_of(&mut chance, &all, "kind"),
                nodes: ids.map(|ids| ids.iter().map(|id| endpoint(id).expect("an id")).collect()),
                codes: some_of(&mut chance, &all, "rule"),
            };
            let expected: Vec<Json> = all.iter().filter(|record| passes(&filter, record)).cloned().collect();
            picked += expected.len();
            assert_eq!(
                events(&sim, None, u64::MAX, &filter),
                expected,
                "{filter:?}\n{}",
                sim.session.scenario()
            );
        }
    }
    assert!(picked > 1_000, "filters that let nothing through show nothing: {picked}");
}

#[test]
fn going_on_gives_what_events_then_has() {
    for text in [BUSY, DUEL, KEYS] {
        let mut sim = Sim::open(text);
        let filter =
            Filter { kinds: texts(&["rule", "action"]), nodes: nodes(&["n1", "n2"]), ..Filter::default() };
        let expected = events(&sim, Some(0), u64::MAX, &filter);
        assert!(!expected.is_empty(), "{text}");
        sim.session.seek(0);
        let whole = Span::events(sim.length());
        let (records, went) = go(&mut sim, &Going::new(whole, filter));
        assert_eq!((records, went), (expected, search::Went::default()), "{text}");
        assert_eq!(sim.position(), sim.length());
    }
}

#[test]
fn ten_of_a_million_events_come_alone() {
    let mut sim = Sim::open("protocol raft\nseed 1\nworkload c1 every 50ms");
    let filter = Filter { codes: texts(&["raft.leader.elected"]), ..Filter::default() };
    let (records, _) = go(&mut sim, &Going::new(Span::events(EVENTS_PER_CALL_MAX), filter.clone()));
    assert_eq!(sim.position(), EVENTS_PER_CALL_MAX + 1, "after the workload's line");
    assert!((1..1_000).contains(&records.len()), "{}", records.len());
    assert_eq!(events(&sim, None, u64::MAX, &filter), records);
}

#[test]
fn more_records_than_a_call_may_return_come_in_slices() {
    let mut sim = Sim::open("protocol raft\nseed 1\nworkload c1 every 50ms");
    sim.session.advance(Span::events(60_000)).expect("within bounds");
    assert_eq!(sim.session.events(None, u64::MAX).expect_err("too many").code, "bound-records");
    let (mut ids, mut slices) = (Vec::new(), 0);
    let mut add = |slice: Data| {
        slices += 1;
        let slice = ids_of(slice);
        assert!(slice.len() < 2 * SLICE);
        ids.extend(slice);
    };
    search::events(&sim.session, None, u64::MAX, &Filter::default(), 0, &mut add).expect("no filter");
    assert!(ids.len() > RECORDS_PER_CALL_MAX && slices > 10, "{} in {slices}", ids.len());

    // A page at a time gives the same, of a branch that the cursor left, too.
    let length = sim.length();
    sim.session.seek(5);
    sim.act("crash n1");
    assert_eq!(sim.session.branch(), 1);
    let (mut paged, mut from) = (Vec::new(), None);
    loop {
        let page = search::page(&sim.session, 0, from, length, &Filter::default()).expect("no filter");
        paged.extend(ids_of(page.records));
        match page.reached {
            Some(_) => from = page.reached,
            None => break,
        }
    }
    assert!(paged == ids, "{} in pages, {} in slices", paged.len(), ids.len());
    assert_eq!(
        search::page(&sim.session, 2, None, 1, &Filter::default()).expect_err("no branch").code,
        "unknown-branch"
    );
}

#[test]
fn names_that_mean_nothing_are_refused_with_the_nearest() {
    let sim = Sim::open(BUSY);
    let kinds = |word: &str| Filter { kinds: texts(&["sent", word]), ..Filter::default() };
    let (code, message) = refused(&sim, &kinds("leader-electd"));
    assert_eq!(code, "unknown-kind");
    assert!(message.contains("did you mean `leader-elected`?") && message.contains("no-effect"), "{message}");
    let (code, message) =
        refused(&sim, &Filter { codes: texts(&["raft.leader.elect"]), ..Filter::default() });
    assert_eq!(code, "unknown-code");
    assert!(message.contains("did you mean `raft.leader.elected`?"), "{message}");
    for id in ["n9", "c3", "n65535"] {
        let (code, message) = refused(&sim, &Filter { nodes: nodes(&[id]), ..Filter::default() });
        assert_eq!(code, "unknown-node");
        assert!(message.contains("nodes n1 to n5 and clients c1 to c2"), "{message}");
    }
    for id in ["m1", "n0", "", "n1 "] {
        assert_eq!(endpoint(id).expect_err("no node").code, "unknown-node");
    }
    assert_eq!(refused(&sim, &Filter::called("leader-elect")).0, "unknown-kind");
    // What sends no messages has no record of one.
    assert_eq!(refused(&Sim::open(KEYS), &kinds("sent")).0, "unknown-kind");
    assert_eq!(refused(&Sim::open(KEYS), &Filter::called("crash")).0, "unknown-kind");
}

#[test]
fn going_on_to_a_record_stops_right_after_its_event() {
    for (text, name) in
        [(BUSY, "leader-elected"), (BUSY, "crash"), (BUSY, "raft.vote.granted"), (KEYS, "join")]
    {
        let mut sim = Sim::open(text);
        let first = events(&sim, Some(0), u64::MAX, &Filter::called(name))[0].clone();
        let here = sim.length();
        sim.session.seek(0);
        let going =
            Going { until: Some(Filter::called(name)), ..Going::new(Span::events(here), Filter::default()) };
        let (records, went) = go(&mut sim, &going);
        assert_eq!(records[went.found.expect("found") as usize], first, "{name}");
        assert_eq!(sim.position(), position(&first), "{name}");
        assert_eq!(records, events(&sim, Some(0), sim.position(), &Filter::default()));
    }
}

#[test]
fn a_miss_loses_nothing() {
    for text in [BUSY, KEYS] {
        let mut sim = Sim::open(text);
        sim.session.seek(0);
        let never = Filter { kinds: texts(&["violated"]), ..Filter::default() };
        let going = Going { until: Some(never), ..Going::new(Span::events(5), Filter::default()) };
        let (records, went) = go(&mut sim, &going);
        assert_eq!((went.found, sim.position(), sim.session.branch()), (None, 5, 0));
        assert_eq!(records, events(&sim, Some(0), 5, &Filter::default()));
    }
}

#[test]
fn moments_by_kind_and_position_are_those_of_all() {
    for text in [BUSY, DUEL, KEYS] {
        let sim = Sim::open(text);
        let all = list(&json(&sim.session.moments())).to_vec();
        assert!(all.len() > 2, "{text}");
        let kinds: Vec<String> =
            all.iter().map(|one| one["kind"].as_str().expect("a kind").to_owned()).collect();
        for from in [None, Some(0), Some(all[1]["position"].as_u64().expect("a position")), Some(u64::MAX)] {
            for kinds in [None, Some(Vec::new()), Some(kinds[..1].to_vec()), Some(kinds.clone())] {
                let is_one = |one: &&Json| {
                    from.is_none_or(|from| one["position"].as_u64() > Some(from))
                        && kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| one["kind"] == **kind))
                };
                let expected: Vec<Json> = all.iter().filter(is_one).cloned().collect();
                let moments = search::moments(&sim.session, from, kinds.as_deref()).expect("known kinds");
                assert_eq!(list(&json(&moments)), expected, "{from:?} {kinds:?}");
            }
        }
    }
    let sim = Sim::open(BUSY);
    let error = search::moments(&sim.session, None, texts(&["fautl"]).as_deref()).expect_err("no kind");
    assert_eq!(error.code, "unknown-kind");
    assert!(error.message.contains("did you mean `fault`?"), "{}", error.message);
    assert!(search::moments(&sim.session, None, texts(&["sent"]).as_deref()).is_err());
}

// ------------------------------------------------------------------------------------------------- watching

/// Every change of these fields from the start to the end, seen event by event in whole frames: position, nodes before
/// and after.
fn changes_in_frames(sim: &mut Sim, fields: &[&str]) -> Vec<(u64, Json, Json)> {
    let glance = |sim: &Sim| -> Json {
        let frame = sim.frame();
        let one = |node: &Json| {
            let named = fields.iter().map(|&name| (name.to_owned(), node[name].clone()));
            Json::Object(std::iter::once(("id".to_owned(), node["id"].clone())).chain(named).collect())
        };
        list(&frame["nodes"]).iter().map(one).collect()
    };
    sim.session.seek(0);
    let (mut found, mut before) = (Vec::new(), glance(sim));
    for position in 1..=sim.length() {
        sim.session.seek(position);
        let now = glance(sim);
        if now != before {
            found.push((position, before, now.clone()));
            before = now;
        }
    }
    found
}

fn changes_watched(sim: &mut Sim, fields: &[&str]) -> Vec<(u64, Json, Json)> {
    sim.session.seek(0);
    let watches = vec![texts(fields).expect("some")];
    let mut found = Vec::new();
    loop {
        let left = sim.length() - sim.position();
        let going = Going {
            keep: None,
            watches: watches.clone(),
            ..Going::new(Span::events(left), Filter::default())
        };
        let (records, went) = go(sim, &going);
        assert!(records.is_empty(), "nobody wants records");
        if went.changed.is_empty() {
            return found;
        }
        for change in went.changed {
            let [before, now] = [json(&change.before), json(&change.now)];
            let position = now["position"].as_u64().expect("a position");
            assert_eq!((sim.position(), Some(position - 1)), (position, before["position"].as_u64()));
            assert_eq!(now["now"], json(&Data::Number(sim.now().ms())));
            assert!(before["now"].as_f64() <= now["now"].as_f64());
            assert_eq!(json(&watch::glance(&sim.session, &watches[0])), now);
            found.push((position, before["nodes"].clone(), now["nodes"].clone()));
        }
    }
}

#[test]
fn a_watch_sees_every_change_of_what_it_names_and_nothing_else() {
    let faults = "protocol raft\nnodes 3\nclients 1\nseed 8\nset pre-vote on\nworkload c1 every 40ms\nrun 400ms\n\
                  pause leader\nrun 400ms\nresume all\ncrash n1\nclock n2 150%\nrun 300ms\nrestart all\nrun 300ms\n\
                  settle 3\ncrash all\nrun 50ms\nrestart n3";
    let of_raft: &[&[&str]] = &[
        &["role", "currentTerm"],
        &["status", "clock"],
        &["votedFor", "leader", "role"],
        &["lastIndex", "commitIndex", "lastApplied"],
        &["log"],
        &["machine", "votes", "nextIndex", "matchIndex"],
        &["timers"],
        &["id"],
    ];
    let of_paxos: &[&[&str]] =
        &[&["promised", "tried"], &["accepted", "learned"], &["proposal"], &["status", "promised"]];
    let of_keys: &[&[&str]] = &[&["load"], &["weight"], &["fair", "load"]];
    let mut seen = 0;
    for (text, cases) in [(BUSY, of_raft), (faults, of_raft), (DUEL, of_paxos), (KEYS, of_keys)] {
        for fields in cases {
            let mut sim = Sim::open(text);
            let expected = changes_in_frames(&mut sim, fields);
            seen += expected.len();
            let watched = changes_watched(&mut sim, fields);
            assert_eq!(watched.len(), expected.len(), "{fields:?}\n{text}");
            assert!(watched == expected, "{fields:?}\n{text}");
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn every_field_that_a_node_ever_shows_can_be_watched_and_no_other() {
    for text in [BUSY, DUEL, KEYS] {
        let mut sim = Sim::open(text);
        let length = sim.length();
        let mut names = std::collections::BTreeSet::new();
        for position in 0..=length {
            sim.session.seek(position);
            for node in list(&sim.frame()["nodes"]) {
                names.extend(node.as_object().expect("a node").keys().cloned());
            }
        }
        sim.session.seek(0);
        for name in names {
            watch::check(&sim.session, std::slice::from_ref(&name)).expect("a field");
        }
    }
    let sim = Sim::open(BUSY);
    let error =
        watch::check(&sim.session, &texts(&["role", "currentTrm"]).expect("some")).expect_err("no field");
    assert_eq!(error.code, "unknown-field");
    assert!(error.message.contains("did you mean `currentTerm`?") && error.message.contains("nextIndex"));
}

#[test]
fn a_call_that_stopped_for_changes_does_no_more_events_than_one_that_did_not() {
    let mut sim = Sim::open("protocol raft\nseed 1");
    let going = |spent| Going { spent, ..Going::new(Span::until(Time::MAX), Filter::called("violated")) };
    let mut took = |_: Data| {};
    let error =
        search::go_on(&mut sim.session, &going(EVENTS_PER_CALL_MAX - 10), &mut took).expect_err("no room");
    assert_eq!((error.code, sim.position()), ("bound-events", 10));
    let error = search::go_on(&mut sim.session, &going(EVENTS_PER_CALL_MAX), &mut took).expect_err("no room");
    assert_eq!((error.code, sim.position()), ("bound-events", 10));
    let few =
        Going { spent: EVENTS_PER_CALL_MAX - 10, ..Going::new(Span::events(10), Filter::called("violated")) };
    search::go_on(&mut sim.session, &few, &mut took).expect("just enough");
    assert_eq!(sim.position(), 20);
}

#[test]
fn one_call_gives_a_million_records_at_most() {
    let mut sim = Sim::open(BUSY);
    let had = search::RECORDS_MAX - 20;
    let going = Going { had, ..Going::new(Span::events(u64::MAX), Filter::default()) };
    let (mut given, here) = (0, sim.position());
    let mut count = |slice: Data| given += list(&json(&slice)).len() as u64;
    let error = search::go_on(&mut sim.session, &going, &mut count).expect_err("too many");
    assert!(error.code == "bound-records" && error.message.contains("RECORDS_MAX"), "{error}");
    // It stopped after a whole event, and nothing is lost.
    assert!((21..40).contains(&given), "{given}");
    assert_eq!(events(&sim, Some(here), sim.position(), &Filter::default()).len() as u64, given);
    let all = |had| search::events(&sim.session, Some(here), u64::MAX, &Filter::default(), had, &mut |_| {});
    assert_eq!(all(had).expect_err("too many").code, "bound-records");
    all(0).expect("few");
    // How many there are is known before one is made.
    sim.session.advance(Span::events(400_000)).expect("within bounds");
    let mut made = 0;
    search::events(&sim.session, None, u64::MAX, &Filter::default(), 0, &mut |_| made += 1)
        .expect_err("too many");
    assert_eq!(made, 0);
}

#[test]
fn how_many_records_there_are_is_what_a_walk_counts() {
    for entry in gallery() {
        let sim = Sim::open(entry.text);
        let length = sim.length();
        let spans =
            [(None, length), (Some(0), length), (None, 0), (Some(length / 3), length / 2), (Some(9), 3)];
        for (from, to) in spans {
            let mut walked = 0;
            let timeline = sim.session.timeline();
            timeline.replay_while(0, from, to, &mut |event| {
                walked += event.len() as u64;
                true
            });
            assert_eq!(timeline.count_records(0, from, to), walked, "{}: {from:?} to {to}", entry.name);
        }
    }
    // Of another branch, past the events that it has in common with the first.
    let mut sim = Sim::open(BUSY);
    sim.session.seek(sim.length() / 2);
    sim.act("crash n1\nrun 2s");
    let all = events(&sim, None, sim.length(), &Filter::default()).len() as u64;
    assert_eq!(sim.session.timeline().count_records(sim.session.branch(), None, u64::MAX), all);
}
