//! What a reader does and what follows: model, message, update, view, link. Knows no browser.
//!
//! The loop: a [`Message`] changes a [`Model`] in [`update()`], which returns [`Effect`]s; [`view()`] makes the picture and
//! its surroundings of the model. The browser leaf queues messages, draws once a frame and carries out effects.

use std::cell::RefCell;
use std::rc::Rc;

use crate::charts::turnout::is_other_election;
use crate::data::{Election, ElectionKind, Story};
use crate::scene::Scene;

mod card;
mod chrome;
mod full;
mod icon;
pub mod link;
pub mod markup;
pub mod message;
pub mod page;
pub mod picture;
pub mod reading;
pub mod share;
pub mod state;
pub mod update;
pub mod view;

pub use reading::{Note, Part, Reading};
pub use update::update;
pub use view::view;

/// A figure of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Who got what.
    Results,
    /// How it went before.
    History,
    /// How competitive, compared.
    Contest,
    /// When people voted.
    TurnoutClock,
    /// Where people voted.
    TurnoutMap,
    /// Who said what of the vote.
    Verdicts,
    /// How relations moved.
    Timeline,
    /// How countries voted.
    UnVotes,
}

impl Figure {
    /// All figures in reading order.
    pub const ALL: [Figure; 8] = [
        Figure::Results,
        Figure::History,
        Figure::Contest,
        Figure::TurnoutClock,
        Figure::TurnoutMap,
        Figure::Verdicts,
        Figure::Timeline,
        Figure::UnVotes,
    ];

    /// The word used in attributes and addresses.
    pub fn key(self) -> &'static str {
        match self {
            Figure::Results => "results",
            Figure::History => "history",
            Figure::Contest => "contest",
            Figure::TurnoutClock => "turnout-clock",
            Figure::TurnoutMap => "turnout-map",
            Figure::Verdicts => "verdicts",
            Figure::Timeline => "timeline",
            Figure::UnVotes => "un-votes",
        }
    }

    /// Whether Enter does something on a mark, besides the timeline's.
    fn is_chosen_from(self) -> bool {
        self != Figure::Timeline
    }

    /// Whether it brings out an election of the story's country that is chosen here or elsewhere.
    fn has_election(self) -> bool {
        matches!(self, Figure::History | Figure::Contest | Figure::TurnoutMap)
    }

    /// Whether another election than the story's can be chosen here; what only the map can say something of stays there.
    fn takes_election(self, story: &Story, id: &str) -> bool {
        let is_drawn = |own: &Election| own.id == id && own.kind != ElectionKind::Referendum;
        is_other_election(story, id) && (self == Figure::TurnoutMap || story.elections.iter().any(is_drawn))
    }

    /// The figure of a word.
    pub fn from_key(key: &str) -> Option<Figure> {
        Figure::ALL.into_iter().find(|figure| figure.key() == key)
    }
}

/// One figure in the hands of one reader.
#[derive(Clone, Debug)]
pub struct Model {
    /// The story, shared by the figures of a page.
    pub reading: Rc<Reading>,
    /// Which figure.
    pub figure: Figure,
    /// Width in CSS pixels that the figure may fill, 288.. usually.
    pub width_px: f64,
    /// What the reader has chosen.
    pub state: state::State,
    /// The link that the state is of, until the reader changes it: it is read anew when more of the story arrives.
    link: Option<String>,
    /// The last picture's layout, kept while nothing it rests on changes.
    layout: RefCell<Option<Rc<picture::Layout>>>,
    /// The events that pass, with the story and the state that they are of.
    passing: RefCell<Option<picture::KeptPassing>>,
}

/// A pointer's step on the picture, in CSS pixels of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    /// Which finger or mouse; a mouse keeps its number.
    pub id: i32,
    /// What it did.
    pub phase: Phase,
    /// Where.
    pub x_px: f64,
    /// Where.
    pub y_px: f64,
    /// Whether it is a finger (targets grow, no hover).
    pub touch: bool,
}

/// What a pointer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Pressed.
    Down,
    /// Moved, pressed or not.
    Move,
    /// Let go.
    Up,
    /// Left the picture or was taken by the browser.
    Cancel,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The words of a control, a link or a session, such as `base cast`; see [`message::words`].
    Say(String),
    /// A pointer on the picture.
    Pointer(Pointer),
    /// The wheel over the picture, in CSS pixels; `zooming` with Ctrl or ⌘ held.
    Wheel {
        /// Where the pointer stands.
        x_px: f64,
        /// Sideways movement.
        delta_x_px: f64,
        /// Upright movement.
        delta_y_px: f64,
        /// Whether Ctrl or ⌘ is held.
        zooming: bool,
    },
    /// A key (the browser's `KeyboardEvent.key`) while the picture has the focus.
    Key(String),
    /// A frame has passed since lanes that were pulled over the end of the story were let go: this part of the way is left.
    Settle(f64),
    /// The picture gained (`true`: by keyboard) or lost the focus.
    Focus(Option<bool>),
    /// The figure's width changed.
    Resize(f64),
    /// The reader went to another address: its fragment without `#`.
    Link(String),
    /// The page gives the figure a state, written like a link.
    State(String),
    /// A fuller reading of the same story arrived.
    Read(Rc<Reading>),
}

/// Something the browser is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Put this figure's state into the address: keys with their values, `None` to take a key out. Other keys stay.
    Address {
        /// Keys of this figure.
        keys: Vec<(&'static str, Option<String>)>,
        /// A choice (a new entry of the history) or a passing state (replaces the entry).
        is_choice: bool,
    },
    /// Say this line politely.
    Speak(String),
    /// Tell the host page: an event's name (`select`, `statechange`, `link`) and its detail as key and value pairs.
    Tell(&'static str, Vec<(&'static str, String)>),
    /// Say these words to the other figures of the story.
    Elsewhere(String),
    /// Bring this height of the picture, in CSS pixels, into view between the tour’s words and the card at the window’s foot.
    Reveal(f64),
    /// Move the focus to the picture.
    FocusPicture,
    /// Move the focus to the element with this `id` in the figure.
    FocusOn(&'static str),
}

/// Everything shown of a figure.
#[derive(Clone, Debug)]
pub struct View {
    /// The picture.
    pub scene: Scene,
    /// The surroundings. One element in it has the attribute `data-slot="picture"`: the canvas goes there.
    pub chrome: markup::Element,
    /// CSS cursor over the picture.
    pub cursor: &'static str,
}

impl Model {
    /// A figure as its link describes it (the address's fragment; keys of others and nonsense are passed over).
    pub fn new(reading: Rc<Reading>, figure: Figure, width_px: f64, link: &str) -> Model {
        reading.words.speak();
        let mut state = state::State::default();
        link::read(&mut state, figure, &reading.story, link);
        let link = Some(link.to_owned());
        let mut model = Model {
            reading,
            figure,
            width_px,
            state,
            link,
            layout: RefCell::default(),
            passing: RefCell::default(),
        };
        update::timeline::reveal_linked(&mut model);
        model
    }

    /// The story.
    pub fn story(&self) -> &Story {
        &self.reading.story
    }

    /// The figure's state as a link, only what differs from the default.
    pub fn link(&self) -> String {
        link::write(&self.state, self.figure, self.story())
    }

    /// Forgets the layout: text is measured otherwise from now on (a font has arrived).
    pub fn forget_layout(&self) {
        self.layout.replace(None);
    }

    /// Whether the figure wants this wheel step (then the page must not scroll): zooming, and sideways movement.
    pub fn wants_wheel(&self, delta_x_px: f64, delta_y_px: f64, zooming: bool) -> bool {
        self.figure == Figure::Timeline && (zooming || delta_x_px.abs() > delta_y_px.abs())
    }

    /// Whether the lanes are being dragged.
    pub fn is_panning(&self) -> bool {
        matches!(self.state.drag, Some(state::Drag::Pan { has_moved: true, .. }))
    }

    /// Whether lanes that were pulled over the end of the story have been let go.
    pub fn is_settling(&self) -> bool {
        self.state.drag.is_none() && self.state.pull_days.abs() > 0.0
    }

    /// Whether the figure wants this key while its picture has the focus.
    pub fn wants_key(&self, key: &str) -> bool {
        let everywhere = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
        let timeline = ["PageUp", "PageDown", "+", "=", "-", "Enter", " "];
        match key {
            "Escape" => {
                let has_card = || self.state.selected(self.story(), self.is_narrow()).is_some();
                let is_reading = matches!(self.state.selection, state::Selection::Tone { .. });
                self.figure == Figure::Timeline && (!self.state.list.is_empty() || is_reading || has_card())
            }
            "n" | "p" => self.state.step.is_some(),
            key if everywhere.contains(&key) => true,
            "Enter" | " " if self.figure.is_chosen_from() => true,
            key => self.figure == Figure::Timeline && timeline.contains(&key),
        }
    }

    /// Whether the figure is too narrow for the timeline's wide form.
    pub fn is_narrow(&self) -> bool {
        self.width_px < crate::charts::timeline::NARROW_BELOW_PX
    }
}
