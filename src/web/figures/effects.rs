//! What the browser does for a figure, handed to the page.
//!
//! Decides how an effect is written as two texts, a name and what belongs to it. Leaves carrying it out (the address, the spoken
//! line, the host's events, the focus) to `www/element.js`, which keeps what must outlive an instance; and which keys there are
//! and how values are encoded to [`ballotline::app::link`].

use wasm_bindgen::JsValue;

use super::error::Failure;
use super::runner::Runner;
use ballotline::app::{Effect, link};

/// Has the page do what an effect says.
///
/// | name | text |
/// |---|---|
/// | `choice`, `passing` | keys for the address as in a link, those without `=` to be taken out |
/// | `speak` | the line |
/// | `reveal` | how far down the picture, in CSS pixels |
/// | `focus` | a selector |
/// | `elsewhere` | words for the other figures of the story |
/// | an event's name | its detail, written like a link |
pub fn carry_out(runner: &Runner, effect: Effect) -> Result<(), Failure> {
    match effect {
        Effect::Address { keys, is_choice } => {
            let keys: Vec<String> = keys
                .iter()
                .map(|(key, value)| value.as_ref().map_or_else(|| key.to_string(), |value| pair(key, value)))
                .collect();
            act(runner, if is_choice { "choice" } else { "passing" }, &keys.join("&"))
        }
        Effect::Speak(line) => act(runner, "speak", &line),
        Effect::Tell(name, detail) => tell(runner, name, &detail),
        Effect::Elsewhere(words) => act(runner, "elsewhere", &words),
        Effect::Reveal(y_px) => act(runner, "reveal", &(y_px as i32).to_string()),
        Effect::FocusPicture => act(runner, "focus", "[data-slot=picture]"),
        Effect::FocusOn(id) => act(runner, "focus", &["#", id].concat()),
    }
}

/// Has the page dispatch an event at the host.
pub fn tell(runner: &Runner, name: &str, detail: &[(&'static str, String)]) -> Result<(), Failure> {
    let pairs: Vec<String> = detail.iter().map(|(key, value)| pair(key, value)).collect();
    act(runner, name, &pairs.join("&"))
}

fn pair(key: &str, value: &str) -> String {
    [key, "=", &link::encode(value)].concat()
}

fn act(runner: &Runner, name: &str, text: &str) -> Result<(), Failure> {
    runner.actor.call2(&JsValue::NULL, &name.into(), &text.into())?;
    Ok(())
}
