//! Filled by its files.
