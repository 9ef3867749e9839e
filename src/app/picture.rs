//! Which chart a figure draws, and the layout it keeps between frames.
//!
//! A layout is made anew only when something it rests on has changed; hovering and the focus ring redraw the same one.

use std::rc::Rc;

use crate::analysis::passing::Passing;
use crate::charts::timeline::Shown;
use crate::charts::{Emphasis, Table, Target, history, results, timeline};
use crate::data::ShareBase;
use crate::layout::Measure;
use crate::scene::Scene;
use crate::words::en;
use crate::words::en::history::Metric;

use super::{Figure, Model, Reading};

/// A chart with everything in its place. One is kept a figure, so the size of the largest matters little.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Who got what.
    Results(results::Series, Box<results::Placed>),
    /// How it went before.
    History(history::Series, Box<history::Placed>),
    /// How relations moved.
    Timeline(Shown, Box<timeline::Placed>),
    /// The story has nothing for this figure.
    Nothing,
}

/// A chart and what it was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    width_px: f64,
    asked: Asked,
    /// The chart.
    pub chart: Chart,
}

/// What a layout rests on besides story and width.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    Results(ShareBase),
    History(Metric),
    Timeline(Shown),
}

/// An index of events that pass, behind the story and the key of the state that it was made of.
pub type KeptPassing = (Rc<Reading>, String, Rc<Passing>);

impl Model {
    /// The base shown: the one chosen if it is known, else the first that is.
    pub fn base(&self) -> ShareBase {
        let story = self.story();
        let election = story.election.and_then(|index| story.elections.get(index));
        let known = |base: &ShareBase| election.is_some_and(|election| results::has_base(election, *base));
        let chosen = self.state.base.filter(known);
        chosen.or_else(|| results::BASES.into_iter().find(known)).unwrap_or(ShareBase::Valid)
    }

    /// The metric shown.
    pub fn metric(&self) -> Metric {
        self.state.metric.unwrap_or(Metric::Share)
    }

    /// What is asked of the timeline. The index of events that pass is made if need be.
    pub fn shown(&self) -> Shown {
        let key = self.state.passing_key();
        let mut kept = self.passing.borrow_mut();
        let is_kept = |kept: &&KeptPassing| Rc::ptr_eq(&kept.0, &self.reading) && kept.1 == key;
        let passing = match kept.as_ref().filter(is_kept) {
            Some(kept) => Rc::clone(&kept.2),
            None => {
                let made = Rc::new(self.state.passing(self.story()));
                *kept = Some((Rc::clone(&self.reading), key, Rc::clone(&made)));
                made
            }
        };
        self.state.shown(self.story(), self.is_narrow(), passing)
    }

    /// The layout of the present state, made if need be.
    pub fn layout(&self, measure: &dyn Measure) -> Rc<Layout> {
        let asked = match self.figure {
            Figure::Results => Asked::Results(self.base()),
            Figure::History => Asked::History(self.metric()),
            Figure::Timeline => Asked::Timeline(self.shown()),
        };
        if let Some(kept) = self.layout.borrow().as_ref()
            && kept.asked == asked
            && kept.width_px.to_bits() == self.width_px.to_bits()
        {
            return Rc::clone(kept);
        }
        let made = Rc::new(Layout { width_px: self.width_px, chart: self.chart(&asked, measure), asked });
        self.layout.replace(Some(Rc::clone(&made)));
        made
    }

    fn chart(&self, asked: &Asked, measure: &dyn Measure) -> Chart {
        let story = self.story();
        match asked {
            Asked::Results(base) => match results::series(story, *base) {
                Some(series) => {
                    let placed = results::place(&series, self.width_px);
                    Chart::Results(series, Box::new(placed))
                }
                None => Chart::Nothing,
            },
            Asked::History(metric) => {
                let series = history::series(story, *metric);
                if series.points.is_empty() {
                    return Chart::Nothing;
                }
                let placed = history::place(&series, self.width_px, measure);
                Chart::History(series, Box::new(placed))
            }
            Asked::Timeline(_) if story.events.is_empty() => Chart::Nothing,
            Asked::Timeline(shown) => {
                let placed = timeline::place(story, shown, self.width_px, measure);
                Chart::Timeline(shown.clone(), Box::new(placed))
            }
        }
    }

    /// The scene of a layout with the present emphasis.
    pub fn scene(&self, layout: &Layout, measure: &dyn Measure) -> Scene {
        let emphasis = Emphasis {
            hover: self.state.hover.as_deref(),
            focus: self.state.focus.as_deref().filter(|_| self.state.focus_visible),
            day: self.state.day,
        };
        match &layout.chart {
            Chart::Results(series, placed) => results::draw(series, placed, emphasis, measure),
            Chart::History(series, placed) => history::draw(series, placed, emphasis, measure),
            Chart::Timeline(shown, placed) => timeline::draw(self.story(), shown, placed, emphasis, measure),
            Chart::Nothing => Scene { width_px: self.width_px, height_px: 1.0, items: Vec::new() },
        }
    }

    /// The table beside the figure.
    pub fn table(&self) -> Table {
        match self.figure {
            Figure::Results => results::table(self.story()),
            Figure::History => history::table(self.story()),
            Figure::Timeline => timeline::table(self.story(), &self.shown()),
        }
    }

    /// The spoken line of a mark: the cells of its table row with their headings; empty for an unknown key.
    pub fn spoken(&self, key: &str) -> String {
        if let Some(event) = key.strip_prefix("event:").and_then(|id| self.story().event_by_id(id)) {
            return en::spoken(
                &en::timeline::header(),
                &timeline::cells(self.story(), &self.story().events[event]),
            );
        }
        let table = self.table();
        let row = table.keys.iter().position(|own| own == key).and_then(|row| table.rows.get(row));
        row.map_or_else(String::new, |cells| en::spoken(&table.header, cells))
    }
}

impl Layout {
    /// What can be pointed at.
    pub fn targets(&self) -> &[Target] {
        match &self.chart {
            Chart::Results(_, placed) => &placed.targets,
            Chart::History(_, placed) => &placed.targets,
            Chart::Timeline(_, placed) => &placed.targets,
            Chart::Nothing => &[],
        }
    }
}
