//! A value beside its point: of twelve places the one that covers least wins, the earlier of equals.

use super::boxes::{Rect, Taken};

/// What a value had better not cover.
#[derive(Clone, Debug, Default)]
pub struct Obstacles {
    /// Line segments, from and to.
    pub segments: Vec<((f64, f64), (f64, f64))>,
    /// Points that carry marks.
    pub points: Vec<(f64, f64)>,
    /// Text that stands already; covering it costs most.
    pub taken: Taken,
    /// Where values may stand.
    pub bounds: Option<Rect>,
}

/// A point nearer to a value than this counts as covered.
const BESIDE_PX: f64 = 5.0;
/// The same where a value must not seem to be another point's; its own lies farther away.
const APART_PX: f64 = 8.5;

impl Obstacles {
    /// The place of a value of this size beside a point, and marks it as taken.
    pub fn place(&mut self, x: f64, y: f64, width: f64, height: f64) -> Rect {
        let rect = self.best((x, y), (width, height), BESIDE_PX, None);
        self.taken.take(rect);
        rect
    }

    /// The same among places pushed back into the bounds, farther from other points than from its own; `None` where even the
    /// best covers text or comes near another point.
    pub fn place_if_free(&mut self, x: f64, y: f64, width: f64, height: f64) -> Option<Rect> {
        let rect = self.best((x, y), (width, height), APART_PX, self.bounds);
        let is_free =
            self.taken.is_free(&rect) && self.is_inside(&rect) && self.points_near(&rect, APART_PX) == 0;
        is_free.then(|| {
            self.taken.take(rect);
            rect
        })
    }

    fn is_inside(&self, rect: &Rect) -> bool {
        self.bounds.is_none_or(|bounds| {
            rect.x >= bounds.x
                && rect.y >= bounds.y
                && rect.x + rect.width <= bounds.x + bounds.width
                && rect.y + rect.height <= bounds.y + bounds.height
        })
    }

    fn best(
        &self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        apart_px: f64,
        within: Option<Rect>,
    ) -> Rect {
        let places = [
            (x - width / 2.0, y - height - 9.0),
            (x - width / 2.0, y + 9.0),
            (x + 9.0, y - height - 2.0),
            (x - 9.0 - width, y - height - 2.0),
            (x + 9.0, y + 1.0),
            (x - 9.0 - width, y + 1.0),
            (x + 10.0, y - height / 2.0),
            (x - 10.0 - width, y - height / 2.0),
            (x + 3.0, y - height - 13.0),
            (x - 3.0 - width, y - height - 13.0),
            (x + 3.0, y + 13.0),
            (x - 3.0 - width, y + 13.0),
        ];
        let mut best = (f64::MAX, Rect::new(places[0].0, places[0].1, width, height));
        for (left, top) in places {
            let mut rect = Rect::new(left, top, width, height);
            if let Some(bounds) = within {
                rect.x = left.min(bounds.x + bounds.width - width).max(bounds.x);
            }
            let cost = self.cost(&rect, apart_px);
            if cost < best.0 {
                best = (cost, rect);
            }
        }
        best.1
    }

    fn points_near(&self, rect: &Rect, apart_px: f64) -> usize {
        let near = rect.grown(apart_px);
        self.points.iter().filter(|(x, y)| near.contains(*x, *y)).count()
    }

    fn cost(&self, rect: &Rect, apart_px: f64) -> f64 {
        // Where something may stand nowhere rather than there, crossing a line is the lesser evil.
        let weight = if apart_px > BESIDE_PX { 10.0 } else { 1.0 };
        let mut cost = if self.taken.is_free(rect) { 0.0 } else { 50.0 * weight };
        if !self.is_inside(rect) {
            cost += 100.0;
        }
        let near = rect.grown(1.0);
        for ((x1, y1), (x2, y2)) in &self.segments {
            // The covered part of a segment, in sixtieths of its length.
            cost += (0..=60)
                .filter(|step| {
                    let t = f64::from(*step) / 60.0;
                    near.contains(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t)
                })
                .count() as f64;
        }
        cost + 20.0 * weight * self.points_near(rect, apart_px) as f64
    }
}
