//! The program of the figures, for browsers.
#![cfg_attr(target_arch = "wasm32", no_main)]

#[cfg(target_arch = "wasm32")]
mod figures;

/// Nothing to do where there is no page.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
