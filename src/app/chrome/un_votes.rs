//! Round `un-votes`: how often the story's country voted how, what is not known, the key to shapes and codes.

use crate::charts::un_votes::{Placed, Series};
use crate::data::SourceIndex;
use crate::words::en;
use crate::words::number::thousands;

use super::{Form, deck, headline, notes, numbers, picture, source_line};
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
pub fn figure(
    out: Element,
    model: &Model,
    series: &Series,
    placed: &Placed,
    written: &str,
    form: Form<'_>,
) -> Element {
    let story = model.story();
    let [yes, no, abstained, absent, not_known] = series.counts();
    let finding = en::un_votes::headline([yes, no, abstained, absent], series.rows.len());
    let year = |row: Option<&crate::charts::un_votes::Row>| {
        row.map_or(0, |row| story.resolutions[row.resolution].date.year())
    };
    let facts = en::un_votes::Facts {
        country: series.states.first().filter(|_| series.has_country).map(|code| story.state_name(code)),
        states: series.states.len(),
        texts: series.rows.len(),
        years: (year(series.rows.first()), year(series.rows.last())),
        not_known: (not_known, series.not_known()),
    };
    let swatches = en::un_votes::KEY.into_iter().zip(SWATCHES).map(|(name, class)| {
        let swatch = element("i").class(class).with("aria-hidden", "true");
        element("span").child(swatch).text(name)
    });
    let mut codes = String::from(en::un_votes::ORDER);
    for (index, code) in series.states.iter().enumerate() {
        let separator = match index {
            0 if series.has_country => [en::un_votes::COUNTRY_FIRST, ". "].concat(),
            0 => ". ".to_string(),
            _ => ", ".to_string(),
        };
        codes.push_str(&[&separator, code, " ", story.state_name(code)].concat());
    }
    codes.push_str(". ");
    if placed.states < series.states.len() {
        codes.push_str(en::un_votes::LEFT_OUT);
    }
    let mut reports: Vec<SourceIndex> =
        story.resolutions.iter().flat_map(|resolution| resolution.sources.iter().copied()).collect();
    reports.sort_unstable();
    reports.dedup();
    out.child(headline(if written.is_empty() { &finding } else { written }))
        .child(deck(en::un_votes::deck(&facts)))
        .children(numbers(model, form))
        .child(element("p").class("bl-key bl-votes").children(swatches))
        .child(picture(form, en::un_votes::PICTURE))
        .child(element("p").class("bl-source bl-codes").text(codes))
        .child(source_line(story, |line| {
            let [before, after] = en::un_votes::SOURCES;
            line.text([before, &thousands(reports.len() as u64), after].concat())
        }))
        .children(notes(model, &["unga_votes.csv"]))
}
