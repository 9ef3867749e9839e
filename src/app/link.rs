//! A figure's state as keys and values of an address, only where it differs from the default.
//!
//! One of the three doors for untrusted text: whatever does not make sense is passed over, and nothing is lost by it.
//! The keys are promises: old links stay readable.

use crate::analysis::tone::{HALF_LIFE_DAYS, HALF_LIVES_DAYS};
use crate::charts::contest::countries;
use crate::charts::timeline::rows::{By, Order};
use crate::charts::timeline::whole_days;
use crate::data::{Day, EventKind, ShareBase, Story};
use crate::words::en::history::Metric;

use super::Figure;
use super::state::{Selection, State, clamped, limits};

/// The word of a base in links and messages.
pub fn base_key(base: ShareBase) -> &'static str {
    match base {
        ShareBase::Valid => "valid",
        ShareBase::Cast => "cast",
        ShareBase::Registered => "registered",
    }
}

/// The base of a word.
pub fn base_of(key: &str) -> Option<ShareBase> {
    [ShareBase::Valid, ShareBase::Cast, ShareBase::Registered].into_iter().find(|base| base_key(*base) == key)
}

/// The word of a metric in links and messages.
pub fn metric_key(metric: Metric) -> &'static str {
    match metric {
        Metric::Share => "share",
        Metric::Turnout => "turnout",
        Metric::Margin => "margin",
        Metric::Number => "number",
    }
}

/// The metric of a word.
pub fn metric_of(key: &str) -> Option<Metric> {
    [Metric::Share, Metric::Turnout, Metric::Margin, Metric::Number]
        .into_iter()
        .find(|metric| metric_key(*metric) == key)
}

/// The half-life of a word, one of those a reader can choose.
pub fn half_life_of(key: &str) -> Option<u32> {
    HALF_LIVES_DAYS.into_iter().find(|days| days.to_string() == key)
}

/// The word of an order in links and messages: what it is by, after a minus where it falls.
pub fn order_key(order: Order) -> String {
    [if order.is_falling { "-" } else { "" }, by_key(order.by)].concat()
}

/// The order of a word.
pub fn order_of(key: &str) -> Option<Order> {
    let rest = key.strip_prefix('-');
    let by = By::COLUMNS.into_iter().find(|(by, _)| by_key(*by) == rest.unwrap_or(key))?.0;
    Some(Order { by, is_falling: rest.is_some() })
}

fn by_key(by: By) -> &'static str {
    match by {
        By::Date => "date",
        By::Lane => "lane",
        By::Value => "value",
    }
}

/// A key and the ISO day after it, with one letter between them.
pub fn before_day(text: &str) -> Option<(&str, Day)> {
    const DAY_LENGTH: usize = "2022-06-17".len();
    let place = text.len().checked_sub(DAY_LENGTH)?;
    Some((text.get(..place.checked_sub(1)?)?, Day::parse(text.get(place..)?)?))
}

/// The step of the tour of a word, one of a hundred: words count from 1.
pub fn step_of(key: &str) -> Option<usize> {
    (0..100_usize).find(|step| (step + 1).to_string() == key)
}

/// All keys of a figure with their values; `None` where the state is the default.
pub fn keys(state: &State, figure: Figure, story: &Story) -> Vec<(&'static str, Option<String>)> {
    let base = || {
        let base = state.base.filter(|base| *base != ShareBase::Valid);
        ("base", base.map(|base| base_key(base).to_string()))
    };
    let election = || ("election", Some(state.election.clone()).filter(|id| !id.is_empty()));
    match figure {
        Figure::Results => vec![base()],
        Figure::History => {
            let metric = state.metric.filter(|metric| *metric != Metric::Share);
            vec![("metric", metric.map(|metric| metric_key(metric).to_string())), base(), election()]
        }
        Figure::UnVotes => Vec::new(),
        Figure::Contest => {
            let country = if state.country.is_empty() { None } else { Some(state.country.clone()) };
            vec![("country", country), election()]
        }
        Figure::Verdicts => Vec::new(),
        Figure::TurnoutMap | Figure::TurnoutClock => {
            let region = Some(state.region.clone()).filter(|text| !text.is_empty());
            let mut keys = vec![("region", region)];
            if figure == Figure::TurnoutMap {
                keys.push(election());
            }
            keys
        }
        Figure::Timeline => {
            // Whole days: a link says what a reader saw, not at which fraction of a pixel the drag ended.
            let window = state.window.map(|(from, to)| whole_days(from, to));
            let event = match state.selection {
                Selection::Opening => None,
                Selection::Closed | Selection::Missing | Selection::Tone { .. } => Some("none".to_string()),
                Selection::Event(index) => story.events.get(index).map(|event| event.id.clone()),
            };
            let tone = match state.selection {
                Selection::Tone { lane, day } => {
                    story.lanes.get(lane).map(|lane| format!("{}:{}", lane.id, day.iso()))
                }
                _ => None,
            };
            let list = |words: &[String]| if words.is_empty() { None } else { Some(words.join(",")) };
            let off: Vec<String> = EventKind::ALL
                .into_iter()
                .zip(state.kinds_off)
                .filter(|(_, is_off)| *is_off)
                .map(|(kind, _)| kind.key().to_string())
                .collect();
            // What follows from the step of a tour is not said again.
            let mut shown = State::default();
            if let Some(step) = state.step {
                shown.show_step(story, step);
            }
            let window = window.filter(|_| state.window != shown.window);
            let event = event.filter(|_| state.selection != shown.selection);
            let tags = if state.tags == shown.tags { None } else { list(&state.tags) };
            vec![
                ("step", state.step.map(|step| (step + 1).to_string())),
                ("from", window.map(|(first, _)| first.iso())),
                ("to", window.map(|(_, last)| last.iso())),
                ("event", event),
                ("without", list(&off)),
                ("find", if state.query.is_empty() { None } else { Some(state.query.clone()) }),
                ("actor", list(&state.actors)),
                ("tag", tags),
                ("tone", tone),
                (
                    "halflife",
                    state.half_life_days.filter(|days| *days != HALF_LIFE_DAYS).map(|days| days.to_string()),
                ),
                (
                    "sort",
                    Some(state.order)
                        .filter(|order| state.table_open && *order != Order::default())
                        .map(order_key),
                ),
            ]
        }
    }
}

/// A figure's link, all keys that differ from the default: `from=2022-11-01&to=2022-11-30`.
pub fn write(state: &State, figure: Figure, story: &Story) -> String {
    let parts: Vec<String> = keys(state, figure, story)
        .into_iter()
        .filter_map(|(key, value)| value.map(|value| format!("{key}={}", encode(&value))))
        .collect();
    parts.join("&")
}

/// Reads a link into a state; keys of other figures and values that make no sense are passed over. What a reader does
/// with pointer and keyboard is kept.
pub fn read(state: &mut State, figure: Figure, story: &Story, link: &str) {
    let value = |wanted: &str| {
        link.split('&').find_map(|part| {
            let (key, value) = part.split_once('=')?;
            if key == wanted { Some(decode(value)) } else { None }
        })
    };
    // What the whole page has one choice of: each figure keeps what it can show, or say why it cannot.
    if matches!(figure, Figure::Results | Figure::History | Figure::Contest) {
        state.base = value("base").and_then(|key| base_of(&key)).filter(|base| *base != ShareBase::Valid);
    }
    if figure.has_election() {
        state.election = value("election").filter(|id| figure.takes_election(story, id)).unwrap_or_default();
    }
    match figure {
        Figure::Results => {}
        Figure::History => {
            state.metric =
                value("metric").and_then(|key| metric_of(&key)).filter(|metric| *metric != Metric::Share);
        }
        Figure::UnVotes => {}
        Figure::Contest => {
            let is_known = |code: &String| countries(story).iter().any(|country| country.0 == *code);
            state.country = value("country").filter(is_known).unwrap_or_default();
        }
        Figure::Verdicts => {}
        Figure::TurnoutMap | Figure::TurnoutClock => {
            let is_region = |id: &String| story.regions.iter().any(|region| region.id == *id);
            state.region = value("region").filter(is_region).unwrap_or_default();
        }
        Figure::Timeline => {
            state.step = None;
            let mut shown = State::default();
            if let Some(step) = value("step").and_then(|key| step_of(&key)) {
                shown.show_step(story, step);
                state.step = shown.step;
            }
            let day = |key: &str| value(key).and_then(|text| Day::parse(&text));
            state.window = match (day("from"), day("to")) {
                (None, None) => shown.window,
                (from, to) => {
                    let (least, most) = limits(story);
                    let from = from.map_or(least, |day| f64::from(day.0));
                    let to = to.map_or(most, |day| f64::from(day.0) + 1.0);
                    if from < to { Some(clamped(story, (from, to))) } else { None }
                }
            };
            state.selection = match value("event") {
                None => shown.selection,
                Some(id) if id == "none" => Selection::Closed,
                Some(id) => story.event_by_id(&id).map_or(Selection::Missing, Selection::Event),
            };
            let tone = || {
                let text = value("tone")?;
                let (lane, day) = before_day(&text)?;
                Some(Selection::Tone { lane: story.lane_by_id(lane)?, day })
            };
            if let Some(selection) = tone() {
                state.selection = selection;
            }
            state.half_life_days =
                value("halflife").and_then(|key| half_life_of(&key)).filter(|days| *days != HALF_LIFE_DAYS);
            let list = |key: &str, is_known: &dyn Fn(&str) -> bool| -> Vec<String> {
                let text = value(key).unwrap_or_default();
                let mut words: Vec<String> = Vec::new();
                for word in text.split(',').filter(|word| is_known(word)) {
                    if !words.iter().any(|own| own == word) {
                        words.push(word.to_string());
                    }
                }
                words
            };
            state.actors = list("actor", &|word| story.actors.iter().any(|actor| actor.code == word));
            state.tags = match value("tag") {
                None => shown.tags,
                Some(_) => list("tag", &|word| story.events.iter().any(|event| event.has_tag(word))),
            };
            let off = value("without").unwrap_or_default();
            for (kind, is_off) in EventKind::ALL.into_iter().zip(&mut state.kinds_off) {
                *is_off = off.split(',').any(|key| key == kind.key());
            }
            state.query = value("find").unwrap_or_default().chars().take(100).collect();
            // An order is only to be seen in an open table.
            state.order = value("sort").and_then(|key| order_of(&key)).unwrap_or_default();
            state.table_open |= state.order != Order::default();
            state.list.clear();
        }
    }
}

/// The first pair of a link that says nothing to a figure: its key is not the figure's, or its value is not in the story. What is
/// the default is understood. For tools that had better say so; a page passes it over.
pub fn not_understood<'a>(figure: Figure, story: &Story, link: &'a str) -> Option<&'a str> {
    let read_of = |link: &str| {
        let mut state = State::default();
        read(&mut state, figure, story, link);
        keys(&state, figure, story)
    };
    let words = |value: &str| {
        let mut words: Vec<String> = value.split(',').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let is_understood = |pair: &str| {
        let Some((key, value)) = pair.split_once('=') else { return false };
        let value = decode(value);
        let default = match key {
            "base" => base_key(ShareBase::Valid).to_owned(),
            "metric" => metric_key(Metric::Share).to_owned(),
            "halflife" => HALF_LIFE_DAYS.to_string(),
            "sort" => order_key(Order::default()),
            _ => String::new(),
        };
        read_of(pair).into_iter().find(|own| own.0 == key).is_some_and(|(_, said)| match said {
            // A day before or after the story is brought to its end.
            Some(_) if matches!(key, "from" | "to") => true,
            Some(said) => words(&said) == words(&value),
            None => value == default,
        })
    };
    let is_window = |pair: &&str| pair.starts_with("from=") || pair.starts_with("to=");
    let mut pairs = link.split('&').filter(|pair| !pair.is_empty());
    pairs.clone().find(|pair| !is_understood(pair)).or_else(|| {
        // Two days that are none the other way round.
        let days: Vec<&str> = pairs.clone().filter(is_window).collect();
        let has_window = || read_of(&days.join("&")).iter().any(|own| own.0 == "from" && own.1.is_some());
        if days.is_empty() || has_window() { None } else { pairs.find(is_window) }
    })
}

/// Text as it stands in an address: letters, digits and `-._~,:` as they are, a space as `+`, all else as percent codes.
pub fn encode(text: &str) -> String {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' | b',' | b':' => {
                out.push(char::from(byte))
            }
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
            }
        }
    }
    out
}

/// The inverse of [`encode`]; broken codes stand for themselves, each byte of broken UTF-8 becomes U+FFFD.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let nibble =
        |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8);
    while let Some(byte) = bytes.get(at) {
        match (byte, nibble(bytes.get(at + 1)), nibble(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push(high * 16 + low);
                at += 2;
            }
            (b'+', _, _) => out.push(b' '),
            _ => out.push(*byte),
        }
        at += 1;
    }
    // What std has for this weighs more than a control of the page.
    let mut decoded = String::with_capacity(out.len());
    let mut rest = out.as_slice();
    while let Err(error) = std::str::from_utf8(rest) {
        let (valid, broken) = rest.split_at(error.valid_up_to());
        decoded.push_str(std::str::from_utf8(valid).unwrap_or_default());
        decoded.push('\u{fffd}');
        rest = &broken[1..];
    }
    decoded.push_str(std::str::from_utf8(rest).unwrap_or_default());
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_says_nothing_to_a_figure_is_found() {
        let story = Story::default();
        for (figure, link, found) in [
            (Figure::Results, "", None),
            (Figure::Results, "base=cast", None),
            (Figure::Results, "base=valid", None),
            (Figure::Results, "base=casts", Some("base=casts")),
            (Figure::Results, "base", Some("base")),
            (Figure::Results, "metric=turnout", Some("metric=turnout")),
            (Figure::History, "metric=turnout&base=registered", None),
            (Figure::History, "base=cast&election=nowhere", Some("election=nowhere")),
            (Figure::Timeline, "without=vote,meeting&find=Ukraine+and&halflife=90", None),
            (Figure::Timeline, "without=vote,nothing", Some("without=vote,nothing")),
            (Figure::Timeline, "event=none&sort=-value", None),
            (Figure::Timeline, "event=nothing", Some("event=nothing")),
            (Figure::Timeline, "from=soon", Some("from=soon")),
            (Figure::UnVotes, "from=2022-01-01", Some("from=2022-01-01")),
        ] {
            assert_eq!(not_understood(figure, &story, link), found, "{link}");
        }
    }

    proptest! {
        #[test]
        fn text_survives_an_address(text in "\\PC{0,40}") {
            prop_assert_eq!(decode(&encode(&text)), text);
        }

        #[test]
        fn no_link_is_too_odd_to_read(link in "\\PC{0,200}") {
            let mut state = State::default();
            for figure in Figure::ALL { read(&mut state, figure, &Story::default(), &link); }
        }
    }
}
