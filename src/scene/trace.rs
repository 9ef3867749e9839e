//! A surface that writes one line a call, in units: what a test of the painter compares.

use std::fmt::Write as _;

use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle,
};

use super::painter::{LineStyle, NeverFails, Surface, TextStyle};

/// The surface: 20 units a pixel; the lines are in `text`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// One line a call.
    pub text: String,
}

impl Trace {
    fn line(&mut self, words: &str, points: &[BackendCoord], color: BackendColor, rest: &str) {
        self.text.push_str(words);
        for (x, y) in points {
            let _ = write!(self.text, " {x},{y}");
        }
        let (red, green, blue) = color.rgb;
        let percent = (color.alpha * 100.0 + 0.5) as i32;
        let _ = writeln!(self.text, " #{red:02x}{green:02x}{blue:02x} {percent}%{rest}");
    }
}

fn width<S: BackendStyle>(style: &S, fill: bool) -> String {
    if fill { String::from(" fill") } else { format!(" width {}", style.stroke_width()) }
}

type Done = Result<(), DrawingErrorKind<NeverFails>>;

impl DrawingBackend for Trace {
    type ErrorType = NeverFails;

    fn get_size(&self) -> (u32, u32) {
        (u32::MAX, u32::MAX)
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        self.line("pixel", &[point], color, "");
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.line("line", &[from, to], style.color(), &width(style, false));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        self.line("rect", &[upper_left, bottom_right], style.color(), &width(style, fill));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let points: Vec<_> = path.into_iter().collect();
        self.line("path", &points, style.color(), &width(style, false));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        let rest = format!(" radius {radius}{}", width(style, fill));
        self.line("circle", &[center], style.color(), &rest);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Done {
        let points: Vec<_> = vert.into_iter().collect();
        self.line("polygon", &points, style.color(), " fill");
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> Done {
        let weight = if matches!(style.style(), FontStyle::Bold) { " semibold" } else { "" };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let rest = format!(" size {}{weight} {anchor} {text}", style.size());
        self.line("text", &[pos], style.color(), &rest);
        Ok(())
    }
}

impl Surface for Trace {
    fn units_per_px(&self) -> i32 {
        20
    }

    fn begin_mark(&mut self, key: &str) {
        let _ = writeln!(self.text, "mark {key}");
    }

    fn end_mark(&mut self) {
        self.text.push_str("end\n");
    }

    fn draw_halo(
        &mut self,
        _text: &str,
        _style: &TextStyle,
        position: BackendCoord,
        halo: LineStyle,
    ) -> Done {
        self.line("halo", &[position], halo.color, &width(&halo, false));
        Ok(())
    }
}
