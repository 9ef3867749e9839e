//! How it went before: one metric of every election of the story's country for the same office, referendums aside, along true
//! time.
//!
//! The accent is on the last step, where that is a change on one base. With the winner's share, turnout stands behind it in
//! grey. A share published on another base than the chosen one is a hollow point, and no line leads to it.

use crate::analysis::contest::{self, Of, Share};
use crate::data::{Day, Election, ElectionKind, ShareBase, Story, arrange};
use crate::layout::around::Obstacles;
use crate::layout::boxes::Rect;
use crate::layout::{Font, Measure, wrap};
use crate::scale::Linear;
use crate::scale::linear::round_ticks;
use crate::scene::{Anchor, Role, Scene};
use crate::words;
use crate::words::history::{Change, Metric};
use crate::words::number::{decimal, percent, thousands};

use super::noted;
use super::pen::Pen;
use super::target::{Emphasis, Table, Target, focus_ring};

/// The metrics, in the order of their buttons.
pub const METRICS: [Metric; 4] = [Metric::Share, Metric::Turnout, Metric::Margin, Metric::Number];
/// Narrower than this, years are short and the last value's remarks are left to the line below the headline.
pub const NARROW_BELOW_PX: f64 = 480.0;

/// One election on the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// `election:kaz-2022-11-20`.
    pub key: String,
    /// Index into [`Story::elections`].
    pub election: usize,
    /// Polling day.
    pub date: Day,
    /// The metric, if known, with what it is of.
    pub value: Option<Share>,
    /// Turnout behind the winner's share, in per cent.
    pub context: Option<f64>,
    /// Whether it was called early.
    pub is_early: bool,
    /// Whether the value stands on another base than the chosen one, or on one that is not known.
    pub is_hollow: bool,
    /// Who won.
    pub winner: String,
    /// The winner's votes.
    pub votes: Option<u64>,
    /// Whether there is a note on the value.
    pub is_noted: bool,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The metric.
    pub metric: Metric,
    /// Elections by date.
    pub points: Vec<Point>,
    /// Whether all of them elected a president.
    pub is_presidential: bool,
    /// What shares and leads are of.
    pub base: ShareBase,
}

/// Whether a metric is one of a base that can be chosen.
pub fn has_base(metric: Metric) -> bool {
    matches!(metric, Metric::Share | Metric::Margin)
}

/// The elections of the story's country for the office of its election in one metric, on one base where the metric has one;
/// empty without a country.
#[inline(never)]
pub fn series(story: &Story, metric: Metric, base: ShareBase) -> Series {
    let mut points: Vec<Point> = story
        .elections
        .iter()
        .enumerate()
        .filter(|(_, election)| {
            election.country == story.page.country
                && election.kind != ElectionKind::Referendum
                && story.is_of_its_office(election)
        })
        .map(|(index, election)| point(story, index, election, metric, base))
        .collect();
    arrange(&mut points, &|a, b| a.date.cmp(&b.date));
    let is_presidential = points.iter().all(|point| story.elections[point.election].office == "president");
    Series { metric, points, is_presidential, base }
}

fn point(story: &Story, index: usize, election: &Election, metric: Metric, base: ShareBase) -> Point {
    let key = [noted::ELECTION, &election.id].concat();
    let notes = noted::of_election(story, &key, true);
    // Where no line is ahead nobody has a share as the winner; the lead, which is nothing, stands.
    let first = contest::winner(election);
    let winner = first.and_then(|first| election.options.get(first));
    let of = match metric {
        Metric::Share | Metric::Margin => Of::Base(base),
        Metric::Turnout => Of::Base(ShareBase::Registered),
        Metric::Number => Of::Lines,
    };
    // Among shares of valid votes one that is known on another base alone stands too, hollow.
    let elsewhere = |own: Option<Share>, other: &dyn Fn() -> Option<Share>| {
        if own.is_none() && base == ShareBase::Valid { other() } else { own }
    };
    let value = match metric {
        Metric::Share => {
            // As published, where it was published on this base.
            let published = first.and_then(|first| Share::published(election, first));
            let own = published.filter(|own| own.of() == of);
            elsewhere(own.or_else(|| Share::on_base(election, first?, base)), &|| {
                published.or_else(|| Share::on_own_base(election, first?))
            })
        }
        Metric::Margin => {
            elsewhere(contest::margin_on(election, base), &|| contest::margin_on_own_base(election))
        }
        Metric::Turnout => election.turnout_percent.map(|turnout| Share::new(turnout, of)),
        Metric::Number => contest::line_shares(election)
            .and_then(|shares| contest::effective_number(&shares))
            .map(|number| Share::new(number, of)),
    };
    Point {
        is_noted: match metric {
            Metric::Share => notes.has(&|field| noted::is_share(base, field)),
            Metric::Turnout => notes.has(&noted::is_turnout),
            Metric::Margin | Metric::Number => false,
        },
        key,
        election: index,
        date: election.date,
        value,
        context: if metric == Metric::Share { election.turnout_percent } else { None },
        is_early: election.kind == ElectionKind::Early,
        is_hollow: value.is_some_and(|own| own.of() != of),
        winner: match winner {
            Some(winner) => winner.name.clone(),
            None if contest::first_line(election).is_some() => words::NONE_AHEAD.to_string(),
            None => words::NOT_KNOWN.to_string(),
        },
        votes: winner.and_then(|winner| winner.votes),
    }
}

impl Point {
    /// The value's number, for drawing and writing.
    fn number(&self) -> Option<f64> {
        self.value.map(Share::value)
    }

    /// Whether no line is ahead, so that there is no winner to have a share.
    fn has_no_winner(&self) -> bool {
        self.winner == words::NONE_AHEAD.text()
    }
}

impl Series {
    /// What changed between the last two elections with a value on the base. A hollow point is left out: it is of something else.
    pub fn change(&self) -> Option<Change> {
        let on_base = self.points.iter().filter(|point| !point.is_hollow);
        let known: Vec<(&Point, Share)> = on_base.filter_map(|point| Some((point, point.value?))).collect();
        let [earlier @ .., after] = known.as_slice() else { return None };
        let before = earlier.last()?;
        let others = || earlier.iter().filter_map(|(_, other)| after.1.above(*other));
        Some(Change {
            years: (before.0.date.year(), after.0.date.year()),
            values: (before.1.value(), after.1.value()),
            difference: after.1.above(before.1)?,
            votes: before.0.votes.zip(after.0.votes),
            since: self.points.first()?.date.year(),
            is_presidential: self.is_presidential,
            base: self.base,
            count: known.len(),
            is_least: others().all(|more| more < 0.0),
            is_greatest: others().all(|more| more > 0.0),
        })
    }

    /// The year of an election as it is written below the axis.
    fn year(&self, index: usize, is_narrow: bool) -> String {
        let year = self.points[index].date.year();
        if is_narrow { words::history::short_year(year) } else { year.to_string() }
    }

    /// How the year of an election is written: those of the last two stand out.
    fn year_font(&self, index: usize) -> Font {
        Font { size_px: VALUE_FONT_PX, semibold: index + 2 >= self.points.len() }
    }

    /// Years of the hollow points of a base, or of one that is not known: `1999`.
    pub fn hollow_years(&self, of: Of) -> String {
        self.years(|point| point.is_hollow && point.value.is_some_and(|own| own.of() == of))
    }

    /// Years without a value: `1999, 2005`.
    pub fn unknown_years(&self) -> String {
        self.years(|point| point.value.is_none() && !point.has_no_winner())
    }

    fn years(&self, is_one: impl Fn(&Point) -> bool) -> String {
        let own = self.points.iter().filter(|point| is_one(point));
        own.map(|point| point.date.year().to_string()).collect::<Vec<String>>().join(", ")
    }

    /// Whether a line joins a point with the one before: both values are known and can be compared. `is_main` is the metric, else
    /// the turnout behind it.
    fn is_joined(&self, index: usize, is_main: bool) -> bool {
        let Some(before) = index.checked_sub(1).map(|before| &self.points[before]) else { return false };
        let point = &self.points[index];
        match is_main {
            true => !point.is_hollow && !before.is_hollow && point.value.and(before.value).is_some(),
            false => point.context.and(before.context).is_some(),
        }
    }

    /// The ends of the value axis.
    pub fn domain(&self) -> (f64, f64) {
        let values = || self.points.iter().flat_map(|point| [point.number(), point.context]).flatten();
        let low = values().fold(f64::MAX, f64::min);
        let high = values().fold(f64::MIN, f64::max);
        if low > high {
            return (0.0, 100.0);
        }
        match self.metric {
            Metric::Number => (1.0, ((high + 0.01) * 2.0).ceil() / 2.0),
            _ => {
                // Whole tens, or whole twenties where tens would be more than five lines; never a scale of one line.
                let step = if high - (low / 10.0).floor() * 10.0 > 40.0 { 20.0 } else { 10.0 };
                let low = ((low.min(90.0) / step).floor() * step).max(0.0);
                (low, ((high / step).ceil() * step).clamp(low + step, 100.0_f64.max(low + step)))
            }
        }
    }
}

/// Everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    width_px: f64,
    /// Height of the picture in CSS pixels.
    pub height_px: f64,
    is_narrow: bool,
    /// Whether a dot says that an election was early, for the word finds no room below each year.
    pub is_dotted: bool,
    x: Vec<f64>,
    /// The row that the year of each election stands in; [`NO_ROW`] where neither of the two has room.
    rows: Vec<f64>,
    scale: Linear,
    ticks: Vec<f64>,
    right: f64,
    /// Values with their places: point, text, place, whether it is of the main line.
    values: Vec<(usize, String, Rect, bool)>,
    brackets: Vec<Bracket>,
    /// What can be pointed at.
    pub targets: Vec<Target>,
}

#[derive(Clone, Debug, PartialEq)]
struct Bracket {
    from: f64,
    to: f64,
    y: f64,
    label: String,
    label_x: f64,
    anchor: Anchor,
    is_inline: bool,
}

/// Height of the picture for a width.
pub fn height_px(width_px: f64) -> f64 {
    if width_px < NARROW_BELOW_PX { 300.0 } else { 330.0 }
}

const TOP_PX: f64 = 40.0;
const FOOT_PX: f64 = 50.0;
const VALUE_FONT_PX: u8 = 12;

/// Puts everything in its place.
#[inline(never)]
pub fn place(series: &Series, width_px: f64, measure: &dyn Measure) -> Placed {
    let is_narrow = width_px < NARROW_BELOW_PX;
    let height_px = height_px(width_px);
    let (indent, margin) = if is_narrow { (58.0, 80.0) } else { (62.0, 108.0) };
    let days = |index: usize| series.points.get(index).map_or(0.0, |point| f64::from(point.date.0));
    let last = series.points.len().saturating_sub(1);
    let right = width_px - margin;
    let along = Linear::new((days(0), days(last)), (indent, right));
    let x: Vec<f64> =
        (0..series.points.len()).map(|index| if last == 0 { right } else { along.at(days(index)) }).collect();
    let bottom = height_px - FOOT_PX;
    let scale = Linear::new(series.domain(), (bottom, TOP_PX));
    let ticks = round_ticks(scale.domain.0, scale.domain.1, 5);

    let mut obstacles = Obstacles {
        bounds: Some(Rect::new(34.0, TOP_PX - 14.0, width_px - 34.0, bottom - TOP_PX + 14.0)),
        ..Obstacles::default()
    };
    let of = |point: &Point, is_main: bool| if is_main { point.number() } else { point.context };
    for is_main in [true, false] {
        let mut before = None;
        for (index, point) in series.points.iter().enumerate() {
            let at = of(point, is_main).map(|value| (x[index], scale.at(value)));
            if series.is_joined(index, is_main) {
                obstacles.segments.extend(before.zip(at));
            }
            obstacles.points.extend(at);
            before = at;
        }
    }
    // The last values stand at the right, with their remarks below.
    if let Some(point) = series.points.last() {
        for (value, height) in [(point.number(), 62.0), (point.context, 34.0)] {
            if let Some(value) = value {
                obstacles.taken.take(Rect::new(right + 8.0, scale.at(value) - 18.0, margin, height));
            }
        }
    }
    let mut values = Vec::new();
    for is_main in [true, false] {
        if !is_main && is_narrow {
            continue;
        }
        for (index, point) in series.points.iter().enumerate().take(last) {
            if let Some(value) = of(point, is_main) {
                let mut text = words::history::value(series.metric, value, false);
                if is_main && point.is_noted {
                    text.push(words::results::DAGGER);
                }
                let font = Font { size_px: VALUE_FONT_PX, semibold: is_main };
                let place = obstacles.place(x[index], scale.at(value), measure.width_px(&text, font), 14.0);
                values.push((index, text, place, is_main));
            }
        }
    }
    let rows = rows(series, &x, is_narrow, measure);
    let early = series.points.iter().zip(&x).filter(|(point, _)| point.is_early);
    let early: Vec<f64> = early.map(|(_, x)| *x).collect();
    let word_px = measure.width_px(words::history::EARLY.text(), Font::regular(VALUE_FONT_PX)) + 4.0;
    let is_dotted = is_narrow
        || rows.iter().any(|row| *row > 0.0)
        || early.windows(2).any(|pair| pair[1] - pair[0] < word_px);
    let targets = series
        .points
        .iter()
        .enumerate()
        .map(|(index, point)| {
            let y = point.number().map_or(bottom, |value| scale.at(value));
            Target {
                key: point.key.clone(),
                bounds: Rect::new(x[index] - 6.0, y - 6.0, 12.0, 12.0),
                row: 0,
                table_row: index,
            }
        })
        .collect();
    let brackets = brackets(series, &x, width_px, is_narrow, measure);
    Placed {
        width_px,
        height_px,
        is_narrow,
        is_dotted,
        x,
        rows,
        scale,
        ticks,
        right,
        values,
        brackets,
        targets,
    }
}

/// Each year below its own tick, in the first row that has room, from the last election on: a year that finds none goes without.
fn rows(series: &Series, x: &[f64], is_narrow: bool, measure: &dyn Measure) -> Vec<f64> {
    let mut rows = vec![NO_ROW; x.len()];
    let mut free = [f64::MAX; 2];
    for (index, x) in x.iter().enumerate().rev() {
        let label = series.year(index, is_narrow);
        let right = x + measure.width_px(&label, series.year_font(index)) / 2.0 + 2.0;
        let left = x + x - right;
        // To the second row the tick leads past the years of the first.
        rows[index] = if right <= free[0] {
            free[0] = left;
            0.0
        } else if right <= free[1] && x + 4.0 <= free[0] {
            (free[0], free[1]) = (x - 4.0, left);
            1.0
        } else {
            continue;
        };
    }
    rows
}

/// Of a year that has no room.
const NO_ROW: f64 = 2.0;

/// Who won, as brackets over the years: runs of one winner.
fn brackets(
    series: &Series,
    x: &[f64],
    width_px: f64,
    is_narrow: bool,
    measure: &dyn Measure,
) -> Vec<Bracket> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for index in 0..series.points.len() {
        match runs.last_mut() {
            Some((from, to)) if series.points[*from].winner == series.points[index].winner => *to = index,
            _ => runs.push((index, index)),
        }
    }
    let mut brackets: Vec<Bracket> = Vec::new();
    let mut free_from = 0.0;
    for (from, to) in runs {
        let name = &series.points[from].winner;
        // Of what is no name the last word would say nothing.
        let is_name = ![words::NONE_AHEAD, words::NOT_KNOWN].iter().any(|word| word.text() == name.as_str());
        let family_name = if is_name { name.split(' ').fold("", |_, word| word) } else { name };
        let times = to - from + 1;
        let (left, right) = (x[from], x[to]);
        let font = Font::regular(VALUE_FONT_PX);
        let full = words::history::won(if is_narrow { family_name } else { name }, times);
        let fits = measure.width_px(&full, font) + 40.0 <= right - left;
        let label = if fits { full } else { family_name.to_string() };
        let label_px = measure.width_px(&label, font);
        let (label_x, anchor) = match () {
            () if fits => ((left + right) / 2.0, Anchor::Middle),
            () if (left + right + label_px) / 2.0 > width_px => (width_px, Anchor::End),
            () => (((left + right) / 2.0).max(label_px / 2.0), Anchor::Middle),
        };
        let begins = match anchor {
            Anchor::End => label_x - label_px,
            _ => label_x - label_px / 2.0,
        };
        // A short run's name stands above its bracket; where that is taken, the bracket goes without.
        if begins < free_from {
            continue;
        }
        free_from = begins + label_px + 8.0;
        brackets.push(Bracket { from: left, to: right, y: 18.0, label, label_x, anchor, is_inline: fits });
    }
    brackets
}

/// Draws the picture.
#[inline(never)]
pub fn draw(series: &Series, placed: &Placed, emphasis: Emphasis<'_>, measure: &dyn Measure) -> Scene {
    let mut pen = Pen::new(placed.width_px, placed.height_px);
    // An election chosen here or elsewhere stands out like one that is pointed at.
    let hover = emphasis.hover.or(emphasis.chosen);
    draw_axes(&mut pen, series, placed);
    draw_brackets(&mut pen, placed, measure);
    let mut lines = |points: std::ops::Range<usize>, is_main: bool, role: Role, width_px: f64| {
        let mut run = Vec::new();
        for index in points {
            if !series.is_joined(index, is_main) {
                pen.path(std::mem::take(&mut run), role, width_px);
            }
            let point = &series.points[index];
            let value = if is_main { point.number() } else { point.context };
            run.extend(value.map(|value| (placed.x[index], placed.scale.at(value))));
        }
        pen.path(run, role, width_px);
    };
    let count = series.points.len();
    lines(0..count, false, Role::Bar, 1.5);
    if let Some(split) = count.checked_sub(2) {
        lines(0..split + 1, true, Role::InkSecond, 2.0);
        if series.is_joined(split + 1, true) {
            let change = [split, split + 1];
            let at = |index: usize| Some((placed.x[index], placed.scale.at(series.points[index].number()?)));
            pen.path(change.into_iter().filter_map(at).collect(), Role::Accent, 3.0);
        }
    }
    if let (Some(day), [first, .., last], [left, .., right]) =
        (emphasis.day, series.points.as_slice(), placed.x.as_slice())
    {
        let part = f64::from(day.0 - first.date.0) / f64::from(last.date.0 - first.date.0).max(1.0);
        let x = left + part * (right - left);
        if x >= *left && x <= placed.right + 6.0 {
            let bottom = placed.scale.range_px.0;
            pen.dashed((x, TOP_PX), (x, bottom), Role::Ink, 1.0, (1.0, 3.0));
            let label = words::day_and_month(day);
            pen.text_with_halo(x - 4.0, bottom - 6.0, label, Font::regular(12), Role::InkSecond, Anchor::End);
        }
    }
    if let Some(index) = series.points.iter().position(|point| Some(point.key.as_str()) == hover) {
        let bottom = placed.scale.range_px.0;
        pen.line((placed.x[index], TOP_PX), (placed.x[index], bottom), Role::RuleStrong, 1.0);
    }
    for (index, point) in series.points.iter().enumerate() {
        let is_hot = index + 2 >= series.points.len();
        let is_hovered = hover == Some(point.key.as_str());
        pen.mark(point.key.clone(), |pen| draw_point(pen, placed, index, point, is_hot, is_hovered));
    }
    for (index, text, rect, is_main) in &placed.values {
        let role = match (is_main, index + 2 >= series.points.len()) {
            (true, true) => Role::Accent,
            (true, false) => Role::Ink,
            (false, _) => Role::InkThird,
        };
        let font = Font { size_px: VALUE_FONT_PX, semibold: *is_main };
        pen.text_with_halo(rect.x, rect.y + 11.0, text.clone(), font, role, Anchor::Start);
    }
    draw_last(&mut pen, series, placed, measure);
    if let Some(target) = placed.targets.iter().find(|target| Some(target.key.as_str()) == emphasis.focus) {
        focus_ring(&mut pen, &target.bounds);
    }
    pen.finish()
}

fn draw_axes(pen: &mut Pen, series: &Series, placed: &Placed) {
    let bottom = placed.scale.range_px.0;
    for (index, tick) in placed.ticks.iter().enumerate() {
        let y = placed.scale.at(*tick);
        let role = if index == 0 { Role::RuleStrong } else { Role::Rule };
        pen.line((0.0, y), (placed.right + 6.0, y), role, 1.0);
        let is_last = index + 1 == placed.ticks.len();
        let label = match series.metric {
            Metric::Number => decimal(*tick, 1),
            _ if is_last && !placed.is_narrow && series.metric != Metric::Margin => {
                words::results::tick(*tick)
            }
            _ => decimal(*tick, 0),
        };
        pen.text(0.0, y - 4.0, label, Font::regular(12), Role::InkThird, Anchor::Start);
    }
    let small = Font::regular(VALUE_FONT_PX);
    for (index, point) in series.points.iter().enumerate() {
        let x = placed.x[index];
        let row = placed.rows[index];
        let y = if row < NO_ROW { bottom + 15.0 * row } else { bottom };
        pen.line((x, bottom), (x, y + 5.0), Role::RuleStrong, 1.0);
        if row < NO_ROW {
            let year = series.year(index, placed.is_narrow);
            pen.text(x, y + 19.0, year, series.year_font(index), Role::Ink, Anchor::Middle);
        }
        if point.is_early && placed.is_dotted {
            pen.disc(x, y + 28.0, 2.0, Role::InkThird);
        } else if point.is_early {
            pen.text(x, y + 34.0, words::history::EARLY.text(), small, Role::InkThird, Anchor::Middle);
        }
    }
}

fn draw_brackets(pen: &mut Pen, placed: &Placed, measure: &dyn Measure) {
    let font = Font::regular(VALUE_FONT_PX);
    for bracket in &placed.brackets {
        let label_px = measure.width_px(&bracket.label, font);
        let gap = if bracket.is_inline { label_px / 2.0 + 6.0 } else { 0.0 };
        if bracket.is_inline {
            pen.line((bracket.from, bracket.y), (bracket.label_x - gap, bracket.y), Role::RuleStrong, 1.0);
            pen.line((bracket.label_x + gap, bracket.y), (bracket.to, bracket.y), Role::RuleStrong, 1.0);
        } else if bracket.to > bracket.from {
            pen.line((bracket.from, bracket.y), (bracket.to, bracket.y), Role::RuleStrong, 1.0);
        }
        for x in [bracket.from, bracket.to] {
            pen.line((x, bracket.y), (x, bracket.y + 5.0), Role::RuleStrong, 1.0);
        }
        let baseline = if bracket.is_inline { bracket.y + 4.0 } else { bracket.y - 6.0 };
        pen.text(bracket.label_x, baseline, bracket.label.clone(), font, Role::InkSecond, bracket.anchor);
    }
}

fn draw_point(pen: &mut Pen, placed: &Placed, index: usize, point: &Point, is_hot: bool, is_hovered: bool) {
    let x = placed.x[index];
    let grow = if is_hovered { 1.15 } else { 1.0 };
    if let Some(context) = point.context {
        let y = placed.scale.at(context);
        pen.point(x, y, 3.2, Role::Bar);
    }
    let Some(value) = point.number() else { return };
    let y = placed.scale.at(value);
    let role = if is_hot { Role::Accent } else { Role::InkSecond };
    if point.is_hollow {
        pen.disc(x, y, 7.1, Role::Ground);
        pen.ring(x, y, 4.6 * grow, role, 2.0);
    } else {
        let radius = if is_hot { 5.4 } else { 4.8 } * grow;
        pen.point(x, y, radius, role);
    }
}

/// The last value and its remarks, right of its point and above the axis.
fn draw_last(pen: &mut Pen, series: &Series, placed: &Placed, measure: &dyn Measure) {
    /// Room below a baseline for what hangs from it.
    const UNDER_PX: f64 = 3.0;
    let (Some(point), Some(x)) = (series.points.last(), placed.x.last()) else { return };
    let x = x + 11.0;
    let bottom = placed.scale.range_px.0 - UNDER_PX;
    let mut context_y = point.context.map(|context| (placed.scale.at(context) + 3.0).min(bottom - 15.0));
    if let Some(value) = point.number() {
        let unit =
            wrap::wrap(words::history::unit(series.metric), Font::regular(12), placed.width_px - x, measure);
        let mut remarks = Vec::new();
        // A change of the effective number would differ from the difference of its rounded values: left to the reader.
        let is_told = !placed.is_narrow && series.metric != Metric::Number && !point.is_hollow;
        if let Some(change) = series.change().filter(|_| is_told) {
            remarks.push(words::history::change(change.difference));
            if let (Metric::Share, Some((before, after))) = (series.metric, change.votes) {
                remarks.push(words::history::vote_change(after as i64 - before as i64));
            }
        }
        let unit_px = 14.0 + 15.0 * (unit.lines.len() as f64 - 1.0);
        let depth = if remarks.is_empty() { unit_px } else { unit_px + 2.0 + 15.0 * remarks.len() as f64 };
        let y = placed.scale.at(value).min(bottom - depth);
        let mut text = words::history::value(series.metric, value, series.metric != Metric::Margin);
        if point.is_noted {
            text.push(words::results::DAGGER);
        }
        let size_px = if placed.is_narrow { 14 } else { 16 };
        pen.text(x, y - 2.0, text, Font::semibold(size_px), Role::Accent, Anchor::Start);
        for (line, words) in unit.lines.into_iter().enumerate() {
            pen.text(x, y + 14.0 + 15.0 * line as f64, words, Font::regular(12), Role::Accent, Anchor::Start);
        }
        for (line, remark) in remarks.into_iter().enumerate() {
            let baseline = y + unit_px + 17.0 + 15.0 * line as f64;
            pen.text(x, baseline, remark, Font::semibold(12), Role::Accent, Anchor::Start);
        }
        // The grey value stands clear of the remarks when the two lines end close together.
        let free_from = y + depth + 18.0 + if placed.is_narrow { 4.0 } else { 0.0 };
        let has_room_below = free_from + 15.0 <= bottom;
        context_y = context_y
            .map(|own| if own > y && has_room_below { own.max(free_from) } else { own.min(y - 38.0) });
    }
    if let (Some(context), Some(y)) = (point.context, context_y) {
        pen.text(x, y, percent(context), Font::regular(14), Role::InkThird, Anchor::Start);
        pen.text(
            x,
            y + 15.0,
            words::history::TURNOUT.text(),
            Font::regular(12),
            Role::InkThird,
            Anchor::Start,
        );
    }
}

/// The numbers as a table: every metric of every election, on a base where the metric has one.
#[inline(never)]
pub fn table(story: &Story, base: ShareBase) -> Table {
    let by_metric: Vec<Series> = METRICS.into_iter().map(|metric| series(story, metric, base)).collect();
    let mut table = Table { header: words::history::header(base), ..Table::default() };
    for (index, point) in by_metric[0].points.iter().enumerate() {
        let election = story.elections.get(point.election);
        let none = if point.has_no_winner() { words::DASH } else { words::NOT_KNOWN };
        let value = |metric: usize, unknown: words::Word, write: &dyn Fn(f64) -> String| {
            by_metric[metric].points[index].number().map_or_else(|| unknown.to_string(), write)
        };
        let notes = noted::of_election(story, &point.key, true);
        let mut cells = vec![
            words::long_date(point.date),
            election.map_or_else(String::new, |own| words::history::kind(own.kind, own.is_first_round)),
            point.winner.clone(),
            point.votes.map_or_else(|| none.to_string(), thousands),
            point.number().map_or_else(|| none.to_string(), percent),
            // What this share is of, whatever else was published.
            match point.value {
                None => words::DASH.text(),
                Some(_) if !point.is_hollow => words::base(base),
                _ => election
                    .and_then(|election| election.share_base)
                    .map_or(words::NOT_KNOWN.text(), words::base),
            }
            .to_string(),
            value(1, words::NOT_KNOWN, &percent),
            value(2, none, &words::history::points),
            value(3, words::NOT_KNOWN, &|number| decimal(number, 2)),
        ];
        let is_noted = [
            (3, notes.has(&|field| field == "votes")),
            (4, notes.has(&|field| noted::is_share(base, field))),
            (6, notes.has(&noted::is_turnout)),
        ];
        for (column, _) in is_noted.into_iter().filter(|own| own.1) {
            cells[column].push(words::results::DAGGER);
        }
        table.rows.push(cells);
        table.keys.push(point.key.clone());
    }
    table
}
