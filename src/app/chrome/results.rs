//! Round `results`: the finding, the choice of the base, the key to ticks and dashes, who says so.

use crate::charts::results;
use crate::data::{OptionKind, Story};
use crate::words;

use super::{Form, cited, controls, dagger, headline, notes, numbers, picture, segmented, source_line};
use crate::app::Model;
use crate::app::link::base_key;
use crate::app::markup::{Element, element};

/// The figure's surroundings.
#[inline(never)]
pub fn figure(
    out: Element,
    model: &Model,
    series: &results::Series,
    written: &str,
    form: Form<'_>,
) -> Element {
    let story = model.story();
    let Some(election) = story.election.and_then(|index| story.elections.get(index)) else { return out };
    let is_narrow = model.width_px < results::NARROW_BELOW_PX;
    let challengers: Vec<&results::Line> = series
        .others
        .iter()
        .filter(|line| line.kind == results::LineKind::Ballot(OptionKind::Candidate))
        .collect();
    let beats_all = |votes: u64| challengers.iter().all(|line| line.votes.is_some_and(|own| own < votes));
    let votes_of = |kind: results::LineKind| series.others.iter().find(|line| line.kind == kind);
    let against = votes_of(results::LineKind::Ballot(OptionKind::AgainstAll));
    let finding = words::results::Finding {
        against_all: against
            .and_then(|line| Some((line.name.as_str(), line.votes?)))
            .filter(|(_, votes)| series.has_winner && !challengers.is_empty() && beats_all(*votes)),
        challengers: challengers.len(),
        invalid: votes_of(results::LineKind::Invalid)
            .and_then(|line| line.votes)
            .filter(|votes| beats_all(*votes)),
    };
    let [lead, whole, end] = words::results::deck(&finding, election, series.total, series.base);
    let bases = results::BASES.into_iter().map(|base| {
        let is_known = results::has_base(election, base);
        (
            words::base_button(base, is_narrow).to_string(),
            format!("base {}", base_key(base)),
            base == series.base,
            if is_known { None } else { Some(words::results::BASE_NOT_KNOWN.with(&[words::base(base)])) },
        )
    });
    let mut key = element("p").class("bl-key");
    if series.base == crate::data::ShareBase::Valid {
        if series.poll_count > 0 {
            let tick = element("span").class("bl-swatch-tick").with("aria-hidden", "true");
            key = key.child(element("span").child(tick).text(words::results::polls_key(series.poll_count)));
        }
        if series.others.iter().any(|line| !line.in_base) {
            let dashed = element("span").class("bl-swatch-dashed").with("aria-hidden", "true");
            key = key.child(element("span").child(dashed).text(words::results::NOT_IN_BASE_KEY));
        }
    } else if series.poll_count > 0 {
        key = key.child(element("span").text(words::results::POLLS_ONLY_VALID));
    }
    let of_lines = [election.source].into_iter().chain(election.options.iter().map(|option| option.source));
    let headline_text = if written.is_empty() { words::election_name(election) } else { written.to_string() };
    let line = source_line(story, |line| {
        let line = cited(line.text(words::results::SOURCE), story, of_lines.collect())
            .text(". ")
            .text(&election.note);
        let line =
            if election.note.is_empty() || election.note.ends_with('.') { line } else { line.text(".") };
        if series.poll_count == 0 {
            return line;
        }
        let polls = results::exit_polls(story).map(|poll| poll.source).collect();
        cited(line.text(" ").text(words::results::POLLS), story, polls).text(".")
    });
    let mut deck = element("p").class("bl-deck").text(lead).child(element("b").text(&whole));
    if series.is_base_noted {
        deck = deck.child(dagger(results::BASE_KEY, &whole, form.is_live()));
    }
    out.child(headline(&headline_text))
        .child(deck.text(end))
        .children(numbers(model, form))
        .child(controls(
            form,
            vec![
                element("span").class("bl-label").text(words::results::SHARE_OF),
                segmented(words::results::SHARE_OF.text(), bases),
            ],
        ))
        .child(picture(form, &words::results::picture(election, series.base)))
        .child(key)
        .children(if form.is_live() { number_notes(model, series) } else { None })
        .child(line)
        .children(notes(model, &["datapackage.json", "elections.csv", "results.csv", "exit_polls.csv"]))
}

/// The notes on numbers, line by line: what others published, who, and why another figure is used; and what is odd.
pub fn number_notes(model: &Model, series: &results::Series) -> Option<Element> {
    let story = model.story();
    let mut list = element("div");
    let mut count = 0;
    let named = series.lines().map(|line| {
        (
            line.key.as_str(),
            line.name.as_str(),
            words::results::winner(line.votes, line.share_percent.filter(|_| line.in_base)),
        )
    });
    for (key, name, used) in named.chain([(results::BASE_KEY, words::results::WHOLE.text(), String::new())]) {
        if !results::has_notes(story, key) {
            continue;
        }
        count += 1;
        let is_chosen = model.state.voice.as_deref() == Some(key);
        let mut own = element("div").class(if is_chosen { "bl-voice bl-hot" } else { "bl-voice" });
        if is_chosen {
            own = own.with("id", "voice").with("tabindex", "-1");
        }
        own = own.child(element("p").child(element("b").text(name)).text(" ").text(used));
        let mut items = element("ul");
        for other in results::conflicts(story, key).filter(|_| story.sources_read) {
            let value = element("b").text(words::results::published(&other.field, &other.value));
            let item = element("li")
                .child(value)
                .text(". ")
                .text(named_sources(story, &other.why_not_used))
                .text(" (");
            items = items.child(cited(item, story, vec![other.source]).text(")"));
        }
        for (_, note) in results::oddities(story, key) {
            items = items.children(model.reading.notes.get(note).map(|note| element("li").text(&note.text)));
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

/// A text with the keys of sources in it replaced by who published them and when.
fn named_sources(story: &Story, text: &str) -> String {
    let is_end = |letter: char| matches!(letter, ' ' | ',' | ';' | '(' | ')');
    let mut out = String::new();
    for part in text.split_inclusive(is_end) {
        let key = part.trim_end_matches(is_end);
        let source = story.sources.iter().find(|source| source.id == key);
        match source.and_then(|source| source.known.as_ref()) {
            Some(known) => {
                out.push_str(&words::cite(known));
                out.push_str(&part[key.len()..]);
            }
            None => out.push_str(part),
        }
    }
    out
}
