//! Pictures of the embedded story as a wasm module draws them, for the test that they are the bytes of a native build.
//!
//! Built for wasm by `cargo xtask test` alone; what ships has no use for it.
#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use ballotline::app::share::taken;
use ballotline::app::{Figure, Model, Reading};
use ballotline::data::{Descriptor, Json, Package, embedded};
use ballotline::layout::width_table::WidthTable;
use ballotline::scene::svg::{SvgOptions, to_svg};
use wasm_bindgen::prelude::wasm_bindgen;

/// A figure at a width in the state of a link, as SVG text; empty where there is no such figure.
#[wasm_bindgen]
pub fn picture(figure: &str, width_px: f64, link: &str) -> String {
    let Some(model) = model(figure, width_px, link) else { return String::new() };
    let scene = model.scene(&model.layout(&WidthTable), &WidthTable);
    to_svg(&scene, &SvgOptions { names_marks: true, ..SvgOptions::page("") })
}

/// The same as a reader saves it: a sheet.
#[wasm_bindgen]
pub fn sheet(figure: &str, width_px: f64, link: &str) -> String {
    let Some(model) = model(figure, width_px, link) else { return String::new() };
    taken(&model, "svg", "https://example.com/", "", false, &WidthTable)
}

fn model(figure: &str, width_px: f64, link: &str) -> Option<Model> {
    let figure = Figure::from_key(figure)?;
    let json = serde_json::from_str::<Json>(embedded::descriptor_json()).ok()?;
    let package = Package { descriptor: Descriptor::from_json(&json), files: embedded::files() };
    Some(Model::new(Rc::new(Reading::of(&package)), figure, width_px, link))
}
