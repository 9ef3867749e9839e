//! What several test files share: stories from folders, figures drawn, and what must hold of every picture.

#![allow(dead_code, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ballotline::app::{Figure, Model, Reading};
use ballotline::data::{Descriptor, FileText, Json, Package, embedded};
use ballotline::layout::Measure as _;
use ballotline::layout::boxes::Rect;
use ballotline::layout::width_table::WidthTable;
use ballotline::scene::{Anchor, Item, Scene, Shape, Text};

/// A path below `tests/`.
pub fn below(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// The embedded story's package; `with_sources`, or as the module in a browser has it.
pub fn embedded_package(with_sources: bool) -> Package {
    let json: Json = serde_json::from_str(embedded::descriptor_json()).expect("a valid descriptor");
    let mut package = Package { descriptor: Descriptor::from_json(&json), files: embedded::files() };
    if !with_sources {
        package.files.insert("sources.csv".to_owned(), FileText::Later);
    }
    package
}

/// A story of `tests/stories/`.
pub fn package(name: &str) -> Package {
    let folder = below("stories").join(name);
    let text = fs::read_to_string(folder.join("datapackage.json")).expect("a descriptor");
    let json: Json = serde_json::from_str(&text).expect("a valid descriptor");
    let mut package = Package { descriptor: Descriptor::from_json(&json), ..Package::default() };
    for resource in &package.descriptor.resources {
        let text = fs::read_to_string(folder.join(&resource.path));
        package.files.insert(resource.path.clone(), text.map_or(FileText::Missing, FileText::Here));
    }
    package
}

/// A package as it is read.
pub fn read(package: &Package) -> Rc<Reading> {
    Rc::new(Reading::of(package))
}

/// The embedded story, without its sources: they enter no picture.
pub fn embedded_reading() -> Rc<Reading> {
    read(&embedded_package(false))
}

/// The embedded story told in a language, with its sources.
pub fn told_in(code: &str) -> Rc<Reading> {
    let json: Json = serde_json::from_str(embedded::descriptor_json()).expect("a valid descriptor");
    let mut package = embedded_package(true);
    package.descriptor = Descriptor::in_language(&json, code);
    read(&package)
}

/// The picture of a figure in the state of a link.
pub fn scene(reading: &Rc<Reading>, figure: Figure, width_px: f64, link: &str) -> Scene {
    scene_of(&Model::new(Rc::clone(reading), figure, width_px, link))
}

/// The picture of a model.
pub fn scene_of(model: &Model) -> Scene {
    let layout = model.layout(&WidthTable);
    model.scene(&layout, &WidthTable)
}

/// The box of a line of text, by the table of widths: 0.8 of the size above the baseline, 0.2 below.
pub fn text_box(text: &Text) -> Rect {
    let width = WidthTable.width_px(&text.content, text.font);
    let size = f64::from(text.font.size_px);
    let left = match text.anchor {
        Anchor::Start => text.x,
        Anchor::Middle => text.x - width / 2.0,
        Anchor::End => text.x - width,
    };
    Rect::new(left, text.y - 0.8 * size, width, size)
}

/// Every number of a scene.
fn numbers(scene: &Scene) -> Vec<f64> {
    let mut out = vec![scene.width_px, scene.height_px];
    for item in &scene.items {
        match item {
            Item::MarkBegin(_) | Item::MarkEnd => {}
            Item::Text(text) => out.extend([text.x, text.y, text.ink.alpha]),
            Item::Shape(shape, paint) => {
                match shape {
                    Shape::Rect { x, y, width, height, radius } => out.extend([x, y, width, height, radius]),
                    Shape::Circle { x, y, radius } => out.extend([x, y, radius]),
                    Shape::Path { points, .. } => out.extend(points.iter().flat_map(|(x, y)| [x, y])),
                }
                out.extend(paint.fill.map(|ink| ink.alpha));
                if let Some(stroke) = paint.stroke {
                    out.extend([stroke.ink.alpha, stroke.width_px]);
                    out.extend(stroke.dash_px.into_iter().flat_map(|(on, off)| [on, off]));
                }
            }
        }
    }
    out
}

/// What is wrong with a picture: numbers that are none, marks that do not close, text beyond the edges, text on text.
pub fn faults(scene: &Scene) -> Vec<String> {
    /// Widths of a real font differ a little from the table's.
    const TOLERANCE_PX: f64 = 1.0;
    let mut out = Vec::new();
    let odd = numbers(scene).into_iter().filter(|number| !number.is_finite()).count();
    if odd > 0 {
        out.push(format!("{odd} numbers are not finite"));
    }
    let mut is_open = false;
    for item in &scene.items {
        let begins = matches!(item, Item::MarkBegin(_));
        if begins || matches!(item, Item::MarkEnd) {
            if begins == is_open {
                out.push("marks do not nest".to_string());
            }
            is_open = begins;
        }
    }
    let texts: Vec<(&Text, Rect)> = texts(scene).map(|text| (text, text_box(text))).collect();
    for (index, (text, own)) in texts.iter().enumerate() {
        let ends = (own.x, own.y, own.x + own.width - scene.width_px, own.y + own.height - scene.height_px);
        let inside = ends.0 >= -TOLERANCE_PX
            && ends.1 >= -TOLERANCE_PX
            && ends.2 <= TOLERANCE_PX
            && ends.3 <= TOLERANCE_PX;
        if !inside {
            let (x, y, right, bottom) = (own.x, own.y, own.x + own.width, own.y + own.height);
            out.push(format!("“{}” lies outside: {x:.0},{y:.0} to {right:.0},{bottom:.0}", short(text)));
        }
        for (other, rect) in &texts[..index] {
            let (wide, high) = common_px(own, rect);
            if wide > TOLERANCE_PX && high > TOLERANCE_PX {
                let place = format!("at {:.0},{:.0}", own.x, text.y);
                let size = format!("{wide:.0} × {high:.0} px");
                out.push(format!("“{}” lies on “{}” by {size} {place}", short(text), short(other)));
            }
        }
    }
    out
}

/// The lines of text of a scene in order.
pub fn texts(scene: &Scene) -> impl Iterator<Item = &Text> {
    scene.items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None })
}

/// Width and height of what two boxes have in common.
fn common_px(one: &Rect, other: &Rect) -> (f64, f64) {
    let along = |a: f64, a_length: f64, b: f64, b_length: f64| (a + a_length).min(b + b_length) - a.max(b);
    (along(one.x, one.width, other.x, other.width), along(one.y, one.height, other.y, other.height))
}

fn short(text: &Text) -> String {
    let cut: String = text.content.chars().take(40).collect();
    if cut.len() < text.content.len() { format!("{cut}…") } else { cut }
}
