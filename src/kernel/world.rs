//! The world and its one loop: take what is due first, let it happen, schedule what follows.
//!
//! [`World::apply`] is the only way in which a world changes.

use std::sync::Arc;

use super::action::{Action, Cut, NetworkChange, Target};
use super::network::{Barrier, BarrierKind, Envelope, Fate, LossReason, Network, Payload, Pending, barriers};
use super::protocol::{Context, Effect, Protocol, Request, Standing};
use super::queue::{InFlight, Key, Running, Timers, in_due_order};
use super::record::{Body, NoEffect, Record, Scribe};
use super::{Client, ClientId, Endpoint, MessageId, NodeId};
use crate::draw::{self, Draws, Purpose};
use crate::sorted::{Sorted, sort_by_key};
use crate::time::{Share, Time};

/// What a run is made from, beside its moves.
#[derive(Clone, Debug)]
pub struct Config<P: Protocol> {
    /// How many nodes, 1 to [`super::NODES_MAX`].
    pub nodes: u16,
    /// How many clients, up to [`super::CLIENTS_MAX`].
    pub clients: u16,
    /// The seed of all chance.
    pub seed: u64,
    /// The protocol's options and bugs.
    pub options: P::Options,
    /// How long a client waits for an answer.
    pub client_timeout: Time,
    /// Durable state to start from; nodes not named start with none.
    pub given: Sorted<NodeId, P::Durable>,
}

/// How a client waits unless `set client-timeout` says otherwise.
pub const CLIENT_TIMEOUT: Time = Time::from_ms(500);

/// Whether a node runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It runs.
    Up,
    /// It crashed; only what is durable is left.
    Down,
    /// Its process is stopped; it keeps its state.
    Paused,
}

/// A node and what the kernel keeps for it.
#[derive(Clone, Debug)]
struct Slot<P: Protocol> {
    state: State<P>,
    timers: Timers<P::Timer>,
    /// The rate of its timers, in percent.
    rate: u32,
}

#[derive(Clone, Debug)]
enum State<P: Protocol> {
    Up(P),
    Paused(P),
    Down(P::Durable),
}

/// What happens next.
#[derive(Clone, Debug)]
pub enum Step<'a, P: Protocol> {
    /// The earliest event that is due.
    Due,
    /// A move, at an instant before the next event.
    Act(Time, &'a Arc<Action<P>>),
}

/// A cluster, its clients, and the network between them, at one position of a run.
#[derive(Clone, Debug)]
pub struct World<P: Protocol> {
    pub(super) config: Arc<Config<P>>,
    pub(super) now: Time,
    position: u64,
    nodes: Vec<Slot<P>>,
    pub(super) clients: Vec<Client<P>>,
    network: Network,
    in_flight: InFlight<P>,
    draws: Draws,
    /// The next place in the order of scheduling.
    sequence: u64,
    next_message: u64,
    /// When the first timer of each node, then of each client, falls due.
    next_timer: Vec<Key>,
    /// A buffer for the effects of one handler, kept for its capacity.
    effects: Vec<Effect<P>>,
}

impl<P: Protocol> World<P> {
    /// Boots the nodes in their order, at time 0.
    pub fn boot(config: Config<P>, records: &mut Vec<Record<P>>) -> World<P> {
        let (nodes, clients) = (usize::from(config.nodes), usize::from(config.clients));
        let durable = |i| State::Down(config.given.get(&NodeId::from_index(i)).cloned().unwrap_or_default());
        let mut world = World {
            now: Time::ZERO,
            position: 0,
            nodes: (0..nodes)
                .map(|i| Slot { state: durable(i), timers: Timers::default(), rate: 100 })
                .collect(),
            clients: vec![Client::default(); clients],
            network: Network::default(),
            in_flight: InFlight::default(),
            draws: Draws::new(config.seed),
            sequence: 0,
            next_message: 1,
            next_timer: vec![Key::NEVER; nodes + clients],
            effects: Vec::new(),
            config: Arc::new(config),
        };
        let mut scribe = Scribe::new(records, 0, Time::ZERO);
        scribe.head(None, None, Body::Boot);
        for index in 0..nodes {
            world.start(NodeId::from_index(index), &mut scribe);
        }
        world
    }

    /// Lets one event happen and writes its records; false if nothing is due.
    pub fn apply(&mut self, step: Step<'_, P>, records: &mut Vec<Record<P>>) -> bool {
        match step {
            Step::Due => self.apply_due(records),
            Step::Act(at, action) => {
                assert!(
                    self.now <= at && at <= self.next_due().unwrap_or(Time::MAX),
                    "a move between two events"
                );
                self.now = at;
                self.position += 1;
                let mut scribe = Scribe::new(records, self.position, at);
                self.act(action, &mut scribe);
                true
            }
        }
    }

    // ------------------------------------------------------------------------------------------ looking

    /// What the run is made from.
    pub fn config(&self) -> &Config<P> {
        &self.config
    }
    /// How many events happened.
    pub fn position(&self) -> u64 {
        self.position
    }
    /// When the last one happened.
    pub fn now(&self) -> Time {
        self.now
    }
    /// When the next event happens if nobody acts; `None` if nothing is pending.
    pub fn next_due(&self) -> Option<Time> {
        let key = self.next_key();
        (key != Key::NEVER).then_some(key.at)
    }
    /// The ids of all nodes.
    pub fn node_ids(&self) -> impl Iterator<Item = NodeId> + use<P> {
        (1..=self.config.nodes).map(NodeId)
    }
    /// Whether a node runs.
    pub fn status(&self, node: NodeId) -> Status {
        match self.nodes[node.index()].state {
            State::Up(_) => Status::Up,
            State::Paused(_) => Status::Paused,
            State::Down(_) => Status::Down,
        }
    }
    /// The state of a node that is not down.
    pub fn node(&self, node: NodeId) -> Option<&P> {
        match &self.nodes[node.index()].state {
            State::Up(state) | State::Paused(state) => Some(state),
            State::Down(_) => None,
        }
    }
    /// What is durable at a node.
    pub fn durable(&self, node: NodeId) -> &P::Durable {
        match &self.nodes[node.index()].state {
            State::Up(state) | State::Paused(state) => state.durable(),
            State::Down(durable) => durable,
        }
    }
    /// A node's timers, in the order of their names.
    pub fn timers(&self, node: NodeId) -> Vec<Running<P::Timer>> {
        self.nodes[node.index()].timers.sorted()
    }
    /// The rate of a node's timers, in percent.
    pub fn rate(&self, node: NodeId) -> u32 {
        self.nodes[node.index()].rate
    }
    /// The clients, in order.
    pub fn clients(&self) -> &[Client<P>] {
        &self.clients
    }
    /// The network.
    pub fn network(&self) -> &Network {
        &self.network
    }
    /// What is under way.
    pub fn in_flight(&self) -> &InFlight<P> {
        &self.in_flight
    }
    /// The nodes that a word means now.
    pub fn resolve(&self, target: Target) -> Vec<NodeId> {
        let up = |&id: &NodeId| self.status(id) == Status::Up;
        let standing = |id: NodeId| self.node(id).map_or(Standing::Other, P::standing);
        match target {
            Target::Node(id) => vec![id],
            Target::All => self.node_ids().collect(),
            Target::Follower => self
                .node_ids()
                .filter(up)
                .find(|&id| standing(id) == Standing::Follower)
                .into_iter()
                .collect(),
            Target::Leader => {
                let leaders = self.node_ids().filter(up).filter_map(|id| match standing(id) {
                    Standing::Leader(term) => Some((term, id)),
                    _ => None,
                });
                leaders
                    .max_by_key(|&(term, id)| (term, std::cmp::Reverse(id)))
                    .map(|(_, id)| id)
                    .into_iter()
                    .collect()
            }
        }
    }

    // --------------------------------------------------------------------------------------- due events

    fn next_key(&self) -> Key {
        let timers = self.next_timer.iter().copied().min().unwrap_or(Key::NEVER);
        self.in_flight.next().min(timers)
    }

    fn apply_due(&mut self, records: &mut Vec<Record<P>>) -> bool {
        let key = self.next_key();
        if key == Key::NEVER {
            return false;
        }
        self.now = key.at;
        self.position += 1;
        let mut scribe = Scribe::new(records, self.position, self.now);
        if self.in_flight.next() == key {
            if let Some(pending) = self.in_flight.pop() {
                self.arrive(pending, false, &mut scribe);
            }
            return true;
        }
        let owner = self.next_timer.iter().position(|&k| k == key).expect("the key is some owner's");
        if owner < self.nodes.len() {
            self.fire_due(NodeId::from_index(owner), &mut scribe);
        } else {
            self.client_due(ClientId((owner - self.nodes.len()) as u16 + 1), &mut scribe);
        }
        true
    }

    fn fire_due(&mut self, node: NodeId, scribe: &mut Scribe<'_, P>) {
        let slot = &mut self.nodes[node.index()];
        let Some(&Running { timer, cause, .. }) = slot.timers.first() else { return };
        scribe.head(Some(cause), Some(node.into()), Body::Timer(timer));
        self.fire(node, timer, scribe);
    }

    fn fire(&mut self, node: NodeId, timer: P::Timer, scribe: &mut Scribe<'_, P>) {
        self.nodes[node.index()].timers.take(timer);
        self.handle(node, scribe, |state, ctx| state.on_timer(timer, ctx));
    }

    /// A message reaches its end: it arrives, or it is lost. The record is the head of its event unless an
    /// action is.
    fn arrive(&mut self, pending: Pending<P>, by_hand: bool, scribe: &mut Scribe<'_, P>) {
        let to = pending.envelope.to;
        let lost = match (pending.fate, to) {
            (Fate::Lost(reason), _) => Some(reason),
            (Fate::Arrives, Endpoint::Node(node)) if self.status(node) == Status::Down => {
                Some(LossReason::Down)
            }
            _ => None,
        };
        let (cause, envelope) = (pending.cause, pending.envelope.clone());
        let body = lost
            .map_or_else(|| Body::Delivered(pending.clone()), |reason| Body::Lost(pending.clone(), reason));
        if by_hand {
            scribe.turn(cause, Some(to), body);
        } else {
            scribe.head(Some(cause), Some(to), body);
        }
        if lost.is_none() {
            self.receive(&envelope, scribe);
        }
    }

    fn receive(&mut self, envelope: &Envelope<P>, scribe: &mut Scribe<'_, P>) {
        match (&envelope.payload, envelope.from, envelope.to) {
            (Payload::Protocol(message), Endpoint::Node(from), Endpoint::Node(to)) => {
                self.handle(to, scribe, |state, ctx| state.on_message(from, message, ctx));
            }
            (Payload::Request { number, command }, Endpoint::Client(client), Endpoint::Node(to)) => {
                let request = Request { client, number: *number, command };
                self.handle(to, scribe, |state, ctx| state.on_request(request, ctx));
            }
            (Payload::Reply { number, outcome }, from, Endpoint::Client(client)) => {
                self.client_hears(client, from, *number, outcome, scribe);
            }
            _ => unreachable!("nodes talk to nodes and clients, clients to nodes"),
        }
    }

    // ---------------------------------------------------------------------------------- handlers, effects

    /// Starts a node that is down.
    fn start(&mut self, node: NodeId, scribe: &mut Scribe<'_, P>) {
        let State::Down(durable) = &self.nodes[node.index()].state else { return };
        let durable = durable.clone();
        let mut effects = std::mem::take(&mut self.effects);
        let config = self.config.clone();
        let mut ctx =
            Context { id: node, nodes: config.nodes, options: &config.options, effects: &mut effects };
        let state = P::start(durable, &mut ctx);
        self.nodes[node.index()].state = State::Up(state);
        self.carry_out(node, effects, scribe);
    }

    /// Calls a handler of a node that is up and carries out its effects.
    fn handle(
        &mut self,
        node: NodeId,
        scribe: &mut Scribe<'_, P>,
        handler: impl FnOnce(&mut P, &mut Context<'_, P>),
    ) {
        let mut effects = std::mem::take(&mut self.effects);
        let State::Up(state) = &mut self.nodes[node.index()].state else { return };
        let nodes = self.config.nodes;
        let mut ctx = Context { id: node, nodes, options: &self.config.options, effects: &mut effects };
        handler(state, &mut ctx);
        self.carry_out(node, effects, scribe);
    }

    fn carry_out(&mut self, node: NodeId, mut effects: Vec<Effect<P>>, scribe: &mut Scribe<'_, P>) {
        for effect in effects.drain(..) {
            match effect {
                Effect::Send { to, message } => {
                    self.send(node.into(), to.into(), Payload::Protocol(message), scribe);
                }
                Effect::Reply { client, number, outcome } => {
                    self.send(node.into(), client.into(), Payload::Reply { number, outcome }, scribe);
                }
                Effect::SetTimer { timer, range } => {
                    let key = draw::Key { purpose: Purpose::Timer, owner: u32::from(node.0) };
                    let span = self.draws.within(key, self.now, range);
                    let rate = u64::from(self.nodes[node.index()].rate);
                    let running = Running {
                        timer,
                        set: self.now,
                        key: self.key_in(span.scaled(100, rate)),
                        cause: scribe.root(),
                    };
                    self.nodes[node.index()].timers.set(running);
                }
                Effect::CancelTimer { timer } => {
                    self.nodes[node.index()].timers.take(timer);
                }
                Effect::Note { rule } => {
                    scribe.also(Some(node.into()), Body::Rule(rule));
                }
            }
        }
        self.effects = effects;
        self.refresh_node(node);
    }

    /// The place of something that falls due after `span`.
    pub(super) fn key_in(&mut self, span: Time) -> Key {
        self.sequence += 1;
        Key { at: self.now.saturating_add(span), sequence: self.sequence }
    }

    /// Brings `next_timer` up to date with a node's timers.
    fn refresh_node(&mut self, node: NodeId) {
        let slot = &self.nodes[node.index()];
        let runs = matches!(slot.state, State::Up(_));
        self.next_timer[node.index()] = if runs { slot.timers.next() } else { Key::NEVER };
    }

    /// Brings `next_timer` up to date with a client's.
    pub(super) fn refresh_client(&mut self, client: ClientId) {
        self.next_timer[self.nodes.len() + client.index()] = self.clients[client.index()].next();
    }

    // ------------------------------------------------------------------------------------------- sending

    /// Sends a message, and a second copy if the draw says so.
    pub(super) fn send(
        &mut self,
        from: Endpoint,
        to: Endpoint,
        payload: Payload<P>,
        scribe: &mut Scribe<'_, P>,
    ) {
        let doubled = self.happens(Purpose::Duplicate, from, to, self.network.options.duplicate);
        if doubled {
            self.send_once(from, to, payload.clone(), scribe);
        }
        self.send_once(from, to, payload, scribe);
    }

    fn send_once(&mut self, from: Endpoint, to: Endpoint, payload: Payload<P>, scribe: &mut Scribe<'_, P>) {
        let latency =
            self.draws.within(link_key(Purpose::Latency, from, to), self.now, self.network.options.latency);
        let fate = if self.network.is_cut(from, to) {
            Fate::Lost(LossReason::Cut)
        } else if self.happens(Purpose::Loss, from, to, self.network.options.loss) {
            Fate::Lost(LossReason::Loss)
        } else {
            Fate::Arrives
        };
        let ends = match fate {
            Fate::Arrives => latency,
            // A cut stands in the middle of the way; a loss can be anywhere but close to the ends.
            Fate::Lost(LossReason::Cut) => latency.scaled(1, 2),
            Fate::Lost(_) => {
                let percent = 30 + self.draws.below(link_key(Purpose::BreakUp, from, to), self.now, 41);
                latency.scaled(percent, 100)
            }
        };
        let key = self.key_in(ends);
        let id = MessageId(self.next_message);
        self.next_message += 1;
        let pending = Pending {
            key,
            due: self.now.saturating_add(latency),
            fate,
            cause: scribe.next_id(),
            envelope: Arc::new(Envelope { id, from, to, sent: self.now, payload }),
        };
        scribe.also(Some(from), Body::Sent(pending.clone()));
        self.put(pending);
    }

    /// Puts a message on its way, or where it waits.
    fn put(&mut self, pending: Pending<P>) {
        if self.waits(&pending) {
            self.in_flight.push_waiting(pending);
        } else {
            self.in_flight.push(pending);
        }
    }

    fn waits(&self, pending: &Pending<P>) -> bool {
        let Envelope { from, to, .. } = *pending.envelope;
        let paused = matches!(to, Endpoint::Node(node) if self.status(node) == Status::Paused);
        pending.fate == Fate::Arrives && (paused || self.network.is_held(from, to))
    }

    /// Whether something happens that happens to `share` of all messages.
    fn happens(&mut self, purpose: Purpose, from: Endpoint, to: Endpoint, share: Share) -> bool {
        if share == Share::ZERO {
            return false;
        }
        let whole = u64::from(Share::WHOLE.ppm());
        self.draws.below(link_key(purpose, from, to), self.now, whole) < u64::from(share.ppm())
    }

    // ------------------------------------------------------------------------------------------- actions

    fn act(&mut self, action: &Arc<Action<P>>, scribe: &mut Scribe<'_, P>) {
        let node = match **action {
            Action::Request(client, ..) | Action::Workload(client, _) => Some(Endpoint::Client(client)),
            Action::Clock(node, _) | Action::Fire(node, _) => Some(Endpoint::Node(node)),
            _ => None,
        };
        let head = scribe.head(None, node, Body::Action(action.clone()));
        let done = match &**action {
            Action::Network(change) => {
                self.change_network(*change);
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
            Action::Crash(target) => self.each(*target, Self::crash, scribe),
            Action::Restart(target) => self.each(*target, Self::restart, scribe),
            Action::Pause(target) => self.each(*target, Self::pause, scribe),
            Action::Resume(target) => self.each(*target, Self::resume, scribe),
            Action::Cut(cut) => {
                let barriers = barriers(cut, self.config.nodes, |target| self.resolve(target));
                let nobody = |target| self.resolve(target).is_empty();
                let none = match cut {
                    Cut::Isolate(targets) if targets[..] == [Target::Leader] && nobody(Target::Leader) => {
                        NoEffect::NoLeader
                    }
                    Cut::Isolate(targets)
                        if targets[..] == [Target::Follower] && nobody(Target::Follower) =>
                    {
                        NoEffect::NoFollower
                    }
                    _ => NoEffect::NoOthers,
                };
                let any = !barriers.is_empty();
                self.cut(barriers, scribe);
                any.then_some(()).ok_or(none)
            }
            Action::Hold(from, to) => {
                self.hold(*from, *to);
                Ok(())
            }
            Action::Release(from, to) => {
                let held = self.network.release(*from, *to);
                self.wake();
                held.then_some(()).ok_or(NoEffect::NotHeld)
            }
            Action::Heal => {
                let any = self.network.heal();
                self.wake();
                any.then_some(()).ok_or(NoEffect::NothingToHeal)
            }
            Action::Fire(node, timer) => match self.status(*node) {
                Status::Up => {
                    self.fire(*node, *timer, scribe);
                    Ok(())
                }
                Status::Down | Status::Paused => Err(NoEffect::NotUp),
            },
            Action::Drop(id) => self.drop_message(*id, scribe),
            Action::Delay(id, span) => self.delay(*id, *span),
            Action::Duplicate(id) => self.duplicate(*id, scribe),
            Action::Deliver(id) => self.deliver(*id, scribe),
            Action::Inject(from, to, message) => {
                self.send_once((*from).into(), (*to).into(), Payload::Protocol(message.clone()), scribe);
                Ok(())
            }
        };
        if let Err(reason) = done {
            scribe.also(node, Body::NoEffect(reason));
        }
    }

    fn change_network(&mut self, change: NetworkChange) {
        match change {
            NetworkChange::Latency(range) => self.network.options.latency = range,
            NetworkChange::Loss(share) => self.network.options.loss = share,
            NetworkChange::Duplicate(share) => self.network.options.duplicate = share,
        }
    }

    /// Timers run at another rate; what is left of those that run is rescaled.
    fn set_rate(&mut self, node: NodeId, rate: u32) {
        let now = self.now;
        let slot = &mut self.nodes[node.index()];
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
        target: Target,
        act: fn(&mut Self, NodeId, &mut Scribe<'_, P>) -> Result<(), NoEffect>,
        scribe: &mut Scribe<'_, P>,
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

    fn crash(&mut self, node: NodeId, scribe: &mut Scribe<'_, P>) -> Result<(), NoEffect> {
        let durable = match self.status(node) {
            Status::Down => return Err(NoEffect::AlreadyDown),
            Status::Up | Status::Paused => self.durable(node).clone(),
        };
        let slot = &mut self.nodes[node.index()];
        slot.state = State::Down(durable);
        slot.timers.clear();
        scribe.also(Some(node.into()), Body::Crashed);
        self.refresh_node(node);
        self.wake();
        Ok(())
    }

    fn restart(&mut self, node: NodeId, scribe: &mut Scribe<'_, P>) -> Result<(), NoEffect> {
        if self.status(node) != Status::Down {
            return Err(NoEffect::NotDown);
        }
        scribe.also(Some(node.into()), Body::Restarted);
        self.start(node, scribe);
        Ok(())
    }

    fn pause(&mut self, node: NodeId, scribe: &mut Scribe<'_, P>) -> Result<(), NoEffect> {
        let slot = &mut self.nodes[node.index()];
        slot.state = match &slot.state {
            State::Up(state) => State::Paused(state.clone()),
            State::Down(_) => return Err(NoEffect::AlreadyDown),
            State::Paused(_) => return Err(NoEffect::AlreadyPaused),
        };
        scribe.also(Some(node.into()), Body::Paused);
        self.refresh_node(node);
        self.park(|envelope| envelope.to == Endpoint::Node(node));
        Ok(())
    }

    /// What fell due during the pause falls due now, in the order in which it fell due.
    fn resume(&mut self, node: NodeId, scribe: &mut Scribe<'_, P>) -> Result<(), NoEffect> {
        let slot = &mut self.nodes[node.index()];
        let State::Paused(state) = &slot.state else { return Err(NoEffect::NotPaused) };
        slot.state = State::Up(state.clone());
        scribe.also(Some(node.into()), Body::Resumed);
        let overdue_timers: Vec<(Key, P::Timer)> =
            self.timers(node).iter().filter(|r| r.key.at < self.now).map(|r| (r.key, r.timer)).collect();
        let mut woken: Vec<(Key, Overdue<P>)> =
            overdue_timers.into_iter().map(|(key, timer)| (key, Overdue::Timer(timer))).collect();
        for pending in self.ready() {
            woken.push((pending.key, Overdue::Message(pending)));
        }
        sort_by_key(&mut woken, |(key, _)| *key);
        for (key, overdue) in woken {
            let key = self.not_before_now(key);
            match overdue {
                Overdue::Message(pending) => self.in_flight.push(Pending { key, ..pending }),
                Overdue::Timer(timer) => {
                    let timers = &mut self.nodes[node.index()].timers;
                    if let Some(running) = timers.iter_mut().find(|r| r.timer == timer) {
                        running.key = key;
                    }
                }
            }
        }
        self.refresh_node(node);
        Ok(())
    }

    fn not_before_now(&mut self, key: Key) -> Key {
        if key.at < self.now { self.key_in(Time::ZERO) } else { key }
    }

    /// Takes the messages that waited and no longer have to, in due order.
    fn ready(&mut self) -> Vec<Pending<P>> {
        let mut in_flight = std::mem::take(&mut self.in_flight);
        let ready = in_flight.extract_waiting(|pending| !self.waits(pending));
        self.in_flight = in_flight;
        ready
    }

    /// Puts the messages that waited and no longer have to on their way again.
    fn wake(&mut self) {
        for pending in self.ready() {
            let key = self.not_before_now(pending.key);
            self.in_flight.push(Pending { key, ..pending });
        }
    }

    /// Makes messages under way wait.
    fn park(&mut self, which: impl Fn(&Envelope<P>) -> bool) {
        for pending in self.in_flight.extract(|p| p.fate == Fate::Arrives && which(&p.envelope)) {
            self.in_flight.push_waiting(pending);
        }
    }

    fn hold(&mut self, from: Endpoint, to: Endpoint) {
        self.network.add(Barrier { kind: BarrierKind::Hold, from: vec![from], to: vec![to], both: false });
        self.park(|envelope| envelope.from == from && envelope.to == to);
    }

    /// Cuts links; what is under way on them is lost at once.
    fn cut(&mut self, barriers: Vec<Barrier>, scribe: &mut Scribe<'_, P>) {
        for barrier in barriers {
            self.network.add(barrier);
        }
        let network = &self.network;
        let is_cut = |p: &Pending<P>| network.is_cut(p.envelope.from, p.envelope.to);
        let mut lost = self.in_flight.extract(is_cut);
        lost.extend(self.in_flight.extract_waiting(is_cut));
        in_due_order(&mut lost);
        for pending in lost {
            scribe.also(Some(pending.envelope.to), Body::Lost(pending, LossReason::Cut));
        }
    }

    fn drop_message(&mut self, id: MessageId, scribe: &mut Scribe<'_, P>) -> Result<(), NoEffect> {
        let pending = self.in_flight.take(id).ok_or(NoEffect::NotInFlight)?;
        scribe.also(Some(pending.envelope.to), Body::Lost(pending, LossReason::Dropped));
        Ok(())
    }

    fn delay(&mut self, id: MessageId, span: Time) -> Result<(), NoEffect> {
        let mut pending = self.in_flight.take(id).ok_or(NoEffect::NotInFlight)?;
        pending.key.at = pending.key.at.saturating_add(span);
        pending.due = pending.due.saturating_add(span);
        self.put(pending);
        Ok(())
    }

    fn duplicate(&mut self, id: MessageId, scribe: &mut Scribe<'_, P>) -> Result<(), NoEffect> {
        let original = self.in_flight.get(id).ok_or(NoEffect::NotInFlight)?.envelope.clone();
        self.send_once(original.from, original.to, original.payload.clone(), scribe);
        Ok(())
    }

    /// A message arrives now, or is lost now if that is its fate. A hold does not stop it.
    fn deliver(&mut self, id: MessageId, scribe: &mut Scribe<'_, P>) -> Result<(), NoEffect> {
        let pending = self.in_flight.get(id).ok_or(NoEffect::NotInFlight)?;
        let arrives = pending.fate == Fate::Arrives;
        if arrives
            && matches!(pending.envelope.to, Endpoint::Node(node) if self.status(node) == Status::Paused)
        {
            return Err(NoEffect::DestinationPaused);
        }
        let pending = self.in_flight.take(id).ok_or(NoEffect::NotInFlight)?;
        self.arrive(pending, true, scribe);
        Ok(())
    }
}

/// What a paused node has to handle when it goes on.
enum Overdue<P: Protocol> {
    Message(Pending<P>),
    Timer(P::Timer),
}

/// The key of draws about one direction of a link.
fn link_key(purpose: Purpose, from: Endpoint, to: Endpoint) -> draw::Key {
    draw::Key { purpose, owner: (from.bit() as u32) << 16 | to.bit() as u32 }
}
