//! A protocol for tests, whose nodes do nothing but what a message made by hand tells them: one value is kept, a timer
//! is set or stopped, and nothing follows from anything. So two runs can be made that differ in just one thing.

use std::fmt;
use std::hash::Hash;
use std::str::FromStr;

use ringleader::kernel::{
    BugInfo, ClientId, Context, Findings, FingerprintHasher, Ghost, Look, NodeId, OptionInfo, Outcome,
    Present, Properties, PropertyInfo, Protocol, Record, Request, Slot, Window, rules, timers,
};
use ringleader::packed::{Writer, fields};
use ringleader::scenario;
use ringleader::session::Session;
use ringleader::setup::setup;
use ringleader::time::Time;
use ringleader::value::tagged;

/// A node: the value that it keeps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bare {
    kept: u64,
}

tagged! { read
/// What a node is told.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// Keep this value.
    Keep {
        /// Which.
        value: u64,
    } = "Keep";
    /// Set the timer for a node.
    Arm {
        /// Which.
        node: NodeId,
    } = "Arm";
    /// Stop it.
    Disarm {
        /// Which.
        node: NodeId,
    } = "Disarm";
}
}

rules! {
    /// What a node notes.
    pub enum Rule {
        /// The value is another one now.
        Changed { value: u64 } = "bare.changed", "1";
    }
}

timers! {
    /// One alarm per node; it runs out and nothing follows.
    pub enum Timer {
        /// It rings.
        Alarm(peer) = "alarm";
    }
}

/// What a client asks: any words. `ask nK` sends it on to node K, `wait` is never answered, all else is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Words(String);

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl FromStr for Words {
    type Err = String;
    fn from_str(text: &str) -> Result<Words, String> {
        Ok(Words(text.to_owned()))
    }
}

/// What `set` and `bug` lines change.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Options {
    patience: Time,
    strict: bool,
    most: u32,
    wrong: bool,
}

impl Protocol for Bare {
    const NAME: &'static str = "bare";
    type Durable = ();
    type Message = Message;
    type Timer = Timer;
    type Command = Words;
    type Rule = Rule;
    type Options = Options;
    type Properties = Watch;

    fn start((): (), _: &mut Context<'_, Bare>) -> Bare {
        Bare { kept: 0 }
    }
    fn on_message(&mut self, _: NodeId, message: &Message, ctx: &mut Context<'_, Bare>) {
        match *message {
            Message::Keep { value } => {
                self.kept = value;
                ctx.note(Rule::Changed { value });
            }
            Message::Arm { node } => {
                ctx.set_timer(Timer::Alarm(node), ringleader::time::TimeRange::from_ms(10, 20));
            }
            Message::Disarm { node } => ctx.cancel_timer(Timer::Alarm(node)),
        }
    }
    fn on_timer(&mut self, _: Timer, _: &mut Context<'_, Bare>) {}
    fn on_request(&mut self, request: Request<'_, Bare>, ctx: &mut Context<'_, Bare>) {
        let Words(words) = request.command;
        match words.strip_prefix("ask ").map(str::parse) {
            Some(Ok(node)) if node != ctx.id => {
                ctx.reply(request.client, request.number, Outcome::Redirect(Some(node)));
            }
            _ if words == "wait" => {}
            _ => ctx.reply(request.client, request.number, Outcome::Answer("yes".into())),
        }
    }
    fn durable(&self) -> &() {
        &()
    }
    fn options() -> &'static [OptionInfo<Options>] {
        &[
            OptionInfo { name: "patience", slot: |options| Slot::Duration(&mut options.patience) },
            OptionInfo { name: "strict", slot: |options| Slot::Flag(&mut options.strict) },
            OptionInfo { name: "most", slot: |options| Slot::Number(&mut options.most, 0, 9) },
        ]
    }
    fn bugs() -> &'static [BugInfo<Options>] {
        &[BugInfo { name: "wrong", field: |options| &mut options.wrong }]
    }
}

impl Present for Bare {
    fn view(&self, _: Window, out: &mut Writer) {
        fields!(out; self.kept);
    }
    fn view_durable((): &(), _: Window, out: &mut Writer) {
        fields!(out; "kept": 0_u64);
    }
    const WORKLOAD: Option<fn(ClientId, u64) -> Words> = Some(|_, tick| Words(format!("tick {tick}")));
}

/// How often a value changed, which no node remembers.
#[derive(Clone, Debug)]
pub struct Watch {
    changes: u64,
}

impl Properties<Bare> for Watch {
    const ALL: &'static [PropertyInfo] = &[
        PropertyInfo { name: "few-changes", always: true, source: "1" },
        PropertyInfo { name: "not-for-long", always: true, source: "1" },
        PropertyInfo { name: "a-value-changes", always: false, source: "1" },
    ];

    fn new(_: Look<'_, Bare>) -> Watch {
        Watch { changes: 0 }
    }
    fn after_event(&mut self, _: Look<'_, Bare>, event: &[Record], _: &mut Findings) {
        self.changes += event.iter().filter(|record| record.rule::<Rule>().is_some()).count() as u64;
    }
    fn shows(property: &str, record: &Record) -> bool {
        property == "a-value-changes" && record.rule::<Rule>().is_some()
    }
    fn ghost_of(property: &str) -> Ghost {
        match property {
            "few-changes" => Ghost::Counted(&["changes"]),
            "not-for-long" => Ghost::Uncounted("how long ago the value changed"),
            _ => Ghost::NONE,
        }
    }
    fn feed_ghost(&self, _changes: &str, into: &mut FingerprintHasher) {
        self.changes.hash(into);
    }
}

/// Opens moves for three such nodes and a client, with properties watched or not.
pub fn open(text: &str, watched: bool) -> Session {
    let nodes = if text.contains("nodes ") { "" } else { "nodes 3\n" };
    let text = format!("protocol bare\n{nodes}{text}");
    let lines = scenario::lines(&text).expect("lines");
    Session::open(setup::<Bare>(), &lines, 1, watched).unwrap_or_else(|error| panic!("{error}\n{text}"))
}
