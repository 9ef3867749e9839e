//! Events of diplomacy, the lanes and actors they belong to, their codes, and votes at the United Nations.

use super::{Day, Precision, SourceIndex};

/// What sort of event a reader sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// Something said.
    #[default]
    Statement,
    /// A visit or a meeting.
    Meeting,
    /// Something signed or settled.
    Agreement,
    /// Force, restriction or its lifting.
    Force,
    /// People in the streets.
    Protest,
    /// An election, a referendum or a vote of states.
    Vote,
}

impl EventKind {
    /// All kinds, in the order in which the legend shows them.
    pub const ALL: [EventKind; 6] = [
        EventKind::Statement,
        EventKind::Meeting,
        EventKind::Agreement,
        EventKind::Force,
        EventKind::Protest,
        EventKind::Vote,
    ];

    /// The word used for it in tables and links.
    pub fn key(self) -> &'static str {
        match self {
            EventKind::Statement => "statement",
            EventKind::Meeting => "meeting",
            EventKind::Agreement => "agreement",
            EventKind::Force => "force",
            EventKind::Protest => "protest",
            EventKind::Vote => "vote",
        }
    }

    /// The kind of a word used in tables and links.
    pub fn from_key(key: &str) -> Option<EventKind> {
        EventKind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// The table's key.
    pub id: String,
    /// Its day, or the day that stands for a vaguer date.
    pub date: Day,
    /// Last day, if it lasted; never before `date`.
    pub end: Option<Day>,
    /// How exactly the date is known.
    pub precision: Precision,
    /// Index into [`super::Story::lanes`].
    pub lane: usize,
    /// Who acts: index into [`super::Story::actors`].
    pub source_actor: usize,
    /// To whom: index into [`super::Story::actors`].
    pub target_actor: usize,
    /// What sort of event it is.
    pub kind: EventKind,
    /// Index into [`super::Story::codes`].
    pub code: usize,
    /// Goldstein value, −10 (conflict) ..= +10 (cooperation).
    pub goldstein: f64,
    /// Title, capped at 300 grapheme clusters, English.
    pub title: String,
    /// Summary, capped at 4,000 grapheme clusters, English.
    pub summary: String,
    /// 1 (least) ..= 5.
    pub importance: u8,
    /// Tags in the table's order.
    pub tags: Vec<String>,
    /// Where it was read.
    pub sources: Vec<SourceIndex>,
    /// Whether all of it was read (else a date or detail rests on a second-hand mention).
    pub verified: bool,
}

impl Event {
    /// Whether the event carries a tag.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.tags.iter().any(|own| own == tag)
    }

    /// Whether states vote in a body of the United Nations.
    pub fn is_un_vote(&self) -> bool {
        self.has_tag("unga") || self.kind == EventKind::Vote && self.has_tag("un")
    }

    /// Whether it is a vote, of states or of an electorate, which is neither cooperation nor conflict.
    pub fn is_vote(&self) -> bool {
        self.kind == EventKind::Vote || self.is_un_vote()
    }

    /// Whether it happened without being anybody's act.
    pub fn is_incident(&self) -> bool {
        self.has_tag("incident")
    }

    /// Whether it enters the tone of relations: acts do, UN votes, context and incidents do not.
    pub fn counts_in_tone(&self) -> bool {
        !(self.is_un_vote() || self.is_incident() || self.has_tag("context"))
    }

    /// Whether its code and value say something of it. Those of a UN vote and of an incident only fill columns.
    pub fn has_value(&self) -> bool {
        !(self.is_un_vote() || self.is_incident())
    }
}

/// A row of the timeline: a partner or a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// The table's key.
    pub id: String,
    /// Name in English.
    pub name: String,
}

/// Who acts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actor {
    /// The table's key.
    pub code: String,
    /// Name in English.
    pub name: String,
}

/// A CAMEO code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventCode {
    /// A string: leading zeros matter.
    pub code: String,
    /// What the code stands for.
    pub label: String,
    /// The Goldstein value of the code, −10..=10.
    pub goldstein: f64,
}

/// How a state voted; not known is `None` where it is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vote {
    /// In favour.
    #[default]
    Yes,
    /// Against.
    No,
    /// Abstained.
    Abstained,
    /// Did not vote.
    Absent,
}

/// A resolution put to the vote in the General Assembly.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// Its symbol.
    pub id: String,
    /// The day of the vote.
    pub date: Day,
    /// Its title.
    pub title: String,
    /// Its title in a few words, as the descriptor has it; empty: none.
    pub short_title: String,
    /// Tally: in favour, against, abstaining, absent.
    pub tally: [Option<u64>; 4],
    /// Votes in the order of [`super::Story::voters`]; `None`: not known.
    pub votes: Vec<Option<Vote>>,
    /// Where it was read.
    pub sources: Vec<SourceIndex>,
}
