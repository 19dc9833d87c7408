//! Where a protocol's own types end.
//!
//! A protocol is written with types of its own, as [`Protocol`] says. The kernel and all that stands on it handle
//! every protocol alike, as the objects declared here; each is made once, for any protocol, in the second half of
//! this file. So a further protocol adds its own code to the engine and no second copy of everything else.

use std::any::Any;
use std::fmt::{self, Debug, Display};
use std::hash::Hash;
use std::ops::Deref;
use std::rc::Rc;

use super::action::Own;
use super::client::{Behaviour, ClientOptions};
use super::disk::Versions;
use super::fingerprint::{FingerprintHasher, Ghost};
use super::option::Slot;
use super::protocol::{
    Context, Effect, Findings, MESSAGE_BYTES, Pools, Present, Properties, Protocol, Request, Standing, Window,
};
use super::record::{NoEffect, Record};
use super::rule::{RuleInfo, RuleSet};
use super::timer::{TimerName, TimerSet};
use super::world::{Config, Status, World};
use super::{Client, ClientId, ClientMessage, Envelope, NodeId, PropertyInfo, Text};
use crate::packed::Writer;
use crate::sorted::Sorted;
use crate::text::{ScenarioError, Words};
use crate::value::{Id, ReadTagged, Tagged, Token, Value, print_tagged};
use crate::weight::part;

// ------------------------------------------------------------------------ what travels and what is noted

/// What a message says: see [`Envelope`].
pub trait AnyMessage: Tagged + Any {
    /// Feeds all that it says.
    fn feed(&self, into: &mut FingerprintHasher);
}
impl<T: Tagged + Any + Hash> AnyMessage for T {
    fn feed(&self, into: &mut FingerprintHasher) {
        self.hash(into);
    }
}

impl Debug for dyn AnyMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print_tagged(self))
    }
}

/// A rule of some protocol.
pub trait AnyRule: Tagged + Any {}
impl<T: RuleSet + Any> AnyRule for T {}

/// A client's command to some protocol.
pub trait AnyCommand: Display + Any {
    /// Feeds what it asks for.
    fn feed(&self, into: &mut FingerprintHasher);
}
impl<T: Display + Any + Hash> AnyCommand for T {
    fn feed(&self, into: &mut FingerprintHasher) {
        self.hash(into);
    }
}

/// A decision that a handler noted. Clones share it.
#[derive(Clone)]
pub struct Rule {
    /// The moment that it makes on the time bar, if it makes one.
    pub moment: Option<&'static str>,
    object: Rc<dyn AnyRule>,
}

impl Rule {
    /// From a protocol's own rule.
    pub fn new<R: RuleSet + 'static>(rule: R) -> Rule {
        Rule { moment: rule.moment(), object: Rc::new(rule) }
    }
    /// From a protocol's own rule that is shared already, and its moment.
    pub(super) fn shared<R: RuleSet + 'static>(moment: Option<&'static str>, rule: Rc<R>) -> Rule {
        Rule { moment, object: rule }
    }
    /// The bytes behind its pointer: all of them, for a mark holds it when nobody else does any more.
    pub(crate) fn heap(&self) -> usize {
        let mut bytes = size_of_val(&*self.object);
        self.object.each(&mut |_, field| bytes += field.heap());
        part(bytes, 1)
    }
    /// The protocol's own rule, if it is of this type.
    pub fn of<R: Any>(&self) -> Option<&R> {
        (&*self.object as &dyn Any).downcast_ref()
    }
}
impl Deref for Rule {
    type Target = dyn AnyRule;
    fn deref(&self) -> &dyn AnyRule {
        &*self.object
    }
}

/// What a client asks for. Clones share it.
#[derive(Clone)]
pub struct Command {
    object: Rc<dyn AnyCommand>,
}

impl Command {
    /// From a protocol's own command.
    pub fn new<C: AnyCommand>(command: C) -> Command {
        Command { object: Rc::new(command) }
    }
    /// The bytes behind its pointer, a part of them if others hold it, too; of its text, what it prints.
    pub(super) fn heap(&self) -> usize {
        part(size_of_val(&*self.object) + self.to_string().len(), Rc::strong_count(&self.object))
    }
    /// Feeds what it asks for.
    pub(super) fn feed(&self, into: &mut FingerprintHasher) {
        self.object.feed(into);
    }
    /// The protocol's own command, if it is of this type.
    pub fn of<C: Any>(&self) -> Option<&C> {
        (&*self.object as &dyn Any).downcast_ref()
    }
}

impl Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print_tagged(&*self.object))
    }
}
impl Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}
impl Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&*self.object, f)
    }
}

// ------------------------------------------------------------------------------------- what the kernel calls

/// What is known of a protocol without a run.
#[derive(Clone, Copy, Debug)]
pub struct AlgorithmInfo {
    /// The word after `protocol`.
    pub name: &'static str,
    /// Its timers, as `fire` takes them.
    pub timers: &'static [&'static str],
    /// The kinds of its messages.
    pub messages: &'static [&'static str],
    /// Its rules.
    pub rules: &'static [RuleInfo],
    /// Its properties.
    pub properties: &'static [PropertyInfo],
    /// The bounds of its own, by name.
    pub bounds: &'static [(&'static str, u64)],
    /// Which ghost state decides the verdicts of the property of that name.
    pub ghost_of: fn(&str) -> Ghost,
    /// The scenarios that come with it, by name.
    pub gallery: &'static [(&'static str, &'static str)],
    /// Fields that only nodes in some state show.
    pub fields_of_some: &'static [&'static str],
    /// How its clients go about their requests.
    pub client: Behaviour,
}

/// A protocol with its options and the state that is given: what a header says of its nodes.
pub trait Algorithm: Debug {
    /// What is known of it without a run.
    fn info(&self) -> &'static AlgorithmInfo;
    /// The same.
    fn cloned(&self) -> Box<dyn Algorithm>;
    /// One of the same protocol that nothing was said of.
    fn fresh(&self) -> Box<dyn Algorithm>;
    /// The options that `set` knows.
    fn options(&self) -> Vec<&'static str>;
    /// Where the option at this place is stored.
    fn option(&mut self, place: usize) -> Slot<'_>;
    /// Whether the options go together; if not, the one to change and what it could be.
    fn check_options(&self) -> Result<(), (&'static str, &'static str)>;
    /// The known bugs that `bug` knows.
    fn bugs(&self) -> Vec<&'static str>;
    /// The switch of the bug at this place.
    fn bug(&mut self, place: usize) -> &mut bool;
    /// Gives a node the durable state that the rest of a `given` line describes. An error comes with its token.
    fn give(&mut self, node: NodeId, tokens: &[Token]) -> Result<(), (usize, String)>;
    /// Visits the ids in the state that a node was given.
    fn given_ids(&self, node: NodeId, visit: &mut dyn FnMut(Id));
    /// The nodes that were given a state, with the rest of the line that does it, a blank before each word.
    fn given(&self) -> Vec<(NodeId, String)>;
    /// Visits the requests of clients that the given states hold.
    fn requests(&self, visit: &mut dyn FnMut(ClientId, u64));
    /// A message made by hand; the error says what was found. Visits the ids in it, each with its field's name.
    fn message(
        &self,
        from: NodeId,
        to: NodeId,
        kind: &str,
        fields: &[(String, Value)],
        ids: &mut dyn FnMut(&'static str, Id),
    ) -> Result<Rc<Envelope>, String>;
    /// How many bytes a message has on the wire, one of clients too.
    fn size(&self, envelope: &Envelope) -> u32;
    /// The verbs of moves that only this protocol knows, each with how its line is written.
    fn moves(&self) -> &'static [(&'static str, &'static str)];
    /// Such a move, from what follows its verb.
    fn read_move(&self, verb: &str, words: &mut Words<'_>) -> Result<Own, ScenarioError>;
    /// A client's command; the error says what was expected.
    fn command(&self, text: &str) -> Result<Command, String>;
    /// The command that a client's workload sends as its `tick`-th; always `None` if its clients have no workload.
    fn workload(&self, client: ClientId, tick: u64) -> Option<Command>;
    /// Whether an answer says that the command was not done.
    fn is_failure(&self, command: &Command, answer: &Text) -> bool;
    /// What a mark says of a rule that makes a moment: its term or ballot, and a detail.
    fn moment_of(&self, rule: &Rule) -> (Option<Text>, Option<Text>);
    /// So many nodes, all down, whose clients behave so; `disks` says whether what they write takes time.
    fn nodes(&self, count: u16, clients: ClientOptions, disks: bool) -> Box<dyn Nodes>;
    /// Nodes of this protocol in the state of these, with the options that this says.
    fn nodes_like(&self, nodes: &dyn Nodes) -> Box<dyn Nodes>;
    /// The checks of a world just booted.
    fn checks(&self, world: &World) -> Box<dyn Checks>;
    /// Writes what a frame shows of the run as a whole, an object or none; without checks the fields are the same.
    fn view(&self, watched: Option<&dyn Checks>, world: &World, out: &mut Writer);
}

/// The nodes of a run. Each is up (or paused, which is none of its business) or down.
pub trait Nodes: Any + Debug {
    /// The same.
    fn cloned(&self) -> Box<dyn Nodes>;
    /// Starts a node that is down.
    fn start(&mut self, node: NodeId, effects: &mut Vec<Effect>);
    /// Stops one that is not: what is durable stays, but for so many finished writes.
    fn crash(&mut self, node: NodeId, losing: u32);
    /// Whether a handler has changed the durable part of a node with a disk: that is a write under way from now on.
    fn wrote(&mut self, node: NodeId) -> bool;
    /// The first write under way of a node with a disk is finished.
    fn finish_write(&mut self, node: NodeId);
    /// How many finished writes a crash of the node could lose.
    fn could_lose(&self, node: NodeId) -> u32;
    /// A node is told how far its disk is.
    fn on_written(&mut self, node: NodeId, effects: &mut Vec<Effect>);
    /// A message arrives at a node.
    fn on_message(&mut self, node: NodeId, from: NodeId, envelope: &Envelope, effects: &mut Vec<Effect>);
    /// A timer of a node runs out.
    fn on_timer(&mut self, node: NodeId, timer: TimerName, effects: &mut Vec<Effect>);
    /// A client's request arrives at a node.
    fn on_request(
        &mut self,
        node: NodeId,
        client: ClientId,
        number: u64,
        command: &Command,
        effects: &mut Vec<Effect>,
    );
    /// Somebody makes a move of the protocol's own at a node that is up.
    fn on_move(&mut self, node: NodeId, own: &Own, effects: &mut Vec<Effect>) -> Result<(), NoEffect>;
    /// Feeds what decides how they can go on: the protocol, its options but for durations, and their states.
    fn feed(&self, into: &mut FingerprintHasher);
    /// Whether a field that a frame shows of a node is as it was at those, where that is cheap to say.
    fn same(&self, earlier: &dyn Nodes, node: NodeId, field: &str) -> Option<bool>;
    /// Whether those nodes, of the same protocol, are in the same states.
    fn same_as(&self, others: &dyn Nodes) -> bool;
    /// The bytes that they hold and earlier ones do not.
    fn weigh(&self, before: Option<&dyn Nodes>) -> usize;
    /// Whom `leader` and `follower` mean.
    fn standing(&self, node: NodeId) -> Standing;
    /// Writes what a frame shows of a node, as an object; long lists are limited to the window.
    fn view(&self, node: NodeId, window: Window, out: &mut Writer);
}

/// The checks of a run, with their ghost state.
pub trait Checks: Any + Debug {
    /// The same.
    fn cloned(&self) -> Box<dyn Checks>;
    /// The bytes that they hold and earlier ones do not.
    fn weigh(&self, before: Option<&dyn Checks>) -> usize;
    /// Feeds the ghost state that decides verdicts to come, each by its name.
    fn feed(&self, into: &mut FingerprintHasher);
    /// Looks at what one event did.
    fn after_event(&mut self, world: &World, event: &[Record], found: &mut Findings);
    /// Whether a record shows the `sometimes` property of that name.
    fn shows(&self, property: &str, record: &Record) -> bool;
}

impl Clone for Box<dyn Algorithm> {
    fn clone(&self) -> Box<dyn Algorithm> {
        (**self).cloned()
    }
}
impl Clone for Box<dyn Nodes> {
    fn clone(&self) -> Box<dyn Nodes> {
        (**self).cloned()
    }
}
impl Clone for Box<dyn Checks> {
    fn clone(&self) -> Box<dyn Checks> {
        (**self).cloned()
    }
}

// ------------------------------------------------------------------------------------ made for any protocol

/// All that a run erases is of its one protocol: what is of another is a bug of ours, not a case to pass over.
pub(super) const ONE_PROTOCOL: &str = "all of a run is of its one protocol";

/// A protocol of which nothing is said yet.
pub fn algorithm<P: Present>() -> Box<dyn Algorithm> {
    Box::new(AlgorithmOf::<P> { options: P::Options::default(), given: Sorted::default() })
}

#[derive(Clone, Debug)]
struct AlgorithmOf<P: Protocol> {
    options: P::Options,
    given: Sorted<NodeId, P::Durable>,
}

impl<P: Present> Algorithm for AlgorithmOf<P> {
    fn info(&self) -> &'static AlgorithmInfo {
        &const {
            AlgorithmInfo {
                name: P::NAME,
                timers: P::Timer::NAMES,
                messages: P::Message::TAGS,
                rules: P::Rule::ALL,
                properties: P::Properties::ALL,
                bounds: P::BOUNDS,
                ghost_of: P::Properties::ghost_of,
                gallery: P::GALLERY,
                fields_of_some: P::FIELDS_OF_SOME,
                client: P::CLIENT,
            }
        }
    }
    fn cloned(&self) -> Box<dyn Algorithm> {
        Box::new(self.clone())
    }
    fn fresh(&self) -> Box<dyn Algorithm> {
        algorithm::<P>()
    }
    fn options(&self) -> Vec<&'static str> {
        P::options().iter().map(|option| option.name).collect()
    }
    fn option(&mut self, place: usize) -> Slot<'_> {
        (P::options()[place].slot)(&mut self.options)
    }
    fn check_options(&self) -> Result<(), (&'static str, &'static str)> {
        P::check_options(&self.options)
    }
    fn bugs(&self) -> Vec<&'static str> {
        P::bugs().iter().map(|bug| bug.name).collect()
    }
    fn bug(&mut self, place: usize) -> &mut bool {
        (P::bugs()[place].field)(&mut self.options)
    }
    fn give(&mut self, node: NodeId, tokens: &[Token]) -> Result<(), (usize, String)> {
        let Some(given) = P::GIVEN else {
            return Err((0, format!("no `given` line: a node of {} can be given no state", P::NAME)));
        };
        self.given.insert(node, (given.read)(tokens)?);
        Ok(())
    }
    fn given_ids(&self, node: NodeId, visit: &mut dyn FnMut(Id)) {
        if let (Some(given), Some(durable)) = (P::GIVEN, self.given.get(&node)) {
            (given.ids)(durable, visit);
        }
    }
    fn given(&self) -> Vec<(NodeId, String)> {
        let Some(given) = P::GIVEN else { return Vec::new() };
        self.given.iter().map(|(&node, durable)| (node, (given.print)(durable))).collect()
    }
    fn requests(&self, visit: &mut dyn FnMut(ClientId, u64)) {
        if let Some(given) = P::GIVEN {
            self.given.iter().for_each(|(_, durable)| (given.requests)(durable, visit));
        }
    }
    fn message(
        &self,
        from: NodeId,
        to: NodeId,
        kind: &str,
        fields: &[(String, Value)],
        ids: &mut dyn FnMut(&'static str, Id),
    ) -> Result<Rc<Envelope>, String> {
        let message = P::Message::read(kind, fields)?;
        message.ids(ids);
        Ok(Rc::new(Envelope { from: from.into(), to: to.into(), message }))
    }
    fn size(&self, envelope: &Envelope) -> u32 {
        let bytes = match envelope.of() {
            Some(message) => P::size(message),
            None => envelope.of().map_or(MESSAGE_BYTES, ClientMessage::size),
        };
        // Whatever is sent takes some of a bandwidth.
        u32::try_from(bytes).unwrap_or(u32::MAX).max(1)
    }
    fn moves(&self) -> &'static [(&'static str, &'static str)] {
        P::MOVES
    }
    fn read_move(&self, verb: &str, words: &mut Words<'_>) -> Result<Own, ScenarioError> {
        P::read_move(verb, words)
    }
    fn command(&self, text: &str) -> Result<Command, String> {
        text.parse::<P::Command>().map(Command::new)
    }
    fn workload(&self, client: ClientId, tick: u64) -> Option<Command> {
        P::WORKLOAD.map(|workload| Command::new(workload(client, tick)))
    }
    fn is_failure(&self, command: &Command, answer: &Text) -> bool {
        P::is_failure(command.of().expect(ONE_PROTOCOL), answer)
    }
    fn moment_of(&self, rule: &Rule) -> (Option<Text>, Option<Text>) {
        P::moment_of(rule.of().expect(ONE_PROTOCOL))
    }
    fn nodes(&self, count: u16, clients: ClientOptions, disks: bool) -> Box<dyn Nodes> {
        let given = |index| self.given.get(&NodeId::from_index(index)).cloned().unwrap_or_default();
        let states = (0..usize::from(count)).map(|index| State::Down(given(index))).collect();
        let disks = if disks { usize::from(count) } else { 0 };
        let disks = (0..disks).map(|index| Versions::new(given(index))).collect();
        let options = Rc::new(self.options.clone());
        Box::new(NodesOf::<P> { options, clients, states, disks, pools: Pools::default() })
    }
    fn nodes_like(&self, nodes: &dyn Nodes) -> Box<dyn Nodes> {
        let nodes = (nodes as &dyn Any).downcast_ref::<NodesOf<P>>().expect(ONE_PROTOCOL);
        let (clients, states, disks) = (nodes.clients, nodes.states.clone(), nodes.disks.clone());
        let options = Rc::new(self.options.clone());
        Box::new(NodesOf::<P> { options, clients, states, disks, pools: Pools::default() })
    }
    fn checks(&self, world: &World) -> Box<dyn Checks> {
        Box::new(ChecksOf::<P>(P::Properties::new(Look::new(world))))
    }
    fn view(&self, watched: Option<&dyn Checks>, world: &World, out: &mut Writer) {
        let watched = watched.map(|checks| (checks as &dyn Any).downcast_ref().expect(ONE_PROTOCOL));
        P::Properties::view(watched.map(|ChecksOf::<P>(properties)| properties), Look::new(world), out);
    }
}

struct NodesOf<P: Protocol> {
    options: Rc<P::Options>,
    clients: ClientOptions,
    states: Vec<State<P>>,
    /// What each wrote, where writes take time.
    disks: Vec<Versions<P::Durable>>,
    pools: Pools<P>,
}

impl<P: Protocol> Debug for NodesOf<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.states.fmt(f)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum State<P: Protocol> {
    Runs(P),
    Down(P::Durable),
}

impl<P: Protocol> State<P> {
    fn running(&self) -> Option<&P> {
        match self {
            State::Runs(state) => Some(state),
            State::Down(_) => None,
        }
    }
    fn durable(&self) -> &P::Durable {
        match self {
            State::Runs(state) => state.durable(),
            State::Down(durable) => durable,
        }
    }
}

impl<P: Protocol> NodesOf<P> {
    /// A node that is not down, and the context of a handler.
    fn handler<'a>(
        &'a mut self,
        id: NodeId,
        effects: &'a mut Vec<Effect>,
    ) -> Option<(&'a mut P, Context<'a, P>)> {
        let (nodes, writes_at_once) = (self.states.len() as u16, self.disks.is_empty());
        match &mut self.states[id.index()] {
            State::Runs(state) => {
                let pools = &mut self.pools;
                let (options, clients) = (&*self.options, self.clients);
                Some((state, Context { id, nodes, options, clients, effects, pools, writes_at_once }))
            }
            State::Down(_) => None,
        }
    }
    /// What is durable at a node: what it works with, or where writes take time the last finished one.
    fn durable(&self, node: NodeId) -> &P::Durable {
        let disk = self.disks.get(node.index());
        disk.map_or_else(|| self.states[node.index()].durable(), Versions::last)
    }
}

impl<P: Present> Nodes for NodesOf<P> {
    fn cloned(&self) -> Box<dyn Nodes> {
        let (options, states, disks) = (self.options.clone(), self.states.clone(), self.disks.clone());
        Box::new(NodesOf { options, clients: self.clients, states, disks, pools: Pools::default() })
    }
    fn start(&mut self, id: NodeId, effects: &mut Vec<Effect>) {
        let nodes = self.states.len() as u16;
        let options: &P::Options = &self.options;
        let (clients, writes_at_once) = (self.clients, self.disks.is_empty());
        let pools = &mut self.pools;
        let mut ctx = Context { id, nodes, options, clients, effects, pools, writes_at_once };
        let state = &mut self.states[id.index()];
        if let State::Down(durable) = state {
            *state = State::Runs(P::start(std::mem::take(durable), &mut ctx));
        }
    }
    fn crash(&mut self, node: NodeId, losing: u32) {
        if let Some(disk) = self.disks.get_mut(node.index()) {
            disk.crash(losing);
        }
        self.states[node.index()] = State::Down(self.durable(node).clone());
    }
    fn wrote(&mut self, node: NodeId) -> bool {
        let state = &self.states[node.index()];
        self.disks.get_mut(node.index()).is_some_and(|disk| disk.wrote(state.durable()))
    }
    fn finish_write(&mut self, node: NodeId) {
        self.disks[node.index()].finish();
    }
    fn could_lose(&self, node: NodeId) -> u32 {
        self.disks.get(node.index()).map_or(0, Versions::could_lose)
    }
    fn on_written(&mut self, id: NodeId, effects: &mut Vec<Effect>) {
        let nodes = self.states.len() as u16;
        let State::Runs(state) = &mut self.states[id.index()] else { return };
        let (options, pools): (&P::Options, _) = (&self.options, &mut self.pools);
        let mut ctx =
            Context { id, nodes, options, clients: self.clients, effects, pools, writes_at_once: false };
        state.on_written(self.disks[id.index()].last(), &mut ctx);
    }
    fn on_message(&mut self, node: NodeId, from: NodeId, envelope: &Envelope, effects: &mut Vec<Effect>) {
        if let Some((state, mut ctx)) = self.handler(node, effects) {
            state.on_message(from, envelope.of().expect(ONE_PROTOCOL), &mut ctx);
        }
    }
    fn on_timer(&mut self, node: NodeId, timer: TimerName, effects: &mut Vec<Effect>) {
        if let Some((state, mut ctx)) = self.handler(node, effects) {
            state.on_timer(P::Timer::of(timer).expect(ONE_PROTOCOL), &mut ctx);
        }
    }
    fn on_request(
        &mut self,
        node: NodeId,
        client: ClientId,
        number: u64,
        command: &Command,
        effects: &mut Vec<Effect>,
    ) {
        if let Some((state, mut ctx)) = self.handler(node, effects) {
            let command = command.of().expect(ONE_PROTOCOL);
            state.on_request(Request { client, number, command }, &mut ctx);
        }
    }
    fn on_move(&mut self, node: NodeId, own: &Own, effects: &mut Vec<Effect>) -> Result<(), NoEffect> {
        let (state, mut ctx) = self.handler(node, effects).ok_or(NoEffect::NotUp)?;
        state.on_move(own, &mut ctx)
    }
    fn feed(&self, into: &mut FingerprintHasher) {
        P::NAME.hash(into);
        let (mut options, mut fresh) = (P::Options::clone(&self.options), P::Options::default());
        let added = |name| P::ADDED.contains(&name);
        for option in P::options() {
            let slot = (option.slot)(&mut options);
            if !added(option.name) || slot.get() != (option.slot)(&mut fresh).get() {
                slot.feed(into);
            }
        }
        for bug in P::bugs() {
            let is_on = (bug.field)(&mut options);
            if !added(bug.name) || *is_on {
                is_on.hash(into);
            }
        }
        self.states.hash(into);
        if !self.disks.is_empty() {
            self.disks.hash(into);
        }
    }
    fn same(&self, earlier: &dyn Nodes, node: NodeId, field: &str) -> Option<bool> {
        let earlier = (earlier as &dyn Any).downcast_ref::<NodesOf<P>>().expect(ONE_PROTOCOL);
        let [now, before] = [self, earlier].map(|nodes| nodes.states[node.index()].running());
        now?.same(before?, field)
    }
    fn same_as(&self, others: &dyn Nodes) -> bool {
        let others = (others as &dyn Any).downcast_ref::<NodesOf<P>>().expect(ONE_PROTOCOL);
        self.states == others.states && self.disks == others.disks
    }
    fn weigh(&self, before: Option<&dyn Nodes>) -> usize {
        let before = before.map(|before| (before as &dyn Any).downcast_ref::<Self>().expect(ONE_PROTOCOL));
        let held = self.states.iter().enumerate().map(|(index, state)| {
            let before = before.map(|before| &before.states[index]);
            match state {
                State::Runs(state) => state.weigh(before.and_then(State::running)),
                State::Down(durable) => P::weigh_durable(durable, before.map(State::durable)),
            }
        });
        let written = self.disks.iter().zip(&self.states);
        let written = written.map(|(disk, state)| size_of_val(disk) + disk.weigh::<P>(state.durable()));
        size_of::<Self>()
            + self.states.capacity() * size_of::<State<P>>()
            + held.sum::<usize>()
            + written.sum::<usize>()
    }
    fn standing(&self, node: NodeId) -> Standing {
        match &self.states[node.index()] {
            State::Runs(state) => state.standing(),
            State::Down(_) => Standing::Other,
        }
    }
    fn view(&self, node: NodeId, window: Window, out: &mut Writer) {
        match &self.states[node.index()] {
            State::Runs(state) => state.view(window, out),
            State::Down(durable) => P::view_durable(durable, window, out),
        }
    }
}

#[derive(Clone, Debug)]
struct ChecksOf<P: Protocol>(P::Properties);

impl<P: Protocol> Checks for ChecksOf<P> {
    fn cloned(&self) -> Box<dyn Checks> {
        Box::new(self.clone())
    }
    fn weigh(&self, before: Option<&dyn Checks>) -> usize {
        let before = before.map(|before| (before as &dyn Any).downcast_ref::<Self>().expect(ONE_PROTOCOL));
        size_of::<Self>() + self.0.weigh(before.map(|before| &before.0))
    }
    fn feed(&self, into: &mut FingerprintHasher) {
        let mut fed: Vec<&str> = Vec::new();
        for name in
            P::Properties::ALL.iter().flat_map(|property| P::Properties::ghost_of(property.name).names())
        {
            // Several properties may rest on one ghost state.
            if !fed.contains(name) {
                fed.push(name);
                self.0.feed_ghost(name, into);
            }
        }
    }
    fn after_event(&mut self, world: &World, event: &[Record], found: &mut Findings) {
        self.0.after_event(Look::new(world), event, found);
    }
    fn shows(&self, property: &str, record: &Record) -> bool {
        P::Properties::shows(property, record)
    }
}

/// A world as the checks of its protocol see it: with the states of the nodes.
#[derive(Debug)]
pub struct Look<'a, P: Protocol> {
    world: &'a World,
    nodes: &'a NodesOf<P>,
}

impl<P: Protocol> Clone for Look<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P: Protocol> Copy for Look<'_, P> {}

impl<'a, P: Protocol> Look<'a, P> {
    fn new(world: &'a World) -> Look<'a, P> {
        let nodes = world.nodes() as &dyn Any;
        Look { world, nodes: nodes.downcast_ref().expect(ONE_PROTOCOL) }
    }
    /// What the run is made from.
    pub fn config(self) -> &'a Config {
        self.world.config()
    }
    /// The options of the run.
    pub fn options(self) -> &'a P::Options {
        &self.nodes.options
    }
    /// How many events happened.
    pub fn position(self) -> u64 {
        self.world.position()
    }
    /// The ids of all nodes.
    pub fn node_ids(self) -> impl Iterator<Item = NodeId> {
        self.world.node_ids()
    }
    /// Whether a node runs.
    pub fn status(self, node: NodeId) -> Status {
        self.world.status(node)
    }
    /// The state of a node that is not down.
    pub fn node(self, node: NodeId) -> Option<&'a P> {
        self.nodes.states[node.index()].running()
    }
    /// What is durable at a node: where writes take time, what is finished.
    pub fn durable(self, node: NodeId) -> &'a P::Durable {
        self.nodes.durable(node)
    }
    /// The durable part of a node as it works with it, on disk or not; of one that is down, what is durable.
    pub fn in_memory(self, node: NodeId) -> &'a P::Durable {
        self.nodes.states[node.index()].durable()
    }
    /// The clients, in order.
    pub fn clients(self) -> &'a [Client] {
        self.world.clients()
    }
}
