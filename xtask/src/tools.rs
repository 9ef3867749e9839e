//! The tools that the chores need and how each comes onto the machine.
//!
//! Decides what is installed without asking: rustup's components, Debian packages when we are root, and what
//! npm and pip put under the target directory. Where nothing can be installed, one plain sentence says what
//! to install by hand.

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

/// A program that makes what ships smaller, `wasm-opt` or `terser`, from npm under the target directory.
pub fn shrinker(project: &Project, name: &str) -> Result<PathBuf> {
    let folder = project.tools().join("shrink");
    let program = folder.join("node_modules/.bin").join(name);
    let lock = include_str!("../shrink/package-lock.json");
    let is_current = std::fs::read_to_string(folder.join("package-lock.json")).is_ok_and(|text| text == lock);
    if !(is_current && program.exists()) {
        if !exists("npm") {
            bail!("npm is not there to bring {name}");
        }
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("package.json"), include_str!("../shrink/package.json"))?;
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

/// Node and npm, or a plain sentence.
pub fn node() -> Result<()> {
    if !(exists("node") && exists("npm")) {
        apt_install(&["nodejs", "npm"])
            .context("the browser tests need Node.js 20 or newer with npm: install both")?;
    }
    Ok(())
}

/// A Chromium, by its name or place.
pub fn chromium() -> Result<String> {
    if let Ok(named) = std::env::var("CHROMIUM") {
        if exists(&named) {
            return Ok(named);
        }
        bail!("the variable CHROMIUM names {named}, which cannot be started");
    }
    let found = || BROWSERS.into_iter().find(|name| exists(name)).map(str::to_owned);
    if let Some(name) = found() {
        return Ok(name);
    }
    let advice = "the browser tests need Chromium: install it, or name it in the variable CHROMIUM";
    apt_install(&["chromium", "fonts-noto-core"]).context(advice)?;
    found().context(advice)
}

/// Firefox and WebKitGTK, where they can be installed; elsewhere the tests name what they pass over.
pub fn other_engines() {
    let answers = |program: &str, word: &str| project::succeeds(Command::new(program).arg(word));
    let is_webkit = answers("WebKitWebDriver", "--help") && answers("Xvfb", "-help");
    if is_webkit && (exists("firefox-esr") || exists("firefox")) {
        return;
    }
    if let Err(error) = apt_install(&["firefox-esr", "webkit2gtk-driver", "xvfb"]) {
        eprintln!("Firefox or WebKit will not be tried: {error:#}");
    }
}

/// The fonts of the pictures that are made here.
pub fn picture_fonts() -> Result<()> {
    apt_install(&["fonts-liberation", "fonts-noto-core"])
}

/// What a Chromium is called, by distribution.
const BROWSERS: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// A Python under the target directory that has a package; `requirement` pins it, `module` is what it is imported as.
pub fn python_with(project: &Project, requirement: &str, module: &str) -> Result<PathBuf> {
    let folder = project.tools().join("venv");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let import = format!("import {module}");
    let has_module = || project::succeeds(Command::new(&python).args(["-c", &import]));
    if has_module() {
        return Ok(python);
    }
    let advice = "the check of the data package needs Python 3 with venv and pip: install them";
    let make = || project::succeeds(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    if !make() {
        apt_install(&["python3", "python3-venv"]).context(advice)?;
        if !make() {
            bail!(advice);
        }
    }
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement]);
    project::output_of(&mut pip).with_context(|| format!("pip could not install {requirement}"))?;
    Ok(python)
}

/// Installs Debian packages, where there is apt and we are root.
fn apt_install(packages: &[&str]) -> Result<()> {
    let is_root = || project::output_of(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !(exists("apt-get") && is_root()) {
        bail!("{} can be installed for you on Debian as root only", packages.join(" and "));
    }
    eprintln!("installing {}", packages.join(" and "));
    project::output_of(Command::new("apt-get").args(["update", "--quiet"]))?;
    let mut install = Command::new("apt-get");
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages);
    project::output_of(install.env("DEBIAN_FRONTEND", "noninteractive")).map(drop)
}
