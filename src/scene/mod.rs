//! The finished picture as plain data; one painter; surfaces that it paints on.
//!
//! Decides how shapes and colour roles become drawing calls. Leaves where things stand to [`crate::charts`].
//! Positions are CSS pixels from the top left, x to the right and y down.

use crate::layout::Font;

#[cfg(not(target_arch = "wasm32"))]
pub mod bitmap;
pub mod painter;
pub mod palette;
pub mod svg;
pub mod trace;

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width in CSS pixels.
    pub width_px: f64,
    /// Height in CSS pixels.
    pub height_px: f64,
    /// What is drawn, first things first.
    pub items: Vec<Item>,
}

/// One thing drawn, or the border of a mark.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// What follows, up to `MarkEnd`, is one mark: the datum with this key (`event:2022-06-17-…`, `option:against-all`).
    MarkBegin(String),
    /// The end of the mark.
    MarkEnd,
    /// A filled and/or outlined shape.
    Shape(Shape, Paint),
    /// One line of text.
    Text(Text),
}

/// Geometry.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle by its top left corner and size; `radius_px` rounds its corners.
    Rect {
        /// Left.
        x: f64,
        /// Top.
        y: f64,
        /// Width, not negative.
        width: f64,
        /// Height, not negative.
        height: f64,
        /// Corner radius.
        radius: f64,
    },
    /// A circle.
    Circle {
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// Radius.
        radius: f64,
    },
    /// A run of straight lines, closed (a polygon) or open.
    Path {
        /// Corners.
        points: Vec<(f64, f64)>,
        /// Whether the last corner joins the first.
        closed: bool,
    },
}

/// How a shape is painted: fill first, then stroke.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Paint {
    /// Fill.
    pub fill: Option<Ink>,
    /// Outline.
    pub stroke: Option<Stroke>,
}

/// An outline; joins are round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub ink: Ink,
    /// Width in CSS pixels. A straight upright or level open path is a hairline where this is 1: the painter puts it on
    /// whole pixels.
    pub width_px: f64,
    /// Lengths drawn and left out in turn, in CSS pixels; `None`: unbroken.
    pub dash_px: Option<(f64, f64)>,
}

/// A colour role and its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ink {
    /// The role; the palette gives the colour.
    pub role: Role,
    /// 0 (nothing) ..= 1.
    pub alpha: f64,
}

impl From<Role> for Ink {
    fn from(role: Role) -> Ink {
        Ink { role, alpha: 1.0 }
    }
}

/// What a colour is for. Blue and vermilion (`Tone…`) mean tone of relations and nothing else; `Accent` is what a
/// headline speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Role {
    /// The page.
    Ground,
    /// A quiet ground: funnel, chosen column, sheet.
    Tint,
    /// Gridlines.
    Rule,
    /// Zero lines, poles, leaders.
    RuleStrong,
    /// Edges of controls.
    Control,
    /// Headlines, values that matter.
    Ink,
    /// Text; the winner's bar.
    InkSecond,
    /// Axis, keys, sources; UN votes.
    InkThird,
    /// Bars, points, context lines.
    Bar,
    /// Gauge of a tile.
    Fill,
    /// What the headline speaks of.
    Accent,
    /// Gauge of what the headline speaks of.
    AccentTint,
    /// Links and the focus ring.
    Link,
    /// Tone −10 … −5.
    ToneConflictStrong,
    /// Tone above −5, below −0.5.
    ToneConflict,
    /// Tone −0.5 … +0.5.
    ToneNeutral,
    /// Tone above +0.5, below +5.
    ToneCooperation,
    /// Tone +5 … +10.
    ToneCooperationStrong,
    /// Values of conflict as text.
    ToneConflictText,
    /// Values of cooperation as text.
    ToneCooperationText,
    /// A state's vote in favour.
    Yes,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where the anchor stands.
    pub x: f64,
    /// The baseline.
    pub y: f64,
    /// The words.
    pub content: String,
    /// Size and weight.
    pub font: Font,
    /// Colour.
    pub ink: Ink,
    /// Which end of the line stands at `x`.
    pub anchor: Anchor,
    /// Whether a band of ground, 2 px on each side, cuts the letters free of what lies behind.
    pub halo: bool,
}

/// Which part of a line of text stands at its x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}
