//! `bench`: what a frame of the timeline costs, from a thousand events to a million, natively and in a browser.
//!
//! Decides the stories that are measured, what a frame is, and the budgets. Leaves what is done in a browser to
//! `tests/browser/bench.mjs`. Nothing is timed in `cargo test`: a machine at other work would fail it.

use std::ffi::OsString;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use ballotline::app::{Figure, Message, Model, Part, Phase, Pointer, Reading, update, view};
use ballotline::data::lookup::Lookup;
use ballotline::data::{Day, Descriptor, Event, EventKind, Json, Package, SourceIndex, Story, embedded};
use ballotline::layout::width_table::WidthTable;
use ballotline::scene::painter::paint;
use ballotline::scene::palette::Palette;
use ballotline::scene::trace::Trace;

use crate::project::{self, Project};
use crate::wasm::Profile;
use crate::{build, tools};

/// What the list of verbs says.
pub const SUMMARY: &str = "measure a frame of the timeline, to a million events";
/// What `help bench` says.
pub const HELP: &str = "
Builds itself for speed, makes stories of 1,000 to 1,000,000 events, and measures frames of the timeline on this machine: update,
layout, scene, surroundings, and the painter on a surface that writes its calls down. Fails where a median is above its budget.
Then the same in headless Chromium, with the release in dist/ and a page that has only the timeline: the work of each animation
frame's callback on the main thread. The browser's own layout and raster come after it and are not counted.

  pan        a step sideways, in a window of a year
  zoom near  a step in or out, at a year
  zoom far   a step in or out, at all years
  hover      the pointer moves; natively: update, and the layout that is kept; in Chromium: the whole frame, painted
  index      what is made once a story and a filter, for information; in Chromium: the first drawing, in three frames, and the first after a filter

  --no-build  measure dist/ as it stands
  --native    leave Chromium out
";

/// The budget of a frame that moves the window, in milliseconds.
const REDRAW_MS: f64 = 4.0;
/// The budget of a hover before it is painted, in milliseconds.
const HOVER_MS: f64 = 0.05;
/// A frame at a million events costs at most so many times one at a hundred thousand.
const RATIO: f64 = 2.0;
/// The sizes of the stories.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// What is measured of each.
const FRAMES: [&str; 4] = ["pan", "zoom near", "zoom far", "hover"];
/// Frames of each kind in a round.
const COUNT: usize = 60;
/// Rounds, of which the quickest counts: a machine has other work too.
const ROUNDS: usize = 3;
/// Width of the picture.
const WIDTH_PX: f64 = 1016.0;

/// Runs the verb.
pub fn run(words: Vec<OsString>) -> Result<()> {
    let (mut builds, mut browses) = (true, true);
    let mut parser = lexopt::Parser::from_args(words.clone());
    while let Some(argument) = parser.next()? {
        match argument {
            lexopt::Arg::Long("no-build") => builds = false,
            lexopt::Arg::Long("native") => browses = false,
            other => crate::unknown_word(other)?,
        }
    }
    let project = Project::locate()?;
    if cfg!(debug_assertions) {
        // Code that is not made for speed says nothing of it. What only makes it small takes minutes, and is left out here, where
        // it is no variable that the build of the page would have too.
        let mut command = project::cargo();
        command.args(["run", "--quiet", "--release", "--config", "profile.release.lto=\"off\""]);
        command.args(["--package", "xtask", "--", "bench"]).args(words);
        return project::run(command.current_dir(&project.root));
    }
    if browses && builds {
        build::build(&project, Profile::Release, None)?;
    }
    let chromium = if browses { Some(Chromium::of(&project)?) } else { None };
    let mut medians: Vec<[f64; FRAMES.len()]> = Vec::new();
    let mut above = Vec::new();
    println!("{:>9}  {:<9} {:>9} {:>9}", "events", "frame", "median", "worst");
    if let Some(chromium) = &chromium {
        chromium.measure("embedded", None, &mut above)?;
    }
    for size in SIZES {
        let reading = Rc::new(reading(size)?);
        let mut of_size = [0.0; FRAMES.len()];
        let (index, frames) = measured(&reading);
        println!("{size:>9}  {:<9} {:>6.1} ms", "index", ms(index));
        for (at, times) in frames.into_iter().enumerate() {
            let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
            of_size[at] = ms(median);
            let budget = if FRAMES[at] == "hover" { HOVER_MS } else { REDRAW_MS };
            let verdict = if of_size[at] <= budget { "kept" } else { "BROKEN" };
            let (name, median, worst) = (FRAMES[at], ms(median), ms(worst));
            println!("{size:>9}  {name:<9} {median:>6.3} ms {worst:>6.3} ms  budget {budget} ms: {verdict}");
            if of_size[at] > budget {
                above.push(format!("{name} at {size} events"));
            }
        }
        medians.push(of_size);
        if let Some(chromium) = &chromium {
            chromium.measure(&size.to_string(), Some(&reading), &mut above)?;
        }
    }
    if let [.., before, last] = medians.as_slice() {
        for (at, name) in FRAMES.iter().enumerate() {
            let ratio = last[at] / before[at].max(1e-4);
            let verdict = if ratio <= RATIO { "kept" } else { "BROKEN" };
            println!("{name:<9} 1,000,000 to 100,000 events: {ratio:.2}  budget {RATIO}: {verdict}");
            if ratio > RATIO {
                above.push(format!("{name}, a million to a hundred thousand"));
            }
        }
    }
    if above.is_empty() { Ok(()) } else { bail!("above the budget: {}", above.join(", ")) }
}

/// A browser and what it is to run.
struct Chromium {
    folder: PathBuf,
    program: String,
    target: PathBuf,
}

impl Chromium {
    fn of(project: &Project) -> Result<Chromium> {
        if project.dist().join(build::DEV_MARK).exists() {
            println!("dist/ is a dev build: its frames cost more than those of what ships");
        }
        let folder = project.root.join("tests/browser");
        let program = tools::chromium()?;
        tools::node()?;
        tools::npm_ci(&folder)?;
        Ok(Chromium { folder, program, target: project.target.clone() })
    }

    /// Measures a story, the embedded one if none is given.
    fn measure(&self, name: &str, reading: Option<&Reading>, above: &mut Vec<String>) -> Result<()> {
        let mut command = Command::new("node");
        command.arg("bench.mjs").current_dir(&self.folder);
        command.env("CHROMIUM", &self.program).env("BALLOTLINE_TARGET", &self.target);
        let file = self.target.join("bench-story.bin");
        if let Some(reading) = reading {
            std::fs::write(&file, reading.pack(Part::Whole)).context("could not write the story's bytes")?;
            command.arg(&file);
        }
        let found: serde_json::Value =
            serde_json::from_str(&project::output_of(&mut command)?).context("bench.mjs gave no JSON")?;
        let number = |value: &serde_json::Value| value.as_f64().context("bench.mjs gave no number");
        for (frame, what) in [("first", "first drawing"), ("filter", "with a new filter")] {
            println!("{name:>9}  {:<9} {:>6.1} ms {what}, in Chromium", "index", number(&found[frame])?);
        }
        for (frame, key) in FRAMES.into_iter().zip(["pan", "near", "far", "hover"]) {
            let (median, worst) = (number(&found[key]["median"])?, number(&found[key]["worst"])?);
            let verdict = if median <= REDRAW_MS { "kept" } else { "BROKEN" };
            println!(
                "{name:>9}  {frame:<9} {median:>6.3} ms {worst:>6.3} ms  budget {REDRAW_MS} ms: {verdict}, in Chromium"
            );
            if median > REDRAW_MS {
                above.push(format!("{frame} at {name} events in Chromium"));
            }
        }
        Ok(())
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// What the index takes, and every kind of frame some times.
fn measured(reading: &Rc<Reading>) -> (Duration, [Vec<Duration>; FRAMES.len()]) {
    let mut model =
        Model::new(Rc::clone(reading), Figure::Timeline, WIDTH_PX, "from=2015-01-01&to=2015-12-31");
    let began = Instant::now();
    black_box(model.shown());
    let index = began.elapsed();
    let wheel = |delta_x_px: f64, delta_y_px: f64, zooming: bool| Message::Wheel {
        x_px: 500.0,
        delta_x_px,
        delta_y_px,
        zooming,
    };
    let sign = |at: usize| if at.is_multiple_of(2) { 1.0 } else { -1.0 };
    let pan = series(&mut model, true, &|at| wheel(3.0 + at as f64 / 10.0, 0.0, false));
    let near = series(&mut model, true, &|at| wheel(0.0, sign(at) * (4.0 + at as f64 / 20.0), true));
    let hover = series(&mut model, false, &|at| {
        let (x_px, y_px) = (140.0 + 13.0 * at as f64, 120.0 + 9.0 * at as f64);
        Message::Pointer(Pointer { id: 1, phase: Phase::Move, x_px, y_px, touch: false })
    });
    update(&mut model, Message::Say("everywhere".to_string()), &WidthTable);
    let far = series(&mut model, true, &|at| wheel(0.0, -sign(at) * (4.0 + at as f64 / 20.0), true));
    (index, [pan, near, far, hover])
}

/// The time of each frame of the quickest round, in order; painted or not.
fn series(model: &mut Model, is_painted: bool, message: &dyn Fn(usize) -> Message) -> Vec<Duration> {
    let mut surface = Trace::default();
    black_box(view(model, &WidthTable));
    let rounds = (0..ROUNDS).map(|_| {
        let mut times = Vec::with_capacity(COUNT);
        for at in 0..COUNT {
            surface.text.clear();
            let began = Instant::now();
            black_box(update(model, message(at), &WidthTable));
            if is_painted {
                let view = black_box(view(model, &WidthTable));
                // What writes down cannot fail.
                let _ = paint(&view.scene, &Palette::LIGHT, &mut surface);
                black_box(surface.text.len());
            } else {
                black_box(model.layout(&WidthTable));
            }
            times.push(began.elapsed());
        }
        times.sort_unstable();
        times
    });
    rounds.min_by_key(|times| times[times.len() / 2]).unwrap_or_default()
}

/// The embedded story with other events, so many.
fn reading(count: usize) -> Result<Reading> {
    let json: Json =
        serde_json::from_str(embedded::descriptor_json()).context("the descriptor is no JSON")?;
    let package = Package { descriptor: Descriptor::from_json(&json), files: embedded::files() };
    let mut reading = Reading::of(&package);
    let story: &mut Story = &mut reading.story;
    story.events = events(story, count);
    story.lookup = Lookup::default();
    Ok(reading)
}

/// Events over 35 years and all lanes, the same in every run: most of little weight, a few that last.
fn events(story: &Story, count: usize) -> Vec<Event> {
    let titles: Vec<&str> = story.events.iter().map(|event| event.title.as_str()).collect();
    let tags = ["energy", "trade", "unga", "context", "border", "visit"];
    let mut seed = 20_221_120_u64;
    let mut roll = |below: usize| {
        // Constants of Knuth's MMIX.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let mut made: Vec<Event> = (0..count)
        .map(|number| {
            let date = Day(7_670 + roll(12_780) as i32);
            let weight = roll(100);
            let importance = 5 - [1, 5, 17, 57].iter().filter(|bound| weight >= **bound).count();
            Event {
                id: format!("made-{number}"),
                date,
                end: if roll(50) == 0 { Some(Day(date.0 + roll(90) as i32)) } else { None },
                lane: roll(story.lanes.len()),
                source_actor: roll(story.actors.len()),
                target_actor: roll(story.actors.len()),
                kind: EventKind::ALL[roll(6)],
                code: roll(story.codes.len()),
                goldstein: roll(201) as f64 / 10.0 - 10.0,
                title: titles.get(roll(titles.len())).map_or_else(String::new, |title| (*title).to_string()),
                summary: "A made event.".to_string(),
                importance: importance as u8,
                tags: vec![tags[roll(tags.len())].to_string()],
                sources: vec![SourceIndex(roll(count / 2) as u32)],
                verified: true,
                ..Event::default()
            }
        })
        .collect();
    made.sort_by(|one, other| (one.date, &one.id).cmp(&(other.date, &other.id)));
    made
}
