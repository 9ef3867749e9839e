//! What other people's systems show of a figure: a picture of 1200 × 630 pixels, an oEmbed answer, tags in the page's head.
//!
//! Decides how a picture is put together and what is said of a figure. Leaves the figure and its words to the library. oEmbed
//! and the tags need full addresses: without the site's they are left out.

use std::path::Path;
use std::rc::Rc;

use anyhow::{Context as _, Result, bail};
use ballotline::app::markup::Element;
use ballotline::app::{Figure, Model, Reading, view};
use ballotline::layout::Font;
use ballotline::layout::width_table::WidthTable;
use ballotline::layout::wrap::wrap_to;
use ballotline::scene::bitmap::{Fonts, Pixels, to_pixels};
use ballotline::scene::palette::Palette;
use ballotline::scene::svg::escape;
use ballotline::scene::{Anchor, Item, Role, Scene, Text};
use serde_json::json;

use crate::fonts::{self, FontFiles};
use crate::project::write;

/// A picture's sides in pixels: what networks ask for.
const WIDTH: usize = 1200;
const HEIGHT: usize = 630;
/// Ground left on every side.
const MARGIN: usize = 48;
/// Between the words and the picture.
const GAP: usize = 28;
/// Widths at which a figure may be laid out; the one that fills the picture best is taken.
const LAYOUT_WIDTHS_PX: [f64; 5] = [480.0, 576.0, 704.0, 896.0, 1104.0];
/// A figure is enlarged so much at most.
const LARGEST: f64 = 2.0;
/// A picture that would fill less of the width than this goes on beyond the foot instead, and fades out there.
const NARROWEST: f64 = 0.6;
/// How large such a picture is drawn, and over how many pixels it fades.
const GOING_ON: f64 = 0.9;
const FADE: usize = 48;
/// What a frame is given in an article, and what stands round the picture in it, in CSS pixels.
const FRAME_WIDTH_PX: f64 = 720.0;
const SURROUNDINGS_PX: f64 = 260.0;

/// What a figure says: its headline and the line below it.
struct Said {
    headline: String,
    deck: String,
}

/// Makes the pictures, as far as there are fonts; says whether it has.
pub fn pictures(made: &Path, reading: &Rc<Reading>) -> Result<bool> {
    let Some(files) = FontFiles::find() else {
        eprintln!("note: no pictures in og/: {} were not found", fonts::NAMES.concat().join(", "));
        return Ok(false);
    };
    let folder = folder(made, "og")?;
    for figure in Figure::ALL {
        let pixels = picture(figure, reading, files.fonts())?;
        let png = pixels.to_png().map_err(|error| anyhow::anyhow!("{error}"))?;
        write(&folder.join(format!("{}.png", figure.key())), &png)?;
    }
    Ok(true)
}

/// Writes the oEmbed answers and puts the tags into the page.
pub fn answers(made: &Path, reading: &Rc<Reading>, site: &str, has_pictures: bool) -> Result<()> {
    let folder = folder(made, "oembed")?;
    for figure in Figure::ALL {
        let answer = answer(figure, reading, site, has_pictures);
        write(&folder.join(format!("{}.json", figure.key())), format!("{answer:#}\n").as_bytes())?;
    }
    let path = made.join("index.html");
    let page = std::fs::read_to_string(&path).context("could not read index.html")?;
    write(&path, with_tags(&page, reading, site, has_pictures)?.as_bytes())
}

/// A site's address with a slash at its end.
pub fn site(text: &str) -> Result<String> {
    if !["https://", "http://"].iter().any(|start| text.len() > start.len() && text.starts_with(start)) {
        bail!("--site wants a full address, as in --site https://example.com/ballotline/");
    }
    if text.contains(['"', '<', '>', ' ', '#', '?']) {
        bail!("--site wants the address of a folder, without ? and #");
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}

fn said(figure: Figure, reading: &Rc<Reading>) -> Said {
    let chrome = view(&Model::new(Rc::clone(reading), figure, FRAME_WIDTH_PX, ""), &WidthTable).chrome;
    let of = |class| element_of(&chrome, class).map(Element::text_content).unwrap_or_default();
    Said { headline: of("bl-headline"), deck: of("bl-deck") }
}

/// The first element of a class.
fn element_of<'a>(tree: &'a Element, class: &str) -> Option<&'a Element> {
    if tree.class_name() == class {
        return Some(tree);
    }
    tree.parts().find_map(|part| element_of(part, class))
}

/// The oEmbed answer for a figure.
fn answer(figure: Figure, reading: &Rc<Reading>, site: &str, has_pictures: bool) -> serde_json::Value {
    let key = figure.key();
    let title = said(figure, reading).headline;
    let scene = scene_of(figure, reading, FRAME_WIDTH_PX);
    let height = (scene.height_px + SURROUNDINGS_PX).ceil() as u32;
    let mut quoted = String::new();
    escape(&title, &mut quoted);
    let html = format!(
        "<iframe data-ballotline src=\"{site}frame.html#figure={key}\" title=\"{quoted}\" width=\"100%\" height=\"{height}\" \
         style=\"border: 0\" loading=\"lazy\" allow=\"clipboard-write\"></iframe><script async src=\"{site}embed.js\"></script>"
    );
    let mut answer = json!({
        "version": "1.0",
        "type": "rich",
        "provider_name": "Ballotline",
        "provider_url": site,
        "title": title,
        "html": html,
        "width": FRAME_WIDTH_PX as u32,
        "height": height,
    });
    if has_pictures {
        answer["thumbnail_url"] = format!("{site}og/{key}.png").into();
        answer["thumbnail_width"] = WIDTH.into();
        answer["thumbnail_height"] = HEIGHT.into();
    }
    answer
}

/// The page with Open Graph tags and a link to each figure's oEmbed answer at the end of its head.
fn with_tags(page: &str, reading: &Rc<Reading>, site: &str, has_pictures: bool) -> Result<String> {
    let between = |start: &str, end: &str| Some(page.split_once(start)?.1.split_once(end)?.0);
    let title = between("<title>", "</title>").context("the page has no title")?;
    let description =
        between("<meta name=\"description\" content=\"", "\"").context("the page has no description")?;
    let mut tags = format!("<link rel=\"canonical\" href=\"{site}\">\n");
    let mut tag = |property: &str, content: &str| {
        tags.push_str(&format!("<meta property=\"{property}\" content=\"{content}\">\n"));
    };
    tag("og:type", "article");
    tag("og:url", site);
    tag("og:title", title);
    tag("og:description", description);
    if has_pictures {
        let first = Figure::ALL[0];
        let mut quoted = String::new();
        escape(&said(first, reading).headline, &mut quoted);
        tag("og:image", &format!("{site}og/{}.png", first.key()));
        tag("og:image:width", &WIDTH.to_string());
        tag("og:image:height", &HEIGHT.to_string());
        tag("og:image:alt", &quoted);
        tags.push_str("<meta name=\"twitter:card\" content=\"summary_large_image\">\n");
    }
    for figure in Figure::ALL {
        let mut quoted = String::new();
        escape(&said(figure, reading).headline, &mut quoted);
        tags.push_str(&format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{site}oembed/{}.json\" title=\"{quoted}\">\n",
            figure.key()
        ));
    }
    let (head, body) = page.split_once("</head>").context("the page has no head")?;
    Ok(format!("{head}{tags}</head>{body}"))
}

fn scene_of(figure: Figure, reading: &Rc<Reading>, width_px: f64) -> Scene {
    view(&Model::new(Rc::clone(reading), figure, width_px, ""), &WidthTable).scene
}

/// A figure's picture: headline and line below it, then the figure as large as fits.
fn picture(figure: Figure, reading: &Rc<Reading>, fonts: Fonts<'_>) -> Result<Pixels> {
    let Said { headline, deck } = said(figure, reading);
    let room = (WIDTH - 2 * MARGIN) as f64;
    let mut items = Vec::new();
    let mut y = MARGIN as f64;
    let mut lines = |text: &str, font: Font, role: Role, most: usize, step_px: f64| {
        for line in wrap_to(text, font, room, most, &WidthTable).lines {
            y += step_px;
            items.push(Item::Text(Text {
                x: MARGIN as f64,
                y: y - step_px * 0.25,
                content: line,
                font,
                ink: role.into(),
                anchor: Anchor::Start,
                halo: false,
            }));
        }
        y
    };
    lines(&headline, Font::semibold(42), Role::Ink, 2, 52.0);
    let top = lines(&deck, Font::regular(22), Role::InkSecond, 2, 30.0) as usize + GAP;
    let words = Scene { width_px: WIDTH as f64, height_px: HEIGHT as f64, items };
    let drawn = |scene: &Scene, scale| {
        to_pixels(scene, &Palette::LIGHT, scale, fonts).map_err(|error| anyhow::anyhow!("{error}"))
    };
    let mut out = drawn(&words, 1)?;

    let high = HEIGHT.saturating_sub(top + MARGIN).max(1) as f64;
    let scale_of =
        |scene: &Scene| (room / scene.width_px.max(1.0)).min(high / scene.height_px.max(1.0)).min(LARGEST);
    let area_of = |scene: &Scene| scene.width_px * scene.height_px * scale_of(scene) * scale_of(scene);
    let scenes = LAYOUT_WIDTHS_PX.iter().map(|width_px| scene_of(figure, reading, *width_px));
    let mut scene = scenes.max_by(|a, b| area_of(a).total_cmp(&area_of(b))).context("there is a width")?;
    let mut scale = scale_of(&scene);
    if scene.width_px * scale < room * NARROWEST {
        scene = scene_of(figure, reading, room / GOING_ON);
        scale = GOING_ON;
    }
    let large = drawn(&scene, 2)?;
    let (width, height) = ((scene.width_px * scale) as usize, (scene.height_px * scale) as usize);
    let small = shrunk(&large, width.max(1), height.max(1));
    let goes_on = top + height > HEIGHT;
    for (row, line) in small.chunks_exact(3 * width.max(1)).enumerate().take(HEIGHT - top.min(HEIGHT)) {
        let start = 3 * ((top + row) * WIDTH + MARGIN);
        let below = HEIGHT - (top + row) - 1;
        if let Some(place) = out.rgb.get_mut(start..start + line.len()) {
            for (own, value) in place.iter_mut().zip(line) {
                *own = if goes_on { faded(*value, *own, below) } else { *value };
            }
        }
    }
    Ok(out)
}

/// A value of a picture, and more of its ground's the fewer rows of pixels are below.
fn faded(value: u8, ground: u8, below: usize) -> u8 {
    let part = below.min(FADE) as f64 / FADE as f64;
    (f64::from(value) * part + f64::from(ground) * (1.0 - part) + 0.5) as u8
}

/// The pixels at a smaller size, each the mean of what it covers.
fn shrunk(pixels: &Pixels, width: usize, height: usize) -> Vec<u8> {
    let row = 3 * pixels.width as usize;
    let across = shares(pixels.width as usize, width);
    let down = shares(pixels.height as usize, height);
    let mut out = Vec::with_capacity(3 * width * height);
    for rows in &down {
        for columns in &across {
            for channel in 0..3 {
                let mut sum = 0.0;
                for (y, part_y) in rows {
                    for (x, part_x) in columns {
                        sum += f64::from(pixels.rgb[y * row + 3 * x + channel]) * part_x * part_y;
                    }
                }
                out.push((sum + 0.5) as u8);
            }
        }
    }
    out
}

/// Which of so many cells each of fewer covers, and what part of the mean each has.
fn shares(many: usize, few: usize) -> Vec<Vec<(usize, f64)>> {
    let step = many as f64 / few as f64;
    let covered = |index: usize| {
        let (from, to) = (index as f64 * step, (index + 1) as f64 * step);
        let cells = from as usize..(to.ceil() as usize).min(many);
        cells.map(|cell| (cell, ((cell as f64 + 1.0).min(to) - (cell as f64).max(from)) / step)).collect()
    };
    (0..few).map(covered).collect()
}

fn folder(made: &Path, name: &str) -> Result<std::path::PathBuf> {
    let folder = made.join(name);
    std::fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_a_full_address_of_a_folder() {
        for (text, expected) in [
            ("https://example.com/b", Some("https://example.com/b/")),
            ("https://example.com/", Some("https://example.com/")),
            ("example.com", None),
            ("https://", None),
            ("https://example.com/?a", None),
            ("https://example.com/\"", None),
        ] {
            assert_eq!(site(text).ok().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_picture_that_goes_on_ends_in_its_ground() {
        assert_eq!((faded(20, 255, 400), faded(20, 255, FADE), faded(20, 255, 0)), (20, 20, 255));
        assert!((1..FADE).all(|below| faded(20, 255, below) < faded(20, 255, below - 1)));
    }

    #[test]
    fn shares_of_a_mean_make_one() {
        for (many, few) in [(10, 10), (10, 3), (7, 5), (1, 1), (3, 7)] {
            for cells in shares(many, few) {
                let sum: f64 = cells.iter().map(|cell| cell.1).sum();
                assert!((sum - 1.0).abs() < 1e-9, "{many} {few}: {cells:?}");
            }
        }
    }

    #[test]
    fn the_answers_and_the_tags_carry_full_addresses() {
        let reading = crate::page::reading("en").unwrap();
        let answer = answer(Figure::Timeline, &reading, "https://example.com/b/", true);
        assert_eq!((&answer["type"], &answer["version"]), (&json!("rich"), &json!("1.0")));
        let html = answer["html"].as_str().unwrap();
        assert!(
            html.starts_with("<iframe ") && html.contains("https://example.com/b/frame.html#figure=timeline")
        );
        assert!(!answer["title"].as_str().unwrap().is_empty() && answer["height"].as_u64() > Some(300));
        let page = "<head><title>T</title><meta name=\"description\" content=\"D\"></head>";
        let tagged = with_tags(page, &reading, "https://example.com/b/", false).unwrap();
        assert_eq!(tagged.matches("application/json+oembed").count(), Figure::ALL.len());
        assert!(tagged.contains("og:title\" content=\"T\"") && !tagged.contains("og:image"));
    }
}
