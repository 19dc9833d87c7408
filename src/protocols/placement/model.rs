//! The keys, placed, at one position of a run: what its timeline walks.
//!
//! Every event is a move, and a move takes [`MOVE_TIME`]: nothing comes due by itself. States can be large, so what an
//! event made is remembered with the state after it, and is not worked out again to be shown again.

use std::fmt;
use std::rc::Rc;

use super::draft::Draft;
use super::moves::Move;
use super::notes::{self, Note};
use super::properties::{self, Verdicts};
use super::state::State;
use super::{KEYFRAME_BYTES, MOVE_TIME, MOVES_MAX, NAME, OPEN_WORK_MAX, view};
use crate::kernel::model::{Limits, Model, Step, Verdict, of_model};
use crate::kernel::{Action, Body, Endpoint, Fingerprint, OwnMove as _, Record, RecordId, Window};
use crate::packed::Writer;
use crate::time::Time;
use crate::value::Show as _;

/// Keys and nodes at one position.
pub struct KeySpace {
    /// What is.
    pub state: Rc<State>,
    /// The move that led here, and when it began.
    pub last: Option<(Time, Rc<Action>)>,
    position: u64,
    checked: bool,
    /// How the properties stand.
    verdicts: Verdicts,
    /// Hashes that the moves up to here cost.
    work: u64,
    /// The records of the event that led here.
    event: Rc<[Record]>,
    /// The next move, partly worked out.
    draft: Option<Draft>,
}

impl fmt::Debug for KeySpace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeySpace at {}: {:?}", self.position, self.state.cluster)
    }
}

impl KeySpace {
    /// At the start. With `checked` false no property is watched.
    pub fn boot(state: State, checked: bool, records: &mut Vec<Record>) -> KeySpace {
        let head = (None, None, Body::Boot);
        let event = records_of(0, Time::ZERO, head, notes::boot(&state));
        records.extend_from_slice(&event);
        KeySpace {
            state: Rc::new(state),
            last: None,
            position: 0,
            checked,
            verdicts: properties::none_yet(),
            work: 0,
            event: event.into(),
            draft: None,
        }
    }

    /// What has been worked out of a move from here.
    fn drafted(&mut self, next: &Move) -> Draft {
        let fits = |draft: &Draft| Rc::ptr_eq(draft.before(), &self.state) && draft.next() == next;
        self.draft.take().filter(fits).unwrap_or_else(|| Draft::new(self.state.clone(), next))
    }

    fn begin(&self) -> Time {
        self.last.as_ref().map_or(Time::ZERO, |(at, _)| *at)
    }

    fn act(&mut self, at: Time, action: &Rc<Action>) -> Vec<Record> {
        let next = own(action);
        let mut draft = self.drafted(next);
        while draft.work(u64::MAX) {}
        let (state, said) = draft.finish();
        self.work += self.state.cluster.work_of(next);
        self.position += 1;
        let node = next.node().map(Endpoint::Node);
        let mut event = records_of(self.position, at, (None, node, Body::Action(action.clone())), said);
        if self.checked {
            let broken = properties::check(&self.state, &state, &event, self.position, &mut self.verdicts);
            for violation in broken {
                let head = Some(event[0].id);
                event.push(record(&event, head, None, Body::Violated(violation)));
            }
        }
        self.state = Rc::new(state);
        self.last = Some((at, action.clone()));
        event
    }
}

/// The move of this protocol; it reads no other.
fn own(action: &Action) -> &Move {
    match action {
        Action::Own(own) => own.of(),
        other => unreachable!("{other} is no move of placement"),
    }
}

/// The records of an event: its head, and what there is to say of it.
fn records_of(
    position: u64,
    at: Time,
    (cause, node, body): (Option<RecordId>, Option<Endpoint>, Body),
    said: Vec<Note>,
) -> Vec<Record> {
    let mut event = vec![Record { id: RecordId { position, index: 0 }, at, cause, node, body }];
    for note in said {
        let cause = Some(RecordId { position, index: note.cause });
        event.push(record(&event, cause, note.node.map(Endpoint::Node), note.body));
    }
    event
}

/// The next record of an event.
fn record(event: &[Record], cause: Option<RecordId>, node: Option<Endpoint>, body: Body) -> Record {
    let id = RecordId { index: event.len() as u32, ..event[0].id };
    Record { id, at: event[0].at, cause, node, body }
}

/// The bytes of a record.
fn weight(record: &Record) -> usize {
    size_of::<Record>()
        + match &record.body {
            Body::Rule(rule) => rule.heap(),
            Body::Action(action) => action.to_string().len(),
            Body::Violated(violation) => {
                let params = violation.params.iter();
                params.map(|field| size_of_val(field) + field.1.heap()).sum()
            }
            _ => 0,
        }
}

const LIMITS: Limits = Limits {
    moves: MOVES_MAX,
    work: OPEN_WORK_MAX,
    counted: "hashes (OPEN_WORK_MAX)",
    keyframe_distance: 1,
    keyframe_bytes: KEYFRAME_BYTES,
};

impl Model for KeySpace {
    fn cloned(&self) -> Box<dyn Model> {
        Box::new(KeySpace {
            state: self.state.clone(),
            last: self.last.clone(),
            verdicts: self.verdicts.clone(),
            event: self.event.clone(),
            // Who walks elsewhere makes other moves.
            draft: None,
            ..*self
        })
    }
    fn apply(&mut self, step: Step<'_>, records: &mut Vec<Record>) -> bool {
        let Step::Act(at, action) = step else { return false };
        let event = self.act(at, action);
        records.extend_from_slice(&event);
        self.event = event.into();
        true
    }
    fn position(&self) -> u64 {
        self.position
    }
    fn now(&self) -> Time {
        self.begin()
    }
    fn next_due(&self) -> Option<Time> {
        None
    }
    fn over(&self) -> Option<Time> {
        Some(self.last.as_ref().map_or(Time::ZERO, |(at, _)| *at + MOVE_TIME))
    }
    fn limits(&self) -> &'static Limits {
        &LIMITS
    }
    fn work(&self, further: &[&Action]) -> u64 {
        let (mut cluster, mut work) = (self.state.cluster.clone(), self.work);
        for action in further {
            let next = own(action);
            work += cluster.work_of(next);
            cluster = cluster.after(next).unwrap_or(cluster);
        }
        work
    }
    fn prepare(&mut self, action: &Action, budget: u64) -> bool {
        let mut draft = self.drafted(own(action));
        let more = draft.work(budget);
        self.draft = Some(draft);
        more
    }
    /// Which nodes, with which weights and tokens, how they are placed, and which keys. Who owns which key follows.
    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&(NAME, &self.state.cluster, self.state.seed))
    }
    fn event(&self) -> Option<&[Record]> {
        Some(&self.event)
    }
    fn weigh(&self, before: Option<&dyn Model>) -> usize {
        let before: Option<&KeySpace> = before.map(of_model);
        let same = before.is_some_and(|before| Rc::ptr_eq(&before.state, &self.state));
        let state = if same { 0 } else { self.state.weigh(before.map(|before| &*before.state)) };
        let event = self.event.iter().map(weight).sum::<usize>();
        size_of::<KeySpace>() + state + event + size_of_val(&*self.verdicts)
    }
    fn verdicts(&self) -> Option<Vec<Verdict>> {
        self.checked.then(|| properties::verdicts(&self.state, &self.verdicts))
    }
    fn view(&self, _window: Window, out: &mut Writer) {
        view::view(self, out);
    }
}
