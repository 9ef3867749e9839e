//! What stands round a picture: headline, line below it, controls, keys, table, notes and sources, as markup.
//!
//! Decides what all figures share; each has a file of its own for what is its own. The same tree stands in the page before any
//! script (then without what needs a script) and is kept up by the browser leaf.

use crate::charts::results::NARROW_BELOW_PX;
use crate::charts::timeline::rows::{By, Order};
use crate::charts::{Table, turnout};
use crate::data::{SourceIndex, Story};
use crate::words;

use super::markup::{Element, element};
use super::picture::Chart;
use super::{Figure, Model, Note, share};

mod contest;
mod history;
pub mod noted;
pub mod results;
mod timeline;
mod turnout_clock;
mod turnout_map;
mod un_votes;
pub mod verdicts;

/// Where the tree will stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form<'a> {
    /// Under a reader's hand, with a picture of this height.
    Live {
        /// Height of the picture in CSS pixels.
        height_px: f64,
    },
    /// In the page before any script, with this picture.
    Still {
        /// The picture as SVG.
        picture: &'a str,
    },
}

impl Form<'_> {
    fn is_live(self) -> bool {
        matches!(self, Form::Live { .. })
    }
}

/// The whole figure but for its table (see [`table`]).
pub fn figure(model: &Model, chart: &Chart, form: Form<'_>) -> Element {
    let class = match (model.figure, model.is_narrow()) {
        (Figure::Timeline, false) => "bl-figure bl-timeline",
        (Figure::Timeline, true) => "bl-figure bl-timeline bl-is-narrow",
        _ if model.width_px < NARROW_BELOW_PX => "bl-figure bl-is-narrow",
        _ => "bl-figure",
    };
    let mut out = element("div").class(class);
    let written = model.story().page.figures.iter().find(|text| text.figure == model.figure.key());
    let written = written.map_or("", |text| text.headline.as_str());
    match chart {
        Chart::Results(series, _) => out = results::figure(out, model, series, written, form),
        Chart::History(series, placed) => out = history::figure(out, model, series, placed, written, form),
        Chart::Contest(series, _) => out = contest::figure(out, model, series, written, form),
        Chart::TurnoutMap(series, _) => out = turnout_map::figure(out, model, series, written, form),
        Chart::TurnoutClock(series, _) => out = turnout_clock::figure(out, model, series, written, form),
        Chart::Verdicts(series, _) => out = verdicts::figure(out, model, series, written, form),
        Chart::Timeline(shown, placed) => out = timeline::figure(out, model, shown, placed, written, form),
        Chart::UnVotes(series, placed) => {
            out = un_votes::figure(out, model, series, placed, written, form);
        }
        Chart::Nothing => {
            let sentence = match model.figure {
                Figure::Timeline => words::figure::NO_EVENTS.text(),
                Figure::UnVotes => words::figure::NO_VOTES.text(),
                Figure::Verdicts => words::figure::NO_VERDICTS.text(),
                Figure::TurnoutMap => words::figure::NO_MAP.text(),
                Figure::TurnoutClock => words::figure::NO_CLOCK.text(),
                _ => words::figure::NO_ELECTION.text(),
            };
            out = out.child(element("p").class("bl-deck").text(sentence)).child(picture(form, ""));
        }
    }
    // A still page has them once below its pictures.
    if form.is_live() { out.child(ends(model, chart, true)) } else { out }
}

/// What stands folded at the end of a figure: what is odd in its tables, notes on its numbers, what can be taken away.
pub fn ends(model: &Model, chart: &Chart, is_live: bool) -> Element {
    let files: &[&str] = match (model.figure, chart) {
        (_, Chart::Nothing) => {
            &["elections.csv", "results.csv", "events.csv", "observers.csv", "datapackage.json"]
        }
        (Figure::Results, _) => &["datapackage.json", "elections.csv", "results.csv", "exit_polls.csv"],
        (Figure::History, _) => &["elections.csv", "results.csv"],
        (Figure::Contest, _) => &["elections.csv", "results.csv", "indices.csv"],
        (Figure::TurnoutMap, _) => &["regions.csv", "regional_results.csv"],
        (Figure::TurnoutClock, _) => &["turnout_by_hour.csv"],
        (Figure::Verdicts, _) => &["observers.csv", "quotes.csv"],
        (Figure::Timeline, _) => &["events.csv", "actors.csv", "lanes.csv", "event_codes.csv", "sources.csv"],
        (Figure::UnVotes, _) => &["unga_votes.csv"],
    };
    // Before any script, what can be taken away keeps its room.
    let away =
        if is_live { taking(model) } else { element("p").class("bl-share").text(words::figure::TAKE_AWAY) };
    element("div")
        .class("bl-ends")
        .children(notes(model, files))
        // What stands after them keeps its place when they come with the sources.
        .child(noted::number_notes(model).unwrap_or_else(|| element("div")))
        .child(away)
}

/// What can be taken away, folded. It is filled by a part of the program that is fetched when it is opened.
fn taking(model: &Model) -> Element {
    let out = element("details").class("bl-notes bl-share").says("share");
    let out = out.child(element("summary").text(words::figure::TAKE_AWAY));
    match model.state.sharing {
        Some(true) => share::figure(out.with("open", ""), model),
        Some(false) => out.child(element("p").class("bl-remark").text(words::figure::LOST)),
        None => out,
    }
}

/// The way to the numbers, right of the headline, and the numbers below the line that says what is shown. A still page has its
/// own below the pictures.
fn numbers(model: &Model, form: Form<'_>) -> Option<Element> {
    if form.is_live() { Some(table(model, model.state.table_open)) } else { None }
}

fn headline(text: &str) -> Element {
    element("h2").class("bl-headline").text(text)
}

fn deck(text: String) -> Element {
    element("p").class("bl-deck").text(text)
}

/// The picture's place: one tab stop, walked by arrow keys.
fn picture(form: Form<'_>, label: &str) -> Element {
    match form {
        Form::Live { height_px } => element("div")
            .class("bl-picture")
            .with("data-slot", "picture")
            .with("data-height", (height_px as u32).to_string())
            .with("tabindex", "0")
            .with("role", "application")
            .with("aria-label", label),
        Form::Still { picture } => element("div").class("bl-picture").raw(picture),
    }
}

/// Controls: only for a reader's hand; before, they keep their room unseen, and a sentence says why the picture is still.
fn controls(form: Form<'_>, live: Vec<Element>) -> Element {
    let controls = element("div").class("bl-controls").children(live);
    if form.is_live() {
        return controls;
    }
    let still = element("p").class("bl-note").text(words::figure::STILL);
    element("div")
        .class("bl-still")
        .child(controls.with("aria-hidden", "true"))
        .child(element("noscript").child(still))
}

/// The choice of a region, which the figures of turnout share; nothing where there is none to choose.
fn regions(model: &Model, form: Form<'_>) -> Option<Element> {
    let choices = turnout::choices(model.story());
    if choices.is_empty() {
        return None;
    }
    let chosen = &model.state.region;
    let option = |id: &str, name: String| {
        let option = element("option").with("value", id);
        let option = if id == chosen { option.with("selected", "") } else { option };
        option.text(name)
    };
    let mut select =
        element("select").class("bl-day").with("aria-label", words::figure::REGION).says("region");
    if form.is_live() {
        // For the browser leaf: what is chosen, wherever it was chosen.
        select = select.with("value", if chosen.is_empty() { "none" } else { chosen });
    }
    select = select.child(option("none", words::figure::NO_REGION.to_string()));
    Some(select.children(choices.into_iter().map(|(id, name)| option(id, name))))
}

/// Buttons of which one is chosen.
fn segmented(
    label: &'static str,
    buttons: impl IntoIterator<Item = (String, String, bool, Option<String>)>,
) -> Element {
    let buttons = buttons.into_iter().map(|(text, says, is_chosen, why_not)| {
        let button = element("button").with("type", "button").with("aria-pressed", is_chosen.to_string());
        match why_not {
            None => button.says(says).text(text),
            Some(reason) => button.with("disabled", "").with("title", reason).text(text),
        }
    });
    element("div").class("bl-segments").with("role", "group").with("aria-label", label).children(buttons)
}

// ---------------------------------------------------------------- below every figure

/// The source line; until the sources are read it says so, and nothing half-told is shown.
fn source_line(story: &Story, fill: impl FnOnce(Element) -> Element) -> Element {
    let line = element("p").class("bl-source");
    if story.sources_read { fill(line) } else { line.text(words::figure::SOURCES_COMING) }
}

/// A line with sources after what it has: each once, publisher and date, as a link where there is one.
pub(super) fn cited(mut line: Element, story: &Story, sources: Vec<SourceIndex>) -> Element {
    let mut named: Vec<String> = Vec::new();
    for source in sources.into_iter().filter_map(|index| story.source(index)) {
        // A source without a row of its own is named by its key.
        let text = source.known.as_ref().map_or_else(|| source.id.clone(), words::cite);
        if named.contains(&text) {
            continue;
        }
        if !named.is_empty() {
            line = line.text("; ");
        }
        line = match source.known.as_ref().and_then(|known| known.url.as_ref()) {
            Some(url) => {
                let link = element("a").with("href", url).with("rel", "noopener").with("target", "_blank");
                line.child(link.text(&text))
            }
            None => line.text(&text),
        };
        named.push(text);
    }
    line
}

/// Notes on what a figure shows of the tables that it rests on; nothing without any.
fn notes(model: &Model, files: &[&str]) -> Option<Element> {
    let is_shown = |note: &Note| match model.figure {
        Figure::Results => !note.is_of_another,
        Figure::History => !note.is_abroad,
        _ => true,
    };
    let is_about = |note: &&Note| is_shown(note) && files.iter().any(|file| note.file.ends_with(file));
    let about: Vec<&Note> = model.reading.notes.iter().filter(is_about).collect();
    if about.is_empty() {
        return None;
    }
    let items = about.iter().map(|about| element("li").text(about.text.clone()));
    Some(
        element("details")
            .class("bl-notes")
            .child(element("summary").text(words::figure::notes(about.len())))
            .child(element("ul").children(items)),
    )
}

/// The numbers of a figure, folded. Rows are made only when asked for: they are many.
pub fn table(model: &Model, is_filled: bool) -> Element {
    let mut out = element("details").class("bl-table").says("table");
    if is_filled {
        out = out.with("open", "");
    }
    out = out.child(element("summary").text(words::figure::TABLE));
    if is_filled { out.child(rows(model, true)) } else { out }
}

/// The table itself. Under a reader's hand the timeline's can be put in order.
pub fn rows(model: &Model, is_live: bool) -> Element {
    let order = Some(model.state.order).filter(|_| is_live && model.figure == Figure::Timeline);
    grid(&model.table(), words::figure::TABLE.text(), order, is_live)
}

/// The mark after a number of a line on which there is a note; under a reader's hand the way to it.
fn dagger(key: &str, name: &str, is_live: bool) -> Element {
    let dagger = if is_live {
        element("button").with("type", "button").says(["voice ", key].concat())
    } else {
        element("span").with("role", "img")
    };
    dagger
        .with("aria-label", words::results::NOTE_ON.with(&[name]))
        .class("bl-dagger")
        .text(words::results::DAGGER.to_string())
}

/// A table of texts that scrolls by itself where it is too wide or too long.
fn grid(table: &Table, name: &str, order: Option<Order>, is_live: bool) -> Element {
    // Where rows of a group take two lines, what they are is no longer to be seen by how they are laid out.
    let is_grouped = !table.groups.is_empty();
    let part = |tag: &'static str, role: &'static str| {
        if is_grouped { element(tag).with("role", role) } else { element(tag) }
    };
    let head = table.header.iter().enumerate().map(|(column, text)| {
        let cell = part("th", "columnheader").with("scope", "col");
        let ordering = By::COLUMNS.into_iter().find(|own| own.1 == column);
        match order.zip(ordering) {
            Some((order, (by, _))) => timeline::ordering(cell, text, by, order),
            None => cell.text(text),
        }
    });
    let head = part("thead", "rowgroup").child(part("tr", "row").children(head));
    let mut rows = table.rows.iter().enumerate().map(|(index, cells)| {
        let name = cells.first().map_or("", String::as_str);
        let mut first = part("th", "rowheader").with("scope", "row");
        if !table.language.is_empty() {
            first = first.with("lang", &table.language);
        }
        let row = part("tr", "row").child(first.text(name));
        let cells = cells.iter().skip(1);
        row.children(cells.map(|text| match text.strip_suffix(words::results::DAGGER) {
            Some(text) => {
                let key = table.keys.get(index).map_or("", String::as_str);
                part("td", "cell").text(text).child(dagger(key, name, is_live))
            }
            None => part("td", "cell").text(text),
        }))
    });
    let mut out = part("table", "table");
    if is_grouped {
        out = out.class("bl-groups");
    }
    out = out.child(head);
    for (heading, count) in &table.groups {
        let heading = part("th", "rowheader")
            .with("scope", "rowgroup")
            .with("colspan", table.header.len().to_string())
            .text(heading);
        let body = part("tbody", "rowgroup").child(part("tr", "row").child(heading));
        out = out.child(body.children(rows.by_ref().take(*count)));
    }
    if !is_grouped {
        out = out.child(element("tbody").children(rows));
    }
    element("div")
        .class("bl-scroll")
        .with("tabindex", "0")
        .with("role", "region")
        .with("aria-label", name)
        .child(out)
        .children(table.foot.iter().map(|text| element("p").class("bl-how").text(text)))
}
