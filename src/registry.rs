//! The protocols by name: one line each.

use serde::Serialize;

use crate::kernel::Protocol;
use crate::protocols::raft::Raft;
use crate::scenario::{self, GALLERY, GalleryEntry, Line};
use crate::session::{ProtocolInfo, Run, Session, SessionError};

/// Lines, a fresh seed, whether properties are watched.
type Open = fn(&[Line], u64, bool) -> Result<Box<dyn Session>, SessionError>;

struct Entry {
    name: &'static str,
    open: Open,
    info: fn() -> ProtocolInfo,
}

const PROTOCOLS: &[Entry] = &[entry::<Raft>()];

const fn entry<P: Protocol>() -> Entry {
    Entry {
        name: P::NAME,
        open: |lines, fresh_seed, checked| Ok(Box::new(Run::<P>::open(lines, fresh_seed, checked)?)),
        info: ProtocolInfo::of::<P>,
    }
}

/// Opens a scenario. Without a seed of its own it takes the fresh one; with `checked` false no property is
/// watched.
pub fn open(text: &str, fresh_seed: u64, checked: bool) -> Result<Box<dyn Session>, SessionError> {
    let lines = scenario::lines(text)?;
    let (name, place) = scenario::protocol_of(&lines)?;
    let Some(entry) = PROTOCOLS.iter().find(|entry| entry.name == name) else {
        let known = PROTOCOLS.iter().map(|entry| entry.name);
        return Err(place.unknown("a protocol", known).into());
    };
    (entry.open)(&lines, fresh_seed, checked)
}

/// All that is known without a run.
#[derive(Serialize)]
pub struct Catalog {
    version: u64,
    protocols: Vec<ProtocolInfo>,
    scenarios: Vec<ScenarioView>,
}

#[derive(Serialize)]
struct ScenarioView {
    name: &'static str,
    protocol: &'static str,
    text: &'static str,
}

/// The catalog of this version.
pub fn catalog() -> Catalog {
    let view = |&GalleryEntry { name, protocol, text }: &GalleryEntry| ScenarioView { name, protocol, text };
    Catalog {
        version: scenario::VERSION,
        protocols: PROTOCOLS.iter().map(|entry| (entry.info)()).collect(),
        scenarios: GALLERY.iter().map(view).collect(),
    }
}
