//! From what the page reports to messages.
//!
//! Decides what each report means for a figure, and whether the page is to keep it from the browser. Leaves listening, and taking
//! events apart, to `www/element.js`; and what follows to [`ballotline::app`].

use super::error::{Failure, Status};
use super::runner::Runner;
use ballotline::app::{Message, Phase, Pointer};

/// What the page reports:
///
/// | name | text | numbers | flag |
/// |---|---|---|---|
/// | `frame` | | | |
/// | `size` | | | |
/// | `pixels` (they are lost) | | | |
/// | `say` | words | | |
/// | `key` | `KeyboardEvent.key` | | |
/// | `focus`, `blur` | | | by keyboard |
/// | `wheel` | | x, sideways and upright movement in CSS pixels | Ctrl or ⌘ |
/// | an event of a pointer | | x, y in CSS pixels, time in milliseconds; the pointer's number | finger |
pub struct Report<'a> {
    /// What it is.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its numbers.
    pub numbers: [f64; 3],
    /// Which pointer.
    pub id: i32,
    /// Its flag.
    pub flag: bool,
}

/// Sends what a report means.
pub fn hear(runner: &Runner, report: &Report<'_>) -> Result<Status, Failure> {
    let text = report.text;
    let [x_px, y_px, third] = report.numbers;
    match report.name {
        "frame" => runner.draw()?,
        "size" => runner.resized(),
        "pixels" => runner.pixels_lost(),
        "say" => runner.send(Message::Say(text.to_owned())),
        "key" => {
            if !runner.ask(|model| model.wants_key(text)) {
                return Ok(Status::Heard);
            }
            runner.send(Message::Key(text.to_owned()));
            return Ok(Status::Wanted);
        }
        "focus" => runner.send(Message::Focus(Some(report.flag))),
        "blur" => runner.send(Message::Focus(None)),
        "wheel" => {
            let zooming = report.flag;
            if !runner.ask(|model| model.wants_wheel(y_px, third, zooming)) {
                return Ok(Status::Heard);
            }
            runner.send(Message::Wheel { x_px, delta_x_px: y_px, delta_y_px: third, zooming });
            return Ok(Status::Wanted);
        }
        name => {
            let phase = match name {
                "pointerdown" => Phase::Down,
                "pointermove" => Phase::Move,
                "pointerup" => Phase::Up,
                _ => Phase::Cancel,
            };
            runner.follow(phase, x_px, third);
            runner.send(Message::Pointer(Pointer { id: report.id, phase, x_px, y_px, touch: report.flag }));
        }
    }
    Ok(Status::Heard)
}
