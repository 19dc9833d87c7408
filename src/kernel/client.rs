//! Clients: endpoints that ask one thing at a time, follow redirects, and ask again with the same number.

use std::collections::VecDeque;
use std::hash::Hash;
use std::rc::Rc;

use super::fingerprint::FingerprintHasher;
use super::network::{ClientMessage, Envelope, Outcome};
use super::queue::Key;
use super::record::{Body, NoEffect, RecordId, Scribe};
use super::{ClientId, Command, Endpoint, NodeId, Text, World};
use crate::time::Time;
use crate::value::{COUNT_MAX, Show};

/// A client's state.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// The node it would ask first.
    pub leader: Option<NodeId>,
    /// What it waits for.
    pub pending: Option<PendingRequest>,
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
    /// The event in which it was asked.
    cause: RecordId,
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
            + self.pending.as_ref().map_or(0, |request| command(&request.command))
    }
    /// Feeds what decides how it goes on.
    pub(super) fn feed(&self, into: &mut FingerprintHasher) {
        let Client { leader, pending, queued, number, given, answered: _, last: _, workload } = self;
        (leader, number, given).hash(into);
        pending.is_some().hash(into);
        if let Some(PendingRequest { number, command, to, sent: _, timeout: _, cause: _ }) = pending {
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
    /// When something of it falls due.
    pub(super) fn next(&self) -> Key {
        let timeout = self.pending.as_ref().map_or(Key::NEVER, |request| request.timeout);
        timeout.min(self.workload.as_ref().map_or(Key::NEVER, |workload| workload.next))
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
        if self.clients[id.index()].pending.is_some() {
            self.clients[id.index()].queued.push_back((first, command));
        } else {
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
        let client = &mut self.clients[id.index()];
        if client.number == COUNT_MAX {
            scribe.also(Some(id.into()), Body::NoEffect(NoEffect::NoNumberLeft));
            return;
        }
        client.number += 1;
        let number = client.number;
        let to = first.or(client.leader).unwrap_or(NodeId(1));
        scribe.also(Some(id.into()), Body::Requested { number, command: command.clone() });
        self.client_asks(id, number, command, to, scribe);
    }

    /// Sends the request to a node and waits for `client-timeout`.
    fn client_asks(
        &mut self,
        id: ClientId,
        number: u64,
        command: Command,
        to: NodeId,
        scribe: &mut Scribe<'_>,
    ) {
        let timeout = self.key_in(self.config.client_timeout);
        let cause = scribe.root();
        self.clients[id.index()].pending =
            Some(PendingRequest { number, command: command.clone(), to, sent: self.now, timeout, cause });
        self.refresh_client(id);
        let message = ClientMessage::Request { number, command };
        self.send(Rc::new(Envelope { from: id.into(), to: to.into(), message }), scribe);
    }

    /// A reply arrives. One to an older request tells nothing.
    pub(super) fn client_hears(
        &mut self,
        id: ClientId,
        from: Endpoint,
        number: u64,
        outcome: &Outcome,
        scribe: &mut Scribe<'_>,
    ) {
        let client = &mut self.clients[id.index()];
        let Some(request) = client.pending.take_if(|request| request.number == number) else { return };
        match outcome {
            Outcome::Answer(answer) => {
                if let Endpoint::Node(node) = from {
                    client.leader = Some(node);
                }
                client.answered += 1;
                client.last = Some((number, request.command.clone(), answer.clone()));
                let body = Body::Answered { number, command: request.command, answer: answer.clone() };
                scribe.also(Some(id.into()), body);
                self.refresh_client(id);
                // One after another, but for those that no number is left for: they end at once.
                while self.clients[id.index()].pending.is_none()
                    && let Some((first, command)) = self.clients[id.index()].queued.pop_front()
                {
                    self.client_starts(id, first, command, scribe);
                }
            }
            Outcome::Redirect(Some(leader)) => {
                client.leader = Some(*leader);
                scribe.also(Some(id.into()), Body::Redirected { number, to: *leader });
                self.client_asks(id, number, request.command, *leader, scribe);
            }
            // Nobody to ask instead: wait until the timeout, then try the next node.
            Outcome::Redirect(None) => client.pending = Some(request),
        }
    }

    /// A client's timeout or workload tick is due.
    pub(super) fn client_due(&mut self, id: ClientId, scribe: &mut Scribe<'_>) {
        let client = &mut self.clients[id.index()];
        let tick_key = client.workload.map_or(Key::NEVER, |workload| workload.next);
        match client.pending.take_if(|request| request.timeout < tick_key) {
            Some(request) => {
                client.leader = None;
                let to = NodeId(request.to.0 % self.config.nodes + 1);
                let body = Body::Retried { number: request.number, command: request.command.clone(), to };
                scribe.head(Some(request.cause), Some(id.into()), body);
                self.client_asks(id, request.number, request.command, to, scribe);
            }
            None => self.workload_ticks(id, scribe),
        }
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
        if self.clients[id.index()].pending.is_some() {
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
