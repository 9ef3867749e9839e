//! The shape of a mark: one a kind of event, equal in visual weight, and the class of its tone; one a vote of a state.

use crate::data::{Event, EventKind, Vote};
use crate::scene::{Ink, Paint, Role, Shape, Stroke};

use super::pen::Pen;

/// Radius in CSS pixels of the circle of each importance 1..=5; the other shapes match its weight.
pub fn radius_px(importance: u8) -> f64 {
    const RADII_PX: [f64; 5] = [2.8, 3.4, 4.4, 5.6, 7.2];
    RADII_PX[usize::from(importance.clamp(1, 5)) - 1]
}

/// The colour of a tone: five classes, so that they can be named and told apart.
pub fn tone_role(goldstein: f64) -> Role {
    match goldstein {
        value if value <= -5.0 => Role::ToneConflictStrong,
        value if value < -0.5 => Role::ToneConflict,
        value if value <= 0.5 => Role::ToneNeutral,
        value if value < 5.0 => Role::ToneCooperation,
        _ => Role::ToneCooperationStrong,
    }
}

/// The colour of a value of tone written as text; `Ink` for those of the neutral class.
pub fn tone_text_role(goldstein: f64) -> Role {
    match tone_role(goldstein) {
        Role::ToneNeutral => Role::Ink,
        _ if goldstein < 0.0 => Role::ToneConflictText,
        _ => Role::ToneCooperationText,
    }
}

/// The colour of an event's mark: votes have no tone.
pub fn event_role(event: &Event) -> Role {
    if event.is_vote() { Role::InkThird } else { tone_role(event.goldstein) }
}

/// How a mark is drawn beyond its kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Its colour.
    pub role: Role,
    /// Outlined only: context.
    pub is_hollow: bool,
    /// Cut free of what lies behind by 1.5 px of ground.
    pub has_halo: bool,
}

/// Draws a mark. `radius` is that of the circle of its importance.
pub fn draw(pen: &mut Pen, kind: EventKind, x: f64, y: f64, radius: f64, look: Look) {
    let ink: Ink = look.role.into();
    let ground: Ink = Role::Ground.into();
    if matches!(kind, EventKind::Statement | EventKind::Vote) {
        if look.has_halo {
            pen.halo(Shape::Circle { x, y, radius });
        }
        match (kind, look.is_hollow) {
            (EventKind::Vote, _) => pen.ring(x, y, radius * 0.8, ink, (0.42 * radius).max(1.6)),
            (_, true) => pen.ring(x, y, radius - 0.6, ink, 1.6),
            (_, false) => pen.disc(x, y, radius, ink),
        }
        return;
    }
    let points: Vec<(f64, f64)> =
        outline(kind, radius).into_iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
    if look.has_halo {
        pen.halo(Shape::Path { points: points.clone(), closed: true });
    }
    let paint = if look.is_hollow {
        Paint { fill: Some(ground), stroke: Some(Stroke { ink, width_px: 1.6, dash_px: None }) }
    } else {
        Paint { fill: Some(ink), stroke: None }
    };
    pen.shape(Shape::Path { points, closed: true }, paint);
}

/// The corners of an angular mark round its centre.
pub fn outline(kind: EventKind, radius: f64) -> Vec<(f64, f64)> {
    match kind {
        EventKind::Agreement => {
            let a = radius * 1.22;
            vec![(0.0, -a), (a, 0.0), (0.0, a), (-a, 0.0)]
        }
        EventKind::Force => {
            let a = radius * 1.12;
            vec![(0.0, -a * 1.02), (a, a * 0.82), (-a, a * 0.82)]
        }
        EventKind::Protest => {
            let (a, b) = (radius * 1.12, radius * 0.42);
            vec![
                (-b, -a),
                (b, -a),
                (b, -b),
                (a, -b),
                (a, b),
                (b, b),
                (b, a),
                (-b, a),
                (-b, b),
                (-a, b),
                (-a, -b),
                (-b, -b),
            ]
        }
        _ => {
            let a = radius * 0.9;
            vec![(-a, -a), (a, -a), (a, a), (-a, a)]
        }
    }
}

/// Draws how a state voted: disc yes, square no, ring abstained, dash absent, dot not known. At a size of 1 the disc's radius is
/// 6.5 px and no other shape is larger; `role` takes the place of the shapes' own colours.
pub fn vote(pen: &mut Pen, vote: Option<Vote>, x: f64, y: f64, size: f64, role: Option<Role>) {
    let of = |own: Role| role.unwrap_or(own);
    match vote {
        Some(Vote::Yes) => pen.disc(x, y, 6.5 * size, of(Role::Yes)),
        Some(Vote::No) => {
            let half = 6.0 * size;
            pen.rect(x - half, y - half, 2.0 * half, 2.0 * half, of(Role::Accent));
        }
        Some(Vote::Abstained) => {
            let stroke = Stroke { ink: of(Role::Bar).into(), width_px: (2.0 * size).max(1.6), dash_px: None };
            pen.stroke_shape(Shape::Circle { x, y, radius: 5.4 * size }, stroke);
        }
        Some(Vote::Absent) => {
            let (half, high) = (5.5 * size, (2.5 * size).max(2.0));
            pen.rect(x - half, y - high / 2.0, 2.0 * half, high, of(Role::Bar));
        }
        None => pen.disc(x, y, 1.5, of(Role::Bar)),
    }
}
