//! A story's descriptor from the object that the browser parsed.
//!
//! Decides what counts where something is missing or of another kind: nothing, as if it were not there. Reading it field by
//! field is 10 KB smaller than a deserializer; a field that is added to [`Descriptor`] does not compile until it is read here.

use std::collections::BTreeMap;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::data::story::{Descriptor, FigureText, Opening, Page, Preset, Resource};

/// The descriptor in a value; an empty one in a value that has none.
pub fn descriptor(value: &JsValue) -> Descriptor {
    Descriptor {
        name: text(value, "name"),
        title: text(value, "title"),
        resources: list(value, "resources", |value| Resource {
            name: text(value, "name"),
            path: text(value, "path"),
            deferred: get(value, "deferred").is_truthy(),
        }),
        ballotline: page(&get(value, "ballotline")),
    }
}

fn page(value: &JsValue) -> Page {
    Page {
        country: text(value, "country"),
        election: text(value, "election"),
        figures: list(value, "figures", |value| FigureText {
            figure: text(value, "figure"),
            headline: text(value, "headline"),
            headline_far: text(value, "headline_far"),
        }),
        opening: opening(&get(value, "opening")),
        opening_narrow: opening(&get(value, "opening_narrow")),
        presets: list(value, "presets", |value| Preset {
            key: text(value, "key"),
            label: text(value, "label"),
            label_narrow: text(value, "label_narrow"),
            from: text(value, "from"),
            to: text(value, "to"),
        }),
        label_lines: counts(value, "label_lines"),
    }
}

fn opening(value: &JsValue) -> Opening {
    Opening { from: text(value, "from"), to: text(value, "to"), event: text(value, "event") }
}

/// A property, or undefined.
fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &key.into()).unwrap_or_default()
}

fn text(value: &JsValue, key: &str) -> String {
    get(value, key).as_string().unwrap_or_default()
}

fn list<T>(value: &JsValue, key: &str, read: impl FnMut(&JsValue) -> T) -> Vec<T> {
    let value = get(value, key);
    if !Array::is_array(&value) {
        return Vec::new();
    }
    let values: Vec<JsValue> = Array::from(&value).iter().collect();
    values.iter().map(read).collect()
}

fn counts(value: &JsValue, key: &str) -> BTreeMap<String, u32> {
    let value = get(value, key);
    let mut counts = BTreeMap::new();
    if value.is_object() {
        for name in Object::keys(&Object::from(value.clone())) {
            let name = name.as_string().unwrap_or_default();
            let count = get(&value, &name).as_f64().unwrap_or_default() as u32;
            counts.insert(name, count);
        }
    }
    counts
}
