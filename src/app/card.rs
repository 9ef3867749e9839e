//! The open event: what happened, how it is coded, where it was read, and the ways to its neighbours.

use crate::charts::mark;
use crate::data::{Event, Source, Story};
use crate::words::en;
use crate::words::number::signed;

use super::icon;
use super::markup::{Element, element};

/// The card of an event, or nothing if there is no such event.
pub fn card(story: &Story, index: usize, is_sheet: bool, is_live: bool) -> Option<Element> {
    let event = story.events.get(index)?;
    let lane = story.lanes.get(event.lane).map_or("", |lane| lane.name.as_str());
    let mut what = element("div")
        .class("bl-what")
        .child(element("p").class("bl-when").text(en::when(event)).child(element("span").text(lane)))
        .child(element("h3").with("lang", "en").text(event.title.clone()))
        .child(element("p").class("bl-summary").with("lang", "en").text(event.summary.clone()));
    for remark in remarks(event) {
        what = what.child(element("p").class("bl-remark").text(remark));
    }
    let mut card = element("section")
        .class(if is_sheet { "bl-card bl-sheet" } else { "bl-card" })
        .with("aria-label", event.title.clone());
    if is_live {
        let close = element("button")
            .class("bl-close")
            .with("type", "button")
            .with("id", "card")
            .with("aria-label", en::timeline::CLOSE)
            .says("close")
            .text("×");
        card = card.child(close);
    }
    let card = card.child(what).child(coding(story, event)).child(sources(story, event));
    Some(if is_live { card.child(neighbours(story, index)) } else { card })
}

fn remarks(event: &Event) -> Vec<&'static str> {
    let mut remarks = Vec::new();
    if !event.verified {
        remarks.push(en::timeline::PARTIAL);
    }
    if event.sources.len() == 1 {
        remarks.push(en::timeline::SINGLE_SOURCE);
    }
    if !event.counts_in_tone() {
        remarks.push(en::timeline::OUTSIDE_TONE);
    }
    remarks
}

/// Code, its label and value, who to whom. A vote of states has no code of its own to show.
fn coding(story: &Story, event: &Event) -> Element {
    let actor = |index: usize| story.actors.get(index).map_or("", |actor| actor.name.as_str());
    let who = element("p")
        .class("bl-who")
        .text(en::timeline::who(actor(event.source_actor), actor(event.target_actor)))
        .child(element("br"))
        .text(en::timeline::kind_and_importance(event.kind, event.importance));
    let out = element("div").class("bl-coding").child(element("h4").text(en::timeline::CODED));
    let shape =
        icon::kind(event.kind, 5.6, icon::role_class(mark::event_role(event)), event.has_tag("context"));
    let Some(code) = story.codes.get(event.code).filter(|_| !event.has_tag("unga")) else {
        let vote = element("p").class("bl-code").child(shape).text(en::kind(event.kind));
        return out.child(vote).child(who);
    };
    let value = element("b")
        .class(icon::role_class(mark::tone_text_role(event.goldstein)))
        .text(signed(event.goldstein, 1));
    let line = element("p")
        .class("bl-code")
        .child(shape)
        .child(element("b").text(code.code.clone()))
        .text(format!(" {} ", en::timeline::code_label(&code.label)))
        .child(value);
    out.child(line)
        .child(icon::goldstein_scale(event.goldstein))
        .child(who)
        .child(element("p").class("bl-caution").text(en::timeline::CAUTION))
}

fn sources(story: &Story, event: &Event) -> Element {
    let out = element("div").class("bl-sources").child(element("h4").text(en::timeline::SOURCES));
    if !story.sources_read {
        return out.child(element("p").class("bl-third").text(en::timeline::SOURCES_COMING));
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
    item.child(title).child(element("span").class("bl-third").text(en::cite(known)))
}

fn neighbours(story: &Story, index: usize) -> Element {
    let lane = story.events[index].lane;
    let before = story.events[..index].iter().rev().find(|event| event.lane == lane);
    let next = story.events[index + 1..].iter().find(|event| event.lane == lane);
    let way = |name: &'static str, event: &Event| {
        element("button")
            .class("bl-way")
            .with("type", "button")
            .says(format!("event {}", event.id))
            .child(
                element("span")
                    .child(element("b").text(name))
                    .text(format!(" {}", en::dated(event.date, event.precision))),
            )
            .child(element("span").class("bl-way-title").text(event.title.clone()))
    };
    let empty = || element("span");
    element("div")
        .class("bl-ways")
        .child(before.map_or_else(empty, |event| way(en::timeline::BEFORE, event)))
        .child(next.map_or_else(empty, |event| way(en::timeline::NEXT, event)))
}

/// The events of an opened count.
pub fn list(story: &Story, indices: &[usize]) -> Element {
    let close = element("button")
        .class("bl-close")
        .with("type", "button")
        .with("id", "card")
        .with("aria-label", en::timeline::CLOSE)
        .says("close")
        .text("×");
    let items = indices.iter().filter_map(|index| story.events.get(*index)).map(|event| {
        let shape =
            icon::kind(event.kind, 5.4, icon::role_class(mark::event_role(event)), event.has_tag("context"));
        element("li").child(
            element("button")
                .class("bl-way")
                .with("type", "button")
                .says(format!("event {}", event.id))
                .child(element("span").child(shape).text(format!(" {}", en::when(event))))
                .child(element("span").class("bl-way-title").text(event.title.clone())),
        )
    });
    element("section")
        .class("bl-card bl-list")
        .with("aria-label", en::timeline::crowd_name(indices.len()))
        .child(close)
        .child(element("h3").text(en::timeline::crowd_name(indices.len())))
        .child(element("ul").children(items))
}
