//! A protocol with a move of its own: nodes hand a baton on when somebody says so. The language reads, prints and
//! refuses the move as any other.

use std::fmt;

use ringleader::kernel::{Context, Never, NoEffect, NodeId, Own, OwnMove, Present, Protocol, Request, rules};
use ringleader::registry::protocol_info;
use ringleader::scenario;
use ringleader::session::{Session, SessionError};
use ringleader::setup::setup;
use ringleader::text::{ScenarioError, Words};
use ringleader::timeline::Span;
use ringleader::value::{Field as _, Id, tagged};

use crate::support::{json, list};

/// A node, with the baton or without.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Runner {
    kept: Kept,
}

/// What a crash leaves: a baton is a thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Kept {
    ran_before: bool,
    baton: bool,
}

tagged! { read
/// What is handed on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// The baton.
    Baton {} = "Baton";
}
}

rules! {
    /// What a node decides.
    pub enum Rule {
        /// It has the baton now.
        Taken {} = "baton.taken", "1", "taken";
    }
}

/// `transfer n2 n3`: the one hands the baton to the other.
#[derive(Debug)]
struct Transfer {
    from: NodeId,
    to: NodeId,
}

impl fmt::Display for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "transfer {} {}", self.from, self.to)
    }
}

impl OwnMove for Transfer {
    fn verb(&self) -> &'static str {
        "transfer"
    }
    fn node(&self) -> Option<NodeId> {
        Some(self.from)
    }
    fn ids(&self, visit: &mut dyn FnMut(Id)) {
        self.from.ids(visit);
        self.to.ids(visit);
    }
}

impl Protocol for Runner {
    const NAME: &'static str = "relay";
    type Durable = Kept;
    type Message = Message;
    type Timer = Never;
    type Command = Never;
    type Rule = Rule;
    type Options = ();
    type Properties = ();

    fn start(kept: Kept, ctx: &mut Context<'_, Runner>) -> Runner {
        let first = !kept.ran_before && ctx.id == NodeId(1);
        Runner { kept: Kept { ran_before: true, baton: kept.baton || first } }
    }
    fn on_message(&mut self, _from: NodeId, _message: &Message, ctx: &mut Context<'_, Runner>) {
        self.kept.baton = true;
        ctx.note(Rule::Taken {});
    }
    fn on_timer(&mut self, timer: Never, _ctx: &mut Context<'_, Runner>) {
        match timer {}
    }
    fn on_request(&mut self, request: Request<'_, Runner>, _ctx: &mut Context<'_, Runner>) {
        match *request.command {}
    }
    fn durable(&self) -> &Kept {
        &self.kept
    }

    const MOVES: &'static [(&'static str, &'static str)] = &[("transfer", "transfer <node> <node>")];
    fn read_move(_verb: &str, words: &mut Words<'_>) -> Result<Own, ScenarioError> {
        let from = words.parse("a node like n1")?;
        let place = words.clone();
        let to = words.parse("a node like n1")?;
        if to == from {
            return Err(place.error("another node"));
        }
        Ok(Own::new(Transfer { from, to }))
    }
    fn on_move(&mut self, own: &Own, ctx: &mut Context<'_, Runner>) -> Result<(), NoEffect> {
        if !self.kept.baton {
            return Err(NoEffect::Own("no-baton"));
        }
        self.kept.baton = false;
        ctx.send(own.of::<Transfer>().to, Message::Baton {});
        Ok(())
    }
}

impl Present for Runner {}

const SCENARIO: &str = "\
ringleader 1
protocol relay
nodes 3
clients 1
seed 1
network latency 10ms
transfer n1 n2
run 10ms
transfer n1 n3
pause n2
transfer n2 n3
resume n2
transfer n2 n3
run 10ms
crash n3
transfer n3 n1
";

fn open(text: &str) -> Result<Session, SessionError> {
    Session::open(setup::<Runner>(), &scenario::lines(text)?, 1, true)
}

/// Of each move of this protocol its place, its line, and what came of it.
fn transfers(run: &Session) -> Vec<(String, String)> {
    let trace = run.trace(None, run.extent().0);
    let lines: Vec<&str> = trace.lines().collect();
    let moves = lines.iter().enumerate().filter(|(_, line)| line.contains(" action transfer "));
    let words = |line: &str, skip| line.split(' ').skip(skip).collect::<Vec<_>>().join(" ");
    moves
        .map(|(at, line)| (words(line, 2), lines.get(at + 1).map_or(String::new(), |next| words(next, 3))))
        .collect()
}

#[test]
fn it_is_made_at_the_node_that_it_names_and_says_if_it_came_to_nothing() {
    let run = open(SCENARIO).expect("it opens");
    let done = transfers(&run);
    let did: Vec<&str> = done.iter().map(|(line, _)| line.as_str()).collect();
    assert_eq!(
        did,
        [
            "n1 action transfer n1 n2",
            "n1 action transfer n1 n3",
            "n2 action transfer n2 n3",
            "n2 action transfer n2 n3",
            "n3 action transfer n3 n1",
        ]
    );
    let came: Vec<&str> =
        done.iter().map(|(_, came)| came.split(" due").next().unwrap_or_default()).collect();
    assert_eq!(
        came,
        [
            "sent m1 n1 -> n2 Baton",
            "no-effect no-baton <4.0",
            "no-effect not-up <6.0",
            "sent m2 n2 -> n3 Baton",
            "no-effect not-up <11.0",
        ]
    );
    let frame = json(&run.frame(None));
    assert_eq!(frame["nodes"][0]["state"], "Runner { kept: Kept { ran_before: true, baton: false } }");
    assert_eq!(frame["nodes"][2]["durable"], "Kept { ran_before: true, baton: true }");
}

#[test]
fn it_prints_as_it_parses_and_makes_branches() {
    let mut run = open(SCENARIO).expect("it opens");
    let hash = run.hash();
    assert_eq!(run.scenario(), SCENARIO);
    assert_eq!(open(SCENARIO).expect("it opens").hash(), hash);
    run.seek(3);
    let records = json(&run.act("transfer n2 n1").expect("a move"));
    assert_eq!((&records[0]["verb"], &records[0]["line"]), (&"transfer".into(), &"transfer n2 n1".into()));
    assert_eq!(list(&json(&run.branches())).len(), 2);
    assert!(run.scenario().contains("\nrun 10ms\ntransfer n2 n1\n"), "{}", run.scenario());
    assert_eq!(open(&run.scenario()).expect("it opens").hash(), run.hash());
    run.seek(0);
    run.run_until("transfer", Span::events(100)).expect("it is known");
    assert_eq!(run.cursor().position, 2);
}

#[test]
fn what_is_wrong_with_it_is_said_with_its_place() {
    let refusal = |line: &str| open(&format!("protocol relay\nnodes 3\n{line}")).err().expect(line).message;
    for (line, says) in [
        ("transfr n1 n2", "line 3, column 1: expected a move like"),
        ("transfr n1 n2", "did you mean `transfer`?"),
        ("transfer", "column 9: expected a node like n1, found the end of the line"),
        ("transfer n1 n1", "column 13: expected another node, found `n1`"),
        ("transfer n9 n1", "column 10: expected n1 to n3, found `n9`"),
        ("transfer n1 n4", "column 13: expected n1 to n3, found `n4`"),
        ("transfer n1 n2 n3", "column 16: expected the end of the line, found `n3`"),
    ] {
        assert!(refusal(line).contains(says), "{line}: {}", refusal(line));
    }
}

#[test]
fn a_catalog_lists_it_below_the_moves_of_all() {
    let told = json(&protocol_info(setup::<Runner>()));
    let last = list(&told["actions"]).last().expect("some");
    assert_eq!((&last["verb"], &last["syntax"]), (&"transfer".into(), &"transfer <node> <node>".into()));
    assert_eq!(list(&told["actions"]).len(), scenario::VERBS.len() + 1);
    assert_eq!(told["timers"], serde_json::json!([]));
}
