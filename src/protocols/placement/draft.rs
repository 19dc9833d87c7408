//! What a move comes to, worked out in pieces: a million keys take longer than a picture may.

use std::rc::Rc;

use super::cluster::{self, Cluster};
use super::lookup::Looked;
use super::moves::Move;
use super::notes::{self, Note};
use super::state::{Change, Placed, State, key, keys};
use super::{change, reason};
use crate::kernel::NoEffect;
use crate::placement::{Keys, Placement, PlacementError, Spec, Strategy, measure};

/// Keys that are placed in one go, at least.
const PIECE: u64 = 4_096;

/// A move, and the state after it as far as it is worked out.
pub struct Draft {
    before: Rc<State>,
    next: Move,
    outcome: Result<Work, NoEffect>,
    pieces: u32,
    /// All keys are placed.
    placed: bool,
    /// The state after the move, and what there is to say.
    finished: Option<(State, Vec<Note>)>,
}

/// What is still to do.
struct Work {
    cluster: Cluster,
    keys: Rc<[u32]>,
    placed: Job,
    beside: Option<Job>,
    baseline: Option<Baseline>,
}

/// The state of a cluster at the start.
pub fn boot(cluster: Cluster, seed: u64) -> Result<State, NoEffect> {
    cluster.check()?;
    let keys = keys(seed, cluster.keys);
    let place = |strategy: Strategy| {
        let mut job = Job::new(&cluster, strategy, None, false);
        job.go_on(&cluster, &keys, &mut u64::MAX.clone())?;
        Ok(job.finish())
    };
    Ok(State {
        placed: place(cluster.strategy())?,
        beside: cluster.compared().map(place).transpose()?,
        cluster: cluster.clone(),
        seed,
        keys: keys.clone(),
        change: None,
        looked: None,
        looks: false,
    })
}

/// Whether a cluster cannot be placed for this reason. That two nodes would stand at one place is known only when
/// they are placed; of virtual nodes, which choose no place, one is enough for that.
pub fn is_refused(cluster: &Cluster, reason: NoEffect) -> bool {
    let found = match cluster.check() {
        Ok(()) if reason == reason::TOKEN_TAKEN => {
            let spec = |strategy| Spec { virtual_nodes: 1, ..cluster.spec(strategy) };
            let strategies = std::iter::once(cluster.strategy()).chain(cluster.compared());
            let errors = strategies.filter_map(|strategy| Placement::new(spec(strategy)).err());
            errors.map(|error| cluster::reason_of(&error)).next()
        }
        checked => checked.err(),
    };
    found == Some(reason)
}

/// What differs between two states.
pub fn compared(before: &State, after: &State) -> Change {
    let beside = before.beside.as_ref().zip(after.beside.as_ref());
    Change {
        moves: change::moves(before, after, &before.placed, &after.placed),
        beside: beside.map(|(old, new)| change::moves(before, after, old, new)),
        modulo: None,
        keys: before.keys.len().min(after.keys.len()) as u64,
    }
}

impl Draft {
    /// Nothing is worked out yet.
    pub fn new(before: Rc<State>, next: &Move) -> Draft {
        let outcome = before.cluster.after(next).map(|cluster| Work::new(&before, cluster));
        Draft { before, next: next.clone(), outcome, pieces: 0, placed: false, finished: None }
    }

    /// The state that it starts from.
    pub fn before(&self) -> &Rc<State> {
        &self.before
    }
    /// The move.
    pub fn next(&self) -> &Move {
        &self.next
    }

    /// Works on, for about so many keys; whether there is more to do.
    pub fn work(&mut self, budget: u64) -> bool {
        if self.finished.is_some() {
            return false;
        }
        self.pieces += 1;
        let more = self.outcome.as_mut().map_or(Ok(false), |work| work.go_on(budget.max(PIECE)));
        let more = more.unwrap_or_else(|reason| {
            self.outcome = Err(reason);
            false
        });
        // Where there were several pieces, the sum is one of its own.
        if more || (self.pieces > 1 && !std::mem::replace(&mut self.placed, true)) {
            return true;
        }
        self.finished = Some(self.sum_up());
        false
    }

    /// The state after the move, and what there is to say. All work is done.
    pub fn finish(mut self) -> (State, Vec<Note>) {
        self.finished.take().unwrap_or_else(|| self.sum_up())
    }

    fn sum_up(&mut self) -> (State, Vec<Note>) {
        let before = &*self.before;
        let mut state = State { change: None, looks: false, ..before.clone() };
        let work = match std::mem::replace(&mut self.outcome, Err(reason::UNCHANGED)) {
            Ok(work) => work,
            Err(reason) => return (state, vec![Note::no_effect(reason)]),
        };
        if let Move::Lookup(name) = &self.next {
            let looked = Looked::new(&state, name);
            let said = notes::lookup(&state, &looked);
            (state.looked, state.looks) = (Some(Rc::new(looked)), true);
            return (state, said);
        }
        let modulo = work.baseline.map(|baseline| baseline.moved);
        (state.cluster, state.keys) = (work.cluster, work.keys);
        (state.placed, state.beside) = (work.placed.finish(), work.beside.map(Job::finish));
        state.change = Some(Rc::new(Change { modulo, ..compared(before, &state) }));
        state.looked = before.looked.as_ref().map(|looked| Rc::new(Looked::new(&state, &looked.name)));
        let said = notes::change(before, &state, &self.next);
        (state, said)
    }
}

impl Work {
    fn new(before: &State, cluster: Cluster) -> Work {
        let same = cluster.keys == before.cluster.keys;
        let keys = if same { before.keys.clone() } else { keys(before.seed, cluster.keys) };
        let placed = Job::new(&cluster, cluster.strategy(), Some(&before.placed), same);
        let beside = cluster.compared();
        let beside = beside.map(|strategy| Job::new(&cluster, strategy, before.beside.as_ref(), same));
        let changed = cluster.members.iter().map(|m| m.id).ne(before.cluster.members.iter().map(|m| m.id));
        // What stands there already is not counted again.
        let shown = [Some(cluster.strategy()), cluster.compared()];
        let baseline = changed && !shown.contains(&Some(Strategy::Modulo));
        let baseline = baseline.then(|| Baseline::new(&before.cluster, &cluster)).flatten();
        Work { cluster, keys, placed, beside, baseline }
    }

    fn go_on(&mut self, mut budget: u64) -> Result<bool, NoEffect> {
        for job in std::iter::once(&mut self.placed).chain(&mut self.beside) {
            job.go_on(&self.cluster, &self.keys, &mut budget)?;
            if budget == 0 {
                return Ok(true);
            }
        }
        Ok(self.baseline.as_mut().is_some_and(|baseline| baseline.go_on(&self.keys, budget)))
    }
}

/// Placing all keys by one strategy.
struct Job {
    strategy: Strategy,
    /// What it was before, if there was the same strategy.
    old: Option<Rc<Placed>>,
    /// It stays that.
    unchanged: bool,
    placement: Option<Placement>,
    owners: Vec<u16>,
}

impl Job {
    fn new(cluster: &Cluster, strategy: Strategy, old: Option<&Rc<Placed>>, same_keys: bool) -> Job {
        let old = old.filter(|old| old.strategy() == strategy).cloned();
        let spec = cluster.spec(strategy);
        let unchanged = same_keys && old.as_ref().is_some_and(|old| *old.placement.spec() == spec);
        Job { strategy, old, unchanged, placement: None, owners: Vec::new() }
    }

    /// Goes on within the budget, and takes from it what it used.
    fn go_on(&mut self, cluster: &Cluster, keys: &[u32], budget: &mut u64) -> Result<(), NoEffect> {
        if self.unchanged {
            return Ok(());
        }
        let placement = match &self.placement {
            Some(placement) => placement,
            None => {
                let placement = self.make(cluster).map_err(|error| cluster::reason_of(&error))?;
                // Points are hashed, as keys are, and then sorted.
                let points = placement.ring().map_or(0, |ring| ring.len() as u64);
                *budget = budget.saturating_sub(2 * points);
                self.placement.insert(placement)
            }
        };
        let price = cluster.price(self.strategy);
        // With bounded loads a key's owner depends on all keys before it: they are placed in one go.
        let count = if self.strategy == Strategy::Bounded { u64::MAX } else { *budget / price };
        let from = self.owners.len();
        let to = end(from, count, keys);
        self.owners.extend(placement.assign(&Keys::Numbers(&keys[from..to])));
        *budget = if to < keys.len() { 0 } else { budget.saturating_sub((to - from) as u64 * price) };
        Ok(())
    }

    fn make(&self, cluster: &Cluster) -> Result<Placement, PlacementError> {
        let spec = cluster.spec(self.strategy);
        match &self.old {
            Some(old) => old.placement.changed(spec),
            None => Placement::new(spec),
        }
    }

    /// All keys are placed.
    fn finish(self) -> Rc<Placed> {
        match (self.placement, self.old) {
            (Some(placement), _) => Rc::new(Placed::new(placement, self.owners)),
            (None, Some(old)) => old,
            (None, None) => unreachable!("a draft is finished when its work is done"),
        }
    }
}

/// The index after so many keys from one on.
fn end(from: usize, count: u64, keys: &[u32]) -> usize {
    keys.len().min(from.saturating_add(usize::try_from(count).unwrap_or(usize::MAX)))
}

/// How many keys the remainder by the number of nodes would move.
struct Baseline {
    before: Placement,
    after: Placement,
    /// By index before, the index after.
    indexes: Vec<Option<u16>>,
    at: usize,
    moved: u64,
}

impl Baseline {
    fn new(before: &Cluster, after: &Cluster) -> Option<Baseline> {
        let modulo = |cluster: &Cluster| Placement::new(cluster.spec(Strategy::Modulo)).ok();
        let (before, after) = (modulo(before)?, modulo(after)?);
        let indexes = measure::indexes(before.nodes(), after.nodes());
        Some(Baseline { before, after, indexes, at: 0, moved: 0 })
    }

    /// Goes on for so many keys; whether there are more.
    fn go_on(&mut self, keys: &[u32], budget: u64) -> bool {
        let to = end(self.at, budget, keys);
        for &number in &keys[self.at..to] {
            let word = self.before.word(key(number));
            let from = self.indexes[usize::from(self.before.owner_of_word(word))];
            self.moved += u64::from(from != Some(self.after.owner_of_word(word)));
        }
        self.at = to;
        to < keys.len()
    }
}
