//! The scenario language: one text form of a run, in files, links, `act`, and bug reports.
//!
//! Reading has two stages. [`lines`] splits a text into lines of tokens and [`protocol_of`] finds the
//! protocol it names; then [`read`] gives every value to that protocol's own types. An error says where, what
//! was found, what was expected, and which known word is nearest.

mod error;
mod gallery;
mod header;
mod moves;
mod shared;

pub(crate) use error::nearest;
pub use error::{ScenarioError, visible};
pub use gallery::{GALLERY, GalleryEntry};
pub use header::{HEADER, Header};
pub use moves::{Move, SYNTAX, VERBS};
pub(crate) use shared::{Once, bounded, one_of, option_value, read_option, read_protocol, read_version};
pub use shared::{SEED_MAX, SeekTo};

use crate::kernel::erased::Setup;
pub(crate) use crate::value::without_not;
use crate::value::{Token, lex};

/// The version of the language and of the mapping (scenario, seed) -> history.
pub const VERSION: u64 = 1;
/// The longest text, in bytes: far above what a person writes, and quick to read.
pub const TEXT_MAX: usize = 1_000_000;
/// The longest line, in bytes: room for a message with a batch of entries made by hand.
pub const LINE_MAX: usize = 10_000;
/// The longest text of a command, in characters: what a log cell can still show when it is pointed at.
pub const COMMAND_MAX: usize = 200;

/// A line that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub number: usize,
    /// Its words.
    pub tokens: Vec<Token>,
    /// The comments and empty lines above it, as they were written.
    pub above: String,
    /// The line as it was written; of a text's last line also what stands below it.
    pub text: String,
}

/// A scenario of a protocol.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What comes before the moves.
    pub header: Header,
    /// The moves, in order, each with its line.
    pub moves: Vec<(usize, Move)>,
}

/// The lines of a text.
pub fn lines(text: &str) -> Result<Vec<Line>, ScenarioError> {
    if text.len() > TEXT_MAX {
        return Err(ScenarioError::bound("the text", &format!("at most {TEXT_MAX} bytes (TEXT_MAX)")));
    }
    let (mut lines, mut above) = (Vec::<Line>::new(), String::new());
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        if line.len() > LINE_MAX {
            let expected = format!("a line of at most {LINE_MAX} bytes (LINE_MAX)");
            return Err(ScenarioError {
                line: number,
                column: 1,
                found: format!("{} bytes", line.len()),
                expected,
                nearest: None,
                hint: None,
            });
        }
        let tokens = lex(line).map_err(|e| ScenarioError {
            line: number,
            column: e.column,
            found: e.found,
            expected: e.expected.to_owned(),
            nearest: None,
            hint: None,
        })?;
        let written = format!("{line}\n");
        if tokens.is_empty() {
            above.push_str(&written);
        } else {
            lines.push(Line { number, tokens, above: std::mem::take(&mut above), text: written });
        }
    }
    if let Some(last) = lines.last_mut() {
        last.text.push_str(&above);
    }
    Ok(lines)
}

/// The protocol that a scenario names, empty if there is only the word `protocol`, with the place where it names it.
pub fn protocol_of(lines: &[Line]) -> Result<(&str, Words<'_>), ScenarioError> {
    for line in lines {
        let mut words = Words::new(line);
        if words.peek_word() == Some("protocol") {
            words.next("the word protocol")?;
            let at = words.clone();
            return Ok((words.peek_word().unwrap_or_default(), at));
        }
    }
    let expected = "a header with a line like `protocol raft`";
    // `Protocol raft`, `protocl raft`: the line is there, its word is not.
    let slips = lines.iter().map(|line| Words::new(line).unknown(expected, ["protocol"]));
    if let Some(slip) = slips.into_iter().find(|error| error.nearest.is_some()) {
        return Err(slip);
    }
    Err(ScenarioError {
        line: 1,
        column: 1,
        found: lines.first().map_or("an empty text".to_owned(), |line| line.tokens[0].value.to_string()),
        expected: expected.to_owned(),
        nearest: None,
        hint: None,
    })
}

/// A scenario from its lines.
pub fn read(setup: Box<dyn Setup>, lines: &[Line]) -> Result<Scenario, ScenarioError> {
    let count = lines.iter().take_while(|line| Header::is_header(line)).count();
    let header = Header::read(setup, &lines[..count])?;
    let moves = read_moves(&lines[count..], &header)?;
    if let Some(index) = moves.iter().position(|(_, m)| matches!(m, Move::Seek(_)))
        && index + 1 < moves.len()
    {
        return Err(ScenarioError::at_line(
            moves[index + 1].0,
            "a line after `seek`",
            "`seek` as the last line only",
        ));
    }
    Ok(Scenario { header, moves })
}

/// Moves from lines, for the cluster of a header.
pub fn read_moves(lines: &[Line], header: &Header) -> Result<Vec<(usize, Move)>, ScenarioError> {
    lines.iter().map(|line| Ok((line.number, Move::read(line, header)?))).collect()
}

/// Walks through the tokens of a line.
#[derive(Clone)]
pub struct Words<'a> {
    line: &'a Line,
    at: usize,
}

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
