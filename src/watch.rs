//! Watching some fields of nodes while a run goes on: told only when one of them changed.
//!
//! An event changes the nodes at which something happened, and of those only the named fields are compared, first by
//! what the protocol says of them ([`Protocol::same`](crate::kernel::Protocol::same)), which makes no plain data.

use crate::data::Data;
use crate::filter::{field, known, list_of};
use crate::kernel::erased::Nodes;
use crate::kernel::{Body, Endpoint, NodeId, Record, Status, World};
use crate::session::{Session, SessionError};
use crate::time::Time;
use crate::timeline::Cursor;
use crate::value::COUNT_MAX;
use crate::view;

/// What one watch saw change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Which watch, by its place among those that went along.
    pub watch: usize,
    /// The named fields of all nodes just before the event.
    pub before: Data,
    /// The same after it.
    pub now: Data,
}

/// An error for a field that no node of the run's protocol shows.
pub fn check(session: &dyn Session, fields: &[String]) -> Result<(), SessionError> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !names.iter().any(|one| one == name) {
            names.push(name.to_owned());
        }
    };
    for node in list_of(field(&session.frame(Some((COUNT_MAX, COUNT_MAX))), "nodes").unwrap_or(&Data::Null)) {
        if let Data::Fields(fields) = node {
            fields.iter().for_each(|(name, _)| add(name));
        }
    }
    if let Some(timeline) = session.timeline() {
        timeline.world().config().setup.info().fields_of_some.iter().for_each(|name| add(name));
    }
    known(fields, &names, "no field of a node").map_err(|message| SessionError::new("unknown-field", message))
}

/// The named fields of all nodes at the cursor.
pub fn glance(session: &dyn Session, fields: &[String]) -> Data {
    match session.timeline() {
        Some(timeline) => shown(session.cursor(), values(timeline.world(), fields)),
        None => {
            let frame = session.frame(None);
            let nodes = list_of(field(&frame, "nodes").unwrap_or(&Data::Null));
            shown(session.cursor(), nodes.iter().map(|node| named(node, fields)).collect())
        }
    }
}

/// What a callback gets.
fn shown(at: Cursor, nodes: Vec<Data>) -> Data {
    Data::Fields(vec![
        ("position", Data::count(at.position)),
        ("now", Data::Number(at.now.ms())),
        ("nodes", Data::List(nodes)),
    ])
}

fn values(world: &World, fields: &[String]) -> Vec<Data> {
    world.node_ids().map(|id| node_values(world, id, fields)).collect()
}

fn node_values(world: &World, id: NodeId, fields: &[String]) -> Data {
    // A log that nobody asked for is not made.
    let window = (!fields.iter().any(|name| name == "log")).then_some((COUNT_MAX, COUNT_MAX));
    named(&Data::Fields(view::node_view(world, id, window)), fields)
}

/// The id of a node and the named fields of it; one that it has not got now is null.
fn named(node: &Data, fields: &[String]) -> Data {
    let Data::Fields(all) = node else { return Data::Null };
    let id = all.iter().filter(|(name, _)| *name == "id").cloned();
    let value = |name: &String| field(node, name).cloned().unwrap_or(Data::Null);
    let wanted = fields.iter().filter(|name| *name != "id").map(|name| (name.clone(), value(name)));
    Data::Map(id.map(|(name, value)| (name.to_owned(), value)).chain(wanted).collect())
}

/// Some fields of all nodes, as last seen.
pub struct Watch {
    fields: Vec<String>,
    seen: Vec<Data>,
    /// The nodes when those were seen.
    nodes: Box<dyn Nodes>,
    kept: Vec<(Status, u32)>,
    /// The instant of the last event.
    at: Time,
}

impl Watch {
    /// What the fields are now.
    pub fn new(world: &World, fields: &[String]) -> Watch {
        let mut watch = Watch {
            fields: fields.to_vec(),
            seen: values(world, fields),
            nodes: world.nodes().cloned(),
            kept: Vec::new(),
            at: world.now(),
        };
        watch.kept = world.node_ids().map(|id| kept(world, id)).collect();
        watch
    }

    /// What changed with an event, if anything that is named did.
    pub fn after(&mut self, world: &World, event: &[Record], watch: usize) -> Option<Change> {
        let previous = std::mem::replace(&mut self.at, world.now());
        let changed = match event.first().map(|record| &record.body) {
            // A move may reach any node, whether there is a record of it or not.
            Some(Body::Action(_)) => world.node_ids().any(|id| self.differs(world, id)),
            _ => touched(event).any(|id| self.differs(world, id)),
        };
        if !changed {
            return None;
        }
        let now = values(world, &self.fields);
        let position = world.position();
        let before = Cursor { position: position.saturating_sub(1), now: previous };
        let change = Change {
            watch,
            before: shown(before, std::mem::replace(&mut self.seen, now.clone())),
            now: shown(Cursor { position, now: world.now() }, now),
        };
        self.nodes = world.nodes().cloned();
        self.kept = world.node_ids().map(|id| kept(world, id)).collect();
        Some(change)
    }

    fn differs(&self, world: &World, id: NodeId) -> bool {
        let kept = kept(world, id) == self.kept[id.index()];
        let is_same = |name: &String| match name.as_str() {
            "id" => true,
            "status" | "clock" => kept,
            name => world.nodes().same(&*self.nodes, id, name) == Some(true),
        };
        !self.fields.iter().all(is_same) && node_values(world, id, &self.fields) != self.seen[id.index()]
    }
}

/// What the kernel itself keeps of a node.
fn kept(world: &World, id: NodeId) -> (Status, u32) {
    (world.status(id), world.rate(id))
}

/// The nodes at which an event happened; neighbours in its records that are the same, once.
fn touched(event: &[Record]) -> impl Iterator<Item = NodeId> {
    let mut last = None;
    event.iter().filter_map(move |record| {
        let Some(Endpoint::Node(node)) = record.node else { return None };
        (last.replace(node) != Some(node)).then_some(node)
    })
}
