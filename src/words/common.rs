//! Words that all figures use: dates, counts, bases, kinds.

use super::number::{decimal, thousands};
use crate::data::source::KnownSource;
use crate::data::{Day, Election, ElectionKind, Event, EventKind, Precision, ShareBase};

words! { Common:
    /// The language's code, BCP 47.
    CODE,
    /// Which rule its plurals follow: `one-other` or `slavic`.
    PLURAL,
    /// Between thousands.
    THOUSANDS,
    /// Between whole and part.
    DECIMAL,
    /// The months' names.
    MONTHS,
    /// The same after a day.
    MONTHS_OF_DAYS,
    /// The same where there is little room.
    SHORT_MONTHS,
    /// The same after a day.
    SHORT_MONTHS_OF_DAYS,
    /// `17 June 2022`.
    LONG_DATE(day, month, year),
    /// `17 Jun 2022`.
    SHORT_DATE(day, month, year),
    /// `17 June`, and with a short name of the month.
    DAY_AND_MONTH(day, month),
    /// `June 2022`.
    MONTH_AND_YEAR(month, year),
    /// `Jun 2022`.
    SHORT_MONTH_AND_YEAR(month, year),
    /// `6–19 January 2022`.
    DAYS_OF_MONTH(first, last, month, year),
    /// From one date to another.
    FROM_TO(first, last),
    /// The same within a year: two days with their months.
    FROM_TO_IN_YEAR(first, last, year),
    /// An event of which the year is known.
    DAY_NOT_CERTAIN(month),
    /// An event of which the month is known.
    MONTH_NOT_CERTAIN(year),
    /// In a table's cell.
    NOT_KNOWN,
    /// In place of a winner, where the most votes are shared, none, or "against all".
    NONE_AHEAD,
    /// The dash where a value does not apply.
    DASH,
    /// The bases in words.
    BASES,
    /// The bases on their buttons.
    BASE_BUTTONS,
    /// The same on a narrow page.
    SHORT_BASE_BUTTONS,
    /// What an election is: early and of a president, early, of a president, neither, a referendum.
    ELECTIONS,
    /// An election with its date.
    ELECTION_NAME(what, date),
    /// What is of the first of two rounds.
    FIRST_ROUND(what),
    /// The kinds of event.
    KINDS,
    /// Small numbers in words, from none; a language may leave them to digits.
    SMALL_NUMBERS,
    /// A number of events.
    EVENTS(count),
    /// No events.
    NO_EVENTS,
    /// The last two of a list of things.
    AND(first, last),
    /// Publisher and date of a source.
    CITED(publisher, date),
    /// In place of a date.
    UNDATED,
}

fn month(names: Word, month: u32) -> &'static str {
    names.nth((month as usize).wrapping_sub(1))
}

use super::Word;

/// `Jun`.
pub fn short_month(number: u32) -> &'static str {
    month(SHORT_MONTHS, number)
}

/// A name or a kind, and that it is of a first round.
pub fn in_round(what: &str, is_first_round: bool) -> String {
    if is_first_round { FIRST_ROUND.with(&[what]) } else { what.to_string() }
}

/// `17 June 2022`.
pub fn long_date(day: Day) -> String {
    let (year, month_number, day_number) = day.civil();
    LONG_DATE.with(&[&day_number.to_string(), month(MONTHS_OF_DAYS, month_number), &year.to_string()])
}

/// `17 Jun 2022`.
pub fn short_date(day: Day) -> String {
    let (year, month_number, day_number) = day.civil();
    SHORT_DATE.with(&[&day_number.to_string(), month(SHORT_MONTHS_OF_DAYS, month_number), &year.to_string()])
}

/// `17 Jun`.
pub fn day_and_short_month(day: Day) -> String {
    let (_, month_number, day_number) = day.civil();
    DAY_AND_MONTH.with(&[&day_number.to_string(), month(SHORT_MONTHS_OF_DAYS, month_number)])
}

/// `17 June`.
pub fn day_and_month(day: Day) -> String {
    let (_, month_number, day_number) = day.civil();
    DAY_AND_MONTH.with(&[&day_number.to_string(), month(MONTHS_OF_DAYS, month_number)])
}

/// `June 2022`, or `Jun 2022`.
pub fn month_and_year(day: Day, is_short: bool) -> String {
    let (year, month_number, _) = day.civil();
    let (pattern, names) =
        if is_short { (SHORT_MONTH_AND_YEAR, SHORT_MONTHS) } else { (MONTH_AND_YEAR, MONTHS) };
    pattern.with(&[month(names, month_number), &year.to_string()])
}

/// A date as exactly as it is known: `17 Jun 2022`, `Jun 2022`, `2022`.
pub fn dated(day: Day, precision: Precision) -> String {
    match precision {
        Precision::Day => short_date(day),
        Precision::Month => month_and_year(day, true),
        Precision::Year => day.year().to_string(),
    }
}

/// From one date to another: `3 Jan – 5 Feb 2022`.
fn range(first: Day, last: Day) -> String {
    let (a, b) = (first.civil(), last.civil());
    if (a.0, a.1) == (b.0, b.1) {
        let month = month(MONTHS_OF_DAYS, a.1);
        return DAYS_OF_MONTH.with(&[&a.2.to_string(), &b.2.to_string(), month, &a.0.to_string()]);
    }
    if a.0 == b.0 {
        let days = [first, last].map(day_and_short_month);
        return FROM_TO_IN_YEAR.with(&[&days[0], &days[1], &a.0.to_string()]);
    }
    FROM_TO.with(&[&short_date(first), &short_date(last)])
}

/// When an event was, with its precision and its end.
pub fn when(event: &Event) -> String {
    match (event.precision, event.end) {
        (Precision::Year, _) => MONTH_NOT_CERTAIN.with(&[&event.date.year().to_string()]),
        (Precision::Month, _) => DAY_NOT_CERTAIN.with(&[&month_and_year(event.date, false)]),
        (Precision::Day, Some(end)) if end > event.date => range(event.date, end),
        _ => long_date(event.date),
    }
}

/// A window of days in words: `2022`, `January 2022`, `1991–2025`, `3 Jan – 5 Feb 2022`.
pub fn window(first: Day, last: Day) -> String {
    let (a, b) = (first.civil(), last.civil());
    let whole_years = (a.1, a.2) == (1, 1) && (b.1, b.2) == (12, 31);
    match () {
        () if whole_years && a.0 == b.0 => a.0.to_string(),
        () if whole_years => years(a.0, b.0),
        () if a.2 == 1 && last == first.month_end() => month_and_year(first, false),
        () if first == last => long_date(first),
        () if b.0 - a.0 > 3 => years(a.0, b.0),
        () => range(first, last),
    }
}

/// `1991–2025`.
pub fn years(first: i32, last: i32) -> String {
    [first.to_string(), last.to_string()].join("–")
}

/// A base in words: `valid votes`.
pub fn base(base: ShareBase) -> &'static str {
    BASES.nth(base as usize)
}

/// A base on its button.
pub fn base_button(base: ShareBase, is_narrow: bool) -> &'static str {
    let names = if is_narrow { SHORT_BASE_BUTTONS } else { BASE_BUTTONS };
    names.nth(base as usize)
}

/// `Early presidential election, 20 November 2022`.
pub fn election_name(election: &Election) -> String {
    let is_other = usize::from(election.office != "president");
    let name = match election.kind {
        ElectionKind::Early => is_other,
        ElectionKind::Regular => 2 + is_other,
        ElectionKind::Referendum => 4,
    };
    ELECTION_NAME.with(&[ELECTIONS.nth(name), &long_date(election.date)])
}

/// An event's kind.
pub fn kind(kind: EventKind) -> &'static str {
    KINDS.nth(kind as usize)
}

/// A small number in words, greater ones in digits.
pub fn small_number(count: usize) -> String {
    match SMALL_NUMBERS.nth(count) {
        "" => thousands(count as u64),
        word => word.to_string(),
    }
}

/// `1 event`, `2 events`, `no events`.
pub fn events(count: usize) -> String {
    if count == 0 { NO_EVENTS.into() } else { EVENTS.with(&[&thousands(count as u64)]) }
}

/// Values in a list: `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => AND.with(&[&first.join(", "), last]),
    }
}

/// Words that begin with a letter from a to z or from а to я, with a capital first; others as they are. Tables of all letters
/// would weigh more than a sentence is worth.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| match first {
        'a'..='z' | 'а'..='я' => char::from_u32(first as u32 - 32).unwrap_or(first),
        _ => first,
    });
    let mut out: String = first.into_iter().collect();
    out.push_str(letters.as_str());
    out
}

/// A number of something, in digits: `12`.
pub fn digits(count: usize) -> String {
    decimal(count as f64, 0)
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

/// Publisher and date of a source: `Kazinform (inform.kz), 22 Nov 2022`.
pub fn cite(source: &KnownSource) -> String {
    let date = source.published.map_or_else(|| UNDATED.into(), |(day, precision)| dated(day, precision));
    CITED.with(&[&source.publisher, &date])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_capital() {
        let cases = [
            ("six of them", "Six of them"),
            ("январь 2022", "Январь 2022"),
            ("ясно", "Ясно"),
            ("2022 жылғы қаңтар", "2022 жылғы қаңтар"),
            ("«да»", "«да»"),
            ("", ""),
        ];
        for (word, wanted) in cases {
            assert_eq!(capital(word), wanted);
        }
    }
}
