//! The browser and nothing else: what the page calls, and one figure's canvas, document, events and effects.
//!
//! Decides what crosses the border: free functions with handles (`u32`) and statuses, no objects. The script beside it,
//! `www/element.js`, is the one caller; it listens, and tells [`hear`] whatever the browser reports (an event, a frame, a new
//! size), guarding every call. So there is one way in, nothing of an instance stays in the page when it breaks, and
//! a fault is caught where it can be told. A story comes as the bytes of a reading: the embedded one's, or those that the
//! program `reader` made of tables. Leaves what a message means to [`ballotline::app`].

mod canvas;
mod dom;
mod effects;
mod error;
mod events;
mod measure;
mod runner;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use ballotline::app::{Figure, Message, Reading};
use error::{Failure, Status};
use runner::Runner;

/// Everything that outlives a call. Borrowed briefly and never across a call into the page.
#[derive(Default)]
struct House {
    /// Each story as it was read so far; its handle is its place, from 1.
    readings: Vec<Rc<Reading>>,
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

fn reading(story: u32) -> Option<Rc<Reading>> {
    house(|house| house.readings.get(story.wrapping_sub(1) as usize).cloned())
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

/// Takes a story, or the story of a handle anew, from bytes of a reading; `more` and `rest` hold what the bytes before do not, or
/// nothing. Its figures are drawn from it. Its handle, or 0, and nothing changes, where bytes of `first` or `more` are none.
#[wasm_bindgen]
pub fn load(story: u32, first: &[u8], more: &[u8], rest: &[u8]) -> u32 {
    let mut reading = Reading::default();
    if reading.unpack(first).is_none() {
        return told(Err(Failure::new("the story is damaged, or of another version")));
    }
    // Figures would say that there is nothing, where it was only damaged or is of another version.
    if !more.is_empty() && reading.unpack(more).is_none() {
        return told(Err(Failure::new("a part of the story is damaged, or of another version")));
    }
    // Without the rest, or with a damaged one, what is known of the story stays as it was.
    let _ = reading.unpack(rest);
    let reading = Rc::new(reading);
    let (story, runners) = house(|house| {
        let mut handle = story;
        match house.readings.get_mut(story.wrapping_sub(1) as usize) {
            Some(known) => *known = reading.clone(),
            None => {
                house.readings.push(reading.clone());
                handle = house.readings.len() as u32;
            }
        }
        (handle, house.runners.clone())
    });
    for runner in runners.into_iter().filter(|runner| runner.story == story) {
        runner.send(Message::Read(reading.clone()));
    }
    story
}

/// The sentences about what was odd in a story.
#[wasm_bindgen]
pub fn problems(story: u32) -> Array {
    let reading = reading(story).unwrap_or_default();
    let told = reading.notes.iter().filter(|note| !note.text.is_empty());
    told.map(|note| JsValue::from(note.text.as_str())).collect()
}

/// Puts a figure into its host, whose shadow root is open. What the host has inside stays to be seen until it is drawn.
/// `sink` is called with each animation frame and must tell [`hear`] of it with the handle that this returns; `actor` does what
/// the figure asks of the page, see [`effects::carry_out`]. The handle, or 0.
#[wasm_bindgen]
pub fn mount(
    story: u32,
    host: HtmlElement,
    figure: &str,
    state: &str,
    sink: Function,
    actor: Function,
) -> u32 {
    let begin = || {
        let reading = reading(story).ok_or(Failure::new("there is no such story"))?;
        let figure = Figure::from_key(figure).ok_or(Failure::new("there is no such figure"))?;
        let handle = house(|house| {
            house.last_handle += 1;
            house.last_handle
        });
        let runner = Runner::new(handle, story, reading, figure, host, state, sink, actor)?;
        house(|house| house.runners.push(runner));
        Ok(handle)
    };
    told(begin())
}

/// Takes a figure out of its host. What stands in the shadow root, and who listens there, is the caller's.
#[wasm_bindgen]
pub fn unmount(handle: u32) {
    if let Some(runner) = runner(handle) {
        house(|house| house.runners.retain(|other| other.handle != handle));
        runner.close();
    }
}

/// Hands a figure what the browser reports, see [`events::Report`]. 0: heard; 1: the figure failed, see [`last_error`]; 2: heard,
/// and the browser is to do nothing of its own.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)]
pub fn hear(handle: u32, name: &str, text: &str, x: f64, y: f64, z: f64, id: i32, flag: bool) -> u32 {
    let Some(runner) = runner(handle) else { return Status::Heard as u32 };
    let report = events::Report { name, text, numbers: [x, y, z], id, flag };
    events::hear(&runner, &report).unwrap_or_else(|failure| {
        house(|house| house.last_error = failure.0);
        Status::Failed
    }) as u32
}

/// Brings a figure into a state, written like a link; `is_address`: the reader has gone to that address.
#[wasm_bindgen]
pub fn set_state(handle: u32, state: &str, is_address: bool) {
    if let Some(runner) = runner(handle) {
        let state = state.to_owned();
        runner.send(if is_address { Message::Link(state) } else { Message::State(state) });
    }
}

/// What a reader takes away of a figure, as text; `asked` has a line for each of the first arguments of
/// [`ballotline::app::share::taken`]. The part `share` must have been joined.
#[wasm_bindgen]
pub fn taken(handle: u32, asked: &str, is_dark: bool) -> String {
    runner(handle).map(|runner| runner.taken(asked, is_dark)).unwrap_or_default()
}

/// Draws a figure anew with the colours, fonts and pixel density that the page has now.
#[wasm_bindgen]
pub fn look_changed(handle: u32) {
    if let Some(runner) = runner(handle) {
        runner.look_changed();
    }
}
