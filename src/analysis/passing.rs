//! The events of a story that pass the filters, indexed once, so that what a window holds is found by halving.
//!
//! Decides what can be counted without walking events: those that pass, by lane, by kind, by quarter and by side of the zero
//! line; a lane's tone; what a choice of actors or tags leaves. Made anew when the story, a filter or the half-life changes,
//! never for a frame.

use std::cell::OnceCell;
use std::ops::Range;

use crate::data::{Day, Event, EventKind, Index, Story, halved};

use super::tone::{self, Step};

/// The events of one lane. Lists hold indices into [`Story::events`], ascending, so in order of date.
#[derive(Debug, Default)]
pub struct LaneEvents {
    /// All of them.
    pub all: Vec<usize>,
    /// Those that pass.
    pub passing: Vec<usize>,
    /// Those that pass and are of the greatest importance.
    pub major: Vec<usize>,
    /// Of all up to each, the latest day that one lasts to.
    latest: Vec<Day>,
    /// The days of those that pass, each once, and what has run up by its end.
    sums: Vec<(i32, Sums)>,
    /// The tone, of all.
    pub steps: Vec<Step>,
}

impl LaneEvents {
    /// Whether any event, passing or not, of those before an index lasts to a day or beyond.
    pub fn lasts(&self, before: usize, day: Day) -> bool {
        let begun = among(&self.all, &(0..before)).len();
        begun.checked_sub(1).is_some_and(|at| self.latest[at] >= day)
    }

    /// How many days before a day have events that pass, known to be in a range: who asks of days in a row need not look at all.
    pub fn days_before(&self, day: i32, known: Range<usize>) -> usize {
        let days = &self.sums[known.start..known.end.min(self.sums.len())];
        known.start + halved(days.len(), &|at| days[at].0 < day)
    }

    /// What has run up by the end of so many days with events that pass.
    pub fn sums_to(&self, days: usize) -> Sums {
        days.checked_sub(1).map_or_else(Sums::default, |at| self.sums[at].1)
    }
}

/// What runs up along the calendar, of the events of a lane that pass.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// How many lie across the zero line, above and below it.
    pub sides: [u32; 3],
    /// How many have a value; votes have none.
    pub valued: u32,
    /// The sum of the Goldstein values of these.
    pub value: f64,
}

impl Sums {
    fn add(&mut self, event: &Event) {
        let side = if is_flat(event) { 0 } else { 1 + usize::from(event.goldstein <= 0.0) };
        self.sides[side] += 1;
        if !event.is_vote() {
            self.valued += 1;
            self.value += event.goldstein;
        }
    }

    /// What has run up since.
    pub fn since(self, before: Sums) -> Sums {
        Sums {
            sides: [0, 1, 2].map(|side| self.sides[side] - before.sides[side]),
            valued: self.valued - before.valued,
            value: self.value - before.value,
        }
    }

    /// The mean Goldstein value, −10..=10; `None` where no event has one.
    pub fn mean(self) -> Option<f64> {
        if self.valued > 0 { Some(self.value / f64::from(self.valued)) } else { None }
    }
}

/// The index.
#[derive(Debug, Default)]
pub struct Passing {
    /// Indices of the events that pass, in order.
    pub events: Vec<usize>,
    /// Indices of those that would pass if all kinds did, by kind.
    pub kinds: Vec<Vec<usize>>,
    /// Each lane, in the order of [`Story::lanes`].
    pub lanes: Vec<LaneEvents>,
    /// Quarters (four times the year, and 0 to 3) with events that pass, and how many.
    pub quarters: Vec<(i32, usize)>,
    /// Whether some event does not pass.
    pub is_filtered: bool,
    /// The latest day that one that passes lasts to.
    pub latest: Option<Day>,
    /// Made when it is first asked for.
    choices: OnceCell<Choices>,
}

/// What the choice of an actor or a tag leaves: indices of the events that have it and pass all else.
#[derive(Debug, Default)]
pub struct Choices {
    /// By actor, in the order of [`Story::actors`].
    pub actors: Vec<Vec<usize>>,
    /// Every tag of the story and its events.
    pub tags: Vec<(String, Vec<usize>)>,
}

impl Choices {
    fn new(story: &Story, but_actors: &dyn Fn(&Event) -> bool, but_tags: &dyn Fn(&Event) -> bool) -> Choices {
        let mut made = Choices::default();
        made.actors.resize_with(story.actors.len(), Vec::new);
        let mut places: Index<usize> = Index::default();
        for (index, event) in story.events.iter().enumerate() {
            if but_actors(event) {
                let both = [event.source_actor, event.target_actor];
                for actor in if both[0] == both[1] { &both[..1] } else { &both[..] } {
                    if let Some(own) = made.actors.get_mut(*actor) {
                        own.push(index);
                    }
                }
            }
            let passes = but_tags(event);
            for tag in &event.tags {
                let place = places.get(tag).copied().unwrap_or_else(|| {
                    made.tags.push((tag.clone(), Vec::new()));
                    places.insert(tag.clone(), made.tags.len() - 1);
                    made.tags.len() - 1
                });
                let own = &mut made.tags[place].1;
                // A tag that is written twice counts once.
                if passes && own.last() != Some(&index) {
                    own.push(index);
                }
            }
        }
        made
    }
}

/// An index is the same as itself only: comparing two is to cost nothing.
impl PartialEq for Passing {
    fn eq(&self, other: &Passing) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Whether an event lies across the zero line: votes and neutral values.
pub fn is_flat(event: &Event) -> bool {
    event.is_vote() || event.goldstein.abs() <= 0.5
}

impl Passing {
    /// The index of a story. An event passes if its kind is not off and all else lets it.
    pub fn new(
        story: &Story,
        half_life_days: u32,
        kinds_off: [bool; EventKind::ALL.len()],
        passes: &dyn Fn(&Event) -> bool,
    ) -> Passing {
        let mut made = Passing::default();
        made.kinds.resize_with(EventKind::ALL.len(), Vec::new);
        made.lanes.resize_with(story.lanes.len(), LaneEvents::default);
        for (index, event) in story.events.iter().enumerate() {
            let kind = event.kind as usize;
            let mut passes = passes(event);
            if passes {
                made.kinds[kind].push(index);
            }
            passes &= !kinds_off[kind];
            let end = event.end.unwrap_or(event.date);
            if passes {
                made.events.push(index);
                made.latest = made.latest.max(Some(end));
                let (year, month, _) = event.date.civil();
                let quarter = year * 4 + (month as i32 - 1) / 3;
                match made.quarters.last_mut() {
                    Some((last, count)) if *last == quarter => *count += 1,
                    _ => made.quarters.push((quarter, 1)),
                }
            }
            let Some(lane) = made.lanes.get_mut(event.lane) else { continue };
            lane.all.push(index);
            lane.latest.push(lane.latest.last().map_or(end, |before| end.max(*before)));
            if passes {
                lane.passing.push(index);
                if event.importance >= 5 {
                    lane.major.push(index);
                }
                let (day, mut sums) = lane.sums.last().copied().unwrap_or_default();
                if day == event.date.0 {
                    lane.sums.pop();
                }
                sums.add(event);
                lane.sums.push((event.date.0, sums));
            }
        }
        for lane in &mut made.lanes {
            let events = lane.all.iter().map(|index| &story.events[*index]);
            lane.steps = tone::steps(events, f64::from(half_life_days));
        }
        made.is_filtered = made.events.len() < story.events.len();
        made
    }

    /// What a choice of actors or tags leaves, of events that pass all but actors, and all but tags.
    pub fn choices(
        &self,
        story: &Story,
        but_actors: &dyn Fn(&Event) -> bool,
        but_tags: &dyn Fn(&Event) -> bool,
    ) -> &Choices {
        self.choices.get_or_init(|| Choices::new(story, but_actors, but_tags))
    }

    /// Whether an event passes.
    pub fn passes(&self, index: usize) -> bool {
        !among(&self.events, &(index..index + 1)).is_empty()
    }
}

/// The part of ascending indices that lies in a range.
#[inline(never)]
pub fn among<'a>(indices: &'a [usize], range: &Range<usize>) -> &'a [usize] {
    let place = |bound: usize| halved(indices.len(), &|at| indices[at] < bound);
    let start = place(range.start);
    &indices[start..place(range.end).max(start)]
}
