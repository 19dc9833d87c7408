//! What a frame shows of a node. Promises and accepts of its ballot are shown acceptor by acceptor.

use super::{Attempt, Durable, Paxos, Phase, Proposal};
use crate::data::Data;
use crate::kernel::{NodeId, NodeSet};

type Fields = Vec<(&'static str, Data)>;

/// A node that is down: what is durable; what it knew is lost.
pub(super) fn of_durable(durable: &Durable) -> Fields {
    fields(durable, Data::Null, None)
}

/// A node that is not down.
pub(super) fn of(paxos: &Paxos) -> Fields {
    let attempt = paxos.attempt.as_ref().map_or(Data::Null, |attempt| attempt_view(paxos, attempt));
    fields(&paxos.durable, attempt, paxos.learned.as_ref())
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

fn fields(durable: &Durable, attempt: Data, learned: Option<&Proposal>) -> Fields {
    vec![
        ("promised", Data::optional(durable.promised)),
        ("accepted", proposal(durable.accepted.as_ref())),
        ("tried", Data::count(durable.tried)),
        ("proposal", attempt),
        ("learned", proposal(learned)),
    ]
}

/// A proposal, or null.
pub(super) fn proposal(proposal: Option<&Proposal>) -> Data {
    proposal.map_or(Data::Null, |Proposal { ballot, value }| {
        Data::Fields(vec![("ballot", Data::text(ballot)), ("value", Data::text(value))])
    })
}

fn attempt_view(paxos: &Paxos, attempt: &Attempt) -> Data {
    let phase = match attempt.phase {
        Phase::Prepare => "prepare",
        Phase::Accept => "accept",
        Phase::Chosen => "chosen",
        Phase::Abandoned => "abandoned",
    };
    let issued = attempt.value.is_some();
    let refused = |now: bool| if now { attempt.refused } else { NodeSet::default() };
    let promises = answers(paxos.nodes, attempt.promises, "promised", refused(!issued));
    let accepts = answers(paxos.nodes, paxos.accepts_of(attempt), "accepted", refused(issued));
    Data::Fields(vec![
        ("ballot", Data::text(attempt.ballot)),
        ("phase", Data::text(phase)),
        ("promises", promises),
        ("accepts", accepts),
        ("reported", proposal(attempt.reported.as_ref())),
        ("value", Data::optional(attempt.value.as_ref())),
    ])
}

/// What each acceptor answered.
fn answers(nodes: u16, yes: NodeSet, word: &'static str, no: NodeSet) -> Data {
    let answer = |node| match node {
        node if yes.contains(node) => word,
        node if no.contains(node) => "refused",
        _ => "awaited",
    };
    let nodes = (1..=nodes).map(NodeId);
    Data::Map(nodes.map(|node| (node.to_string(), Data::text(answer(node)))).collect())
}
