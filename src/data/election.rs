//! Elections, their options, regions, bulletins, polls and verdicts as rows that are valid once built.
//!
//! A value that the tables leave empty is `None`: not known, never zero.

use super::{Day, Precision, SourceIndex};

/// What a published share is a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShareBase {
    /// Votes for a line on the ballot.
    #[default]
    Valid,
    /// All ballots found in the boxes, invalid ones among them (`turned_out` in the tables).
    Cast,
    /// Everybody on the lists.
    Registered,
}

/// How an election came to be held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ElectionKind {
    /// Held when its term was up.
    #[default]
    Regular,
    /// Called before its term was up.
    Early,
    /// A vote on a question.
    Referendum,
}

/// What a line on the ballot is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OptionKind {
    /// A person who stands.
    #[default]
    Candidate,
    /// The line "against all".
    AgainstAll,
    /// Assent, in a referendum.
    Yes,
    /// Dissent, in a referendum or to an only candidate.
    No,
    /// A remainder: several lines published as a sum, or double-marked ballots.
    Other,
}

/// One vote held on one day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Election {
    /// The table's key.
    pub id: String,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Polling day (the first, if there were several).
    pub date: Day,
    /// `president` or `referendum`, as the table has it.
    pub office: String,
    /// Regular, early or a referendum.
    pub kind: ElectionKind,
    /// Whether it is the first of two rounds: whoever has most votes is not elected yet.
    pub is_first_round: bool,
    /// People on the lists.
    pub registered: Option<u64>,
    /// Ballots found in the boxes.
    pub turned_out: Option<u64>,
    /// Turnout as published, per cent 0..=100.
    pub turnout_percent: Option<f64>,
    /// Valid votes.
    pub valid_votes: Option<u64>,
    /// Invalid ballots.
    pub invalid_votes: Option<u64>,
    /// Whether the figures are a final count (else preliminary).
    pub is_final: bool,
    /// Where the row was read.
    pub source: SourceIndex,
    /// The table's remark, English.
    pub note: String,
    /// What the published shares of the options are shares of; `None`: not known.
    pub share_base: Option<ShareBase>,
    /// Whether votes of some option are known by region.
    pub has_regional_votes: bool,
    /// The lines on the ballot, in the table's order.
    pub options: Vec<BallotOption>,
    /// What experts coded the country's democracy as in the year of the election, or the nearest coded within two years of it:
    /// of [`CODED`] those that are known, in their order.
    pub codings: Vec<IndexValue>,
}

/// The indices that stand beside an election, by their names in their own data sets: V-Dem's electoral democracy, Freedom
/// House's total, and its two ratings where no total is known.
pub const CODED: [&str; 4] = ["v2x_polyarchy", "freedom_house_total", "freedom_house_pr", "freedom_house_cl"];

/// One line on a ballot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BallotOption {
    /// The key within the election.
    pub id: String,
    /// Name in English, capped (see [`super::text`]).
    pub name: String,
    /// Name in the country's own writing; may be empty.
    pub name_native: String,
    /// Party; may be empty.
    pub party: String,
    /// Whether this person held the office on polling day.
    pub incumbent: bool,
    /// What sort of line it is.
    pub kind: OptionKind,
    /// Votes.
    pub votes: Option<u64>,
    /// Share as published, per cent 0..=100, on the election's `share_base`.
    pub share_percent: Option<f64>,
    /// Where the row was read.
    pub source: SourceIndex,
    /// The table's remark, English.
    pub note: String,
}

/// A first-level division on the tile-grid map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Region {
    /// ISO 3166-2 code.
    pub id: String,
    /// Name in English.
    pub name: String,
    /// Whether it is a city of the rank of a region.
    pub is_city: bool,
    /// Its name where there is little room; empty: its name without its kind.
    pub short_name: String,
    /// Its name within a tile of a map on a phone; empty: the short one.
    pub tile_name: String,
    /// Column and row on the tile grid, from 0 at the left and the top.
    pub tile: Option<(u32, u32)>,
    /// The day from which it is as it is, if it is younger than the records.
    pub created: Option<Day>,
}

/// Turnout of one region in one election.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegionalTurnout {
    /// Index into [`super::Story::elections`].
    pub election: usize,
    /// The region's code as the table has it; old units and `KZ-ABROAD` have no row in the regions.
    pub region_id: String,
    /// Turnout as published, per cent.
    pub turnout_percent: Option<f64>,
    /// Where the row was read.
    pub source: SourceIndex,
}

/// One announcement of turnout through the day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bulletin {
    /// Index into [`super::Story::elections`].
    pub election: usize,
    /// The region's code, or the nation's.
    pub region_id: String,
    /// The day by the local clock.
    pub day: Day,
    /// Minutes after local midnight, 0..1440.
    pub minute: u32,
    /// Offset from UTC in minutes, as given, never converted.
    pub offset_min: i32,
    /// Turnout so far, per cent.
    pub turnout_percent: Option<f64>,
    /// Where the row was read.
    pub source: SourceIndex,
}

/// One poll with its answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExitPoll {
    /// The table's key.
    pub id: String,
    /// Index into [`super::Story::elections`].
    pub election: usize,
    /// Who asked.
    pub pollster: String,
    /// Whether it was asked at the polling stations on the day (else a survey before).
    pub is_exit_poll: bool,
    /// Answers: option id (`undecided` is not an option of the ballot) and share of the answers given, per cent.
    pub answers: Vec<(String, f64)>,
    /// Where it was read.
    pub source: SourceIndex,
}

/// Who a row of the observers speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ObserverKind {
    /// A mission from abroad.
    #[default]
    Mission,
    /// Observers of the country itself.
    Domestic,
    /// A sum over missions.
    Total,
}

/// A mission and its verdict.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observer {
    /// The table's key.
    pub id: String,
    /// Index into [`super::Story::elections`].
    pub election: usize,
    /// Name of the mission.
    pub mission: String,
    /// Whether it is one.
    pub kind: ObserverKind,
    /// Observers accredited.
    pub accredited: Option<u64>,
    /// The verdict in brief.
    pub assessment: String,
    /// Where it was read.
    pub source: SourceIndex,
}

/// A sentence somebody said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quote {
    /// The table's key.
    pub id: String,
    /// Who said it.
    pub speaker: String,
    /// In what role.
    pub role: String,
    /// When, and how exactly that is known; `None`: not known.
    pub date: Option<(Day, Precision)>,
    /// BCP 47 tag of the quotation's language.
    pub language: String,
    /// The words.
    pub quote: String,
    /// Where it was read.
    pub source: SourceIndex,
}

/// A published figure that conflicts with the one used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Discrepancy {
    /// Index into [`super::Story::elections`]; `None` for a figure outside elections.
    pub election: Option<usize>,
    /// The option it speaks of; may be empty.
    pub option_id: String,
    /// The column it speaks of.
    pub field: String,
    /// The other value, as text.
    pub value: String,
    /// Who published it.
    pub source: SourceIndex,
    /// Why it is not the one used.
    pub why_not_used: String,
}

/// A figure about which something is odd: where the note on it belongs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OddFigure {
    /// Index into [`super::Story::elections`].
    pub election: usize,
    /// Index into the election's options; `None`: a figure of the election as a whole.
    pub option: Option<usize>,
    /// The column it speaks of.
    pub field: String,
    /// Index into the problems of the reading.
    pub note: usize,
}

/// One country's value of one index of democracy in one year: an expert coding, not a measurement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IndexValue {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// The year coded.
    pub year: i32,
    /// The index's name in its own data set.
    pub index: String,
    /// The value, within `scale`.
    pub value: f64,
    /// Least and greatest possible value.
    pub scale: (f64, f64),
    /// Where it was read.
    pub source: SourceIndex,
}
