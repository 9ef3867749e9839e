//! A surface that writes SVG text.
//!
//! Decides how calls become elements with few bytes: what follows in the same style is one path, or stands in one group;
//! a fill and an outline of the same geometry are one element. No `style` attributes and no ids, so that it can stand in
//! any page under any policy.

use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle,
};

use super::painter::{LineStyle, NeverFails, Surface, TextStyle, paint};
use super::palette::{Palette, css_name};
use super::{Role, Scene};

/// Which colours an SVG text has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Colours<'a> {
    /// Those of a palette, written out: for files that stand alone.
    Written(&'a Palette),
    /// Those of the page around it: `var(--bl-ink)` and so on, so that the picture follows the page's theme.
    Page,
}

/// How a scene is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SvgOptions<'a> {
    /// Colours.
    pub colours: Colours<'a>,
    /// What the picture is called for those who hear it.
    pub label: &'a str,
    /// The `font-family` on the root; empty: that of the page around it.
    pub font_family: &'a str,
    /// Whether a rectangle of ground lies below the picture.
    pub ground: bool,
    /// Whether the root names the SVG namespace (a file must, a picture inside HTML need not) and a width in pixels
    /// instead of 100 %.
    pub standalone: bool,
    /// Whether each mark is a group that names its datum in `data-mark`: for programs that work on the file.
    pub names_marks: bool,
}

impl<'a> SvgOptions<'a> {
    /// A picture inside a page. Its marks have no names: nothing on the page asks for them, and they would be 2 KB of it.
    pub fn page(label: &'a str) -> SvgOptions<'a> {
        let colours = Colours::Page;
        SvgOptions { colours, label, font_family: "", ground: false, standalone: false, names_marks: false }
    }

    /// A file.
    pub fn file(label: &'a str, palette: &'a Palette) -> SvgOptions<'a> {
        let colours = Colours::Written(palette);
        SvgOptions {
            colours,
            label,
            font_family: FAMILIES,
            ground: true,
            standalone: true,
            names_marks: true,
        }
    }
}

/// The fonts of a file: a browser's own, which it was measured with there; else the one that the widths of a native build are of,
/// or one that is nearly as wide.
const FAMILIES: &str = "system-ui,Noto Sans,Arial,sans-serif";

/// The scene as SVG text.
pub fn to_svg(scene: &Scene, options: &SvgOptions<'_>) -> String {
    let palette = match options.colours {
        Colours::Written(palette) => palette,
        Colours::Page => &Palette::ROLES,
    };
    let mut surface = SvgSurface::new(scene, options);
    surface.open(options, palette);
    match paint(scene, palette, &mut surface) {
        Ok(()) => {}
        // Writing text cannot fail.
        Err(DrawingErrorKind::DrawingError(never)) => match never {},
        Err(DrawingErrorKind::FontError(_)) => {}
    }
    surface.finish()
}

/// Units in a CSS pixel.
const UNITS_PER_PX: i32 = 20;
/// A tenth of a pixel in units: finer places cost bytes, and nobody sees them.
const TENTH: i32 = UNITS_PER_PX / 10;
/// Half a pixel: enough for a picture that stands until the canvas takes its place.
const HALF: i32 = UNITS_PER_PX / 2;

/// What the elements of a run are.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Path,
    Circle,
    Text,
}

/// Things in the same style that have not been written yet.
#[derive(Default)]
struct Run {
    kind: Kind,
    /// Attributes of fill and outline, each with a leading space.
    attributes: String,
    /// Path data, or elements from behind their name to their end.
    parts: Vec<String>,
    /// Whether nothing may join it.
    alone: bool,
}

/// The surface; see [`to_svg`].
pub struct SvgSurface {
    out: String,
    size_px: (u32, u32),
    names_roles: bool,
    names_marks: bool,
    /// Corners of level and upright lines stand at whole multiples of so many units.
    step: i32,
    run: Run,
    halo: Option<LineStyle>,
}

impl SvgSurface {
    fn new(scene: &Scene, options: &SvgOptions<'_>) -> SvgSurface {
        let (names_roles, names_marks) = (options.colours == Colours::Page, options.names_marks);
        let whole = |px: f64| px.clamp(0.0, 100_000.0).ceil() as u32;
        let size_px = (whole(scene.width_px), whole(scene.height_px));
        let step = if options.standalone { TENTH } else { HALF };
        let (out, run) = (String::new(), Run::default());
        SvgSurface { out, size_px, names_roles, names_marks, step, run, halo: None }
    }

    fn open(&mut self, options: &SvgOptions<'_>, palette: &Palette) {
        let (width, height) = (self.size_px.0 as i32 * UNITS_PER_PX, self.size_px.1 as i32 * UNITS_PER_PX);
        self.out.push_str("<svg");
        if options.standalone {
            self.out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
        }
        self.out.push_str(" viewBox=\"0 0 ");
        number(&mut self.out, width);
        self.out.push(' ');
        number(&mut self.out, height);
        self.out.push_str("\" width=\"");
        if options.standalone {
            number(&mut self.out, width);
        } else {
            self.out.push_str("100%");
        }
        self.out.push_str("\" height=\"");
        number(&mut self.out, height);
        self.out.push_str("\" preserveAspectRatio=\"xMinYMin meet\" role=\"img\" aria-label=\"");
        escape(options.label, &mut self.out);
        self.out.push_str("\" fill=\"none\" stroke-linejoin=\"round\" font-size=\"12\"");
        if !options.font_family.is_empty() {
            self.out.push_str(" font-family=\"");
            escape(options.font_family, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        if options.ground {
            let color = BackendColor { alpha: 1.0, rgb: palette.rgb(Role::Ground) };
            let mut path = String::new();
            rect_path(&mut path, (0, 0), (width, height), self.step);
            let attributes = self.fill_attributes(color);
            self.add(Kind::Path, attributes, path, true);
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.out.push_str("</svg>");
        self.out
    }

    /// Adds to the run, or begins a new one. Only what may lie on its like without a difference joins a path.
    fn add(&mut self, kind: Kind, attributes: String, part: String, may_join: bool) {
        let joins = may_join && !self.run.alone && self.run.kind == kind && self.run.attributes == attributes;
        if !joins {
            self.flush();
            self.run.kind = kind;
            self.run.attributes = attributes;
            self.run.alone = !may_join;
        }
        self.run.parts.push(part);
    }

    /// Adds a fill or an outline; an outline of what was just filled alone becomes one element with it, and so does a fill of
    /// what was just outlined.
    fn add_shape(&mut self, kind: Kind, part: String, style: &impl BackendStyle, fill: bool) {
        let color = style.color();
        if fill {
            self.add_fill(kind, part, color, kind != Kind::Path || color.alpha >= 1.0);
            return;
        }
        let attributes = self.stroke_attributes(color, style.stroke_width());
        let is_fill = !self.run.attributes.contains(" stroke=");
        if is_fill && self.run.kind == kind && self.run.parts.last() == Some(&part) {
            self.run.parts.pop();
            let both = [self.run.attributes.as_str(), attributes.as_str()].concat();
            self.add(kind, both, part, kind != Kind::Path);
        } else {
            self.add(kind, attributes, part, true);
        }
    }

    fn add_fill(&mut self, kind: Kind, part: String, color: BackendColor, may_join: bool) {
        let attributes = self.fill_attributes(color);
        let outline = &self.run.attributes;
        let is_outline = outline.starts_with(" stroke=") && !outline.contains("-dasharray");
        if is_outline && self.run.kind == kind && self.run.parts.last() == Some(&part) {
            self.run.parts.pop();
            let both = [&attributes, outline.as_str(), " paint-order=\"stroke\""].concat();
            self.add(kind, both, part, kind != Kind::Path);
        } else {
            self.add(kind, attributes, part, may_join);
        }
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let out = &mut self.out;
        let name = match run.kind {
            Kind::Path => {
                if !run.parts.is_empty() {
                    out.push_str("<path");
                    out.push_str(&run.attributes);
                    out.push_str(" d=\"");
                    for part in &run.parts {
                        out.push_str(part);
                    }
                    out.push_str("\"/>");
                }
                return;
            }
            Kind::Circle => "<circle",
            Kind::Text => "<text",
        };
        if let [part] = &run.parts[..] {
            out.push_str(name);
            out.push_str(&run.attributes);
            out.push_str(part);
        } else if !run.parts.is_empty() {
            out.push_str("<g");
            out.push_str(&run.attributes);
            out.push('>');
            for part in &run.parts {
                out.push_str(name);
                out.push_str(part);
            }
            out.push_str("</g>");
        }
    }

    fn fill_attributes(&self, color: BackendColor) -> String {
        let mut text = String::new();
        self.colour(&mut text, "fill", color);
        text
    }

    fn stroke_attributes(&self, color: BackendColor, width: u32) -> String {
        let mut text = String::new();
        self.colour(&mut text, "stroke", color);
        if width as i32 != UNITS_PER_PX {
            text.push_str(" stroke-width=\"");
            number(&mut text, width as i32);
            text.push('"');
        }
        text
    }

    fn colour(&self, out: &mut String, what: &str, color: BackendColor) {
        out.push(' ');
        out.push_str(what);
        out.push_str("=\"");
        let (red, green, blue) = color.rgb;
        match Role::ALL.get(usize::from(red)) {
            Some(role) if self.names_roles => {
                out.push_str("var(");
                out.push_str(css_name(*role));
                out.push(')');
            }
            _ => {
                out.push('#');
                let doubled = |value: u8| value >> 4 == value & 15;
                let is_short = doubled(red) && doubled(green) && doubled(blue);
                for value in [red, green, blue] {
                    if !is_short {
                        out.push(hex(value >> 4));
                    }
                    out.push(hex(value & 15));
                }
            }
        }
        out.push('"');
        let hundredths = (color.alpha * 100.0 + 0.5) as i32;
        if hundredths < 100 {
            out.push(' ');
            out.push_str(what);
            out.push_str("-opacity=\"");
            hundredth(out, hundredths);
            out.push('"');
        }
    }
}

type Done = Result<(), DrawingErrorKind<NeverFails>>;

impl DrawingBackend for SvgSurface {
    type ErrorType = NeverFails;

    fn get_size(&self) -> (u32, u32) {
        (self.size_px.0 * UNITS_PER_PX as u32, self.size_px.1 * UNITS_PER_PX as u32)
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        let mut path = String::new();
        rect_path(&mut path, upper_left, bottom_right, self.step);
        self.add_shape(Kind::Path, path, style, fill);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        let closed = points.len() > 2 && points.first() == points.last();
        let end = points.len() - usize::from(closed);
        self.add_shape(Kind::Path, lines_path(&points[..end], closed, self.step), style, false);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        let mut part = String::new();
        for (name, value) in [(" cx=\"", center.0), ("\" cy=\"", center.1), ("\" r=\"", radius as i32)] {
            part.push_str(name);
            number(&mut part, value);
        }
        part.push_str("\"/>");
        self.add_shape(Kind::Circle, part, style, fill);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Done {
        let points: Vec<BackendCoord> = vert.into_iter().collect();
        // Two polygons in one path could cut holes into each other.
        self.add_fill(Kind::Path, lines_path(&points, true, self.step), style.color(), false);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> Done {
        let mut attributes = self.fill_attributes(style.color());
        let size_px = style.size() as i32;
        if size_px != 12 {
            attributes.push_str(" font-size=\"");
            number(&mut attributes, size_px * UNITS_PER_PX);
            attributes.push('"');
        }
        if matches!(style.style(), FontStyle::Bold) {
            attributes.push_str(" font-weight=\"600\"");
        }
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => attributes.push_str(" text-anchor=\"middle\""),
            HPos::Right => attributes.push_str(" text-anchor=\"end\""),
        }
        if let Some(halo) = self.halo.take() {
            attributes.push_str(&self.stroke_attributes(halo.color, halo.width));
            attributes.push_str(" paint-order=\"stroke\"");
        }
        let mut part = String::from(" x=\"");
        number(&mut part, pos.0);
        part.push_str("\" y=\"");
        number(&mut part, pos.1);
        part.push_str("\">");
        escape(text, &mut part);
        part.push_str("</text>");
        self.add(Kind::Text, attributes, part, true);
        Ok(())
    }
}

impl Surface for SvgSurface {
    fn units_per_px(&self) -> i32 {
        UNITS_PER_PX
    }

    fn begin_mark(&mut self, key: &str) {
        if !self.names_marks {
            return;
        }
        self.flush();
        self.out.push_str("<g data-mark=\"");
        escape(key, &mut self.out);
        self.out.push_str("\">");
    }

    fn end_mark(&mut self) {
        if !self.names_marks {
            return;
        }
        self.flush();
        self.out.push_str("</g>");
    }

    fn draw_halo(
        &mut self,
        _text: &str,
        _style: &TextStyle,
        _position: BackendCoord,
        halo: LineStyle,
    ) -> Done {
        self.halo = Some(halo);
        Ok(())
    }

    fn draw_dashed(&mut self, points: &[BackendCoord], style: &LineStyle, (on, off): (i32, i32)) -> Done {
        let mut attributes = self.stroke_attributes(style.color(), style.stroke_width());
        attributes.push_str(" stroke-dasharray=\"");
        number(&mut attributes, on);
        attributes.push(' ');
        number(&mut attributes, off);
        attributes.push('"');
        let closed = points.len() > 2 && points.first() == points.last();
        let end = points.len() - usize::from(closed);
        self.add(Kind::Path, attributes, lines_path(&points[..end], closed, self.step), true);
        Ok(())
    }
}

/// The nearest place in whole steps. Of places, not of differences, which would add up.
fn stepped(units: i32, step: i32) -> i32 {
    (units + (step - 1) / 2).div_euclid(step) * step
}

fn rect_path(out: &mut String, (left, top): BackendCoord, (right, bottom): BackendCoord, step: i32) {
    // What is narrow stays to be seen, what has no width or height does not come to be.
    let ends = |from: i32, to: i32| {
        let (begins, least) = (stepped(from, step), if to > from { step } else { 0 });
        (begins, stepped(to, step).max(begins + least))
    };
    let ((left, right), (top, bottom)) = (ends(left, right), ends(top, bottom));
    out.push('M');
    number(out, left);
    separated(out, top);
    out.push('h');
    number(out, right - left);
    out.push('v');
    number(out, bottom - top);
    out.push('h');
    number(out, left - right);
    out.push('z');
}

fn lines_path(points: &[BackendCoord], closed: bool, step: i32) -> String {
    let mut out = String::new();
    let Some(&(x, y)) = points.first() else { return out };
    // Slanted lines that follow each other would waver.
    let is_level = points.windows(2).all(|pair| pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1);
    let step = if is_level { step } else { TENTH };
    let (mut x, mut y) = (stepped(x, step), stepped(y, step));
    out.push('M');
    number(&mut out, x);
    separated(&mut out, y);
    let mut letter = 'M';
    for &(next_x, next_y) in &points[1..] {
        let (next_x, next_y) = (stepped(next_x, step), stepped(next_y, step));
        let (along, down) = (next_x - x, next_y - y);
        (x, y) = (next_x, next_y);
        let next = match (along, down) {
            (0, 0) => continue,
            (_, 0) => 'h',
            (0, _) => 'v',
            _ => 'l',
        };
        let first = if next == 'v' { down } else { along };
        if next == letter {
            separated(&mut out, first);
        } else {
            out.push(next);
            number(&mut out, first);
        }
        if next == 'l' {
            separated(&mut out, down);
        }
        letter = next;
    }
    if closed {
        out.push('z');
    }
    out
}

/// A number behind another: a minus is separation enough.
fn separated(out: &mut String, units: i32) {
    if units >= 0 {
        out.push(' ');
    }
    number(out, units);
}

/// Units as CSS pixels, without zeros that say nothing.
fn number(out: &mut String, units: i32) {
    hundredth(out, stepped(units, TENTH) * (100 / UNITS_PER_PX));
}

/// Hundredths as a decimal number, without zeros that say nothing.
pub fn hundredth(out: &mut String, hundredths: i32) {
    if hundredths < 0 {
        out.push('-');
    }
    let size = hundredths.unsigned_abs();
    let (whole, part) = (size / 100, size % 100);
    if whole > 0 || part == 0 {
        let mut digits = [0_u8; 10];
        let mut left = whole;
        let mut count = 0;
        loop {
            digits[count] = b'0' + (left % 10) as u8;
            count += 1;
            left /= 10;
            if left == 0 {
                break;
            }
        }
        for digit in digits[..count].iter().rev() {
            out.push(char::from(*digit));
        }
    }
    if part > 0 {
        out.push('.');
        out.push(char::from(b'0' + (part / 10) as u8));
        if part % 10 > 0 {
            out.push(char::from(b'0' + (part % 10) as u8));
        }
    }
}

fn hex(digit: u8) -> char {
    char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 })
}

/// Appends text so that it can stand in an attribute or between tags.
pub fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
}
