//! Round `un-votes`: how often the story's country voted how, what is not known, the key to shapes and codes.

use crate::charts::un_votes::{Placed, Series};
use crate::data::{Day, SourceIndex};
use crate::words;
use crate::words::number::thousands;

use super::{Form, deck, headline, numbers, picture};
use crate::app::Model;
use crate::app::markup::{Element, element};

/// Classes of the shapes in the key.
const SWATCHES: [&str; 5] = [
    "bl-vote bl-vote-yes",
    "bl-vote bl-vote-no",
    "bl-vote bl-vote-abstained",
    "bl-vote bl-vote-absent",
    "bl-vote bl-vote-unknown",
];

/// The figure's surroundings.
#[inline(never)]
pub fn figure(
    out: Element,
    model: &Model,
    series: &Series,
    placed: &Placed,
    written: &str,
    form: Form<'_>,
) -> Element {
    let story = model.story();
    let texts = story.resolutions.len();
    let finding = words::un_votes::headline(series.counts, texts);
    let day = |index: usize| story.resolutions.get(index).map_or(Day(0), |resolution| resolution.date);
    let mut facts = words::un_votes::Facts {
        country: None,
        others: series.states.len(),
        texts,
        days: (day(0), day(texts.wrapping_sub(1))),
        not_known: (series.counts[4], series.not_known),
    };
    if series.has_country {
        facts.country = Some(story.name_of_country(&story.page.country));
        facts.others -= 1;
    }
    let mut key = element("p").class("bl-key bl-votes");
    for (name, class) in words::un_votes::KEY.items().into_iter().zip(SWATCHES) {
        key = key.child(element("span").child(element("i").class(class)).text(name));
    }
    let mut codes = String::from(words::un_votes::ORDER.text());
    if series.has_country {
        codes.push_str(words::un_votes::COUNTRY_FIRST.text());
    }
    for (index, state) in series.states.iter().enumerate() {
        let code = &story.voters[*state];
        codes.push_str(
            &[if index == 0 { ". " } else { ", " }, code, " ", story.name_of_country(code)].concat(),
        );
    }
    codes.push_str(". ");
    if placed.states < series.states.len() {
        codes.push_str(words::un_votes::LEFT_OUT.text());
    }
    let mut reports: Vec<SourceIndex> = Vec::new();
    for resolution in &story.resolutions {
        reports.extend_from_slice(&resolution.sources);
    }
    reports.sort_unstable();
    reports.dedup();
    let source =
        words::un_votes::SOURCES.with(&[&thousands(reports.len() as u64), &words::digits(reports.len())]);
    // Nothing is chosen here, but a still picture says why it is still.
    let mut still = None;
    if !form.is_live() {
        still = Some(element("noscript").child(element("p").class("bl-note").text(words::figure::STILL)));
    }
    out.child(headline(if written.is_empty() { &finding } else { written }))
        .child(deck(words::un_votes::deck(&facts)))
        .children(numbers(model, form))
        .children(still)
        .child(key)
        .child(picture(form, words::un_votes::PICTURE.text()))
        .child(element("p").class("bl-source bl-codes").text(codes))
        .child(element("p").class("bl-source").text(source))
}
