//! What the browser does for a figure: the address, the spoken line, the host's events, the focus.
//!
//! Decides how often the address is written, and that keys of others keep their place in it. Leaves which keys there are and
//! how values are encoded to [`ballotline::app::link`].

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CustomEvent, CustomEventInit, HtmlElement, ShadowRoot, Window};

use super::error::Failure;
use super::runner::Runner;
use ballotline::app::{Effect, link};

/// The word of the timer that the address waits for.
pub const ADDRESS_IS_DUE: &str = "address";
/// Where spoken lines stand.
const LIVE: &str = ".bl-live";
/// Least time between two passing states in the address.
const QUIET_MS: f64 = 500.0;

/// The page's address: one for all figures.
#[derive(Default)]
struct Address {
    /// The fragment that is to be written.
    waiting: Option<String>,
    /// When the last one was.
    written_ms: f64,
}

thread_local! {
    static ADDRESS: RefCell<Address> = RefCell::default();
}

/// Does what an effect says.
pub fn carry_out(runner: &Runner, effect: Effect) -> Result<(), Failure> {
    match effect {
        Effect::Address { keys, is_choice } => {
            if runner.has_address {
                put(runner, &keys, is_choice)?;
            }
        }
        Effect::Speak(line) => speak(runner, line)?,
        Effect::Tell(name, detail) => tell(runner, name, &detail)?,
        Effect::Elsewhere(words) => super::elsewhere(runner, &words),
        Effect::FocusPicture => focus(runner, "[data-slot=picture]")?,
        Effect::FocusOn(id) => focus(runner, &["#", id].concat())?,
    }
    Ok(())
}

/// Dispatches an event at the host: its detail is a plain object.
pub fn tell(runner: &Runner, name: &str, detail: &[(&'static str, String)]) -> Result<(), Failure> {
    let object = Object::new();
    for (key, value) in detail {
        Reflect::set(&object, &(*key).into(), &value.into())?;
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&object);
    let event = CustomEvent::new_with_event_init_dict(name, &init)?;
    runner.host.dispatch_event(&event)?;
    Ok(())
}

fn focus(runner: &Runner, selector: &str) -> Result<(), Failure> {
    if let Some(element) = runner.root.query_selector(selector)? {
        element.unchecked_ref::<HtmlElement>().focus()?;
    }
    Ok(())
}

/// The place of spoken lines: there, and empty, before the first is spoken, else a screen reader misses that one.
pub fn ready_to_speak(root: &ShadowRoot) -> Result<(), Failure> {
    if root.query_selector(LIVE)?.is_none() {
        let document = root.owner_document().ok_or(Failure::new("there is no document"))?;
        let live = document.create_element("div")?;
        live.set_attribute("class", "bl-live")?;
        live.set_attribute("aria-live", "polite")?;
        root.append_child(&live)?;
    }
    Ok(())
}

fn speak(runner: &Runner, mut line: String) -> Result<(), Failure> {
    let Some(live) = runner.root.query_selector(LIVE)? else { return Ok(()) };
    if live.text_content().as_deref() == Some(line.as_str()) {
        // The same line twice is said twice only if it differs.
        line.push('\u{a0}');
    }
    live.set_text_content(Some(&line));
    Ok(())
}

/// The address's fragment with the keys of `state` that it does not have before it.
pub fn link_with(window: &Window, state: &str) -> String {
    let fragment = fragment(window);
    let mut all = String::new();
    for pair in
        state.split('&').filter(|pair| !fragment.split('&').any(|other| key_of(other) == key_of(pair)))
    {
        join(&mut all, pair);
    }
    join(&mut all, &fragment);
    all
}

/// The fragment that the reader went to; what waited to be written is out of date then.
pub fn link_gone_to(window: &Window) -> String {
    ADDRESS.with_borrow_mut(|address| address.waiting = None);
    fragment(window)
}

/// Writes what waits to be written.
pub fn write_address_now(window: &Window) {
    if let Some(fragment) = ADDRESS.with_borrow_mut(|address| address.waiting.take()) {
        write(window, &fragment, false);
    }
}

/// The fragment as it stands or will stand.
fn fragment(window: &Window) -> String {
    let waiting = ADDRESS.with_borrow(|address| address.waiting.clone());
    waiting.unwrap_or_else(|| window.location().hash().unwrap_or_default().trim_start_matches('#').to_owned())
}

fn put(runner: &Runner, keys: &[(&'static str, Option<String>)], is_choice: bool) -> Result<(), Failure> {
    let old = fragment(&runner.window);
    let mut new = String::new();
    let mut written = Vec::new();
    for pair in old.split('&') {
        match keys.iter().find(|(key, _)| *key == key_of(pair)) {
            None => join(&mut new, pair),
            Some((key, value)) => {
                if !written.contains(key) {
                    written.push(*key);
                    join_value(&mut new, key, value.as_deref());
                }
            }
        }
    }
    for (key, value) in keys.iter().filter(|(key, _)| !written.contains(key)) {
        join_value(&mut new, key, value.as_deref());
    }
    if new == old {
        return Ok(());
    }
    if is_choice {
        ADDRESS.with_borrow_mut(|address| address.waiting = None);
        write(&runner.window, &new, true);
        return Ok(());
    }
    let now_ms = js_sys::Date::now();
    let (was_waiting, wait_ms) = ADDRESS.with_borrow_mut(|address| {
        let was_waiting = address.waiting.replace(new).is_some();
        (was_waiting, address.written_ms + QUIET_MS - now_ms)
    });
    if wait_ms <= 0.0 {
        write_address_now(&runner.window);
    } else if !was_waiting {
        runner.window.set_timeout_with_callback_and_timeout_and_arguments_1(
            &runner.sink,
            wait_ms as i32,
            &JsValue::from(ADDRESS_IS_DUE),
        )?;
    }
    Ok(())
}

fn write(window: &Window, fragment: &str, is_choice: bool) {
    let location = window.location();
    let mut url = location.pathname().unwrap_or_default();
    url.push_str(&location.search().unwrap_or_default());
    if !fragment.is_empty() {
        url.push('#');
        url.push_str(fragment);
    }
    // A frame without an origin of its own, or a browser that has had enough, keeps its address.
    if let Ok(history) = window.history() {
        let _ = if is_choice {
            history.push_state_with_url(&JsValue::NULL, "", Some(&url))
        } else {
            history.state().and_then(|state| history.replace_state_with_url(&state, "", Some(&url)))
        };
    }
    ADDRESS.with_borrow_mut(|address| address.written_ms = js_sys::Date::now());
}

fn key_of(pair: &str) -> &str {
    pair.split('=').next().unwrap_or_default()
}

fn join(all: &mut String, pair: &str) {
    if !pair.is_empty() {
        if !all.is_empty() {
            all.push('&');
        }
        all.push_str(pair);
    }
}

fn join_value(all: &mut String, key: &str, value: Option<&str>) {
    let Some(value) = value else { return };
    let mut pair = String::from(key);
    pair.push('=');
    pair.push_str(&link::encode(value));
    join(all, &pair);
}
