//! Widths of text as the canvas will draw it.
//!
//! Decides how long a width is remembered: until the fonts or the pixel density change, or too many are known.

use std::cell::{Cell, RefCell};

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CanvasRenderingContext2d, Document, HtmlCanvasElement};

use super::error::Failure;
use ballotline::layout::{Font, Measure};

/// Widths remembered at most.
const KNOWN_MOST: usize = 4000;

/// Measures through a canvas of its own.
pub struct CanvasMeasure {
    context: CanvasRenderingContext2d,
    family: RefCell<String>,
    /// Device pixels a CSS pixel: letters may be set differently at another density.
    ratio: Cell<f64>,
    font: Cell<Option<Font>>,
    /// Widths by the hash of font and text, in the order of the hashes. A text that shares its hash with another, which
    /// will not happen, would have the other's width.
    known: RefCell<Vec<(u64, f64)>>,
}

impl CanvasMeasure {
    /// A measure without a font family yet.
    pub fn new(document: &Document) -> Result<CanvasMeasure, Failure> {
        Ok(CanvasMeasure {
            context: context(&canvas(document)?)?,
            family: RefCell::default(),
            ratio: Cell::new(1.0),
            font: Cell::new(None),
            known: RefCell::default(),
        })
    }

    /// Forgets what it knew and measures in this family at this density from now on.
    pub fn set_face(&self, family: String, ratio: f64) {
        self.family.replace(family);
        self.ratio.set(ratio);
        self.forget();
    }

    /// The font family.
    pub fn family(&self) -> String {
        self.family.borrow().clone()
    }

    fn forget(&self) {
        self.font.set(None);
        self.known.borrow_mut().clear();
    }
}

impl Measure for CanvasMeasure {
    fn width_px(&self, text: &str, font: Font) -> f64 {
        let hash = hash(text, font);
        let place = self.known.borrow().binary_search_by_key(&hash, |known| known.0);
        let mut place = match place {
            Ok(place) => return self.known.borrow()[place].1,
            Err(place) => place,
        };
        if self.known.borrow().len() >= KNOWN_MOST {
            self.forget();
            place = 0;
        }
        if self.font.get() != Some(font) {
            self.context.set_font(&css_font(font, self.ratio.get(), &self.family.borrow()));
            self.font.set(Some(font));
        }
        let width = self.context.measure_text(text).map_or(0.0, |metrics| metrics.width()) / self.ratio.get();
        self.known.borrow_mut().insert(place, (hash, width));
        width
    }
}

/// FNV-1a.
fn hash(text: &str, font: Font) -> u64 {
    let bytes = text.bytes().chain([font.size_px, u8::from(font.semibold)]);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A font as the canvas wants it named, its size in device pixels to a hundredth.
pub fn css_font(font: Font, ratio: f64, family: &str) -> String {
    let mut name = String::from(if font.semibold { "600 " } else { "400 " });
    let hundredths = (f64::from(font.size_px) * ratio * 100.0 + 0.5) as i32;
    ballotline::scene::svg::hundredth(&mut name, hundredths);
    name.push_str("px ");
    name.push_str(family);
    name
}

/// A new canvas.
pub fn canvas(document: &Document) -> Result<HtmlCanvasElement, Failure> {
    document
        .create_element("canvas")?
        .dyn_into::<HtmlCanvasElement>()
        .map_err(|_| Failure::new("the page has no canvas"))
}

/// Its two-dimensional context.
pub fn context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, Failure> {
    let context = canvas.get_context("2d")?.ok_or(Failure::new("the canvas has no context"))?;
    context.dyn_into().map_err(|_: js_sys::Object| Failure::from(JsValue::NULL))
}
