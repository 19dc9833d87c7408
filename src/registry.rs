//! The protocols by name: one line each.

use crate::data::Data;
use crate::protocols;
use crate::scenario::{self, Line, SEED_MAX, Seed};
use crate::session::{Opening, Session, SessionError};
use crate::setup::Setup;
#[cfg(feature = "clusters")]
use crate::setup::setup;
use crate::timeline;

pub use crate::catalog::{catalog, protocol_info};

/// Of each protocol a run of which nothing is said yet, with the feature that an engine has it by: its name, too.
macro_rules! protocols {
    ($(#[cfg(feature = $name:literal)] $setup:expr,)*) => {
        /// All that there are, whether this engine has them or another does.
        const NAMES: &[&str] = &[$($name),*];
        /// Those of this engine.
        pub(crate) const PROTOCOLS: &[fn() -> Box<dyn Setup>] = &[$(#[cfg(feature = $name)] $setup,)*];
    };
}

protocols! {
    #[cfg(feature = "raft")]
    setup::<protocols::raft::Raft>,
    #[cfg(feature = "paxos")]
    setup::<protocols::paxos::Paxos>,
    #[cfg(feature = "placement")]
    protocols::placement::setup,
}

/// A scenario that comes with Ringleader. A comment on top of it says what to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GalleryEntry {
    /// `leader-crash`; its title in each language belongs to the page.
    pub name: &'static str,
    /// The protocol it names.
    pub protocol: &'static str,
    /// The scenario.
    pub text: &'static str,
}

/// All of them: those of each protocol, in the order in which one would look at them.
pub fn gallery() -> impl Iterator<Item = GalleryEntry> {
    PROTOCOLS.iter().flat_map(|setup| {
        let info = setup().info();
        info.gallery.iter().map(move |&(name, text)| GalleryEntry { name, protocol: info.name, text })
    })
}

/// Opens a scenario. Without a seed of its own it takes the fresh one; with `checked` false no property is
/// watched.
pub fn open(text: &str, fresh_seed: u64, checked: bool) -> Result<Session, SessionError> {
    open_within(text, Seed::Fresh(fresh_seed), checked, timeline::RUN_BYTES_MAX)
}

/// The same with any seed, for a run that weighs at most so many bytes: [`timeline::RUN_BYTES_MIN`] to
/// [`timeline::RUN_BYTES_LIMIT`].
pub fn open_within(text: &str, seed: Seed, checked: bool, bytes_max: u64) -> Result<Session, SessionError> {
    let mut opening = opening(text, seed, checked, bytes_max)?;
    while opening.go_on(u64::MAX)? {}
    Ok(opening.finish())
}

/// The same, played in slices: nothing of it is played yet.
pub fn opening(text: &str, seed: Seed, checked: bool, bytes_max: u64) -> Result<Opening, SessionError> {
    let (least, most) = (timeline::RUN_BYTES_MIN, timeline::RUN_BYTES_LIMIT);
    if !(least..=most).contains(&bytes_max) {
        let message = format!("bytesMax: a whole number from {least} to {most}, not {bytes_max}");
        return Err(SessionError::new("argument", message));
    }
    if let Seed::Instead(seed) = seed
        && seed > SEED_MAX
    {
        let message = format!("seed: a whole number from 0 to {SEED_MAX} (SEED_MAX), not {seed}");
        return Err(SessionError::new("argument", message));
    }
    let lines = scenario::lines(text)?;
    Session::opening(setup_of(&lines)?, &lines, seed, checked, bytes_max)
}

/// A run of the protocol that a scenario names, of which nothing else is said yet.
fn setup_of(lines: &[Line]) -> Result<Box<dyn Setup>, SessionError> {
    let (name, place) = scenario::protocol_of(lines, NAMES.first().copied().unwrap_or_default())?;
    let known: Vec<&str> = PROTOCOLS.iter().map(|setup| setup().info().name).collect();
    let Some(index) = known.iter().position(|known| *known == name) else {
        let error = match NAMES.contains(&name) {
            true => place.none_of("a protocol that this engine runs", &known),
            false => place.none_of("a protocol", NAMES),
        };
        return Err(error.into());
    };
    Ok(PROTOCOLS[index]())
}

/// A scenario as data; nothing runs. Its errors are those of opening it, but for what no run can be booted from. Not
/// `checked`, it is a list of lines, whatever they say and whoever runs it: an error only for what cannot be taken apart
/// into words.
pub fn parse(text: &str, checked: bool) -> Result<Data, SessionError> {
    let lines = scenario::lines(text)?;
    if !checked {
        return Ok(scenario::any_lines_data(&lines));
    }
    let scenario = scenario::read(setup_of(&lines)?, &lines)?;
    Ok(scenario::lines_data(&lines, &scenario))
}

#[cfg(test)]
mod tests {
    use super::{NAMES, PROTOCOLS};

    #[test]
    fn a_protocol_is_called_as_its_feature_is() {
        let called: Vec<&str> = PROTOCOLS.iter().map(|setup| setup().info().name).collect();
        assert_eq!(called, NAMES);
    }
}
