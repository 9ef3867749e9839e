//! The program of the figures, for browsers.
#![cfg_attr(target_arch = "wasm32", no_main)]

#[cfg(target_arch = "wasm32")]
mod figures;

/// Half the code of the allocator that std brings for this target.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Nothing to do where there is no page.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
