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
/// In place of a winner, where the most votes are shared or none.
pub const NONE_AHEAD: &str = "No line is ahead";
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

/// Words that begin with a plain letter, with a capital first.
fn capital(word: &str) -> String {
    let mut word = word.to_string();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// Characters of a spoken line at most.
pub const SPOKEN_MOST: usize = 120;

/// A row as it is spoken: the name, then its cells with their headings as far as they find room; a cell without a heading says
/// itself. A name that is too long by itself is cut.
pub fn spoken(header: &[String], cells: &[String]) -> String {
    let name = cells.first().map_or("", String::as_str);
    let mut out: String = name.chars().take(SPOKEN_MOST).collect();
    let mut length = out.chars().count();
    for (heading, cell) in header.iter().zip(cells).skip(1).filter(|(_, cell)| !cell.is_empty()) {
        let part =
            if heading.is_empty() { [", ", cell].concat() } else { ["; ", heading, " ", cell].concat() };
        length += part.chars().count();
        if length > SPOKEN_MOST {
            break;
        }
        out.push_str(&part);
    }
    out
}

pub mod results;

pub mod history;

pub mod contest;
pub mod verdicts;

pub mod timeline;

pub mod turnout;

pub mod tour;

pub mod un_votes;

pub mod tone;

pub mod figure;

pub mod page;

pub mod share;

/// Publisher and date of a source: `Kazinform (inform.kz), 22 Nov 2022`.
pub fn cite(source: &KnownSource) -> String {
    match source.published {
        Some((day, precision)) => format!("{}, {}", source.publisher, dated(day, precision)),
        None => format!("{}, undated", source.publisher),
    }
}
