//! Numbers to numbers: values to positions and back, and the ticks between. No story, no colours, no text measuring.

pub mod linear;
pub mod time;

pub use linear::Linear;
pub use time::{Granularity, Tick, TimeScale};
