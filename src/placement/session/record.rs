//! What happened, as records: for views, and as the lines of the trace.

use std::fmt::Write as _;

use super::moves::Action;
use super::rule::Rule;
use crate::data::Data;
use crate::kernel::{NodeId, RecordId, RuleSet, Violation};
use crate::time::Time;
use crate::value::{Show as _, Tagged};

/// One thing that happened. A move has no cause; each further record of its event has the one that led to it.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its name.
    pub id: RecordId,
    /// When.
    pub at: Time,
    /// What led to it.
    pub cause: Option<RecordId>,
    /// Where.
    pub node: Option<NodeId>,
    /// What.
    pub body: Body,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Body {
    /// The nodes are there.
    Boot,
    /// Somebody made a move.
    Action(Action),
    /// The move found no object, or would break a bound.
    NoEffect(NoEffect),
    /// A step of a lookup, or what a change did.
    Rule(Rule),
    /// A property is broken.
    Violated(Violation),
}

/// Why a move did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEffect {
    /// The node that joins is there.
    AlreadyMember,
    /// The node is not there.
    NotMember,
    /// The last node stays.
    LastNode,
    /// Jump hashing numbers its buckets: only the last can go (Lamping and Veach 2014, 1).
    OnlyLastLeaves,
    /// The setting has that value.
    Unchanged,
    /// More points than [`super::POINTS_MAX`].
    TooManyPoints,
    /// More work than [`super::WORK_MAX`].
    TooMuchWork,
    /// Maglev's table has fewer entries than there are nodes.
    TableTooSmall,
    /// The strategy knows no weights.
    NoWeights,
    /// The strategy lets no node choose its points.
    NoTokens,
    /// Two nodes would stand at one place.
    TokenTaken,
}

impl NoEffect {
    /// The reason as a word.
    pub fn word(self) -> &'static str {
        match self {
            NoEffect::AlreadyMember => "already-member",
            NoEffect::NotMember => "not-member",
            NoEffect::LastNode => "last-node",
            NoEffect::OnlyLastLeaves => "only-last-leaves",
            NoEffect::Unchanged => "unchanged",
            NoEffect::TooManyPoints => "too-many-points",
            NoEffect::TooMuchWork => "too-much-work",
            NoEffect::TableTooSmall => "table-too-small",
            NoEffect::NoWeights => "no-weights",
            NoEffect::NoTokens => "no-tokens",
            NoEffect::TokenTaken => "token-taken",
        }
    }
}

/// Kinds of records that are no rule's moment.
pub const KINDS: &[&str] = &["boot", "action", "no-effect", "rule", "violated"];

impl Record {
    /// The bytes that it takes.
    pub fn bytes(&self) -> usize {
        let mut bytes = size_of::<Record>();
        match &self.body {
            Body::Rule(rule) => rule.each(&mut |_, field| bytes += field.heap()),
            Body::Action(action) => bytes += action.to_string().len(),
            Body::Violated(violation) => {
                let params = violation.params.iter();
                bytes += params.map(|field| size_of_val(field) + field.1.heap()).sum::<usize>();
            }
            Body::Boot | Body::NoEffect(_) => {}
        }
        bytes
    }
    /// What sort of record it is.
    pub fn kind(&self) -> &'static str {
        match &self.body {
            Body::Boot => "boot",
            Body::Action(_) => "action",
            Body::NoEffect(_) => "no-effect",
            Body::Rule(rule) => rule.moment().unwrap_or("rule"),
            Body::Violated(_) => "violated",
        }
    }

    /// Whether it is what somebody waits for: by its kind, its rule's code, or the verb of its move.
    pub fn is_called(&self, name: &str) -> bool {
        self.kind() == name
            || match &self.body {
                Body::Rule(rule) => rule.tag() == name,
                Body::Action(action) => action.verb() == name,
                _ => false,
            }
    }

    /// As plain data.
    pub fn data(&self) -> Data {
        let mut fields = vec![
            ("id", Data::text(self.id)),
            ("at", Data::Number(self.at.ms())),
            ("kind", Data::text(self.kind())),
            ("cause", Data::optional(self.cause)),
            ("node", Data::optional(self.node)),
        ];
        match &self.body {
            Body::Boot => {}
            Body::Action(action) => {
                fields.extend([("verb", Data::text(action.verb())), ("line", Data::text(action))]);
            }
            Body::NoEffect(reason) => fields.push(("reason", Data::text(reason.word()))),
            Body::Rule(rule) => {
                fields.extend([("rule", Data::text(rule.tag())), ("params", Data::Fields(rule.data()))]);
            }
            Body::Violated(violation) => {
                let params = violation.params.iter().map(|(name, value)| (*name, Data::text(value)));
                let params = Data::Fields(params.collect());
                fields.extend([("property", Data::text(violation.property)), ("params", params)]);
            }
        }
        Data::Fields(fields)
    }

    /// As a line of the trace: id, time, place, what, and after `<` its cause.
    pub fn print(&self, out: &mut String) {
        let _ = write!(out, "{} {}", self.id, self.at);
        if let Some(node) = self.node {
            let _ = write!(out, " {node}");
        }
        out.push(' ');
        match &self.body {
            Body::Boot => out.push_str("boot"),
            Body::Action(action) => out.push_str(&format!("action {action}")),
            Body::NoEffect(reason) => out.push_str(&format!("no-effect {}", reason.word())),
            Body::Rule(rule) => {
                out.push_str(rule.tag());
                rule.print_fields(out);
            }
            Body::Violated(violation) => {
                out.push_str(&format!("violated {}", violation.property));
                for (name, value) in &violation.params {
                    let _ = write!(out, " {name}={value}");
                }
            }
        }
        if let Some(cause) = self.cause {
            let _ = write!(out, " <{cause}");
        }
        out.push('\n');
    }
}

/// Records as plain data.
pub fn data<'a>(records: impl IntoIterator<Item = &'a Record>) -> Data {
    Data::List(records.into_iter().map(Record::data).collect())
}

/// The mark on the time bar that a record makes, if it makes one.
pub fn moment(record: &Record) -> Option<Data> {
    let detail = match &record.body {
        Body::Rule(Rule::OwnerFound { key, .. }) => key.to_string(),
        Body::Rule(Rule::KeysMoved { moved, .. }) => moved.to_string(),
        Body::Rule(Rule::NodeJoined { nodes, .. } | Rule::NodeLeft { nodes, .. }) => nodes.to_string(),
        Body::Violated(violation) => violation.property.to_owned(),
        _ => return None,
    };
    Some(Data::Fields(vec![
        ("position", Data::count(record.id.position)),
        ("at", Data::Number(record.at.ms())),
        ("kind", Data::text(record.kind())),
        ("record", Data::text(record.id)),
        ("node", Data::optional(record.node)),
        ("epoch", Data::Null),
        ("detail", Data::Text(detail)),
    ]))
}
