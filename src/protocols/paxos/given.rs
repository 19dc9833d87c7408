//! Durable state to start from: `promised 3.n1 accepted 2.n2 "X" tried 3`.

use std::fmt::Write as _;

use super::Durable;
use super::ballot::{Ballot, Proposal, Value};
use crate::kernel::Given;
use crate::value::{Field as _, Token, Value as Written, count_expected, without_not};

const EXPECTED: &str = "promised, accepted or tried";

/// What `given` lines are.
pub(super) const GIVEN: Given<Durable> = Given {
    read,
    print,
    ids: |durable, visit| {
        durable.promised.ids(visit);
        durable.accepted.iter().for_each(|proposal| proposal.ballot.ids(visit));
    },
    // A value says nothing of the client that asked for it.
    requests: |_, _| {},
};

/// What a `given` line describes. An error comes with the place of its token.
fn read(tokens: &[Token]) -> Result<Durable, (usize, String)> {
    let mut durable = Durable { ran_before: true, ..Durable::default() };
    let mut at = 0;
    let mut seen: Vec<&str> = Vec::new();
    let value = |at: usize| tokens.get(at).filter(|token| token.field.is_none()).map(|token| &token.value);
    let ballot = |at: usize| {
        let none = || Err("a ballot like 3.n2".to_owned());
        value(at).map_or_else(none, Ballot::read).map_err(|says| (at, without_not(&says).to_owned()))
    };
    while at < tokens.len() {
        let Some(Written::Word(word)) = value(at) else { return Err((at, EXPECTED.to_owned())) };
        if seen.contains(&word.as_str()) {
            return Err((at, format!("`{word}` once only")));
        }
        seen.push(word);
        match word.as_str() {
            "promised" => durable.promised = Some(ballot(at + 1)?),
            "accepted" => {
                let ballot = ballot(at + 1)?;
                let value = value(at + 2).ok_or((at + 2, "the value accepted, like \"X\"".to_owned()))?;
                let value = Value::read(value).map_err(|expected| (at + 2, expected))?;
                durable.accepted = Some(Proposal { ballot, value });
                at += 1;
            }
            "tried" => {
                let round = value(at + 1).and_then(|value| u64::read(value).ok());
                durable.tried = round.ok_or_else(|| (at + 1, count_expected("a round, a whole number")))?;
            }
            _ => return Err((at, EXPECTED.to_owned())),
        }
        at += 2;
    }
    // Accepting a proposal raises the promise to its ballot.
    let accepted = durable.accepted.as_ref().map(|proposal| proposal.ballot);
    match (accepted, durable.promised) {
        (Some(accepted), Some(promised)) if promised < accepted => {
            Err((0, format!("a promise of at least {accepted}, the ballot accepted")))
        }
        (accepted, promised) => {
            durable.promised = promised.max(accepted);
            Ok(durable)
        }
    }
}

/// The same as text, with a blank before each word.
fn print(durable: &Durable) -> String {
    let mut out = String::new();
    if let Some(promised) = durable.promised {
        let _ = write!(out, " promised {promised}");
    }
    if let Some(accepted) = &durable.accepted {
        let _ = write!(out, " accepted {accepted}");
    }
    if durable.tried > 0 {
        let _ = write!(out, " tried {}", durable.tried);
    }
    out
}
