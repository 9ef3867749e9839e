//! Words on the tone of relations.

use super::number::{decimal, signed};
use super::*;
use crate::analysis::tone::{SHOWN_FROM, Tone};
use crate::data::Day;

words! { Tone:
    /// The way to the account.
    METHOD,
    /// Name of the choice.
    HALF_LIFE,
    /// The way from an event's card to the tone of its lane on its day.
    OF_THE_DAY,
    /// Heading over the events of a tone.
    HEAVIEST,
    /// A lane on a day on which nothing weighs enough.
    NOT_SHOWN,
    /// A choice of the half-life.
    DAYS(count),
    /// Said when the half-life is chosen.
    HALF_LIFE_CHOSEN(days),
    /// What the card is about.
    TITLE(lane, date),
    /// What a tone rests on.
    RESTS_ON(n, days),
    /// One event's part.
    PART(weight, value),
    /// A tone with its weight, as spoken.
    SPOKEN(value, n),
}

/// A choice of the half-life: `90 days`.
pub fn days(count: u32) -> String {
    DAYS.with(&[&count.to_string()])
}

/// Said when the half-life is chosen.
pub fn half_life(count: u32) -> String {
    HALF_LIFE_CHOSEN.with(&[&days(count)])
}

/// What the card is about.
pub fn title(lane: &str, day: Day) -> String {
    TITLE.with(&[lane, &long_date(day)])
}

/// What a tone rests on.
pub fn rests_on(n: f64, half_life_days: u32) -> String {
    RESTS_ON.with(&[&decimal(n, 1), &days(half_life_days)])
}

/// One event's part: `weight 0.93, value −4.0`.
pub fn part(weight: f64, goldstein: f64) -> String {
    PART.with(&[&decimal(weight, 2), &signed(goldstein, 1)])
}

/// The spoken line of a lane on a day.
pub fn spoken(lane: &str, day: Day, tone: Option<Tone>) -> String {
    let said = match tone.filter(|tone| tone.n >= SHOWN_FROM) {
        Some(tone) => SPOKEN.with(&[&signed(tone.value, 1), &decimal(tone.n, 1)]),
        None => NOT_SHOWN.into(),
    };
    [&title(lane, day), ": ", &said].concat()
}
