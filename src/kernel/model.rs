//! What a timeline walks: a state that changes step by step, one event a step.
//!
//! A cluster of nodes is one ([`Cluster`](super::Cluster)); a protocol whose subject is no cluster brings its own. Time,
//! branches, links, records, the language and the hash of a history are the same for all.

use std::any::Any;
use std::fmt::Debug;
use std::rc::Rc;

use super::{Action, Enabled, Fingerprint, PropertyInfo, Record, Window, World};
use crate::data::Data;
use crate::packed::Writer;
use crate::time::Time;

/// What happens next.
#[derive(Clone, Debug)]
pub enum Step<'a> {
    /// The earliest event that is due.
    Due,
    /// A move, at an instant before the next event.
    Act(Time, &'a Rc<Action>),
}

/// A state at one position of a run. Equal states to which equal steps happen stay equal, and write equal records.
pub trait Model: Any + Debug {
    /// The same. Clones share what is large.
    fn cloned(&self) -> Box<dyn Model>;
    /// Lets one event happen and writes its records; false if nothing is due.
    fn apply(&mut self, step: Step<'_>, records: &mut Vec<Record>) -> bool;
    /// How many events happened.
    fn position(&self) -> u64;
    /// When the last one happened.
    fn now(&self) -> Time;
    /// When the next event happens if nobody acts; `None` if nothing is pending.
    fn next_due(&self) -> Option<Time>;
    /// The bytes that it holds and an earlier state of the same run does not.
    fn weigh(&self, before: Option<&dyn Model>) -> usize;
    /// What decides how it can go on.
    fn fingerprint(&self) -> Fingerprint;
    /// How the properties stand; `None` if they are not watched.
    fn verdicts(&self) -> Option<Vec<Verdict>>;
    /// Writes what a frame shows of it, as objects that become one; lists that grow with the run are limited to the
    /// window.
    fn view(&self, window: Window, out: &mut Writer);

    /// Until when the last move takes, if moves take time: the next one begins then at the earliest, and time passes
    /// until then without an event.
    fn over(&self) -> Option<Time> {
        None
    }
    /// What bounds its runs, beside what bounds all.
    fn limits(&self) -> &'static Limits {
        &Limits::NONE
    }
    /// How many messages are under way.
    fn under_way(&self) -> usize {
        0
    }
    /// What the moves up to here and these together cost, in what [`Limits::work`] counts.
    fn work(&self, _further: &[&Action]) -> u64 {
        0
    }
    /// Works a while, about so much, on what a move will come to, and remembers it; whether there is more to do. Nothing
    /// happens: the move is made sooner then.
    fn prepare(&mut self, _action: &Action, _budget: u64) -> bool {
        false
    }
    /// The records of the event that led here, if they are remembered: where each event is kept, that is cheaper than
    /// to let it happen again.
    fn event(&self) -> Option<&[Record]> {
        None
    }
    /// The moves that have an effect now, those that are faults as well if they are asked for.
    fn enabled(&self, _faults: bool) -> Vec<Enabled> {
        Vec::new()
    }
    /// What `settle` does next.
    fn next_to_settle(&self) -> Option<Action> {
        None
    }
    /// The world of nodes, if it is one: whoever holds a model of any kind asks for its `world`.
    fn as_world(&self) -> Option<&World> {
        None
    }
}

impl dyn Model {
    /// The world of nodes, if it is one. In an engine without clusters none is, and so it has no code of worlds either.
    pub fn world(&self) -> Option<&World> {
        if cfg!(feature = "clusters") { self.as_world() } else { None }
    }
}

impl Clone for Box<dyn Model> {
    fn clone(&self) -> Box<dyn Model> {
        (**self).cloned()
    }
}

/// Another state of the same run, as what it is.
pub(crate) fn of_model<M: Model>(state: &dyn Model) -> &M {
    (state as &dyn Any).downcast_ref().expect("the states of a run are of one model")
}

/// How a property stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Which property.
    pub property: &'static PropertyInfo,
    /// What it is about, where that is said: something, or the run as a whole.
    pub subject: Option<Data>,
    /// The position up to the cursor where it was first violated, or seen.
    pub at: Option<u64>,
}

/// What bounds the runs of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Events of a branch that are moves, where no others are: `u64::MAX` for no bound.
    pub moves: u64,
    /// What the moves of a branch may cost together, since its text is played at once.
    pub work: u64,
    /// What that is counted in, with the name of the bound: `hashes (OPEN_WORK_MAX)`.
    pub counted: &'static str,
    /// Events between kept states at first: a replay of so many takes a few milliseconds.
    pub keyframe_distance: u64,
    /// Bytes of kept states that it is worth to have.
    pub keyframe_bytes: u64,
}

impl Limits {
    /// Events are cheap and states small.
    pub const NONE: Limits = Limits {
        moves: u64::MAX,
        work: u64::MAX,
        counted: "",
        keyframe_distance: 1_024,
        keyframe_bytes: u64::MAX,
    };
}
