//! Durable state to start from: `term 6 vote n2 log 1 1 1 4 4 5 5 6 6`.

use std::fmt::Write as _;

use super::{Durable, Entry, Log};
use crate::kernel::Given;
use crate::protocols::machine::Origin;
use crate::value::{Field as _, Token, Value, count, count_expected, quote};

/// The most entries that a `given` line takes: more than any figure draws.
const ENTRIES_MAX: usize = 1_000;

/// What `given` lines are.
pub(super) const GIVEN: Given<Durable> = Given {
    read,
    print,
    ids: |durable, visit| {
        durable.voted_for.ids(visit);
        durable.log.origins().for_each(|origin| origin.client.ids(visit));
    },
    requests: |durable, visit| {
        durable.log.origins().for_each(|Origin { client, number }| visit(client, number));
    },
};

/// What a `given` line describes. An error comes with the place of its token.
fn read(tokens: &[Token]) -> Result<Durable, (usize, String)> {
    let mut durable = Durable::default();
    let mut at = 0;
    let mut seen: Vec<&str> = Vec::new();
    while let Some(token) = tokens.get(at) {
        let word = match &token.value {
            Value::Word(word) if token.field.is_none() => word.as_str(),
            _ => return Err((at, "term, vote or log".to_owned())),
        };
        if seen.contains(&word) {
            return Err((at, format!("`{word}` once only")));
        }
        seen.push(word);
        let value = tokens.get(at + 1).and_then(|t| t.value.as_str());
        match word {
            "term" => {
                let term = value.and_then(count);
                durable.current_term =
                    term.ok_or_else(|| (at + 1, count_expected("a term, a whole number")))?;
            }
            "vote" => {
                let expected = || (at + 1, "a node like n1, or none".to_owned());
                durable.voted_for = match value {
                    Some("none") => None,
                    other => Some(other.and_then(|v| v.parse().ok()).ok_or_else(expected)?),
                };
            }
            "log" => {
                durable.log =
                    read_log(&tokens[at + 1..]).map_err(|(offset, expected)| (at + 1 + offset, expected))?;
                at = tokens.len();
                continue;
            }
            _ => return Err((at, "term, vote or log".to_owned())),
        }
        at += 2;
    }
    if durable.current_term < durable.log.last_term() {
        let expected =
            format!("a term of at least {}, that of the log's last entry", durable.log.last_term());
        return Err((0, expected));
    }
    Ok(durable)
}

/// The entries to the end of the line: a term alone stands for the command `set x <index>.<term>`.
fn read_log(tokens: &[Token]) -> Result<Log, (usize, String)> {
    if tokens.len() > ENTRIES_MAX {
        return Err((ENTRIES_MAX, format!("at most {ENTRIES_MAX} entries (ENTRIES_MAX)")));
    }
    let mut log = Log::default();
    for (place, token) in tokens.iter().enumerate() {
        let expected = || (place, "a term, or an entry like 2:noop or 1:\"set x 1\"".to_owned());
        let (Value::Word(word), None) = (&token.value, &token.field) else { return Err(expected()) };
        let text = match count(word) {
            Some(term) => usual(place + 1, term),
            None => word.clone(),
        };
        let entry: Entry = text.parse().map_err(|_| expected())?;
        if entry.term < log.last_term() {
            return Err((
                place,
                format!("a term of at least {}: terms never fall along a log", log.last_term()),
            ));
        }
        log.push(entry);
    }
    Ok(log)
}

/// The same as text, with a blank before each word.
fn print(durable: &Durable) -> String {
    let mut out = String::new();
    if durable.current_term > 0 {
        let _ = write!(out, " term {}", durable.current_term);
    }
    if let Some(node) = durable.voted_for {
        let _ = write!(out, " vote {node}");
    }
    let entries = durable.log.slice(1, durable.log.last_index());
    if !entries.is_empty() {
        out.push_str(" log");
    }
    // A term alone is read as its usual command, so a log of many terms prints no longer than it was written.
    for (place, entry) in entries.iter().enumerate() {
        let text = entry.to_string();
        match usual(place + 1, entry.term) == text {
            true => out.push_str(&format!(" {}", entry.term)),
            false => out.push_str(&format!(" {text}")),
        }
    }
    out
}

/// The entry that a term alone stands for.
fn usual(index: usize, term: u64) -> String {
    format!("{term}:{}", quote(&format!("set x {index}.{term}")))
}
