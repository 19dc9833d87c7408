//! Ballots, values, and proposals: a ballot with a value.

use std::fmt;
use std::str::FromStr;

use crate::kernel::{NodeId, Text};
use crate::packed::{Plain, Writer, fields};
use crate::value::{
    COUNT_MAX, Field, Id, Show, Value as Written, count, print_text, push_number, quote, word_of,
};

/// The longest value, in characters: as long as the longest command of a client.
pub const VALUE_MAX: usize = 200;

/// The number of a proposal (2.2): rounds first, then proposers, so that no two proposers share one.
///
/// Without a proposer it is a bare round, which only `bug shared-ballots` issues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ballot {
    /// The round, from 1.
    pub round: u64,
    /// Who issues it.
    pub node: Option<NodeId>,
}

/// What a client wants chosen: any text up to [`VALUE_MAX`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value(pub Text);

/// A ballot with the value proposed in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Proposal {
    /// Its number.
    pub ballot: Ballot,
    /// Its value.
    pub value: Value,
}

impl fmt::Display for Ballot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.node {
            Some(node) => write!(f, "{}.{node}", self.round),
            None => write!(f, "{}", self.round),
        }
    }
}

impl FromStr for Ballot {
    type Err = String;
    fn from_str(text: &str) -> Result<Ballot, String> {
        let wrong =
            || format!("a ballot like 3.n2, with a round up to {COUNT_MAX} (COUNT_MAX), not `{text}`");
        let (round, node) = match text.split_once('.') {
            Some((round, node)) => (round, Some(node.parse().map_err(|_: String| wrong())?)),
            None => (text, None),
        };
        let round = count(round).filter(|&round| round > 0).ok_or_else(wrong)?;
        Ok(Ballot { round, node })
    }
}

impl Show for Ballot {
    fn print(&self, out: &mut String) {
        push_number(out, self.round);
        if let Some(node) = self.node {
            out.push('.');
            node.print(out);
        }
    }
}
impl Plain for Ballot {
    fn write(&self, out: &mut Writer) {
        out.shown(|text| self.print(text));
    }
}
impl Field for Ballot {
    fn read(value: &Written) -> Result<Ballot, String> {
        word_of(value)?.parse()
    }
    fn ids(&self, visit: &mut dyn FnMut(Id)) {
        self.node.ids(visit);
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Value {
    type Err = String;
    fn from_str(text: &str) -> Result<Value, String> {
        if text.chars().count() > VALUE_MAX {
            return Err(format!("a value of at most {VALUE_MAX} characters (VALUE_MAX)"));
        }
        Ok(Value(text.into()))
    }
}

impl Show for Value {
    fn print(&self, out: &mut String) {
        print_text(self.0.as_str(), out);
    }
    fn heap(&self) -> usize {
        self.0.heap()
    }
}
impl Plain for Value {
    fn write(&self, out: &mut Writer) {
        out.text(self.0.as_str());
    }
}
impl Field for Value {
    fn read(value: &Written) -> Result<Value, String> {
        word_of(value)?.parse()
    }
    fn ids(&self, _: &mut dyn FnMut(Id)) {}
}

impl Plain for Proposal {
    fn write(&self, out: &mut Writer) {
        fields!(out; "ballot": self.ballot, "value": self.value);
    }
}

/// `2.n2 "X"`, as in a `given` line.
impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.ballot, quote(self.value.0.as_str()))
    }
}
