//! One figure: its model, what it has been told, and one animation frame for each burst of that.
//!
//! Decides when to draw, how large the canvas is and in which order a frame's work is done: every message, then the
//! view once, the picture, the surroundings, the effects. The first time this takes three frames, so that none is long. A figure
//! without a size waits until it has one. What the page may ask of it while it is at work waits in a list.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ShadowRoot, Window};

use super::canvas::{Canvas, Colours};
use super::dom::Surroundings;
use super::effects;
use super::error::Failure;
use super::measure::{self, CanvasMeasure};
use ballotline::app::markup::Element;
use ballotline::app::share::taken;
use ballotline::app::{Effect, Figure, Message, Model, Phase, Reading, View, update, view};
use ballotline::scene::painter::paint;
use ballotline::scene::palette::Palette;

/// Width of a figure that has none yet.
const WIDTH_UNKNOWN_PX: f64 = 320.0;
/// Device pixels of a canvas at most, and on a device with a coarse pointer.
const AREA_MOST: f64 = 16_700_000.0;
const AREA_MOST_COARSE: f64 = 5_200_000.0;
/// A pointer that has rested this long throws nothing.
const REST_MS: f64 = 60.0;
/// The length of a frame of a glide, how much of the speed it leaves, and the speed at which it ends.
const FRAME_MS: f64 = 16.0;
const SLOWED: f64 = 0.93;
const SLOWEST: f64 = 0.05;
/// What a frame leaves of the way back from over the end of the story.
const SETTLED: f64 = 0.7;
/// Device pixels a CSS pixel on paper.
const PRINT_RATIO: f64 = 3.0;
/// Device pixels of a canvas's side at most.
const SIDE_MOST: f64 = 8192.0;

/// What is to be done next of what a drawing takes.
#[derive(Default)]
enum Step {
    /// To heed what the figure has been told, and see what is shown of it.
    #[default]
    View,
    /// To paint the picture, which the reader sees at once where it stands in the page already.
    Paint(Box<View>),
    /// To put the surroundings, and the picture with them, into the page.
    Show(Element),
}

/// One figure.
pub struct Runner {
    /// What the page calls it.
    pub handle: u32,
    /// The handle of its story.
    pub story: u32,
    /// The element of the page that it stands in.
    pub host: HtmlElement,
    /// What an animation frame calls.
    pub sink: Function,
    /// What does for it what only the page can.
    pub actor: Function,
    /// The page's window.
    pub window: Window,
    /// The picture.
    pub canvas: HtmlCanvasElement,
    /// The root of what it puts into the host.
    pub root: ShadowRoot,
    context: CanvasRenderingContext2d,
    measure: CanvasMeasure,
    model: RefCell<Model>,
    messages: RefCell<Vec<Message>>,
    /// What follows from the messages heeded so far, until the page shows it.
    effects: RefCell<Vec<Effect>>,
    step: RefCell<Step>,
    surroundings: RefCell<Surroundings>,
    colours: RefCell<Option<Colours>>,
    cursor: Cell<&'static str>,
    width_px: Cell<f64>,
    /// Width and height of the canvas in CSS pixels and the page's device pixels a CSS pixel; the canvas's own.
    canvas_size: Cell<((f64, f64, f64), f64)>,
    frame: Cell<Option<i32>>,
    /// When and where the pointer was last, and how fast it went, in CSS pixels a millisecond.
    pointer: Cell<(f64, f64, f64)>,
    /// How fast the lanes glide after a drag, in CSS pixels a millisecond.
    glide: Cell<f64>,
    is_shown: Cell<bool>,
    is_closed: Cell<bool>,
}

impl Runner {
    /// A figure in its host; begins to draw with the next frame.
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        handle: u32,
        story: u32,
        reading: Rc<Reading>,
        figure: Figure,
        host: HtmlElement,
        state: &str,
        sink: Function,
        actor: Function,
    ) -> Result<Rc<Runner>, Failure> {
        let window = web_sys::window().ok_or(Failure::new("there is no window"))?;
        let document = window.document().ok_or(Failure::new("there is no document"))?;
        let canvas = measure::canvas(&document)?;
        canvas.set_attribute("aria-hidden", "true")?;
        let context = measure::context(&canvas)?;
        let measure = CanvasMeasure::new(&document)?;
        let root = host.shadow_root().ok_or(Failure::new("the host has no shadow root"))?;
        let width_px = f64::from(host.client_width());
        let model_width_px = if width_px > 0.0 { width_px } else { WIDTH_UNKNOWN_PX };
        let model = Model::new(reading, figure, model_width_px, state);
        let runner = Rc::new(Runner {
            handle,
            story,
            host,
            sink,
            actor,
            window,
            surroundings: RefCell::new(Surroundings::new(document, canvas.clone())),
            canvas,
            root,
            context,
            measure,
            model: RefCell::new(model),
            messages: RefCell::default(),
            effects: RefCell::default(),
            step: RefCell::default(),
            colours: RefCell::default(),
            cursor: Cell::new(""),
            width_px: Cell::new(width_px),
            canvas_size: Cell::default(),
            frame: Cell::new(None),
            pointer: Cell::default(),
            glide: Cell::default(),
            is_shown: Cell::new(false),
            is_closed: Cell::new(false),
        });
        runner.request_frame();
        Ok(runner)
    }

    /// Releases what was registered.
    pub fn close(&self) {
        self.is_closed.set(true);
        if let Some(frame) = self.frame.take() {
            let _ = self.window.cancel_animation_frame(frame);
        }
        // The pixels are given back at once, whenever the element itself goes.
        self.canvas.set_width(0);
        self.canvas.set_height(0);
    }

    /// Queues a message and asks for a frame.
    pub fn send(&self, message: Message) {
        let mut messages = self.messages.borrow_mut();
        // Of a pointer's moves and of sizes, only the last before a frame counts.
        let replaces = match (messages.last(), &message) {
            (Some(Message::Pointer(last)), Message::Pointer(new)) => {
                last.phase == Phase::Move && new.phase == Phase::Move && last.id == new.id
            }
            (Some(Message::Resize(_)), Message::Resize(_)) => true,
            _ => false,
        };
        if replaces {
            messages.pop();
        }
        messages.push(message);
        drop(messages);
        self.request_frame();
    }

    /// Follows a pointer: lanes that are let go while they move glide on, unless the reader wants little motion.
    pub fn follow(&self, phase: Phase, x_px: f64, time_ms: f64) {
        let (before_ms, before_px, speed) = self.pointer.get();
        let passed_ms = (time_ms - before_ms).max(1.0);
        match phase {
            Phase::Move => {
                let now = (x_px - before_px) / passed_ms;
                self.pointer.set((time_ms, x_px, speed * 0.4 + now * 0.6));
            }
            Phase::Up if passed_ms < REST_MS && self.ask(Model::is_panning) => {
                if !self.wants_little_motion() {
                    self.glide.set(speed);
                }
            }
            _ => {
                self.glide.set(0.0);
                self.pointer.set((time_ms, x_px, 0.0));
            }
        }
    }

    /// A step of the glide, and a frame for the next one.
    fn glide_on(&self) {
        let speed = self.glide.get();
        if speed.abs() < SLOWEST {
            self.glide.set(0.0);
            return;
        }
        self.glide.set(speed * SLOWED);
        self.send(Message::Wheel {
            x_px: 0.0,
            delta_x_px: -speed * FRAME_MS,
            delta_y_px: 0.0,
            zooming: false,
        });
    }

    /// What a reader takes away, see [`super::taken`]; empty while the model is at work.
    pub fn taken(&self, asked: &str, is_dark: bool) -> String {
        let mut lines = asked.split('\n');
        let [what, address, today] = [0; 3].map(|_| lines.next().unwrap_or_default());
        let model = self.model.try_borrow();
        let give = |model: &Model| taken(model, what, address, today, is_dark, &self.measure);
        model.map(|model| give(&model)).unwrap_or_default()
    }

    /// Asks the model a question; `false` while it is at work.
    pub fn ask(&self, question: impl FnOnce(&Model) -> bool) -> bool {
        self.model.try_borrow().is_ok_and(|model| question(&model))
    }

    /// The host has this width now.
    pub fn resized(&self) {
        let width_px = f64::from(self.host.client_width());
        if (self.width_px.replace(width_px) - width_px).abs() > 0.0 && width_px > 0.0 {
            self.send(Message::Resize(width_px));
        }
    }

    /// Colours, fonts and density are asked for anew, and the figure is drawn.
    pub fn look_changed(&self) {
        self.colours.replace(None);
        self.request_frame();
    }

    /// The canvas has lost its pixels: it is drawn anew.
    pub fn pixels_lost(&self) {
        self.canvas_size.take();
        self.request_frame();
    }

    fn request_frame(&self) {
        if self.frame.get().is_none() && !self.is_closed.get() {
            self.frame.set(self.window.request_animation_frame(&self.sink).ok());
        }
    }

    /// A frame's work: a drawing, or one step of the first. What the figure is told between these is heeded when it is shown, so
    /// that nobody can keep it from that; with other colours or fonts it begins anew.
    ///
    /// Of the timeline's first, each step takes a browser some 20 ms: that is why they do not share a frame. On paper they do,
    /// since a browser does not wait there.
    pub fn draw(&self) -> Result<(), Failure> {
        self.frame.set(None);
        if self.is_closed.get() || self.width_px.get() <= 0.0 {
            return Ok(());
        }
        let in_one = self.is_shown.get() || self.is_printed();
        let mut step = self.step.take();
        if self.reads_look()? || in_one {
            step = Step::View;
        }
        loop {
            step = match step {
                Step::View => Step::Paint(Box::new(self.view())),
                Step::Paint(view) => {
                    self.paint(&view)?;
                    Step::Show(view.chrome)
                }
                Step::Show(chrome) => {
                    self.surroundings.borrow_mut().show(&self.root, chrome)?;
                    return self.end();
                }
            };
            if !in_one {
                self.step.replace(step);
                self.request_frame();
                return Ok(());
            }
        }
    }

    /// What is shown of the figure after all that it has been told.
    fn view(&self) -> View {
        let messages = self.messages.take();
        if !messages.is_empty() {
            let mut model = self.model.borrow_mut();
            for message in messages {
                self.effects.borrow_mut().extend(update(&mut model, message, &self.measure));
            }
        }
        view(&self.model.borrow(), &self.measure)
    }

    /// What follows when all is shown.
    fn end(&self) -> Result<(), Failure> {
        self.glide_on();
        if self.ask(Model::is_settling) {
            self.send(Message::Settle(if self.wants_little_motion() { 0.0 } else { SETTLED }));
        }
        if !self.is_shown.replace(true) {
            let (figure, state) = {
                let model = self.model.borrow();
                (model.figure.key().to_owned(), model.link())
            };
            effects::tell(self, "ready", &[("figure", figure), ("state", state)])?;
        }
        for effect in self.effects.take() {
            if self.is_closed.get() {
                break;
            }
            effects::carry_out(self, effect)?;
        }
        if !self.messages.borrow().is_empty() {
            self.request_frame();
        }
        Ok(())
    }

    /// Asks the page for colours and font, unless they are known; whether it did.
    fn reads_look(&self) -> Result<bool, Failure> {
        if self.colours.borrow().is_some() {
            return Ok(false);
        }
        let style =
            self.window.get_computed_style(&self.host)?.ok_or(Failure::new("the host has no style"))?;
        let is_dark = self.host.has_attribute("data-dark");
        let palette = if is_dark { &Palette::DARK } else { &Palette::LIGHT };
        self.colours.replace(Some(Colours::read(&style, palette)));
        self.measure.set_face(style.get_property_value("font-family")?, self.window.device_pixel_ratio());
        self.model.borrow().forget_layout();
        Ok(true)
    }

    fn wants_little_motion(&self) -> bool {
        self.matches("(prefers-reduced-motion: reduce)")
    }

    fn matches(&self, query: &str) -> bool {
        matches!(self.window.match_media(query), Ok(Some(list)) if list.matches())
    }

    fn paint(&self, view: &View) -> Result<(), Failure> {
        let size_px = (view.scene.width_px.max(1.0).ceil(), view.scene.height_px.max(1.0).ceil());
        let ratio = self.fit_canvas(size_px)?;
        if self.cursor.replace(view.cursor) != view.cursor {
            self.canvas.style().set_property("cursor", view.cursor)?;
        }
        if let Some(colours) = self.colours.borrow().as_ref() {
            let family = self.measure.family();
            let mut surface = Canvas::new(&self.context, colours, &family, ratio, size_px);
            // A canvas cannot fail.
            let _ = paint(&view.scene, &Palette::ROLES, &mut surface);
        }
        Ok(())
    }

    /// Whether the figure is drawn for paper: the page says so before it is printed.
    fn is_printed(&self) -> bool {
        self.host.has_attribute("data-print")
    }

    /// Gives the canvas its size, if that has changed; device pixels a CSS pixel, fewer where a canvas cannot be as large.
    fn fit_canvas(&self, (width, height): (f64, f64)) -> Result<f64, Failure> {
        let density = if self.is_printed() { PRINT_RATIO } else { self.window.device_pixel_ratio() };
        let size = (width, height, density);
        let (before, ratio) = self.canvas_size.get();
        if before == size {
            return Ok(ratio);
        }
        let area = if self.matches("(pointer: coarse)") { AREA_MOST_COARSE } else { AREA_MOST };
        let ratio = density.min(SIDE_MOST / width.max(height)).min((area / (width * height)).sqrt());
        self.canvas_size.set((size, ratio));
        self.canvas.set_width((width * ratio + 0.5) as u32);
        self.canvas.set_height((height * ratio + 0.5) as u32);
        let style = self.canvas.style();
        for (name, px) in [("width", width), ("height", height)] {
            style.set_property(name, &[&(px as i32).to_string(), "px"].concat())?;
        }
        style.set_property("display", "block")?;
        style.set_property("touch-action", "pan-y")?;
        Ok(ratio)
    }
}
