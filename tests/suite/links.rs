//! Links: latency, loss, duplication and bandwidth of some of them, and messages that must not overtake.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::histories::random_links;
use crate::random;
use crate::support::{Chance, Line, Sim, check_has, check_none, list, noted, the, with};

/// Six nodes of which none does anything by itself, and every message takes 10 ms.
const QUIET: &str =
    "protocol raft\nnodes 6\nclients 2\nseed 3\nset election-timeout 100s\nnetwork latency 10ms\n";

fn quiet(more: &str) -> Sim {
    Sim::open(&format!("{QUIET}{more}"))
}

/// Sends a message of 32 bytes by hand: the line of its sending.
fn send(sim: &mut Sim, from: u16, to: u16) -> Line {
    let lines = sim.act(&format!("inject n{from} -> n{to} RequestVoteReply term=1 voteGranted=false"));
    the(&lines, &[" sent "]).clone()
}

/// When a message falls due that is sent now, as its line has it.
fn due(sim: &mut Sim, from: u16, to: u16) -> String {
    let line = send(sim, from, to);
    line.rest.rsplit(' ').next().expect("an instant").to_owned()
}

/// The messages that arrived, in the order in which they did.
fn arrived(lines: &[Line]) -> Vec<u64> {
    noted(lines, "delivered").into_iter().map(id).collect()
}

/// The number of a line's message.
fn id(line: &Line) -> u64 {
    line.rest.split(' ').next().and_then(|id| id.strip_prefix('m')?.parse().ok()).expect("an id")
}

// --------------------------------------------------------------------------------------- some links, not all

#[test]
fn a_line_with_ends_is_for_the_links_between_them() {
    let mut sim = quiet("network latency n1 n2 | n3 n4 80ms");
    for (from, to, expected) in
        [(1, 3, "80ms"), (4, 2, "80ms"), (1, 2, "10ms"), (3, 4, "10ms"), (1, 5, "10ms"), (5, 4, "10ms")]
    {
        assert_eq!(due(&mut sim, from, to), expected, "n{from} -> n{to}");
    }
    let mut three = quiet("network latency n1 | n2 | n3 n4 80ms");
    for (from, to, expected) in
        [(1, 2, "80ms"), (2, 1, "80ms"), (2, 4, "80ms"), (3, 1, "80ms"), (3, 4, "10ms")]
    {
        assert_eq!(due(&mut three, from, to), expected, "n{from} -> n{to}");
    }
}

#[test]
fn a_line_with_an_arrow_is_for_one_way() {
    let mut sim = quiet("network latency n3 -> n2 80ms\nnetwork loss n1 n2 -> n4 100%");
    assert_eq!((due(&mut sim, 3, 2), due(&mut sim, 2, 3)), ("80ms".to_owned(), "10ms".to_owned()));
    assert!(send(&mut sim, 1, 4).has(&["lost-by loss"]) && send(&mut sim, 2, 4).has(&["lost-by loss"]));
    assert!(send(&mut sim, 4, 1).has(&["due"]) && send(&mut sim, 3, 4).has(&["due"]));
}

#[test]
fn of_the_lines_that_name_a_link_the_last_decides() {
    let mut sim = quiet("network latency n1 | n2 n3 80ms\nnetwork latency n2 -> n1 30ms");
    let is = |sim: &mut Sim, expected: [&str; 4]| {
        let found = [(1, 2), (2, 1), (3, 1), (4, 1)].map(|(from, to)| due(sim, from, to));
        assert_eq!(found, expected);
    };
    is(&mut sim, ["80ms", "30ms", "80ms", "10ms"]);
    sim.act("network latency n1 -> n2 20ms");
    is(&mut sim, ["20ms", "30ms", "80ms", "10ms"]);
    // A line without ends names all; of losses it says nothing.
    sim.act("network loss n3 -> n1 100%\nnetwork latency 7ms");
    assert_eq!([due(&mut sim, 1, 2), due(&mut sim, 4, 1)], ["7ms", "7ms"]);
    assert!(send(&mut sim, 3, 1).has(&["lost-by loss"]));
    sim.act("network loss 0%");
    assert_eq!(due(&mut sim, 3, 1), "7ms");
}

#[test]
fn clients_have_links_too() {
    let mut sim = quiet("network latency c2 -> n1 40ms\nnetwork duplicate n2 -> c1 100%");
    check_has(&sim.act("request c2 n1 \"get x\""), &["sent", "c2 -> n1 ClientRequest", "due 40ms"]);
    check_has(&sim.act("request c1 n2 \"get x\""), &["sent", "c1 -> n2 ClientRequest", "due 10ms"]);
    assert_eq!(with(&sim.act("run 30ms"), &["sent", "n2 -> c1 ClientReply"]).len(), 2);
}

#[test]
fn duplicates_of_some_links() {
    let mut sim = Sim::open(&format!("{QUIET}network duplicate n1 -> n2 100%\nfire n1 election"));
    let votes = |sim: &Sim, to: &str| sim.messages(&[&format!("n1 -> {to} RequestVote ")]).len();
    assert_eq!((votes(&sim, "n2"), votes(&sim, "n3")), (2, 1));
    sim.act("network duplicate n1 -> n2 0%\nfire n1 election");
    assert_eq!(votes(&sim, "n2"), 3);
}

/// What a run did, but for the moves themselves and what counts them.
fn did(text: &str) -> Vec<String> {
    let sim = Sim::open(text);
    let lines = sim.all();
    let others = lines.iter().filter(|line| line.what != "action");
    others.map(|line| format!("{} {:?} {} {}", line.at, line.place, line.what, line.rest)).collect()
}

#[test]
fn other_links_draw_what_they_drew() {
    let text = |more: &str| {
        format!("protocol raft\nnodes 5\nseed 8\n{more}workload c1 every 40ms\nrun 2s\ncrash leader\nrun 2s")
    };
    let usual = did(&text(""));
    for nothing_new in [
        "network latency n1 n2 | n3 5ms..15ms\n",
        "network loss n1 -> n2 0%\nnetwork duplicate n1 | n2 0%\n",
        "network order any\n",
        "network bandwidth unlimited\nnetwork bandwidth n1 | n2 unlimited\n",
        "network loss n2 | n3 50%\nnetwork loss 0%\n",
        "network order fifo\nnetwork order any\nnetwork bandwidth 1B/s\nnetwork bandwidth unlimited\n",
    ] {
        assert_eq!(did(&text(nothing_new)), usual, "{nothing_new}");
    }
    // Where a link is lossy, what is sent elsewhere at that moment has the latency that it had.
    let lossy = did(&text("network loss n1 -> n2 100%\n"));
    let first = |did: &[String], link: &str| did.iter().find(|line| line.contains(link)).cloned();
    for link in ["-> n3 RequestVote", "-> n4 RequestVote", "-> n5 RequestVote"] {
        assert_eq!(first(&lossy, link), first(&usual, link));
    }
}

#[test]
fn a_frame_shows_what_is_set_and_nothing_else() {
    let network = |more: &str| quiet(more).frame()["network"].clone();
    let usual = json!({ "latency": { "min": 10, "max": 10 }, "loss": 0, "duplicate": 0 });
    assert_eq!(network(""), usual);
    assert_eq!(
        network("network order fifo\nnetwork order any\nnetwork loss n1 | n2 5%\nnetwork loss 0%"),
        usual
    );
    let all = network(
        "network order fifo\nnetwork bandwidth 10MB/s\nnetwork latency n1 n2 | n3 80ms..100ms\nnetwork loss n3 -> n2 50%\n\
         network duplicate c1 -> n1 1%\nnetwork bandwidth n1 | n2 5kB/s\nnetwork bandwidth n2 -> n4 unlimited",
    );
    assert_eq!((&all["order"], &all["bandwidth"]), (&json!("fifo"), &json!(10_000_000)));
    let expected = json!([
        { "from": ["n1", "n2"], "to": ["n3"], "both": true, "latency": { "min": 80, "max": 100 } },
        { "from": ["n3"], "to": ["n2"], "both": false, "loss": 50 },
        { "from": ["c1"], "to": ["n1"], "both": false, "duplicate": 1 },
        { "from": ["n1"], "to": ["n2"], "both": true, "bandwidth": 5_000 },
        { "from": ["n2"], "to": ["n4"], "both": false, "bandwidth": null },
    ]);
    assert_eq!(all["links"], expected);
    // What a later line sets of all of a line's links takes its place.
    let set = |more: &str| list(&network(more)["links"]).len();
    assert_eq!(set("network loss n1 | n2 5%\nnetwork loss n2 | n1 n3 7%"), 1);
    assert_eq!(set("network loss n1 | n2 5%\nnetwork loss n2 -> n1 7%"), 2);
    assert_eq!(set("network loss n1 | n2 5%\nnetwork latency n1 | n2 7ms"), 2);
}

// ------------------------------------------------------------------------------------------------- in order

/// On each link messages arrive in the order of sending.
fn check_order(lines: &[Line]) {
    let mut last: BTreeMap<String, u64> = BTreeMap::new();
    for line in noted(lines, "delivered") {
        let link = line.rest.split(' ').skip(1).take(3).collect::<String>();
        let before = last.insert(link, id(line));
        assert!(before < Some(id(line)), "overtaken at {}", line.text);
    }
}

#[test]
fn in_fifo_order_a_message_falls_due_no_earlier_than_the_one_before() {
    let mut sim = quiet("network order fifo\nnetwork latency 50ms");
    assert_eq!(due(&mut sim, 1, 2), "50ms");
    sim.act("network latency 5ms");
    // max(now + draw, due of the one before), on this link in this direction alone.
    assert_eq!([due(&mut sim, 1, 2), due(&mut sim, 2, 1), due(&mut sim, 1, 3)], ["50ms", "5ms", "5ms"]);
    sim.act("network latency 70ms");
    assert_eq!(due(&mut sim, 1, 2), "70ms");
    let lines = sim.act("run 100ms");
    assert_eq!(with(&lines, &["delivered", "n1 -> n2"]).len(), 3);
    check_order(&sim.all());
}

#[test]
fn without_it_they_overtake() {
    let mut sim = quiet("network order fifo\nnetwork order any\nnetwork latency 50ms");
    send(&mut sim, 1, 2);
    sim.act("network latency 5ms");
    send(&mut sim, 1, 2);
    assert_eq!(arrived(&sim.act("run 100ms")), [2, 1]);
}

#[test]
fn the_order_concerns_what_is_sent_from_then_on() {
    let mut sim = quiet("network latency 50ms");
    send(&mut sim, 1, 2);
    sim.act("network order fifo\nnetwork latency 20ms");
    // Not before what is under way; and what is sent in any order again overtakes it.
    assert_eq!(due(&mut sim, 1, 2), "50ms");
    sim.act("network order any");
    assert_eq!(due(&mut sim, 1, 2), "20ms");
    assert_eq!(arrived(&sim.act("run 100ms")), [3, 1, 2]);
}

#[test]
fn a_loss_leaves_a_gap_and_a_duplicate_follows_later() {
    let mut sim = quiet("network order fifo\nnetwork latency 50ms\nnetwork loss 100%");
    send(&mut sim, 1, 2);
    sim.act("network loss 0%\nnetwork latency 5ms");
    assert_eq!(due(&mut sim, 1, 2), "5ms", "what is lost holds nothing up");
    sim.act("network latency 50ms");
    send(&mut sim, 1, 2);
    sim.act("network latency 5ms\ndrop m3");
    assert_eq!(due(&mut sim, 1, 2), "5ms", "nor what was dropped");
    let mut copies = quiet("network order fifo");
    send(&mut copies, 1, 2);
    send(&mut copies, 1, 2);
    copies.act("duplicate m1");
    assert_eq!(arrived(&copies.act("run 100ms")), [1, 2, 3]);
}

#[test]
fn a_held_message_holds_those_behind() {
    let mut sim = quiet("network order fifo");
    send(&mut sim, 1, 2);
    send(&mut sim, 1, 2);
    send(&mut sim, 1, 3);
    sim.act("delay m1 90ms");
    let frame = sim.frame();
    let shown: Vec<(&Json, &Json)> =
        list(&frame["messages"]).iter().map(|m| (&m["due"], &m["delayed"])).collect();
    assert_eq!(
        shown,
        [(&json!(100), &json!(true)), (&json!(100), &json!(true)), (&json!(10), &json!(false))]
    );
    assert_eq!(arrived(&sim.act("run 200ms")), [3, 1, 2]);

    // What waits on a held link is let go in its order, whatever falls due at that very instant.
    let mut held = quiet("network order fifo\nhold n1 -> n2");
    send(&mut held, 1, 2);
    held.act("network latency 40ms");
    send(&mut held, 1, 2);
    held.act("run 40ms\nrelease n1 -> n2");
    assert_eq!(arrived(&held.act("run 100ms")), [1, 2]);
    let mut paused = quiet("network order fifo\npause n2");
    send(&mut paused, 1, 2);
    paused.act("network latency 40ms");
    send(&mut paused, 1, 2);
    paused.act("run 40ms\nresume n2");
    assert_eq!(arrived(&paused.act("run 100ms")), [1, 2]);
}

#[test]
fn by_hand_the_first_is_delivered_first() {
    let mut sim = quiet("network order fifo");
    send(&mut sim, 1, 2);
    send(&mut sim, 1, 2);
    send(&mut sim, 1, 3);
    check_has(&sim.act("deliver m2"), &["no-effect not-first"]);
    check_has(&sim.act("deliver m3"), &["delivered m3"]);
    check_has(&sim.act("deliver m1"), &["delivered m1"]);
    check_has(&sim.act("deliver m2"), &["delivered m2"]);
    // A message that will be lost is in nobody's way, and nobody in its.
    let mut lossy = quiet("network order fifo\nnetwork loss 100%");
    send(&mut lossy, 1, 2);
    lossy.act("network loss 0%");
    send(&mut lossy, 1, 2);
    check_none(&lossy.act("deliver m2\ndeliver m1"), &["no-effect"]);
}

#[test]
fn whatever_is_done_no_message_overtakes_in_fifo_order() {
    let mut delivered = 0;
    for seed in 0..60 {
        let mut chance = Chance::new(seed);
        let mut sim = Sim::open(&format!("{}network order fifo\n", random::header(&mut chance)));
        for _ in 0..60 {
            let line = random::a_move(&mut chance, &sim);
            if line != "network order any" {
                sim.act(&line);
            }
            sim.act(&format!("run {}us", chance.below(30_000)));
        }
        let lines = sim.all();
        check_order(&lines);
        delivered += noted(&lines, "delivered").len();
    }
    assert!(delivered > 10_000, "only {delivered}");
}

// ------------------------------------------------------------------------------------------------ bandwidth

/// A thousand of the messages that [`send`] makes leave in a second.
const NARROW: &str = "network bandwidth 32kB/s\n";

#[test]
fn a_transfer_starts_when_the_one_before_has_ended() {
    let mut sim = quiet(NARROW);
    let lines = [send(&mut sim, 1, 2), send(&mut sim, 1, 2), send(&mut sim, 1, 2)];
    for (line, leaving, due) in [(0, "0ms", "11ms"), (1, "1ms", "12ms"), (2, "2ms", "13ms")] {
        assert!(lines[line].has(&[&format!("32 bytes leaving {leaving} due {due}")]), "{}", lines[line].text);
    }
    // Each link in each direction has its own.
    assert_eq!([due(&mut sim, 2, 1), due(&mut sim, 1, 3)], ["11ms", "11ms"]);
    let frame = sim.frame();
    let third = &list(&frame["messages"])[2];
    assert_eq!([&third["sent"], &third["leaves"], &third["bytes"], &third["due"]], [0, 2, 32, 13]);
    // What has left takes no time of what comes later.
    sim.act("run 5ms");
    assert_eq!(due(&mut sim, 1, 2), "16ms");
}

#[test]
fn a_lost_message_takes_its_time() {
    let mut sim = quiet("network bandwidth n1 -> n2 32kB/s\nnetwork loss 100%");
    let lost = send(&mut sim, 1, 2);
    assert!(lost.has(&["32 bytes leaving 0ms lost-by loss"]), "{}", lost.text);
    sim.act("network loss 0%");
    assert_eq!([due(&mut sim, 1, 2), due(&mut sim, 1, 3)], ["12ms", "10ms"]);
}

#[test]
fn a_cut_empties_the_queue() {
    let mut sim = quiet(NARROW);
    for _ in 0..5 {
        send(&mut sim, 1, 2);
        send(&mut sim, 1, 3);
    }
    let lines = sim.act("cut n1 | n2\nheal");
    assert_eq!(with(&lines, &["reason=cut"]).len(), 5);
    assert_eq!([due(&mut sim, 1, 2), due(&mut sim, 1, 3)], ["11ms", "16ms"]);
    // Before a cut nothing stands in line.
    sim.act("cut n1 -> n4");
    let before = send(&mut sim, 1, 4);
    assert!(before.has(&["lost-by cut"]) && !before.has(&["bytes"]), "{}", before.text);
    sim.act("heal");
    assert_eq!(due(&mut sim, 1, 4), "11ms");
}

#[test]
fn sizes_are_those_that_a_protocol_states() {
    let sent = |text: &str, moves: &str| {
        let mut sim = Sim::open(&format!("{text}\nnetwork bandwidth 1GB/s"));
        let lines = sim.act(moves);
        let line = with(&lines, &[" sent ", " bytes "])[0].clone();
        line.rest
            .split(" bytes")
            .next()
            .and_then(|line| line.rsplit(' ').next()?.parse::<usize>().ok())
            .expect("a size")
    };
    let entries = |list: &str| {
        format!(
            "inject n2 -> n1 AppendEntries term=1 leaderId=n2 prevLogIndex=0 prevLogTerm=0 entries=[{list}] leaderCommit=0"
        )
    };
    let paxos = "protocol paxos\nset proposers [n1]\nseed 1";
    for (text, moves, bytes) in [
        (QUIET, "inject n1 -> n2 RequestVote term=1 candidateId=n1 lastLogIndex=0 lastLogTerm=0", 16 + 4 * 8),
        (QUIET, &entries(""), 16 + 6 * 8),
        (QUIET, &entries("1:noop"), 16 + 6 * 8 + 24),
        (QUIET, &entries("1:\"set x 1\" 1:noop"), 16 + 6 * 8 + 24 + 7 + 24),
        (QUIET, "request n1 \"get x\"", 24 + 5),
        (paxos, "inject n1 -> n2 Prepare ballot=1.n1", 16 + 16),
        (paxos, "inject n1 -> n2 Accept ballot=1.n1 value=\"abc\"", 16 + 2 * 16 + 3),
        (paxos, "request n1 \"four\"", 24 + 4),
    ] {
        assert_eq!(sent(text, moves), bytes, "{moves}");
    }
    let bare = crate::bare::open("network bandwidth 64kB/s\ninject n1 -> n2 Keep value=1", false);
    let trace = bare.trace(None, bare.cursor().position);
    assert!(trace.contains(" 64 bytes leaving "), "a protocol that states none: {trace}");
}

#[test]
fn bandwidth_and_order_go_together() {
    let mut sim = quiet("network order fifo\nnetwork latency 0ms..30ms\nnetwork bandwidth n1 -> n2 3200B/s");
    for _ in 0..6 {
        send(&mut sim, 1, 2);
    }
    let lines = sim.act("run 1s");
    assert_eq!(arrived(&lines), [1, 2, 3, 4, 5, 6]);
    for (number, line) in (1..).zip(noted(&lines, "delivered")) {
        assert!(line.at.us() >= number * 10_000, "{}", line.text);
    }
}

// ------------------------------------------------------------------------------------------------- all of it

/// Random scenarios with all of it are opened again as they were, wherever one stands.
#[test]
fn runs_with_links_open_again() {
    for index in 0..40 {
        let mut sim = Sim::open(&random_links(index));
        let mut chance = Chance::new(index.into());
        sim.session.seek(chance.below(sim.length() + 1));
        let mut again = Sim::open(&sim.session.scenario());
        assert_eq!((again.trace(), again.session.hash()), (sim.trace(), sim.session.hash()));
        assert_eq!(again.frame()["network"], sim.frame()["network"]);
    }
}
