//! Watching some fields of nodes while a run goes on: told only when one of them changed.
//!
//! An event changes the nodes at which something happened, and of those only the named fields are compared, first by
//! what the protocol says of them ([`Protocol::same`](crate::kernel::Protocol::same)), which makes no plain data.

use crate::data::Data;
use crate::filter::known;
use crate::kernel::erased::Nodes;
use crate::kernel::{Body, Endpoint, Model, NodeId, Record, Status, Window, World};
use crate::packed::{Packed, With};
use crate::session::{Session, SessionError};
use crate::time::Time;
use crate::timeline::Cursor;
use crate::value::COUNT_MAX;
use crate::view;

/// A window that shows no entry of a list.
const NO_ENTRY: Window = Window::Indexes(COUNT_MAX, COUNT_MAX);

/// One that shows all.
const EVERY_ENTRY: Window = Window::Indexes(1, COUNT_MAX);

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
pub fn check(session: &Session, fields: &[String]) -> Result<(), SessionError> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !names.iter().any(|one| one == name) {
            names.push(name.to_owned());
        }
    };
    for node in nodes(session.timeline().model(), NO_ENTRY) {
        if let Data::Fields(fields) = node {
            fields.iter().for_each(|(name, _)| add(name));
        }
    }
    session.setup().info().fields_of_some.iter().for_each(|name| add(name));
    known(fields, &names, "no field of a node").map_err(|message| SessionError::new("unknown-field", message))
}

/// What a frame shows of the nodes.
fn nodes(model: &dyn Model, window: Window) -> Vec<Data> {
    let view = Packed::of(With(|out| out.merged(|out| model.view(window, out)))).data();
    match view.field("nodes") {
        Some(Data::List(nodes)) => nodes.clone(),
        _ => Vec::new(),
    }
}

/// The named fields of all nodes at the cursor.
pub fn glance(session: &Session, fields: &[String]) -> Data {
    shown(session.cursor(), values(session.timeline().model(), fields))
}

/// What a callback gets.
fn shown(at: Cursor, nodes: Vec<Data>) -> Data {
    Data::Fields(vec![
        ("position", Data::count(at.position)),
        ("now", Data::Number(at.now.ms())),
        ("nodes", Data::List(nodes)),
    ])
}

fn values(model: &dyn Model, fields: &[String]) -> Vec<Data> {
    match model.world() {
        Some(world) => world.node_ids().map(|id| node_values(world, id, fields)).collect(),
        None => nodes(model, EVERY_ENTRY).into_iter().map(|node| named(node, fields)).collect(),
    }
}

fn node_values(world: &World, id: NodeId, fields: &[String]) -> Data {
    // A log that nobody asked for is not made; of one that somebody did no change may be missed.
    let window = if fields.iter().any(|name| name == "log") { EVERY_ENTRY } else { NO_ENTRY };
    named(Packed::of(With(|out| view::node(world, id, window, out))).data(), fields)
}

/// The id of a node and the named fields of it; one that it has not got now is null.
fn named(node: Data, fields: &[String]) -> Data {
    let names = std::iter::once("id").chain(fields.iter().map(String::as_str).filter(|&name| name != "id"));
    Data::Map(names.map(|name| (name.to_owned(), node.field(name).cloned().unwrap_or(Data::Null))).collect())
}

/// Some fields of all nodes, as last seen.
pub struct Watch {
    fields: Vec<String>,
    seen: Vec<Data>,
    /// Of a cluster, what can be compared without making plain data.
    last: Option<Last>,
    /// The instant of the last event.
    at: Time,
}

/// The nodes when their fields were seen.
struct Last {
    nodes: Box<dyn Nodes>,
    kept: Vec<(Status, u32)>,
}

impl Last {
    fn new(world: &World) -> Last {
        let kept = world.node_ids().map(|id| kept(world, id)).collect();
        Last { nodes: world.nodes().cloned(), kept }
    }
}

impl Watch {
    /// What the fields are now.
    pub fn new(model: &dyn Model, fields: &[String]) -> Watch {
        Watch {
            fields: fields.to_vec(),
            seen: values(model, fields),
            last: model.world().map(Last::new),
            at: model.now(),
        }
    }

    /// What changed with an event, if anything that is named did.
    pub fn after(&mut self, model: &dyn Model, event: &[Record], watch: usize) -> Option<Change> {
        let previous = std::mem::replace(&mut self.at, model.now());
        if !self.may_differ(model, event) {
            return None;
        }
        let now = values(model, &self.fields);
        if now == self.seen {
            return None;
        }
        let position = model.position();
        let before = Cursor { position: position.saturating_sub(1), now: previous };
        let change = Change {
            watch,
            before: shown(before, std::mem::replace(&mut self.seen, now.clone())),
            now: shown(Cursor { position, now: model.now() }, now),
        };
        self.last = model.world().map(Last::new);
        Some(change)
    }

    /// Whether anything that is named can be another after an event.
    fn may_differ(&self, model: &dyn Model, event: &[Record]) -> bool {
        let (Some(world), Some(last)) = (model.world(), &self.last) else { return true };
        match event.first().map(|record| &record.body) {
            // A move may reach any node, whether there is a record of it or not.
            Some(Body::Action(_)) => world.node_ids().any(|id| self.differs(world, last, id)),
            _ => touched(event).any(|id| self.differs(world, last, id)),
        }
    }

    fn differs(&self, world: &World, last: &Last, id: NodeId) -> bool {
        let kept = kept(world, id) == last.kept[id.index()];
        let is_same = |name: &String| match name.as_str() {
            "id" => true,
            "status" | "clock" => kept,
            name => world.nodes().same(&*last.nodes, id, name) == Some(true),
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
