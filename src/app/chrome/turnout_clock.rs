//! Round `turnout-clock`: the finding, the choice of a region, what dots, lines and rings are, sources.

use crate::charts::turnout_clock::{Line, Series};
use crate::words;
use crate::words::turnout::Standing;

use super::{Form, cited, controls, deck, headline, numbers, picture, regions, source_line};
use crate::app::Model;
use crate::app::markup::{Element, element};

/// The figure's surroundings.
#[inline(never)]
pub fn figure(out: Element, model: &Model, series: &Series, written: &str, form: Form<'_>) -> Element {
    let story = model.story();
    let Some(election) = story.elections.get(series.election) else { return out };
    let stands = |line: &'_ Line| series.standing(line);
    fn standing(line: &Line, (minute, percent, of_last): (u32, f64, f64)) -> Standing<'_> {
        Standing { name: &line.name, minute, percent, of_last }
    }
    let first = series.picked().and_then(|line| Some(standing(line, stands(line)?)));
    let last = series.compared().and_then(|line| Some(standing(line, stands(line)?)));
    // A written headline speaks of what is brought out by itself.
    let headline_text = if written.is_empty() || !model.state.region.is_empty() {
        words::turnout::clock_headline(first.as_ref())
    } else {
        written.to_string()
    };
    let offset = series.moments.first().map(|moment| moment.offset_min);
    let offset = offset.filter(|own| series.moments.iter().all(|moment| moment.offset_min == *own));
    let mut key = element("p").class("bl-key");
    let mut say = |text: String| key = std::mem::take(&mut key).child(element("span").text(text));
    let is_grey = |line: &&Line| !line.is_nation && !line.is_picked && !line.is_compared;
    let others = series.lines.iter().filter(is_grey).count();
    if others > 0 {
        say(words::turnout::others_key(others));
    }
    say(words::turnout::DOTS_KEY.to_string());
    for (index, moment) in series.moments.iter().enumerate() {
        let is_known = |line: &&Line| !line.is_nation && line.percents[index].is_some();
        let known = series.lines.iter().filter(is_known).count();
        if known < series.units {
            say(words::turnout::missing_key(moment.minute, known, series.units));
        }
    }
    let fallen = series.lines.iter().filter(|line| !line.falls().is_empty());
    let fallen: Vec<String> = fallen.map(|line| line.name.clone()).collect();
    if !fallen.is_empty() {
        say(words::turnout::falling_key(&fallen));
    }
    let of = series.sources.clone();
    out.child(headline(&headline_text))
        .child(deck(words::turnout::clock_deck(first.as_ref(), last.as_ref(), election.date, offset)))
        .children(numbers(model, form))
        .child(controls(form, regions(model, form).into_iter().collect()))
        .child(picture(form, words::turnout::CLOCK.text()))
        .child(key)
        .child(source_line(story, |line| cited(line.text(words::turnout::SOURCES), story, of).text(".")))
}
