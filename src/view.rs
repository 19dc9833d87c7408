//! Plain data for whoever looks: frames, records, moments, properties.
//!
//! Times are milliseconds, ids strings, absent is null.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use crate::data::Data;
use crate::kernel::network::{Barrier, BarrierKind};
use crate::kernel::trace::kind;
use crate::kernel::{
    Action, Bandwidth, Body, Client, ClientId, ClientOptions, Cluster, Disk, Enabled, Ended, Envelope, Fate,
    LinkOptions, LinkRule, LinkSetting, Links, Model, NodeId, Operation, Order, Pace, Pending, PropertyInfo,
    Record, Status, Verdict, Window, World, Zone,
};
use crate::packed::{Packed, Plain, Shown, With, Writer, fields};
use crate::setup::Setup;
use crate::time::{Time, TimeRange};
use crate::timeline::{Cursor, Moment, MomentOf, Timeline};
use crate::value::{print_tagged, write_fields};

fn time(time: Time) -> Data {
    Data::Number(time.ms())
}

// ------------------------------------------------------------------------------------------------- frames

/// What is at the cursor of a timeline; `window` limits logs to these indexes, both included, and none to the newest.
pub fn frame(protocol: &'static str, timeline: &Timeline, window: Option<(u64, u64)>) -> Data {
    let window = window.map_or(Window::Newest, |(from, to)| Window::Indexes(from, to));
    let (cursor, mut out) = (timeline.cursor(), Writer::new());
    out.merged(|out| {
        fields!(out;
            "protocol": protocol,
            "now": cursor.now,
            "position": cursor.position,
            "nextDue": timeline.next_due(),
        );
        timeline.model().view(window, out);
    });
    Data::Packed(out.done())
}

/// What a frame shows of a cluster, and what its protocol does of the run as a whole.
pub fn cluster(cluster: &Cluster, window: Window, out: &mut Writer) {
    let world = &cluster.world;
    fields!(out;
        "nodes": With(|out| out.list(world.node_ids(), |out, id| node(world, id, window, out))),
        "messages": With(|out| {
            out.list(world.in_flight().sorted(), |out, (pending, waits)| message(pending, waits, out));
        }),
        "clients": With(|out| {
            let clients = world.clients().iter().zip(1..);
            out.list(clients, |out, (client, number)| {
                client_view(ClientId(number), client, &world.config().client, out);
            });
        }),
        "cuts": With(|out| out.list(world.network().barriers(), |out, cut| barrier(cut, out))),
        "network": With(|out| network(world, out)),
    );
    world.config().protocol.view(cluster.checks.as_deref(), world, out);
}

/// What every node shows, and what those of its protocol do.
pub(crate) fn node(world: &World, id: NodeId, window: Window, out: &mut Writer) {
    let status = match world.status(id) {
        Status::Up => "up",
        Status::Down => "down",
        Status::Paused => "paused",
    };
    out.merged(|out| {
        fields!(out;
            "id": id,
            "status": status,
            "clock": u64::from(world.rate(id)),
            "timers": With(|out| out.list(world.timers(id), |out, running| {
                fields!(out; "name": Shown(running.timer), "set": running.set, "due": running.key.at);
            })),
        );
        if let Some(disk) = world.disk(id) {
            fields!(out; "disk": With(|out| disk_view(disk, world.could_lose(id), out)));
        }
        world.nodes().view(id, window, out);
    });
}

/// A node's disk, where writes take time.
fn disk_view(disk: &Disk, could_lose: u32, out: &mut Writer) {
    let (pace, stalls) = (disk.pace(), disk.pace() == Pace::Stalled);
    let slow = if let Pace::Slow(takes) = pace { Some(takes) } else { None };
    fields!(out;
        "pace": pace.word(),
        "slow": slow,
        "writes": With(|out| out.list(disk.under_way(), |out, write| {
            let due = (!stalls).then_some(write.due());
            fields!(out; "number": write.number, "begun": write.begun, "due": due);
        })),
        "waiting": With(|out| out.list(disk.waiting(), |out, (after, envelope)| {
            fields!(out; "after": after, "to": envelope.to, "kind": envelope.message.tag());
        })),
        "finished": u64::from(could_lose),
    );
}

/// What is not asked for is not there: a network whose links are all alike shows what it always did.
fn network(world: &World, out: &mut Writer) {
    let (network, zones) = (world.network(), &world.config().zones);
    let Links { all: LinkOptions { latency, loss, duplicate, bandwidth }, .. } = network.links;
    out.merged(|out| {
        fields!(out;
            "latency": span(latency),
            "loss": With(|out| out.number(loss.as_percent())),
            "duplicate": With(|out| out.number(duplicate.as_percent())),
        );
        if network.order == Order::Fifo {
            fields!(out; "order": network.order.word());
        }
        if let Some(bandwidth) = bandwidth {
            fields!(out; "bandwidth": bandwidth.bytes());
        }
        if !network.links.some().is_empty() {
            fields!(out; "links": With(|out| out.list(network.links.some(), |out, rule| link(rule, out))));
        }
        if !zones.is_empty() {
            fields!(out; "zones": With(|out| out.list(&**zones, |out, one| zone(one, out))));
        }
    });
}

fn zone(zone: &Zone, out: &mut Writer) {
    fields!(out; "name": zone.name, "members": zone.members);
}

fn span(range: TimeRange) -> impl Plain {
    With(move |out| fields!(out; "min": range.min, "max": range.max))
}

/// What a line set of some links.
fn link(rule: &LinkRule, out: &mut Writer) {
    out.merged(|out| {
        fields!(out;
            "from": With(|out| out.list(rule.from(), |out, end| end.write(out))),
            "to": With(|out| out.list(rule.to(), |out, end| end.write(out))),
            "both": rule.both,
        );
        match rule.setting {
            LinkSetting::Latency(latency) => fields!(out; "latency": span(latency)),
            LinkSetting::Loss(loss) => fields!(out; "loss": With(|out| out.number(loss.as_percent()))),
            LinkSetting::Duplicate(share) => {
                fields!(out; "duplicate": With(|out| out.number(share.as_percent())));
            }
            LinkSetting::Bandwidth(bandwidth) => {
                fields!(out; "bandwidth": bandwidth.map(Bandwidth::bytes));
            }
        }
    });
}

fn barrier(barrier: &Barrier, out: &mut Writer) {
    let kind = match barrier.kind {
        BarrierKind::Cut => "cut",
        BarrierKind::Hold => "hold",
    };
    fields!(out; "kind": kind, "from": barrier.from, "to": barrier.to, "both": barrier.both);
}

fn client_view(id: ClientId, client: &Client, options: &ClientOptions, out: &mut Writer) {
    let pending = client.pending.first().map(|request| {
        With(move |out| {
            fields!(out;
                "number": request.number,
                "command": Shown(&request.command),
                "to": request.to,
                "sent": request.sent,
            );
        })
    });
    let last = client.last.as_ref().map(|(number, command, answer)| {
        With(move |out| fields!(out; "number": number, "command": Shown(command), "answer": answer))
    });
    let view = |out: &mut Writer| {
        fields!(out;
            "id": id,
            "pending": pending,
            "queued": With(|out| {
                out.list(&client.queued, |out, (_, command)| Shown(command).write(out));
            }),
            "leader": client.leader,
            "answered": client.answered,
            "last": last,
            "workload": client.workload.map(|workload| workload.every),
        )
    };
    if !options.accounts() {
        return view(out);
    }
    out.merged(|out| {
        view(out);
        fields!(out; "operations": With(|out| out.list(client.operations.iter(), operation)));
    });
}

/// A client's request, from the call to its end.
fn operation(out: &mut Writer, Operation { number, command, called, ended }: &Operation) {
    let ended = ended.as_ref();
    fields!(out;
        "number": number,
        "command": Shown(command),
        "called": called,
        "ended": ended.map(|ended| ended.at),
        "outcome": ended.map(|ended| ended.outcome.word()),
        "answer": ended.and_then(|ended| ended.answer.as_ref()),
        "late": ended.and_then(|ended| ended.late),
    );
}

/// A message in a frame or record; if it must not overtake, that it must not, and on a link with a bandwidth when it begins
/// to leave, and its size.
fn message(pending: &Pending, waits: bool, out: &mut Writer) {
    if pending.bytes == 0 && !pending.fifo {
        return usual_message(pending, waits, out);
    }
    out.merged(|out| {
        usual_message(pending, waits, out);
        if pending.fifo {
            fields!(out; "fifo": true);
        }
        if pending.bytes > 0 {
            fields!(out; "leaves": pending.leaves, "bytes": u64::from(pending.bytes));
        }
    });
}

fn usual_message(pending: &Pending, waits: bool, out: &mut Writer) {
    let envelope = &pending.envelope;
    let fate = match pending.fate {
        _ if waits => "held",
        Fate::Arrives => "arrives",
        Fate::Lost(_) => "lost",
    };
    fields!(out;
        "id": pending.id,
        "from": envelope.from,
        "to": envelope.to,
        "sent": pending.sent,
        "due": pending.due,
        "ends": pending.key.at,
        "fate": fate,
        "delayed": pending.delayed,
        "kind": envelope.message.tag(),
        "fields": With(|out| write_fields(&envelope.message, out)),
        "summary": With(|out| summary(pending, out)),
    );
}

/// So many messages are remembered as they were printed.
const PRINTED_MAX: usize = 256;

thread_local! {
    /// Messages that were shown, each where its number says, and how they are printed. To print them would be a third of
    /// what a frame costs, and most that are under way stood in the frame before, or in the record of their sending.
    static PRINTED: RefCell<Vec<(Weak<Envelope>, String)>> = const { RefCell::new(Vec::new()) };
}

/// The message as `inject` takes it.
fn summary(pending: &Pending, out: &mut Writer) {
    let envelope = &pending.envelope;
    PRINTED.with_borrow_mut(|printed| {
        if printed.is_empty() {
            printed.resize(PRINTED_MAX, (Rc::downgrade(envelope), print_tagged(&envelope.message)));
        }
        let (of, text) = &mut printed[pending.id.0 as usize % PRINTED_MAX];
        // Runs and branches count their messages alike. What is remembered keeps its address, though not its content: no
        // other message is ever taken for it, and a run weighs the same whatever was shown of it.
        if !std::ptr::addr_eq(of.as_ptr(), Rc::as_ptr(envelope)) {
            text.clear();
            text.push_str(envelope.message.tag());
            envelope.message.print_fields(text);
            *of = Rc::downgrade(envelope);
        }
        out.text(text);
    });
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
    Data::Packed(Packed::of(With(|out| out.list(records, |out, one| record(one, out)))))
}

/// A record as plain data.
pub fn record(record: &Record, out: &mut Writer) {
    // What every record has, and with it what only those of its kind have: of what is frequent in one object.
    macro_rules! record {
        ($out:expr $(, $name:literal : $value:expr)*) => {
            fields!($out;
                "id": record.id,
                "at": record.at,
                "kind": kind(&record.body),
                "cause": record.cause,
                "node": record.node,
                $($name: $value,)*
            )
        };
    }
    match &record.body {
        Body::Sent(pending) | Body::Delivered(pending) => {
            record!(out, "message": With(|out| message(pending, false, out)));
        }
        Body::Rule(rule) => {
            record!(out, "rule": rule.tag(), "params": With(|out| write_fields(&**rule, out)));
        }
        Body::Timer(timer) => record!(out, "timer": Shown(timer)),
        body => out.merged(|out| {
            record!(out);
            rarer(body, out);
        }),
    }
}

/// What only losses, moves, clients and breaches have.
fn rarer(body: &Body, out: &mut Writer) {
    match body {
        Body::Lost(pending, reason) => {
            fields!(out; "message": With(|out| message(pending, false, out)), "reason": reason.word());
        }
        Body::Action(action) => fields!(out; "verb": action.verb(), "line": Shown(action)),
        Body::NoEffect(reason) => fields!(out; "reason": reason.word()),
        Body::WorkloadTick(tick) => fields!(out; "tick": tick),
        Body::Requested { number, command } => fields!(out; "number": number, "command": Shown(command)),
        Body::Retried { number, command, to } => {
            fields!(out; "number": number, "command": Shown(command), "to": to);
        }
        Body::Redirected { number, to } => fields!(out; "number": number, "to": to),
        Body::Answered { number, command, answer, .. } | Body::AnsweredLate { number, command, answer } => {
            fields!(out; "number": number, "command": Shown(command), "answer": answer);
            if let Body::Answered { failed: true, .. } = body {
                fields!(out; "outcome": Ended::Failed.word());
            }
        }
        Body::Pushed { from, text } => fields!(out; "from": from, "text": text),
        Body::GivenUp { number, command } => {
            fields!(out; "number": number, "command": Shown(command), "outcome": Ended::Unknown.word());
        }
        Body::Write(write) => fields!(out; "number": write.number, "due": write.due()),
        Body::Written(number) => fields!(out; "number": number),
        Body::WritesLost { unfinished, finished } => {
            fields!(out; "unfinished": unfinished, "finished": finished);
        }
        Body::Violated(violation) => {
            let params = With(|out| {
                out.map(&violation.params, |out, (name, value)| {
                    out.text(name);
                    value.write(out);
                });
            });
            fields!(out; "property": violation.property, "params": params);
        }
        _ => {}
    }
}

// ------------------------------------------------------------------------- moments, properties, branches

/// Marks on the time bar.
pub fn moments<'m>(setup: &dyn Setup, moments: impl IntoIterator<Item = &'m Moment>) -> Data {
    let mut out = Writer::new();
    out.list(moments, |out, one| moment(setup, one, out));
    Data::Packed(out.done())
}

fn moment(setup: &dyn Setup, moment: &Moment, out: &mut Writer) {
    let (kind, (epoch, detail)) = match &moment.what {
        MomentOf::Rule(rule) => (rule.moment.unwrap_or("rule"), setup.moment_of(rule)),
        MomentOf::Fault(verb) => ("fault", (None, Some((*verb).into()))),
        MomentOf::Violated(property) => ("violated", (None, Some((*property).into()))),
    };
    fields!(out;
        "position": moment.record.position,
        "at": moment.at,
        "kind": kind,
        "record": moment.record,
        "node": moment.node,
        "epoch": epoch,
        "detail": detail,
    );
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
