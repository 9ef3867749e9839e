//! The library as a WebAssembly module with its glue.
//!
//! Decides how it is compiled, bound and made small. Leaves what stands around it in the page to
//! [`crate::build`].
//!
//! wasm-bindgen's command line is used as a library, so its version cannot differ from the crate's. The
//! sections that it needs are dropped after it has run, not before. What each step is worth is said at its
//! function.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::project::{self, Project};
use crate::tools;

/// The target that browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// The name of the module in `dist/`.
pub const MODULE: &str = "ballotline_bg.wasm";

/// Where cargo looks for the target's flags.
const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";
/// What a release leaves out: what a panic would say, where it happened, and how values are printed for us.
///
/// A page tells its reader nothing of that, only that the figure stopped. It saves 18 KB of brotli of the whole program.
const SMALL_FLAGS: &str =
    "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// How to compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Soon ready.
    Dev,
    /// Small and fast.
    Release,
}

/// A bound module.
pub struct Bound {
    /// The module.
    pub module: Vec<u8>,
    /// The glue: an ES module that finds the module beside itself.
    pub glue: String,
}

/// Compiles the library, binds it and, in a release, makes it small.
pub fn build(project: &Project, profile: Profile) -> Result<Bound> {
    tools::wasm_target()?;
    let compiled = match profile {
        Profile::Dev => compiled(project, profile, false)?,
        Profile::Release => small(project)?,
    };
    let mut bound = bind(&compiled)?;
    if profile == Profile::Release
        && let Some(optimised) = optimised(project, &bound.module)
    {
        bound.module = optimised;
    }
    Ok(bound)
}

/// Binds the example that draws the embedded story's pictures for Node.js; the folder it stands in.
pub fn same_bytes(project: &Project) -> Result<PathBuf> {
    let mut command = project::cargo();
    command.current_dir(&project.root);
    command.args(["build", "--quiet", "--example", "same_bytes", "--target", TARGET, "--target-dir"]);
    command.arg(project.target.join("wasm"));
    project::run(&mut command)?;
    let compiled = project.target.join("wasm").join(TARGET).join("debug/examples/same_bytes.wasm");
    let folder = project.target.join("same-bytes");
    Bindgen::new()
        .input_path(compiled)
        .nodejs(true)
        .and_then(|bindgen| bindgen.typescript(false).generate(&folder))
        .context("wasm-bindgen failed")?;
    Ok(folder)
}

/// The release module with std compiled for size along with it, or with the stock std where that cannot be had.
///
/// Measured on a stand-in (plotters' SVG backend, two tables of 27 KB brotli, bound and after `wasm-opt`),
/// bytes of brotli:
///
/// | std | bytes |
/// |---|---|
/// | stock | 65,034 |
/// | compiled along, no features | 63,235 |
/// | compiled along, `optimize_for_size` | 62,421 |
/// | the same, `-Cpanic=immediate-abort` alone | 57,773 |
fn small(project: &Project) -> Result<PathBuf> {
    if !tools::rust_src() {
        eprintln!(
            "note: without rustup's component rust-src the stock std is used, and the module is larger"
        );
        return compiled(project, Profile::Release, false);
    }
    compiled(project, Profile::Release, true).or_else(|_| {
        eprintln!(
            "note: std could not be compiled for size, so the stock std is used, and the module is larger"
        );
        compiled(project, Profile::Release, false)
    })
}

/// Compiles the library and says where the module stands.
///
/// It has a target directory of its own, because the switches for std would otherwise recompile what the host shares.
fn compiled(project: &Project, profile: Profile, with_std: bool) -> Result<PathBuf> {
    let folder = project.target.join(if with_std { "wasm-small" } else { "wasm" });
    let mut command = project::cargo();
    command.current_dir(&project.root);
    command.args(["rustc", "--quiet", "--lib", "--crate-type", "cdylib", "--target", TARGET, "--target-dir"]);
    command.arg(&folder);
    if profile == Profile::Release {
        command.arg("--release");
    }
    if with_std {
        command.env("RUSTC_BOOTSTRAP", "1");
        command.env(RUSTFLAGS, SMALL_FLAGS);
        command.args(["-Zbuild-std=std", "-Zbuild-std-features=optimize_for_size"]);
    }
    project::run(&mut command)?;
    let kind = match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    Ok(folder.join(TARGET).join(kind).join("ballotline.wasm"))
}

/// Runs wasm-bindgen.
fn bind(compiled: &Path) -> Result<Bound> {
    let mut bindgen = Bindgen::new();
    let mut output = bindgen
        .input_path(compiled)
        .out_name("ballotline")
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                // The library's default leaves the address of the module out.
                .omit_default_module_path(false)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate_output()
        })
        .context("wasm-bindgen failed")?;
    let glue = output.js().to_owned();
    let module = output.wasm_mut();
    let _ = module.customs.remove_raw("target_features");
    Ok(Bound { glue, module: module.emit_wasm() })
}

/// The module after `wasm-opt -Oz`, if that can be had and gains anything in brotli.
///
/// Measured on the same stand-in: 63,035 bytes of brotli before, 62,421 after.
fn optimised(project: &Project, module: &[u8]) -> Option<Vec<u8>> {
    let attempt = || -> Result<Vec<u8>> {
        let program = tools::wasm_opt(project)?;
        let folder = project.target.join("wasm-opt");
        std::fs::create_dir_all(&folder)?;
        let (input, output) = (folder.join("input.wasm"), folder.join("output.wasm"));
        std::fs::write(&input, module)?;
        let mut command = Command::new(program);
        command.arg("-Oz").args(FEATURES.map(|feature| format!("--enable-{feature}")));
        command.arg(&input).arg("-o").arg(&output);
        project::output_of(&mut command)?;
        Ok(std::fs::read(&output)?)
    };
    let gain = |optimised: &[u8]| -> Result<usize> {
        let before = crate::pack::brotli(module, crate::pack::Effort::Full)?.len();
        Ok(before.saturating_sub(crate::pack::brotli(optimised, crate::pack::Effort::Full)?.len()))
    };
    match attempt().and_then(|optimised| Ok((gain(&optimised)?, optimised))) {
        Ok((gain, optimised)) => (gain > 0).then_some(optimised),
        Err(error) => {
            eprintln!("note: the module stays as the compiler made it, a little larger: {error:#}");
            None
        }
    }
}

/// What `wasm-opt` may meet in the module: what the compiler's default target uses.
const FEATURES: [&str; 7] = [
    "bulk-memory",
    "bulk-memory-opt",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];
