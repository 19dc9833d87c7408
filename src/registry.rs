//! The protocols by name: one line each.

#[cfg(feature = "paxos")]
use crate::protocols::paxos::Paxos;
#[cfg(feature = "placement")]
use crate::protocols::placement;
#[cfg(feature = "raft")]
use crate::protocols::raft::Raft;
use crate::scenario;
use crate::session::{Session, SessionError};
use crate::setup::{Setup, setup};
use crate::timeline;

pub use crate::catalog::{catalog, protocol_info};

/// A run of each, of which nothing is said yet.
pub(crate) const PROTOCOLS: &[fn() -> Box<dyn Setup>] = &[
    #[cfg(feature = "raft")]
    setup::<Raft>,
    #[cfg(feature = "paxos")]
    setup::<Paxos>,
    #[cfg(feature = "placement")]
    placement::setup,
];

/// Opens a scenario. Without a seed of its own it takes the fresh one; with `checked` false no property is
/// watched.
pub fn open(text: &str, fresh_seed: u64, checked: bool) -> Result<Session, SessionError> {
    open_within(text, fresh_seed, checked, timeline::RUN_BYTES_MAX)
}

/// The same, for a run that weighs at most so many bytes: [`timeline::RUN_BYTES_MIN`] to [`timeline::RUN_BYTES_LIMIT`].
pub fn open_within(
    text: &str,
    fresh_seed: u64,
    checked: bool,
    bytes_max: u64,
) -> Result<Session, SessionError> {
    let (least, most) = (timeline::RUN_BYTES_MIN, timeline::RUN_BYTES_LIMIT);
    if !(least..=most).contains(&bytes_max) {
        let message = format!("bytesMax: a whole number from {least} to {most}, not {bytes_max}");
        return Err(SessionError::new("argument", message));
    }
    let lines = scenario::lines(text)?;
    let (name, place) = scenario::protocol_of(&lines)?;
    let setups = || PROTOCOLS.iter().map(|setup| setup());
    let Some(setup) = setups().find(|setup| setup.info().name == name) else {
        let known: Vec<&str> = setups().map(|setup| setup.info().name).collect();
        return Err(place.none_of("a protocol", &known).into());
    };
    Session::open_within(setup, &lines, fresh_seed, checked, bytes_max)
}
