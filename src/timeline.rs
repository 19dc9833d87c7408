//! A run as a tree that can be walked: what was done, where, and everything else made again from that.
//!
//! Ground state is what the scenario says and, per branch, the moves that were made and where. Worlds,
//! records, moments are derived: a seek takes the nearest keyframe and replays. Acting in the past starts a
//! branch; the old future stays.

mod branch;
mod deviation;
mod fork;
mod snapshot;

use std::rc::Rc;

pub use branch::{Branch, MOMENTS_MAX, Moment, MomentOf, Move, Place};
use branch::{Keyframe, moment};
pub use fork::Undroppable;
use snapshot::Snapshot;

use crate::kernel::{Action, Limits, Model, Record, Step, World};
use crate::time::Time;

/// Events that one call does at most; what it did stays done, and calling again goes on.
pub const EVENTS_PER_CALL_MAX: u64 = 1_000_000;
/// Events that a branch has at most, so that opening its text again takes some ten seconds at most.
pub const OPEN_EVENTS_MAX: u64 = 10_000_000;
/// Branches that a timeline keeps at most: more than a person makes, few enough to draw.
pub const BRANCHES_MAX: usize = 1_000;
/// Messages that one `settle` delivers at most.
pub const SETTLE_MAX: u64 = 10_000;
/// Records that one call returns at most: their plain data take about a hundred megabytes.
pub const RECORDS_PER_CALL_MAX: usize = 100_000;
/// Messages under way at which a call stops: with timers of length zero they pile up at one instant, where no
/// time passes in which they could arrive. Beyond, each call does the next event; at twice as many none happens
/// any more unless it is a move.
pub const IN_FLIGHT_MAX: usize = 20_000;

/// Bytes that a run weighs at most, unless it is opened with another bound: its worlds, keyframes, moves and marks, of
/// all branches. To stay below it keeps fewer keyframes, the farther from the cursor the fewer, and then fewer marks.
pub const RUN_BYTES_MAX: u64 = 256_000_000;
/// The least that this bound can be set to.
pub const RUN_BYTES_MIN: u64 = 1_000_000;
/// The most: more than the memory of wasm.
pub const RUN_BYTES_LIMIT: u64 = 1 << 32;

/// Events between two weighings.
const WEIGH_EVERY: u64 = 1_024;
/// More than a run weighs before it is weighed for the first time: it is too short to have filled 64 logs and network.
const HEAVY_BYTES: u64 = 64_000_000;
/// How a run is made lighter, step by step: keyframes to each doubling of the distance from the cursor, and marks of a
/// branch.
const LIGHTER: [(u64, usize); 8] = [
    (64, MOMENTS_MAX),
    (32, MOMENTS_MAX),
    (16, MOMENTS_MAX / 2),
    (8, MOMENTS_MAX / 4),
    (4, MOMENTS_MAX / 8),
    (2, MOMENTS_MAX / 16),
    (1, MOMENTS_MAX / 32),
    (0, MOMENTS_MAX / 64),
];
/// With fewer keyframes than this left, further ones are made at twice the distance.
const KEYFRAMES_FEW: usize = 8;
/// The greatest distance that comes about so.
const KEYFRAME_DISTANCE_MAX: u64 = 1 << 17;

/// States of the history hash that are remembered.
const HASHED_MAX: usize = 32;

/// Where one stands in a run: after `position` events, at `now`, before the next event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor {
    /// How many events happened.
    pub position: u64,
    /// The instant.
    pub now: Time,
}

/// How far to go: to an instant, what is due at it included, but for so many events at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The instant; none goes as far as there are events.
    pub until: Option<Time>,
    /// The most events.
    pub events: u64,
}

impl Span {
    /// To this instant.
    pub fn until(time: Time) -> Span {
        Span { until: Some(time), events: u64::MAX }
    }
    /// So many events.
    pub fn events(events: u64) -> Span {
        Span { until: None, events }
    }
}

/// Why a call stopped early, or was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// [`EVENTS_PER_CALL_MAX`] events happened.
    Events,
    /// The branch has [`OPEN_EVENTS_MAX`] events.
    Open,
    /// [`BRANCHES_MAX`] branches exist.
    Branches,
    /// [`SETTLE_MAX`] messages were delivered.
    Settle,
    /// [`RECORDS_PER_CALL_MAX`] records were made.
    Records,
    /// [`IN_FLIGHT_MAX`] messages are under way, and there is one more than before.
    InFlight,
    /// The run weighs this much, [`RUN_BYTES_MAX`] or what was set, with nothing left that it could do without.
    Bytes(u64),
    /// The branch has so many moves, the most that there can be.
    Moves(u64),
    /// The moves of the branch cost more than this together, of what the model counts.
    Work(u64, &'static str),
    /// The text of the branch would have more than [`TEXT_MAX`](crate::text::TEXT_MAX) bytes.
    Text,
}

impl std::fmt::Debug for Timeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Timeline at {:?}", self.cursor())
    }
}

/// A run, its branches, and a cursor in one of them.
#[derive(Clone)]
pub struct Timeline {
    branches: Vec<Branch>,
    current: usize,
    /// What is at the cursor.
    here: Snapshot,
    /// The records of boot.
    boot: Rc<[Record]>,
    limits: &'static Limits,
    now: Time,
    /// Reused by calls that want no records.
    scratch: Vec<Record>,
    bytes_max: u64,
    /// What the world at the cursor does not share with the nearest keyframe, as last weighed.
    here_bytes: usize,
    /// It is weighed from now on: before, it was too short to be heavy.
    weighed: bool,
    /// The lightest history was too heavy when it was last weighed.
    full: bool,
    /// Positions, per branch, for which the state of the history hash is known.
    hashed: Vec<(usize, u64, u64)>,
}

impl Timeline {
    /// A run that has just booted, of which these are the records; it weighs at most so many bytes.
    pub fn new(model: Box<dyn Model>, boot: Vec<Record>, bytes_max: u64) -> Timeline {
        let limits = model.limits();
        let here = Snapshot { model, before: 0, records: 0 };
        let mut root = Branch::new(None, &here, limits.keyframe_distance);
        boot.iter().filter_map(moment).for_each(|moment| root.moments.push(moment));
        let mut timeline = Timeline {
            branches: vec![root],
            current: 0,
            here,
            boot: boot.into(),
            limits,
            now: Time::ZERO,
            scratch: Vec::new(),
            bytes_max,
            here_bytes: 0,
            weighed: false,
            full: false,
            hashed: Vec::new(),
        };
        timeline.branches[0].add_keyframe(Rc::new(timeline.here.clone()), 0);
        timeline.weigh();
        timeline
    }

    /// What is at the cursor.
    pub fn model(&self) -> &dyn Model {
        &*self.here.model
    }
    /// The world of nodes at the cursor, if this is a run of a cluster.
    pub fn world(&self) -> Option<&World> {
        self.here.model.world()
    }
    /// Where the cursor is.
    pub fn cursor(&self) -> Cursor {
        Cursor { position: self.here.model.position(), now: self.now }
    }
    /// The branches, each with its id, from the root on.
    pub fn branches(&self) -> impl Iterator<Item = (usize, &Branch)> {
        self.branches.iter().enumerate().filter(|(_, branch)| !branch.dropped)
    }
    /// The latest instant known of this branch.
    pub fn end_time(&self) -> Time {
        self.branches[self.current].end
    }
    /// The id of the branch that the cursor is in.
    pub fn branch(&self) -> usize {
        self.current
    }
    /// How many events of this branch are known.
    pub fn length(&self) -> u64 {
        self.branches[self.current].length
    }
    /// When the branch's next event happens if nobody acts, or what takes time is over.
    pub fn next_due(&self) -> Option<Time> {
        match self.next_move() {
            Some(next) => Some(next.cursor.now),
            None => self.here.model.next_due().or(self.here.model.over().filter(|&over| over > self.now)),
        }
    }

    fn next_move(&self) -> Option<&Move> {
        self.known_move(self.current, self.here.model.position())
    }

    // ------------------------------------------------------------------------------------------- going on

    /// Goes on, along the known future and past it; returns how many events happened. Records go to
    /// `records` if there is somebody who wants them.
    pub fn advance(&mut self, span: Span, records: Option<&mut Vec<Record>>) -> Result<u64, Bound> {
        self.advance_until(span, records, |_| false)
    }

    /// Goes on until a record is met that `stop` says yes to; its event happens as a whole.
    pub fn advance_until(
        &mut self,
        span: Span,
        records: Option<&mut Vec<Record>>,
        mut stop: impl FnMut(&Record) -> bool,
    ) -> Result<u64, Bound> {
        self.advance_by_event(span, records, |_, event| event.iter().any(&mut stop))
    }

    /// Goes on until an event is met that `stop` says yes to: it is shown the state after it, and all its records.
    pub fn advance_by_event(
        &mut self,
        span: Span,
        mut records: Option<&mut Vec<Record>>,
        mut stop: impl FnMut(&dyn Model, &[Record]) -> bool,
    ) -> Result<u64, Bound> {
        let until = span.until.unwrap_or(Time::MAX).max(self.now);
        let mut scratch = std::mem::take(&mut self.scratch);
        let (mut done, mut stopped, mut arrived, mut bound) = (0, false, false, None);
        while done < span.events && !stopped && bound.is_none() {
            if self.is_full() && self.here.model.position() == self.length() {
                bound = Some(Bound::Bytes(self.bytes_max));
                break;
            }
            if done == EVENTS_PER_CALL_MAX {
                bound = Some(Bound::Events);
                break;
            }
            let out = match &mut records {
                Some(records) => &mut **records,
                None => {
                    scratch.clear();
                    &mut scratch
                }
            };
            let (start, under_way) = (out.len(), self.here.model.under_way());
            match self.happen(until, out) {
                Ok(true) => done += 1,
                Ok(false) => {
                    arrived = true;
                    break;
                }
                Err(met) => {
                    bound = Some(met);
                    break;
                }
            }
            stopped = stop(&*self.here.model, &out[start..]);
            bound = self.bound_met(out.len(), under_way);
        }
        self.scratch = scratch;
        if arrived {
            // Nothing more happens, but time passes: as far as was asked, or until what takes time is over.
            self.now = span.until.or(self.here.model.over()).unwrap_or(self.now).max(self.now);
        }
        self.mark_end();
        match bound {
            Some(bound) if !stopped && done < span.events => Err(bound),
            _ => Ok(done),
        }
    }

    /// Whether an event may happen that is no move. Whatever call asks for it, the answer is the same: what
    /// happened once happens again when the branch is opened again.
    fn check_bounds(&self) -> Result<(), Bound> {
        if self.here.model.position() >= OPEN_EVENTS_MAX {
            return Err(Bound::Open);
        }
        if self.here.model.under_way() >= 2 * IN_FLIGHT_MAX {
            return Err(Bound::InFlight);
        }
        Ok(())
    }

    /// The bound that the last event met, if it met one.
    fn bound_met(&self, records: usize, before: usize) -> Option<Bound> {
        let under_way = self.here.model.under_way();
        if records > RECORDS_PER_CALL_MAX {
            Some(Bound::Records)
        } else if under_way > before && under_way > IN_FLIGHT_MAX {
            Some(Bound::InFlight)
        } else {
            None
        }
    }

    /// The next event of the branch, if it is due by `until`.
    fn happen(&mut self, until: Time, records: &mut Vec<Record>) -> Result<bool, Bound> {
        let next = self.next_move().map(|next| (next.cursor.now, next.action.clone()));
        let due = next.as_ref().map(|(at, _)| *at).or_else(|| self.here.model.next_due());
        if due.is_none_or(|due| due > until) {
            return Ok(false);
        }
        if next.is_none() {
            self.check_bounds()?;
        }
        if self.leap(records) {
            return Ok(true);
        }
        let start = records.len();
        let step = next.as_ref().map_or(Step::Due, |(at, action)| Step::Act(*at, action));
        let happened = self.here.apply(step, records);
        self.now = self.here.model.now();
        if happened && self.here.model.position() > self.length() {
            self.extend(&records[start..]);
        }
        Ok(happened)
    }

    /// Goes over the next event to the state after it, if that is kept with what happened.
    fn leap(&mut self, records: &mut Vec<Record>) -> bool {
        let position = self.here.model.position() + 1;
        let Some(kept) = self.kept_event(self.current, position).filter(|_| position <= self.length()) else {
            return false;
        };
        records.extend_from_slice(kept.model.event().unwrap_or_default());
        self.here = (*kept).clone();
        self.now = self.here.model.now();
        true
    }

    /// The branch grew by one event.
    fn extend(&mut self, event: &[Record]) {
        let branch = &mut self.branches[self.current];
        branch.length = self.here.model.position();
        // It may have been quiet for longer, until something was done before its end.
        branch.end = self.here.model.over().unwrap_or(self.here.model.now());
        branch.add_moments(event);
        let last = branch.keyframes.last().map_or(branch.start(), Keyframe::position);
        if branch.length - last >= branch.keyframe_distance {
            self.keep();
        }
        if self.here.model.position().is_multiple_of(WEIGH_EVERY) {
            self.weigh();
        }
    }

    /// Keeps the world at the end of the branch.
    fn keep(&mut self) {
        let before = self.nearest(self.current, self.here.model.position(), Time::MAX);
        let bytes = self.here.weigh(before.as_deref());
        if self.branches[self.current].add_keyframe(Rc::new(self.here.clone()), bytes) {
            self.weigh_branch(self.current);
        }
        self.weigh();
    }

    fn weigh_branch(&mut self, id: usize) {
        let parent = self.branches[id].parent;
        let before = parent.and_then(|(parent, fork)| self.nearest(parent, fork.position, Time::MAX));
        self.branches[id].weigh(before);
    }

    // ------------------------------------------------------------------------------------------- weighing

    /// What the run weighs, in bytes, as last weighed: after so many events, and before it is said to be full.
    pub fn bytes(&mut self) -> u64 {
        if !self.weighed {
            self.weigh_now();
        }
        self.weight()
    }

    fn weight(&self) -> u64 {
        (self.here_bytes + self.branches.iter().map(Branch::bytes).sum::<usize>()) as u64
    }

    /// Whether nothing can be added. To have gone back may help.
    fn is_full(&mut self) -> bool {
        if self.full {
            self.weigh();
        }
        self.full
    }

    /// Weighs the run, and makes it lighter if it is too heavy. One too short to be heavy is not weighed.
    fn weigh(&mut self) {
        let events = || self.branches.iter().map(|branch| branch.length - branch.start()).sum::<u64>();
        if self.weighed || self.light_bytes() < HEAVY_BYTES || events() >= WEIGH_EVERY {
            self.weigh_now();
        }
    }

    fn weigh_now(&mut self) {
        if !self.weighed {
            self.weighed = true;
            (0..self.branches.len()).for_each(|id| self.weigh_branch(id));
        }
        self.weigh_here();
        if self.weight() > self.light_bytes() {
            self.lighten();
        }
        self.full = self.weight() > self.bytes_max;
    }

    /// What the run weighs with as many keyframes as are worth it.
    fn light_bytes(&self) -> u64 {
        self.bytes_max.min(self.limits.keyframe_bytes)
    }

    fn weigh_here(&mut self) {
        let nearest = self.nearest(self.current, self.here.model.position(), Time::MAX);
        self.here_bytes = self.here.weigh(nearest.as_deref());
    }

    /// Takes away keyframes, and if that does not do marks, until a quarter of the bound is free, or nothing is left to
    /// take away.
    fn lighten(&mut self) {
        let position = self.here.model.position();
        for (density, moments) in LIGHTER {
            for id in 0..self.branches.len() {
                let density = if id == self.current { density } else { density / 2 };
                self.branches[id].spread(position, density);
                if self.weight() > self.bytes_max {
                    self.branches[id].thin_moments(moments);
                }
            }
            for id in 0..self.branches.len() {
                self.weigh_branch(id);
            }
            self.weigh_here();
            if self.weight() <= self.light_bytes() / 4 * 3 {
                break;
            }
        }
        let branch = &mut self.branches[self.current];
        if branch.keyframes.len() < KEYFRAMES_FEW && branch.keyframe_distance < KEYFRAME_DISTANCE_MAX {
            branch.keyframe_distance *= 2;
        }
    }

    /// Remembers how the branch's end is reached, if this is it.
    fn mark_end(&mut self) {
        if self.here.model.position() < self.length() {
            return;
        }
        let end = self.branches[self.current].end.max(self.now);
        let cursor = Cursor { position: self.here.model.position(), now: end };
        let place = self.here.place(end);
        let branch = &mut self.branches[self.current];
        branch.end = end;
        branch.last = (cursor, place);
    }

    // -------------------------------------------------------------------------------------------- acting

    /// Does something at the cursor, or when what takes time is over. Before the end that starts a branch, unless it is
    /// what this branch, or another from here, does anyway; whether it is new.
    pub fn act(&mut self, action: Action, records: &mut Vec<Record>) -> Result<bool, Bound> {
        let over = self.here.model.over().unwrap_or(self.now);
        let cursor = Cursor { now: self.now.max(over), ..self.cursor() };
        let is_it = |next: &Move| next.cursor == cursor && next.action.to_string() == action.to_string();
        let mut known = self.next_move().is_some_and(is_it);
        if !known
            && cursor.position < self.length()
            && let Some(branch) = self.branch_of(cursor, &action)
        {
            (self.current, known) = (branch, true);
        }
        if !known {
            if self.is_full() {
                return Err(Bound::Bytes(self.bytes_max));
            }
            if cursor.position >= OPEN_EVENTS_MAX {
                return Err(Bound::Open);
            }
            self.check_limits(&action)?;
            if cursor.position < self.length() {
                self.fork()?;
            }
            let place = self.here.place(cursor.now);
            self.branches[self.current].add_move(Move { cursor, place, action: Rc::new(action) });
        }
        self.happen(cursor.now, records)?;
        self.mark_end();
        Ok(!known)
    }

    fn fork(&mut self) -> Result<(), Bound> {
        if self.branch_count() >= BRANCHES_MAX {
            return Err(Bound::Branches);
        }
        let parent = Some((self.current, self.cursor()));
        let mut branch = Branch::new(parent, &self.here, self.limits.keyframe_distance);
        branch.end = self.now;
        self.branches.push(branch);
        self.current = self.branches.len() - 1;
        self.weigh();
        Ok(())
    }

    /// Whether the model's own limits let a move in.
    fn check_limits(&self, action: &Action) -> Result<(), Bound> {
        if self.here.model.position() >= self.limits.moves {
            return Err(Bound::Moves(self.limits.moves));
        }
        self.check_work(&[action])
    }

    /// Whether these moves, one after the other, are cheap enough together with those before the cursor.
    pub fn check_work(&self, further: &[&Action]) -> Result<(), Bound> {
        if self.here.model.work(further) > self.limits.work {
            return Err(Bound::Work(self.limits.work, self.limits.counted));
        }
        Ok(())
    }

    /// Works a while on what a move will come to; whether there is more to do.
    pub fn prepare(&mut self, action: &Action, budget: u64) -> bool {
        self.here.model.prepare(action, budget)
    }

    // -------------------------------------------------------------------------------------------- walking

    /// Goes to a position, clamped to what is known; now is that event's time.
    pub fn seek(&mut self, position: u64) {
        let position = position.min(self.length());
        self.load(self.keyframe(self.current, position, Time::MAX), position);
        while self.here.model.position() < position && self.happen_again(Time::MAX) {}
        self.now = self.here.model.now();
        // A world made again shares nothing with the keyframes after it.
        self.weigh();
    }

    /// Goes to an instant, clamped to what is known; what happens at it has happened.
    pub fn seek_time(&mut self, time: Time) {
        let time = time.min(self.branches[self.current].end);
        let length = self.length();
        let keyframe = self.keyframe(self.current, length, time);
        let target = if time >= self.here.model.now() { self.here.model.position() } else { 0 };
        self.load(keyframe, target);
        while self.here.model.position() < length && self.happen_again(time) {}
        self.now = time.max(self.here.model.now());
        self.weigh();
    }

    /// An event that is known already.
    fn happen_again(&mut self, until: Time) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        let happened = self.happen(until, &mut scratch);
        self.scratch = scratch;
        // What happened once was within the bounds.
        happened == Ok(true)
    }

    /// Goes to another branch, to the same instant of it, or its end if that is earlier.
    pub fn switch_to(&mut self, branch: usize) -> bool {
        if self.branches.get(branch).is_none_or(|branch| branch.dropped) {
            return false;
        }
        let time = self.now;
        self.current = branch;
        let root = self.keyframe(branch, 0, Time::MAX);
        self.here = (*root).clone();
        self.seek_time(time);
        true
    }

    /// Replaces the world by a keyframe, unless it already stands between that and the target.
    fn load(&mut self, keyframe: Rc<Snapshot>, target: u64) {
        let position = self.here.model.position();
        if position > target || keyframe.model.position() > position {
            self.here = (*keyframe).clone();
        }
    }

    /// The last keyframe of the branch at or before a position and an instant.
    fn keyframe(&self, branch: usize, position: u64, time: Time) -> Rc<Snapshot> {
        self.nearest(branch, position, time).expect("the root keeps its boot")
    }

    /// The same, if there is one: before a run is booted there is none.
    fn nearest(&self, branch: usize, position: u64, time: Time) -> Option<Rc<Snapshot>> {
        let (mut branch, mut position) = (&self.branches[branch], position);
        loop {
            let fits = |k: &Keyframe| k.position() <= position && k.snapshot.model.now() <= time;
            let count = branch.keyframes.partition_point(fits);
            if let Some(keyframe) = count.checked_sub(1).map(|last| &branch.keyframes[last]) {
                return Some(keyframe.snapshot.clone());
            }
            let (parent, fork) = branch.parent?;
            (branch, position) = (&self.branches[parent], position.min(fork.position));
        }
    }

    /// The branch that owns the event after a position: this one, or an ancestor.
    fn owner(&self, branch: usize, position: u64) -> usize {
        let mut branch = branch;
        while let Some((parent, fork)) = self.branches[branch].parent {
            if position >= fork.position {
                break;
            }
            branch = parent;
        }
        branch
    }

    /// The move that makes the event after a position.
    fn known_move(&self, branch: usize, position: u64) -> Option<&Move> {
        if position > self.branches[branch].length {
            return None;
        }
        let moves = &self.branches[self.owner(branch, position)].moves;
        let index = moves.partition_point(|m| m.cursor.position < position);
        moves.get(index).filter(|m| m.cursor.position == position)
    }

    // --------------------------------------------------------------------------------------------- asking

    /// The records of positions `from < p <= to` of this branch, made again by replay. From `None`: boot's, too.
    pub fn records(&self, from: Option<u64>, to: u64) -> Vec<Record> {
        let mut records = Vec::new();
        self.replay(from, to, |event| records.extend_from_slice(event));
        records
    }

    /// The same, if they are no more than one call returns.
    pub fn records_bounded(&self, from: Option<u64>, to: u64) -> Result<Vec<Record>, Bound> {
        let mut records = Vec::new();
        self.replay_while(self.current, from, to, &mut |event| {
            records.extend_from_slice(event);
            records.len() <= RECORDS_PER_CALL_MAX
        });
        if records.len() > RECORDS_PER_CALL_MAX { Err(Bound::Records) } else { Ok(records) }
    }

    /// Shows the records of each event of a span, without moving the cursor.
    pub fn replay(&self, from: Option<u64>, to: u64, mut show: impl FnMut(&[Record])) {
        self.replay_while(self.current, from, to, &mut |event| {
            show(event);
            true
        });
    }

    /// The same of any branch, for as long as `show` wants more.
    pub fn replay_while(
        &self,
        branch: usize,
        from: Option<u64>,
        to: u64,
        show: &mut dyn FnMut(&[Record]) -> bool,
    ) {
        let to = to.min(self.branches[branch].length);
        if from.is_none() && !show(&self.boot) {
            return;
        }
        let from = from.unwrap_or(0);
        let mut event = Vec::new();
        let mut walker = (*self.keyframe(branch, from.min(to), Time::MAX)).clone();
        while walker.model.position() < to {
            event.clear();
            let position = walker.model.position();
            if let Some(kept) = self.kept_event(branch, position + 1) {
                walker = (*kept).clone();
                if position >= from && !kept.model.event().is_some_and(&mut *show) {
                    return;
                }
                continue;
            }
            if !self.walk(branch, &mut walker, &mut event) || (position >= from && !show(&event)) {
                return;
            }
        }
    }

    /// A state of the branch goes on by one event, as the branch did.
    fn walk(&self, branch: usize, walker: &mut Snapshot, event: &mut Vec<Record>) -> bool {
        let step = match self.known_move(branch, walker.model.position()) {
            Some(next) => Step::Act(next.cursor.now, &next.action),
            None => Step::Due,
        };
        walker.apply(step, event)
    }

    /// How many records positions `from < p <= to` of a branch have, boot's among them from `None`. No more is walked for
    /// it than the way from a keyframe to either end.
    pub fn count_records(&self, branch: usize, from: Option<u64>, to: u64) -> u64 {
        let to = to.min(self.branches[branch].length);
        let until = |position: u64| {
            let mut walker = (*self.keyframe(branch, position, Time::MAX)).clone();
            let mut event = Vec::new();
            while walker.model.position() < position && self.walk(branch, &mut walker, &mut event) {
                event.clear();
            }
            walker.records
        };
        match from {
            None => until(to) + self.boot.len() as u64,
            Some(from) if from < to => until(to) - until(from),
            Some(_) => 0,
        }
    }

    /// The state at a position of the branch, if it is kept with the event that led there.
    fn kept_event(&self, branch: usize, position: u64) -> Option<Rc<Snapshot>> {
        if self.limits.keyframe_distance > 1 {
            return None;
        }
        let kept = self.keyframe(branch, position, Time::MAX);
        (kept.model.position() == position && kept.model.event().is_some()).then_some(kept)
    }

    /// Folds the whole history up to the cursor, remembering where it got: asking again is cheap.
    pub fn fold_history(&mut self, start: u64, mut fold: impl FnMut(u64, &[Record]) -> u64) -> u64 {
        let position = self.here.model.position();
        let known = self.hashed.iter().filter(|&&(branch, at, _)| self.is_past(branch, at));
        let known = known.max_by_key(|&&(_, at, _)| at).copied();
        let (from, mut state) = known.map_or((None, start), |(_, at, state)| (Some(at), state));
        self.replay(from, position, |event| state = fold(state, event));
        self.remember_hash(state);
        state
    }

    /// The marks of this branch, in order.
    pub fn moments(&self) -> Vec<&Moment> {
        let mut parts = Vec::new();
        let (mut branch, mut until) = (self.current, u64::MAX);
        loop {
            let moments = &self.branches[branch].moments;
            parts.push((moments, moments.partition_point(|m| m.record.position <= until)));
            let Some((parent, fork)) = self.branches[branch].parent else { break };
            (branch, until) = (parent, until.min(fork.position));
        }
        parts.into_iter().rev().flat_map(|(moments, count)| moments.iter().take(count)).collect()
    }

    /// The branches from the root to this one, each with the position up to which it counts.
    pub fn chain(&self) -> Vec<(usize, u64)> {
        let mut chain = vec![(self.current, u64::MAX)];
        let mut branch = self.current;
        while let Some((parent, fork)) = self.branches[branch].parent {
            let until = chain[chain.len() - 1].1.min(fork.position);
            chain.push((parent, until));
            branch = parent;
        }
        chain.reverse();
        chain
    }

    /// The moves of this branch from the start, in order.
    pub fn moves(&self) -> Vec<&Move> {
        let of = |(branch, until): (usize, u64)| {
            let moves = &self.branches[branch].moves;
            moves.iter().take(moves.partition_point(|m| m.cursor.position < until))
        };
        self.chain().into_iter().flat_map(of).collect()
    }

    /// The end of this branch, and how it is reached.
    pub fn end(&self) -> (Cursor, Place) {
        self.branches[self.current].last
    }

    /// How the cursor is reached.
    pub fn place(&self) -> Place {
        self.here.place(self.now)
    }
}
