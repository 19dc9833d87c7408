//! The moves: who joins and leaves, what is looked up, what changes.

use std::fmt;

use super::settings::{OPTIONS, Settings};
use super::{KEY_MAX, KEYS_MAX, MEMBERS_MAX, WEIGHT_MAX};
use crate::kernel::{NodeId, OptionInfo, OwnMove, Text};
use crate::placement::maglev;
use crate::setup::option_value;
use crate::text::{ScenarioError, Words, bounded};
use crate::value::{Value, count, count_expected, quote};

/// What somebody does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// A node joins; with ketama it makes a difference whether its weight is named.
    Join(NodeId, Option<u32>),
    /// A node leaves.
    Leave(NodeId),
    /// A key is looked up.
    Lookup(KeyName),
    /// Nodes join or leave, the highest numbers last and first, until there are so many.
    Nodes(u16),
    /// The number of keys changes.
    Keys(u32),
    /// A node's weight changes.
    Weight(NodeId, u32),
    /// An option changes: its place in [`OPTIONS`], its value as `set` takes it.
    Set(usize, Text),
}

/// A key as it is named in a move: a number, or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyName {
    /// `17`.
    Number(u64),
    /// `"user:17"`.
    Text(Text),
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyName::Number(number) => number.fmt(f),
            KeyName::Text(text) => f.write_str(&quote(text.as_str())),
        }
    }
}

impl fmt::Display for Move {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Move::Join(node, None) => write!(f, "join {node}"),
            Move::Join(node, Some(weight)) => write!(f, "join {node} weight {weight}"),
            Move::Leave(node) => write!(f, "leave {node}"),
            Move::Lookup(key) => write!(f, "lookup {key}"),
            Move::Nodes(count) => write!(f, "change nodes {count}"),
            Move::Keys(count) => write!(f, "change keys {count}"),
            Move::Weight(node, weight) => write!(f, "change weight {node} {weight}"),
            Move::Set(option, value) => {
                write!(f, "change {} {}", OPTIONS[*option].name, Value::Word(value.to_string()))
            }
        }
    }
}

impl OwnMove for Move {
    fn verb(&self) -> &'static str {
        match self {
            Move::Join(..) => "join",
            Move::Leave(_) => "leave",
            Move::Lookup(_) => "lookup",
            Move::Nodes(_) | Move::Keys(_) | Move::Weight(..) | Move::Set(..) => "change",
        }
    }
    fn node(&self) -> Option<NodeId> {
        match self {
            Move::Join(node, _) | Move::Leave(node) | Move::Weight(node, _) => Some(*node),
            _ => None,
        }
    }
}

/// The first words of all moves.
pub const VERBS: &[&str] = &["run", "step", "seek", "lookup", "join", "leave", "change"];

/// How each move is written, in the order of [`VERBS`].
pub const SYNTAX: &[&str] = &[
    "run <duration>",
    "step [<events>]",
    "seek <position> | <instant>",
    "lookup <number> | <text>",
    "join <node> [weight <number>]",
    "leave <node>",
    "change nodes <number> | keys <number> | weight <node> <number> | <option> <value>",
];

impl Move {
    /// A move, from what follows its verb.
    pub fn read(verb: &str, words: &mut Words<'_>) -> Result<Move, ScenarioError> {
        Ok(match verb {
            "lookup" => Move::Lookup(key(words)?),
            "join" => {
                let node = node(words)?;
                let weight = if words.take("weight") { Some(weight(words)?) } else { None };
                Move::Join(node, weight)
            }
            "leave" => Move::Leave(node(words)?),
            _ => change(words)?,
        })
    }
}

/// A node's name, one that may exist.
pub fn node(words: &mut Words<'_>) -> Result<NodeId, ScenarioError> {
    let place = words.clone();
    let is_zero = words.peek_word() == Some("n0");
    let node: NodeId = if is_zero { NodeId(0) } else { words.parse("a node like n6")? };
    if (1..=MEMBERS_MAX).contains(&node.0) {
        return Ok(node);
    }
    Err(place.error(&format!("a node from n1 to n{MEMBERS_MAX} (MEMBERS_MAX)")))
}

/// A weight.
pub fn weight(words: &mut Words<'_>) -> Result<u32, ScenarioError> {
    Ok(bounded(words, 1, WEIGHT_MAX.into(), "WEIGHT_MAX")? as u32)
}

/// The number of keys.
pub fn keys(words: &mut Words<'_>) -> Result<u32, ScenarioError> {
    Ok(bounded(words, 1, KEYS_MAX.into(), "KEYS_MAX")? as u32)
}

fn key(words: &mut Words<'_>) -> Result<KeyName, ScenarioError> {
    let place = words.clone();
    let expected = "a key: a number, or a text in quotes like \"user:17\"";
    let token = words.next(expected)?;
    match &token.value {
        Value::Text(text) if token.field.is_none() => {
            if text.is_empty() || text.chars().count() > KEY_MAX {
                return Err(place.error(&format!("a key of 1 to {KEY_MAX} characters (KEY_MAX)")));
            }
            Ok(KeyName::Text(text.as_str().into()))
        }
        Value::Word(word) if token.field.is_none() && word.bytes().all(|b| b.is_ascii_digit()) => {
            let number = count(word).map(KeyName::Number);
            number.ok_or_else(|| place.error(&count_expected("a whole number")))
        }
        _ => Err(place.error(expected)),
    }
}

fn change(words: &mut Words<'_>) -> Result<Move, ScenarioError> {
    let mut known = vec!["nodes", "keys", "weight"];
    known.extend(OPTIONS.iter().map(|option| option.name));
    Ok(match known[words.one_of("what changes", &known)?] {
        "nodes" => Move::Nodes(bounded(words, 1, MEMBERS_MAX.into(), "MEMBERS_MAX")? as u16),
        "keys" => Move::Keys(keys(words)?),
        "weight" => Move::Weight(node(words)?, weight(words)?),
        name => {
            let option = OPTIONS.iter().position(|option| option.name == name).unwrap_or_default();
            Move::Set(option, setting(&OPTIONS[option], words)?)
        }
    })
}

/// The value of an option, as `set` prints it.
fn setting(option: &OptionInfo<Settings>, words: &mut Words<'_>) -> Result<Text, ScenarioError> {
    let place = words.clone();
    let mut settings = Settings::default();
    option_value(words, &mut (option.slot)(&mut settings))?;
    check_prime(&settings).map_err(|reason| place.error(&reason))?;
    Ok(option.get(&settings).into())
}

/// The option that [`check_prime`] is about.
pub const TABLE_SIZE: &str = "table-size";

/// Maglev's table has a prime number of entries.
pub fn check_prime(settings: &Settings) -> Result<(), String> {
    maglev::check_size(settings.table_size, 1).map_err(|error| error.reason)
}
