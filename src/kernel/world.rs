//! The world and its one loop: take what is due first, let it happen, schedule what follows.
//!
//! [`World::apply`] is the only way in which a world changes.

use std::hash::Hash;
use std::rc::Rc;

use super::action::Target;
use super::client::ClientOptions;
use super::disk::{Disk, Wrote};
use super::erased::{Algorithm, Checks, Nodes};
use super::fingerprint::{Fingerprint, FingerprintHasher};
use super::model::Step;
use super::network::{ClientMessage, Envelope, Fate, LossReason, Network, Order, Pending};
use super::protocol::{Effect, Standing};
use super::queue::{InFlight, Key, Running, Timers};
use super::record::{Body, Record, Scribe};
use super::{Client, ClientId, Endpoint, MessageId, NodeId, TimerName, Zone};
use crate::draw::{self, Draws, Purpose};
use crate::time::{Share, Time, TimeRange};

/// What a run is made from, beside its moves.
#[derive(Clone, Debug)]
pub struct Config {
    /// How many nodes, 1 to [`super::NODES_MAX`].
    pub nodes: u16,
    /// How many clients, up to [`super::CLIENTS_MAX`].
    pub clients: u16,
    /// The seed of all chance.
    pub seed: u64,
    /// The protocol, its options and bugs, and durable state to start from.
    pub protocol: Box<dyn Algorithm>,
    /// How clients behave.
    pub client: ClientOptions,
    /// Ends that have a name together.
    pub zones: Vec<Rc<Zone>>,
    /// How long a write to disk takes; `None`: what a handler wrote is durable when it returns.
    pub disk: Option<TimeRange>,
}

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

/// What the kernel keeps for a node.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) status: Status,
    pub(super) timers: Timers,
    /// The rate of its timers, in percent.
    pub(super) rate: u32,
}

/// A cluster, its clients, and the network between them, at one position of a run.
#[derive(Clone, Debug)]
pub struct World {
    pub(super) config: Rc<Config>,
    pub(super) now: Time,
    position: u64,
    pub(super) nodes: Box<dyn Nodes>,
    pub(super) slots: Vec<Slot>,
    pub(super) clients: Vec<Client>,
    pub(super) network: Network,
    pub(super) in_flight: InFlight,
    pub(super) draws: Draws,
    /// Per node, if writes take time.
    pub(super) disks: Vec<Disk>,
    /// The next place in the order of scheduling.
    sequence: u64,
    next_message: u64,
    /// When the first timer of each node, then of each client, then the first write of each node's disk, falls due.
    pub(super) next_timer: Vec<Key>,
    /// A buffer for the effects of one handler, kept for its capacity.
    effects: Vec<Effect>,
}

impl World {
    /// Boots the nodes in their order, at time 0.
    pub fn boot(config: Config, records: &mut Vec<Record>) -> World {
        let (nodes, clients) = (usize::from(config.nodes), usize::from(config.clients));
        let disks = if config.disk.is_some() { nodes } else { 0 };
        let slot = Slot { status: Status::Down, timers: Timers::default(), rate: 100 };
        let mut world = World {
            now: Time::ZERO,
            position: 0,
            nodes: config.protocol.nodes(config.nodes, config.client, config.disk.is_some()),
            slots: vec![slot; nodes],
            clients: vec![Client::default(); clients],
            network: Network::default(),
            in_flight: InFlight::default(),
            draws: Draws::new(config.seed),
            disks: vec![Disk::default(); disks],
            sequence: 0,
            next_message: 1,
            next_timer: vec![Key::NEVER; nodes + clients + disks],
            effects: Vec::new(),
            config: Rc::new(config),
        };
        world.number_clients();
        let mut scribe = Scribe::new(records, 0, Time::ZERO);
        scribe.head(None, None, Body::Boot);
        for index in 0..nodes {
            world.start(NodeId::from_index(index), &mut scribe);
        }
        world
    }

    /// A client goes on above the numbers of its requests that were given: a request of a number that took effect
    /// would be answered as a retry, and never run.
    fn number_clients(&mut self) {
        let config = self.config.clone();
        let clients = &mut self.clients;
        config.protocol.requests(&mut |client, number| {
            if let Some(client) = clients.get_mut(client.index()) {
                client.given = client.given.max(number);
                client.number = client.given;
            }
        });
    }

    /// Lets one event happen and writes its records; false if nothing is due.
    pub fn apply(&mut self, step: Step<'_>, records: &mut Vec<Record>) -> bool {
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

    /// A world like this one, in which the nodes go on as the same protocol with other options says.
    pub fn under(&self, protocol: &dyn Algorithm) -> World {
        World { nodes: protocol.nodes_like(&*self.nodes), ..self.clone() }
    }

    // ------------------------------------------------------------------------------------------ looking

    /// What the run is made from.
    pub fn config(&self) -> &Config {
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
    /// The bytes that it holds and an earlier world of the same run does not.
    pub fn weigh(&self, before: Option<&World>) -> usize {
        let slots = self.slots.iter().map(|slot| size_of::<Slot>() + slot.timers.weigh()).sum::<usize>();
        let clients = self.clients.iter().map(|client| size_of::<Client>() + client.weigh()).sum::<usize>();
        size_of::<World>()
            + self.nodes.weigh(before.map(|before| &*before.nodes))
            + slots
            + clients
            + self.network.weigh()
            + self.in_flight.weigh(before.map(|before| &before.in_flight))
            + self.draws.weigh()
            + self.disks.iter().map(|disk| size_of::<Disk>() + disk.weigh()).sum::<usize>()
            + self.next_timer.capacity() * size_of::<Key>()
    }
    /// 128 bits over all that decides how it can go on: see [`super::fingerprint`]. With the checks that watch it, their
    /// ghost state counts too.
    pub fn fingerprint(&self, checks: Option<&dyn Checks>) -> Fingerprint {
        let mut hasher = FingerprintHasher::default();
        self.feed(&mut hasher);
        checks.is_some().hash(&mut hasher);
        if let Some(checks) = checks {
            checks.feed(&mut hasher);
        }
        hasher.fingerprint()
    }
    /// What a world has is told apart here, field by field, into what counts and what does not: the members of a cluster that changes will be a field that counts.
    fn feed(&self, into: &mut FingerprintHasher) {
        let World {
            nodes,
            slots,
            clients,
            network,
            in_flight,
            // What else of it counts, the nodes have: protocol, options, how many.
            config,
            now: _,
            position: _,
            draws: _,
            disks,
            sequence: _,
            next_message: _,
            // These follow from the rest.
            next_timer: _,
            effects: _,
        } = self;
        nodes.feed(into);
        for Slot { status, timers, rate: _ } in slots {
            status.hash(into);
            timers.feed(into);
        }
        clients.len().hash(into);
        config.client.feed(into);
        clients.iter().for_each(|client| client.feed(into));
        network.feed(into);
        in_flight.feed(into);
        disks.iter().for_each(|disk| disk.feed(into));
    }
    /// When the next event happens if nobody acts; `None` if nothing is pending.
    pub fn next_due(&self) -> Option<Time> {
        let key = self.next_key();
        (key != Key::NEVER).then_some(key.at)
    }
    /// The ids of all nodes.
    pub fn node_ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (1..=self.config.nodes).map(NodeId)
    }
    /// Whether a node runs.
    pub fn status(&self, node: NodeId) -> Status {
        self.slots[node.index()].status
    }
    /// The nodes, as what they are.
    pub(crate) fn nodes(&self) -> &dyn Nodes {
        &*self.nodes
    }
    /// A node's timers, in the order of their names.
    pub fn timers(&self, node: NodeId) -> Vec<Running> {
        self.slots[node.index()].timers.sorted()
    }
    /// The rate of a node's timers, in percent.
    pub fn rate(&self, node: NodeId) -> u32 {
        self.slots[node.index()].rate
    }
    /// The clients, in order.
    pub fn clients(&self) -> &[Client] {
        &self.clients
    }
    /// The network.
    pub fn network(&self) -> &Network {
        &self.network
    }
    /// What is under way.
    pub fn in_flight(&self) -> &InFlight {
        &self.in_flight
    }
    /// The nodes that a word means now.
    pub fn resolve(&self, target: &Target) -> Vec<NodeId> {
        let up = |&id: &NodeId| self.status(id) == Status::Up;
        let standing = |id: NodeId| self.nodes.standing(id);
        match target {
            Target::Node(id) => vec![*id],
            Target::Zone(zone) => zone.nodes().collect(),
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

    fn apply_due(&mut self, records: &mut Vec<Record>) -> bool {
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
        let (nodes, clients) = (self.slots.len(), self.clients.len());
        if owner < nodes {
            self.fire_due(NodeId::from_index(owner), &mut scribe);
        } else if owner < nodes + clients {
            self.client_due(ClientId((owner - nodes) as u16 + 1), &mut scribe);
        } else {
            self.write_due(NodeId::from_index(owner - nodes - clients), &mut scribe);
        }
        true
    }

    fn fire_due(&mut self, node: NodeId, scribe: &mut Scribe<'_>) {
        let slot = &mut self.slots[node.index()];
        let Some(&Running { timer, cause, .. }) = slot.timers.first() else { return };
        scribe.head(Some(cause), Some(node.into()), Body::Timer(timer));
        self.fire(node, timer, scribe);
    }

    pub(super) fn fire(&mut self, node: NodeId, timer: TimerName, scribe: &mut Scribe<'_>) {
        self.slots[node.index()].timers.take(timer);
        self.handle(node, scribe, |nodes, effects| nodes.on_timer(node, timer, effects));
    }

    /// A message reaches its end: it arrives, or it is lost. The record is the head of its event unless an
    /// action is.
    pub(super) fn arrive(&mut self, pending: Pending, by_hand: bool, scribe: &mut Scribe<'_>) {
        let to = pending.envelope.to;
        let lost = match (pending.fate, to) {
            (Fate::Lost(reason), _) => Some(reason),
            (Fate::Arrives, Endpoint::Node(node)) if self.status(node) == Status::Down => {
                Some(LossReason::Down)
            }
            _ => None,
        };
        let (cause, envelope) = (pending.cause, pending.envelope.clone());
        let body = match lost {
            None => Body::Delivered(pending),
            Some(reason) => Body::Lost(pending, reason),
        };
        if by_hand {
            scribe.turn(cause, Some(to), body);
        } else {
            scribe.head(Some(cause), Some(to), body);
        }
        if lost.is_none() {
            self.receive(&envelope, scribe);
        }
    }

    fn receive(&mut self, envelope: &Envelope, scribe: &mut Scribe<'_>) {
        let (from, to) = match (envelope.from, envelope.to) {
            (Endpoint::Node(from), Endpoint::Node(to)) => {
                return self
                    .handle(to, scribe, |nodes, effects| nodes.on_message(to, from, envelope, effects));
            }
            ends => ends,
        };
        match (envelope.of(), from, to) {
            (
                Some(ClientMessage::Request { number, command }),
                Endpoint::Client(client),
                Endpoint::Node(to),
            ) => {
                let ask = |nodes: &mut dyn Nodes, effects: &mut _| {
                    nodes.on_request(to, client, *number, command, effects)
                };
                self.handle(to, scribe, ask);
            }
            (Some(ClientMessage::Reply { number, outcome }), from, Endpoint::Client(client)) => {
                self.client_hears(client, from, *number, outcome, scribe);
            }
            (Some(ClientMessage::Push { text }), Endpoint::Node(from), Endpoint::Client(client)) => {
                scribe.also(Some(client.into()), Body::Pushed { from, text: text.clone() });
            }
            _ => unreachable!("nodes talk to nodes and clients, clients to nodes"),
        }
    }

    // ---------------------------------------------------------------------------------- handlers, effects

    /// Starts a node that is down.
    pub(super) fn start(&mut self, node: NodeId, scribe: &mut Scribe<'_>) {
        self.slots[node.index()].status = Status::Up;
        self.handle(node, scribe, |nodes, effects| nodes.start(node, effects));
    }

    /// Calls a handler of a node that is up and carries out its effects.
    pub(super) fn handle(
        &mut self,
        node: NodeId,
        scribe: &mut Scribe<'_>,
        handler: impl FnOnce(&mut dyn Nodes, &mut Vec<Effect>),
    ) {
        if self.status(node) != Status::Up {
            return;
        }
        let mut effects = std::mem::take(&mut self.effects);
        handler(&mut *self.nodes, &mut effects);
        self.carry_out(node, effects, scribe);
    }

    fn carry_out(&mut self, node: NodeId, mut effects: Vec<Effect>, scribe: &mut Scribe<'_>) {
        let wrote = if self.disks.is_empty() { Wrote::Nothing } else { self.after_handler(node) };
        for effect in effects.drain(..) {
            match effect {
                Effect::Send(envelope) if wrote != Wrote::Nothing => self.send_when_written(node, envelope),
                Effect::Send(envelope) | Effect::SendNow(envelope) => self.send(envelope, scribe),
                Effect::Reply { client, number, outcome } => {
                    let message = ClientMessage::Reply { number, outcome };
                    self.tell(node, client, message, wrote, scribe);
                }
                Effect::Push { client, text } => {
                    let message = ClientMessage::Push { text };
                    self.tell(node, client, message, wrote, scribe);
                }
                Effect::SetTimer { timer, range } => {
                    let key = draw::Key::of_timer(node.0, timer.place(), timer.peer.map(|peer| peer.0));
                    let span = self.draws.within(key, self.now, range);
                    let rate = u64::from(self.slots[node.index()].rate);
                    let running = Running {
                        timer,
                        set: self.now,
                        key: self.key_in(at_rate(span, rate)),
                        cause: scribe.root(),
                    };
                    self.slots[node.index()].timers.set(running);
                }
                Effect::CancelTimer { timer } => {
                    self.slots[node.index()].timers.take(timer);
                }
                Effect::Note { rule } => {
                    scribe.also(Some(node.into()), Body::Rule(rule));
                }
            }
        }
        self.effects = effects;
        if let (Wrote::Something, Some(takes)) = (wrote, self.config.disk) {
            self.begin_write(node, takes, scribe);
        }
        self.refresh_node(node);
    }

    /// A node says something to a client, when all that it wrote is finished.
    fn tell(
        &mut self,
        node: NodeId,
        client: ClientId,
        message: ClientMessage,
        wrote: Wrote,
        scribe: &mut Scribe<'_>,
    ) {
        let envelope = Rc::new(Envelope { from: node.into(), to: client.into(), message });
        match wrote {
            Wrote::Nothing => self.send(envelope, scribe),
            Wrote::Earlier | Wrote::Something => self.send_when_written(node, envelope),
        }
    }

    /// The place of something that falls due after `span`.
    pub(super) fn key_in(&mut self, span: Time) -> Key {
        self.sequence += 1;
        Key { at: self.now.saturating_add(span), sequence: self.sequence }
    }

    /// Brings `next_timer` up to date with a node's timers.
    pub(super) fn refresh_node(&mut self, node: NodeId) {
        let slot = &self.slots[node.index()];
        let runs = slot.status == Status::Up;
        self.next_timer[node.index()] = if runs { slot.timers.next() } else { Key::NEVER };
        if !self.disks.is_empty() {
            self.refresh_disk(node);
        }
    }

    /// Brings `next_timer` up to date with a client's.
    pub(super) fn refresh_client(&mut self, client: ClientId) {
        self.next_timer[self.slots.len() + client.index()] = self.clients[client.index()].next();
    }

    // ------------------------------------------------------------------------------------------- sending

    /// Sends a message, and a second copy if the draw says so.
    pub(super) fn send(&mut self, envelope: Rc<Envelope>, scribe: &mut Scribe<'_>) {
        let Envelope { from, to, .. } = *envelope;
        let doubled = self.happens(Purpose::Duplicate, from, to, self.network.links.of(from, to).duplicate);
        if doubled {
            self.send_once(envelope.clone(), scribe);
        }
        self.send_once(envelope, scribe);
    }

    pub(super) fn send_once(&mut self, envelope: Rc<Envelope>, scribe: &mut Scribe<'_>) {
        let Envelope { from, to, .. } = *envelope;
        let link = self.network.links.of(from, to);
        let latency = self.draws.within(link_key(Purpose::Latency, from, to), self.now, link.latency);
        let fate = if self.network.is_cut(from, to) {
            Fate::Lost(LossReason::Cut)
        } else if self.happens(Purpose::Loss, from, to, link.loss) {
            Fate::Lost(LossReason::Loss)
        } else {
            Fate::Arrives
        };
        let travels = match fate {
            Fate::Arrives => latency,
            // A cut stands in the middle of the way; a loss can be anywhere but close to the ends.
            Fate::Lost(LossReason::Cut) => latency.scaled(1, 2),
            Fate::Lost(_) => {
                let percent = 30 + self.draws.below(link_key(Purpose::BreakUp, from, to), self.now, 41);
                latency.scaled(percent, 100)
            }
        };
        let (mut leaves, mut left, mut bytes) = (self.now, self.now, 0);
        // Nothing stands in line before a cut.
        if let (Some(bandwidth), false) = (link.bandwidth, fate == Fate::Lost(LossReason::Cut)) {
            bytes = self.config.protocol.size(&envelope);
            (leaves, left) = self.network.leave((from, to), self.now, bandwidth, bytes);
        }
        let key = self.key_in(left.saturating_sub(self.now) + travels);
        let id = MessageId(self.next_message);
        self.next_message += 1;
        let mut pending = Pending {
            key,
            due: left.saturating_add(latency),
            fate,
            delayed: false,
            fifo: fate == Fate::Arrives && self.network.order == Order::Fifo,
            leaves,
            bytes,
            cause: scribe.next_id(),
            id,
            sent: self.now,
            envelope,
        };
        if pending.fifo {
            let before = self.in_flight.last_of(|other| other.shares_link(&pending));
            pending.not_before(before);
        }
        scribe.also(Some(from), Body::Sent(pending.clone()));
        self.put(pending);
    }

    /// Puts a message on its way, or where it waits.
    pub(super) fn put(&mut self, pending: Pending) {
        if self.waits(&pending) {
            self.in_flight.push_waiting(pending);
        } else {
            self.in_flight.push(pending);
        }
    }

    pub(super) fn waits(&self, pending: &Pending) -> bool {
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
}

/// How long a timer runs at a rate in percent: at least a microsecond if it runs at all, or a fast clock would let
/// one follow another without any time passing.
fn at_rate(span: Time, rate: u64) -> Time {
    span.scaled(100, rate).max(span.min(Time::from_us(1)))
}

/// The key of draws about one direction of a link.
fn link_key(purpose: Purpose, from: Endpoint, to: Endpoint) -> draw::Key {
    draw::Key { purpose, owner: (from.bit() as u32) << 16 | to.bit() as u32 }
}
