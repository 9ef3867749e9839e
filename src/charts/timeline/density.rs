//! A lane with more events in the window than can be told apart: how many there are along the calendar, cooperation up and
//! conflict down, neutral across the zero line. Only the most important, where they are few, and the chosen one keep marks.
//!
//! What it costs depends on the width, not on the number of events.

use crate::analysis::passing::LaneEvents;
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

/// The areas of the events that pass, with their colours: what lies above the line and below it, and the neutral part of each.
/// A column's height grows with the square root of how many it holds and fills the room at the next power of two of the most;
/// columns begin at the same days wherever the window's edges are: few steps of the window change the picture.
pub fn areas(events: &LaneEvents, scale: &TimeScale, base: f64) -> Vec<(Role, Vec<(f64, f64)>)> {
    let days_each = (COLUMN_PX / scale.px_per_day()).ceil().clamp(1.0, 1e6) as i32;
    let mut day = (scale.from as i32).div_euclid(days_each) * days_each;
    let mut before = events.sides_before(day);
    let mut columns: Vec<(f64, f64, [u32; 4])> = Vec::new();
    let mut most = 1;
    while f64::from(day) < scale.to {
        let (first, begun) = (day, before);
        day += days_each;
        before = events.sides_before(day);
        let [flat, up, down] = [0, 1, 2].map(|side| before[side] - begun[side]);
        // In halves: what is neutral lies with one half on each side.
        let sides = [2 * up + flat, 2 * down + flat, flat, flat];
        most = most.max(sides[0]).max(sides[1]);
        let place = |day: i32| scale.at(f64::from(day)).clamp(scale.left_px, scale.right_px);
        columns.push((place(first), place(day), sides));
    }
    let full = f64::from(most.next_power_of_two());
    let roles = [Role::ToneCooperation, Role::ToneConflict, Role::ToneNeutral, Role::ToneNeutral];
    let mut areas = Vec::new();
    for (part, role) in roles.into_iter().enumerate() {
        let room_px = if part % 2 == 0 { -ROOM_PX } else { ROOM_PX };
        let mut edge = vec![(scale.left_px, base)];
        for (left, right, sides) in &columns {
            let all = f64::from(sides[part % 2].max(1));
            let y = base + room_px * (all / full).sqrt() * f64::from(sides[part]) / all;
            edge.extend([(*left, y), (*right, y)]);
        }
        edge.push((scale.right_px, base));
        areas.push((role, edge));
    }
    areas
}
