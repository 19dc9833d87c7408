//! The log: entries from index 1, each with its term, and a digest of every prefix.

use std::fmt;
use std::str::FromStr;

use super::{Index, Term};
use crate::chunked::Chunked;
use crate::draw::scramble;
use crate::kernel::ClientId;
use crate::packed::{Plain, Writer, fields};
use crate::protocols::machine::{Command, Origin};
use crate::value::{Field, Id, Show, Value, count, lex, print, push_number, push_quoted, word_of};

/// A log entry. Its index is its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The term in which a leader created it.
    pub term: Term,
    /// The command, or none for a no-op.
    pub command: Option<Command>,
    /// Who asked for it, if a client did.
    pub origin: Option<Origin>,
}

impl Entry {
    /// A digest of this entry alone.
    pub fn digest(&self) -> u64 {
        digest(0, self)
    }
}

/// A log. Clones share its entries.
///
/// With each entry stands a digest of the whole log up to it, a pure function of the entries. Two logs whose
/// digests agree at an index hold the same entries up to it, so the checks compare prefixes in one step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Log {
    cells: Chunked<(Entry, u64)>,
}

impl Log {
    /// Index of the last entry; 0 if there is none.
    pub fn last_index(&self) -> Index {
        self.cells.len() as u64
    }
    /// Term of the last entry; 0 if there is none.
    pub fn last_term(&self) -> Term {
        self.cells.last().map_or(0, |(entry, _)| entry.term)
    }
    /// The entry at an index.
    pub fn get(&self, index: Index) -> Option<&Entry> {
        self.cells.get(usize::try_from(index.checked_sub(1)?).ok()?).map(|(entry, _)| entry)
    }
    /// The term of the entry at an index; 0 before the first.
    pub fn term_at(&self, index: Index) -> Option<Term> {
        if index == 0 { Some(0) } else { self.get(index).map(|entry| entry.term) }
    }
    /// The digest of all entries up to an index.
    pub fn digest_at(&self, index: Index) -> Option<u64> {
        match index.checked_sub(1) {
            None => Some(0),
            Some(place) => self.cells.get(place as usize).map(|(_, digest)| *digest),
        }
    }
    /// The bytes that it holds and an earlier one does not.
    pub fn weigh(&self, before: Option<&Log>) -> usize {
        self.cells.weigh(before.map(|before| &before.cells), |(entry, _)| entry.heap())
    }
    /// Appends an entry.
    pub fn push(&mut self, entry: Entry) {
        let digest = digest(self.cells.last().map_or(0, |(_, digest)| *digest), &entry);
        self.cells.push((entry, digest));
    }
    /// Keeps the entries up to an index.
    pub fn truncate_after(&mut self, index: Index) {
        self.cells.truncate(index as usize);
    }
    /// The entries from an index on, at most `count`.
    pub fn slice(&self, from: Index, count: u64) -> Vec<Entry> {
        let from = from.max(1);
        let to = self.last_index().min((from - 1).saturating_add(count));
        (from..=to).filter_map(|index| self.get(index)).cloned().collect()
    }
    /// The requests that its entries came from, in order.
    pub fn origins(&self) -> impl Iterator<Item = Origin> {
        (1..=self.last_index()).filter_map(|index| self.get(index)?.origin)
    }
    /// Index of the first entry of the term of the entry at `index`, going back from it.
    pub fn first_of_term_at(&self, index: Index) -> Index {
        let term = self.term_at(index);
        (1..=index).rev().take_while(|&i| self.term_at(i) == term).last().unwrap_or(index)
    }
    /// Index of the last entry of a term, if there is one.
    pub fn last_of_term(&self, term: Term) -> Option<Index> {
        (1..=self.last_index())
            .rev()
            .find(|&index| self.term_at(index) <= Some(term))
            .filter(|&i| self.term_at(i) == Some(term))
    }
}

impl FromIterator<Entry> for Log {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Log {
        let mut log = Log::default();
        entries.into_iter().for_each(|entry| log.push(entry));
        log
    }
}

/// The digest of a log that is one entry longer.
fn digest(before: u64, entry: &Entry) -> u64 {
    let mut state = scramble(before ^ entry.term);
    if let Some(Origin { client, number }) = entry.origin {
        state = scramble(state ^ number << 16 ^ u64::from(client.0));
    }
    for bytes in entry.command.as_ref().map_or("", |c| c.text().as_str()).as_bytes().chunks(8) {
        let mut word = [0; 8];
        word[..bytes.len()].copy_from_slice(bytes);
        state = scramble(state ^ u64::from_le_bytes(word));
    }
    state
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print(self))
    }
}

impl FromStr for Entry {
    type Err = String;
    fn from_str(text: &str) -> Result<Entry, String> {
        let wrong = || "an entry like 2:noop or 1:\"set x 1\"".to_owned();
        let (term, rest) = text.split_once(':').ok_or_else(wrong)?;
        let term = count(term).filter(|term| *term > 0).ok_or_else(wrong)?;
        let (command, origin) = match rest.rsplit_once('/') {
            Some((command, origin)) if !origin.contains('"') => {
                (command, Some(parse_origin(origin).ok_or_else(wrong)?))
            }
            _ => (rest, None),
        };
        if command == "noop" {
            return Ok(Entry { term, command: None, origin });
        }
        match lex(command).ok().as_deref() {
            Some([token]) if matches!(token.value, Value::Text(_)) && token.field.is_none() => {
                let command = token.value.as_str().unwrap_or_default().parse()?;
                Ok(Entry { term, command: Some(command), origin })
            }
            _ => Err(wrong()),
        }
    }
}

fn parse_origin(text: &str) -> Option<Origin> {
    let (client, number) = text.split_once('.')?;
    let client: ClientId = client.parse().ok()?;
    // A client's first request is its number 1.
    Some(Origin { client, number: count(number).filter(|number| *number > 0)? })
}

impl Show for Entry {
    /// `2:noop`, `1:"set x 1"`, and with the client's request that it came from `1:"set x 1"/c1.3`.
    fn print(&self, out: &mut String) {
        push_number(out, self.term);
        match &self.command {
            None => out.push_str(":noop"),
            Some(command) => {
                out.push(':');
                push_quoted(out, command.text().as_str());
            }
        }
        if let Some(Origin { client, number }) = self.origin {
            out.push('/');
            client.print(out);
            out.push('.');
            push_number(out, number);
        }
    }
    fn heap(&self) -> usize {
        self.command.as_ref().map_or(0, Command::heap)
    }
}
impl Plain for Entry {
    fn write(&self, out: &mut Writer) {
        fields!(out; "term": self.term, "command": self.command.as_ref().map(Command::text));
    }
}
impl Field for Entry {
    fn read(value: &Value) -> Result<Entry, String> {
        word_of(value)?.parse()
    }
    fn ids(&self, visit: &mut dyn FnMut(Id)) {
        self.origin.iter().for_each(|origin| origin.client.ids(visit));
    }
}
