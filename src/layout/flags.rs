//! Labels as flags: a hairline pole on the mark, its text beside the pole on a grid of lines that ends above the lane.
//!
//! Decides which labels of a lane are shown and where, so that none overlaps another label, a pole or an edge. **To change
//! how an event's label is placed, change this file.** Leaves which text a label has, and its weight, to the chart.
//!
//! Important labels choose first. Each takes the first free place of a fixed list of places; of a fixed number of such
//! lists (high or low first, right or left first, the order among equals shuffled) the one that shows most worth is
//! kept. Labels that stood somewhere already, in the picture before, stay there while they can, and the others find room round
//! them: so nothing flickers while a reader pans or zooms. The same input gives the same picture every time.

use std::rc::Rc;

use super::boxes::{Rect, Taken};
use super::wrap::{Block, wrap, wrap_to};
use super::{Font, Measure};
use crate::data::arrange;

/// Where a label stands, seen from its mark and the foot of the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which of its shapes the text has.
    pub shape: usize,
    /// Free text lines between the foot and the text.
    pub above_foot: usize,
    /// Whether the text stands left of the pole.
    pub is_left: bool,
}

/// A label that asks for a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// Whatever the caller knows it by.
    pub index: usize,
    /// The mark's centre.
    pub x: f64,
    /// The mark's upper edge, where the pole ends.
    pub mark_top: f64,
    /// The text in the shapes it may take, best first; shared with the picture before.
    pub shapes: Rc<Vec<Block>>,
    /// How much showing it is worth, positive.
    pub worth: f64,
    /// Rank of choice: the greater chooses first; within 1.6 of each other the order may change.
    pub rank: f64,
    /// Where it stood before, if it did.
    pub kept: Option<Place>,
}

/// The room of one lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Left edge for text.
    pub left: f64,
    /// Right edge for text.
    pub right: f64,
    /// Where the lowest text line ends.
    pub foot: f64,
    /// Number of text lines above the foot.
    pub lines: usize,
    /// Height of a text line.
    pub lead: f64,
}

/// A label in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// As asked.
    pub index: usize,
    /// Where it stands, for the next picture to keep it there.
    pub place: Place,
    /// The pole's x.
    pub x: f64,
    /// The pole's lower end.
    pub mark_top: f64,
    /// Left edge of the text.
    pub text_x: f64,
    /// Upper edge of the first line.
    pub text_top: f64,
    /// The lines.
    pub block: Block,
}

impl Flag {
    /// The text's rectangle.
    pub fn text_rect(&self, lead: f64) -> Rect {
        Rect::new(self.text_x, self.text_top, self.block.width_px, lead * self.block.lines.len() as f64)
    }

    /// The pole's rectangle, 2 px wide.
    pub fn pole_rect(&self) -> Rect {
        Rect::new(self.x - 1.0, self.text_top, 2.0, (self.mark_top - self.text_top).max(0.0))
    }
}

/// The shapes a label's text may take: two lines of 172 px, then of 208, then three of 127 (scaled to `wide_px` = 172); a
/// text too long for all of them is cut to two lines.
pub fn shapes(text: &str, font: Font, wide_px: f64, measure: &dyn Measure) -> Rc<Vec<Block>> {
    let mut shapes: Vec<Block> = Vec::new();
    for (most_px, most_lines) in [(wide_px, 2), (wide_px + 36.0, 2), (wide_px * 0.74, 3)] {
        let block = wrap(text, font, most_px, measure);
        if block.lines.len() <= most_lines && block.width_px <= most_px + 0.5 && !shapes.contains(&block) {
            shapes.push(block);
        }
    }
    if shapes.is_empty() {
        shapes.push(wrap_to(text, font, wide_px, 2, measure));
    }
    Rc::new(shapes)
}

/// Orders tried where no label stood before. More show a little more worth and cost time in proportion.
const ORDERS: u32 = 24;
/// Orders tried where some did: they keep what was found then, and the picture comes with every frame.
const ORDERS_AFTER: u32 = 12;
/// What it is worth that a label stays where it stood.
const STAYING: f64 = 1.0;
/// What may lack of all worth where all labels are shown: the price of standing high.
const NEARLY_ALL: f64 = 0.2;
/// Distance of the text from its pole.
const BESIDE_PX: f64 = 5.0;

/// Places labels. Those that find no room are left out.
pub fn place(asking: &[Asking], room: Room) -> Vec<Flag> {
    let stood = |label: &Asking| label.kept.and_then(|place| choice(label, room, place));
    let mut reserved = Taken::default();
    for choice in asking.iter().filter_map(stood) {
        choice.take(&mut reserved);
    }
    let mut best: Vec<(usize, Choice)> = Vec::new();
    let mut best_worth = -1.0;
    let mut taken = Taken::default();
    let total: f64 = asking.iter().map(|label| label.worth).sum();
    let most_worth = |label: &Asking| label.worth + if label.kept.is_some() { STAYING } else { 0.0 };
    let most: f64 = asking.iter().map(most_worth).sum();
    let mut order: Vec<(f64, usize)> = Vec::with_capacity(asking.len());
    let orders = if asking.iter().any(|label| label.kept.is_some()) { ORDERS_AFTER } else { ORDERS };
    for number in 0..orders {
        let mut dice = Dice::new(number);
        let shuffle = if number == 0 { 0.0 } else { 1.6 };
        order.clear();
        order.extend(
            asking.iter().enumerate().map(|(at, label)| (label.rank + (dice.roll() - 0.5) * shuffle, at)),
        );
        arrange(&mut order, &|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        taken.clear();
        let mut chosen: Vec<(usize, Choice)> = Vec::with_capacity(asking.len());
        let mut worth = 0.0;
        let mut ahead = most;
        for (_, at) in &order {
            // What is left cannot make up for what is lost.
            if best_worth <= total - NEARLY_ALL && worth + ahead < best_worth - 1e-9 {
                break;
            }
            let label = &asking[*at];
            ahead -= most_worth(label);
            let turn = (dice.roll() < 0.5, dice.roll() < 0.35);
            let found = stood(label).filter(|choice| choice.is_free(&taken));
            let found = found.or_else(|| first_free(label, room, turn, &taken, &reserved));
            if let Some(choice) = found {
                choice.take(&mut taken);
                let depth = (room.foot - choice.text.y - choice.text.height) / 400.0;
                let stays = if label.kept == Some(choice.place) { STAYING } else { 0.0 };
                worth += label.worth + stays - depth - if choice.place.shape > 1 { 0.15 } else { 0.0 };
                chosen.push((*at, choice));
            }
        }
        let is_complete = chosen.len() == asking.len();
        if worth > best_worth {
            best_worth = worth;
            best = chosen;
        }
        // All shown, and nearly all of their worth: another order can only move them about.
        if is_complete && best_worth > total - NEARLY_ALL {
            break;
        }
    }
    let flag = |(at, choice): (usize, Choice)| {
        let label = &asking[at];
        Flag {
            index: label.index,
            place: choice.place,
            x: label.x,
            mark_top: label.mark_top,
            text_x: choice.text_x,
            text_top: choice.text.y,
            block: label.shapes[choice.place.shape].clone(),
        }
    };
    best.into_iter().map(flag).collect()
}

#[derive(Clone, Copy)]
struct Choice {
    place: Place,
    text_x: f64,
    text: Rect,
    pole: Rect,
}

impl Choice {
    fn is_free(&self, taken: &Taken) -> bool {
        taken.is_free(&self.text) && taken.is_free(&self.pole.widened(2.0))
    }

    fn take(&self, taken: &mut Taken) {
        taken.take(self.text.grown(1.0).widened(3.0));
        taken.take(self.pole.widened(3.0));
    }
}

/// The first place, in the list of a turn of mind (high first, left first), that is free and in nobody's way; else the first
/// where only those that choose later give way.
fn first_free(
    label: &Asking,
    room: Room,
    (high_first, left_first): (bool, bool),
    taken: &Taken,
    reserved: &Taken,
) -> Option<Choice> {
    let mut second = None;
    for (shape, block) in label.shapes.iter().enumerate() {
        let free_lines = (room.lines + 1).saturating_sub(block.lines.len());
        for step in 0..free_lines {
            let above_foot = if high_first { free_lines - 1 - step } else { step };
            for is_left in [left_first, !left_first] {
                let found = choice(label, room, Place { shape, above_foot, is_left });
                match found.filter(|choice| choice.is_free(taken)) {
                    Some(choice) if choice.is_free(reserved) => return Some(choice),
                    found => second = second.or(found),
                }
            }
        }
    }
    second
}

/// Text and pole in a place; nothing where that is outside the room.
fn choice(label: &Asking, room: Room, place: Place) -> Option<Choice> {
    let block = label.shapes.get(place.shape)?;
    if place.above_foot + block.lines.len() > room.lines {
        return None;
    }
    let bottom = room.foot - place.above_foot as f64 * room.lead;
    let top = bottom - room.lead * block.lines.len() as f64;
    let text_x = if place.is_left { label.x - BESIDE_PX - block.width_px } else { label.x + BESIDE_PX };
    if text_x < room.left || text_x + block.width_px > room.right {
        return None;
    }
    // Text and pole as one piece, with a little air on the far side.
    let text = if place.is_left {
        Rect::new(text_x - 4.0, top, block.width_px + 9.0, bottom - top)
    } else {
        Rect::new(label.x - 1.0, top, block.width_px + 10.0, bottom - top)
    };
    let pole = Rect::new(label.x - 1.0, top, 2.0, (label.mark_top - top - 1.0).max(1.0));
    Some(Choice { place, text_x, text, pole })
}

impl Rect {
    fn widened(&self, by_px: f64) -> Rect {
        Rect::new(self.x - by_px, self.y, self.width + 2.0 * by_px, self.height)
    }
}

/// A small fixed sequence of numbers in 0..1 (a linear congruence; constants of Numerical Recipes).
struct Dice(u32);

impl Dice {
    fn new(seed: u32) -> Dice {
        Dice((seed + 1).wrapping_mul(2_654_435_761).max(1))
    }

    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(self.0) / 4_294_967_296.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Even;
    impl Measure for Even {
        fn width_px(&self, text: &str, font: Font) -> f64 {
            text.chars().count() as f64 * f64::from(font.size_px) * 0.55
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn labels_overlap_nothing_and_stay_inside(
            rows in prop::collection::vec((0f64..1_000.0, 1usize..12, 0u8..=5), 0..40),
            width in 280f64..1_000.0,
            lines in 2usize..7
        ) {
            let lead = 15.0;
            let room = Room { left: 0.0, right: width, foot: 100.0, lines, lead };
            let asking: Vec<Asking> = rows.iter().enumerate().filter(|(_, row)| row.0 <= width)
                .map(|(index, (x, words, rank))| Asking {
                index, x: *x, mark_top: 120.0, worth: f64::from(*rank) + 1.0, rank: f64::from(*rank), kept: None,
                shapes: shapes(&vec!["words"; *words].join(" "), Font::regular(12), 172.0, &Even),
            }).collect();
            let flags = place(&asking, room);
            for (at, one) in flags.iter().enumerate() {
                let text = one.text_rect(lead);
                prop_assert!(text.x >= 0.0 && text.x + text.width <= width);
                prop_assert!(text.y >= room.foot - lead * lines as f64 - 1e-9 && text.y + text.height <= room.foot + 1e-9);
                for other in &flags[..at] {
                    prop_assert!(!text.overlaps(&other.text_rect(lead)));
                    prop_assert!(!text.overlaps(&other.pole_rect()));
                    prop_assert!(!one.pole_rect().overlaps(&other.text_rect(lead)));
                }
            }
        }
    }

    #[test]
    fn the_first_of_rank_is_always_shown() {
        let ask = |index, rank| Asking {
            index,
            x: 100.0 + index as f64,
            mark_top: 120.0,
            worth: rank,
            rank,
            kept: None,
            shapes: shapes("a title of some words", Font::regular(12), 172.0, &Even),
        };
        let room = Room { left: 0.0, right: 400.0, foot: 100.0, lines: 2, lead: 15.0 };
        let flags = place(&[ask(0, 2.0), ask(1, 3.0), ask(2, 100.0)], room);
        assert!(flags.iter().any(|flag| flag.index == 2));
    }
}
