//! Words of what a reader takes away.

words! { Share:
    /// Before the files.
    SAVE,
    /// A file.
    PNG,
    /// A file.
    SVG,
    /// A file.
    CSV,
    /// A file: all that the tables have.
    FULL,
    /// Its last row, where the rest of the tables has not come yet.
    NOT_WHOLE,
    /// A file.
    JSON,
    /// The choice of a picture's pixels.
    DENSITY,
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
    /// The choice of a code's theme.
    THEME,
    /// Themes: as the page, light, dark.
    THEMES,
    /// The choice of a code's language.
    LANGUAGE,
    /// Shows what a code would show.
    PREVIEW,
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
    /// The last line of a picture that stands alone: with the tables' licence, or nothing.
    ORIGIN(licensed, address),
    /// The tables' licence, in that line.
    LICENSED(license),
    /// A citation as text.
    CITATION(headline, title, address, today),
}
