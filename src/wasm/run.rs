//! Runs in JavaScript, and what is known without one.

use std::cell::RefCell;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::error;
use crate::data::Data;
use crate::filter::{self, Filter};
use crate::packed::Packed;
use crate::registry;
use crate::scenario::Seed;
use crate::search::{self, Going};
use crate::session::{self, Session, SessionError};
use crate::time::Time;
use crate::timeline::{RUN_BYTES_MAX, Span};
use crate::watch::{self, Change};

/// What was written at once crosses at once, and the facade unpacks it; what is small, as it is.
fn to_js(data: &Data) -> Result<JsValue, JsValue> {
    if let Data::Packed(packed) = data {
        return Ok(parts(packed));
    }
    let serializer = Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    data.serialize(&serializer).map_err(JsValue::from)
}

thread_local! {
    /// The names that crossed last, and as they crossed. Those of the next frame are mostly the same.
    static NAMES: RefCell<(Packed, JsValue)> = RefCell::new((Packed::default(), JsValue::from_str("")));
}

fn names_of(packed: &Packed) -> JsValue {
    NAMES.with_borrow_mut(|(last, names)| {
        if !packed.has_names_of(last) {
            (*last, *names) = (packed.only_names(), packed.names().into());
        }
        names.clone()
    })
}

/// Words, names, and the text in pieces, which `www/src/api/unpack.ts` makes objects of.
fn parts(packed: &Packed) -> JsValue {
    let parts = js_sys::Array::of2(&js_sys::Uint32Array::from(packed.words()), &names_of(packed));
    packed.texts().for_each(|text| {
        parts.push(&text.into());
    });
    parts.into()
}

/// So many ms, so many events, or whichever comes first.
fn span(session: &Session, ms: Option<f64>, events: Option<f64>) -> Result<Span, JsValue> {
    let now = session.cursor().now;
    let until = match ms {
        None => None,
        Some(ms) => Some(Time::try_from_ms(ms).map(|span| now.saturating_add(span)).ok_or_else(|| {
            error(SessionError::new("range", "a run lasts at most 2^53 - 1 microseconds".to_owned()))
        })?),
    };
    Ok(Span { until, events: events.map_or(u64::MAX, |n| n as u64) })
}

/// Events of a span that is gone through in one piece: their records are not too many for one call, but for rare ones.
const SHORT: u64 = 10_000;

fn position(value: Option<f64>) -> Option<u64> {
    value.map(|position| position as u64)
}

/// A fresh seed of 32 bits.
#[wasm_bindgen(js_name = freshSeed)]
pub fn fresh_seed() -> Result<u32, JsValue> {
    getrandom::u32().map_err(|e| error(SessionError::new("no-chance", e.to_string())))
}

/// What is known without a run.
#[wasm_bindgen]
pub fn catalog() -> Result<JsValue, JsValue> {
    to_js(&registry::catalog())
}

/// A scenario as data; throws what is wrong with it.
#[wasm_bindgen]
pub fn parse(text: &str, checked: bool) -> Result<JsValue, JsValue> {
    to_js(&registry::parse(text, checked).map_err(error)?)
}

/// Which records are wanted.
#[wasm_bindgen]
pub struct RecordFilter {
    filter: Filter,
}

#[wasm_bindgen]
impl RecordFilter {
    /// What is not given, all records meet.
    #[wasm_bindgen(constructor)]
    pub fn new(
        called: Option<String>,
        from: Option<f64>,
        to: Option<f64>,
        kinds: Option<Vec<String>>,
        nodes: Option<Vec<String>>,
        codes: Option<Vec<String>>,
    ) -> Result<RecordFilter, JsValue> {
        let ids = |ids: Vec<String>| ids.iter().map(|id| filter::endpoint(id)).collect::<Result<_, _>>();
        let nodes = nodes.map(ids).transpose().map_err(error)?;
        let (from, to) = (position(from), position(to));
        Ok(RecordFilter { filter: Filter { from, to, called, kinds, nodes, codes } })
    }
}

/// Slices of records, each converted as soon as it is handed over.
struct Slices(js_sys::Array, Result<(), JsValue>);

impl Slices {
    fn new() -> Slices {
        Slices(js_sys::Array::new(), Ok(()))
    }
    fn take(&mut self, records: &Data) {
        match to_js(records) {
            Ok(records) => drop(self.0.push(&records)),
            Err(error) => self.1 = Err(error),
        }
    }
    fn all(self) -> Result<JsValue, JsValue> {
        self.1.map(|()| self.0.into())
    }
}

/// A run that is being opened, in slices.
#[wasm_bindgen]
pub struct Opening {
    opening: session::Opening,
}

#[wasm_bindgen]
impl Opening {
    /// Reads a scenario, and plays nothing yet; throws what is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        text: &str,
        fresh_seed: u32,
        checked: bool,
        bytes_max: Option<f64>,
        seed: Option<f64>,
    ) -> Result<Opening, JsValue> {
        let most = bytes_max.map_or(RUN_BYTES_MAX, |bytes| bytes as u64);
        let seed = seed.map_or(Seed::Fresh(fresh_seed.into()), |seed| Seed::Instead(seed as u64));
        let opening = registry::opening(text, seed, checked, most).map_err(error)?;
        Ok(Opening { opening })
    }
    /// Plays about so many events of it; whether there is more to play.
    #[wasm_bindgen(js_name = goOn)]
    pub fn go_on(&mut self, events: f64) -> Result<bool, JsValue> {
        self.opening.go_on(events as u64).map_err(error)
    }
    /// How many events happened.
    #[wasm_bindgen(getter)]
    pub fn position(&self) -> f64 {
        self.opening.session().cursor().position as f64
    }
    /// The instant that it has come to, in ms.
    #[wasm_bindgen(getter)]
    pub fn now(&self) -> f64 {
        self.opening.session().cursor().now.ms()
    }
    /// The run, once there is no more to play.
    pub fn finish(self) -> Engine {
        Engine { session: self.opening.finish() }
    }
}

/// A run.
#[wasm_bindgen]
pub struct Engine {
    session: Session,
}

#[wasm_bindgen]
impl Engine {
    /// Opens a scenario, with this seed instead of its own if one is given; throws what is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        text: &str,
        fresh_seed: u32,
        checked: bool,
        bytes_max: Option<f64>,
        seed: Option<f64>,
    ) -> Result<Engine, JsValue> {
        let most = bytes_max.map_or(RUN_BYTES_MAX, |bytes| bytes as u64);
        let seed = seed.map_or(Seed::Fresh(fresh_seed.into()), |seed| Seed::Instead(seed as u64));
        let session = registry::open_within(text, seed, checked, most).map_err(error)?;
        Ok(Engine { session })
    }
    /// The word after `protocol`.
    #[wasm_bindgen(getter)]
    pub fn protocol(&self) -> String {
        self.session.protocol().to_owned()
    }
    /// The seed.
    #[wasm_bindgen(getter)]
    pub fn seed(&self) -> f64 {
        self.session.seed() as f64
    }
    /// The cursor's instant, in ms.
    #[wasm_bindgen(getter)]
    pub fn now(&self) -> f64 {
        self.session.cursor().now.ms()
    }
    /// The cursor's position.
    #[wasm_bindgen(getter)]
    pub fn position(&self) -> f64 {
        self.session.cursor().position as f64
    }
    /// What the run weighs, in bytes.
    #[wasm_bindgen(getter)]
    pub fn bytes(&mut self) -> f64 {
        self.session.bytes() as f64
    }
    /// How many events are known.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> f64 {
        self.session.extent().0 as f64
    }
    /// Up to which instant, in ms.
    #[wasm_bindgen(getter, js_name = endTime)]
    pub fn end_time(&self) -> f64 {
        self.session.extent().1.ms()
    }
    /// Goes on; converts nothing.
    pub fn advance(&mut self, ms: Option<f64>, events: Option<f64>) -> Result<f64, JsValue> {
        let span = span(&self.session, ms, events)?;
        self.session.advance(span).map(|n| n as f64).map_err(error)
    }
    /// Goes on; returns slices of the records that are wanted, which of them is the first that was waited for, and what
    /// watches saw change. A watch is the names of fields, with commas between them; `spent` counts events that the
    /// same call did, and `had` the records that it gave, before it stopped for a change.
    #[allow(clippy::too_many_arguments, reason = "to make an object of them for one call would cost more")]
    #[wasm_bindgen(js_name = goOn)]
    pub fn go_on(
        &mut self,
        ms: Option<f64>,
        events: Option<f64>,
        keep: Option<RecordFilter>,
        until: Option<RecordFilter>,
        watches: Vec<String>,
        spent: f64,
        had: f64,
    ) -> Result<JsValue, JsValue> {
        let going = Going {
            span: span(&self.session, ms, events)?,
            spent: spent as u64,
            had: had as u64,
            keep: keep.map(|keep| keep.filter),
            until: until.map(|until| until.filter),
            watches: watches.iter().map(|fields| names(fields)).collect(),
        };
        let mut slices = Slices::new();
        let mut take = |records| slices.take(&records);
        let went = search::go_on(&mut self.session, &going, &mut take).map_err(error)?;
        let found = went.found.map_or(JsValue::NULL, |index| JsValue::from_f64(index as f64));
        let change = |Change { watch, before, now }| {
            Data::Fields(vec![("watch", Data::count(watch as u64)), ("before", before), ("now", now)])
        };
        let changed = to_js(&Data::List(went.changed.into_iter().map(change).collect()))?;
        Ok(js_sys::Array::of3(&slices.all()?, &found, &changed).into())
    }
    /// Throws for a field that no node shows.
    #[wasm_bindgen(js_name = checkWatch)]
    pub fn check_watch(&self, fields: Vec<String>) -> Result<(), JsValue> {
        watch::check(&self.session, &fields).map_err(error)
    }
    /// What a watch sees at the cursor.
    pub fn glance(&self, fields: &str) -> Result<JsValue, JsValue> {
        to_js(&watch::glance(&self.session, &names(fields)))
    }
    /// Plays moves; returns records.
    pub fn act(&mut self, text: &str) -> Result<JsValue, JsValue> {
        to_js(&self.session.act(text).map_err(error)?)
    }
    /// Works a while on what a move will come to; whether there is more to do.
    pub fn prepare(&mut self, text: &str, budget: f64) -> Result<bool, JsValue> {
        self.session.prepare(text, budget as u64).map_err(error)
    }
    /// Goes to a position.
    pub fn seek(&mut self, position: f64) {
        self.session.seek(position as u64);
    }
    /// Goes to an instant, in ms.
    #[wasm_bindgen(js_name = seekTime)]
    pub fn seek_time(&mut self, ms: f64) {
        let time = if ms < 0.0 { Time::ZERO } else { Time::try_from_ms(ms).unwrap_or(Time::MAX) };
        self.session.seek_time(time);
    }
    /// What is at the cursor.
    pub fn frame(&self, from: Option<f64>, to: Option<f64>) -> Result<JsValue, JsValue> {
        Ok(parts(&self.session.frame(position(from).zip(position(to))).into()))
    }
    /// The moves that have an effect at the cursor.
    pub fn enabled(&self, faults: bool) -> Result<JsValue, JsValue> {
        to_js(&self.session.enabled(faults))
    }
    /// The records of a span, in slices: one, for a span as short as most.
    pub fn events(&self, from: Option<f64>, to: f64) -> Result<JsValue, JsValue> {
        let (from, to) = (position(from), to as u64);
        let events = to.min(self.session.extent().0).saturating_sub(from.unwrap_or(0));
        let at_once = if events <= SHORT { self.session.events(from, to).ok() } else { None };
        match at_once {
            Some(records) => Ok(js_sys::Array::of1(&to_js(&records)?).into()),
            None => self.all_events(from, to, &Filter::default()),
        }
    }
    /// The records of a span that are wanted, in slices.
    #[wasm_bindgen(js_name = eventsOf)]
    pub fn events_of(&self, from: Option<f64>, to: f64, wanted: RecordFilter) -> Result<JsValue, JsValue> {
        self.all_events(position(from), to as u64, &wanted.filter)
    }
    /// The first slice of them, of any branch, and how far that is if there are more.
    pub fn page(
        &self,
        branch: f64,
        from: Option<f64>,
        to: f64,
        wanted: RecordFilter,
    ) -> Result<JsValue, JsValue> {
        let page = search::page(&self.session, branch as usize, position(from), to as u64, &wanted.filter)
            .map_err(error)?;
        let reached = page.reached.map_or(JsValue::NULL, |position| JsValue::from_f64(position as f64));
        Ok(js_sys::Array::of2(&to_js(&page.records)?, &reached).into())
    }
    /// Where a known bug made a difference.
    pub fn deviations(&self, from: Option<f64>, to: f64) -> Result<JsValue, JsValue> {
        to_js(&self.session.deviations(position(from), to as u64))
    }
    /// The marks.
    pub fn moments(&self) -> Result<JsValue, JsValue> {
        Ok(parts(&self.session.moments().into()))
    }
    /// The marks after a position, of some kinds.
    #[wasm_bindgen(js_name = momentsOf)]
    pub fn moments_of(&self, from: Option<f64>, kinds: Option<Vec<String>>) -> Result<JsValue, JsValue> {
        let moments = search::moments(&self.session, position(from), kinds.as_deref());
        to_js(&moments.map_err(error)?)
    }
    /// The properties.
    pub fn properties(&self) -> Result<JsValue, JsValue> {
        Ok(parts(&self.session.properties().into()))
    }
    /// The branches.
    pub fn branches(&self) -> Result<JsValue, JsValue> {
        Ok(parts(&self.session.branches().into()))
    }
    /// The branch of the cursor.
    #[wasm_bindgen(getter)]
    pub fn branch(&self) -> f64 {
        self.session.branch() as f64
    }
    /// Goes to a branch.
    #[wasm_bindgen(js_name = switchTo)]
    pub fn switch_to(&mut self, branch: f64) -> Result<(), JsValue> {
        self.session.switch_to(branch as usize).map_err(error)
    }
    /// Drops a branch, and those that left it.
    #[wasm_bindgen(js_name = dropBranch)]
    pub fn drop_branch(&mut self, branch: f64) -> Result<(), JsValue> {
        self.session.drop_branch(branch as usize).map_err(error)
    }
    /// An independent run that has come to this cursor.
    pub fn fork(&self) -> Engine {
        Engine { session: self.session.fork() }
    }
    /// The history as text.
    pub fn trace(&self, from: Option<f64>, to: f64) -> Result<String, JsValue> {
        self.session.trace_bounded(position(from), to as u64).map_err(error)
    }
    /// 16 hex digits over the history up to the cursor.
    pub fn hash(&mut self) -> String {
        format!("{:016x}", self.session.hash())
    }
    /// 32 hex digits over all that decides how the run can go on.
    pub fn fingerprint(&self) -> String {
        self.session.fingerprint().to_string()
    }
    /// The text that replays this branch.
    pub fn scenario(&self) -> String {
        self.session.scenario()
    }
}

impl Engine {
    fn all_events(&self, from: Option<u64>, to: u64, filter: &Filter) -> Result<JsValue, JsValue> {
        let mut slices = Slices::new();
        let mut take = |records| slices.take(&records);
        search::events(&self.session, from, to, filter, 0, &mut take).map_err(error)?;
        slices.all()
    }
}

/// The names of fields, which have commas between them.
fn names(fields: &str) -> Vec<String> {
    fields.split(',').map(str::to_owned).collect()
}
