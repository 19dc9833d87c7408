//! Plain data for whoever looks: frames, records, moments, properties, and the trace.
//!
//! Times are milliseconds, ids strings, absent is null. The same record prints as one line of a trace; the
//! history hash is taken over these lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::kernel::network::Barrier;
use crate::kernel::{
    Body, Client, Endpoint, Fate, MessageId, NetworkOptions, NodeId, Outcome, Payload, Pending, Properties,
    PropertyInfo, Protocol, Record, RecordId, RuleSet, Status, Text,
};
use crate::time::Time;
use crate::timeline::{Moment, MomentOf, Timeline};
use crate::value::{print_tagged, quote};

// ------------------------------------------------------------------------------------------------- frames

/// What is, at the cursor.
#[derive(Serialize)]
#[serde(rename_all = "camelCase", bound = "")]
pub struct FrameView<P: Protocol> {
    protocol: &'static str,
    now: Time,
    position: u64,
    next_due: Option<Time>,
    nodes: Vec<NodeView<P>>,
    messages: Vec<MessageView<P>>,
    clients: Vec<ClientView>,
    cuts: Vec<Barrier>,
    network: NetworkOptions,
}

/// What every node shows, and what those of its protocol do.
#[derive(Serialize)]
#[serde(bound = "")]
struct NodeView<P: Protocol> {
    id: NodeId,
    status: &'static str,
    clock: u32,
    timers: Vec<TimerView>,
    #[serde(flatten)]
    state: P::View,
}

#[derive(Serialize)]
struct TimerView {
    name: String,
    set: Time,
    due: Time,
}

/// A message in a frame or record.
#[derive(Serialize)]
#[serde(bound = "")]
struct MessageView<P: Protocol> {
    id: MessageId,
    from: Endpoint,
    to: Endpoint,
    sent: Time,
    due: Time,
    ends: Time,
    fate: &'static str,
    summary: String,
    #[serde(flatten)]
    content: Content<P>,
}

/// Kind and fields.
#[derive(Serialize)]
#[serde(untagged, bound = "")]
enum Content<P: Protocol> {
    Protocol(P::Message),
    Client(ClientMessage),
}

/// What clients and nodes say to each other.
#[derive(Serialize)]
#[serde(tag = "kind", content = "fields", rename_all_fields = "camelCase")]
enum ClientMessage {
    ClientRequest { number: u64, command: String },
    ClientReply { number: u64, outcome: &'static str, answer: Option<Text>, leader: Option<NodeId> },
}

#[derive(Serialize)]
struct ClientView {
    id: String,
    pending: Option<PendingView>,
    queued: Vec<String>,
    leader: Option<NodeId>,
    answered: u64,
    last: Option<AnswerView>,
    workload: Option<Time>,
}

#[derive(Serialize)]
struct PendingView {
    number: u64,
    command: String,
    to: NodeId,
    sent: Time,
}

#[derive(Serialize)]
struct AnswerView {
    number: u64,
    command: String,
    answer: Text,
}

impl<P: Protocol> FrameView<P> {
    /// What is at the cursor of a timeline; `window` limits logs to these indexes, both included.
    pub fn of(timeline: &Timeline<P>, window: Option<(u64, u64)>) -> FrameView<P> {
        let (world, cursor) = (timeline.world(), timeline.cursor());
        let mut messages: Vec<(MessageId, MessageView<P>)> = world
            .in_flight()
            .iter()
            .map(|(pending, waits)| (pending.envelope.id, message_view(pending, waits)))
            .collect();
        messages.sort_by_key(|(id, _)| *id);
        let nodes = world.node_ids().map(|id| NodeView {
            id,
            status: match world.status(id) {
                Status::Up => "up",
                Status::Down => "down",
                Status::Paused => "paused",
            },
            clock: world.rate(id),
            timers: world
                .timers(id)
                .iter()
                .map(|r| TimerView { name: r.timer.to_string(), set: r.set, due: r.key.at })
                .collect(),
            state: match world.node(id) {
                Some(node) => node.view(world.config().nodes, window),
                None => P::view_durable(world.durable(id), window),
            },
        });
        FrameView {
            protocol: P::NAME,
            now: cursor.now,
            position: cursor.position,
            next_due: timeline.next_due(),
            nodes: nodes.collect(),
            messages: messages.into_iter().map(|(_, message)| message).collect(),
            clients: world.clients().iter().enumerate().map(|(i, client)| client_view(i, client)).collect(),
            cuts: world.network().barriers().to_vec(),
            network: world.network().options,
        }
    }
}

fn client_view<P: Protocol>(index: usize, client: &Client<P>) -> ClientView {
    ClientView {
        id: format!("c{}", index + 1),
        pending: client.pending.as_ref().map(|request| PendingView {
            number: request.number,
            command: request.command.to_string(),
            to: request.to,
            sent: request.sent,
        }),
        queued: client.queued.iter().map(|(_, command)| command.to_string()).collect(),
        leader: client.leader,
        answered: client.answered,
        last: client.last.as_ref().map(|(number, command, answer)| AnswerView {
            number: *number,
            command: command.to_string(),
            answer: answer.clone(),
        }),
        workload: client.workload.map(|workload| workload.every),
    }
}

fn message_view<P: Protocol>(pending: &Pending<P>, waits: bool) -> MessageView<P> {
    let envelope = &pending.envelope;
    let fate = match pending.fate {
        _ if waits => "held",
        Fate::Arrives => "arrives",
        Fate::Lost(_) => "lost",
    };
    MessageView {
        id: envelope.id,
        from: envelope.from,
        to: envelope.to,
        sent: envelope.sent,
        due: pending.due,
        ends: pending.key.at,
        fate,
        summary: summary(&envelope.payload),
        content: match &envelope.payload {
            Payload::Protocol(message) => Content::Protocol(message.clone()),
            other => Content::Client(client_message(other)),
        },
    }
}

fn client_message<P: Protocol>(payload: &Payload<P>) -> ClientMessage {
    match payload {
        Payload::Request { number, command } => {
            ClientMessage::ClientRequest { number: *number, command: command.to_string() }
        }
        Payload::Reply { number, outcome: Outcome::Answer(answer) } => ClientMessage::ClientReply {
            number: *number,
            outcome: "answer",
            answer: Some(answer.clone()),
            leader: None,
        },
        Payload::Reply { number, outcome: Outcome::Redirect(leader) } => {
            ClientMessage::ClientReply { number: *number, outcome: "redirect", answer: None, leader: *leader }
        }
        Payload::Protocol(_) => unreachable!("a message between nodes"),
    }
}

/// A message's kind and fields as text.
fn summary<P: Protocol>(payload: &Payload<P>) -> String {
    match payload {
        Payload::Protocol(message) => print_tagged(message),
        other => print_tagged(&client_message(other)),
    }
}

// ------------------------------------------------------------------------------------------------ records

/// A record, to be serialized.
pub struct RecordView<P: Protocol>(pub Record<P>);

/// What sort of record it is, as `kind` says it.
pub fn kind<P: Protocol>(body: &Body<P>) -> &'static str {
    match body {
        Body::Boot => "boot",
        Body::Action(_) => "action",
        Body::NoEffect(_) => "no-effect",
        Body::Sent(_) => "sent",
        Body::Delivered(_) => "delivered",
        Body::Lost(..) => "lost",
        Body::Timer(_) => "timer",
        Body::WorkloadTick(_) => "workload-tick",
        Body::Requested { .. } => "requested",
        Body::Retried { .. } => "retried",
        Body::Redirected { .. } => "redirected",
        Body::Answered { .. } => "answered",
        Body::Crashed => "crashed",
        Body::Restarted => "restarted",
        Body::Paused => "paused",
        Body::Resumed => "resumed",
        Body::Rule(rule) => rule.info().moment.unwrap_or("rule"),
        Body::Violated(_) => "violated",
    }
}

/// All kinds that do not depend on the protocol.
pub const KINDS: &[&str] = &[
    "boot",
    "action",
    "no-effect",
    "sent",
    "delivered",
    "lost",
    "timer",
    "workload-tick",
    "requested",
    "retried",
    "redirected",
    "answered",
    "crashed",
    "restarted",
    "paused",
    "resumed",
    "rule",
    "violated",
];

/// Whether a record is what somebody waits for: by its kind, its rule's code, or the verb of its action.
pub fn is_called<P: Protocol>(record: &Record<P>, name: &str) -> bool {
    kind(&record.body) == name
        || match &record.body {
            Body::Rule(rule) => rule.info().code == name,
            Body::Action(action) => action.verb() == name,
            _ => false,
        }
}

/// A rule with its code and parameters side by side.
#[derive(Serialize)]
struct Params<'a>(#[serde(serialize_with = "as_map")] &'a [(&'static str, Text)]);

fn as_map<S: Serializer>(params: &[(&'static str, Text)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(params.iter().map(|(name, value)| (name, value)))
}

/// A record's common part, flattened with what its kind adds.
#[derive(Serialize)]
struct Flat<'a, B: Serialize> {
    id: RecordId,
    at: Time,
    kind: &'static str,
    cause: Option<RecordId>,
    node: Option<Endpoint>,
    #[serde(flatten)]
    body: &'a B,
}

#[derive(Serialize)]
#[serde(bound = "")]
struct WithMessage<P: Protocol> {
    message: MessageView<P>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

impl<P: Protocol> Serialize for RecordView<P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = &self.0;
        let fields = |pairs: &[(&'static str, String)]| -> BTreeMap<&'static str, String> {
            pairs.iter().cloned().collect()
        };
        match &record.body {
            Body::Rule(rule) => flat(record, rule, serializer),
            Body::Sent(pending) | Body::Delivered(pending) => {
                flat(record, &WithMessage { message: message_view(pending, false), reason: None }, serializer)
            }
            Body::Lost(pending, reason) => {
                let body = WithMessage { message: message_view(pending, false), reason: Some(reason.word()) };
                flat(record, &body, serializer)
            }
            Body::Action(action) => {
                let body = fields(&[("verb", action.verb().to_owned()), ("line", action.to_string())]);
                flat(record, &body, serializer)
            }
            Body::NoEffect(reason) => {
                flat(record, &fields(&[("reason", reason.word().to_owned())]), serializer)
            }
            Body::Timer(timer) => flat(record, &fields(&[("timer", timer.to_string())]), serializer),
            body => {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("id", &record.id)?;
                map.serialize_entry("at", &record.at)?;
                map.serialize_entry("kind", kind(body))?;
                map.serialize_entry("cause", &record.cause)?;
                map.serialize_entry("node", &record.node)?;
                serialize_rest(body, &mut map)?;
                map.end()
            }
        }
    }
}

fn flat<P: Protocol, B: Serialize, S: Serializer>(
    record: &Record<P>,
    body: &B,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Record { id, at, cause, node, .. } = *record;
    Flat { id, at, kind: kind(&record.body), cause, node, body }.serialize(serializer)
}

fn serialize_rest<P: Protocol, M: SerializeMap>(body: &Body<P>, map: &mut M) -> Result<(), M::Error> {
    match body {
        Body::WorkloadTick(tick) => map.serialize_entry("tick", tick),
        Body::Requested { number, command } => {
            map.serialize_entry("number", number)?;
            map.serialize_entry("command", &command.to_string())
        }
        Body::Retried { number, command, to } => {
            map.serialize_entry("number", number)?;
            map.serialize_entry("command", &command.to_string())?;
            map.serialize_entry("to", to)
        }
        Body::Redirected { number, to } => {
            map.serialize_entry("number", number)?;
            map.serialize_entry("to", to)
        }
        Body::Answered { number, command, answer } => {
            map.serialize_entry("number", number)?;
            map.serialize_entry("command", &command.to_string())?;
            map.serialize_entry("answer", answer)
        }
        Body::Violated(violation) => {
            map.serialize_entry("property", violation.property)?;
            map.serialize_entry("params", &Params(&violation.params))
        }
        _ => Ok(()),
    }
}

// ---------------------------------------------------------------------------------------------- the trace

/// A record as a line of the trace: id, time, place, what, and after `<` its cause.
pub fn trace_line<P: Protocol>(record: &Record<P>, out: &mut String) {
    let _ = write!(out, "{} {}", record.id, record.at);
    if let Some(node) = record.node {
        let _ = write!(out, " {node}");
    }
    let _ = match &record.body {
        Body::Rule(rule) => write!(out, " {}", print_tagged(rule)),
        Body::Sent(pending) => {
            let _ = write!(out, " sent {}", message_line(pending));
            match pending.fate {
                Fate::Arrives => write!(out, " due {}", pending.key.at),
                Fate::Lost(reason) => write!(out, " lost-by {} at {}", reason.word(), pending.key.at),
            }
        }
        Body::Delivered(pending) => write!(out, " delivered {}", message_line(pending)),
        Body::Lost(pending, reason) => {
            write!(out, " lost {} reason={}", message_line(pending), reason.word())
        }
        Body::Action(action) => write!(out, " action {action}"),
        Body::NoEffect(reason) => write!(out, " no-effect {}", reason.word()),
        Body::Timer(timer) => write!(out, " timer {timer}"),
        Body::WorkloadTick(tick) => write!(out, " workload-tick {tick}"),
        Body::Requested { number, command } => {
            write!(out, " requested {number} {}", quote(&command.to_string()))
        }
        Body::Retried { number, command, to } => {
            write!(out, " retried {number} {} to {to}", quote(&command.to_string()))
        }
        Body::Redirected { number, to } => write!(out, " redirected {number} to {to}"),
        Body::Answered { number, command, answer } => {
            write!(out, " answered {number} {} {}", quote(&command.to_string()), quote(answer.as_str()))
        }
        Body::Violated(violation) => {
            let params: String =
                violation.params.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            write!(out, " violated {}{params}", violation.property)
        }
        body @ (Body::Boot | Body::Crashed | Body::Restarted | Body::Paused | Body::Resumed) => {
            write!(out, " {}", kind(body))
        }
    };
    if let Some(cause) = record.cause {
        let _ = write!(out, " <{cause}");
    }
    out.push('\n');
}

fn message_line<P: Protocol>(pending: &Pending<P>) -> String {
    let envelope = &pending.envelope;
    format!("{} {} -> {} {}", envelope.id, envelope.from, envelope.to, summary(&envelope.payload))
}

// ------------------------------------------------------------------------- moments, properties, branches

/// A mark on the time bar.
#[derive(Serialize)]
pub struct MomentView {
    position: u64,
    at: Time,
    kind: &'static str,
    record: RecordId,
    node: Option<Endpoint>,
    epoch: Option<Text>,
    detail: Option<Text>,
}

impl MomentView {
    /// What a view sees of a moment.
    pub fn of<P: Protocol>(moment: &Moment<P>) -> MomentView {
        let (kind, (epoch, detail)) = match &moment.what {
            MomentOf::Rule(rule) => (rule.info().moment.unwrap_or("rule"), P::moment_of(rule)),
            MomentOf::Fault(verb) => ("fault", (None, Some((*verb).into()))),
            MomentOf::Violated(property) => ("violated", (None, Some((*property).into()))),
        };
        let (record, at, node) = (moment.record, moment.at, moment.node);
        MomentView { position: record.position, at, kind, record, node, epoch, detail }
    }
}

/// How a property stands at the cursor.
#[derive(Serialize)]
pub struct PropertyView {
    #[serde(flatten)]
    info: PropertyInfo,
    kind: &'static str,
    status: &'static str,
    at: Option<u64>,
}

impl PropertyView {
    /// All properties of a timeline; none if they are not watched.
    pub fn all<P: Protocol>(timeline: &Timeline<P>) -> Vec<PropertyView> {
        if !timeline.is_checked() {
            return Vec::new();
        }
        let pairs = P::Properties::ALL.iter().zip(timeline.verdicts());
        let view = |(&info, &at): (&PropertyInfo, &Option<u64>)| PropertyView {
            info,
            kind: if info.always { "always" } else { "sometimes" },
            status: match (info.always, at) {
                (true, None) => "holds",
                (true, Some(_)) => "violated",
                (false, None) => "not-yet",
                (false, Some(_)) => "seen",
            },
            at,
        };
        pairs.map(view).collect()
    }
}

/// A branch of the timeline.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BranchView {
    id: usize,
    parent: Option<usize>,
    forked_at: Option<CursorView>,
    length: u64,
}

#[derive(Serialize)]
struct CursorView {
    position: u64,
    now: Time,
}

impl BranchView {
    /// All branches of a timeline.
    pub fn all<P: Protocol>(timeline: &Timeline<P>) -> Vec<BranchView> {
        let view = |(id, branch): (usize, &crate::timeline::Branch<P>)| BranchView {
            id,
            parent: branch.parent.map(|(parent, _)| parent),
            forked_at: branch.parent.map(|(_, fork)| CursorView { position: fork.position, now: fork.now }),
            length: branch.length,
        };
        timeline.branches().iter().enumerate().map(view).collect()
    }
}
