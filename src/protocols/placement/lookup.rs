//! A key that is looked up: its owners, and the way that leads to them.

use super::moves::KeyName;
use super::notes::SKIPS_TOLD_MAX;
use super::state::State;
use crate::data::Data;
use crate::kernel::NodeId;
use crate::placement::ring::turn;
use crate::placement::{Hash, Key, Keys, Lookup, Placement, Step, Strategy, Way, bounded};

/// A key, and how it comes to its owners.
#[derive(Clone, Debug)]
pub struct Looked {
    /// As it was asked for.
    pub name: KeyName,
    /// Its way.
    pub lookup: Lookup,
    /// Its owners, in order of preference.
    pub owners: Vec<NodeId>,
}

impl KeyName {
    /// As a placement takes it.
    pub fn key(&self) -> Key<'_> {
        match self {
            KeyName::Number(number) => Key::Number(*number),
            KeyName::Text(text) => Key::Text(text.as_str().as_bytes()),
        }
    }
    /// The number or text itself.
    pub fn text(&self) -> String {
        match self {
            KeyName::Number(number) => number.to_string(),
            KeyName::Text(text) => text.to_string(),
        }
    }
}

impl Looked {
    /// A key's way in a state.
    pub fn new(state: &State, name: &KeyName) -> Looked {
        let placement = &state.placed.placement;
        let count = state.cluster.settings.replicas as usize;
        let lookup = match state.placed.strategy() {
            Strategy::Bounded => among_all(state, name),
            _ => placement.explain(name.key(), count).expect("a key of a move is within the bounds"),
        };
        let owners = lookup.owners.iter().map(|&index| state.id(index)).collect();
        Looked { name: name.clone(), lookup, owners }
    }

    /// The hash as its own system writes it: Cassandra's signed, the others in hexadecimal.
    pub fn hash(&self, hash: Hash) -> String {
        match (&self.lookup.way, hash) {
            (Way::Slots { .. }, _) => format!("{:#06x}", self.lookup.hash),
            (_, Hash::Murmur3Cassandra) => hash.shown(self.lookup.hash),
            (_, Hash::Ketama) => format!("{:#010x}", self.lookup.hash),
            _ => format!("{:#018x}", self.lookup.hash),
        }
    }
    /// Whether the key was hashed: `modulo` and `jump` take a number as it is.
    pub fn is_hashed(&self) -> bool {
        let number = matches!(self.name, KeyName::Number(_));
        !(number && matches!(self.lookup.way, Way::Modulo { .. } | Way::Jump { .. }))
    }

    /// As a frame shows it.
    pub fn data(&self, state: &State) -> Data {
        let id = |index: u16| Data::text(state.id(index));
        let hash = state.cluster.settings.hash();
        let hashed = self.is_hashed().then(|| self.hash(hash));
        let mut fields = vec![
            ("key", Data::Text(self.name.text())),
            ("line", Data::Text(format!("lookup {}", self.name))),
            ("hash", Data::optional(hashed)),
            ("owners", Data::texts(&self.owners)),
        ];
        fields.extend(way_data(&self.lookup.way, &state.placed.placement, &id));
        Data::Fields(fields)
    }
}

/// With bounded loads: where one of the keys went, or where one more key would go.
fn among_all(state: &State, name: &KeyName) -> Lookup {
    let placement = &state.placed.placement;
    let own = |number: u64| state.keys.iter().position(|&key| u64::from(key) == number);
    if let KeyName::Number(number) = name
        && let Some(index) = own(*number)
    {
        let keys = Keys::Numbers(&state.keys);
        return placement.explain_among(&keys, index).expect("numbers are within the bounds");
    }
    let ring = placement.ring().expect("bounded loads have a ring");
    let nodes = placement.nodes().len();
    let capacity = bounded::capacity(placement.spec().load_factor, state.keys.len(), nodes);
    let mut filling = bounded::Filling::new(ring, nodes, capacity);
    filling.loads.clone_from(&state.placed.stats.per_node);
    let position = placement.word(name.key());
    let met = filling.walk(position);
    let step = |(i, &point): (usize, &usize)| {
        let at = ring.point(point);
        Step { point, position: at.position, node: at.node, taken: i + 1 == met.len() }
    };
    let steps: Vec<Step> = met.iter().enumerate().map(step).collect();
    Lookup {
        hash: placement.spec().hash.value_at(position),
        owners: steps.last().map(|step| step.node).into_iter().collect(),
        way: Way::Bounded { position, steps, capacity, loads: filling.loads },
    }
}

fn way_data(way: &Way, placement: &Placement, id: &dyn Fn(u16) -> Data) -> Vec<(&'static str, Data)> {
    let share = |position: u64| Data::Number(turn(position));
    let steps_data = |steps: &[Step], loads: &[u32]| {
        let step = |step: &Step| {
            let load = loads.get(usize::from(step.node)).map_or(Data::Null, |&load| Data::count(load.into()));
            Data::Fields(vec![
                ("position", share(step.position)),
                ("node", id(step.node)),
                ("taken", Data::Flag(step.taken)),
                ("load", load),
            ])
        };
        // A walk past more points than are told is no longer read: of those that it passes the first are shown, of
        // those that it takes all.
        let mut passed = 0;
        let shown = |shown: &&Step| {
            passed += usize::from(!shown.taken);
            shown.taken || passed <= SKIPS_TOLD_MAX
        };
        Data::List(steps.iter().filter(shown).map(step).collect())
    };
    let kind = |word: &str| ("way", Data::text(word));
    match way {
        Way::Modulo { remainder } => vec![
            kind("modulo"),
            ("remainder", Data::count(*remainder)),
            ("divisor", Data::count(placement.nodes().len() as u64)),
        ],
        Way::Ring { position, steps } => {
            vec![kind("ring"), ("position", share(*position)), ("steps", steps_data(steps, &[]))]
        }
        Way::Bounded { position, steps, capacity, loads } => vec![
            kind("bounded"),
            ("position", share(*position)),
            ("steps", steps_data(steps, loads)),
            ("capacity", Data::count(*capacity as u64)),
        ],
        Way::Rendezvous { scores } => {
            let score = |(index, score): (usize, &crate::placement::rendezvous::Score)| {
                Data::Fields(vec![("node", id(index as u16)), ("score", Data::Number(score.score))])
            };
            vec![kind("rendezvous"), ("scores", Data::List(scores.iter().enumerate().map(score).collect()))]
        }
        Way::Jump { buckets } => {
            let buckets = buckets.iter().map(|&bucket| Data::count(bucket.into()));
            vec![kind("jump"), ("buckets", Data::List(buckets.collect()))]
        }
        Way::Maglev { entry } => vec![
            kind("maglev"),
            ("entry", Data::count(*entry as u64)),
            ("size", Data::count(placement.spec().table_size.into())),
        ],
        Way::MultiProbe { probes } => {
            let ring = placement.ring().expect("multi-probe has a ring");
            let probe = |probe: &crate::placement::multi_probe::Probe| {
                let point = ring.point(probe.point);
                Data::Fields(vec![
                    ("position", share(probe.position)),
                    ("point", share(point.position)),
                    ("node", id(point.node)),
                    ("distance", share(probe.distance)),
                ])
            };
            vec![kind("multi-probe"), ("probes", Data::List(probes.iter().map(probe).collect()))]
        }
        Way::Slots { from, to, slot } => vec![
            kind("slots"),
            ("slot", Data::count((*slot).into())),
            ("tag", Data::List(vec![Data::count(*from as u64), Data::count(*to as u64)])),
        ],
    }
}
