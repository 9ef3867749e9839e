//! The rows of the timeline's table: a group for each year, in order within it.
//!
//! Decides what rows are ordered by, and how many there are at most. No order takes a year apart.

use std::cmp::Ordering;

use crate::data::{Event, Story, arrange, halved};
use crate::words;
use crate::words::fold::alphabetical;
use crate::words::number::signed;

use super::super::target::Table;
use super::{Shown, event_key};

/// What rows are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The date, and the years with it.
    #[default]
    Date,
    /// The lane's name.
    Lane,
    /// The value. Votes of states, which have none, come last.
    Value,
}

impl By {
    /// All, each with the column that it orders.
    pub const COLUMNS: [(By, usize); 3] = [(By::Date, 1), (By::Lane, 2), (By::Value, 5)];
}

/// An order of rows. By default the earliest come first; of rows that are equal the earlier does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// What by.
    pub by: By,
    /// Whether the latest, the last of the alphabet or the greatest come first.
    pub is_falling: bool,
}

impl Order {
    fn compare(self, story: &Story, one: usize, other: usize) -> Ordering {
        let [a, b] = [one, other].map(|index| &story.events[index]);
        let last = b.has_value().cmp(&a.has_value());
        let (last, ordering) = match self.by {
            By::Date => (Ordering::Equal, one.cmp(&other)),
            By::Lane => (Ordering::Equal, alphabetical(lane_name(story, a), lane_name(story, b))),
            By::Value if !a.has_value() => (last, Ordering::Equal),
            By::Value => (last, a.goldstein.total_cmp(&b.goldstein)),
        };
        last.then(if self.is_falling { ordering.reverse() } else { ordering })
    }
}

/// More rows are no help to anybody, and would have to be made in each frame.
const MOST_ROWS: usize = 1_000;

/// The events of the window that pass, as a table.
pub fn table(story: &Story, shown: &Shown, order: Order) -> Table {
    let mut table = Table { header: words::timeline::HEADER.items(), ..Table::default() };
    if story.events_language != words::CODE.text() {
        table.language.push_str(&story.events_language);
    }
    let year_of = |index: usize| story.events[index].date.year();
    let counted = shown.counted(story);
    let mut years: Vec<(i32, &[usize])> = Vec::new();
    let mut rest = counted;
    while let Some(year) = rest.first().map(|index| year_of(*index)) {
        let (own, later) = rest.split_at(halved(rest.len(), &|at| year_of(rest[at]) <= year));
        years.push((year, own));
        rest = later;
    }
    if order == (Order { by: By::Date, is_falling: true }) {
        years.reverse();
    }
    for (year, own) in years {
        let room = MOST_ROWS - table.rows.len();
        if room == 0 {
            break;
        }
        let mut own = own.to_vec();
        let heading = words::timeline::year(year, own.len());
        if order != Order::default() {
            arrange(&mut own, &|one, other| order.compare(story, *one, *other));
        }
        own.truncate(room);
        table.groups.push((heading, own.len()));
        for event in own.into_iter().map(|index| &story.events[index]) {
            table.rows.push(cells(story, event));
            table.keys.push(event_key(event));
        }
    }
    if table.rows.len() < counted.len() {
        table.foot.push(words::timeline::left_out(table.rows.len(), counted.len()));
    }
    table
}

fn lane_name<'a>(story: &'a Story, event: &Event) -> &'a str {
    story.lanes.get(event.lane).map_or("", |lane| lane.name.as_str())
}

/// One event as a row of the table.
pub(super) fn cells(story: &Story, event: &Event) -> Vec<String> {
    let code = story.codes.get(event.code).map_or("", |code| code.code.as_str());
    let [code, value] = if event.has_value() {
        [code.to_string(), signed(event.goldstein, 1)]
    } else {
        [words::DASH.text(), words::DASH.text()].map(String::from)
    };
    vec![
        event.title.clone(),
        words::when(event),
        lane_name(story, event).to_string(),
        words::timeline::kind_of(event).to_string(),
        code,
        value,
    ]
}
