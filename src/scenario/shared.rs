//! Lines and values that scenarios of every protocol share.

use std::fmt;

use super::{Line, ScenarioError, VERSION, Words};
use crate::text::{number, number_or};
use crate::time::Time;
use crate::value::{COUNT_MAX, Value};

/// The largest seed: every seed is exact as a JavaScript number.
pub const SEED_MAX: u64 = COUNT_MAX;

/// Which seed a run is opened with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seed {
    /// The scenario's own, or this one if it has none.
    Fresh(u64),
    /// This one, whatever the scenario says. It is at most [`SEED_MAX`].
    Instead(u64),
}

/// Header lines as they would be with another seed: the line that names one names this, and stays as it was else.
pub fn reseeded(header: &[Line], seed: u64) -> Vec<Line> {
    let mut lines = header.to_vec();
    let named = lines.iter_mut().find(|line| Words::new(line).peek_word() == Some("seed"));
    if let Some(Line { tokens, text, .. }) = named
        && let Some(token) = tokens.get_mut(1)
    {
        let before: String = text.chars().take(token.column - 1).collect();
        let after: String = text[before.len()..].chars().skip_while(char::is_ascii_digit).collect();
        *text = format!("{before}{seed}{after}");
        token.value = Value::Word(seed.to_string());
    }
    lines
}

/// Where a `seek` goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeekTo {
    /// To right after so many events.
    Position(u64),
    /// To an instant; what is due at it has happened.
    Time(Time),
}

impl fmt::Display for SeekTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SeekTo::Position(position) => position.fmt(f),
            SeekTo::Time(time) => time.fmt(f),
        }
    }
}

impl SeekTo {
    /// From the rest of its line.
    pub(crate) fn read(words: &mut Words<'_>) -> Result<SeekTo, ScenarioError> {
        match words.peek_word() {
            Some(word) if word.ends_with('s') => {
                Ok(SeekTo::Time(words.parse("a position, or an instant like 150ms")?))
            }
            _ => number_or(words, 0, u64::MAX, "a position, or an instant like 150ms").map(SeekTo::Position),
        }
    }
}

/// Each header line stands once: `nodes` once, and `set batch` once.
#[derive(Default)]
pub(crate) struct Once {
    seen: Vec<(String, usize)>,
}

impl Once {
    /// Whether the line is the first of its name.
    pub(crate) fn check(&mut self, line: &Line) -> Result<(), ScenarioError> {
        let mut words = Words::new(line);
        let start = words.clone();
        let word = words.word("a header line")?;
        let name = match word {
            "set" | "bug" | "given" | "zone" => {
                format!("{word} {}", words.peek().map_or(String::new(), |t| t.value.to_string()))
            }
            _ => word.to_owned(),
        };
        if let Some((_, first)) = self.seen.iter().find(|(n, _)| *n == name) {
            return Err(start.error(&format!("`{name}` once only; it stands on line {first} already")));
        }
        self.seen.push((name, line.number));
        Ok(())
    }
}

/// The rest of the line `ringleader 1`.
pub(crate) fn read_version(words: &mut Words<'_>) -> Result<(), ScenarioError> {
    let place = words.clone();
    let wrong = || place.error(&format!("version {VERSION}, the one that this Ringleader plays"));
    if number(words)? == VERSION { Ok(()) } else { Err(wrong()) }
}

/// The rest of a line `protocol <protocol>`, in a scenario of this protocol.
pub(crate) fn read_protocol(words: &mut Words<'_>, name: &str) -> Result<(), ScenarioError> {
    let place = words.clone();
    let wrong = || place.error(&format!("`{name}`, the protocol of this run"));
    if words.word("a protocol")? == name { Ok(()) } else { Err(wrong()) }
}
