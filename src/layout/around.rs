//! A value beside its point: of the places about it the one that covers least wins, the nearer of equals. A finding of some
//! lines, and a value that finds none of them free, may stand farther off, at the end of a leader.

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
        let found = self.search((x, y), (width, height), &BESIDE_PX, (0.0, 0.0), &|_| Some(0.0));
        let rect = found.unwrap_or(Rect::new(x, y, width, height));
        self.taken.take(rect);
        rect
    }

    /// The same, of places that cover no text and lie nearer to their point than to any other; `None` where there is none.
    pub fn place_if_free(&mut self, x: f64, y: f64, width: f64, height: f64) -> Option<Rect> {
        let cost = |rect: &Rect| (self.is_of(rect, x, y) && self.covers_nothing(rect)).then_some(0.0);
        let rect = self.search((x, y), (width, height), &BESIDE_PX, (0.0, 0.0), &cost)?;
        self.taken.take(rect);
        Some(rect)
    }

    /// A place that covers no text, beside a point or farther off, on no side that `avoided` points to; and where the leader ends
    /// that joins it to its point, past texts and other points. Nothing is to stand on the leader.
    pub fn place_led(
        &mut self,
        at: (f64, f64),
        size: (f64, f64),
        avoided: (f64, f64),
    ) -> Option<(Rect, (f64, f64))> {
        let cost =
            |rect: &Rect| Some(20.0 * self.barred(rect, at) as f64).filter(|_| self.covers_nothing(rect));
        let rect = self.search(at, size, &LED_PX, avoided, &cost)?;
        Some(self.take_led(rect, at))
    }

    /// The same by a short leader, where neither it nor the value comes near to another point.
    pub fn place_led_if_free(&mut self, at: (f64, f64), size: (f64, f64)) -> Option<(Rect, (f64, f64))> {
        // Where another point is near enough that the value could be its own, no leader tells enough.
        let is_bare = |rect: &Rect| self.is_clear(&rect.grown(12.0), at) && self.barred(rect, at) == 0;
        let cost = |rect: &Rect| (self.covers_nothing(rect) && is_bare(rect)).then_some(0.0);
        let rect = self.search(at, size, &LED_PX[..SHORT], (0.0, 0.0), &cost)?;
        Some(self.take_led(rect, at))
    }

    /// How much of the leader to a value lies on texts and other points.
    #[inline(never)]
    fn barred(&self, rect: &Rect, at: (f64, f64)) -> usize {
        let is_barred = |dot: &Rect| !self.is_clear(&dot.grown(3.0), at) || !self.taken.is_free(dot);
        dots(at, leader_end(rect, at)).filter(is_barred).count()
    }

    /// Marks a value and its leader as taken.
    #[inline(never)]
    fn take_led(&mut self, rect: Rect, at: (f64, f64)) -> (Rect, (f64, f64)) {
        let end = leader_end(&rect, at);
        for dot in dots(at, end) {
            self.taken.take(dot);
        }
        self.taken.take(rect);
        (rect, end)
    }

    /// Of the places about a point, at these distances and pushed back into the bounds, the one that costs least: for what it
    /// covers, its distance, and what is told of it; `None` is not allowed.
    #[inline(never)]
    fn search(
        &self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        gaps_px: &[u8],
        avoided: (f64, f64),
        told: &dyn Fn(&Rect) -> Option<f64>,
    ) -> Option<Rect> {
        let (mut best, mut least) = (None, f64::MAX);
        for gap in gaps_px.iter().copied().map(f64::from) {
            for side in SIDES {
                let (right, down) = (f64::from(side.0) / 2.0, f64::from(side.1) / 2.0);
                if right * avoided.0 > 0.0 || down * avoided.1 > 0.0 {
                    continue;
                }
                let left = x - width / 2.0 + right * (gap + width / 2.0);
                let top = y - height / 2.0 + down * (gap + height / 2.0);
                let mut rect = Rect::new(left, top, width, height);
                if let Some(bounds) = self.bounds {
                    rect.x = left.min(bounds.x + bounds.width - width).max(bounds.x);
                    rect.y = top.min(bounds.y + bounds.height - height).max(bounds.y);
                }
                // Pushed back it may have come to lie on its point.
                if rect.grown(OWN_CLEAR_PX).contains(x, y) {
                    continue;
                }
                let Some(mut cost) = told(&rect) else { continue };
                // Three pixels farther off weigh as much as a sixtieth of a line.
                cost += gap / 3.0;
                // What it covers takes longest to find out.
                if cost < least {
                    cost += self.cost(&rect);
                }
                if cost < least {
                    (best, least) = (Some(rect), cost);
                }
            }
        }
        best
    }

    /// Whether no other point lies within.
    #[inline(never)]
    fn is_clear(&self, around: &Rect, own: (f64, f64)) -> bool {
        self.points.iter().all(|other| is_one(*other, own) || !around.contains(other.0, other.1))
    }

    fn is_inside(&self, rect: &Rect) -> bool {
        self.bounds.is_none_or(|bounds| {
            rect.x >= bounds.x
                && rect.y >= bounds.y
                && rect.x + rect.width <= bounds.x + bounds.width
                && rect.y + rect.height <= bounds.y + bounds.height
        })
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
        let wide = Rect::new(rect.x - 6.0, rect.y, rect.width + 12.0, rect.height);
        self.taken.is_free(&wide) && self.is_inside(rect)
    }

    #[inline(never)]
    fn cost(&self, rect: &Rect) -> f64 {
        let mut cost = if self.taken.is_free(rect) { 0.0 } else { 50.0 };
        if !self.is_inside(rect) {
            cost += 100.0;
        }
        let near = rect.grown(1.0);
        for ((x1, y1), (x2, y2)) in &self.segments {
            let (right, bottom) = (near.x + near.width, near.y + near.height);
            if x1.max(*x2) < near.x || x1.min(*x2) > right || y1.max(*y2) < near.y || y1.min(*y2) > bottom {
                continue;
            }
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

/// The sides of a point, right and down in halves, the better ones first.
const SIDES: [(i8, i8); 12] = [
    (0, -2),
    (0, 2),
    (2, -2),
    (-2, -2),
    (2, 2),
    (-2, 2),
    (2, 0),
    (-2, 0),
    (1, -2),
    (-1, -2),
    (1, 2),
    (-1, 2),
];
/// From a point to a value beside it.
const BESIDE_PX: [u8; 4] = [6, 9, 13, 17];
/// From a point to a value that may have a leader.
const LED_PX: [u8; 10] = [8, 14, 20, 28, 36, 44, 56, 72, 100, 140];
/// So many of these make a short leader.
const SHORT: usize = 4;

/// So far from a value stands its own point, at the least.
const OWN_CLEAR_PX: f64 = 5.0;

/// Where the leader to a value ends.
pub fn leader_end(rect: &Rect, at: (f64, f64)) -> (f64, f64) {
    rect.grown(3.0).nearest(at)
}

/// What a leader keeps free; its first part lies within its point's mark.
fn dots((x, y): (f64, f64), end: (f64, f64)) -> impl Iterator<Item = Rect> {
    (4..=20).map(move |step| {
        let t = f64::from(step) / 20.0;
        Rect::new(x + (end.0 - x) * t, y + (end.1 - y) * t, 0.0, 0.0).grown(2.0)
    })
}

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
            assert_eq!(obstacles.is_of(&rect, own.0, own.1), is_free, "{other:?}");
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
        let others = obstacles.points[1..].to_vec();
        let (rect, end) = obstacles.place_led(own, (60.0, 14.0), (0.0, 0.0)).expect("a place");
        for dot in dots(own, end) {
            assert!(!others.iter().any(|other| dot.contains(other.0, other.1)), "{rect:?}");
            assert!(!obstacles.taken.is_free(&dot), "{rect:?}");
        }
    }
}
