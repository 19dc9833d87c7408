//! Ghost knowledge: ballot by ballot, who promised, who accepted what, and what is chosen. No node knows all of it.
//!
//! All ballots of the run are kept, for no verdict may rest on one that was thrown away: a message that is held, or made
//! by hand, brings back whatever was thought to be over. A frame shows some of them, and says how many it leaves out.

use super::{Ballot, Proposal, Value};
use crate::growing::Growing;
use crate::kernel::{Fingerprint, Multiset, NodeId, NodeSet};
use crate::packed::{Plain, With, Writer, fields};
use crate::sorted::Sorted;
use crate::value::Show;

/// The most ballots that a frame shows. Of more, those that nobody accepted are left out first, then those that chose
/// nothing, the lowest before others; the highest of all stays.
pub const BALLOTS_SHOWN_MAX: usize = 64;

/// The ballots of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Board {
    /// All of them.
    ballots: Growing<Ballot, Column>,
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
    /// What is known of a ballot, kept from now on.
    pub fn column(&mut self, ballot: Ballot) -> &mut Column {
        self.ballots.get_or_insert(ballot, Column::default())
    }

    /// The ballots that a frame shows, the lowest first. Chosen when a frame is asked for, from all there are: to keep
    /// the choice up to date would cost every ballot of a duel a look at all that are shown.
    fn shown(&self) -> Vec<(&Ballot, &Column)> {
        let mut all: Vec<(&Ballot, &Column)> = Vec::with_capacity(self.ballots.len());
        self.ballots.each(&mut |ballot, column| all.push((ballot, column)));
        let mut out = all.len().saturating_sub(BALLOTS_SHOWN_MAX);
        let highest = all.last().map(|(ballot, _)| **ballot);
        for may_go in [Column::is_idle, Column::chose_nothing, |_: &Column| true] {
            all.retain(|(ballot, column)| {
                let goes = out > 0 && Some(**ballot) != highest && may_go(column);
                out -= usize::from(goes);
                !goes
            });
        }
        all
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

    /// Who accepted which value in which ballot. From that follows what is chosen, in each ballot and at all.
    pub fn accepted(&self) -> Multiset {
        self.gathered(|ballot, column, add| {
            column.accepted.iter().for_each(|accepted| add(Fingerprint::of(&(ballot, accepted))))
        })
    }
    /// Which values were proposed in which ballot.
    pub fn issued(&self) -> Multiset {
        self.gathered(|ballot, Column { issued, .. }, add| {
            // One that is proposed again after another stands there twice.
            let new = issued.iter().enumerate().filter(|(place, value)| !issued[..*place].contains(value));
            new.for_each(|(_, value)| add(Fingerprint::of(&(ballot, value))));
        })
    }
    /// Who started which ballot first.
    pub fn proposers(&self) -> Multiset {
        self.gathered(|ballot, column, add| {
            column.proposer.iter().for_each(|proposer| add(Fingerprint::of(&(ballot, proposer))))
        })
    }
    /// What the columns hold of something. Those of which only a frame shows anything leave nothing.
    fn gathered(&self, of: fn(&Ballot, &Column, &mut dyn FnMut(Fingerprint))) -> Multiset {
        let mut all = Multiset::default();
        self.ballots.each(&mut |ballot, column| of(ballot, column, &mut |one| all.add(one)));
        all
    }

    /// The bytes that it holds and an earlier one does not.
    pub fn weigh(&self, before: Option<&Board>) -> usize {
        let held = |_: &Ballot, Column { issued, accepted, .. }: &Column| {
            let values = issued.iter().chain(accepted.iter().map(|(value, _)| value));
            issued.capacity() * size_of::<Value>()
                + accepted.capacity() * size_of::<(Value, NodeSet)>()
                + values.map(Value::heap).sum::<usize>()
        };
        self.ballots.weigh(before.map(|before| &before.ballots), held)
    }

    /// The ballots that are shown, the lowest first.
    pub fn view(&self, needed: u64, out: &mut Writer) {
        out.list(self.shown(), |out, (ballot, column)| column.view(*ballot, needed, out));
    }

    /// How many ballots there are beside those that are shown.
    pub fn left_out(&self) -> u64 {
        self.ballots.len().saturating_sub(BALLOTS_SHOWN_MAX) as u64
    }
}

impl Column {
    /// Nobody accepted anything in it.
    fn is_idle(&self) -> bool {
        self.accepted.is_empty()
    }
    fn chose_nothing(&self) -> bool {
        self.chosen.is_none()
    }

    /// A value is proposed in it.
    pub fn is_issued(&mut self, value: &Value) {
        if self.issued.last() != Some(value) {
            self.issued.push(value.clone());
        }
    }

    fn view(&self, ballot: Ballot, needed: u64, out: &mut Writer) {
        let mut accepted: Sorted<NodeId, &Value> = Sorted::default();
        for (value, nodes) in &self.accepted {
            for node in nodes.iter() {
                accepted.insert(node, value);
            }
        }
        fields!(out;
            "ballot": ballot,
            "proposer": self.proposer,
            "own": self.own,
            "value": self.issued.last(),
            "promised": self.promised,
            "refused": self.refused,
            "accepted": With(|out| out.map(accepted.iter(), |out, (node, value)| {
                node.write(out);
                value.write(out);
            })),
            "promisedByMajority": self.promised.len() >= needed,
            "chosen": self.chosen,
        );
    }
}
