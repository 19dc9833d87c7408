//! What a frame shows of a server. What only a candidate or a leader has is absent elsewhere.

use super::{Durable, Index, Raft, Role};
use crate::data::Data;
use crate::kernel::NodeId;
use crate::value::Show;

type Fields = Vec<(&'static str, Data)>;

/// A server that is down: what is durable, and the state it would start with.
pub(super) fn of_durable(durable: &Durable, window: Option<(u64, u64)>) -> Fields {
    vec![
        ("role", Data::text("follower")),
        ("currentTerm", Data::count(durable.current_term)),
        ("votedFor", Data::optional(durable.voted_for)),
        ("leader", Data::Null),
        ("log", entries(durable, window)),
        ("lastIndex", Data::count(durable.log.last_index())),
        ("commitIndex", Data::count(0)),
        ("lastApplied", Data::count(0)),
        ("machine", Data::Map(Vec::new())),
    ]
}

/// A server that is not down.
pub(super) fn of(raft: &Raft, window: Option<(u64, u64)>) -> Fields {
    let durable = &raft.durable;
    let machine = raft.machine.values().iter().map(|(key, value)| (key.to_string(), Data::text(value)));
    let mut fields = vec![
        ("role", Data::text(role(&raft.role))),
        ("currentTerm", Data::count(durable.current_term)),
        ("votedFor", Data::optional(durable.voted_for)),
        ("leader", Data::optional(raft.leader)),
        ("log", entries(durable, window)),
        ("lastIndex", Data::count(durable.log.last_index())),
        ("commitIndex", Data::count(raft.commit_index)),
        ("lastApplied", Data::count(raft.last_applied)),
        ("machine", Data::Map(machine.collect())),
    ];
    match &raft.role {
        Role::Follower => {}
        Role::PreCandidate { votes } | Role::Candidate { votes } => {
            let vote = |node| match node {
                node if votes.granted.contains(node) => "granted",
                node if votes.refused.contains(node) => "refused",
                _ => "awaited",
            };
            fields.push(("votes", by_node(raft, |_| true, |node| Data::text(vote(node)))));
        }
        Role::Leader(leadership) => {
            let progress = |node: NodeId| leadership.progress[node.index()];
            let other = |node| node != raft.id;
            fields.push(("nextIndex", by_node(raft, other, |node| Data::count(progress(node).next_index))));
            fields.push(("matchIndex", by_node(raft, other, |node| Data::count(progress(node).match_index))));
        }
    }
    fields
}

/// Whether a field is as it was earlier; none where that takes as long as to show it.
pub(super) fn same(now: &Raft, earlier: &Raft, field: &str) -> Option<bool> {
    let durable = [&now.durable, &earlier.durable];
    Some(match field {
        "role" => role(&now.role) == role(&earlier.role),
        "currentTerm" => durable[0].current_term == durable[1].current_term,
        "votedFor" => durable[0].voted_for == durable[1].voted_for,
        "leader" => now.leader == earlier.leader,
        "lastIndex" => durable[0].log.last_index() == durable[1].log.last_index(),
        "commitIndex" => now.commit_index == earlier.commit_index,
        "lastApplied" => now.last_applied == earlier.last_applied,
        // Of what a role holds not all is shown: if something differs, it may be that.
        "votes" | "nextIndex" | "matchIndex" if now.role == earlier.role => true,
        "machine" => now.machine.values() == earlier.machine.values(),
        "log" if digest(durable[0]) == digest(durable[1]) => true,
        _ => return None,
    })
}

/// A digest of the whole log.
fn digest(durable: &Durable) -> Option<u64> {
    durable.log.digest_at(durable.log.last_index())
}

fn role(role: &Role) -> &'static str {
    match role {
        Role::Follower => "follower",
        Role::PreCandidate { .. } => "pre-candidate",
        Role::Candidate { .. } => "candidate",
        Role::Leader(_) => "leader",
    }
}

fn by_node(raft: &Raft, which: impl Fn(NodeId) -> bool, value: impl Fn(NodeId) -> Data) -> Data {
    let nodes = (1..=raft.nodes).map(NodeId).filter(|&node| which(node));
    Data::Map(nodes.map(|node| (node.to_string(), value(node))).collect())
}

fn entries(durable: &Durable, window: Option<(u64, u64)>) -> Data {
    let (from, to) = window.unwrap_or((1, u64::MAX));
    let from: Index = from.max(1);
    let entries = durable.log.slice(from, to.saturating_sub(from).saturating_add(1));
    let view = |(index, entry): (Index, super::Entry)| {
        let mut fields = vec![("index", Data::count(index))];
        if let Data::Fields(rest) = entry.data() {
            fields.extend(rest);
        }
        Data::Fields(fields)
    };
    Data::List((from..).zip(entries).map(view).collect())
}
