//! A world of nodes with those who watch it: the model of every protocol that is a state machine of one node.

use super::erased::Checks;
use super::model::{Model, Step, Verdict, of_model};
use super::protocol::Findings;
use super::{
    Action, Body, Config, DiskChange, Enabled, Endpoint, Fate, Fingerprint, Record, RecordId, Status, Window,
    World,
};
use crate::packed::Writer;
use crate::time::Time;

/// A world with those who watch it: all that a replay needs to go on.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// The nodes, their clients, the network.
    pub world: World,
    /// Those who watch, unless nobody does.
    pub checks: Option<Box<dyn Checks>>,
    /// Per property the position where it was first violated or seen.
    verdicts: Vec<Option<u64>>,
}

impl Cluster {
    /// Boots the nodes. With `checked` false no property is watched.
    pub fn boot(config: Config, checked: bool, records: &mut Vec<Record>) -> Cluster {
        let start = records.len();
        let world = World::boot(config, records);
        let checks = checked.then(|| world.config().protocol.checks(&world));
        let verdicts = vec![None; world.config().protocol.info().properties.len()];
        let mut cluster = Cluster { world, checks, verdicts };
        // Boot is an event like any other: what states that were given make true, it shows.
        cluster.check(start, records);
        cluster
    }

    fn check(&mut self, start: usize, records: &mut Vec<Record>) {
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
        let properties = self.world.config().protocol.info().properties;
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
}

impl Model for Cluster {
    fn cloned(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }
    fn apply(&mut self, step: Step<'_>, records: &mut Vec<Record>) -> bool {
        let start = records.len();
        let happened = self.world.apply(step, records);
        if happened {
            self.check(start, records);
        }
        happened
    }
    fn position(&self) -> u64 {
        self.world.position()
    }
    fn now(&self) -> Time {
        self.world.now()
    }
    fn next_due(&self) -> Option<Time> {
        self.world.next_due()
    }
    fn weigh(&self, before: Option<&dyn Model>) -> usize {
        let before: Option<&Cluster> = before.map(of_model);
        let watching = before.and_then(|before| before.checks.as_deref());
        size_of::<Cluster>()
            + self.world.weigh(before.map(|before| &before.world))
            + self.checks.as_ref().map_or(0, |checks| checks.weigh(watching))
            + self.verdicts.capacity() * size_of::<Option<u64>>()
    }
    fn verdicts(&self) -> Option<Vec<Verdict>> {
        self.checks.as_ref()?;
        let properties = self.world.config().protocol.info().properties.iter().zip(&self.verdicts);
        Some(properties.map(|(property, &at)| Verdict { property, subject: None, at }).collect())
    }
    fn view(&self, window: Window, out: &mut Writer) {
        crate::view::cluster(self, window, out);
    }
    fn under_way(&self) -> usize {
        self.world.in_flight().len()
    }
    fn enabled(&self, faults: bool) -> Vec<Enabled> {
        self.world.enabled(faults)
    }
    /// The first message in due order that neither waits on a hold nor for a paused node, or the first write before it that
    /// no stall holds back.
    fn next_to_settle(&self) -> Option<Action> {
        let first = self.world.in_flight().first();
        if let Some((key, node)) = self.world.next_written()
            && first.is_none_or(|pending| key < pending.key)
        {
            return Some(Action::Disk(node, DiskChange::Finish));
        }
        let pending = first?;
        debug_assert!(
            !matches!(pending.envelope.to, Endpoint::Node(n) if pending.fate == Fate::Arrives && self.world.status(n) == Status::Paused)
        );
        Some(Action::Deliver(pending.id.into()))
    }
    fn fingerprint(&self) -> Fingerprint {
        self.world.fingerprint(self.checks.as_deref())
    }
    fn as_world(&self) -> Option<&World> {
        Some(&self.world)
    }
}
