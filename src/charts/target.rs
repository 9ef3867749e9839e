//! What can be pointed at, walked to and spoken: the same values that drawing reads, and the table beside the figure.

use crate::data::Day;
use crate::layout::boxes::Rect;
use crate::scene::{Role, Shape, Stroke};

use super::pen::Pen;

/// A mark that can be pointed at and walked to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The datum's key, as in [`crate::scene::Item::MarkBegin`] and in messages.
    pub key: String,
    /// What was drawn, as a box.
    pub bounds: Rect,
    /// The row it stands in when walking up and down: a lane, or 0.
    pub row: usize,
    /// Index into the rows of the table, in the order that it has by itself.
    pub table_row: usize,
}

/// What stands out at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Emphasis<'a> {
    /// Key of the mark under the pointer.
    pub hover: Option<&'a str>,
    /// Key of the mark whose words are brought out.
    pub chosen: Option<&'a str>,
    /// Key of the mark with the keyboard's focus.
    pub focus: Option<&'a str>,
    /// A day chosen in another figure.
    pub day: Option<Day>,
}

/// The numbers of a figure as a table: headings and cells, all text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Headings.
    pub header: Vec<String>,
    /// Rows of as many cells; the first cell is the row's name.
    pub rows: Vec<Vec<String>>,
    /// Key of each row's mark, to find its spoken line.
    pub keys: Vec<String>,
    /// Sentences below the rows.
    pub foot: Vec<String>,
    /// Groups of rows in their order, each with its heading and how many rows it has; none where rows stand by themselves.
    pub groups: Vec<(String, usize)>,
    /// The language of the rows' names where it is not the figure's; else empty.
    pub language: String,
}

/// Half the least side of a target, in CSS pixels: 24 px a target for a mouse, a little more for a finger.
pub fn slop_px(is_touch: bool) -> f64 {
    if is_touch { 16.0 } else { 12.0 }
}

/// The index of the target at a point: the nearest centre among those whose box, grown to the least size, holds the point.
pub fn hit(targets: &[Target], x: f64, y: f64, is_touch: bool) -> Option<usize> {
    let slop = slop_px(is_touch);
    let mut best: Option<(f64, usize)> = None;
    for (index, target) in targets.iter().enumerate() {
        let bounds = &target.bounds;
        let grow_x = (slop - bounds.width / 2.0).max(0.0);
        let grow_y = (slop - bounds.height / 2.0).max(0.0);
        let reach = Rect::new(
            bounds.x - grow_x,
            bounds.y - grow_y,
            bounds.width + 2.0 * grow_x,
            bounds.height + 2.0 * grow_y,
        );
        if !reach.contains(x, y) {
            continue;
        }
        // Distance to the drawn box itself; within it the centre decides.
        let dx = (bounds.x - x).max(x - bounds.x - bounds.width).max(0.0);
        let dy = (bounds.y - y).max(y - bounds.y - bounds.height).max(0.0);
        let (cx, cy) = (bounds.x + bounds.width / 2.0 - x, bounds.y + bounds.height / 2.0 - y);
        let distance = (dx * dx + dy * dy) * 1e6 + cx * cx + cy * cy;
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, index));
        }
    }
    best.map(|(_, index)| index)
}

/// Draws the ring of the keyboard's focus round a box: 2.5 px, 8 px outside, on a band of ground.
pub fn focus_ring(pen: &mut Pen, bounds: &Rect) {
    let ring = bounds.grown(8.0);
    let shape = |rect: &Rect| Shape::Rect {
        x: rect.x,
        y: rect.y,
        width: rect.width,
        height: rect.height,
        radius: 4.0,
    };
    for (role, width_px) in [(Role::Ground, 6.0), (Role::Link, 2.5)] {
        pen.stroke_shape(shape(&ring), Stroke { ink: role.into(), width_px, dash_px: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_target_within_reach_is_hit() {
        let target = |key: &str, x: f64| Target {
            key: key.to_string(),
            bounds: Rect::new(x - 4.0, 46.0, 8.0, 8.0),
            row: 0,
            table_row: 0,
        };
        let targets = [target("a", 50.0), target("b", 60.0), target("c", 200.0)];
        let cases = [
            (50.0, 50.0, Some(0)),
            (54.0, 50.0, Some(0)),
            (56.5, 50.0, Some(1)),
            (70.0, 58.0, Some(1)),
            (90.0, 50.0, None),
            (200.0, 61.9, Some(2)),
            (200.0, 62.5, None),
        ];
        for (x, y, wanted) in cases {
            assert_eq!(hit(&targets, x, y, false), wanted, "{x}, {y}");
        }
        assert_eq!(hit(&targets, 200.0, 65.0, true), Some(2), "a finger reaches farther");
    }
}
