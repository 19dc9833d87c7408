//! What becomes of what clients ask for: deadlines, outcomes, several operations at a time, commands that are not
//! idempotent.

use serde_json::{Value as Json, json};

use crate::kernel::LED;
use crate::support::{Sim, check_has, check_none, list, noted, the, try_open, with};

/// Led by n1, with this in the header.
fn led(header: &str) -> Sim {
    Sim::open(&format!("set election-timeout 10s\n{header}\n{LED}"))
}

fn operations(sim: &Sim, client: usize) -> Vec<Json> {
    list(&sim.client(client)["operations"]).to_vec()
}

/// Number, outcome and answer of each.
fn outcomes(sim: &Sim, client: usize) -> Vec<Json> {
    operations(sim, client).iter().map(|o| json!([o["number"], o["outcome"], o["answer"]])).collect()
}

// ------------------------------------------------------------------------------------------------ deadlines

#[test]
fn without_an_answer_by_its_deadline_a_request_is_given_up_and_the_next_begins() {
    let mut sim = led("set client-deadline 300ms\nset client-timeout 100ms");
    let lines = sim.act("cut c1 | n1 n2 n3 n4 n5\nrequest \"set x 1\"\nrequest \"set x 2\"\nrun 300ms");
    let given_up = the(&lines, &["c1 given-up 1 \"set x 1\""]);
    let asked = the(&lines, &["c1 requested 1"]);
    assert_eq!(given_up.cause.as_deref(), Some(asked.cause.as_ref().expect("a move").as_str()));
    assert_eq!((given_up.at - asked.at).ms(), 300.0);
    let next = the(&lines, &["c1 requested 2 \"set x 2\""]);
    assert_eq!((next.at, next.cause.as_ref()), (given_up.at, Some(&given_up.id)));
    // It asked n1, then n2, then n3: the next request goes on with the one after.
    assert_eq!(noted(&lines, "retried").len(), 2);
    assert_eq!(sim.client(1)["pending"]["to"], "n4");
    assert_eq!(outcomes(&sim, 1), [json!([1, "unknown", null]), json!([2, null, null])]);
    assert_eq!(sim.client(1)["answered"], 0);
}

#[test]
fn a_deadline_is_of_the_whole_request_whatever_redirects_and_retries_there_are() {
    let mut sim = led("set client-deadline 250ms\nset client-timeout 100ms");
    let lines = sim.act("run 60ms\ncut c1 n3 | n1 n2 n4 n5\nrequest n3 \"set x 1\"\nrun 1s");
    let (asked, given_up) = (the(&lines, &["requested 1"]), the(&lines, &["given-up 1"]));
    check_has(&lines, &["c1 redirected 1 to n1"]);
    assert_eq!((given_up.at - asked.at).ms(), 250.0);
    assert!(noted(&lines, "retried").iter().all(|retry| retry.at < given_up.at));
}

#[test]
fn with_a_deadline_below_the_timeout_every_request_is_tried_once() {
    let mut sim = led("set client-deadline 50ms\nset client-timeout 500ms");
    let lines = sim.act("crash n1\nrequest \"set x 1\"\nrun 2s");
    check_none(&lines, &["retried"]);
    the(&lines, &["given-up 1"]);
}

#[test]
fn a_deadline_at_the_instant_of_a_timeout_comes_first() {
    let mut sim = led("set client-deadline 100ms\nset client-timeout 100ms");
    let lines = sim.act("crash n1\nrequest \"set x 1\"\nrun 2s");
    check_none(&lines, &["retried"]);
    the(&lines, &["given-up 1"]);
}

#[test]
fn a_late_answer_is_recorded_once_and_leaves_the_outcome_unknown() {
    let mut sim = led("set client-deadline 100ms");
    sim.act("hold n1 -> c1\nrequest \"set x 1\"\nrun 150ms");
    let leader = sim.client(1)["leader"].clone();
    let reply = sim.message(&["n1 -> c1"]);
    let lines = sim.act(&format!("duplicate {reply}\nrelease n1 -> c1\nrun 50ms"));
    the(&lines, &["c1 answered-late 1 \"set x 1\" \"ok\""]);
    check_none(&lines, &["c1 answered 1"]);
    let client = sim.client(1);
    assert_eq!((&client["answered"], &client["last"], &client["leader"]), (&json!(0), &Json::Null, &leader));
    assert_eq!(outcomes(&sim, 1), [json!([1, "unknown", "ok"])]);
    assert!(operations(&sim, 1)[0]["late"].as_f64() > operations(&sim, 1)[0]["ended"].as_f64());
    // Beyond doubt it was done: only the client cannot know.
    assert_eq!(sim.node(1).machine["x"], "1");
}

#[test]
fn what_was_given_up_can_still_take_effect_and_does_so_once() {
    let mut sim = led("set client-deadline 100ms");
    sim.act("hold c1 -> n1\nrequest \"incr x\"\nrun 120ms\nrequest n2 \"get x\"\nrun 5ms");
    // Behind a request that came later to the same leader, and twice.
    let held = sim.message(&["c1 -> n1", "number=1"]);
    sim.act(&format!("duplicate {held}\nheal\nrun 300ms"));
    assert_eq!(sim.node(1).machine["x"], "1");
    assert!(sim.violated().is_empty(), "{:?}", sim.violated());
    assert_eq!(outcomes(&sim, 1)[0], json!([1, "unknown", "1"]));
}

#[test]
fn without_the_options_nothing_is_given_up_and_frames_show_no_operations() {
    let mut sim = led("set client-timeout 100ms");
    let lines = sim.act("crash all\nrequest \"set x 1\"\nrun 5s");
    check_none(&lines, &["given-up"]);
    assert_eq!(sim.client(1).get("operations"), None);
    assert_eq!(led("set client-deadline off\nset client-operations 1").client(1).get("operations"), None);
}

#[test]
fn a_frame_shows_the_newest_operations_and_no_more() {
    let mut sim = led("set client-deadline 1s");
    for number in 1..=40 {
        sim.act(&format!("request \"set x {number}\"\nrun 100ms"));
    }
    let shown = operations(&sim, 1);
    assert_eq!(shown.len(), 30);
    let first = &shown[0];
    assert_eq!((&first["number"], &first["command"]), (&json!(11), &json!("set x 11")));
    assert_eq!(
        (&first["outcome"], &first["answer"], &first["late"]),
        (&json!("ok"), &json!("ok"), &Json::Null)
    );
    assert!(first["called"].as_f64() < first["ended"].as_f64());
}

#[test]
fn a_deadline_makes_a_difference_to_what_can_happen_and_how_long_it_is_does_not() {
    let print = |header: &str| led(header).session.fingerprint();
    let off = print("");
    assert_eq!(off, print("set client-deadline off"));
    assert_eq!(off, print("set client-operations 1"));
    let on = print("set client-deadline 1s");
    assert_ne!(off, on);
    assert_eq!(on, print("set client-deadline 2s"));
    assert_ne!(off, print("set client-operations 2"));
    assert_ne!(print("set client-operations 3"), print("set client-operations 2"));
}

#[test]
fn a_run_with_deadlines_opens_again_and_goes_back_and_forth() {
    let header =
        "set client-deadline 60ms\nset client-timeout 40ms\nset client-operations 3\nnetwork loss 20%";
    let text = format!("protocol raft\nseed 4\n{header}\nrun 400ms\nworkload c1 every 7ms\nrun 900ms");
    let mut sim = try_open(&text).expect("it opens");
    let end = sim.length();
    sim.session.seek(end);
    let (trace, frame) = (sim.trace(), sim.frame());
    check_has(&sim.all(), &["given-up"]);
    sim.session.seek(end / 2);
    sim.session.seek(end);
    assert_eq!((sim.trace(), sim.frame()), (trace, frame));
}

// --------------------------------------------------------------------------------------------- several at a time

#[test]
fn a_client_asks_for_several_things_at_a_time_and_queues_the_rest() {
    let mut sim = led("set client-operations 3");
    let lines = sim
        .act("hold n1 -> c1\nrequest \"set x 1\"\nrequest \"get x\"\nrequest \"incr x\"\nrequest \"get x\"");
    assert_eq!(noted(&lines, "requested").len(), 3);
    assert_eq!(list(&sim.client(1)["queued"]).len(), 1);
    assert_eq!(sim.client(1)["pending"]["number"], 1);
    let lines = sim.act("run 100ms\nrelease n1 -> c1\nrun 100ms");
    check_has(&lines, &["c1 answered 3 \"incr x\" \"2\""]);
    the(&lines, &["c1 requested 4"]);
    assert_eq!(
        outcomes(&sim, 1),
        [json!([1, "ok", "ok"]), json!([2, "ok", "1"]), json!([3, "ok", "2"]), json!([4, "ok", "2"])]
    );
}

#[test]
fn numbers_under_way_lie_less_than_the_number_of_operations_apart() {
    let mut sim = led("set client-operations 2\nset client-timeout 10s");
    // The first is held, the second answered: the third would be too far from the first.
    let lines =
        sim.act("hold c1 -> n1\nrequest \"set x 1\"\nrun 60ms\nrequest n2 \"get y\"\nrelease c1 -> n1");
    check_has(&lines, &["c1 requested 2"]);
    sim.act("hold n1 -> c1\nrun 100ms");
    let second = sim.message(&["n1 -> c1", "number=2"]);
    let lines = sim.act(&format!("request \"get x\"\ndeliver {second}\nrun 50ms"));
    check_has(&lines, &["c1 answered 2"]);
    check_none(&lines, &["c1 requested 3"]);
    assert_eq!(list(&sim.client(1)["queued"]).len(), 1);
    check_has(&sim.act("heal\nrun 200ms"), &["c1 requested 3"]);
    assert!(operations(&sim, 1).iter().all(|operation| operation["outcome"] == "ok"));
}

#[test]
fn each_of_several_is_retried_by_itself_and_takes_effect_once() {
    let mut sim = led("set client-operations 4\nset client-timeout 60ms");
    sim.act("cut n1 -> c1\nrequest \"incr x\"\nrequest \"incr x\"\nrequest \"append y a\"\nrequest \"incr x\"\nrun 50ms\nheal\nrun 2s");
    assert_eq!((sim.node(1).machine["x"].as_str(), sim.node(1).machine["y"].as_str()), ("3", "a"));
    assert!(sim.violated().is_empty());
    assert_eq!(
        outcomes(&sim, 1),
        [json!([1, "ok", "1"]), json!([2, "ok", "2"]), json!([3, "ok", "1"]), json!([4, "ok", "3"])]
    );
}

#[test]
fn a_workload_skips_its_tick_only_when_all_places_are_taken() {
    let mut sim = led("set client-operations 2\nset client-timeout 10s");
    let lines = sim.act("cut n1 -> c1\nworkload c1 every 100ms\nrun 350ms");
    assert_eq!(noted(&lines, "requested").len(), 2);
    assert_eq!(with(&lines, &["no-effect outstanding"]).len(), 1);
}

#[test]
fn in_paxos_each_of_several_gets_the_chosen_value() {
    let text = "protocol paxos\nclients 1\nseed 1\nset client-operations 2\nnetwork latency 10ms\n\
                request n1 \"X\"\nrequest n1 \"Y\"\nrun 200ms";
    let sim = Sim::open(text);
    let answers: Vec<_> = operations(&sim, 1).iter().map(|o| o["answer"].clone()).collect();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0], answers[1]);
    assert!(sim.violated().is_empty());
}

// ------------------------------------------------------------------------------- commands that are not idempotent

#[test]
fn a_leader_that_forgets_its_clients_counts_a_retry_again() {
    let retried = "cut n1 -> c1\nrequest \"incr x\"\nrun 60ms\nheal\nrun 600ms";
    let mut sound = led("");
    check_has(&sound.act(retried), &["c1 answered 1 \"incr x\" \"1\""]);
    assert!(sound.violated().is_empty());
    let mut wrong = led("bug apply-twice");
    check_has(&wrong.act(retried), &["c1 answered 1 \"incr x\" \"2\""]);
    assert_eq!(wrong.violated(), ["at-most-once"]);
}

#[test]
fn what_was_not_done_is_told_apart_from_what_was_answered() {
    let mut sim = led("set client-deadline 1s");
    let asked = ["set x one", "incr x", "cas x two 3", "get y", "append x 2", "append y failed", "get y"];
    for command in asked {
        sim.act(&format!("request \"{command}\"\nrun 60ms"));
    }
    assert_eq!(
        outcomes(&sim, 1),
        [
            json!([1, "ok", "ok"]),
            json!([2, "failed", "failed"]),
            json!([3, "failed", "failed"]),
            json!([4, "ok", "none"]),
            json!([5, "ok", "4"]),
            json!([6, "ok", "6"]),
            json!([7, "ok", "failed"]),
        ]
    );
    let records = crate::support::json(&sim.session.events(None, sim.length()).expect("not that many"));
    let answered: Vec<_> = list(&records).iter().filter(|record| record["kind"] == "answered").collect();
    let failed: Vec<_> = answered.iter().map(|record| record.get("outcome").is_some()).collect();
    assert_eq!(failed, [false, true, true, false, false, false, false]);
    assert_eq!(answered[1]["outcome"], "failed");
}

// ------------------------------------------------------------------------------------------------- bad input

#[test]
fn options_that_make_no_sense_are_refused_at_their_place() {
    for (line, expected) in [
        ("set client-deadline 0ms", "a duration above 0ms, or off"),
        ("set client-deadline never", "a duration like 2s, or off"),
        ("set client-deadline", "a duration like 2s, or off"),
        ("set client-deadline 3601s", "at most 3600s"),
        ("set client-operations 0", "a whole number from 1 to 8"),
        ("set client-operations 9", "a whole number from 1 to 8"),
        ("set client-deadlin 1s", "did you mean `client-deadline`?"),
    ] {
        let error = try_open(&format!("protocol raft\n{line}")).err().expect(line);
        assert!(error.message.contains(expected), "{line}: {}", error.message);
        assert_eq!(error.line, Some(2), "{line}");
    }
    let mut sim = led("");
    for wrong in ["append x", "incr", "incr x 1", "append x 1 2"] {
        let error = sim.try_act(&format!("request \"{wrong}\"")).expect_err(wrong);
        assert!(error.message.contains("\"append k v\" or \"incr k\""), "{}", error.message);
    }
}
