//! A surface over a canvas: device pixels, one call a frame.
//!
//! Decides how units become device pixels (edges of upright and level things fall on whole ones at any density), what is
//! drawn in one path (what follows in one style), and which colour a role has on this page. A frame is written down as steps,
//! and `www/element.js` takes them: a call for each would cost as much as what it draws. Leaves where things stand to the scene.

use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle,
};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration};

use super::measure::css_font;
use ballotline::layout::Font;
use ballotline::scene::Role;
use ballotline::scene::painter::{LineStyle, NeverFails, Surface, TextStyle};
use ballotline::scene::palette::{Palette, css_name};

/// Room for the steps of most frames, in numbers.
const STEPS: usize = 8192;
/// Units in a CSS pixel.
const UNITS_PER_PX: i32 = 20;

#[wasm_bindgen]
extern "C" {
    /// Takes the steps of a frame; `words` has a line for each text or style that one of them asks for.
    fn paint(context: &CanvasRenderingContext2d, steps: &[f64], words: &str);
}

/// What a canvas is to do; `paint` in `www/element.js` has the same order. The numbers that a step needs follow it.
#[derive(Clone, Copy)]
enum Step {
    Begin,
    /// How many corners, then these.
    Lines,
    Close,
    Rect,
    Arc,
    Fill,
    Stroke,
    Alpha,
    LineWidth,
    FillStyle,
    StrokeStyle,
    Font,
    Align,
    FillText,
    StrokeText,
}

/// The CSS colour of each role.
pub struct Colours(Vec<String>);

impl Colours {
    /// The colours that the page gives the host, and the palette's where it gives none.
    pub fn read(style: &CssStyleDeclaration, palette: &Palette) -> Colours {
        let colour = |role: Role| {
            let given = style.get_property_value(css_name(role)).unwrap_or_default();
            // On one line: a frame's words travel with line ends between them.
            let given: Vec<&str> = given.split_ascii_whitespace().collect();
            if given.is_empty() { hex(palette.rgb(role)) } else { given.join(" ") }
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
    /// The steps so far, with their numbers and words.
    steps: Vec<f64>,
    words: String,
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
            steps: Vec::with_capacity(STEPS),
            words: String::new(),
            batch: None,
            alone: false,
            fill: None,
            stroke: None,
            alpha: 1.0,
            font: None,
            align: None,
        }
    }

    fn step(&mut self, step: Step, numbers: &[f64]) {
        self.steps.push(f64::from(step as u8));
        self.steps.extend_from_slice(numbers);
    }

    /// A step that needs a text, which has no line breaks.
    fn step_with(&mut self, step: Step, word: &str, numbers: &[f64]) {
        self.step(step, numbers);
        self.words.push_str(word);
        self.words.push('\n');
    }

    fn begin(&mut self, batch: Batch, may_join: bool) {
        if !may_join || self.alone || self.batch != Some(batch) {
            self.flush();
            self.step(Step::Begin, &[]);
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
                self.step(Step::Fill, &[]);
            }
            Some(Batch::Stroke { role, alpha, width }) => {
                self.set_stroke(color(role, alpha), f64::from(width) * self.scale);
                self.step(Step::Stroke, &[]);
            }
        }
    }

    fn set_alpha(&mut self, alpha: f64) {
        if (self.alpha - alpha).abs() > 0.001 {
            self.alpha = alpha;
            self.step(Step::Alpha, &[alpha]);
        }
    }

    fn set_fill(&mut self, color: BackendColor) {
        self.set_alpha(color.alpha);
        if self.fill != Some(color.rgb.0) {
            self.fill = Some(color.rgb.0);
            self.step_with(Step::FillStyle, self.colours.of(color), &[]);
        }
    }

    fn set_stroke(&mut self, color: BackendColor, width: f64) {
        self.set_alpha(color.alpha);
        if self.stroke != Some(color.rgb.0) {
            self.stroke = Some(color.rgb.0);
            self.step_with(Step::StrokeStyle, self.colours.of(color), &[]);
        }
        self.step(Step::LineWidth, &[width]);
    }

    fn set_text<T: BackendTextStyle>(&mut self, style: &T) {
        let font = Font { size_px: style.size() as u8, semibold: matches!(style.style(), FontStyle::Bold) };
        if self.font != Some(font) {
            self.font = Some(font);
            self.step_with(Step::Font, &css_font(font, self.ratio, self.family), &[]);
        }
        let align = match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        if self.align != Some(align) {
            self.align = Some(align);
            self.step_with(Step::Align, align, &[]);
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

    fn lines(&mut self, points: impl IntoIterator<Item = BackendCoord>, closed: bool) {
        self.step(Step::Lines, &[0.0]);
        let begun = self.steps.len();
        let mut first = None;
        let mut last = None;
        for point in points {
            self.steps.extend([self.device(point.0), self.device(point.1)]);
            first = first.or(Some(point));
            last = Some(point);
        }
        self.steps[begun - 1] = (self.steps.len() - begun) as f64 / 2.0;
        if closed || (first.is_some() && first == last) {
            self.step(Step::Close, &[]);
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
        Ok(())
    }

    fn present(&mut self) -> Done {
        self.flush();
        paint(self.context, &self.steps, &self.words);
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
                self.step(Step::Rect, &[near, start, width, end - start]);
            } else {
                self.step(Step::Rect, &[start, near, end - start, width]);
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
            self.step(Step::Rect, &[left, top, width, height]);
        } else {
            self.begin_stroke(style);
            let width = style.stroke_width();
            let middle = |(near, width): (f64, f64)| near + width / 2.0;
            let (left, right) =
                (middle(self.across(upper_left.0, width)), middle(self.across(bottom_right.0, width)));
            let (top, bottom) =
                (middle(self.across(upper_left.1, width)), middle(self.across(bottom_right.1, width)));
            self.step(Step::Rect, &[left, top, right - left, bottom - top]);
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
        self.step(Step::Arc, &[x, y, radius]);
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
        self.step_with(Step::FillText, text, &[self.device(pos.0), self.whole(pos.1)]);
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
        self.step_with(Step::StrokeText, text, &[self.device(pos.0), self.whole(pos.1)]);
        Ok(())
    }
}
