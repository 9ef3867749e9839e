//! `test`: everything that has to hold, on an empty machine too.
//!
//! Decides the stages, their order and how their counts are summed. Leaves what is installed to
//! [`crate::tools`], and the tests themselves to `tests/` and `src/`.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use crate::project::{self, Project};
use crate::wasm::Profile;
use crate::{build, check, size, tools};

/// What the list of verbs says.
pub const SUMMARY: &str = "everything: checks, tests, data, budgets and real browsers";
/// What `help test` says.
pub const HELP: &str = "
Runs every check, every test of the library, the check of the story's data package, a release build, the budgets and the
tests in real browsers. What is missing on the machine is installed where that is possible: rustup's target, npm's
and pip's packages, Debian packages when run as root. The last line sums up.

  --bless     write the goldens anew instead of comparing with them; then look at the difference before committing
";

/// The version of the data package's checker.
const FRICTIONLESS: &str = "frictionless==5.21.0";

/// How many passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
}

/// Runs the verb.
pub fn run(words: Vec<OsString>) -> Result<()> {
    let mut is_blessing = false;
    let mut parser = lexopt::Parser::from_args(words);
    while let Some(argument) = parser.next()? {
        match argument {
            lexopt::Arg::Long("bless") => is_blessing = true,
            other => crate::unknown_word(other)?,
        }
    }
    let project = Project::locate()?;
    let mut counts = Counts::default();
    let outcome = stages(&project, is_blessing, &mut counts);
    if let Err(error) = &outcome {
        eprintln!("\n{error:#}");
    }
    println!("\n{} passed, {} failed", counts.passed, counts.failed);
    outcome.map_err(|_| anyhow::anyhow!("the tests failed"))
}

/// Runs all stages up to the first that fails.
fn stages(project: &Project, is_blessing: bool, counts: &mut Counts) -> Result<()> {
    stage("wasm target", counts, tools::wasm_target)?;
    // The tidy test runs among the library's tests.
    for (name, mut command) in check::commands(project).into_iter().filter(|(name, _)| *name != "tidy") {
        stage(name, counts, || project::run(&mut command))?;
    }
    counted_stage("library", counts, || {
        let mut command = project::cargo();
        command.args(["test", "--workspace", "--no-fail-fast"]).current_dir(&project.root);
        bless(&mut command, is_blessing);
        Ok(command)
    })?;
    stage("data package", counts, || {
        let python = tools::python_with(project, FRICTIONLESS, "frictionless")?;
        project::run(Command::new(python).arg("tests/data_package.py").current_dir(&project.root))
    })?;
    counted_stage("same bytes in wasm", counts, || {
        tools::node()?;
        let mut command = Command::new("node");
        command.args(["--test", "same.mjs"]).current_dir(project.root.join("tests/browser"));
        command.env("BALLOTLINE_SAME_BYTES", crate::wasm::same_bytes(project)?);
        Ok(command)
    })?;
    stage("release build", counts, || build::build(project, Profile::Release, None))?;
    stage("sizes", counts, || size::size(project, false))?;
    counted_stage("browser", counts, || {
        let chromium = tools::chromium()?;
        tools::node()?;
        let folder = project.root.join("tests/browser");
        tools::npm_ci(&folder)?;
        tools::other_engines();
        let mut command = Command::new("node");
        command.arg("run.mjs").current_dir(&folder);
        command.env("CHROMIUM", chromium).env("BALLOTLINE_TARGET", &project.target);
        bless(&mut command, is_blessing);
        Ok(command)
    })
}

/// Tells a test runner to write the goldens anew.
fn bless(command: &mut Command, is_blessing: bool) {
    if is_blessing {
        command.env("BLESS", "1");
    }
}

/// Runs a stage that counts as one.
fn stage(name: &str, counts: &mut Counts, work: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("\n── {name}");
    let start = Instant::now();
    let outcome = work().with_context(|| format!("the stage `{name}` failed"));
    match outcome {
        Ok(()) => counts.passed += 1,
        Err(_) => counts.failed += 1,
    }
    println!("── {name}: {:.1} s", start.elapsed().as_secs_f64());
    outcome
}

/// Runs a stage whose runner counts its tests.
fn counted_stage(name: &str, counts: &mut Counts, command: impl FnOnce() -> Result<Command>) -> Result<()> {
    println!("\n── {name}");
    let start = Instant::now();
    let mut own = Counts::default();
    let outcome = command()
        .and_then(|mut command| run_counting(&mut command, &mut own))
        .with_context(|| format!("the stage `{name}` failed"));
    if outcome.is_err() {
        own.failed = own.failed.max(1);
    } else if own == Counts::default() {
        own.passed = 1;
    }
    counts.passed += own.passed;
    counts.failed += own.failed;
    println!(
        "── {name}: {:.1} s, {} passed, {} failed",
        start.elapsed().as_secs_f64(),
        own.passed,
        own.failed
    );
    outcome
}

/// Runs a program, passing its output on and adding up the counts in it.
fn run_counting(command: &mut Command, counts: &mut Counts) -> Result<()> {
    let shown = project::shown(command);
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("could not start {shown}"))?;
    let output = child.stdout.take().context("a program has no output")?;
    for line in BufReader::new(output).lines() {
        let line = line.with_context(|| format!("{shown} wrote something other than text"))?;
        println!("{line}");
        let found = counts_in(&line);
        counts.passed += found.passed;
        counts.failed += found.failed;
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{shown} failed ({status})");
    }
    Ok(())
}

/// The counts in a line of cargo's (`test result: ok. 5 passed; 0 failed; …`) or node's (`ℹ pass 5`, `# fail 0`).
fn counts_in(line: &str) -> Counts {
    let number_before = |word: &str| -> Option<u64> {
        let before = line.split_once(word)?.0.trim_end();
        before.rsplit(' ').next()?.parse().ok()
    };
    if line.starts_with("test result: ") {
        let (passed, failed) = (number_before("passed;"), number_before("failed;"));
        return Counts { passed: passed.unwrap_or(0), failed: failed.unwrap_or(0) };
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |text: &str| text.parse().unwrap_or(0);
    match words.as_slice() {
        ["ℹ" | "#", "pass", count] => Counts { passed: number(count), failed: 0 },
        ["ℹ" | "#", "fail" | "cancelled", count] => Counts { passed: 0, failed: number(count) },
        _ => Counts::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_understood() {
        let line = "test result: FAILED. 5 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(counts_in(line), Counts { passed: 5, failed: 2 });
        assert_eq!(counts_in("ℹ pass 7"), Counts { passed: 7, failed: 0 });
        assert_eq!(counts_in("# fail 3"), Counts { passed: 0, failed: 3 });
        assert_eq!(counts_in("test pass 7 ... ok"), Counts::default());
    }
}
