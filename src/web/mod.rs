//! The browser and nothing else: what the page calls, and one figure's canvas, document, events and effects.
//!
//! Decides what crosses the border: free functions with handles (`u32`) and statuses, no objects. The script beside it,
//! `www/element.js`, is the one caller; it gives each figure a `sink`, a function that hands whatever the browser reports
//! (an event, a frame, a new size) to [`hear`] and guards every call. So there is one way in, no closure of ours lives in
//! the page, and a fault is caught where it can be told. Leaves what a message means to [`crate::app`].

mod canvas;
mod dom;
mod effects;
mod error;
mod events;
mod measure;
mod runner;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::app::{Figure, Message, Reading};
use crate::data::{Descriptor, FileText, Json, Package, Story, embedded};
use crate::words::problem::problem;
use error::{Failure, Status};
use runner::Runner;

/// A package with what was last read of it.
struct Shelf {
    package: Package,
    reading: Rc<Reading>,
}

/// Everything that outlives a call. Borrowed briefly and never across a call into the page.
#[derive(Default)]
struct House {
    shelves: Vec<Shelf>,
    runners: Vec<Rc<Runner>>,
    last_handle: u32,
    last_error: String,
}

thread_local! {
    static HOUSE: RefCell<House> = RefCell::default();
}

fn house<T>(work: impl FnOnce(&mut House) -> T) -> T {
    HOUSE.with_borrow_mut(work)
}

fn runner(handle: u32) -> Option<Rc<Runner>> {
    house(|house| house.runners.iter().find(|runner| runner.handle == handle).cloned())
}

/// A handle, or 0 and the reason for [`last_error`].
fn told(outcome: Result<u32, Failure>) -> u32 {
    outcome.unwrap_or_else(|failure| {
        house(|house| house.last_error = failure.0);
        0
    })
}

/// Why the last call gave 0, or why a figure stopped.
#[wasm_bindgen]
pub fn last_error() -> String {
    house(|house| std::mem::take(&mut house.last_error))
}

/// Reads the story in this module. Its handle, or 0.
#[wasm_bindgen]
pub fn load_embedded() -> u32 {
    let read = || {
        let descriptor = descriptor_of(&js_sys::JSON::parse(embedded::descriptor_json())?)?;
        let mut package = Package { descriptor, files: embedded::files() };
        wait_for_deferred(&mut package);
        Ok(shelve(package))
    };
    told(read())
}

/// Reads a story: `{descriptor, files: {path: text}}`, where `null` stands for a file that could not be had. A table
/// that may come later and has no file yet is waited for. Its handle, or 0.
#[wasm_bindgen]
pub fn load_story(value: &JsValue) -> u32 {
    let read = || {
        let descriptor = descriptor_of(&Reflect::get(value, &"descriptor".into())?)?;
        let mut package = Package { descriptor, ..Package::default() };
        let files = Reflect::get(value, &"files".into())?;
        for entry in Object::entries(&Object::from(files)) {
            let entry = Array::from(&entry);
            if let Some(path) = entry.get(0).as_string() {
                package
                    .files
                    .insert(path, entry.get(1).as_string().map_or(FileText::Missing, FileText::Here));
            }
        }
        wait_for_deferred(&mut package);
        Ok(shelve(package))
    };
    told(read())
}

/// Tables that may come later and are not here yet are waited for, not missed.
fn wait_for_deferred(package: &mut Package) {
    for resource in package.descriptor.resources.iter().filter(|resource| resource.deferred) {
        if !package.files.contains_key(&resource.path) {
            package.files.insert(resource.path.clone(), FileText::Later);
        }
    }
}

/// Adds a file of a story that came later, or says that it could not be had. The story's figures read it anew.
#[wasm_bindgen]
pub fn add_file(story: u32, path: &str, text: Option<String>) {
    let (reading, runners) = house(|house| {
        let shelf = house.shelves.get_mut(story.wrapping_sub(1) as usize)?;
        shelf.package.files.insert(path.to_owned(), text.map_or(FileText::Missing, FileText::Here));
        shelf.reading = read(&shelf.package);
        let runners: Vec<_> = house.runners.iter().filter(|runner| runner.story == story).cloned().collect();
        Some((house.shelves[story as usize - 1].reading.clone(), runners))
    })
    .unwrap_or_default();
    for runner in runners {
        runner.send(Message::Read(reading.clone()));
    }
}

/// The sentences about what was odd in a story.
#[wasm_bindgen]
pub fn problems(story: u32) -> Array {
    house(|house| {
        let shelf = house.shelves.get(story.wrapping_sub(1) as usize)?;
        Some(shelf.reading.problems.iter().map(|odd| JsValue::from(problem(odd))).collect())
    })
    .unwrap_or_default()
}

/// Puts a figure into its host. What the host has inside stays to be seen until the first frame. `sheet` is a
/// `CSSStyleSheet` or undefined; `sink` must hand its argument to [`hear`] with the handle that this returns, or 0.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)]
pub fn mount(
    story: u32,
    host: HtmlElement,
    figure: &str,
    theme: &str,
    state: &str,
    address: bool,
    sheet: JsValue,
    sink: Function,
) -> u32 {
    let begin = || {
        let reading = house(|house| {
            house.last_handle += 1;
            Some(house.shelves.get(story.wrapping_sub(1) as usize)?.reading.clone())
        });
        let reading = reading.ok_or(Failure::new("there is no such story"))?;
        let figure = Figure::from_key(figure).ok_or(Failure::new("there is no such figure"))?;
        let handle = house(|house| house.last_handle);
        let runner = Runner::new(handle, story, reading, figure, host, theme, state, address, sheet, sink)?;
        house(|house| house.runners.push(runner));
        Ok(handle)
    };
    told(begin())
}

/// Takes a figure out of its host; what the host has inside can be seen again. Nothing of it stays registered.
#[wasm_bindgen]
pub fn unmount(handle: u32) {
    if let Some(runner) = runner(handle) {
        house(|house| house.runners.retain(|other| other.handle != handle));
        runner.close();
    }
}

/// Hands a figure what the browser reports: an event, the time of a frame, the entries of a size observer, or the word
/// of a timer. 0: heard; 1: the figure failed, see [`last_error`].
#[wasm_bindgen]
pub fn hear(handle: u32, value: JsValue) -> u32 {
    let Some(runner) = runner(handle) else { return Status::Heard as u32 };
    match events::hear(&runner, value) {
        Ok(()) => Status::Heard as u32,
        Err(failure) => {
            house(|house| house.last_error = failure.0);
            Status::Failed as u32
        }
    }
}

/// Changes a figure's theme: `light`, `dark`; else that of the page.
#[wasm_bindgen]
pub fn set_theme(handle: u32, theme: &str) {
    if let Some(runner) = runner(handle) {
        runner.set_theme(theme);
    }
}

/// Brings a figure into a state, written like a link.
#[wasm_bindgen]
pub fn set_state(handle: u32, state: &str) {
    if let Some(runner) = runner(handle) {
        runner.send(Message::Link(state.to_owned()));
    }
}

/// Draws every figure anew with the colours, fonts and pixel density that the page has now.
#[wasm_bindgen]
pub fn look_changed() {
    for runner in house(|house| house.runners.clone()) {
        runner.look_changed();
    }
}

fn descriptor_of(value: &JsValue) -> Result<Descriptor, Failure> {
    let json: Json = serde_wasm_bindgen::from_value(value.clone()).unwrap_or_default();
    let descriptor = Descriptor::from_json(&json);
    if descriptor.resources.is_empty() {
        return Err(Failure::new("the descriptor names no tables"));
    }
    Ok(descriptor)
}

fn read(package: &Package) -> Rc<Reading> {
    let (story, problems) = Story::read(package);
    Rc::new(Reading { story, problems })
}

fn shelve(package: Package) -> u32 {
    let reading = read(&package);
    house(|house| {
        house.shelves.push(Shelf { package, reading });
        house.shelves.len() as u32
    })
}
