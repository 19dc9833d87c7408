//! The header: how many nodes and keys, which strategy, which weights and tokens.

use std::fmt;

use super::cluster::{Cluster, read_token};
use super::moves;
use super::record::NoEffect;
use super::settings::{OPTIONS, Settings};
use super::{MEMBERS_MAX, POINTS_MAX, TOKENS_MAX, WORK_MAX};
use crate::kernel::NodeId;
use crate::scenario::{
    Line, Once, SEED_MAX, ScenarioError, VERSION, Words, bounded, read_option, read_protocol, read_version,
};
use crate::sorted::Sorted;
use crate::value::Value;

/// What comes before the moves.
#[derive(Clone, Debug)]
pub struct Header {
    /// How many nodes, n1 and on.
    pub nodes: u16,
    /// How many keys.
    pub keys: u32,
    /// None: a fresh one is drawn when the scenario is opened.
    pub seed: Option<u64>,
    /// The options.
    pub settings: Settings,
    /// What is given of single nodes.
    pub given: Sorted<NodeId, Given>,
}

/// What a scenario says of a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Its weight.
    pub weight: Option<u32>,
    /// Its points, as its hash prints them.
    pub tokens: Vec<String>,
}

/// The first words of header lines, and how each line is written.
pub const HEADER: &[(&str, &str)] = &[
    ("ringleader", "ringleader <version>"),
    ("protocol", "protocol placement"),
    ("nodes", "nodes <number>"),
    ("keys", "keys <number>"),
    ("seed", "seed <number>"),
    ("set", "set <option> <value>"),
    ("given", "given <node> [weight <number>] [tokens [<token> ...]]"),
];

/// Whether a word begins a header line.
pub fn is_word(word: &str) -> bool {
    HEADER.iter().any(|(known, _)| *known == word)
}

/// Keys without a `keys` line.
const KEYS: u32 = 500;

impl Default for Header {
    fn default() -> Header {
        Header { nodes: 5, keys: KEYS, seed: None, settings: Settings::default(), given: Sorted::default() }
    }
}

impl Header {
    /// Whether a line belongs to the header.
    pub fn is_header(line: &Line) -> bool {
        Words::new(line).peek_word().is_some_and(is_word)
    }

    /// The header from its lines.
    pub fn read(lines: &[Line]) -> Result<Header, ScenarioError> {
        let (mut header, mut once) = (Header::default(), Once::default());
        for line in lines {
            let mut words = Words::new(line);
            once.check(line)?;
            if !words.take("given") {
                header.read_line(&mut words)?;
                words.end()?;
            }
        }
        for line in lines {
            let mut words = Words::new(line);
            if words.take("given") {
                header.read_given(&mut words)?;
            }
        }
        Ok(header)
    }

    /// Reads one more line of those that were read already. What is given comes after all others: the size and the
    /// hash may stand below it.
    fn go_on(&mut self, line: &Line) {
        let mut words = Words::new(line);
        let read = if words.take("given") { self.read_given(&mut words) } else { self.read_line(&mut words) };
        debug_assert!(read.is_ok(), "it was read before");
    }

    fn read_line(&mut self, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        match words.word("a header line")? {
            "ringleader" => read_version(words)?,
            "protocol" => read_protocol(words, super::NAME)?,
            "nodes" => self.nodes = bounded(words, 1, MEMBERS_MAX.into(), "MEMBERS_MAX")? as u16,
            "keys" => self.keys = moves::keys(words)?,
            "seed" => self.seed = Some(bounded(words, 0, SEED_MAX, "SEED_MAX")?),
            _ => {
                let mut place = words.clone();
                let _ = place.next("");
                read_option(words, OPTIONS, &mut self.settings)?;
                moves::check_prime(&self.settings).map_err(|reason| place.error(&reason))?;
            }
        }
        Ok(())
    }

    /// `given n2 weight 3 tokens [-100 200]`.
    fn read_given(&mut self, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        let place = words.clone();
        let node = moves::node(words)?;
        if node.0 > self.nodes {
            return Err(place.error(&format!("a node from n1 to n{}", self.nodes)));
        }
        let mut given = Given::default();
        if words.take("weight") {
            given.weight = Some(moves::weight(words)?);
        }
        if words.take("tokens") {
            given.tokens = self.tokens(words)?;
        }
        if given == Given::default() {
            return Err(
                words.unknown("`weight` with a number, or `tokens` with a list", ["weight", "tokens"])
            );
        }
        self.given.insert(node, given);
        words.end()
    }

    /// Why these lines cannot be placed, at the value that makes it so: of the first line from which on it was
    /// refused for this reason, whatever came after it.
    pub fn error(lines: &[Line], reason: NoEffect) -> ScenarioError {
        let (given, others): (Vec<&Line>, Vec<&Line>) =
            lines.iter().partition(|line| Words::new(line).peek_word() == Some("given"));
        let mut header = Header::default();
        let mut at: Option<&Line> = None;
        for line in others.into_iter().chain(given) {
            header.go_on(line);
            let refused = super::draft::is_refused(&Cluster::new(&header), reason);
            at = if refused { at.or(Some(line)) } else { None };
        }
        let expected = header.expected(reason);
        match at {
            Some(line) => value_of(line, reason).error(&expected),
            None => {
                ScenarioError::at_line(lines.first().map_or(1, |line| line.number), "the header", &expected)
            }
        }
    }

    /// What would be accepted instead.
    fn expected(&self, reason: NoEffect) -> String {
        let cluster = Cluster::new(self);
        match reason {
            NoEffect::TooManyPoints => {
                let points = cluster.points();
                format!("at most {POINTS_MAX} points of all nodes together (POINTS_MAX), not {points}")
            }
            NoEffect::TooMuchWork => {
                let cost = cluster.cost();
                format!("keys that cost at most {WORK_MAX} hashes (WORK_MAX), not {cost}")
            }
            NoEffect::TableTooSmall => {
                format!("a table size not below the number of nodes, {}", self.nodes)
            }
            NoEffect::NoWeights => "no weights: the strategy knows none".to_owned(),
            NoEffect::NoTokens => "no tokens: only ring and bounded have points to choose".to_owned(),
            _ => "tokens of its own for each node".to_owned(),
        }
    }

    fn tokens(&self, words: &mut Words<'_>) -> Result<Vec<String>, ScenarioError> {
        let expected = "tokens in brackets like [-100 200], values of the hash";
        let error = words.error(expected);
        let Value::List(items) = &words.next(expected)?.value else { return Err(error) };
        let hash = self.settings.hash();
        let tokens: Option<Vec<String>> = items
            .iter()
            .map(|item| read_token(hash, item.as_str()?).map(|value| hash.shown(value)))
            .collect();
        tokens.filter(|tokens| (1..=TOKENS_MAX).contains(&tokens.len())).ok_or(error)
    }
}

/// The words of a line from the value on that a reason is about: the last one, but of what is given the weight or
/// the tokens.
fn value_of(line: &Line, reason: NoEffect) -> Words<'_> {
    let mut words = Words::new(line);
    let name = match reason {
        NoEffect::NoTokens | NoEffect::TokenTaken => "tokens",
        _ => "weight",
    };
    let is = |word: &str, name: &str| line.tokens[0].value.as_str() == Some("given") && word == name;
    let count = line.tokens.len();
    let place = (1..count).find(|&i| line.tokens[i - 1].value.as_str().is_some_and(|word| is(word, name)));
    for _ in 0..place.unwrap_or(count - 1) {
        let _ = words.next("");
    }
    words
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "ringleader {VERSION}\nprotocol {}\nnodes {}", super::NAME, self.nodes)?;
        writeln!(f, "keys {}", self.keys)?;
        if let Some(seed) = self.seed {
            writeln!(f, "seed {seed}")?;
        }
        let default = Settings::default();
        for option in OPTIONS {
            let value = option.get(&self.settings);
            if value != option.get(&default) {
                writeln!(f, "set {} {}", option.name, Value::Word(value))?;
            }
        }
        for (node, given) in self.given.iter() {
            write!(f, "given {node}")?;
            if let Some(weight) = given.weight {
                write!(f, " weight {weight}")?;
            }
            if !given.tokens.is_empty() {
                write!(f, " tokens [{}]", given.tokens.join(" "))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
