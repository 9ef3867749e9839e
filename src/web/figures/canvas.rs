//! A surface over a canvas: device pixels, few calls.
//!
//! Decides how units become device pixels (edges of upright and level things fall on whole ones at any density), what is
//! drawn in one call (what follows in one style), and which colour a role has on this page. Leaves where things stand to
//! the scene.

use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle,
};
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration};

use super::measure::css_font;
use ballotline::layout::Font;
use ballotline::scene::Role;
use ballotline::scene::painter::{LineStyle, NeverFails, Surface, TextStyle};
use ballotline::scene::palette::{Palette, css_name};

/// Units in a CSS pixel.
const UNITS_PER_PX: i32 = 20;

/// The CSS colour of each role.
pub struct Colours(Vec<String>);

impl Colours {
    /// The colours that the page gives the host, and the palette's where it gives none.
    pub fn read(style: &CssStyleDeclaration, palette: &Palette) -> Colours {
        let colour = |role: Role| {
            let given = style.get_property_value(css_name(role)).unwrap_or_default();
            let given = given.trim();
            if given.is_empty() { hex(palette.rgb(role)) } else { given.to_owned() }
        };
        Colours(Role::ALL.into_iter().map(colour).collect())
    }

    fn of(&self, color: BackendColor) -> &str {
        // The palette painted with is `Palette::ROLES`: a role's number stands where red would be.
        self.0.get(usize::from(color.rgb.0)).map_or("", String::as_str)
    }
}

fn hex((red, green, blue): (u8, u8, u8)) -> String {
    let mut text = String::from("#");
    for value in [red, green, blue] {
        for digit in [value >> 4, value & 15] {
            text.push(char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }));
        }
    }
    text
}

/// What has been put on the path and not been drawn yet.
#[derive(Clone, Copy, PartialEq)]
enum Batch {
    Fill { role: u8, alpha: f64 },
    Stroke { role: u8, alpha: f64, width: u32 },
}

/// The surface; drawn with [`Palette::ROLES`].
pub struct Canvas<'a> {
    context: &'a CanvasRenderingContext2d,
    colours: &'a Colours,
    family: &'a str,
    /// Device pixels a CSS pixel.
    ratio: f64,
    /// Device pixels a unit.
    scale: f64,
    size_px: (f64, f64),
    batch: Option<Batch>,
    /// Whether nothing may join the batch.
    alone: bool,
    fill: Option<u8>,
    stroke: Option<u8>,
    alpha: f64,
    font: Option<Font>,
    align: Option<&'static str>,
}

impl<'a> Canvas<'a> {
    /// A surface on a canvas of this many CSS pixels, `ratio` device pixels each.
    pub fn new(
        context: &'a CanvasRenderingContext2d,
        colours: &'a Colours,
        family: &'a str,
        ratio: f64,
        size_px: (f64, f64),
    ) -> Canvas<'a> {
        Canvas {
            context,
            colours,
            family,
            ratio,
            scale: ratio / f64::from(UNITS_PER_PX),
            size_px,
            batch: None,
            alone: false,
            fill: None,
            stroke: None,
            alpha: -1.0,
            font: None,
            align: None,
        }
    }

    fn begin(&mut self, batch: Batch, may_join: bool) {
        if !may_join || self.alone || self.batch != Some(batch) {
            self.flush();
            self.context.begin_path();
            self.batch = Some(batch);
            self.alone = !may_join;
        }
    }

    fn begin_fill(&mut self, color: BackendColor, may_join: bool) {
        self.begin(Batch::Fill { role: color.rgb.0, alpha: color.alpha }, may_join);
    }

    fn begin_stroke<S: BackendStyle>(&mut self, style: &S) {
        let color = style.color();
        self.begin(
            Batch::Stroke { role: color.rgb.0, alpha: color.alpha, width: style.stroke_width() },
            true,
        );
    }

    fn flush(&mut self) {
        let color = |role, alpha| BackendColor { rgb: (role, 0, 0), alpha };
        match self.batch.take() {
            None => {}
            Some(Batch::Fill { role, alpha }) => {
                self.set_fill(color(role, alpha));
                self.context.fill();
            }
            Some(Batch::Stroke { role, alpha, width }) => {
                self.set_stroke(color(role, alpha), f64::from(width) * self.scale);
                self.context.stroke();
            }
        }
    }

    fn set_alpha(&mut self, alpha: f64) {
        if (self.alpha - alpha).abs() > 0.001 {
            self.alpha = alpha;
            self.context.set_global_alpha(alpha);
        }
    }

    fn set_fill(&mut self, color: BackendColor) {
        self.set_alpha(color.alpha);
        if self.fill != Some(color.rgb.0) {
            self.fill = Some(color.rgb.0);
            self.context.set_fill_style_str(self.colours.of(color));
        }
    }

    fn set_stroke(&mut self, color: BackendColor, width: f64) {
        self.set_alpha(color.alpha);
        if self.stroke != Some(color.rgb.0) {
            self.stroke = Some(color.rgb.0);
            self.context.set_stroke_style_str(self.colours.of(color));
        }
        self.context.set_line_width(width);
    }

    fn set_text<T: BackendTextStyle>(&mut self, style: &T) {
        let font = Font { size_px: style.size() as u8, semibold: matches!(style.style(), FontStyle::Bold) };
        if self.font != Some(font) {
            self.font = Some(font);
            self.context.set_font(&css_font(font, self.ratio, self.family));
        }
        let align = match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        if self.align != Some(align) {
            self.align = Some(align);
            self.context.set_text_align(align);
        }
    }

    /// Units in device pixels.
    fn device(&self, units: i32) -> f64 {
        f64::from(units) * self.scale
    }

    /// Units in whole device pixels.
    fn whole(&self, units: i32) -> f64 {
        (self.device(units) + 0.5).floor()
    }

    /// The near edge and the width, both whole, of a line whose middle is at `units`.
    fn across(&self, units: i32, width: u32) -> (f64, f64) {
        let width = (self.device(width as i32) + 0.5).floor().max(1.0);
        ((self.device(units) - width / 2.0 + 0.5).floor(), width)
    }

    fn lines(&self, points: impl IntoIterator<Item = BackendCoord>, closed: bool) {
        let mut first = None;
        let mut last = None;
        for point in points {
            let (x, y) = (self.device(point.0), self.device(point.1));
            if first.is_none() {
                first = Some(point);
                self.context.move_to(x, y);
            } else {
                self.context.line_to(x, y);
            }
            last = Some(point);
        }
        if closed || (first.is_some() && first == last) {
            self.context.close_path();
        }
    }
}

type Done = Result<(), DrawingErrorKind<NeverFails>>;

impl DrawingBackend for Canvas<'_> {
    type ErrorType = NeverFails;

    fn get_size(&self) -> (u32, u32) {
        let units = f64::from(UNITS_PER_PX);
        ((self.size_px.0 * units) as u32, (self.size_px.1 * units) as u32)
    }

    fn ensure_prepared(&mut self) -> Done {
        self.context.set_global_alpha(1.0);
        self.alpha = 1.0;
        let (width, height) = self.size_px;
        self.context.clear_rect(0.0, 0.0, width * self.ratio + 1.0, height * self.ratio + 1.0);
        self.context.set_line_join("round");
        Ok(())
    }

    fn present(&mut self) -> Done {
        self.flush();
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        let upright = from.0 == to.0;
        if upright || from.1 == to.1 {
            self.begin_fill(style.color(), true);
            let (near, width) = self.across(if upright { from.0 } else { from.1 }, style.stroke_width());
            let (start, end) = if upright { (from.1, to.1) } else { (from.0, to.0) };
            let (start, end) = (self.whole(start.min(end)), self.whole(start.max(end)));
            if upright {
                self.context.rect(near, start, width, end - start);
            } else {
                self.context.rect(start, near, end - start, width);
            }
        } else {
            self.begin_stroke(style);
            self.lines([from, to], false);
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        if fill {
            let color = style.color();
            self.begin_fill(color, color.alpha >= 1.0);
            let (left, top) = (self.whole(upper_left.0), self.whole(upper_left.1));
            let (mut width, mut height) =
                (self.whole(bottom_right.0) - left, self.whole(bottom_right.1) - top);
            // What has a size is seen.
            if bottom_right.0 > upper_left.0 {
                width = width.max(1.0);
            }
            if bottom_right.1 > upper_left.1 {
                height = height.max(1.0);
            }
            self.context.rect(left, top, width, height);
        } else {
            self.begin_stroke(style);
            let width = style.stroke_width();
            let middle = |(near, width): (f64, f64)| near + width / 2.0;
            let (left, right) =
                (middle(self.across(upper_left.0, width)), middle(self.across(bottom_right.0, width)));
            let (top, bottom) =
                (middle(self.across(upper_left.1, width)), middle(self.across(bottom_right.1, width)));
            self.context.rect(left, top, right - left, bottom - top);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.begin_stroke(style);
        self.lines(path, false);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        if fill {
            let color = style.color();
            self.begin_fill(color, color.alpha >= 1.0);
        } else {
            self.begin_stroke(style);
        }
        let (x, y, radius) = (self.device(center.0), self.device(center.1), self.device(radius as i32));
        self.context.move_to(x + radius, y);
        // An arc fails on a negative radius, which this is not.
        let _ = self.context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Done {
        // Two polygons in one path could cut holes into each other.
        self.begin_fill(style.color(), false);
        self.lines(vert, true);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> Done {
        self.flush();
        self.set_text(style);
        self.set_fill(style.color());
        let _ = self.context.fill_text(text, self.device(pos.0), self.whole(pos.1));
        Ok(())
    }
}

impl Surface for Canvas<'_> {
    fn units_per_px(&self) -> i32 {
        UNITS_PER_PX
    }

    fn draw_halo(&mut self, text: &str, style: &TextStyle, pos: BackendCoord, halo: LineStyle) -> Done {
        self.flush();
        self.set_text(style);
        self.set_stroke(halo.color, f64::from(halo.width) * self.scale);
        let _ = self.context.stroke_text(text, self.device(pos.0), self.whole(pos.1));
        Ok(())
    }
}
