//! Which chart a figure draws, and the layout it keeps between frames.
//!
//! A layout is made anew only when something it rests on has changed; hovering and the focus ring redraw the same one.

use std::rc::Rc;

use crate::analysis::passing::Passing;
use crate::charts::timeline::Shown;
use crate::charts::{
    self, Emphasis, Table, Target, contest, history, results, turnout_clock, turnout_map, un_votes, verdicts,
};
use crate::data::ShareBase;
use crate::layout::Measure;
use crate::scene::Scene;
use crate::words;
use crate::words::history::Metric;

use super::{Figure, Model, Reading};

/// A chart with everything in its place. One is kept a figure, so the size of the largest matters little.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Who got what.
    Results(results::Series, Box<results::Placed>),
    /// How it went before.
    History(history::Series, Box<history::Placed>),
    /// How competitive, compared.
    Contest(contest::Series, Box<contest::Placed>),
    /// When people voted.
    TurnoutClock(turnout_clock::Series, Box<turnout_clock::Placed>),
    /// Where people voted.
    TurnoutMap(turnout_map::Series, Box<turnout_map::Placed>),
    /// Who said what of the vote.
    Verdicts(verdicts::Series, Box<verdicts::Placed>),
    /// How relations moved.
    Timeline(Shown, Box<charts::timeline::Placed>),
    /// How countries voted.
    UnVotes(un_votes::Series, Box<un_votes::Placed>),
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
    History(Metric, ShareBase),
    Contest(String),
    TurnoutClock(String),
    /// Election and region.
    TurnoutMap(String, String),
    Verdicts,
    Timeline(Shown),
    UnVotes,
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

    /// The base of shares of earlier elections: the one chosen, else valid votes.
    pub fn history_base(&self) -> ShareBase {
        self.state.base.unwrap_or_default()
    }

    /// Key of the election on the map of turnout: the one chosen if it has figures of regions; empty: the story's.
    pub fn map_election(&self) -> &str {
        let story = self.story();
        let is_shown = |index: &usize| story.elections[*index].id == self.state.election;
        if turnout_map::elections(story).iter().any(is_shown) { &self.state.election } else { "" }
    }

    /// What is asked of the timeline. The index of events that pass is made if need be.
    pub fn shown(&self) -> Shown {
        timeline::shown(self)
    }

    /// The layout of the present state, made if need be.
    pub fn layout(&self, measure: &dyn Measure) -> Rc<Layout> {
        self.reading.words.speak();
        let asked = match self.figure {
            Figure::Results => Asked::Results(self.base()),
            Figure::History => Asked::History(self.metric(), self.history_base()),
            Figure::Contest => Asked::Contest(self.state.country.clone()),
            Figure::TurnoutClock => Asked::TurnoutClock(self.state.region.clone()),
            Figure::TurnoutMap => {
                Asked::TurnoutMap(self.map_election().to_string(), self.state.region.clone())
            }
            Figure::Verdicts => Asked::Verdicts,
            Figure::Timeline => Asked::Timeline(self.shown()),
            Figure::UnVotes => Asked::UnVotes,
        };
        let before = self.layout.take();
        if let Some(kept) = before
            .as_ref()
            .filter(|kept| kept.asked == asked && kept.width_px.to_bits() == self.width_px.to_bits())
        {
            self.layout.replace(before.clone());
            return Rc::clone(kept);
        }
        let chart = self.chart(&asked, before.as_deref(), measure);
        let made = Rc::new(Layout { width_px: self.width_px, chart, asked });
        self.layout.replace(Some(Rc::clone(&made)));
        made
    }

    fn chart(&self, asked: &Asked, before: Option<&Layout>, measure: &dyn Measure) -> Chart {
        let story = self.story();
        match asked {
            Asked::Results(base) => match results::series(story, *base) {
                Some(series) => {
                    let placed = results::place(&series, self.width_px);
                    Chart::Results(series, Box::new(placed))
                }
                None => Chart::Nothing,
            },
            Asked::History(metric, base) => {
                let series = history::series(story, *metric, *base);
                if series.points.is_empty() {
                    return Chart::Nothing;
                }
                let placed = history::place(&series, self.width_px, measure);
                Chart::History(series, Box::new(placed))
            }
            Asked::UnVotes if story.resolutions.is_empty() => Chart::Nothing,
            Asked::UnVotes => {
                let series = un_votes::series(story);
                let placed = un_votes::place(story, &series, self.width_px, measure);
                Chart::UnVotes(series, Box::new(placed))
            }
            Asked::Contest(country) => {
                let series = contest::series(story, country);
                if series.points.is_empty() {
                    return Chart::Nothing;
                }
                let placed = contest::place(&series, self.width_px, measure);
                Chart::Contest(series, Box::new(placed))
            }
            Asked::TurnoutClock(region) => match turnout_clock::series(story, region) {
                Some(series) => {
                    let placed = turnout_clock::place(&series, self.width_px, measure);
                    Chart::TurnoutClock(series, Box::new(placed))
                }
                None => Chart::Nothing,
            },
            Asked::TurnoutMap(election, region) => match turnout_map::series(story, election, region) {
                Some(series) => {
                    let placed = turnout_map::place(&series, self.width_px, measure);
                    Chart::TurnoutMap(series, Box::new(placed))
                }
                None => Chart::Nothing,
            },
            Asked::Verdicts => {
                let series = verdicts::series(story);
                if series.names.is_empty() {
                    return Chart::Nothing;
                }
                let placed = verdicts::place(&series, self.width_px, measure);
                Chart::Verdicts(series, Box::new(placed))
            }
            Asked::Timeline(_) if story.events.is_empty() => Chart::Nothing,
            Asked::Timeline(shown) => {
                let before = match before {
                    Some(Layout { chart: Chart::Timeline(_, placed), .. }) => Some(placed.as_ref()),
                    _ => None,
                };
                let placed = charts::timeline::place(story, shown, self.width_px, before, measure);
                Chart::Timeline(shown.clone(), Box::new(placed))
            }
        }
    }

    /// The scene of a layout with the present emphasis.
    pub fn scene(&self, layout: &Layout, measure: &dyn Measure) -> Scene {
        let election = ["election:", &self.state.election].concat();
        let chosen = match self.figure {
            Figure::History | Figure::Contest => Some(election.as_str()),
            _ => self.state.voice.as_deref(),
        };
        let emphasis = Emphasis {
            hover: self.state.hover.as_deref(),
            chosen,
            focus: self.state.focus.as_deref().filter(|_| self.state.focus_visible),
            day: self.state.day,
        };
        match &layout.chart {
            Chart::Results(series, placed) => results::draw(series, placed, emphasis, measure),
            Chart::History(series, placed) => history::draw(series, placed, emphasis, measure),
            Chart::Contest(series, placed) => contest::draw(series, placed, emphasis, measure),
            Chart::TurnoutClock(series, placed) => turnout_clock::draw(series, placed, emphasis, measure),
            Chart::TurnoutMap(series, placed) => turnout_map::draw(series, placed, emphasis, measure),
            Chart::Verdicts(series, placed) => verdicts::draw(series, placed, emphasis, measure),
            Chart::Timeline(shown, placed) => {
                charts::timeline::draw(self.story(), shown, placed, emphasis, measure)
            }
            Chart::UnVotes(series, placed) => un_votes::draw(self.story(), series, placed, emphasis, measure),
            Chart::Nothing => Scene { width_px: self.width_px, height_px: 1.0, items: Vec::new() },
        }
    }

    /// The table beside the figure.
    pub fn table(&self) -> Table {
        match self.figure {
            Figure::Results => results::table(self.story()),
            Figure::History => history::table(self.story(), self.history_base()),
            Figure::UnVotes => un_votes::table(self.story()),
            Figure::Contest => contest::table(self.story()),
            Figure::TurnoutClock => turnout_clock::table(self.story()),
            Figure::TurnoutMap => turnout_map::table(self.story(), self.map_election()),
            Figure::Verdicts => verdicts::table(self.story()),
            Figure::Timeline => charts::timeline::table(self.story(), &self.shown(), self.state.order),
        }
    }

    /// The spoken line of a mark, at most [`words::SPOKEN_MOST`] characters: those cells of its table row that the reader has
    /// chosen to see, with their headings; empty for an unknown key.
    pub fn spoken(&self, key: &str) -> String {
        let own = match self.figure {
            Figure::Timeline | Figure::UnVotes => {
                un_votes::spoken(self.story(), key).or_else(|| charts::timeline::spoken(self.story(), key))
            }
            Figure::TurnoutClock => turnout_clock::spoken(self.story(), key),
            _ => None,
        };
        if let Some(line) = own {
            return line;
        }
        let table = self.table();
        let row = table.keys.iter().position(|own| own == key).and_then(|row| table.rows.get(row));
        let Some(cells) = row else { return String::new() };
        let columns: &[usize] = match self.figure {
            // A base that is not known has no column.
            Figure::Results => {
                match table.header.iter().position(|name| *name == words::results::share_of(self.base())) {
                    Some(2) => &[0, 1, 2],
                    Some(3) => &[0, 1, 3],
                    _ => &[0, 1, 4],
                }
            }
            Figure::History => match self.metric() {
                Metric::Share => &[0, 2, 4, 5, 1],
                Metric::Turnout => &[0, 6, 1],
                Metric::Margin => &[0, 2, 7, 1],
                Metric::Number => &[0, 2, 8, 1],
            },
            Figure::Contest => &[0, 2, 3],
            _ => &[],
        };
        let chosen = |texts: &[String]| -> Vec<String> {
            if columns.is_empty() {
                return texts.to_vec();
            }
            columns.iter().filter_map(|column| texts.get(*column).cloned()).collect()
        };
        let mut cells = chosen(cells);
        let mut is_noted = false;
        for cell in &mut cells {
            is_noted |= cell.ends_with(words::results::DAGGER);
            cell.retain(|letter| letter != words::results::DAGGER);
        }
        let mut header = chosen(&table.header);
        if is_noted {
            // Right after the name: a line has an end.
            let second = cells.len().min(1);
            header.insert(second, String::new());
            cells.insert(second, words::results::NOTED.to_string());
        }
        words::spoken(&header, &cells)
    }
}

impl Layout {
    /// What can be pointed at.
    pub fn targets(&self) -> &[Target] {
        match &self.chart {
            Chart::Results(_, placed) => &placed.targets,
            Chart::History(_, placed) => &placed.targets,
            Chart::Contest(_, placed) => &placed.targets,
            Chart::TurnoutClock(_, placed) => &placed.targets,
            Chart::TurnoutMap(_, placed) => &placed.targets,
            Chart::Verdicts(_, placed) => &placed.targets,
            Chart::Timeline(_, placed) => &placed.targets,
            Chart::UnVotes(_, placed) => &placed.targets,
            Chart::Nothing => &[],
        }
    }
}

/// What only the timeline needs, behind a door of its part of the program.
mod timeline {
    use std::rc::Rc;

    use crate::charts::timeline::Shown;

    use super::super::Model;
    use super::KeptPassing;

    /// What is asked of the timeline.
    #[inline(never)]
    pub fn shown(model: &Model) -> Shown {
        let key = model.state.passing_key();
        let mut kept = model.passing.borrow_mut();
        let is_kept = |kept: &&KeptPassing| Rc::ptr_eq(&kept.0, &model.reading) && kept.1 == key;
        let passing = match kept.as_ref().filter(is_kept) {
            Some(kept) => Rc::clone(&kept.2),
            None => {
                let made = Rc::new(model.state.passing(model.story()));
                *kept = Some((Rc::clone(&model.reading), key, Rc::clone(&made)));
                made
            }
        };
        model.state.shown(model.story(), model.is_narrow(), passing)
    }
}
