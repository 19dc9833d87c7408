//! The protocols by name: one line each.

use crate::data::Data;
use crate::kernel::{CLIENTS_MAX, NODES_MAX, Protocol, setup};
#[cfg(feature = "placement")]
use crate::placement::session as placement;
#[cfg(feature = "paxos")]
use crate::protocols::paxos::{self, Paxos};
#[cfg(feature = "raft")]
use crate::protocols::raft::Raft;
use crate::scenario::{self, GALLERY, GalleryEntry, HEADER, Line, SYNTAX, VERBS};
use crate::search;
use crate::session::{Run, Session, SessionError, protocol_info};
use crate::timeline;
use crate::value::COUNT_MAX;

/// Lines, a fresh seed, whether properties are watched, and what the run weighs at most.
type Open = fn(&[Line], u64, bool, u64) -> Result<Box<dyn Session>, SessionError>;

struct Entry {
    name: &'static str,
    open: Open,
    info: fn() -> Data,
}

const PROTOCOLS: &[Entry] = &[
    #[cfg(feature = "raft")]
    entry::<Raft>(),
    #[cfg(feature = "paxos")]
    entry::<Paxos>(),
    #[cfg(feature = "placement")]
    Entry { name: placement::NAME, open: placement::open, info: placement::info },
];

const fn entry<P: Protocol>() -> Entry {
    Entry {
        name: P::NAME,
        open: |lines, fresh_seed, checked, bytes_max| {
            Ok(Box::new(Run::open_within(setup::<P>(), lines, fresh_seed, checked, bytes_max)?))
        },
        info: || protocol_info(setup::<P>()),
    }
}

/// Opens a scenario. Without a seed of its own it takes the fresh one; with `checked` false no property is
/// watched.
pub fn open(text: &str, fresh_seed: u64, checked: bool) -> Result<Box<dyn Session>, SessionError> {
    open_within(text, fresh_seed, checked, timeline::RUN_BYTES_MAX)
}

/// The same, for a run that weighs at most so many bytes: [`timeline::RUN_BYTES_MIN`] to [`timeline::RUN_BYTES_LIMIT`].
pub fn open_within(
    text: &str,
    fresh_seed: u64,
    checked: bool,
    bytes_max: u64,
) -> Result<Box<dyn Session>, SessionError> {
    let (least, most) = (timeline::RUN_BYTES_MIN, timeline::RUN_BYTES_LIMIT);
    if !(least..=most).contains(&bytes_max) {
        let message = format!("bytesMax: a whole number from {least} to {most}, not {bytes_max}");
        return Err(SessionError::new("argument", message));
    }
    let lines = scenario::lines(text)?;
    let (name, place) = scenario::protocol_of(&lines)?;
    let Some(entry) = PROTOCOLS.iter().find(|entry| entry.name == name) else {
        let known: Vec<&str> = PROTOCOLS.iter().map(|entry| entry.name).collect();
        return Err(place.none_of("a protocol", &known).into());
    };
    (entry.open)(&lines, fresh_seed, checked, bytes_max)
}

/// What is known of a protocol without a run.
pub(crate) fn info(protocol: &str) -> Option<Data> {
    PROTOCOLS.iter().find(|entry| entry.name == protocol).map(|entry| (entry.info)())
}

/// All that is known without a run: the version, the protocols, the gallery.
pub fn catalog() -> Data {
    let scenario = |&GalleryEntry { name, protocol, text }: &GalleryEntry| {
        Data::Fields(vec![
            ("name", Data::text(name)),
            ("protocol", Data::text(protocol)),
            ("text", Data::text(text)),
        ])
    };
    let line = |name: &'static str, (word, syntax): (&str, &str)| {
        Data::Fields(vec![(name, Data::text(word)), ("syntax", Data::text(syntax))])
    };
    Data::Fields(vec![
        ("version", Data::count(scenario::VERSION)),
        ("header", Data::List(HEADER.iter().map(|&words| line("word", words)).collect())),
        (
            "actions",
            Data::List(
                VERBS.iter().zip(SYNTAX).map(|(&verb, &syntax)| line("verb", (verb, syntax))).collect(),
            ),
        ),
        ("bounds", Data::Fields(bounds())),
        ("protocols", Data::List(PROTOCOLS.iter().map(|entry| (entry.info)()).collect())),
        ("scenarios", Data::List(GALLERY.iter().map(scenario).collect())),
    ])
}

/// Every bound by its name. What exceeds one gets an error that names it.
fn bounds() -> Vec<(&'static str, Data)> {
    let shared = [
        ("EVENTS_PER_CALL_MAX", timeline::EVENTS_PER_CALL_MAX),
        ("OPEN_EVENTS_MAX", timeline::OPEN_EVENTS_MAX),
        ("RECORDS_PER_CALL_MAX", timeline::RECORDS_PER_CALL_MAX as u64),
        ("RECORDS_MAX", search::RECORDS_MAX),
        ("IN_FLIGHT_MAX", timeline::IN_FLIGHT_MAX as u64),
        ("SETTLE_MAX", timeline::SETTLE_MAX),
        ("RUN_BYTES_MAX", timeline::RUN_BYTES_MAX),
        ("BRANCHES_MAX", timeline::BRANCHES_MAX as u64),
        ("NODES_MAX", NODES_MAX.into()),
        ("CLIENTS_MAX", CLIENTS_MAX.into()),
        ("SEED_MAX", scenario::SEED_MAX),
        ("COUNT_MAX", COUNT_MAX),
        ("TEXT_MAX", scenario::TEXT_MAX as u64),
        ("LINE_MAX", scenario::LINE_MAX as u64),
        ("COMMAND_MAX", scenario::COMMAND_MAX as u64),
        #[cfg(feature = "paxos")]
        ("VALUE_MAX", paxos::VALUE_MAX as u64),
    ];
    let all = shared.into_iter();
    #[cfg(feature = "placement")]
    let all = all.chain(placement::bounds());
    all.map(|(name, bound)| (name, Data::count(bound))).collect()
}
