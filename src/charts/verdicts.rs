//! Who said what of the vote, as a strip: a mark a voice, in stacks along the Goldstein scale; below it those without a value.
//!
//! Decides where marks and values stand. A disc is a mission, a square a state or an organisation; the words themselves stand in
//! the document below.

use crate::analysis::verdict::{Band, Verdicts, Voice, verdicts};
use crate::data::Story;
use crate::layout::boxes::{Rect, Taken};
use crate::layout::{Font, Measure};
use crate::scale::Linear;
use crate::scene::{Anchor, Ink, Paint, Role, Scene, Shape, Stroke};
use crate::words;
use crate::words::number::signed;

use super::mark::{tone_role, tone_text_role};
use super::pen::Pen;
use super::target::{Emphasis, Table, Target, focus_ring};

/// Narrower than this, names of rows stand before their marks instead of in a column of their own.
pub const NARROW_BELOW_PX: f64 = 640.0;

const RADIUS_PX: f64 = 6.0;
const PITCH_PX: f64 = 15.0;
/// The tallest stack of marks; in a taller one they overlap.
const STACK_PX: f64 = 150.0;
const COLUMN_PX: f64 = 196.0;
const ROW_PX: f64 = 24.0;
/// From the top of a label to its first baseline.
const BASELINE_PX: f64 = 14.0;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Voices in their bands.
    pub verdicts: Verdicts,
    /// Whether each voice is a mission's, and its name.
    pub names: Vec<(bool, String)>,
}

/// The verdicts on the story's election; without voices where there are none.
#[inline(never)]
pub fn series(story: &Story) -> Series {
    let verdicts = verdicts(story);
    let names =
        verdicts.voices.iter().map(|voice| (voice.observer.is_some(), name(story, voice).to_string()));
    Series { names: names.collect(), verdicts }
}

/// A voice's name: the mission's, else the actor's.
pub fn name<'a>(story: &'a Story, voice: &Voice) -> &'a str {
    let of_event = || {
        let event = story.events.get(voice.event?)?;
        Some(story.actors.get(event.source_actor)?.name.as_str())
    };
    let of_mission = voice.observer.and_then(|index| story.observers.get(index));
    of_mission.map(|mission| mission.mission.as_str()).or_else(of_event).unwrap_or("")
}

impl Series {
    /// Least and greatest value.
    pub fn values(&self) -> Option<(f64, f64)> {
        let mut values = self.verdicts.bands.iter().filter_map(|band| band.value);
        let least = values.next()?;
        Some((least, values.next_back().unwrap_or(least)))
    }

    /// The end of the scale that is shown on either side: 5 where all values lie within, else 10.
    pub fn end(&self) -> f64 {
        if self.is_cut() { 5.0 } else { 10.0 }
    }

    /// Whether not all of the scale is shown.
    pub fn is_cut(&self) -> bool {
        self.values().is_some_and(|(least, most)| least >= -5.0 && most <= 5.0)
    }
}

/// A band's value above its stack, and what it rests on where there is room for that above all stacks.
#[derive(Clone, Debug, PartialEq)]
struct Label {
    value: f64,
    /// Empty where there is no room.
    rests_on: String,
    x: f64,
    /// Its first baseline.
    y: f64,
    /// From its foot down to its stack, where that is not right below; else nothing.
    leader_px: f64,
}

/// Everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    width_px: f64,
    /// Height of the picture in CSS pixels.
    pub height_px: f64,
    axis_y: f64,
    scale: Linear,
    /// Names of the rows below the axis.
    rows: Vec<(&'static str, f64)>,
    /// What stands above stacks.
    labels: Vec<Label>,
    /// What can be pointed at.
    pub targets: Vec<Target>,
}

/// Puts everything in its place.
#[inline(never)]
pub fn place(series: &Series, width_px: f64, measure: &dyn Measure) -> Placed {
    let is_narrow = width_px < NARROW_BELOW_PX;
    let left = if is_narrow { 10.0 } else { COLUMN_PX + 10.0 };
    let end = series.end();
    let scale = Linear::new((-end, end), (left, (width_px - 10.0).max(left + 1.0)));
    let bands = &series.verdicts.bands;

    // Heights are measured up from the axis first; the tallest stack with its label makes the room above it.
    let tall_px = |count: usize| pitch_px(count) * (count - 1) as f64 + 2.0 * RADIUS_PX + 6.0;
    // Bands with a value come first.
    let mut stacks = Vec::new();
    let mut above_px = 0.0_f64;
    for band in bands {
        let Some(value) = band.value else { break };
        let tall_px = tall_px(band.voices.len());
        stacks.push(Rect::new(scale.at(value) - RADIUS_PX, -tall_px, 2.0 * RADIUS_PX, tall_px));
        above_px = above_px.max(tall_px);
    }
    let mut labels = labels_of(bands, &stacks, width_px, measure, true);
    if labels.len() < stacks.len() {
        labels = labels_of(bands, &stacks, width_px, measure, false);
    }
    for label in &labels {
        above_px = above_px.max(BASELINE_PX - label.y);
    }
    let axis_y = above_px + 2.0;
    for label in &mut labels {
        label.y += axis_y;
    }

    let mut targets = Vec::new();
    let mut rows: Vec<(&'static str, f64)> = Vec::new();
    let mut row_y = axis_y + 30.0;
    for band in bands {
        let count = band.voices.len();
        let (x, y, dx, dy) = match band.value {
            Some(value) => (scale.at(value), axis_y - RADIUS_PX - 4.0, 0.0, pitch_px(count)),
            None => {
                let name = if band.is_known {
                    words::verdicts::NOT_CODED.text()
                } else {
                    words::verdicts::NOT_FOUND.text()
                };
                row_y += ROW_PX;
                rows.push((name, row_y));
                let begins = if is_narrow { 90.0 } else { left };
                let room = (width_px - begins - 2.0 * RADIUS_PX) / count as f64;
                (begins, row_y - ROW_PX / 2.0 + 2.0, room.clamp(0.5, 20.0), 0.0)
            }
        };
        for (at, voice) in band.voices.clone().enumerate() {
            let (x, y) = (x + dx * at as f64, y - dy * at as f64);
            let bounds = Rect::new(x - RADIUS_PX, y - RADIUS_PX, 2.0 * RADIUS_PX, 2.0 * RADIUS_PX);
            let key = series.verdicts.voices[voice].key.clone();
            targets.push(Target { key, bounds, row: 0, table_row: voice });
        }
    }
    Placed { width_px, height_px: row_y + 4.0, axis_y, scale, rows, labels, targets }
}

/// Labels above the stacks, as far as there is room: none over another's stack, unless a leader tells whose it is.
fn labels_of(
    bands: &[Band],
    stacks: &[Rect],
    width_px: f64,
    measure: &dyn Measure,
    is_long: bool,
) -> Vec<Label> {
    let mut taken = Taken::default();
    let mut labels = Vec::new();
    for (band, own) in bands.iter().zip(stacks) {
        let Some(value) = band.value else { continue };
        let rests_on = if is_long { words::verdicts::rests_on(band.voices.len()) } else { String::new() };
        let wide = measure.width_px(&signed(value, 1), Font::semibold(14));
        let half = wide.max(measure.width_px(&rests_on, Font::regular(12))) / 2.0 + 4.0;
        let (high, step) = if is_long { (34.0, 6.0) } else { (18.0, 18.0) };
        let x = (own.x + RADIUS_PX).max(half).min((width_px - half).max(half));
        for up in [0.0, step, 2.0 * step, 3.0 * step] {
            let leader_px = if is_long { 0.0 } else { up };
            let rect = Rect::new(x - half, own.y - up - high, 2.0 * half, high);
            // Down to the axis, or just what it covers.
            let below = Rect { height: if leader_px > 0.0 { high } else { -rect.y }, ..rect };
            if taken.is_free(&rect) && !stacks.iter().any(|other| other != own && other.overlaps(&below)) {
                taken.take(rect);
                labels.push(Label { value, rests_on, x, y: rect.y + BASELINE_PX, leader_px });
                break;
            }
        }
    }
    labels
}

/// The colour of a band's value as text: that of its marks, ink where they are neutral.
pub fn value_role(value: f64) -> Role {
    if tone_role(value) == Role::ToneNeutral { Role::Ink } else { tone_text_role(value) }
}

/// From mark to mark in a stack of so many.
fn pitch_px(count: usize) -> f64 {
    PITCH_PX.min(STACK_PX / count as f64)
}

/// Draws the picture.
#[inline(never)]
pub fn draw(series: &Series, placed: &Placed, emphasis: Emphasis<'_>, measure: &dyn Measure) -> Scene {
    let mut pen = Pen::new(placed.width_px, placed.height_px);
    let (left, right) = placed.scale.range_px;
    let y = placed.axis_y;
    pen.line((left - 8.0, y), (right + 8.0, y), Role::RuleStrong, 1.0);
    let end = series.end();
    let [conflict, cooperation] = [0, 1].map(|end| words::verdicts::ENDS.nth(end));
    let ends = [
        (-end, [signed(-end, 0), conflict.to_string()].join(" "), left - 10.0, Anchor::Start),
        (0.0, signed(0.0, 0), placed.scale.at(0.0), Anchor::Middle),
        (end, [cooperation.to_string(), signed(end, 0)].join(" "), right + 10.0, Anchor::End),
    ];
    for (value, text, x, anchor) in ends {
        let tick = placed.scale.at(value);
        pen.line((tick, y), (tick, y + 5.0), Role::RuleStrong, 1.0);
        pen.text(x, y + 19.0, text, Font::regular(12), Role::InkThird, anchor);
    }
    for (name, y) in &placed.rows {
        pen.text(0.0, *y - 6.0, *name, Font::regular(12), Role::InkSecond, Anchor::Start);
    }
    for Label { value, rests_on, x, y, leader_px } in &placed.labels {
        let role = value_role(*value);
        pen.text(*x, *y, signed(*value, 1), Font::semibold(14), role, Anchor::Middle);
        if !rests_on.is_empty() {
            pen.text(*x, *y + 15.0, rests_on.as_str(), Font::regular(12), Role::InkThird, Anchor::Middle);
        }
        if *leader_px > 0.0 {
            let (x, y) = (placed.scale.at(*value), y + 4.0);
            pen.line((x, y), (x, y + leader_px), Role::RuleStrong, 1.0);
        }
    }
    for band in &series.verdicts.bands {
        for index in band.voices.clone() {
            let (Some(target), Some((is_mission, _))) = (placed.targets.get(index), series.names.get(index))
            else {
                continue;
            };
            pen.mark(target.key.clone(), |pen| {
                let own = match band.value {
                    Some(value) => paint(Some(tone_role(value).into()), Role::Ground, 1.5),
                    None => paint(None, if band.is_known { Role::Bar } else { Role::RuleStrong }, 1.6),
                };
                pen.shape(shape(&target.bounds, *is_mission, 0.0), own);
                let is = |key: Option<&str>| key == Some(target.key.as_str());
                if is(emphasis.hover) || is(emphasis.chosen) {
                    pen.shape(shape(&target.bounds, *is_mission, 3.5), paint(None, Role::Ink, 2.0));
                }
            });
        }
    }
    let is_hovered = |target: &&Target| Some(target.key.as_str()) == emphasis.hover;
    if let Some(target) = placed.targets.iter().find(is_hovered)
        && let Some((_, name)) = series.names.get(target.table_row)
    {
        // Beside the mark, on the side with more room.
        let name = words::verdicts::short_name(name);
        let x = target.bounds.x + RADIUS_PX;
        let is_right = x + 14.0 + measure.width_px(&name, Font::semibold(12)) <= placed.width_px;
        let (x, anchor) = if is_right { (x + 14.0, Anchor::Start) } else { (x - 14.0, Anchor::End) };
        let y = target.bounds.y + RADIUS_PX + 4.0;
        pen.text_with_halo(x, y, name, Font::semibold(12), Role::Ink, anchor);
    }
    if let Some(target) = placed.targets.iter().find(|target| Some(target.key.as_str()) == emphasis.focus) {
        focus_ring(&mut pen, &target.bounds.grown(-3.0));
    }
    pen.finish()
}

fn paint(fill: Option<Ink>, edge: Role, width_px: f64) -> Paint {
    Paint { fill, stroke: Some(Stroke { ink: edge.into(), width_px, dash_px: None }) }
}

/// A disc for a mission, a square for others, of equal weight.
fn shape(bounds: &Rect, is_mission: bool, grown_px: f64) -> Shape {
    let (x, y) = (bounds.x + RADIUS_PX, bounds.y + RADIUS_PX);
    if is_mission {
        return Shape::Circle { x, y, radius: RADIUS_PX + grown_px };
    }
    let side = 2.0 * (0.9 * RADIUS_PX + grown_px);
    Shape::Rect { x: x - side / 2.0, y: y - side / 2.0, width: side, height: side, radius: 0.0 }
}

/// The voices as a table; their words stand below the picture.
#[inline(never)]
pub fn table(story: &Story) -> Table {
    let verdicts = verdicts(story);
    let mut table = Table { header: words::verdicts::HEADER.items(), ..Table::default() };
    for voice in verdicts.voices {
        let observers = voice.observer.and_then(|index| story.observers.get(index));
        let event = voice.event.and_then(|index| story.events.get(index));
        let said = voice.quotes.iter().find_map(|index| story.quotes.get(*index)?.date);
        let not_known = || words::NOT_KNOWN.to_string();
        table.rows.push(vec![
            words::verdicts::short_name(name(story, &voice)),
            words::verdicts::kind(voice.observer.is_some()).to_string(),
            match event {
                Some(event) => signed(event.goldstein, 1),
                None if voice.is_known(story) => words::verdicts::NOT_CODED_CELL.to_string(),
                None => not_known(),
            },
            match observers {
                Some(mission) => mission.accredited.map_or_else(not_known, crate::words::number::thousands),
                None => words::DASH.to_string(),
            },
            event
                .map(|event| (event.date, event.precision))
                .or(said)
                .map_or_else(not_known, |(day, precision)| words::dated(day, precision)),
        ]);
        table.keys.push(voice.key);
    }
    table
}
