//! Operations: what became of a client's requests, from the call to the answer, as far as the client can know it.

use std::collections::VecDeque;

use super::protocol::NEWEST;
use super::{Command, Text};
use crate::time::Time;
use crate::value::Show;

/// A request as its client sees it: called, and ended or still open.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The request's number.
    pub number: u64,
    /// What for.
    pub command: Command,
    /// When the client began to ask.
    pub called: Time,
    /// How it ended; `None` while it is open.
    pub ended: Option<Ending>,
}

/// How an operation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// When.
    pub at: Time,
    /// How.
    pub outcome: Ended,
    /// The answer. Of one that was given up, the first that came late.
    pub answer: Option<Text>,
    /// When that came, of one that was given up.
    pub late: Option<Time>,
}

/// How operations end, as in Jepsen's histories: `:ok`, `:fail`, `:info`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was done.
    Ok,
    /// It was not done, and never will be.
    Failed,
    /// Nobody answered in time: it was done, or will be, or never.
    Unknown,
}

impl Ended {
    /// As a word.
    pub fn word(self) -> &'static str {
        match self {
            Ended::Ok => "ok",
            Ended::Failed => "failed",
            Ended::Unknown => "unknown",
        }
    }
}

/// A client's newest operations, at most [`NEWEST`]: what they cost does not grow with the run. All that are open are
/// among them, for only [`OPERATIONS_MAX`](super::client::OPERATIONS_MAX) of the newest can be.
#[derive(Clone, Debug, Default)]
pub struct Operations(VecDeque<Operation>);

impl Operations {
    /// From the oldest.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Operation> {
        self.0.iter()
    }

    pub(super) fn begin(&mut self, number: u64, command: Command, called: Time) {
        if self.0.len() as u64 == NEWEST {
            self.0.pop_front();
        }
        self.0.push_back(Operation { number, command, called, ended: None });
    }

    pub(super) fn answer(&mut self, number: u64, at: Time, answer: &Text, failed: bool) {
        let outcome = if failed { Ended::Failed } else { Ended::Ok };
        self.end(number, Ending { at, outcome, answer: Some(answer.clone()), late: None });
    }

    pub(super) fn give_up(&mut self, number: u64, at: Time) {
        self.end(number, Ending { at, outcome: Ended::Unknown, answer: None, late: None });
    }

    fn end(&mut self, number: u64, ending: Ending) {
        if let Some(operation) = self.of(number) {
            operation.ended = Some(ending);
        }
    }

    /// The command of a request that was given up and is answered now for the first time.
    pub(super) fn hear_late(&mut self, number: u64, at: Time, answer: &Text) -> Option<Command> {
        let Operation { command, ended, .. } = self.of(number)?;
        let ending =
            ended.as_mut().filter(|ending| ending.outcome == Ended::Unknown && ending.late.is_none())?;
        (ending.answer, ending.late) = (Some(answer.clone()), Some(at));
        Some(command.clone())
    }

    fn of(&mut self, number: u64) -> Option<&mut Operation> {
        self.0.iter_mut().rfind(|operation| operation.number == number)
    }

    /// The bytes that they hold beside their own size.
    pub(super) fn weigh(&self) -> usize {
        let answer = |operation: &Operation| {
            operation.ended.as_ref().and_then(|ended| ended.answer.as_ref()).map_or(0, Show::heap)
        };
        self.0.capacity() * size_of::<Operation>()
            + self.0.iter().map(|operation| operation.command.heap() + answer(operation)).sum::<usize>()
    }
}
