//! A world with those who watch it.

use super::branch::Place;
use crate::kernel::erased::Checks;
use crate::kernel::{Body, Config, Findings, Record, RecordId, Step, World};
use crate::time::Time;

/// A world with those who watch it: all that a replay needs to go on.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) world: World,
    pub(super) checks: Option<Box<dyn Checks>>,
    /// Per property the position where it was first violated or seen.
    pub(super) verdicts: Vec<Option<u64>>,
    /// How many events happened before the instant of the last one.
    pub(super) before: u64,
}

impl Snapshot {
    pub(super) fn boot(config: Config, checked: bool, records: &mut Vec<Record>) -> Snapshot {
        let start = records.len();
        let world = World::boot(config, records);
        let checks = checked.then(|| world.config().setup.checks(&world));
        let verdicts = vec![None; world.config().setup.info().properties.len()];
        let mut snapshot = Snapshot { world, checks, verdicts, before: 0 };
        // Boot is an event like any other: what states that were given make true, it shows.
        snapshot.check(start, records);
        snapshot
    }

    /// One event, and what the checks say of it.
    pub(super) fn apply(&mut self, step: Step<'_>, records: &mut Vec<Record>) -> bool {
        let (start, previous, position) = (records.len(), self.world.now(), self.world.position());
        if !self.world.apply(step, records) {
            return false;
        }
        if self.world.now() > previous {
            self.before = position;
        }
        self.check(start, records);
        true
    }

    pub(super) fn check(&mut self, start: usize, records: &mut Vec<Record>) {
        let Some(checks) = &mut self.checks else { return };
        let mut found = Findings::default();
        checks.after_event(&self.world, &records[start..], &mut found);
        let (position, at) = (self.world.position(), self.world.now());
        let cause = Some(RecordId { position, index: 0 });
        let add = |records: &mut Vec<Record>, node, body| {
            let id = RecordId { position, index: (records.len() - start) as u32 };
            records.push(Record { id, at, cause, node, body });
        };
        for (node, rule) in found.notes {
            add(records, Some(node.into()), Body::Rule(rule));
        }
        let properties = self.world.config().setup.info().properties;
        let index = |name: &str| properties.iter().position(|p| p.name == name);
        for (property, verdict) in properties.iter().zip(&mut self.verdicts) {
            let unseen = !property.always && verdict.is_none();
            if unseen && records[start..].iter().any(|record| checks.shows(property.name, record)) {
                *verdict = Some(position);
            }
        }
        for violation in found.violations {
            // A property is broken once: what follows from it would only repeat it.
            let Some(i) = index(violation.property).filter(|&i| self.verdicts[i].is_none()) else { continue };
            self.verdicts[i] = Some(position);
            let node = records[start].node;
            add(records, node, Body::Violated(violation));
        }
    }

    /// The bytes that it holds and an earlier one does not.
    pub(super) fn weigh(&self, before: Option<&Snapshot>) -> usize {
        let checks = self
            .checks
            .as_ref()
            .map_or(0, |checks| checks.weigh(before.and_then(|before| before.checks.as_deref())));
        size_of::<Snapshot>()
            + self.world.weigh(before.map(|before| &before.world))
            + checks
            + self.verdicts.capacity() * size_of::<Option<u64>>()
    }

    pub(super) fn place(&self, now: Time) -> Place {
        let complete = self.world.next_due().is_none_or(|due| due > now);
        let before = if now > self.world.now() { self.world.position() } else { self.before };
        Place { complete, before }
    }
}
