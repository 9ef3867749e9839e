//! Round `results`: the finding, the choice of the base, the key to ticks and dashes, who says so.

use crate::charts::results;
use crate::data::OptionKind;
use crate::words::en;

use super::{Form, cited, controls, headline, notes, numbers, picture, segmented, source_line};
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
    let finding = en::results::Finding {
        against_all: against
            .and_then(|line| Some((line.name.as_str(), line.votes?)))
            .filter(|(_, votes)| !challengers.is_empty() && beats_all(*votes)),
        challengers: challengers.len(),
        invalid: votes_of(results::LineKind::Invalid)
            .and_then(|line| line.votes)
            .filter(|votes| beats_all(*votes)),
    };
    let [lead, whole, end] = en::results::deck(&finding, election, series.total, series.base);
    let bases = results::BASES.into_iter().map(|base| {
        let is_known = results::has_base(election, base);
        (
            en::base_button(base, is_narrow).to_string(),
            format!("base {}", base_key(base)),
            base == series.base,
            if is_known { None } else { Some(en::results::base_not_known(base)) },
        )
    });
    let mut key = element("p").class("bl-key");
    if series.base == crate::data::ShareBase::Valid {
        if series.poll_count > 0 {
            let tick = element("span").class("bl-swatch-tick").with("aria-hidden", "true");
            key = key.child(element("span").child(tick).text(en::results::polls_key(series.poll_count)));
        }
        if series.others.iter().any(|line| !line.in_base) {
            let dashed = element("span").class("bl-swatch-dashed").with("aria-hidden", "true");
            key = key.child(element("span").child(dashed).text(en::results::NOT_IN_BASE_KEY));
        }
    } else if series.poll_count > 0 {
        key = key.child(element("span").text(en::results::POLLS_ONLY_VALID));
    }
    let of_lines = [election.source].into_iter().chain(election.options.iter().map(|option| option.source));
    let polls =
        story.exit_polls.iter().filter(|poll| Some(poll.election) == story.election && poll.is_exit_poll);
    let headline_text = if written.is_empty() { en::election_name(election) } else { written.to_string() };
    let line = source_line(story, |line| {
        let line =
            cited(line.text(en::results::SOURCE), story, of_lines.collect()).text(". ").text(&election.note);
        let line =
            if election.note.is_empty() || election.note.ends_with('.') { line } else { line.text(".") };
        if series.poll_count == 0 {
            return line;
        }
        cited(line.text(" ").text(en::results::POLLS), story, polls.map(|poll| poll.source).collect())
            .text(".")
    });
    out.child(headline(&headline_text))
        .child(element("p").class("bl-deck").text(lead).child(element("b").text(whole)).text(end))
        .children(numbers(model, form))
        .child(controls(
            form,
            vec![
                element("span").class("bl-label").text(en::results::SHARE_OF),
                segmented(en::results::SHARE_OF, bases),
            ],
        ))
        .child(picture(form, &en::results::picture(election, series.base)))
        .child(key)
        .child(line)
        .children(notes(model, &["datapackage.json", "elections.csv", "results.csv", "exit_polls.csv"]))
}
