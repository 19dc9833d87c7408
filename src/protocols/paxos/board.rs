//! Ghost knowledge: ballot by ballot, who promised, who accepted what, and what is chosen. No node knows all of it.
//!
//! All ballots of the run are kept, for no verdict may rest on one that was thrown away: a message that is held, or made
//! by hand, brings back whatever was thought to be over. A frame shows some of them, and says how many it leaves out.

use super::{Ballot, Proposal, Value};
use crate::data::Data;
use crate::growing::Growing;
use crate::kernel::{NodeId, NodeSet};
use crate::sorted::Sorted;
use crate::value::Show;

/// The most ballots that a frame shows. Of more, those that nobody accepted are left out first, then those that chose
/// nothing, the lowest before others.
pub const BALLOTS_SHOWN_MAX: usize = 64;

/// The ballots of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Board {
    /// All of them.
    ballots: Growing<Ballot, Column>,
    /// Those that a frame shows, in their order.
    shown: Vec<Ballot>,
}

/// What became of one ballot.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// Who started it first.
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
    /// The value that a majority accepted; of two, which only bugs and forgeries bring about, the later.
    pub chosen: Option<Value>,
}

impl Board {
    /// What is known of a ballot, kept and shown from now on.
    pub fn column(&mut self, ballot: Ballot) -> &mut Column {
        if let Err(place) = self.shown.binary_search(&ballot) {
            self.show(place, ballot);
        }
        self.ballots.get_or_insert(ballot, Column::default())
    }

    fn show(&mut self, place: usize, ballot: Ballot) {
        self.shown.insert(place, ballot);
        if self.shown.len() <= BALLOTS_SHOWN_MAX {
            return;
        }
        let column = |other: &Ballot| self.ballots.get(other).filter(|_| *other != ballot);
        let first = |may_go: fn(&Column) -> bool| {
            self.shown.iter().position(|other| column(other).is_some_and(may_go))
        };
        let idle = first(|column| column.accepted.is_empty());
        let least = idle.or_else(|| first(|column| column.chosen.is_none())).unwrap_or(0);
        self.shown.remove(least);
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
        let held = |_: &Ballot, Column { issued, accepted, .. }: &Column| {
            let values = issued.iter().chain(accepted.iter().map(|(value, _)| value));
            issued.capacity() * size_of::<Value>()
                + accepted.capacity() * size_of::<(Value, NodeSet)>()
                + values.map(Value::heap).sum::<usize>()
        };
        self.shown.capacity() * size_of::<Ballot>()
            + self.ballots.weigh(before.map(|before| &before.ballots), held)
    }

    /// The ballots that are shown, the lowest first.
    pub fn view(&self, needed: u64) -> Data {
        let shown = self.shown.iter().filter_map(|ballot| Some((*ballot, self.ballots.get(ballot)?)));
        Data::List(shown.map(|(ballot, column)| column.view(ballot, needed)).collect())
    }

    /// How many ballots there are beside those that are shown.
    pub fn left_out(&self) -> u64 {
        (self.ballots.len() - self.shown.len()) as u64
    }
}

impl Column {
    /// A value is proposed in it.
    pub fn is_issued(&mut self, value: &Value) {
        if self.issued.last() != Some(value) {
            self.issued.push(value.clone());
        }
    }

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
