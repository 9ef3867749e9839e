//! `serve`: `dist/` on this machine, built anew whenever something changes.
//!
//! Decides the address, the headers and when to rebuild. What is served is held in memory and replaced after
//! a good build only, so a failing build keeps the last good page, and a request can reach nothing but the
//! files of `dist/`.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, RwLock};
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result, bail};
use tiny_http::{Header, Request, Response, Server};
use walkdir::WalkDir;

use crate::project::{self, Project};

/// What the list of verbs says.
pub const SUMMARY: &str = "serve dist/ on this machine and rebuild on change";
/// What `help serve` says.
pub const HELP: &str = "
Builds dist/, serves it over a loopback address, and builds it anew when src, www, data or index.html change.
A build that fails says why, and the last good page stays.

  --port N    the port, or the next free one after it (8080)
  --release   build as `build --release` does; otherwise the quick build, which is ready in a fraction of the time
";

/// How many ports are tried after the one that was asked for.
const PORTS_TRIED: u16 = 50;
/// How long to wait between two looks at the sources.
const POLL: Duration = Duration::from_millis(500);
/// What is watched.
const WATCHED: [&str; 5] = ["src", "www", "data", "index.html", "Cargo.toml"];

/// The files of `dist/` by their path in an address, `/` first.
type Site = HashMap<String, Vec<u8>>;

/// Runs the verb.
pub fn run(words: Vec<OsString>) -> Result<()> {
    let mut port = 8080;
    let mut profile = "--dev";
    let mut parser = lexopt::Parser::from_args(words);
    while let Some(argument) = parser.next()? {
        match argument {
            lexopt::Arg::Long("port") => {
                let value = parser.value()?;
                let value = value.to_string_lossy();
                port = value.parse().with_context(|| format!("`{value}` is no port"))?;
            }
            lexopt::Arg::Long("release") => profile = "--release",
            lexopt::Arg::Long("dev") => profile = "--dev",
            other => crate::unknown_word(other)?,
        }
    }
    let project = Project::locate()?;
    let mut seen = newest(&project);
    rebuild(&project, profile)?;
    let site = Arc::new(RwLock::new(load(&project.dist())?));
    let wanted = port;
    let (server, port) = listen(wanted)?;
    if port != wanted {
        println!("port {wanted} is taken");
    }
    println!("http://127.0.0.1:{port}/");

    let served = Arc::clone(&site);
    std::thread::spawn(move || {
        for request in server.incoming_requests() {
            answer(request, &served);
        }
    });
    loop {
        std::thread::sleep(POLL);
        let now = newest(&project);
        if now == seen {
            continue;
        }
        seen = now;
        match rebuild(&project, profile).and_then(|()| load(&project.dist())) {
            Ok(fresh) => {
                if let Ok(mut site) = site.write() {
                    *site = fresh;
                }
            }
            Err(error) => eprintln!("{error:#}; the last good page stays"),
        }
    }
}

/// Builds by a new xtask, since this one holds the library as it was.
fn rebuild(project: &Project, profile: &str) -> Result<()> {
    let mut command = project::cargo();
    command.args(["run", "--quiet", "--package", "xtask", "--", "build", profile]).current_dir(&project.root);
    project::run(&mut command)
}

/// How many files are watched and when the newest was changed: whatever alters this is a change.
fn newest(project: &Project) -> (usize, Option<SystemTime>) {
    let entries = WATCHED.iter().flat_map(|name| WalkDir::new(project.root.join(name)).into_iter().flatten());
    let times = entries.filter_map(|entry| entry.metadata().ok()?.modified().ok());
    times.fold((0, None), |(count, newest), time| (count + 1, newest.max(Some(time))))
}

/// Reads `dist/` into memory.
fn load(dist: &Path) -> Result<Site> {
    let mut site = Site::new();
    for entry in WalkDir::new(dist) {
        let entry = entry.context("could not list dist/")?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(dist)?;
            let address: String = path.iter().map(|part| format!("/{}", part.to_string_lossy())).collect();
            let bytes = std::fs::read(entry.path()).context("could not read dist/")?;
            site.insert(address, bytes);
        }
    }
    Ok(site)
}

/// Listens on the first free port.
fn listen(first: u16) -> Result<(Server, u16)> {
    for port in first..=first.saturating_add(PORTS_TRIED) {
        if let Ok(server) = Server::http(("127.0.0.1", port)) {
            return Ok((server, port));
        }
    }
    bail!("no port from {first} to {} is free", first.saturating_add(PORTS_TRIED))
}

/// Answers one request; a reader who went away meanwhile is no error.
fn answer(request: Request, site: &RwLock<Site>) {
    let accepts = request
        .headers()
        .iter()
        .find(|header| header.field.equiv("Accept-Encoding"))
        .map(|header| header.value.as_str().to_owned())
        .unwrap_or_default();
    let found = site.read().ok().and_then(|site| find(&site, request.url(), &accepts));
    let response = match found {
        Some(found) => {
            let mut headers = vec![
                ("Content-Type", content_type(&found.address)),
                ("Cache-Control", "no-cache"),
                ("Vary", "Accept-Encoding"),
                ("X-Content-Type-Options", "nosniff"),
            ];
            headers.extend(found.encoding.map(|encoding| ("Content-Encoding", encoding)));
            let headers =
                headers.into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok());
            let length = found.bytes.len();
            Response::new(200.into(), headers.collect(), Cursor::new(found.bytes), Some(length), None)
        }
        None => Response::from_string("There is nothing at this address.\n").with_status_code(404),
    };
    let _ = request.respond(response);
}

/// A file that was asked for.
struct Found {
    address: String,
    encoding: Option<&'static str>,
    bytes: Vec<u8>,
}

/// The file at an address, in the smallest form that the asker reads.
fn find(site: &Site, url: &str, accepts: &str) -> Option<Found> {
    let mut address = url.split(['?', '#']).next().unwrap_or_default().to_owned();
    if address.ends_with('/') {
        address.push_str("index.html");
    }
    let plain = site.get(&address)?;
    let packed = [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(encoding, ending)| {
        let bytes =
            accepts_encoding(accepts, encoding).then(|| site.get(&format!("{address}.{ending}")))??;
        Some((encoding, bytes))
    });
    let (encoding, bytes) = packed.map_or((None, plain), |(encoding, bytes)| (Some(encoding), bytes));
    Some(Found { encoding, bytes: bytes.clone(), address })
}

/// Whether an `Accept-Encoding` names an encoding and does not refuse it.
fn accepts_encoding(accepts: &str, encoding: &str) -> bool {
    accepts.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        words.next() == Some(encoding)
            && !words.any(|word| word.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) == Some(0.0))
    })
}

/// The content type of a file, by its ending.
fn content_type(address: &str) -> &'static str {
    match address.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("csv") => "text/csv; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let files =
            [("/index.html", "page"), ("/index.html.br", "BR"), ("/index.html.gz", "GZ"), ("/a.png", "png")];
        files.into_iter().map(|(address, text)| (address.to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn body(url: &str, accepts: &str) -> Option<String> {
        find(&site(), url, accepts).map(|found| String::from_utf8(found.bytes).unwrap())
    }

    #[test]
    fn the_smallest_readable_form_is_served() {
        assert_eq!(body("/", "gzip, deflate, br").as_deref(), Some("BR"));
        assert_eq!(body("/?a=b", "gzip, br;q=0").as_deref(), Some("GZ"));
        assert_eq!(body("/index.html", "").as_deref(), Some("page"));
        assert_eq!(body("/a.png", "br").as_deref(), Some("png"));
    }

    #[test]
    fn nothing_beside_the_folder_is_served() {
        for url in
            ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd", "/index.html/../a.png", "", "/missing"]
        {
            assert_eq!(body(url, "br"), None, "{url}");
        }
    }
}
