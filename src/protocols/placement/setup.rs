//! What a header says: how many nodes and keys, which strategy, which weights and tokens.

use super::cluster::{Cluster, read_token};
use super::model::KeySpace;
use super::moves::{self, Move};
use super::rule::Rule;
use super::settings::{OPTIONS, Settings};
use super::{KEYS_MAX, MEMBERS_MAX, NAME, POINTS_MAX, TOKENS_MAX, WORK_MAX, draft, properties, reason};
use crate::kernel::option::Slot;
use crate::kernel::{self, Action, Ghost, Model, NoEffect, NodeId, Own, Record, RuleSet as _, Text};
use crate::setup::{Language, ProtocolInfo, Refusal, Setup, Size};
use crate::sorted::Sorted;
use crate::text::{ScenarioError, Words};
use crate::value::Value;

/// What comes before the moves.
#[derive(Clone, Debug)]
pub struct PlacementSetup {
    /// How many nodes, n1 and on.
    pub nodes: u16,
    /// How many keys.
    pub keys: u32,
    /// The options.
    pub settings: Settings,
    /// What is given of single nodes.
    pub given: Sorted<NodeId, Given>,
}

/// What a scenario says of a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Its weight.
    pub weight: Option<u32>,
    /// Its points, as its hash prints them.
    pub tokens: Vec<String>,
}

static LANGUAGE: Language = Language {
    header: &[
        ("ringleader", "ringleader <version>"),
        ("protocol", "protocol placement"),
        ("nodes", "nodes <number>"),
        ("keys", "keys <number>"),
        ("seed", "seed <number>"),
        ("set", "set <option> <value>"),
        ("given", "given <node> [weight <number>] [tokens [<token> ...]]"),
    ],
    sizes: &[
        Size { word: "nodes", min: 1, max: MEMBERS_MAX as u64, bound: "MEMBERS_MAX" },
        Size { word: "keys", min: 1, max: KEYS_MAX as u64, bound: "KEYS_MAX" },
    ],
    options: &[],
    verbs: moves::VERBS,
    syntax: moves::SYNTAX,
    a_move: "a move like `join n6`, `leave n2` or `lookup \"user:17\"`",
    kinds: &["boot", "action", "no-effect", "rule", "violated"],
};

/// The place of `nodes` among the sizes.
const NODES: usize = 0;
/// Keys without a `keys` line.
const KEYS: u32 = 500;

impl Default for PlacementSetup {
    fn default() -> PlacementSetup {
        PlacementSetup { nodes: 5, keys: KEYS, settings: Settings::default(), given: Sorted::default() }
    }
}

/// A run of which nothing is said yet.
pub fn setup() -> Box<dyn Setup> {
    Box::new(PlacementSetup::default())
}

impl PlacementSetup {
    /// What would be accepted instead.
    fn refusal(&self, no_effect: NoEffect) -> Refusal {
        let cluster = Cluster::new(self);
        let (value, expected) = match no_effect {
            reason::TOO_MANY_POINTS => {
                let points = cluster.points();
                (
                    "weight",
                    format!("at most {POINTS_MAX} points of all nodes together (POINTS_MAX), not {points}"),
                )
            }
            reason::TOO_MUCH_WORK => {
                let cost = cluster.cost();
                ("weight", format!("keys that cost at most {WORK_MAX} hashes (WORK_MAX), not {cost}"))
            }
            reason::TABLE_TOO_SMALL => {
                ("weight", format!("a table size not below the number of nodes, {}", self.nodes))
            }
            reason::NO_WEIGHTS => ("weight", "no weights: the strategy knows none".to_owned()),
            reason::NO_TOKENS => {
                ("tokens", "no tokens: only ring and bounded have points to choose".to_owned())
            }
            _ => ("tokens", "tokens of its own for each node".to_owned()),
        };
        Refusal { reason: no_effect.word(), value, expected }
    }

    fn tokens(&self, words: &mut Words<'_>) -> Result<Vec<String>, ScenarioError> {
        let expected = "tokens in brackets like [-100 200], values of the hash";
        let error = words.error(expected);
        let Value::List(items) = &words.next(expected)?.value else { return Err(error) };
        let hash = self.settings.hash();
        let tokens: Option<Vec<String>> = items
            .iter()
            .map(|item| read_token(hash, item.as_str()?).map(|value| hash.shown(value)))
            .collect();
        tokens.filter(|tokens| (1..=TOKENS_MAX).contains(&tokens.len())).ok_or(error)
    }
}

impl Setup for PlacementSetup {
    fn info(&self) -> ProtocolInfo {
        ProtocolInfo {
            name: NAME,
            language: &LANGUAGE,
            timers: &[],
            messages: &[],
            rules: Rule::ALL,
            properties: properties::ALL,
            // Verdicts are about the state before a move and the one after it.
            ghost_of: |_| Ghost::NONE,
            bounds: super::BOUNDS,
            fields_of_some: &[],
            gallery: super::gallery::GALLERY,
        }
    }
    fn cloned(&self) -> Box<dyn Setup> {
        Box::new(self.clone())
    }
    fn fresh(&self) -> Box<dyn Setup> {
        setup()
    }
    fn size(&self, place: usize) -> u64 {
        if place == NODES { self.nodes.into() } else { self.keys.into() }
    }
    fn set_size(&mut self, place: usize, size: u64) {
        match place {
            NODES => self.nodes = size as u16,
            _ => self.keys = size as u32,
        }
    }
    fn options(&self) -> Vec<&'static str> {
        OPTIONS.iter().map(|option| option.name).collect()
    }
    fn option(&mut self, place: usize) -> Slot<'_> {
        (OPTIONS[place].slot)(&mut self.settings)
    }
    fn check_option(&self, name: &str) -> Result<(), String> {
        if name == moves::TABLE_SIZE { moves::check_prime(&self.settings) } else { Ok(()) }
    }

    /// `given n2 weight 3 tokens [-100 200]`.
    fn give(&mut self, words: &mut Words<'_>) -> Result<(), ScenarioError> {
        let place = words.clone();
        let node = moves::node(words)?;
        if node.0 > self.nodes {
            return Err(place.error(&format!("a node from n1 to n{}", self.nodes)));
        }
        let mut given = Given::default();
        if words.take("weight") {
            given.weight = Some(moves::weight(words)?);
        }
        if words.take("tokens") {
            given.tokens = self.tokens(words)?;
        }
        if given == Given::default() {
            let expected = "`weight` with a number, or `tokens` with a list";
            return Err(words.unknown(expected, ["weight", "tokens"]));
        }
        self.given.insert(node, given);
        words.end()
    }
    fn given(&self) -> Vec<(NodeId, String)> {
        let line = |given: &Given| {
            let weight = given.weight.map_or(String::new(), |weight| format!(" weight {weight}"));
            if given.tokens.is_empty() {
                return weight;
            }
            format!("{weight} tokens [{}]", given.tokens.join(" "))
        };
        self.given.iter().map(|(&node, given)| (node, line(given))).collect()
    }
    fn action(&self, verb: &str, words: &mut Words<'_>) -> Result<Action, ScenarioError> {
        Ok(Action::Own(Own::new(Move::read(verb, words)?)))
    }
    fn boot(&self, seed: u64, checked: bool, records: &mut Vec<Record>) -> Result<Box<dyn Model>, Refusal> {
        let state = draft::boot(Cluster::new(self), seed).map_err(|reason| self.refusal(reason))?;
        Ok(Box::new(KeySpace::boot(state, checked, records)))
    }
    fn is_refused(&self, reason: &'static str) -> bool {
        draft::is_refused(&Cluster::new(self), NoEffect::Own(reason))
    }
    fn moment_of(&self, rule: &kernel::Rule) -> (Option<Text>, Option<Text>) {
        let detail = match rule.of().expect("a rule of this protocol") {
            Rule::OwnerFound { key, .. } => key.clone(),
            Rule::KeysMoved { moved, .. } => moved.to_string().into(),
            Rule::NodeJoined { nodes, .. } | Rule::NodeLeft { nodes, .. } => nodes.to_string().into(),
            _ => return (None, None),
        };
        (None, Some(detail))
    }
}
