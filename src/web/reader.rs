//! The program that reads anybody's tables in a browser.
//!
//! Decides how a package comes in, from the browser's JSON, and that a reading goes out as bytes, which the program of the
//! figures takes as it takes the embedded story's. It is fetched only where an element names a story. Leaves what a row
//! means to [`ballotline::data`].
#![cfg_attr(target_arch = "wasm32", no_main)]

#[cfg(target_arch = "wasm32")]
mod exports {
    use ballotline::app::{Part, Reading};
    use ballotline::data::{Descriptor, FileText, Json, Package};
    use wasm_bindgen::prelude::*;

    /// Reads `{descriptor, files: {path: text}, language}`: the bytes of the reading, none if the descriptor names no tables.
    ///
    /// `null` stands for a file that could not be had. A table that may come later and has no file yet is waited for.
    #[wasm_bindgen]
    pub fn read(value: JsValue) -> Vec<u8> {
        let value: Json = serde_wasm_bindgen::from_value(value).unwrap_or_default();
        let descriptor = Descriptor::in_language(value.get("descriptor"), &value.text("language"));
        if descriptor.resources.is_empty() {
            return Vec::new();
        }
        let mut package = Package { descriptor, ..Package::default() };
        for (path, text) in value.get("files").properties() {
            let text = match text {
                Json::Text(text) => FileText::Here(text.clone()),
                _ => FileText::Missing,
            };
            package.files.insert(path.clone(), text);
        }
        for resource in package.descriptor.resources.iter().filter(|resource| resource.deferred) {
            if !package.files.contains_key(&resource.path) {
                package.files.insert(resource.path.clone(), FileText::Later);
            }
        }
        Reading::of(&package).pack(Part::Whole)
    }
}

/// Nothing to do where there is no page.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
