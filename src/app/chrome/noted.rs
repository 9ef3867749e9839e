//! The notes on a figure's numbers: what others published, who, and why another figure is used; and what is odd.
//!
//! Decides which numbers of a figure have notes and how they are told, number by number. Leaves which published figures belong to
//! a number to [`crate::charts::noted`].

use crate::charts::noted::{self, Notes};
use crate::charts::{results, turnout};
use crate::words;

use super::cited;
use crate::app::markup::{Element, element};
use crate::app::{Figure, Model};

/// The notes on the numbers of a mark or a row, by its key.
pub fn notes_on<'a>(model: &'a Model, key: &str) -> Notes<'a> {
    let story = model.story();
    match model.figure {
        Figure::Results => results::notes(story, key),
        Figure::History => noted::of_election(story, key, true),
        Figure::Contest => noted::of_election(story, key, false),
        Figure::TurnoutClock => noted::of_unit(story, story.election, key, true),
        Figure::TurnoutMap => {
            let chosen = story.elections.iter().position(|own| own.id == model.map_election());
            noted::of_unit(story, chosen.or(story.election), key, false)
        }
        _ => Notes::default(),
    }
}

/// The notes on numbers, folded; open where a reader has asked for one.
pub fn number_notes(model: &Model) -> Option<Element> {
    if matches!(model.figure, Figure::Timeline | Figure::UnVotes | Figure::Verdicts) {
        return None;
    }
    let story = model.story();
    let mut table = model.table();
    // Two are in no row: what shares are of, and the nation on the map.
    let whole = match model.figure {
        Figure::Results => Some((results::BASE_KEY.to_string(), words::results::WHOLE)),
        Figure::TurnoutMap => turnout::nation_key(story).map(|key| (key, words::figure::NATION)),
        _ => None,
    };
    if let Some((key, name)) = whole {
        table.keys.push(key);
        table.rows.push(vec![name.to_string()]);
    }
    let mut list = element("div");
    let mut count = 0;
    for (key, cells) in table.keys.iter().zip(&table.rows) {
        let notes = notes_on(model, key);
        if notes.is_empty() {
            continue;
        }
        count += 1;
        let is_chosen = model.state.voice.as_ref() == Some(key);
        let mut own = element("div").class(if is_chosen { "bl-voice bl-hot" } else { "bl-voice" });
        if is_chosen {
            own = own.with("id", "voice").with("tabindex", "-1");
        }
        // The numbers that are used, those with the mark.
        let name = cells.first().map_or("", String::as_str);
        let mut line = element("p").child(element("b").text(name));
        for (heading, cell) in table.header.iter().zip(cells) {
            if cell.ends_with(words::results::DAGGER) {
                line = line.text(["; ", heading, " ", cell].concat());
            }
        }
        own = own.child(line);
        let mut items = element("ul");
        for other in notes.published.iter().filter(|_| story.sources_read) {
            let value = element("b").text(words::results::published(&other.field, &other.value));
            let item = element("li").child(value).text(". ").text(&other.why_not_used).text(" (");
            items = items.child(cited(item, story, vec![other.source]).text(")"));
        }
        for (_, note) in &notes.odd {
            items = items.children(model.reading.notes.get(*note).map(|note| element("li").text(&note.text)));
        }
        list = list.child(own.child(items));
    }
    if count == 0 {
        return None;
    }
    let coming = Some(element("p").text(words::figure::SOURCES_COMING)).filter(|_| !story.sources_read);
    let summary = element("summary").text(words::results::number_notes(count));
    let out = element("details")
        .class("bl-notes bl-number-notes")
        .says("voice")
        .child(summary)
        .children(coming)
        .child(list);
    Some(if model.state.voice.is_some() { out.with("open", "") } else { out })
}
