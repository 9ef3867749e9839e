//! Caps on text from a story, so that no title can hang a browser or turn a line around.
