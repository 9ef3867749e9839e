//! What is taken already: rectangles that may not overlap.

/// A rectangle by its top left corner and size, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width, not negative.
    pub width: f64,
    /// Height, not negative.
    pub height: f64,
}

impl Rect {
    /// A rectangle.
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height }
    }

    /// Whether two rectangles share some area; edges that touch do not overlap.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// Whether a point lies within, edges included.
    pub fn contains(&self, x: f64, y: f64) -> bool {
        x >= self.x && x <= self.x + self.width && y >= self.y && y <= self.y + self.height
    }

    /// The point within that is nearest to another.
    pub fn nearest(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (x.max(self.x).min(self.x + self.width), y.max(self.y).min(self.y + self.height))
    }

    /// The rectangle grown by a margin on every side.
    pub fn grown(&self, by_px: f64) -> Rect {
        Rect::new(self.x - by_px, self.y - by_px, self.width + 2.0 * by_px, self.height + 2.0 * by_px)
    }
}

/// A set of rectangles.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    rects: Vec<Rect>,
}

impl Taken {
    /// Whether a rectangle overlaps none of the set.
    pub fn is_free(&self, rect: &Rect) -> bool {
        !self.rects.iter().any(|taken| taken.overlaps(rect))
    }

    /// Adds a rectangle.
    pub fn take(&mut self, rect: Rect) {
        self.rects.push(rect);
    }

    /// Empties the set, keeping its memory.
    pub fn clear(&mut self) {
        self.rects.clear();
    }
}
