//! Days of the proleptic Gregorian calendar, as counts and as civil dates; no clock, no time zone.

/// A day as a count of days since 1 January 1970 (negative before).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// How exactly a date is known; a vaguer one is drawn as a span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// The day is known.
    #[default]
    Day,
    /// Only the month is known; the day stands for its place in the month.
    Month,
    /// Only the year is known.
    Year,
}

impl Day {
    /// The day of a civil date, or `None` if no such day exists (month 1..=12, day 1..=length of the month, year 1..=9999).
    pub fn from_civil(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(1..=9999).contains(&year)
            || !(1..=12).contains(&month)
            || day == 0
            || day > month_length(year, month)
        {
            return None;
        }
        // Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let shifted_year = if month <= 2 { year - 1 } else { year };
        let era = shifted_year.div_euclid(400);
        let year_of_era = shifted_year.rem_euclid(400);
        let shifted_month = (month as i32 + 9) % 12;
        let day_of_year = (153 * shifted_month + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Day(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month 1..=12 and day 1..=31 of this day.
    pub fn civil(self) -> (i32, u32, u32) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u32;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u32;
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day)
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// An ISO day `YYYY-MM-DD`, or `None` if it is not one or does not exist.
    pub fn parse(text: &str) -> Option<Day> {
        match parse_iso(text)? {
            (day, Precision::Day) => Some(day),
            _ => None,
        }
    }

    /// The ISO form, `YYYY-MM-DD`.
    pub fn iso(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The first day of this day's month.
    pub fn month_start(self) -> Day {
        Day(self.0 - self.civil().2 as i32 + 1)
    }

    /// The last day of this day's month.
    pub fn month_end(self) -> Day {
        let (year, month, _) = self.civil();
        Day(self.month_start().0 + month_length(year, month) as i32 - 1)
    }
}

/// An ISO year, month or day, with the precision it has; a vaguer date gives its first day.
pub fn parse_iso(text: &str) -> Option<(Day, Precision)> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)? as i32;
    let month = parts.next().map(|part| digits(part, 2));
    let day = parts.next().map(|part| digits(part, 2));
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, None) => Day::from_civil(year, 1, 1).map(|found| (found, Precision::Year)),
        (Some(month), None) => Day::from_civil(year, month?, 1).map(|found| (found, Precision::Month)),
        (Some(month), Some(day)) => Day::from_civil(year, month?, day?).map(|found| (found, Precision::Day)),
        (None, Some(_)) => None,
    }
}

/// The number of days in a month, 28..=31; 0 if there is no such month.
pub fn month_length(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

fn digits(text: &str, length: usize) -> Option<u32> {
    if text.len() != length || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}
