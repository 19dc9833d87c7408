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
    /// What is wrong, if it is a known slip: `//` for a comment.
    pub hint: Option<String>,
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
            hint: None,
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
            hint: None,
        }
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (expected, found) = (visible(&self.expected), visible(&self.found));
        write!(f, "line {}, column {}: expected {expected}, found {found}", self.line, self.column)?;
        match (&self.hint, &self.nearest) {
            (Some(hint), _) => write!(f, "; {hint}"),
            (None, Some(word)) => write!(f, "; did you mean `{word}`?"),
            (None, None) => Ok(()),
        }
    }
}

impl std::error::Error for ScenarioError {}

/// A text in which nothing hides: whatever has no glyph of its own stands as its code point, `<U+200B>`.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) {
            out.push_str(&format!("<U+{:04X}>", c as u32));
        } else {
            out.push(c);
        }
    }
    out
}

/// Controls, blanks other than the usual one, joiners, marks of direction, selectors of variants, tags: Unicode's
/// *Cc*, *Zs*, *Cf* and *Default_Ignorable_Code_Point*, as far as a text editor lets them through.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}'
        | '\u{1680}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The known word nearest to a word, if it is near enough to be a slip of the finger.
pub fn nearest(word: &str, known: &[&str]) -> Option<String> {
    // A long word is no slip; measuring it would only cost time.
    if word.len() > 40 {
        return None;
    }
    // `Protocol` is `protocol`.
    let word = &word.to_ascii_lowercase();
    let distance = |known: &&str| strsim::damerau_levenshtein(word, &known.to_ascii_lowercase());
    let nearest = *known.iter().min_by_key(|known| distance(known))?;
    let close = distance(&nearest) <= 1 + nearest.len() / 4
        || (word.len() > 1 && nearest.to_ascii_lowercase().starts_with(word));
    close.then(|| nearest.to_owned())
}
