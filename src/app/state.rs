//! What a reader has chosen in one figure, and what follows from it for the picture.

use std::rc::Rc;

use crate::analysis::passing::Passing;
use crate::analysis::tone::HALF_LIFE_DAYS;
use crate::charts::timeline::Shown;
use crate::charts::timeline::rows::Order;
use crate::data::{Day, Event, ShareBase, Story};
use crate::words::fold::{fold, is_in_word};
use crate::words::history::Metric;

/// The event whose card is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// What the story opens with.
    #[default]
    Opening,
    /// None: the reader closed the card.
    Closed,
    /// None: a link names an event that is not in the story.
    Missing,
    /// This one.
    Event(usize),
    /// None; the tone of a lane on a day is read instead.
    Tone {
        /// Index into [`Story::lanes`].
        lane: usize,
        /// The day.
        day: Day,
    },
}

/// A reader's choices and what the pointer and the keyboard are at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The base of shares; `None`: valid votes, or the first that is known.
    pub base: Option<ShareBase>,
    /// The metric of earlier elections; `None`: the winner's share.
    pub metric: Option<Metric>,
    /// Code of the country that is compared with the story's; empty: none.
    pub country: String,
    /// Code of the region that the figures of turnout bring out; empty: none.
    pub region: String,
    /// Key of the election on the map of turnout; empty: the story's.
    pub election: String,
    /// The timeline's window in days since 1970; `None`: what the story opens with at this width.
    pub window: Option<(f64, f64)>,
    /// The open card.
    pub selection: Selection,
    /// Events of an opened count.
    pub list: Vec<usize>,
    /// The search.
    pub query: String,
    /// Kinds switched off, in the order of [`crate::data::EventKind::ALL`].
    pub kinds_off: [bool; 6],
    /// Codes of actors of which one must take part; empty: any.
    pub actors: Vec<String>,
    /// Tags of which an event must carry one; empty: any.
    pub tags: Vec<String>,
    /// Whether the choice of actors and tags is open.
    pub filters_open: bool,
    /// The half-life of the tone of relations in days; `None`: 90.
    pub half_life_days: Option<u32>,
    /// Whether the account of the tone of relations is open.
    pub method_open: bool,
    /// The step of the tour that is shown.
    pub step: Option<usize>,
    /// Whether the table is open.
    pub table_open: bool,
    /// Whether what can be taken away is here, once it was asked for; `false`: it could not be fetched.
    pub sharing: Option<bool>,
    /// The order of the timeline's table.
    pub order: Order,
    /// A day chosen in another figure.
    pub day: Option<Day>,
    /// Key of the mark whose words are brought out.
    pub voice: Option<String>,
    /// Key of the mark under the pointer.
    pub hover: Option<String>,
    /// Key of the mark the keyboard is at.
    pub focus: Option<String>,
    /// Whether the focus is shown.
    pub focus_visible: bool,
    /// Fingers and buttons that are down: number and position.
    pub pointers: Vec<(i32, f64, f64)>,
    /// What the pointer is dragging.
    pub drag: Option<Drag>,
    /// How far the lanes have been pulled over the end of the story, in days; they go back when let go.
    pub pull_days: f64,
}

/// What narrows the events down, besides the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Kinds of event.
    Kinds,
    /// Who takes part.
    Actors,
    /// Tags.
    Tags,
}

/// A drag under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Drag {
    /// Moving the lanes: where it began and the window then.
    Pan {
        /// Where the pointer went down.
        start_x: f64,
        /// Where the pointer went down.
        start_y: f64,
        /// The window then.
        window: (f64, f64),
        /// Whether it has moved far enough to be no press.
        has_moved: bool,
    },
    /// Two fingers: the moments they went down on.
    Pinch {
        /// Moments under the first and the second finger.
        days: (f64, f64),
    },
    /// The brush's left handle: distance of the pointer from it, in days.
    BrushFrom {
        /// Distance in days.
        offset: f64,
    },
    /// The brush's right handle: distance of the pointer from it, in days.
    BrushTo {
        /// Distance in days.
        offset: f64,
    },
    /// The brush: distance of the pointer from its left edge, in days.
    Brush {
        /// Distance in days.
        offset: f64,
    },
}

/// The shortest window, in days.
pub const LEAST_WINDOW_DAYS: f64 = 4.0;

/// First and last moment the timeline can show: whole years round its events.
pub fn limits(story: &Story) -> (f64, f64) {
    let (first, last) = story.extent().unwrap_or((Day(0), Day(365)));
    let from = Day::from_civil(first.year(), 1, 1).unwrap_or(first);
    let to = Day::from_civil(last.year(), 12, 31).unwrap_or(last);
    (f64::from(from.0), f64::from(to.0) + 1.0)
}

/// A window from two ISO days; an empty one is the limit on its side.
pub fn window_of(story: &Story, from: &str, to: &str) -> (f64, f64) {
    let (least, most) = limits(story);
    let from = Day::parse(from).map_or(least, |day| f64::from(day.0));
    let to = Day::parse(to).map_or(most, |day| f64::from(day.0) + 1.0);
    clamped(story, (from, to))
}

/// A window moved and cut so that it lies within the limits and is neither too short nor reversed.
pub fn clamped(story: &Story, window: (f64, f64)) -> (f64, f64) {
    let (least, most) = limits(story);
    let whole = most - least;
    if !(window.0.is_finite() && window.1.is_finite()) {
        return (least, most);
    }
    let length = (window.1 - window.0).clamp(LEAST_WINDOW_DAYS.min(whole), whole);
    let middle = (window.0 + window.1) / 2.0;
    let from = (middle - length / 2.0).clamp(least, most - length);
    (from, from + length)
}

impl State {
    /// The window shown at a width.
    pub fn window(&self, story: &Story, is_narrow: bool) -> (f64, f64) {
        self.window.map_or_else(
            || {
                let opening = if is_narrow { &story.page.opening_narrow } else { &story.page.opening };
                window_of(story, &opening.from, &opening.to)
            },
            |window| clamped(story, window),
        )
    }

    /// The event whose card is open at a width.
    pub fn selected(&self, story: &Story, is_narrow: bool) -> Option<usize> {
        match self.selection {
            Selection::Opening => {
                let opening = if is_narrow { &story.page.opening_narrow } else { &story.page.opening };
                story.event_by_id(&opening.event)
            }
            Selection::Closed | Selection::Missing | Selection::Tone { .. } => None,
            Selection::Event(index) => Some(index).filter(|index| *index < story.events.len()),
        }
    }

    /// The half-life of the tone of relations, in days.
    pub fn half_life_days(&self) -> u32 {
        self.half_life_days.unwrap_or(HALF_LIFE_DAYS)
    }

    /// Whether an event passes search and filters, all but one: what a choice of that one would leave.
    pub fn passes_all_but(&self, left_out: Filter, story: &Story, event: &Event) -> bool {
        let asks = |filter: Filter| left_out != filter;
        let is_actor = |code: &String| {
            let is_named = |index: usize| story.actors.get(index).is_some_and(|actor| actor.code == *code);
            is_named(event.source_actor) || is_named(event.target_actor)
        };
        !(asks(Filter::Kinds) && self.kinds_off[event.kind as usize]
            || asks(Filter::Actors) && !self.actors.is_empty() && !self.actors.iter().any(is_actor)
            || asks(Filter::Tags) && !self.tags.is_empty() && !self.tags.iter().any(|tag| event.has_tag(tag)))
            && self.matches(story, event)
    }

    /// Shows a step of the tour: its window, its event, its tags and nothing else. A step that there is not changes nothing.
    pub fn show_step(&mut self, story: &Story, index: usize) {
        let Some(step) = story.page.tour.get(index) else { return };
        self.clear_filters();
        self.list.clear();
        self.step = Some(index);
        self.window = Some(window_of(story, &step.from, &step.to));
        self.selection = story.event_by_id(&step.event).map_or(Selection::Closed, Selection::Event);
        self.tags = step.tags.split(',').filter(|tag| !tag.is_empty()).map(str::to_string).collect();
    }

    /// Whether search and filters let everything pass.
    pub fn is_unfiltered(&self) -> bool {
        self.query.is_empty()
            && self.kinds_off == [false; 6]
            && self.actors.is_empty()
            && self.tags.is_empty()
    }

    /// Lets everything pass.
    pub fn clear_filters(&mut self) {
        self.query.clear();
        self.kinds_off = [false; 6];
        self.actors.clear();
        self.tags.clear();
    }

    /// Whether an event matches the search: every word of it, or another spelling of the name that it begins,
    /// begins a word of title, summary, actors or tags.
    fn matches(&self, story: &Story, event: &Event) -> bool {
        if self.query.trim().is_empty() {
            return true;
        }
        let actor = |index: usize| story.actors.get(index).map_or("", |actor| actor.name.as_str());
        let text = format!(
            "{} {} {} {} {}",
            event.title,
            event.summary,
            actor(event.source_actor),
            actor(event.target_actor),
            event.tags.join(" ")
        );
        let text = fold(&text);
        let words: Vec<&str> = text.split(|letter| !is_in_word(letter)).collect();
        let is_there = |asked: &str| words.iter().any(|word| word.starts_with(asked));
        // A long name may have an ending: “Путина” asks for “Путин”.
        let is_begun =
            |name: &str, asked: &str| name.starts_with(asked) || name.len() > 7 && asked.starts_with(name);
        let by_other_spelling = |asked: &str| {
            story.spellings.iter().any(|names| {
                names.iter().any(|name| is_begun(name, asked)) && names.iter().any(|name| is_there(name))
            })
        };
        let query = fold(&self.query);
        query
            .split(|letter| !is_in_word(letter))
            .filter(|asked| !asked.is_empty())
            .all(|asked| is_there(asked) || by_other_spelling(asked))
    }

    /// The events that pass, indexed.
    pub fn passing(&self, story: &Story) -> Passing {
        let passes = |event: &Event| self.passes_all_but(Filter::Kinds, story, event);
        Passing::new(story, self.half_life_days(), self.kinds_off, &passes)
    }

    /// What decides what passes, and its tone, as one text to compare.
    pub fn passing_key(&self) -> String {
        let kinds: String = self.kinds_off.map(|is_off| if is_off { '-' } else { '+' }).iter().collect();
        let (actors, tags) = (self.actors.join(","), self.tags.join(","));
        [&kinds, "\n", &actors, "\n", &tags, "\n", &self.half_life_days().to_string(), "\n", &self.query]
            .concat()
    }

    /// What is asked of the timeline at a width, of events that pass.
    pub fn shown(&self, story: &Story, is_narrow: bool, passing: Rc<Passing>) -> Shown {
        let (from, to) = self.window(story, is_narrow);
        Shown {
            from,
            to,
            pull_days: self.pull_days,
            limits: limits(story),
            selected: self.selected(story, is_narrow),
            tone_day: match self.selection {
                Selection::Tone { day, .. } => Some(day),
                _ => None,
            },
            half_life_days: self.half_life_days(),
            passing,
        }
    }
}
