//! What follows from a message: the only place where a model changes.

use std::rc::Rc;

use crate::analysis::tone::{steps, tone_on};
use crate::charts::target::hit;
use crate::charts::timeline::overview::Part;
use crate::data::{Day, Event, EventKind};
use crate::layout::Measure;
use crate::words::en;

use super::message::{Words, words};
use super::picture::Chart;
use super::state::{Drag, Selection, clamped, limits, window_of};
use super::{Effect, Figure, Message, Model, Phase, Pointer, link};

/// Days on either side of an election that another figure points at.
const AROUND_DAYS: f64 = 183.0;
/// A pointer that moved less than this has pressed, not dragged.
const PRESS_PX: f64 = 4.0;

/// Changes the model by one message and says what the browser is to do.
pub fn update(model: &mut Model, message: Message, measure: &dyn Measure) -> Vec<Effect> {
    let before = link::keys(&model.state, model.figure, model.story());
    let selected_before = model.state.selected(model.story(), model.is_narrow());
    let mut effects = Vec::new();
    let is_gone_to = matches!(message, Message::Link(_));
    let is_choice = match message {
        Message::Say(text) => {
            let understood = words(&text);
            let is_passing = matches!(understood, Some(Words::Find(_)));
            if let Some(words) = understood {
                say(model, words, measure, &mut effects);
            }
            !is_passing
        }
        Message::Key(key) => {
            press_key(model, &key, measure, &mut effects);
            matches!(key.as_str(), "Enter" | " " | "Escape")
        }
        Message::Pointer(pointer) => {
            point(model, pointer, measure, &mut effects);
            model.state.drag.is_none() && pointer.phase == Phase::Up
        }
        Message::Wheel { x_px, delta_x_px, delta_y_px, zooming } => {
            wheel(model, x_px, delta_x_px, delta_y_px, zooming, measure);
            false
        }
        Message::Focus(focus) => {
            take_focus(model, focus, measure, &mut effects);
            false
        }
        Message::Resize(width_px) => {
            if width_px.is_finite() && width_px > 0.0 {
                model.width_px = width_px;
            }
            return effects;
        }
        Message::Link(link) | Message::State(link) => {
            let story = Rc::clone(&model.reading);
            link::read(&mut model.state, model.figure, &story.story, &link);
            false
        }
        Message::Read(reading) => {
            let has_other_events = reading.story.events.len() != model.story().events.len();
            model.reading = reading;
            model.forget_layout();
            if has_other_events {
                // What a link says of events could not be understood before.
                let story = Rc::clone(&model.reading);
                link::read(&mut model.state, model.figure, &story.story, &model.link);
            }
            return effects;
        }
    };
    let after = link::keys(&model.state, model.figure, model.story());
    if after != before {
        // An address that the reader went to stays as it is.
        if !is_gone_to {
            effects.push(Effect::Address { keys: after, is_choice });
        }
        effects.push(Effect::Tell("statechange", vec![("state", model.link())]));
    }
    let selected = model.state.selected(model.story(), model.is_narrow());
    if selected != selected_before {
        let event = selected.and_then(|index| model.story().events.get(index));
        let (id, day) = event.map_or(("", "none".to_string()), |event| (event.id.as_str(), event.date.iso()));
        effects.push(Effect::Tell("select", vec![("event", id.to_string())]));
        effects.push(Effect::Elsewhere(["day ", &day].concat()));
    }
    effects
}

fn say(model: &mut Model, words: Words, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    match words {
        Words::Base(base) => {
            model.state.base = Some(base);
            if let Chart::Results(series, _) = &model.layout(measure).chart {
                let line =
                    en::results::base_chosen(model.base(), &series.winner.name, series.winner.share_percent);
                effects.push(Effect::Speak(line));
            }
        }
        Words::Metric(metric) => {
            model.state.metric = Some(metric);
            effects.push(Effect::Speak(en::history::button(metric, false).to_string()));
        }
        Words::Preset(key) => {
            let preset = model.story().page.presets.iter().find(|preset| preset.key == key);
            if let Some(window) = preset.map(|preset| window_of(model.story(), &preset.from, &preset.to)) {
                model.state.window = Some(window);
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
        Words::Close => close(model, effects),
        Words::Crowd(id) => {
            let layout = model.layout(measure);
            open_crowd(model, &layout.chart, &format!("crowd:{id}"), effects);
        }
        Words::Kind(kind) => {
            let at = EventKind::ALL.iter().position(|own| *own == kind).unwrap_or(0);
            model.state.kinds_off[at] = !model.state.kinds_off[at];
            // Switching the last kind off would leave nothing to look at: it means all of them.
            if model.state.kinds_off.iter().all(|is_off| *is_off) {
                model.state.kinds_off = [false; 6];
            }
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
            effects.push(Effect::Speak(en::tone::half_life(days)));
        }
        Words::Method(is_open) => model.state.method_open = is_open,
        Words::Election(id) => {
            let found = model.story().elections.iter().find(|election| election.id == id);
            if let Some(day) = found.map(|election| f64::from(election.date.0) + 0.5) {
                model.state.window = Some(clamped(model.story(), (day - AROUND_DAYS, day + AROUND_DAYS)));
            }
        }
        Words::Fit => {
            let (story, state) = (model.story(), &model.state);
            let passing = || story.events.iter().filter(|event| state.passes(story, event));
            let first = passing().map(|event| event.date).min();
            let last = passing().map(|event| event.end.unwrap_or(event.date)).max();
            if let Some((first, last)) = first.zip(last) {
                let (from, to) = (f64::from(first.0), f64::from(last.0) + 1.0);
                let air = (to - from) * 0.04 + 1.0;
                model.state.window = Some(clamped(story, (from - air, to + air)));
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
        Words::Day(day) => model.state.day = day,
        Words::Step(step) => show_step(model, step, effects),
        Words::Copy => effects.push(Effect::Tell("link", vec![("state", model.link())])),
        Words::Copied => effects.push(Effect::Speak(en::timeline::COPIED.to_string())),
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
        Words::Table(is_open) => model.state.table_open = is_open,
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
        (from, moment.max(from + super::state::LEAST_WINDOW_DAYS).min(most))
    } else {
        (moment.min(to - super::state::LEAST_WINDOW_DAYS).max(least), to)
    }
}

fn zoom_about(model: &mut Model, days: f64, factor: f64) {
    let (from, to) = window(model);
    let (least, most) = limits(model.story());
    let length = ((to - from) * factor).clamp(super::state::LEAST_WINDOW_DAYS, most - least);
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
    effects.push(Effect::Speak(en::timeline::moved(first, last, count)));
}

fn speak_count(model: &Model, effects: &mut Vec<Effect>) {
    let count = model.shown().counted(model.story()).len();
    effects.push(Effect::Speak(en::timeline::filtered(count, model.story().events.len())));
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
    let own = model.story().events.iter().filter(|event| event.lane == lane);
    let half_life_days = f64::from(model.state.half_life_days());
    let tone = tone_on(&steps(own, half_life_days), day, half_life_days);
    let lane = model.story().lanes.get(lane).map_or("", |lane| lane.name.as_str());
    effects.push(Effect::Speak(en::tone::spoken(lane, day, tone)));
}

/// Shows a step of the tour and reads it out, or leaves the tour.
fn show_step(model: &mut Model, step: Option<usize>, effects: &mut Vec<Effect>) {
    let story = Rc::clone(&model.reading);
    let Some((index, told)) = step.and_then(|index| Some((index, story.story.page.tour.get(index)?))) else {
        model.state.step = model.state.step.filter(|_| step.is_some());
        return;
    };
    model.state.show_step(&story.story, index);
    model.state.focus = story.story.event_by_id(&told.event).map(|_| format!("event:{}", told.event));
    effects.push(Effect::Speak(format!("{}. {}", told.title, told.text)));
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

fn press(model: &mut Model, key: &str, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    if let Some(index) = key.strip_prefix("event:").and_then(|id| model.story().event_by_id(id)) {
        open(model, index, effects);
    } else if key.starts_with("crowd:") {
        let layout = model.layout(measure);
        open_crowd(model, &layout.chart, key, effects);
    } else if let Some(id) = key.strip_prefix("election:") {
        effects.push(Effect::Tell("select", vec![("election", id.to_string())]));
        effects.push(Effect::Elsewhere(["election ", id].concat()));
        effects.push(Effect::Speak(model.spoken(key)));
    } else {
        effects.push(Effect::Speak(model.spoken(key)));
    }
}

// ---------------------------------------------------------------- keyboard

fn take_focus(model: &mut Model, focus: Option<bool>, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    match focus {
        None => model.state.focus_visible = false,
        Some(by_keyboard) => {
            model.state.focus_visible = by_keyboard;
            if by_keyboard {
                let layout = model.layout(measure);
                let known = |key: &String| layout.targets().iter().any(|target| target.key == *key);
                let selected = model.state.selected(model.story(), model.is_narrow());
                let first = model
                    .state
                    .focus
                    .clone()
                    .filter(known)
                    .or_else(|| {
                        Some(crate::charts::timeline::event_key(model.story().events.get(selected?)?))
                            .filter(known)
                    })
                    .or_else(|| walk(&layout.chart).first().map(|target| target.0.clone()));
                if let Some(key) = &first {
                    effects.push(Effect::Speak(model.spoken(key)));
                }
                model.state.focus = first;
            }
        }
    }
}

/// Keys, rows and middles of everything the keyboard can reach, in order.
fn walk(chart: &Chart) -> Vec<(String, usize, f64)> {
    let targets = match chart {
        Chart::Results(_, placed) => &placed.targets,
        Chart::History(_, placed) => &placed.targets,
        Chart::Timeline(_, placed) => &placed.targets,
        Chart::Nothing => return Vec::new(),
    };
    let reachable = targets.iter().filter(|target| !target.key.starts_with("crowd:"));
    reachable
        .map(|target| (target.key.clone(), target.row, target.bounds.x + target.bounds.width / 2.0))
        .collect()
}

fn press_key(model: &mut Model, key: &str, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    model.state.focus_visible = true;
    if model.figure == Figure::Timeline {
        match key {
            "+" | "=" | "-" => {
                let middle =
                    focused_event(model).map(|index| f64::from(model.story().events[index].date.0) + 0.5);
                let (from, to) = window(model);
                zoom_about(model, middle.unwrap_or((from + to) / 2.0), if key == "-" { 2.0 } else { 0.5 });
                return speak_window(model, effects);
            }
            "Enter" | " " => {
                if let Some(key) = model.state.focus.clone() {
                    press(model, &key, measure, effects);
                    effects.push(Effect::FocusOn("card"));
                }
                return;
            }
            "Escape" => return close(model, effects),
            "n" | "p" => {
                let step = model
                    .state
                    .step
                    .and_then(|step| if key == "n" { Some(step + 1) } else { step.checked_sub(1) });
                if step.is_some() {
                    show_step(model, step, effects);
                }
                return;
            }
            "ArrowUp" | "ArrowDown" => return step_lane(model, key == "ArrowDown", measure, effects),
            _ => return step_time(model, key, measure, effects),
        }
    }
    let layout = model.layout(measure);
    let places = walk(&layout.chart);
    let at = places.iter().position(|place| Some(&place.0) == model.state.focus.as_ref());
    let last = places.len().saturating_sub(1);
    let next = match (key, at) {
        ("Home", _) | (_, None) => 0,
        ("End", _) => last,
        ("ArrowLeft" | "ArrowUp", Some(at)) => at.saturating_sub(1),
        ("ArrowRight" | "ArrowDown", Some(at)) => (at + 1).min(last),
        (_, Some(at)) => at,
    };
    if let Some(place) = places.get(next) {
        focus_on(model, place.0.clone(), effects);
    }
}

fn focus_on(model: &mut Model, key: String, effects: &mut Vec<Effect>) {
    effects.push(Effect::Speak(model.spoken(&key)));
    model.state.focus = Some(key);
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

/// To the nearest event in time in the next lane above or below that has one in the window.
fn step_lane(model: &mut Model, is_down: bool, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    let layout = model.layout(measure);
    let places = walk(&layout.chart);
    let Some(now) = places.iter().find(|place| Some(&place.0) == model.state.focus.as_ref()) else {
        if let Some(place) = places.first() {
            focus_on(model, place.0.clone(), effects);
        }
        return;
    };
    let beyond = |row: usize| if is_down { row > now.1 } else { row < now.1 };
    let rows = places.iter().map(|place| place.1).filter(|row| beyond(*row));
    let Some(row) = (if is_down { rows.min() } else { rows.max() }) else { return };
    let nearest = places
        .iter()
        .filter(|place| place.1 == row)
        .min_by(|a, b| (a.2 - now.2).abs().total_cmp(&(b.2 - now.2).abs()));
    if let Some(place) = nearest {
        focus_on(model, place.0.clone(), effects);
    }
}

// ---------------------------------------------------------------- pointer and wheel

fn point(model: &mut Model, pointer: Pointer, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    if !(pointer.x_px.is_finite() && pointer.y_px.is_finite()) {
        return;
    }
    let layout = model.layout(measure);
    match pointer.phase {
        Phase::Down => {
            model.state.pointers.retain(|(id, _, _)| *id != pointer.id);
            model.state.pointers.push((pointer.id, pointer.x_px, pointer.y_px));
            model.state.focus_visible = false;
            if let Chart::Timeline(_, placed) = &layout.chart {
                model.state.drag = begin_drag(model, placed, pointer);
                // Beside the brush, it comes to the pointer at once; all else waits for a movement.
                let part = placed.overview.part_at(pointer.x_px, pointer.y_px);
                if part == Some(Part::Ground) && matches!(model.state.drag, Some(Drag::Brush { .. })) {
                    drag(model, &layout.chart, pointer);
                }
            }
        }
        Phase::Move => {
            if let Some(own) = model.state.pointers.iter_mut().find(|(id, _, _)| *id == pointer.id) {
                (own.1, own.2) = (pointer.x_px, pointer.y_px);
            }
            if model.state.drag.is_some() {
                drag(model, &layout.chart, pointer);
            } else if !pointer.touch {
                model.state.hover = hit(layout.targets(), pointer.x_px, pointer.y_px, false)
                    .and_then(|index| layout.targets().get(index))
                    .map(|target| target.key.clone());
            }
        }
        Phase::Up => {
            let was_down = model.state.pointers.iter().any(|(id, _, _)| *id == pointer.id);
            model.state.pointers.retain(|(id, _, _)| *id != pointer.id);
            let is_press = match model.state.drag {
                None => model.figure != Figure::Timeline,
                Some(Drag::Pan { has_moved, .. }) => !has_moved,
                Some(_) => false,
            };
            model.state.drag = None;
            if is_press && was_down {
                let target = hit(layout.targets(), pointer.x_px, pointer.y_px, pointer.touch);
                if let Some(target) = target.and_then(|index| layout.targets().get(index)) {
                    if pointer.touch {
                        model.state.hover = Some(target.key.clone());
                    }
                    press(model, &target.key, measure, effects);
                } else {
                    if pointer.touch {
                        model.state.hover = None;
                    }
                    if let Chart::Timeline(_, placed) = &layout.chart
                        && let Some((lane, day)) = placed.lane_and_day_at(pointer.x_px, pointer.y_px)
                    {
                        read_tone(model, lane, day, effects);
                    }
                }
            }
        }
        Phase::Cancel => {
            model.state.pointers.retain(|(id, _, _)| *id != pointer.id);
            model.state.drag = None;
            if !pointer.touch {
                model.state.hover = None;
            }
        }
    }
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

fn drag(model: &mut Model, chart: &Chart, pointer: Pointer) {
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
    model.state.window = Some(clamped(model.story(), next));
}

fn wheel(
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
        let factor = libm::exp2(delta_y_px.clamp(-300.0, 300.0) / 100.0);
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
