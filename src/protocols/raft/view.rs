//! What a frame shows of a server. What only a candidate or a leader has is absent elsewhere.

use super::{Durable, Raft, Role};
use crate::kernel::{NodeId, Window};
use crate::packed::{Plain, With, Writer, fields, rows};
use crate::protocols::machine::{Command, Machine};

/// A server that is down: what is durable, and the state it would start with.
pub(super) fn of_durable(durable: &Durable, window: Window, out: &mut Writer) {
    server(durable, &Server::default(), window, out);
}

/// A server that is not down.
pub(super) fn of(raft: &Raft, window: Window, out: &mut Writer) {
    let Raft { durable, leader, commit_index, last_applied, .. } = raft;
    let volatile = Server {
        role: role(&raft.role),
        leader: *leader,
        commit_index: *commit_index,
        last_applied: *last_applied,
        machine: Some(&raft.machine),
    };
    server(durable, &volatile, window, out);
    match &raft.role {
        Role::Follower => {}
        Role::PreCandidate { votes } | Role::Candidate { votes } => {
            let vote = |node| match node {
                node if votes.granted.contains(node) => "granted",
                node if votes.refused.contains(node) => "refused",
                _ => "awaited",
            };
            fields!(out; "votes": by_node(raft, |_| true, vote));
        }
        Role::Leader(leadership) => {
            let progress = |node: NodeId| leadership.progress[node.index()];
            let other = |node| node != raft.id;
            fields!(out;
                "nextIndex": by_node(raft, other, |node| progress(node).next_index),
                "matchIndex": by_node(raft, other, |node| progress(node).match_index),
            );
        }
    }
}

/// What is not durable, as a server starts with it.
struct Server<'r> {
    role: &'static str,
    leader: Option<NodeId>,
    commit_index: u64,
    last_applied: u64,
    machine: Option<&'r Machine>,
}

impl Default for Server<'_> {
    fn default() -> Self {
        Server { role: role(&Role::Follower), leader: None, commit_index: 0, last_applied: 0, machine: None }
    }
}

fn server(durable: &Durable, volatile: &Server<'_>, window: Window, out: &mut Writer) {
    fields!(out;
        "role": volatile.role,
        "currentTerm": durable.current_term,
        "votedFor": durable.voted_for,
        "leader": volatile.leader,
        "log": With(|out| entries(durable, window, out)),
        "lastIndex": durable.log.last_index(),
        "commitIndex": volatile.commit_index,
        "lastApplied": volatile.last_applied,
        "machine": With(|out| {
            let values = volatile.machine.into_iter().flat_map(|machine| machine.values().iter());
            out.map(values, |out, (key, value)| {
                key.write(out);
                value.write(out);
            });
        }),
    );
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

fn by_node<V: Plain>(raft: &Raft, which: impl Fn(NodeId) -> bool, value: impl Fn(NodeId) -> V) -> impl Plain {
    With(move |out| {
        let nodes = (1..=raft.nodes).map(NodeId).filter(|&node| which(node));
        out.map(nodes, |out, node| {
            node.write(out);
            value(node).write(out);
        });
    })
}

fn entries(durable: &Durable, window: Window, out: &mut Writer) {
    let log = &durable.log;
    let entries = window.of(log.last_index()).filter_map(|index| Some((index, log.get(index)?)));
    rows!(out; entries, |(index, entry)|
        "index": index,
        "term": entry.term,
        "command": entry.command.as_ref().map(Command::text),
    );
}
