//! English.

use super::number::{decimal, percent, signed, signed_thousands, thousands};
use crate::data::source::KnownSource;
use crate::data::{Day, Election, ElectionKind, Event, EventKind, Precision, ShareBase};

/// The months' names.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The words for "not known" in a table's cell.
pub const NOT_KNOWN: &str = "not known";
/// The dash where a value does not apply.
pub const DASH: &str = "–";

fn month(month: u32) -> &'static str {
    MONTHS.get(month as usize - 1).copied().unwrap_or("")
}

/// `Jun`.
pub fn short_month(number: u32) -> &'static str {
    month(number).get(..3).unwrap_or("")
}

/// `17 June 2022`.
pub fn long_date(day: Day) -> String {
    let (year, month_number, day_number) = day.civil();
    format!("{day_number} {} {year}", month(month_number))
}

/// `17 Jun 2022`.
pub fn short_date(day: Day) -> String {
    format!("{} {}", day_and_short_month(day), day.year())
}

/// `17 Jun`.
pub fn day_and_short_month(day: Day) -> String {
    let (_, month_number, day_number) = day.civil();
    format!("{day_number} {}", short_month(month_number))
}

/// `17 June`.
pub fn day_and_month(day: Day) -> String {
    let (_, month_number, day_number) = day.civil();
    format!("{day_number} {}", month(month_number))
}

/// A date as exactly as it is known: `17 Jun 2022`, `Jun 2022`, `2022`.
pub fn dated(day: Day, precision: Precision) -> String {
    let (year, month_number, _) = day.civil();
    match precision {
        Precision::Day => short_date(day),
        Precision::Month => format!("{} {year}", short_month(month_number)),
        Precision::Year => year.to_string(),
    }
}

/// When an event was, with its precision and its end.
pub fn when(event: &Event) -> String {
    let (year, month_number, day_number) = event.date.civil();
    match (event.precision, event.end) {
        (Precision::Year, _) => format!("{year}, month and day not certain"),
        (Precision::Month, _) => format!("{} {year}, day not certain", month(month_number)),
        (Precision::Day, Some(end)) if end > event.date => {
            if (end.civil().0, end.civil().1) == (year, month_number) {
                format!("{day_number}–{}", long_date(end))
            } else if end.year() == year {
                format!("{} – {}", day_and_short_month(event.date), short_date(end))
            } else {
                format!("{} – {}", short_date(event.date), short_date(end))
            }
        }
        _ => long_date(event.date),
    }
}

/// A window of days in words: `2022`, `January 2022`, `1991–2025`, `3 Jan – 5 Feb 2022`.
pub fn window(first: Day, last: Day) -> String {
    let (a, b) = (first.civil(), last.civil());
    let whole_years = (a.1, a.2) == (1, 1) && (b.1, b.2) == (12, 31);
    match () {
        () if whole_years && a.0 == b.0 => a.0.to_string(),
        () if whole_years => format!("{}–{}", a.0, b.0),
        () if a.2 == 1 && last == first.month_end() => format!("{} {}", month(a.1), a.0),
        () if first == last => long_date(first),
        () if (a.0, a.1) == (b.0, b.1) => format!("{}–{}", a.2, long_date(last)),
        () if a.0 == b.0 => format!("{} – {}", day_and_short_month(first), short_date(last)),
        () if b.0 - a.0 > 3 => format!("{}–{}", a.0, b.0),
        () => format!("{} – {}", short_date(first), short_date(last)),
    }
}

/// A base in words: `valid votes`.
pub fn base(base: ShareBase) -> &'static str {
    match base {
        ShareBase::Valid => "valid votes",
        ShareBase::Cast => "ballots cast",
        ShareBase::Registered => "registered voters",
    }
}

/// A base on its button.
pub fn base_button(base: ShareBase, is_narrow: bool) -> &'static str {
    match (base, is_narrow) {
        (ShareBase::Valid, false) => "Valid votes",
        (ShareBase::Valid, true) => "Valid",
        (ShareBase::Cast, false) => "Ballots cast",
        (ShareBase::Cast, true) => "Cast",
        (ShareBase::Registered, false) => "Registered voters",
        (ShareBase::Registered, true) => "Registered",
    }
}

/// `Early presidential election, 20 November 2022`.
pub fn election_name(election: &Election) -> String {
    let name = match (election.kind, election.office == "president") {
        (ElectionKind::Early, true) => "Early presidential election",
        (ElectionKind::Early, false) => "Early election",
        (ElectionKind::Regular, true) => "Presidential election",
        (ElectionKind::Regular, false) => "Election",
        (ElectionKind::Referendum, _) => "Referendum",
    };
    format!("{name}, {}", long_date(election.date))
}

/// An event's kind.
pub fn kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Statement => "Statement",
        EventKind::Meeting => "Visit or meeting",
        EventKind::Agreement => "Agreement",
        EventKind::Force => "Force or restriction",
        EventKind::Protest => "Protest",
        EventKind::Vote => "Vote",
    }
}

/// A small number in words, greater ones in digits.
pub fn small_number(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    WORDS.get(count).map_or_else(|| thousands(count as u64), |word| (*word).to_string())
}

/// `1 event`, `2 events`, `no events`.
pub fn events(count: usize) -> String {
    match count {
        0 => "no events".to_string(),
        1 => "1 event".to_string(),
        _ => format!("{} events", thousands(count as u64)),
    }
}

/// One row of a table as a spoken line: the first cell is the name, each further one goes with its heading.
pub fn spoken(header: &[String], cells: &[String]) -> String {
    let mut out = cells.first().cloned().unwrap_or_default();
    for (heading, cell) in header.iter().zip(cells).skip(1).filter(|(_, cell)| !cell.is_empty()) {
        out.push_str(if heading.is_empty() { ", " } else { "; " });
        if !heading.is_empty() {
            out.push_str(heading);
            out.push(' ');
        }
        out.push_str(cell);
    }
    out
}

/// Sentences of the figure `results`.
pub mod results {
    use super::*;

    /// The name of the line "against all".
    pub const INVALID: &str = "Invalid ballots";
    /// Registered voters who did not take a ballot.
    pub const DID_NOT_VOTE: &str = "Did not vote";
    /// The label before the bases.
    pub const SHARE_OF: &str = "Share of";
    /// Key to the ticks.
    pub const NOT_IN_BASE_KEY: &str = "Not part of this base; drawn to scale";
    /// In place of a share, on a narrow page.
    pub const NOT_IN_BASE: &str = "not in this base";
    /// Why the ticks are gone.
    pub const POLLS_ONLY_VALID: &str =
        "Exit polls report shares of answers and stand only against valid votes.";

    /// What the picture is, for those who do not see it.
    pub fn picture(election: &Election, by: ShareBase) -> String {
        format!(
            "Bar chart. {}. Shares of {}. Arrow keys go from line to line.",
            election_name(election),
            base(by)
        )
    }

    /// Votes and share of the winner, above the strip.
    pub fn winner(votes: Option<u64>, share_percent: Option<f64>) -> String {
        match (votes, share_percent) {
            (Some(votes), Some(share)) => format!("{} votes, {}", thousands(votes), percent(share)),
            (Some(votes), None) => format!("{} votes", thousands(votes)),
            (None, Some(share)) => percent(share),
            (None, None) => NOT_KNOWN.to_string(),
        }
    }

    /// What the strip's rest is.
    pub fn all_others(share_percent: f64) -> String {
        format!("All others {}", percent(share_percent))
    }

    /// Those who stayed away.
    pub fn stayed_away(count: u64, share_percent: f64) -> String {
        format!("{}, {}", thousands(count), percent(share_percent))
    }

    /// A tick of the scale.
    pub fn tick(percent: f64) -> String {
        let places = if percent < 1.0 { 1 } else { 0 };
        format!("{}{}%", decimal(percent, places), super::super::number::NO_BREAK_SPACE)
    }

    /// How much the lower scale enlarges the upper.
    pub fn enlarged(times: f64) -> String {
        format!("Enlarged {} times", decimal(times, if times < 4.0 { 1 } else { 0 }))
    }

    /// Key to the poll ticks.
    pub fn polls_key(count: usize) -> String {
        if count == 1 {
            "An exit poll: share of the answers given".to_string()
        } else {
            format!("Exit polls, {}: shares of the answers given", small_number(count))
        }
    }

    /// The facts of the line below the headline that a story may or may not have.
    pub struct Finding<'a> {
        /// "Against all" and its votes, where it beat every challenger.
        pub against_all: Option<(&'a str, u64)>,
        /// Number of challengers it beat.
        pub challengers: usize,
        /// Invalid ballots, where they outnumber every challenger too.
        pub invalid: Option<u64>,
    }

    /// The line below the headline, in three pieces; the middle one (the base) is emphasised.
    pub fn deck(
        finding: &Finding<'_>,
        election: &Election,
        total: Option<u64>,
        by: ShareBase,
    ) -> [String; 3] {
        let mut lead = String::new();
        if let Some((name, votes)) = finding.against_all {
            lead = format!(
                "“{name}” drew {} votes, more than any of the {} challengers",
                thousands(votes),
                small_number(finding.challengers)
            );
            if let Some(invalid) = finding.invalid {
                lead.push_str(&format!("; so did the invalid ballots, {}", thousands(invalid)));
            }
            lead.push_str(". ");
        }
        lead.push_str(&format!("{}. Shares of ", election_name(election)));
        let whole = match total {
            Some(total) => format!("{} {}", thousands(total), base(by)),
            None => base(by).to_string(),
        };
        [lead, whole, ".".to_string()]
    }

    /// Headings of the table: the line, its votes, then its share of each base.
    pub fn header(bases: &[ShareBase]) -> Vec<String> {
        let mut header = vec!["Line".to_string(), "Votes".to_string()];
        header.extend(bases.iter().map(|by| format!("Share of {}", base(*by))));
        header
    }

    /// Why a base cannot be chosen.
    pub fn base_not_known(by: ShareBase) -> String {
        format!("The number of {} is not known.", base(by))
    }

    /// Said when the base changes.
    pub fn base_chosen(by: ShareBase, winner: &str, share_percent: Option<f64>) -> String {
        match share_percent {
            Some(share) => format!("Shares of {}: {winner} {}", base(by), percent(share)),
            None => format!("Shares of {}", base(by)),
        }
    }

    /// Before those who published the count, and before those who asked.
    pub const SOURCE: &str = "Source: ";
    /// See [`SOURCE`].
    pub const POLLS: &str = "Exit polls: ";
}

/// Sentences of the figure `history`.
pub mod history {
    use super::*;

    /// What is shown.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Metric {
        /// The winner's share.
        Share,
        /// Turnout.
        Turnout,
        /// Lead over the next line.
        Margin,
        /// Effective number of candidates.
        Number,
    }

    /// A metric on its button.
    pub fn button(metric: Metric, is_narrow: bool) -> &'static str {
        match (metric, is_narrow) {
            (Metric::Share, false) => "Winner’s share",
            (Metric::Share, true) => "Share",
            (Metric::Turnout, _) => "Turnout",
            (Metric::Margin, _) => "Margin",
            (Metric::Number, false) => "Effective number",
            (Metric::Number, true) => "Number",
        }
    }

    /// What the buttons choose, for those who do not see them together.
    pub const METRIC: &str = "Shown";
    /// The word below a year.
    pub const EARLY: &str = "early";
    /// The word at the last value of the winner's line.
    pub const WINNER: &str = "winner";
    /// The word at the last value of the turnout line.
    pub const TURNOUT: &str = "turnout";
    /// Key to the grey line.
    pub const TURNOUT_KEY: &str = "Grey: turnout, share of registered voters";
    /// Key to the dot under a year on a narrow page.
    pub const EARLY_KEY: &str = "Dot under a year: early election";

    /// A value of a metric.
    pub fn value(metric: Metric, value: f64, with_sign: bool) -> String {
        match metric {
            Metric::Number => decimal(value, 2),
            _ if with_sign => percent(value),
            _ => decimal(value, 2),
        }
    }

    /// A year on a narrow page: `’99`.
    pub fn short_year(year: i32) -> String {
        let two = year.rem_euclid(100);
        if two < 10 { format!("’0{two}") } else { format!("’{two}") }
    }

    /// The unit under the last value.
    pub fn unit(metric: Metric) -> &'static str {
        match metric {
            Metric::Share => WINNER,
            Metric::Turnout => TURNOUT,
            Metric::Margin => "points ahead",
            Metric::Number => "effective number",
        }
    }

    /// A change in percentage points: `+10.35 points`.
    pub fn change(change: f64) -> String {
        format!("{} points", signed(change, 2))
    }

    /// A change of votes: `−83,322 votes`.
    pub fn vote_change(change: i64) -> String {
        format!("{} votes", signed_thousands(change))
    }

    /// Who won how often: `Nursultan Nazarbayev, five times`.
    pub fn won(name: &str, times: usize) -> String {
        if times == 1 { name.to_string() } else { format!("{name}, {} times", small_number(times)) }
    }

    /// Where the scale begins, if not at zero.
    pub fn scale_begins(at: f64) -> String {
        format!("The scale begins at {}", decimal(at, 0))
    }

    /// Why some points are hollow.
    pub fn hollow_key(years: &str) -> String {
        format!("{years}: a share of all ballots, the only one published; not on the others’ base")
    }

    /// Facts of the line below the headline.
    pub struct Change {
        /// Years of the last two elections.
        pub years: (i32, i32),
        /// The metric in the last two elections.
        pub values: (f64, f64),
        /// The winners' votes in the last two elections.
        pub votes: Option<(u64, u64)>,
        /// Year of the first election shown.
        pub since: i32,
        /// Whether all of them elected a president.
        pub is_presidential: bool,
        /// Number of elections shown.
        pub count: usize,
        /// Whether the last value is the least, or the greatest, of all.
        pub is_least: bool,
        /// See `is_least`.
        pub is_greatest: bool,
    }

    /// The headline where the story has none of its own for this metric.
    pub fn headline(metric: Metric, change: &Change) -> String {
        let rose = change.values.1 > change.values.0;
        let extreme = |word: &str| format!("{word} of {}", small_number(change.count));
        match metric {
            Metric::Share if rose => "The winner’s share rose".to_string(),
            Metric::Share => "The winner’s share fell".to_string(),
            Metric::Turnout if change.is_least => format!("The {} turnouts", extreme("lowest")),
            Metric::Turnout if change.is_greatest => format!("The {} turnouts", extreme("highest")),
            Metric::Turnout if rose => "More took part than last time".to_string(),
            Metric::Turnout => "Fewer took part than last time".to_string(),
            Metric::Margin if rose => "The lead grew".to_string(),
            Metric::Margin => "The lead shrank".to_string(),
            Metric::Number if rose => "The vote was more divided".to_string(),
            Metric::Number => "The vote was less divided".to_string(),
        }
    }

    /// The line below the headline.
    pub fn deck(metric: Metric, change: &Change) -> String {
        let (from, to) = change.years;
        let (before, after) = change.values;
        let of = if change.is_presidential { "Presidential elections" } else { "Elections" };
        let since = format!("{of} since {}", change.since);
        match metric {
            Metric::Share => {
                let votes = change.votes.map_or(String::new(), |(before, after)| {
                    format!(
                        ", and the votes behind it from {} to {} ({})",
                        thousands(before),
                        thousands(after),
                        signed_thousands(after as i64 - before as i64)
                    )
                });
                format!(
                    "From {from} to {to} the winner’s share went from {} to {}{votes}. {since}, \
                     in per cent; shares of valid votes.",
                    percent(before),
                    percent(after)
                )
            }
            Metric::Turnout => format!(
                "Turnout went from {} in {from} to {} in {to}. {since}, in per cent of registered \
                 voters, as published.",
                percent(before),
                percent(after)
            ),
            Metric::Margin => format!(
                "The winner’s lead over the next line on the ballot went from {} to {} points between {from} and {to}. \
                 {since}; “against all” counts as a line.",
                decimal(before, 2),
                decimal(after, 2)
            ),
            Metric::Number => format!(
                "The effective number of candidates went from {} in {from} to {} in {to}: two equal rivals give 2, one alone \
                 gives 1. {since}, over all published lines (Laakso–Taagepera).",
                decimal(before, 2),
                decimal(after, 2)
            ),
        }
    }

    /// The line below the headline with fewer than two values.
    pub fn deck_without_change(count: usize) -> String {
        match count {
            0 => "No value of an earlier election is known.".to_string(),
            _ => "One value is known; there is nothing to compare it with.".to_string(),
        }
    }

    /// What the picture is.
    pub fn picture(metric: Metric) -> String {
        format!("Line chart. {}. Arrow keys go from election to election.", button(metric, false))
    }

    /// Headings of the table.
    pub fn header() -> Vec<String> {
        [
            "Election",
            "Kind",
            "Winner",
            "Votes",
            "Winner’s share",
            "Base of the share",
            "Turnout",
            "Margin",
            "Effective number",
        ]
        .map(String::from)
        .to_vec()
    }

    /// The kind of an election in a cell.
    pub fn kind(kind: ElectionKind) -> &'static str {
        match kind {
            ElectionKind::Regular => "regular",
            ElectionKind::Early => "early",
            ElectionKind::Referendum => "referendum",
        }
    }

    /// Points in a cell.
    pub fn points(value: f64) -> String {
        format!("{} points", decimal(value, 2))
    }

    /// Before the sources, and after them.
    pub const SOURCES: [&str; 2] = [
        "Sources: ",
        ". Where a row was pieced together from several sources, its note in elections.csv says so.",
    ];
}

/// Sentences of the figure `timeline`.
pub mod timeline {
    use super::*;

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
    pub const NONE_YET: &str = "none yet";
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
    pub const COPIED: &str = "The link is copied";
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
        let asked = if query.is_empty() {
            "of those chosen".to_string()
        } else {
            format!("that matches “{query}”")
        };
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

    /// Said when the window moves.
    pub fn moved(first: Day, last: Day, shown: usize) -> String {
        format!("{}: {}", window(first, last), events(shown))
    }

    /// Said after a filter.
    pub fn filtered(shown: usize, all: usize) -> String {
        format!("{} of {}", thousands(shown as u64), events(all))
    }

    /// The source line, before the sources themselves are read and after.
    pub fn sources(reports: usize, shown: usize, most: &str) -> String {
        let mut out = format!(
            "Sources: {} reports behind {} shown, each named on its event’s card",
            thousands(reports as u64),
            events(shown)
        );
        if !most.is_empty() {
            out.push_str(&format!("; most often {most}"));
        }
        out.push_str(". Event codes and values: CAMEO with the Goldstein scale. ");
        out.push_str("Tone of relations: Ballotline’s own computation.");
        out
    }
}

/// Words round the tour.
pub mod tour {
    use super::small_number;

    /// Name of the tour.
    pub const NAME: &str = "The tour";
    /// The step before.
    pub const BEFORE: &str = "← Before";
    /// The step after.
    pub const NEXT: &str = "Next →";
    /// Ends the tour.
    pub const LEAVE: &str = "Leave the tour";

    /// The way to the tour.
    pub fn way(count: usize) -> String {
        format!("Take the tour: {} steps", small_number(count))
    }

    /// Which step it is, counted from 0.
    pub fn step_of(index: usize, count: usize) -> String {
        format!("Step {} of {count}", index + 1)
    }
}

/// Words on the tone of relations.
pub mod tone {
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
            "n{NO_BREAK_SPACE}{n}: it rests on the weight of so many events of that day. {HALF_LIFE} {days}."
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
}

/// Words of the frame round every figure.
pub mod figure {
    /// The way to the table.
    pub const TABLE: &str = "Table";
    /// Why a figure is still.
    pub const STILL: &str =
        "This picture is still: to choose and move in it, scripts and WebAssembly are needed.";
    /// The way to the notes.
    pub fn notes(count: usize) -> String {
        if count == 1 { "1 note on the tables".to_string() } else { format!("{count} notes on the tables") }
    }

    /// Nothing to draw.
    pub const NO_ELECTION: &str = "This story has no election to show.";
    /// Nothing to draw.
    pub const NO_EVENTS: &str = "This story has no events to show.";
}

/// Words of the page round the figures.
pub mod page {
    /// Heading of the sources that no event names.
    pub const OTHER_SOURCES: &str = "Sources of the election tables";

    /// A table of the story in words.
    pub fn table_name(name: &str) -> &'static str {
        match name {
            "elections" => "Elections and referendums",
            "results" => "Candidates and options",
            "regions" => "Regions",
            "lanes" => "Lanes of the timeline",
            "actors" => "Actors",
            "event_codes" => "Event codes",
            "indices" => "Indices of democracy",
            "regional_results" => "Turnout by region",
            "turnout_by_hour" => "Bulletins on the day",
            "exit_polls" => "Exit polls and surveys",
            "observers" => "Missions",
            "quotes" => "Quotations",
            "events" => "Events",
            "unga_votes" => "UN votes",
            "discrepancies" => "Conflicting figures",
            _ => "Sources",
        }
    }
}

/// Publisher and date of a source: `Kazinform (inform.kz), 22 Nov 2022`.
pub fn cite(source: &KnownSource) -> String {
    match source.published {
        Some((day, precision)) => format!("{}, {}", source.publisher, dated(day, precision)),
        None => format!("{}, undated", source.publisher),
    }
}
