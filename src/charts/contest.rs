//! How competitive, compared: the largest share of every election for an office against the effective number of candidates.
//!
//! Decides where points, labels and leaders stand. The accent is on the story's country, joined through time; a country that a
//! reader chooses is ink. What arithmetic rules out is shaded: no point lies right of N = 1 ∕ s² or left of
//! [`contest::least_number`], as long as no line is larger than the winner's.

use crate::analysis::contest::{self, least_number, most_number};
use crate::data::election::CODED;
use crate::data::{Day, Election, ElectionKind, OptionKind, ShareBase, Story, arrange};
use crate::layout::around::Obstacles;
use crate::layout::boxes::Rect;
use crate::layout::{Font, Measure, wrap};
use crate::scale::Linear;
use crate::scene::{Anchor, Role, Scene, Shape};
use crate::words;
use crate::words::fold::alphabetical;
use crate::words::number::{decimal, percent};

use super::noted;
use super::pen::Pen;
use super::target::{Emphasis, Table, Target, focus_ring};

/// Narrower than this, the column of labels holds only what stands out.
pub const NARROW_BELOW_PX: f64 = 480.0;

/// Whose election a point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// The story's country's.
    Own,
    /// That of the country a reader chose.
    Chosen,
    /// Another country's.
    Other,
}

/// One election.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// `election:kaz-2022-11-20`.
    pub key: String,
    /// Index into [`Story::elections`].
    pub election: usize,
    /// Polling day.
    pub date: Day,
    /// Name of the country.
    pub country: String,
    /// Country and year.
    pub label: String,
    /// Whose it is.
    pub whose: Whose,
    /// Whether it is the election the story is about.
    pub is_story: bool,
    /// Whether small candidates are known only as a sum.
    pub is_hollow: bool,
    /// Whether it is a first round, which elects nobody.
    pub is_first_round: bool,
    /// Who has most votes.
    pub winner: String,
    /// The largest share of the votes for all published lines, in per cent.
    pub share_percent: f64,
    /// Effective number of candidates by Laakso and Taagepera.
    pub number: f64,
    /// The same by Golosov.
    pub golosov: f64,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The story's country's elections by date, then the others' by country and date.
    pub points: Vec<Point>,
    /// Elections whose lines are not known.
    pub unknown: usize,
    /// Referendums.
    pub referendums: usize,
    /// Elections for another office than that of the story's election.
    pub other_offices: usize,
    /// Whether every election with a point elected a president.
    pub is_presidential: bool,
}

/// The countries that can be compared with the story's, code and name, by name.
pub fn countries(story: &Story) -> Vec<(&str, &str)> {
    let mut out: Vec<(&str, &str)> = Vec::new();
    let is_compared =
        |election: &&Election| election.kind != ElectionKind::Referendum && story.is_of_its_office(election);
    for election in story.elections.iter().filter(is_compared) {
        let code = election.country.as_str();
        if code != story.page.country && !out.iter().any(|own| own.0 == code) {
            out.push((code, story.name_of_country(code)));
        }
    }
    arrange(&mut out, &|a, b| alphabetical(a.1, b.1));
    out
}

/// Every election, in any country, for the office of the story's election: parties that share a parliament's seats are not
/// candidates for one. Referendums stand aside. `chosen` is the code of a country, or empty.
#[inline(never)]
pub fn series(story: &Story, chosen: &str) -> Series {
    let mut points = Vec::new();
    let (mut unknown, mut referendums, mut other_offices) = (0, 0, 0);
    for (index, election) in story.elections.iter().enumerate() {
        if election.kind == ElectionKind::Referendum {
            referendums += 1;
        } else if !story.is_of_its_office(election) {
            other_offices += 1;
        } else if let Some(point) = point(story, index, election, chosen) {
            points.push(point);
        } else {
            unknown += 1;
        }
    }
    let is_own = |point: &Point| point.whose == Whose::Own;
    arrange(&mut points, &|a, b| {
        is_own(b).cmp(&is_own(a)).then_with(|| alphabetical(&a.country, &b.country)).then(a.date.cmp(&b.date))
    });
    let is_presidential = points.iter().all(|point| story.elections[point.election].office == "president");
    Series { points, unknown, referendums, other_offices, is_presidential }
}

fn point(story: &Story, index: usize, election: &Election, chosen: &str) -> Option<Point> {
    let shares = contest::line_shares(election)?;
    let first = contest::first_line(election)?;
    let country = story.name_of_country(&election.country);
    Some(Point {
        key: ["election:", &election.id].concat(),
        election: index,
        date: election.date,
        country: country.to_string(),
        label: words::contest::label(country, election.date.year()),
        whose: match election.country.as_str() {
            code if code == story.page.country => Whose::Own,
            code if code == chosen => Whose::Chosen,
            _ => Whose::Other,
        },
        is_story: story.election == Some(index),
        is_hollow: election.options.iter().any(|option| option.kind == OptionKind::Other),
        is_first_round: election.is_first_round,
        winner: contest::winner(election)
            .and_then(|first| election.options.get(first))
            .map_or_else(|| words::NONE_AHEAD.to_string(), |winner| winner.name.clone()),
        share_percent: shares.get(first)? * 100.0,
        number: contest::effective_number(&shares)?,
        golosov: contest::golosov_number(&shares)?,
    })
}

impl Series {
    /// Points of somebody.
    pub fn of(&self, whose: Whose) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(move |point| point.whose == whose)
    }

    /// The point of the election the story is about.
    pub fn story(&self) -> Option<&Point> {
        self.points.iter().find(|point| point.is_story)
    }
}

/// A label in its place.
#[derive(Clone, Debug, PartialEq)]
struct Label {
    point: usize,
    whose: Whose,
    /// Place of the point.
    at: (f64, f64),
    text: String,
    place: Rect,
    /// Bend and end of the leader from the point, one place but before a label of the column.
    leader: Option<[(f64, f64); 2]>,
}

/// Everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    width_px: f64,
    /// Height of the picture in CSS pixels.
    pub height_px: f64,
    across: Linear,
    upright: Linear,
    ticks: Vec<f64>,
    /// Places of the points.
    places: Vec<(f64, f64)>,
    /// The borders of what is possible: least and most candidates, from the top down.
    borders: [Vec<(f64, f64)>; 2],
    labels: Vec<Label>,
    /// What the shaded parts are, in lines.
    impossible: Vec<String>,
    /// What can be pointed at: the points in their order, then their labels.
    pub targets: Vec<Target>,
}

const LEFT_PX: f64 = 30.0;
const RIGHT_PX: f64 = 8.0;
const TOP_PX: f64 = 28.0;
const FOOT_PX: f64 = 44.0;
/// From this share on a label stands in the column.
const COLUMN_FROM_PERCENT: f64 = 70.0;
const LINE_PX: f64 = 14.0;
/// From one corner of a border to the next, in height.
const BORDER_STEP_PX: f64 = 6.0;
/// A piece of a border as labels meet it, in height.
const PIECE_PX: f64 = 48.0;
/// Values of the level axis that may carry a number.
const TICKS: [f64; 16] =
    [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0, 1_000.0];

/// Height of the picture for a width.
pub fn height_px(width_px: f64) -> f64 {
    if width_px < NARROW_BELOW_PX { 480.0 } else { 560.0 }
}

fn font(whose: Whose) -> Font {
    Font { size_px: 12, semibold: whose != Whose::Other }
}

/// Puts everything in its place.
#[inline(never)]
pub fn place(series: &Series, width_px: f64, measure: &dyn Measure) -> Placed {
    let height_px = height_px(width_px);
    let (right, bottom) = (width_px - RIGHT_PX, height_px - FOOT_PX);
    let most = series.points.iter().map(|point| point.number).fold(2.7, f64::max) * 1.1;
    let end = TICKS.into_iter().find(|tick| *tick >= most).unwrap_or(most);
    let least = series.points.iter().map(|point| point.share_percent).fold(100.0, f64::min);
    let across = Linear::new((0.0, libm::log2(end)), (LEFT_PX, right));
    let upright = Linear::new((if least < 17.0 { 0.0 } else { 15.0 }, 100.0), (bottom, TOP_PX));
    let beyond = |number: f64| across.at(libm::log2(number));
    let at = |number: f64| beyond(number).min(right);
    let mut ticks: Vec<f64> = Vec::new();
    for tick in TICKS {
        if tick <= end && ticks.last().is_none_or(|last| at(tick) - at(*last) >= 22.0) {
            ticks.push(tick);
        }
    }
    let share_at = |y: f64| 1.0 - (y - TOP_PX) / (bottom - TOP_PX) * (1.0 - upright.domain.0 / 100.0);
    let corners_at = |share: f64| {
        [least_number(share), most_number(share)].map(|number| (beyond(number), upright.at(100.0 * share)))
    };
    let mut borders: [Vec<(f64, f64)>; 2] = [Vec::new(), Vec::new()];
    let (mut lines, mut y) = (2.0, TOP_PX);
    loop {
        let share = share_at(y);
        // At a half, a third and so on the lower border has a corner.
        let is_corner = share * lines < 1.0 && lines < 20.0;
        let share = if is_corner { 1.0 / lines } else { share };
        for (border, (x, y)) in borders.iter_mut().zip(corners_at(share)) {
            match border.last() {
                // It has left the picture.
                Some(last) if last.0 >= right => {}
                Some(last) if x > right => {
                    border.push((right, last.1 + (y - last.1) * (right - last.0) / (x - last.0)));
                }
                _ => border.push((x, y)),
            }
        }
        if is_corner {
            lines += 1.0;
        } else if y < bottom {
            y = (y + BORDER_STEP_PX).min(bottom);
        } else {
            break;
        }
    }

    let mut places = Vec::new();
    let (mut column, mut beside) = (Vec::new(), Vec::new());
    for (index, point) in series.points.iter().enumerate() {
        let place = (at(point.number), upright.at(point.share_percent));
        places.push(place);
        // A name that would fill half of the picture is cut.
        let label = if width_px < NARROW_BELOW_PX {
            words::contest::short_label(&point.country, point.date.year())
        } else {
            point.label.clone()
        };
        let text = wrap::ellipsis(&label, font(point.whose), width_px * 0.45, measure);
        let box_px = Rect::new(0.0, 0.0, measure.width_px(&text, font(point.whose)), LINE_PX);
        let label = Label { point: index, whose: point.whose, at: place, text, place: box_px, leader: None };
        if point.share_percent <= COLUMN_FROM_PERCENT {
            beside.push(label);
        } else {
            column.push(label);
        }
    }
    let mut labels = in_column(column, &borders[1], right - 4.0);
    let mut obstacles = Obstacles {
        bounds: Some(Rect::new(LEFT_PX + 2.0, TOP_PX, width_px - LEFT_PX - 2.0, bottom - TOP_PX - 2.0)),
        points: places.clone(),
        ..Obstacles::default()
    };
    // Borders and leaders in pieces: a label may cross one if there is no better place.
    let mut y = TOP_PX;
    while y + PIECE_PX <= bottom {
        let [from, to] = [y, y + PIECE_PX].map(|y| corners_at(share_at(y)));
        let within = |(x, y): (f64, f64)| (x.min(right), y);
        obstacles.segments.extend(from.into_iter().zip(to).map(|(from, to)| (within(from), within(to))));
        y += PIECE_PX;
    }
    for label in &labels {
        obstacles.taken.take(label.place);
        let Some([end, _]) = label.leader else { continue };
        let (x, y) = ((end.0 - label.at.0) / 8.0, (end.1 - label.at.1) / 8.0);
        let corner = |piece: i32| (label.at.0 + x * f64::from(piece), label.at.1 + y * f64::from(piece));
        // What stands out is to be crossed last.
        for _ in 0..if label.whose == Whose::Other { 1 } else { 3 } {
            obstacles.segments.extend((0..8).map(|piece| (corner(piece), corner(piece + 1))));
        }
    }
    let foot = bottom - READOUT_PX + READOUT_LEAD_PX + 4.0;
    let impossible = impossible(&borders[0], foot, measure);
    let words_px = LEAD_PX * impossible.lines.len() as f64;
    for (top, width, height) in [
        (foot - words_px, impossible.width_px + INDENT_PX, words_px),
        (foot, readout_px(width_px), bottom - foot),
    ] {
        obstacles.taken.take(Rect::new(LEFT_PX, top, INDENT_PX + width, height));
    }
    let impossible = impossible.lines;
    for whose in [Whose::Own, Whose::Chosen] {
        // Several times: of a long line a label covers a small part, and no label is to lie on it.
        for _ in 0..5 {
            let path = of(series, &places, whose);
            obstacles.segments.extend(path.windows(2).map(|pair| (pair[0], pair[1])));
        }
    }
    // The point farthest to the right is the other extreme than the column's first.
    let farthest = places.iter().map(|place| place.0).fold(0.0, f64::max);
    let is_far = |label: &Label| label.at.0 >= farthest;
    // Of some orders the first that is worth most: by what stands out, which comes first in each, by short leaders, by labels.
    let (mut best, mut most) = (Vec::new(), 0.0);
    for (across, upright) in [(0.0, 1.0), (0.0, -1.0), (1.0, 0.0), (-1.0, 0.0)] {
        arrange(&mut beside, &|a, b| {
            let rank = |label: &Label| label.at.0 * across + label.at.1 * upright;
            a.whose.cmp(&b.whose).then(is_far(b).cmp(&is_far(a))).then(rank(a).total_cmp(&rank(b)))
        });
        let mut obstacles = obstacles.clone();
        let (mut found, mut left, mut worth) = (Vec::new(), Vec::new(), 0.0);
        for label in &beside {
            let (at, size) = (label.at, (label.place.width, LINE_PX));
            let is_other = label.whose == Whose::Other;
            if let Some(place) = obstacles.place_if_free(at.0, at.1, size.0, size.1) {
                worth += if is_other { 1.0 } else { 100.0 };
                found.push(Label { place, ..label.clone() });
            } else if is_other {
                left.push(label);
            } else if let Some((place, end)) = obstacles.place_led(at, size, (0.0, 0.0)) {
                worth += 100.0 - ((end.0 - at.0).abs() + (end.1 - at.1).abs()) / 20.0;
                found.push(Label { place, leader: Some([end, end]), ..label.clone() });
            }
        }
        // Once all have had their choice of places at their points.
        for label in left {
            if let Some((place, end)) = obstacles.place_led_if_free(label.at, (label.place.width, LINE_PX)) {
                worth += 0.5;
                found.push(Label { place, leader: Some([end, end]), ..label.clone() });
            }
        }
        if worth > most {
            (best, most) = (found, worth);
        }
    }
    labels.extend(best);
    let mut targets = Vec::new();
    for (index, (x, y)) in places.iter().enumerate() {
        targets.push(target(series, index, Rect::new(x - 5.0, y - 5.0, 10.0, 10.0)));
    }
    for label in &labels {
        targets.push(target(series, label.point, label.place));
    }
    Placed { width_px, height_px, across, upright, ticks, places, borders, labels, impossible, targets }
}

fn target(series: &Series, index: usize, bounds: Rect) -> Target {
    Target { key: series.points[index].key.clone(), bounds, row: 0, table_row: index }
}

/// What the shaded parts are, in as few lines as stay within the one at the left, above `foot`.
fn impossible(border: &[(f64, f64)], foot: f64, measure: &dyn Measure) -> wrap::Block {
    let mut count = 1.0;
    loop {
        let beside = border.iter().filter(|(_, y)| *y >= foot - LEAD_PX * count && *y < foot);
        let farthest = border.last().map_or(0.0, |last| last.0);
        let room = beside.fold(farthest, |least, (x, _)| least.min(*x)) - LEFT_PX - INDENT_PX - 6.0;
        let block = wrap::wrap(words::contest::IMPOSSIBLE.text(), Font::regular(12), room, measure);
        count += 1.0;
        if (block.lines.len() as f64) < count || count > 4.0 {
            return block;
        }
    }
}

/// The places of somebody's points, in order.
fn of(series: &Series, places: &[(f64, f64)], whose: Whose) -> Vec<(f64, f64)> {
    let own = series.points.iter().zip(places).filter(|(point, _)| point.whose == whose);
    own.map(|(_, place)| *place).collect()
}

/// Labels of the points near the top, in a column at the right edge, within what no result can reach.
fn in_column(mut labels: Vec<Label>, border: &[(f64, f64)], right: f64) -> Vec<Label> {
    arrange(&mut labels, &|a, b| a.at.1.total_cmp(&b.at.1));
    let left = right - labels.iter().fold(0.0, |most: f64, label| most.max(label.place.width));
    // Down to where the border passes below the column's left edge.
    let mut end = TOP_PX;
    for (x, y) in border {
        if *x <= left - 6.0 {
            end = *y - 4.0;
        }
    }
    let most = ((end - TOP_PX) / LINE_PX) as usize;
    while labels.len() > most {
        // What stands out stays longest.
        let last = labels.iter().rposition(|label| label.whose == Whose::Other);
        labels.remove(last.unwrap_or(labels.len() - 1));
    }
    let mut free_from = TOP_PX;
    for label in &mut labels {
        label.place.x = left;
        label.place.y = free_from.max(label.at.1 - LINE_PX / 2.0);
        free_from = label.place.y + LINE_PX;
    }
    for label in labels.iter_mut().rev() {
        label.place.y = label.place.y.min(end - LINE_PX);
        end = label.place.y;
        let y = end + LINE_PX / 2.0;
        label.leader = Some([(left - LEADER_PX, y), (left - 6.0, y)]);
    }
    labels
}

/// From the bend of a leader to the label of the column.
const LEADER_PX: f64 = 20.0;
/// Height of what names the point under the pointer.
const READOUT_PX: f64 = 92.0;
/// From its top to the baseline above it, of what the shaded parts are.
const READOUT_LEAD_PX: f64 = 16.0;
/// From the axis to such words.
const INDENT_PX: f64 = 12.0;
/// From a line of them to the next.
const LEAD_PX: f64 = 15.0;

/// Width of the same.
fn readout_px(width_px: f64) -> f64 {
    (width_px * 0.5).min(220.0)
}

/// Draws the picture.
#[inline(never)]
pub fn draw(series: &Series, placed: &Placed, emphasis: Emphasis<'_>, measure: &dyn Measure) -> Scene {
    let mut pen = Pen::new(placed.width_px, placed.height_px);
    draw_ground(&mut pen, placed);
    let named = |key: Option<&str>| series.points.iter().position(|point| Some(point.key.as_str()) == key);
    let hovered = named(emphasis.hover).or_else(|| named(emphasis.chosen));
    for label in &placed.labels {
        if let Some([bend, end]) = label.leader {
            let role = match label.whose {
                Whose::Own => Role::Accent,
                Whose::Chosen => Role::InkSecond,
                Whose::Other => Role::RuleStrong,
            };
            pen.path(vec![label.at, bend, end], role, 1.0);
        }
    }
    for (whose, role, width_px) in [(Whose::Chosen, Role::Ink, 1.5), (Whose::Own, Role::Accent, 2.5)] {
        pen.path(of(series, &placed.places, whose), role, width_px);
    }
    // What stands out is drawn last, in the order of time.
    for whose in [Whose::Other, Whose::Chosen, Whose::Own] {
        for (index, point) in series.points.iter().enumerate().filter(|(_, point)| point.whose == whose) {
            let (x, y) = placed.places[index];
            let grow = if hovered == Some(index) { 1.3 } else { 1.0 };
            pen.mark(point.key.clone(), |pen| draw_point(pen, x, y, point, grow));
        }
    }
    for label in &placed.labels {
        let role = match label.whose {
            Whose::Own => Role::Accent,
            Whose::Other if hovered != Some(label.point) => Role::InkSecond,
            _ => Role::Ink,
        };
        let (x, y) = (label.place.x, label.place.y + 11.0);
        pen.text(x, y, label.text.clone(), font(label.whose), role, Anchor::Start);
    }
    if let Some(point) = hovered.or_else(|| named(emphasis.focus)).map(|index| &series.points[index]) {
        draw_readout(&mut pen, placed, point, measure);
    }
    if let Some(target) = placed.targets.iter().find(|target| Some(target.key.as_str()) == emphasis.focus) {
        focus_ring(&mut pen, &target.bounds);
    }
    pen.finish()
}

/// Gridlines, what is ruled out, and the axes.
fn draw_ground(pen: &mut Pen, placed: &Placed) {
    let (left, right) = placed.across.range_px;
    let (bottom, top) = placed.upright.range_px;
    for share in [0.0, 20.0, 40.0, 60.0, 80.0, 100.0] {
        if share < placed.upright.domain.0 {
            continue;
        }
        let y = placed.upright.at(share);
        pen.line((left, y), (right, y), Role::Rule, 1.0);
        pen.text(left - 8.0, y + 4.0, decimal(share, 0), Font::regular(12), Role::InkThird, Anchor::End);
    }
    for (border, corners) in
        placed.borders.iter().zip([vec![(left, bottom), (left, top)], vec![(right, bottom), (right, top)]])
    {
        let foot = border.last().map(|last| (last.0, bottom));
        let points = [border.as_slice(), foot.as_slice(), corners.as_slice()].concat();
        pen.fill_shape(Shape::Path { points, closed: true }, Role::Tint);
        pen.path(border.clone(), Role::RuleStrong, 1.0);
    }
    pen.line((left, bottom), (right, bottom), Role::RuleStrong, 1.0);
    for tick in &placed.ticks {
        let x = placed.across.at(libm::log2(*tick));
        pen.line((x, bottom), (x, bottom + 5.0), Role::RuleStrong, 1.0);
        let places = if tick.fract() > 0.0 { 1 } else { 0 };
        // Three digits reach over the edge.
        let anchor = if *tick < 100.0 { Anchor::Middle } else { Anchor::End };
        pen.text(x, bottom + 19.0, decimal(*tick, places), Font::regular(12), Role::InkThird, anchor);
    }
    let small = Font::regular(12);
    pen.text(0.0, 12.0, words::contest::SHARE_AXIS.text(), small, Role::InkSecond, Anchor::Start);
    pen.text(right, bottom + 38.0, words::contest::NUMBER_AXIS.text(), small, Role::InkSecond, Anchor::End);
    let mut y = bottom - READOUT_PX + READOUT_LEAD_PX;
    for line in placed.impossible.iter().rev() {
        pen.text(left + INDENT_PX, y, line.as_str(), small, Role::InkThird, Anchor::Start);
        y -= LEAD_PX;
    }
}

fn draw_point(pen: &mut Pen, x: f64, y: f64, point: &Point, grow: f64) {
    let (role, radius) = match point.whose {
        Whose::Own if point.is_story => (Role::Accent, 5.4),
        Whose::Own => (Role::Accent, 4.6),
        Whose::Chosen => (Role::Ink, 4.6),
        Whose::Other => (Role::Bar, 4.2),
    };
    if point.is_hollow {
        pen.disc(x, y, radius * grow + 1.5, Role::Ground);
        pen.ring(x, y, radius * grow - 0.8, role, 1.6);
    } else {
        pen.point(x, y, radius * grow, role);
    }
}

/// Names a point where no point can lie.
fn draw_readout(pen: &mut Pen, placed: &Placed, point: &Point, measure: &dyn Measure) {
    let x = placed.across.range_px.0 + INDENT_PX;
    let mut y = placed.upright.range_px.0 - READOUT_PX + 37.0;
    let winner = words::in_round(&point.winner, point.is_first_round);
    let lines = words::contest::named(&winner, point.share_percent, point.number, point.golosov);
    let mut font = Font::semibold(12);
    for line in [point.label.clone()].into_iter().chain(lines) {
        let line = wrap::ellipsis(&line, font, readout_px(placed.width_px), measure);
        pen.text(x, y, line, font, Role::Ink, Anchor::Start);
        font = Font::regular(12);
        y += 16.0;
    }
}

/// What experts coded a country as beside an election: of V-Dem and of Freedom House, each with its year, but for one year.
pub fn codings(election: &Election, but_for: Option<i32>) -> [String; 2] {
    let mut cells = [String::new(), String::new()];
    for own in &election.codings {
        // The first index has a column of its own, the others share one.
        let cell = &mut cells[if own.index == CODED[0] { 0 } else { 1 }];
        if !cell.is_empty() {
            cell.push_str(", ");
        }
        let year = Some(own.year).filter(|own| Some(*own) != but_for);
        cell.push_str(&words::contest::coding(&own.index, own.value, year));
    }
    for cell in cells.iter_mut().filter(|cell| cell.is_empty()) {
        cell.push_str(words::NOT_KNOWN.text());
    }
    cells
}

/// The numbers as a table.
#[inline(never)]
pub fn table(story: &Story) -> Table {
    let mut table = Table { header: words::contest::HEADER.items(), ..Table::default() };
    for point in series(story, "").points {
        let lines = story.elections.get(point.election).map_or(0, |election| election.options.len());
        let mut share = percent(point.share_percent);
        if noted::of_election(story, &point.key, false)
            .has(&|field| field == "votes" || noted::is_share(ShareBase::Valid, field))
        {
            share.push(words::results::DAGGER);
        }
        table.rows.push(vec![
            words::in_round(&words::contest::row(&point.country, point.date), point.is_first_round),
            point.winner,
            share,
            decimal(point.number, 2),
            decimal(point.golosov, 2),
            lines.to_string(),
            words::contest::smallest(point.is_hollow).to_string(),
        ]);
        if let Some(cells) = table.rows.last_mut() {
            cells.extend(
                story.elections.get(point.election).map(|own| codings(own, None)).unwrap_or_default(),
            );
        }
        table.keys.push(point.key);
    }
    table
}
