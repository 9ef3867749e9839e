//! The embedded story's files, as they are in `data/kazakhstan-2022/`.
