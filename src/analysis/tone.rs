//! The tone of relations: a mean of Goldstein values in which an event weighs less the older it is.
//!
//! value(t) = Σ wᵢ gᵢ / Σ wᵢ and n(t) = Σ wᵢ over the events up to day t, with wᵢ = 2^(−age in days / half-life): an event
//! counts 1 on its day and ½ after one half-life (exponential smoothing after Brown 1959, applied to the scale of
//! Goldstein 1992). Since all weights shrink at one rate, the value stands still between events while n decays.

use super::power::power_of_two;
use crate::data::{Day, Event};

/// Below this n the tone is drawn faint.
pub const FIRM_FROM: f64 = 3.0;
/// Below this n the tone is not drawn.
pub const SHOWN_FROM: f64 = 0.25;
/// The half-lives a reader can choose from, in days.
pub const HALF_LIVES_DAYS: [u32; 4] = [30, 90, 180, 365];
/// The half-life used unless a reader chooses another, in days.
pub const HALF_LIFE_DAYS: u32 = 90;

/// The tone on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// Weighted mean of Goldstein values, −10..=10.
    pub value: f64,
    /// Sum of the weights: how many events of today it rests on.
    pub n: f64,
}

/// A step: from `day` on the value holds, and n decays from the one given, until the next step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The day of one or more events.
    pub day: Day,
    /// The tone on that day.
    pub tone: Tone,
}

/// The steps of one lane's tone, one for each day with events that count; `events` in order of date.
pub fn steps<'a>(events: impl Iterator<Item = &'a Event>, half_life_days: f64) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for event in events.filter(|event| event.counts_in_tone()) {
        let (weight, sum) = match steps.last() {
            Some(last) => {
                let n = decayed(last.tone.n, event.date.0 - last.day.0, half_life_days);
                (n, n * last.tone.value)
            }
            None => (0.0, 0.0),
        };
        let tone = Tone { value: (sum + event.goldstein) / (weight + 1.0), n: weight + 1.0 };
        match steps.last_mut() {
            Some(last) if last.day == event.date => last.tone = tone,
            _ => steps.push(Step { day: event.date, tone }),
        }
    }
    steps
}

/// The tone on a day, or `None` before the first step.
pub fn tone_on(steps: &[Step], day: Day, half_life_days: f64) -> Option<Tone> {
    let after = steps.partition_point(|step| step.day <= day);
    let last = steps.get(after.checked_sub(1)?)?;
    Some(Tone { value: last.tone.value, n: decayed(last.tone.n, day.0 - last.day.0, half_life_days) })
}

/// What one event adds to the tone on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Index of the event in the list asked.
    pub event: usize,
    /// Its weight, 0..=1: 1 on its day.
    pub weight: f64,
}

/// An event of less weight is not named.
const NAMED_FROM: f64 = 0.005;

/// The events that weigh most on a day, heaviest first, at most `most` of them; of one weight, the later in the list first.
/// `events` up to that day, in order of date. Only those are looked at that weigh enough to be named.
pub fn heaviest<'a>(
    events: impl DoubleEndedIterator<Item = (usize, &'a Event)>,
    day: Day,
    half_life_days: f64,
    most: usize,
) -> Vec<Part> {
    let weighed = events.rev().map(|(index, event)| {
        let weight = decayed(1.0, day.0 - event.date.0, half_life_days);
        (event, Part { event: index, weight })
    });
    weighed
        .take_while(|(_, part)| part.weight >= NAMED_FROM)
        .filter(|(event, _)| event.counts_in_tone())
        .map(|(_, part)| part)
        .take(most)
        .collect()
}

/// Whole days from a step until n has fallen below a bound; 0 if it is below already.
pub fn days_until_below(n: f64, bound: f64, half_life_days: f64) -> i32 {
    if n < bound {
        return 0;
    }
    let days = half_life_days * libm::log2(n / bound);
    // On the day itself n is still at the bound; the next whole day is below it.
    days.floor() as i32 + 1
}

fn decayed(n: f64, days: i32, half_life_days: f64) -> f64 {
    n * power_of_two(-f64::from(days) / half_life_days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{EventKind, Precision};
    use proptest::prelude::*;

    fn event(day: i32, goldstein: f64) -> Event {
        Event {
            id: format!("{day}-{goldstein}"),
            date: Day(day),
            end: None,
            precision: Precision::Day,
            lane: 0,
            source_actor: 0,
            target_actor: 0,
            kind: EventKind::Statement,
            code: 0,
            goldstein,
            title: String::new(),
            summary: String::new(),
            importance: 3,
            tags: Vec::new(),
            sources: Vec::new(),
            verified: true,
        }
    }

    /// The definition, word for word, without the running sum.
    fn by_definition(events: &[Event], day: Day, half_life_days: f64) -> Option<Tone> {
        let (mut n, mut sum) = (0.0, 0.0);
        for event in events.iter().filter(|event| event.date <= day) {
            let weight = libm::exp2(-f64::from(day.0 - event.date.0) / half_life_days);
            n += weight;
            sum += weight * event.goldstein;
        }
        if n > 0.0 { Some(Tone { value: sum / n, n }) } else { None }
    }

    #[test]
    fn an_event_counts_one_on_its_day_and_half_after_a_half_life() {
        let steps = steps([event(0, -4.0)].iter(), 90.0);
        assert_eq!(tone_on(&steps, Day(0), 90.0), Some(Tone { value: -4.0, n: 1.0 }));
        assert_eq!(tone_on(&steps, Day(90), 90.0), Some(Tone { value: -4.0, n: 0.5 }));
        assert_eq!(tone_on(&steps, Day(-1), 90.0), None);
    }

    #[test]
    fn events_that_are_no_acts_stay_out() {
        let outside =
            |kind: EventKind, tag: &str| Event { kind, tags: vec![tag.to_string()], ..event(0, -10.0) };
        for (kind, tag, is_outside) in [
            (EventKind::Statement, "unga", true),
            (EventKind::Statement, "context", true),
            (EventKind::Force, "incident", true),
            (EventKind::Vote, "un", true),
            (EventKind::Vote, "election", false),
            (EventKind::Statement, "un", false),
        ] {
            assert_eq!(steps([outside(kind, tag)].iter(), 90.0).is_empty(), is_outside, "{kind:?} {tag}");
        }
    }

    proptest! {
        #[test]
        fn tone_follows_its_definition_and_lies_within_the_values_it_averages(
            mut rows in prop::collection::vec((0i32..2_000, -100i32..=100), 1..60), at in 0i32..2_500, half_life in 10f64..400.0
        ) {
            rows.sort_unstable();
            let events: Vec<Event> = rows.iter().map(|(day, tenths)| event(*day, f64::from(*tenths) / 10.0)).collect();
            let found = tone_on(&steps(events.iter(), half_life), Day(at), half_life);
            let wanted = by_definition(&events, Day(at), half_life);
            prop_assert_eq!(found.is_some(), wanted.is_some());
            if let (Some(found), Some(wanted)) = (found, wanted) {
                prop_assert!((found.n - wanted.n).abs() < 1e-9 * wanted.n.max(1.0));
                if wanted.n > 1e-6 { prop_assert!((found.value - wanted.value).abs() < 1e-6); }
                let values = events.iter().filter(|event| event.date.0 <= at).map(|event| event.goldstein);
                let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
                prop_assert!(found.value >= low - 1e-9 && found.value <= high + 1e-9);
            }
        }

        #[test]
        fn the_heaviest_are_those_of_a_walk(
            mut rows in prop::collection::vec((0i32..900, any::<bool>()), 0..60), at in 0i32..900, half_life in 10f64..200.0
        ) {
            rows.sort_unstable();
            let mut events: Vec<Event> = rows.iter().map(|row| event(row.0, 1.0)).collect();
            for (event, _) in events.iter_mut().zip(&rows).filter(|(_, row)| row.1) { event.tags.push("context".to_string()); }
            let weight = |event: &Event| decayed(1.0, at - event.date.0, half_life);
            let counts = |event: &Event| event.date.0 <= at && event.counts_in_tone() && weight(event) >= NAMED_FROM;
            let mut wanted: Vec<usize> = (0..events.len()).filter(|index| counts(&events[*index])).collect();
            wanted.reverse();
            wanted.truncate(6);
            let begun = events.iter().enumerate().filter(|(_, event)| event.date.0 <= at).collect::<Vec<_>>();
            let found = heaviest(begun.into_iter(), Day(at), half_life, 6);
            prop_assert!(found.iter().all(|part| part.weight.to_bits() == weight(&events[part.event]).to_bits()));
            prop_assert_eq!(found.iter().map(|part| part.event).collect::<Vec<_>>(), wanted);
        }

        #[test]
        fn n_is_at_the_bound_until_the_day_before(n in 3f64..40.0, half_life in 10f64..400.0) {
            let days = days_until_below(n, FIRM_FROM, half_life);
            prop_assert!(decayed(n, days, half_life) < FIRM_FROM);
            prop_assert!(decayed(n, days - 1, half_life) >= FIRM_FROM - 1e-9);
        }
    }
}
