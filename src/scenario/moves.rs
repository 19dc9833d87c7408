//! The moves: what a user does, and how far the run goes between.

use std::fmt;

use super::shared::SeekTo;
use super::{Line, ScenarioError, Words, is_header};
use crate::kernel::Action;
use crate::setup::Setup;
use crate::text::bounded;
use crate::time::Time;
use crate::timeline::{EVENTS_PER_CALL_MAX, SETTLE_MAX};

/// One line after the header.
#[derive(Clone, Debug)]
pub enum Move {
    /// Lets events happen for so long, those due at the very end included.
    Run(Time),
    /// Lets so many events happen.
    Step(u64),
    /// Delivers what is in flight, and what that causes, now: all of it, or so many messages.
    Settle(Option<u64>),
    /// Where the cursor stands when the scenario is opened.
    Seek(SeekTo),
    /// An event.
    Act(Action),
}

impl fmt::Display for Move {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Move::Run(span) => write!(f, "run {span}"),
            Move::Step(n) => write!(f, "step {n}"),
            Move::Settle(None) => f.write_str("settle"),
            Move::Settle(Some(most)) => write!(f, "settle {most}"),
            Move::Seek(to) => write!(f, "seek {to}"),
            Move::Act(action) => action.fmt(f),
        }
    }
}

impl Move {
    /// What is done, if it is an event.
    pub fn action(&self) -> Option<&Action> {
        match self {
            Move::Act(action) => Some(action),
            _ => None,
        }
    }

    /// A move from its line, in a run of this setup.
    pub fn read(line: &Line, setup: &dyn Setup) -> Result<Move, ScenarioError> {
        let language = setup.info().language;
        let mut words = Words::new(line);
        let place = words.clone();
        let verb = words.word(language.a_move)?;
        let parsed = match verb {
            _ if is_header(line, language) => return Err(place.error(&above_all_moves(setup))),
            "run" => Move::Run(words.parse("a duration like 100ms")?),
            "step" => Move::Step(match words.peek() {
                None => 1,
                Some(_) => bounded(&mut words, 0, EVENTS_PER_CALL_MAX, "EVENTS_PER_CALL_MAX")?,
            }),
            "seek" => Move::Seek(SeekTo::read(&mut words)?),
            "settle" if language.verbs.contains(&verb) => Move::Settle(match words.peek() {
                None => None,
                Some(_) => Some(bounded(&mut words, 0, SETTLE_MAX, "SETTLE_MAX")?),
            }),
            _ if verbs(setup).any(|known| known == verb) => Move::Act(setup.action(verb, &mut words)?),
            _ => {
                let headers = language.header.iter().map(|(word, _)| *word);
                return Err(place.unknown(language.a_move, verbs(setup).chain(headers)));
            }
        };
        words.end()?;
        Ok(parsed)
    }
}

/// The first words of all moves of a run.
pub fn verbs(setup: &dyn Setup) -> impl Iterator<Item = &'static str> {
    setup.info().language.verbs.iter().copied().chain(setup.moves().iter().map(|(verb, _)| *verb))
}

fn above_all_moves(setup: &dyn Setup) -> String {
    // The version stands where a reader rarely writes it.
    let words =
        setup.info().language.header.iter().map(|(word, _)| *word).filter(|word| *word != "ringleader");
    format!("header lines ({}) above all moves", words.collect::<Vec<_>>().join(", "))
}
