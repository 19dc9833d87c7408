//! Options: what a `set` line changes, its type, its bounds.

use std::hash::Hash;

use super::fingerprint::FingerprintHasher;
use super::{NODES_MAX, NodeId, NodeSet};
use crate::data::Data;
use crate::time::{Time, TimeRange, parse_decimal};
use crate::value::Value;

/// An option that `set` knows.
pub struct OptionInfo<O> {
    /// The word after `set`.
    pub name: &'static str,
    /// Its type, and where it is stored.
    pub slot: fn(&mut O) -> Slot<'_>,
}

impl<O: Clone> OptionInfo<O> {
    /// The value as `set` takes it.
    pub fn get(&self, options: &O) -> String {
        (self.slot)(&mut options.clone()).get()
    }
}

/// The longest duration that an option takes: one hour.
pub const OPTION_DURATION_MAX: Time = Time::from_ms(3_600_000);

/// An option of a run, of whatever protocol: its type, and where its value is stored. A further type of option is a
/// variant here, and what the functions below say of it.
#[derive(Debug)]
pub enum Slot<'o> {
    /// A duration up to [`OPTION_DURATION_MAX`].
    Duration(&'o mut Time),
    /// A duration up to [`OPTION_DURATION_MAX`], or `off`.
    Limit(&'o mut Option<Time>),
    /// A range of durations up to [`OPTION_DURATION_MAX`].
    Range(&'o mut TimeRange),
    /// The same, or `off`.
    RangeOrOff(&'o mut Option<TimeRange>),
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
            Slot::Limit(limit) if word == "off" => **limit = None,
            Slot::Limit(limit) => {
                let read = word.parse().map_err(|_| None)?;
                within(read).map_err(Some)?;
                **limit = Some(read);
            }
            Slot::Range(range) => {
                let read: TimeRange = word.parse().map_err(Some)?;
                within(read.max).map_err(Some)?;
                **range = read;
            }
            Slot::RangeOrOff(range) if word == "off" => **range = None,
            Slot::RangeOrOff(range) => {
                let read: TimeRange = word.parse().map_err(Some)?;
                within(read.max).map_err(Some)?;
                **range = Some(read);
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

    /// Feeds its value, unless it is a duration: those decide when something happens, not what can.
    pub(super) fn feed(&self, into: &mut FingerprintHasher) {
        match self {
            Slot::Duration(_) | Slot::Range(_) => {}
            // When it runs out is a matter of time; that it can is not.
            Slot::Limit(limit) => limit.is_some().hash(into),
            Slot::RangeOrOff(range) => range.is_some().hash(into),
            Slot::Flag(flag) => flag.hash(into),
            Slot::Number(number, ..) | Slot::Decimal(number, ..) => number.hash(into),
            Slot::Choice(_, choice) => choice.hash(into),
            Slot::Nodes(nodes) => nodes.hash(into),
            Slot::Node(node) => node.hash(into),
        }
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
            Slot::Limit(limit) => limit.map_or_else(|| "off".to_owned(), |time| time.to_string()),
            Slot::Range(range) => range.to_string(),
            Slot::RangeOrOff(range) => range.map_or_else(|| "off".to_owned(), |range| range.to_string()),
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
            Slot::Limit(_) => "a duration like 2s, or off".to_owned(),
            Slot::Range(_) => "a range like 150ms..300ms".to_owned(),
            Slot::RangeOrOff(_) => "a range like 2ms..5ms, or off".to_owned(),
            Slot::Flag(_) => "on or off".to_owned(),
            Slot::Number(_, min, max) => format!("a whole number from {min} to {max}"),
            Slot::Decimal(_, min, max) => format!("a number from {} to {}", decimal(*min), decimal(*max)),
            Slot::Choice(words, _) => format!("one of {}", words.join(", ")),
            Slot::Nodes(_) => "a list of nodes like [n1 n5], at least one, or all".to_owned(),
            Slot::Node(_) => "a node like n1, or none".to_owned(),
        }
    }
}

impl Slot<'_> {
    /// The name of its type, and what bounds or choices it has: what a form needs. `least` is the least duration that
    /// it takes, if it takes one.
    pub(crate) fn data(&self, least: Time) -> Vec<(&'static str, Data)> {
        let between = |min: Data, max: Data| vec![("min", min), ("max", max)];
        let spans = || between(Data::Number(least.ms()), Data::Number(OPTION_DURATION_MAX.ms()));
        let thousandths = |number: u32| Data::Number(f64::from(number) / 1_000.0);
        let (name, more) = match *self {
            Slot::Duration(_) => ("duration", spans()),
            Slot::Limit(_) => ("limit", spans()),
            Slot::Range(_) => ("range", spans()),
            Slot::RangeOrOff(_) => ("range-or-off", spans()),
            Slot::Flag(_) => ("flag", vec![]),
            Slot::Number(_, min, max) => {
                ("number", between(Data::count(min.into()), Data::count(max.into())))
            }
            Slot::Decimal(_, min, max) => ("decimal", between(thousandths(min), thousandths(max))),
            Slot::Choice(words, _) => ("choice", vec![("choices", Data::texts(words))]),
            Slot::Nodes(_) => ("nodes", vec![]),
            Slot::Node(_) => ("node", vec![]),
        };
        std::iter::once(("type", Data::text(name))).chain(more).collect()
    }
}

/// A node that a set has room for.
fn node_of(word: &str) -> Option<NodeId> {
    word.parse().ok().filter(|node: &NodeId| (1..=NODES_MAX).contains(&node.0))
}

/// The set of a list of nodes; the error says what was expected, if that is more than a list.
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
