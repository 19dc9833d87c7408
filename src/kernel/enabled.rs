//! What can happen next, as moves: what a search tries, and what a menu offers.

use super::action::{Action, Cut, Target};
use super::name::{MessageRef, UnderWay};
use super::network::{Barrier, BarrierKind};
use super::world::{Status, World};
use super::{Endpoint, MessageId, NodeId};

/// A move that has an effect now: it is never answered by a [`super::NoEffect`].
#[derive(Clone, Debug)]
pub struct Enabled {
    /// The move. It names messages so that it means the same after edits of what came before.
    pub action: Action,
    /// The message that it is about, if it is about one.
    pub message: Option<MessageId>,
    /// The node that it is about; of a message the end to which it goes.
    pub node: Option<Endpoint>,
}

impl World {
    /// All that can happen next, in this order:
    ///
    /// - `deliver` for each message under way, in the order of sending. One that the network is about to lose, or that is
    ///   on its way to a node that is down, is lost by it; a hold does not stop it; for a paused node there is none.
    /// - `fire` for each timer that is pending at a node that is up, by node, then in the order of the protocol's list.
    ///
    /// And with faults also:
    ///
    /// - `drop` for each message under way, then `duplicate` for each, in the order of sending;
    /// - node by node `crash` or `restart`, `pause` or `resume`, and `cut` if that cuts any link to another node;
    /// - `release` for each link that is held, in the order of the holds, and `heal` if there is any cut or hold.
    ///
    /// Moves with a quantity of their own are endless and not among them: requests, delays, clocks, the network's
    /// options, messages made by hand. What a client does by itself, asking again or its workload's next tick, comes
    /// with time: no move brings it about.
    pub fn enabled(&self, faults: bool) -> Vec<Enabled> {
        let messages = self.under_way();
        let deliverable = messages.iter().filter(|message| !self.waits_for_its_end(message.pending));
        let mut all: Vec<Enabled> = deliverable.map(|message| about(message, Action::Deliver)).collect();
        for node in self.node_ids().filter(|&node| self.status(node) == Status::Up) {
            let timers = self.timers(node).into_iter();
            all.extend(timers.map(|running| at(node, Action::Fire(node, running.timer))));
        }
        if faults {
            all.extend(messages.iter().map(|message| about(message, Action::Drop)));
            all.extend(messages.iter().map(|message| about(message, Action::Duplicate)));
            self.node_ids().for_each(|node| self.faults_of(node, &mut all));
            all.extend(self.releases());
            let heals = !self.network.barriers().is_empty();
            all.extend(heals.then_some(Enabled { action: Action::Heal, message: None, node: None }));
        }
        all
    }

    fn faults_of(&self, node: NodeId, all: &mut Vec<Enabled>) {
        let target = Target::Node(node);
        all.push(at(
            node,
            match self.status(node) {
                Status::Down => Action::Restart(target),
                Status::Up | Status::Paused => Action::Crash(target),
            },
        ));
        match self.status(node) {
            Status::Up => all.push(at(node, Action::Pause(target))),
            Status::Paused => all.push(at(node, Action::Resume(target))),
            Status::Down => {}
        }
        let is_cut = |from: NodeId, to: NodeId| self.network.is_cut(from.into(), to.into());
        let mut others = self.node_ids().filter(|&other| other != node);
        if others.any(|other| !(is_cut(node, other) && is_cut(other, node))) {
            all.push(at(node, Action::Cut(Cut::Isolate(vec![target]))));
        }
    }

    /// One for each held link, however often it is held.
    fn releases(&self) -> impl Iterator<Item = Enabled> {
        let barriers = self.network.barriers();
        let holds = |barrier: &Barrier| barrier.kind == BarrierKind::Hold;
        let first = move |(index, barrier): &(usize, &Barrier)| {
            holds(barrier) && !barriers[..*index].contains(barrier)
        };
        barriers.iter().enumerate().filter(first).map(|(_, barrier)| {
            let action = Action::Release(barrier.from[0], barrier.to[0]);
            Enabled { action, message: None, node: None }
        })
    }
}

fn about(message: &UnderWay<'_>, action: fn(MessageRef) -> Action) -> Enabled {
    let UnderWay { name, pending, .. } = message;
    Enabled { action: action(MessageRef::Name(*name)), message: Some(pending.id), node: Some(name.to) }
}

fn at(node: NodeId, action: Action) -> Enabled {
    Enabled { action, message: None, node: Some(node.into()) }
}
