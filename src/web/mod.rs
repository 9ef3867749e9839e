//! The browser and nothing else.
