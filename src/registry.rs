//! The protocols by name: one line each.

use crate::data::Data;
use crate::kernel::Protocol;
use crate::protocols::raft::Raft;
use crate::scenario::{self, GALLERY, GalleryEntry, Line};
use crate::session::{Run, Session, SessionError, protocol_info};

/// Lines, a fresh seed, whether properties are watched.
type Open = fn(&[Line], u64, bool) -> Result<Box<dyn Session>, SessionError>;

struct Entry {
    name: &'static str,
    open: Open,
    info: fn() -> Data,
}

const PROTOCOLS: &[Entry] = &[entry::<Raft>()];

const fn entry<P: Protocol>() -> Entry {
    Entry {
        name: P::NAME,
        open: |lines, fresh_seed, checked| Ok(Box::new(Run::<P>::open(lines, fresh_seed, checked)?)),
        info: protocol_info::<P>,
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

/// All that is known without a run: the version, the protocols, the gallery.
pub fn catalog() -> Data {
    let scenario = |&GalleryEntry { name, protocol, text }: &GalleryEntry| {
        Data::Fields(vec![
            ("name", Data::text(name)),
            ("protocol", Data::text(protocol)),
            ("text", Data::text(text)),
        ])
    };
    Data::Fields(vec![
        ("version", Data::count(scenario::VERSION)),
        ("protocols", Data::List(PROTOCOLS.iter().map(|entry| (entry.info)()).collect())),
        ("scenarios", Data::List(GALLERY.iter().map(scenario).collect())),
    ])
}
