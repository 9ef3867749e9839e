//! Who said what of the vote: missions, coded statements and quotations put together, in bands of one value.
//!
//! Decides which statements of the timeline are about the election, and which quotation and mission belong to which of them:
//! by the pairs that the story names, else by a shared source. What belongs to none is not coded; a mission without a word is
//! not known. Nothing is guessed.

use std::ops::Range;

use crate::data::{Event, EventKind, ObserverKind, SourceIndex, Story, arrange};

/// Days after polling day on which a statement is still one on the vote.
pub const WINDOW_DAYS: i32 = 30;

/// One who spoke of the vote, or was there to.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// `said:odihr`: key of the mission, else of the event.
    pub key: String,
    /// Index into [`Story::observers`].
    pub observer: Option<usize>,
    /// The coded statement: index into [`Story::events`].
    pub event: Option<usize>,
    /// Indices into [`Story::quotes`].
    pub quotes: Vec<usize>,
}

/// Voices of one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Goldstein value of their statements, −10..=10; `None`: none of them is coded.
    pub value: Option<f64>,
    /// Whether it is known what they said.
    pub is_known: bool,
    /// Their places in [`Verdicts::voices`].
    pub voices: Range<usize>,
}

/// All that was said of the election.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdicts {
    /// From the least value to the greatest, then what is not coded, then what is not known; within a band missions first, then
    /// quotations before paraphrases.
    pub voices: Vec<Voice>,
    /// The bands in the same order, none empty.
    pub bands: Vec<Band>,
    /// Quotations that answer one of the voices.
    pub replies: Vec<usize>,
    /// Quotations of the same weeks that belong to no voice.
    pub others: Vec<usize>,
}

impl Voice {
    /// Goldstein value of the coded statement.
    pub fn value(&self, story: &Story) -> Option<f64> {
        Some(story.events.get(self.event?)?.goldstein)
    }

    /// Whether anything it said is known.
    pub fn is_known(&self, story: &Story) -> bool {
        let has_words = |index: usize| !story.observers[index].assessment.is_empty();
        self.event.is_some() || !self.quotes.is_empty() || self.observer.is_some_and(has_words)
    }

    /// Its band and its place there, to be compared.
    fn place(&self, story: &Story) -> (f64, bool, bool) {
        let after_all = if self.is_known(story) { 11.0 } else { 12.0 };
        (self.value(story).unwrap_or(after_all), self.observer.is_none(), self.quotes.is_empty())
    }
}

/// What was said of the story's election; empty without one.
pub fn verdicts(story: &Story) -> Verdicts {
    let mut out = Verdicts::default();
    let Some(election) = story.election.and_then(|index| story.elections.get(index)) else { return out };
    let days_after = |event: &Event| event.date.0 - election.date.0;
    // A tag that the vote itself bears tells its statements from those on other votes.
    let is_of_election = |tag: &str| tag.starts_with("election") || tag.starts_with("referendum");
    let own_tags: Vec<&String> = story
        .events
        .iter()
        .filter(|event| event.kind == EventKind::Vote && days_after(event) == 0)
        .flat_map(|event| event.tags.iter().filter(|tag| is_of_election(tag)))
        .collect();
    // Codes of groups within a country begin with the country's.
    let is_domestic = |actor: usize| {
        let actor = story.actors.get(actor);
        actor.is_none_or(|actor| actor.code.starts_with(&story.page.country))
    };
    let on_the_vote: Vec<usize> = (0..story.events.len())
        .filter(|index| {
            let event = &story.events[*index];
            event.kind == EventKind::Statement
                && (0..=WINDOW_DAYS).contains(&days_after(event))
                && event.counts_in_tone()
                && own_tags.iter().any(|tag| event.has_tag(tag))
        })
        .collect();
    let is_verdict = |index: &usize| {
        let event = &story.events[*index];
        !is_domestic(event.source_actor) && is_domestic(event.target_actor)
    };

    // The one statement that a quotation or a mission is: named by the story, else alone in sharing its source (and its day).
    let event_of = |key: &str, source: SourceIndex, day: Option<i32>| -> Option<usize> {
        let named = story.page.verdicts.iter().find(|pair| pair.0 == key);
        if let Some((_, id)) = named {
            return story.event_by_id(id).filter(|index| on_the_vote.contains(index));
        }
        let mut sharing = on_the_vote.clone();
        sharing.retain(|index| story.events[*index].sources.contains(&source));
        if sharing.len() > 1 {
            sharing.retain(|index| Some(days_after(&story.events[*index])) == day);
        }
        if let [only] = sharing.as_slice() { Some(*only) } else { None }
    };

    for (index, observer) in story.observers.iter().enumerate() {
        if Some(observer.election) == story.election && observer.kind == ObserverKind::Mission {
            let event = event_of(&observer.id, observer.source, None).filter(is_verdict);
            let key = ["said:", &observer.id].concat();
            out.voices.push(Voice { key, observer: Some(index), event, quotes: Vec::new() });
        }
    }
    for index in on_the_vote.iter().copied().filter(is_verdict) {
        if !out.voices.iter().any(|voice| voice.event == Some(index)) {
            let key = ["said:", &story.events[index].id].concat();
            out.voices.push(Voice { key, observer: None, event: Some(index), quotes: Vec::new() });
        }
    }
    for (index, quote) in story.quotes.iter().enumerate() {
        let day = quote.date.map(|(day, _)| day.0 - election.date.0);
        let event = event_of(&quote.id, quote.source, day);
        let source_of = |voice: &Voice| Some(story.observers.get(voice.observer?)?.source);
        let by_event = out.voices.iter().position(|voice| event.is_some() && voice.event == event);
        let by_source = || out.voices.iter().position(|voice| source_of(voice) == Some(quote.source));
        // A month stands as its first day.
        let is_of_these_weeks = day.is_none_or(|day| (-WINDOW_DAYS..=WINDOW_DAYS).contains(&day));
        match by_event.or_else(by_source) {
            Some(voice) if is_of_these_weeks => out.voices[voice].quotes.push(index),
            _ if !is_of_these_weeks => {}
            _ => {
                let answered = event.map(|event| &story.events[event]).filter(|event| {
                    let is_answered = |voice: &Voice| {
                        let said = voice.event.map(|index| &story.events[index]);
                        said.is_some_and(|said| said.source_actor == event.target_actor)
                    };
                    is_domestic(event.source_actor) && out.voices.iter().any(is_answered)
                });
                if answered.is_some() { out.replies.push(index) } else { out.others.push(index) }
            }
        }
    }
    arrange(&mut out.voices, &|one, other| {
        let (a, b) = (one.place(story), other.place(story));
        a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2)))
    });
    for (index, voice) in out.voices.iter().enumerate() {
        let (value, is_known) = (voice.value(story), voice.is_known(story));
        match out.bands.last_mut() {
            Some(band) if (band.value, band.is_known) == (value, is_known) => band.voices.end = index + 1,
            _ => out.bands.push(Band { value, is_known, voices: index..index + 1 }),
        }
    }
    out
}
