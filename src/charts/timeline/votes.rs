//! The row of UN votes below the lanes: how the story's country voted on each resolution, as the shapes of `un-votes`.
//!
//! A quiet row: it has no tone, no colours and no labels, and repeats none of the events above it. It is there only where the
//! table of votes has the country. Marks that would touch stand on three levels.

use crate::data::Story;
use crate::layout::boxes::Rect;
use crate::layout::{Font, Measure, wrap};
use crate::scale::TimeScale;
use crate::scene::{Anchor, Role};
use crate::words::en;

use super::super::mark;
use super::super::pen::Pen;
use super::super::target::{Emphasis, Target};
use super::super::un_votes::{vote_key, vote_of};
use super::{FOLDED_PX, NAME_ROW_PX, NAMES_PX};

/// A resolution's mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VoteMark {
    /// Index into [`Story::resolutions`].
    pub resolution: usize,
    /// Centre.
    pub x: f64,
    /// Centre.
    pub y: f64,
}

/// The row in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Upper border.
    pub top: f64,
    /// Height; 0 where there is no row.
    pub height: f64,
    /// Marks of the window by date.
    pub marks: Vec<VoteMark>,
}

/// Size of the shapes, of that in `un-votes`.
const SIZE: f64 = 0.65;
/// Between the middles of marks on one level, and between levels.
const APART_PX: f64 = 11.0;
/// How far a mark may step aside: less than the units of the stacks above, at the distance where that is needed.
const MOST_STEP_PX: f64 = 6.0;
/// From the edge of the plot to the middle of a mark.
const EDGE_PX: f64 = 5.0;
const ROW_PX: f64 = 44.0;

/// Puts the row's marks in their places.
pub fn place(story: &Story, scale: &TimeScale, top: f64, is_narrow: bool) -> Row {
    let country = &story.page.country;
    let has_country =
        story.resolutions.iter().flat_map(|resolution| &resolution.votes).any(|(code, _)| code == country);
    if !has_country {
        return Row::default();
    }
    let mut marks: Vec<VoteMark> = Vec::new();
    for (index, resolution) in story.resolutions.iter().enumerate() {
        let x = scale.middle_of(resolution.date);
        if x >= scale.left_px && x <= scale.right_px {
            marks.push(VoteMark { resolution: index, x, y: 0.0 });
        }
    }
    let height = match (is_narrow, marks.is_empty()) {
        (true, true) => FOLDED_PX,
        (true, false) => NAME_ROW_PX + ROW_PX,
        (false, _) => ROW_PX,
    };
    crate::data::arrange(&mut marks, &|one, other| one.x.total_cmp(&other.x));
    let base = top + height - ROW_PX / 2.0;
    let levels = [base, base - APART_PX, base + APART_PX];
    let apart_px = if is_narrow { APART_PX - 2.0 } else { APART_PX };
    let mut free_from = [f64::MIN; 3];
    for mark in &mut marks {
        // The first level that is free; where none is, the one that will be first, and a small step to the right.
        let level = (0..3).find(|level| free_from[*level] <= mark.x);
        let level =
            level.or_else(|| (0..3).min_by(|a, b| free_from[*a].total_cmp(&free_from[*b]))).unwrap_or(0);
        mark.x = mark.x.max(free_from[level].min(mark.x + MOST_STEP_PX));
        free_from[level] = mark.x + apart_px;
        mark.x = mark.x.min(scale.right_px - EDGE_PX).max(scale.left_px + EDGE_PX);
        mark.y = levels[level];
    }
    Row { top, height, marks }
}

/// What can be pointed at: one target a mark, all in a row of their own.
pub fn targets(story: &Story, row: &Row, number: usize) -> Vec<Target> {
    let target = |mark: &VoteMark| Target {
        key: vote_key(&story.resolutions[mark.resolution], &story.page.country),
        bounds: Rect::new(mark.x - 5.0, mark.y - 5.0, 10.0, 10.0),
        row: number,
        table_row: usize::MAX,
    };
    row.marks.iter().map(target).collect()
}

/// Border, name and line of the row.
pub fn draw_ground(
    pen: &mut Pen,
    story: &Story,
    row: &Row,
    scale: &TimeScale,
    width_px: f64,
    is_narrow: bool,
    measure: &dyn Measure,
) {
    if row.height == 0.0 {
        return;
    }
    let name = en::un_votes::ROW;
    let country = story.state_name(&story.page.country);
    let base = row.top + row.height - ROW_PX / 2.0;
    let (small, bold) = (Font::regular(12), Font::semibold(14));
    if is_narrow {
        let is_empty = row.marks.is_empty();
        pen.rect(0.0, row.top, width_px, row.height.min(FOLDED_PX), Role::Ground);
        pen.line((0.0, row.top), (width_px, row.top), Role::RuleStrong, 1.0);
        let role = if is_empty { Role::InkThird } else { Role::Ink };
        pen.text(0.0, row.top + 21.0, name, bold, role, Anchor::Start);
        let room = width_px - measure.width_px(name, bold) - 12.0;
        let right = if is_empty { en::un_votes::NONE } else { country };
        let right = wrap::ellipsis(right, small, room, measure);
        pen.text(width_px, row.top + 21.0, right, small, Role::InkThird, Anchor::End);
        if is_empty {
            return;
        }
    } else {
        pen.line((0.0, row.top), (width_px, row.top), Role::Rule, 1.0);
        pen.text(0.0, base, name, bold, Role::Ink, Anchor::Start);
        let country = wrap::ellipsis(country, small, NAMES_PX - 14.0, measure);
        pen.text(0.0, base + 16.0, country, small, Role::InkThird, Anchor::Start);
    }
    pen.line((scale.left_px, base), (scale.right_px, base), Role::Rule, 1.0);
}

/// The row's marks, and the words of the one that is pointed at.
pub fn draw(
    pen: &mut Pen,
    story: &Story,
    row: &Row,
    width_px: f64,
    emphasis: Emphasis<'_>,
    measure: &dyn Measure,
) {
    let mut hovered = None;
    for mark in &row.marks {
        let resolution = &story.resolutions[mark.resolution];
        let key = vote_key(resolution, &story.page.country);
        let is_hovered = emphasis.hover == Some(key.as_str());
        let vote = vote_of(resolution, &story.page.country);
        pen.mark(&key, |pen| {
            pen.disc(mark.x, mark.y, if vote.is_some() { 5.6 } else { 3.0 }, Role::Ground);
            let size = if is_hovered { SIZE * 1.15 } else { SIZE };
            mark::vote(pen, vote, mark.x, mark.y, size, Some(Role::InkThird));
        });
        if is_hovered {
            hovered = Some((mark, en::un_votes::hover(resolution, vote)));
        }
    }
    let Some((mark, text)) = hovered else { return };
    let font = Font::regular(12);
    let (before, after) = (mark.x - 10.0, width_px - mark.x - 10.0);
    let text = wrap::ellipsis(&text, font, before.max(after), measure);
    let (x, anchor) =
        if after >= before { (mark.x + 10.0, Anchor::Start) } else { (mark.x - 10.0, Anchor::End) };
    pen.text_with_halo(x, mark.y + 4.0, text, font, Role::Ink, anchor);
}
