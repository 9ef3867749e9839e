//! When people voted: turnout by bulletin through the day, a line a unit.
//!
//! Decides where lines, dots, names and findings stand. The nation is ink, the region that the headline speaks of or a reader
//! chose plum, the one that it is compared with dark grey, all others grey. Dots stand at bulletins only, joined by straight
//! lines over those that were not found.

use crate::analysis::turnout::{Bundle, bundle, together};
use crate::data::{Day, SourceIndex, Story, arrange};
use crate::layout::around::{Obstacles, leader_end};
use crate::layout::boxes::Rect;
use crate::layout::{Font, Measure, wrap};
use crate::scale::Linear;
use crate::scene::{Anchor, Role, Scene};
use crate::words;
use crate::words::number::{decimal, percent};
use crate::words::turnout::Standing;

use super::noted;
use super::pen::Pen;
use super::target::{Emphasis, Table, Target, focus_ring};
use super::turnout::{self, dot_key, is_nation, parts_of};

/// Narrower than this, names are small, with their numbers below them.
const NARROW_BELOW_PX: f64 = 480.0;
/// The findings are told from the first bulletin at this time or later, in minutes after midnight.
pub const AFTERNOON_FROM: u32 = 13 * 60;

/// A moment with bulletins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The day by the local clock.
    pub day: Day,
    /// Minutes after midnight by the local clock.
    pub minute: u32,
    /// Offset from UTC in minutes, as given.
    pub offset_min: i32,
}

/// One unit through the day.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// `KZ-61`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is the whole nation.
    pub is_nation: bool,
    /// Whether it is plum.
    pub is_picked: bool,
    /// Whether the plum one is compared with it: it was farthest from its last figure then.
    pub is_compared: bool,
    /// Whether its last figure lies apart from that of the rest.
    pub is_apart: bool,
    /// Turnout in per cent at each moment, as far as it is known.
    pub percents: Vec<Option<f64>>,
    /// Whether there is a note on each of them.
    pub is_noted: Vec<bool>,
}

impl Line {
    /// The bulletins that are known: index of the moment and turnout in per cent.
    pub fn known(&self) -> impl DoubleEndedIterator<Item = (usize, f64)> {
        self.percents.iter().enumerate().filter_map(|(moment, percent)| Some((moment, (*percent)?)))
    }

    /// The last that is known, in per cent.
    pub fn last(&self) -> Option<f64> {
        Some(self.known().next_back()?.1)
    }

    /// Whether there is a note on the last that is known.
    fn is_last_noted(&self) -> bool {
        self.known().next_back().is_some_and(|(moment, _)| self.is_noted[moment])
    }

    /// A figure as a part of the last one, in per cent; `None` for the last one itself.
    pub fn of_last(&self, moment: usize) -> Option<f64> {
        let (last_moment, last) = self.known().next_back()?;
        let own = self.percents.get(moment).copied().flatten()?;
        if last > 0.0 && moment != last_moment { Some(own / last * 100.0) } else { None }
    }

    /// The bulletins below the one before them.
    pub fn falls(&self) -> Vec<usize> {
        let known: Vec<(usize, f64)> = self.known().collect();
        known.windows(2).filter(|pair| pair[1].1 < pair[0].1).map(|pair| pair[1].0).collect()
    }
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Index into [`Story::elections`].
    pub election: usize,
    /// By time.
    pub moments: Vec<Moment>,
    /// The highest last figure first.
    pub lines: Vec<Line>,
    /// The moment from which findings are told: index into the moments.
    pub finding: Option<usize>,
    /// Most units close together at that moment.
    pub bundle: Option<Bundle>,
    /// Number of units besides the nation.
    pub units: usize,
    /// Where the bulletins were read.
    pub sources: Vec<SourceIndex>,
}

/// The bulletins of the story's election; `chosen` is the key of a region, or empty: then it is the one nearest to its last
/// figure at the moment of the findings.
#[inline(never)]
pub fn series(story: &Story, chosen: &str) -> Option<Series> {
    let election = story.election?;
    let mut moments: Vec<Moment> = Vec::new();
    let mut sources = Vec::new();
    let own = || story.bulletins.iter().filter(|row| row.election == election);
    for row in own() {
        if !moments.iter().any(|own| (own.day, own.minute) == (row.day, row.minute)) {
            moments.push(Moment { day: row.day, minute: row.minute, offset_min: row.offset_min });
        }
        sources.push(row.source);
    }
    arrange(&mut moments, &|a, b| a.day.cmp(&b.day).then(a.minute.cmp(&b.minute)));
    let mut lines: Vec<Line> = Vec::new();
    for row in own() {
        let at = match lines.iter().position(|line| line.id == row.region_id) {
            Some(at) => at,
            None => {
                let is_nation = is_nation(&row.region_id);
                let name = if is_nation {
                    turnout::nation(story).to_string()
                } else {
                    turnout::name(story, &row.region_id)
                };
                let percents = vec![None; moments.len()];
                let id = row.region_id.clone();
                let is_noted = noted_in(story, &id, &moments);
                lines.push(Line {
                    id,
                    name,
                    is_nation,
                    is_picked: false,
                    is_compared: false,
                    is_apart: false,
                    percents,
                    is_noted,
                });
                lines.len() - 1
            }
        };
        let moment = moments.iter().position(|own| (own.day, own.minute) == (row.day, row.minute));
        if let Some(cell) = moment.and_then(|moment| lines[at].percents.get_mut(moment)) {
            *cell = row.turnout_percent.filter(|percent| percent.is_finite());
        }
    }
    lines.retain(|line| line.last().is_some());
    if lines.is_empty() {
        return None;
    }
    arrange(&mut lines, &|a, b| {
        b.last()
            .unwrap_or(0.0)
            .total_cmp(&a.last().unwrap_or(0.0))
            .then_with(|| a.is_nation.cmp(&b.is_nation))
    });
    let finding = moments.iter().position(|moment| moment.minute >= AFTERNOON_FROM);
    let mut nearest: [Option<(f64, usize)>; 2] = [None, None];
    let mut then = Vec::new();
    let mut last = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_nation) {
        last.extend(line.last());
        let Some(finding) = finding else { continue };
        then.extend(line.percents.get(finding).copied().flatten());
        if let Some(part) = line.of_last(finding) {
            if nearest[0].is_none_or(|best| part > best.0) {
                nearest[0] = Some((part, index));
            }
            if nearest[1].is_none_or(|best| part < best.0) {
                nearest[1] = Some((part, index));
            }
        }
    }
    let asked = lines.iter().position(|line| line.id == chosen && !line.is_nation);
    let picked = asked.or(nearest[0].map(|best| best.1));
    if let Some(picked) = picked {
        lines[picked].is_picked = true;
    }
    if let Some((_, slowest)) = nearest[1] {
        lines[slowest].is_compared = Some(slowest) != picked;
    }
    if let Some((low, high)) = together(&last) {
        for line in lines.iter_mut().filter(|line| !line.is_nation) {
            line.is_apart = line.last().is_some_and(|last| last < low || last > high);
        }
    }
    Some(Series { election, moments, units: last.len(), lines, finding, bundle: bundle(&then), sources })
}

/// Whether there is a note on a unit's figure at each moment.
fn noted_in(story: &Story, id: &str, moments: &[Moment]) -> Vec<bool> {
    let notes = noted::of_unit(story, story.election, &[turnout::REGION, id].concat(), true);
    let is_noted = |(index, moment): (usize, &Moment)| {
        let is_last = index + 1 == moments.len();
        notes.has(&|field| {
            noted::is_bulletin(field, moment.minute / 60, id) || is_last && field == "turnout_pct"
        })
    };
    moments.iter().enumerate().map(is_noted).collect()
}

impl Series {
    /// How a unit stood at the moment of the findings.
    pub fn standing(&self, line: &'_ Line) -> Option<(u32, f64, f64)> {
        let finding = self.finding?;
        let percent = line.percents.get(finding).copied().flatten()?;
        Some((self.moments.get(finding)?.minute, percent, line.of_last(finding)?))
    }

    /// The plum one.
    pub fn picked(&self) -> Option<&Line> {
        self.lines.iter().find(|line| line.is_picked)
    }

    /// The one that it is compared with.
    pub fn compared(&self) -> Option<&Line> {
        self.lines.iter().find(|line| line.is_compared)
    }
}

/// A name beside the end of its line.
#[derive(Clone, Debug, PartialEq)]
struct Name {
    line: usize,
    text: String,
    y: f64,
}

/// What is said of a point in two lines.
#[derive(Clone, Debug, PartialEq)]
struct Finding {
    words: [String; 2],
    at: (f64, f64),
    bounds: Rect,
}

/// Everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    width_px: f64,
    /// Height of the picture in CSS pixels.
    pub height_px: f64,
    is_narrow: bool,
    /// Places of the moments.
    across: Vec<f64>,
    upright: Linear,
    ticks: Vec<f64>,
    /// Moments whose time finds room at the axis.
    times: Vec<usize>,
    names: Vec<Name>,
    /// How the plum line stood, and how many others stood close together.
    findings: [Option<Finding>; 2],
    /// Room for the daggers after the numbers beside the names.
    dagger_px: f64,
    /// What can be pointed at: every known bulletin, those of the plum line first.
    pub targets: Vec<Target>,
}

const LEFT_PX: f64 = 42.0;
/// Below the plot: times, and what is pointed at.
const FOOT_PX: f64 = 46.0;
/// Least distance of the baselines of two names.
const LEAD_PX: f64 = 19.0;
/// From a name down to its number, where that stands below it.
const NUMBER_PX: f64 = 14.0;
/// From a bulletin to the back of the bracket.
const BRACKET_PX: f64 = 11.0;
const SMALL: Font = Font { size_px: 12, semibold: false };
const SMALL_BOLD: Font = Font { size_px: 12, semibold: true };

fn font(line: &Line, is_narrow: bool) -> Font {
    Font { size_px: if is_narrow { 12 } else { 14 }, semibold: line.is_picked || line.is_nation }
}

/// Puts everything in its place.
#[inline(never)]
pub fn place(series: &Series, width_px: f64, measure: &dyn Measure) -> Placed {
    let is_narrow = width_px < NARROW_BELOW_PX;
    // Beside a narrow plot there is no room for findings, so there is some above it.
    let (height_px, top) = if is_narrow { (422.0, 42.0) } else { (520.0, 10.0) };
    let bottom = height_px - FOOT_PX;
    // Names and numbers at the right.
    let bold = Font { size_px: if is_narrow { 12 } else { 14 }, semibold: true };
    let widest = series.lines.iter().map(|line| measure.width_px(&line.name, bold)).fold(0.0, f64::max);
    let dagger_px = if series.lines.iter().any(Line::is_last_noted) { 8.0 } else { 0.0 };
    let values_px = if is_narrow { 8.0 } else { measure.width_px("00.00", bold) + 16.0 + dagger_px };
    let names_px = (widest + values_px).min(width_px * 0.4 + dagger_px);
    let right = width_px - names_px;
    let most = series.lines.iter().flat_map(|line| line.known()).map(|own| own.1).fold(0.0, f64::max);
    let step = match most {
        most if most <= 25.0 => 5.0,
        most if most <= 90.0 => 15.0,
        _ => 20.0,
    };
    let mut ticks = vec![0.0];
    while ticks.len() < 8 && ticks.last().is_some_and(|last| *last < most.min(100.0)) {
        ticks.push(step * ticks.len() as f64);
    }
    let end = ticks.last().copied().unwrap_or(100.0).max(most).max(step);
    let upright = Linear::new((0.0, end), (bottom, top));
    let minutes = |moment: &Moment| f64::from(moment.day.0) * 1_440.0 + f64::from(moment.minute);
    let first = series.moments.first().map_or(0.0, minutes);
    let last = series.moments.last().map_or(1.0, minutes).max(first + 1.0);
    let scale = Linear::new((first, last), (LEFT_PX + 10.0, right - 4.0));
    let across: Vec<f64> = series.moments.iter().map(|moment| scale.at(minutes(moment))).collect();
    // Of times that stand too close the later one goes, but never the last.
    let mut times: Vec<usize> = Vec::new();
    for (moment, x) in across.iter().enumerate() {
        if times.last().is_none_or(|last| x - across[*last] >= 38.0) {
            times.push(moment);
        } else if moment + 1 == across.len() && times.len() > 1 {
            times.pop();
            times.push(moment);
        }
    }

    // Names that matter most come first; the others as far as there is room.
    let mut order: Vec<usize> = (0..series.lines.len()).collect();
    let rank = |index: &usize| {
        let line = &series.lines[*index];
        match () {
            () if line.is_picked => 0,
            () if line.is_nation => 1,
            () if line.is_compared => 2,
            () if line.is_apart => 3,
            () => 4,
        }
    };
    order.retain(|index| rank(index) < 4);
    arrange(&mut order, &|a, b| rank(a).cmp(&rank(b)));
    order.truncate(6);
    arrange(&mut order, &|a, b| a.cmp(b));
    let (lead_px, below_px) = if is_narrow { (LEAD_PX + NUMBER_PX - 3.0, NUMBER_PX) } else { (LEAD_PX, 0.0) };
    let mut names: Vec<Name> = Vec::new();
    let mut free_from = top + 4.0;
    for index in order {
        let line = &series.lines[index];
        let wanted = upright.at(line.last().unwrap_or(0.0)) + 5.0 - below_px / 2.0;
        let own = font(line, is_narrow);
        let room = names_px - values_px;
        let y = wanted.max(free_from);
        free_from = y + lead_px;
        names.push(Name { line: index, text: wrap::ellipsis(&line.name, own, room, measure), y });
    }
    let mut end = bottom + 4.0 - below_px;
    for name in names.iter_mut().rev() {
        name.y = name.y.min(end);
        end = name.y - lead_px;
    }

    let mut targets = Vec::new();
    for is_picked in [true, false] {
        for (row, line) in series.lines.iter().enumerate().filter(|(_, line)| line.is_picked == is_picked) {
            for (moment, percent) in line.known() {
                let (x, y) = (across[moment], upright.at(percent));
                let bounds = Rect::new(x - 4.0, y - 4.0, 8.0, 8.0);
                targets.push(Target { key: dot_key(&line.id, moment), bounds, row, table_row: row });
            }
        }
    }
    let findings = [None, None];
    let mut placed = Placed {
        width_px,
        height_px,
        is_narrow,
        across,
        upright,
        ticks,
        times,
        names,
        findings,
        dagger_px,
        targets,
    };
    placed.findings = findings_of(series, &placed, measure);
    placed
}

/// How the plum line stood at the moment of the findings, and what the bracket round most of the others says: where they cover
/// no text, and of lines least.
fn findings_of(series: &Series, placed: &Placed, measure: &dyn Measure) -> [Option<Finding>; 2] {
    let Some(moment) = series.finding else { return [None, None] };
    let bounds = Rect::new(0.0, 0.0, placed.width_px, placed.upright.range_px.0 - 2.0);
    let mut obstacles = Obstacles { bounds: Some(bounds), ..Obstacles::default() };
    for tick in &placed.ticks {
        obstacles.taken.take(Rect::new(0.0, placed.upright.at(*tick) - 7.0, LEFT_PX - 2.0, 13.0));
    }
    let right = placed.across.last().copied().unwrap_or(LEFT_PX) + 8.0;
    for name in &placed.names {
        let height = if placed.is_narrow { LEAD_PX + NUMBER_PX } else { LEAD_PX };
        obstacles.taken.take(Rect::new(right, name.y - 14.0, placed.width_px - right, height));
    }
    for line in &series.lines {
        let path = placed.path(line);
        // What stands out is not to be broken.
        let weight = match () {
            () if line.is_picked => 8,
            () if line.is_nation || line.is_compared => 3,
            () => 1,
        };
        for pair in path.windows(2) {
            obstacles.segments.extend((0..weight).map(|_| (pair[0], pair[1])));
        }
        obstacles.points.extend(path);
    }
    let x = placed.across[moment];
    let standing = series.picked().and_then(|line| {
        let (minute, percent, of_last) = series.standing(line)?;
        let words = words::turnout::standing(&Standing { name: &line.name, minute, percent, of_last });
        Some(((x, placed.upright.at(percent)), words))
    });
    let bundle = series.bundle.map(|bundle| {
        let y = placed.upright.at((bundle.low + bundle.high) / 2.0);
        let words = words::turnout::bundle(bundle.count, series.units, bundle.low, bundle.high);
        ((x + BRACKET_PX, y), words)
    });
    // The bracket is open to the left, and no leader crosses another: they go up and down.
    let mut avoided = (0.0, 0.0);
    [standing, bundle].map(|asked| {
        let sides = std::mem::replace(&mut avoided, (-1.0, 0.0));
        let (at, words) = asked?;
        let words = words.map(|text| wrap::ellipsis(&text, SMALL_BOLD, placed.width_px - 2.0, measure));
        let width = measure.width_px(&words[0], SMALL_BOLD).max(measure.width_px(&words[1], SMALL));
        let led = obstacles.place_led(at, (width, 31.0), sides);
        let bounds = led.map_or_else(|| obstacles.place(at.0, at.1, width, 31.0), |(place, _)| place);
        avoided.1 = bounds.y + 15.0 - at.1;
        Some(Finding { words, at, bounds })
    })
}

impl Placed {
    fn path(&self, line: &Line) -> Vec<(f64, f64)> {
        line.known().map(|(moment, percent)| (self.across[moment], self.upright.at(percent))).collect()
    }
}

/// Draws the picture.
#[inline(never)]
pub fn draw(series: &Series, placed: &Placed, emphasis: Emphasis<'_>, measure: &dyn Measure) -> Scene {
    let mut scene = Pen::new(placed.width_px, placed.height_px);
    let pen = &mut scene;
    let bottom = placed.upright.range_px.0;
    let right = placed.across.last().copied().unwrap_or(LEFT_PX) + 4.0;
    for tick in &placed.ticks {
        let y = placed.upright.at(*tick);
        let role = if *tick > 0.0 { Role::Rule } else { Role::RuleStrong };
        pen.line((LEFT_PX, y), (right, y), role, 1.0);
        let is_last = placed.ticks.last() == Some(tick);
        let text = if is_last { words::turnout::whole_percent(*tick) } else { decimal(*tick, 0) };
        pen.text(LEFT_PX - 6.0, y + 4.0, text, SMALL, Role::InkThird, Anchor::End);
    }
    for moment in &placed.times {
        let x = placed.across[*moment];
        pen.line((x, bottom), (x, bottom + 5.0), Role::RuleStrong, 1.0);
        let time = words::turnout::clock(series.moments[*moment].minute);
        pen.text(x, bottom + 19.0, time, SMALL, Role::InkThird, Anchor::Middle);
    }
    let asked = emphasis.hover.or(emphasis.focus).and_then(parts_of);
    let told = asked.map(|asked| asked.0);
    let role_of = |line: &Line| match () {
        () if line.is_picked => Role::Accent,
        () if line.is_nation => Role::Ink,
        () if line.is_compared || told == Some(line.id.as_str()) => Role::InkSecond,
        () => Role::Bar,
    };
    for line in &series.lines {
        if role_of(line) == Role::Bar {
            pen.path(placed.path(line), Role::Bar, 0.9);
        }
    }
    for line in series.lines.iter().filter(|line| role_of(line) != Role::Bar) {
        let path = placed.path(line);
        pen.path(path.clone(), Role::Ground, 5.0);
        pen.path(path, role_of(line), if line.is_picked { 2.5 } else { 2.0 });
    }
    // Dots: small ones of the grey lines, on them those of the lines that stand out; rings where a figure fell.
    let is_grey = |line: &&Line| role_of(line) == Role::Bar;
    let [grey, others] =
        [true, false].map(|own| series.lines.iter().filter(move |line| is_grey(line) == own));
    for line in grey.chain(others) {
        let falls = line.falls();
        for (moment, percent) in line.known() {
            let (x, y) = (placed.across[moment], placed.upright.at(percent));
            let is_at = asked.is_some_and(|asked| asked.0 == line.id && asked.1 == moment.to_string());
            let role = role_of(line);
            let radius: f64 = match () {
                () if is_at => 5.0,
                () if role == Role::Bar => 1.6,
                () => 3.6,
            };
            pen.mark(dot_key(&line.id, moment), |pen| {
                if falls.contains(&moment) {
                    pen.ring(x, y, radius.max(3.0), role, 1.4);
                } else if role == Role::Bar {
                    pen.disc(x, y, radius, role);
                } else {
                    pen.point(x, y, radius, role);
                }
            });
        }
    }
    for name in &placed.names {
        let line = &series.lines[name.line];
        let own = font(line, placed.is_narrow);
        let role = if role_of(line) == Role::Bar { Role::InkSecond } else { role_of(line) };
        pen.text(right + 8.0, name.y, name.text.as_str(), own, role, Anchor::Start);
        let last = decimal(line.last().unwrap_or(0.0), 2);
        // The dagger hangs, so that digits stand below digits.
        let (end, y) = if placed.is_narrow {
            (right + 8.0 + measure.width_px(&last, own), name.y + NUMBER_PX)
        } else {
            (placed.width_px - placed.dagger_px, name.y)
        };
        pen.text(end, y, last, own, role, Anchor::End);
        if line.is_last_noted() {
            let dagger = words::results::DAGGER.to_string();
            pen.text(end + 1.0, y, dagger, SMALL, role, Anchor::Start);
        }
    }
    draw_findings(pen, series, placed);
    if let Some((line, moment)) = asked.and_then(|asked| behind(series, asked)) {
        let text = told_of(series, line, moment);
        let text = wrap::ellipsis(&text, SMALL_BOLD, placed.width_px, measure);
        pen.text(0.0, placed.height_px - 6.0, text, SMALL_BOLD, Role::Ink, Anchor::Start);
    }
    if let Some(target) = placed.targets.iter().find(|target| Some(target.key.as_str()) == emphasis.focus) {
        focus_ring(pen, &target.bounds.grown(-2.0));
    }
    scene.finish()
}

/// What was found, with leaders where it stands farther off, and the bracket.
fn draw_findings(pen: &mut Pen, series: &Series, placed: &Placed) {
    if let (Some(bundle), Some(moment)) = (series.bundle, series.finding) {
        let (top, foot) = (placed.upright.at(bundle.high) - 3.0, placed.upright.at(bundle.low) + 3.0);
        let outer = placed.across[moment] + BRACKET_PX;
        let inner = outer - 5.0;
        pen.path(vec![(inner, top), (outer, top), (outer, foot), (inner, foot)], Role::Ink, 1.2);
    }
    let looks = [(Role::Accent, SMALL_BOLD), (Role::Ink, SMALL)];
    for (finding, (role, first)) in placed.findings.iter().zip(looks) {
        let Some(finding) = finding else { continue };
        let (at, end, bounds) = (finding.at, leader_end(&finding.bounds, finding.at), finding.bounds);
        if (at.0 - end.0).abs().max((at.1 - end.1).abs()) > 12.0 {
            pen.line(at, end, role, 1.0);
        }
        let is_left = bounds.x + bounds.width < at.0;
        let (x, anchor) =
            if is_left { (bounds.x + bounds.width, Anchor::End) } else { (bounds.x, Anchor::Start) };
        for (text, (down, own)) in finding.words.iter().zip([(12.0, first), (27.0, SMALL)]) {
            pen.text_with_halo(x, bounds.y + down, text.as_str(), own, role, anchor);
        }
    }
}

/// The line and the moment behind the parts of a key.
fn behind<'a>(series: &'a Series, parts: (&str, &str)) -> Option<(&'a Line, usize)> {
    let line = series.lines.iter().find(|line| line.id == parts.0)?;
    let moment = (0..series.moments.len()).find(|moment| moment.to_string() == parts.1)?;
    line.percents[moment].map(|_| (line, moment))
}

fn told_of(series: &Series, line: &Line, moment: usize) -> String {
    let percent = line.percents[moment].unwrap_or(0.0);
    words::turnout::reading(&line.name, series.moments[moment].minute, percent, line.of_last(moment))
}

/// The spoken line of a dot; `None` for a key of another kind.
#[inline(never)]
pub fn spoken(story: &Story, key: &str) -> Option<String> {
    let parts = parts_of(key)?;
    let line = series(story, "").and_then(|series| {
        let (line, moment) = behind(&series, parts)?;
        Some(told_of(&series, line, moment))
    });
    Some(line.unwrap_or_default().chars().take(words::SPOKEN_MOST).collect())
}

/// The numbers as a table: a row a unit, a column a bulletin.
#[inline(never)]
pub fn table(story: &Story) -> Table {
    let Some(series) = series(story, "") else { return Table::default() };
    let mut table = Table { header: vec![words::turnout::UNIT.to_string()], ..Table::default() };
    for moment in &series.moments {
        table.header.push(words::turnout::clock(moment.minute));
    }
    for line in series.lines {
        let mut cells = vec![line.name];
        for (own, is_noted) in line.percents.iter().zip(line.is_noted) {
            let mut cell = own.map_or_else(|| words::NOT_KNOWN.to_string(), percent);
            if is_noted {
                cell.push(words::results::DAGGER);
            }
            cells.push(cell);
        }
        table.rows.push(cells);
        table.keys.push([turnout::REGION, &line.id].concat());
    }
    table
}
