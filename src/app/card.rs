//! The open event: what happened, how it is coded, where it was read, and the ways to its neighbours.

use crate::analysis::passing::{LaneEvents, Passing};
use crate::analysis::tone::{FIRM_FROM, SHOWN_FROM, heaviest, tone_on};
use crate::charts::mark;
use crate::data::{Day, Event, Source, Story, halved};
use crate::words;
use crate::words::number::signed;

use super::icon;
use super::markup::{Element, element};

/// Where a card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Under a reader's hand: it closes, and its neighbours open in its place.
    Live {
        /// Whether the event is among those shown: within the window, and let through by search and filters.
        is_shown: bool,
    },
    /// In the page before any script: its neighbours are links to the record.
    Still,
    /// In the record, among its neighbours.
    Record,
}

/// The card of an event, or nothing if there is no such event; its neighbours are those that pass.
pub fn card(story: &Story, index: usize, passing: &Passing, is_sheet: bool, place: Place) -> Option<Element> {
    let event = story.events.get(index)?;
    let is_live = matches!(place, Place::Live { .. });
    let name = story.lanes.get(event.lane).map_or("", |lane| lane.name.as_str());
    let mut what = element("div")
        .class("bl-what")
        .child(element("p").class("bl-when").text(words::when(event)).child(element("span").text(name)))
        .child(element("h3").with("lang", &story.events_language).text(event.title.clone()))
        .child(
            element("p").class("bl-summary").with("lang", &story.events_language).text(event.summary.clone()),
        );
    for remark in remarks(event) {
        what = what.child(element("p").class("bl-remark").text(remark));
    }
    if place == (Place::Live { is_shown: false }) {
        what = what.child(element("p").class("bl-remark").text(words::timeline::NOT_SHOWN));
    }
    let card = frame(&event.title, is_sheet);
    if place == Place::Still {
        let record =
            element("a").with("href", words::timeline::in_record(&event.id)).text(words::timeline::RECORD);
        what = what.child(element("p").class("bl-about").child(record));
    }
    if is_live {
        let lane = story.lanes.get(event.lane).map_or("", |lane| lane.id.as_str());
        let link = |class: &'static str, says: String, text: &'static str| {
            element("button").class(class).with("type", "button").says(says).text(text)
        };
        let tone =
            link("bl-link", format!("tone {lane} {}", event.date.iso()), words::tone::OF_THE_DAY.text());
        let copy = link("bl-link bl-copy", "copy".to_string(), words::timeline::COPY.text());
        what = what.child(element("p").class("bl-about").child(tone).child(copy));
    }
    let card = card.child(what).child(coding(story, event)).child(sources(story, event));
    Some(match place {
        Place::Record => card,
        _ => card.children(neighbours(story, index, event.lane, passing, is_live)),
    })
}

fn remarks(event: &Event) -> Vec<&'static str> {
    let mut remarks = Vec::new();
    if !event.verified {
        remarks.push(words::timeline::PARTIAL.text());
    }
    if event.sources.len() == 1 {
        remarks.push(words::timeline::SINGLE_SOURCE.text());
    }
    if !event.counts_in_tone() {
        remarks.push(words::timeline::OUTSIDE_TONE.text());
    }
    remarks
}

/// Code, its label and value, who to whom. A vote of states and an incident have no code of their own to show, and an incident is
/// nobody's act.
fn coding(story: &Story, event: &Event) -> Element {
    let actor = |index: usize| story.actors.get(index).map_or("", |actor| actor.name.as_str());
    let mut who = element("p").class("bl-who");
    if !event.is_incident() {
        who = who
            .text(words::timeline::who(actor(event.source_actor), actor(event.target_actor)))
            .child(element("br"));
    }
    let who = who.text(words::timeline::kind_and_importance(event));
    let out = element("div").class("bl-coding").child(element("h4").text(words::timeline::CODED));
    let shape =
        icon::kind(event.kind, 5.6, icon::role_class(mark::event_role(event)), event.has_tag("context"));
    let Some(code) = story.codes.get(event.code).filter(|_| event.has_value()) else {
        let vote = element("p").class("bl-code").child(shape).text(words::timeline::kind_of(event));
        return out.child(vote).child(who);
    };
    let value = element("b")
        .class(icon::role_class(mark::tone_text_role(event.goldstein)))
        .text(signed(event.goldstein, 1));
    let line = element("p")
        .class("bl-code")
        .child(shape)
        .child(element("b").text(code.code.clone()))
        .text(format!(" {} ", code.label))
        .child(value);
    out.child(line)
        .child(icon::goldstein_scale(event.goldstein))
        .child(who)
        .child(element("p").class("bl-caution").text(words::timeline::CAUTION))
}

fn sources(story: &Story, event: &Event) -> Element {
    let out = element("div").class("bl-sources").child(element("h4").text(words::timeline::SOURCES_HEADING));
    if !story.sources_read {
        return out.child(element("p").class("bl-third").text(words::figure::SOURCES_COMING));
    }
    let items = event.sources.iter().filter_map(|index| story.source(*index)).map(source);
    out.child(element("ul").children(items))
}

/// A source: its title as a link, publisher and date below.
pub fn source(source: &Source) -> Element {
    let item = element("li");
    let Some(known) = &source.known else {
        return item.child(element("span").class("bl-third").text(source.id.clone()));
    };
    let title = match &known.url {
        Some(url) => element("a")
            .with("href", url.clone())
            .with("rel", "noopener")
            .with("target", "_blank")
            .with("lang", known.language.clone())
            .text(known.title.clone()),
        None => {
            element("span").class("bl-untied").with("lang", known.language.clone()).text(known.title.clone())
        }
    };
    item.child(title).child(element("span").class("bl-third").text(words::cite(known)))
}

/// The ways to the nearest events that pass, in the lane and in time, as the arrow keys go.
fn neighbours(story: &Story, index: usize, lane: usize, passing: &Passing, is_live: bool) -> Vec<Element> {
    let way = |name: usize, event: Option<&Event>| {
        let Some(event) = event else {
            let none = words::timeline::NO_WAY.nth(if passing.is_filtered { name + 4 } else { name });
            // A button still: whoever has just pressed it stays there.
            let none_here = if is_live {
                element("button").with("type", "button").with("aria-disabled", "true")
            } else {
                element("span")
            };
            return none_here.class("bl-way").text(none);
        };
        let way = if is_live {
            element("button").class("bl-way").with("type", "button").says(format!("event {}", event.id))
        } else {
            element("a").class("bl-way").with("href", words::timeline::in_record(&event.id))
        };
        let when = [" ", &words::dated(event.date, event.precision).replace(' ', "\u{a0}")].concat();
        let name = element("b").text(words::timeline::WAYS.nth(name));
        way.child(element("span").child(name).text(when)).child(
            element("span")
                .class("bl-way-title")
                .with("lang", &story.events_language)
                .text(event.title.clone()),
        )
    };
    let ways = |events: &[usize], first: usize| {
        let event = |place: Option<usize>| story.events.get(*events.get(place?)?);
        let before = halved(events.len(), &|place| events[place] < index);
        let next = halved(events.len(), &|place| events[place] <= index);
        element("div")
            .class("bl-ways")
            .child(way(first, event(before.checked_sub(1))))
            .child(way(first + 1, event(Some(next))))
    };
    let in_lane = passing.lanes.get(lane).map_or(&[][..], |lane| &lane.passing);
    vec![ways(in_lane, 0), ways(&passing.events, 2)]
}

/// The tone of a lane on a day, and what it rests on of the lane's own events.
pub fn tone(
    story: &Story,
    lane: usize,
    own: &LaneEvents,
    day: Day,
    half_life_days: u32,
    is_sheet: bool,
) -> Element {
    let name = story.lanes.get(lane).map_or("", |lane| lane.name.as_str());
    let half_life = f64::from(half_life_days);
    let tone = tone_on(&own.steps, day, half_life);
    let title = words::tone::title(name, day);
    let mut what = element("div").class("bl-what").child(element("h3").text(title.clone()));
    let Some(tone) = tone.filter(|tone| tone.n >= SHOWN_FROM) else {
        return frame(&title, is_sheet).child(what.child(element("p").text(words::tone::NOT_SHOWN)));
    };
    let role =
        if tone.n < FIRM_FROM { "bl-third" } else { icon::role_class(mark::tone_text_role(tone.value)) };
    let value = element("p").class("bl-value").child(element("b").class(role).text(signed(tone.value, 1)));
    what = what
        .child(value)
        .child(icon::goldstein_scale(tone.value))
        .child(element("p").text(words::tone::rests_on(tone.n, half_life_days)));
    let begun = halved(own.all.len(), &|at| story.events[own.all[at]].date <= day);
    let begun = own.all[..begun].iter().map(|index| (*index, &story.events[*index]));
    let parts = heaviest(begun, day, half_life, MOST_PARTS).into_iter().map(|part| {
        let event = &story.events[part.event];
        element("li").child(
            element("button")
                .class("bl-way")
                .with("type", "button")
                .says(format!("event {}", event.id))
                .text(format!("{}: {}", words::when(event), words::tone::part(part.weight, event.goldstein)))
                .child(
                    element("span")
                        .class("bl-way-title")
                        .with("lang", &story.events_language)
                        .text(event.title.clone()),
                ),
        )
    });
    let parts = element("div")
        .class("bl-parts")
        .child(element("h4").text(words::tone::HEAVIEST))
        .child(element("ul").children(parts));
    frame(&title, is_sheet).child(what).child(parts)
}

/// Events that a card of the tone names at most.
const MOST_PARTS: usize = 6;

/// A card to be filled.
fn frame(name: &str, is_sheet: bool) -> Element {
    let class = if is_sheet { "bl-card bl-sheet" } else { "bl-card" };
    element("section").class(class).with("aria-label", name)
}

/// The button that closes a card.
pub fn close() -> Element {
    element("button")
        .class("bl-close")
        .with("type", "button")
        .with("id", "card")
        .with("aria-label", words::timeline::CLOSE)
        .says("close")
        .text("×")
}

/// The events of an opened count.
pub fn list(story: &Story, indices: &[usize]) -> Element {
    let items = indices.iter().filter_map(|index| story.events.get(*index)).map(|event| {
        let shape =
            icon::kind(event.kind, 5.4, icon::role_class(mark::event_role(event)), event.has_tag("context"));
        element("li").child(
            element("button")
                .class("bl-way")
                .with("type", "button")
                .says(format!("event {}", event.id))
                .child(element("span").child(shape).text(format!(" {}", words::when(event))))
                .child(
                    element("span")
                        .class("bl-way-title")
                        .with("lang", &story.events_language)
                        .text(event.title.clone()),
                ),
        )
    });
    element("section")
        .class("bl-card bl-list")
        .with("aria-label", words::timeline::crowd_name(indices.len()))
        .child(element("h3").text(words::timeline::crowd_name(indices.len())))
        .child(element("ul").children(items))
}
