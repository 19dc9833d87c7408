//! The contract between a protocol's node and the kernel.
//!
//! A node is a deterministic state machine. It has no clock, no source of chance, no IO; it cannot see the
//! network, the queue, or another node. The kernel calls one handler at a time, and the handler's effects,
//! collected in the [`Context`], are carried out in order when it returns. What the handler wrote to the
//! durable part is durable before any of its messages leaves: a handler is atomic. Where writes to disk take time
//! ([`super::disk`]), its messages wait for them, but for those that it sends now.
//!
//! The kernel promises:
//! - [`Protocol::start`] is called at boot and at every restart, with what is durable and nothing else;
//! - no handler is called while the node is down or paused; what falls due during a pause is handled, in due
//!   order, at the instant of resuming;
//! - a crash cancels the node's timers, its unfinished writes and what waits for them; messages under way survive it;
//! - messages may be lost, doubled, reordered, and arrive at any later time, but are never altered, unless
//!   somebody injects one.
//!
//! A node promises:
//! - no message to itself (its own vote or promise is handled in place);
//! - equal state and equal input give equal state and equal effects.
//!
//! An author writes the algorithm, as a [`Protocol`]: its upper half has to be written, its lower half may be. How a
//! run looks and what a scenario may say besides is [`Present`], and none of it has to be written:
//! `impl Present for Ping {}` is enough. What a protocol does not have needs no type either: where nothing is durable,
//! no option is known or no property is watched stands `()`, and where there are no timers, commands, rules or messages
//! stands [`Never`].

use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::ops::RangeInclusive;
use std::rc::Rc;
use std::str::FromStr;

use super::action::Own;
use super::client::{Behaviour, ClientOptions};
use super::erased::Look;
use super::fingerprint::{FingerprintHasher, Ghost};
use super::option::OptionInfo;
use super::pool::Pool;
use super::record::{NoEffect, Record, Violation};
use super::{ClientId, Envelope, NodeId, Outcome, Rule, RuleSet, Text, TimerName, TimerSet};
use crate::packed::{Shown, Writer, fields};
use crate::text::{ScenarioError, Words};
use crate::time::TimeRange;
use crate::value::{Id, ReadTagged, Token};

/// A distributed algorithm, as the state machine of one node.
pub trait Protocol: Clone + Eq + Hash + Debug + Sized + 'static {
    // ------------------------------------------------------------------------------- what has to be written

    /// The word after `protocol` in a scenario.
    const NAME: &'static str;

    /// All that a crash leaves.
    type Durable: Clone + Eq + Hash + Debug + Default;
    /// What nodes send each other; its tag is its kind.
    type Message: Clone + Eq + Hash + Debug + ReadTagged;
    /// The names of a node's timers; at most one is pending per value.
    type Timer: TimerSet;
    /// What a client may ask for.
    type Command: Clone + Eq + Hash + Debug + Display + FromStr<Err = String>;
    /// The decisions that handlers note.
    type Rule: Clone + Eq + Debug + RuleSet + 'static;
    /// What `set` and `bug` lines change; the same for all nodes.
    type Options: Clone + Eq + Debug + Default;
    /// The checks, and the ghost state they need.
    type Properties: Properties<Self>;

    /// Boot, and recovery after a crash: the one path.
    fn start(durable: Self::Durable, ctx: &mut Context<'_, Self>) -> Self;
    /// A message of another node (or one made by hand) arrives.
    fn on_message(&mut self, from: NodeId, message: &Self::Message, ctx: &mut Context<'_, Self>);
    /// A timer that this node set has run out, or somebody made it fire.
    fn on_timer(&mut self, timer: Self::Timer, ctx: &mut Context<'_, Self>);
    /// A client's request arrives.
    fn on_request(&mut self, request: Request<'_, Self>, ctx: &mut Context<'_, Self>);
    /// What survives a crash, as the node works with it. With `set disk`, a handler's change to it is one write, which is
    /// under way for a while; a crash goes back to the last finished one.
    fn durable(&self) -> &Self::Durable;

    // ---------------------------------------------------------------------------------- what may be written

    /// The options that `set` knows.
    fn options() -> &'static [OptionInfo<Self::Options>] {
        &[]
    }
    /// Whether the options go together; if not, the one to change and what it could be.
    fn check_options(_options: &Self::Options) -> Result<(), (&'static str, &'static str)> {
        Ok(())
    }
    /// The known bugs that `bug` knows.
    fn bugs() -> &'static [BugInfo<Self::Options>] {
        &[]
    }
    /// Of this node's writes, all up to what is `written` are on disk. Called only where writes take time.
    fn on_written(&mut self, _written: &Self::Durable, _ctx: &mut Context<'_, Self>) {}
    /// Those options and bugs that came after fingerprints were first taken. In a fingerprint each counts only where it
    /// is not as it is by default, so that those of runs without it stay.
    const ADDED: &'static [&'static str] = &[];
    /// Bounds of its own, by name. What exceeds one gets an error that names it.
    const BOUNDS: &'static [(&'static str, u64)] = &[];

    /// The verbs of moves that only this protocol knows, each with how its line is written.
    const MOVES: &'static [(&'static str, &'static str)] = &[];
    /// Such a move, from what follows its verb. It names the node that makes it. A node in it that the cluster does not
    /// have is refused by whoever knows the cluster.
    fn read_move(_verb: &str, words: &mut Words<'_>) -> Result<Own, ScenarioError> {
        Err(words.error("a move that the protocol knows"))
    }
    /// Somebody makes such a move, at the node that it names, which is up. If there is nothing to do, the error is the
    /// reason: a [`NoEffect::Own`] word of the protocol's.
    fn on_move(&mut self, _own: &Own, _ctx: &mut Context<'_, Self>) -> Result<(), NoEffect> {
        unreachable!("only a move that was read is made")
    }

    /// How many bytes a message has on the wire: how long it takes to leave where a link has a bandwidth. By default
    /// [`MESSAGE_BYTES`].
    fn size(_message: &Self::Message) -> usize {
        MESSAGE_BYTES
    }

    /// Whether an answer says that the command was not done and never will be: the operation failed. By default none does.
    fn is_failure(_command: &Self::Command, _answer: &Text) -> bool {
        false
    }

    /// How its clients go about their requests.
    const CLIENT: Behaviour = Behaviour::ONE_BY_ONE;

    /// The bytes that a node's state holds beside its own size, and an earlier state of the same node does not share
    /// with it. Without growing lists that is nothing.
    fn weigh(&self, _before: Option<&Self>) -> usize {
        0
    }
    /// The same for what is durable, while the node is down.
    fn weigh_durable(_durable: &Self::Durable, _before: Option<&Self::Durable>) -> usize {
        0
    }
}

/// The size of a message of which its protocol says none.
pub const MESSAGE_BYTES: usize = 64;

/// What a frame shows of lists that grow with the run, such as logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Window {
    /// The newest [`NEWEST`].
    #[default]
    Newest,
    /// These indexes, both included.
    Indexes(u64, u64),
}

/// So many of the newest entries of a list are shown in a frame unless others are asked for: what a frame costs does not
/// grow with the run.
pub const NEWEST: u64 = 30;

impl Window {
    /// The indexes that are shown of a list whose indexes are 1 to `last`.
    pub fn of(self, last: u64) -> RangeInclusive<u64> {
        match self {
            Window::Newest => last.saturating_sub(NEWEST) + 1..=last,
            Window::Indexes(from, to) => from.max(1)..=to.min(last),
        }
    }
}

/// How a run of a protocol looks, and what a scenario may say of it besides: all of it may be left out.
pub trait Present: Protocol {
    /// Writes what a frame shows of a node that is up, as an object; lists that grow with the run are limited to the
    /// window. By default the whole state as one text; fields of it, each by its name, are one line:
    /// [`fields!`](crate::packed::fields)`(out; self.next, self.leader)`.
    fn view(&self, _window: Window, out: &mut Writer) {
        fields!(out; "state": Shown(format_args!("{self:?}")));
    }
    /// Writes what a frame shows of a node that is down: what is durable, and the state it would start with. By default
    /// what is durable as one text, and nothing where nothing is.
    fn view_durable(durable: &Self::Durable, _window: Window, out: &mut Writer) {
        if size_of::<Self::Durable>() > 0 {
            fields!(out; "durable": Shown(format_args!("{durable:?}")));
        }
    }
    /// Fields of `view` that only nodes in some state show.
    const FIELDS_OF_SOME: &'static [&'static str] = &[];
    /// Whether a field of `view` is as it was in an earlier state of the node, where that is cheap to say: a watch on it
    /// then costs next to nothing. `None` leaves it to a comparison of the views.
    fn same(&self, _earlier: &Self, _field: &str) -> Option<bool> {
        None
    }
    /// Whom the scenario words `leader` and `follower` mean. By default nobody.
    fn standing(&self) -> Standing {
        Standing::Other
    }
    /// What a mark on the time bar says of a rule that makes a moment: its term or ballot, and a detail.
    fn moment_of(_rule: &Self::Rule) -> (Option<Text>, Option<Text>) {
        (None, None)
    }
    /// The command that a client's workload sends as its `tick`-th. Without it the move `workload` is refused.
    const WORKLOAD: Option<fn(client: ClientId, tick: u64) -> Self::Command> = None;
    /// How `given` lines describe durable state. Without it they are refused.
    const GIVEN: Option<Given<Self::Durable>> = None;
    /// The scenarios that come with the protocol, by name, in the order in which one would look at them: see
    /// [`gallery!`](crate::gallery).
    const GALLERY: &'static [(&'static str, &'static str)] = &[];
}

/// How `given` lines describe durable state. Whoever reads it says all of this, so that nobody forgets what others rest
/// on.
pub struct Given<D> {
    /// From the rest of a `given` line.
    pub read: ReadGiven<D>,
    /// The rest of the `given` line that describes this durable state, with a blank before each word.
    pub print: fn(&D) -> String,
    /// Visits the ids in durable state: a `given` line may name only nodes and clients that exist.
    pub ids: fn(&D, visit: &mut dyn FnMut(Id)),
    /// Visits the requests of clients that durable state holds, by client and number: a client of a run that starts
    /// from it numbers its own above them. A protocol that stores none visits nothing.
    pub requests: fn(&D, visit: &mut dyn FnMut(ClientId, u64)),
}

/// The durable state that the rest of a `given` line describes. An error comes with its token.
pub type ReadGiven<D> = fn(&[Token]) -> Result<D, (usize, String)>;

/// Scenarios that stand in the folder `gallery` beside the file which lists them: `gallery!["first-election"]` takes
/// `gallery/first-election.scn`.
#[macro_export]
macro_rules! gallery {
    [$($name:literal),* $(,)?] => {
        &[$( ($name, include_str!(concat!("gallery/", $name, ".scn"))) ),*]
    };
}
pub use gallery;

/// Whom the words `leader` and `follower` mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It leads, in this term (or ballot round).
    Leader(u64),
    /// It follows.
    Follower,
    /// Neither.
    Other,
}

/// A client's request as a node gets it.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a, P: Protocol> {
    /// Who asks.
    pub client: ClientId,
    /// The client's serial number of it; a retry has the same.
    pub number: u64,
    /// What for.
    pub command: &'a P::Command,
}

/// What a handler wants done, in order.
#[derive(Clone, Debug)]
pub enum Effect {
    /// A message to another node, when what this one wrote is finished.
    Send(Rc<Envelope>),
    /// A message to another node, at once.
    SendNow(Rc<Envelope>),
    /// A timer starts, or starts anew.
    SetTimer {
        /// Which.
        timer: TimerName,
        /// How long it runs is drawn from this.
        range: TimeRange,
    },
    /// A timer stops.
    CancelTimer {
        /// Which.
        timer: TimerName,
    },
    /// An answer to a client, when what this node wrote is finished.
    Reply {
        /// To whom.
        client: ClientId,
        /// To which of its requests.
        number: u64,
        /// What it says.
        outcome: Outcome,
    },
    /// Something that a client did not ask for.
    Push {
        /// Whom it is told.
        client: ClientId,
        /// What.
        text: Text,
    },
    /// A decision.
    Note {
        /// Which.
        rule: Rule,
    },
}

/// Of what handlers made last, the memory: some more than are under way at a time, and than one event notes.
pub(super) struct Pools<P: Protocol> {
    pub(super) envelopes: Pool<Envelope<P::Message>, 64>,
    pub(super) rules: Pool<P::Rule, 16>,
}

impl<P: Protocol> Default for Pools<P> {
    fn default() -> Pools<P> {
        Pools { envelopes: Pool::default(), rules: Pool::default() }
    }
}

/// What a handler may know of its surroundings, and where it puts its effects.
pub struct Context<'a, P: Protocol> {
    /// This node.
    pub id: NodeId,
    /// How many nodes there are: `n1` to `n<nodes>`.
    pub nodes: u16,
    /// The options of the run.
    pub options: &'a P::Options,
    /// How its clients behave.
    pub clients: ClientOptions,
    pub(super) effects: &'a mut Vec<Effect>,
    pub(super) pools: &'a mut Pools<P>,
    pub(super) writes_at_once: bool,
}

impl<P: Protocol> Context<'_, P> {
    /// Sends a message to another node. It leaves when all that this node wrote up to now, this handler's change to its
    /// durable part included, is on disk: at once unless `set disk` makes writes take time.
    pub fn send(&mut self, to: NodeId, message: P::Message) {
        let envelope = self.envelope(to, message);
        self.effects.push(Effect::Send(envelope));
    }
    /// Sends a message to another node that leaves at once, whatever of this node's writes is not on disk yet: one that
    /// promises nothing which a crash could take back.
    pub fn send_now(&mut self, to: NodeId, message: P::Message) {
        let envelope = self.envelope(to, message);
        self.effects.push(Effect::SendNow(envelope));
    }
    fn envelope(&mut self, to: NodeId, message: P::Message) -> Rc<Envelope<P::Message>> {
        assert!(to != self.id, "a node handles what concerns itself in place");
        self.pools.envelopes.share(Envelope { from: self.id.into(), to: to.into(), message })
    }
    /// Whether what a handler writes is on disk when it returns. If not, [`Protocol::on_written`] says when it is; what a
    /// node counts of its own, a copy or a promise, it counts then.
    pub fn writes_at_once(&self) -> bool {
        self.writes_at_once
    }
    /// Sets a timer to a duration drawn from the range; one of the same name starts anew.
    pub fn set_timer(&mut self, timer: P::Timer, range: TimeRange) {
        self.effects.push(Effect::SetTimer { timer: timer.name(), range });
    }
    /// Stops a timer, if it is running.
    pub fn cancel_timer(&mut self, timer: P::Timer) {
        self.effects.push(Effect::CancelTimer { timer: timer.name() });
    }
    /// Answers a client, when all that this node wrote up to now is on disk, as [`Context::send`].
    pub fn reply(&mut self, client: ClientId, number: u64, outcome: Outcome) {
        self.effects.push(Effect::Reply { client, number, outcome });
    }
    /// Tells a client something unasked, when all that this node wrote up to now is on disk, as [`Context::send`].
    pub fn push(&mut self, client: ClientId, text: Text) {
        self.effects.push(Effect::Push { client, text });
    }
    /// Notes the rule that was applied, or the guard that failed.
    pub fn note(&mut self, rule: P::Rule) {
        let moment = rule.moment();
        let rule = Rule::shared(moment, self.pools.rules.share(rule));
        self.effects.push(Effect::Note { rule });
    }
    /// All other nodes, in order.
    pub fn peers(&self) -> impl Iterator<Item = NodeId> + use<P> {
        let id = self.id;
        (1..=self.nodes).map(NodeId).filter(move |&node| node != id)
    }
}

/// Checks that watch a run from outside and never influence it.
///
/// After every event the kernel shows it the world and the event's records. It keeps what ghost state it
/// needs; a check costs constant time, amortised.
pub trait Properties<P: Protocol>: Clone + Debug + 'static {
    /// The properties in the order in which they are shown.
    const ALL: &'static [PropertyInfo];
    /// The checks of a world just booted.
    fn new(world: Look<'_, P>) -> Self;
    /// Looks at what one event did.
    fn after_event(&mut self, world: Look<'_, P>, event: &[Record], found: &mut Findings);
    /// Whether this record shows the `sometimes` property of that name. What [`Findings::note`] got is a record
    /// of its event, too; one event may show several properties.
    fn shows(property: &str, record: &Record) -> bool;
    /// Which ghost state decides the verdicts of the property of that name from here on, beside the world and the events
    /// to come. It has no default, so that no property forgets its own: two worlds whose ghost states differ would pass
    /// for one, and a search that met the one would miss what breaks in the other.
    fn ghost_of(property: &str) -> Ghost;
    /// Feeds the ghost state of a name that [`Properties::ghost_of`] gives: what of it decides verdicts, and nothing that
    /// follows from the world; no position, instant or id, and no order in which things came about.
    fn feed_ghost(&self, name: &str, into: &mut FingerprintHasher);
    /// Writes what a frame shows of the run as a whole, knowledge that no node has: an object, or nothing. `watched` is
    /// `None` in a run without checks; the fields are the same.
    fn view(_watched: Option<&Self>, _world: Look<'_, P>, _out: &mut Writer) {}
    /// The bytes that they hold beside their own size, and earlier ones do not share with them.
    fn weigh(&self, _before: Option<&Self>) -> usize {
        0
    }
}

/// What the checks found in one event.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// What is broken.
    pub violations: Vec<Violation>,
    /// What came true without any node knowing, at the node whose step made it true: a record of the event.
    pub notes: Vec<(NodeId, Rule)>,
}

impl Findings {
    /// Notes a rule.
    pub fn note(&mut self, node: NodeId, rule: impl RuleSet + 'static) {
        self.notes.push((node, Rule::new(rule)));
    }
}

/// What is known of a property without a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PropertyInfo {
    /// `election-safety`.
    pub name: &'static str,
    /// True: always; false: sometimes.
    pub always: bool,
    /// Where the paper says it.
    pub source: &'static str,
}

/// A known bug that can be switched on.
pub struct BugInfo<O> {
    /// The word after `bug`.
    pub name: &'static str,
    /// The switch.
    pub field: fn(&mut O) -> &mut bool,
}
