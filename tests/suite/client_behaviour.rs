//! A protocol whose clients ask all nodes at once, and whose nodes tell clients what they did not ask for.

use ringleader::kernel::client::Behaviour;
use ringleader::kernel::{
    ClientId, Context, Never, NodeId, NodeSet, Outcome, Present, Protocol, Request, Text, timers,
};
use ringleader::scenario;
use ringleader::session::Session;
use ringleader::setup::setup;
use ringleader::time::{Time, TimeRange};

use crate::support::{check_has, check_none, json, noted, parse_trace, the, with};

/// A node that answers what it is asked, and rings some time later.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Bell {
    asked_by: Option<ClientId>,
}

timers! {
    /// The one timer.
    pub enum Timer {
        /// It rings.
        Ring = "ring";
    }
}

/// Any text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Word(Text);

impl std::fmt::Display for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
impl std::str::FromStr for Word {
    type Err = String;
    fn from_str(text: &str) -> Result<Word, String> {
        Ok(Word(text.into()))
    }
}

impl Protocol for Bell {
    const NAME: &'static str = "bell";
    type Durable = ();
    type Message = Never;
    type Timer = Timer;
    type Command = Word;
    type Rule = Never;
    type Options = ();
    type Properties = ();

    fn start((): (), _ctx: &mut Context<'_, Bell>) -> Bell {
        Bell { asked_by: None }
    }
    fn on_message(&mut self, _from: NodeId, message: &Never, _ctx: &mut Context<'_, Bell>) {
        match *message {}
    }
    fn on_timer(&mut self, _timer: Timer, ctx: &mut Context<'_, Bell>) {
        if let Some(client) = self.asked_by {
            ctx.push(client, "ding".into());
        }
    }
    fn on_request(&mut self, request: Request<'_, Bell>, ctx: &mut Context<'_, Bell>) {
        self.asked_by = Some(request.client);
        ctx.set_timer(Timer::Ring, TimeRange::from_ms(100, 100));
        // n1 sends its clients on, which these do not follow.
        let outcome = match ctx.id {
            NodeId(1) => Outcome::Redirect(Some(NodeId(3))),
            _ => Outcome::Answer("heard".into()),
        };
        ctx.reply(request.client, request.number, outcome);
    }
    fn durable(&self) -> &() {
        &()
    }

    const CLIENT: Behaviour = Behaviour {
        first: |_, nodes| NodeSet::of_first(nodes),
        again: |_, nodes| NodeSet::of_first(nodes),
        follows: false,
    };
}

impl Present for Bell {}

fn open(moves: &str) -> Session {
    let text = format!("protocol bell\nnodes 3\nclients 1\nseed 1\nnetwork latency 10ms\n{moves}");
    let run = Session::open(setup::<Bell>(), &scenario::lines(&text).expect("a text"), 1, true);
    run.unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn lines(run: &Session) -> Vec<crate::support::Line> {
    parse_trace(&run.trace(None, run.cursor().position))
}

#[test]
fn a_client_that_asks_all_takes_the_first_answer() {
    let run = open("request \"hello\"\nrun 50ms");
    let lines = lines(&run);
    assert_eq!(with(&lines, &["c1 sent", "ClientRequest"]).len(), 3);
    the(&lines, &["c1 answered 1 \"hello\" \"heard\""]);
    check_none(&lines, &["redirected"]);
}

#[test]
fn one_node_is_asked_where_the_move_names_it_and_after_the_timeout_all() {
    let run = open("request n1 \"hello\"\nrun 700ms");
    let lines = lines(&run);
    check_none(&lines, &["redirected"]);
    the(&lines, &["c1 retried 1 \"hello\" to n1"]);
    assert_eq!(with(&lines, &["c1 sent", "ClientRequest"]).len(), 4);
    check_has(&lines, &["c1 answered 1"]);
}

#[test]
fn what_a_node_tells_unasked_is_recorded_travels_as_any_message_and_can_be_named() {
    let mut run = open("crash n2\nrequest n3 \"hello\"\nrun 115ms");
    let frame = json(&run.frame(None));
    let push = &frame["messages"][0];
    assert_eq!((&push["kind"], &push["fields"]["text"]), (&"ClientPush".into(), &"ding".into()));
    run.act("duplicate n3->c1 ClientPush #1\nrun 50ms").expect("it is under way");
    let lines = lines(&run);
    let pushed = noted(&lines, "pushed");
    assert_eq!(pushed.len(), 2);
    assert!(pushed.iter().all(|line| line.has(&["c1 pushed n3 \"ding\""])));
    assert!(run.cursor().now >= Time::from_ms(115));
    let records = json(&run.events(None, run.cursor().position).expect("they are few"));
    let told = records.as_array().expect("a list").iter().find(|record| record["kind"] == "pushed");
    assert_eq!(told.expect("one")["from"], "n3");
}
