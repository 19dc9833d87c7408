//! What `set` and `bug` lines change.

use crate::kernel::{BugInfo, OptionInfo, Slot};
use crate::time::{Time, TimeRange};

/// The options of a run. Defaults are the paper's, where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How long a server waits for a leader, drawn anew each time (5.2).
    pub election_timeout: TimeRange,
    /// The period of a leader's heartbeats.
    pub heartbeat: Time,
    /// How long a server waits for an answer before it asks again. Above a round trip nothing is sent twice that
    /// is not lost.
    pub rpc_timeout: Time,
    /// The most entries in one AppendEntries.
    pub batch: u32,
    /// Whether entries are sent before earlier ones are acknowledged (thesis 10.2.2).
    pub pipeline: bool,
    /// Whether a leader begins its term with a no-op (8).
    pub no_op: bool,
    /// How a leader goes back after a refusal: see `BACKTRACK`.
    pub backtrack: usize,
    /// Whether a server asks before it stands for election (thesis 9.6).
    pub pre_vote: bool,
    /// Whether a leader steps down that hears no majority (thesis 6.2).
    pub check_quorum: bool,
    /// Whether a leader sends entries while its own copy is being written to disk (thesis 10.2.1).
    pub parallel_writes: bool,
    /// How `get` is answered: see `READS`.
    pub reads: usize,
    /// Known bugs, switched on.
    pub bugs: Bugs,
}

/// `one`: nextIndex is decremented by one, as in 5.3. `term`: by a term, as at the end of 5.3.
pub const BACKTRACK: &[&str] = &["one", "term"];
/// `log`: reads go through the log. `local`: the asked server answers, maybe with an old value.
pub const READS: &[&str] = &["log", "local"];

/// Rules switched off, each a bug that somebody made. Every one breaks a property.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "documented in the table below")]
pub struct Bugs {
    pub commit_any_term: bool,
    pub commit_unverified: bool,
    pub vote_without_log_check: bool,
    pub forget_vote_on_restart: bool,
    pub forget_term_on_restart: bool,
    pub forget_log_on_restart: bool,
    pub minority_quorum: bool,
    pub accept_stale_append: bool,
    pub no_truncate: bool,
    pub truncate_always: bool,
    pub apply_twice: bool,
    pub commit_moves_back: bool,
    pub truncate_on_refusal: bool,
    pub answer_before_commit: bool,
    pub answer_before_written: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            election_timeout: TimeRange::from_ms(150, 300),
            heartbeat: Time::from_ms(50),
            rpc_timeout: Time::from_ms(200),
            batch: 64,
            pipeline: true,
            no_op: true,
            backtrack: 0,
            pre_vote: false,
            check_quorum: false,
            parallel_writes: false,
            reads: 0,
            bugs: Bugs::default(),
        }
    }
}

impl Options {
    /// Whether refusals name the term in the way.
    pub fn backtracks_by_term(&self) -> bool {
        BACKTRACK[self.backtrack] == "term"
    }
    /// Whether `get` is answered by the asked server itself.
    pub fn reads_locally(&self) -> bool {
        READS[self.reads] == "local"
    }
}

impl Options {
    /// Timers that run out at once follow one another at one instant: no time would pass.
    pub(super) fn check(&self) -> Result<(), (&'static str, &'static str)> {
        if self.election_timeout.min == Time::ZERO {
            return Err((
                "election-timeout",
                "a range above 0ms: elections that follow at once leave no time to win one",
            ));
        }
        if self.heartbeat == Time::ZERO {
            return Err((
                "heartbeat",
                "a duration above 0ms: heartbeats that follow at once let no time pass",
            ));
        }
        if self.rpc_timeout == Time::ZERO {
            return Err((
                "rpc-timeout",
                "a duration above 0ms: requests sent again at once let no time pass",
            ));
        }
        Ok(())
    }
}

/// The table behind `set`.
pub const OPTIONS: &[OptionInfo<Options>] = &[
    OptionInfo { name: "election-timeout", slot: |o| Slot::Range(&mut o.election_timeout) },
    OptionInfo { name: "heartbeat", slot: |o| Slot::Duration(&mut o.heartbeat) },
    OptionInfo { name: "rpc-timeout", slot: |o| Slot::Duration(&mut o.rpc_timeout) },
    OptionInfo { name: "batch", slot: |o| Slot::Number(&mut o.batch, 1, 1_000) },
    OptionInfo { name: "pipeline", slot: |o| Slot::Flag(&mut o.pipeline) },
    OptionInfo { name: "no-op", slot: |o| Slot::Flag(&mut o.no_op) },
    OptionInfo { name: "backtrack", slot: |o| Slot::Choice(BACKTRACK, &mut o.backtrack) },
    OptionInfo { name: "pre-vote", slot: |o| Slot::Flag(&mut o.pre_vote) },
    OptionInfo { name: "check-quorum", slot: |o| Slot::Flag(&mut o.check_quorum) },
    OptionInfo { name: "reads", slot: |o| Slot::Choice(READS, &mut o.reads) },
    OptionInfo { name: "parallel-writes", slot: |o| Slot::Flag(&mut o.parallel_writes) },
];

/// The table behind `bug`.
pub const BUGS: &[BugInfo<Options>] = &[
    // 5.4.2 left out: entries of earlier terms are committed by counting copies.
    BugInfo { name: "commit-any-term", field: |o| &mut o.bugs.commit_any_term },
    // commitIndex follows leaderCommit past the last new entry.
    BugInfo { name: "commit-unverified", field: |o| &mut o.bugs.commit_unverified },
    // 5.4.1 left out: a vote without comparing logs.
    BugInfo { name: "vote-without-log-check", field: |o| &mut o.bugs.vote_without_log_check },
    // Figure 2's persistent state, forgotten part by part.
    BugInfo { name: "forget-vote-on-restart", field: |o| &mut o.bugs.forget_vote_on_restart },
    BugInfo { name: "forget-term-on-restart", field: |o| &mut o.bugs.forget_term_on_restart },
    BugInfo { name: "forget-log-on-restart", field: |o| &mut o.bugs.forget_log_on_restart },
    // Half of the servers, rounded down, are taken for a majority.
    BugInfo { name: "minority-quorum", field: |o| &mut o.bugs.minority_quorum },
    // AppendEntries rule 1 left out: a deposed leader is followed.
    BugInfo { name: "accept-stale-append", field: |o| &mut o.bugs.accept_stale_append },
    // AppendEntries rule 3 left out: conflicting entries stay.
    BugInfo { name: "no-truncate", field: |o| &mut o.bugs.no_truncate },
    // AppendEntries rule 3 overdone: everything after prevLogIndex goes, conflict or not.
    BugInfo { name: "truncate-always", field: |o| &mut o.bugs.truncate_always },
    // Section 8 left out: a retry takes effect again.
    BugInfo { name: "apply-twice", field: |o| &mut o.bugs.apply_twice },
    // AppendEntries rule 5 without its `if`: commitIndex follows leaderCommit, down as well as up.
    BugInfo { name: "commit-moves-back", field: |o| &mut o.bugs.commit_moves_back },
    // 5.3 on the wrong side: where a follower refuses, the leader deletes its own entries.
    BugInfo { name: "truncate-on-refusal", field: |o| &mut o.bugs.truncate_on_refusal },
    // 5.3 left out: the client is answered when the command is appended, before it is committed.
    BugInfo { name: "answer-before-commit", field: |o| &mut o.bugs.answer_before_commit },
    // Figure 2: a server answers before what it answers is on disk. Where writes take no time that is no bug.
    BugInfo { name: "answer-before-written", field: |o| &mut o.bugs.answer_before_written },
];
