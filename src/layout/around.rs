//! A value beside its point: of twelve places the one that covers least wins, the earlier of equals. A finding of some lines, and a
//! value that finds none of them free, may stand farther off, at the end of a leader.

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

    /// A place farther off, and where the leader that joins it to its point ends: one that covers nothing, and of those the one
    /// that covers little of the lines and is near. Nothing is to stand on the leader.
    pub fn place_led(&mut self, x: f64, y: f64, width: f64, height: f64) -> Option<(Rect, (f64, f64))> {
        /// From the end of a leader to its text.
        const GAP_PX: f64 = 3.0;
        let is_clear = |around: Rect| self.is_clear(&around, (x, y));
        let mut best = None;
        let mut least = f64::MAX;
        for steps in 3..80 {
            let far = 5.0 * f64::from(steps);
            if far >= least {
                break;
            }
            for lead in LEADS {
                let (right, down) = (f64::from(lead.0) / 10.0, f64::from(lead.1) / 10.0);
                let at = |step: i32| (x + right * f64::from(step), y + down * f64::from(step));
                let end = at(steps);
                let mut rect = Rect::new(end.0 + GAP_PX, end.1 - height / 2.0, width, height);
                if down.abs() > right.abs() {
                    rect.x = self.pushed(end.0 - width / 2.0, width);
                    rect.y = if down > 0.0 { end.1 } else { end.1 - height };
                } else if right < 0.0 {
                    rect.x = end.0 - GAP_PX - width;
                }
                let cost = far + self.cost(&rect);
                if cost >= least || !is_clear(rect.grown(8.0)) || !self.covers_nothing(&rect) {
                    continue;
                }
                // The first of the leader lies within its point's mark.
                let mut step = 2;
                while step <= steps {
                    let dot = Rect::new(at(step).0, at(step).1, 0.0, 0.0).grown(2.0);
                    if !is_clear(dot.grown(3.0)) || !self.taken.is_free(&dot) {
                        break;
                    }
                    step += 1;
                }
                if step > steps {
                    (least, best) = (cost, Some((rect, end)));
                }
            }
        }
        let (rect, end) = best?;
        let mut t = 0.0;
        while t < 1.0 {
            t += 0.05;
            let dot = Rect::new(x + (end.0 - x) * t, y + (end.1 - y) * t, 0.0, 0.0);
            self.taken.take(dot.grown(2.0));
        }
        self.taken.take(rect);
        Some((rect, end))
    }

    /// Whether no other point lies within.
    #[inline(never)]
    fn is_clear(&self, around: &Rect, own: (f64, f64)) -> bool {
        self.points.iter().all(|other| is_one(*other, own) || !around.contains(other.0, other.1))
    }

    /// The left edge of a value, pushed back into the bounds.
    fn pushed(&self, left: f64, width: f64) -> f64 {
        self.bounds.map_or(left, |bounds| left.min(bounds.x + bounds.width - width).max(bounds.x))
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
        let across = (rect.x - x).max(x - rect.x - rect.width);
        let gap = across.max(rect.y - y).max(y - rect.y - rect.height);
        gap > 5.0 && self.is_of(rect, x, y) && self.covers_nothing(rect)
    }

    /// Whether a value here stands nearer to this point than to any other.
    fn is_of(&self, rect: &Rect, x: f64, y: f64) -> bool {
        /// So much farther away is another point.
        const FARTHER_PX: f64 = 4.0;
        /// And so much farther one that the value stands above or below as well.
        const BELOW_PX: f64 = 8.0;
        // To the middle line: what stands level with a point is read as its own.
        let distance = |(x, y): (f64, f64)| {
            let across = (rect.x - x).max(x - rect.x - rect.width).max(0.0);
            let down = y - rect.y - rect.height / 2.0;
            (across, (across * across + down * down).sqrt())
        };
        let own = distance((x, y)).1;
        self.points.iter().all(|other| {
            let (across, far) = distance(*other);
            let farther = if across > 0.0 { FARTHER_PX } else { BELOW_PX };
            // What lies on its own point has no nearer place either.
            far >= own + farther || is_one(*other, (x, y))
        })
    }

    #[inline(never)]
    fn covers_nothing(&self, rect: &Rect) -> bool {
        let wide = Rect::new(rect.x - 4.0, rect.y, rect.width + 8.0, rect.height);
        self.taken.is_free(&wide) && self.is_inside(rect)
    }

    #[inline(never)]
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
                rect.x = self.pushed(left, width);
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

    #[inline(never)]
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

/// A step of a leader, in tenths of a pixel.
const LEADS: [(i8, i8); 16] = [
    (40, 0),
    (-40, 0),
    (0, -40),
    (0, 40),
    (36, -18),
    (36, 18),
    (-36, -18),
    (-36, 18),
    (24, -32),
    (24, 32),
    (-24, -32),
    (-24, 32),
    (30, -27),
    (-30, -27),
    (30, 27),
    (-30, 27),
];

/// Whether two marks lie on each other.
fn is_one(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).abs().max((one.1 - other.1).abs()) <= 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_nearer_to_its_own_point_than_to_another() {
        // Above a point, with another beside it and a little lower: it could be either's. Below and right of a point, level
        // with another: it would be read as that one's.
        let cases = [
            (Rect::new(70.0, 77.0, 70.0, 14.0), (130.0, 100.0), false),
            (Rect::new(70.0, 77.0, 70.0, 14.0), (130.0, 106.0), false),
            (Rect::new(70.0, 77.0, 70.0, 14.0), (130.0, 110.0), true),
            (Rect::new(109.0, 101.0, 60.0, 14.0), (97.0, 109.0), false),
            (Rect::new(109.0, 85.0, 60.0, 14.0), (97.0, 109.0), true),
        ];
        for (rect, other, is_free) in cases {
            let own = (100.0, 100.0);
            let obstacles = Obstacles { points: vec![own, other], ..Obstacles::default() };
            assert_eq!(obstacles.is_free(&rect, own.0, own.1), is_free, "{other:?}");
        }
    }

    #[test]
    fn a_leader_passes_other_points_and_nothing_stands_on_it() {
        let own = (100.0, 100.0);
        // A ring of others close by, with a gap to the right.
        let mut points = vec![own];
        points.extend(
            [(-14.0, 0.0), (-9.0, -10.0), (0.0, -14.0), (0.0, 14.0), (-9.0, 10.0)]
                .map(|(x, y)| (100.0 + x, 100.0 + y)),
        );
        let bounds = Some(Rect::new(0.0, 0.0, 400.0, 200.0));
        let mut obstacles = Obstacles { points, bounds, ..Obstacles::default() };
        let (rect, end) = obstacles.place_led(own.0, own.1, 60.0, 14.0).expect("a place");
        assert!(end.0 > 110.0 && rect.x > end.0, "{rect:?}");
        assert!(!obstacles.taken.is_free(&Rect::new(
            (own.0 + end.0) / 2.0 + 2.0,
            (own.1 + end.1) / 2.0,
            1.0,
            1.0
        )));
    }
}
