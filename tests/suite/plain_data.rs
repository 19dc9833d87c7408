//! What leaves the engine: the frames, records, marks and properties of every scenario of the gallery, as JSON.
//!
//! `tests/golden/plain-data.txt` holds a digest of each, keys in their order and numbers as JavaScript prints them. The
//! JavaScript tests compare what crossed the border with the same file, so both sides say one thing.

use std::io;

use ringleader::data::Data;
use ringleader::registry;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

const GOLDEN: &str = include_str!("../golden/plain-data.txt");
/// So many frames of each run are looked at, at positions as far apart as can be.
const FRAMES: u64 = 16;

/// JSON as `JSON.stringify` writes it: 3 and not 3.0.
struct AsJavaScript;

impl Formatter for AsJavaScript {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        if value.fract() == 0.0 && value.abs() < 1e21 {
            return write!(writer, "{value:.0}");
        }
        CompactFormatter.write_f64(writer, value)
    }
}

/// A value as JSON, its keys in the order in which they are written.
pub fn json(data: &Data) -> String {
    let mut out = Vec::new();
    data.serialize(&mut Serializer::with_formatter(&mut out, AsJavaScript)).expect("plain data is JSON");
    String::from_utf8(out).expect("JSON is text")
}

/// The positions at which a run of so many events is looked at.
fn positions(length: u64) -> impl Iterator<Item = u64> {
    (0..FRAMES).map(move |n| length * n / (FRAMES - 1))
}

fn digest(text: &str) -> String {
    let mut session = registry::open(text, 0, true).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut sha1 = sha1_smol::Sha1::new();
    let mut line = |data: &Data| {
        sha1.update(json(data).as_bytes());
        sha1.update(b"\n");
    };
    let length = session.extent().0;
    line(&session.events(None, length).expect("no scenario of the gallery is that long"));
    line(&session.moments());
    for position in positions(length) {
        session.seek(position);
        line(&session.frame(Some((1, u64::MAX))));
        line(&session.properties());
    }
    line(&session.branches());
    sha1.digest().to_string()
}

#[test]
fn frames_and_records_of_the_gallery_are_the_golden_ones() {
    let actual: String =
        registry::gallery().map(|entry| format!("{} {}\n", entry.name, digest(entry.text))).collect();
    if std::env::var_os("RINGLEADER_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/plain-data.txt");
        std::fs::write(path, actual).expect("the golden file is written");
        return;
    }
    for (line, expected) in actual.lines().zip(GOLDEN.lines()) {
        assert_eq!(
            line, expected,
            "a frame, record or mark shows something else: RINGLEADER_BLESS=1 writes it anew"
        );
    }
    assert_eq!(actual.lines().count(), GOLDEN.lines().count());
}
