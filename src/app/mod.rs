//! What a reader does and what follows: model, message, update, view, link. Knows no browser.

pub mod markup;
