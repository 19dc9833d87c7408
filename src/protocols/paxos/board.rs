//! Ghost knowledge: ballot by ballot, who promised, who accepted what, and what is chosen. No node knows all of it.

use super::{Ballot, Proposal, Value};
use crate::data::Data;
use crate::kernel::{NodeId, NodeSet};
use crate::sorted::Sorted;
use crate::value::Show;

/// The most ballots that are remembered: of more, those that nobody accepted go first, the lowest before others.
///
/// A ballot that was dropped and is accepted later comes back, so no choice is missed unless so many ballots are
/// half accepted at a time.
pub const BALLOTS_KEPT_MAX: usize = 64;

/// The ballots of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Board {
    ballots: Sorted<Ballot, Column>,
}

/// What became of one ballot.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// Who started it.
    pub proposer: Option<NodeId>,
    /// What its proposer would propose if no promise reported anything.
    pub own: Option<Value>,
    /// The values proposed in it: one, unless ballots are shared or used again.
    pub issued: Vec<Value>,
    /// Who promised it.
    pub promised: NodeSet,
    /// Who refused its Prepare or its Accept.
    pub refused: NodeSet,
    /// Who accepted which value.
    pub accepted: Vec<(Value, NodeSet)>,
    /// The value that a majority accepted.
    pub chosen: Option<Value>,
}

impl Board {
    /// What is known of a ballot, kept from now on.
    pub fn column(&mut self, ballot: Ballot) -> &mut Column {
        if self.ballots.get(&ballot).is_none() && self.ballots.len() >= BALLOTS_KEPT_MAX {
            let idle = self.ballots.iter().find(|(_, column)| column.accepted.is_empty());
            match idle.map(|(&ballot, _)| ballot) {
                Some(idle) => drop(self.ballots.remove(&idle)),
                None => drop(self.ballots.remove_first()),
            }
        }
        self.ballots.get_or_insert(ballot, Column::default())
    }

    /// A node accepted a proposal; returns how many did so far.
    pub fn accept(&mut self, node: NodeId, proposal: &Proposal) -> (u64, &mut Column) {
        let column = self.column(proposal.ballot);
        let known = column.accepted.iter().position(|(value, _)| *value == proposal.value);
        let place = known.unwrap_or_else(|| {
            column.accepted.push((proposal.value.clone(), NodeSet::default()));
            column.accepted.len() - 1
        });
        let nodes = &mut column.accepted[place].1;
        nodes.insert(node);
        (nodes.len(), column)
    }

    /// The bytes that it holds and an earlier one does not.
    pub fn weigh(&self, before: Option<&Board>) -> usize {
        self.ballots.weigh(before.map(|before| &before.ballots), |_, column| {
            let values = column.issued.iter().chain(column.accepted.iter().map(|(value, _)| value));
            values.map(|value| value.heap() + size_of::<(Value, NodeSet)>()).sum()
        })
    }

    /// Whether a value is chosen in a ballot that is remembered.
    pub fn is_chosen(&self, value: &Value) -> bool {
        self.ballots.iter().any(|(_, column)| column.chosen.as_ref() == Some(value))
    }

    /// All ballots, the lowest first.
    pub fn view(&self, needed: u64) -> Data {
        Data::List(self.ballots.iter().map(|(ballot, column)| column.view(*ballot, needed)).collect())
    }
}

impl Column {
    fn view(&self, ballot: Ballot, needed: u64) -> Data {
        let mut accepted: Sorted<NodeId, &Value> = Sorted::default();
        for (value, nodes) in &self.accepted {
            for node in nodes.iter() {
                accepted.insert(node, value);
            }
        }
        let accepted = accepted.iter().map(|(node, value)| (node.to_string(), Data::text(value)));
        Data::Fields(vec![
            ("ballot", Data::text(ballot)),
            ("proposer", Data::optional(self.proposer)),
            ("own", Data::optional(self.own.as_ref())),
            ("value", Data::optional(self.issued.last())),
            ("promised", Data::texts(self.promised.iter())),
            ("refused", Data::texts(self.refused.iter())),
            ("accepted", Data::Map(accepted.collect())),
            ("promisedByMajority", Data::Flag(self.promised.len() >= needed)),
            ("chosen", Data::optional(self.chosen.as_ref())),
        ])
    }
}
