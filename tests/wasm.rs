//! The histories in wasm are those of the native build. The same file runs under Node and in Chromium.
#![cfg(target_arch = "wasm32")]

mod histories;

use ringleader::registry;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn histories_in_wasm_are_the_native_ones() {
    histories::check();
}

#[wasm_bindgen_test]
fn fingerprints_in_wasm_are_the_native_ones() {
    histories::check_fingerprints();
}

#[wasm_bindgen_test]
fn a_seek_in_wasm_comes_to_the_same_hash() {
    for index in 0..50_u32 {
        let text = if index.is_multiple_of(2) {
            histories::random_scenario(index)
        } else {
            histories::random_paxos(index)
        };
        let mut session = registry::open(&text, 0, true).expect("a scenario");
        let (length, hash) = (session.extent().0, session.hash());
        session.seek(length / 3);
        session.seek(length);
        assert_eq!(session.hash(), hash, "{text}");
    }
}
