//! Round `timeline`: search, windows, kinds as key and filter, actors and tags, the tour, the open card, the method.

use crate::analysis::passing::among;
use crate::analysis::tone::HALF_LIVES_DAYS;
use crate::charts::timeline;
use crate::charts::timeline::rows::{By, Order};
use crate::data::{Day, EventKind, SourceIndex, Story, arrange};
use crate::words;
use crate::words::fold::alphabetical;

use super::{Form, controls, deck, headline, numbers, picture, segmented};
use crate::app::markup::{Element, element};
use crate::app::state::{Filter, LEAST_WINDOW_DAYS, Selection, window_of};
use crate::app::{Model, card, icon, link};

/// The figure's surroundings.
#[inline(never)]
pub fn figure(
    mut out: Element,
    model: &Model,
    shown: &timeline::Shown,
    placed: &timeline::Placed,
    written: &str,
    form: Form<'_>,
) -> Element {
    let story = model.story();
    let is_narrow = placed.is_narrow;
    let (first, last) = shown.days();
    let counted = shown.counted(story);
    let count = counted.len();
    let far = story.page.figures.iter().find(|text| text.figure == model.figure.key());
    let far = far.map_or("", |text| text.headline_far.as_str());
    // What is said of all years holds of all years, unfiltered.
    let is_all = shown.from <= shown.limits.0 + 0.5 && shown.to >= shown.limits.1 - 0.5;
    let is_far_headline = placed.is_far && is_all && count == story.events.len() && !far.is_empty();
    let country = story.country_name().unwrap_or(words::timeline::THE_COUNTRY.text());
    // What the story's headline says of its opening window holds where all of that is shown.
    let opening = if is_narrow { &story.page.opening_narrow } else { &story.page.opening };
    let (from, to) = window_of(story, &opening.from, &opening.to);
    let holds = shown.from <= from + 0.5 && shown.to >= to - 0.5 && model.state.is_unfiltered();
    let plain = words::timeline::headline(country);
    let headline_text = match (is_far_headline, holds && !written.is_empty()) {
        (true, _) => far,
        (false, true) => written,
        (false, false) => plain.as_str(),
    };
    let told = match (placed.is_far, is_narrow) {
        (true, _) => words::timeline::Form::Far,
        (false, true) => words::timeline::Form::Narrow,
        (false, false) => words::timeline::Form::Wide,
    };
    out = out
        .child(headline(headline_text))
        .child(deck(words::timeline::deck(&words::timeline::Facts {
            country: Some(country).filter(|_| headline_text != plain),
            days: (first, last),
            form: told,
            counts: (count, story.events.len()),
            in_year: placed.in_year.filter(|(year, _)| {
                let [begins, ends] = [Day::from_civil(*year, 1, 1), Day::from_civil(*year, 12, 31)];
                begins.is_some_and(|day| first <= day) && ends.is_some_and(|day| day <= last)
            }),
            read_day: placed.read_day,
        })))
        .children(numbers(model, form))
        .children(tour_way(model, form))
        .child(controls(form, timeline_controls(model, shown, is_narrow, count)))
        .child(legend(model, shown, form))
        .child(filters(model, shown, form));
    if model.state.selection == Selection::Missing {
        out = out.child(element("p").class("bl-empty").text(words::timeline::EVENT_MISSING));
    }
    if form.is_live() && count == 0 {
        out = out.child(empty(model, shown));
    }
    out = out.children(step(model).filter(|_| form.is_live()));
    if form.is_live() {
        out = out.child(edges(shown));
    }
    out = out.child(picture(form, &words::timeline::picture(first, last)));
    let card = if form.is_live() && !model.state.list.is_empty() {
        Some(card::list(story, &model.state.list))
    } else if let Selection::Tone { lane, day } = model.state.selection {
        shown
            .passing
            .lanes
            .get(lane)
            .map(|own| card::tone(story, lane, own, day, model.state.half_life_days(), is_narrow))
    } else {
        shown.selected.and_then(|index| {
            let event = story.events.get(index)?;
            let is_shown = shown.holds(event) && shown.passing.passes(index);
            let place = if form.is_live() { card::Place::Live { is_shown } } else { card::Place::Still };
            card::card(story, index, &shown.passing, is_narrow, place)
        })
    };
    // What a reader has asked for stays in view while the lanes do; what the story opens with keeps its place.
    let is_asked_for = model.state.selection != Selection::Opening || !model.state.list.is_empty();
    let mut place = element("div").class(if is_asked_for { "bl-open bl-asked" } else { "bl-open" });
    if card.is_some() && form.is_live() {
        place = place.child(card::close());
    }
    out = out.child(place.children(card));
    let [name, reading] = if placed.is_far {
        [words::timeline::READING_STACKS, words::timeline::READING_STACKS_TOLD]
    } else {
        [words::timeline::READING_LINE, words::timeline::READING_LINE_TOLD]
    };
    // The reports behind very many events are not counted: it would take longer than a frame.
    let named = if count > MOST_NAMED { &[] } else { counted };
    let mut reports: Vec<SourceIndex> = Vec::new();
    for index in named {
        reports.extend(&story.events[*index].sources);
    }
    reports.sort_unstable();
    reports.dedup();
    let most = most_often(story, &reports);
    let known = Some(reports.len()).filter(|_| count <= MOST_NAMED);
    let told = words::timeline::sources(known, count, &most);
    let is_dense = placed.lanes.iter().any(|lane| !lane.density.is_empty());
    let columns = if is_dense { words::timeline::READING_COLUMNS.text() } else { "" };
    let row = if placed.votes.height > 0.0 { words::un_votes::READING_ROW.text() } else { "" };
    out.child(
        element("p").class("bl-how").child(element("b").text(name)).text(reading).text(columns).text(row),
    )
    .child(method(model, form))
    .child(element("p").class("bl-source").text(told))
}

/// The reports behind so many events are counted, in the words below the figure.
const MOST_NAMED: usize = 1_000;

/// The three publishers behind most of the reports, with their numbers; empty before the sources are read.
fn most_often(story: &Story, reports: &[SourceIndex]) -> String {
    let mut publishers: Vec<(&str, usize)> = Vec::new();
    for report in reports {
        if let Some(known) = story.source(*report).and_then(|source| source.known.as_ref()) {
            match publishers.iter_mut().find(|(name, _)| *name == known.publisher) {
                Some((_, count)) => *count += 1,
                None => publishers.push((&known.publisher, 1)),
            }
        }
    }
    arrange(&mut publishers, &|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let parts: Vec<String> =
        publishers.iter().take(3).map(|(name, count)| format!("{name} ({count})")).collect();
    parts.join(", ")
}

fn timeline_controls(model: &Model, shown: &timeline::Shown, is_narrow: bool, count: usize) -> Vec<Element> {
    let story = model.story();
    let find = element("input")
        .class("bl-find")
        .with("type", "search")
        .with("aria-label", words::timeline::FIND)
        .with("placeholder", words::timeline::FIND)
        .with("value", model.state.query.clone())
        .with("autocomplete", "off")
        .says("find");
    let presets = story.page.presets.iter().map(|preset| {
        let (from, to) = window_of(story, &preset.from, &preset.to);
        let is_chosen = (from - shown.from).abs() < 0.5 && (to - shown.to).abs() < 0.5;
        let text =
            if is_narrow && !preset.label_narrow.is_empty() { &preset.label_narrow } else { &preset.label };
        (text.clone(), format!("preset {}", preset.key), is_chosen, None)
    });
    let step = |text: &'static str, name: &'static str, says: &'static str, is_possible: bool| {
        let button =
            element("button").with("type", "button").with("aria-label", name).with("title", name).says(says);
        let button = if is_possible { button } else { button.with("aria-disabled", "true") };
        button.text(text)
    };
    let is_all = shown.from <= shown.limits.0 + 0.5 && shown.to >= shown.limits.1 - 0.5;
    let moving = element("div")
        .class("bl-segments bl-steps")
        .with("role", "group")
        .with("aria-label", words::timeline::ZOOM);
    let moving = moving.children([
        step("−", words::timeline::ZOOM_OUT.text(), "zoom out", !is_all),
        step(
            "+",
            words::timeline::ZOOM_IN.text(),
            "zoom in",
            shown.to - shown.from > LEAST_WINDOW_DAYS + 0.5,
        ),
        step("‹", words::timeline::EARLIER.text(), "move earlier", shown.from > shown.limits.0 + 0.5),
        step("›", words::timeline::LATER.text(), "move later", shown.to < shown.limits.1 - 0.5),
    ]);
    let counted = element("span")
        .class("bl-count")
        .child(element("b").text(count.to_string()))
        .text(words::timeline::of_events(story.events.len()));
    let mut controls = vec![find, segmented(words::timeline::WINDOW.text(), presets), moving];
    if !model.state.is_unfiltered() {
        let fit = element("button").class("bl-link").with("type", "button").says("fit");
        controls.push(fit.text(words::timeline::FIT));
    }
    controls.push(counted);
    controls
}

/// Kinds, each with its shape and its count: the key and the filter in one; and the key to the colours.
fn legend(model: &Model, shown: &timeline::Shown, form: Form<'_>) -> Element {
    let window = shown.window(model.story());
    let kinds = EventKind::ALL.into_iter().zip(model.state.kinds_off).map(|(kind, is_off)| {
        let count = among(&shown.passing.kinds[kind as usize], &window).len();
        let class = if kind == EventKind::Vote { "bl-third" } else { "bl-second" };
        let inner = [
            icon::kind(kind, 5.4, class, false),
            element("span").text(words::kind(kind)),
            element("span")
                .class(if is_off { "bl-tally bl-off" } else { "bl-tally" })
                .text(count.to_string()),
        ];
        if form.is_live() {
            element("button")
                .class("bl-kind")
                .with("type", "button")
                .with("aria-pressed", (!is_off).to_string())
                .says(format!("kind {}", kind.key()))
                .children(inner)
        } else {
            element("span").class("bl-kind").children(inner)
        }
    });
    let kinds = element("div")
        .class("bl-kinds")
        .with("role", "group")
        .with("aria-label", words::timeline::KINDS_OF_EVENT)
        .children(kinds);
    let tones = element("div")
        .class("bl-tones")
        .child(element("span").text(words::timeline::CONFLICT))
        .child(icon::tone_key())
        .child(element("span").text(words::timeline::COOPERATION));
    element("div").class("bl-legend").child(kinds).child(tones)
}

/// Actors and tags, each with how many events its choice leaves or adds; folded until asked for.
fn filters(model: &Model, shown: &timeline::Shown, form: Form<'_>) -> Element {
    if !form.is_live() {
        // It keeps the room.
        return element("div").class("bl-filters");
    }
    let (story, state) = (model.story(), &model.state);
    let chosen = state.actors.len() + state.tags.len();
    let mut out = element("details").class("bl-filters").says("filters");
    out = out.child(element("summary").text(words::timeline::filters(chosen)));
    if !state.filters_open {
        return out;
    }
    let window = shown.window(story);
    let choices =
        shown.passing.choices(story, &|event| state.passes_all_but(Filter::Actors, story, event), &|event| {
            state.passes_all_but(Filter::Tags, story, event)
        });
    let count = |events: &[usize]| among(events, &window).len();
    let actors = story.actors.iter().zip(&choices.actors);
    let actors = actors.map(|(actor, own)| Chip { key: &actor.code, name: &actor.name, count: count(own) });
    let actors: Vec<Chip<'_>> = actors.collect();
    let tags = choices.tags.iter().map(|(tag, own)| Chip { key: tag, name: tag, count: count(own) });
    let tags: Vec<Chip<'_>> = tags.collect();
    out = out.with("open", "");
    out = out.child(chips(words::timeline::ACTORS.text(), "actor ", actors, &state.actors));
    let go = element("input")
        .class("bl-day")
        .with("type", "date")
        .with("aria-label", words::timeline::DAY)
        .with("min", Day(shown.limits.0 as i32).iso())
        .with("max", Day(shown.limits.1 as i32 - 1).iso())
        .says("go");
    let go = element("label")
        .class("bl-chips")
        .child(element("span").class("bl-label").text(words::timeline::DAY))
        .child(go);
    out.child(chips(words::timeline::TAGS.text(), "tag ", tags, &state.tags)).child(go)
}

/// A choice among many.
struct Chip<'a> {
    key: &'a str,
    name: &'a str,
    count: usize,
}

/// Chips of one group at most.
const MOST_CHIPS: usize = 24;

/// Chips that are chosen, then those that have events, those with most first.
fn chips(name: &'static str, says: &str, mut chips: Vec<Chip<'_>>, chosen: &[String]) -> Element {
    let is_chosen = |chip: &Chip<'_>| chosen.iter().any(|key| key == chip.key);
    chips.retain(|chip| chip.count > 0 || is_chosen(chip));
    let rank = |chip: &Chip<'_>| (!is_chosen(chip), usize::MAX - chip.count);
    arrange(&mut chips, &|one, other| {
        rank(one).cmp(&rank(other)).then_with(|| alphabetical(one.name, other.name))
    });
    chips.truncate(MOST_CHIPS);
    let buttons = chips.iter().map(|chip| {
        element("button")
            .class("bl-chip")
            .with("type", "button")
            .with("aria-pressed", is_chosen(chip).to_string())
            .says([says, chip.key].concat())
            .text(chip.name)
            .child(element("span").class("bl-tally").text(chip.count.to_string()))
    });
    element("div")
        .class("bl-chips")
        .with("role", "group")
        .with("aria-label", name)
        .child(element("span").class("bl-label").text(name))
        .children(buttons)
}

/// The way to the tour; nothing in a story without a tour, and while a step of it is shown.
fn tour_way(model: &Model, form: Form<'_>) -> Option<Element> {
    let steps = model.story().page.tour.len();
    if steps == 0 || form.is_live() && model.state.step.is_some() {
        return None;
    }
    let begin = if form.is_live() {
        element("button").class("bl-link").with("type", "button").with("id", "tour").says("step 1")
    } else {
        element("a").with("href", words::timeline::in_record("tour"))
    };
    Some(element("p").class("bl-tour-way").child(begin.text(words::tour::way(steps))))
}

/// The step of the tour that is shown, with the ways on. It stands right above the lanes, so that both are seen at once.
fn step(model: &Model) -> Option<Element> {
    let steps = &model.story().page.tour;
    let (index, step) = model.state.step.and_then(|index| Some((index, steps.get(index)?)))?;
    // What is not possible keeps the focus that it has.
    let button = |text: String, says: String, is_possible: bool| {
        let button = element("button").with("type", "button").says(says).text(text);
        if is_possible { button } else { button.with("aria-disabled", "true") }
    };
    // Words count steps from 1.
    let ways = element("div")
        .class("bl-segments")
        .child(button(words::tour::BEFORE.to_string(), format!("step {index}"), index > 0))
        .child(
            button(words::tour::NEXT.to_string(), format!("step {}", index + 2), index + 1 < steps.len())
                .with("id", "next"),
        );
    let leave = button(words::tour::LEAVE.to_string(), "step off".to_string(), true).class("bl-link");
    let panel = element("section").class("bl-tour").with("aria-label", words::tour::NAME);
    let panel = panel
        .child(element("p").class("bl-third").text(words::tour::step_of(index, steps.len())))
        .child(element("h3").text(step.title.clone()))
        .child(element("p").class("bl-summary").text(step.text.clone()))
        .child(element("div").class("bl-controls").child(ways).child(leave));
    Some(panel)
}

/// How the tone of relations is computed, where the method comes from, what it cannot say; and the choice of its half-life.
fn method(model: &Model, form: Form<'_>) -> Element {
    let mut out = element("details").class("bl-notes bl-method").says("method");
    if model.state.method_open {
        out = out.with("open", "");
    }
    out = out.child(element("summary").text(words::tone::METHOD));
    if form.is_live() {
        let chosen = model.state.half_life_days();
        let choices = HALF_LIVES_DAYS
            .into_iter()
            .map(|days| (words::tone::days(days), format!("half-life {days}"), days == chosen, None));
        let label = element("span").class("bl-label").text(words::tone::HALF_LIFE);
        let choice = element("div").class("bl-controls").child(label);
        out = out.child(choice.child(segmented(words::tone::HALF_LIFE.text(), choices)));
    }
    let account = [words::method::ACCOUNT, words::method::METHODS, words::method::LIMITS];
    out.children(account.map(|text| element("p").text(text)))
}

/// The two ends of the brush for keys and for those who do not see it; shown while one of them has the focus.
fn edges(shown: &timeline::Shown) -> Element {
    let (first, last) = shown.days();
    let edge = |name: &'static str, says: &'static str, day: Day| {
        element("input")
            .with("type", "range")
            .with("min", (shown.limits.0 as i32).to_string())
            .with("max", (shown.limits.1 as i32 - 1).to_string())
            .with("value", day.0.to_string())
            .with("aria-label", name)
            .with("aria-valuetext", words::long_date(day))
            .says(says)
    };
    element("div")
        .class("bl-edges")
        .child(edge(words::timeline::FIRST_DAY.text(), "from", first))
        .child(edge(words::timeline::LAST_DAY.text(), "to", last))
}

/// The heading of a column by which the table can be put in order; once more turns it round.
pub fn ordering(cell: Element, text: &str, by: By, order: Order) -> Element {
    let is_by = order.by == by;
    let says = link::order_key(Order { by, is_falling: is_by && !order.is_falling });
    let cell = match (is_by, order.is_falling) {
        (false, _) => cell,
        (true, false) => cell.with("aria-sort", "ascending"),
        (true, true) => cell.with("aria-sort", "descending"),
    };
    cell.child(element("button").with("type", "button").says(["sort ", &says].concat()).text(text))
}

/// What was asked for and where it is to be found.
fn empty(model: &Model, shown: &timeline::Shown) -> Element {
    let (first, last): (Day, Day) = shown.days();
    let elsewhere = shown.passing.events.len();
    let link = |text: &'static str, says: &'static str| {
        element("button").class("bl-link").with("type", "button").says(says).text(text)
    };
    let told = if model.state.kinds_off.contains(&false) {
        words::timeline::empty(first, last, &model.state.query, elsewhere)
    } else {
        words::timeline::NO_KINDS.to_string()
    };
    let mut out = element("p").class("bl-empty").text(told).text(" ");
    if elsewhere > 0 {
        out = out.child(link(words::timeline::SHOW_ALL_YEARS.text(), "everywhere")).text(" ");
    }
    if !model.state.is_unfiltered() {
        out = out.child(link(words::timeline::CLEAR.text(), "clear"));
    }
    out
}
