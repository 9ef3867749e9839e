//! What was odd about a story's tables, where, and what was done instead.
//!
//! A problem is data; [`crate::words`] makes the sentence. Reading never fails outright: it gives a story and a list.

/// Where in the tables something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's path in the package.
    pub file: String,
    /// Line in the file, from 1 (the header); 0: the file as a whole.
    pub line: u32,
    /// Column of the table, from 1; 0: the row as a whole.
    pub column: u32,
    /// The column's name in the header; empty where `column` is 0.
    pub field: String,
}

/// One odd thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// What was odd and what was done instead.
    pub odd: Odd,
}

/// What was odd. Each variant carries what its sentence needs; the sentence says what was done instead too.
#[derive(Clone, Debug, PartialEq)]
pub enum Odd {
    /// A table the descriptor names was not there; its rows are left out.
    FileMissing,
}
