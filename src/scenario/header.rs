//! The header: which protocol, how many nodes, which options, what state to start from.

use std::fmt;

use super::shared::{Once, bounded, one_of, option_value, read_protocol, read_version};
use super::{Line, SEED_MAX, ScenarioError, VERSION, Words};
use crate::kernel::erased::Setup;
use crate::kernel::protocol::Slot;
use crate::kernel::world::CLIENT_TIMEOUT;
use crate::kernel::{CLIENTS_MAX, Config, Endpoint, NODES_MAX, NodeId};
use crate::time::Time;
use crate::value::{Field as _, Id, Token, Value};

/// What comes before the moves.
#[derive(Clone, Debug)]
pub struct Header {
    /// How many nodes.
    pub nodes: u16,
    /// How many clients.
    pub clients: u16,
    /// None: a fresh one is drawn when the scenario is opened.
    pub seed: Option<u64>,
    /// The protocol, its options and bugs, and durable state to start from.
    pub setup: Box<dyn Setup>,
    /// How long a client waits.
    pub client_timeout: Time,
}

/// The first words of all header lines, and how each line is written.
pub const HEADER: &[(&str, &str)] = &[
    ("ringleader", "ringleader <version>"),
    ("protocol", "protocol <protocol>"),
    ("nodes", "nodes <number>"),
    ("clients", "clients <number>"),
    ("seed", "seed <number>"),
    ("set", "set <option> <value>"),
    ("bug", "bug <name>"),
    ("given", "given <node> <state>"),
];

impl Header {
    /// Whether a line belongs to the header.
    pub fn is_header(line: &Line) -> bool {
        Words::new(line).peek_word().is_some_and(|word| HEADER.iter().any(|(known, _)| *known == word))
    }

    /// The header from its lines.
    pub fn read(setup: Box<dyn Setup>, lines: &[Line]) -> Result<Header, ScenarioError> {
        let mut header = Header { nodes: 5, clients: 1, seed: None, setup, client_timeout: CLIENT_TIMEOUT };
        let mut once = Once::default();
        for line in lines {
            once.check(line)?;
            let mut words = Words::new(line);
            let word = words.word("a header line")?;
            if word != "given" {
                header.read_line(word, &mut words)?;
                words.end()?;
            }
        }
        // The size may stand below what names nodes.
        for line in lines {
            let mut words = Words::new(line);
            if words.take("given") {
                header.read_given(&mut words)?;
            } else if words.take("set") {
                header.check_option(&mut words)?;
            }
        }
        Ok(header)
    }

    /// Whether an option names nodes that exist, and goes with the others.
    fn check_option(&self, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        let name = words.word("the name of an option")?;
        let Some(place) = self.setup.options().iter().position(|option| *option == name) else {
            return Ok(());
        };
        for node in self.setup.clone().option(place).nodes().iter() {
            known_endpoint(node.into(), self.nodes, self.clients)
                .map_err(|expected| words.error(&expected))?;
        }
        match self.setup.check_options() {
            Err((wrong, expected)) if wrong == name => Err(words.error(expected)),
            _ => Ok(()),
        }
    }

    fn read_line(&mut self, word: &str, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        match word {
            "ringleader" => read_version(words)?,
            "protocol" => read_protocol(words, self.setup.info().name)?,
            "nodes" => self.nodes = bounded(words, 1, NODES_MAX.into(), "NODES_MAX")? as u16,
            "clients" => self.clients = bounded(words, 0, CLIENTS_MAX.into(), "CLIENTS_MAX")? as u16,
            "seed" => self.seed = Some(bounded(words, 0, SEED_MAX, "SEED_MAX")?),
            "set" => self.read_option(words)?,
            _ => self.read_bug(words)?,
        }
        Ok(())
    }

    fn read_option(&mut self, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        let mut options = self.setup.options();
        options.push("client-timeout");
        let option = one_of(words, "the name of an option", &options)?;
        if option + 1 < options.len() {
            return option_value(words, &mut self.setup.option(option));
        }
        let place = words.clone();
        option_value(words, &mut Slot::Duration(&mut self.client_timeout))?;
        if self.client_timeout == Time::ZERO {
            return Err(place.error("a duration above 0ms: without a wait no time would pass between tries"));
        }
        Ok(())
    }

    #[inline(never)]
    fn read_bug(&mut self, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        let bug = one_of(words, "the name of a known bug", &self.setup.bugs())?;
        *self.setup.bug(bug) = true;
        Ok(())
    }

    #[inline(never)]
    fn read_given(&mut self, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        let place = words.clone();
        let node: NodeId = words.parse("a node like n1")?;
        known_endpoint(node.into(), self.nodes, self.clients).map_err(|expected| place.error(&expected))?;
        let rest = words.rest();
        let error = |index: usize, expected: &str| {
            let mut at = words.clone();
            at.skip(index.min(rest.len()));
            at.error(expected)
        };
        self.setup.give(node, rest).map_err(|(index, expected)| error(index, &expected))?;
        match self.stranger(node) {
            None => Ok(()),
            Some((id, expected)) => Err(error(self.place_of(node, rest, id), &expected)),
        }
    }

    /// The first id in a node's given state that no node or client of the cluster has, and which they have.
    fn stranger(&self, node: NodeId) -> Option<(Id, String)> {
        let mut stranger = None;
        self.setup.given_ids(node, &mut |id| {
            if let (None, Err(expected)) = (&stranger, known_id(id, self.nodes, self.clients)) {
                stranger = Some((id, expected));
            }
        });
        stranger
    }

    /// The token that brings an id into a node's given state: with another id in its place the state has it less
    /// often, or is none. A token that only looks like it, as a text may, changes nothing.
    #[cold]
    fn place_of(&self, node: NodeId, tokens: &[Token], id: Id) -> usize {
        let count = |setup: &dyn Setup| {
            let mut count = 0;
            setup.given_ids(node, &mut |other| count += usize::from(other == id));
            count
        };
        let (before, mut setup) = (count(&*self.setup), self.setup.clone());
        let (name, other) = (id.to_string(), Id { number: id.number + 1, ..id }.to_string());
        let mut brings = |place: usize| {
            let mut tokens = tokens.to_vec();
            let (Value::Word(word) | Value::Text(word)) = &mut tokens[place].value else { return false };
            let Some(renamed) = renamed(word, &name, &other) else { return false };
            *word = renamed;
            setup.give(node, &tokens).is_err() || count(&*setup) < before
        };
        (0..tokens.len()).find(|&place| brings(place)).unwrap_or(0)
    }

    /// What the kernel needs of it.
    pub fn config(&self, seed: u64) -> Config {
        Config {
            nodes: self.nodes,
            clients: self.clients,
            seed,
            setup: self.setup.clone(),
            client_timeout: self.client_timeout,
        }
    }
}

/// A text with another name wherever one stands as a whole.
fn renamed(text: &str, name: &str, other: &str) -> Option<String> {
    let (mut out, mut at) = (String::new(), 0);
    let outside = |byte: Option<&u8>| !byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    // By bytes: the library's search for a text is larger than all that is searched here.
    for start in 0..bytes.len() {
        let end = start + name.len();
        let whole = bytes[start..].starts_with(name.as_bytes())
            && outside(start.checked_sub(1).map(|before| &bytes[before]))
            && outside(bytes.get(end));
        if whole {
            out.push_str(&text[at..start]);
            out.push_str(other);
            at = end;
        }
    }
    out.push_str(&text[at..]);
    (at > 0).then_some(out)
}

/// Whether an endpoint exists in a cluster of this size; if not, which do.
pub(super) fn known_endpoint(endpoint: Endpoint, nodes: u16, clients: u16) -> Result<(), String> {
    let mut known = Ok(());
    let mut check = |id| known = known_id(id, nodes, clients);
    match endpoint {
        Endpoint::Node(node) => node.ids(&mut check),
        Endpoint::Client(client) => client.ids(&mut check),
    }
    known
}

/// Whether a node or client of this id exists in a cluster of this size; if not, which do. A message need not be
/// under way.
pub(super) fn known_id(id: Id, nodes: u16, clients: u16) -> Result<(), String> {
    let letter = id.letter;
    let count = match letter {
        'n' => nodes,
        'c' => clients,
        _ => return Ok(()),
    };
    match count {
        _ if (1..=u64::from(count)).contains(&id.number) => Ok(()),
        0 => Err("no client: this scenario has none".to_owned()),
        1 => Err(format!("{letter}1, the only one")),
        _ => Err(format!("{letter}1 to {letter}{count}")),
    }
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "ringleader {VERSION}\nprotocol {}\nnodes {}\nclients {}",
            self.setup.info().name,
            self.nodes,
            self.clients
        )?;
        if let Some(seed) = self.seed {
            writeln!(f, "seed {seed}")?;
        }
        let (mut setup, mut fresh) = (self.setup.clone(), self.setup.fresh());
        for (place, name) in setup.options().into_iter().enumerate() {
            let value = setup.option(place).get();
            if value != fresh.option(place).get() {
                writeln!(f, "set {name} {value}")?;
            }
        }
        if self.client_timeout != CLIENT_TIMEOUT {
            writeln!(f, "set client-timeout {}", self.client_timeout)?;
        }
        for (place, name) in setup.bugs().into_iter().enumerate() {
            if *setup.bug(place) {
                writeln!(f, "bug {name}")?;
            }
        }
        for (node, state) in setup.given() {
            writeln!(f, "given {node}{state}")?;
        }
        Ok(())
    }
}
