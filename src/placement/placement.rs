//! A placement: who owns which key.

use crate::draw::scramble;

use super::bounded::{self, Filling};
use super::error::PlacementError;
use super::key::{Key, Keys};
use super::order::by_name;
use super::ring::Ring;
use super::spec::{KEY_BYTES_MAX, Node, Spec, Strategy};
use super::{jump, maglev, multi_probe, points, rendezvous, slots};

/// Nodes, and for every key one of them that owns it. Immutable: a change makes a new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    spec: Spec,
    table: Table,
}

/// What a strategy prepares, to find owners fast.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Table {
    /// Nothing: the number of nodes is all.
    Modulo,
    /// Virtual nodes.
    Ring(Ring),
    /// Seeds and weights.
    Rendezvous(rendezvous::Nodes),
    /// Nothing: the number of nodes is all.
    Jump,
    /// Entries.
    Maglev(Vec<u16>),
    /// Virtual nodes; who owns a key depends on all keys before it.
    Bounded(Ring),
    /// One point per node.
    MultiProbe(Ring),
    /// The node of each slot.
    Slots(Vec<u16>),
}

/// Keys of which the hashes are at hand at one time.
const CHUNK: usize = 512;

/// Why `bounded` cannot say the owner of one key.
const NEEDS_ALL_KEYS: &str =
    "with bounded loads the owner of a key depends on all keys and their order; use `assign`";

impl Placement {
    /// Makes what was asked for.
    pub fn new(spec: Spec) -> Result<Placement, PlacementError> {
        Placement::from_spec(spec, None)
    }

    /// A placement, for slots with those that nodes of the same name already had.
    fn from_spec(spec: Spec, before: Option<&Placement>) -> Result<Placement, PlacementError> {
        spec.check()?;
        let table = match spec.strategy {
            Strategy::Modulo => Table::Modulo,
            Strategy::Ring => Table::Ring(points::ring(&spec)?),
            Strategy::Bounded => Table::Bounded(points::ring(&spec)?),
            Strategy::Rendezvous => Table::Rendezvous(rendezvous::Nodes::new(&spec.nodes, spec.hash)),
            Strategy::Jump => Table::Jump,
            Strategy::Maglev => Table::Maglev(maglev::table_of(&spec.nodes, spec.hash, spec.table_size)),
            Strategy::MultiProbe => {
                let ring = multi_probe::ring(&spec);
                multi_probe::check(&ring, &spec)?;
                Table::MultiProbe(ring)
            }
            Strategy::Slots => Table::Slots(slots_after(before, &spec)),
        };
        Ok(Placement { spec, table })
    }

    /// What was asked for.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// The nodes in index order.
    pub fn nodes(&self) -> &[Node] {
        &self.spec.nodes
    }

    /// The index of a node by its name.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.spec.nodes.iter().position(|node| node.name == name)
    }

    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// The ring, of a strategy that has one.
    pub fn ring(&self) -> Option<&Ring> {
        match &self.table {
            Table::Ring(ring) | Table::Bounded(ring) | Table::MultiProbe(ring) => Some(ring),
            _ => None,
        }
    }

    /// The node of each entry of Maglev's table, or of each slot.
    pub fn entries(&self) -> Option<&[u16]> {
        match &self.table {
            Table::Maglev(entries) | Table::Slots(entries) => Some(entries),
            _ => None,
        }
    }

    /// The new placement after a change of options, nodes or weights. Slots stay where they are, as far as they
    /// can.
    pub fn changed(&self, spec: Spec) -> Result<Placement, PlacementError> {
        Placement::from_spec(spec, Some(self))
    }

    /// The new placement with one node more, the last.
    pub fn add(&self, node: Node) -> Result<Placement, PlacementError> {
        let mut spec = self.spec.clone();
        spec.nodes.push(node);
        self.changed(spec)
    }

    /// The new placement without a node; those after it close up.
    pub fn remove(&self, name: &str) -> Result<Placement, PlacementError> {
        let Some(index) = self.index_of(name) else {
            return Err(PlacementError::argument("name", "the name of one of the nodes".to_owned()));
        };
        if self.spec.strategy == Strategy::Jump && index + 1 < self.spec.nodes.len() {
            let why = "jump numbers its buckets: only the last node can be removed";
            return Err(PlacementError::refused("name", why));
        }
        let mut spec = self.spec.clone();
        spec.nodes.remove(index);
        self.changed(spec)
    }

    /// The number that decides about a key: a position on the ring, a slot, or a hash.
    #[inline]
    pub fn word(&self, key: Key<'_>) -> u64 {
        let hash = self.spec.hash;
        match (&self.table, key) {
            (Table::Modulo | Table::Jump, Key::Number(number)) => number,
            (Table::Ring(_) | Table::Bounded(_) | Table::MultiProbe(_), _) => {
                key.with_text(|text| hash.position(hash.value(text)))
            }
            (Table::Slots(_), _) => key.with_text(|text| u64::from(slots::slot(text))),
            _ => key.with_text(|text| hash.value(text)),
        }
    }

    /// The index of the node that owns a word; for `bounded` the node that would if none were full.
    #[inline]
    pub fn owner_of_word(&self, word: u64) -> u16 {
        match &self.table {
            Table::Modulo => (word % self.spec.nodes.len() as u64) as u16,
            Table::Ring(ring) | Table::Bounded(ring) => ring.owner(word),
            Table::Rendezvous(nodes) => nodes.owner(word),
            Table::Jump => jump::bucket(word, self.spec.nodes.len() as u32) as u16,
            Table::Maglev(entries) => entries[(word % entries.len() as u64) as usize],
            Table::MultiProbe(ring) => multi_probe::owner(ring, word, self.spec.probes),
            Table::Slots(slots) => slots[word as usize],
        }
    }

    /// The index of the node that owns a key.
    pub fn owner(&self, key: Key<'_>) -> Result<u16, PlacementError> {
        check_key(key)?;
        if let Table::Bounded(_) = self.table {
            return Err(PlacementError::refused("owner", NEEDS_ALL_KEYS));
        }
        Ok(self.owner_of_word(self.word(key)))
    }

    /// The indexes of the nodes that keep a key's replicas, distinct and in order of preference; the first owns
    /// it. All nodes, if there are fewer than asked for; those without a point on the ring come last, the one of
    /// the greatest name first.
    pub fn owners(&self, key: Key<'_>, count: usize) -> Result<Vec<u16>, PlacementError> {
        check_key(key)?;
        if count == 0 {
            return Err(PlacementError::argument("count", "a whole number from 1 on, not 0".to_owned()));
        }
        if let Table::Bounded(_) = self.table {
            return Err(PlacementError::refused("owners", NEEDS_ALL_KEYS));
        }
        Ok(self.owners_of_word(self.word(key), count.min(self.spec.nodes.len())))
    }

    /// The same for a word and a count of at least 1 and at most the number of nodes.
    fn owners_of_word(&self, word: u64, count: usize) -> Vec<u16> {
        let first = self.owner_of_word(word);
        let nodes = self.spec.nodes.len();
        let onward = (0..nodes).map(|i| ((usize::from(first) + i) % nodes) as u16);
        match &self.table {
            Table::Modulo | Table::Slots(_) => onward.take(count).collect(),
            Table::Ring(ring) | Table::Bounded(ring) => {
                let walk = ring.walk(word).map(|point| ring.point(point).node);
                let mut met = distinct(&mut walk.into_iter(), count.min(ring.reached()), nodes);
                if met.len() < count {
                    let others = by_name(&self.spec.nodes).into_iter().rev();
                    let others: Vec<u16> = others.filter(|node| !met.contains(node)).collect();
                    met.extend(others.into_iter().take(count - met.len()));
                }
                met
            }
            Table::Rendezvous(all) => all.ranking(word).into_iter().take(count).collect(),
            Table::Maglev(entries) => {
                let start = (word % entries.len() as u64) as usize;
                // Every node has an entry.
                distinct(&mut entries[start..].iter().chain(&entries[..start]).copied(), count, nodes)
            }
            Table::MultiProbe(ring) => multi_probe::owners(ring, word, self.spec.probes, count),
            Table::Jump => {
                let salted = (0..(SALTS * nodes) as u64)
                    .map(|salt| if salt == 0 { word } else { scramble(word ^ salt) })
                    .map(|word| jump::bucket(word, nodes as u32) as u16);
                distinct(&mut salted.chain(onward), count, nodes)
            }
        }
    }

    /// The nodes that own no key, whichever keys there are, by index: with ketama a node whose weight comes to no
    /// point, on any ring one whose points all stand where another's do, with rendezvous one whose name hashes as
    /// that of another does. It still keeps replicas where there are few other nodes.
    pub fn idle(&self) -> Vec<u16> {
        let count = self.spec.nodes.len();
        let owning = match &self.table {
            Table::Ring(ring) => ring.owning(count),
            Table::Rendezvous(nodes) => nodes.winning(),
            // Every entry and slot has its node, each of them one at least. With bounded loads what is full goes
            // on to points that come second, too; nodes that probes are to find must stand at places of their own.
            _ => return Vec::new(),
        };
        (0..count).filter(|&node| !owning[node]).map(|node| node as u16).collect()
    }

    /// The index of the node that owns each key, in their order.
    pub fn assign(&self, keys: &Keys<'_>) -> Vec<u16> {
        let mut owners = vec![0; keys.len()];
        if let Table::Bounded(ring) = &self.table {
            let mut filling = self.filling(ring, keys.len());
            self.each_chunk(keys, |from, words| {
                for (owner, word) in owners[from..].iter_mut().zip(words) {
                    *owner = filling.place(*word);
                }
            });
        } else {
            self.each_chunk(keys, |from, words| {
                for (owner, word) in owners[from..].iter_mut().zip(words) {
                    *owner = self.owner_of_word(*word);
                }
            });
        }
        owners
    }

    /// Empty nodes, before so many keys are placed with bounded loads.
    pub(super) fn filling<'r>(&self, ring: &'r Ring, keys: usize) -> Filling<'r> {
        let nodes = self.spec.nodes.len();
        Filling::new(ring, nodes, bounded::capacity(self.spec.load_factor, keys, nodes))
    }

    /// The words of the keys, some hundreds at a time, with the index of the first.
    pub(super) fn each_chunk(&self, keys: &Keys<'_>, mut use_words: impl FnMut(usize, &[u64])) {
        let mut words = [0; CHUNK];
        for from in (0..keys.len()).step_by(CHUNK) {
            let count = CHUNK.min(keys.len() - from);
            for (i, word) in words[..count].iter_mut().enumerate() {
                *word = self.word(keys.get(from + i));
            }
            use_words(from, &words[..count]);
        }
    }
}

/// Draws per node after which the last replicas are taken in index order: never reached but by bad luck.
const SALTS: usize = 64;

/// The first nodes of a walk that differ from each other.
fn distinct(walk: &mut dyn Iterator<Item = u16>, count: usize, nodes: usize) -> Vec<u16> {
    let mut met = vec![false; nodes];
    walk.filter(|&node| !std::mem::replace(&mut met[usize::from(node)], true)).take(count).collect()
}

fn slots_after(before: Option<&Placement>, spec: &Spec) -> Vec<u16> {
    let weights: Vec<f64> = spec.nodes.iter().map(Node::weight).collect();
    let Some(Placement { spec: old, table: Table::Slots(slots) }) = before else {
        return slots::ranges(&weights);
    };
    let index = super::measure::indexes(&old.nodes, &spec.nodes);
    let kept: Vec<u16> =
        slots.iter().map(|&node| index[usize::from(node)].unwrap_or(slots::NOBODY)).collect();
    slots::rebalanced(&kept, &weights)
}

fn check_key(key: Key<'_>) -> Result<(), PlacementError> {
    match key {
        Key::Text(bytes) if bytes.len() > KEY_BYTES_MAX => {
            Err(PlacementError::bound("key, bytes", "KEY_BYTES_MAX", KEY_BYTES_MAX))
        }
        _ => Ok(()),
    }
}
