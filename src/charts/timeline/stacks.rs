//! A lane from afar: events as blocks stacked by a unit of the calendar, cooperation up and conflict down; an event with no
//! other near it keeps its mark.

use crate::analysis::passing::{among, is_flat};
use crate::data::{Day, Story, arrange};
use crate::layout::boxes::{Rect, Taken};
use crate::layout::{Font, Measure};

use super::super::mark;
use super::lanes::{LaneRoom, place_flags};
use super::{ABOVE_PX, BELOW_PX, BlockMark, LEAD_PX, LanePlaced, Mark, Shown};

/// Height of a block, air included, where there is room.
const BLOCK_PX: f64 = 5.0;
/// Below this, blocks cannot be told apart and merge into a column.
const LEAST_BLOCK_PX: f64 = 3.0;
/// From this many events on, a number stands under the stack.
const COUNTED_FROM: usize = 8;

/// A stack is at least so wide: the calendar unit follows from it.
const LEAST_STACK_PX: f64 = 4.5;
/// A mark stands alone only if no other is nearer than this.
const ALONE_PX: f64 = 12.0;

/// Of numbers that would touch, keeps the greatest; at the edges they move inside.
fn keep_apart(counts: &mut Vec<(f64, f64, usize)>, (left, right): (f64, f64), measure: &dyn Measure) {
    let mut taken = Taken::default();
    let mut kept: Vec<(f64, f64, usize)> = Vec::new();
    while let Some(at) = (0..counts.len()).max_by_key(|at| (counts[*at].2, usize::MAX - at)) {
        let (x, y, count) = counts.remove(at);
        let width_px = measure.width_px(&count.to_string(), Font::semibold(12)) + 4.0;
        let x = x.min(right - width_px / 2.0).max(left + width_px / 2.0);
        let rect = Rect::new(x - width_px / 2.0, y - 12.0, width_px, 16.0);
        if taken.is_free(&rect) {
            taken.take(rect);
            kept.push((x, y, count));
        }
    }
    *counts = kept;
}

struct Stack {
    unit: i32,
    /// Each with the value that it lies by: 0 across the line.
    events: Vec<(usize, f64)>,
    /// How many blocks reach above the line and below it.
    sides: [f64; 2],
}

/// Puts blocks, lone marks, numbers and labels in their places.
pub fn place(
    placed: &mut LanePlaced,
    story: &Story,
    shown: &Shown,
    room: &LaneRoom<'_>,
    measure: &dyn Measure,
) {
    let scale = room.scale;
    let months = [1, 3, 6, 12, 24]
        .into_iter()
        .find(|months| scale.px_per_day() * 30.4 * f64::from(*months) >= LEAST_STACK_PX)
        .unwrap_or(60);
    let unit_of = |day: Day| {
        let (year, month, _) = day.civil();
        (year * 12 + month as i32 - 1).div_euclid(months)
    };
    let unit_start = |unit: i32| {
        let month = unit * months;
        Day::from_civil(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
    };
    let mut stacks: Vec<Stack> = Vec::new();
    for index in among(&room.events.passing, room.window).iter().copied() {
        let event = &story.events[index];
        let unit = unit_of(event.date);
        if stacks.last().is_none_or(|stack| stack.unit != unit) {
            stacks.push(Stack { unit, events: Vec::new(), sides: [0.0; 2] });
        }
        let Some(stack) = stacks.last_mut() else { continue };
        let value = if is_flat(event) { 0.0 } else { event.goldstein };
        stack.events.push((index, value));
        match value {
            value if value > 0.0 => stack.sides[0] += 1.0,
            value if value < 0.0 => stack.sides[1] += 1.0,
            _ => stack.sides = stack.sides.map(|side| side + 0.5),
        }
    }
    let most = |side: usize| stacks.iter().map(|stack| stack.sides[side]).fold(0.0, f64::max);
    let (most_up, most_down) = (most(0), most(1));
    // The number under a stack needs 16 px of the room below the line; above, labels give up lines to the stacks.
    let room_up = ABOVE_PX + (room.lines as f64 * 0.5).floor() * LEAD_PX - 6.0;
    let block_px = BLOCK_PX.min((BELOW_PX - 19.0) / most_down.max(1.0)).min(room_up / most_up.max(1.0));
    let mut points: Vec<Mark> = Vec::new();
    for (position, stack) in stacks.iter().enumerate() {
        let (Some(start), Some(end)) = (unit_start(stack.unit), unit_start(stack.unit + 1)) else { continue };
        // A unit that the window's edge cuts is as wide as what is left of it.
        let from = scale.start_of(start).max(scale.left_px);
        let to = scale.start_of(end).min(scale.right_px).max(from + 1.2);
        let near = |other: Option<&Stack>| {
            let units = other.map_or(i32::MAX, |other| (other.unit - stack.unit).abs());
            units <= 1 || f64::from(units) * (to - from) < ALONE_PX
        };
        let before = position.checked_sub(1).and_then(|index| stacks.get(index));
        let middle = (from + to) / 2.0;
        if let [(only, _)] = stack.events.as_slice()
            && !near(before)
            && !near(stacks.get(position + 1))
        {
            let radius = mark::radius_px(story.events[*only].importance);
            // At the edge it stands inside, whole.
            let x = middle.min(scale.right_px - radius - 1.0).max(scale.left_px + radius + 1.0);
            let lone = Mark { event: *only, x, y: placed.base, radius };
            placed.marks.push(lone);
            points.push(lone);
            continue;
        }
        let [up, down] = stack.sides;
        let mut order = stack.events.clone();
        // From the top: the strongest cooperation, the neutral, the strongest conflict at the foot.
        arrange(&mut order, &|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let (unit_px, gap) = if block_px >= LEAST_BLOCK_PX {
            (block_px, 1.0)
        } else {
            // Merged: the column's height grows with the square root of the count.
            let count = stack.events.len() as f64;
            (count.sqrt() * LEAST_BLOCK_PX / count, 0.0)
        };
        let top = placed.base - up * unit_px;
        for (level, (event, value)) in order.into_iter().enumerate() {
            let y = top + level as f64 * unit_px;
            let rect = Rect::new(from + 0.6, y + gap / 2.0, (to - from - 1.2).max(1.0), unit_px - gap);
            placed.blocks.push(BlockMark { event, rect, role: mark::tone_role(value) });
            points.push(Mark { event, x: middle, y: top, radius: 1.0 });
        }
        if stack.events.len() >= COUNTED_FROM {
            placed.stack_counts.push((middle, placed.base + down * unit_px + 13.0, stack.events.len()));
        }
    }
    keep_apart(&mut placed.stack_counts, (scale.left_px, scale.right_px), measure);
    let stack_top = (most_up * block_px).max(14.0) + 8.0;
    let foot = placed.base - stack_top;
    let lowest = placed.base - ABOVE_PX + 1.0;
    let lost_lines = ((lowest - foot).max(0.0) / LEAD_PX).ceil() as usize;
    let room = LaneRoom { first_index: lost_lines, ..*room };
    place_flags(placed, story, shown, &room, &points, foot, measure);
}
