//! Words of what a reader takes away.

words! { Share:
    /// The way to it.
    OPEN,
    /// Before the files.
    SAVE,
    /// A file.
    PNG,
    /// A file.
    SVG,
    /// A file.
    CSV,
    /// A file.
    JSON,
    /// Before the citations.
    COPY_CITATION,
    /// A citation.
    PLAIN,
    /// A citation.
    BIBTEX,
    /// A citation.
    CSL,
    /// Before the codes.
    COPY_CODE,
    /// A code.
    FRAME,
    /// A code.
    HELPER,
    /// A code.
    ELEMENT,
    /// A code.
    STILL,
    /// What a picture for other pages links to.
    ORIGIN_LINK,
    /// The last line of a picture that stands alone.
    ORIGIN(address),
    /// A citation as text.
    CITATION(headline, title, address, today),
}
