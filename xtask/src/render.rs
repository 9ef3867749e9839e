//! `render`: one figure as a sheet for print, as SVG or PNG.
//!
//! Decides what is asked for and that nothing asked for is passed over. Leaves what stands on a sheet to the library, which
//! makes those that a reader saves in a page.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context as _, Result, anyhow, bail};
use ballotline::app::picture::Chart;
use ballotline::app::share::{sheet, taken};
use ballotline::app::{Figure, Model, Reading, link};
use ballotline::layout::width_table::WidthTable;
use ballotline::scene::bitmap::to_pixels;
use ballotline::scene::palette::Palette;
use ballotline::words::catalog::{LANGUAGES, language_of};

use crate::fonts::{self, FontFiles};
use crate::project::write;
use crate::{page, preview};

/// What the list of verbs says.
pub const SUMMARY: &str = "write a figure as a sheet for print, SVG or PNG";
/// What `help render` says.
pub const HELP: &str = "
Writes a figure as a sheet that stands alone: headline, the line below it, key, picture, sources, licence and link.

  --figure NAME   results, history, contest, turnout-clock, turnout-map, verdicts, timeline or un-votes
  --out FILE      where to: x.svg or x.png
  --state STATE   what is chosen, as in a link: \"base=cast\", \"from=2022-11-01&to=2022-11-30\"
  --width PX      the sheet's width in CSS pixels, 320 to 1600 (736)
  --theme THEME   light or dark (light)
  --scale N       of a PNG: pixels for each CSS pixel, 1, 2 or 3 (3)
  --story PATH    another story's datapackage.json; without it, the embedded story
  --lang CODE     en, ru or kk (en)
  --site ADDRESS  where the page stands, as in https://example.com/ballotline/: the link on the sheet leads there

A PNG takes its letters from the fonts Liberation Sans and Noto Sans, which are installed on Debian where they are missing.
";

/// A sheet's width where none is asked for: the picture is laid out at 704 px.
const WIDTH_PX: u32 = 736;
/// Widths that figures are made for.
const WIDTHS_PX: std::ops::RangeInclusive<u32> = 320..=1600;
/// What a sheet has beside its picture, left and right together.
const MARGINS_PX: u32 = 32;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Svg,
    /// With so many pixels for each CSS pixel.
    Png(u32),
}

/// What was asked for.
#[derive(Debug)]
struct Asked {
    figure: Figure,
    out: PathBuf,
    kind: Kind,
    state: String,
    width_px: u32,
    is_dark: bool,
    story: Option<PathBuf>,
    site: String,
    language: &'static str,
}

/// Runs the verb.
pub fn run(words: Vec<OsString>) -> Result<()> {
    let asked = asked(words)?;
    let reading = match &asked.story {
        None => page::reading(asked.language)?,
        Some(path) => {
            let reading = page::reading_of(path, asked.language)?;
            for note in &reading.notes {
                eprintln!("note: {}: {}", note.file, note.text);
            }
            reading
        }
    };
    if asked.site.is_empty() {
        eprintln!("note: the sheet has no link: it needs the page's address, --site https://…");
    }
    write(&asked.out, rendered(&asked, reading)?)
}

/// The options, understood.
fn asked(words: Vec<OsString>) -> Result<Asked> {
    let (mut figure, mut out, mut state, mut story) = (None, None, String::new(), None);
    let (mut width_px, mut is_dark, mut scale, mut site) = (WIDTH_PX, false, None, String::new());
    let mut language = "en";
    let mut parser = lexopt::Parser::from_args(words);
    while let Some(argument) = parser.next()? {
        use lexopt::Arg::Long;
        let Long(name) = argument else {
            crate::unknown_word(argument)?;
            continue;
        };
        let name = name.to_owned();
        let mut value = || -> Result<String> { Ok(parser.value()?.to_string_lossy().into_owned()) };
        match name.as_str() {
            "figure" => figure = Some(figure_of(&value()?)?),
            "out" => out = Some(PathBuf::from(parser.value()?)),
            "state" => state = value()?,
            "story" => story = Some(PathBuf::from(parser.value()?)),
            "lang" => language = language_named(&value()?)?,
            "site" => site = preview::site(&value()?)?,
            "width" => width_px = width_of(&value()?)?,
            "theme" => {
                is_dark = match value()?.as_str() {
                    "light" => false,
                    "dark" => true,
                    other => bail!("there is no theme `{other}`: it is light or dark"),
                }
            }
            "scale" => {
                scale = Some(match value()?.as_str() {
                    "1" => 1,
                    "2" => 2,
                    "3" => 3,
                    other => bail!("there is no scale `{other}`: it is 1, 2 or 3"),
                })
            }
            other => crate::unknown_word(Long(other))?,
        }
    }
    let figure = figure.with_context(|| format!("--figure is missing: {}", names()))?;
    let out = out.context("--out is missing: where to, as in --out x.svg or --out x.png")?;
    let kind = kind_of(&out, scale)?;
    Ok(Asked { figure, out, kind, state, width_px, is_dark, story, site, language })
}

fn language_named(tag: &str) -> Result<&'static str> {
    language_of(tag).with_context(|| {
        let codes = LANGUAGES.map(|language| language.0).join(", ");
        format!("there is no language `{tag}`: the languages are {codes}")
    })
}

fn names() -> String {
    format!("the figures are {}", Figure::ALL.map(Figure::key).join(", "))
}

fn figure_of(name: &str) -> Result<Figure> {
    Figure::from_key(name).with_context(|| format!("there is no figure `{name}`: {}", names()))
}

fn width_of(text: &str) -> Result<u32> {
    let width = text.parse().ok().filter(|width| WIDTHS_PX.contains(width));
    width.with_context(|| {
        let (least, most) = (WIDTHS_PX.start(), WIDTHS_PX.end());
        format!("`{text}` is no width: a sheet has {least} to {most} px, a whole number")
    })
}

fn kind_of(out: &Path, scale: Option<u32>) -> Result<Kind> {
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("svg") if scale.is_some() => bail!("an SVG is sharp at every size: --scale is for PNG"),
        Some("svg") => Ok(Kind::Svg),
        Some("png") => Ok(Kind::Png(scale.unwrap_or(3))),
        _ => bail!("`{}` ends neither in .svg nor in .png", out.display()),
    }
}

/// The file's bytes.
fn rendered(asked: &Asked, reading: Rc<Reading>) -> Result<Vec<u8>> {
    let Asked { figure, state, is_dark, .. } = asked;
    let key = figure.key();
    if let Some(pair) = link::not_understood(*figure, &reading.story, state) {
        bail!("`{pair}` says nothing to the figure {key}: {}", known_keys(*figure, &reading));
    }
    let model = Model::new(reading, *figure, f64::from(asked.width_px - MARGINS_PX), state);
    if model.layout(&WidthTable).chart == Chart::Nothing {
        bail!("the story has nothing for the figure {key}");
    }
    let own = model.link();
    let home = match asked.language {
        "en" => asked.site.clone(),
        language => asked.site.clone() + &page::file_name(language),
    };
    let link = match (asked.site.as_str(), own.as_str()) {
        ("", _) => String::new(),
        (_, "") => home,
        (_, own) => format!("{home}#{own}"),
    };
    match asked.kind {
        Kind::Svg => Ok(taken(&model, "svg", &link, "", *is_dark, &WidthTable).into_bytes()),
        Kind::Png(scale) => {
            let files = FontFiles::find().with_context(|| {
                format!(
                    "a PNG needs {}: install Liberation Sans and Noto Sans",
                    fonts::NAMES.concat().join(", ")
                )
            })?;
            let palette = if *is_dark { &Palette::DARK } else { &Palette::LIGHT };
            let pixels = to_pixels(&sheet(&model, &link, &WidthTable), palette, scale, files.fonts());
            pixels.and_then(|pixels| pixels.to_png()).map_err(|error| anyhow!("{error}"))
        }
    }
}

/// Which keys a figure's state has.
fn known_keys(figure: Figure, reading: &Reading) -> String {
    let keys = link::keys(&Default::default(), figure, &reading.story);
    let keys: Vec<&str> = keys.into_iter().map(|(key, _)| key).collect();
    match keys.as_slice() {
        [] => "there is nothing to choose in it".to_owned(),
        keys => format!("its keys are {}, with values of the story", keys.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<OsString> {
        text.split(' ').map(OsString::from).collect()
    }

    fn svg(text: &str) -> String {
        let asked = asked(words(text)).unwrap();
        String::from_utf8(rendered(&asked, page::reading(asked.language).unwrap()).unwrap()).unwrap()
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        for (text, wanted) in [
            ("--figure results", "--out is missing"),
            ("--out x.svg", "--figure is missing: the figures are results, history"),
            ("--figure result --out x.svg", "there is no figure `result`: the figures are results,"),
            ("--figure results --out x.pdf", "`x.pdf` ends neither in .svg nor in .png"),
            ("--figure results --out svg", "`svg` ends neither"),
            ("--figure results --out x.svg --scale 2", "--scale is for PNG"),
            ("--figure results --out x.png --scale 4", "there is no scale `4`"),
            ("--figure results --out x.png --theme grey", "there is no theme `grey`"),
            ("--figure results --out x.png --width 319", "`319` is no width: a sheet has 320 to 1600 px"),
            ("--figure results --out x.png --width wide", "`wide` is no width"),
            ("--figure results --out x.svg --site example.com", "--site wants a full address"),
            ("--figure results --out x.svg --colour red", "invalid option '--colour'"),
            ("--figure results --out x.svg y.svg", "unexpected argument"),
        ] {
            let error = asked(words(text)).unwrap_err().to_string();
            assert!(error.contains(wanted), "{text}: {error}");
        }
        for (text, wanted) in [
            (
                "--figure results --out x.svg --state base=casts",
                "`base=casts` says nothing to the figure results: its keys are base, with values of the story",
            ),
            ("--figure un-votes --out x.svg --state a=b", "there is nothing to choose in it"),
            ("--figure timeline --out x.svg --state from=2022-12-01&to=2022-11-01", "`from=2022-12-01` says"),
        ] {
            let asked = asked(words(text)).unwrap();
            let error = rendered(&asked, page::reading(asked.language).unwrap()).unwrap_err().to_string();
            assert!(error.contains(wanted), "{text}: {error}");
        }
    }

    #[test]
    fn a_sheet_has_its_state_its_width_its_theme_its_fonts_and_its_link() {
        let plain = svg("--figure results --out x.svg");
        let chosen = svg("--figure results --out x.SVG --state base=cast --width 480 --theme dark \
                          --site https://example.com/b");
        assert!(
            plain.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 736 "),
            "{plain:.90}"
        );
        assert!(
            chosen.contains(" viewBox=\"0 0 480 ") && chosen.contains("https://example.com/b/#base=cast<")
        );
        for sheet in [&plain, &chosen] {
            assert!(sheet.contains("font-family=\"system-ui,Noto Sans,Arial,sans-serif\""));
            assert!(sheet.contains("CC-BY-4.0") && !sheet.contains("href") && !sheet.contains("var("));
        }
        let ground = |palette: &Palette| {
            let (red, green, blue) = palette.rgb(ballotline::scene::Role::Ground);
            format!("#{red:02x}{green:02x}{blue:02x}")
        };
        let dark = ground(&Palette::DARK);
        assert!(chosen.contains(&dark) && !plain.contains(&dark));
    }

    #[test]
    fn every_figure_of_the_embedded_story_is_rendered_as_pixels_and_as_text() {
        for figure in Figure::ALL {
            let name = figure.key();
            assert!(svg(&format!("--figure {name} --out x.svg --width 320")).ends_with("</svg>"), "{name}");
        }
        // Where there are no fonts, the sentence says which.
        let asked = asked(words("--figure results --out x.png --scale 2 --width 400")).unwrap();
        match rendered(&asked, page::reading(asked.language).unwrap()) {
            Ok(png) => {
                let width = u32::from_be_bytes([png[16], png[17], png[18], png[19]]);
                assert_eq!((&png[..4], width), (&b"\x89PNG"[..], 800));
            }
            Err(error) => assert!(error.to_string().contains("LiberationSans-Regular.ttf"), "{error}"),
        }
    }

    #[test]
    fn another_story_is_read_where_it_stands() {
        let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/stories");
        let reading = page::reading_of(&stories.join("sixty/datapackage.json"), "en").unwrap();
        let results = asked(words("--figure results --out x.svg")).unwrap();
        assert!(rendered(&results, Rc::clone(&reading)).is_ok());
        let error = rendered(&asked(words("--figure un-votes --out x.svg")).unwrap(), reading).unwrap_err();
        assert_eq!(error.to_string(), "the story has nothing for the figure un-votes");
        let error =
            page::reading_of(&stories.join("nowhere/datapackage.json"), "en").unwrap_err().to_string();
        assert!(
            error.starts_with("could not read ") && error.ends_with("nowhere/datapackage.json"),
            "{error}"
        );
    }
}
