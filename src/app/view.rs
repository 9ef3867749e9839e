//! Everything shown of a figure: its picture, and round it headline, controls, card, table and sources.

use crate::layout::Measure;

use super::chrome::noted::notes_on;
use super::chrome::{self, Form};
use super::picture::Chart;
use super::state::Drag;
use super::{Figure, Model, View};

/// The picture and its surroundings.
pub fn view(model: &Model, measure: &dyn Measure) -> View {
    model.reading.words.speak();
    let layout = model.layout(measure);
    let scene = model.scene(&layout, measure);
    let chrome = chrome::figure(model, &layout.chart, Form::Live { height_px: scene.height_px });
    let cursor = match (model.state.drag, &model.state.hover) {
        (Some(Drag::Pan { has_moved: true, .. } | Drag::Brush { .. }), _) => "grabbing",
        (Some(Drag::BrushFrom { .. } | Drag::BrushTo { .. }), _) => "ew-resize",
        (_, Some(key)) if model.figure != Figure::Results || !notes_on(model, key).is_empty() => "pointer",
        _ if model.figure == Figure::Timeline && !matches!(layout.chart, Chart::Nothing) => "grab",
        _ => "default",
    };
    View { scene, chrome, cursor }
}
