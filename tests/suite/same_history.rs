//! Native histories are those of the golden file, which wasm and JavaScript are held to as well.

use crate::histories;

#[test]
fn fingerprints_are_the_golden_ones() {
    if std::env::var_os("RINGLEADER_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/fingerprints.txt");
        std::fs::write(path, histories::fingerprints()).expect("the golden file is written");
        return;
    }
    histories::check_fingerprints();
}

#[test]
fn histories_are_the_golden_ones() {
    if std::env::var_os("RINGLEADER_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/histories.txt");
        std::fs::write(path, histories::actual()).expect("the golden file is written");
        return;
    }
    histories::check();
}
