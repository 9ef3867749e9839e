//! A picture as pixels, natively: plotters' bitmap backend, drawn several times too large and averaged.
//!
//! Decides how much too large, and how letters are taken from a font file. For PNG files and tests of pixels; the browser
//! makes its own.

use ab_glyph::{Font as _, FontRef, ScaleFont as _};
use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle,
};
use plotters_bitmap::BitMapBackend;

use super::painter::{LineStyle, Surface, TextStyle, paint};
use super::palette::Palette;
use super::{Role, Scene};

/// Red, green and blue, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Width in device pixels.
    pub width: u32,
    /// Height in device pixels.
    pub height: u32,
    /// Three bytes a pixel.
    pub rgb: Vec<u8>,
}

/// Font files, TrueType or OpenType: of each weight at least one. A line of text is set in the first that has all of its letters;
/// a letter that this one lacks, in the first that has it.
#[derive(Clone, Copy)]
pub struct Fonts<'a> {
    /// Regular weight.
    pub regular: &'a [Vec<u8>],
    /// Semibold.
    pub semibold: &'a [Vec<u8>],
}

/// Why there are no pixels.
#[derive(Debug)]
pub struct BitmapError(String);

impl std::fmt::Display for BitmapError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BitmapError {}

fn failed(error: impl std::fmt::Display) -> BitmapError {
    BitmapError(error.to_string())
}

/// The scene as pixels, `scale` device pixels a CSS pixel (1 ..= 4), on the palette's ground.
pub fn to_pixels(
    scene: &Scene,
    palette: &Palette,
    scale: u32,
    fonts: Fonts<'_>,
) -> Result<Pixels, BitmapError> {
    let scale = scale.clamp(1, 4);
    // Even in all, so that a hairline's middle is a whole unit.
    let over = if scale == 1 { 4 } else { 2 };
    let units = scale * over;
    let side = |px: f64| px.clamp(1.0, 8192.0).ceil() as u32;
    let (width, height) = (side(scene.width_px) * scale, side(scene.height_px) * scale);
    let size = (width * over, height * over);
    let (red, green, blue) = palette.rgb(Role::Ground);
    let mut large: Vec<u8> =
        [red, green, blue].into_iter().cycle().take(3 * size.0 as usize * size.1 as usize).collect();
    let (regular, semibold) = (faces(fonts.regular)?, faces(fonts.semibold)?);
    {
        let inner = BitMapBackend::with_buffer(&mut large, size);
        let mut surface = Bitmap { inner, units, regular, semibold };
        paint(scene, palette, &mut surface).map_err(failed)?;
    }
    let mut rgb = Vec::with_capacity(3 * width as usize * height as usize);
    let (row, over) = (3 * size.0 as usize, over as usize);
    for y in 0..height as usize {
        for x in 0..width as usize {
            for channel in 0..3 {
                let mut sum = 0;
                for sub_y in 0..over {
                    let start = (y * over + sub_y) * row + x * over * 3 + channel;
                    sum += (0..over).map(|sub_x| usize::from(large[start + 3 * sub_x])).sum::<usize>();
                }
                rgb.push((sum / (over * over)) as u8);
            }
        }
    }
    Ok(Pixels { width, height, rgb })
}

/// The faces of font files, one at least.
fn faces(files: &[Vec<u8>]) -> Result<Vec<FontRef<'_>>, BitmapError> {
    if files.is_empty() {
        return Err(failed("there is no font"));
    }
    files.iter().map(|file| FontRef::try_from_slice(file).map_err(failed)).collect()
}

impl Pixels {
    /// The pixels as a PNG file.
    pub fn to_png(&self) -> Result<Vec<u8>, BitmapError> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().map_err(failed)?;
        writer.write_image_data(&self.rgb).map_err(failed)?;
        writer.finish().map_err(failed)?;
        Ok(out)
    }
}

struct Bitmap<'a> {
    inner: BitMapBackend<'a>,
    units: u32,
    regular: Vec<FontRef<'a>>,
    semibold: Vec<FontRef<'a>>,
}

impl Bitmap<'_> {
    fn letters(&mut self, text: &str, style: &impl BackendTextStyle, color: BackendColor, at: BackendCoord) {
        let faces = if matches!(style.style(), FontStyle::Bold) { &self.semibold } else { &self.regular };
        let has = |face: &FontRef<'_>, letter: char| face.glyph_id(letter).0 != 0;
        let whole = faces.iter().find(|face| text.chars().all(|letter| has(face, letter)));
        let usual = whole.unwrap_or(&faces[0]);
        let size_px = style.size() as f32 * self.units as f32;
        let set: Vec<_> = text
            .chars()
            .map(|letter| {
                let other = || faces.iter().find(|face| has(face, letter)).unwrap_or(usual);
                let face = if has(usual, letter) { usual } else { other() };
                // `ab_glyph` scales by the height of a line, CSS by the em.
                let em = face.units_per_em().unwrap_or(1000.0);
                let font = face.as_scaled(size_px * face.height_unscaled() / em);
                (font, face.glyph_id(letter))
            })
            .collect();
        let width: f32 = set.iter().map(|(font, id)| font.h_advance(*id)).sum();
        let mut x = at.0 as f32
            - match style.anchor().h_pos {
                HPos::Left => 0.0,
                HPos::Center => width / 2.0,
                HPos::Right => width,
            };
        for (font, id) in set {
            let glyph = id.with_scale_and_position(font.scale(), ab_glyph::point(x, at.1 as f32));
            if let Some(outline) = font.outline_glyph(glyph) {
                let corner = outline.px_bounds().min;
                outline.draw(|dx, dy, cover| {
                    let place = (corner.x as i32 + dx as i32, corner.y as i32 + dy as i32);
                    let (columns, rows) = self.inner.get_size();
                    if place.0 >= 0 && place.1 >= 0 && place.0 < columns as i32 && place.1 < rows as i32 {
                        // The backend's buffer is memory: drawing on it cannot fail.
                        let _ = self.inner.draw_pixel(place, color.mix(f64::from(cover)));
                    }
                });
            }
            x += font.h_advance(id);
        }
    }
}

impl<'a> DrawingBackend for Bitmap<'a> {
    type ErrorType = <BitMapBackend<'a> as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.inner.get_size()
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.inner.present()
    }

    fn draw_pixel(
        &mut self,
        at: BackendCoord,
        color: BackendColor,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.inner.draw_pixel(at, color)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        if !fill {
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
            return self.draw_path(corners, style);
        }
        if right <= left || bottom <= top {
            return Ok(());
        }
        self.inner.draw_rect((left, top), (right, bottom), style, true)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        // The outline as one run of filled pieces with round joins; opaque or faint alike, seams do not show at this size.
        let points: Vec<BackendCoord> = path.into_iter().collect();
        let closed = points.len() > 2 && points.first() == points.last();
        for (index, pair) in points.windows(2).enumerate() {
            self.draw_line(pair[0], pair[1], style)?;
            if (index > 0 || closed) && style.stroke_width() > 2 && style.color().alpha >= 1.0 {
                self.inner.draw_circle(pair[0], style.stroke_width() / 2, &style.color(), true)?;
            }
        }
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        let width = style.stroke_width() as i32;
        let (low, high) = (width / 2, width - width / 2);
        if from.0 == to.0 {
            let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
            return self.draw_rect((from.0 - low, top), (from.0 + high, bottom), &style.color(), true);
        }
        if from.1 == to.1 {
            let (left, right) = (from.0.min(to.0), from.0.max(to.0));
            return self.draw_rect((left, from.1 - low), (right, from.1 + high), &style.color(), true);
        }
        self.inner.draw_line(from, to, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.inner.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.inner.fill_polygon(vert, style)
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        pos: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.letters(text, style, style.color(), pos);
        Ok(())
    }
}

impl Surface for Bitmap<'_> {
    fn units_per_px(&self) -> i32 {
        self.units as i32
    }

    fn draw_halo(
        &mut self,
        text: &str,
        style: &TextStyle,
        (x, y): BackendCoord,
        halo: LineStyle,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        let far = halo.width as i32 / 2;
        let near = far * 7 / 10;
        let offsets = [
            (far, 0),
            (-far, 0),
            (0, far),
            (0, -far),
            (near, near),
            (near, -near),
            (-near, near),
            (-near, -near),
        ];
        for (along, down) in offsets {
            self.letters(text, style, halo.color, (x + along, y + down));
        }
        Ok(())
    }
}
