//! Round `turnout-map`: the finding, the choice of an election and of a region, keys, sources.

use crate::charts::turnout_map::{self, Series, Unit};
use crate::data::{SourceIndex, Story};
use crate::words;

use super::{Form, cited, controls, deck, headline, numbers, picture, regions, segmented, source_line};
use crate::app::Model;
use crate::app::markup::{Element, element};

/// The figure's surroundings.
#[inline(never)]
pub fn figure(out: Element, model: &Model, series: &Series, written: &str, form: Form<'_>) -> Element {
    let story = model.story();
    let Some(election) = story.elections.get(series.election) else { return out };
    let facts = facts(story, series);
    let headline_text = if written.is_empty() || story.election != Some(series.election) {
        words::turnout::map_headline(&facts)
    } else {
        written.to_string()
    };
    let mut live = Vec::new();
    let elections = turnout_map::elections(story);
    if elections.len() > 1 {
        let buttons = elections.iter().filter_map(|index| story.elections.get(*index)).map(|own| {
            let says = ["election ", &own.id].concat();
            (
                words::turnout::election_button(own.date, own.kind, model.is_narrow()),
                says,
                own.id == election.id,
                None,
            )
        });
        live.push(segmented(words::turnout::ELECTION.text(), buttons));
    }
    if series.borders.is_none() {
        live.extend(regions(model, form));
    }
    let mut key = element("p").class("bl-key");
    if series.borders.is_none() {
        key = key.child(element("span").text(words::turnout::TILE_KEY));
    }
    if model.map_election() != model.state.election {
        key = key.child(element("span").text(words::turnout::NOT_ON_MAP));
    }
    if !facts.apart.is_empty() {
        key = key.child(element("span").text(words::turnout::APART_KEY));
    }
    let mut of: Vec<SourceIndex> = series.units.iter().filter_map(|unit| unit.source).collect();
    if series.moment.is_none() {
        of.push(election.source);
    }
    let method = if facts.apart.is_empty() { "" } else { words::turnout::APART_METHOD.text() };
    let shares = if election.has_regional_votes { "" } else { words::turnout::NO_SHARES.text() };
    out.child(headline(&headline_text))
        .child(deck(words::turnout::map_deck(&facts)))
        .children(numbers(model, form))
        .child(controls(form, live))
        .child(picture(form, words::turnout::MAP.text()))
        .child(key)
        .child(source_line(story, |line| {
            cited(line.text(words::turnout::SOURCES), story, of).text(".").text(shares).text(method)
        }))
}

fn facts(story: &Story, series: &Series) -> words::turnout::MapFacts {
    let within = || series.units.iter().filter(|unit| !unit.is_abroad && unit.percent.is_some());
    let is_city = |unit: &&Unit| unit.is_city == unit.is_apart;
    let apart: Vec<(String, f64)> = within()
        .rev()
        .filter(|unit| unit.is_apart)
        .filter_map(|unit| Some((unit.name.clone(), unit.percent?)))
        .collect();
    words::turnout::MapFacts {
        others: within().count() - apart.len(),
        are_cities: !apart.is_empty() && within().all(|unit| is_city(&unit)),
        apart,
        range: series.range,
        date: story.elections.get(series.election).map_or_else(Default::default, |election| election.date),
        moment: series.moment,
        borders: series.borders,
    }
}
