//! Ballotline draws an election, and the diplomacy around it, from a story: a small package of sourced tables.
//!
//! The modules stand in one strict order; each uses only those before it:
//!
//! 1. [`data`]: what happened in the world; no pixels, no sentences for readers
//! 2. [`analysis`]: numbers from facts
//! 3. [`words`]: every sentence shown or spoken
//! 4. [`scale`]: numbers to numbers
//! 5. [`layout`]: geometry and room for text
//! 6. [`scene`]: the finished picture as plain data, its painter and its surfaces
//! 7. [`charts`]: one chart a file
//! 8. [`app`]: what a reader does, and what follows
//!
//! The browser's leaf, `src/web`, stands outside: two programs for the wasm target that use this library, the figures
//! (`main.rs`) and the reader of a story from elsewhere (`reader.rs`).

pub mod analysis;
pub mod app;
pub mod charts;
pub mod data;
pub mod layout;
pub mod scale;
pub mod scene;
pub mod words;
