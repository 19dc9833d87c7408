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
use std::str::FromStr;

use super::record::{Record, Violation};
use super::world::World;
use super::{ClientId, NODES_MAX, NodeId, NodeSet, Outcome, RuleSet, Text};
use crate::data::Data;
use crate::time::{Time, TimeRange};
use crate::value::{ReadTagged, Token, Value};

/// A distributed algorithm, as the state machine of one node.
pub trait Protocol: Clone + Eq + Hash + Debug + Sized + 'static {
    /// The word after `protocol` in a scenario.
    const NAME: &'static str;

    /// All that a crash leaves.
    type Durable: Clone + Eq + Hash + Debug + Default;
    /// What nodes send each other; its tag is its kind.
    type Message: Clone + Eq + Hash + Debug + ReadTagged;
    /// The names of a node's timers; at most one is pending per value.
    type Timer: Copy + Ord + Hash + Debug + Display + FromStr<Err = String>;
    /// What a client may ask for.
    type Command: Clone + Eq + Hash + Debug + Display + FromStr<Err = String>;
    /// The decisions that handlers note.
    type Rule: Clone + Eq + Debug + RuleSet;
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
    /// What a frame shows of a node that is up; `window` limits long lists to these indexes, both included.
    fn view(&self, window: Option<(u64, u64)>) -> Vec<(&'static str, Data)>;
    /// What a frame shows of a node that is down: what is durable, and the state it would start with.
    fn view_durable(durable: &Self::Durable, window: Option<(u64, u64)>) -> Vec<(&'static str, Data)>;

    /// The command that a client's workload sends as its `tick`-th.
    fn workload(client: ClientId, tick: u64) -> Self::Command;
    /// Timers that make sense in `fire`, for messages to users: `election`, `rpc.n2`.
    const TIMERS: &'static [&'static str];
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
    /// What a mark on the time bar says of a rule that makes a moment: its term or ballot, and a detail.
    fn moment_of(rule: &Self::Rule) -> (Option<Text>, Option<Text>);
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
pub(super) enum Effect<P: Protocol> {
    Send { to: NodeId, message: P::Message },
    SetTimer { timer: P::Timer, range: TimeRange },
    CancelTimer { timer: P::Timer },
    Reply { client: ClientId, number: u64, outcome: Outcome },
    Note { rule: P::Rule },
}

/// What a handler may know of its surroundings, and where it puts its effects.
pub struct Context<'a, P: Protocol> {
    /// This node.
    pub id: NodeId,
    /// How many nodes there are: `n1` to `n<nodes>`.
    pub nodes: u16,
    /// The options of the run.
    pub options: &'a P::Options,
    pub(super) effects: &'a mut Vec<Effect<P>>,
}

impl<P: Protocol> Context<'_, P> {
    /// Sends a message to another node.
    pub fn send(&mut self, to: NodeId, message: P::Message) {
        assert!(to != self.id, "a node handles what concerns itself in place");
        self.effects.push(Effect::Send { to, message });
    }
    /// Sets a timer to a duration drawn from the range; one of the same name starts anew.
    pub fn set_timer(&mut self, timer: P::Timer, range: TimeRange) {
        self.effects.push(Effect::SetTimer { timer, range });
    }
    /// Stops a timer, if it is running.
    pub fn cancel_timer(&mut self, timer: P::Timer) {
        self.effects.push(Effect::CancelTimer { timer });
    }
    /// Answers a client.
    pub fn reply(&mut self, client: ClientId, number: u64, outcome: Outcome) {
        self.effects.push(Effect::Reply { client, number, outcome });
    }
    /// Notes the rule that was applied, or the guard that failed.
    pub fn note(&mut self, rule: P::Rule) {
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
    fn new(world: &World<P>) -> Self;
    /// Looks at what one event did.
    fn after_event(&mut self, world: &World<P>, event: &[Record<P>], found: &mut Findings<P>);
    /// The `sometimes` property that this event showed; what [`Findings::notes`] got is part of the event.
    fn seen(event: &[Record<P>]) -> Option<&'static str>;
    /// What a frame shows of the run as a whole: knowledge that no node has. `watched` is `None` in a run without
    /// checks; the fields are the same.
    fn view(_watched: Option<&Self>, _world: &World<P>) -> Vec<(&'static str, Data)> {
        Vec::new()
    }
}

/// What the checks found in one event.
#[derive(Clone, Debug)]
pub struct Findings<P: Protocol> {
    /// What is broken.
    pub violations: Vec<Violation>,
    /// What came true without any node knowing, as a rule at the node whose step made it true: it becomes a record
    /// of the event.
    pub notes: Vec<(NodeId, P::Rule)>,
}

impl<P: Protocol> Default for Findings<P> {
    fn default() -> Findings<P> {
        Findings { violations: Vec::new(), notes: Vec::new() }
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
    /// One of some words.
    Choice(&'static [&'static str], fn(&mut O) -> &mut usize),
    /// Some nodes, at least one; `None` for all.
    Nodes(fn(&mut O) -> &mut Option<NodeSet>),
    /// One node, or none.
    Node(fn(&mut O) -> &mut Option<NodeId>),
}

/// The longest duration that an option takes: one hour.
pub const OPTION_DURATION_MAX: Time = Time::from_ms(3_600_000);

impl<O: Clone> OptionInfo<O> {
    /// Stores a value; the error says what was expected.
    pub fn set(&self, options: &mut O, value: &Value) -> Result<(), String> {
        if let (Field::Nodes(field), Value::List(items)) = (&self.field, value) {
            *field(options) = Some(self.set_of(items)?);
            return Ok(());
        }
        let word = value.as_str().ok_or_else(|| format!("{}, not a list", self.expected()))?;
        let within = |time: Time| {
            let fits = time <= OPTION_DURATION_MAX;
            fits.then_some(())
                .ok_or_else(|| format!("a duration of at most {OPTION_DURATION_MAX}, not `{word}`"))
        };
        match self.field {
            Field::Duration(field) => {
                let time = word.parse()?;
                within(time)?;
                *field(options) = time;
            }
            Field::Range(field) => {
                let range: TimeRange = word.parse()?;
                within(range.max)?;
                *field(options) = range;
            }
            Field::Flag(field) => {
                *field(options) = match word {
                    "on" => true,
                    "off" => false,
                    _ => return Err(format!("on or off, not `{word}`")),
                };
            }
            Field::Number(field, min, max) => {
                let number = word.parse().ok().filter(|n| (min..=max).contains(n));
                *field(options) = number.ok_or_else(|| format!("{}, not `{word}`", self.expected()))?;
            }
            Field::Choice(words, field) => {
                let choice = words.iter().position(|w| *w == word);
                *field(options) = choice.ok_or_else(|| format!("{}, not `{word}`", self.expected()))?;
            }
            Field::Nodes(field) if word == "all" => *field(options) = None,
            Field::Nodes(_) => return Err(format!("{}, not `{word}`", self.expected())),
            Field::Node(field) if word == "none" => *field(options) = None,
            Field::Node(field) => *field(options) = Some(node_of(word).ok_or_else(|| self.expected())?),
        }
        Ok(())
    }

    /// The set of a list of nodes; the error says what was expected.
    fn set_of(&self, items: &[Value]) -> Result<NodeSet, String> {
        let mut set = NodeSet::default();
        for item in items {
            let node = item.as_str().and_then(node_of);
            if !set.insert(node.ok_or_else(|| self.expected())?) {
                return Err("each node once".to_owned());
            }
        }
        if set.is_empty() { Err(self.expected()) } else { Ok(set) }
    }

    /// The nodes that the option names.
    pub fn nodes(&self, options: &O) -> NodeSet {
        let mut options = options.clone();
        match self.field {
            Field::Nodes(field) => (*field(&mut options)).unwrap_or_default(),
            Field::Node(field) => field(&mut options).map_or_else(NodeSet::default, NodeSet::of),
            _ => NodeSet::default(),
        }
    }

    /// The value as `set` takes it.
    pub fn get(&self, options: &O) -> Text {
        let mut options = options.clone();
        match self.field {
            Field::Duration(field) => field(&mut options).to_string(),
            Field::Range(field) => field(&mut options).to_string(),
            Field::Flag(field) => (if *field(&mut options) { "on" } else { "off" }).to_owned(),
            Field::Number(field, _, _) => field(&mut options).to_string(),
            Field::Choice(words, field) => words[*field(&mut options)].to_owned(),
            Field::Nodes(field) => {
                field(&mut options).map_or_else(|| "all".to_owned(), |set| set.to_string())
            }
            Field::Node(field) => {
                field(&mut options).map_or_else(|| "none".to_owned(), |node| node.to_string())
            }
        }
        .into()
    }

    /// What the option takes, in words for an error.
    pub fn expected(&self) -> String {
        match self.field {
            Field::Duration(_) => "a duration like 50ms".to_owned(),
            Field::Range(_) => "a range like 150ms..300ms".to_owned(),
            Field::Flag(_) => "on or off".to_owned(),
            Field::Number(_, min, max) => format!("a whole number from {min} to {max}"),
            Field::Choice(words, _) => format!("one of {}", words.join(", ")),
            Field::Nodes(_) => "a list of nodes like [n1 n5], at least one, or all".to_owned(),
            Field::Node(_) => "a node like n1, or none".to_owned(),
        }
    }
}

/// A node that a set has room for.
fn node_of(word: &str) -> Option<NodeId> {
    word.parse().ok().filter(|node: &NodeId| (1..=NODES_MAX).contains(&node.0))
}
