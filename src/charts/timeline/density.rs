//! A lane with more events in the window than can be told apart: how many there are along the calendar, cooperation up and
//! conflict down, neutral across the zero line; the colour is their mean tone. Only the most important, where they are few, and
//! the chosen one keep marks.
//!
//! What it costs depends on the width, not on the number of events.

use crate::analysis::passing::LaneEvents;
use crate::charts::mark::tone_role;
use crate::scale::TimeScale;
use crate::scene::Role;

/// From more events than this, a lane draws how many there are.
pub const FROM: usize = 300;
/// The most important keep their marks where they are no more than this.
pub const MARKS: usize = 20;
/// A column is at least so wide, in whole days.
const COLUMN_PX: f64 = 4.0;
/// The highest column above the zero line and below it: what marks and counts leave.
const ROOM_PX: f64 = 24.0;
/// The colours of a mean, of which an area each is drawn.
pub const ROLES: [Role; 5] = [
    Role::ToneConflictStrong,
    Role::ToneConflict,
    Role::ToneNeutral,
    Role::ToneCooperation,
    Role::ToneCooperationStrong,
];

/// A column: its edges, twice how many lie above the line and below it, what is neutral with one half on each side; how many are
/// neutral; the colour of the mean.
struct Column {
    left: f64,
    right: f64,
    sides: [u32; 2],
    flat: u32,
    role: Role,
}

/// The areas of the events that pass, with their colours: columns by the class of their mean, then the neutral part of each.
/// A column's height grows with the square root of how many it holds and fills the room at the next power of two of the most;
/// columns begin at the same days wherever the window's edges are: few steps of the window change the picture.
pub fn areas(events: &LaneEvents, scale: &TimeScale, base: f64) -> Vec<(Role, Vec<(f64, f64)>)> {
    let days_each = (COLUMN_PX / scale.px_per_day()).ceil().clamp(1.0, 1e6) as i32;
    let mut day = (scale.from as i32).div_euclid(days_each) * days_each;
    let mut begun_days = events.days_before(day, 0..usize::MAX);
    let mut before = events.sums_to(begun_days);
    let mut columns: Vec<Column> = Vec::new();
    let mut most = 1;
    let place = |day: i32| scale.at(f64::from(day)).clamp(scale.left_px, scale.right_px);
    while f64::from(day) < scale.to {
        let (first, begun) = (day, before);
        day += days_each;
        begun_days = events.days_before(day, begun_days..begun_days + days_each as usize);
        before = events.sums_to(begun_days);
        let own = before.since(begun);
        let [flat, up, down] = own.sides;
        let sides = [2 * up + flat, 2 * down + flat];
        most = most.max(sides[0]).max(sides[1]);
        let role = tone_role(own.mean().unwrap_or(0.0));
        columns.push(Column { left: place(first), right: place(day), sides, flat, role });
    }
    let full = f64::from(most.next_power_of_two());
    // The height of a part of a column's side, away from the line.
    let height = |column: &Column, side: usize, part: u32| {
        let all = f64::from(column.sides[side].max(1));
        let room_px = if side == 0 { -ROOM_PX } else { ROOM_PX };
        base + room_px * (all / full).sqrt() * f64::from(part) / all
    };
    let mut areas = Vec::new();
    for side in [0, 1] {
        for role in ROLES {
            let own = |column: &Column| if column.role == role { column.sides[side] } else { 0 };
            add_area(&mut areas, &columns, base, role, &own, &|column, part| height(column, side, part));
        }
    }
    for side in [0, 1] {
        add_area(&mut areas, &columns, base, Role::ToneNeutral, &|column| column.flat, &|column, part| {
            height(column, side, part)
        });
    }
    areas
}

/// Adds the area of a part of the columns, if any of them has it: along the line where a column has none of it.
fn add_area(
    areas: &mut Vec<(Role, Vec<(f64, f64)>)>,
    columns: &[Column],
    base: f64,
    role: Role,
    part_of: &dyn Fn(&Column) -> u32,
    height: &dyn Fn(&Column, u32) -> f64,
) {
    let has_part = columns.iter().filter(|column| part_of(column) > 0).count();
    let mut edge: Vec<(f64, f64)> = Vec::with_capacity(4 * has_part + 1);
    for column in columns {
        let part = part_of(column);
        if part == 0 {
            continue;
        }
        let y = height(column, part);
        // Columns side by side share an edge; others are apart by a stretch of the line.
        if edge.last().is_none_or(|last| last.0 < column.left) {
            edge.extend(edge.last().map(|last| (last.0, base)));
            edge.push((column.left, base));
        }
        edge.extend([(column.left, y), (column.right, y)]);
    }
    if let Some(last) = edge.last() {
        edge.push((last.0, base));
        areas.push((role, edge));
    }
}
