//! Geometry and room for text: what fits where. No colours, no sentences, no story.

pub mod width_table;

/// The width of text, as the surface that will show it measures it.
pub trait Measure {
    /// Advance width in CSS pixels of one line of text.
    fn width_px(&self, text: &str, font: Font) -> f64;
}

/// Size and weight of the figures' one face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Font {
    /// Size in CSS pixels.
    pub size_px: u8,
    /// Whether it is semibold (600), else regular (400).
    pub semibold: bool,
}

impl Font {
    /// Regular weight.
    pub const fn regular(size_px: u8) -> Font {
        Font { size_px, semibold: false }
    }

    /// Semibold.
    pub const fn semibold(size_px: u8) -> Font {
        Font { size_px, semibold: true }
    }
}

pub mod around;
pub mod boxes;
pub mod flags;
pub mod swarm;
pub mod wrap;
