//! The tools that the chores need and how each comes onto the machine.
//!
//! Decides what is installed without asking: rustup's components, Debian packages when we are root, and what npm and pip put
//! under the target directory. Where nothing can be installed, one plain sentence says what to install by hand.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::project::{self, Project};
use crate::wasm;

/// Makes sure that the compiler knows the wasm target.
pub fn wasm_target() -> Result<()> {
    if library_folder()?.join(wasm::TARGET).is_dir() {
        return Ok(());
    }
    project::run(Command::new("rustup").args(["target", "add", wasm::TARGET])).with_context(|| {
        format!("the compiler lacks the target {0}: run `rustup target add {0}`", wasm::TARGET)
    })
}

/// Whether std's source is there, after an attempt to fetch it.
pub fn rust_src() -> bool {
    let is_there =
        || library_folder().is_ok_and(|folder| folder.join("src/rust/library/Cargo.lock").is_file());
    is_there()
        || (project::succeeds(Command::new("rustup").args(["component", "add", "rust-src"])) && is_there())
}

/// The folder of the compiler's libraries.
fn library_folder() -> Result<PathBuf> {
    let sysroot = project::output_of(Command::new("rustc").args(["--print", "sysroot"]))?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib"))
}

/// `wasm-opt`, from npm's `binaryen` under the target directory.
pub fn wasm_opt(project: &Project) -> Result<PathBuf> {
    let folder = project.tools().join("wasm-opt");
    let program = folder.join("node_modules/.bin/wasm-opt");
    let lock = include_str!("../wasm-opt/package-lock.json");
    let is_current = std::fs::read_to_string(folder.join("package-lock.json")).is_ok_and(|text| text == lock);
    if !(is_current && program.exists()) {
        if !exists("npm") {
            bail!("npm is not there to bring wasm-opt");
        }
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("package.json"), include_str!("../wasm-opt/package.json"))?;
        std::fs::write(folder.join("package-lock.json"), lock)?;
        npm_ci(&folder)?;
    }
    Ok(program)
}

/// Installs exactly what a folder's lock file names.
pub fn npm_ci(folder: &Path) -> Result<()> {
    let mut command = Command::new("npm");
    command
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])
        .current_dir(folder);
    project::output_of(&mut command).map(drop)
}

/// Whether a program can be started.
pub fn exists(program: &str) -> bool {
    project::succeeds(Command::new(program).arg("--version"))
}
