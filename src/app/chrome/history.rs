//! Round `history`: the finding, the choice of the metric, the key to hollow points and grey lines.

use crate::analysis::contest::Of;
use crate::charts::history;
use crate::charts::results::{BASES, has_base};
use crate::data::ShareBase;
use crate::words;

use super::{Form, cited, controls, deck, headline, numbers, picture, segmented, source_line};
use crate::app::Model;
use crate::app::link::{base_key, metric_key};
use crate::app::markup::{Element, element};

/// The figure's surroundings.
#[inline(never)]
pub fn figure(
    out: Element,
    model: &Model,
    series: &history::Series,
    placed: &history::Placed,
    written: &str,
    form: Form<'_>,
) -> Element {
    let story = model.story();
    let is_narrow = model.width_px < history::NARROW_BELOW_PX;
    let change = series.change();
    let is_share = series.metric == words::history::Metric::Share;
    let headline_text = match &change {
        // What is written speaks of shares of valid votes.
        _ if is_share && series.base == ShareBase::Valid && !written.is_empty() => written.to_string(),
        Some(change) => words::history::headline(series.metric, change),
        None => words::history::button(series.metric, false).to_string(),
    };
    let deck_text = match &change {
        Some(change) => words::history::deck(series.metric, change),
        None => words::history::deck_without_change(
            series.points.iter().filter(|point| point.value.is_some()).count(),
            series.points.iter().any(|point| point.is_hollow),
        )
        .to_string(),
    };
    let metrics = history::METRICS.into_iter().map(|metric| {
        let text = words::history::button(metric, is_narrow).to_string();
        (text, format!("metric {}", metric_key(metric)), metric == series.metric, None)
    });
    let why_not = Some(words::history::why_no_base(series.metric)).filter(|text| !text.is_empty());
    let bases = BASES.into_iter().map(|base| {
        let is_known = || series.points.iter().any(|point| has_base(&story.elections[point.election], base));
        let why_not = why_not.map(str::to_string);
        (
            words::base_button(base, true).to_string(),
            format!("base {}", base_key(base)),
            base == series.base,
            why_not.or_else(|| {
                if is_known() {
                    None
                } else {
                    Some(words::results::BASE_NOT_KNOWN.with(&[words::base(base)]))
                }
            }),
        )
    });
    let mut key = element("p").class("bl-key");
    if let Some(why_not) = why_not {
        key = key.child(element("span").text(why_not));
    } else if series.base != ShareBase::Valid {
        let unknown = series.unknown_years();
        if !unknown.is_empty() {
            key = key.child(element("span").text(words::history::unknown_key(&unknown, series.base)));
        }
    }
    for base in [Some(ShareBase::Cast), Some(ShareBase::Registered), None] {
        let hollow = series.hollow_years(base.map_or(Of::NotKnown, Of::Base));
        if !hollow.is_empty() {
            let ring = element("span").class("bl-swatch-ring").with("aria-hidden", "true");
            let text = words::history::hollow_key(&hollow, base);
            key = key.child(element("span").child(ring).text(text));
        }
    }
    if is_share && series.points.iter().any(|point| point.context.is_some()) {
        key = key.child(element("span").text(words::history::TURNOUT_KEY));
    }
    let begins = series.domain().0;
    if begins > 0.0 {
        key = key.child(element("span").text(words::history::scale_begins(begins)));
    }
    if placed.is_dotted && series.points.iter().any(|point| point.is_early) {
        key = key.child(element("span").text(words::history::EARLY_KEY));
    }
    let of = series
        .points
        .iter()
        .filter_map(|point| story.elections.get(point.election))
        .map(|election| election.source);
    out.child(headline(&headline_text))
        .child(deck(deck_text))
        .children(numbers(model, form))
        .child(controls(
            form,
            vec![
                segmented(words::history::METRIC.text(), metrics),
                // The label goes where its buttons go.
                element("div")
                    .class("bl-labelled")
                    .child(element("span").class("bl-label").text(words::results::SHARE_OF))
                    .child(segmented(words::results::SHARE_OF.text(), bases)),
            ],
        ))
        .child(picture(form, &words::history::picture(series.metric)))
        .child(key)
        .child(source_line(story, |line| {
            cited(line.text(words::history::SOURCES), story, of.collect()).text(words::history::NOTED)
        }))
}
