//! `build`: everything that is served, into `dist/`.
//!
//! Decides what stands in `dist/` and that a failing build leaves the last good one alone: all is made in a
//! folder beside it, which takes its place at the end. Leaves the module to [`crate::wasm`], the script to
//! [`crate::script`], the page's text to [`crate::page`].

use std::ffi::OsString;
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

use anyhow::{Context as _, Result};
use ballotline::app::page::marked;
use ballotline::app::{Figure, Reading};
use ballotline::words::catalog::LANGUAGES;
use walkdir::WalkDir;

use crate::pack::{self, Effort};
use crate::project::{Project, read, write};
use crate::wasm::{self, Profile};
use crate::{integrity, npm, page, preview, script, single};

/// An empty file that stands in `dist/` after a build that is not for shipping.
pub const DEV_MARK: &str = ".dev";
/// Scripts that ship as they are but for the length of their names: the frame's, the helper of the page round a frame, a check of
/// colours, and what figures are taken away with.
const SMALL: [&str; 4] = ["frame.js", "embed.js", "contrast.js", "share.js"];
/// Pages of `www/` with placeholders, beside those that there is one of in each language.
const FILLED: [&str; 3] = ["demo/element.html", "demo/frame.html", "demo/still.html"];
/// What the list of verbs says.
pub const SUMMARY: &str = "compile the library and put together dist/";
/// What `help build` says.
pub const HELP: &str = "
Compiles the library for browsers, binds it, and puts everything that is served into dist/.

  --dev       soon ready, larger, lightly compressed (the default)
  --release   small and fast: what ships, and what `size` measures

  --site ADDRESS  where dist/ will stand, as in https://example.com/ballotline/: writes oEmbed answers, and tags for networks
                  into the page, both of which need full addresses

The page in one file, which opens from a disk without a server, stands beside the rest under the story's name: kazakhstan-2022.html.

A release compiles std along with the library where rustup can bring its source, and passes the modules through wasm-opt
and the scripts through terser where npm can bring those; without them it is larger, and a note says so.
";

/// Runs the verb.
pub fn run(words: Vec<OsString>) -> Result<()> {
    let mut profile = Profile::Dev;
    let mut site = None;
    let mut parser = lexopt::Parser::from_args(words);
    while let Some(argument) = parser.next()? {
        match argument {
            lexopt::Arg::Long("site") => site = Some(preview::site(&parser.value()?.to_string_lossy())?),
            lexopt::Arg::Long("release") => profile = Profile::Release,
            lexopt::Arg::Long("dev") => profile = Profile::Dev,
            other => crate::unknown_word(other)?,
        }
    }
    build(&Project::locate()?, profile, site.as_deref())
}

/// Builds `dist/`, for a site of this address if it is known.
pub fn build(project: &Project, profile: Profile, site: Option<&str>) -> Result<()> {
    let start = Instant::now();
    eprintln!("compiling the programs: the first time takes some minutes");
    let made = project.target.join("dist-in-the-making");
    remove(&made)?;
    std::fs::create_dir_all(&made).with_context(|| format!("could not make {}", made.display()))?;

    let www = project.root.join("www");
    let element = read(&www.join("element.js"))?;
    let built = wasm::build(project, profile)?;
    let reading = page::reading("en")?;
    copy_folder(&www, &made, &["element.js"])?;
    copy_folder(&project.root.join("data"), &made.join("data"), &[])?;
    for ((part, _), (first, alone)) in wasm::PARTS.iter().zip(&built.parts) {
        write(&made.join(wasm::first_file_of(part)), first)?;
        write(&made.join(wasm::part_file_of(part)), alone)?;
    }
    write(&made.join(wasm::part_file_of("share")), &built.share)?;
    let mut pages = Vec::new();
    for (language, _) in LANGUAGES {
        let reading = page::reading(language)?;
        for (name, part) in wasm::STORY {
            write(&made.join(wasm::story_file(name, language)), reading.pack(part))?;
        }
        // The page in a language is an article of its own, with the same numbers, and has a record; a language may have none.
        let name = page::file_name(language);
        let template = if language == "en" { project.root.join(&name) } else { www.join(&name) };
        if !template.exists() {
            continue;
        }
        let page = page::filled(&read(&template)?, &reading)?;
        write(&made.join(name), page.as_bytes())?;
        let name = page::record_name(language);
        write(&made.join(&name), page::filled(&read(&www.join(&name))?, &reading)?.as_bytes())?;
        pages.push((language, page, reading));
    }
    // The page's own rules stand after the figures', and both are one file: a request less.
    let (style, page_style) = (made.join("ballotline.css"), made.join("page.css"));
    write(&page_style, (read(&style)? + &read(&page_style)?).as_bytes())?;
    if profile == Profile::Release {
        for style in [style, page_style] {
            write(&style, script::small_style(&read(&style)?).as_bytes())?;
        }
    }
    let small = |text: String| match profile {
        Profile::Dev => text,
        Profile::Release => script::small(project, text),
    };
    write(&made.join("ballotline.js"), small(script::joined(&built.glue, &element)?).as_bytes())?;
    for name in SMALL {
        write(&made.join(name), small(read(&www.join(name))?).as_bytes())?;
    }
    write(&made.join(format!("{}_bg.wasm", wasm::READER)), &built.reader.module)?;
    let reader = small(script::alone(&built.reader.glue));
    write(&made.join(format!("{}.js", wasm::READER)), reader.as_bytes())?;
    for name in FILLED {
        let path = made.join(name);
        write(&path, page::filled(&read(&path)?, &reading)?.as_bytes())?;
    }
    let has_pictures = profile == Profile::Release && preview::pictures(&made, &reading)?;
    match site {
        Some(site) => preview::answers(&made, &reading, site, has_pictures)?,
        None => eprintln!(
            "note: no oEmbed answers and no tags for networks: they need the address, --site https://…"
        ),
    }
    integrity::list(&made)?;
    let effort = match profile {
        Profile::Dev => Effort::Quick,
        Profile::Release => Effort::Full,
    };
    pack::pack(&made, effort)?;
    for (language, page, reading) in &pages {
        single::page(&made, (language, page), reading, site, effort)?;
    }
    if profile == Profile::Release {
        npm::package(project, &made)?;
    }
    if profile == Profile::Dev {
        write(&made.join(DEV_MARK), b"")?;
    }

    marks(project, &reading)?;
    let dist = project.dist();
    remove(&dist)?;
    if std::fs::rename(&made, &dist).is_err() {
        // The target directory may stand on another disk.
        copy_folder(&made, &dist, &[])?;
        remove(&made)?;
    }
    eprintln!("dist/ is built in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Writes the still pictures with the names of their marks beside what is built, for the tests in a browser.
fn marks(project: &Project, reading: &Rc<Reading>) -> Result<()> {
    let folder = project.target.join("marks");
    std::fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
    for figure in Figure::ALL {
        for (class, picture) in marked(figure, reading) {
            write(&folder.join(format!("{}.{class}.svg", figure.key())), picture.as_bytes())?;
        }
    }
    Ok(())
}

/// Copies a folder's files, all but those named.
fn copy_folder(from: &Path, to: &Path, left_out: &[&str]) -> Result<()> {
    for entry in WalkDir::new(from).sort_by_file_name() {
        let entry = entry.with_context(|| format!("could not list {}", from.display()))?;
        let path = entry.path().strip_prefix(from)?;
        if left_out.iter().any(|name| path == Path::new(name)) {
            continue;
        }
        let target = to.join(path);
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target)
                .with_context(|| format!("could not make {}", target.display()))?;
        } else {
            std::fs::copy(entry.path(), &target)
                .with_context(|| format!("could not copy {}", entry.path().display()))?;
        }
    }
    Ok(())
}

/// Removes a folder, if it is there.
fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("could not remove {}", folder.display()))?;
    }
    Ok(())
}
