//! Sentences of the figure `timeline`.

use super::number::{NO_BREAK_SPACE, decimal, signed, thousands};
use super::*;
use crate::data::{Day, Event, Precision};

words! { Timeline:
    /// Where a link leads nowhere.
    EVENT_MISSING,
    /// The headline of a window or a choice of events that the story has no headline for.
    HEADLINE(country),
    /// In the search field.
    FIND,
    /// Name of the group of window buttons.
    WINDOW,
    /// Name of the group of zoom buttons.
    ZOOM,
    /// Name of the button `−`.
    ZOOM_OUT,
    /// Name of the button `+`.
    ZOOM_IN,
    /// Name of the button `‹`.
    EARLIER,
    /// Name of the button `›`.
    LATER,
    /// Name of the group of kind filters.
    KINDS_OF_EVENT,
    /// The lower end of the colour key.
    CONFLICT,
    /// Its upper end.
    COOPERATION,
    /// What the overview's columns are, in two lines.
    OVERVIEW,
    /// Heading of the right column at the distance of all years.
    EVENTS_HEADING,
    /// A lane without tone.
    NONE_YET,
    /// Heading over the code in the card.
    CODED,
    /// Heading over the sources in the card.
    SOURCES_HEADING,
    /// Name of the card's close button.
    CLOSE,
    /// The card's ways back and on in its lane, and back and on through all lanes.
    WAYS,
    /// Where there is no such way; then the same where search or filters leave events out.
    NO_WAY,
    /// A partial event.
    PARTIAL,
    /// A single source.
    SINGLE_SOURCE,
    /// An open event that window, search or filters leave out.
    NOT_SHOWN,
    /// An event that is nobody's act, or not the country's.
    OUTSIDE_TONE,
    /// What a value is.
    CAUTION,
    /// The way to the event's entry in the record.
    RECORD,
    /// The file of the record in the language, beside the page.
    RECORD_FILE,
    /// Copies a link.
    COPY,
    /// Brings everything that passes into the window.
    FIT,
    /// Name of the brush's first end.
    FIRST_DAY,
    /// Name of its other end.
    LAST_DAY,
    /// Name of the field for a day to go to.
    DAY,
    /// A group of filters.
    ACTORS,
    /// A group of filters.
    TAGS,
    /// The way to the filters.
    FILTERS,
    /// The same with how many are chosen.
    FILTERS_CHOSEN(count),
    /// A way out of an empty result.
    SHOW_ALL_YEARS,
    /// A way out of an empty result.
    CLEAR,
    /// How the year's picture is read: its beginning, which is emphasised.
    READING_LINE,
    /// Its rest.
    READING_LINE_TOLD,
    /// How the stacks are read: the beginning.
    READING_STACKS,
    /// The rest.
    READING_STACKS_TOLD,
    /// How columns are read, where a lane has too many events for marks.
    READING_COLUMNS,
    /// Whose partners, where the story does not name its country.
    THE_COUNTRY,
    /// The line below the headline begins so, where the headline does not.
    OF(country, window),
    /// The line below the headline at the distance of all years.
    FAR_DECK(shown, all),
    /// How many of the events shown lie in the year of the election, where all of it is shown.
    OF_THEM(count, year),
    /// The line below the headline on a narrow page.
    NARROW_DECK(date),
    /// The same elsewhere.
    WIDE_DECK,
    /// What the picture is.
    PICTURE(window),
    /// After the number shown.
    OF_EVENTS(events, count),
    /// Heading of the tone column.
    TONE(date),
    /// The label of the story's election.
    ELECTION(date),
    /// Events in a lane in the last full year of interest.
    IN_YEAR(count, year),
    /// Name of the list of a count.
    CROWD(events, count),
    /// The kind of what is nobody's act.
    INCIDENT,
    /// An event's importance in the card, after its kind.
    IMPORTANCE(kind, importance),
    /// Nothing found of what was chosen.
    EMPTY_OF_CHOSEN(window),
    /// Nothing found for the words asked for.
    EMPTY(query, window),
    /// Nothing found, since no kind of event is on.
    NO_KINDS,
    /// Nor in other years.
    NONE_ELSEWHERE,
    /// But so many in other years, in words and digits.
    ELSEWHERE(count, number),
    /// Headings of the table.
    HEADER,
    /// Headings of a row that is spoken: what says itself has none.
    SPOKEN_HEADER,
    /// Heading of a year's rows in the table.
    YEAR(year, events),
    /// Below a table that would be too long.
    LEFT_OUT(shown, events, count),
    /// Said when the table is put in order: by date, lane, value, each both ways.
    SORTED,
    /// Some of all.
    SOME_OF(shown, events, count),
    /// The source line.
    SOURCES(reports, events, number, count),
    /// The same before the sources themselves are read.
    SOURCES_UNCOUNTED(events, count),
    /// Publishers that are named most often.
    MOST_OFTEN(names),
    /// Whose methods these are.
    METHODS,
}

/// How much of the timeline is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// All years, stacked.
    Far,
    /// Lane names above the lanes.
    Narrow,
    /// Lane names beside the lanes.
    Wide,
}

/// The headline of a window or a choice of events that the story has no headline for.
pub fn headline(country: &str) -> String {
    HEADLINE.with(&[country])
}

/// The way to the filters, with how many are chosen.
pub fn filters(chosen: usize) -> String {
    if chosen == 0 { FILTERS.into() } else { FILTERS_CHOSEN.with(&[&digits(chosen)]) }
}

/// What the line below the headline says.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Name of the country; `None` where the headline has it.
    pub country: Option<&'a str>,
    /// First and last day shown.
    pub days: (Day, Day),
    /// How it is drawn.
    pub form: Form,
    /// Number of events shown, and of all.
    pub counts: (usize, usize),
    /// The year of the election and how many of the events shown lie in it; `None` where not all of it is shown.
    pub in_year: Option<(i32, usize)>,
    /// The day whose tone is read.
    pub read_day: Day,
}

/// The line below the headline.
pub fn deck(facts: &Facts<'_>) -> String {
    let window = window(facts.days.0, facts.days.1);
    let mut out = match facts.country {
        Some(country) => OF.with(&[country, &window]),
        None => [capital(&window).as_str(), ". "].concat(),
    };
    let (shown, all) = facts.counts;
    match facts.form {
        Form::Far => out.push_str(&FAR_DECK.with(&[&thousands(shown as u64), &thousands(all as u64)])),
        Form::Narrow => out.push_str(&NARROW_DECK.with(&[&day_and_month(facts.read_day)])),
        Form::Wide => out.push_str(&WIDE_DECK),
    }
    if let (Form::Far, Some((year, count))) = (facts.form, facts.in_year) {
        out.push_str(&OF_THEM.with(&[&digits(count), &year.to_string()]));
    }
    out
}

/// A tick of months, with its year or without.
pub fn month_tick(day: Day, with_year: bool) -> String {
    if with_year { month_and_year(day, true) } else { short_month(day.civil().1).to_string() }
}

/// A tick of days; the first of an axis, and the first of each month, names its month.
pub fn day_tick(day: Day, is_first: bool) -> String {
    let day_number = day.civil().2;
    if is_first || day_number == 1 { day_and_short_month(day) } else { day_number.to_string() }
}

/// What the picture is.
pub fn picture(first: Day, last: Day) -> String {
    PICTURE.with(&[&window(first, last)])
}

/// `of 220 events`, after the number shown.
pub fn of_events(all: usize) -> String {
    OF_EVENTS.with(&[&events(all), &digits(all)])
}

/// Heading of the tone column: `Tone, 17 Jun`.
pub fn tone_heading(day: Day) -> String {
    TONE.with(&[&day_and_short_month(day)])
}

/// The label of the story's election.
pub fn election(day: Day) -> String {
    ELECTION.with(&[&day_and_month(day)])
}

/// The weight behind a tone: `n 7.5`.
pub fn n(n: f64) -> String {
    let mut out = String::from("n");
    out.push(NO_BREAK_SPACE);
    out.push_str(&decimal(n, 1));
    out
}

/// Events in a lane in the last full year of interest: `26 in 2022`.
pub fn in_year(count: usize, year: i32) -> String {
    IN_YEAR.with(&[&digits(count), &year.to_string()])
}

/// Where an event, or the tour, stands in the record.
pub fn in_record(id: &str) -> String {
    [RECORD_FILE.text(), "#", id].concat()
}

/// Name of the list of a count.
pub fn crowd_name(count: usize) -> String {
    CROWD.with(&[&events(count), &digits(count)])
}

/// Marks that found no room: `+4`.
pub fn crowd(count: usize) -> String {
    ["+", &digits(count)].concat()
}

/// Beside a mark under the pointer: `17 Jun, −4.0`.
pub fn hover(event: &Event) -> String {
    let date = if event.precision == Precision::Day {
        day_and_short_month(event.date)
    } else {
        dated(event.date, event.precision)
    };
    if event.has_value() { [date, signed(event.goldstein, 1)].join(", ") } else { date }
}

/// What sort of event it is.
pub fn kind_of(event: &Event) -> &'static str {
    if event.is_incident() { INCIDENT.text() } else { kind(event.kind) }
}

/// The same and its importance, in the card.
pub fn kind_and_importance(event: &Event) -> String {
    IMPORTANCE.with(&[kind_of(event), &event.importance.to_string()])
}

/// Who to whom.
pub fn who(source: &str, target: &str) -> String {
    [source, target].join(" → ")
}

/// Nothing found.
pub fn empty(first: Day, last: Day, query: &str, elsewhere: usize) -> String {
    let window = window(first, last);
    let mut out =
        if query.is_empty() { EMPTY_OF_CHOSEN.with(&[&window]) } else { EMPTY.with(&[query, &window]) };
    out.push(' ');
    match elsewhere {
        0 => out.push_str(&NONE_ELSEWHERE),
        _ => out.push_str(&ELSEWHERE.with(&[&capital(&small_number(elsewhere)), &digits(elsewhere)])),
    }
    out
}

/// Heading of a year's rows in the table: `2022 · 97 events`.
pub fn year(year: i32, count: usize) -> String {
    YEAR.with(&[&year.to_string(), &events(count)])
}

/// Below a table that would be too long.
pub fn left_out(shown: usize, all: usize) -> String {
    LEFT_OUT.with(&[&thousands(shown as u64), &events(all), &digits(all)])
}

/// Said when the table is put in order: `by` date, lane or value, from the least or from the greatest.
pub fn sorted(by: usize, is_falling: bool) -> &'static str {
    SORTED.nth(2 * by + usize::from(is_falling))
}

/// Said when the window moves.
pub fn moved(first: Day, last: Day, shown: usize) -> String {
    [window(first, last), events(shown)].join(": ")
}

/// Said after a filter.
pub fn filtered(shown: usize, all: usize) -> String {
    SOME_OF.with(&[&thousands(shown as u64), &events(all), &digits(all)])
}

/// The source line, before the sources themselves are read and after.
pub fn sources(reports: Option<usize>, shown: usize, most: &str) -> String {
    let (events, shown) = (events(shown), digits(shown));
    let mut out = match reports {
        Some(count) => SOURCES.with(&[&thousands(count as u64), &events, &digits(count), &shown]),
        None => SOURCES_UNCOUNTED.with(&[&events, &shown]),
    };
    if !most.is_empty() {
        out.push_str(&MOST_OFTEN.with(&[most]));
    }
    out.push_str(&METHODS);
    out
}
