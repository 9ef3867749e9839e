//! `check`: everything that can be judged without running the page.
//!
//! Decides which checks there are and their order, the quickest first. Leaves their rules to `rustfmt.toml`,
//! `clippy.toml`, the workspace's lints and `tests/tidy.rs`.

use std::ffi::OsString;
use std::process::Command;

use anyhow::Result;

use crate::project::{self, Project};
use crate::{tools, wasm};

/// What the list of verbs says.
pub const SUMMARY: &str = "format, lints, documentation and house rules";
/// What `help check` says.
pub const HELP: &str = "
Runs rustfmt, clippy for this machine and for browsers, rustdoc and the tidy test; any warning fails.
";

/// A check: its name and the words after `cargo`.
struct Check {
    name: &'static str,
    words: &'static [&'static str],
}

/// All checks in their order.
const CHECKS: [Check; 5] = [
    Check { name: "format", words: &["fmt", "--all", "--check"] },
    Check { name: "tidy", words: &["test", "--quiet", "--package", "ballotline", "--test", "tidy"] },
    Check {
        name: "lints",
        words: &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"],
    },
    Check {
        name: "lints for browsers",
        words: &[
            "clippy",
            "--quiet",
            "--package",
            "ballotline",
            "--lib",
            "--target",
            wasm::TARGET,
            "--",
            "-D",
            "warnings",
        ],
    },
    Check { name: "documentation", words: &["doc", "--quiet", "--workspace", "--no-deps"] },
];

/// Runs the verb.
pub fn run(words: Vec<OsString>) -> Result<()> {
    let mut parser = lexopt::Parser::from_args(words);
    if let Some(argument) = parser.next()? {
        crate::unknown_word(argument)?;
    }
    tools::wasm_target()?;
    let project = Project::locate()?;
    for check in &CHECKS {
        println!("{}", check.name);
        project::run(&mut command(&project, check))?;
    }
    println!("all checks passed");
    Ok(())
}

/// Every check's name with the command that runs it.
pub fn commands(project: &Project) -> Vec<(&'static str, Command)> {
    CHECKS.iter().map(|check| (check.name, command(project, check))).collect()
}

/// The command of a check.
fn command(project: &Project, check: &Check) -> Command {
    let mut command = project::cargo();
    command.args(check.words).current_dir(&project.root).env("RUSTDOCFLAGS", "-D warnings");
    command
}
