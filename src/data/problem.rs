//! What was odd about a story's tables, where, and what was done instead.
//!
//! A problem is data; [`crate::words`] makes the sentence. Reading never fails outright: it gives a story and a list.

use super::{Day, ShareBase};

/// Where in the tables something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's path in the package.
    pub file: String,
    /// Line in the file, from 1 (the header); 0: the file as a whole.
    pub line: u32,
    /// Column of the table, from 1; 0: the row as a whole.
    pub column: u32,
    /// The column's name in the header; in the descriptor, the property; empty where the row or file is meant.
    pub field: String,
}

/// One odd thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// Name of the country, if known, and day of the election whose row it is; `None` where that is the story's own, or none.
    pub election: Option<(String, Day)>,
    /// Whether that election is of another country than the story's.
    pub is_abroad: bool,
    /// What was odd and what was done instead.
    pub odd: Odd,
}

/// What was done with a cell that says nothing usable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The value counts as not known.
    NotKnown,
    /// The row cannot do without it and is left out.
    RowLeftOut,
}

/// What a cell points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A row of the elections.
    Election,
    /// An option of the same election.
    Option,
    /// A row of the regions.
    Region,
    /// A row of the lanes.
    Lane,
    /// A row of the actors.
    Actor,
    /// A row of the event codes.
    Code,
    /// A row of the events.
    Event,
    /// A row of the quotations or of the observers.
    Statement,
}

/// What was odd. Each variant carries what its sentence needs; the sentence says what was done instead too.
///
/// Text found in a cell is an excerpt of at most 60 grapheme clusters.
#[derive(Clone, Debug, PartialEq)]
pub enum Odd {
    /// A table the descriptor names was not there; its rows are left out.
    FileMissing,
    /// The descriptor names a table that is none of a story's; it is left out.
    UnknownTable {
        /// Its name.
        found: String,
    },
    /// The descriptor names no election, or none that there is, as the one the story is about; the latest with options is.
    ElectionChosen {
        /// What it names; may be empty.
        found: String,
        /// Its key.
        id: String,
    },
    /// The file starts with a byte order mark, which is skipped.
    ByteOrderMark,
    /// The file holds the replacement character: it was not UTF-8, or was damaged before. Kept as it is.
    ReplacementCharacter,
    /// A column is not in the header.
    ColumnMissing {
        /// Whether no row can be read without it: then the table is left out, else its cells count as not known.
        needed: bool,
    },
    /// A column's name stands in the header twice; the first is read.
    ColumnRepeated,
    /// A row has too few or too many cells and is left out.
    Ragged {
        /// Cells in the row.
        cells: usize,
        /// Cells in the header.
        expected: usize,
    },
    /// A quotation mark opens and never closes; the text from this row on is left out.
    QuoteOpen,
    /// A cell that must not be empty is; the row is left out.
    Empty,
    /// A key was there before; the later row is left out.
    Repeated {
        /// The key, its parts joined by ` / `.
        key: String,
        /// The line of the first row with it.
        first_line: u32,
    },
    /// A text is longer than the cap, which it was cut to; a mark beyond the sixteenth on a letter counts too.
    TextCut {
        /// The cap in grapheme clusters.
        limit: usize,
    },
    /// Control characters or bidi overrides were removed from a text.
    TextCleaned,
    /// An address other than `https:` or `http:` was dropped.
    AddressRefused {
        /// What stands there.
        found: String,
    },
    /// Not a decimal number, or not a whole one where things are counted.
    NotANumber {
        /// What stands there.
        found: String,
        /// What was done.
        done: Done,
    },
    /// A count below zero; not known.
    NegativeCount {
        /// What stands there.
        found: String,
    },
    /// A number outside the range it must be in.
    OutOfRange {
        /// What stands there.
        found: String,
        /// The least possible value.
        least: f64,
        /// The greatest possible value.
        greatest: f64,
        /// What was done.
        done: Done,
    },
    /// Not an ISO date, or a day that does not exist.
    NotADate {
        /// What stands there.
        found: String,
        /// What was done.
        done: Done,
    },
    /// Not an ISO time with its offset; the row is left out.
    NotATime {
        /// What stands there.
        found: String,
    },
    /// An event ends before it starts; the end is dropped.
    EndBeforeStart {
        /// The start, ISO.
        start: String,
        /// The end, ISO.
        end: String,
    },
    /// Not one of the words this column has.
    UnknownWord {
        /// What stands there.
        found: String,
        /// The word read instead; empty: not known.
        used: &'static str,
    },
    /// A cell points at something that is not there.
    UnknownReference {
        /// What it points at.
        target: Target,
        /// What stands there.
        found: String,
        /// Whether the row is left out (else kept, pointing nowhere).
        left_out: bool,
    },
    /// A source has no row in the table of sources; it stays a mere key. Said where it is first named.
    UnknownSource {
        /// The key.
        found: String,
    },
    /// The importance of an event is not 1..=5; it is read as 1.
    Importance {
        /// What stands there.
        found: String,
    },
    /// An event's Goldstein value is not the one of its code; the code's is used.
    CodeValue {
        /// What stands there.
        found: String,
        /// The event's code.
        code: String,
        /// The code's value, used.
        used: f64,
    },
    /// Two regions claim one tile; the later one has none.
    TileTaken {
        /// The region that has it.
        by: String,
    },
    /// A source has no address: it was read without one.
    NoAddress {
        /// The source's key.
        source: String,
    },
    /// Published turnout is not the quotient of the published counts. Both are shown as published.
    TurnoutDiffers {
        /// Turnout as published, per cent.
        published: f64,
        /// Those who turned out.
        turned_out: u64,
        /// Those on the lists.
        registered: u64,
        /// The quotient, per cent.
        computed: f64,
    },
    /// Valid and invalid ballots are not all ballots. As published.
    BallotsDiffer {
        /// Valid votes.
        valid: u64,
        /// Invalid ballots.
        invalid: u64,
        /// All ballots.
        turned_out: u64,
    },
    /// More ballots than people on the lists. As published.
    BallotsExceed {
        /// All ballots.
        turned_out: u64,
        /// Those on the lists.
        registered: u64,
    },
    /// The options' votes are not the valid votes. As published.
    OptionsDiffer {
        /// The options' votes together.
        sum: u64,
        /// Valid votes.
        valid: u64,
    },
    /// The options' votes and the invalid ballots are not all ballots. As published.
    OptionsAndInvalidDiffer {
        /// The options' votes together.
        sum: u64,
        /// Invalid ballots.
        invalid: u64,
        /// All ballots.
        turned_out: u64,
    },
    /// The options' votes are more than could be. As published.
    OptionsExceed {
        /// The known votes together.
        sum: u64,
        /// What they cannot exceed.
        limit: u64,
    },
    /// A published share is not its votes by its base. As published.
    ShareDiffers {
        /// Share as published, per cent.
        published: f64,
        /// The option's votes.
        votes: u64,
        /// The figure of the base.
        base: u64,
        /// The quotient, per cent.
        computed: f64,
    },
    /// Votes and shares of an election imply no base in common: they come from different counts. As published.
    NoCommonBase {
        /// The least base that one option allows.
        low: u64,
        /// The greatest base that another allows, below `low`.
        high: u64,
    },
    /// The shares fit another base as well as the one named, which is not proved then.
    FitsOtherBase {
        /// The base that the table names.
        named: ShareBase,
        /// The other one.
        other: ShareBase,
    },
    /// Shares do not sum to about 100 per cent. As published.
    SharesSum {
        /// The sum, per cent.
        sum: f64,
    },
    /// An election has no row in the results.
    NoOptions,
    /// A bulletin gives a lower turnout than the one before. As published.
    TurnoutFalls {
        /// The region's name, or its key where it has none, as the nation.
        region: String,
        /// The earlier figure, per cent.
        from: f64,
        /// Local time of the earlier bulletin, `HH:MM`.
        from_time: String,
        /// The later figure, per cent.
        to: f64,
        /// Local time of the later bulletin, `HH:MM`.
        to_time: String,
    },
    /// The nation's turnout lies outside the range of its regions. As published.
    NationOutsideRegions {
        /// The nation's figure, per cent.
        nation: f64,
        /// The lowest regional figure, per cent.
        lowest: f64,
        /// The highest regional figure, per cent.
        highest: f64,
    },
    /// The tally of a resolution since 14 July 2011 does not sum to the 193 member states. As published.
    TallySum {
        /// The sum.
        sum: u64,
    },
}
