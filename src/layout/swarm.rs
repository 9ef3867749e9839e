//! Marks on a lane: on its line where there is room, else a step to the side; the rest are counted.

use crate::data::arrange;

/// A mark that asks for a place on a lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asking {
    /// Whatever the caller knows it by.
    pub index: usize,
    /// Position along the lane in CSS pixels.
    pub x: f64,
    /// Radius.
    pub radius: f64,
    /// Whether it would rather stand above the line than below.
    pub upwards: bool,
}

/// A mark in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// As asked.
    pub index: usize,
    /// Centre.
    pub x: f64,
    /// Offset from the lane's line, negative upwards.
    pub offset: f64,
    /// Radius.
    pub radius: f64,
}

/// Marks that found no room, counted where they would have stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Crowd {
    /// Where the count stands.
    pub x: f64,
    /// Whose marks they are, by x.
    pub indices: Vec<usize>,
}

/// Steps away from the line, in the order in which they are tried, for a mark that would rather stand above.
const STEPS_PX: [f64; 5] = [0.0, -10.5, 10.5, -19.0, 19.0];

/// Places marks in the order given (the important first), each at the first step where it keeps 1 px from all placed
/// before; what finds none joins a crowd with others within `crowd_px`. Crowds are in order of x.
pub fn swarm(asking: &[Asking], crowd_px: f64) -> (Vec<Placed>, Vec<Crowd>) {
    let mut placed: Vec<Placed> = Vec::with_capacity(asking.len());
    let mut left_over: Vec<&Asking> = Vec::new();
    for mark in asking {
        let turn = if mark.upwards { 1.0 } else { -1.0 };
        let offset = STEPS_PX.iter().map(|step| step * turn).find(|offset| {
            placed.iter().all(|other| {
                let (dx, dy) = (mark.x - other.x, offset - other.offset);
                let least = mark.radius + other.radius + 1.0;
                dx * dx + dy * dy >= least * least
            })
        });
        match offset {
            Some(offset) => placed.push(Placed { index: mark.index, x: mark.x, offset, radius: mark.radius }),
            None => left_over.push(mark),
        }
    }
    arrange(&mut left_over, &|a, b| a.x.total_cmp(&b.x).then(a.index.cmp(&b.index)));
    let mut crowds: Vec<Crowd> = Vec::new();
    for mark in left_over {
        match crowds.last_mut() {
            Some(crowd) if mark.x - crowd.x < crowd_px => crowd.indices.push(mark.index),
            _ => crowds.push(Crowd { x: mark.x, indices: vec![mark.index] }),
        }
    }
    (placed, crowds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marks_keep_apart_and_none_is_lost(
            rows in prop::collection::vec((0f64..1_000.0, 2.8f64..7.2, any::<bool>()), 0..120)
        ) {
            let asking: Vec<Asking> = rows.iter().enumerate()
                .map(|(index, (x, radius, upwards))| Asking { index, x: *x, radius: *radius, upwards: *upwards }).collect();
            let (placed, crowds) = swarm(&asking, 30.0);
            let counted: usize = crowds.iter().map(|crowd| crowd.indices.len()).sum();
            prop_assert_eq!(placed.len() + counted, asking.len());
            for (at, one) in placed.iter().enumerate() {
                for other in &placed[..at] {
                    let distance = libm::hypot(one.x - other.x, one.offset - other.offset);
                    prop_assert!(distance >= one.radius + other.radius + 1.0 - 1e-9);
                }
            }
            for pair in crowds.windows(2) { prop_assert!(pair[1].x - pair[0].x >= 30.0); }
        }
    }
}
