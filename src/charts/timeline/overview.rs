//! The whole story by quarters, the window as a brush over it, and the funnel from the brush to the lanes.

use crate::data::Day;
use crate::layout::Font;
use crate::layout::boxes::Rect;
use crate::scale::{Granularity, TimeScale};
use crate::scene::{Anchor, Paint, Role, Shape, Stroke};
use crate::words;

use super::super::pen::Pen;
use super::{NAMES_PX, Shown, TONE_PX, tick_label};

/// The overview in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Height with the funnel.
    pub height_px: f64,
    /// The whole story's time scale.
    pub scale: TimeScale,
    columns: Vec<Column>,
    /// The window, as a frame.
    pub brush: Rect,
    funnel: Option<Vec<(f64, f64)>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Column {
    rect: Rect,
    is_inside: bool,
}

/// What of the overview is at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The brush's left handle.
    From,
    /// Its right handle.
    To,
    /// The brush.
    Brush,
    /// Elsewhere in the overview.
    Ground,
}

const TOP_PX: f64 = 18.0;
const BASE_PX: f64 = 64.0;
const FUNNEL_PX: f64 = 22.0;
/// The ticks' names need so much.
const LEAST_TICK_PX: f64 = 44.0;
/// The brush is never narrower.
const LEAST_BRUSH_PX: f64 = 8.0;

/// Puts the overview in its place.
pub fn place(shown: &Shown, width_px: f64, is_narrow: bool, lanes: &TimeScale) -> Placed {
    let (left_px, right_px) = if is_narrow { (4.0, width_px - 4.0) } else { (NAMES_PX, width_px - TONE_PX) };
    let scale = TimeScale { from: shown.limits.0, to: shown.limits.1, left_px, right_px };
    let counts = &shown.passing.quarters;
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1) as f64;
    let quarter_start =
        |quarter: i32| Day::from_civil(quarter.div_euclid(4), quarter.rem_euclid(4) as u32 * 3 + 1, 1);
    let columns = counts
        .iter()
        .filter_map(|(quarter, count)| {
            let (start, end) = (quarter_start(*quarter)?, quarter_start(quarter + 1)?);
            let (from, to) = (scale.start_of(start).max(left_px), scale.start_of(end).min(right_px));
            let air = (to - from) * 0.06;
            let height = *count as f64 / most * (BASE_PX - TOP_PX - 4.0);
            let is_inside = f64::from(end.0) > shown.from && f64::from(start.0) < shown.to;
            Some(Column {
                rect: Rect::new(from + air, BASE_PX - height, to - from - 2.0 * air, height),
                is_inside,
            })
        })
        .collect();
    let (mut from, mut to) = (scale.at(shown.from).max(left_px), scale.at(shown.to).min(right_px));
    if to - from < LEAST_BRUSH_PX {
        let middle = (from + to) / 2.0;
        (from, to) = (middle - LEAST_BRUSH_PX / 2.0, middle + LEAST_BRUSH_PX / 2.0);
    }
    let brush = Rect::new(from, TOP_PX, to - from, BASE_PX - TOP_PX);
    let is_all = shown.from <= shown.limits.0 + 0.5 && shown.to >= shown.limits.1 - 0.5;
    let foot = BASE_PX + FUNNEL_PX;
    let funnel = if is_all {
        None
    } else {
        Some(vec![(from, BASE_PX), (to, BASE_PX), (lanes.right_px, foot), (lanes.left_px, foot)])
    };
    Placed { height_px: foot, scale, columns, brush, funnel }
}

impl Placed {
    /// What is at a point, or `None` below or beside the overview.
    pub fn part_at(&self, x: f64, y: f64) -> Option<Part> {
        if y > BASE_PX + 8.0 || x < self.scale.left_px - 12.0 || x > self.scale.right_px + 12.0 {
            return None;
        }
        let (left, right) = (self.brush.x, self.brush.x + self.brush.width);
        // Handles reach 12 px outwards, and inwards as far as the brush leaves room to be held by its middle.
        let inwards = (self.brush.width / 3.0).min(12.0);
        Some(match x {
            x if x >= left - 12.0 && x <= left + inwards => Part::From,
            x if x >= right - inwards && x <= right + 12.0 => Part::To,
            x if x > left && x < right => Part::Brush,
            _ => Part::Ground,
        })
    }
}

/// Draws the overview.
pub fn draw(pen: &mut Pen, placed: &Placed, is_narrow: bool) {
    let (left, right) = (placed.scale.left_px, placed.scale.right_px);
    let brush = &placed.brush;
    if let Some(funnel) = &placed.funnel {
        pen.fill_shape(Shape::Path { points: funnel.clone(), closed: true }, Role::Tint);
        pen.rect(brush.x, brush.y, brush.width, brush.height, Role::Tint);
    }
    let granularity = match placed.scale.granularity(LEAST_TICK_PX) {
        Granularity::Years(years) => Granularity::Years(years.max(if is_narrow { 10 } else { 5 })),
        finer => finer,
    };
    for (index, tick) in placed.scale.ticks(granularity).iter().enumerate() {
        pen.line((tick.x_px, TOP_PX), (tick.x_px, BASE_PX), Role::Rule, 1.0);
        // The first unit is cut by the edge; where little of it is left, its name would meet the next.
        if index == 0 && tick.width_px < LEAST_TICK_PX {
            continue;
        }
        let day = tick.day.max(Day(placed.scale.from.floor() as i32));
        // The first month and each January name their year; at the others there is no room for it.
        let is_named = !matches!(granularity, Granularity::Months(_)) || index == 0 || day.civil().1 == 1;
        let label = tick_label(granularity, day, is_named);
        let anchor = match tick.x_px {
            x if x < left + 20.0 => Anchor::Start,
            x if x > right - 20.0 => Anchor::End,
            _ => Anchor::Middle,
        };
        pen.text(tick.x_px, 12.0, label, Font::regular(12), Role::InkThird, anchor);
    }
    for column in &placed.columns {
        let role = if column.is_inside { Role::InkSecond } else { Role::RuleStrong };
        let rect = &column.rect;
        pen.rect(rect.x, rect.y, rect.width, rect.height, role);
    }
    pen.line((left, BASE_PX), (right, BASE_PX), Role::RuleStrong, 1.0);
    if !is_narrow {
        for (index, line) in words::timeline::OVERVIEW.items().iter().enumerate() {
            pen.text(0.0, 38.0 + 15.0 * index as f64, line, Font::regular(12), Role::InkThird, Anchor::Start);
        }
    }
    let edge = Stroke { ink: Role::Ink.into(), width_px: 1.5, dash_px: None };
    pen.stroke_shape(
        Shape::Rect { x: brush.x, y: brush.y, width: brush.width, height: brush.height, radius: 0.0 },
        edge,
    );
    for x in [brush.x, brush.x + brush.width] {
        let handle = Shape::Rect {
            x: x - 3.0,
            y: (TOP_PX + BASE_PX) / 2.0 - 10.0,
            width: 6.0,
            height: 20.0,
            radius: 3.0,
        };
        pen.shape(handle, Paint { fill: Some(Role::Ground.into()), stroke: Some(edge) });
    }
}
