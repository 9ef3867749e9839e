//! Round `contest`: the finding, the choice of a country to compare with and what experts coded it as, the formulas.

use crate::charts::Table;
use crate::charts::contest::{self, Series, Whose};
use crate::data::{ShareBase, SourceIndex};
use crate::words;

use super::{Form, cited, controls, deck, grid, headline, numbers, picture, source_line};
use crate::app::Model;
use crate::app::markup::{Element, element};

/// The figure's surroundings.
#[inline(never)]
pub fn figure(out: Element, model: &Model, series: &Series, written: &str, form: Form<'_>) -> Element {
    let story = model.story();
    let own = series.story();
    let headline_text = if written.is_empty() {
        words::contest::headline(own.map(|point| point.number))
    } else {
        written.to_string()
    };
    let facts = words::contest::Facts {
        country: story.name_of_country(&story.page.country),
        own: own.map(|point| (point.date.year(), point.number, point.golosov)),
        count: series.points.len(),
        own_count: series.of(Whose::Own).count(),
        first_rounds: series.points.iter().filter(|point| point.is_first_round).count(),
        is_presidential: series.is_presidential,
        unknown: series.unknown,
    };
    let mut key = element("p").class("bl-key");
    if series.points.iter().any(|point| point.is_hollow) {
        let ring = element("span").class("bl-swatch-ring").with("aria-hidden", "true");
        key = key.child(element("span").child(ring).text(words::contest::HOLLOW_KEY));
    }
    key = key.child(element("span").text(words::contest::FORMULAS));
    if model.state.base.is_some_and(|base| base != ShareBase::Valid) {
        key = key.child(element("span").text(words::contest::OWN_BASE));
    }
    let named = || series.of(Whose::Own).chain(series.of(Whose::Chosen));
    let of: Vec<SourceIndex> =
        named().filter_map(|point| story.elections.get(point.election)).map(|own| own.source).collect();
    let others = series.points.len() - of.len();
    let rest = words::contest::rest(others, series.referendums, series.other_offices);
    out.child(headline(&headline_text))
        .child(deck(words::contest::deck(&facts)))
        .children(numbers(model, form))
        .child(controls(form, choice(model, form)))
        .child(picture(form, words::contest::PICTURE.text()))
        .child(key)
        .children(codings(model, series))
        .child(source_line(story, |line| cited(line.text(words::contest::SOURCES), story, of).text(rest)))
}

/// The choice of a country; nothing where there is none to choose.
fn choice(model: &Model, form: Form<'_>) -> Vec<Element> {
    let countries = contest::countries(model.story());
    if countries.is_empty() {
        return Vec::new();
    }
    let chosen = &model.state.country;
    let option = |(code, name): (&str, &str)| {
        let option = element("option").with("value", code);
        let option = if code == chosen { option.with("selected", "") } else { option };
        option.text(name)
    };
    let mut select =
        element("select").class("bl-day").with("aria-label", words::contest::COMPARE).says("country");
    if form.is_live() {
        // For the browser leaf: what is chosen, wherever it was chosen.
        select = select.with("value", if chosen.is_empty() { "none" } else { chosen });
    }
    let options = [("none", words::contest::NOBODY.text())].into_iter().chain(countries).map(option);
    vec![element("span").text(words::contest::COMPARE), select.children(options)]
}

/// What experts coded the two countries as, in the years of their elections; only beside a chosen country.
fn codings(model: &Model, series: &Series) -> Option<Element> {
    let story = model.story();
    series.of(Whose::Chosen).next()?;
    let mut sources: Vec<SourceIndex> = Vec::new();
    let mut table = Table { header: words::contest::CODINGS_HEADER.items(), ..Table::default() };
    for point in &series.points {
        let Some(election) = story.elections.get(point.election) else { continue };
        if point.whose == Whose::Other {
            continue;
        }
        let mut cells = vec![point.label.clone()];
        cells.extend(contest::codings(election, Some(point.date.year())));
        sources.extend(election.codings.iter().map(|own| own.source));
        table.rows.push(cells);
    }
    let name = words::contest::CODINGS.text();
    Some(
        element("div")
            .class("bl-codings")
            .child(
                element("p")
                    .class("bl-how")
                    .child(element("b").text(name))
                    .text(words::contest::CODINGS_TOLD),
            )
            .child(grid(&table, name, None, false))
            .child(source_line(story, |line| {
                cited(line.text(words::contest::SOURCES), story, sources).text(".")
            })),
    )
}
