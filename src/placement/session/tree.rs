//! A run as a tree that can be walked: what was done, when, and what came of it.
//!
//! Every event is a move, so a branch is its list of moves. A move takes [`MOVE_TIME`]; the next begins when
//! it is over, or later. Records are kept as they were made, they are few; of the states, which can be large,
//! only the recent ones, and the others are made again from the nearest before.

use std::rc::Rc;

use super::draft::Draft;
use super::moves::Action;
use super::properties::{self, Verdicts};
use super::record::{Body, Record};
use super::state::State;
use super::{MOVE_TIME, MOVES_MAX, STATES_WEIGHT_MAX};
use crate::kernel::RecordId;
use crate::time::Time;
use crate::timeline::{BRANCHES_MAX, Bound, Cursor, Span};

/// A move that was made, and what came of it.
#[derive(Clone, Debug)]
pub struct Made {
    /// When it began.
    pub at: Time,
    /// What was done.
    pub action: Action,
    /// What happened.
    pub records: Rc<[Record]>,
    /// How the properties stand up to here.
    pub verdicts: Verdicts,
    /// Hashes that the moves up to here cost.
    pub work: u64,
    /// What is, after it; none if it has to be made again.
    state: Option<Rc<State>>,
}

impl Made {
    /// The bytes that it takes without its state.
    fn bytes(&self) -> usize {
        let records = self.records.iter().map(Record::bytes).sum::<usize>();
        size_of::<Made>() + records + size_of_val(&*self.verdicts)
    }
}

/// A line of history: the root, or what came otherwise after a fork.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The branch that it left, and where.
    pub parent: Option<(usize, Cursor)>,
    /// Its own moves, after the fork.
    pub moves: Vec<Made>,
    /// The latest instant known of it.
    pub end: Time,
}

impl Branch {
    /// How many moves of its ancestors come before its own.
    fn start(&self) -> u64 {
        self.parent.map_or(0, |(_, fork)| fork.position)
    }
    /// How many moves of it are known.
    pub fn length(&self) -> u64 {
        self.start() + self.moves.len() as u64
    }
}

/// A run, its branches, and a cursor in one of them.
pub struct Tree {
    boot: Rc<State>,
    boot_records: Rc<[Record]>,
    checked: bool,
    bytes_max: u64,
    /// What all moves take, their states aside.
    made_bytes: usize,
    /// What the states take that are kept.
    state_bytes: usize,
    branches: Vec<Branch>,
    current: usize,
    position: u64,
    now: Time,
    here: Rc<State>,
    /// Moves that keep their states, as branch and index, the oldest first.
    kept: Vec<(usize, usize)>,
    /// The next move, partly worked out: see [`Tree::prepare`].
    draft: Option<(Time, Draft)>,
}

impl Tree {
    /// A run that has just begun, and weighs at most so many bytes. With `checked` false no property is watched.
    pub fn new(boot: State, boot_records: Vec<Record>, checked: bool, bytes_max: u64) -> Tree {
        let boot = Rc::new(boot);
        Tree {
            here: boot.clone(),
            boot,
            boot_records: boot_records.into(),
            checked,
            bytes_max,
            made_bytes: 0,
            state_bytes: 0,
            branches: vec![Branch { parent: None, moves: Vec::new(), end: Time::ZERO }],
            current: 0,
            position: 0,
            now: Time::ZERO,
            kept: Vec::new(),
            draft: None,
        }
    }

    /// What is, at the cursor.
    pub fn state(&self) -> &State {
        &self.here
    }
    /// Where the cursor is.
    pub fn cursor(&self) -> Cursor {
        Cursor { position: self.position, now: self.now }
    }
    /// The branches; their ids are their places.
    pub fn branches(&self) -> &[Branch] {
        &self.branches
    }
    /// The id of the branch that the cursor is in.
    pub fn branch(&self) -> usize {
        self.current
    }
    /// How many moves of this branch are known.
    pub fn length(&self) -> u64 {
        self.branches[self.current].length()
    }
    /// Whether properties are watched.
    pub fn is_checked(&self) -> bool {
        self.checked
    }
    /// The move that led to the cursor.
    pub fn last(&self) -> Option<&Made> {
        self.made(self.position.checked_sub(1)?)
    }
    /// How the properties stand at the cursor.
    pub fn verdicts(&self) -> Verdicts {
        self.last().map_or_else(properties::none_yet, |made| made.verdicts.clone())
    }

    /// The move of this branch after so many.
    pub fn made(&self, position: u64) -> Option<&Made> {
        let (branch, index) = self.place(position);
        self.branches[branch].moves.get(index)
    }

    /// Which branch owns the move after so many, and which of its moves it is.
    fn place(&self, position: u64) -> (usize, usize) {
        let mut branch = self.current;
        while let Some((parent, fork)) = self.branches[branch].parent {
            if position >= fork.position {
                break;
            }
            branch = parent;
        }
        (branch, (position - self.branches[branch].start()) as usize)
    }

    /// When the last move before the cursor is over.
    fn over(&self) -> Time {
        self.over_after(self.position)
    }
    /// When the last of so many moves is over.
    pub fn over_after(&self, position: u64) -> Time {
        let last = position.checked_sub(1).and_then(|last| self.made(last));
        last.map_or(Time::ZERO, |made| made.at + MOVE_TIME)
    }
    /// Hashes that the moves up to the cursor cost.
    pub fn work(&self) -> u64 {
        self.last().map_or(0, |made| made.work)
    }

    /// When something is due if nobody acts: the next move that is known, else the end of the one under way.
    pub fn next_due(&self) -> Option<Time> {
        let end = Some(self.over()).filter(|&over| over > self.now);
        self.made(self.position).map(|next| next.at).or(end)
    }

    // ------------------------------------------------------------------------------------------- going on

    /// Goes on along the known future and past it, until a record is met that `stop` says yes to; returns how
    /// many moves happened.
    pub fn advance(&mut self, span: Span, mut stop: impl FnMut(&Record) -> bool) -> u64 {
        let (mut done, mut stopped) = (0, false);
        let until = span.until.unwrap_or(Time::MAX);
        while done < span.events && !stopped {
            match self.made(self.position).map(|next| (next.at, next.records.clone())) {
                Some((at, records)) if at <= until => {
                    (self.position, self.now) = (self.position + 1, at);
                    done += 1;
                    stopped = records.iter().any(&mut stop);
                }
                // Nothing more happens, but time passes: as far as was asked, or until the move is over.
                _ => {
                    self.now = self.now.max(span.until.unwrap_or_else(|| self.over()));
                    break;
                }
            }
        }
        self.arrive();
        done
    }

    /// The cursor moved along the branch: the state follows.
    fn arrive(&mut self) {
        self.here = self.load(self.position);
        let branch = &mut self.branches[self.current];
        branch.end = branch.end.max(self.now);
    }

    /// The state after so many moves, made again if it is not kept.
    fn load(&mut self, position: u64) -> Rc<State> {
        let mut known = position;
        let mut state = loop {
            let Some(before) = known.checked_sub(1) else { break self.boot.clone() };
            if let Some(state) = self.made(before).and_then(|made| made.state.clone()) {
                break state;
            }
            known = before;
        };
        for next in known..position {
            let Some(made) = self.made(next) else { break };
            let mut draft = Draft::new(state.clone(), &made.action);
            while draft.work(u64::MAX) {}
            state = Rc::new(draft.finish().0);
        }
        if known < position {
            let (branch, index) = self.place(position - 1);
            self.keep(branch, index, state.clone());
        }
        state
    }

    /// Keeps a state, and lets the oldest ones go that are too much.
    fn keep(&mut self, branch: usize, index: usize, state: Rc<State>) {
        self.branches[branch].moves[index].state = Some(state);
        self.kept.push((branch, index));
        self.weigh();
    }

    /// What the run weighs, in bytes.
    pub fn bytes(&self) -> usize {
        let branches = self.branches.len() * size_of::<Branch>();
        self.boot.weigh(None) + branches + self.made_bytes + self.state_bytes
    }

    /// Weighs the states that are kept, each against the one before it, and lets the oldest ones go that are too much.
    /// They go by halves: what the next one shares with one that goes is its own from then on.
    fn weigh(&mut self) {
        loop {
            let states = self
                .kept
                .iter()
                .filter_map(|&(branch, index)| self.branches[branch].moves[index].state.as_deref());
            let (mut sum, mut before) = (0, &*self.boot);
            for state in states {
                sum += state.weigh(Some(before));
                before = state;
            }
            self.state_bytes = sum;
            let fits = self.state_bytes <= STATES_WEIGHT_MAX && self.bytes() as u64 <= self.bytes_max;
            if fits || self.kept.len() <= 1 {
                return;
            }
            for (branch, index) in self.kept.drain(..self.kept.len().div_ceil(2)) {
                self.branches[branch].moves[index].state = None;
            }
        }
    }

    // --------------------------------------------------------------------------------------------- acting

    /// Makes a move at the cursor, or when the one under way is over. Before the end that starts a branch,
    /// unless it is what this branch does here anyway; what it made, and whether it is new.
    pub fn act(&mut self, action: Action) -> Result<(Rc<[Record]>, bool), Bound> {
        let at = self.now.max(self.over());
        let known = self.made(self.position).filter(|next| next.at == at && next.action == action);
        if let Some(records) = known.map(|next| next.records.clone()) {
            (self.position, self.now) = (self.position + 1, at);
            self.arrive();
            return Ok((records, false));
        }
        if self.position >= MOVES_MAX {
            return Err(Bound::Events);
        }
        if self.bytes() as u64 > self.bytes_max {
            return Err(Bound::Bytes(self.bytes_max));
        }
        if self.position < self.length() {
            self.fork()?;
        }
        Ok((self.push(at, action), true))
    }

    fn fork(&mut self) -> Result<(), Bound> {
        if self.branches.len() == BRANCHES_MAX {
            return Err(Bound::Branches);
        }
        let parent = Some((self.current, self.cursor()));
        self.branches.push(Branch { parent, moves: Vec::new(), end: self.now });
        self.current = self.branches.len() - 1;
        Ok(())
    }

    fn push(&mut self, at: Time, action: Action) -> Rc<[Record]> {
        let mut draft = self.drafted(&action);
        while draft.work(u64::MAX) {}
        let (state, notes) = draft.finish();
        let (position, state) = (self.position + 1, Rc::new(state));
        let mut records = vec![self.record(at, 0, None, action.node(), Body::Action(action.clone()))];
        for note in notes {
            let cause = RecordId { position, index: note.cause };
            records.push(self.record(at, records.len(), Some(cause), note.node, note.body));
        }
        let mut verdicts = self.verdicts();
        if self.checked {
            let broken = properties::check(&self.here, &state, &records, position, &mut verdicts);
            for violation in broken {
                let head = RecordId { position, index: 0 };
                let body = Body::Violated(violation);
                records.push(self.record(at, records.len(), Some(head), None, body));
            }
        }
        let records: Rc<[Record]> = records.into();
        let work = self.work() + self.here.cluster.work_of(&action);
        let made = Made { at, action, records: records.clone(), verdicts, work, state: None };
        let (branch, own) = (self.current, self.branches[self.current].moves.len());
        self.made_bytes += made.bytes();
        self.branches[branch].moves.push(made);
        self.branches[branch].end = self.branches[branch].end.max(at + MOVE_TIME);
        self.keep(branch, own, state.clone());
        (self.position, self.now, self.here) = (position, at, state);
        records
    }

    fn record(
        &self,
        at: Time,
        index: usize,
        cause: Option<RecordId>,
        node: Option<crate::kernel::NodeId>,
        body: Body,
    ) -> Record {
        let id = RecordId { position: self.position + 1, index: index as u32 };
        Record { id, at, cause, node, body }
    }

    /// Works a while on what a move will come to, and remembers it; whether there is more to do. Nothing
    /// happens yet: `act` with the same move then finds the work done.
    pub fn prepare(&mut self, action: &Action, budget: u64) -> bool {
        let mut draft = self.drafted(action);
        let more = draft.work(budget);
        self.draft = Some((self.now, draft));
        more
    }

    /// What has been worked out of a move from here.
    fn drafted(&mut self, action: &Action) -> Draft {
        let fits = |draft: &Draft| Rc::ptr_eq(draft.before(), &self.here) && draft.action() == action;
        match self.draft.take() {
            Some((_, draft)) if fits(&draft) => draft,
            _ => Draft::new(self.here.clone(), action),
        }
    }

    // -------------------------------------------------------------------------------------------- walking

    /// Goes to a position, clamped to what is known; now is that move's beginning.
    pub fn seek(&mut self, position: u64) {
        self.position = position.min(self.length());
        self.now = self.last().map_or(Time::ZERO, |made| made.at);
        self.arrive();
    }

    /// Goes to an instant, clamped to what is known; what happens at it has happened.
    pub fn seek_time(&mut self, time: Time) {
        let time = time.min(self.branches[self.current].end);
        self.position = 0;
        while self.made(self.position).is_some_and(|next| next.at <= time) {
            self.position += 1;
        }
        self.now = time;
        self.arrive();
    }

    /// Goes to another branch, to the same instant of it, or its end if that is earlier.
    pub fn switch_to(&mut self, branch: usize) -> bool {
        if branch >= self.branches.len() {
            return false;
        }
        self.current = branch;
        self.seek_time(self.now);
        true
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

    /// The moves of this branch, in order.
    pub fn moves(&self) -> impl Iterator<Item = &Made> {
        (0..self.length()).filter_map(|position| self.made(position))
    }

    /// The records of positions `from < p <= to` of this branch; from `None`, with boot's.
    pub fn records(&self, from: Option<u64>, to: u64) -> impl Iterator<Item = &Record> {
        let boot = if from.is_none() { &self.boot_records[..] } else { &[] };
        let made = (from.unwrap_or(0)..to.min(self.length())).filter_map(|position| self.made(position));
        boot.iter().chain(made.flat_map(|made| made.records.iter()))
    }
}
