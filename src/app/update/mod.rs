//! What follows from a message: the only place where a model changes.
//!
//! Decides what all figures share; what only the timeline and the votes beside it do stands in `timeline`.

use std::rc::Rc;

use crate::charts::contest::countries;
use crate::charts::target::hit;
use crate::charts::turnout;
use crate::layout::Measure;
use crate::words;

use super::chrome::noted::notes_on;
use super::message::{Words, words};
use super::picture::Chart;
use super::state::Drag;
use super::{Effect, Figure, Message, Model, Phase, Pointer, link};

pub(super) mod timeline;

/// Changes the model by one message and says what the browser is to do.
pub fn update(model: &mut Model, message: Message, measure: &dyn Measure) -> Vec<Effect> {
    model.reading.words.speak();
    let before = link::keys(&model.state, model.figure, model.story());
    let selected_before = model.state.selected(model.story(), model.is_narrow());
    let mut effects = Vec::new();
    let mut is_linked = false;
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
            if model.figure == Figure::Timeline {
                timeline::wheel(model, x_px, delta_x_px, delta_y_px, zooming, measure);
            }
            false
        }
        Message::Settle(part) => {
            let left = model.state.pull_days * part;
            let (from, to) = model.state.window(model.story(), model.is_narrow());
            // A thousandth of the window is nothing to be seen.
            model.state.pull_days = if left.abs() * 1000.0 > to - from { left } else { 0.0 };
            return effects;
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
            timeline::reveal_linked(model);
            is_linked = true;
            model.link = Some(link);
            false
        }
        Message::Read(reading) => {
            let has_other_events = reading.story.events.len() != model.story().events.len();
            model.reading = reading;
            model.forget_layout();
            if has_other_events && let Some(link) = &model.link {
                // What a link says of events could not be understood before.
                let story = Rc::clone(&model.reading);
                link::read(&mut model.state, model.figure, &story.story, link);
                timeline::reveal_linked(model);
            }
            return effects;
        }
    };
    let after = link::keys(&model.state, model.figure, model.story());
    if after != before {
        if !is_linked {
            model.link = None;
        }
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
        // The card that opens must not hide what it tells of.
        if event.is_some() && !is_linked && model.figure == Figure::Timeline {
            timeline::bring(model, measure, &mut effects);
        }
    }
    effects
}

fn say(model: &mut Model, words: Words, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    match words {
        Words::Base(base) if matches!(model.figure, Figure::Results | Figure::History) => {
            model.state.base = Some(base);
            effects.push(Effect::Elsewhere(["on ", link::base_key(base)].concat()));
            if model.figure == Figure::History {
                effects.push(Effect::Speak(words::results::share_of(base)));
            } else if let Chart::Results(series, _) = &model.layout(measure).chart {
                let share_percent = series.winner.share_percent.filter(|_| series.has_winner);
                let line = words::results::base_chosen(model.base(), &series.winner.name, share_percent);
                effects.push(Effect::Speak(line));
            }
        }
        Words::On(base) => model.state.base = Some(base),
        Words::Metric(metric) => {
            model.state.metric = Some(metric);
            effects.push(Effect::Speak(words::history::button(metric, false).to_string()));
        }
        Words::Country(code) => {
            let known = countries(model.story()).into_iter().find(|country| country.0 == code);
            let (code, line) = match known {
                Some((_, name)) => (code, name.to_string()),
                None if code == "none" => (String::new(), words::contest::NOBODY.to_string()),
                None => return,
            };
            model.state.country = code;
            effects.push(Effect::Speak(line));
        }
        Words::Region(id) => choose_region(model, &id, effects),
        Words::Election(id) if model.figure.has_election() => {
            let is_new = choose_election(model, &id).1;
            // Only the map has a control that says so; the others hear it.
            if is_new && model.figure == Figure::TurnoutMap {
                effects.push(Effect::Elsewhere(["election ", &id].concat()));
            }
        }
        Words::Show(id) => {
            let is_known = model.story().event_by_id(&id).is_some();
            if is_known {
                effects.push(Effect::Elsewhere(["event ", &id].concat()));
                effects.push(Effect::Elsewhere("card".to_string()));
            }
        }
        // The notes on numbers were opened, by this door or by a reader's own hand.
        Words::Voice(key) if model.figure != Figure::Verdicts && key == "open" => {}
        Words::Voice(key) => {
            let is_known = match model.figure {
                Figure::Verdicts => model.layout(measure).targets().iter().any(|target| target.key == key),
                _ => !notes_on(model, &key).is_empty(),
            };
            let is_other = model.state.voice.as_ref() != Some(&key);
            model.state.voice = Some(key).filter(|_| is_known && is_other);
            if model.figure != Figure::Verdicts && model.state.voice.is_some() {
                effects.push(Effect::FocusOn("voice"));
            }
        }
        Words::Day(day) => model.state.day = day,
        Words::Copy => effects.push(Effect::Tell("link", vec![("state", model.link())])),
        Words::Copied => effects.push(Effect::Speak(words::figure::COPIED.to_string())),
        Words::Table(is_open) => model.state.table_open = is_open,
        // The page fetches the part, and says when it is there.
        Words::Share(is_open) => {
            model.state.sharing = None;
            if is_open {
                effects.push(Effect::Tell("share", Vec::new()));
            }
        }
        Words::Shared => model.state.sharing = Some(true),
        Words::Lost(is_share) => {
            if is_share {
                model.state.sharing = Some(false);
            }
            effects.push(Effect::Speak(words::figure::LOST.to_string()));
        }
        Words::Take(what) => effects.push(Effect::Tell("take", vec![("what", what)])),
        words if model.figure == Figure::Timeline => timeline::say(model, words, measure, effects),
        _ => {}
    }
}

fn press(model: &mut Model, key: &str, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    if matches!(model.figure, Figure::Timeline | Figure::UnVotes) {
        timeline::press(model, key, measure, effects);
    } else if let Some(id) = key.strip_prefix("election:") {
        effects.push(Effect::Tell("select", vec![("election", id.to_string())]));
        if choose_election(model, id).0 {
            effects.push(Effect::Elsewhere(["election ", id].concat()));
        }
        effects.push(Effect::Speak(model.spoken(key)));
    } else if let Some(id) = turnout::region_of(key) {
        effects.push(Effect::Tell("select", vec![("region", id.to_string())]));
        effects.push(Effect::Speak(model.spoken(key)));
        // Once more is no longer.
        let id = if model.state.region == id { String::new() } else { id.to_string() };
        model.state.focus = Some(key.to_string());
        choose_region(model, &id, effects);
    } else {
        effects.push(Effect::Speak(model.spoken(key)));
        let is_noted = model.figure == Figure::Results && !notes_on(model, key).is_empty();
        if model.figure == Figure::Verdicts || is_noted {
            model.state.voice = Some(key.to_string());
            effects.push(Effect::FocusOn("voice"));
        }
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
pub(super) fn walk(chart: &Chart) -> Vec<(String, usize, f64)> {
    let targets = match chart {
        Chart::Results(_, placed) => placed.targets.as_slice(),
        Chart::History(_, placed) => &placed.targets,
        // Labels come after the points and name the same.
        Chart::Contest(series, placed) => &placed.targets[..series.points.len()],
        Chart::TurnoutMap(series, placed) => &placed.targets[..series.units.len()],
        Chart::TurnoutClock(_, placed) => &placed.targets,
        Chart::Verdicts(_, placed) => &placed.targets,
        Chart::Timeline(_, placed) => &placed.targets,
        Chart::UnVotes(_, placed) => &placed.targets,
        Chart::Nothing => return Vec::new(),
    };
    let reachable = targets.iter().filter(|target| !target.key.starts_with("crowd:"));
    reachable
        .map(|target| (target.key.clone(), target.row, target.bounds.x + target.bounds.width / 2.0))
        .collect()
}

fn press_key(model: &mut Model, key: &str, measure: &dyn Measure, effects: &mut Vec<Effect>) {
    model.state.focus_visible = true;
    let has_rows = matches!(model.figure, Figure::Timeline | Figure::UnVotes);
    if has_rows && timeline::key(model, key, measure, effects) {
        return;
    }
    if model.figure == Figure::TurnoutClock && matches!(key, "ArrowUp" | "ArrowDown") {
        step_row(model, key == "ArrowDown", measure, effects);
        return;
    }
    if matches!(key, "Enter" | " ") {
        if let Some(key) = model.state.focus.clone().filter(|_| model.figure.is_chosen_from()) {
            press(model, &key, measure, effects);
        }
        return;
    }
    let layout = model.layout(measure);
    let mut places = walk(&layout.chart);
    let is_focused = |place: &(String, usize, f64)| Some(&place.0) == model.state.focus.as_ref();
    // Left and right stay in their row.
    if let Some(row) = places.iter().find(|place| is_focused(place)).map(|place| place.1) {
        places.retain(|place| place.1 == row);
    }
    let at = places.iter().position(is_focused);
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

/// To the nearest mark in the next row above or below that has one.
fn step_row(model: &mut Model, is_down: bool, measure: &dyn Measure, effects: &mut Vec<Effect>) {
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

/// Chooses an election of the story's country, whose own needs no name; whether there is such a one, and whether that is new.
fn choose_election(model: &mut Model, id: &str) -> (bool, bool) {
    let story = model.story();
    let is_other = model.figure.takes_election(story, id);
    let is_own = story.election.and_then(|own| story.elections.get(own)).is_some_and(|own| own.id == id);
    let chosen = if is_other { id } else { "" };
    let is_new = (is_other || is_own) && model.state.election != chosen;
    if is_new {
        model.state.election = chosen.to_string();
    }
    (is_other || is_own, is_new)
}

/// Chooses a region in a figure of turnout, or none, and says so to the others.
fn choose_region(model: &mut Model, id: &str, effects: &mut Vec<Effect>) {
    let is_known = model.story().regions.iter().any(|region| region.id == id);
    let is_of_turnout = matches!(model.figure, Figure::TurnoutMap | Figure::TurnoutClock);
    if !is_of_turnout || !(is_known || matches!(id, "" | "none")) {
        return;
    }
    let id = if is_known { id } else { "" };
    if model.state.region != id {
        model.state.region = id.to_string();
        effects.push(Effect::Elsewhere(["region ", if is_known { id } else { "none" }].concat()));
    }
}

fn focus_on(model: &mut Model, key: String, effects: &mut Vec<Effect>) {
    effects.push(Effect::Speak(model.spoken(&key)));
    model.state.focus = Some(key);
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
            if model.figure == Figure::Timeline {
                timeline::grasp(model, &layout.chart, pointer);
            }
        }
        Phase::Move => {
            if let Some(own) = model.state.pointers.iter_mut().find(|(id, _, _)| *id == pointer.id) {
                (own.1, own.2) = (pointer.x_px, pointer.y_px);
            }
            if model.state.drag.is_some() {
                timeline::drag(model, &layout.chart, pointer);
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
                    if model.figure == Figure::Timeline {
                        timeline::read_at(model, &layout.chart, pointer, effects);
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
