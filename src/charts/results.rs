//! Who got what: the whole of the chosen base as one strip, and what is left beside the winner enlarged below it.
//!
//! Rows stand in order of votes and keep their places when the base changes; only lengths change. Where nothing is gained
//! by enlarging (a close race) every line, the winner too, is a row on one scale from zero.

use crate::analysis::contest::{Share, base_total, first_line, share, winner};
use crate::data::{Election, ExitPoll, OptionKind, ShareBase, Story, arrange};
use crate::layout::boxes::Rect;
use crate::layout::{Font, Measure, wrap};
use crate::scale::Linear;
use crate::scale::linear::round_ticks;
use crate::scene::{Anchor, Paint, Role, Scene, Shape, Stroke};
use crate::words;
use crate::words::number::{percent, thousands};

use super::noted::{self, Notes};
use super::pen::Pen;
use super::target::{Emphasis, Table, Target, focus_ring};

/// The bases, in the order of their buttons.
pub const BASES: [ShareBase; 3] = [ShareBase::Valid, ShareBase::Cast, ShareBase::Registered];
/// Narrower than this, names and numbers stand above the bars.
pub const NARROW_BELOW_PX: f64 = 480.0;

/// What a line of the chart is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A line on the ballot.
    Ballot(OptionKind),
    /// Invalid ballots.
    Invalid,
    /// Registered voters who took no ballot.
    Absent,
}

/// One line of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// `option:against-all`, `invalid`, `absent`.
    pub key: String,
    /// What it is.
    pub kind: LineKind,
    /// Its name.
    pub name: String,
    /// Votes, or ballots, or people.
    pub votes: Option<u64>,
    /// Share in per cent on the chosen base; for a line that is no part of the base, the length it would have.
    pub share_percent: Option<f64>,
    /// Whether it is part of the chosen base.
    pub in_base: bool,
    /// Shares in exit polls, in per cent, in the table's order.
    pub polls_percent: Vec<f64>,
    /// Whether the headline speaks of it.
    pub is_accent: bool,
    /// Whether there is a note on its votes, and on its share.
    pub is_noted: [bool; 2],
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The base.
    pub base: ShareBase,
    /// Whole of the base, if known.
    pub total: Option<u64>,
    /// The first line: the winner, if there is one.
    pub winner: Line,
    /// Whether the first line is ahead of all that could win.
    pub has_winner: bool,
    /// All other lines by votes, invalid ballots among them.
    pub others: Vec<Line>,
    /// Those who stayed away, where the base is registered voters.
    pub absent: Option<Line>,
    /// Exit polls behind the ticks.
    pub poll_count: usize,
    /// The enlarged scale's end in per cent, the same on every base.
    pub scale_end_percent: f64,
    /// Whether the others are enlarged below the strip.
    pub is_enlarged: bool,
    /// Whether there is a note on the whole of the base.
    pub is_base_noted: bool,
}

/// The key under which the notes on the whole of a base stand, beside those of lines.
pub const BASE_KEY: &str = "base";
/// What the columns of the elections are called that hold the wholes of [`BASES`].
const WHOLES: [&str; 3] = ["valid_votes", "turned_out", "registered"];

/// Whether a figure of the story's election is one of those that a line, or the base, has.
fn is_of(key: &str, option_id: &str, field: &str) -> bool {
    match key.strip_prefix("option:") {
        Some(id) => id == option_id,
        // Published turnout is neither a line nor a whole.
        None if !option_id.is_empty() || field == "turnout_pct" => false,
        None => key == if field == "invalid_votes" { "invalid" } else { BASE_KEY },
    }
}

/// The notes on the figures of a line, or of the base.
pub fn notes<'a>(story: &'a Story, key: &str) -> Notes<'a> {
    let mut notes = noted::notes(story, story.election, &|option, field| is_of(key, option, field));
    notes
        .published
        .retain(|own| if own.option_id.is_empty() { is_count(&own.field) } else { is_of_line(&own.field) });
    notes
}

fn is_count(field: &str) -> bool {
    field == "invalid_votes" || WHOLES.contains(&field)
}

fn is_of_line(field: &str) -> bool {
    matches!(field, "votes" | "share_pct" | "share_base") || field.starts_with(POLL)
}

/// Whether there is a note on the votes of a line and on its share, of the base or of the base's whole.
fn noted(story: &Story, key: &str, base: Option<ShareBase>) -> [bool; 2] {
    let notes = notes(story, key);
    // Of the wholes, only the one shown.
    let is_other =
        |field: &str| base.is_some_and(|base| WHOLES.contains(&field) && field != WHOLES[base as usize]);
    let is_share = |field: &str| matches!(field, "share_pct" | "share_base");
    [
        notes.has(&|field| !is_share(field) && !field.starts_with(POLL) && !is_other(field)),
        notes.has(&|field| is_share(field) && !is_other(field)),
    ]
}

/// How columns begin that hold what a poll found, before the poll's key with `_` for `-`.
const POLL: &str = "exit_poll_";

/// Whether a figure of a line is one that a poll found.
fn is_of_poll(field: &str, poll: &ExitPoll) -> bool {
    let is_same = |(one, other): (u8, u8)| one == other || (one, other) == (b'_', b'-');
    let key = field.strip_prefix(POLL).filter(|key| key.len() <= poll.id.len());
    key.is_some_and(|key| key.bytes().zip(poll.id.bytes()).all(is_same))
}

/// Whether shares on a base can be given for this election.
pub fn has_base(election: &Election, base: ShareBase) -> bool {
    base_total(election, base).is_some() || election.share_base == Some(base)
}

/// Shares of an election's lines on a base, or `None` without a first line.
#[inline(never)]
pub fn series(story: &Story, base: ShareBase) -> Option<Series> {
    let index = story.election?;
    let election = story.elections.get(index)?;
    let first = first_line(election)?;
    let has_winner = winner(election).is_some();
    let total = base_total(election, base);
    let polls: Vec<&ExitPoll> = exit_polls(story).collect();
    // A share is published on one base.
    let on_own_base =
        |[votes, share]: [bool; 2]| [votes, share && election.share_base.is_none_or(|own| own == base)];
    let mut lines: Vec<Line> = election
        .options
        .iter()
        .enumerate()
        .map(|(index, option)| Line {
            key: format!("option:{}", option.id),
            kind: LineKind::Ballot(option.kind),
            name: option.name.clone(),
            votes: option.votes,
            share_percent: Share::on_base(election, index, base).map(Share::value),
            in_base: true,
            polls_percent: polls
                .iter()
                .filter_map(|poll| {
                    poll.answers.iter().find(|(id, _)| *id == option.id).map(|(_, share)| *share)
                })
                .collect(),
            is_accent: option.kind == OptionKind::AgainstAll,
            is_noted: on_own_base(noted(story, &["option:", &option.id].concat(), None)),
        })
        .collect();
    let winner = lines.remove(first);
    if let Some(invalid) = election.invalid_votes {
        lines.push(Line {
            key: "invalid".to_string(),
            kind: LineKind::Invalid,
            name: words::results::INVALID.to_string(),
            votes: Some(invalid),
            share_percent: total.and_then(|total| share(invalid, total)).map(|share| share * 100.0),
            in_base: base != ShareBase::Valid,
            polls_percent: Vec::new(),
            is_accent: false,
            is_noted: noted(story, "invalid", None),
        });
    }
    let strength = |line: &Line| line.votes.map_or(line.share_percent.unwrap_or(-1.0), |votes| votes as f64);
    arrange(&mut lines, &|a, b| strength(b).total_cmp(&strength(a)));
    let absent = match (base, election.registered, election.turned_out) {
        (ShareBase::Registered, Some(registered), Some(turned_out)) if registered >= turned_out => {
            Some(Line {
                key: "absent".to_string(),
                kind: LineKind::Absent,
                name: words::results::DID_NOT_VOTE.to_string(),
                votes: Some(registered - turned_out),
                share_percent: share(registered - turned_out, registered).map(|share| share * 100.0),
                in_base: true,
                polls_percent: Vec::new(),
                is_accent: false,
                is_noted: [false; 2],
            })
        }
        _ => None,
    };
    // One scale for all bases: the longest bar it must ever hold is the one on the smallest base.
    let smallest = BASES.into_iter().filter_map(|base| base_total(election, base)).min();
    let longest = |line: &Line| match (line.votes, smallest) {
        (Some(votes), Some(total)) => share(votes, total).map_or(0.0, |share| share * 100.0),
        _ => line.share_percent.unwrap_or(0.0),
    };
    let of_others = lines
        .iter()
        .flat_map(|line| line.polls_percent.iter().copied().chain([longest(line)]))
        .fold(0.0, f64::max);
    let of_winner = longest(&winner).max(winner.polls_percent.iter().copied().fold(0.0, f64::max));
    let is_enlarged = has_winner && of_others > 0.0 && of_others * 2.5 < of_winner;
    let scale_end_percent = rounded_end(if is_enlarged { of_others } else { of_others.max(of_winner) });
    Some(Series {
        base,
        total,
        winner,
        has_winner,
        others: lines,
        absent,
        poll_count: polls.len(),
        scale_end_percent,
        is_enlarged,
        is_base_noted: noted(story, BASE_KEY, Some(base)).contains(&true),
    })
}

/// The exit polls of the story's election.
pub fn exit_polls(story: &Story) -> impl Iterator<Item = &ExitPoll> {
    story.exit_polls.iter().filter(|poll| Some(poll.election) == story.election && poll.is_exit_poll)
}

/// The end of a scale that holds a value: 1, 2, 3, 4, 6, 8 or 10 times a power of ten, at most 100.
fn rounded_end(value: f64) -> f64 {
    let mut power = 0.01;
    while power < 100.0 {
        for step in [1.0, 2.0, 3.0, 4.0, 6.0, 8.0] {
            if value <= step * power {
                return step * power;
            }
        }
        power *= 10.0;
    }
    100.0
}

impl Series {
    /// The lines that stand as rows.
    fn rows(&self) -> impl Iterator<Item = &Line> {
        let winner = if self.is_enlarged { None } else { Some(&self.winner) };
        winner.into_iter().chain(&self.others)
    }

    /// Every line, in the order in which the keyboard walks.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        std::iter::once(&self.winner).chain(&self.others).chain(&self.absent)
    }
}

/// A row in its place.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    line: usize,
    top: f64,
    bar: Rect,
}

/// A part of the strip in its place.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    line: usize,
    rect: Rect,
}

/// Everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    width_px: f64,
    /// Height of the picture in CSS pixels.
    pub height_px: f64,
    is_narrow: bool,
    strip: Vec<Part>,
    funnel: Vec<(f64, f64)>,
    scale: Linear,
    ticks_percent: Vec<f64>,
    axis_y: f64,
    rows: Vec<Row>,
    /// Room for the daggers after votes.
    dagger_px: f64,
    /// What can be pointed at.
    pub targets: Vec<Target>,
}

const STRIP_TOP_PX: f64 = 40.0;
const STRIP_PX: f64 = 28.0;
const FUNNEL_PX: f64 = 30.0;

/// Height of the picture for a width: it depends on the number of lines and on which side of [`NARROW_BELOW_PX`] the width lies.
pub fn height_px(series: &Series, width_px: f64) -> f64 {
    let row_px = if width_px < NARROW_BELOW_PX { 44.0 } else { 34.0 };
    STRIP_TOP_PX + STRIP_PX + FUNNEL_PX + 30.0 + row_px * series.rows().count() as f64 + 4.0
}

/// Puts everything in its place.
#[inline(never)]
pub fn place(series: &Series, width_px: f64) -> Placed {
    let is_narrow = width_px < NARROW_BELOW_PX;
    let lines: Vec<&Line> = series.lines().collect();
    let whole = Linear::new((0.0, 100.0), (0.0, width_px));
    let mut strip = Vec::new();
    let mut at = 0.0;
    let mut ends = (0.0, 0.0);
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.in_base) {
        let Some(share) = line.share_percent else { continue };
        let (from, to) = (whole.at(at).min(width_px), whole.at(at + share).min(width_px));
        // A white line a pixel wide between the parts.
        let gap = if index == 0 { 0.0 } else { 1.0 };
        strip.push(Part {
            line: index,
            rect: Rect::new(from + gap, STRIP_TOP_PX, (to - from - gap).max(0.0), STRIP_PX),
        });
        at += share;
        if index == 0 {
            ends = (to, to);
        } else if line.kind != LineKind::Absent {
            ends.1 = to;
        }
    }
    let names_px = if is_narrow { 0.0 } else { 180.0_f64.min(width_px * 0.34) };
    let has_dagger = series.rows().any(|line| line.is_noted[0]);
    let dagger_px = if has_dagger { 8.0 } else { 0.0 };
    let numbers_px = if is_narrow { 0.0 } else { 126.0 + dagger_px };
    let right = width_px - numbers_px;
    let scale = Linear::new((0.0, series.scale_end_percent), (names_px, right));
    let funnel_top = STRIP_TOP_PX + STRIP_PX;
    let axis_y = funnel_top + FUNNEL_PX;
    let funnel = if series.is_enlarged && ends.1 > ends.0 {
        vec![(ends.0, funnel_top + 2.0), (ends.1, funnel_top + 2.0), (right, axis_y), (names_px, axis_y)]
    } else {
        Vec::new()
    };
    let (row_px, bar_px) = if is_narrow { (44.0, 14.0) } else { (34.0, 18.0) };
    let rows_top = axis_y + 30.0;
    let first_row = if series.is_enlarged { 1 } else { 0 };
    let rows: Vec<Row> = series
        .rows()
        .enumerate()
        .map(|(index, line)| {
            let top = rows_top + row_px * index as f64;
            let bar_top = if is_narrow { top + 22.0 } else { top + (row_px - bar_px) / 2.0 };
            let length = line.share_percent.map_or(0.0, |share| scale.at(share.max(0.0)) - names_px);
            Row { line: index + first_row, top, bar: Rect::new(names_px, bar_top, length, bar_px) }
        })
        .collect();
    let mut targets = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let row = rows.iter().find(|row| row.line == index);
        let part = strip.iter().find(|part| part.line == index);
        let bounds = match (row, part) {
            (Some(row), _) => Rect::new(0.0, row.top, width_px, row_px),
            (None, Some(part)) => part.rect,
            (None, None) => continue,
        };
        targets.push(Target { key: line.key.clone(), bounds, row: 0, table_row: index });
    }
    Placed {
        width_px,
        height_px: height_px(series, width_px),
        is_narrow,
        strip,
        funnel,
        scale,
        ticks_percent: round_ticks(0.0, series.scale_end_percent, 4),
        axis_y,
        rows,
        dagger_px,
        targets,
    }
}

/// Draws the picture.
#[inline(never)]
pub fn draw(series: &Series, placed: &Placed, emphasis: Emphasis<'_>, measure: &dyn Measure) -> Scene {
    let mut pen = Pen::new(placed.width_px, placed.height_px);
    let lines: Vec<&Line> = series.lines().collect();
    draw_whole(&mut pen, series, placed, measure);
    for part in &placed.strip {
        let line = lines[part.line];
        let is_winner = series.has_winner && part.line == 0;
        pen.mark(line.key.clone(), |pen| draw_part(pen, line, &part.rect, is_winner));
    }
    if !placed.funnel.is_empty() {
        pen.fill_shape(Shape::Path { points: placed.funnel.clone(), closed: true }, Role::Tint);
    }
    draw_axis(&mut pen, series, placed);
    for row in &placed.rows {
        let line = lines[row.line];
        if [emphasis.hover, emphasis.chosen].contains(&Some(line.key.as_str())) {
            let height = if placed.is_narrow { 44.0 } else { 34.0 };
            pen.rect(0.0, row.top + 2.0, placed.width_px, height - 4.0, Role::Tint);
        }
        pen.mark(line.key.clone(), |pen| draw_row(pen, series, placed, row, line, measure));
    }
    if let Some(target) = placed.targets.iter().find(|target| Some(target.key.as_str()) == emphasis.focus) {
        let inside = placed.rows.iter().any(|row| lines[row.line].key == target.key);
        // Rows fill the width: their ring stands inside, so that it is not cut off.
        let bounds =
            if inside { target.bounds.grown(-9.0).widened_to(placed.width_px) } else { target.bounds };
        focus_ring(&mut pen, &bounds);
    }
    pen.finish()
}

/// Names and numbers above the strip.
fn draw_whole(pen: &mut Pen, series: &Series, placed: &Placed, measure: &dyn Measure) {
    let width = placed.width_px;
    let winner = &series.winner;
    let mut numbers = words::results::winner(winner.votes, winner.share_percent);
    let name = if series.has_winner { &winner.name } else { words::NONE_AHEAD.text() };
    let right = match &series.absent {
        Some(line) => Some((
            Some(line.name.clone()),
            match (line.votes, line.share_percent) {
                (Some(votes), Some(share)) => words::results::stayed_away(votes, share),
                _ => String::new(),
            },
        )),
        // Where no line is ahead there are no others.
        None if placed.is_narrow || !series.has_winner => None,
        None => {
            // Where one share is not known, a sum of the others would pass for the whole.
            let in_base = series.others.iter().filter(|line| line.in_base);
            let shares: Option<Vec<f64>> = in_base.map(|line| line.share_percent).collect();
            shares.map(|shares| (None, words::results::all_others(shares.iter().sum())))
        }
    };
    let mut name_room = width;
    if let Some((name, right_numbers)) = right {
        if let Some(name) = name {
            name_room -= measure.width_px(&name, Font::regular(14)) + 16.0;
            pen.text(width, 14.0, name, Font::regular(14), Role::InkSecond, Anchor::End);
        }
        // The dagger is narrower than this.
        let room = width - 16.0 - measure.width_px(&right_numbers, Font::regular(14));
        if let (Some(votes), Some(share)) = (winner.votes, winner.share_percent)
            && measure.width_px(&numbers, Font::regular(14)) > room
        {
            numbers = words::results::stayed_away(votes, share);
        }
        pen.text(width, 31.0, right_numbers, Font::regular(14), Role::InkSecond, Anchor::End);
    }
    if winner.is_noted.contains(&true) {
        numbers.push(words::results::DAGGER);
    }
    let name = wrap::ellipsis(name, Font::semibold(14), name_room, measure);
    pen.text(0.0, 14.0, name, Font::semibold(14), Role::Ink, Anchor::Start);
    if series.has_winner {
        pen.text(0.0, 31.0, numbers, Font::regular(14), Role::InkSecond, Anchor::Start);
    }
}

fn draw_part(pen: &mut Pen, line: &Line, rect: &Rect, is_winner: bool) {
    let (x, y, width, height) = (rect.x, rect.y, rect.width, rect.height);
    match line.kind {
        LineKind::Invalid => outlined(pen, rect, Role::Ground, Role::Bar, 1.5, None),
        LineKind::Absent => outlined(pen, rect, Role::Fill, Role::Control, 1.0, None),
        LineKind::Ballot(_) if line.is_accent => pen.rect(x, y, width, height, Role::Accent),
        LineKind::Ballot(_) => {
            pen.rect(x, y, width, height, if is_winner { Role::InkSecond } else { Role::Bar });
        }
    }
}

/// A rectangle whose outline lies within it.
fn outlined(pen: &mut Pen, rect: &Rect, fill: Role, edge: Role, width_px: f64, dash_px: Option<(f64, f64)>) {
    let inset = width_px / 2.0;
    let (width, height) = (rect.width - width_px, rect.height - width_px);
    if width <= 0.0 || height <= 0.0 {
        pen.rect(rect.x, rect.y, rect.width.max(1.0), rect.height, edge);
        return;
    }
    pen.shape(
        Shape::Rect { x: rect.x + inset, y: rect.y + inset, width, height, radius: 0.0 },
        Paint { fill: Some(fill.into()), stroke: Some(Stroke { ink: edge.into(), width_px, dash_px }) },
    );
}

fn draw_axis(pen: &mut Pen, series: &Series, placed: &Placed) {
    let end =
        placed.rows.last().map_or(placed.axis_y, |row| row.top + if placed.is_narrow { 44.0 } else { 34.0 });
    if series.is_enlarged && !placed.is_narrow {
        let whole_px_per_percent = placed.width_px / 100.0;
        let times = (placed.scale.at(1.0) - placed.scale.at(0.0)) / whole_px_per_percent;
        pen.text(
            0.0,
            placed.axis_y + 16.0,
            words::results::enlarged(times),
            Font::regular(12),
            Role::InkThird,
            Anchor::Start,
        );
    }
    for (index, tick) in placed.ticks_percent.iter().enumerate() {
        let x = placed.scale.at(*tick);
        let is_last = index + 1 == placed.ticks_percent.len();
        let (label, anchor) = match index {
            0 => ("0".to_string(), Anchor::Start),
            _ => (
                words::results::tick(*tick),
                if is_last && placed.is_narrow { Anchor::End } else { Anchor::Middle },
            ),
        };
        pen.text(x, placed.axis_y + 16.0, label, Font::regular(12), Role::InkThird, anchor);
        let role = if index == 0 { Role::RuleStrong } else { Role::Rule };
        if placed.is_narrow {
            for row in &placed.rows {
                pen.line((x, row.bar.y - 3.0), (x, row.bar.y + row.bar.height + 3.0), role, 1.0);
            }
        } else {
            let top = if index == 0 { placed.axis_y } else { placed.axis_y + 24.0 };
            pen.line((x, top), (x, end), role, 1.0);
        }
    }
}

fn draw_row(pen: &mut Pen, series: &Series, placed: &Placed, row: &Row, line: &Line, measure: &dyn Measure) {
    let width = placed.width_px;
    let bar = &row.bar;
    let is_winner = series.has_winner && row.line == 0;
    match line.kind {
        _ if line.share_percent.is_none() => {}
        LineKind::Invalid => {
            let dash_px = if line.in_base { None } else { Some((3.0, 3.0)) };
            outlined(pen, bar, Role::Ground, Role::Bar, 1.5, dash_px);
        }
        _ => {
            let role = match () {
                () if is_winner => Role::InkSecond,
                () if line.is_accent => Role::Accent,
                () => Role::Bar,
            };
            pen.rect(bar.x, bar.y, bar.width, bar.height, role);
        }
    }
    if series.base == ShareBase::Valid {
        for (role, width_px) in [(Role::Ground, 4.0), (Role::Ink, 1.5)] {
            for share in &line.polls_percent {
                let x = placed.scale.at(*share);
                pen.line((x, bar.y - 3.0), (x, bar.y + bar.height + 3.0), role, width_px);
            }
        }
    }
    let is_strong = line.is_accent || is_winner;
    let name_font = if is_strong { Font::semibold(14) } else { Font::regular(14) };
    let name_role = if line.kind == LineKind::Invalid { Role::InkSecond } else { Role::Ink };
    let votes = line.votes.map_or_else(|| words::NOT_KNOWN.to_string(), thousands);
    let mut share = match line.share_percent {
        Some(share) if line.in_base => percent(share),
        Some(_) if placed.is_narrow => words::results::NOT_IN_BASE.to_string(),
        _ => words::DASH.to_string(),
    };
    if line.is_noted[1] {
        share.push(words::results::DAGGER);
    }
    // The dagger hangs, so that digits stand below digits.
    let dagger = |pen: &mut Pen, votes_x: f64, baseline: f64| {
        if line.is_noted[0] {
            let dagger = words::results::DAGGER.to_string();
            pen.text(votes_x + 1.0, baseline, dagger, Font::regular(12), Role::InkSecond, Anchor::Start);
        }
    };
    let share_role = match () {
        () if is_strong => Role::Ink,
        () if line.in_base => Role::InkSecond,
        () => Role::InkThird,
    };
    let share_font = if is_strong { Font::semibold(14) } else { Font::regular(14) };
    if placed.is_narrow {
        let baseline = row.top + 16.0;
        let share_px = measure.width_px(&share, share_font).max(52.0);
        pen.text(width, baseline, share, share_font, share_role, Anchor::End);
        let votes_x = width - share_px - 12.0 - placed.dagger_px;
        dagger(pen, votes_x, baseline);
        let name_room = votes_x - measure.width_px(&votes, Font::regular(14)) - 8.0;
        pen.text(votes_x, baseline, votes, Font::regular(14), Role::InkThird, Anchor::End);
        pen.text(
            0.0,
            baseline,
            wrap::ellipsis(&line.name, name_font, name_room, measure),
            name_font,
            name_role,
            Anchor::Start,
        );
    } else {
        let baseline = row.top + 22.0;
        let name_room = placed.scale.range_px.0 - 8.0;
        pen.text(
            0.0,
            baseline,
            wrap::ellipsis(&line.name, name_font, name_room, measure),
            name_font,
            name_role,
            Anchor::Start,
        );
        let votes_x = width - 62.0 - placed.dagger_px;
        pen.text(votes_x, baseline, votes, Font::regular(14), Role::InkSecond, Anchor::End);
        dagger(pen, votes_x, baseline);
        pen.text(width, baseline, share, share_font, share_role, Anchor::End);
    }
}

/// The numbers as a table: on every base that is known, then what others counted, and what each exit poll found.
#[inline(never)]
pub fn table(story: &Story) -> Table {
    let Some(election) = story.election.and_then(|index| story.elections.get(index)) else {
        return Table::default();
    };
    let bases: Vec<ShareBase> = BASES.into_iter().filter(|base| has_base(election, *base)).collect();
    let by_base: Vec<Series> = bases.iter().filter_map(|base| series(story, *base)).collect();
    let polls: Vec<&ExitPoll> = exit_polls(story).collect();
    // Those who stayed away are a line on one base only; the fullest list names them too.
    let Some(fullest) = by_base.iter().max_by_key(|series| series.lines().count()) else {
        return Table { header: words::results::header(&bases, false, &[]), ..Table::default() };
    };
    let others = |key: &str| -> Vec<String> {
        let notes = notes(story, key);
        let of_votes = notes.published.iter().filter(|own| own.field.ends_with("votes"));
        of_votes.map(|own| words::results::count(&own.value)).collect()
    };
    let has_others = fullest.lines().any(|line| !others(&line.key).is_empty());
    let mut table = Table { header: words::results::header(&bases, has_others, &polls), ..Table::default() };
    let noted = |mut cell: String, is_noted: bool| {
        if is_noted {
            cell.push(words::results::DAGGER);
        }
        cell
    };
    for line in fullest.lines() {
        let votes = line.votes.map_or_else(|| words::NOT_KNOWN.to_string(), thousands);
        let mut cells = vec![line.name.clone(), noted(votes, line.is_noted[0])];
        for series in &by_base {
            let found = series.lines().find(|other| other.key == line.key);
            cells.push(match found {
                Some(found) if found.in_base => {
                    let share = found.share_percent.map_or_else(|| words::NOT_KNOWN.to_string(), percent);
                    noted(share, found.is_noted[1])
                }
                _ => words::DASH.to_string(),
            });
        }
        let or_dash = |cell: String| if cell.is_empty() { words::DASH.to_string() } else { cell };
        if has_others {
            cells.push(or_dash(others(&line.key).join("; ")));
        }
        for poll in &polls {
            let own = |answer: &&(String, f64)| line.key.strip_prefix("option:") == Some(answer.0.as_str());
            let found = poll.answers.iter().find(own).map_or_else(String::new, |answer| percent(answer.1));
            let is_noted = notes(story, &line.key).has(&|field| is_of_poll(field, poll));
            cells.push(noted(or_dash(found), is_noted));
        }
        table.rows.push(cells);
        table.keys.push(line.key.clone());
    }
    table.foot = by_base.iter().filter_map(odd_sum).collect();
    table
}

/// What the shares of a base add up to as they are shown, where that is not 100 %, and whether rounding can be why. Each is
/// rounded by itself and none is moved to mend the sum: beside its votes stands what a reader gets who divides, and beside the
/// published turnout what it leaves.
fn odd_sum(series: &Series) -> Option<String> {
    let (mut hundredths, mut by_rounding) = (0.0, 0.5);
    for line in series.lines().filter(|line| line.in_base) {
        // Rounded like [`percent`] does.
        hundredths += (line.share_percent? * 100.0 + 0.5 + 1e-9).floor();
        by_rounding += 0.5;
    }
    let beside = (hundredths - 10_000.0_f64).abs();
    let sum = || words::results::shares_sum(series.base, hundredths / 100.0, beside <= by_rounding);
    if beside > 0.5 { Some(sum()) } else { None }
}

impl Rect {
    /// The same height over a whole picture's width, with room for a ring at both sides.
    fn widened_to(&self, width_px: f64) -> Rect {
        Rect::new(10.0, self.y, width_px - 20.0, self.height)
    }
}
