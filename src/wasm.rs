//! Glue to JavaScript: conversion of values and errors, nothing else. The public JavaScript API, with its
//! types and checks of arguments, is `www/src/api`.

#[cfg(feature = "functions")]
mod placement;
#[cfg(feature = "runs")]
mod run;

use wasm_bindgen::prelude::*;

use crate::session::SessionError;

/// Safe because wasm here has one thread; talc does not compile otherwise.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// What is thrown: an `Error` with the code, and for text the place and what was expected, as the facade's
/// `RingleaderError` has them.
fn error(error: SessionError) -> JsValue {
    let thrown = js_sys::Error::new(&error.message);
    let number = |n: Option<usize>| n.map_or(JsValue::NULL, |n| JsValue::from_f64(n as f64));
    let fields = [
        ("code", JsValue::from_str(error.code)),
        ("line", number(error.line)),
        ("column", number(error.column)),
        ("expected", error.expected.map_or(JsValue::NULL, |text| JsValue::from_str(&text))),
    ];
    for (name, value) in fields {
        // Only a frozen object refuses a property, and this one is new.
        let _ = js_sys::Reflect::set(&thrown, &JsValue::from_str(name), &value);
    }
    thrown.into()
}

/// Once, when the engine is loaded: a bug of ours is told to the console before it stops the engine.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&JsValue::from_str(&format!("Ringleader: {panic}")));
    }));
}
