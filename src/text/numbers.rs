//! Whole numbers.

use super::{ScenarioError, Words};

/// A whole number.
pub(crate) fn number(words: &mut Words<'_>) -> Result<u64, ScenarioError> {
    number_or(words, 0, u64::MAX, "a whole number")
}

/// A whole number between two bounds, both included; the upper one has a name.
pub(crate) fn bounded(words: &mut Words<'_>, min: u64, max: u64, name: &str) -> Result<u64, ScenarioError> {
    number_or(words, min, max, &format!("a whole number from {min} to {max} ({name})"))
}

/// The same; the error says this.
pub(crate) fn number_or(
    words: &mut Words<'_>,
    min: u64,
    max: u64,
    expected: &str,
) -> Result<u64, ScenarioError> {
    let place = words.clone();
    let word = words.word(expected)?;
    let digits = word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|n| digits && (min..=max).contains(n)).ok_or_else(|| place.error(expected))
}
