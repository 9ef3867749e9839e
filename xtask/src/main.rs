//! Every chore of the project, one verb each, one file a verb.
//!
//! Decides which verb runs and how a failure is told: one plain chain of sentences and exit status 1. What a
//! verb does is left to its file.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

mod bench;
mod build;
mod check;
mod fonts;
mod integrity;
mod npm;
mod order;
mod pack;
mod page;
mod preview;
mod project;
mod render;
mod script;
mod serve;
mod single;
mod size;
mod split;
mod test;
mod tools;
mod wasm;

/// A verb: its name, its help and what it does with the words after it.
struct Verb {
    name: &'static str,
    summary: &'static str,
    help: &'static str,
    run: fn(Vec<OsString>) -> Result<()>,
}

/// All verbs in the order in which they are met.
const VERBS: [Verb; 7] = [
    Verb { name: "build", summary: build::SUMMARY, help: build::HELP, run: build::run },
    Verb { name: "serve", summary: serve::SUMMARY, help: serve::HELP, run: serve::run },
    Verb { name: "render", summary: render::SUMMARY, help: render::HELP, run: render::run },
    Verb { name: "check", summary: check::SUMMARY, help: check::HELP, run: check::run },
    Verb { name: "size", summary: size::SUMMARY, help: size::HELP, run: size::run },
    Verb { name: "bench", summary: bench::SUMMARY, help: bench::HELP, run: bench::run },
    Verb { name: "test", summary: test::SUMMARY, help: test::HELP, run: test::run },
];

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            for cause in error.chain().skip(1) {
                eprintln!("  because: {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

/// Runs the verb that the command line names.
fn dispatch() -> Result<()> {
    let mut words = std::env::args_os().skip(1);
    let first = words.next().and_then(|word| word.into_string().ok()).unwrap_or_default();
    let rest: Vec<OsString> = words.collect();
    if matches!(first.as_str(), "" | "help" | "-h" | "--help") {
        return help(rest.first().and_then(|word| word.to_str()));
    }
    let verb = find(&first)?;
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        return help(Some(verb.name));
    }
    (verb.run)(rest)
}

/// The verb of a name.
fn find(name: &str) -> Result<&'static Verb> {
    VERBS
        .iter()
        .find(|verb| verb.name == name)
        .with_context(|| format!("there is no verb `{name}`; `cargo xtask help` names them all"))
}

/// Prints the list of verbs, or the help of one.
fn help(name: Option<&str>) -> Result<()> {
    match name {
        Some(name) => {
            let verb = find(name)?;
            println!("cargo xtask {}\n\n{}", verb.name, verb.help.trim());
        }
        None => {
            println!("cargo xtask <verb>\n");
            for verb in &VERBS {
                println!("  {:<8} {}", verb.name, verb.summary);
            }
            println!("\n`cargo xtask help <verb>` says more.");
        }
    }
    Ok(())
}

/// Fails over a word that a verb does not know.
fn unknown_word(argument: lexopt::Arg<'_>) -> Result<()> {
    bail!("{}; `--help` names the options", argument.unexpected())
}
