//! Sentences of the figure `timeline`.

use super::*;

/// Where a link leads nowhere.
pub const EVENT_MISSING: &str = "The link names an event that is not in this story.";
/// Headings of a row that is spoken: what says itself has none.
pub fn spoken_header() -> Vec<String> {
    ["", "", "", "", "Code", "Value"].map(String::from).to_vec()
}
/// The headline of a window or a choice of events that the story has no headline for.
pub fn headline(country: &str) -> String {
    [country, " and its partners"].concat()
}
/// In the search field.
pub const FIND: &str = "Find an event, actor or tag";
/// Name of the group of window buttons.
pub const WINDOW: &str = "Years shown";
/// Name of the group of zoom buttons.
pub const ZOOM: &str = "Zoom and move";
/// Names of the buttons `−`, `+`, `←`, `→`.
pub const ZOOM_OUT: &str = "Zoom out";
/// See [`ZOOM_OUT`].
pub const ZOOM_IN: &str = "Zoom in";
/// See [`ZOOM_OUT`].
pub const EARLIER: &str = "Earlier";
/// See [`ZOOM_OUT`].
pub const LATER: &str = "Later";
/// Name of the group of kind filters.
pub const KINDS: &str = "Kinds of event";
/// Ends of the colour key.
pub const CONFLICT: &str = "−10 conflict";
/// See [`CONFLICT`].
pub const COOPERATION: &str = "cooperation +10";
/// What the overview's columns are.
pub const OVERVIEW: [&str; 2] = ["All events", "by quarter"];
/// Heading of the right column at the distance of all years.
pub const EVENTS: &str = "Events";
/// A lane without tone.
pub const NONE_YET: &str = "too few";
/// Heading over the code in the card.
pub const CODED: &str = "How it is coded";
/// Heading over the sources in the card.
pub const SOURCES: &str = "Sources";
/// Name of the card's close button.
pub const CLOSE: &str = "Close";
/// The card's ways.
pub const BEFORE: &str = "← Before in this lane";
/// See [`BEFORE`].
pub const NEXT: &str = "Next in this lane →";
/// A partial event.
pub const PARTIAL: &str = "Part of this rests on a second-hand mention.";
/// A single source.
pub const SINGLE_SOURCE: &str = "One source only.";
/// An event that is nobody's act, or not the country's.
pub const OUTSIDE_TONE: &str = "Not part of the tone of relations.";
/// What a value is.
pub const CAUTION: &str = "The value belongs to the code, not to this event: read it with the sentence.";
/// While the table of sources is on its way.
pub const SOURCES_COMING: &str = "The list of sources is not here yet.";
/// The card's ways through all lanes.
pub const BEFORE_IN_TIME: &str = "← Before in time";
/// See [`BEFORE_IN_TIME`].
pub const NEXT_IN_TIME: &str = "Next in time →";
/// The way to the event's entry in the record.
pub const RECORD: &str = "This event in the record";
/// Copies a link.
pub const COPY: &str = "Copy link to this event";
/// Said then.
pub const COPIED: &str = "Copied";
/// Brings everything that passes into the window.
pub const FIT: &str = "Fit what is found";
/// Names of the two ends of the brush.
pub const FIRST_DAY: &str = "First day shown";
/// See [`FIRST_DAY`].
pub const LAST_DAY: &str = "Last day shown";
/// Name of the field for a day to go to.
pub const DAY: &str = "Day";
/// Groups of filters.
pub const ACTORS: &str = "Actors";
/// See [`ACTORS`].
pub const TAGS: &str = "Tags";

/// The way to the filters, with how many are chosen.
pub fn filters(chosen: usize) -> String {
    match chosen {
        0 => "Choose actors, tags, a day".to_string(),
        _ => format!("Choose actors, tags, a day: {chosen} chosen"),
    }
}

/// Ways out of an empty result.
pub const SHOW_ALL_YEARS: &str = "Show them in all years";
/// See [`SHOW_ALL_YEARS`].
pub const CLEAR: &str = "Clear search and filters";
/// How the year's picture is read.
pub const READING_LINE: [&str; 2] = [
    "Reading the line.",
    " In each lane the tinted line is the tone of relations: the mean value of events so far, an event weighing less the \
     older it is. n is the sum of those weights; below 3 the line is dotted and faint, below a quarter there is none. \
     UN votes (rings), outlined events, which are not acts of the country’s diplomacy, and incidents stay out of it. Soft \
     bars: the day is not certain. Values: CAMEO event codes on the Goldstein scale.",
];
/// How the stacks are read.
pub const READING_STACKS: [&str; 2] = [
    "Reading the stacks.",
    " An event with no other near it keeps its own mark; where marks would touch they become blocks, one an event, \
     stacked in their month, quarter or half-year: cooperation above the lane’s line, conflict below, neutral events and \
     UN votes across it. A number under a stack counts eight or more. The tone of relations is left out at this distance: \
     it rests on too few events in most months.",
];

/// How columns are read, where a lane has too many events for marks.
pub const READING_COLUMNS: &str = " Where a lane has more events than can be told apart, columns stand for them: the \
     higher, the more events; above the lane’s line the part of cooperation, below it that of conflict, neutral events and UN \
     votes across it in grey. A column’s colour is the mean value of its events, votes aside.";

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

/// Whose partners, where the story does not name its country.
pub const THE_COUNTRY: &str = "The country";

/// The line below the headline.
pub fn deck(
    country: &str,
    (first, last): (Day, Day),
    form: Form,
    shown: usize,
    all: usize,
    read_day: Day,
) -> String {
    let window = window(first, last);
    match form {
        Form::Far => format!(
            "{country} and its partners, {window}. Each mark or block is an event; where they crowd they stack, cooperation \
             above the line and conflict below. {} of {} events recorded.",
            thousands(shown as u64),
            thousands(all as u64)
        ),
        Form::Narrow => format!(
            "{country} and its partners, {window}. Right of each lane’s name, the tone of relations on {} and the weight \
             n it rests on.",
            day_and_month(read_day)
        ),
        Form::Wide => format!(
            "{country} and its partners, {window}. Each mark is an event: its shape says the kind, its colour the tone, its \
             size the importance. Behind the marks, the tone of relations."
        ),
    }
}

/// A tick of months, with its year or without.
pub fn month_tick(day: Day, with_year: bool) -> String {
    let (year, month_number, _) = day.civil();
    let month = short_month(month_number);
    if with_year { format!("{month} {year}") } else { month.to_string() }
}

/// A tick of days; the first of an axis, and the first of each month, names its month.
pub fn day_tick(day: Day, is_first: bool) -> String {
    let day_number = day.civil().2;
    if is_first || day_number == 1 { day_and_short_month(day) } else { day_number.to_string() }
}

/// What the picture is.
pub fn picture(first: Day, last: Day) -> String {
    format!(
        "Timeline, {}. Left and right arrow keys go along time, up and down between lanes; plus and minus zoom; Enter opens \
         an event.",
        window(first, last)
    )
}

/// `of 220 events`, after the number shown.
pub fn of_events(all: usize) -> String {
    format!(" of {}", events(all))
}

/// Heading of the tone column: `Tone, 17 Jun`.
pub fn tone_heading(day: Day) -> String {
    format!("Tone, {}", day_and_short_month(day))
}

/// The label of the story's election.
pub fn election(day: Day) -> String {
    format!("Election, {}", day_and_month(day))
}

/// The weight behind a tone: `n 7.5`.
pub fn n(n: f64) -> String {
    format!("n{}{}", super::super::number::NO_BREAK_SPACE, decimal(n, 1))
}

/// Events in a lane in the last full year of interest: `26 in 2022`.
pub fn in_year(count: usize, year: i32) -> String {
    format!("{count} in {year}")
}

/// Name of the list of a count.
pub fn crowd_name(count: usize) -> String {
    format!("{} close together", events(count))
}

/// Marks that found no room: `+4`.
pub fn crowd(count: usize) -> String {
    format!("+{count}")
}

/// Beside a mark under the pointer: `17 Jun, −4.0`.
pub fn hover(event: &Event) -> String {
    let date = if event.precision == Precision::Day {
        day_and_short_month(event.date)
    } else {
        dated(event.date, event.precision)
    };
    if event.has_tag("unga") { date } else { format!("{date}, {}", signed(event.goldstein, 1)) }
}

/// Kind and importance in the card.
pub fn kind_and_importance(of: EventKind, importance: u8) -> String {
    format!("{}, importance {importance} of 5", kind(of))
}

/// Who to whom.
pub fn who(source: &str, target: &str) -> String {
    format!("{source} → {target}")
}

/// The label of a code as the card prints it.
pub fn code_label(label: &str) -> &str {
    label.strip_suffix(", not specified below").unwrap_or(label)
}

/// Nothing found.
pub fn empty(first: Day, last: Day, query: &str, elsewhere: usize) -> String {
    let asked =
        if query.is_empty() { "of those chosen".to_string() } else { format!("that matches “{query}”") };
    let rest = match elsewhere {
        0 => "None in other years either.".to_string(),
        1 => "One in other years.".to_string(),
        _ => format!("{} in other years.", small_number(elsewhere)),
    };
    let mut chars = rest.chars();
    let rest = chars
        .next()
        .map_or(String::new(), |first| [first.to_ascii_uppercase()].into_iter().chain(chars).collect());
    format!("No event {asked} in {}. {rest}", window(first, last))
}

/// Headings of the table.
pub fn header() -> Vec<String> {
    ["Event", "Date", "Lane", "Kind", "Code", "Value"].map(String::from).to_vec()
}

/// Heading of a year's rows in the table: `2022 · 97 events`.
pub fn year(year: i32, count: usize) -> String {
    [&year.to_string(), " · ", &events(count)].concat()
}

/// Below a table that would be too long.
pub fn left_out(shown: usize, all: usize) -> String {
    let (shown, all) = (thousands(shown as u64), events(all));
    ["The first ", &shown, " of ", &all, ". A shorter window or a filter brings up the others."].concat()
}

/// Said when the table is put in order: the two ways of date, lane and value.
pub const SORTED: [[&str; 2]; 3] = [
    ["Table by date, earliest first", "Table by date, latest first"],
    ["Table by year and lane, A to Z", "Table by year and lane, Z to A"],
    ["Table by year and value, conflict first", "Table by year and value, cooperation first"],
];

/// Said when the window moves.
pub fn moved(first: Day, last: Day, shown: usize) -> String {
    format!("{}: {}", window(first, last), events(shown))
}

/// Said after a filter.
pub fn filtered(shown: usize, all: usize) -> String {
    format!("{} of {}", thousands(shown as u64), events(all))
}

/// The source line, before the sources themselves are read and after.
pub fn sources(reports: Option<usize>, shown: usize, most: &str) -> String {
    let counted = reports.map_or_else(|| "the".to_string(), |count| thousands(count as u64));
    let shown = events(shown);
    let mut out =
        ["Sources: ", &counted, " reports behind ", &shown, " shown, each named on its event’s card"]
            .concat();
    if !most.is_empty() {
        out.push_str(&format!("; most often {most}"));
    }
    out.push_str(". Event codes and values: CAMEO with the Goldstein scale. ");
    out.push_str("Tone of relations: Ballotline’s own computation.");
    out
}
