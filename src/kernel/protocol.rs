//! The contract between a protocol's node and the kernel.
//!
//! A node is a deterministic state machine. It has no clock, no source of chance, no IO; it cannot see the
//! network, the queue, or another node. The kernel calls one handler at a time, and the handler's effects,
//! collected in the [`Context`], are carried out in order when it returns. What the handler wrote to the
//! durable part is durable before any of its messages leaves: a handler is atomic.
//!
//! The kernel promises:
//! - [`Protocol::start`] is called at boot and at every restart, with what is durable and nothing else;
//! - no handler is called while the node is down or paused; what falls due during a pause is handled, in due
//!   order, at the instant of resuming;
//! - a crash cancels the node's timers; messages under way survive it;
//! - messages may be lost, doubled, reordered, and arrive at any later time, but are never altered, unless
//!   somebody injects one.
//!
//! A node promises:
//! - no message to itself (its own vote or promise is handled in place);
//! - equal state and equal input give equal state and equal effects.

use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::ops::RangeInclusive;
use std::rc::Rc;
use std::str::FromStr;

use super::erased::Look;
use super::pool::Pool;
use super::record::{Record, Violation};
use super::{
    ClientId, Envelope, NODES_MAX, NodeId, NodeSet, Outcome, Rule, RuleSet, Text, TimerName, TimerSet,
};
use crate::packed::Writer;
use crate::time::{Time, TimeRange, parse_decimal};
use crate::value::{Id, ReadTagged, Token, Value};

/// A distributed algorithm, as the state machine of one node.
pub trait Protocol: Clone + Eq + Hash + Debug + Sized + 'static {
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

    /// What survives a crash.
    fn durable(&self) -> &Self::Durable;
    /// Whom the scenario words `leader` and `follower` mean.
    fn standing(&self) -> Standing;
    /// Writes what a frame shows of a node that is up, as an object. Lists that grow with the run are limited to the
    /// window.
    fn view(&self, window: Window, out: &mut Writer);
    /// The same of a node that is down: what is durable, and the state it would start with.
    fn view_durable(durable: &Self::Durable, window: Window, out: &mut Writer);

    /// The bytes that a node's state holds beside its own size, and an earlier state of the same node does not share
    /// with it. Without growing lists that is nothing.
    fn weigh(&self, _before: Option<&Self>) -> usize {
        0
    }
    /// The same for what is durable, while the node is down.
    fn weigh_durable(_durable: &Self::Durable, _before: Option<&Self::Durable>) -> usize {
        0
    }

    /// The command that a client's workload sends as its `tick`-th.
    fn workload(client: ClientId, tick: u64) -> Self::Command;
    /// The options that `set` knows.
    fn options() -> &'static [OptionInfo<Self::Options>];
    /// Whether the options go together; if not, the one to change and what it could be.
    fn check_options(_options: &Self::Options) -> Result<(), (&'static str, &'static str)> {
        Ok(())
    }
    /// The known bugs that `bug` knows.
    fn bugs() -> &'static [BugInfo<Self::Options>];
    /// The durable state that the rest of a `given` line describes. An error comes with its token.
    fn given(tokens: &[Token]) -> Result<Self::Durable, (usize, String)>;
    /// The rest of the `given` line that describes this durable state, with a blank before each word.
    fn print_given(durable: &Self::Durable) -> String;
    /// Visits the ids in durable state: a `given` line may name only nodes and clients that exist.
    fn ids(durable: &Self::Durable, visit: &mut dyn FnMut(Id));
    /// Visits the requests of clients that durable state holds, by client and number: a client of a run that starts
    /// from it numbers its own above them. A protocol that stores none has nothing to say.
    fn requests(_durable: &Self::Durable, _visit: &mut dyn FnMut(ClientId, u64)) {}
    /// What a mark on the time bar says of a rule that makes a moment: its term or ballot, and a detail.
    fn moment_of(rule: &Self::Rule) -> (Option<Text>, Option<Text>);
}

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
    /// A message to another node.
    Send(Rc<Envelope>),
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
    /// An answer to a client.
    Reply {
        /// To whom.
        client: ClientId,
        /// To which of its requests.
        number: u64,
        /// What it says.
        outcome: Outcome,
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
    pub(super) effects: &'a mut Vec<Effect>,
    pub(super) pools: &'a mut Pools<P>,
}

impl<P: Protocol> Context<'_, P> {
    /// Sends a message to another node.
    pub fn send(&mut self, to: NodeId, message: P::Message) {
        assert!(to != self.id, "a node handles what concerns itself in place");
        let envelope = Envelope { from: self.id.into(), to: to.into(), message };
        self.effects.push(Effect::Send(self.pools.envelopes.share(envelope)));
    }
    /// Sets a timer to a duration drawn from the range; one of the same name starts anew.
    pub fn set_timer(&mut self, timer: P::Timer, range: TimeRange) {
        self.effects.push(Effect::SetTimer { timer: timer.name(), range });
    }
    /// Stops a timer, if it is running.
    pub fn cancel_timer(&mut self, timer: P::Timer) {
        self.effects.push(Effect::CancelTimer { timer: timer.name() });
    }
    /// Answers a client.
    pub fn reply(&mut self, client: ClientId, number: u64, outcome: Outcome) {
        self.effects.push(Effect::Reply { client, number, outcome });
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

/// An option that `set` knows.
pub struct OptionInfo<O> {
    /// The word after `set`.
    pub name: &'static str,
    /// Its type and where it is stored.
    pub field: Field<O>,
}

impl<O: Clone> OptionInfo<O> {
    /// The value as `set` takes it.
    pub fn get(&self, options: &O) -> String {
        self.field.slot(&mut options.clone()).get()
    }
}

/// The type of an option, and where it is stored.
pub enum Field<O> {
    /// A duration up to [`OPTION_DURATION_MAX`].
    Duration(fn(&mut O) -> &mut Time),
    /// A range of durations up to [`OPTION_DURATION_MAX`].
    Range(fn(&mut O) -> &mut TimeRange),
    /// `on` or `off`.
    Flag(fn(&mut O) -> &mut bool),
    /// A whole number with its bounds.
    Number(fn(&mut O) -> &mut u32, u32, u32),
    /// A decimal number with its bounds, all in thousandths.
    Decimal(fn(&mut O) -> &mut u32, u32, u32),
    /// One of some words.
    Choice(&'static [&'static str], fn(&mut O) -> &mut usize),
    /// Some nodes, at least one; `None` for all.
    Nodes(fn(&mut O) -> &mut Option<NodeSet>),
    /// One node, or none.
    Node(fn(&mut O) -> &mut Option<NodeId>),
}

/// The longest duration that an option takes: one hour.
pub const OPTION_DURATION_MAX: Time = Time::from_ms(3_600_000);

impl<O> Field<O> {
    /// Where it is stored.
    pub fn slot<'o>(&self, options: &'o mut O) -> Slot<'o> {
        match *self {
            Field::Duration(field) => Slot::Duration(field(options)),
            Field::Range(field) => Slot::Range(field(options)),
            Field::Flag(field) => Slot::Flag(field(options)),
            Field::Number(field, min, max) => Slot::Number(field(options), min, max),
            Field::Decimal(field, min, max) => Slot::Decimal(field(options), min, max),
            Field::Choice(words, field) => Slot::Choice(words, field(options)),
            Field::Nodes(field) => Slot::Nodes(field(options)),
            Field::Node(field) => Slot::Node(field(options)),
        }
    }
}

/// An option of a run, of whatever protocol: see [`Field`].
#[derive(Debug)]
pub enum Slot<'o> {
    /// A duration.
    Duration(&'o mut Time),
    /// A range of durations.
    Range(&'o mut TimeRange),
    /// `on` or `off`.
    Flag(&'o mut bool),
    /// A whole number with its bounds.
    Number(&'o mut u32, u32, u32),
    /// A decimal number, in thousandths, with its bounds.
    Decimal(&'o mut u32, u32, u32),
    /// One of some words.
    Choice(&'static [&'static str], &'o mut usize),
    /// Some nodes, at least one; `None` for all.
    Nodes(&'o mut Option<NodeSet>),
    /// One node, or none.
    Node(&'o mut Option<NodeId>),
}

impl Slot<'_> {
    /// Stores a value; the error says what was expected.
    pub fn set(&mut self, value: &Value) -> Result<(), String> {
        self.take(value).map_err(|says| says.unwrap_or_else(|| self.expected()))
    }

    /// An error without words: what it takes was expected.
    fn take(&mut self, value: &Value) -> Result<(), Option<String>> {
        if let (Slot::Nodes(nodes), Value::List(items)) = (&mut *self, value) {
            **nodes = Some(set_of(items)?);
            return Ok(());
        }
        let Some(word) = value.as_str() else { return Err(None) };
        let within = |time: Time| {
            let fits = time <= OPTION_DURATION_MAX;
            fits.then_some(()).ok_or_else(|| format!("a duration of at most {OPTION_DURATION_MAX}"))
        };
        let place = |words: &[&str]| words.iter().position(|w| *w == word);
        match self {
            Slot::Duration(time) => {
                let read = word.parse().map_err(Some)?;
                within(read).map_err(Some)?;
                **time = read;
            }
            Slot::Range(range) => {
                let read: TimeRange = word.parse().map_err(Some)?;
                within(read.max).map_err(Some)?;
                **range = read;
            }
            Slot::Flag(flag) => **flag = place(&["off", "on"]).ok_or(None)? == 1,
            Slot::Number(number, min, max) => {
                let read = word.parse().ok().filter(|n| (*min..=*max).contains(n));
                **number = read.ok_or(None)?;
            }
            Slot::Decimal(number, min, max) => {
                let read = parse_decimal(word, 1_000).and_then(|n| u32::try_from(n).ok());
                **number = read.filter(|n| (*min..=*max).contains(n)).ok_or(None)?;
            }
            Slot::Choice(words, choice) => **choice = place(words).ok_or(None)?,
            Slot::Nodes(nodes) if word == "all" => **nodes = None,
            Slot::Node(node) if word == "none" => **node = None,
            Slot::Node(node) => **node = Some(node_of(word).ok_or(None)?),
            Slot::Nodes(_) => return Err(None),
        }
        Ok(())
    }

    /// The nodes that the option names.
    pub fn nodes(&self) -> NodeSet {
        match self {
            Slot::Nodes(nodes) => nodes.unwrap_or_default(),
            Slot::Node(node) => node.map_or_else(NodeSet::default, NodeSet::of),
            _ => NodeSet::default(),
        }
    }

    /// The value as `set` takes it.
    pub fn get(&self) -> String {
        match self {
            Slot::Duration(time) => time.to_string(),
            Slot::Range(range) => range.to_string(),
            Slot::Flag(flag) => (if **flag { "on" } else { "off" }).to_owned(),
            Slot::Number(number, _, _) => number.to_string(),
            Slot::Decimal(number, _, _) => decimal(**number),
            Slot::Choice(words, choice) => words[**choice].to_owned(),
            Slot::Nodes(nodes) => nodes.map_or_else(|| "all".to_owned(), |set| set.to_string()),
            Slot::Node(node) => node.map_or_else(|| "none".to_owned(), |node| node.to_string()),
        }
    }

    /// What the option takes, in words for an error.
    pub fn expected(&self) -> String {
        match self {
            Slot::Duration(_) => "a duration like 50ms".to_owned(),
            Slot::Range(_) => "a range like 150ms..300ms".to_owned(),
            Slot::Flag(_) => "on or off".to_owned(),
            Slot::Number(_, min, max) => format!("a whole number from {min} to {max}"),
            Slot::Decimal(_, min, max) => format!("a number from {} to {}", decimal(*min), decimal(*max)),
            Slot::Choice(words, _) => format!("one of {}", words.join(", ")),
            Slot::Nodes(_) => "a list of nodes like [n1 n5], at least one, or all".to_owned(),
            Slot::Node(_) => "a node like n1, or none".to_owned(),
        }
    }
}

/// A node that a set has room for.
fn node_of(word: &str) -> Option<NodeId> {
    word.parse().ok().filter(|node: &NodeId| (1..=NODES_MAX).contains(&node.0))
}

/// The set of a list of nodes; the error says what was expected, if that is more than a list.
#[inline(never)]
fn set_of(items: &[Value]) -> Result<NodeSet, Option<String>> {
    let mut set = NodeSet::default();
    for item in items {
        match item.as_str().and_then(node_of) {
            Some(node) if set.insert(node) => {}
            Some(_) => return Err(Some("each node once".to_owned())),
            None => return Err(None),
        }
    }
    if set.is_empty() { Err(None) } else { Ok(set) }
}

/// So many thousandths as a decimal number: `1.25`.
pub(crate) fn decimal(thousandths: u32) -> String {
    let (whole, rest) = (thousandths / 1_000, thousandths % 1_000);
    let text = format!("{whole}.{rest:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
