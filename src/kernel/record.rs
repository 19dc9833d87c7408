//! Records: what happened, one by one, each with its cause.

use std::fmt;
use std::rc::Rc;

use super::action::Action;
use super::disk::Write;
use super::erased::ONE_PROTOCOL;
use super::network::{LossReason, Pending};
use super::rule::RuleSet;
use super::{Command, Endpoint, NodeId, Rule, Text, TimerName};
use crate::packed::{Plain, Writer};
use crate::time::Time;

/// `p.k`: the k-th record of the event that leads to position p.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// The position that the event leads to; 0 for boot.
    pub position: u64,
    /// From 0, which is the event's head.
    pub index: u32,
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.position, self.index)
    }
}

impl Plain for RecordId {
    fn write(&self, out: &mut Writer) {
        out.record_id(self.position, self.index);
    }
}

/// One thing that happened.
///
/// The head of an event is caused by what set it off: a delivery or loss by the sending, a timer by the
/// event that set it. The event's other records are caused by its head. Boot and what a user did have no
/// cause. So the chain of causes is the happens-before relation (Lamport 1978), event by event.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its name.
    pub id: RecordId,
    /// When.
    pub at: Time,
    /// What caused it.
    pub cause: Option<RecordId>,
    /// Where.
    pub node: Option<Endpoint>,
    /// What.
    pub body: Body,
}

impl Record {
    /// The rule that was noted, if one was.
    ///
    /// # Panics
    /// If it is a rule of another protocol: a run has those of its own.
    pub fn rule<R: RuleSet + 'static>(&self) -> Option<&R> {
        match &self.body {
            Body::Rule(rule) => Some(rule.of().expect(ONE_PROTOCOL)),
            _ => None,
        }
    }
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Body {
    /// All nodes started.
    Boot,
    /// Somebody made a move.
    Action(Rc<Action>),
    /// The move, or the tick of a workload, found no object.
    NoEffect(NoEffect),
    /// A message left.
    Sent(Pending),
    /// A message arrived.
    Delivered(Pending),
    /// A message was lost.
    Lost(Pending, LossReason),
    /// A node's timer fired.
    Timer(TimerName),
    /// A client's workload came to its next tick.
    WorkloadTick(u64),
    /// A client started a request.
    Requested {
        /// The client's serial number of it.
        number: u64,
        /// What for.
        command: Command,
    },
    /// A client had no answer in time and asks the next node.
    Retried {
        /// Of the same request.
        number: u64,
        /// What for.
        command: Command,
        /// Whom it asks now.
        to: NodeId,
    },
    /// A client asks the node that another named.
    Redirected {
        /// Of the same request.
        number: u64,
        /// Whom it asks now.
        to: NodeId,
    },
    /// A client got its answer.
    Answered {
        /// Of the request.
        number: u64,
        /// What for.
        command: Command,
        /// The answer.
        answer: Text,
        /// It says that the command was not done.
        failed: bool,
    },
    /// A client had no answer by its deadline and gives the request up: the outcome is unknown, for good.
    GivenUp {
        /// Of the request.
        number: u64,
        /// What for.
        command: Command,
    },
    /// An answer to a request that the client gave up. It changes nothing.
    AnsweredLate {
        /// Of the request.
        number: u64,
        /// What for.
        command: Command,
        /// The answer.
        answer: Text,
    },
    /// A node told a client something unasked.
    Pushed {
        /// Who.
        from: NodeId,
        /// What.
        text: Text,
    },
    /// A node stopped and lost all that is not durable.
    Crashed,
    /// A node started again from what is durable.
    Restarted,
    /// A node's process was stopped; it keeps its state.
    Paused,
    /// It goes on.
    Resumed,
    /// A handler changed its node's durable part: with `set disk`, a write that is under way from now on.
    Write(Write),
    /// The write of this number is finished.
    Written(u64),
    /// A crash lost writes.
    WritesLost {
        /// So many that were under way.
        unfinished: u64,
        /// So many that the disk had reported as finished.
        finished: u64,
    },
    /// A handler applied a rule, or a guard of it failed.
    Rule(Rule),
    /// A property is broken.
    Violated(Violation),
}

/// Why a move or tick did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoEffect {
    /// No node leads.
    NoLeader,
    /// No node follows.
    NoFollower,
    /// The node is down already.
    AlreadyDown,
    /// The node is not down.
    NotDown,
    /// The node is paused already.
    AlreadyPaused,
    /// The node is not paused.
    NotPaused,
    /// The node is down or paused, so no timer of it can fire.
    NotUp,
    /// The timer is not pending: nothing has set it, or it was stopped, or it has fired.
    NotPending,
    /// The message is not in flight.
    NotInFlight,
    /// The link holds nothing.
    NotHeld,
    /// The message must not overtake one that was sent before it on its link.
    NotFirst,
    /// The message's destination is paused.
    DestinationPaused,
    /// No cut, no hold.
    NothingToHeal,
    /// The client still waits for an answer; this tick is skipped.
    Outstanding,
    /// The client used the greatest number that a request can have ([`crate::value::COUNT_MAX`]).
    NoNumberLeft,
    /// The node is the only one.
    NoOthers,
    /// The node's disk is as the header says already.
    DiskIsOk,
    /// It stalls already.
    DiskIsStalled,
    /// The node has no write under way.
    NoWrite,
    /// Fewer writes of the node are finished and kept than were to be lost.
    TooFewWrites,
    /// What only this protocol knows, as a word.
    Own(&'static str),
}

impl NoEffect {
    /// The reason as a word.
    pub fn word(self) -> &'static str {
        match self {
            NoEffect::NoLeader => "no-leader",
            NoEffect::NoFollower => "no-follower",
            NoEffect::AlreadyDown => "already-down",
            NoEffect::NotDown => "not-down",
            NoEffect::AlreadyPaused => "already-paused",
            NoEffect::NotPaused => "not-paused",
            NoEffect::NotUp => "not-up",
            NoEffect::NotPending => "not-pending",
            NoEffect::NotInFlight => "not-in-flight",
            NoEffect::NotHeld => "not-held",
            NoEffect::NotFirst => "not-first",
            NoEffect::DestinationPaused => "destination-paused",
            NoEffect::NothingToHeal => "nothing-to-heal",
            NoEffect::Outstanding => "outstanding",
            NoEffect::NoNumberLeft => "no-number-left",
            NoEffect::NoOthers => "no-others",
            NoEffect::DiskIsOk => "disk-is-ok",
            NoEffect::DiskIsStalled => "disk-is-stalled",
            NoEffect::NoWrite => "no-write",
            NoEffect::TooFewWrites => "too-few-writes",
            NoEffect::Own(word) => word,
        }
    }
}

/// A broken property, with what shows that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Its name: `election-safety`.
    pub property: &'static str,
    /// Parameters by name, in the order in which a sentence would have them.
    pub params: Vec<(&'static str, Text)>,
}

impl Violation {
    /// What shows it is worked out only now: violations are rare.
    pub fn new(property: &'static str, params: &[(&'static str, &dyn fmt::Display)]) -> Violation {
        let params = params.iter().map(|(name, value)| (*name, Text::from(value.to_string())));
        Violation { property, params: params.collect() }
    }
}

/// Writes the records of one event.
pub(super) struct Scribe<'a> {
    records: &'a mut Vec<Record>,
    /// Where this event's records begin.
    start: usize,
    position: u64,
    now: Time,
    /// The record that causes what follows: the head, or the delivery that an action brought about.
    root: u32,
}

impl<'a> Scribe<'a> {
    pub fn new(records: &'a mut Vec<Record>, position: u64, now: Time) -> Scribe<'a> {
        let start = records.len();
        Scribe { records, start, position, now, root: 0 }
    }

    /// The first record of the event.
    pub fn head(&mut self, cause: Option<RecordId>, node: Option<Endpoint>, body: Body) -> RecordId {
        debug_assert_eq!(self.records.len(), self.start, "an event has one head");
        self.write(cause, node, body)
    }

    /// A further record, caused by the root.
    pub fn also(&mut self, node: Option<Endpoint>, body: Body) -> RecordId {
        self.write(Some(self.root()), node, body)
    }

    /// A record with a cause of its own, which causes what follows: the delivery that an action brings about.
    pub fn turn(&mut self, cause: RecordId, node: Option<Endpoint>, body: Body) {
        self.root = self.write(Some(cause), node, body).index;
    }

    /// The id of the record that causes what follows: the event's head, but for a [`Scribe::turn`].
    pub fn root(&self) -> RecordId {
        RecordId { position: self.position, index: self.root }
    }

    fn write(&mut self, cause: Option<RecordId>, node: Option<Endpoint>, body: Body) -> RecordId {
        let id = RecordId { position: self.position, index: (self.records.len() - self.start) as u32 };
        self.records.push(Record { id, at: self.now, cause, node, body });
        id
    }

    /// The id that the next record will have.
    pub fn next_id(&self) -> RecordId {
        RecordId { position: self.position, index: (self.records.len() - self.start) as u32 }
    }
}
