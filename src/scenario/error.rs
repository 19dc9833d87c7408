//! What is wrong with a text, and where.

use std::fmt;

/// An error in a scenario, a link, or a line given to `act`. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What stands there.
    pub found: String,
    /// What could stand there.
    pub expected: String,
    /// The known word that is nearest to what stands there, if one is near.
    pub nearest: Option<String>,
}

impl ScenarioError {
    /// Something is too large.
    pub fn bound(what: &str, expected: &str) -> ScenarioError {
        ScenarioError {
            line: 1,
            column: 1,
            found: format!("{what} too large"),
            expected: expected.to_owned(),
            nearest: None,
        }
    }
    /// An error about a whole line.
    pub fn at_line(line: usize, found: &str, expected: &str) -> ScenarioError {
        ScenarioError {
            line,
            column: 1,
            found: found.to_owned(),
            expected: expected.to_owned(),
            nearest: None,
        }
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}, column {}: expected {}, found {}",
            self.line, self.column, self.expected, self.found
        )?;
        match &self.nearest {
            Some(word) => write!(f, "; did you mean `{word}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ScenarioError {}

/// The known word nearest to a word, if it is near enough to be a slip of the finger.
pub fn nearest(word: &str, known: &[&str]) -> Option<String> {
    // A long word is no slip; measuring it would only cost time.
    if word.len() > 40 {
        return None;
    }
    let distance = |known: &&str| strsim::damerau_levenshtein(word, known);
    let nearest = *known.iter().min_by_key(|known| distance(known))?;
    let close = distance(&nearest) <= 1 + nearest.len() / 4 || (word.len() > 1 && nearest.starts_with(word));
    close.then(|| nearest.to_owned())
}
