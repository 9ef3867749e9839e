//! A value beside its point: of twelve places the one that covers least wins, the earlier of equals. A finding of some lines may
//! stand farther off.

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
        let rect = self.best(x, y, width, height, false).unwrap_or(Rect::new(x, y, width, height));
        self.taken.take(rect);
        rect
    }

    /// The same, of places pushed back into the bounds that cover no text and lie nearer to their point than to any other;
    /// `None` where there is none.
    pub fn place_if_free(&mut self, x: f64, y: f64, width: f64, height: f64) -> Option<Rect> {
        let rect = self.best(x, y, width, height, true)?;
        self.taken.take(rect);
        Some(rect)
    }

    /// The place of a finding about a point: beside it, or farther off and then with a leader, pushed back into the bounds, where
    /// it covers least; on no side that `avoided` points to.
    pub fn place_finding(&mut self, at: (f64, f64), width: f64, height: f64, avoided: (f64, f64)) -> Rect {
        let mut best = Rect::new(at.0, at.1, width, height);
        let mut least = f64::MAX;
        for gap in [8.0, 16.0, 28.0, 44.0, 64.0, 88.0, 116.0, 148.0] {
            for (right, down) in [
                (-1.0, -1.0),
                (1.0, 1.0),
                (1.0, -1.0),
                (-1.0, 1.0),
                (0.0, -1.0),
                (0.0, 1.0),
                (1.0, 0.0),
                (-1.0, 0.0),
            ] {
                if right * avoided.0 > 0.0 || down * avoided.1 > 0.0 {
                    continue;
                }
                let x = at.0 - width / 2.0 + right * (gap + width / 2.0);
                let y = at.1 - height / 2.0 + down * (gap + height / 2.0);
                let mut rect = Rect::new(x, y, width, height);
                if let Some(bounds) = self.bounds {
                    rect.x = x.min(bounds.x + bounds.width - width).max(bounds.x);
                    rect.y = y.min(bounds.y + bounds.height - height).max(bounds.y);
                }
                // Three pixels farther off weigh as much as a sixtieth of a line, text more than any line.
                let text = if self.taken.is_free(&rect) { 0.0 } else { 1_000.0 };
                let cost = self.cost(&rect) + gap / 3.0 + text;
                if cost < least {
                    (least, best) = (cost, rect);
                }
            }
        }
        self.taken.take(best);
        best
    }

    fn is_inside(&self, rect: &Rect) -> bool {
        self.bounds.is_none_or(|bounds| {
            rect.x >= bounds.x
                && rect.y >= bounds.y
                && rect.x + rect.width <= bounds.x + bounds.width
                && rect.y + rect.height <= bounds.y + bounds.height
        })
    }

    /// Whether a value here covers nothing, and is told to be this point's by being nearest to it.
    fn is_free(&self, rect: &Rect, x: f64, y: f64) -> bool {
        /// So much farther away is another point.
        const FARTHER_PX: f64 = 2.5;
        /// And so much farther one that the value stands above or below as well.
        const BELOW_PX: f64 = 8.0;
        let across = (rect.x - x).max(x - rect.x - rect.width);
        let gap = across.max(rect.y - y).max(y - rect.y - rect.height);
        let near = rect.grown(gap + FARTHER_PX);
        let tall = rect.grown(gap + BELOW_PX);
        let is_near = |(other_x, other_y): (f64, f64)| {
            let is_along = other_x >= rect.x && other_x <= rect.x + rect.width;
            near.contains(other_x, other_y) || is_along && tall.contains(other_x, other_y)
        };
        // What lies on its own point has no nearer place either.
        let is_other = |(other_x, other_y): &(f64, f64)| (other_x - x).abs().max((other_y - y).abs()) > 3.0;
        gap > 5.0
            && !self.points.iter().any(|point| is_near(*point) && is_other(point))
            && self.taken.is_free(&Rect::new(rect.x - 4.0, rect.y, rect.width + 8.0, rect.height))
            && self.is_inside(rect)
    }

    fn best(&self, x: f64, y: f64, width: f64, height: f64, is_strict: bool) -> Option<Rect> {
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
        let mut best = None;
        let mut least = f64::MAX;
        for (left, top) in places {
            let mut rect = Rect::new(left, top, width, height);
            if is_strict {
                if let Some(bounds) = self.bounds {
                    rect.x = left.min(bounds.x + bounds.width - width).max(bounds.x);
                }
                if !self.is_free(&rect, x, y) {
                    continue;
                }
            }
            let cost = self.cost(&rect);
            if cost < least {
                (least, best) = (cost, Some(rect));
            }
        }
        best
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_above_its_own_point_alone() {
        // A point beside the own one and a little lower: whatever stands above both could be either's.
        for (below_px, is_free) in [(0.0, false), (6.0, false), (10.0, true)] {
            let own = (100.0, 100.0);
            let obstacles =
                Obstacles { points: vec![own, (130.0, 100.0 + below_px)], ..Obstacles::default() };
            let above = Rect::new(70.0, 77.0, 70.0, 14.0);
            assert_eq!(obstacles.is_free(&above, own.0, own.1), is_free, "{below_px}");
        }
    }
}
