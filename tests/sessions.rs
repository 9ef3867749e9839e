//! What a reader does, line by line, and what must follow: the scripts of `tests/sessions/`.
//!
//! A script begins with `figure NAME WIDTH [LINK]` and may begin anew at any line. A line is a message, or an expectation
//! (`expect …`) about what the messages before it brought about. A `#` begins a remark.
//!
//! Messages: `say WORDS`, `key KEY`, `down X Y`, `move X Y`, `up X Y`, `cancel` (a mouse; `finger 2 down X Y` is a finger),
//! `wheel X DX DY [zooming]`, `focus keyboard`, `focus pointer`, `blur`, `resize WIDTH`, `link FRAGMENT`, `arrives elections`, `arrives all` (a reading with that
//! part of the story); and, put together
//! of these, `press MARK` (a mouse at the middle of a mark) and `walk KEY` (the same key until nothing moves any more).
//!
//! Expectations: `link`, `spoken` (the last line spoken; `…` at the end: so it begins), `silent`, `selected`, `focus`,
//! `hover`, `window`, `list`, `rows`, `groups` (headings), `first` and `last` (of the rows), `ways` (of the card), `walked`,
//! `effects` (names of what the last message asked for), `unchanged` (the last message changed nothing and asked for nothing).

#![allow(clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::rc::Rc;

use ballotline::app::state::State;
use ballotline::app::{Effect, Figure, Message, Model, Part, Phase, Pointer, Reading, update, view};
use ballotline::data::Day;
use ballotline::layout::width_table::WidthTable;
use ballotline::words::number::decimal;
use common::{below, embedded_reading, faults, scene_of};

/// A figure under a reader's hand, and what came of the last message.
struct Session {
    model: Model,
    effects: Vec<Effect>,
    before: State,
    walked: Vec<String>,
}

impl Session {
    fn new(reading: &Rc<Reading>, words: &str) -> Session {
        let mut words = words.splitn(3, ' ');
        let figure = words.next().and_then(Figure::from_key).expect("a figure's name");
        let width_px = number(words.next());
        let model = Model::new(Rc::clone(reading), figure, width_px, words.next().unwrap_or_default());
        let before = model.state.clone();
        Session { model, effects: Vec::new(), before, walked: Vec::new() }
    }

    fn send(&mut self, message: Message) {
        self.before = self.model.state.clone();
        self.effects = update(&mut self.model, message, &WidthTable);
    }

    fn point(&mut self, id: i32, phase: &str, x_px: f64, y_px: f64, touch: bool) {
        let phase = match phase {
            "down" => Phase::Down,
            "move" => Phase::Move,
            "up" => Phase::Up,
            "cancel" => Phase::Cancel,
            other => panic!("there is no phase `{other}`"),
        };
        self.send(Message::Pointer(Pointer { id, phase, x_px, y_px, touch }));
    }

    /// Does a line that is no expectation.
    fn act(&mut self, verb: &str, rest: &str) {
        let mut words = rest.split(' ');
        match verb {
            "say" => self.send(Message::Say(rest.to_string())),
            "key" => self.send(Message::Key(if rest == "Space" { " " } else { rest }.to_string())),
            "down" | "move" | "up" => self.point(1, verb, number(words.next()), number(words.next()), false),
            "cancel" => self.point(1, verb, 0.0, 0.0, false),
            "finger" => {
                let id = number(words.next()) as i32;
                let phase = words.next().expect("a phase").to_string();
                self.point(id, &phase, number(words.next()), number(words.next()), true);
            }
            "wheel" => {
                let (x_px, delta_x_px, delta_y_px) =
                    (number(words.next()), number(words.next()), number(words.next()));
                let zooming = words.next() == Some("zooming");
                self.send(Message::Wheel { x_px, delta_x_px, delta_y_px, zooming });
            }
            "settle" => self.send(Message::Settle(number(Some(rest)))),
            "focus" => self.send(Message::Focus(Some(rest == "keyboard"))),
            "blur" => self.send(Message::Focus(None)),
            "resize" => self.send(Message::Resize(number(Some(rest)))),
            "link" => self.send(Message::Link(rest.to_string())),
            "arrives" => {
                let mut reading = Reading::default();
                let part = if rest == "all" { Part::Whole } else { Part::Election };
                reading.unpack(&embedded_reading().pack(part)).expect("bytes of our own");
                self.send(Message::Read(Rc::new(reading)));
            }
            "press" => {
                let layout = self.model.layout(&WidthTable);
                let target = layout.targets().iter().find(|target| target.key.starts_with(rest));
                let bounds = target.unwrap_or_else(|| panic!("`{rest}` is not drawn")).bounds;
                let (x, y) = (bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0);
                self.point(1, "down", x, y, false);
                self.point(1, "up", x, y, false);
            }
            "walk" => {
                self.walked = Vec::from_iter(self.model.state.focus.clone());
                // Bounded: a story has a few hundred marks.
                for _ in 0..2_000 {
                    self.send(Message::Key(rest.to_string()));
                    let now = self.model.state.focus.clone();
                    if now.as_ref() == self.walked.last() {
                        break;
                    }
                    self.walked.extend(now);
                }
            }
            other => panic!("there is no message `{other}`"),
        }
    }

    /// What there is of a thing that can be expected.
    fn found(&self, what: &str) -> String {
        let model = &self.model;
        let or_none = |key: Option<String>| key.unwrap_or_else(|| "none".to_string());
        match what {
            "link" => model.link(),
            "spoken" => self.spoken().unwrap_or_default(),
            "selected" => {
                let selected = model.state.selected(model.story(), model.is_narrow());
                or_none(selected.map(|index| model.story().events[index].id.clone()))
            }
            "focus" => or_none(model.state.focus.clone()),
            "hover" => or_none(model.state.hover.clone()),
            "window" => {
                let (first, last) = model.shown().days();
                format!("{} {}", first.iso(), last.iso())
            }
            "pulled" => decimal(model.state.pull_days, 1),
            "list" => model.state.list.len().to_string(),
            "rows" => model.table().rows.len().to_string(),
            "groups" => {
                let headings = model.table().groups.into_iter().map(|group| group.0);
                headings.collect::<Vec<_>>().join(", ")
            }
            "first" | "last" => {
                let mut keys = model.table().keys.into_iter();
                let key = if what == "first" { keys.next() } else { keys.next_back() };
                or_none(key.map(|key| key.replace("event:", "")))
            }
            "ways" => {
                // The event that a way of the card leads to, or what stands in its place.
                let html = view(model, &WidthTable).chrome.to_html();
                let ways = html.split("class=\"bl-ways\"").skip(1).flat_map(|pair| {
                    let pair = pair.split("</div>").next().unwrap_or_default();
                    pair.split("class=\"bl-way\"").skip(1).map(|way| {
                        let leads_to =
                            way.split_once("data-say=\"event ").and_then(|way| way.1.split('"').next());
                        leads_to.or(way.split(['>', '<']).nth(1)).unwrap_or_default().to_string()
                    })
                });
                ways.collect::<Vec<_>>().join(" | ")
            }
            "walked" => self.walked.len().to_string(),
            "effects" => self.effects.iter().map(name).collect::<Vec<_>>().join(","),
            other => panic!("nobody can expect `{other}`"),
        }
    }

    /// The last line spoken, with plain spaces and without the marks that isolate text of the tables.
    fn spoken(&self) -> Option<String> {
        let said = |effect: &Effect| if let Effect::Speak(line) = effect { Some(line.clone()) } else { None };
        let line = self.effects.iter().rev().find_map(said)?;
        Some(line.replace(['\u{2068}', '\u{2069}'], "").replace('\u{a0}', " "))
    }

    fn expect(&self, what: &str, wanted: &str) {
        match what {
            "silent" => assert_eq!(self.spoken(), None, "something was said"),
            "unchanged" => {
                assert_eq!(self.effects, [], "the message asked for something");
                assert_eq!(self.model.state, self.before, "the message changed something");
            }
            _ => {
                let found = self.found(what);
                let is_met = match wanted.strip_suffix('…') {
                    Some(beginning) if what == "spoken" => found.starts_with(beginning),
                    _ => found == wanted,
                };
                assert!(is_met, "\n  expected {what} {wanted}\n  found    {what} {found}");
            }
        }
    }
}

fn name(effect: &Effect) -> String {
    match effect {
        Effect::Address { is_choice: true, .. } => "address".to_string(),
        Effect::Address { is_choice: false, .. } => "address-passing".to_string(),
        Effect::Speak(_) => "speak".to_string(),
        Effect::Tell(event, _) => (*event).to_string(),
        Effect::Reveal(_) => "reveal".to_string(),
        Effect::FocusPicture => "focus-picture".to_string(),
        Effect::Elsewhere(_) => "elsewhere".to_string(),
        Effect::FocusOn(id) => format!("focus-{id}"),
    }
}

fn number(word: Option<&str>) -> f64 {
    match word.expect("a number") {
        "nan" => f64::NAN,
        "infinite" => f64::INFINITY,
        word => word.parse().unwrap_or_else(|_| panic!("`{word}` is no number")),
    }
}

/// Runs a script; after every message the figure can be drawn, and its link leads back to the same link.
fn run(script: &str) {
    let reading = embedded_reading();
    let text = fs::read_to_string(below("sessions").join(script)).expect("the script can be read");
    let mut session: Option<Session> = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.split(" # ").next().unwrap_or_default().trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        // A failed assertion is captured with this line by the test runner.
        println!("{script}:{}: {line}", index + 1);
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        if verb == "figure" {
            session = Some(Session::new(&reading, rest));
            continue;
        }
        let session = session.as_mut().expect("a script begins with `figure`");
        if verb == "expect" {
            let (what, wanted) = rest.split_once(' ').unwrap_or((rest, ""));
            session.expect(what, wanted);
            continue;
        }
        session.act(verb, rest);
        assert_whole(session);
    }
}

fn assert_whole(session: &Session) {
    let model = &session.model;
    let _ = view(model, &WidthTable);
    if model.state.hover.is_none() {
        assert_eq!(faults(&scene_of(model)), [] as [String; 0]);
    }
    let link = model.link();
    let again = Model::new(Rc::clone(&model.reading), model.figure, model.width_px, &link);
    assert_eq!(again.link(), link, "a link leads back to itself");
}

macro_rules! scripts {
    ($($name:ident),* $(,)?) => {
        $(#[test] fn $name() { run(concat!(stringify!($name), ".txt")); })*

        #[test]
        fn every_script_is_run() {
            let mut found: Vec<String> = fs::read_dir(below("sessions")).expect("the folder")
                .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
            found.sort();
            let mut named = [$(concat!(stringify!($name), ".txt")),*];
            named.sort_unstable();
            assert_eq!(found, named);
        }
    };
}

scripts!(
    results, history, arrives, contest, verdicts, table, windows, pointer, keys, find, links, tone, tour,
    turnout, un_votes, nonsense
);

#[test]
fn keys_walk_all_events_in_order_of_time() {
    let reading = embedded_reading();
    for width_px in [360.0, 1216.0] {
        let mut session = Session::new(&reading, &format!("timeline {width_px}"));
        session.act("key", "Home");
        session.act("walk", "ArrowRight");
        let keys: Vec<String> =
            reading.story.events.iter().map(|event| format!("event:{}", event.id)).collect();
        assert_eq!(session.walked, keys);
        assert!(reading.story.events.windows(2).all(|pair| pair[0].date <= pair[1].date));
        session.act("walk", "ArrowLeft");
        assert_eq!(session.walked.iter().rev().cloned().collect::<Vec<_>>(), keys);
    }
}

#[test]
fn the_window_follows_the_focus_at_every_step() {
    let reading = embedded_reading();
    let mut session = Session::new(&reading, "timeline 704 from=2022-11-01&to=2022-11-30");
    session.act("key", "Home");
    for index in 0..reading.story.events.len() {
        let event = &reading.story.events[index];
        assert_eq!(session.found("focus"), format!("event:{}", event.id));
        let (from, to) = session.model.state.window(session.model.story(), false);
        let day = f64::from(event.date.0) + 0.5;
        assert!(from <= day && day < to, "{} of {} lies outside", event.id, Day(event.date.0).iso());
        let layout = session.model.layout(&WidthTable);
        let key = format!("event:{}", event.id);
        assert!(layout.targets().iter().any(|target| target.key == key), "{key} has no mark to be ringed");
        session.act("key", "ArrowRight");
    }
}
