//! Where a known bug made a difference: the steps that the algorithm as published would not have taken.
//!
//! Nothing is remembered while a run goes on. Asked for a span, each of its events happens twice to the same world:
//! as the run has it, and with every bug switched off. Where the two differ, the bug acted.

use super::Timeline;
use crate::kernel::{Algorithm, Config, Record, RecordId, Step, World};
use crate::time::Time;

impl Timeline {
    /// Of the events that lead to positions `from < p <= to` of this branch, those that would have gone otherwise
    /// without the bugs that are switched on: of each the first record that would not have been written, or its
    /// last one where only the state would be another. Without a bug there is none. From `None`, from the start.
    /// `line` says what a record tells.
    pub fn deviations(&self, from: Option<u64>, to: u64, line: impl Fn(&Record) -> String) -> Vec<RecordId> {
        let Some(config) = self.world().map(World::config) else { return Vec::new() };
        let Some(sound) = without_bugs(&*config.protocol) else { return Vec::new() };
        let (mut found, mut event, mut expected) = (Vec::new(), Vec::new(), Vec::new());
        if from.is_none() {
            // Boot is a recovery from what is given, and can go wrong as one.
            let world = World::boot(config.clone(), &mut event);
            let twin = World::boot(Config { protocol: sound.clone(), ..config.clone() }, &mut expected);
            found.extend(difference((&world, &event), (&twin, &expected), &line));
        }
        let (from, to) = (from.unwrap_or(0), to.min(self.length()));
        let kept = self.keyframe(self.current, from.min(to), Time::MAX);
        let mut world = kept.model.world().expect("a run has one model").clone();
        while world.position() < to {
            let position = world.position();
            let step = match self.known_move(self.current, position) {
                Some(next) => Step::Act(next.cursor.now, &next.action),
                None => Step::Due,
            };
            let twin = (position >= from).then(|| world.under(&*sound));
            event.clear();
            if !world.apply(step.clone(), &mut event) {
                break;
            }
            let Some(mut twin) = twin else { continue };
            expected.clear();
            twin.apply(step, &mut expected);
            found.extend(difference((&world, &event), (&twin, &expected), &line));
        }
        found
    }
}

/// The same protocol with every bug switched off, or `None` if none is on.
fn without_bugs(protocol: &dyn Algorithm) -> Option<Box<dyn Algorithm>> {
    let mut sound = protocol.cloned();
    let mut any = false;
    for place in 0..protocol.bugs().len() {
        any |= std::mem::take(sound.bug(place));
    }
    any.then_some(sound)
}

/// The first record that its twin does not have; if the worlds differ in what no record shows, the last one.
fn difference(
    (world, event): (&World, &[Record]),
    (twin, expected): (&World, &[Record]),
    line: impl Fn(&Record) -> String,
) -> Option<RecordId> {
    let differs = |(place, record): &(usize, &Record)| expected.get(*place).map(&line) != Some(line(record));
    match event.iter().enumerate().find(differs) {
        Some((_, record)) => Some(record.id),
        None if event.len() == expected.len() && world.nodes().same_as(twin.nodes()) => None,
        None => event.last().map(|record| record.id),
    }
}
