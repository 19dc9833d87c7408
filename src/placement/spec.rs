//! What a placement is asked for: strategy, nodes, options; and what is wrong with it.

use super::error::PlacementError;
use super::hash::Hash;
use super::order::Names;

/// How keys find their nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strategy {
    /// The key modulo the number of nodes: the baseline that consistent hashing is measured against.
    Modulo,
    /// Consistent hashing (Karger et al. 1997) with virtual nodes.
    Ring,
    /// Highest random weight (Thaler and Ravishankar 1998), with weights.
    Rendezvous,
    /// Jump consistent hash (Lamping and Veach 2014).
    Jump,
    /// Google's load balancer (Eisenbud et al., NSDI 2016).
    Maglev,
    /// Consistent hashing with bounded loads (Mirrokni, Thorup and Zadimoghaddam 2016).
    Bounded,
    /// Multi-probe consistent hashing (Appleton and O'Reilly 2015).
    MultiProbe,
    /// The 16,384 hash slots of a Redis Cluster.
    Slots,
}

impl Strategy {
    /// All of them.
    pub const ALL: [Strategy; 8] = [
        Strategy::Modulo,
        Strategy::Ring,
        Strategy::Rendezvous,
        Strategy::Jump,
        Strategy::Maglev,
        Strategy::Bounded,
        Strategy::MultiProbe,
        Strategy::Slots,
    ];

    /// Its name in scenarios and in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Strategy::Modulo => "modulo",
            Strategy::Ring => "ring",
            Strategy::Rendezvous => "rendezvous",
            Strategy::Jump => "jump",
            Strategy::Maglev => "maglev",
            Strategy::Bounded => "bounded",
            Strategy::MultiProbe => "multi-probe",
            Strategy::Slots => "slots",
        }
    }

    /// The strategy of a name.
    pub fn parse(name: &str) -> Option<Strategy> {
        Strategy::ALL.into_iter().find(|strategy| strategy.name() == name)
    }

    /// Why its nodes cannot have weights, if they cannot.
    fn unweighted(self) -> Option<&'static str> {
        match self {
            Strategy::Modulo => Some("modulo gives every remainder the same share"),
            Strategy::Jump => {
                Some("jump gives every bucket the same share; give a larger node several buckets, as nodes")
            }
            Strategy::Bounded => Some("the bound is proved for equal nodes"),
            Strategy::MultiProbe => Some("every node has one point, and every point the same chance"),
            Strategy::Ring | Strategy::Rendezvous | Strategy::Maglev | Strategy::Slots => None,
        }
    }
}

/// A node as it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its name: what is hashed, and how it is found again after a change.
    pub name: String,
    /// Its share compared with the others'. Not named is 1; with ketama that nobody names one makes a difference.
    pub weight: Option<f64>,
    /// Where it stands on the ring, as values of the hash (Cassandra's as the bits of a signed number); instead
    /// of virtual nodes.
    pub tokens: Vec<u64>,
}

impl Node {
    /// A node of weight 1.
    pub fn named(name: impl Into<String>) -> Node {
        Node { name: name.into(), weight: None, tokens: Vec::new() }
    }
    /// The same with a weight.
    pub fn weighing(mut self, weight: f64) -> Node {
        self.weight = Some(weight);
        self
    }
    /// The same with tokens.
    pub fn standing_at(mut self, tokens: Vec<u64>) -> Node {
        self.tokens = tokens;
        self
    }
    /// Its weight, named or not.
    pub fn weight(&self) -> f64 {
        self.weight.unwrap_or(1.0)
    }
}

/// A placement as it is asked for. A strategy looks only at the options that concern it.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// How keys find nodes.
    pub strategy: Strategy,
    /// In index order.
    pub nodes: Vec<Node>,
    /// What places keys, and nodes on the ring.
    pub hash: Hash,
    /// `ring`, `bounded`: points of a node of weight 1.
    pub virtual_nodes: u32,
    /// `bounded`: how many times the mean a node may own.
    pub load_factor: f64,
    /// `maglev`: entries of its table, a prime.
    pub table_size: u32,
    /// `multi-probe`: probes per key.
    pub probes: u32,
}

/// An owner is an index of 16 bits.
pub const PLACED_NODES_MAX: usize = 65_535;
/// Virtual nodes of a node of weight 1.
pub const VIRTUAL_NODES_MAX: usize = 65_536;
/// Points of a ring: some 60 MB while it is made.
pub const RING_POINTS_MAX: usize = 1 << 21;
/// Entries of Maglev's table; the paper's large one has 655,373.
pub const TABLE_SIZE_MAX: usize = 1 << 24;
/// Probes of multi-probe; the paper's most is 21.
pub const PROBES_MAX: usize = 1_024;
/// Bytes of a node's name.
pub const NAME_MAX: usize = 1_024;
/// Bytes of a key.
pub const KEY_BYTES_MAX: usize = 1 << 20;
/// Keys of one call: their owners, before and after a change, take 256 MiB.
pub const CALL_KEYS_MAX: usize = 1 << 26;
/// Bytes of the keys of one call.
pub const KEYS_BYTES_MAX: usize = 1 << 28;
/// Steps that given Maglev permutations may take, nodes x entries: they can be as bad as can be.
pub const GIVEN_STEPS_MAX: usize = 1 << 28;
/// Redis Cluster gives each node at least one of its slots.
pub const SLOT_NODES_MAX: usize = super::slots::SLOTS;
/// Weights are from one of these to the other.
pub const WEIGHTS: (f64, f64) = (1e-6, 1e9);
/// The greatest load factor; more never binds anyone.
pub const LOAD_FACTOR_MAX: f64 = 1_000.0;

/// The bounds by name.
pub fn bounds() -> [(&'static str, usize); 11] {
    [
        ("PLACED_NODES_MAX", PLACED_NODES_MAX),
        ("VIRTUAL_NODES_MAX", VIRTUAL_NODES_MAX),
        ("RING_POINTS_MAX", RING_POINTS_MAX),
        ("TABLE_SIZE_MAX", TABLE_SIZE_MAX),
        ("PROBES_MAX", PROBES_MAX),
        ("NAME_MAX", NAME_MAX),
        ("KEY_BYTES_MAX", KEY_BYTES_MAX),
        ("CALL_KEYS_MAX", CALL_KEYS_MAX),
        ("KEYS_BYTES_MAX", KEYS_BYTES_MAX),
        ("SLOT_NODES_MAX", SLOT_NODES_MAX),
        ("GIVEN_STEPS_MAX", GIVEN_STEPS_MAX),
    ]
}

impl Spec {
    /// A strategy with nodes and the options' defaults.
    pub fn new(strategy: Strategy, nodes: Vec<Node>) -> Spec {
        Spec {
            strategy,
            nodes,
            hash: Hash::Xxh64,
            virtual_nodes: 160,
            load_factor: 1.25,
            table_size: 65_537,
            probes: 21,
        }
    }

    /// Says what is wrong, the first of it.
    pub fn check(&self) -> Result<(), PlacementError> {
        if self.nodes.is_empty() {
            return Err(PlacementError::argument("nodes", "at least one".to_owned()));
        }
        if self.nodes.len() > PLACED_NODES_MAX {
            return Err(PlacementError::bound("nodes", "PLACED_NODES_MAX", PLACED_NODES_MAX));
        }
        self.check_options()?;
        for (i, node) in self.nodes.iter().enumerate() {
            self.check_node(node, &format!("nodes[{i}]"))?;
        }
        self.check_names()
    }

    fn check_options(&self) -> Result<(), PlacementError> {
        whole("virtualNodes", self.virtual_nodes, "VIRTUAL_NODES_MAX", VIRTUAL_NODES_MAX)?;
        whole("tableSize", self.table_size, "TABLE_SIZE_MAX", TABLE_SIZE_MAX)?;
        whole("probes", self.probes, "PROBES_MAX", PROBES_MAX)?;
        if !(1.0..=LOAD_FACTOR_MAX).contains(&self.load_factor) {
            return Err(PlacementError::argument("loadFactor", "a number from 1 to 1,000".to_owned()));
        }
        match self.strategy {
            Strategy::Maglev => super::maglev::check_size(self.table_size, self.nodes.len()),
            Strategy::Slots if self.nodes.len() > SLOT_NODES_MAX => {
                Err(PlacementError::bound("nodes", "SLOT_NODES_MAX", SLOT_NODES_MAX))
            }
            _ => Ok(()),
        }
    }

    /// Says what is wrong with a node by itself.
    pub fn check_node(&self, node: &Node, field: &str) -> Result<(), PlacementError> {
        let of = |part: &str| format!("{field}.{part}");
        if node.name.is_empty() {
            return Err(PlacementError::argument(of("name"), "a text that is not empty".to_owned()));
        }
        if node.name.len() > NAME_MAX {
            return Err(PlacementError::bound(of("name"), "NAME_MAX", NAME_MAX));
        }
        if let Some(weight) = node.weight {
            let (least, most) = WEIGHTS;
            if !(least..=most).contains(&weight) {
                let reason = "a number from 0.000001 to 1,000,000,000".to_owned();
                return Err(PlacementError::argument(of("weight"), reason));
            }
            if let Some(why) = self.strategy.unweighted().filter(|_| weight != 1.0) {
                return Err(PlacementError::refused(of("weight"), why));
            }
        }
        if node.tokens.is_empty() {
            return Ok(());
        }
        if !matches!(self.strategy, Strategy::Ring | Strategy::Bounded) {
            let why = "only ring and bounded have points that a node could choose";
            return Err(PlacementError::refused(of("tokens"), why));
        }
        match node.tokens.iter().position(|&token| !self.hash.has_value(token)) {
            Some(i) => {
                let reason = format!("a value of {}", self.hash.name());
                Err(PlacementError::argument(of(&format!("tokens[{i}]")), reason))
            }
            None => Ok(()),
        }
    }

    fn check_names(&self) -> Result<(), PlacementError> {
        let names = Names::new(&self.nodes);
        for (i, node) in self.nodes.iter().enumerate() {
            if let Some(first) = names.index(&node.name).filter(|&first| usize::from(first) < i) {
                let reason = format!("a name of its own: nodes[{first}] has it too");
                return Err(PlacementError::argument(format!("nodes[{i}].name"), reason));
            }
        }
        Ok(())
    }
}

/// A whole number from 1 to a bound.
fn whole(field: &str, value: u32, name: &str, bound: usize) -> Result<(), PlacementError> {
    match value as usize {
        0 => Err(PlacementError::argument(field, "a whole number from 1 on, not 0".to_owned())),
        value if value > bound => Err(PlacementError::bound(field, name, bound)),
        _ => Ok(()),
    }
}
