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

impl Obstacles {
    /// The place of a value of this size beside a point, and marks it as taken.
    pub fn place(&mut self, x: f64, y: f64, width: f64, height: f64) -> Rect {
        let rect = self.best(x, y, width, height);
        self.taken.take(rect);
        rect
    }

    /// The same, or `None` where even the best place covers text or a point, or leaves the bounds.
    pub fn place_if_free(&mut self, x: f64, y: f64, width: f64, height: f64) -> Option<Rect> {
        let rect = self.best(x, y, width, height);
        let is_free = self.taken.is_free(&rect)
            && self.is_inside(&rect)
            && !self.points.iter().any(|(x, y)| rect.grown(3.0).contains(*x, *y));
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

    fn best(&self, x: f64, y: f64, width: f64, height: f64) -> Rect {
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
            let rect = Rect::new(left, top, width, height);
            let cost = self.cost(&rect);
            if cost < best.0 {
                best = (cost, rect);
            }
        }
        best.1
    }

    fn cost(&self, rect: &Rect) -> f64 {
        let mut cost = if self.taken.is_free(rect) { 0.0 } else { 50.0 };
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
        let wide = rect.grown(5.0);
        cost + 20.0 * self.points.iter().filter(|(x, y)| wide.contains(*x, *y)).count() as f64
    }
}
