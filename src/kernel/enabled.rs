//! What can happen next, as moves: what a search tries, and what a menu offers.

use super::action::{Action, Cut, Target};
use super::disk::{Disk, DiskChange, Pace};
use super::name::{MessageRef, UnderWay};
use super::network::BarrierKind;
use super::world::{Status, World};
use super::{Endpoint, MessageId, NodeId, Party};

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
    ///   on its way to a node that is down, is lost by it; a hold does not stop it; for a paused node there is none, and for
    ///   one that must not overtake another there is none before that.
    /// - `fire` for each timer that is pending at a node that is up, by node, then in the order of the protocol's list.
    /// - with `set disk`, `disk n1 finish` for each node that is up and has a write under way.
    ///
    /// And with faults also:
    ///
    /// - `drop` for each message under way, then `duplicate` for each, in the order of sending;
    /// - node by node `crash` or `restart`, `pause` or `resume`, and `cut` if that cuts any link to another node;
    ///   with `set disk` also `disk n1 stall` unless it stalls, and `disk n1 ok` unless it is as the header says;
    /// - `release` for each link or zone's links that are held, in the order of the holds, and `heal` if there is any cut
    ///   or hold.
    ///
    /// Moves with a quantity of their own are endless and not among them: requests, delays, clocks, the network's
    /// options, disks that are slow, crashes that lose finished writes, messages made by hand. What a client does by
    /// itself, asking again or its workload's next tick, comes with time: no move brings it about.
    pub fn enabled(&self, faults: bool) -> Vec<Enabled> {
        let (messages, mut all) = (self.under_way(), Vec::new());
        for (index, message) in messages.iter().enumerate() {
            let first = || !messages[..index].iter().any(|other| message.pending.is_behind(other.pending));
            if !self.waits_for_its_end(message.pending) && (!message.pending.fifo || first()) {
                about(&mut all, message, Action::Deliver);
            }
        }
        for node in self.node_ids().filter(|&node| self.status(node) == Status::Up) {
            for running in self.timers(node) {
                at(&mut all, Some(node), Action::Fire(node, running.timer));
            }
        }
        self.node_ids().for_each(|node| self.finishes(node, &mut all));
        if faults {
            for action in [Action::Drop as fn(MessageRef) -> Action, Action::Duplicate] {
                messages.iter().for_each(|message| about(&mut all, message, action));
            }
            self.node_ids().for_each(|node| self.faults_of(node, &mut all));
            self.ends_of_barriers(&mut all);
        }
        all
    }

    fn faults_of(&self, node: NodeId, all: &mut Vec<Enabled>) {
        let (target, status) = (Target::Node(node), self.status(node));
        let stops = status != Status::Down;
        let target = || target.clone();
        at(all, Some(node), if stops { Action::Crash(target(), 0) } else { Action::Restart(target()) });
        if stops {
            let runs = status == Status::Up;
            at(all, Some(node), if runs { Action::Pause(target()) } else { Action::Resume(target()) });
        }
        let is_cut = |from: NodeId, to: NodeId| self.network.is_cut(from.into(), to.into());
        let mut others = self.node_ids().filter(|&other| other != node);
        if others.any(|other| !is_cut(node, other) || !is_cut(other, node)) {
            at(all, Some(node), Action::Cut(Cut::Isolate(vec![target()])));
        }
        let Some(pace) = self.disk(node).map(Disk::pace) else { return };
        if pace != Pace::Stalled {
            at(all, Some(node), Action::Disk(node, DiskChange::Stall));
        }
        if pace != Pace::Ok {
            at(all, Some(node), Action::Disk(node, DiskChange::Ok));
        }
    }

    fn finishes(&self, node: NodeId, all: &mut Vec<Enabled>) {
        let writes = self.disk(node).is_some_and(|disk| !disk.under_way().is_empty());
        if writes && self.status(node) == Status::Up {
            at(all, Some(node), Action::Disk(node, DiskChange::Finish));
        }
    }

    /// One release for each held link, however often it is held.
    fn ends_of_barriers(&self, all: &mut Vec<Enabled>) {
        let barriers = self.network.barriers();
        for (index, barrier) in barriers.iter().enumerate() {
            if barrier.kind == BarrierKind::Hold && !barriers[..index].contains(barrier) {
                let party = |ends| Party::of(ends, &self.config.zones);
                let (from, to) = (party(&barrier.from), party(&barrier.to));
                let (from, to) = from.zip(to).expect("a hold is from one end or zone to another");
                at(all, None, Action::Release(from, to));
            }
        }
        if !barriers.is_empty() {
            at(all, None, Action::Heal);
        }
    }
}

// Each apart from its callers: they are many, and an action is large.

#[inline(never)]
fn about(
    all: &mut Vec<Enabled>,
    UnderWay { name, pending, .. }: &UnderWay<'_>,
    action: fn(MessageRef) -> Action,
) {
    let action = action(MessageRef::Name(*name));
    all.push(Enabled { action, message: Some(pending.id), node: Some(name.to) });
}

#[inline(never)]
fn at(all: &mut Vec<Enabled>, node: Option<NodeId>, action: Action) {
    all.push(Enabled { action, message: None, node: node.map(Endpoint::Node) });
}
