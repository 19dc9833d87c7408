//! What a frame shows of a node. Promises and accepts of its ballot are shown acceptor by acceptor.

use super::{Attempt, Durable, Paxos, Phase, Proposal};
use crate::kernel::{NodeId, NodeSet};
use crate::packed::{Plain, With, Writer, fields};

/// A node that is down: what is durable; what it knew is lost.
pub(super) fn of_durable(durable: &Durable, out: &mut Writer) {
    node(durable, None::<bool>, None, out);
}

/// A node that is not down.
pub(super) fn of(paxos: &Paxos, out: &mut Writer) {
    let attempt = paxos.attempt.as_ref();
    let attempt = attempt.map(|attempt| With(move |out| attempt_view(paxos, attempt, out)));
    node(&paxos.durable, attempt, paxos.learned.as_ref(), out);
}

/// Whether a field is as it was earlier; none where that takes as long as to show it.
pub(super) fn same(now: &Paxos, earlier: &Paxos, field: &str) -> Option<bool> {
    let durable = [&now.durable, &earlier.durable];
    Some(match field {
        "promised" => durable[0].promised == durable[1].promised,
        "accepted" => durable[0].accepted == durable[1].accepted,
        "tried" => durable[0].tried == durable[1].tried,
        "learned" => now.learned == earlier.learned,
        _ => return None,
    })
}

fn node(durable: &Durable, attempt: impl Plain, learned: Option<&Proposal>, out: &mut Writer) {
    fields!(out;
        "promised": durable.promised,
        "accepted": durable.accepted,
        "tried": durable.tried,
        "proposal": attempt,
        "learned": learned,
    );
}

fn attempt_view(paxos: &Paxos, attempt: &Attempt, out: &mut Writer) {
    let phase = match attempt.phase {
        Phase::Prepare => "prepare",
        Phase::Accept => "accept",
        Phase::Chosen => "chosen",
        Phase::Abandoned => "abandoned",
    };
    let issued = attempt.value.is_some();
    let refused = |now: bool| if now { attempt.refused } else { NodeSet::default() };
    fields!(out;
        "ballot": attempt.ballot,
        "phase": phase,
        "promises": answers(paxos.nodes, attempt.promises, "promised", refused(!issued)),
        "accepts": answers(paxos.nodes, paxos.accepts_of(attempt), "accepted", refused(issued)),
        "reported": attempt.reported,
        "value": attempt.value,
    );
}

/// What each acceptor answered.
fn answers(nodes: u16, yes: NodeSet, word: &'static str, no: NodeSet) -> impl Plain {
    let answer = move |node| match node {
        node if yes.contains(node) => word,
        node if no.contains(node) => "refused",
        _ => "awaited",
    };
    With(move |out| {
        out.map((1..=nodes).map(NodeId), |out, node| {
            node.write(out);
            answer(node).write(out);
        });
    })
}
