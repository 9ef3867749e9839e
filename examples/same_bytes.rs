//! Pictures of the embedded story as a wasm module draws them, for the test that they are the bytes of a native build.
//!
//! Built for wasm by `cargo xtask test` alone; what ships has no use for it.
#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use ballotline::app::{Figure, Model, Reading};
use ballotline::data::{Descriptor, Json, Package, embedded};
use ballotline::layout::width_table::WidthTable;
use ballotline::scene::svg::{SvgOptions, to_svg};
use wasm_bindgen::prelude::wasm_bindgen;

/// A figure at a width in the state of a link, as SVG text; empty where there is no such figure.
#[wasm_bindgen]
pub fn picture(figure: &str, width_px: f64, link: &str) -> String {
    let (Some(figure), Ok(json)) =
        (Figure::from_key(figure), serde_json::from_str::<Json>(embedded::descriptor_json()))
    else {
        return String::new();
    };
    let package = Package { descriptor: Descriptor::from_json(&json), files: embedded::files() };
    let model = Model::new(Rc::new(Reading::of(&package)), figure, width_px, link);
    let scene = model.scene(&model.layout(&WidthTable), &WidthTable);
    to_svg(&scene, &SvgOptions::page(""))
}
