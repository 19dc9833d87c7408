//! A key that is looked up: its owners, and the way that leads to them.

use super::moves::KeyName;
use super::notes::SKIPS_TOLD_MAX;
use super::state::State;
use crate::kernel::NodeId;
use crate::packed::{Shown, With, Writer, fields};
use crate::placement::ring::turn;
use crate::placement::{Hash, Key, Keys, Lookup, Step, Strategy, Way, bounded};

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

    /// Writes it as a frame shows it.
    pub fn view(&self, state: &State, out: &mut Writer) {
        let hash = state.cluster.settings.hash();
        let hashed = self.is_hashed().then(|| self.hash(hash));
        out.merged(|out| {
            fields!(out;
                "key": Shown(self.name.text()),
                "line": Shown(format_args!("lookup {}", self.name)),
                "hash": hashed.map(Shown),
                "owners": self.owners,
            );
            way_view(&self.lookup.way, state, out);
        });
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

/// The fields that only this way has.
fn way_view(way: &Way, state: &State, out: &mut Writer) {
    let placement = &state.placed.placement;
    match way {
        Way::Modulo { remainder } => {
            fields!(out; "way": "modulo", "remainder": *remainder, "divisor": placement.nodes().len() as u64);
        }
        Way::Ring { position, steps } => {
            let steps = With(|out| steps_view(steps, &[], state, out));
            fields!(out; "way": "ring", "position": turn(*position), "steps": steps);
        }
        Way::Bounded { position, steps, capacity, loads } => fields!(out;
            "way": "bounded",
            "position": turn(*position),
            "steps": With(|out| steps_view(steps, loads, state, out)),
            "capacity": *capacity as u64,
        ),
        Way::Rendezvous { scores } => {
            let scores = With(|out| {
                out.list(scores.iter().zip(0..), |out, (score, index)| {
                    fields!(out; "node": state.id(index), "score": score.score);
                });
            });
            fields!(out; "way": "rendezvous", "scores": scores);
        }
        Way::Jump { buckets } => fields!(out; "way": "jump", "buckets": buckets),
        Way::Maglev { entry } => {
            fields!(out; "way": "maglev", "entry": *entry as u64, "size": placement.spec().table_size);
        }
        Way::MultiProbe { probes } => {
            let ring = placement.ring().expect("multi-probe has a ring");
            let probes = With(|out| {
                out.list(probes, |out, probe| {
                    let point = ring.point(probe.point);
                    fields!(out;
                        "position": turn(probe.position),
                        "point": turn(point.position),
                        "node": state.id(point.node),
                        "distance": turn(probe.distance),
                    );
                });
            });
            fields!(out; "way": "multi-probe", "probes": probes);
        }
        Way::Slots { from, to, slot } => {
            fields!(out; "way": "slots", "slot": u64::from(*slot), "tag": vec![*from as u64, *to as u64]);
        }
    }
}

/// A walk past more points than are told is no longer read: of those that it passes the first are shown, of those that
/// it takes all.
fn steps_view(steps: &[Step], loads: &[u32], state: &State, out: &mut Writer) {
    let mut passed = 0;
    let shown = |shown: &&Step| {
        passed += usize::from(!shown.taken);
        shown.taken || passed <= SKIPS_TOLD_MAX
    };
    out.list(steps.iter().filter(shown), |out, step| {
        fields!(out;
            "position": turn(step.position),
            "node": state.id(step.node),
            "taken": step.taken,
            "load": loads.get(usize::from(step.node)),
        );
    });
}
