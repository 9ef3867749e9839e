//! Sentences of the figure `history`.

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

/// Years without a value on a base.
pub fn unknown_key(years: &str, by: ShareBase) -> String {
    format!("{years}: a share of {} is not known", base(by))
}

/// Why another base makes no difference to a metric; empty where it does.
pub fn why_no_base(metric: Metric) -> &'static str {
    match metric {
        Metric::Turnout => "Turnout is a share of registered voters, whatever base is chosen.",
        Metric::Number => "The effective number is of the votes for all lines, whatever base is chosen.",
        _ => "",
    }
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
    /// What shares and leads are of.
    pub base: ShareBase,
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
    let shares = base(change.base);
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
                 in per cent; shares of {shares}.",
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
             {since}; in shares of {shares}, “against all” counts as a line.",
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

/// Headings of the table on a base. Among shares of valid votes others stand too: there the column beside names the base.
pub fn header(by: ShareBase) -> Vec<String> {
    let on_base = |heading: &str| match by {
        ShareBase::Valid => heading.to_string(),
        _ => [heading, " of ", base(by)].concat(),
    };
    let share = on_base("Winner’s share");
    let margin = on_base("Margin in shares");
    [
        "Election",
        "Kind",
        "Winner",
        "Votes",
        &share,
        "Base of the share",
        "Turnout",
        if by == ShareBase::Valid { "Margin" } else { &margin },
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
