//! Looking through a run, and going on in it, for some records only: what is not wanted is never made plain data.

use crate::data::Data;
use crate::filter::{Filter, Words, known};
use crate::kernel::Record;
use crate::kernel::trace::KINDS;
use crate::packed::Listing;
use crate::session::{Session, SessionError};
use crate::timeline::{Bound, EVENTS_PER_CALL_MAX, Moment, Span};
use crate::view;
use crate::watch::{Change, Watch};

/// Records that are handed over at a time: few enough that their plain data take some ten megabytes.
pub const SLICE: usize = 10_000;
/// Records that one call gives at most, all slices together: in JavaScript they take some 600 megabytes.
pub const RECORDS_MAX: u64 = 1_000_000;

/// More records than a call gives.
fn too_many() -> SessionError {
    let message = format!(
        "one call gives at most {RECORDS_MAX} records (RECORDS_MAX): pick some with a filter, or go through `history`"
    );
    SessionError::new("bound-records", message)
}

/// Hands records over, so many at a time. They are made plain data as they happen: who held them until then would keep
/// their memory from being used again by what happens next.
struct Slices<'s> {
    slice: Listing,
    /// How many there were before it.
    gone: u64,
    take: &'s mut dyn FnMut(Data),
}

impl<'s> Slices<'s> {
    fn new(had: u64, take: &'s mut dyn FnMut(Data)) -> Slices<'s> {
        Slices { slice: Listing::new(), gone: had, take }
    }

    /// Adds what passes of an event.
    fn add(&mut self, event: &[Record], filter: &Filter) {
        add(&mut self.slice, event, filter);
        if self.slice.len() >= SLICE {
            self.hand_over();
        }
    }
    /// How many there were.
    fn count(&self) -> u64 {
        self.gone + self.slice.len() as u64
    }
    fn are_too_many(&self) -> bool {
        self.count() > RECORDS_MAX
    }
    fn hand_over(&mut self) {
        if !self.slice.is_empty() {
            self.gone = self.count();
            (self.take)(std::mem::replace(&mut self.slice, Listing::new()).done().into());
        }
    }
}

/// Adds what passes of an event.
fn add(slice: &mut Listing, event: &[Record], filter: &Filter) {
    for record in event.iter().filter(|record| filter.passes(record)) {
        slice.add(|out| view::record(record, out));
    }
}

/// The records of positions `from < p <= to` (from `None`, with boot's) of the cursor's branch that pass, in slices; so
/// many were handed over before. An error for a filter that names what is not there, and for more than [`RECORDS_MAX`].
pub fn events(
    session: &Session,
    from: Option<u64>,
    to: u64,
    filter: &Filter,
    had: u64,
    take: &mut dyn FnMut(Data),
) -> Result<(), SessionError> {
    filter.check(session)?;
    let timeline = session.timeline();
    // Where all are wanted their number is known before one is made, in vain if they are too many.
    if !filter.picks() && had + timeline.count_records(session.branch(), from, to) > RECORDS_MAX {
        return Err(too_many());
    }
    let mut slices = Slices::new(had, take);
    timeline.replay_while(session.branch(), from, to, &mut |event| {
        slices.add(event, filter);
        !slices.are_too_many()
    });
    slices.hand_over();
    if slices.are_too_many() { Err(too_many()) } else { Ok(()) }
}

/// Some of the records of a span.
#[derive(Clone, Debug)]
pub struct Page {
    /// The records that pass.
    pub records: Data,
    /// The position up to which was looked, if the span goes on after it.
    pub reached: Option<u64>,
}

/// The first [`SLICE`] records, or some more, of positions `from < p <= to` of a branch that pass. An error for a filter
/// that names what is not there, and for a branch that is not there.
pub fn page(
    session: &Session,
    branch: usize,
    from: Option<u64>,
    to: u64,
    filter: &Filter,
) -> Result<Page, SessionError> {
    filter.check(session)?;
    let timeline = session.timeline();
    let Some(length) = timeline.branches().find(|(id, _)| *id == branch).map(|(_, branch)| branch.length)
    else {
        return Err(session.unknown_branch(branch));
    };
    let (mut slice, mut last) = (Listing::new(), 0);
    timeline.replay_while(branch, from, to, &mut |event| {
        last = event.first().map_or(last, |record| record.id.position);
        add(&mut slice, event, filter);
        slice.len() < SLICE
    });
    let goes_on = slice.len() >= SLICE && last < to.min(length);
    Ok(Page { records: slice.done().into(), reached: goes_on.then_some(last) })
}

/// How to go on.
#[derive(Clone, Debug)]
pub struct Going {
    /// How far at most.
    pub span: Span,
    /// Events that this call did already: it may have stopped for a change.
    pub spent: u64,
    /// Records that it gave already.
    pub had: u64,
    /// Which records are wanted; none if no record is.
    pub keep: Option<Filter>,
    /// Stop after the event that has such a record.
    pub until: Option<Filter>,
    /// Stop after an event that changes one of these fields of a node, watch by watch.
    pub watches: Vec<Vec<String>>,
}

impl Going {
    /// So far, for these records.
    pub fn new(span: Span, keep: Filter) -> Going {
        Going { span, spent: 0, had: 0, keep: Some(keep), until: None, watches: Vec::new() }
    }

    /// Of an event, the place of the record that is waited for among those that are wanted.
    fn awaited(&self, event: &[Record]) -> Option<u64> {
        let until = self.until.as_ref()?;
        let index = event.iter().position(|record| until.passes(record))?;
        let is_kept = |record: &&Record| self.keep.as_ref().is_some_and(|keep| keep.passes(record));
        Some(event[..index].iter().filter(is_kept).count() as u64)
    }
}

/// Why a run stopped, if it did before its span was over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Went {
    /// Which of the records that are wanted, counted from 0 with those that the call gave already, was waited for.
    pub found: Option<u64>,
    /// What watches saw change in the last event.
    pub changed: Vec<Change>,
}

impl Went {
    fn stops(&self) -> bool {
        self.found.is_some() || !self.changed.is_empty()
    }
}

/// Goes on, and hands the records that are wanted over in slices. What is waited for is to be among them.
///
/// An error for a filter that names what is not there; then nothing happened. An error for a bound that was met.
pub fn go_on(session: &mut Session, going: &Going, take: &mut dyn FnMut(Data)) -> Result<Went, SessionError> {
    for filter in [&going.keep, &going.until].into_iter().flatten() {
        filter.check(session)?;
    }
    let timeline = session.timeline_mut();
    let room = EVENTS_PER_CALL_MAX.saturating_sub(going.spent);
    let span = Span { events: going.span.events.min(room), ..going.span };
    let model = timeline.model();
    let mut watches: Vec<Watch> = going.watches.iter().map(|fields| Watch::new(model, fields)).collect();
    let mut slices = Slices::new(going.had, take);
    let mut went = Went::default();
    let result = timeline.advance_by_event(span, None, |model, event| {
        went.found = going.awaited(event).map(|place| slices.count() + place);
        if let Some(keep) = &going.keep {
            slices.add(event, keep);
        }
        let changes = watches.iter_mut().enumerate().filter_map(|(i, watch)| watch.after(model, event, i));
        went.changed.extend(changes);
        went.stops() || slices.are_too_many()
    });
    slices.hand_over();
    if slices.are_too_many() {
        return Err(too_many());
    }
    let is_out_of_room = result? == room && room < going.span.events && !went.stops();
    if is_out_of_room { Err(Bound::Events.into()) } else { Ok(went) }
}

/// The marks of the cursor's branch of positions after `from`, of these kinds. An error for a kind that no mark has.
pub fn moments(session: &Session, from: Option<u64>, kinds: Option<&[String]>) -> Result<Data, SessionError> {
    if let Some(kinds) = kinds {
        let mut words = Words::of(session).kinds;
        words.retain(|word| word == "violated" || !KINDS.contains(&word.as_str()));
        words.push("fault".to_owned());
        known(kinds, &words, "no kind of moment")
            .map_err(|message| SessionError::new("unknown-kind", message))?;
    }
    let is_wanted = |kind: &str| kinds.is_none_or(|kinds| kinds.iter().any(|one| one == kind));
    let is_later = |position: u64| from.is_none_or(|from| position > from);
    let is_one = |moment: &&&Moment| is_later(moment.record.position) && is_wanted(moment.sort());
    let all = session.timeline().moments();
    Ok(view::moments(session.setup(), all.iter().filter(is_one).copied()))
}
