//! Small pictures within text: the shape of a kind, the scale of tone. As markup, in hundredths of a pixel.

use crate::charts::mark;
use crate::data::EventKind;
use crate::scene::Role;
use crate::words::number::signed;

use super::markup::{Element, element};

fn hundredths(value: f64) -> String {
    ((value * 100.0) as i32).to_string()
}

fn drawing(width_px: u32, height_px: u32) -> Element {
    element("svg")
        .with("width", width_px.to_string())
        .with("height", height_px.to_string())
        .with("viewBox", format!("0 0 {}00 {}00", width_px, height_px))
        .with("aria-hidden", "true")
        .with("focusable", "false")
}

/// The colour role as a class.
pub fn role_class(role: Role) -> &'static str {
    match role {
        Role::ToneConflictStrong => "bl-tone-conflict-strong",
        Role::ToneConflict => "bl-tone-conflict",
        Role::ToneCooperation => "bl-tone-cooperation",
        Role::ToneCooperationStrong => "bl-tone-cooperation-strong",
        Role::ToneConflictText => "bl-conflict",
        Role::ToneCooperationText => "bl-cooperation",
        Role::Ink | Role::InkSecond => "bl-second",
        Role::InkThird => "bl-third",
        _ => "bl-tone-neutral",
    }
}

/// The shape of a kind, 18 px square, in a colour class.
pub fn kind(kind: EventKind, radius: f64, class: &'static str, is_hollow: bool) -> Element {
    let shape = match kind {
        EventKind::Statement | EventKind::Vote => {
            let is_ring = is_hollow || kind == EventKind::Vote;
            let circle = element("circle")
                .with("cx", "900")
                .with("cy", "900")
                .with("r", hundredths(if is_ring { radius * 0.8 } else { radius }));
            outlined(circle, is_ring, 0.42 * radius)
        }
        _ => {
            let points: Vec<String> = mark::outline(kind, radius)
                .into_iter()
                .map(|(x, y)| format!("{},{}", hundredths(x + 9.0), hundredths(y + 9.0)))
                .collect();
            outlined(element("polygon").with("points", points.join(" ")), is_hollow, 1.6)
        }
    };
    drawing(18, 18).with("class", format!("bl-icon {class}")).child(shape)
}

fn outlined(shape: Element, is_outlined: bool, width_px: f64) -> Element {
    if is_outlined {
        shape.with("fill", "none").with("stroke", "currentColor").with("stroke-width", hundredths(width_px))
    } else {
        shape.with("fill", "currentColor")
    }
}

/// The classes of tone, from conflict to cooperation, with their bounds.
pub const CLASSES: [(Role, f64, f64); 5] = [
    (Role::ToneConflictStrong, -10.0, -5.0),
    (Role::ToneConflict, -5.0, -0.5),
    (Role::ToneNeutral, -0.5, 0.5),
    (Role::ToneCooperation, 0.5, 5.0),
    (Role::ToneCooperationStrong, 5.0, 10.0),
];

/// Five swatches of equal width: the key to the colours.
pub fn tone_key() -> Element {
    let swatches = CLASSES.iter().enumerate().map(|(index, (role, _, _))| {
        element("rect")
            .with("class", role_class(*role))
            .with("x", (index * 1800).to_string())
            .with("y", "0")
            .with("width", "1700")
            .with("height", "1200")
            .with("fill", "currentColor")
    });
    drawing(89, 12).class("bl-tone-key").children(swatches)
}

/// The Goldstein scale with a pointer at a value.
pub fn goldstein_scale(value: f64) -> Element {
    let at = |value: f64| 6.0 + (value + 10.0) / 20.0 * 188.0;
    let bars = CLASSES.iter().map(|(role, from, to)| {
        element("rect")
            .with("class", role_class(*role))
            .with("x", hundredths(at(*from)))
            .with("y", "1400")
            .with("width", hundredths(at(*to) - at(*from) - 1.0))
            .with("height", "500")
            .with("fill", "currentColor")
    });
    let x = at(value);
    let pointer = element("path")
        .with("d", format!("M{} 1250l-500 -800h1000z", hundredths(x)))
        .with("fill", "currentColor");
    let numbers =
        [(-10.0, "start", 0.0), (0.0, "middle", 100.0), (10.0, "end", 200.0)].map(|(value, anchor, x)| {
            element("text")
                .with("x", hundredths(x))
                .with("y", "3200")
                .with("font-size", "1200")
                .with("fill", "currentColor")
                .with("text-anchor", anchor)
                .with("class", "bl-third")
                .text(signed(value, 0))
        });
    drawing(200, 34).class("bl-scale").children(bars).child(pointer).children(numbers)
}
