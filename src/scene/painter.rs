//! From a scene to the calls of a plotters drawing backend.
//!
//! Decides how positions are rounded (once, to the surface's units), where hairlines stand (on whole pixels), how dashes
//! and round corners are cut into pieces, and in which order a mark's fill and outline come. Leaves to the surface what
//! a call looks like, and to [`crate::charts`] where things stand.

use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontFamily, FontStyle,
};

use super::palette::Palette;
use super::{Anchor, Ink, Item, Paint, Role, Scene, Shape, Stroke, Text};
use crate::layout::Font;

/// Positions beyond this many CSS pixels are drawn at it.
const FAR_PX: f64 = 100_000.0;

/// Width of the ground-coloured line around the letters of a text with a halo: 2 px show on each side.
const HALO_PX: f64 = 4.0;

/// What the painter paints on: a plotters backend whose whole numbers are fractions of a pixel.
///
/// Rectangles reach from their upper left to, not including, their lower right corner. A path whose last point is its
/// first is closed. The position of a text is its baseline. Outlines have round joins and flat ends.
pub trait Surface: DrawingBackend {
    /// Units in one CSS pixel; even, so that the middle of a pixel is a whole number.
    fn units_per_px(&self) -> i32;

    /// What follows, up to `end_mark`, is the mark with this key.
    fn begin_mark(&mut self, key: &str) {
        let _ = key;
    }

    /// The mark has ended.
    fn end_mark(&mut self) {}

    /// An outline of this colour and width behind the letters of the text that the next `draw_text` writes.
    fn draw_halo(
        &mut self,
        text: &str,
        style: &TextStyle,
        position: BackendCoord,
        halo: LineStyle,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        let _ = (text, style, position, halo);
        Ok(())
    }

    /// A run of lines in dashes: the lengths drawn and left out in turn, in units, both at least 1. Cut into pieces here,
    /// for a surface that knows no dashes.
    fn draw_dashed(
        &mut self,
        points: &[BackendCoord],
        style: &LineStyle,
        lengths: (i32, i32),
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        for_each_dash(points, lengths, |piece| match *piece {
            [from, to] => self.draw_line(from, to, style),
            _ => self.draw_path(piece.iter().copied(), style),
        })
    }
}

/// A colour and a line width in units.
#[derive(Clone, Copy)]
pub struct LineStyle {
    /// Colour and opacity.
    pub color: BackendColor,
    /// Width in the surface's units; 0 for a fill.
    pub width: u32,
}

impl BackendStyle for LineStyle {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// How a line of text looks. Its size is in CSS pixels; semibold is carried as `FontStyle::Bold`.
#[derive(Clone, Copy)]
pub struct TextStyle {
    /// Colour and opacity.
    pub color: BackendColor,
    /// Size and weight.
    pub font: Font,
    /// Which part of the text stands at its position.
    pub anchor: Anchor,
}

/// Our text styles cannot fail.
pub type NeverFails = std::convert::Infallible;

impl BackendTextStyle for TextStyle {
    type FontError = NeverFails;

    fn color(&self) -> BackendColor {
        self.color
    }

    fn size(&self) -> f64 {
        f64::from(self.font.size_px)
    }

    fn style(&self) -> FontStyle {
        if self.font.semibold { FontStyle::Bold } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        let h_pos = match self.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        Pos { h_pos, v_pos: VPos::Bottom }
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::SansSerif
    }

    fn layout_box(&self, _text: &str) -> Result<((i32, i32), (i32, i32)), NeverFails> {
        Ok(((0, 0), (0, 0)))
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _pos: BackendCoord,
        _draw: DrawFunc,
    ) -> Result<Result<(), E>, NeverFails> {
        Ok(Ok(()))
    }
}

/// Paints a picture. Fails only where the surface does.
pub fn paint<S: Surface>(
    scene: &Scene,
    palette: &Palette,
    surface: &mut S,
) -> Result<(), DrawingErrorKind<S::ErrorType>> {
    let units_per_px = surface.units_per_px();
    surface.ensure_prepared()?;
    let mut painter = Painter { palette, surface, units_per_px };
    for item in &scene.items {
        match item {
            Item::MarkBegin(key) => painter.surface.begin_mark(key),
            Item::MarkEnd => painter.surface.end_mark(),
            Item::Shape(shape, paint) => painter.shape(shape, *paint)?,
            Item::Text(text) => painter.text(text)?,
        }
    }
    surface.present()
}

struct Painter<'a, S: Surface> {
    palette: &'a Palette,
    surface: &'a mut S,
    units_per_px: i32,
}

impl<S: Surface> Painter<'_, S> {
    fn shape(&mut self, shape: &Shape, paint: Paint) -> Result<(), DrawingErrorKind<S::ErrorType>> {
        let fill = paint.fill.filter(|ink| ink.alpha > 0.0);
        let stroke = paint.stroke.filter(|stroke| stroke.ink.alpha > 0.0 && stroke.width_px > 0.0);
        match shape {
            Shape::Rect { x, y, width, height, radius } => {
                let (left, top) = (self.units(*x), self.units(*y));
                let (right, bottom) = (self.units(x + width), self.units(y + height));
                let radius = self.units(*radius);
                if let Some(ink) = fill {
                    let style = self.fill_style(ink);
                    if radius > 0 {
                        let corners = round_rect(left, top, right, bottom, radius, self.units_per_px);
                        self.surface.fill_polygon(corners, &style)?;
                    } else {
                        self.surface.draw_rect((left, top), (right, bottom), &style, true)?;
                    }
                }
                if let Some(stroke) = stroke {
                    let (mut left, mut top, mut right, mut bottom) = (left, top, right, bottom);
                    if is_hairline(&stroke)
                        && right - left > self.units_per_px
                        && bottom - top > self.units_per_px
                    {
                        // A thin edge lies inside its rectangle, on whole pixels.
                        left = self.pixel_centre(left);
                        top = self.pixel_centre(top);
                        right = -self.pixel_centre(-right);
                        bottom = -self.pixel_centre(-bottom);
                    }
                    if radius > 0 || stroke.dash_px.is_some() {
                        let corners = round_rect(left, top, right, bottom, radius, self.units_per_px);
                        self.outline(corners, true, &stroke)?;
                    } else {
                        let style = self.line_style(&stroke);
                        self.surface.draw_rect((left, top), (right, bottom), &style, false)?;
                    }
                }
            }
            Shape::Circle { x, y, radius } => {
                let centre = (self.units(*x), self.units(*y));
                let radius = self.units(*radius).unsigned_abs();
                if let Some(ink) = fill {
                    let style = self.fill_style(ink);
                    self.surface.draw_circle(centre, radius, &style, true)?;
                }
                if let Some(stroke) = stroke {
                    let style = self.line_style(&stroke);
                    self.surface.draw_circle(centre, radius, &style, false)?;
                }
            }
            Shape::Path { points, closed } => {
                let points: Vec<BackendCoord> =
                    points.iter().map(|&(x, y)| (self.units(x), self.units(y))).collect();
                if let Some(ink) = fill
                    && points.len() > 2
                {
                    let style = self.fill_style(ink);
                    self.surface.fill_polygon(points.iter().copied(), &style)?;
                }
                if let Some(stroke) = stroke {
                    if let [from, to] = points[..]
                        && is_hairline(&stroke)
                        && !closed
                        && (from.0 == to.0 || from.1 == to.1)
                    {
                        self.hairline(from, to, &stroke)?;
                    } else {
                        self.outline(points, *closed, &stroke)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn hairline(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        stroke: &Stroke,
    ) -> Result<(), DrawingErrorKind<S::ErrorType>> {
        let units = self.units_per_px;
        let whole = |value: i32| (value + units / 2).div_euclid(units) * units;
        // A dash begins on a whole pixel too, or it would be two faint ones.
        let along = |value: i32| if stroke.dash_px.is_some() { whole(value) } else { value };
        let (from, to) = if from.0 == to.0 {
            let x = self.pixel_centre(from.0);
            ((x, along(from.1)), (x, along(to.1)))
        } else {
            let y = self.pixel_centre(from.1);
            ((along(from.0), y), (along(to.0), y))
        };
        self.outline(vec![from, to], false, stroke)
    }

    fn outline(
        &mut self,
        mut points: Vec<BackendCoord>,
        closed: bool,
        stroke: &Stroke,
    ) -> Result<(), DrawingErrorKind<S::ErrorType>> {
        let style = self.line_style(stroke);
        if closed && points.len() > 2 {
            points.push(points[0]);
        }
        match stroke.dash_px {
            Some((on, off)) if on > 0.0 && off > 0.0 => {
                // A dash shorter than a unit would never end.
                let lengths = (self.units(on).max(1), self.units(off).max(1));
                self.surface.draw_dashed(&points, &style, lengths)
            }
            _ => match points[..] {
                [] | [_] => Ok(()),
                [from, to] => self.surface.draw_line(from, to, &style),
                _ => self.surface.draw_path(points, &style),
            },
        }
    }

    fn text(&mut self, text: &Text) -> Result<(), DrawingErrorKind<S::ErrorType>> {
        if text.ink.alpha <= 0.0 || text.content.is_empty() {
            return Ok(());
        }
        let position = (self.units(text.x), self.units(text.y));
        let style = TextStyle { color: self.colour(text.ink), font: text.font, anchor: text.anchor };
        if text.halo {
            let color = self.colour(Ink::from(Role::Ground));
            let halo = LineStyle { color, width: self.units(HALO_PX).unsigned_abs() };
            self.surface.draw_halo(&text.content, &style, position, halo)?;
        }
        self.surface.draw_text(&text.content, &style, position)
    }

    /// CSS pixels in units, rounded to the nearest.
    fn units(&self, px: f64) -> i32 {
        (px.clamp(-FAR_PX, FAR_PX) * f64::from(self.units_per_px) + 0.5).floor() as i32
    }

    /// The middle of the pixel in which a position lies.
    fn pixel_centre(&self, value: i32) -> i32 {
        value.div_euclid(self.units_per_px) * self.units_per_px + self.units_per_px / 2
    }

    fn colour(&self, ink: Ink) -> BackendColor {
        BackendColor { alpha: ink.alpha.clamp(0.0, 1.0), rgb: self.palette.rgb(ink.role) }
    }

    fn fill_style(&self, ink: Ink) -> LineStyle {
        LineStyle { color: self.colour(ink), width: 0 }
    }

    fn line_style(&self, stroke: &Stroke) -> LineStyle {
        let width = self.units(stroke.width_px).unsigned_abs().max(1);
        LineStyle { color: self.colour(stroke.ink), width }
    }
}

fn is_hairline(stroke: &Stroke) -> bool {
    (stroke.width_px - 1.0).abs() < 0.01
}

/// Cosines of nine directions from 0° to 90°; backwards, their sines.
const QUARTER: [f64; 9] = [
    1.0,
    0.980_785_28,
    0.923_879_53,
    0.831_469_61,
    std::f64::consts::FRAC_1_SQRT_2,
    0.555_570_23,
    0.382_683_43,
    0.195_090_32,
    0.0,
];

/// The outline of a rectangle with round corners, clockwise from the upper left; nowhere more than 0.07 px off for
/// radii up to 14 px.
fn round_rect(
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
    radius: i32,
    units_per_px: i32,
) -> Vec<BackendCoord> {
    let radius = radius.min((right - left) / 2).min((bottom - top) / 2);
    if radius <= 0 {
        return vec![(left, top), (right, top), (right, bottom), (left, bottom)];
    }
    let step = if radius <= 4 * units_per_px { 2 } else { 1 };
    let mut corners = Vec::with_capacity(36);
    // Each corner: the centre of its arc, and the signs with which cosine and sine count.
    let arcs = [
        (left + radius, top + radius, -1.0, -1.0, false),
        (right - radius, top + radius, 1.0, -1.0, true),
        (right - radius, bottom - radius, 1.0, 1.0, false),
        (left + radius, bottom - radius, -1.0, 1.0, true),
    ];
    for (x, y, sign_x, sign_y, from_upright) in arcs {
        for index in (0..=8).step_by(step) {
            let (cosine, sine) = (QUARTER[index], QUARTER[8 - index]);
            let (across, along) = if from_upright { (sine, cosine) } else { (cosine, sine) };
            let offset = |part: f64| (part * f64::from(radius) + 0.5).floor() as i32;
            corners.push((x + sign_x as i32 * offset(across), y + sign_y as i32 * offset(along)));
        }
    }
    corners
}

/// Cuts a run of lines into dashes and hands each on; both lengths at least 1.
fn for_each_dash<E>(
    points: &[BackendCoord],
    (on, off): (i32, i32),
    mut draw: impl FnMut(&[BackendCoord]) -> Result<(), E>,
) -> Result<(), E> {
    let Some(&first) = points.first() else { return Ok(()) };
    let mut piece = vec![first];
    let mut is_on = true;
    let mut left = f64::from(on);
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let (x, y) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        let length = (x * x + y * y).sqrt();
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let part = done / length;
            let cut = (from.0 + (x * part + 0.5).floor() as i32, from.1 + (y * part + 0.5).floor() as i32);
            if is_on {
                piece.push(cut);
                draw(&piece)?;
            }
            piece.clear();
            is_on = !is_on;
            if is_on {
                piece.push(cut);
            }
            left = f64::from(if is_on { on } else { off });
        }
        left -= length - done;
        if is_on && piece.last() != Some(&to) {
            piece.push(to);
        }
    }
    if is_on && piece.len() > 1 { draw(&piece) } else { Ok(()) }
}
