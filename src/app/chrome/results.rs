//! Round `results`: the finding, the choice of the base, the key to ticks and dashes, who says so.

use crate::charts::results;
use crate::data::{OptionKind, ShareBase};
use crate::words;

use super::{Form, cited, controls, dagger, headline, numbers, picture, segmented, source_line};
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
    if series.base == ShareBase::Valid {
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
        // Ticks stand on valid votes only, the table's columns on every base.
        let has_polls = series.base == ShareBase::Valid || form.is_live() && model.state.table_open;
        if series.poll_count == 0 || !has_polls {
            return line;
        }
        let polls = results::exit_polls(story).map(|poll| poll.source).collect();
        cited(line.text(" ").text(words::results::POLLS), story, polls).text(".")
    });
    let mut deck = element("p").class("bl-deck").text(lead);
    if series.is_base_noted {
        // The mark stays with the last word.
        let (words, last) = whole.rsplit_once(' ').unwrap_or(("", &whole));
        let mark = dagger(results::BASE_KEY, &whole, form.is_live());
        let noted = element("span").class("bl-noted").child(element("b").text(last)).child(mark);
        deck = deck.child(element("b").text([words, " "].concat())).child(noted);
    } else {
        deck = deck.child(element("b").text(&whole));
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
        .child(line)
}
