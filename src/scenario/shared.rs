//! Lines and values that scenarios of every protocol share.

use std::fmt;

use super::{Line, ScenarioError, VERSION, Words, without_not};
use crate::kernel::OptionInfo;
use crate::kernel::protocol::Slot;
use crate::time::Time;
use crate::value::COUNT_MAX;

/// The largest seed: every seed is exact as a JavaScript number.
pub const SEED_MAX: u64 = COUNT_MAX;

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
            "set" | "bug" | "given" => {
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

/// The rest of the line `protocol raft`, in a scenario of this protocol.
pub(crate) fn read_protocol(words: &mut Words<'_>, name: &str) -> Result<(), ScenarioError> {
    let place = words.clone();
    let wrong = || place.error(&format!("`{name}`, the protocol of this run"));
    if words.word("a protocol")? == name { Ok(()) } else { Err(wrong()) }
}

/// The rest of a line `set load-factor 1.25`, for options of this table.
pub(crate) fn read_option<O>(
    words: &mut Words<'_>,
    table: &[OptionInfo<O>],
    options: &mut O,
) -> Result<(), ScenarioError> {
    let known: Vec<&str> = table.iter().map(|option| option.name).collect();
    let option = &table[one_of(words, "the name of an option", &known)?];
    option_value(words, &mut option.field.slot(options))
}

/// The next word's place among the known ones; the error lists them.
pub(crate) fn one_of(words: &mut Words<'_>, what: &str, known: &[&str]) -> Result<usize, ScenarioError> {
    let place = words.peek_word().and_then(|word| known.iter().position(|one| *one == word));
    let place = place.ok_or_else(|| words.none_of(what, known))?;
    words.next(what)?;
    Ok(place)
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

/// A whole number.
pub(crate) fn number(words: &mut Words<'_>) -> Result<u64, ScenarioError> {
    number_or(words, 0, u64::MAX, "a whole number")
}

/// A whole number between two bounds, both included; the upper one has a name.
pub(crate) fn bounded(words: &mut Words<'_>, min: u64, max: u64, name: &str) -> Result<u64, ScenarioError> {
    number_or(words, min, max, &format!("a whole number from {min} to {max} ({name})"))
}

fn number_or(words: &mut Words<'_>, min: u64, max: u64, expected: &str) -> Result<u64, ScenarioError> {
    let place = words.clone();
    let word = words.word(expected)?;
    let digits = word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|n| digits && (min..=max).contains(n)).ok_or_else(|| place.error(expected))
}
