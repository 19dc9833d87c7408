//! Clients: endpoints that ask one thing at a time, follow redirects, and ask again with the same number. With a deadline
//! they give up what is not answered in time: whether it was done, they never know.

use std::collections::VecDeque;
use std::hash::Hash;
use std::rc::Rc;

use super::fingerprint::FingerprintHasher;
use super::network::{ClientMessage, Envelope, Outcome};
use super::operation::Operations;
use super::queue::Key;
use super::record::{Body, NoEffect, RecordId, Scribe};
use super::{ClientId, Command, Endpoint, NodeId, NodeSet, Text, World};
use crate::time::Time;
use crate::value::{COUNT_MAX, Show};

/// The most requests that a client can have under way at a time.
pub const OPERATIONS_MAX: u32 = 8;

/// How the clients of a run behave: what `set client-...` lines say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientOptions {
    /// How long one waits for an answer before it asks the next node.
    pub timeout: Time,
    /// How long after its first try it gives a request up; `None` for never.
    pub deadline: Option<Time>,
    /// How many requests it has under way at a time, up to [`OPERATIONS_MAX`].
    pub operations: u32,
}

impl Default for ClientOptions {
    fn default() -> ClientOptions {
        ClientOptions { timeout: Time::from_ms(500), deadline: None, operations: 1 }
    }
}

impl ClientOptions {
    /// Whether clients keep account of what became of their requests: those that do more than ask until they are
    /// answered, one after another.
    pub fn accounts(&self) -> bool {
        self.deadline.is_some() || self.operations > 1
    }
    /// How many of a client's newest requests whoever serves it has to tell apart: one that asks for one thing after
    /// another asks again for the newest only. Of one that gives up, what was asked earlier can still arrive.
    pub fn remembered(&self) -> u64 {
        if self.accounts() { OPERATIONS_MAX.into() } else { 1 }
    }
    /// Feeds what of it decides what can happen: not how long anything takes.
    pub(super) fn feed(&self, into: &mut FingerprintHasher) {
        if self.accounts() {
            (self.deadline.is_some(), self.operations).hash(into);
        }
    }
}

/// How a client goes about its requests: whom it asks, and when it is sent on. A protocol may have its own as
/// [`Protocol::CLIENT`](super::Protocol::CLIENT).
#[derive(Clone, Copy, Debug)]
pub struct Behaviour {
    /// Whom it asks at first, unless its move says so, given the node that it would ask (who answered last, or was named)
    /// and how many there are. Of several all are asked, and the first answer counts.
    pub first: fn(known: Option<NodeId>, nodes: u16) -> NodeSet,
    /// Whom it asks when this node, the lowest of those that it asked last, has not answered in time.
    pub again: fn(after: NodeId, nodes: u16) -> NodeSet,
    /// Whether it turns to a node that another names; else it waits on.
    pub follows: bool,
}

impl Behaviour {
    /// One node after another: the one that it knows, else n1; whoever is named; without an answer the next.
    pub const ONE_BY_ONE: Behaviour = Behaviour {
        first: |known, _| NodeSet::of(known.unwrap_or(NodeId(1))),
        again: |after, nodes| NodeSet::of(NodeId(after.0 % nodes + 1)),
        follows: true,
    };
}

/// The lowest of some nodes.
fn lowest(nodes: NodeSet) -> NodeId {
    nodes.iter().next().expect("a client asks somebody")
}

/// A client's state.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// The node it would ask first.
    pub leader: Option<NodeId>,
    /// What it waits for, in the order of the numbers.
    pub pending: Vec<PendingRequest>,
    /// What waits behind that.
    pub queued: VecDeque<(Option<NodeId>, Command)>,
    /// The number of its last request, of this run or of a log that was given.
    pub number: u64,
    /// Numbers up to here are taken by what was given: its own requests go on above them.
    pub given: u64,
    /// How many were answered.
    pub answered: u64,
    /// The last answer: number, command, answer.
    pub last: Option<(u64, Command, Text)>,
    /// What became of its newest requests, where clients keep account of that.
    pub operations: Operations,
    /// A workload that runs.
    pub workload: Option<Workload>,
}

/// A request that a client waits for.
#[derive(Clone, Debug)]
pub struct PendingRequest {
    /// Its serial number, the same in every retry.
    pub number: u64,
    /// What for.
    pub command: Command,
    /// The node asked last.
    pub to: NodeId,
    /// When that one was asked.
    pub sent: Time,
    /// When the client gives that node up.
    timeout: Key,
    /// When it gives the request up.
    deadline: Key,
    /// The event in which that node was asked.
    cause: RecordId,
    /// The event in which the request began.
    begun: RecordId,
}

impl PendingRequest {
    fn next(&self) -> Key {
        self.timeout.min(self.deadline)
    }
}

/// A client that keeps asking.
#[derive(Clone, Copy, Debug)]
pub struct Workload {
    /// With this period.
    pub every: Time,
    next: Key,
    cause: RecordId,
    tick: u64,
}

impl Client {
    /// The bytes that it holds beside its own size.
    pub(super) fn weigh(&self) -> usize {
        let command = |command: &Command| command.heap();
        let queued = self.queued.iter().map(|(_, queued)| command(queued)).sum::<usize>();
        let last = self.last.as_ref().map_or(0, |(_, last, answer)| command(last) + answer.heap());
        self.queued.capacity() * size_of::<(Option<NodeId>, Command)>()
            + queued
            + last
            + self.pending.capacity() * size_of::<PendingRequest>()
            + self.pending.iter().map(|request| command(&request.command)).sum::<usize>()
            + self.operations.weigh()
    }
    /// Feeds what decides how it goes on.
    pub(super) fn feed(&self, into: &mut FingerprintHasher) {
        let Client {
            leader,
            pending,
            queued,
            number,
            given,
            answered: _,
            last: _,
            // What it gave up it has no longer to do with; that an answer comes late is shown and decides nothing.
            operations: _,
            workload,
        } = self;
        (leader, number, given).hash(into);
        // Of the first whether it is there; of more how many.
        (!pending.is_empty()).hash(into);
        if pending.len() > 1 {
            pending.len().hash(into);
        }
        for PendingRequest { number, command, to, sent: _, timeout: _, deadline: _, cause: _, begun: _ } in
            pending
        {
            (number, to).hash(into);
            command.feed(into);
        }
        queued.len().hash(into);
        for (first, command) in queued {
            first.hash(into);
            command.feed(into);
        }
        workload.map(|Workload { tick, every: _, next: _, cause: _ }| tick).hash(into);
    }
    /// Whether it made the request of this number in this run.
    pub fn made(&self, number: u64) -> bool {
        self.given < number && number <= self.number
    }
    /// Whether it may begin another request. The numbers of those under way lie less than `operations` apart, so that
    /// whoever remembers as many answers of a client can tell each retry from a new request.
    fn has_room(&self, operations: u32) -> bool {
        self.pending.first().is_none_or(|oldest| self.number + 1 < oldest.number + u64::from(operations))
    }
    /// When something of it falls due.
    pub(super) fn next(&self) -> Key {
        let tick = self.workload.as_ref().map_or(Key::NEVER, |workload| workload.next);
        self.pending.iter().map(PendingRequest::next).fold(tick, Key::min)
    }
}

impl World {
    /// A client asks, or queues what it wants to ask.
    pub(super) fn client_wants(
        &mut self,
        id: ClientId,
        first: Option<NodeId>,
        command: Command,
        scribe: &mut Scribe<'_>,
    ) {
        if self.clients[id.index()].has_room(self.config.client.operations) {
            self.client_starts(id, first, command, scribe);
        } else {
            self.clients[id.index()].queued.push_back((first, command));
        }
    }

    /// Begins what waited, as far as there is room. What no number is left for ends at once.
    fn client_goes_on(&mut self, id: ClientId, scribe: &mut Scribe<'_>) {
        self.refresh_client(id);
        while self.clients[id.index()].has_room(self.config.client.operations)
            && let Some((first, command)) = self.clients[id.index()].queued.pop_front()
        {
            self.client_starts(id, first, command, scribe);
        }
    }

    fn client_starts(
        &mut self,
        id: ClientId,
        first: Option<NodeId>,
        command: Command,
        scribe: &mut Scribe<'_>,
    ) {
        let options = self.config.client;
        let client = &self.clients[id.index()];
        if client.number == COUNT_MAX {
            scribe.also(Some(id.into()), Body::NoEffect(NoEffect::NoNumberLeft));
            return;
        }
        let (number, behaviour) = (client.number + 1, self.behaviour());
        let to = first.map_or_else(|| (behaviour.first)(client.leader, self.config.nodes), NodeSet::of);
        let (now, begun) = (self.now, scribe.root());
        let deadline = options.deadline.map_or(Key::NEVER, |deadline| self.key_in(deadline));
        let client = &mut self.clients[id.index()];
        client.number = number;
        if options.accounts() {
            client.operations.begin(number, command.clone(), now);
        }
        scribe.also(Some(id.into()), Body::Requested { number, command: command.clone() });
        client.pending.push(PendingRequest {
            number,
            command,
            to: lowest(to),
            sent: now,
            timeout: Key::NEVER,
            deadline,
            cause: begun,
            begun,
        });
        let last = client.pending.len() - 1;
        self.client_asks(id, last, to, scribe);
    }

    /// Sends the pending request at this place to nodes and waits for `client-timeout`.
    fn client_asks(&mut self, id: ClientId, place: usize, to: NodeSet, scribe: &mut Scribe<'_>) {
        let (timeout, sent) = (self.key_in(self.config.client.timeout), self.now);
        let request = &mut self.clients[id.index()].pending[place];
        (request.timeout, request.sent, request.to, request.cause) =
            (timeout, sent, lowest(to), scribe.root());
        let (number, command) = (request.number, request.command.clone());
        self.refresh_client(id);
        for node in to.iter() {
            let message = ClientMessage::Request { number, command: command.clone() };
            self.send(Rc::new(Envelope { from: id.into(), to: node.into(), message }), scribe);
        }
    }

    fn behaviour(&self) -> Behaviour {
        self.config.protocol.info().client
    }

    /// A reply arrives. One to a request that the client does not wait for changes nothing.
    pub(super) fn client_hears(
        &mut self,
        id: ClientId,
        from: Endpoint,
        number: u64,
        outcome: &Outcome,
        scribe: &mut Scribe<'_>,
    ) {
        let (config, now) = (self.config.clone(), self.now);
        let client = &mut self.clients[id.index()];
        let place = client.pending.iter().position(|request| request.number == number);
        match (place, outcome) {
            (Some(place), Outcome::Answer(answer)) => {
                if let Endpoint::Node(node) = from {
                    client.leader = Some(node);
                }
                let PendingRequest { command, .. } = client.pending.remove(place);
                let failed = config.protocol.is_failure(&command, answer);
                client.answered += 1;
                client.last = Some((number, command.clone(), answer.clone()));
                client.operations.answer(number, now, answer, failed);
                let body = Body::Answered { number, command, answer: answer.clone(), failed };
                scribe.also(Some(id.into()), body);
                self.client_goes_on(id, scribe);
            }
            (Some(place), &Outcome::Redirect(Some(leader))) if config.protocol.info().client.follows => {
                client.leader = Some(leader);
                scribe.also(Some(id.into()), Body::Redirected { number, to: leader });
                self.client_asks(id, place, NodeSet::of(leader), scribe);
            }
            // Nobody to ask instead: wait until the timeout, then try the next node.
            (Some(_), Outcome::Redirect(_)) => {}
            (None, Outcome::Answer(answer)) => {
                if let Some(command) = client.operations.hear_late(number, now, answer) {
                    let body = Body::AnsweredLate { number, command, answer: answer.clone() };
                    scribe.also(Some(id.into()), body);
                }
            }
            (None, Outcome::Redirect(_)) => {}
        }
    }

    /// A client's timeout, deadline or workload tick is due.
    pub(super) fn client_due(&mut self, id: ClientId, scribe: &mut Scribe<'_>) {
        let client = &self.clients[id.index()];
        let due = client.next();
        match client.pending.iter().position(|request| request.next() == due) {
            Some(place) if client.pending[place].deadline == due => self.client_gives_up(id, place, scribe),
            Some(place) => self.client_retries(id, place, scribe),
            None => self.workload_ticks(id, scribe),
        }
    }

    fn client_retries(&mut self, id: ClientId, place: usize, scribe: &mut Scribe<'_>) {
        let (again, nodes) = (self.behaviour().again, self.config.nodes);
        let client = &mut self.clients[id.index()];
        client.leader = None;
        let request = &client.pending[place];
        let to = again(request.to, nodes);
        let (number, command) = (request.number, request.command.clone());
        let body = Body::Retried { number, command, to: lowest(to) };
        scribe.head(Some(request.cause), Some(id.into()), body);
        self.client_asks(id, place, to, scribe);
    }

    /// The deadline of a request: whether it was done or will be, its client will never know. Who did not answer is not
    /// asked next: it may be down, and no retry would lead away from it.
    fn client_gives_up(&mut self, id: ClientId, place: usize, scribe: &mut Scribe<'_>) {
        let (again, nodes, now) = (self.behaviour().again, self.config.nodes, self.now);
        let client = &mut self.clients[id.index()];
        let PendingRequest { number, command, to, begun, .. } = client.pending.remove(place);
        client.leader = Some(lowest(again(to, nodes)));
        client.operations.give_up(number, now);
        scribe.head(Some(begun), Some(id.into()), Body::GivenUp { number, command });
        self.client_goes_on(id, scribe);
    }

    fn workload_ticks(&mut self, id: ClientId, scribe: &mut Scribe<'_>) {
        let Some(mut workload) = self.clients[id.index()].workload else { return };
        let cause = workload.cause;
        workload.tick += 1;
        workload.cause = scribe.root();
        workload.next = self.key_in(workload.every);
        self.clients[id.index()].workload = Some(workload);
        self.refresh_client(id);
        scribe.head(Some(cause), Some(id.into()), Body::WorkloadTick(workload.tick));
        if !self.clients[id.index()].has_room(self.config.client.operations) {
            scribe.also(Some(id.into()), Body::NoEffect(NoEffect::Outstanding));
        } else {
            let command = self.config.protocol.workload(id, workload.tick);
            let command = command.expect("a workload is refused where clients have none");
            self.client_starts(id, None, command, scribe);
        }
    }

    /// Starts or stops a workload; its first tick comes after one period.
    pub(super) fn set_workload(&mut self, id: ClientId, every: Option<Time>, cause: RecordId) {
        let client = &self.clients[id.index()];
        let tick = client.workload.map_or(client.number - client.given, |workload| workload.tick);
        self.clients[id.index()].workload =
            every.map(|every| Workload { every, next: self.key_in(every), cause, tick });
        self.refresh_client(id);
    }
}
