//! Short ways to put shapes into a scene; decides nothing.

use crate::layout::Font;
use crate::scene::{Anchor, Ink, Item, Paint, Role, Scene, Shape, Stroke, Text};

/// Fills a scene.
#[derive(Clone, Debug)]
pub struct Pen {
    scene: Scene,
}

impl Pen {
    /// A pen over an empty scene of this size.
    pub fn new(width_px: f64, height_px: f64) -> Pen {
        Pen { scene: Scene { width_px, height_px, items: Vec::new() } }
    }

    /// The scene.
    pub fn finish(self) -> Scene {
        self.scene
    }

    /// Another scene, moved right and down.
    pub fn append(&mut self, other: &Scene, right_px: f64, down_px: f64) {
        let items = other.items.iter().cloned().map(|mut item| {
            match &mut item {
                Item::Shape(Shape::Rect { x, y, .. } | Shape::Circle { x, y, .. }, _) => {
                    (*x, *y) = (*x + right_px, *y + down_px);
                }
                Item::Shape(Shape::Path { points, .. }, _) => {
                    points.iter_mut().for_each(|point| *point = (point.0 + right_px, point.1 + down_px));
                }
                Item::Text(text) => (text.x, text.y) = (text.x + right_px, text.y + down_px),
                Item::MarkBegin(_) | Item::MarkEnd => {}
            }
            item
        });
        self.scene.items.extend(items);
    }

    /// What `draw` draws is one mark with this key.
    pub fn mark(&mut self, key: String, draw: impl FnOnce(&mut Pen)) {
        self.scene.items.push(Item::MarkBegin(key));
        draw(self);
        self.scene.items.push(Item::MarkEnd);
    }

    /// A shape with its paint.
    // Never inlined: there are some hundred calls.
    #[inline(never)]
    pub fn shape(&mut self, shape: Shape, paint: Paint) {
        self.scene.items.push(Item::Shape(shape, paint));
    }

    /// A filled shape.
    pub fn fill_shape(&mut self, shape: Shape, ink: impl Into<Ink>) {
        self.shape(shape, Paint { fill: Some(ink.into()), stroke: None });
    }

    /// An outlined shape.
    pub fn stroke_shape(&mut self, shape: Shape, stroke: Stroke) {
        self.shape(shape, Paint { fill: None, stroke: Some(stroke) });
    }

    /// A filled rectangle; without width or height nothing is drawn.
    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, ink: impl Into<Ink>) {
        if width > 0.0 && height > 0.0 {
            self.fill_shape(Shape::Rect { x, y, width, height, radius: 0.0 }, ink);
        }
    }

    /// A straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: impl Into<Ink>, width_px: f64) {
        let stroke = Stroke { ink: ink.into(), width_px, dash_px: None };
        self.stroke_shape(Shape::Path { points: vec![from, to], closed: false }, stroke);
    }

    /// A dashed straight line.
    pub fn dashed(
        &mut self,
        from: (f64, f64),
        to: (f64, f64),
        ink: impl Into<Ink>,
        width_px: f64,
        dash_px: (f64, f64),
    ) {
        let stroke = Stroke { ink: ink.into(), width_px, dash_px: Some(dash_px) };
        self.stroke_shape(Shape::Path { points: vec![from, to], closed: false }, stroke);
    }

    /// A run of straight lines.
    pub fn path(&mut self, points: Vec<(f64, f64)>, ink: impl Into<Ink>, width_px: f64) {
        if points.len() > 1 {
            let stroke = Stroke { ink: ink.into(), width_px, dash_px: None };
            self.stroke_shape(Shape::Path { points, closed: false }, stroke);
        }
    }

    /// A filled circle.
    pub fn disc(&mut self, x: f64, y: f64, radius: f64, ink: impl Into<Ink>) {
        self.fill_shape(Shape::Circle { x, y, radius }, ink);
    }

    /// A filled circle that a halo cuts free.
    pub fn point(&mut self, x: f64, y: f64, radius: f64, role: Role) {
        self.halo(Shape::Circle { x, y, radius });
        self.disc(x, y, radius, role);
    }

    /// Cuts the shape that is drawn next, as large or smaller, free of what lies behind by 1.5 px of ground.
    pub fn halo(&mut self, shape: Shape) {
        self.stroke_shape(shape, Stroke { ink: Role::Ground.into(), width_px: 3.0, dash_px: None });
    }

    /// A circle filled with ground and outlined.
    pub fn ring(&mut self, x: f64, y: f64, radius: f64, ink: impl Into<Ink>, width_px: f64) {
        let stroke = Stroke { ink: ink.into(), width_px, dash_px: None };
        self.shape(
            Shape::Circle { x, y, radius },
            Paint { fill: Some(Role::Ground.into()), stroke: Some(stroke) },
        );
    }

    /// A line of text with its anchor and baseline.
    pub fn text(
        &mut self,
        x: f64,
        y: f64,
        content: impl Into<String>,
        font: Font,
        role: Role,
        anchor: Anchor,
    ) {
        self.letters(x, y, content.into(), font, role, anchor, false);
    }

    /// A line of text cut free of what lies behind by a band of ground.
    pub fn text_with_halo(
        &mut self,
        x: f64,
        y: f64,
        content: impl Into<String>,
        font: Font,
        role: Role,
        anchor: Anchor,
    ) {
        self.letters(x, y, content.into(), font, role, anchor, true);
    }

    #[inline(never)]
    #[allow(clippy::too_many_arguments)]
    fn letters(
        &mut self,
        x: f64,
        y: f64,
        content: String,
        font: Font,
        role: Role,
        anchor: Anchor,
        halo: bool,
    ) {
        let text = Text { x, y, content, font, ink: role.into(), anchor, halo };
        self.scene.items.push(Item::Text(text));
    }
}
