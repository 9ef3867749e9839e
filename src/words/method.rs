//! How the tone of relations is computed: an account that stands folded, and comes with the rest of a story.

words! { Method:
    /// What is computed.
    ACCOUNT,
    /// Whose method it is.
    METHODS,
    /// What it cannot say.
    LIMITS,
}
