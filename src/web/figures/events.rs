//! From the browser's events to messages.
//!
//! Decides which events a figure keeps from the page, and what their targets say (the attribute `data-say`). Leaves
//! listening to `www/element.js`, and what follows to [`ballotline::app`].

use js_sys::Reflect;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

use super::error::Failure;
use super::runner::Runner;
use ballotline::app::{Message, Phase, Pointer};

const SAYS: &str = "data-say";
const PICTURE: &str = "[data-slot=picture]";
const CARD: &str = ".bl-open";

/// Pixels in a line of text, for wheels that count in lines.
const LINE_PX: f64 = 16.0;

/// What the sink was given.
pub fn hear(runner: &Runner, value: JsValue) -> Result<(), Failure> {
    match value.dyn_into::<Event>() {
        Ok(event) => event_heard(runner, &event),
        Err(value) => {
            if value.as_f64().is_some() {
                return runner.draw();
            }
            match value.as_string() {
                Some(words) => runner.send(Message::Say(words)),
                None => runner.resized(),
            }
            Ok(())
        }
    }
}

fn event_heard(runner: &Runner, event: &Event) -> Result<(), Failure> {
    let name = event.type_();
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return Ok(());
    };
    let is_canvas = target == **runner.canvas;
    match name.as_str() {
        "contextrestored" if is_canvas => runner.pixels_lost(),
        "wheel" if is_canvas => wheel(runner, event.unchecked_ref()),
        _ if name.starts_with("pointer") => {
            if is_canvas {
                pointer(runner, &name, event.unchecked_ref());
            }
        }
        _ => on_element(runner, &name, event, &target)?,
    }
    Ok(())
}

fn on_element(runner: &Runner, name: &str, event: &Event, target: &Element) -> Result<(), Failure> {
    match name {
        "click" => {
            let Some(speaker) = target.closest("a,summary,[data-say]")? else { return Ok(()) };
            let with_key = event.unchecked_ref::<MouseEvent>();
            let opens_elsewhere = speaker.tag_name() == "A" && (with_key.ctrl_key() || with_key.meta_key());
            if let Some(words) = speaker.get_attribute(SAYS)
                && !is_one_of(&speaker, &["DETAILS", "INPUT", "SELECT"])
                && !opens_elsewhere
            {
                event.prevent_default();
                runner.send(Message::Say(words));
            }
        }
        "input" => {
            if let Some(mut words) = target.get_attribute(SAYS) {
                words.push(' ');
                words.push_str(&Reflect::get(target, &"value".into())?.as_string().unwrap_or_default());
                runner.send(Message::Say(words));
            }
        }
        "toggle" => {
            if let Some(mut words) = target.get_attribute(SAYS) {
                words.push_str(if target.has_attribute("open") { " open" } else { " closed" });
                runner.send(Message::Say(words));
            }
        }
        "keydown" => {
            let pressed = event.unchecked_ref::<KeyboardEvent>();
            let key = pressed.key();
            if target.matches(PICTURE)? {
                let is_plain = !pressed.ctrl_key() && !pressed.meta_key() && !pressed.alt_key();
                if is_plain && runner.ask(|model| model.wants_key(&key)) {
                    event.prevent_default();
                    runner.send(Message::Key(key));
                }
            } else if key == "Escape" && target.closest(CARD)?.is_some() {
                event.prevent_default();
                runner.send(Message::Say("close".to_owned()));
            } else if matches!(key.as_str(), "Enter" | " ")
                && !is_one_of(target, &["A", "BUTTON", "DETAILS", "SUMMARY", "INPUT", "SELECT"])
                && let Some(words) = target.get_attribute(SAYS)
            {
                event.prevent_default();
                runner.send(Message::Say(words));
            }
        }
        _ => {
            if target.matches(PICTURE)? {
                let gained = name == "focusin";
                let by_keyboard = gained && target.matches(":focus-visible")?;
                runner.send(Message::Focus(gained.then_some(by_keyboard)));
            }
        }
    }
    Ok(())
}

fn pointer(runner: &Runner, name: &str, event: &PointerEvent) {
    let touch = event.pointer_type() == "touch";
    let phase = match name {
        "pointerdown" => {
            if event.button() != 0 {
                return;
            }
            if !touch {
                // A drag goes on outside. A finger is left to the browser: it scrolls, unless `touch-action` says no.
                let _ = runner.canvas.set_pointer_capture(event.pointer_id());
            }
            Phase::Down
        }
        "pointermove" => Phase::Move,
        "pointerup" => Phase::Up,
        _ => Phase::Cancel,
    };
    runner.follow(phase, f64::from(event.offset_x()), event.time_stamp());
    runner.send(Message::Pointer(Pointer {
        id: event.pointer_id(),
        phase,
        x_px: f64::from(event.offset_x()),
        y_px: f64::from(event.offset_y()),
        touch,
    }));
}

fn wheel(runner: &Runner, event: &WheelEvent) {
    let unit_px = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { LINE_PX };
    let (delta_x_px, delta_y_px) = (event.delta_x() * unit_px, event.delta_y() * unit_px);
    let zooming = event.ctrl_key() || event.meta_key();
    if runner.ask(|model| model.wants_wheel(delta_x_px, delta_y_px, zooming)) {
        event.prevent_default();
        let x_px = f64::from(event.offset_x());
        runner.send(Message::Wheel { x_px, delta_x_px, delta_y_px, zooming });
    }
}

fn is_one_of(element: &Element, names: &[&str]) -> bool {
    names.contains(&element.tag_name().as_str())
}
