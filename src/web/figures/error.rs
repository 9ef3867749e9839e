//! What the page hears when something fails: a status, and a reason for those who look for it.
//!
//! Decides nothing about what a reader sees then; that is `www/element.js`, which puts the picture back.

use wasm_bindgen::{JsCast as _, JsValue};

/// What [`super::hear`] returns.
pub enum Status {
    /// All is well.
    Heard = 0,
    /// The figure cannot go on.
    Failed = 1,
    /// All is well, and the browser is to do nothing of its own.
    Wanted = 2,
}

/// A reason, in English, for the `error` event.
#[derive(Debug)]
pub struct Failure(pub String);

impl Failure {
    /// A reason of our own.
    pub fn new(reason: &str) -> Failure {
        Failure(reason.to_owned())
    }
}

impl From<JsValue> for Failure {
    fn from(value: JsValue) -> Failure {
        let message = value.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
        Failure(message.or_else(|| value.as_string()).unwrap_or_default())
    }
}
