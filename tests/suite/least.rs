//! The least that a protocol is: what has to be written and nothing else. It is played, shown, walked and replayed as
//! any other. Nothing but this file and a line of a registry knows of it: docs/adding-a-protocol.md.

use ringleader::kernel::{Context, Never, NodeId, Present, Protocol, Request, timers};
use ringleader::registry::protocol_info;
use ringleader::scenario;
use ringleader::session::{Session, SessionError};
use ringleader::setup::setup;
use ringleader::time::TimeRange;
use ringleader::value::tagged;
use serde_json::json as expected;

use crate::support::{json, list};

/// A node that greets the next, again and again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ping {
    heard: u64,
}

tagged! { read
/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// Are you there?
    Ping {
        /// How many were heard before.
        heard: u64,
    } = "Ping";
}
}

timers! {
    /// The one timer.
    pub enum Timer {
        /// The next greeting is due.
        Beat = "beat";
    }
}

impl Protocol for Ping {
    const NAME: &'static str = "ping";
    type Durable = ();
    type Message = Message;
    type Timer = Timer;
    type Command = Never;
    type Rule = Never;
    type Options = ();
    type Properties = ();

    fn start((): (), ctx: &mut Context<'_, Ping>) -> Ping {
        ctx.set_timer(Timer::Beat, TimeRange::from_ms(50, 100));
        Ping { heard: 0 }
    }
    fn on_message(&mut self, _from: NodeId, _message: &Message, _ctx: &mut Context<'_, Ping>) {
        self.heard += 1;
    }
    fn on_timer(&mut self, _timer: Timer, ctx: &mut Context<'_, Ping>) {
        ctx.set_timer(Timer::Beat, TimeRange::from_ms(50, 100));
        let next = ctx.peers().find(|&peer| peer > ctx.id).or(ctx.peers().next());
        if let Some(next) = next {
            ctx.send(next, Message::Ping { heard: self.heard });
        }
    }
    fn on_request(&mut self, request: Request<'_, Ping>, _ctx: &mut Context<'_, Ping>) {
        match *request.command {}
    }
    fn durable(&self) -> &() {
        &()
    }
}

impl Present for Ping {}

const SCENARIO: &str = "ringleader 1\nprotocol ping\nnodes 3\nclients 1\nseed 4\ncrash n3\nrun 500ms\n";

fn open(text: &str) -> Result<Session, SessionError> {
    Session::open(setup::<Ping>(), &scenario::lines(text)?, 1, true)
}

/// Why a text is refused.
fn refusal(text: &str) -> String {
    open(text).err().unwrap_or_else(|| panic!("{text} is taken")).message
}

#[test]
fn it_is_played_and_shown() {
    let run = open(SCENARIO).expect("it opens");
    let (length, end) = run.extent();
    let trace = run.trace(None, length);
    assert_eq!(end.to_string(), "500ms");
    assert!(trace.contains(" n1 sent m1 n1 -> n2 Ping heard=0 due "), "{trace}");
    assert!(trace.contains(" n3 lost "), "{trace}");
    let frame = json(&run.frame(None));
    // Each node that is up has heard of the one before it, unless that is down.
    let delivered = trace.lines().filter(|line| line.contains(" n2 delivered ")).count();
    assert!(delivered > 3, "{trace}");
    let states = list(&frame["nodes"]).iter().map(|node| node["state"].clone());
    let states: Vec<_> = states.collect();
    assert_eq!(
        states,
        [
            expected!("Ping { heard: 0 }"),
            expected!(format!("Ping {{ heard: {delivered} }}")),
            expected!(null)
        ]
    );
    assert_eq!(frame["nodes"][2].get("durable"), None, "nothing is durable");
    assert_eq!(frame["nodes"][0]["timers"][0]["name"], "beat");
    assert_eq!(json(&run.properties()), expected!([]));
    let records = json(&run.events(None, length).expect("they are few"));
    assert_eq!(list(&records).len(), trace.lines().count());
    let moments = json(&run.moments());
    assert_eq!(
        (list(&moments).len(), &moments[0]["kind"], &moments[0]["detail"]),
        (1, &"fault".into(), &"crash".into())
    );
}

#[test]
fn it_is_walked_branched_and_replayed_bit_for_bit() {
    let mut run = open(SCENARIO).expect("it opens");
    let hash = run.hash();
    assert_eq!(open(&run.scenario()).expect("it prints as it parses").hash(), hash);
    assert_eq!(run.scenario(), SCENARIO);
    run.seek(5);
    run.act("restart n3\nfire n3 beat\ninject n3 -> n1 Ping heard=7").expect("they are moves");
    run.act("run 100ms").expect("it goes on");
    assert_eq!(list(&json(&run.branches())).len(), 2);
    let (other, text) = (run.hash(), run.scenario());
    assert_ne!(other, hash);
    let mut again = open(&text).expect("it prints as it parses");
    assert_eq!((again.hash(), again.scenario()), (other, text));
    run.switch_to(0).expect("it is there");
    run.seek(u64::MAX);
    assert_eq!(run.hash(), hash);
}

#[test]
fn it_forks_and_its_state_is_known_again() {
    let mut run = open(SCENARIO).expect("it opens");
    run.seek(4);
    let (hash, mut fork) = (run.hash(), run.fork());
    assert_eq!(fork.fingerprint(), run.fingerprint());
    fork.act("fire n1 beat").expect("a move");
    assert_ne!(fork.fingerprint(), run.fingerprint(), "one greeting more is under way");
    assert_eq!((run.hash(), run.extent()), (hash, open(SCENARIO).expect("it opens").extent()));
}

#[test]
fn what_it_does_not_have_is_refused_with_a_reason() {
    let after = |lines: &str| refusal(&format!("protocol ping\nnodes 3\n{lines}"));
    for (lines, says) in [
        (
            "given n1 heard 3",
            "line 3, column 10: expected no `given` line: a node of ping can be given no state",
        ),
        ("given n1", "line 3, column 9: expected no `given` line"),
        ("workload c1 every 50ms", "line 3, column 10: expected no `workload`: a client of ping has none"),
        ("workload c1 off", "expected no `workload`: a client of ping has none"),
        (
            "request \"hello\"",
            "column 9: expected no request: clients of this protocol have nothing to ask for",
        ),
        (
            "set patience 5ms",
            "expected the name of an option: client-timeout, client-deadline, client-operations, disk, found `patience`",
        ),
        ("bug none", "expected the name of a known bug"),
        ("fire n1 beet", "did you mean `beat`?"),
        ("inject n1 -> n2 Pong heard=1", "did you mean `Ping`?"),
        ("transfer n2", "expected a move like"),
    ] {
        assert!(after(lines).contains(says), "{lines}: {}", after(lines));
    }
    assert!(
        open("protocol ping\nnodes 3\ncrash leader")
            .is_ok_and(|run| run.trace(None, 1).contains("no-effect no-leader"))
    );
}

/// A node that does nothing at all: it sends nothing, waits for nothing, decides nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Idle;

impl Protocol for Idle {
    const NAME: &'static str = "idle";
    type Durable = ();
    type Message = Never;
    type Timer = Never;
    type Command = Never;
    type Rule = Never;
    type Options = ();
    type Properties = ();

    fn start((): (), _ctx: &mut Context<'_, Idle>) -> Idle {
        Idle
    }
    fn on_message(&mut self, _from: NodeId, message: &Never, _ctx: &mut Context<'_, Idle>) {
        match *message {}
    }
    fn on_timer(&mut self, timer: Never, _ctx: &mut Context<'_, Idle>) {
        match timer {}
    }
    fn on_request(&mut self, request: Request<'_, Idle>, _ctx: &mut Context<'_, Idle>) {
        match *request.command {}
    }
    fn durable(&self) -> &() {
        &()
    }
}

impl Present for Idle {}

#[test]
fn one_that_has_nothing_is_a_run_too_and_its_errors_name_nothing_of_others() {
    let open = |line: &str| {
        let text = format!("protocol idle\nnodes 2\nseed 1\n{line}\n");
        Session::open(setup::<Idle>(), &scenario::lines(&text).expect("lines"), 1, true)
    };
    let run = open("crash n2\nrun 1s").expect("it opens");
    assert_eq!((run.extent().0, json(&run.frame(None))["nodes"][0]["state"].clone()), (1, "Idle".into()));
    for (line, says) in [
        ("drop it", "expected a message like m17, or like `c1->n1 ClientRequest #1`"),
        ("fire n1 beat", "expected a timer"),
        ("inject n1 -> n2 Ping", "expected a kind of message"),
    ] {
        let refusal = open(line).err().expect(line).message;
        assert!(refusal.contains(says), "{line}: {refusal}");
    }
}

#[test]
fn a_catalog_tells_all_of_it() {
    let told = json(&protocol_info(setup::<Ping>()));
    let nothing = expected!({
        "name": "ping", "options": [], "bugs": [], "header": null, "actions": null, "timers": ["beat"],
        "messages": ["Ping"], "rules": [], "properties": [],
        // What happens in any cluster.
        "kinds": [
            "boot", "action", "no-effect", "sent", "delivered", "lost", "timer", "workload-tick", "requested",
            "retried", "redirected", "answered", "given-up", "answered-late", "pushed", "crashed", "restarted", "paused", "resumed", "write", "written", "writes-lost", "rule", "violated",
        ],
    });
    assert_eq!(told, nothing);
}
