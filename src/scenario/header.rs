//! The header: which protocol, how many of what, which options, what to start from.

use std::fmt;

use super::shared::{Once, read_protocol, read_version};
use super::{Line, SEED_MAX, ScenarioError, VERSION, Words};
use crate::setup::{Language, Refusal, Setup, option_value};
use crate::text::bounded;

/// What comes before the moves.
#[derive(Clone, Debug)]
pub struct Header {
    /// None: a fresh one is drawn when the scenario is opened.
    pub seed: Option<u64>,
    /// The protocol, its sizes, options and bugs, and what is given.
    pub setup: Box<dyn Setup>,
}

/// Whether a header line names nodes, so that the size, which may stand below it, is read first.
fn is_late(word: &str) -> bool {
    matches!(word, "zone" | "given")
}

/// Whether a line belongs to the header.
pub fn is_header(line: &Line, language: &Language) -> bool {
    Words::new(line).peek_word().is_some_and(|word| language.header.iter().any(|(known, _)| *known == word))
}

impl Header {
    /// The header from its lines.
    pub fn read(setup: Box<dyn Setup>, lines: &[Line]) -> Result<Header, ScenarioError> {
        let (mut header, mut once) = (Header { seed: None, setup }, Once::default());
        for line in lines {
            once.check(line)?;
            let mut words = Words::new(line);
            let word = words.word("a header line")?;
            if !is_late(word) {
                header.read_line(word, &mut words)?;
                words.end()?;
            }
        }
        // The size may stand below what names nodes.
        for line in lines {
            let mut words = Words::new(line);
            if words.peek_word().is_some_and(is_late) {
                header.read_line(words.word("a header line")?, &mut words)?;
            } else if words.take("set") {
                let name = words.word("the name of an option")?;
                header.setup.check_option(name).map_err(|expected| words.error(&expected))?;
            }
        }
        Ok(header)
    }

    fn read_line(&mut self, word: &str, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        match word {
            "ringleader" => read_version(words)?,
            "protocol" => read_protocol(words, self.setup.info().name)?,
            "seed" => self.seed = Some(bounded(words, 0, SEED_MAX, "SEED_MAX")?),
            "set" => {
                let option = words.one_of("the name of an option", &self.setup.options())?;
                option_value(words, &mut self.setup.option(option))?;
            }
            "bug" => self.read_bug(words)?,
            "given" => self.setup.give(words)?,
            _ if is_late(word) => {
                self.setup.read_line(word, words)?;
                words.end()?;
            }
            _ => {
                let mut sizes = self.setup.info().language.sizes.iter().enumerate();
                let (place, size) =
                    sizes.find(|(_, size)| size.word == word).expect("a header's other lines");
                let value = bounded(words, size.min, size.max, size.bound)?;
                self.setup.set_size(place, value);
            }
        }
        Ok(())
    }

    fn read_bug(&mut self, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        let bug = words.one_of("the name of a known bug", &self.setup.bugs())?;
        *self.setup.bug(bug) = true;
        Ok(())
    }

    /// Why no run can be booted from these lines, at the value that makes it so: of the first line from which on it was
    /// refused for this reason, whatever came after it. What is given comes after all others, for the sizes may stand
    /// below it.
    pub fn refused(&self, lines: &[Line], refusal: &Refusal) -> ScenarioError {
        let is_last = |line: &&Line| Words::new(line).peek_word().is_some_and(is_late);
        let (last, others): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(is_last);
        let mut header = Header { seed: None, setup: self.setup.fresh() };
        let mut at: Option<&Line> = None;
        for line in others.into_iter().chain(last) {
            let mut words = Words::new(line);
            let read = match words.word("a header line") {
                Ok(word) => header.read_line(word, &mut words),
                Err(error) => Err(error),
            };
            debug_assert!(read.is_ok(), "it was read before");
            at = if header.setup.is_refused(refusal.reason) { at.or(Some(line)) } else { None };
        }
        match at {
            Some(line) => value_of(line, refusal.value).error(&refusal.expected),
            None => {
                let first = lines.first().map_or(1, |line| line.number);
                ScenarioError::at_line(first, "the header", &refusal.expected)
            }
        }
    }
}

/// The words of a line from the value on that is wrong: the last one, but of what is given the one after this word.
fn value_of<'l>(line: &'l Line, before: &str) -> Words<'l> {
    let mut words = Words::new(line);
    let count = line.tokens.len();
    let is_given = words.peek_word() == Some("given");
    let place = (1..count).find(|&i| is_given && line.tokens[i - 1].value.as_str() == Some(before));
    for _ in 0..place.unwrap_or(count - 1) {
        let _ = words.next("");
    }
    words
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let info = self.setup.info();
        writeln!(f, "ringleader {VERSION}\nprotocol {}", info.name)?;
        for (place, size) in info.language.sizes.iter().enumerate() {
            writeln!(f, "{} {}", size.word, self.setup.size(place))?;
        }
        for line in self.setup.own_lines() {
            writeln!(f, "{line}")?;
        }
        if let Some(seed) = self.seed {
            writeln!(f, "seed {seed}")?;
        }
        let (mut setup, mut fresh) = (self.setup.clone(), self.setup.fresh());
        for (place, name) in setup.options().into_iter().enumerate() {
            let value = setup.option(place).get();
            if value != fresh.option(place).get() {
                writeln!(f, "set {name} {value}")?;
            }
        }
        for (place, name) in setup.bugs().into_iter().enumerate() {
            if *setup.bug(place) {
                writeln!(f, "bug {name}")?;
            }
        }
        for (node, state) in setup.given() {
            writeln!(f, "given {node}{state}")?;
        }
        Ok(())
    }
}
