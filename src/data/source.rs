//! Where facts were read.
//!
//! A source is first known by its key, when a row names it. Its publisher, title and address come with the table of
//! sources, which may arrive later than the rest: until then `known` is `None`.

use super::{Day, Precision};

/// Index into [`super::Story::sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceIndex(pub u32);

/// One source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The table's key.
    pub id: String,
    /// Its row in the table of sources, once read.
    pub known: Option<KnownSource>,
}

/// What the table of sources says of one source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnownSource {
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its address, `https:` or `http:` only; `None`: read without one, or the address was refused.
    pub url: Option<String>,
    /// When it was published; `None`: undated.
    pub published: Option<(Day, Precision)>,
    /// Agency, newspaper, official, observer, reference or academic, as the table has it.
    pub kind: String,
    /// BCP 47 tag of its language.
    pub language: String,
}
