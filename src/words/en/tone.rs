//! Words on the tone of relations.

use super::super::number::NO_BREAK_SPACE;
use super::*;
use crate::analysis::tone::{SHOWN_FROM, Tone};

/// The way to the account.
pub const METHOD: &str = "How the tone of relations is computed";
/// Name of the choice.
pub const HALF_LIFE: &str = "An event weighs half after";
/// What is computed, whose method it is, what it cannot say.
pub const ACCOUNT: [&str; 3] = [
    "The tone of a lane on a day is a weighted mean of the Goldstein values of its events up to that day: the sum of \
     weight times value, divided by the sum of weights. An event weighs 1 on its day and half as much after each \
     half-life: weight = 2 to the power of −(age ÷ half-life). n is the sum of the weights. Between events the value \
     stands still and n shrinks. UN votes, context and incidents have no part in it.",
    "Each event has a code of CAMEO (Gerner, Schrodt, Yilmaz and Abu-Jabr 2002), each code a value from −10, conflict, \
     to +10, cooperation (Goldstein 1992). A mean with weights that halve is exponential smoothing (Brown 1959).",
    "What it cannot say: a value belongs to a kind of act, not to this act. The events were chosen by hand, not \
     sampled. A mean hides acts that pull both ways, and where n is small one event moves it far. Read it with n, and \
     with the events.",
];
/// The way from an event's card to the tone of its lane on its day.
pub const OF_THE_DAY: &str = "Tone of relations on this day";
/// Heading over the events of a tone.
pub const HEAVIEST: &str = "What weighs most on that day";
/// A lane on a day on which nothing weighs enough.
pub const NOT_SHOWN: &str =
    "No event up to this day weighs enough: n is below a quarter, and no tone is drawn.";

/// A choice of the half-life: `90 days`.
pub fn days(count: u32) -> String {
    format!("{count}{NO_BREAK_SPACE}days")
}

/// Said when the half-life is chosen.
pub fn half_life(count: u32) -> String {
    format!("{HALF_LIFE} {}", days(count))
}

/// What the card is about.
pub fn title(lane: &str, day: Day) -> String {
    format!("Tone of relations, {lane}, {}", long_date(day))
}

/// What a tone rests on.
pub fn rests_on(n: f64, half_life_days: u32) -> String {
    let (n, days) = (decimal(n, 1), days(half_life_days));
    format!(
        "n{NO_BREAK_SPACE}{n}: the events up to that day weigh as much as so many of that very day. {HALF_LIFE} {days}."
    )
}

/// One event's part: `weight 0.93, value −4.0`.
pub fn part(weight: f64, goldstein: f64) -> String {
    format!("weight {}, value {}", decimal(weight, 2), signed(goldstein, 1))
}

/// The spoken line of a lane on a day.
pub fn spoken(lane: &str, day: Day, tone: Option<Tone>) -> String {
    let said = match tone.filter(|tone| tone.n >= SHOWN_FROM) {
        Some(tone) => format!("{}, n {}", signed(tone.value, 1), decimal(tone.n, 1)),
        None => NOT_SHOWN.to_string(),
    };
    format!("{}: {said}", title(lane, day))
}
