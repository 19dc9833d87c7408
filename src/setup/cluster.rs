//! Clusters of nodes: what header lines say of them, whatever their protocol.

use std::rc::Rc;

use super::clients;
use super::verbs::{Reader, known_endpoint, renamed, stranger};
use super::{Language, ProtocolInfo, Refusal, Setup, Size};
use crate::kernel::erased::algorithm;
use crate::kernel::model::Model;
use crate::kernel::option::Slot;
use crate::kernel::trace::KINDS;
use crate::kernel::{
    Action, Algorithm, CLIENTS_MAX, ClientOptions, Cluster, Config, NODES_MAX, NodeId, Present, Record, Rule,
    Text, Zone, join,
};
use crate::text::{ScenarioError, Words};
use crate::time::{Time, TimeRange};
use crate::value::{Id, Token, Value};

/// The first words of all header lines, and how each line is written.
pub const HEADER: &[(&str, &str)] = &[
    ("ringleader", "ringleader <version>"),
    ("protocol", "protocol <protocol>"),
    ("nodes", "nodes <number>"),
    ("clients", "clients <number>"),
    ("zone", "zone <name> <ends>"),
    ("seed", "seed <number>"),
    ("set", "set <option> <value>"),
    ("bug", "bug <name>"),
    ("given", "given <node> <state>"),
];

/// The first words of all moves.
pub const VERBS: &[&str] = &[
    "run",
    "step",
    "settle",
    "seek",
    "request",
    "crash",
    "restart",
    "pause",
    "resume",
    "cut",
    "hold",
    "release",
    "heal",
    "network",
    "clock",
    "disk",
    "workload",
    "fire",
    "drop",
    "delay",
    "duplicate",
    "deliver",
    "inject",
];

/// How each move is written, in the order of [`VERBS`].
pub const SYNTAX: &[&str] = &[
    "run <duration>",
    "step [<events>]",
    "settle [<messages>]",
    "seek <position> | <instant>",
    "request [<client>] [<node>] <text>",
    "crash <node> | <zone> | leader | follower | all [losing <writes>]",
    "restart <node> | <zone> | leader | follower | all",
    "pause <node> | <zone> | leader | follower | all",
    "resume <node> | <zone> | leader | follower | all",
    "cut <ends> '|' <ends> | <ends> -> <ends> | <nodes> | leader | follower",
    "hold <end> -> <end>",
    "release <end> -> <end>",
    "heal",
    "network latency [<links>] <range> | loss [<links>] <share> | duplicate [<links>] <share> | bandwidth [<links>] <bandwidth> | order fifo | any",
    "clock <node> <rate>",
    "disk <node> slow <duration> | stall | ok | finish",
    "workload <client> every <duration> | off",
    "fire <node> <timer>",
    "drop <message>",
    "delay <message> <duration>",
    "duplicate <message>",
    "deliver <message>",
    "inject <node> -> <node> <kind> <field>=<value> ...",
];

/// What every cluster understands.
pub static LANGUAGE: Language = Language {
    header: HEADER,
    sizes: &[
        Size { word: "nodes", min: 1, max: NODES_MAX as u64, bound: "NODES_MAX" },
        Size { word: "clients", min: 0, max: CLIENTS_MAX as u64, bound: "CLIENTS_MAX" },
    ],
    options: SHARED,
    verbs: VERBS,
    syntax: SYNTAX,
    a_move: "a move like `run 100ms` or `crash leader`",
    kinds: KINDS,
};

/// The place of `nodes` among the sizes.
const NODES: usize = 0;
/// The options that every cluster has, after those of its protocol: those of clients, and the one of disks.
const SHARED: &[&str] = &[clients::NAMES[0], clients::NAMES[1], clients::NAMES[2], DISK_OPTION];
const DISK_OPTION: &str = "disk";

/// What a header says of a cluster.
#[derive(Clone, Debug)]
pub struct ClusterSetup {
    /// How many nodes.
    pub nodes: u16,
    /// How many clients.
    pub clients: u16,
    /// How clients behave.
    pub client: ClientOptions,
    /// Ends that have a name together.
    pub zones: Vec<Rc<Zone>>,
    /// How long a write to disk takes, if it takes time.
    pub disk: Option<TimeRange>,
    /// The protocol, its options and bugs, and durable state to start from.
    pub protocol: Box<dyn Algorithm>,
}

/// A cluster of this protocol of which nothing is said yet. An engine that has none shows no nodes either.
#[cfg(feature = "clusters")]
pub fn setup<P: Present>() -> Box<dyn Setup> {
    debug_assert!(
        P::MOVES.iter().all(|(verb, _)| !VERBS.contains(verb)),
        "a verb of its own means nothing else"
    );
    Box::new(ClusterSetup::new(algorithm::<P>()))
}

impl ClusterSetup {
    fn new(protocol: Box<dyn Algorithm>) -> ClusterSetup {
        ClusterSetup {
            nodes: 5,
            clients: 1,
            client: ClientOptions::default(),
            zones: Vec::new(),
            disk: None,
            protocol,
        }
    }

    /// The first id in a node's given state that no node or client of the cluster has, and which they have.
    fn stranger(&self, node: NodeId) -> Option<(Id, String)> {
        stranger(self.nodes, self.clients, |visit| self.protocol.given_ids(node, visit))
    }

    /// The token that brings an id into a node's given state: with another id in its place the state has it less
    /// often, or is none. A token that only looks like it, as a text may, changes nothing.
    fn place_of(&self, node: NodeId, tokens: &[Token], id: Id) -> usize {
        let count = |protocol: &dyn Algorithm| {
            let mut count = 0;
            protocol.given_ids(node, &mut |other| count += usize::from(other == id));
            count
        };
        let (before, mut protocol) = (count(&*self.protocol), self.protocol.clone());
        let (name, other) = (id.to_string(), Id { number: id.number + 1, ..id }.to_string());
        let mut brings = |place: usize| {
            let mut tokens = tokens.to_vec();
            let (Value::Word(word) | Value::Text(word)) = &mut tokens[place].value else { return false };
            let Some(renamed) = renamed(word, &name, &other) else { return false };
            *word = renamed;
            protocol.give(node, &tokens).is_err() || count(&*protocol) < before
        };
        (0..tokens.len()).find(|&place| brings(place)).unwrap_or(0)
    }

    fn reader<'r, 'l>(&'r self, words: &'r mut Words<'l>) -> Reader<'r, 'l> {
        let ClusterSetup { nodes, clients, protocol, zones, disk, .. } = self;
        let has_disks = disk.is_some();
        Reader { words, protocol: &**protocol, nodes: *nodes, clients: *clients, zones, has_disks }
    }

    /// What the kernel needs of it.
    fn config(&self, seed: u64) -> Config {
        Config {
            nodes: self.nodes,
            clients: self.clients,
            seed,
            protocol: self.protocol.clone(),
            client: self.client,
            zones: self.zones.clone(),
            disk: self.disk,
        }
    }
}

impl Setup for ClusterSetup {
    fn info(&self) -> ProtocolInfo {
        let info = self.protocol.info();
        ProtocolInfo {
            name: info.name,
            language: &LANGUAGE,
            timers: info.timers,
            messages: info.messages,
            rules: info.rules,
            properties: info.properties,
            ghost_of: info.ghost_of,
            bounds: info.bounds,
            fields_of_some: info.fields_of_some,
            gallery: info.gallery,
        }
    }
    fn cloned(&self) -> Box<dyn Setup> {
        Box::new(self.clone())
    }
    fn fresh(&self) -> Box<dyn Setup> {
        Box::new(ClusterSetup::new(self.protocol.fresh()))
    }
    fn size(&self, place: usize) -> u64 {
        if place == NODES { self.nodes.into() } else { self.clients.into() }
    }
    fn set_size(&mut self, place: usize, size: u64) {
        *if place == NODES { &mut self.nodes } else { &mut self.clients } = size as u16;
    }
    fn options(&self) -> Vec<&'static str> {
        let mut options = self.protocol.options();
        options.extend(SHARED);
        options
    }
    fn option(&mut self, place: usize) -> Slot<'_> {
        match place.checked_sub(self.protocol.options().len()) {
            None => self.protocol.option(place),
            Some(shared) => match clients::OPTIONS.get(shared) {
                Some(option) => (option.slot)(&mut self.client),
                None => Slot::RangeOrOff(&mut self.disk),
            },
        }
    }
    fn check_option(&self, name: &str) -> Result<(), String> {
        clients::check(&self.client, name)?;
        if name == DISK_OPTION && self.disk.is_some_and(|takes| takes.min == Time::ZERO) {
            return Err("a range above 0ms, or off: a disk whose writes take no time is `off`".to_owned());
        }
        if let Some(place) = self.protocol.options().iter().position(|option| *option == name) {
            let nodes = self.protocol.clone().option(place).nodes();
            nodes.iter().try_for_each(|node| known_endpoint(node.into(), self.nodes, self.clients))?;
        }
        match self.protocol.check_options() {
            Err((wrong, expected)) if wrong == name => Err(expected.to_owned()),
            _ => Ok(()),
        }
    }
    fn bugs(&self) -> Vec<&'static str> {
        self.protocol.bugs()
    }
    fn bug(&mut self, place: usize) -> &mut bool {
        self.protocol.bug(place)
    }
    fn read_line(&mut self, _word: &str, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        let zone = self.reader(words).zone()?;
        self.zones.push(Rc::new(zone));
        Ok(())
    }
    fn own_lines(&self) -> Vec<String> {
        self.zones.iter().map(|zone| format!("zone {zone} {}", join(&zone.members))).collect()
    }
    fn give(&mut self, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        let place = words.clone();
        let node: NodeId = words.parse("a node like n1")?;
        known_endpoint(node.into(), self.nodes, self.clients).map_err(|expected| place.error(&expected))?;
        let rest = words.rest();
        let error = |index: usize, expected: &str| {
            let mut at = words.clone();
            at.skip(index.min(rest.len()));
            at.error(expected)
        };
        self.protocol.give(node, rest).map_err(|(index, expected)| error(index, &expected))?;
        match self.stranger(node) {
            None => Ok(()),
            Some((id, expected)) => Err(error(self.place_of(node, rest, id), &expected)),
        }
    }
    fn given(&self) -> Vec<(NodeId, String)> {
        self.protocol.given()
    }
    fn moves(&self) -> &'static [(&'static str, &'static str)] {
        self.protocol.moves()
    }
    fn action(&self, verb: &str, words: &mut Words<'_>) -> Result<Action, ScenarioError> {
        self.reader(words).action(verb)
    }
    fn boot(&self, seed: u64, checked: bool, records: &mut Vec<Record>) -> Result<Box<dyn Model>, Refusal> {
        Ok(Box::new(Cluster::boot(self.config(seed), checked, records)))
    }
    fn moment_of(&self, rule: &Rule) -> (Option<Text>, Option<Text>) {
        self.protocol.moment_of(rule)
    }
}
