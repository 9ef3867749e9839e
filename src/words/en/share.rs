//! Words of what a reader takes away.

/// The way to it.
pub const OPEN: &str = "Save, cite, embed";
/// Before the files.
pub const SAVE: &str = "Save";
/// A file.
pub const PNG: &str = "Picture (PNG)";
/// A file.
pub const SVG: &str = "Picture (SVG)";
/// A file.
pub const CSV: &str = "Table (CSV)";
/// A file.
pub const JSON: &str = "Table (JSON)";
/// Before the citations.
pub const COPY_CITATION: &str = "Copy a citation";
/// A citation.
pub const PLAIN: &str = "as text";
/// A citation.
pub const BIBTEX: &str = "BibTeX";
/// A citation.
pub const CSL: &str = "CSL-JSON";
/// Before the codes.
pub const COPY_CODE: &str = "Copy a code for your page";
/// A code.
pub const FRAME: &str = "iframe";
/// A code.
pub const HELPER: &str = "iframe that fits its height";
/// A code.
pub const ELEMENT: &str = "element";
/// A code.
pub const STILL: &str = "picture and table without scripts";
/// What a picture for other pages links to.
pub const ORIGIN: &str = "Where this is from";

/// The last line of a picture that stands alone.
pub fn origin(address: &str) -> String {
    ["Ballotline; tables CC BY 4.0, facts credited to their sources. ", address].concat()
}

/// A citation as text.
pub fn citation(headline: &str, title: &str, address: &str, today: &str) -> String {
    ["“", headline, "”, in: ", title, ". Ballotline. ", address, " (seen ", today, ")"].concat()
}
