//! Disks: writes that take time, what waits for them, and what a crash goes back to.

use std::collections::BTreeMap;

use ringleader::kernel::{Context, LOSING_MAX, Never, NodeId, Present, Protocol, Request};
use ringleader::scenario;
use ringleader::session::Session;
use ringleader::setup::setup;
use ringleader::timeline::Span;
use ringleader::value::tagged;
use serde_json::Value as Json;

use crate::histories::{random_links, random_paxos, random_scenario};
use crate::support::{
    Chance, Line, Sim, catalog, check_has, check_none, json, list, noted, parse_trace, the, try_open, with,
};

// ----------------------------------------------------------------------------- nodes that write what they are told

/// A node that stores what it is sent and answers, and says at once that it heard; it remembers how far its disk is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Store {
    kept: Vec<u8>,
    /// How much of it is on disk, as far as it was told.
    written: u8,
}

tagged! { read
/// What nodes say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// Store this.
    Keep { value: u64 } = "Keep";
    /// It is stored.
    Kept { value: u64 } = "Kept";
    /// It arrived.
    Heard { value: u64 } = "Heard";
    /// Say something that is stored nowhere.
    Ask {} = "Ask";
    /// That.
    Told {} = "Told";
}
}

impl Protocol for Store {
    const NAME: &'static str = "store";
    type Durable = Vec<u8>;
    type Message = Message;
    type Timer = Never;
    type Command = Never;
    type Rule = Never;
    type Options = ();
    type Properties = ();

    fn start(durable: Vec<u8>, _ctx: &mut Context<'_, Store>) -> Store {
        let written = durable.len() as u8;
        Store { kept: durable, written }
    }
    fn on_message(&mut self, from: NodeId, message: &Message, ctx: &mut Context<'_, Store>) {
        match *message {
            Message::Keep { value } => {
                // In whichever order a handler writes and sends, what it sends waits for what it wrote.
                ctx.send(from, Message::Kept { value });
                ctx.send_now(from, Message::Heard { value });
                self.kept.push(value as u8);
            }
            Message::Ask {} => ctx.send(from, Message::Told {}),
            _ => {}
        }
    }
    fn on_timer(&mut self, timer: Never, _ctx: &mut Context<'_, Store>) {
        match timer {}
    }
    fn on_request(&mut self, request: Request<'_, Store>, _ctx: &mut Context<'_, Store>) {
        match *request.command {}
    }
    fn on_written(&mut self, written: &Vec<u8>, _ctx: &mut Context<'_, Store>) {
        self.written = written.len() as u8;
    }
    fn durable(&self) -> &Vec<u8> {
        &self.kept
    }
}
impl Present for Store {}

/// Two nodes of it, of which n1 tells n2 what to do.
struct Run(Session);

impl Run {
    fn open(moves: &str) -> Run {
        let text = format!("protocol store\nnodes 2\nclients 0\nseed 1\nset disk 10ms\n{moves}");
        let lines = scenario::lines(&text).expect("it lexes");
        Run(Session::open(setup::<Store>(), &lines, 1, true)
            .unwrap_or_else(|error| panic!("{error}\n{text}")))
    }
    fn act(&mut self, moves: &str) -> Vec<Line> {
        let before = self.0.cursor().position;
        self.0.act(moves).unwrap_or_else(|error| panic!("{error}\n{moves}"));
        parse_trace(&self.0.trace(Some(before), self.0.cursor().position))
    }
    /// n2 as a frame shows it.
    fn node(&self) -> Json {
        json(&self.0.frame(None))["nodes"][1].clone()
    }
    fn disk(&self) -> Json {
        self.node()["disk"].clone()
    }
    /// n2 is told to keep these, at this instant.
    fn keep(&mut self, values: &[u8]) -> Vec<Line> {
        values.iter().flat_map(|value| self.act(&keep(*value))).collect()
    }
}

fn keep(value: u8) -> String {
    format!("inject n1 -> n2 Keep value={value}\ndeliver n1->n2 Keep\n")
}

/// The numbers of writes that are finished, in order.
fn finished(lines: &[Line]) -> Vec<String> {
    noted(lines, "written").iter().map(|line| line.rest.clone()).collect()
}

#[test]
fn a_handlers_change_is_one_write_and_writes_finish_in_order() {
    let mut run = Run::open("");
    assert_eq!(
        run.disk(),
        serde_json::json!({
            "pace": "ok", "slow": null, "writes": [], "waiting": [], "finished": 0
        })
    );
    let lines = run.keep(&[1, 2]);
    assert_eq!(
        noted(&lines, "write").iter().map(|line| &*line.rest).collect::<Vec<_>>(),
        ["1 due 10ms", "2 due 10ms"]
    );
    assert_eq!(run.node()["state"], "Store { kept: [1, 2], written: 0 }");
    assert_eq!(list(&run.disk()["writes"]).len(), 2);
    // One that would be faster waits for the one before it.
    run.act("disk n2 slow 1ms");
    let lines = run.act("run 1ms\ninject n1 -> n2 Keep value=3\ndeliver n1->n2 Keep\nrun 9ms");
    assert_eq!(the(&lines, &[" write "]).rest, "3 due 10ms");
    assert_eq!(finished(&lines), ["1", "2", "3"]);
    assert_eq!(run.node()["state"], "Store { kept: [1, 2, 3], written: 3 }");
    assert_eq!((&run.disk()["writes"], &run.disk()["finished"]), (&serde_json::json!([]), &3.into()));
    // What changes nothing writes nothing.
    check_none(&run.act("inject n1 -> n2 Ask\ndeliver n1->n2 Ask"), &[" write "]);
}

#[test]
fn what_is_sent_waits_for_all_writes_up_to_then_unless_it_is_sent_now() {
    let mut run = Run::open("");
    let lines = run.keep(&[1]);
    check_has(&lines, &["n2 sent", "n2 -> n1 Heard value=1"]);
    check_none(&lines, &["sent", "Kept"]);
    // It wrote nothing, but something is under way.
    check_none(&run.act("inject n1 -> n2 Ask\ndeliver n1->n2 Ask"), &["sent", "Told"]);
    run.act("run 4ms");
    run.keep(&[2]);
    let waiting = run.disk();
    let waiting = list(&waiting["waiting"]).iter();
    let waiting: Vec<_> =
        waiting.map(|one| format!("{} {} {}", one["after"], one["to"], one["kind"])).collect();
    assert_eq!(waiting, ["1 \"n1\" \"Kept\"", "1 \"n1\" \"Told\"", "2 \"n1\" \"Kept\""]);
    let lines = run.act("run 6ms");
    let first = the(&lines, &["written 1"]);
    for kind in ["Kept value=1", "Told"] {
        let sent = the(&lines, &["n2 sent", kind]);
        assert_eq!(sent.position(), first.position(), "{kind} leaves as the write is finished");
    }
    check_none(&lines, &["sent", "Kept value=2"]);
    check_has(&run.act("run 4ms"), &["n2 sent", "Kept value=2"]);
    // With nothing under way what is sent leaves at once.
    check_has(&run.act("inject n1 -> n2 Ask\ndeliver n1->n2 Ask"), &["n2 sent", "Told"]);
}

#[test]
fn what_is_finished_is_caused_by_its_write_and_causes_what_waited() {
    let mut run = Run::open("");
    run.keep(&[1]);
    run.act("run 20ms");
    let lines = parse_trace(&run.0.trace(None, run.0.cursor().position));
    let delivered = the(&lines, &["n2 delivered", "Keep"]);
    let (write, written) = (the(&lines, &[" write 1"]), the(&lines, &["written 1"]));
    let kept = the(&lines, &["n2 sent", "Kept"]);
    let cause = |line: &Line| line.text.rsplit_once('<').expect("a cause").1.to_owned();
    assert_eq!(
        (cause(write), cause(written), cause(kept)),
        (delivered.id.clone(), write.id.clone(), written.id.clone())
    );
}

#[test]
fn a_crash_returns_to_the_last_finished_write() {
    let mut run = Run::open("");
    run.keep(&[1]);
    run.act("run 10ms");
    run.keep(&[2, 3]);
    let lines = run.act("crash n2");
    check_has(&lines, &["n2 writes-lost unfinished=2 finished=0"]);
    assert_eq!(run.node()["durable"], "[1]");
    let lines = run.act("run 50ms\nrestart n2");
    check_none(&lines, &["written"]);
    check_none(&lines, &["Kept value=2"]);
    assert_eq!(run.node()["state"], "Store { kept: [1], written: 1 }");
    // Without anything under way a crash loses nothing, and says nothing of it.
    check_none(&run.act("crash n2"), &["writes-lost"]);
}

#[test]
fn a_paused_node_waits_for_its_disk_too() {
    let mut run = Run::open("");
    run.keep(&[1]);
    check_none(&run.act("pause n2\nrun 50ms"), &["written"]);
    assert_eq!(finished(&run.act("resume n2\nrun 0ms")), ["1"]);
    run.keep(&[2]);
    let lines = run.act("pause n2\nrun 3ms\nresume n2\nrun 7ms");
    assert_eq!(finished(&lines), ["2"], "not overdue, so in its time");
}

#[test]
fn a_slow_disk_a_stall_and_its_end() {
    let mut run = Run::open("disk n2 slow 200ms\n");
    assert_eq!((run.disk()["pace"].as_str(), run.disk()["slow"].as_f64()), (Some("slow"), Some(200.0)));
    assert_eq!(the(&run.keep(&[1]), &[" write "]).rest, "1 due 200ms");
    check_none(&run.act("disk n2 stall\nrun 1s"), &["written"]);
    run.keep(&[2]);
    assert_eq!(run.disk()["writes"][0]["due"], Json::Null, "nobody knows when");
    check_has(&run.act("disk n2 stall"), &["no-effect disk-is-stalled"]);
    // What should have been finished is so now; the other is in its time.
    let lines = run.act("disk n2 ok\nrun 0ms");
    assert_eq!(finished(&lines), ["1"]);
    assert_eq!(finished(&run.act("run 10ms")), ["2"]);
    check_has(&run.act("disk n2 ok"), &["no-effect disk-is-ok"]);
    // A stalled disk that gets slow goes on, too.
    run.act("disk n2 stall");
    run.keep(&[3]);
    assert_eq!(finished(&run.act("run 1s\ndisk n2 slow 5ms\nrun 0ms")), ["3"]);
    // It stays as it is when the node is down or paused.
    run.act("crash n2\ndisk n2 stall\nrestart n2");
    assert_eq!(run.disk()["pace"], "stalled");
    run.keep(&[4]);
    run.act("run 1s\npause n2\ndisk n2 ok");
    assert_eq!(finished(&run.act("run 1s\nresume n2\nrun 0ms")), ["4"]);
}

#[test]
fn a_write_can_be_finished_by_hand() {
    let mut run = Run::open("disk n2 stall\n");
    check_has(&run.act("disk n2 finish"), &["no-effect no-write"]);
    run.keep(&[1, 2]);
    let lines = run.act("disk n2 finish");
    assert_eq!(finished(&lines), ["1"]);
    check_has(&lines, &["n2 sent", "Kept value=1"]);
    run.act("pause n2");
    check_has(&run.act("disk n2 finish"), &["no-effect not-up"]);
    run.act("resume n2\ncrash n2");
    check_has(&run.act("disk n2 finish"), &["no-effect not-up"]);
}

#[test]
fn settling_finishes_writes_but_not_those_that_stall() {
    let mut run = Run::open("");
    let lines = run.act("inject n1 -> n2 Keep value=1\nsettle");
    check_has(&lines, &["n1 delivered", "Kept value=1"]);
    assert_eq!(run.0.cursor().now.to_string(), "0ms");
    let lines = run.act("disk n2 stall\ninject n1 -> n2 Keep value=2\nsettle");
    check_none(&lines, &["written"]);
}

#[test]
fn a_lying_disk_loses_finished_writes() {
    let mut run = Run::open("");
    run.keep(&[1, 2, 3]);
    run.act("run 10ms");
    run.keep(&[4]);
    check_has(&run.act("crash n2 losing 4"), &["no-effect too-few-writes"]);
    let lines = run.act("crash n2 losing 2");
    check_has(&lines, &["n2 writes-lost unfinished=1 finished=2"]);
    assert_eq!(run.node()["durable"], "[1]");
    run.act("restart n2");
    assert_eq!(run.disk()["finished"], 1, "what is older is kept");
    check_has(&run.act("crash n2 losing 1"), &["unfinished=0 finished=1"]);
    assert_eq!(run.node()["durable"], "[]");
}

#[test]
fn the_last_versions_are_kept_and_no_more() {
    let mut run = Run::open("");
    for value in 0..20 {
        run.keep(&[value]);
        run.act("run 10ms");
    }
    assert_eq!(run.disk()["finished"], LOSING_MAX);
    run.act(&format!("crash n2 losing {LOSING_MAX}\nrestart n2"));
    assert_eq!(run.node()["state"], "Store { kept: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], written: 12 }");
    assert_eq!(catalog()["bounds"]["LOSING_MAX"], LOSING_MAX);
}

/// All that decides the future counts, and nothing else.
#[test]
fn disks_in_fingerprints() {
    let fingerprint = |moves: &str| Run::open(moves).0.fingerprint();
    let two = format!("{}{}", keep(1), keep(2));
    let texts = [
        String::new(),
        keep(1),
        format!("{}run 9ms", keep(1)).replace("run 9ms", "disk n2 stall"),
        format!("{}disk n2 slow 5ms", keep(1)),
        format!("{}disk n2 finish", keep(1)),
        two.clone(),
        format!("{two}disk n2 finish"),
        format!("{two}disk n2 finish\ndisk n2 finish"),
        format!("{two}disk n2 finish\ndisk n2 finish\ncrash n2 losing 1"),
        format!("{two}disk n2 finish\ncrash n2"),
        format!("{}inject n1 -> n2 Ask\ndeliver n1->n2 Ask", keep(1)),
    ];
    let mut known = BTreeMap::new();
    for text in &texts {
        if let Some(other) = known.insert(fingerprint(text), text) {
            // What is on disk and what waits is the same: two crashes that come to one state.
            panic!("one fingerprint for\n{other}\nand\n{text}");
        }
    }
    let same =
        |one: &str, other: &str| assert_eq!(fingerprint(one), fingerprint(other), "{one}\nand\n{other}");
    // Durations, instants and numbers of writes do not count.
    same(&keep(1), &format!("disk n2 slow 70ms\n{}disk n2 ok", keep(1)));
    same("disk n2 slow 70ms", "disk n2 slow 7ms");
    same(
        &keep(1),
        &format!("{}crash n2\nrestart n2\ndrop n2->n1 Heard\n{}", keep(1), keep(1))
            .replace("drop n2->n1 Heard\n", "drop n2->n1 Heard #1\n"),
    );
    // Without the line there is no disk.
    let without = |disk: &str| Sim::open(&format!("nodes 3\nseed 1\n{disk}")).session.fingerprint();
    assert_ne!(without(""), without("set disk 1ms\n"));
    assert_eq!(without("set disk 2ms\n"), without("set disk 1ms\n"));
    assert_eq!(without(""), without("set disk off\n"));
}

// ------------------------------------------------------------------------------------------------ disks and links

/// n2's messages to n1: the kind of each, what is said of its way, and when it falls due.
fn sent_by_n2(run: &Run) -> Vec<(String, f64, f64)> {
    let frame = json(&run.0.frame(None));
    let from_n2 = |message: &&Json| message["from"] == "n2";
    let told = |message: &Json| {
        let number = |name: &str| message[name].as_f64().unwrap_or(f64::NAN);
        (message["kind"].as_str().expect("a kind").to_owned(), number("leaves"), number("due"))
    };
    list(&frame["messages"]).iter().filter(from_n2).map(told).collect()
}

/// Under `network order fifo` a message takes its place when it leaves: what is sent meanwhile is before it, and does not
/// wait for it.
#[test]
fn what_waits_for_a_disk_takes_its_place_in_a_fifo_link_when_it_leaves() {
    let mut run = Run::open("network order fifo\nnetwork latency 30ms\n");
    run.keep(&[1]);
    run.act("run 5ms\ninject n2 -> n1 Told\nnetwork latency 1ms\nrun 5ms");
    let ways: Vec<_> = sent_by_n2(&run).into_iter().map(|(kind, _, due)| (kind, due)).collect();
    // Kept would have been first had it left when the handler ran; now it must not overtake.
    let expected = [("Heard", 30.0), ("Told", 35.0), ("Kept", 35.0)];
    assert_eq!(ways, expected.map(|(kind, due)| (kind.to_owned(), due)));
    let arrives = |lines: &[Line]| -> Vec<String> {
        let kinds = ["Heard", "Told", "Kept"];
        let kind = |line: &&Line| kinds.iter().find(|kind| line.has(&[kind])).map(|kind| (*kind).to_owned());
        noted(lines, "delivered").iter().filter_map(kind).collect()
    };
    assert_eq!(arrives(&run.act("run 30ms")), ["Heard", "Told", "Kept"]);
    // What never leaves holds nothing back.
    run.act("disk n2 stall");
    run.keep(&[2]);
    assert_eq!(arrives(&run.act("inject n2 -> n1 Told\nrun 1ms")), ["Heard", "Told"]);
}

/// A link with a bandwidth is free while its next message waits for a disk: 64 bytes take 64 ms, of whatever leaves first.
#[test]
fn what_waits_for_a_disk_takes_bandwidth_when_it_leaves() {
    let mut run = Run::open("network latency 1ms\nnetwork bandwidth n2 -> n1 1kB/s\n");
    run.keep(&[1]);
    assert_eq!(sent_by_n2(&run), [("Heard".to_owned(), 0.0, 65.0)]);
    run.act("run 5ms\ninject n2 -> n1 Told\nrun 5ms");
    let expected = [("Heard", 0.0, 65.0), ("Told", 64.0, 129.0), ("Kept", 128.0, 193.0)];
    assert_eq!(sent_by_n2(&run), expected.map(|(kind, leaves, due)| (kind.to_owned(), leaves, due)));
    // On a link that is free by then it leaves as its write is finished.
    run.act("run 300ms\nnetwork bandwidth n2 -> n1 unlimited");
    run.keep(&[2]);
    run.act("run 1ms\nnetwork bandwidth n2 -> n1 1kB/s\nrun 9ms");
    assert_eq!(sent_by_n2(&run), [("Kept".to_owned(), 320.0, 385.0)]);
}

/// What waits for a disk is on no link: a cut that has healed by then does not lose it, and what the network is like when it
/// leaves decides.
#[test]
fn what_the_network_does_to_what_waits_for_a_disk_is_decided_when_it_leaves() {
    let kept = |moves: &str| -> Line {
        let mut run = Run::open("network latency 1ms\n");
        run.keep(&[1]);
        the(&run.act(&format!("{moves}\nrun 10ms")), &["n2 sent", "Kept"]).clone()
    };
    assert!(kept("cut n1 | n2\nrun 1ms\nheal").has(&["due 11ms"]));
    assert!(kept("run 1ms\ncut n1 | n2").has(&["lost-by cut"]));
    assert!(kept("run 1ms\nnetwork loss n2 -> n1 100%").has(&["lost-by loss"]));
    assert!(kept("run 1ms\nnetwork latency n2 -> n1 80ms").has(&["due 90ms"]));
    let mut run = Run::open("network latency 1ms\n");
    run.keep(&[1]);
    run.act("hold n2 -> n1\nrun 50ms");
    assert!(json(&run.0.frame(None))["messages"][1]["fate"] == "held", "as all on the link");
    let lines = run.act("network duplicate n2 -> n1 100%\nrelease n2 -> n1");
    check_none(&lines, &["n2 sent"]);
}

// ------------------------------------------------------------------------------------------------------ the language

#[test]
fn bad_lines_say_where_and_what_was_expected() {
    let disk = "protocol raft\nnodes 3\nset disk 2ms..5ms\n";
    for (text, line, column, parts) in [
        ("protocol raft\nset disk 5ms..2ms", 2, 10, &["a range whose first end is not above its second"][..]),
        ("protocol raft\nset disk 0ms", 2, 10, &["a range above 0ms, or off"]),
        ("protocol raft\nset disk 0ms..5ms", 2, 10, &["a range above 0ms, or off"]),
        ("protocol raft\nset disk fast", 2, 10, &["a range like", "`fast`"]),
        ("protocol raft\nset disk 4000s", 2, 10, &["at most", "`4000s`"]),
        ("protocol raft\nset disk", 2, 9, &["a range like 2ms..5ms, or off"]),
        ("protocol raft\ndisk n1 stall", 2, 6, &["a header with a line like `set disk 2ms..5ms`"]),
        ("protocol raft\ncrash n1 losing 1", 2, 17, &["a header with a line like `set disk 2ms..5ms`"]),
        (&format!("{disk}disk n4 stall"), 4, 6, &["n1 to n3", "`n4`"]),
        (&format!("{disk}disk leader stall"), 4, 6, &["a node like n1"]),
        (&format!("{disk}disk n1"), 4, 8, &["`slow` with a duration, or stall, ok, finish"]),
        (&format!("{disk}disk n1 stal"), 4, 9, &["did you mean `stall`?"]),
        (&format!("{disk}disk n1 slow"), 4, 13, &["a duration like 200ms"]),
        (&format!("{disk}disk n1 slow 0ms"), 4, 14, &["a duration above 0ms", "`0ms`"]),
        (&format!("{disk}disk n1 slow 4000s"), 4, 14, &["at most"]),
        (&format!("{disk}disk n1 ok now"), 4, 12, &["`now`"]),
        (&format!("{disk}crash n1 losing 0"), 4, 17, &["1 to 8", "LOSING_MAX"]),
        (&format!("{disk}crash n1 losing 9"), 4, 17, &["1 to 8", "LOSING_MAX"]),
        (&format!("{disk}crash n1 losing"), 4, 16, &["1 to 8"]),
        (&format!("{disk}crash n1 loosing 2"), 4, 10, &["`loosing`"]),
    ] {
        let error = try_open(text).map(|_| ()).expect_err(text);
        let place = error.line.zip(error.column);
        assert_eq!(place, Some((line, column)), "{text}: {error}");
        for part in parts {
            assert!(error.to_string().contains(part), "{text}: {error} has no {part}");
        }
    }
}

#[test]
fn a_run_with_disks_opens_again_from_its_text() {
    let text = "nodes 3\nseed 7\nset disk 2ms..5ms\nset parallel-writes on\nrun 400ms\nrequest \"set x 1\"\nrun 4ms\n\
                disk n2 slow 30ms\nrun 50ms\ndisk n3 stall\nrequest \"set x 2\"\nrun 40ms\ndisk n3 finish\n\
                crash n2 losing 1\nrun 20ms\nrestart n2\ndisk n3 ok\nrun 300ms";
    let mut sim = Sim::open(text);
    let mut again = Sim::open(&sim.session.scenario());
    assert_eq!((sim.trace(), sim.session.hash()), (again.trace(), again.session.hash()));
    // Back and forth.
    let (length, hash) = (sim.length(), sim.session.hash());
    for part in [3, 1, 2, 4] {
        sim.session.seek(length * part / 4);
    }
    assert_eq!((sim.session.cursor().position, sim.session.hash()), (length, hash));
}

/// With a disk whose writes take time nothing but time is other: the same is written, in the same order per node.
#[test]
fn without_the_line_nothing_is_other() {
    for index in 0..20 {
        for text in [random_scenario(index), random_paxos(index)] {
            let (mut plain, mut off) =
                (Sim::open(&text), Sim::open(&text.replacen('\n', "\nset disk off\n", 1)));
            assert_eq!((plain.trace(), plain.session.hash()), (off.trace(), off.session.hash()));
            assert_eq!(plain.frame(), off.frame());
            assert_eq!(plain.session.fingerprint(), off.session.fingerprint());
            check_none(&plain.all(), &[" write "]);
        }
    }
}

// ------------------------------------------------------------------------------------------------- Raft and Paxos

/// Three servers of which n1 leads, their disks as this says.
fn led(more: &str) -> Sim {
    Sim::open(&format!(
        "nodes 3\nseed 1\nset disk 10ms\n{more}network latency 1ms\nfire n1 election\nrun 100ms"
    ))
}

/// Figure 2: persistent state is updated on stable storage before responding to RPCs.
#[test]
fn a_raft_server_answers_when_it_has_written() {
    let lines = led("").all();
    let granted = the(&lines, &["n2 raft.vote.granted"]);
    let write = with(&lines, &["n2 write "]).into_iter().find(|line| line.position() == granted.position());
    let number = write.expect("its vote is written").rest.split(' ').next().expect("a number").to_owned();
    let written = the(&lines, &["n2", &format!("written {number}")]);
    assert_eq!(the(&lines, &["n2 sent", "RequestVoteReply"]).position(), written.position());
    // The request itself waits for the candidate's own vote.
    let asked = with(&lines, &["n1 sent", "RequestVote "]);
    assert_eq!(asked[0].position(), the(&lines, &["n1", "written 1"]).position());
}

#[test]
fn raft_heartbeats_leave_at_once_and_entries_with_parallel_writes_do() {
    for (option, waits) in [("", true), ("set parallel-writes on\n", false)] {
        let mut sim = led(option);
        let lines = sim.act("disk n1 stall\nrequest n1 \"set x 1\"\nrun 100ms");
        let entries = with(&lines, &["n1 sent", "AppendEntries ", "set x 1"]);
        assert_eq!(entries.is_empty(), waits, "{option}");
        check_has(&lines, &["n1 sent", "AppendEntries ", "entries=[] "]);
        // In parallel the others' copies commit it before the leader's own is on disk (thesis 10.2.1).
        assert_eq!(noted(&lines, "raft.commit.advanced").is_empty(), waits, "{option}");
        if waits {
            check_has(&sim.act("disk n1 ok\nrun 50ms"), &["n1 raft.commit.advanced"]);
        }
        assert_eq!(sim.violated(), [""; 0]);
    }
}

/// One server alone commits what it has written, no earlier; so does a leader that counts its own copy.
#[test]
fn a_leader_counts_its_own_copy_when_it_is_on_disk() {
    let mut sim = Sim::open(
        "nodes 1\nseed 1\nset disk 10ms\nfire n1 election\nrun 100ms\ndisk n1 stall\nrequest \"set x 1\"\nrun 100ms",
    );
    assert_eq!(sim.client(1)["answered"], 0);
    check_has(&sim.act("disk n1 ok\nrun 50ms"), &["n1 raft.commit.advanced"]);
    assert_eq!(sim.client(1)["answered"], 1);
}

/// 2.5: an acceptor remembers before it answers; its own promise and accept count when they are on disk.
#[test]
fn a_paxos_acceptor_answers_when_it_has_written() {
    let text = "protocol paxos\nnodes 3\nseed 1\nset disk 10ms\nnetwork latency 1ms\nrun 50ms\nrequest n1 \"X\"\nrun 60ms";
    let lines = Sim::open(text).all();
    for (rule, kind) in [("promise.given", "Promise "), ("accept.accepted", "Accepted ")] {
        let given = the(&lines, &[&format!("n2 paxos.{rule}")]);
        let write = with(&lines, &["n2 write "]).into_iter().find(|line| line.position() == given.position());
        let number = write.expect("it is written").rest.split(' ').next().expect("a number").to_owned();
        let written = the(&lines, &["n2", &format!("written {number}")]);
        let sent = with(&lines, &["n2 sent", kind]);
        assert!(sent.iter().all(|line| line.position() == written.position()), "{kind}");
        let counted = if kind == "Promise " { "paxos.promise.counted" } else { "paxos.accepted.counted" };
        let own = the(&lines, &[&format!("n1 {counted} acceptor=n1")]).position();
        assert!(with(&lines, &["n1 written "]).iter().any(|line| line.position() == own), "{kind}");
    }
    let mut alone = Sim::open("protocol paxos\nnodes 1\nseed 1\nset disk 10ms\nrequest \"X\"\nrun 12ms");
    assert_eq!(alone.client(1)["answered"], 0);
    alone.act("run 50ms");
    assert_eq!((alone.client(1)["answered"].clone(), alone.violated()), (1.into(), vec![]));
}

/// A ballot that nobody heard of is none, when a crash forgot it.
#[test]
fn a_paxos_ballot_that_a_crash_forgot_can_be_started_again() {
    let text = "protocol paxos\nnodes 3\nseed 1\nset proposers [n1]\nset disk 10ms\nrun 50ms\ndisk n1 stall\nrequest n1 \"X\"\nrun 20ms\ncrash n1\ndisk n1 ok\nrestart n1\nrun 500ms\nrequest n1 \"X\"\nrun 1s";
    let sim = Sim::open(text);
    let started =
        noted(&sim.all(), "paxos.ballot.started").iter().map(|line| line.rest.clone()).collect::<Vec<_>>();
    assert!(started.len() >= 2 && started[0] == started[1], "{started:?}");
    assert_eq!(sim.violated(), [""; 0]);
}

/// Random runs with disks of every pace, with crashes that lose what was not finished: both stay safe.
#[test]
fn random_runs_with_disks_are_safe() {
    let mut lost = 0;
    for index in 0..150 {
        for text in [random_scenario(index), random_paxos(index), random_links(index)] {
            let mut chance = Chance::new(u64::from(index));
            let nodes: u64 = text
                .lines()
                .nth(1)
                .and_then(|line| line.strip_prefix("nodes ")?.parse().ok())
                .expect("nodes");
            let mut disked = String::new();
            for line in text.lines().filter(|line| !line.starts_with("bug ")) {
                disked += &format!("{line}\n");
                if line.starts_with("protocol ") {
                    disked +=
                        &format!("set disk {}us..{}ms\n", chance.between(1, 3_000), chance.between(4, 40));
                    if line == "protocol raft" && chance.percent(40) {
                        disked += "set parallel-writes on\n";
                    }
                }
                if line.starts_with("run ") {
                    let node = format!("n{}", chance.between(1, nodes));
                    disked += &match chance.below(6) {
                        0 => format!("disk {node} stall\n"),
                        1 => format!("disk {node} ok\n"),
                        2 => format!("disk {node} slow {}ms\n", chance.between(1, 300)),
                        3 => format!("disk {node} finish\n"),
                        4 => format!("crash {node}\n"),
                        _ => String::new(),
                    };
                }
            }
            let sim = Sim::open(&disked);
            assert_eq!(sim.violated(), [""; 0], "{disked}");
            lost += noted(&sim.all(), "writes-lost").len();
        }
    }
    assert!(lost > 50, "crashes lose writes: {lost}");
}

/// A disk that lies can break what rests on it: a vote given, said to be written, forgotten, given again.
#[test]
fn a_lying_disk_breaks_what_rests_on_it() {
    let text =
        "nodes 3\nseed 1\nset disk 1ms\nnetwork latency 1ms\nfire n1 election\nrun 3500us\ncrash n2 losing 1";
    let sim = Sim::open(text);
    assert!(sim.violated().contains(&"term-monotonic".to_owned()), "{:?}\n{}", sim.violated(), sim.trace());
}

/// The run is walked with what was written under way.
#[test]
fn events_of_disks_are_events_like_any_other() {
    let mut run = Run::open("");
    run.keep(&[1]);
    let next = run.0.timeline().next_due().expect("the messages and the write");
    assert!(next.to_string().ends_with("ms"));
    run.0.advance(Span::events(3)).expect("they happen");
    let kinds: Vec<String> = catalog()["protocols"][0]["kinds"]
        .as_array()
        .expect("kinds")
        .iter()
        .map(|kind| kind.as_str().expect("a word").to_owned())
        .collect();
    for kind in ["write", "written", "writes-lost"] {
        assert!(kinds.iter().any(|one| one == kind), "{kind}");
    }
}
