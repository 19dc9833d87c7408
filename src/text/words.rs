//! The words of a line, one after the other.

use super::{Line, ScenarioError, error};
use crate::value::{Token, without_not};

/// Walks through the tokens of a line.
#[derive(Clone)]
pub struct Words<'a> {
    line: &'a Line,
    at: usize,
}

// What is never inlined is called wherever a line is read: at each of those places the engine would weigh 1 kB more after
// brotli, and be no quicker.
impl<'a> Words<'a> {
    /// From the first.
    pub fn new(line: &'a Line) -> Words<'a> {
        Words { line, at: 0 }
    }
    /// The next token, if there is one.
    pub fn peek(&self) -> Option<&'a Token> {
        self.line.tokens.get(self.at)
    }
    /// The next token's word, if it is one.
    pub fn peek_word(&self) -> Option<&'a str> {
        match self.peek() {
            Some(Token { field: None, value: crate::value::Value::Word(word), .. }) => Some(word),
            _ => None,
        }
    }
    /// Takes the next token.
    #[inline(never)]
    pub fn next(&mut self, expected: &str) -> Result<&'a Token, ScenarioError> {
        let token = self.peek().ok_or_else(|| self.error(expected))?;
        self.at += 1;
        Ok(token)
    }
    /// Takes tokens that were looked at already.
    pub fn skip(&mut self, count: usize) {
        self.at += count;
    }
    /// Takes the next token, which is a word.
    #[inline(never)]
    pub fn word(&mut self, expected: &str) -> Result<&'a str, ScenarioError> {
        let word = self.peek_word().ok_or_else(|| self.error(expected))?;
        self.at += 1;
        Ok(word)
    }
    /// Takes the next token, a word that parses. The type's own error says what it expects.
    pub fn parse<T: std::str::FromStr<Err = String>>(&mut self, expected: &str) -> Result<T, ScenarioError> {
        let word = self.peek_word().ok_or_else(|| self.error(expected))?;
        let value = word.parse().map_err(|says: String| self.error(without_not(&says)))?;
        self.at += 1;
        Ok(value)
    }
    /// Takes the next word, one of the known ones: its place among them. The error lists them.
    pub fn one_of(&mut self, what: &str, known: &[&str]) -> Result<usize, ScenarioError> {
        let place = self.peek_word().and_then(|word| known.iter().position(|one| *one == word));
        let place = place.ok_or_else(|| self.none_of(what, known))?;
        self.next(what)?;
        Ok(place)
    }
    /// Takes the next token if it is this word.
    #[inline(never)]
    pub fn take(&mut self, word: &str) -> bool {
        let is_it = self.peek_word() == Some(word);
        self.at += usize::from(is_it);
        is_it
    }
    /// The tokens that are left.
    pub fn rest(&self) -> &'a [Token] {
        &self.line.tokens[self.at..]
    }
    /// Nothing may be left.
    pub fn end(&self) -> Result<(), ScenarioError> {
        if self.peek().is_none() { Ok(()) } else { Err(self.error("the end of the line")) }
    }
    /// An error at the next token, or at the end of the line.
    #[cold]
    #[inline(never)]
    pub fn error(&self, expected: &str) -> ScenarioError {
        let found = self.peek().map_or("the end of the line".to_owned(), |token| match &token.field {
            Some(field) => format!("`{field}={}`", token.value),
            None => format!("`{}`", token.value),
        });
        let column = self.peek().map_or_else(
            || self.line.tokens.last().map_or(1, |last| last.column + last.value.to_string().chars().count()),
            |token| token.column,
        );
        ScenarioError {
            line: self.line.number,
            column,
            found,
            expected: expected.to_owned(),
            nearest: None,
            hint: self.hint(),
        }
    }
    #[cold]
    #[inline(never)]
    fn unknown_of(&self, expected: &str, known: &[&str]) -> ScenarioError {
        let mut error = self.error(expected);
        error.nearest = self.peek_word().and_then(|word| error::nearest(word, known));
        error
    }
    /// An error that lists the known words, and names the nearest.
    #[cold]
    #[inline(never)]
    pub fn none_of(&self, what: &str, known: &[&str]) -> ScenarioError {
        self.unknown_of(&format!("{what}: {}", known.join(", ")), known)
    }
    /// The slip that the next token shows, if it is one that many make.
    #[cold]
    fn hint(&self) -> Option<String> {
        let word = self.peek_word()?;
        let next = self.line.tokens.get(self.at + 1).map(|token| token.value.to_string());
        let is_number = word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        match next {
            _ if word.starts_with("//") => Some("`#` begins a comment".to_owned()),
            _ if word.starts_with('\'') => Some("a text stands between double quotes, `\"`".to_owned()),
            Some(unit) if is_number && matches!(&*unit, "us" | "ms" | "s" | "%") => {
                Some(format!("no blank stands between a number and its unit: `{word}{unit}`"))
            }
            _ if word.starts_with("..") || word.ends_with("..") => {
                Some("no blank stands within a range: `5ms..15ms`".to_owned())
            }
            _ => None,
        }
    }
    /// An error that names the nearest of the known words.
    pub fn unknown<'w>(&self, expected: &str, known: impl IntoIterator<Item = &'w str>) -> ScenarioError {
        self.unknown_of(expected, &known.into_iter().collect::<Vec<_>>())
    }
}
