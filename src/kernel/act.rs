//! What actions do to a world: faults, single messages, clocks, and requests made by hand.

use std::rc::Rc;

use super::action::{Action, Cut, NetworkChange, Own, Target};
use super::network::{Barrier, BarrierKind, Envelope, Fate, LossReason, Pending, barriers};
use super::queue::{Key, in_due_order};
use super::record::{Body, NoEffect, Scribe};
use super::world::{Status, World};
use super::{Endpoint, MessageRef, NodeId, Party, TimerName};
use crate::sorted::sort_by_key;
use crate::time::Time;

impl World {
    pub(super) fn act(&mut self, action: &Rc<Action>, scribe: &mut Scribe<'_>) {
        let node = match **action {
            Action::Request(client, ..) | Action::Workload(client, _) => Some(Endpoint::Client(client)),
            Action::Clock(node, _) | Action::Fire(node, _) | Action::Disk(node, _) => {
                Some(Endpoint::Node(node))
            }
            Action::Own(ref own) => own.node().map(Endpoint::Node),
            _ => None,
        };
        let head = scribe.head(None, node, Body::Action(action.clone()));
        let done = match &**action {
            Action::Network(change) => {
                self.change_network(change);
                Ok(())
            }
            Action::Clock(node, rate) => {
                self.set_rate(*node, *rate);
                Ok(())
            }
            Action::Workload(client, every) => {
                self.set_workload(*client, *every, head);
                Ok(())
            }
            Action::Request(client, node, command) => {
                self.client_wants(*client, *node, command.clone(), scribe);
                Ok(())
            }
            Action::Crash(target, losing) => {
                self.each(target, &|world, node, scribe| world.crash(node, *losing, scribe), scribe)
            }
            Action::Disk(node, change) => self.change_disk(*node, *change, scribe),
            Action::Restart(target) => self.each(target, &Self::restart, scribe),
            Action::Pause(target) => self.each(target, &Self::pause, scribe),
            Action::Resume(target) => self.each(target, &Self::resume, scribe),
            Action::Cut(cut) => self.cut_off(cut, scribe),
            Action::Hold(from, to) => {
                self.hold(from, to);
                Ok(())
            }
            Action::Release(from, to) => self.release(from, to),
            Action::Heal => self.heal(),
            Action::Fire(node, timer) => self.fire_now(*node, *timer, scribe),
            Action::Drop(message) => self.drop_message(*message, scribe),
            Action::Delay(message, span) => self.delay(*message, *span),
            Action::Duplicate(message) => self.duplicate(*message, scribe),
            Action::Deliver(message) => self.deliver(*message, scribe),
            Action::Inject(envelope) => {
                self.send_once(envelope.clone(), scribe);
                Ok(())
            }
            Action::Own(own) => self.own_move(own, scribe),
        };
        if let Err(reason) = done {
            scribe.also(node, Body::NoEffect(reason));
        }
    }

    /// A move of the protocol is made at the node that it names.
    fn own_move(&mut self, own: &Own, scribe: &mut Scribe<'_>) -> Result<(), NoEffect> {
        let node = own.node().expect("a move of a cluster's protocol names the node that makes it");
        let mut done = Err(NoEffect::NotUp);
        self.handle(node, scribe, |nodes, effects| done = nodes.on_move(node, own, effects));
        done
    }

    fn cut_off(&mut self, cut: &Cut, scribe: &mut Scribe<'_>) -> Result<(), NoEffect> {
        let barriers = barriers(cut, self.config.nodes, |target| self.resolve(target));
        let nobody = |target| self.resolve(&target).is_empty();
        let none = match cut {
            Cut::Isolate(targets) if targets[..] == [Target::Leader] && nobody(Target::Leader) => {
                NoEffect::NoLeader
            }
            Cut::Isolate(targets) if targets[..] == [Target::Follower] && nobody(Target::Follower) => {
                NoEffect::NoFollower
            }
            _ => NoEffect::NoOthers,
        };
        let any = !barriers.is_empty();
        self.cut(barriers, scribe);
        any.then_some(()).ok_or(none)
    }

    fn release(&mut self, from: &Party, to: &Party) -> Result<(), NoEffect> {
        let held = self.network.release(from.ends(), to.ends());
        self.wake();
        held.then_some(()).ok_or(NoEffect::NotHeld)
    }

    fn heal(&mut self) -> Result<(), NoEffect> {
        let any = self.network.heal();
        self.wake();
        any.then_some(()).ok_or(NoEffect::NothingToHeal)
    }

    fn change_network(&mut self, change: &NetworkChange) {
        match change {
            NetworkChange::Links(ends, setting) => self.network.links.set(*setting, ends.as_ref()),
            NetworkChange::Order(order) => self.network.order = *order,
        }
    }

    /// A pending timer fires now. One that is not set has nothing to fire: a handler that is called without its
    /// timer would do what no run of the protocol does.
    fn fire_now(&mut self, node: NodeId, timer: TimerName, scribe: &mut Scribe<'_>) -> Result<(), NoEffect> {
        if self.status(node) != Status::Up {
            return Err(NoEffect::NotUp);
        }
        if !self.slots[node.index()].timers.runs(timer) {
            return Err(NoEffect::NotPending);
        }
        self.fire(node, timer, scribe);
        Ok(())
    }

    /// Timers run at another rate; what is left of those that run is rescaled.
    fn set_rate(&mut self, node: NodeId, rate: u32) {
        let now = self.now;
        let slot = &mut self.slots[node.index()];
        let (old, new) = (u64::from(slot.rate), u64::from(rate));
        slot.rate = rate;
        for running in slot.timers.iter_mut() {
            let left = running.key.at.saturating_sub(now);
            running.key.at = now.saturating_add(left.scaled(old, new));
        }
        self.refresh_node(node);
    }

    /// Does something to each node that is meant. Of `all`, those that it cannot concern are passed over.
    fn each(
        &mut self,
        target: &Target,
        act: &dyn Fn(&mut Self, NodeId, &mut Scribe<'_>) -> Result<(), NoEffect>,
        scribe: &mut Scribe<'_>,
    ) -> Result<(), NoEffect> {
        let mut result = Err(match target {
            Target::Follower => NoEffect::NoFollower,
            _ => NoEffect::NoLeader,
        });
        for node in self.resolve(target) {
            let done = act(self, node, scribe);
            if result.is_err() {
                result = done;
            }
        }
        result
    }

    fn crash(&mut self, node: NodeId, losing: u32, scribe: &mut Scribe<'_>) -> Result<(), NoEffect> {
        if self.status(node) == Status::Down {
            return Err(NoEffect::AlreadyDown);
        }
        if losing > self.could_lose(node) {
            return Err(NoEffect::TooFewWrites);
        }
        self.nodes.crash(node, losing);
        let slot = &mut self.slots[node.index()];
        slot.status = Status::Down;
        slot.timers.clear();
        scribe.also(Some(node.into()), Body::Crashed);
        self.lose_writes(node, losing, scribe);
        self.refresh_node(node);
        self.wake();
        Ok(())
    }

    fn restart(&mut self, node: NodeId, scribe: &mut Scribe<'_>) -> Result<(), NoEffect> {
        if self.status(node) != Status::Down {
            return Err(NoEffect::NotDown);
        }
        scribe.also(Some(node.into()), Body::Restarted);
        self.start(node, scribe);
        Ok(())
    }

    fn pause(&mut self, node: NodeId, scribe: &mut Scribe<'_>) -> Result<(), NoEffect> {
        let slot = &mut self.slots[node.index()];
        slot.status = match slot.status {
            Status::Up => Status::Paused,
            Status::Down => return Err(NoEffect::AlreadyDown),
            Status::Paused => return Err(NoEffect::AlreadyPaused),
        };
        scribe.also(Some(node.into()), Body::Paused);
        self.refresh_node(node);
        self.park(|envelope| envelope.to == Endpoint::Node(node));
        Ok(())
    }

    /// What fell due during the pause falls due now, in the order in which it fell due.
    fn resume(&mut self, node: NodeId, scribe: &mut Scribe<'_>) -> Result<(), NoEffect> {
        let slot = &mut self.slots[node.index()];
        if slot.status != Status::Paused {
            return Err(NoEffect::NotPaused);
        }
        slot.status = Status::Up;
        scribe.also(Some(node.into()), Body::Resumed);
        let overdue_timers: Vec<(Key, TimerName)> =
            self.timers(node).iter().filter(|r| r.key.at < self.now).map(|r| (r.key, r.timer)).collect();
        let mut woken: Vec<(Key, Overdue)> =
            overdue_timers.into_iter().map(|(key, timer)| (key, Overdue::Timer(timer))).collect();
        let writes = self.overdue_writes(node).into_iter();
        woken.extend(writes.map(|key| (key, Overdue::Write)));
        for pending in self.ready() {
            woken.push((pending.key, Overdue::Message(pending)));
        }
        sort_by_key(&mut woken, |(key, _)| *key);
        for (key, overdue) in woken {
            match overdue {
                Overdue::Write => {
                    let to = self.not_before_now(key);
                    self.move_write(node, key, to);
                }
                Overdue::Message(pending) => self.go_on(pending),
                Overdue::Timer(timer) => {
                    let key = self.not_before_now(key);
                    let timers = &mut self.slots[node.index()].timers;
                    if let Some(running) = timers.iter_mut().find(|r| r.timer == timer) {
                        running.key = key;
                    }
                }
            }
        }
        self.refresh_node(node);
        Ok(())
    }

    pub(super) fn not_before_now(&mut self, key: Key) -> Key {
        if key.at < self.now { self.key_in(Time::ZERO) } else { key }
    }

    /// Takes the messages that waited and no longer have to, in due order.
    fn ready(&mut self) -> Vec<Pending> {
        let mut in_flight = std::mem::take(&mut self.in_flight);
        let ready = in_flight.extract_waiting(|pending| !self.waits(pending));
        self.in_flight = in_flight;
        ready
    }

    /// Puts the messages that waited and no longer have to on their way again.
    fn wake(&mut self) {
        for pending in self.ready() {
            self.go_on(pending);
        }
    }

    /// A message that waited goes on. One that falls due at this very instant, and must not overtake, comes after those
    /// that fell due before.
    fn go_on(&mut self, pending: Pending) {
        let is_due = pending.fifo && pending.key.at == self.now;
        let key = if is_due { self.key_in(Time::ZERO) } else { self.not_before_now(pending.key) };
        self.in_flight.push(Pending { key, ..pending });
    }

    /// Makes messages under way wait.
    fn park(&mut self, which: impl Fn(&Envelope) -> bool) {
        for pending in self.in_flight.extract(|p| p.fate == Fate::Arrives && which(&p.envelope)) {
            self.in_flight.push_waiting(pending);
        }
    }

    fn hold(&mut self, from: &Party, to: &Party) {
        let (from, to) = (from.ends(), to.ends());
        self.network.add(Barrier { kind: BarrierKind::Hold, from: from.into(), to: to.into(), both: false });
        self.park(|envelope| from.contains(&envelope.from) && to.contains(&envelope.to));
    }

    /// Cuts links; what is under way on them is lost at once.
    fn cut(&mut self, barriers: Vec<Barrier>, scribe: &mut Scribe<'_>) {
        for barrier in barriers {
            self.network.add(barrier);
        }
        self.network.empty_cut_links();
        let network = &self.network;
        let is_cut = |p: &Pending| network.is_cut(p.envelope.from, p.envelope.to);
        let mut lost = self.in_flight.extract(is_cut);
        lost.extend(self.in_flight.extract_waiting(is_cut));
        in_due_order(&mut lost);
        for pending in lost {
            scribe.also(Some(pending.envelope.to), Body::Lost(pending, LossReason::Cut));
        }
    }

    fn drop_message(&mut self, message: MessageRef, scribe: &mut Scribe<'_>) -> Result<(), NoEffect> {
        let pending = self.take(message)?;
        scribe.also(Some(pending.envelope.to), Body::Lost(pending, LossReason::Dropped));
        Ok(())
    }

    fn delay(&mut self, message: MessageRef, span: Time) -> Result<(), NoEffect> {
        let mut pending = self.take(message)?;
        pending.key.at = pending.key.at.saturating_add(span);
        pending.due = pending.due.saturating_add(span);
        pending.delayed |= span > Time::ZERO;
        self.hold_back(&pending);
        self.put(pending);
        Ok(())
    }

    /// What must not overtake a message that arrives later now arrives after it.
    fn hold_back(&mut self, pending: &Pending) {
        let at = pending.key.at;
        let overtakes = |other: &Pending| other.is_behind(pending) && other.key.at <= at;
        let mut behind = self.in_flight.extract(overtakes);
        behind.extend(self.in_flight.extract_waiting(overtakes));
        for mut other in behind {
            other.delayed |= other.key.at < at;
            other.not_before(at);
            // One that waits may be overdue: its place is behind what it must not overtake, and not at this instant.
            other.key.sequence = self.key_in(Time::ZERO).sequence;
            self.put(other);
        }
    }

    fn duplicate(&mut self, message: MessageRef, scribe: &mut Scribe<'_>) -> Result<(), NoEffect> {
        let original = self.message(message).ok_or(NoEffect::NotInFlight)?.envelope.clone();
        self.send_once(original, scribe);
        Ok(())
    }

    /// A message arrives now, or is lost now if that is its fate. A hold does not stop it, one that it must not overtake
    /// does.
    fn deliver(&mut self, message: MessageRef, scribe: &mut Scribe<'_>) -> Result<(), NoEffect> {
        let pending = self.message(message).ok_or(NoEffect::NotInFlight)?;
        if self.waits_for_its_end(pending) {
            return Err(NoEffect::DestinationPaused);
        }
        if pending.fifo && self.in_flight.has(|other| pending.is_behind(other)) {
            return Err(NoEffect::NotFirst);
        }
        let pending = self.take(message)?;
        self.arrive(pending, true, scribe);
        Ok(())
    }

    /// Whether a message would arrive, but at a node that is paused.
    pub(super) fn waits_for_its_end(&self, pending: &Pending) -> bool {
        let paused =
            matches!(pending.envelope.to, Endpoint::Node(node) if self.status(node) == Status::Paused);
        pending.fate == Fate::Arrives && paused
    }

    /// Takes a message out of what is under way.
    fn take(&mut self, message: MessageRef) -> Result<Pending, NoEffect> {
        let id = self.message(message).map(|pending| pending.id);
        id.and_then(|id| self.in_flight.take(id)).ok_or(NoEffect::NotInFlight)
    }
}

/// What a paused node has to handle when it goes on.
enum Overdue {
    Message(Pending),
    Timer(TimerName),
    Write,
}
