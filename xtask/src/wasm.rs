//! The programs of `src/web` as WebAssembly modules with their glue.
//!
//! Decides how they are compiled, bound and made small, and which figures stand in which part of the figures' program, so that
//! who looks at an election does not wait for the timeline, nor the other way round. Leaves the splitting to [`crate::split`], and
//! what stands around the modules in the page to [`crate::build`].
//!
//! wasm-bindgen's command line is used as a library, so its version cannot differ from the crate's. The
//! sections that it needs are dropped after it has run, not before. What each step is worth is said at its
//! function.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use ballotline::app::Part;
use ballotline::data::packed::checksum;
use walrus::Module;
use wasm_bindgen_cli_support::Bindgen;

use crate::order;
use crate::project::{self, Project};
use crate::split::{self, short_name};
use crate::tools;

/// The target that browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// The parts of the figures' program, each by its name with the figures that stand in it: modules of `src/charts` and
/// `src/app/chrome`, the figures' keys with `_` for `-`. `www/element.js` has the same list.
pub const PARTS: [(&str, &[&str]); 4] = [
    ("election", &["results", "history"]),
    ("relations", &["timeline"]),
    ("countries", &["contest", "un_votes"]),
    ("day", &["turnout_map", "turnout_clock", "verdicts"]),
];
/// What a reader takes away: a part without figures, which is fetched when somebody asks for it.
const SHARE: (&str, &[&str]) = ("share", &["share"]);
/// The name of the reader's script in `dist/`; its module is called after it.
pub const READER: &str = "ballotline_reader";
/// The parts of the story in `dist/`: what a page needs at once that begins with elections, and what it needs besides for other
/// figures; what any other page needs at once; and what comes later.
pub const STORY: [(&str, Part); 4] = [
    ("story-election", Part::Election),
    ("story-more", Part::More),
    ("story", Part::Begin),
    ("story-rest", Part::Rest),
];

/// The file in `dist/` of a part of the story in a language; English, which most pages speak, is not named.
pub fn story_file(part: &str, language: &str) -> String {
    if language == "en" { format!("{part}.bin") } else { format!("{part}.{language}.bin") }
}

/// The file in `dist/` that a page begins with whose first figure stands in a part: the stem with the part in it. To hold both in
/// one saves a request and 1 KB.
pub fn first_file_of(part: &str) -> String {
    format!("ballotline_{part}.wasm")
}

/// The file of a part alone in `dist/`.
pub fn part_file_of(part: &str) -> String {
    format!("ballotline_{part}_part.wasm")
}

/// Where cargo looks for the target's flags.
const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";
/// What a release leaves out: what a panic would say, where it happened, and how values are printed for us.
///
/// A page tells its reader nothing of that, only that the figure stopped. It saves 18 KB of brotli of the whole program.
///
/// Inlining what does not pay at once costs 0.5 KB.
const SMALL_FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
    -Cllvm-args=-inline-threshold=0";

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

/// What [`build`] makes.
pub struct Built {
    /// For each of [`PARTS`] the stem of the figures' program with the part in it, and the part alone.
    pub parts: Vec<(Vec<u8>, Vec<u8>)>,
    /// The part that a reader takes figures away with.
    pub share: Vec<u8>,
    /// The glue: one for all.
    pub glue: String,
    /// The reader of tables.
    pub reader: Bound,
}

/// Compiles the programs, binds and splits them and, in a release, makes them small.
pub fn build(project: &Project, profile: Profile) -> Result<Built> {
    tools::wasm_target()?;
    let folder = match profile {
        Profile::Dev => compiled(project, profile, false)?,
        Profile::Release => small(project)?,
    };
    let bound =
        |program: &str, script: &str, change: &dyn Fn(&mut Module, &str) -> Result<()>| -> Result<Bound> {
            let mut bound = bind(&folder.join(program).with_extension("wasm"), script, change)?;
            if profile == Profile::Release {
                bound.module = optimised(project, &bound.module).unwrap_or(bound.module);
                bound.module = order::by_length_and_type(&bound.module)?;
            }
            Ok(bound)
        };
    let figures: Vec<&[&str]> = PARTS.iter().chain([&SHARE]).map(|(_, figures)| *figures).collect();
    let split = |change: &dyn Fn(&mut Module, &str) -> Result<()>| bound("figures", "ballotline", change);
    let (mut parts, mut glue) = (Vec::new(), String::new());
    for part in 0..PARTS.len() {
        let first = split(&|module, version| split::into_stem(module, version, &figures, part))?;
        let alone = split(&|module, version| split::into_part(module, version, &figures, part))?;
        parts.push((first.module, alone.module));
        if !(glue.is_empty() || glue == first.glue) {
            bail!("wasm-bindgen gave two kinds of glue for one module");
        }
        glue = first.glue;
    }
    let share = split(&|module, version| split::into_part(module, version, &figures, PARTS.len()))?.module;
    Ok(Built { parts, share, glue, reader: bound("reader", READER, &|_, _| Ok(()))? })
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
    compiled(project, Profile::Release, true).or_else(|error| {
        eprintln!(
            "note: the stock std is used, and the modules are larger, because compiling std along failed: {error:#}"
        );
        compiled(project, Profile::Release, false)
    })
}

/// Compiles the programs and says in which folder they stand.
///
/// It has a target directory of its own, because the switches for std would otherwise recompile what the host shares.
fn compiled(project: &Project, profile: Profile, with_std: bool) -> Result<PathBuf> {
    let folder = project.target.join(if with_std { "wasm-small" } else { "wasm" });
    let mut command = project::cargo();
    command.current_dir(&project.root);
    command.args(["build", "--quiet", "--target", TARGET, "--target-dir"]).arg(&folder);
    command.args(["--bin", "figures", "--bin", "reader"]);
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
    Ok(folder.join(TARGET).join(kind))
}

/// Runs wasm-bindgen, then a change of the module, which is told the version of the whole.
fn bind(compiled: &Path, script: &str, change: &dyn Fn(&mut Module, &str) -> Result<()>) -> Result<Bound> {
    let mut bindgen = Bindgen::new();
    let mut output = bindgen
        .input_path(compiled)
        .out_name(script)
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
    let mut glue = output.js().to_owned();
    let module = output.wasm_mut();
    let _ = module.customs.remove_raw("target_features");
    for (index, import) in module.imports.iter_mut().enumerate() {
        let short = short_name(index);
        glue = renamed(&glue, &import.name, &short)
            .with_context(|| format!("the glue does not give the import `{}`", import.name))?;
        import.name = short;
    }
    let version = format!("{:08x}", checksum(&module.emit_wasm()));
    change(module, &version)?;
    Ok(Bound { glue, module: module.emit_wasm() })
}

/// The glue with an import under another name: where it stands as a property at the beginning of a line.
///
/// wasm-bindgen puts a hash into each name, which no compression can shorten: renaming saves 3.2 KB of brotli, of the script and
/// of the module together.
fn renamed(glue: &str, name: &str, short: &str) -> Option<String> {
    let given = format!("{name}: ");
    let is_alone = |place: &usize| glue[..*place].ends_with(char::is_whitespace);
    let place = glue.match_indices(&given).map(|(place, _)| place).find(is_alone)?;
    Some([&glue[..place], short, ": ", &glue[place + given.len()..]].concat())
}

/// The module after `wasm-opt`, if that can be had and gains anything in brotli.
///
/// Measured on the figures' module, bytes of brotli: 88,749 before, 87,231 after `-Oz` alone, 85,839 after these passes.
fn optimised(project: &Project, module: &[u8]) -> Option<Vec<u8>> {
    let attempt = || -> Result<Vec<u8>> {
        let program = tools::shrinker(project, "wasm-opt")?;
        let folder = project.target.join("wasm-opt");
        std::fs::create_dir_all(&folder)?;
        let (input, output) = (folder.join("input.wasm"), folder.join("output.wasm"));
        std::fs::write(&input, module)?;
        let mut command = Command::new(program);
        command.args(PASSES).args(FEATURES.map(|feature| format!("--enable-{feature}")));
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

/// What `wasm-opt` does. Control flow is made anew once. The lowest kilobyte holds no data: the stack stands there, and its
/// end would be passed before.
const PASSES: [&str; 6] = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz", "-Oz"];
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_is_renamed_where_it_is_given() {
        let glue = "const import0 = {\n        __wbg_get_0123: function(arg0) { return get(arg0); },\n};";
        let wanted = "const import0 = {\n        b: function(arg0) { return get(arg0); },\n};";
        assert_eq!(renamed(glue, "__wbg_get_0123", "b").as_deref(), Some(wanted));
        assert_eq!(renamed(glue, "__wbg_get_01", "b"), None);
    }

    #[test]
    fn the_element_has_the_same_list() {
        let element = include_str!("../../www/element.js");
        for (part, figures) in PARTS {
            let keys: Vec<String> =
                figures.iter().map(|figure| format!("\"{}\"", figure.replace('_', "-"))).collect();
            let line = format!("  {part}: [{}],\n", keys.join(", "));
            assert!(element.contains(&line), "www/element.js lacks {line}");
        }
    }

    #[test]
    fn the_element_has_the_same_languages() {
        let element = include_str!("../../www/element.js");
        let list = element.split_once("const LANGUAGES = {\n").and_then(|(_, rest)| rest.split_once("};"));
        let keys =
            list.map(|list| list.0.lines().filter_map(|line| line.trim().split_once(':')).map(|line| line.0));
        let keys: Vec<&str> = keys.into_iter().flatten().collect();
        assert_eq!(keys, ballotline::words::catalog::LANGUAGES.map(|language| language.0));
    }

    #[test]
    fn every_figure_stands_in_one_part() {
        for figure in ballotline::app::Figure::ALL {
            let name = figure.key().replace('-', "_");
            let parts = PARTS.iter().filter(|(_, figures)| figures.contains(&name.as_str()));
            assert_eq!(parts.count(), 1, "{name}");
        }
    }
}
