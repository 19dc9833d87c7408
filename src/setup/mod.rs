//! From words to a run: what a protocol's header and moves say, and the model that is booted from them.
//!
//! The language has one skeleton, the same for every protocol ([`crate::scenario`]). What its words mean beyond that a
//! [`Setup`] says: for all protocols that are state machines of one node, [`ClusterSetup`].

mod clients;
mod cluster;
mod verbs;

use std::any::Any;
use std::fmt::Debug;

#[cfg(feature = "clusters")]
pub use cluster::setup;
pub use cluster::{ClusterSetup, HEADER, LANGUAGE, SYNTAX, VERBS};

use crate::kernel::model::Model;
use crate::kernel::option::Slot;
use crate::kernel::{Action, Ghost, NodeId, PropertyInfo, Record, Rule, RuleInfo, Text};
use crate::text::{ScenarioError, Words, without_not};

/// What is known of a protocol without a run.
#[derive(Clone, Copy, Debug)]
pub struct ProtocolInfo {
    /// The word after `protocol`.
    pub name: &'static str,
    /// Its header and moves.
    pub language: &'static Language,
    /// Its timers, as `fire` takes them.
    pub timers: &'static [&'static str],
    /// The kinds of its messages.
    pub messages: &'static [&'static str],
    /// Its rules.
    pub rules: &'static [RuleInfo],
    /// Its properties.
    pub properties: &'static [PropertyInfo],
    /// Which ghost state decides the verdicts of the property of that name.
    pub ghost_of: fn(&str) -> Ghost,
    /// The bounds of its own, by name.
    pub bounds: &'static [(&'static str, u64)],
    /// Fields that only nodes in some state show.
    pub fields_of_some: &'static [&'static str],
    /// The scenarios that come with it, by name, in the order in which one would look at them.
    pub gallery: &'static [(&'static str, &'static str)],
}

/// The words that header lines and moves of a protocol begin with, and the kinds of its records.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// The first words of header lines, and how each line is written.
    pub header: &'static [(&'static str, &'static str)],
    /// The header lines that say how many there are of something.
    pub sizes: &'static [Size],
    /// The options that every run of the language has, whatever its protocol.
    pub options: &'static [&'static str],
    /// The first words of moves.
    pub verbs: &'static [&'static str],
    /// How each move is written, in the order of the verbs: what stands in brackets may be left out, what a bar divides
    /// is one or the other.
    pub syntax: &'static [&'static str],
    /// What is expected where a move stands.
    pub a_move: &'static str,
    /// All kinds of records that are no rule's moment.
    pub kinds: &'static [&'static str],
}

/// A header line that says how many there are of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Its first word.
    pub word: &'static str,
    /// The fewest.
    pub min: u64,
    /// The most.
    pub max: u64,
    /// The name of this bound.
    pub bound: &'static str,
}

/// A protocol with all that a header says of its run.
pub trait Setup: Any + Debug {
    /// What is known of it without a run.
    fn info(&self) -> ProtocolInfo;
    /// The same.
    fn cloned(&self) -> Box<dyn Setup>;
    /// One of the same protocol that nothing was said of.
    fn fresh(&self) -> Box<dyn Setup>;
    /// How many there are of what stands at this place in the language's sizes.
    fn size(&self, place: usize) -> u64;
    /// Changes that; it is within its bounds.
    fn set_size(&mut self, place: usize, size: u64);
    /// The options that `set` knows.
    fn options(&self) -> Vec<&'static str>;
    /// Where the option at this place is stored.
    fn option(&mut self, place: usize) -> Slot<'_>;
    /// Whether an option goes with the others and the sizes; if not, what it could be.
    fn check_option(&self, name: &str) -> Result<(), String>;
    /// The known bugs that `bug` knows.
    fn bugs(&self) -> Vec<&'static str> {
        Vec::new()
    }
    /// The switch of the bug at this place.
    fn bug(&mut self, _place: usize) -> &mut bool {
        unreachable!("a protocol without bugs is asked for none")
    }
    /// Reads what follows the first word of a header line that names nodes, and is neither `given` nor `set`: all others
    /// were read before.
    fn read_line(&mut self, _word: &str, _words: &mut Words<'_>) -> Result<(), ScenarioError> {
        unreachable!("a language without such lines is asked to read none")
    }
    /// These lines as they print.
    fn own_lines(&self) -> Vec<String> {
        Vec::new()
    }
    /// Reads what follows `given`: what one node starts from.
    fn give(&mut self, words: &mut Words<'_>) -> Result<(), ScenarioError>;
    /// The nodes that were given something, with the rest of the line that does it, a blank before each word.
    fn given(&self) -> Vec<(NodeId, String)>;
    /// The verbs of moves that only this protocol knows beside those of its language, each with how it is written.
    fn moves(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }
    /// Reads what follows the verb of a move that is an event.
    fn action(&self, verb: &str, words: &mut Words<'_>) -> Result<Action, ScenarioError>;
    /// The model at the start, and the records of that.
    fn boot(&self, seed: u64, checked: bool, records: &mut Vec<Record>) -> Result<Box<dyn Model>, Refusal>;
    /// Whether it would be refused for this reason.
    fn is_refused(&self, _reason: &'static str) -> bool {
        false
    }
    /// What a mark says of a rule that makes a moment: its term or ballot, and a detail.
    fn moment_of(&self, rule: &Rule) -> (Option<Text>, Option<Text>);
}

impl Clone for Box<dyn Setup> {
    fn clone(&self) -> Box<dyn Setup> {
        (**self).cloned()
    }
}

/// Why no run can be booted from a header whose lines are right, each by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A word for the reason.
    pub reason: &'static str,
    /// Of what is given, the word before the value that is wrong.
    pub value: &'static str,
    /// What would be accepted instead.
    pub expected: String,
}

/// The value of an option, stored.
pub(crate) fn option_value(words: &mut Words<'_>, option: &mut Slot<'_>) -> Result<(), ScenarioError> {
    let place = words.clone();
    let Some(token) = words.peek().filter(|token| token.field.is_none()) else {
        return Err(place.error(&option.expected()));
    };
    words.next("")?;
    let set = option.set(&token.value);
    set.map_err(|expected| match option {
        Slot::Choice(words, _) => place.unknown(&expected, words.iter().copied()),
        _ => place.error(without_not(&expected)),
    })
}
