//! A text as lines of words, and what is said of one that cannot be read: where, what was found, what was expected,
//! and which known word is nearest. What the words mean is nobody's business here.

mod error;
mod numbers;
mod words;

pub(crate) use error::nearest;
pub use error::{ScenarioError, visible};
pub(crate) use numbers::{bounded, number, number_or};
pub use words::Words;

pub(crate) use crate::value::without_not;
use crate::value::{Token, lex_moves};

/// The longest text, in bytes: far above what a person writes, and quick to read.
pub const TEXT_MAX: usize = 1_000_000;
/// The longest line, in bytes: room for a message with a batch of entries made by hand.
pub const LINE_MAX: usize = 10_000;

/// The longest text of a command, in characters: what a log cell can still show when it is pointed at.
pub const COMMAND_MAX: usize = 200;

/// The verbs whose lines name links: blanks around an arrow are free.
pub const OF_LINKS: &[&str] =
    &["cut", "hold", "release", "network", "inject", "drop", "delay", "duplicate", "deliver"];

/// The verbs whose lines name messages: a number may stand after `#`.
pub const OF_MESSAGES: &[&str] = &["drop", "delay", "duplicate", "deliver"];

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
        let tokens = lex_moves(line, OF_LINKS, OF_MESSAGES).map_err(|e| ScenarioError {
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
