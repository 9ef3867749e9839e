//! The words of a message: what a control, a link or a session says.
//!
//! One of the three doors for untrusted text: what is not a message is `None`, and nothing happens.

use crate::charts::timeline::rows::Order;
use crate::data::{Day, EventKind, ShareBase};
use crate::words::history::Metric;

use super::link::{base_of, before_day, half_life_of, metric_of, order_of, step_of};

/// A message in words, understood.
#[derive(Clone, Debug, PartialEq)]
pub enum Words {
    /// `base cast`: shares of this base.
    Base(ShareBase),
    /// `on cast`: another figure shows shares of this base.
    On(ShareBase),
    /// `metric turnout`: this metric.
    Metric(Metric),
    /// `country POL`: compare with this country; `country none`: with none.
    Country(String),
    /// `region KZ-61`: bring out this region; `region none`: none.
    Region(String),
    /// `preset 2022`: a ready-made window.
    Preset(String),
    /// `zoom in`, `zoom out`: about the middle.
    Zoom(bool),
    /// `move later`, `move earlier`: by a third of the window.
    Move(bool),
    /// `event KEY`: open this event's card.
    Event(String),
    /// `voice KEY`: bring out the words of this mark, or no longer.
    Voice(String),
    /// `show KEY`: open this event where the story has its timeline.
    Show(String),
    /// `card`: go to the open card.
    Card,
    /// `see`: bring the mark of the open card into view.
    See,
    /// `close`: close the card.
    Close,
    /// `crowd KEY`: list the events of the count that begins with this event.
    Crowd(String),
    /// `kind protest`: switch a kind off or on.
    Kind(EventKind),
    /// `find WORDS`: search.
    Find(String),
    /// `actor KAZ`: ask for events of an actor, or no longer.
    Actor(String),
    /// `tag spief`: ask for events with a tag, or no longer.
    Tag(String),
    /// `filters open`, `filters closed`: the choice of actors and tags.
    Filters(bool),
    /// `tone russia 2022-06-17`: read the tone of a lane on a day.
    Tone(String, Day),
    /// `half-life 30`: weigh events by this half-life in days.
    HalfLife(u32),
    /// `method open`, `method closed`: the account of the tone of relations.
    Method(bool),
    /// `step 3`: show this step of the tour, counted from 0 here; `step off`: leave the tour.
    Step(Option<usize>),
    /// `election KEY`: another figure's election; the timeline goes there, the map of turnout shows it.
    Election(String),
    /// `day 2022-06-17`, `day none`: another figure's day, to be marked.
    Day(Option<Day>),
    /// `from 18993`, `to 19357`: first or last day of the window, in days since 1970.
    Edge(bool, Day),
    /// `fit`: the window round everything that passes the filters.
    Fit,
    /// `go 2022-06-17`: the window as long as it is, about this day.
    Go(Day),
    /// `copy`: the link to what is shown.
    Copy,
    /// `copied`: it is in the clipboard.
    Copied,
    /// `lost share`: what was asked for could not be fetched. Whether that is what a reader takes away, else a link.
    Lost(bool),
    /// `clear`: no search, no filters.
    Clear,
    /// `everywhere`: the same search in all years.
    Everywhere,
    /// `table open`, `table closed`.
    Table(bool),
    /// `share open`, `share closed`: what can be taken away.
    Share(bool),
    /// `shared`: the part of the program that gives it is there.
    Shared,
    /// `take png`: one of the words of [`super::share`].
    Take(String),
    /// `sort lane`, `sort -lane`: the timeline's table in this order, or the other way round.
    Sort(Order),
}

/// A number of at most six digits.
fn count(text: &str) -> Option<i32> {
    let add = |sum: i32, digit: u8| {
        if digit.is_ascii_digit() { Some(sum * 10 + i32::from(digit - b'0')) } else { None }
    };
    if text.is_empty() || text.len() > 6 { None } else { text.bytes().try_fold(0, add) }
}

/// Understands a message's words.
pub fn words(text: &str) -> Option<Words> {
    let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
    let one_of = |yes: &str, no: &str| {
        if rest == yes {
            Some(true)
        } else if rest == no {
            Some(false)
        } else {
            None
        }
    };
    Some(match verb {
        "base" => Words::Base(base_of(rest)?),
        "on" => Words::On(base_of(rest)?),
        "metric" => Words::Metric(metric_of(rest)?),
        "country" => Words::Country(rest.to_string()),
        "region" => Words::Region(rest.to_string()),
        "preset" => Words::Preset(rest.to_string()),
        "zoom" => Words::Zoom(one_of("in", "out")?),
        "move" => Words::Move(one_of("later", "earlier")?),
        "event" => Words::Event(rest.to_string()),
        "voice" => Words::Voice(rest.to_string()),
        "show" => Words::Show(rest.to_string()),
        "card" => Words::Card,
        "see" => Words::See,
        "close" => Words::Close,
        "crowd" => Words::Crowd(rest.to_string()),
        "kind" => Words::Kind(EventKind::from_key(rest)?),
        "find" => Words::Find(rest.chars().take(100).collect()),
        "actor" => Words::Actor(rest.to_string()),
        "tag" => Words::Tag(rest.to_string()),
        "filters" => Words::Filters(one_of("open", "closed")?),
        "tone" => {
            let (lane, day) = before_day(rest)?;
            Words::Tone(lane.to_string(), day)
        }
        "half-life" => Words::HalfLife(half_life_of(rest)?),
        "method" => Words::Method(one_of("open", "closed")?),
        "step" if rest == "off" => Words::Step(None),
        "step" => Words::Step(Some(step_of(rest)?)),
        "election" => Words::Election(rest.to_string()),
        "day" if rest == "none" => Words::Day(None),
        "day" => Words::Day(Some(Day::parse(rest)?)),
        "from" | "to" => Words::Edge(verb == "to", Day(count(rest)?)),
        "fit" => Words::Fit,
        "go" => Words::Go(Day::parse(rest)?),
        "copy" => Words::Copy,
        "copied" => Words::Copied,
        "lost" => Words::Lost(rest != "link"),
        "share" => Words::Share(one_of("open", "closed")?),
        "shared" => Words::Shared,
        "take" => Words::Take(rest.to_string()),
        "clear" => Words::Clear,
        "everywhere" => Words::Everywhere,
        "table" => Words::Table(one_of("open", "closed")?),
        "sort" => Words::Sort(order_of(rest)?),
        _ => return None,
    })
}
