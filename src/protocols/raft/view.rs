//! What a frame shows of a server.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Durable, Index, Raft, Role, Term};
use crate::kernel::{NodeId, Text};

/// A server as a frame shows it. What only a candidate or a leader has is absent elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RaftNodeView {
    /// Its role. While it is down, the one that it would start with.
    pub role: RaftRole,
    /// The latest term it has seen.
    pub current_term: Term,
    /// Whom it voted for in that term.
    pub voted_for: Option<NodeId>,
    /// The leader of that term, if it knows it.
    pub leader: Option<NodeId>,
    /// The log, or the window of it that was asked for.
    pub log: Vec<EntryView>,
    /// Index of the last entry.
    pub last_index: Index,
    /// Index of the highest entry known to be committed.
    pub commit_index: Index,
    /// Index of the highest entry applied.
    pub last_applied: Index,
    /// Keys and values of the state machine.
    pub machine: BTreeMap<Text, Text>,
    /// A candidate's: per server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<BTreeMap<NodeId, VoteView>>,
    /// A leader's: per other server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_index: Option<BTreeMap<NodeId, Index>>,
    /// A leader's: per other server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub match_index: Option<BTreeMap<NodeId, Index>>,
}

/// A role by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "documented at Role")]
pub enum RaftRole {
    Follower,
    PreCandidate,
    Candidate,
    Leader,
}

/// What a candidate knows of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoteView {
    /// It has it.
    Granted,
    /// It will not get it in this term.
    Refused,
    /// It does not know yet.
    Awaited,
}

/// A log entry as a frame shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryView {
    /// Its place.
    pub index: Index,
    /// Its term.
    pub term: Term,
    /// Its command; none for a no-op.
    pub command: Option<Text>,
}

impl RaftNodeView {
    pub(super) fn of_durable(durable: &Durable, window: Option<(u64, u64)>) -> RaftNodeView {
        RaftNodeView {
            role: RaftRole::Follower,
            current_term: durable.current_term,
            voted_for: durable.voted_for,
            leader: None,
            log: entries(durable, window),
            last_index: durable.log.last_index(),
            commit_index: 0,
            last_applied: 0,
            machine: BTreeMap::new(),
            votes: None,
            next_index: None,
            match_index: None,
        }
    }

    pub(super) fn of(raft: &Raft, nodes: u16, window: Option<(u64, u64)>) -> RaftNodeView {
        let mut view = RaftNodeView {
            leader: raft.leader,
            commit_index: raft.commit_index,
            last_applied: raft.last_applied,
            machine: raft.machine.values().clone(),
            ..RaftNodeView::of_durable(&raft.durable, window)
        };
        let all = (1..=nodes).map(NodeId);
        match &raft.role {
            Role::Follower => {}
            Role::PreCandidate { votes } | Role::Candidate { votes } => {
                let pre = matches!(raft.role, Role::PreCandidate { .. });
                view.role = if pre { RaftRole::PreCandidate } else { RaftRole::Candidate };
                let vote = |node| match node {
                    node if votes.granted.contains(node) => VoteView::Granted,
                    node if votes.refused.contains(node) => VoteView::Refused,
                    _ => VoteView::Awaited,
                };
                view.votes = Some(all.map(|node| (node, vote(node))).collect());
            }
            Role::Leader(leadership) => {
                view.role = RaftRole::Leader;
                let progress = |node: NodeId| leadership.progress[node.index()];
                let others = all.filter(|&node| node != raft.id);
                view.next_index =
                    Some(others.clone().map(|node| (node, progress(node).next_index)).collect());
                view.match_index = Some(others.map(|node| (node, progress(node).match_index)).collect());
            }
        }
        view
    }
}

fn entries(durable: &Durable, window: Option<(u64, u64)>) -> Vec<EntryView> {
    let (from, to) = window.unwrap_or((1, u64::MAX));
    let from = from.max(1);
    let entries = durable.log.slice(from, to.saturating_sub(from).saturating_add(1));
    let view = |(index, entry): (Index, super::Entry)| EntryView {
        index,
        term: entry.term,
        command: entry.command.map(|command| command.text().clone()),
    };
    (from..).zip(entries).map(view).collect()
}
