//! The messages, named as in Figure 2. A reply is a message of its own.

use super::log::Entry;
use super::{Index, Term};
use crate::kernel::NodeId;
use crate::value::{Tagged as _, tagged};

tagged! { read
/// What servers send each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// A candidate asks for a vote (5.2).
    RequestVote {
        /// The candidate's term.
        term: Term,
        /// Who asks: the vote goes to it.
        candidate_id: NodeId,
        /// Index of its last entry.
        last_log_index: Index,
        /// Term of its last entry.
        last_log_term: Term,
    } = "RequestVote";
    /// The answer.
    RequestVoteReply {
        /// The voter's term; if the vote is granted, the term that it is granted for.
        term: Term,
        /// Whether the candidate has the vote.
        vote_granted: bool,
    } = "RequestVoteReply";
    /// A server asks whether it would get a vote (thesis 9.6).
    PreVote {
        /// The term that it would stand in.
        term: Term,
        /// Who asks.
        candidate_id: NodeId,
        /// Index of its last entry.
        last_log_index: Index,
        /// Term of its last entry.
        last_log_term: Term,
    } = "PreVote";
    /// The answer.
    PreVoteReply {
        /// If granted, the term that was asked about; if refused, the voter's.
        term: Term,
        /// Whether it would get the vote.
        vote_granted: bool,
    } = "PreVoteReply";
    /// A leader sends entries; without any it is a heartbeat (5.2, 5.3).
    AppendEntries {
        /// The leader's term.
        term: Term,
        /// Who leads: the follower follows it, answers it, and names it to clients.
        leader_id: NodeId,
        /// Index of the entry before the new ones.
        prev_log_index: Index,
        /// Its term.
        prev_log_term: Term,
        /// The new ones.
        entries: Vec<Entry>,
        /// The leader's commitIndex.
        leader_commit: Index,
    } = "AppendEntries";
    /// The answer.
    AppendEntriesReply {
        /// The follower's term.
        term: Term,
        /// Whether its log held the entry before the new ones.
        success: bool,
        /// That of the message which is answered; none if its term was refused, so that the log says nothing.
        prev_log_index: Option<Index>,
        /// On success: up to here its log is now the leader's.
        match_index: Index,
        /// On refusal: where the leader may go back to.
        conflict_index: Option<Index>,
        /// On refusal, with `backtrack term`: the term of the entry in the way.
        conflict_term: Option<Term>,
    } = "AppendEntriesReply";
}
}

impl Message {
    /// Its size in bytes: 16, 8 for each field, and for each entry 24 and its command's text.
    pub fn size(&self) -> usize {
        let text = |entry: &Entry| entry.command.as_ref().map_or(0, |command| command.text().as_str().len());
        let entries = match self {
            Message::AppendEntries { entries, .. } => entries.iter().map(|entry| 24 + text(entry)).sum(),
            _ => 0,
        };
        16 + 8 * self.names().len() + entries
    }
    /// The term that the message names.
    pub fn term(&self) -> Term {
        match *self {
            Message::RequestVote { term, .. }
            | Message::RequestVoteReply { term, .. }
            | Message::PreVote { term, .. }
            | Message::PreVoteReply { term, .. }
            | Message::AppendEntries { term, .. }
            | Message::AppendEntriesReply { term, .. } => term,
        }
    }
}
