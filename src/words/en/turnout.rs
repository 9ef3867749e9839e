//! Sentences of the figures `turnout-map` and `turnout-clock`.

use super::*;

/// The word for all units together.
pub const NATION: &str = "Nation";
/// Those who voted abroad.
pub const ABROAD: &str = "Abroad";
/// What the choice of a region chooses.
pub const REGION: &str = "Region";
/// Why another election that was chosen is not shown.
pub const NOT_ON_MAP: &str = "Of the election chosen elsewhere no turnout by region is in the tables";
/// The first line of that choice.
pub const NO_REGION: &str = "Choose a region …";
/// What the choice of an election chooses.
pub const ELECTION: &str = "Election";
/// Nothing to draw.
pub const NO_MAP: &str = "This story has no turnout by region to show.";
/// Nothing to draw.
pub const NO_CLOCK: &str = "This story has no bulletins of turnout to show.";
/// The end of the scale of turnout.
pub const WHOLE: &str = "100\u{a0}%";
/// Key to a tile.
pub const TILE_KEY: &str = "A tile is filled from below; full is 100\u{a0}%";
/// Key to plum.
pub const APART_KEY: &str =
    "Plum: farther from the median than three times the usual distance (scaled median absolute deviation)";
/// Heading of the names of units.
pub const UNIT: &str = "Unit";
/// Key to the dots of the clock.
pub const DOTS_KEY: &str = "Dots: bulletins, joined by straight lines";
/// What stands in no table.
pub const NO_SHARES: &str = " No candidate’s share by region was found published.";
/// Before the sources, and after them.
pub const SOURCES: [&str; 2] = ["Sources: ", "."];

/// The button of an election: `Election, 20 Nov 2022`; where there is little room, `Nov 2022`.
pub fn election_button(date: Day, kind: ElectionKind, is_narrow: bool) -> String {
    if is_narrow {
        return dated(date, Precision::Month);
    }
    let what = if kind == ElectionKind::Referendum { "Referendum" } else { "Election" };
    format!("{what}, {}", short_date(date))
}

/// What a name of a region is without its kind: `Almaty Region` and `Almaty (city)` are both `Almaty`.
pub fn stem(name: &str) -> &str {
    let ends = [" Region", " region", " (city)", " City", " city"];
    ends.into_iter().find_map(|end| name.strip_suffix(end)).filter(|stem| !stem.is_empty()).unwrap_or(name)
}

/// A region's name where another has the same stem: `Almaty region`, `Almaty city`.
pub fn with_kind(stem: &str, is_city: bool) -> String {
    [stem, if is_city { " city" } else { " region" }].concat()
}

/// A time of the day: `14:05`.
pub fn clock(minute: u32) -> String {
    let two = |number: u32| if number < 10 { format!("0{number}") } else { number.to_string() };
    format!("{}:{}", two(minute / 60 % 24), two(minute % 60))
}

/// An offset from UTC as it was given: `+06:00`.
pub fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { super::super::number::MINUS } else { '+' };
    format!("{sign}{}", clock(minutes.unsigned_abs()))
}

/// Values in a list: `a`, `a and b`, `a, b and c`.
fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What the map shows, for its line below the headline.
pub struct MapFacts {
    /// Units that lie apart, the least first: name and turnout, per cent.
    pub apart: Vec<(String, f64)>,
    /// Number of the others.
    pub others: usize,
    /// Whether those that lie apart are the cities and the others the regions.
    pub are_cities: bool,
    /// Least and greatest turnout of the others.
    pub range: Option<(f64, f64)>,
    /// When the election was.
    pub date: Day,
    /// The moment of the figures: minutes after midnight and offset.
    pub moment: Option<(u32, i32)>,
    /// Since when borders are others than in this election.
    pub borders: Option<Day>,
}

/// The headline where the story has none of its own for this election.
pub fn map_headline(facts: &MapFacts) -> String {
    match facts.apart.as_slice() {
        [] => "Where people voted".to_string(),
        [one] => format!("{} stands apart", one.0),
        more if facts.are_cities => {
            let count = capital(&small_number(more.len()));
            format!("{count} cities apart from the rest")
        }
        more => format!("{} of {} units stand apart", more.len(), more.len() + facts.others),
    }
}

/// The line below the map's headline.
pub fn map_deck(facts: &MapFacts) -> String {
    let mut out = String::new();
    if !facts.apart.is_empty() && facts.apart.len() <= 4 {
        let named: Vec<String> =
            facts.apart.iter().map(|(name, value)| format!("{} in {name}", percent(*value))).collect();
        out = format!("Turnout was {}; ", list(&named));
    }
    if let Some((low, high)) = facts.range {
        let who = match () {
            () if facts.apart.is_empty() => format!("{} units", facts.others),
            () if facts.are_cities => format!("all {} regions", facts.others),
            () => format!("the other {}", facts.others),
        };
        let line = format!("{who} lie between {} and {}. ", percent(low), percent(high));
        out.push_str(&if out.is_empty() { capital(&line) } else { line });
    }
    out.push_str("Share of registered voters, ");
    out.push_str(&long_date(facts.date));
    if let Some((minute, from_utc)) = facts.moment {
        out.push_str(&format!(", at {} local time ({})", clock(minute), offset(from_utc)));
    }
    out.push('.');
    if let Some(day) = facts.borders {
        out.push_str(&format!(
            " These are the units before {}, when borders changed: they are not joined to the new ones, \
             and none is put on the map.",
            long_date(day)
        ));
    }
    out
}

/// What the map is.
pub const MAP: &str =
    "Tile map and ranked list of turnout. Arrow keys go down the list; Enter chooses a region.";
/// What the clock is.
pub const CLOCK: &str = "Line chart of turnout through the day. Left and right go along bulletins, up and down along units; \
     Enter chooses.";

/// What a unit is beside, at the bulletin from which findings are told.
pub struct Standing<'a> {
    /// The unit.
    pub name: &'a str,
    /// Minutes after midnight.
    pub minute: u32,
    /// Turnout then, per cent.
    pub percent: f64,
    /// The same as a part of its last figure, per cent.
    pub of_last: f64,
}

/// A standing in two lines: `Turkistan, 14:05: 76.61 %,` `95 % of its last figure`.
pub fn standing(standing: &Standing<'_>) -> [String; 2] {
    [
        format!("{}, {}: {},", standing.name, clock(standing.minute), percent(standing.percent)),
        format!("{}\u{a0}% of its final figure", decimal(standing.of_last, 0)),
    ]
}

/// The clock's headline where the story has none of its own, or a region was chosen.
pub fn clock_headline(standing: Option<&Standing<'_>>) -> String {
    standing.map_or_else(
        || "When people voted".to_string(),
        |own| {
            format!(
                "{} had {}\u{a0}% of its turnout by {}",
                own.name,
                decimal(own.of_last, 0),
                clock(own.minute)
            )
        },
    )
}

/// Many units close together: `12 of 20 units between`, `51.04 and 53.75 %`.
pub fn bundle(count: usize, of: usize, low: f64, high: f64) -> [String; 2] {
    [format!("{count} of {of} units between"), format!("{} and {}", decimal(low, 2), percent(high))]
}

/// What is said of a moment: `At 14:05: 12 of 20 units …`.
pub fn at(minute: u32, what: &str) -> String {
    ["At ", &clock(minute), ": ", what].concat()
}

/// A whole number of per cent on an axis: `90 %`.
pub fn whole_percent(value: f64) -> String {
    [&decimal(value, 0), "\u{a0}%"].concat()
}

/// The line below the clock's headline.
pub fn clock_deck(
    first: Option<&Standing<'_>>,
    last: Option<&Standing<'_>>,
    date: Day,
    from_utc: Option<i32>,
) -> String {
    let mut out = String::new();
    if let Some(own) = first {
        let [one, two] = standing(own);
        out = format!("{one} {two}");
        if let Some(other) = last {
            out.push_str(&format!(
                "; {} stood at {}\u{a0}% of its own",
                other.name,
                decimal(other.of_last, 0)
            ));
        }
        out.push_str(". ");
    }
    out.push_str(&format!(
        "Turnout as reported through {}, in per cent of registered voters, local time",
        long_date(date)
    ));
    if let Some(minutes) = from_utc {
        out.push_str(&format!(" ({})", offset(minutes)));
    }
    out.push('.');
    out
}

/// Key to the grey lines.
pub fn others_key(count: usize) -> String {
    format!("Grey: the other {count} units")
}

/// Key to bulletins that were not found for every unit.
pub fn missing_key(minute: u32, known: usize, of: usize) -> String {
    format!("At {} only {} of {of} units were found", clock(minute), small_number(known))
}

/// Key to the figures that fall.
pub fn falling_key(names: &[String]) -> String {
    format!("Ring: below the bulletin before it, as published ({})", list(names))
}

/// Headings of the map's table.
pub fn map_header() -> Vec<String> {
    ["Unit", "Turnout", "Against the nation"].map(String::from).to_vec()
}

/// A value at the pointer or the focus: `Turkistan, 14:05: 76.61 %, 95 % of its final figure`.
pub fn reading(name: &str, minute: u32, value: f64, of_last: Option<f64>) -> String {
    match of_last {
        Some(of_last) => standing(&Standing { name, minute, percent: value, of_last }).join(" "),
        None => format!("{name}, {}: {}", clock(minute), percent(value)),
    }
}

/// What was chosen: `Turkistan chosen`.
pub fn chosen(name: &str) -> String {
    if name.is_empty() { "No region chosen".to_string() } else { format!("{name} chosen") }
}
