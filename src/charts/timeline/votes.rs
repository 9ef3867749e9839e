//! The row of UN votes below the lanes: how the story's country voted on each resolution, as the shapes of `un-votes`.
//!
//! A quiet row: it has no tone, no colours and no labels, and repeats none of the events above it. It is there only where the
//! table of votes has the country. Marks that would touch stand on three levels.

use crate::data::Story;
use crate::layout::boxes::Rect;
use crate::layout::{Font, Measure, wrap};
use crate::scale::TimeScale;
use crate::scene::{Anchor, Role};
use crate::words;

use super::super::mark;
use super::super::pen::Pen;
use super::super::target::{Emphasis, Target};
use super::super::un_votes::{vote_key, vote_of};
use super::lanes::draw_beside;
use super::{FOLDED_PX, NAME_ROW_PX, NAMES_PX, Placed};

/// The row in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Upper border.
    pub top: f64,
    /// Height; 0 where there is no row.
    pub height: f64,
    /// Size of the shapes, of that in `un-votes`.
    pub size: f64,
    /// The country: index into [`Story::voters`].
    pub country: usize,
    /// Marks of the window by date: index into [`Story::resolutions`] and centre.
    pub marks: Vec<(usize, f64, f64)>,
}

/// Between the middles of marks on one level, and between levels.
const APART_PX: f64 = 11.0;
/// How far a mark may step aside: less than the units of the stacks above, at the distance where that is needed.
const MOST_STEP_PX: f64 = 6.0;
/// From the edge of the plot to the middle of a mark.
const EDGE_PX: f64 = 5.0;
const ROW_PX: f64 = 44.0;

/// Puts the row's marks in their places.
pub fn place(story: &Story, scale: &TimeScale, top: f64, is_narrow: bool) -> Row {
    let found = story.voters.iter().position(|code| *code == story.page.country);
    let Some(country) = found.filter(|_| !story.resolutions.is_empty()) else { return Row::default() };
    let mut marks = Vec::new();
    // Where a year has no room for a few marks they are smaller.
    let (size, apart_px) = if scale.px_per_day() < 0.05 { (0.5, 7.5) } else { (0.65, APART_PX) };
    let mut free_from = [f64::MIN; 3];
    for (index, resolution) in story.resolutions.iter().enumerate() {
        let mut x = scale.middle_of(resolution.date);
        if x >= scale.left_px && x <= scale.right_px {
            // The first level that is free; where none is, the one that will be first, and a small step to the right.
            let mut level = 0;
            while level < 2 && free_from[level] > x {
                level += 1;
            }
            for other in 0..3 {
                if free_from[level] > x && free_from[other] < free_from[level] {
                    level = other;
                }
            }
            x = x.max(free_from[level].min(x + MOST_STEP_PX));
            free_from[level] = x + apart_px;
            let x = x.min(scale.right_px - EDGE_PX).max(scale.left_px + EDGE_PX);
            marks.push((index, x, [0.0, -APART_PX, APART_PX][level]));
        }
    }
    let height = match (is_narrow, marks.is_empty()) {
        (true, true) => FOLDED_PX,
        (true, false) => NAME_ROW_PX + ROW_PX,
        (false, _) => ROW_PX,
    };
    for mark in &mut marks {
        mark.2 += top + height - ROW_PX / 2.0;
    }
    Row { top, height, size, country, marks }
}

/// What can be pointed at: one target a mark, all in a row of their own.
pub fn targets(story: &Story, row: &Row, number: usize, targets: &mut Vec<Target>) {
    for (index, x, y) in &row.marks {
        targets.push(Target {
            key: vote_key(&story.resolutions[*index], &story.page.country),
            bounds: Rect::new(x - 5.0, y - 5.0, 10.0, 10.0),
            row: number,
            table_row: usize::MAX,
        });
    }
}

/// Draws the row, and the words of the mark that is pointed at.
pub fn draw(pen: &mut Pen, story: &Story, placed: &Placed, emphasis: Emphasis<'_>, measure: &dyn Measure) {
    let row = &placed.votes;
    let width_px = placed.width_px;
    let country = story.name_of_country(&story.page.country);
    let base = row.top + row.height - ROW_PX / 2.0;
    let (small, bold) = (Font::regular(12), Font::semibold(14));
    let (name_y, country_at, anchor) = if placed.is_narrow {
        pen.rect(0.0, row.top, width_px, row.height.min(FOLDED_PX), Role::Ground);
        (row.top + 21.0, (width_px, row.top + 21.0), Anchor::End)
    } else {
        (base, (0.0, base + 16.0), Anchor::Start)
    };
    pen.line((0.0, row.top), (width_px, row.top), Role::RuleStrong, 1.0);
    let is_empty = placed.is_narrow && row.marks.is_empty();
    let (role, beside) =
        if is_empty { (Role::InkThird, words::un_votes::NONE.text()) } else { (Role::Ink, country) };
    pen.text(0.0, name_y, words::un_votes::ROW.text(), bold, role, Anchor::Start);
    let beside = wrap::ellipsis(beside, small, NAMES_PX - 14.0, measure);
    pen.text(country_at.0, country_at.1, beside, small, Role::InkThird, anchor);
    if is_empty {
        return;
    }
    pen.line((placed.scale.left_px, base), (placed.scale.right_px, base), Role::Rule, 1.0);
    let mut hovered = None;
    for (index, x, y) in &row.marks {
        let resolution = &story.resolutions[*index];
        let vote = vote_of(resolution, row.country);
        let key = vote_key(resolution, &story.page.country);
        let mut size = row.size;
        if emphasis.hover == Some(key.as_str()) {
            size *= 1.15;
            hovered = Some((*x, *y, words::un_votes::hover(resolution, vote)));
        }
        pen.mark(key, |pen| {
            pen.disc(*x, *y, if vote.is_some() { row.size * 8.6 } else { 3.0 }, Role::Ground);
            mark::vote(pen, vote, *x, *y, size, Some(Role::InkThird));
        });
    }
    if let Some((x, y, text)) = hovered {
        draw_beside(pen, (x, y + 4.0), 10.0, &text, width_px, measure);
    }
}
