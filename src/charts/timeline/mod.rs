//! How relations moved: lanes by partner along the calendar, marks by kind, tone and importance, the tone of relations
//! behind them, an overview with a brush above.
//!
//! Near, every event is a mark (`lanes`); at the distance of many years events stack by a unit of the calendar (`stacks`). Lanes
//! keep their heights at every distance, so that zooming moves nothing. Which label stands where is decided in
//! [`crate::layout::flags`].

pub mod density;
pub mod lanes;
pub mod overview;
pub mod rows;
pub mod stacks;
pub mod votes;

use std::ops::Range;
use std::rc::Rc;

use crate::analysis::passing::{Passing, among};
use crate::analysis::tone::{self, Step};
use crate::data::{Day, Event, Precision, Story, arrange, halved};
use crate::layout::boxes::Rect;
use crate::layout::flags::Flag;
use crate::layout::swarm::Crowd;
use crate::layout::wrap::{self, Block};
use crate::layout::{Font, Measure};
use crate::scale::{Granularity, TimeScale};
use crate::scene::{Anchor, Paint, Role, Scene, Shape, Stroke};
use crate::words;
use crate::words::number::signed;

use super::pen::Pen;
use super::target::{Emphasis, Table, Target, focus_ring};

use rows::Order;

/// Narrower than this, lane names stand above the lanes.
pub const NARROW_BELOW_PX: f64 = 640.0;
/// Below this, events stack instead of standing as marks.
const FAR_BELOW_PX_PER_DAY: f64 = 0.4;

/// What is asked of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// First moment, in days since 1970.
    pub from: f64,
    /// Last moment, after `from`.
    pub to: f64,
    /// How far the lanes are pulled over the end of the story, in days; what is said of the window is said without it.
    pub pull_days: f64,
    /// First and last moment that can be shown.
    pub limits: (f64, f64),
    /// The chosen event.
    pub selected: Option<usize>,
    /// The day whose tone of relations is read, if no event is chosen.
    pub tone_day: Option<Day>,
    /// The half-life of the tone of relations, in days.
    pub half_life_days: u32,
    /// The events that pass the filters.
    pub passing: Rc<Passing>,
}

impl Shown {
    /// First and last day of the window.
    pub fn days(&self) -> (Day, Day) {
        whole_days(self.from, self.to)
    }

    /// Whether an event lies in the window (its end counts).
    pub fn holds(&self, event: &Event) -> bool {
        let (first, last) = self.days();
        event.date <= last && event.end.unwrap_or(event.date) >= first
    }

    /// Whether an event begins in the window and passes the filters.
    pub fn counts(&self, index: usize, event: &Event) -> bool {
        let (first, last) = self.days();
        event.date >= first && event.date <= last && self.passing.passes(index)
    }

    /// Where the events stand that begin in the window.
    pub fn window(&self, story: &Story) -> Range<usize> {
        let (first, last) = self.days();
        begun_in(story, first, last)
    }

    /// Indices of the events that begin in the window and pass the filters.
    pub fn counted(&self, story: &Story) -> &[usize] {
        among(&self.passing.events, &self.window(story))
    }
}

/// Where the events stand that begin on some days, both included.
fn begun_in(story: &Story, first: Day, last: Day) -> Range<usize> {
    let before = |day: Day| halved(story.events.len(), &|at| story.events[at].date < day);
    let start = before(first);
    start..before(Day(last.0.saturating_add(1))).max(start)
}

/// First and last day of a window: those whose noon lies in it, at least one.
pub fn whole_days(from: f64, to: f64) -> (Day, Day) {
    let (first, last) = ((from + 0.5).floor() as i32, (to + 0.5).floor() as i32 - 1);
    (Day(first), Day(last.max(first)))
}

/// A mark in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Index into [`Story::events`].
    pub event: usize,
    /// Centre.
    pub x: f64,
    /// Centre.
    pub y: f64,
    /// Radius of the circle of its importance.
    pub radius: f64,
}

/// A block of a stack: one event, or several merged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlockMark {
    /// Index into [`Story::events`].
    pub event: usize,
    /// Where it is drawn.
    pub rect: Rect,
    /// Its colour.
    pub role: Role,
}

/// A stretch of the tone of relations with one firmness and one sign.
#[derive(Clone, Debug, PartialEq)]
pub struct ToneRun {
    /// Whether it rests on three events or more.
    pub is_firm: bool,
    /// Whether it lies on the side of cooperation.
    pub is_cooperation: bool,
    /// The edge, left to right.
    pub edge: Vec<(f64, f64)>,
}

/// A lane in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct LanePlaced {
    /// Index into [`Story::lanes`].
    pub lane: usize,
    /// Upper border.
    pub top: f64,
    /// Height.
    pub height: f64,
    /// The zero line.
    pub base: f64,
    /// Whether it is folded to a line, having no events in a narrow window.
    pub is_folded: bool,
    /// Events that begin in the window and pass.
    pub count: usize,
    /// Events in the year of the story's election that pass.
    pub count_in_year: usize,
    /// Marks, in the order in which they are drawn.
    pub marks: Vec<Mark>,
    /// Blocks of stacks.
    pub blocks: Vec<BlockMark>,
    /// Numbers under stacks.
    pub stack_counts: Vec<(f64, f64, usize)>,
    /// Events filtered out: where their hollow dots stand.
    pub filtered_out: Vec<f64>,
    /// Marks that found no room.
    pub crowds: Vec<Crowd>,
    /// How many there are along the calendar, where they are too many for marks: areas with their colours.
    pub density: Vec<(Role, Vec<(f64, f64)>)>,
    /// Labels.
    pub flags: Vec<Flag>,
    /// The events that asked for one, with the font and the shapes of the text.
    pub shapes: Vec<(usize, Font, Rc<Vec<Block>>)>,
    /// The tone of relations.
    pub tone: Vec<ToneRun>,
    /// The tone on the day that is read.
    pub tone_now: Option<tone::Tone>,
}

/// Everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Width of the picture.
    pub width_px: f64,
    /// Height of the picture.
    pub height_px: f64,
    /// Whether lane names stand above the lanes.
    pub is_narrow: bool,
    /// Whether events stack.
    pub is_far: bool,
    /// The lanes' time scale.
    pub scale: TimeScale,
    /// The overview.
    pub overview: overview::Placed,
    /// Lanes from top to bottom.
    pub lanes: Vec<LanePlaced>,
    /// The row of UN votes below them.
    pub votes: votes::Row,
    /// The year of the story's election and the number of events in it that pass.
    pub in_year: Option<(i32, usize)>,
    /// The day whose tone is read at the right.
    pub read_day: Day,
    /// What can be pointed at: crowds first, then events by date, then UN votes.
    pub targets: Vec<Target>,
    /// Events of each crowd target.
    pub crowd_members: Vec<Vec<usize>>,
}

pub(super) const LEAD_PX: f64 = 15.0;
/// Of more steps of the tone in a window, one a pixel is drawn.
const MOST_STEPS: usize = 400;
const NAMES_PX: f64 = 132.0;
const TONE_PX: f64 = 68.0;
const AXIS_PX: f64 = 42.0;
const AXIS_NARROW_PX: f64 = 26.0;
/// Room beside the narrow lanes, so that the largest mark of their first and last day is whole.
const MARGIN_NARROW_PX: f64 = 10.0;
/// Zero line to the lane's lower border.
const BELOW_PX: f64 = 47.0;
/// Foot of the labels to the zero line.
const ABOVE_PX: f64 = 29.0;
const NAME_ROW_PX: f64 = 28.0;
/// Between the lines of a name beside its lane.
const NAME_LEAD_PX: f64 = 18.0;
const FOLDED_PX: f64 = 32.0;
/// Below the lanes: the calendar once more, and the notch over the card.
const FOOT_PX: f64 = 34.0;

/// Key of an event's mark.
pub fn event_key(event: &Event) -> String {
    ["event:", &event.id].concat()
}

/// Text lines kept for labels above a lane.
fn label_lines(story: &Story, lane: usize) -> usize {
    let id = story.lanes.get(lane).map_or("", |lane| lane.id.as_str());
    // A story may ask for any number; more than twelve lines would leave no picture.
    story.page.label_lines.get(id).copied().unwrap_or(3).min(12) as usize
}

/// The scale of the lanes for a width.
pub fn scale_for(shown: &Shown, width_px: f64) -> TimeScale {
    let (left_px, right_px) = if width_px < NARROW_BELOW_PX {
        (MARGIN_NARROW_PX, width_px - MARGIN_NARROW_PX)
    } else {
        (NAMES_PX, width_px - TONE_PX)
    };
    TimeScale { from: shown.from + shown.pull_days, to: shown.to + shown.pull_days, left_px, right_px }
}

/// Puts everything in its place. Labels keep the places that they had `before`, if the reader has only moved or zoomed a little
/// since.
#[inline(never)]
pub fn place(
    story: &Story,
    shown: &Shown,
    width_px: f64,
    before: Option<&Placed>,
    measure: &dyn Measure,
) -> Placed {
    let is_narrow = width_px < NARROW_BELOW_PX;
    let scale = scale_for(shown, width_px);
    let is_far = scale.px_per_day() < FAR_BELOW_PX_PER_DAY * if is_narrow { 0.5 } else { 1.0 };
    let before = before.filter(|before| before.is_far == is_far && is_near(&before.scale, &scale));
    let overview = overview::place(shown, width_px, is_narrow, &scale);
    let last_day = shown.days().1;
    let window = shown.window(story);
    let read_day =
        shown.selected.and_then(|index| story.events.get(index)).filter(|event| shown.holds(event));
    let read_day = read_day.map(|event| event.date).or(shown.tone_day).unwrap_or(last_day);
    let half_life_days = f64::from(shown.half_life_days);
    let election = story.election.and_then(|index| story.elections.get(index));
    let election_year = election.and_then(|election| {
        let year = election.date.year();
        Some((Day::from_civil(year, 1, 1)?, Day::from_civil(year, 12, 31)?))
    });
    let election_year = election_year.map(|(first, last)| begun_in(story, first, last));

    let mut lanes = Vec::with_capacity(story.lanes.len());
    let mut y = overview.height_px + if is_narrow { AXIS_NARROW_PX } else { AXIS_PX };
    for (lane, own) in shown.passing.lanes.iter().enumerate() {
        let count = among(&own.passing, &window).len();
        let count_in_year = election_year.as_ref().map_or(0, |year| among(&own.passing, year).len());
        let is_folded = is_narrow && !own.lasts(window.end, shown.days().0);
        let lines = label_lines(story, lane);
        let full_px = 6.0 + lines as f64 * LEAD_PX + ABOVE_PX + BELOW_PX;
        let height = match (is_folded, is_narrow) {
            (true, _) => FOLDED_PX,
            (false, true) => NAME_ROW_PX + full_px,
            (false, false) => full_px,
        };
        let mut placed = LanePlaced {
            lane,
            top: y,
            height,
            base: y + height - BELOW_PX,
            is_folded,
            count,
            count_in_year,
            marks: Vec::new(),
            blocks: Vec::new(),
            stack_counts: Vec::new(),
            filtered_out: Vec::new(),
            crowds: Vec::new(),
            density: Vec::new(),
            flags: Vec::new(),
            shapes: Vec::new(),
            tone: Vec::new(),
            tone_now: tone::tone_on(&own.steps, read_day, half_life_days),
        };
        if !is_folded {
            let room = lanes::LaneRoom {
                scale: &scale,
                events: own,
                window: &window,
                is_narrow,
                lines,
                first_index: 0,
                before: before.and_then(|before| before.lanes.get(lane)),
            };
            if is_far && count <= density::FROM {
                stacks::place(&mut placed, story, shown, &room, measure);
            } else {
                if !is_far {
                    let half_px = if is_narrow { 28.0 } else { 38.0 };
                    placed.tone = tone_runs(&own.steps, shown, &scale, placed.base, half_px);
                }
                lanes::place(&mut placed, story, shown, &room, measure);
            }
        }
        y += height;
        lanes.push(placed);
    }
    let in_year = election.map(|own| (own.date.year(), lanes.iter().map(|lane| lane.count_in_year).sum()));
    let votes = votes::place(story, &scale, y, is_narrow);
    y += votes.height;
    let (mut targets, crowd_members) = targets(story, shown, &lanes);
    votes::targets(story, &votes, lanes.len(), &mut targets);
    Placed {
        width_px,
        height_px: y + FOOT_PX,
        is_narrow,
        is_far,
        scale,
        overview,
        lanes,
        votes,
        in_year,
        read_day,
        targets,
        crowd_members,
    }
}

/// Whether one window has been moved or zoomed into the other, in a picture of the same width, without leaving it.
fn is_near(one: &TimeScale, other: &TimeScale) -> bool {
    let is_like = |one: f64, other: f64| (one - other).abs() < 0.5;
    let zoom = one.px_per_day() / other.px_per_day();
    is_like(one.left_px, other.left_px)
        && is_like(one.right_px, other.right_px)
        && one.from < other.to
        && other.from < one.to
        && zoom > 0.7
        && zoom < 1.5
}

impl Placed {
    /// The lane and the day at a point, where tone is drawn: not from afar, not over the names. At the right, where values
    /// stand, it is the day they are of.
    pub fn lane_and_day_at(&self, x: f64, y: f64) -> Option<(usize, Day)> {
        if self.is_far || x < self.scale.left_px {
            return None;
        }
        let is_within = |lane: &&LanePlaced| !lane.is_folded && y >= lane.top && y < lane.top + lane.height;
        let lane = self.lanes.iter().find(is_within)?;
        let is_in_window = x < self.scale.right_px;
        let day = if is_in_window { Day(self.scale.days_at(x).floor() as i32) } else { self.read_day };
        Some((lane.lane, day))
    }
}

fn targets(story: &Story, shown: &Shown, lanes: &[LanePlaced]) -> (Vec<Target>, Vec<Vec<usize>>) {
    let mut targets = Vec::new();
    let mut members = Vec::new();
    let mut drawn: Vec<(usize, Rect, usize)> = Vec::new();
    for (row, lane) in lanes.iter().enumerate() {
        for crowd in &lane.crowds {
            let pill = lanes::pill(crowd, lane.base);
            let first = crowd.indices.first().and_then(|index| story.events.get(*index));
            targets.push(Target {
                key: first.map_or_else(String::new, |event| ["crowd:", &event.id].concat()),
                bounds: pill,
                row,
                table_row: usize::MAX,
            });
            members.push(crowd.indices.clone());
            drawn.extend(crowd.indices.iter().map(|index| (*index, pill, row)));
        }
        for mark in &lane.marks {
            let radius = mark.radius;
            let bounds = Rect::new(mark.x - radius, mark.y - radius, 2.0 * radius, 2.0 * radius);
            drawn.push((mark.event, bounds, row));
        }
        drawn.extend(lane.blocks.iter().map(|block| (block.event, block.rect, row)));
    }
    arrange(&mut drawn, &|one, other| one.0.cmp(&other.0));
    let counted = shown.counted(story);
    for (index, bounds, row) in drawn {
        let table_row = halved(counted.len(), &|at| counted[at] < index);
        targets.push(Target { key: event_key(&story.events[index]), bounds, row, table_row });
    }
    (targets, members)
}

/// The tone as runs of one firmness and sign, clipped to the window.
fn tone_runs(steps: &[Step], shown: &Shown, scale: &TimeScale, base: f64, half_px: f64) -> Vec<ToneRun> {
    let mut runs: Vec<ToneRun> = Vec::new();
    let half_life_days = f64::from(shown.half_life_days);
    // The step that the window begins in, and those that begin in it; of very many, one a pixel.
    let begun = halved(steps.len(), &|at| f64::from(steps[at].day.0) <= shown.from);
    let ended = halved(steps.len(), &|at| f64::from(steps[at].day.0) < shown.to);
    let steps = &steps[begun.saturating_sub(1)..ended.max(begun)];
    let thinned: Vec<Step>;
    let steps = if steps.len() > MOST_STEPS {
        let px = |at: usize| steps.get(at).map_or(f64::MAX, |step| scale.start_of(step.day).floor());
        let last_of_px = |at: &usize| px(*at) < px(at + 1);
        thinned = (0..steps.len()).filter(last_of_px).map(|at| steps[at]).collect();
        &thinned
    } else {
        steps
    };
    for (index, step) in steps.iter().enumerate() {
        let end = steps.get(index + 1).map_or(f64::from(i32::MAX), |next| f64::from(next.day.0));
        let start = f64::from(step.day.0);
        let until = |bound: f64| {
            // Twice the bound stays above it for a half-life: no logarithm is needed where the next step comes sooner.
            if step.tone.n >= 2.0 * bound && end - start <= half_life_days {
                return end;
            }
            start + f64::from(tone::days_until_below(step.tone.n, bound, half_life_days))
        };
        let firm_end = until(tone::FIRM_FROM).min(end);
        let shown_end = until(tone::SHOWN_FROM).min(end);
        let y = base - step.tone.value / 10.0 * half_px;
        for (is_firm, from, to) in [(true, start, firm_end), (false, firm_end.max(start), shown_end)] {
            let (from, to) = (from.max(shown.from.max(scale.from)), to.min(shown.to.min(scale.to)));
            if from >= to {
                continue;
            }
            let (left, right) = (scale.at(from), scale.at(to));
            let is_cooperation = step.tone.value >= 0.0;
            match runs.last_mut() {
                Some(run)
                    if run.is_firm == is_firm
                        && run.is_cooperation == is_cooperation
                        && run.edge.last().is_some_and(|(x, _)| (x - left).abs() < 1e-6) =>
                {
                    run.edge.extend([(left, y), (right, y)]);
                }
                _ => runs.push(ToneRun { is_firm, is_cooperation, edge: vec![(left, y), (right, y)] }),
            }
        }
    }
    runs
}

/// Draws the picture.
#[inline(never)]
pub fn draw(
    story: &Story,
    shown: &Shown,
    placed: &Placed,
    emphasis: Emphasis<'_>,
    measure: &dyn Measure,
) -> Scene {
    let mut pen = Pen::new(placed.width_px, placed.height_px);
    overview::draw(&mut pen, &placed.overview, placed.is_narrow);
    let labels = draw_axis(&mut pen, story, placed, measure);
    for lane in &placed.lanes {
        draw_lane_ground(&mut pen, story, placed, lane, measure);
    }
    let bottom = placed.height_px - FOOT_PX;
    pen.line((0.0, bottom), (placed.width_px, bottom), Role::Rule, 1.0);
    draw_days(&mut pen, story, shown, placed, measure);
    // The calendar stands below the lanes as well: on most screens the one above is out of sight there.
    for (x, label, font, role, anchor) in labels {
        for y in [lanes_top(placed) - 8.0, bottom + 16.0] {
            // It interrupts the lines of days; from afar there are none.
            if !placed.is_far {
                pen.rect(x - 2.0, y - 12.0, measure.width_px(&label, font) + 4.0, 16.0, Role::Ground);
            }
            pen.text(x, y, label.clone(), font, role, anchor);
        }
    }
    for lane in placed.lanes.iter().filter(|lane| !lane.is_folded) {
        lanes::draw(&mut pen, story, shown, placed, lane, emphasis, measure);
    }
    if placed.votes.height > 0.0 {
        votes::draw(&mut pen, story, placed, emphasis, measure);
    }
    draw_card_edge(&mut pen, story, shown, placed);
    if let Some(target) = placed.targets.iter().find(|target| Some(target.key.as_str()) == emphasis.focus) {
        focus_ring(&mut pen, &target.bounds);
    }
    pen.finish()
}

fn lanes_top(placed: &Placed) -> f64 {
    placed.lanes.first().map_or(placed.overview.height_px, |lane| lane.top)
}

/// A label of the calendar: where its anchor stands, its text, and how it looks.
type TickLabel = (f64, String, Font, Role, Anchor);

/// The lines of the calendar and the heading at its end; gives its labels, which stand over the lines of days.
fn draw_axis(pen: &mut Pen, story: &Story, placed: &Placed, measure: &dyn Measure) -> Vec<TickLabel> {
    let mut labels = Vec::new();
    let top = lanes_top(placed);
    let bottom = placed.height_px - FOOT_PX;
    let granularity = match placed.scale.granularity(40.0) {
        // Years are counted in fives where they are many; quarters and half-years only where there is much room.
        Granularity::Years(2) => Granularity::Years(5),
        Granularity::Months(3 | 6) => placed.scale.granularity(72.0),
        other => other,
    };
    let font = Font::regular(12);
    // The year of the election is tinted and named; ticks give way to it.
    let (mut taken, mut named_year) = (None, None);
    if placed.is_far
        && let Some(election) = story.election.and_then(|index| story.elections.get(index))
        && let (Some(first), Some(last)) =
            (Day::from_civil(election.date.year(), 1, 1), Day::from_civil(election.date.year() + 1, 1, 1))
    {
        let (from, to) = (placed.scale.start_of(first), placed.scale.start_of(last));
        if from >= placed.scale.left_px && to <= placed.scale.right_px + 1.0 {
            pen.rect(from - 1.0, top - 14.0, to - from + 2.0, bottom - top + 34.0, Role::Tint);
            let (year, font) = (election.date.year().to_string(), Font::semibold(12));
            let half = measure.width_px(&year, font) / 2.0;
            let middle = ((from + to) / 2.0).min(placed.width_px - half);
            taken = Some((middle - half - 4.0, middle + half + 4.0));
            labels.push((middle, year, font, Role::Ink, Anchor::Middle));
            named_year = Some(election.date.year());
        }
    }
    let heading = match (placed.is_narrow, placed.is_far) {
        (true, _) => String::new(),
        (false, true) => words::timeline::EVENTS_HEADING.to_string(),
        (false, false) => words::timeline::tone_heading(placed.read_day),
    };
    // A wide heading reaches over the lanes' right edge: the calendar gives way.
    let heading_left = placed.width_px - measure.width_px(&heading, font);
    let right = if heading.is_empty() { placed.width_px } else { heading_left - 4.0 };
    for (index, tick) in placed.scale.ticks(granularity).iter().enumerate() {
        pen.line((tick.x_px, top - 18.0), (tick.x_px, bottom + 20.0), Role::Rule, 1.0);
        let day = tick.day.max(Day(placed.scale.from.floor() as i32));
        // Where the year does not fit beside the month, the month stands alone.
        let room = tick.width_px.min(right - tick.x_px);
        let begins_year = matches!(granularity, Granularity::Months(_)) && day.civil().1 == 1;
        // A year is named once.
        let is_named = named_year == Some(day.year());
        if is_named && matches!(granularity, Granularity::Years(_)) {
            continue;
        }
        let content = [(index == 0 || begins_year) && !is_named, false]
            .map(|is_first| tick_label(granularity, day, is_first))
            .into_iter()
            .find(|label| {
                let width_px = measure.width_px(label, font) + 5.0;
                width_px <= room
                    && taken.is_none_or(|(from, to)| tick.x_px + width_px < from || tick.x_px > to)
            });
        let Some(content) = content else { continue };
        labels.push((tick.x_px + 5.0, content, font, Role::InkSecond, Anchor::Start));
    }
    if !heading.is_empty() {
        let left = heading_left.min(placed.scale.right_px + 1.0);
        pen.rect(left, top - 20.0, placed.width_px - left, 18.0, Role::Ground);
        pen.text(placed.width_px, top - 8.0, heading, font, Role::InkSecond, Anchor::End);
    }
    labels
}

/// The label of a calendar tick.
fn tick_label(granularity: Granularity, day: Day, is_first: bool) -> String {
    match granularity {
        Granularity::Years(_) => day.year().to_string(),
        Granularity::Months(_) => words::timeline::month_tick(day, is_first),
        Granularity::Days(_) => words::timeline::day_tick(day, is_first),
    }
}

/// Borders, zero line, tone, name and the numbers at the right.
fn draw_lane_ground(pen: &mut Pen, story: &Story, placed: &Placed, lane: &LanePlaced, measure: &dyn Measure) {
    let width = placed.width_px;
    let is_first = placed.lanes.first().is_some_and(|first| first.lane == lane.lane);
    let name = story.lanes.get(lane.lane).map_or("", |lane| lane.name.as_str());
    if placed.is_narrow {
        // The gridlines stop at the name's row, so that the name stands on clear ground.
        pen.rect(0.0, lane.top, width, if lane.is_folded { FOLDED_PX } else { NAME_ROW_PX }, Role::Ground);
    }
    let border = if is_first || placed.is_narrow { Role::RuleStrong } else { Role::Rule };
    pen.line((0.0, lane.top), (width, lane.top), border, 1.0);
    let name_role = if lane.is_folded { Role::InkThird } else { Role::Ink };
    if placed.is_narrow {
        let baseline = lane.top + 19.0;
        let mut right = width;
        if lane.is_folded {
            let none = words::events(0);
            let room = width - measure.width_px(&none, Font::regular(12)) - 8.0;
            let name = wrap::ellipsis(name, Font::semibold(14), room, measure);
            pen.text(width, lane.top + 21.0, none, Font::regular(12), Role::InkThird, Anchor::End);
            pen.text(0.0, lane.top + 21.0, name, Font::semibold(14), name_role, Anchor::Start);
            return;
        }
        if placed.is_far {
            let count = words::events(lane.count);
            pen.text(width, baseline, count, Font::regular(12), Role::InkThird, Anchor::End);
        } else if let Some(now) = lane.tone_now.filter(|now| now.n >= tone::SHOWN_FROM) {
            let n = words::timeline::n(now.n);
            pen.text(width, baseline, n.clone(), Font::regular(12), Role::InkThird, Anchor::End);
            right -= measure.width_px(&n, Font::regular(12)) + 8.0;
            draw_tone_value(pen, right, baseline, now, 14);
        } else {
            let none = words::timeline::NONE_YET.text();
            pen.text(width, baseline, none, Font::regular(12), Role::InkThird, Anchor::End);
        }
        // Beside the name stands a count of events, a value or a word.
        let room = right - if right < width { 44.0 } else { 72.0 };
        let name = wrap::ellipsis(name, Font::semibold(14), room, measure);
        pen.text(0.0, baseline, name, Font::semibold(14), name_role, Anchor::Start);
    } else {
        let lines = name_lines(name, lane, measure);
        let first = lane.base + 4.0 - (lines.len() as f64 - 1.0) * NAME_LEAD_PX;
        for (index, line) in lines.into_iter().enumerate() {
            let baseline = first + NAME_LEAD_PX * index as f64;
            pen.text(0.0, baseline, line, Font::semibold(14), name_role, Anchor::Start);
        }
        if placed.is_far {
            let total = lane.count.to_string();
            pen.text(width, lane.base + 5.0, total, Font::semibold(16), Role::Ink, Anchor::End);
            if let Some((year, _)) = placed.in_year {
                let text = words::timeline::in_year(lane.count_in_year, year);
                pen.text(width, lane.base + 20.0, text, Font::regular(12), Role::InkThird, Anchor::End);
            }
        } else {
            pen.text(
                0.0,
                lane.base + 20.0,
                words::events(lane.count),
                Font::regular(12),
                Role::InkThird,
                Anchor::Start,
            );
            match lane.tone_now.filter(|now| now.n >= tone::SHOWN_FROM) {
                Some(now) => {
                    draw_tone_value(pen, width, lane.base + 5.0, now, 16);
                    let role = if now.n >= tone::FIRM_FROM { Role::InkSecond } else { Role::InkThird };
                    pen.text(
                        width,
                        lane.base + 20.0,
                        words::timeline::n(now.n),
                        Font::regular(12),
                        role,
                        Anchor::End,
                    );
                }
                None => {
                    let none = words::timeline::NONE_YET.text();
                    pen.text(width, lane.base + 5.0, none, Font::regular(12), Role::InkThird, Anchor::End);
                }
            }
        }
    }
    for (role, edge) in &lane.density {
        pen.fill_shape(Shape::Path { points: edge.clone(), closed: true }, *role);
    }
    for run in &lane.tone {
        draw_tone_run(pen, run, lane.base);
    }
    pen.line((placed.scale.left_px, lane.base), (placed.scale.right_px, lane.base), Role::RuleStrong, 1.0);
}

/// A lane's name in the lines that its height allows, cut where it is longer.
fn name_lines(name: &str, lane: &LanePlaced, measure: &dyn Measure) -> Vec<String> {
    let most = ((lane.base - 8.0 - lane.top).max(0.0) / NAME_LEAD_PX) as usize + 1;
    wrap::wrap_to(name, Font::semibold(14), NAMES_PX - 14.0, most, measure).lines
}

fn draw_tone_value(pen: &mut Pen, x: f64, baseline: f64, now: tone::Tone, size_px: u8) {
    let is_firm = now.n >= tone::FIRM_FROM;
    let role = if is_firm { super::mark::tone_text_role(now.value) } else { Role::InkThird };
    let font = Font { size_px, semibold: is_firm };
    pen.text(x, baseline, signed(now.value, 1), font, role, Anchor::End);
}

fn draw_tone_run(pen: &mut Pen, run: &ToneRun, base: f64) {
    let role = if run.is_cooperation { Role::ToneCooperationStrong } else { Role::ToneConflictStrong };
    let ink = |alpha: f64| crate::scene::Ink { role, alpha };
    let (Some(first), Some(last)) = (run.edge.first(), run.edge.last()) else { return };
    let mut area = vec![(first.0, base)];
    area.extend(&run.edge);
    area.push((last.0, base));
    let fill = Paint { fill: Some(ink(if run.is_firm { 0.26 } else { 0.10 })), stroke: None };
    pen.shape(Shape::Path { points: area, closed: true }, fill);
    let stroke = if run.is_firm {
        Stroke { ink: ink(1.0), width_px: 2.0, dash_px: None }
    } else {
        Stroke { ink: ink(0.6), width_px: 1.0, dash_px: Some((1.0, 3.0)) }
    };
    pen.stroke_shape(Shape::Path { points: run.edge.clone(), closed: false }, stroke);
}

/// The lines of the election's day and of the chosen day, with their headings.
fn draw_days(pen: &mut Pen, story: &Story, shown: &Shown, placed: &Placed, measure: &dyn Measure) {
    let top = lanes_top(placed);
    let bottom = placed.height_px - FOOT_PX;
    let within = |x: f64| x >= placed.scale.left_px && x <= placed.scale.right_px;
    let mut taken: Option<(f64, f64)> = None;
    let selected = shown.selected.and_then(|index| story.events.get(index));
    let chosen = selected.filter(|event| event.precision == Precision::Day).map(|event| event.date);
    if let Some(day) = chosen.or(shown.tone_day).filter(|_| !placed.is_far) {
        let x = placed.scale.middle_of(day);
        if within(x) && !placed.is_narrow {
            // Down to the notch.
            pen.line((x, top - 24.0), (x, placed.height_px - 10.0), Role::Ink, 1.0);
            let label = words::day_and_month(day);
            let font = Font::semibold(12);
            let half = measure.width_px(&label, font) / 2.0;
            let at = x.clamp(placed.scale.left_px + half, placed.width_px - half);
            taken = Some((at - half - 8.0, at + half + 8.0));
            pen.text(at, top - 30.0, label, font, Role::Ink, Anchor::Middle);
        }
    }
    if let Some(election) = story.election.and_then(|index| story.elections.get(index))
        && !placed.is_far
    {
        let x = placed.scale.middle_of(election.date);
        if within(x) && !placed.is_narrow {
            pen.dashed((x, top - 24.0), (x, bottom), Role::InkThird, 1.0, (1.0, 3.0));
            let label = words::timeline::election(election.date);
            let font = Font::regular(12);
            let half = measure.width_px(&label, font) / 2.0;
            let at = x.clamp(placed.scale.left_px + half, placed.width_px - half);
            if taken.is_none_or(|(left, right)| at + half < left || at - half > right) {
                pen.text(at, top - 30.0, label, font, Role::InkSecond, Anchor::Middle);
            }
        } else if within(x) {
            for lane in placed.lanes.iter().filter(|lane| !lane.is_folded) {
                let (from, to) = ((x, lane.top + NAME_ROW_PX), (x, lane.top + lane.height));
                pen.dashed(from, to, Role::InkThird, 1.0, (1.0, 3.0));
            }
        }
    }
}

/// The rule over the card, with a notch under the chosen day, if the event has one.
fn draw_card_edge(pen: &mut Pen, story: &Story, shown: &Shown, placed: &Placed) {
    let selected = shown.selected.and_then(|index| story.events.get(index));
    let Some(day) = selected.map(|event| event.date).or(shown.tone_day) else { return };
    let is_certain = selected.is_none_or(|event| event.precision == Precision::Day);
    let y = placed.height_px - 1.0;
    let x = placed.scale.middle_of(day);
    let is_inside = x >= placed.scale.left_px && x <= placed.scale.right_px;
    let points = if is_inside && is_certain && !placed.is_far && !placed.is_narrow {
        vec![(0.0, y), (x - 9.0, y), (x, y - 9.0), (x + 9.0, y), (placed.width_px, y)]
    } else {
        vec![(0.0, y), (placed.width_px, y)]
    };
    pen.path(points, Role::Ink, 2.0);
}

/// The events of the window that pass, as a table.
#[inline(never)]
pub fn table(story: &Story, shown: &Shown, order: Order) -> Table {
    rows::table(story, shown, order)
}

/// The spoken line of an event; `None` for a key of another kind.
#[inline(never)]
pub fn spoken(story: &Story, key: &str) -> Option<String> {
    let event = story.event_by_id(key.strip_prefix("event:")?)?;
    Some(words::spoken(&words::timeline::SPOKEN_HEADER.items(), &rows::cells(story, &story.events[event])))
}
