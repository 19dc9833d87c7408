//! The identity of a history: each record is one line of the trace, and the hash is taken over these lines.
//!
//! Two runs are the same if their traces are, on whatever machine: so nothing that a record means may be missing here,
//! and a line that once was printed is printed so for ever.

use std::fmt::Write as _;

use super::{Body, Fate, Pending, Record};
use crate::value::quote;

/// A record as a line of the trace: id, time, place, what, and after `<` its cause.
pub fn trace_line(record: &Record, out: &mut String) {
    let _ = write!(out, "{} {}", record.id, record.at);
    if let Some(node) = record.node {
        let _ = write!(out, " {node}");
    }
    let _ = match &record.body {
        Body::Rule(rule) => {
            let _ = write!(out, " {}", rule.tag());
            rule.print_fields(out);
            Ok(())
        }
        Body::Sent(pending) => {
            message_line("sent", pending, out);
            if pending.bytes > 0 {
                let _ = write!(out, " {} bytes leaving {}", pending.bytes, pending.leaves);
            }
            match pending.fate {
                Fate::Arrives => write!(out, " due {}", pending.key.at),
                Fate::Lost(reason) => write!(out, " lost-by {} at {}", reason.word(), pending.key.at),
            }
        }
        Body::Delivered(pending) => {
            message_line("delivered", pending, out);
            Ok(())
        }
        Body::Lost(pending, reason) => {
            message_line("lost", pending, out);
            write!(out, " reason={}", reason.word())
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
        // Whether it says that something failed follows from command and answer.
        Body::Answered { number, command, answer, failed: _ }
        | Body::AnsweredLate { number, command, answer } => {
            let kind = kind(&record.body);
            write!(out, " {kind} {number} {} {}", quote(&command.to_string()), quote(answer.as_str()))
        }
        Body::Pushed { from, text } => write!(out, " pushed {from} {}", quote(text.as_str())),
        Body::GivenUp { number, command } => {
            write!(out, " given-up {number} {}", quote(&command.to_string()))
        }
        Body::Write(write) => write!(out, " write {} due {}", write.number, write.due()),
        Body::Written(number) => write!(out, " written {number}"),
        Body::WritesLost { unfinished, finished } => {
            write!(out, " writes-lost unfinished={unfinished} finished={finished}")
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

fn message_line(what: &str, pending: &Pending, out: &mut String) {
    let envelope = &pending.envelope;
    let _ = write!(out, " {what} {} {} -> {} ", pending.id, envelope.from, envelope.to);
    out.push_str(envelope.message.tag());
    envelope.message.print_fields(out);
}

/// Where the hash of a history starts. FNV-1a, 64 bits (Fowler, Noll, Vo): simple enough to be written again in
/// any language.
pub(crate) const HASH_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of a history with one line of the trace more.
pub(crate) fn fold_line(state: u64, line: &str) -> u64 {
    line.bytes().fold(state, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME))
}

// ---------------------------------------------------------------------------------------------------- kinds

/// What sort of record it is, as `kind` says it.
pub fn kind(body: &Body) -> &'static str {
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
        Body::GivenUp { .. } => "given-up",
        Body::AnsweredLate { .. } => "answered-late",
        Body::Pushed { .. } => "pushed",
        Body::Crashed => "crashed",
        Body::Restarted => "restarted",
        Body::Paused => "paused",
        Body::Resumed => "resumed",
        Body::Write(_) => "write",
        Body::Written(_) => "written",
        Body::WritesLost { .. } => "writes-lost",
        Body::Rule(rule) => rule.moment.unwrap_or("rule"),
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
    "given-up",
    "answered-late",
    "pushed",
    "crashed",
    "restarted",
    "paused",
    "resumed",
    "write",
    "written",
    "writes-lost",
    "rule",
    "violated",
];

/// Whether a record is what somebody waits for: by its kind, its rule's code, or the verb of its action.
pub fn is_called(record: &Record, name: &str) -> bool {
    kind(&record.body) == name
        || match &record.body {
            Body::Rule(rule) => rule.tag() == name,
            Body::Action(action) => action.verb() == name,
            _ => false,
        }
}
