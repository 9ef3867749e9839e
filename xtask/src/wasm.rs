//! The two programs of `src/web` as WebAssembly modules with their glue, and the story in the module of the figures.
//!
//! Decides how they are compiled, bound and made small, and where in a module a story stands. Leaves what stands
//! around them in the page to [`crate::build`].
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
/// The name of the figures' module in `dist/`.
pub const MODULE: &str = "ballotline_bg.wasm";
/// The programs, each with the name of its script in `dist/`; its module is called after it.
pub const PROGRAMS: [(&str, &str); 2] = [("figures", "ballotline"), ("reader", "ballotline_reader")];
/// The part of the story that comes later, in `dist/`.
pub const REST: &str = "story-rest.bin";
/// The custom section that holds the story, named in `www/element.js` too.
const STORY_SECTION: &str = "ballotline-story";

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

/// Compiles the programs, binds them and, in a release, makes them small: the figures, then the reader.
pub fn build(project: &Project, profile: Profile) -> Result<[Bound; 2]> {
    tools::wasm_target()?;
    let folder = match profile {
        Profile::Dev => compiled(project, profile, false)?,
        Profile::Release => small(project)?,
    };
    let bound = |(program, script): (&str, &str)| -> Result<Bound> {
        let mut bound = bind(&folder.join(program).with_extension("wasm"), script)?;
        if profile == Profile::Release
            && let Some(optimised) = optimised(project, &bound.module)
        {
            bound.module = optimised;
        }
        Ok(bound)
    };
    Ok([bound(PROGRAMS[0])?, bound(PROGRAMS[1])?])
}

/// A module with a story in it: a custom section after all others, which no program has to be compiled anew for.
pub fn with_story(mut module: Vec<u8>, story: &[u8]) -> Vec<u8> {
    let mut section = leb128(STORY_SECTION.len());
    section.extend_from_slice(STORY_SECTION.as_bytes());
    section.extend_from_slice(story);
    module.push(0);
    module.extend(leb128(section.len()));
    module.extend(section);
    module
}

/// The module without its story, and the story.
pub fn without_story(module: &[u8]) -> Option<(&[u8], &[u8])> {
    // The name may stand elsewhere too; only where a whole section follows that ends the module, it is the section's.
    let name = STORY_SECTION.as_bytes();
    module.windows(name.len()).enumerate().filter(|(_, window)| *window == name).find_map(|(place, _)| {
        let story = &module[place + name.len()..];
        Some((module.strip_suffix(with_story(Vec::new(), story).as_slice())?, story))
    })
}

/// A number as WebAssembly writes it.
fn leb128(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
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
    for (program, _) in PROGRAMS {
        command.args(["--bin", program]);
    }
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

/// Runs wasm-bindgen.
fn bind(compiled: &Path, script: &str) -> Result<Bound> {
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

/// Names in a row: `a` … `z`, `aa`, `ab` …
fn short_name(index: usize) -> String {
    let letter = char::from(b'a' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        rest => short_name(rest - 1) + &letter.to_string(),
    }
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
const PASSES: [&str; 5] = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz"];
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
        assert_eq!([0, 25, 26, 27, 701, 702].map(short_name), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }

    #[test]
    fn a_story_comes_out_of_a_module_as_it_went_in() {
        let module = b"\0asm\x01\0\0\0".to_vec();
        for story in [&b""[..], b"short", b"of a ballotline-story", &[7; 300]] {
            let whole = with_story(module.clone(), story);
            assert_eq!(without_story(&whole), Some((module.as_slice(), story)));
        }
        assert_eq!(without_story(&module), None);
    }
}
