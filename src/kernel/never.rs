//! What stands for the types of a protocol that has no such thing.
//!
//! Of timers, commands, rules and messages that a protocol does not have there is no value: a handler for one is
//! `match timer {}`. No properties are `()`: they are made once a run, and find nothing.

use std::fmt;
use std::str::FromStr;

use super::erased::Look;
use super::fingerprint::{FingerprintHasher, Ghost};
use super::protocol::{Findings, Properties, PropertyInfo, Protocol};
use super::record::Record;
use super::rule::{RuleInfo, RuleSet};
use super::timer::{TimerName, TimerSet};
use crate::packed::Names;
use crate::value::{Id, ReadTagged, Show, Tagged, Value};

/// What there never is: the timers, commands, rules or messages of a protocol without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Never {}

impl TimerSet for Never {
    const NAMES: &'static [&'static str] = &[];
    fn name(self) -> TimerName {
        match self {}
    }
    fn of(_name: TimerName) -> Option<Never> {
        None
    }
}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

/// As a command.
impl FromStr for Never {
    type Err = String;
    fn from_str(text: &str) -> Result<Never, String> {
        Err(format!("no request: clients of this protocol have nothing to ask for, not `{text}`"))
    }
}

impl Tagged for Never {
    fn tag(&self) -> &'static str {
        match *self {}
    }
    fn names(&self) -> Names {
        match *self {}
    }
    fn each(&self, _: &mut dyn FnMut(&'static str, &dyn Show)) {
        match *self {}
    }
}

impl ReadTagged for Never {
    const TAGS: &'static [&'static str] = &[];
    fn read(tag: &str, _fields: &[(String, Value)]) -> Result<Never, String> {
        Err(format!("`{tag}`"))
    }
    fn ids(&self, _: &mut dyn FnMut(&'static str, Id)) {
        match *self {}
    }
}

impl RuleSet for Never {
    const ALL: &'static [RuleInfo] = &[];
    fn moment(&self) -> Option<&'static str> {
        match *self {}
    }
}

impl<P: Protocol> Properties<P> for () {
    const ALL: &'static [PropertyInfo] = &[];
    fn new(_world: Look<'_, P>) {}
    fn after_event(&mut self, _world: Look<'_, P>, _event: &[Record], _found: &mut Findings) {}
    fn shows(_property: &str, _record: &Record) -> bool {
        false
    }
    fn ghost_of(_property: &str) -> Ghost {
        Ghost::NONE
    }
    fn feed_ghost(&self, _name: &str, _into: &mut FingerprintHasher) {}
}
