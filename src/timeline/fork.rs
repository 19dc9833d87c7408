//! Runs that go on apart, branches that are shared, and branches that are dropped.

use super::branch::Branch;
use super::{Cursor, HASHED_MAX, Timeline};
use crate::kernel::Action;

/// Why a branch stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undroppable {
    /// There is no such branch.
    Unknown,
    /// All others come from it.
    Root,
    /// The cursor is in it, or in one that left it.
    Current,
}

impl Timeline {
    /// An independent run that has come to this cursor, in one branch, and knows no future. What is large is shared, so
    /// it costs little more than a state.
    pub fn forked(&self) -> Timeline {
        let cursor = self.cursor();
        let mut root = Branch::new(None, &self.here, self.limits.keyframe_distance);
        for (id, until) in self.chain() {
            let until = until.min(cursor.position);
            root.append(&self.branches[id], until);
        }
        (root.end, root.last) = (cursor.now, (cursor, self.here.place(cursor.now)));
        root.weigh(None);
        let of_branch = |&&(branch, at, _): &&(usize, u64, u64)| self.is_past(branch, at);
        let hashed = self.hashed.iter().filter(of_branch).map(|&(_, at, state)| (0, at, state)).collect();
        Timeline {
            branches: vec![root],
            current: 0,
            here: self.here.clone(),
            boot: self.boot.clone(),
            limits: self.limits,
            now: self.now,
            scratch: Vec::new(),
            bytes_max: self.bytes_max,
            here_bytes: self.here_bytes,
            weighed: self.weighed,
            full: false,
            hashed,
        }
    }

    /// Whether a position of a branch lies on the way to the cursor.
    pub(super) fn is_past(&self, branch: usize, at: u64) -> bool {
        let on_the_way = branch == self.current || self.owner(self.current, at.saturating_sub(1)) == branch;
        at <= self.here.model.position() && on_the_way
    }

    /// The branch in which this was done here already.
    pub(super) fn branch_of(&self, cursor: Cursor, action: &Action) -> Option<usize> {
        let position = cursor.position;
        let before = |branch| position.checked_sub(1).map(|last| self.owner(branch, last));
        let (here, line) = (before(self.current), action.to_string());
        let does_it = |&branch: &usize| {
            let same_place = !self.branches[branch].dropped && before(branch) == here;
            let next = self.known_move(branch, position).filter(|next| same_place && next.cursor == cursor);
            next.is_some_and(|next| next.action.to_string() == line)
        };
        (0..self.branches.len()).find(does_it)
    }

    /// Drops a branch, and those that left it. The ids of all others stay; an id that was dropped may be given again.
    /// The ids that were dropped.
    pub fn drop_branch(&mut self, id: usize) -> Result<Vec<usize>, Undroppable> {
        match self.branches.get(id) {
            None => return Err(Undroppable::Unknown),
            Some(branch) if branch.dropped => return Err(Undroppable::Unknown),
            _ if id == 0 => return Err(Undroppable::Root),
            _ if self.comes_from(self.current, id) => return Err(Undroppable::Current),
            _ => {}
        }
        let dropped: Vec<usize> = (id..self.branches.len())
            .filter(|&branch| !self.branches[branch].dropped && self.comes_from(branch, id))
            .collect();
        for &branch in &dropped {
            self.branches[branch] = Branch::gone(&self.branches[branch]);
        }
        self.hashed.retain(|(branch, ..)| !dropped.contains(branch));
        while self.branches.last().is_some_and(|branch| branch.dropped) {
            self.branches.pop();
        }
        self.full = false;
        Ok(dropped)
    }

    /// Whether a branch is another, or left it, or one that did.
    fn comes_from(&self, branch: usize, id: usize) -> bool {
        let mut branch = branch;
        while branch != id {
            let Some((parent, _)) = self.branches[branch].parent else { return false };
            branch = parent;
        }
        true
    }

    /// How many branches there are.
    pub fn branch_count(&self) -> usize {
        self.branches.iter().filter(|branch| !branch.dropped).count()
    }

    /// Remembers a state of the history hash.
    pub(super) fn remember_hash(&mut self, state: u64) {
        if self.hashed.len() == HASHED_MAX {
            self.hashed.remove(0);
        }
        self.hashed.push((self.current, self.here.model.position(), state));
    }
}
