//! A protocol from first line to last: the election of a leader on a ring, after Chang and Roberts, "An improved
//! algorithm for decentralized extrema-finding in circular configurations of processes" (1979).
//!
//! Nodes stand in a circle and send only to the next. Whoever starts sends its own number round. A node passes a
//! higher number on and swallows a lower one; a number that comes back to its owner has beaten all others.
//!
//! `cargo run --example ring_election` plays a scenario and prints its history. docs/adding-a-protocol.md walks
//! through this file; tests/suite/worked_example.rs holds it to what it promises.

use std::fmt;
use std::hash::Hash;
use std::str::FromStr;

use ringleader::kernel::{
    BugInfo, Context, Findings, FingerprintHasher, Ghost, Look, NodeId, OptionInfo, Outcome, Present,
    Properties, PropertyInfo, Protocol, Record, Request, Slot, Standing, Text, Violation, Window, rules,
    timers,
};
use ringleader::packed::{Writer, fields};
use ringleader::scenario;
use ringleader::session::{Session, SessionError};
use ringleader::setup::setup;
use ringleader::time::TimeRange;
use ringleader::value::tagged;

/// A node on the ring.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RingElection {
    id: NodeId,
    /// Whom it sends to.
    next: NodeId,
    /// The highest number that it sent on, its own included.
    highest: Option<NodeId>,
    leader: Option<NodeId>,
}

tagged! { read
/// What goes round.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// A node's number, on its way round.
    Candidate {
        /// Whose.
        number: NodeId,
    } = "Candidate";
    /// The election is decided.
    Elected {
        /// For whom.
        leader: NodeId,
    } = "Elected";
}
}

rules! {
    /// The decisions of a node. Sections are those of the paper.
    pub enum Rule {
        /// Nobody leads yet: the node sends its own number round.
        Started {} = "ring-election.started", "2";
        /// The number is higher than all that went by: it is sent on.
        PassedOn { number: NodeId } = "ring-election.passed-on", "2";
        /// The number is lower than one that went by: it goes no further.
        Swallowed { number: NodeId, highest: NodeId } = "ring-election.swallowed", "2";
        /// The node's own number came back: it leads.
        Elected { leader: NodeId } = "ring-election.elected", "2", "leader-elected";
        /// The leader says so once more, for messages can be lost.
        Announced { leader: NodeId } = "ring-election.announced", "2";
        /// The node hears who leads.
        Learned { leader: NodeId } = "ring-election.learned", "2";
    }
}

timers! {
    /// The one timer.
    pub enum Timer {
        /// Nobody leads yet: start, or start again. At the leader: say so again.
        Start = "start";
    }
}

/// What a client can ask: who leads?
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WhoLeads;

impl fmt::Display for WhoLeads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("who leads")
    }
}

impl FromStr for WhoLeads {
    type Err = String;
    fn from_str(text: &str) -> Result<WhoLeads, String> {
        if text == "who leads" { Ok(WhoLeads) } else { Err(format!("\"who leads\", not `{text}`")) }
    }
}

/// What `set` and `bug` lines change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How long a node waits for a leader before it starts an election; drawn anew each time.
    pub patience: TimeRange,
    /// A known bug: lower numbers are passed on, too, so that each comes back to its owner.
    pub pass_everything: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { patience: TimeRange::from_ms(50, 150), pass_everything: false }
    }
}

const OPTIONS: &[OptionInfo<Options>] =
    &[OptionInfo { name: "patience", slot: |options| Slot::Range(&mut options.patience) }];

const BUGS: &[BugInfo<Options>] =
    &[BugInfo { name: "pass-everything", field: |options| &mut options.pass_everything }];

type Ctx<'a> = Context<'a, RingElection>;

impl RingElection {
    fn on_candidate(&mut self, number: NodeId, ctx: &mut Ctx<'_>) {
        if number == self.id {
            self.become_leader(ctx);
            return;
        }
        // Whoever has not sent a number yet is as good as its own.
        let highest = self.highest.unwrap_or(self.id);
        if number < highest && !ctx.options.pass_everything {
            ctx.note(Rule::Swallowed { number, highest });
            return;
        }
        self.highest = Some(number.max(highest));
        ctx.note(Rule::PassedOn { number });
        ctx.send(self.next, Message::Candidate { number });
    }

    /// A number can come back twice, doubled on its way; one election is enough.
    fn become_leader(&mut self, ctx: &mut Ctx<'_>) {
        if self.leader == Some(self.id) {
            return;
        }
        self.leader = Some(self.id);
        ctx.note(Rule::Elected { leader: self.id });
        if ctx.nodes > 1 {
            ctx.send(self.next, Message::Elected { leader: self.id });
        }
    }

    fn on_elected(&mut self, leader: NodeId, ctx: &mut Ctx<'_>) {
        if leader == self.id {
            return; // Everybody knows.
        }
        if self.leader != Some(leader) {
            self.leader = Some(leader);
            ctx.cancel_timer(Timer::Start);
            ctx.note(Rule::Learned { leader });
        }
        ctx.send(self.next, Message::Elected { leader });
    }
}

impl Protocol for RingElection {
    const NAME: &'static str = "ring-election";
    /// A node that comes back has forgotten everything.
    type Durable = ();
    type Message = Message;
    type Timer = Timer;
    type Command = WhoLeads;
    type Rule = Rule;
    type Options = Options;
    type Properties = OneLeader;

    fn start((): (), ctx: &mut Ctx<'_>) -> RingElection {
        let next = NodeId::from_index(ctx.id.index() + 1);
        let next = if next.0 > ctx.nodes { NodeId(1) } else { next };
        ctx.set_timer(Timer::Start, ctx.options.patience);
        RingElection { id: ctx.id, next, highest: None, leader: None }
    }

    fn on_message(&mut self, _from: NodeId, message: &Message, ctx: &mut Ctx<'_>) {
        match *message {
            Message::Candidate { number } => self.on_candidate(number, ctx),
            Message::Elected { leader } => self.on_elected(leader, ctx),
        }
    }

    fn on_timer(&mut self, _timer: Timer, ctx: &mut Ctx<'_>) {
        if ctx.nodes == 1 {
            // A ring of one: its number is back before it left, and nothing goes to oneself.
            self.become_leader(ctx);
            return;
        }
        ctx.set_timer(Timer::Start, ctx.options.patience);
        if self.leader == Some(self.id) {
            ctx.note(Rule::Announced { leader: self.id });
            ctx.send(self.next, Message::Elected { leader: self.id });
            return;
        }
        self.highest = self.highest.max(Some(self.id));
        ctx.note(Rule::Started {});
        ctx.send(self.next, Message::Candidate { number: self.id });
    }

    fn on_request(&mut self, request: Request<'_, RingElection>, ctx: &mut Ctx<'_>) {
        let outcome = match self.leader {
            Some(leader) => Outcome::Answer(leader.to_string().into()),
            None => Outcome::Redirect(None),
        };
        ctx.reply(request.client, request.number, outcome);
    }

    fn durable(&self) -> &() {
        &()
    }

    fn options() -> &'static [OptionInfo<Options>] {
        OPTIONS
    }
    fn bugs() -> &'static [BugInfo<Options>] {
        BUGS
    }
}

impl Present for RingElection {
    fn view(&self, _window: Window, out: &mut Writer) {
        fields!(out; self.next, self.leader);
    }
    fn view_durable((): &(), _window: Window, out: &mut Writer) {
        fields!(out; "leader": None::<NodeId>);
    }
    fn standing(&self) -> Standing {
        if self.leader == Some(self.id) { Standing::Leader(1) } else { Standing::Follower }
    }
    fn moment_of(rule: &Rule) -> (Option<Text>, Option<Text>) {
        match rule {
            Rule::Elected { leader } => (None, Some(leader.to_string().into())),
            _ => (None, None),
        }
    }
}

/// Two nodes never both take themselves for the leader.
#[derive(Clone, Debug)]
pub struct OneLeader {
    /// Who was elected first.
    first: Option<NodeId>,
}

impl Properties<RingElection> for OneLeader {
    const ALL: &'static [PropertyInfo] = &[
        PropertyInfo { name: "one-leader", always: true, source: "Chang and Roberts 2" },
        PropertyInfo { name: "a-leader-is-elected", always: false, source: "Chang and Roberts 2" },
    ];

    fn new(_world: Look<'_, RingElection>) -> OneLeader {
        OneLeader { first: None }
    }

    fn after_event(&mut self, _world: Look<'_, RingElection>, event: &[Record], found: &mut Findings) {
        for record in event {
            let Some(&Rule::Elected { leader }) = record.rule() else { continue };
            let first = *self.first.get_or_insert(leader);
            if first != leader {
                let params = vec![("first", first.to_string().into()), ("other", leader.to_string().into())];
                found.violations.push(Violation { property: "one-leader", params });
            }
        }
    }

    fn shows(property: &str, record: &Record) -> bool {
        property == "a-leader-is-elected" && matches!(record.rule(), Some(Rule::Elected { .. }))
    }

    fn ghost_of(property: &str) -> Ghost {
        match property {
            // Who was elected first may have crashed since and forgotten it: no node need know.
            "one-leader" => Ghost::Counted(&["first"]),
            _ => Ghost::NONE,
        }
    }

    fn feed_ghost(&self, _first: &str, into: &mut FingerprintHasher) {
        self.first.hash(into);
    }
}

/// Opens a scenario of this protocol; one that stands in the registry opens through `registry::open`.
pub fn open(text: &str) -> Result<Session, SessionError> {
    Session::open(setup::<RingElection>(), &scenario::lines(text)?, 1, true)
}

/// Five nodes elect n5, and n4 tells a client.
pub const SCENARIO: &str = "\
protocol ring-election
nodes 5
seed 1
network latency 10ms
run 200ms
request n4 \"who leads\"
run 50ms
";

#[allow(dead_code, reason = "the tests take the protocol from this file, not the program")]
fn main() -> Result<(), SessionError> {
    let run = open(SCENARIO)?;
    print!("{}", run.trace(None, run.extent().0));
    Ok(())
}
