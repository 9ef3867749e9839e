//! What a reader does with the lanes: windows, zooming, dragging, events and their cards, search and filters, the tour; and with
//! the votes beside them.
//!
//! Decides where the window goes and what is spoken of it. Entered by a few doors that are never inlined, so that a program
//! without these figures can do without all of it.

use std::rc::Rc;

use super::{focus_on, step_row, walk};
use crate::analysis::power::power_of_two;
use crate::analysis::tone::tone_on;
use crate::app::message::Words;
use crate::app::picture::Chart;
use crate::app::state::{Drag, LEAST_WINDOW_DAYS, Selection, clamped, limits, window_of};
use crate::app::{Effect, Figure, Model, Pointer};
use crate::charts::timeline::overview::Part;
use crate::charts::un_votes;
use crate::data::{Day, Event, EventKind};
use crate::layout::Measure;
use crate::words;

/// Days on either side of an election that another figure points at.
const AROUND_DAYS: f64 = 183.0;
/// A pointer that moved less than this has pressed, not dragged.
const PRESS_PX: f64 = 4.0;

/// Does what the words of a control ask of the timeline; words for other figures do nothing.
#[inline(never)]
pub fn say(model: &mut Model, words: Words, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    match words {
        Words::Preset(key) => {
            let preset = model.story().page.presets.iter().find(|preset| preset.key == key);
            if let Some(window) = preset.map(|preset| window_of(model.story(), &preset.from, &preset.to)) {
                model.state.window = Some(window);
                // A card tells of the time that was chosen, or there is none.
                let selected = model.state.selected(model.story(), model.is_narrow());
                let date =
                    selected.and_then(|index| model.story().events.get(index)).map(|event| event.date.0);
                if date.is_some_and(|date| !(window.0..window.1).contains(&f64::from(date))) {
                    model.state.selection = Selection::Closed;
                }
                speak_window(model, effects);
            }
        }
        Words::Zoom(is_in) => {
            let (from, to) = window(model);
            zoom_about(model, (from + to) / 2.0, if is_in { 0.5 } else { 2.0 });
            speak_window(model, effects);
        }
        Words::Move(is_later) => {
            pan_by(model, if is_later { 1.0 / 3.0 } else { -1.0 / 3.0 });
            speak_window(model, effects);
        }
        Words::Event(id) => {
            if let Some(index) = model.story().event_by_id(&id) {
                open(model, index, effects);
            }
        }
        Words::Card => {
            effects.push(Effect::FocusOn("card"));
            bring(model, measure, effects);
        }
        Words::See => {
            let selected = model.state.selected(model.story(), model.is_narrow());
            let event = selected.and_then(|index| model.story().events.get(index));
            model.state.focus = event.map(crate::charts::timeline::event_key);
            bring(model, measure, effects);
        }
        Words::Close => close(model, effects),
        Words::Crowd(id) => {
            let layout = model.layout(measure);
            open_crowd(model, &layout.chart, &format!("crowd:{id}"), effects);
        }
        Words::Kind(kind) => {
            let at = EventKind::ALL.iter().position(|own| *own == kind).unwrap_or(0);
            model.state.kinds_off[at] = !model.state.kinds_off[at];
            speak_count(model, effects);
        }
        Words::Actor(code) => {
            let is_known = model.story().actors.iter().any(|actor| actor.code == code);
            if toggle(&mut model.state.actors, code, is_known) {
                speak_count(model, effects);
            }
        }
        Words::Tag(tag) => {
            let is_known = model.story().events.iter().any(|event| event.has_tag(&tag));
            if toggle(&mut model.state.tags, tag, is_known) {
                speak_count(model, effects);
            }
        }
        Words::Filters(is_open) => model.state.filters_open = is_open,
        Words::Tone(lane, day) => {
            if let Some(lane) = model.story().lane_by_id(&lane) {
                read_tone(model, lane, day, effects);
            }
        }
        Words::HalfLife(days) => {
            model.state.half_life_days = Some(days);
            effects.push(Effect::Speak(words::tone::half_life(days)));
        }
        Words::Method(is_open) => model.state.method_open = is_open,
        Words::Election(id) => {
            let found = model.story().elections.iter().find(|election| election.id == id);
            if let Some(day) = found.map(|election| f64::from(election.date.0) + 0.5) {
                model.state.window = Some(clamped(model.story(), (day - AROUND_DAYS, day + AROUND_DAYS)));
            }
        }
        Words::Fit => {
            let passing = model.shown().passing;
            if let Some((first, last)) = passing.events.first().zip(passing.latest) {
                let first = model.story().events[*first].date;
                let (from, to) = (f64::from(first.0), f64::from(last.0) + 1.0);
                let air = (to - from) * 0.04 + 1.0;
                model.state.window = Some(clamped(model.story(), (from - air, to + air)));
                speak_window(model, effects);
            }
        }
        Words::Edge(is_last, day) => {
            let moment = f64::from(day.0) + if is_last { 1.0 } else { 0.0 };
            model.state.window = Some(clamped(model.story(), with_edge(model, is_last, moment)));
        }
        Words::Go(day) => {
            let (from, to) = window(model);
            let half = (to - from) / 2.0;
            let middle = f64::from(day.0) + 0.5;
            model.state.window = Some(clamped(model.story(), (middle - half, middle + half)));
            speak_window(model, effects);
        }
        Words::Sort(order) => {
            (model.state.order, model.state.table_open) = (order, true);
            effects.push(Effect::Speak(
                words::timeline::sorted(order.by as usize, order.is_falling).to_string(),
            ));
        }
        Words::Step(step) => show_step(model, step, measure, effects),
        Words::Find(query) => {
            model.state.query = query;
            speak_count(model, effects);
        }
        Words::Clear => {
            model.state.clear_filters();
            speak_count(model, effects);
        }
        Words::Everywhere => {
            model.state.window = Some(limits(model.story()));
            speak_count(model, effects);
        }
        _ => {}
    }
}

/// Presses a mark, a count or a vote.
#[inline(never)]
pub fn press(model: &mut Model, key: &str, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    if let Some(index) = key.strip_prefix("event:").and_then(|id| model.story().event_by_id(id)) {
        open(model, index, effects);
    } else if key.starts_with("crowd:") {
        let layout = model.layout(measure);
        open_crowd(model, &layout.chart, key, effects);
    } else if key.starts_with("vote:")
        && let Some((resolution, _)) = un_votes::behind(model.story(), key)
    {
        let (id, date) = (resolution.id.clone(), resolution.date);
        match model.story().event_of_vote(resolution) {
            Some(event) if model.figure == Figure::Timeline => return open(model, event, effects),
            Some(event) => {
                let words = ["event ", &model.story().events[event].id].concat();
                effects.push(Effect::Elsewhere(words));
            }
            None => {}
        }
        effects.push(Effect::Tell("select", vec![("resolution", id)]));
        effects.push(Effect::Speak(model.spoken(key)));
        (model.state.day, model.state.focus) = (Some(date), Some(key.to_string()));
    } else {
        effects.push(Effect::Speak(model.spoken(key)));
    }
}

/// Presses a key; whether that is all. Else it walks as in other figures.
#[inline(never)]
pub fn key(model: &mut Model, key: &str, measure: &dyn Measure, effects: &mut Vec<Effect>) -> bool {
    if matches!(key, "Enter" | " ") {
        if let Some(key) = model.state.focus.clone() {
            press(model, &key, measure, effects);
            if model.figure == Figure::Timeline
                && (!key.starts_with("vote:") || focused_event(model).is_some())
            {
                effects.push(Effect::FocusOn("card"));
            }
        }
        return true;
    }
    if model.figure == Figure::Timeline {
        match key {
            "+" | "=" | "-" => {
                let middle =
                    focused_event(model).map(|index| f64::from(model.story().events[index].date.0) + 0.5);
                let (from, to) = window(model);
                zoom_about(model, middle.unwrap_or((from + to) / 2.0), if key == "-" { 2.0 } else { 0.5 });
                speak_window(model, effects);
            }
            "Escape" => close(model, effects),
            "n" | "p" => {
                let step = model
                    .state
                    .step
                    .and_then(|step| if key == "n" { Some(step + 1) } else { step.checked_sub(1) });
                if step.is_some() {
                    show_step(model, step, measure, effects);
                }
            }
            "ArrowUp" | "ArrowDown" => step_row(model, key == "ArrowDown", measure, effects),
            // The row of UN votes is walked like a figure of its own.
            _ if model.state.focus.as_ref().is_some_and(|focus| focus.starts_with("vote:")) => return false,
            _ => step_time(model, key, measure, effects),
        }
        return true;
    }
    let is_upright = matches!(key, "ArrowUp" | "ArrowDown");
    if is_upright {
        step_row(model, key == "ArrowDown", measure, effects);
    }
    is_upright
}

/// Puts a finger or a button down.
#[inline(never)]
pub fn grasp(model: &mut Model, chart: &Chart, pointer: Pointer) {
    if let Chart::Timeline(_, placed) = chart {
        model.state.drag = begin_drag(model, placed, pointer);
        // Beside the brush, it comes to the pointer at once; all else waits for a movement.
        let part = placed.overview.part_at(pointer.x_px, pointer.y_px);
        if part == Some(Part::Ground) && matches!(model.state.drag, Some(Drag::Brush { .. })) {
            drag(model, chart, pointer);
        }
    }
}

/// Reads the tone of the lane at a point, on the day there.
#[inline(never)]
pub fn read_at(model: &mut Model, chart: &Chart, pointer: Pointer, effects: &mut Vec<Effect>) {
    if let Chart::Timeline(_, placed) = chart
        && let Some((lane, day)) = placed.lane_and_day_at(pointer.x_px, pointer.y_px)
    {
        read_tone(model, lane, day, effects);
    }
}

fn window(model: &Model) -> (f64, f64) {
    model.state.window(model.story(), model.is_narrow())
}

/// The window with its first or last moment elsewhere, within the limits and no nearer to the other than the least window.
fn with_edge(model: &Model, is_last: bool, moment: f64) -> (f64, f64) {
    let (from, to) = window(model);
    let (least, most) = limits(model.story());
    if is_last {
        (from, moment.max(from + LEAST_WINDOW_DAYS).min(most))
    } else {
        (moment.min(to - LEAST_WINDOW_DAYS).max(least), to)
    }
}

fn zoom_about(model: &mut Model, days: f64, factor: f64) {
    let (from, to) = window(model);
    let (least, most) = limits(model.story());
    let length = ((to - from) * factor).clamp(LEAST_WINDOW_DAYS, most - least);
    let part = if to > from { (days - from) / (to - from) } else { 0.5 };
    let from = days - part * length;
    model.state.window = Some(clamped(model.story(), (from, from + length)));
}

fn pan_by(model: &mut Model, part: f64) {
    let (from, to) = window(model);
    let step = (to - from) * part;
    model.state.window = Some(clamped(model.story(), (from + step, to + step)));
}

fn speak_window(model: &Model, effects: &mut Vec<Effect>) {
    let shown = model.shown();
    let (first, last) = shown.days();
    let count = shown.counted(model.story()).len();
    effects.push(Effect::Speak(words::timeline::moved(first, last, count)));
}

fn speak_count(model: &Model, effects: &mut Vec<Effect>) {
    let count = model.shown().counted(model.story()).len();
    effects.push(Effect::Speak(words::timeline::filtered(count, model.story().events.len())));
}

/// Opens an event's card, brings its day into the window and speaks it.
fn open(model: &mut Model, index: usize, effects: &mut Vec<Effect>) {
    model.state.selection = Selection::Event(index);
    model.state.list.clear();
    let Some(event) = model.story().events.get(index).cloned() else { return };
    reveal(model, &event);
    let key = crate::charts::timeline::event_key(&event);
    effects.push(Effect::Speak(model.spoken(&key)));
    model.state.focus = Some(key);
}

/// Reads the tone of a lane on a day: a card says what it rests on.
fn read_tone(model: &mut Model, lane: usize, day: Day, effects: &mut Vec<Effect>) {
    model.state.selection = Selection::Tone { lane, day };
    model.state.list.clear();
    let half_life_days = f64::from(model.state.half_life_days());
    let passing = model.shown().passing;
    let tone = passing.lanes.get(lane).and_then(|own| tone_on(&own.steps, day, half_life_days));
    let lane = model.story().lanes.get(lane).map_or("", |lane| lane.name.as_str());
    effects.push(Effect::Speak(words::tone::spoken(lane, day, tone)));
}

/// Shows a step of the tour, reads it out and brings its event into view, or leaves the tour. The button that was pressed is gone
/// at the beginning and at the end: the focus goes to the way on, and back to the way in.
fn show_step(model: &mut Model, step: Option<usize>, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    let story = Rc::clone(&model.reading);
    let Some((index, told)) = step.and_then(|index| Some((index, story.story.page.tour.get(index)?))) else {
        if step.is_none() && model.state.step.take().is_some() {
            effects.push(Effect::FocusOn("tour"));
        }
        return;
    };
    if model.state.step.is_none() {
        effects.push(Effect::FocusOn("next"));
    }
    model.state.show_step(&story.story, index);
    model.state.focus = story.story.event_by_id(&told.event).map(|_| format!("event:{}", told.event));
    effects.push(Effect::Speak(format!("{}. {}", told.title, told.text)));
    bring(model, measure, effects);
}

/// Has the page bring the mark that is pointed at into view.
pub(super) fn bring(model: &Model, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    let layout = model.layout(measure);
    let target = layout.targets().iter().find(|target| Some(&target.key) == model.state.focus.as_ref());
    if let Some(target) = target {
        effects.push(Effect::Reveal(target.bounds.y + target.bounds.height / 2.0));
    }
}

/// Puts a known word into a list, or takes it out; whether anything has changed.
fn toggle(list: &mut Vec<String>, word: String, is_known: bool) -> bool {
    match list.iter().position(|own| *own == word) {
        Some(position) => {
            list.remove(position);
        }
        None if is_known => list.push(word),
        None => return false,
    }
    true
}

fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    model.state.selection = Selection::Closed;
    model.state.list.clear();
    effects.push(Effect::FocusPicture);
}

/// Brings the event of a link that names no window into the window: what a figure opens with differs by its width.
pub(in crate::app) fn reveal_linked(model: &mut Model) {
    if model.figure == Figure::Timeline
        && model.state.window.is_none()
        && let Selection::Event(index) = model.state.selection
        && let Some(event) = model.story().events.get(index).cloned()
    {
        reveal(model, &event);
    }
}

/// Moves the window, as little as need be, so that an event stands within it with a little air.
fn reveal(model: &mut Model, event: &Event) {
    let (from, to) = window(model);
    let day = f64::from(event.date.0) + 0.5;
    let air = (to - from) * 0.08;
    let step = match day {
        day if day < from => day - air - from,
        day if day >= to => day + air - to,
        _ => return,
    };
    model.state.window = Some(clamped(model.story(), (from + step, to + step)));
}

/// Lists the events of a count; the only event of a count of one is opened.
fn open_crowd(model: &mut Model, chart: &Chart, key: &str, effects: &mut Vec<Effect>) {
    if let Chart::Timeline(_, placed) = chart
        && let Some(at) = placed.targets.iter().position(|target| target.key == key)
        && let Some(members) = placed.crowd_members.get(at)
    {
        match members.as_slice() {
            [only] => open(model, *only, effects),
            _ => model.state.list.clone_from(members),
        }
    }
}

fn focused_event(model: &Model) -> Option<usize> {
    model.story().event_by_id(model.state.focus.as_ref()?.strip_prefix("event:")?)
}

/// Along time through every event that passes, wherever the window is; the window follows.
fn step_time(model: &mut Model, key: &str, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    let passing = model.shown().passing;
    let passing = &passing.events;
    let Some(last) = passing.len().checked_sub(1) else { return };
    let at = focused_event(model).and_then(|index| passing.binary_search(&index).ok());
    let year_away = |years: i32| {
        let now = model.story().events[passing[at.unwrap_or(0)]].date.0 + years * 365;
        let after = passing.partition_point(|index| model.story().events[*index].date.0 < now);
        after.min(last)
    };
    let next = match (key, at) {
        ("Home", _) => 0,
        ("End", _) => last,
        ("PageUp", Some(_)) => year_away(-1),
        ("PageDown", Some(_)) => year_away(1),
        ("ArrowLeft", Some(at)) => at.saturating_sub(1),
        (_, Some(at)) => (at + 1).min(last),
        // Nothing has the focus: begin with what is seen first.
        (_, None) => {
            let layout = model.layout(measure);
            let first = walk(&layout.chart).into_iter().next();
            return if let Some(place) = first {
                focus_on(model, place.0, effects)
            };
        }
    };
    let event = model.story().events[passing[next]].clone();
    reveal(model, &event);
    focus_on(model, crate::charts::timeline::event_key(&event), effects);
}

fn begin_drag(model: &Model, placed: &crate::charts::timeline::Placed, pointer: Pointer) -> Option<Drag> {
    if let [first, second] = model.state.pointers.as_slice() {
        return Some(Drag::Pinch { days: (placed.scale.days_at(first.1), placed.scale.days_at(second.1)) });
    }
    let now = window(model);
    let moment = placed.overview.scale.days_at(pointer.x_px);
    match placed.overview.part_at(pointer.x_px, pointer.y_px) {
        Some(Part::From) => Some(Drag::BrushFrom { offset: moment - now.0 }),
        Some(Part::To) => Some(Drag::BrushTo { offset: moment - now.1 }),
        Some(Part::Brush) => Some(Drag::Brush { offset: moment - now.0 }),
        Some(Part::Ground) => Some(Drag::Brush { offset: (now.1 - now.0) / 2.0 }),
        None => {
            Some(Drag::Pan { start_x: pointer.x_px, start_y: pointer.y_px, window: now, has_moved: false })
        }
    }
}

/// Moves what is held.
#[inline(never)]
pub fn drag(model: &mut Model, chart: &Chart, pointer: Pointer) {
    let Chart::Timeline(_, placed) = chart else { return };
    let now = window(model);
    let moment = placed.overview.scale.days_at(pointer.x_px);
    let next = match model.state.drag {
        Some(Drag::Pan { start_x, start_y, window, has_moved }) => {
            let (dx, dy) = (pointer.x_px - start_x, pointer.y_px - start_y);
            if !has_moved && dx.abs().max(dy.abs()) < PRESS_PX {
                return;
            }
            model.state.drag = Some(Drag::Pan { start_x, start_y, window, has_moved: true });
            model.state.hover = None;
            let scale = placed.scale.px_per_day();
            if scale <= 0.0 {
                return;
            }
            (window.0 - dx / scale, window.1 - dx / scale)
        }
        Some(Drag::Pinch { days }) => {
            let [first, second] = model.state.pointers.as_slice() else { return };
            // The two moments stay under the two fingers.
            let apart = second.1 - first.1;
            let scale = (days.1 - days.0) / apart;
            if !scale.is_finite() || scale <= 0.0 {
                return;
            }
            let from = days.0 - (first.1 - placed.scale.left_px) * scale;
            (from, from + (placed.scale.right_px - placed.scale.left_px) * scale)
        }
        Some(Drag::BrushFrom { offset }) => with_edge(model, false, moment - offset),
        Some(Drag::BrushTo { offset }) => with_edge(model, true, moment - offset),
        Some(Drag::Brush { offset }) => (moment - offset, moment - offset + now.1 - now.0),
        None => return,
    };
    let within = clamped(model.story(), next);
    if matches!(model.state.drag, Some(Drag::Pan { .. })) {
        model.state.pull_days = pulled(next.0 - within.0, within.1 - within.0);
    }
    model.state.window = Some(within);
}

/// How far lanes give way that are dragged over the end of the story: less and less, a tenth of the window at most.
fn pulled(over_days: f64, window_days: f64) -> f64 {
    let most = window_days / 10.0;
    over_days * most / (over_days.abs() + 2.0 * most)
}

/// Turns the wheel.
#[inline(never)]
pub fn wheel(
    model: &mut Model,
    x_px: f64,
    delta_x_px: f64,
    delta_y_px: f64,
    zooming: bool,
    measure: &dyn Measure,
) {
    let is_finite = delta_x_px.is_finite() && delta_y_px.is_finite();
    if !(is_finite && model.wants_wheel(delta_x_px, delta_y_px, zooming)) {
        return;
    }
    let layout = model.layout(measure);
    let Chart::Timeline(_, placed) = &layout.chart else { return };
    if zooming {
        // A notch of 100 px doubles or halves; a trackpad's small steps add up to the same.
        let factor = power_of_two(delta_y_px.clamp(-300.0, 300.0) / 100.0);
        zoom_about(model, placed.scale.days_at(x_px), factor);
    } else {
        let scale = placed.scale.px_per_day();
        if scale > 0.0 {
            let (from, to) = window(model);
            let step = delta_x_px / scale;
            model.state.window = Some(clamped(model.story(), (from + step, to + step)));
        }
    }
}
