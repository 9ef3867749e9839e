//! A lane from near: every event a mark, labels as flags, what finds no room a count.

use std::ops::Range;
use std::rc::Rc;

use crate::analysis::passing::{LaneEvents, among};
use crate::data::{Event, Precision, Story, arrange};
use crate::layout::boxes::Rect;
use crate::layout::flags::{self, Asking, Flag, Room};
use crate::layout::swarm::{self, Crowd};
use crate::layout::{Font, Measure, wrap};
use crate::scale::TimeScale;
use crate::scene::{Anchor, Ink, Paint, Role, Shape, Stroke};
use crate::words;

use super::super::mark::{self, Look};
use super::super::pen::Pen;
use super::super::target::Emphasis;
use super::density;
use super::{ABOVE_PX, BlockMark, LEAD_PX, LanePlaced, Mark, Placed, Shown, event_key};

/// The room of one lane.
#[derive(Clone, Copy, Debug)]
pub struct LaneRoom<'a> {
    /// The lanes' time scale.
    pub scale: &'a TimeScale,
    /// Its events.
    pub events: &'a LaneEvents,
    /// Which of the story's events begin in the window.
    pub window: &'a Range<usize>,
    /// Whether names stand above the lanes: marks grow by a tenth for the finger.
    pub is_narrow: bool,
    /// Text lines for labels.
    pub lines: usize,
    /// Unused lines above, when a stack takes part of the labels' room.
    pub first_index: usize,
    /// The lane in the picture before: its labels keep their places while they can.
    pub before: Option<&'a LanePlaced>,
}

/// Where more labels than the first number would ask for a place in a lane, the second number of them do.
const MOST_LABELS: (usize, usize) = (56, 24);
/// Counts within this distance stand as one.
const CROWD_PX: f64 = 34.0;
/// Zero line to the upper edge of a count.
const PILL_BELOW_PX: f64 = 27.0;

/// Puts marks, counts and labels in their places.
pub fn place(
    placed: &mut LanePlaced,
    story: &Story,
    shown: &Shown,
    room: &LaneRoom<'_>,
    measure: &dyn Measure,
) {
    let scale = room.scale;
    let grow = if room.is_narrow { 1.1 } else { 1.0 };
    let seen = among(&room.events.passing, room.window);
    let all = among(&room.events.all, room.window);
    if all.len() > seen.len() && all.len() <= density::FROM {
        let hidden = all.iter().filter(|index| !shown.passing.passes(**index));
        placed.filtered_out = hidden.map(|index| scale.middle_of(story.events[*index].date)).collect();
    }
    let mut order = seen.to_vec();
    if seen.len() > density::FROM {
        placed.density = density::areas(room.events, scale, placed.base);
        order = among(&room.events.major, room.window).to_vec();
        if order.len() > density::MARKS {
            order.clear();
        }
        let chosen =
            shown.selected.filter(|index| seen.binary_search(index).is_ok() && !order.contains(index));
        order.extend(chosen);
    }
    let strength = |index: usize| story.events[index].goldstein.abs();
    arrange(&mut order, &|a, b| {
        let (one, other) = (&story.events[*a], &story.events[*b]);
        let chosen = |index: &usize| Some(*index) == shown.selected;
        chosen(b)
            .cmp(&chosen(a))
            .then(other.importance.cmp(&one.importance))
            .then(strength(*b).total_cmp(&strength(*a)))
            .then(a.cmp(b))
    });
    let asking: Vec<swarm::Asking> = order
        .iter()
        .map(|index| {
            let event = &story.events[*index];
            swarm::Asking {
                index: *index,
                x: scale.middle_of(event.date),
                radius: mark::radius_px(event.importance) * grow,
                upwards: event.goldstein >= 0.0,
            }
        })
        .collect();
    let (marks, mut crowds) = swarm::swarm(&asking, CROWD_PX);
    for crowd in &mut crowds {
        let half = pill_width_px(crowd) / 2.0;
        let least = scale.left_px + half;
        crowd.x = crowd.x.clamp(least, (scale.right_px - half).max(least));
    }
    placed.crowds = crowds;
    placed.marks = marks
        .iter()
        .map(|mark| Mark { event: mark.index, x: mark.x, y: placed.base + mark.offset, radius: mark.radius })
        .collect();
    let points: Vec<Mark> = placed.marks.clone();
    place_flags(placed, story, shown, room, &points, placed_foot(placed.base), measure);
    // Large marks first, so that a small one is never hidden; the chosen one last.
    arrange(&mut placed.marks, &|a, b| {
        let chosen = |mark: &Mark| Some(mark.event) == shown.selected;
        chosen(a).cmp(&chosen(b)).then(b.radius.total_cmp(&a.radius)).then(a.event.cmp(&b.event))
    });
}

fn placed_foot(base: f64) -> f64 {
    base - ABOVE_PX + 1.0
}

/// Chooses and places the labels of marks whose upper edges are known. `foot` is where the lowest text line ends.
pub fn place_flags(
    placed: &mut LanePlaced,
    story: &Story,
    shown: &Shown,
    room: &LaneRoom<'_>,
    points: &[Mark],
    foot: f64,
    measure: &dyn Measure,
) {
    let window_days = shown.to - shown.from;
    // What a reader has searched for is named, whatever its weight.
    let is_filtered = shown.passing.is_filtered;
    let least_importance = match window_days {
        _ if is_filtered => 1,
        days if days > 240.0 => 3,
        days if days > 70.0 => 2,
        _ => 1,
    };
    let wide_px = if room.is_narrow { 160.0 } else { 172.0 };
    let mut asking: Vec<Asking> = Vec::new();
    let rank = |index: usize| {
        let event = &story.events[index];
        let chosen = if Some(index) == shown.selected { 100.0 } else { 0.0 };
        f64::from(event.importance) + event.goldstein.abs() / 100.0 + chosen
    };
    let least = f64::from(least_importance);
    let mut points: Vec<Mark> = points.iter().filter(|point| rank(point.event) >= least).copied().collect();
    if points.len() > MOST_LABELS.0 {
        arrange(&mut points, &|a, b| rank(b.event).total_cmp(&rank(a.event)));
        points.truncate(MOST_LABELS.1);
    }
    let (flags_before, shapes_before) =
        room.before.map_or((&[][..], &[][..]), |before| (&before.flags[..], &before.shapes[..]));
    for point in points {
        let event = &story.events[point.event];
        let is_chosen = Some(point.event) == shown.selected;
        let worth = match event.importance {
            5 => 14.0,
            4 => 5.0,
            3 => 2.0,
            2 => 1.0,
            _ => 0.6,
        };
        let font = label_font(event, is_chosen);
        // Text is wrapped once, not in every frame.
        let known = shapes_before.iter().find(|own| own.0 == point.event && own.1 == font);
        let known = known.map(|own| Rc::clone(&own.2));
        asking.push(Asking {
            index: point.event,
            x: point.x,
            mark_top: point.y - point.radius,
            shapes: known.unwrap_or_else(|| flags::shapes(&event.title, font, wide_px, measure)),
            worth: worth + if is_chosen { 50.0 } else { 0.0 },
            rank: rank(point.event),
            kept: flags_before.iter().find(|flag| flag.index == point.event).map(|flag| flag.place),
        });
    }
    let lines = room.lines.saturating_sub(room.first_index);
    let text_room = Room {
        left: if room.is_narrow { 0.0 } else { room.scale.left_px + 2.0 },
        right: if room.is_narrow {
            room.scale.right_px + room.scale.left_px
        } else {
            room.scale.right_px + 2.0
        },
        foot,
        lines,
        lead: LEAD_PX,
    };
    placed.flags = flags::place(&asking, text_room);
    let shapes = |own: Asking| {
        let event = &story.events[own.index];
        (own.index, label_font(event, Some(own.index) == shown.selected), own.shapes)
    };
    placed.shapes = asking.into_iter().map(shapes).collect();
}

fn label_font(event: &Event, is_chosen: bool) -> Font {
    Font { size_px: 12, semibold: event.importance == 5 || is_chosen }
}

fn pill_width_px(crowd: &Crowd) -> f64 {
    // "+4", "+12": a plus, digits of 8 px at most, and 5 px of air on both sides.
    let digits = if crowd.indices.len() >= 100 {
        3.0
    } else if crowd.indices.len() >= 10 {
        2.0
    } else {
        1.0
    };
    18.0 + digits * 8.0
}

/// Where a crowd's count stands.
pub fn pill(crowd: &Crowd, base: f64) -> Rect {
    let width = pill_width_px(crowd);
    Rect::new(crowd.x - width / 2.0, base + PILL_BELOW_PX, width, 16.0)
}

/// Draws spans, labels, marks and counts.
pub fn draw(
    pen: &mut Pen,
    story: &Story,
    shown: &Shown,
    placed: &Placed,
    lane: &LanePlaced,
    emphasis: Emphasis<'_>,
    measure: &dyn Measure,
) {
    let hovered = placed.targets.iter().find(|target| {
        Some(target.key.as_str()) == emphasis.hover
            && placed.lanes.get(target.row).is_some_and(|of| of.lane == lane.lane)
    });
    let hovered = hovered.and_then(|target| story.event_by_id(target.key.strip_prefix("event:")?));
    for mark in &lane.marks {
        draw_span(pen, &story.events[mark.event], mark, placed);
    }
    if let Some(mark) = lane.marks.iter().find(|mark| Some(mark.event) == hovered) {
        pen.line((mark.x, lane.top + 2.0), (mark.x, lane.top + lane.height - 2.0), Role::RuleStrong, 1.0);
    }
    draw_flags(pen, story, shown, lane, hovered);
    for x in &lane.filtered_out {
        pen.ring(*x, lane.base, 3.0, Role::RuleStrong, 1.2);
    }
    // Blocks overlap nowhere: a colour at a time, they are filled together.
    for role in [Role::Ink].into_iter().chain(density::ROLES) {
        let is_strong = |event: usize| Some(event) == shown.selected || Some(event) == hovered;
        let role_of = |block: &BlockMark| if is_strong(block.event) { Role::Ink } else { block.role };
        for block in lane.blocks.iter().filter(|block| role_of(block) == role) {
            let rect = &block.rect;
            let draw = |pen: &mut Pen| pen.rect(rect.x, rect.y, rect.width, rect.height, role);
            pen.mark(event_key(&story.events[block.event]), draw);
        }
    }
    for (x, y, count) in &lane.stack_counts {
        pen.text_with_halo(*x, *y, count.to_string(), Font::semibold(12), Role::Ink, Anchor::Middle);
    }
    for mark in &lane.marks {
        let event = &story.events[mark.event];
        let grow = if Some(mark.event) == hovered { 1.15 } else { 1.0 };
        pen.mark(event_key(event), |pen| {
            if Some(mark.event) == shown.selected {
                pen.disc(mark.x, mark.y, mark.radius + 6.0, Role::Ground);
                let stroke = Stroke { ink: Role::Ink.into(), width_px: 2.0, dash_px: None };
                let ring = Shape::Circle { x: mark.x, y: mark.y, radius: mark.radius + 4.5 };
                pen.stroke_shape(ring, stroke);
            }
            let look =
                Look { role: mark::event_role(event), is_hollow: event.has_tag("context"), has_halo: true };
            mark::draw(pen, event.kind, mark.x, mark.y, mark.radius * grow, look);
        });
    }
    for crowd in &lane.crowds {
        draw_pill(pen, story, crowd, lane.base, emphasis);
    }
    if let Some(mark) = lane.marks.iter().find(|mark| Some(mark.event) == hovered) {
        let is_labelled = lane.flags.iter().any(|flag| flag.index == mark.event);
        draw_hover_text(pen, &story.events[mark.event], mark, is_labelled, placed, measure);
    }
}

fn draw_flags(pen: &mut Pen, story: &Story, shown: &Shown, lane: &LanePlaced, hovered: Option<usize>) {
    for flag in &lane.flags {
        let is_chosen = Some(flag.index) == shown.selected;
        let (role, width_px) = if is_chosen { (Role::Ink, 1.5) } else { (Role::RuleStrong, 1.0) };
        pen.line((flag.x, flag.text_top + 2.0), (flag.x, flag.mark_top), role, width_px);
    }
    let is_left = |flag: &Flag| flag.text_x < flag.x;
    // All grounds first: blocks of words overlap nowhere, and what is alike is filled together.
    for flag in &lane.flags {
        let (x, width) = (flag.text_x - 2.0, flag.block.width_px + 4.0);
        // The ground behind the words ends before the pole.
        let width = if is_left(flag) { width.min(flag.x - 2.0 - x) } else { width };
        let height = LEAD_PX * flag.block.lines.len() as f64;
        pen.rect(x, flag.text_top + 1.0, width, height, Role::Ground);
    }
    for flag in &lane.flags {
        let event = &story.events[flag.index];
        let font = label_font(event, Some(flag.index) == shown.selected);
        let role = if font.semibold || Some(flag.index) == hovered { Role::Ink } else { Role::InkSecond };
        let (x, anchor) = if is_left(flag) {
            (flag.text_x + flag.block.width_px, Anchor::End)
        } else {
            (flag.text_x, Anchor::Start)
        };
        for (index, line) in flag.block.lines.iter().enumerate() {
            let baseline = flag.text_top + LEAD_PX * index as f64 + 12.0;
            pen.text(x, baseline, line.clone(), font, role, anchor);
        }
    }
}

/// A period's bar, or the soft bar of a date that is not certain.
fn draw_span(pen: &mut Pen, event: &Event, mark: &Mark, placed: &Placed) {
    let role = mark::event_role(event);
    let scale = &placed.scale;
    let clip = |x: f64| x.clamp(scale.left_px, scale.right_px);
    match event.precision {
        Precision::Day => {
            if let Some(end) = event.end.filter(|end| *end > event.date) {
                pen.line(
                    (mark.x, mark.y),
                    (clip(scale.middle_of(end)), mark.y),
                    Ink { role, alpha: 0.5 },
                    3.0,
                );
            }
        }
        Precision::Month | Precision::Year => {
            let (first, last) = if event.precision == Precision::Month {
                (event.date.month_start(), event.date.month_end())
            } else {
                let year = event.date.year();
                let day = |month, day| crate::data::Day::from_civil(year, month, day).unwrap_or(event.date);
                (day(1, 1), day(12, 31))
            };
            let last = event.end.unwrap_or(last).max(last);
            let (left, right) = (scale.at(f64::from(first.0)), scale.at(f64::from(last.0) + 1.0));
            soft_bar(pen, (left, right), (clip(left), clip(right)), mark.y, role);
        }
    }
}

/// A bar 7 px high that fades over three tenths at both ends, in a few steps.
fn soft_bar(pen: &mut Pen, whole: (f64, f64), seen: (f64, f64), y: f64, role: Role) {
    let length = whole.1 - whole.0;
    if length <= 0.0 {
        return;
    }
    let steps = (length * 0.3 / 5.0).clamp(2.0, 5.0) as usize;
    let fade = length * 0.3 / steps as f64;
    let mut piece = |from: f64, to: f64, alpha: f64| {
        let (from, to) = (from.max(seen.0), to.min(seen.1));
        pen.rect(from, y - 3.5, to - from, 7.0, Ink { role, alpha });
    };
    for step in 0..steps {
        let alpha = 0.5 * (step as f64 + 0.5) / steps as f64;
        let offset = fade * step as f64;
        piece(whole.0 + offset, whole.0 + offset + fade, alpha);
        piece(whole.1 - offset - fade, whole.1 - offset, alpha);
    }
    piece(whole.0 + length * 0.3, whole.1 - length * 0.3, 0.5);
}

fn draw_pill(pen: &mut Pen, story: &Story, crowd: &Crowd, base: f64, emphasis: Emphasis<'_>) {
    let rect = pill(crowd, base);
    let key =
        crowd.indices.first().map_or_else(String::new, |index| format!("crowd:{}", story.events[*index].id));
    let is_hovered = emphasis.hover == Some(key.as_str());
    pen.mark(key, |pen| {
        let edge = if is_hovered { Role::Ink } else { Role::InkThird };
        pen.shape(
            Shape::Rect { x: rect.x, y: rect.y, width: rect.width, height: rect.height, radius: 8.0 },
            Paint {
                fill: Some(Role::Ground.into()),
                stroke: Some(Stroke { ink: edge.into(), width_px: 1.0, dash_px: None }),
            },
        );
        let text = words::timeline::crowd(crowd.indices.len());
        pen.text(crowd.x, rect.y + 12.3, text, Font::semibold(12), Role::InkSecond, Anchor::Middle);
    });
}

fn draw_hover_text(
    pen: &mut Pen,
    event: &Event,
    mark: &Mark,
    is_labelled: bool,
    placed: &Placed,
    measure: &dyn Measure,
) {
    let mut text = words::timeline::hover(event);
    if !is_labelled {
        text = [&text, ": ", &event.title].concat();
    }
    let at = (mark.x, mark.y + mark.radius + 14.0);
    draw_beside(pen, at, mark.radius + 8.0, &text, placed.width_px, measure);
}

/// Words beside a point, on the side where there is room: right of it, if they fit.
pub fn draw_beside(
    pen: &mut Pen,
    (x, y): (f64, f64),
    away_px: f64,
    text: &str,
    width_px: f64,
    measure: &dyn Measure,
) {
    let font = Font::regular(12);
    let (left_of, right_of) = (x - away_px, x + away_px);
    let right_px = width_px - right_of;
    let text = wrap::ellipsis(text, font, right_px.max(left_of), measure);
    let (x, anchor) = if measure.width_px(&text, font) <= right_px {
        (right_of, Anchor::Start)
    } else {
        (left_of, Anchor::End)
    };
    pen.text_with_halo(x, y, text, font, Role::Ink, anchor);
}
