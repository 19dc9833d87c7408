//! Plain data for whoever looks: frames, records, moments, properties.
//!
//! Times are milliseconds, ids strings, absent is null.

use crate::data::Data;
use crate::kernel::network::{Barrier, BarrierKind};
use crate::kernel::trace::kind;
use crate::kernel::{
    Action, Body, Client, ClientId, Cluster, Enabled, Fate, Model, NodeId, Pending, PropertyInfo, Record,
    Status, Verdict, World,
};
use crate::setup::Setup;
use crate::time::Time;
use crate::timeline::{Cursor, Moment, MomentOf, Timeline};
use crate::value::print_tagged;

fn time(time: Time) -> Data {
    Data::Number(time.ms())
}

// ------------------------------------------------------------------------------------------------- frames

/// What is at the cursor of a timeline; `window` limits logs to these indexes, both included.
pub fn frame(protocol: &'static str, timeline: &Timeline, window: Option<(u64, u64)>) -> Data {
    let cursor = timeline.cursor();
    let mut fields = vec![
        ("protocol", Data::text(protocol)),
        ("now", time(cursor.now)),
        ("position", Data::count(cursor.position)),
        ("nextDue", timeline.next_due().map_or(Data::Null, time)),
    ];
    fields.extend(timeline.model().view(window));
    Data::Fields(fields)
}

/// What a frame shows of a cluster.
pub fn cluster(cluster: &Cluster, window: Option<(u64, u64)>) -> Vec<(&'static str, Data)> {
    let world = &cluster.world;
    let in_flight = world.in_flight().sorted();
    let clients =
        world.clients().iter().zip(1..).map(|(client, number)| client_view(ClientId(number), client));
    let network = world.network().options;
    let latency = Data::Fields(vec![("min", time(network.latency.min)), ("max", time(network.latency.max))]);
    let mut fields = vec![
        ("nodes", Data::List(world.node_ids().map(|id| node_view(world, id, window)).collect())),
        (
            "messages",
            Data::List(in_flight.into_iter().map(|(pending, waits)| message_view(pending, waits)).collect()),
        ),
        ("clients", Data::List(clients.collect())),
        ("cuts", Data::List(world.network().barriers().iter().map(barrier_view).collect())),
        (
            "network",
            Data::Fields(vec![
                ("latency", latency),
                ("loss", Data::Number(network.loss.as_percent())),
                ("duplicate", Data::Number(network.duplicate.as_percent())),
            ]),
        ),
    ];
    fields.extend(world.config().protocol.view(cluster.checks.as_deref(), world));
    fields
}

/// What every node shows, and what those of its protocol do.
fn node_view(world: &World, id: NodeId, window: Option<(u64, u64)>) -> Data {
    let status = match world.status(id) {
        Status::Up => "up",
        Status::Down => "down",
        Status::Paused => "paused",
    };
    let timer = |running: &crate::kernel::queue::Running| {
        let (set, due) = (time(running.set), time(running.key.at));
        Data::Fields(vec![("name", Data::text(running.timer)), ("set", set), ("due", due)])
    };
    let mut fields = vec![
        ("id", Data::text(id)),
        ("status", Data::text(status)),
        ("clock", Data::count(world.rate(id).into())),
        ("timers", Data::List(world.timers(id).iter().map(timer).collect())),
    ];
    fields.extend(world.nodes().view(id, window));
    Data::Fields(fields)
}

#[inline(never)]
fn barrier_view(barrier: &Barrier) -> Data {
    let kind = match barrier.kind {
        BarrierKind::Cut => "cut",
        BarrierKind::Hold => "hold",
    };
    Data::Fields(vec![
        ("kind", Data::text(kind)),
        ("from", Data::texts(&barrier.from)),
        ("to", Data::texts(&barrier.to)),
        ("both", Data::Flag(barrier.both)),
    ])
}

fn client_view(id: ClientId, client: &Client) -> Data {
    let pending = client.pending.as_ref().map_or(Data::Null, |request| {
        Data::Fields(vec![
            ("number", Data::count(request.number)),
            ("command", Data::text(&request.command)),
            ("to", Data::text(request.to)),
            ("sent", time(request.sent)),
        ])
    });
    let last = client.last.as_ref().map_or(Data::Null, |(number, command, answer)| {
        Data::Fields(vec![
            ("number", Data::count(*number)),
            ("command", Data::text(command)),
            ("answer", Data::text(answer)),
        ])
    });
    Data::Fields(vec![
        ("id", Data::text(id)),
        ("pending", pending),
        ("queued", Data::texts(client.queued.iter().map(|(_, command)| command))),
        ("leader", Data::optional(client.leader)),
        ("answered", Data::count(client.answered)),
        ("last", last),
        ("workload", client.workload.map_or(Data::Null, |workload| time(workload.every))),
    ])
}

/// A message in a frame or record.
fn message_view(pending: &Pending, waits: bool) -> Data {
    let envelope = &pending.envelope;
    let fate = match pending.fate {
        _ if waits => "held",
        Fate::Arrives => "arrives",
        Fate::Lost(_) => "lost",
    };
    Data::Fields(vec![
        ("id", Data::text(pending.id)),
        ("from", Data::text(envelope.from)),
        ("to", Data::text(envelope.to)),
        ("sent", time(pending.sent)),
        ("due", time(pending.due)),
        ("ends", time(pending.key.at)),
        ("fate", Data::text(fate)),
        ("delayed", Data::Flag(pending.delayed)),
        ("kind", Data::text(envelope.message.tag())),
        ("fields", Data::Fields(envelope.message.data())),
        ("summary", Data::Text(print_tagged(&envelope.message))),
    ])
}

// ------------------------------------------------------------------------------------- what can happen next

/// The moves that have an effect in a state.
pub fn enabled(model: &dyn Model, faults: bool) -> Data {
    Data::List(model.enabled(faults).iter().map(enabled_view).collect())
}

fn enabled_view(Enabled { action, message, node }: &Enabled) -> Data {
    let timer = if let Action::Fire(_, timer) = action { Some(timer) } else { None };
    Data::Fields(vec![
        ("line", Data::text(action)),
        ("verb", Data::text(action.verb())),
        ("message", Data::optional(*message)),
        ("node", Data::optional(*node)),
        ("timer", Data::optional(timer)),
    ])
}

// ------------------------------------------------------------------------------------------------ records

/// Records as plain data.
pub fn records(records: &[Record]) -> Data {
    Data::List(records.iter().map(record_view).collect())
}

fn record_view(record: &Record) -> Data {
    let mut fields = vec![
        ("id", Data::text(record.id)),
        ("at", time(record.at)),
        ("kind", Data::text(kind(&record.body))),
        ("cause", Data::optional(record.cause)),
        ("node", Data::optional(record.node)),
    ];
    fields.extend(match &record.body {
        Body::Boot | Body::Crashed | Body::Restarted | Body::Paused | Body::Resumed => Vec::new(),
        Body::Action(action) => vec![("verb", Data::text(action.verb())), ("line", Data::text(action))],
        Body::NoEffect(reason) => vec![("reason", Data::text(reason.word()))],
        Body::Sent(pending) | Body::Delivered(pending) => vec![("message", message_view(pending, false))],
        Body::Lost(pending, reason) => {
            vec![("message", message_view(pending, false)), ("reason", Data::text(reason.word()))]
        }
        Body::Timer(timer) => vec![("timer", Data::text(timer))],
        Body::WorkloadTick(tick) => vec![("tick", Data::count(*tick))],
        Body::Requested { number, command } => {
            vec![("number", Data::count(*number)), ("command", Data::text(command))]
        }
        Body::Retried { number, command, to } => {
            vec![("number", Data::count(*number)), ("command", Data::text(command)), ("to", Data::text(to))]
        }
        Body::Redirected { number, to } => vec![("number", Data::count(*number)), ("to", Data::text(to))],
        Body::Answered { number, command, answer } => {
            vec![
                ("number", Data::count(*number)),
                ("command", Data::text(command)),
                ("answer", Data::text(answer)),
            ]
        }
        Body::Rule(rule) => vec![("rule", Data::text(rule.tag())), ("params", Data::Fields(rule.data()))],
        Body::Violated(violation) => {
            let params = violation.params.iter().map(|(name, value)| (*name, Data::text(value)));
            vec![("property", Data::text(violation.property)), ("params", Data::Fields(params.collect()))]
        }
    });
    Data::Fields(fields)
}

// ------------------------------------------------------------------------- moments, properties, branches

/// A mark on the time bar.
pub fn moment(setup: &dyn Setup, moment: &Moment) -> Data {
    let (kind, (epoch, detail)) = match &moment.what {
        MomentOf::Rule(rule) => (rule.moment.unwrap_or("rule"), setup.moment_of(rule)),
        MomentOf::Fault(verb) => ("fault", (None, Some((*verb).into()))),
        MomentOf::Violated(property) => ("violated", (None, Some((*property).into()))),
    };
    Data::Fields(vec![
        ("position", Data::count(moment.record.position)),
        ("at", time(moment.at)),
        ("kind", Data::text(kind)),
        ("record", Data::text(moment.record)),
        ("node", Data::optional(moment.node)),
        ("epoch", Data::optional(epoch)),
        ("detail", Data::optional(detail)),
    ])
}

/// How the properties stand at the cursor; none if they are not watched.
pub fn properties(timeline: &Timeline) -> Data {
    let verdict = |verdict: Verdict| {
        let mut fields = standing(verdict.property, verdict.at);
        fields.extend(verdict.subject.map(|subject| ("subject", subject)));
        Data::Fields(fields)
    };
    Data::List(timeline.model().verdicts().unwrap_or_default().into_iter().map(verdict).collect())
}

/// How a property stands that was first violated or seen at a position, or never.
pub fn standing(info: &PropertyInfo, at: Option<u64>) -> Vec<(&'static str, Data)> {
    let status = match (info.always, at) {
        (true, None) => "holds",
        (true, Some(_)) => "violated",
        (false, None) => "not-yet",
        (false, Some(_)) => "seen",
    };
    let mut fields = property(info);
    fields.extend([("status", Data::text(status)), ("at", at.map_or(Data::Null, Data::count))]);
    fields
}

/// What is known of a property without a run.
pub fn property(info: &PropertyInfo) -> Vec<(&'static str, Data)> {
    let kind = if info.always { "always" } else { "sometimes" };
    vec![("name", Data::text(info.name)), ("kind", Data::text(kind)), ("source", Data::text(info.source))]
}

/// The branches of a timeline.
pub fn branches(timeline: &Timeline) -> Data {
    Data::List(timeline.branches().map(|(id, b)| branch(id, b.parent, b.length, b.end)).collect())
}

/// A branch: its id, the branch that it left and where, how many events of it are known, and up to which instant.
pub fn branch(id: usize, parent: Option<(usize, Cursor)>, length: u64, end: Time) -> Data {
    let forked_at = parent.map_or(Data::Null, |(_, fork)| {
        Data::Fields(vec![("position", Data::count(fork.position)), ("now", time(fork.now))])
    });
    Data::Fields(vec![
        ("id", Data::count(id as u64)),
        ("parent", parent.map_or(Data::Null, |(parent, _)| Data::count(parent as u64))),
        ("forkedAt", forked_at),
        ("length", Data::count(length)),
        ("endTime", time(end)),
    ])
}
