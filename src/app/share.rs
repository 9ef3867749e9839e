//! What a reader takes away of a figure: its picture as a file, its numbers, a citation, and codes to place it elsewhere.
//!
//! Decides what stands on a sheet beside the picture: headline, the line below it, the key, the source, where it is from. All of
//! it is taken from what stands round the figure in the page, so that the two cannot differ. Decides also what can be chosen of
//! files and codes. Leaves the rows of a full table to `full`; files, the clipboard, the preview, and what has been chosen, which
//! nothing else of the figure rests on, to `www/share.js`.
//!
//! It stands in a part of the program of its own, which is fetched when a reader asks for it.

use crate::charts::mark::{self, Look};
use crate::charts::pen::Pen;
use crate::data::{Day, EventKind};
use crate::layout::wrap::wrap;
use crate::layout::{Font, Measure};
use crate::scene::palette::Palette;
use crate::scene::svg::{SvgOptions, to_svg};
use crate::scene::{Anchor, Role, Scene};
use crate::words::number::{MINUS, NO_BREAK_SPACE, PERCENT};
use crate::words::{self, Word};

use super::chrome::{self, Form};
use super::icon::CLASSES;
use super::markup::{Element, element};
use super::picture::Chart;
use super::{Model, full};

/// Room round a sheet, in CSS pixels.
const MARGIN_PX: f64 = 16.0;
/// The first line of a sheet.
const HEADLINE: Font = Font::semibold(20);
/// The line below it.
const DECK: Font = Font::regular(14);
/// Key, source, origin.
const SMALL: Font = Font::regular(12);
/// Height of a row of keys, in CSS pixels.
const KEY_PX: f64 = 20.0;
/// Width of a colour in the key to the tones, in CSS pixels, with the gap after it.
const SWATCH_PX: f64 = 18.0;
/// Height of a line of text by its size.
const LINE: f64 = 1.4;

/// Files that a figure is saved as, each with the word that asks for it.
pub const FILES: [(&str, Word); 4] = [
    ("png", words::share::PNG),
    ("svg", words::share::SVG),
    ("csv", words::share::CSV),
    ("json", words::share::JSON),
];
/// The file with all that the tables have, where that is more than the figure shows.
pub const FULL: (&str, Word) = ("full", words::share::FULL);
/// Pixels of a picture for each CSS pixel; the last, sharp in print and on any screen, is chosen at first.
pub const DENSITIES: [&str; 3] = ["1", "2", "3"];
/// Themes of a code, in the order of their names in [`words::share::THEMES`].
pub const THEMES: [&str; 3] = ["auto", "light", "dark"];
/// Languages of a code, each as it calls itself.
pub const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("ru", "Русский"), ("kk", "Қазақша")];
/// Codes for other pages; `www/share.js` writes all but the last, of addresses that only it knows.
pub const CODES: [(&str, Word); 4] = [
    ("frame", words::share::FRAME),
    ("helper", words::share::HELPER),
    ("element", words::share::ELEMENT),
    ("still", words::share::STILL),
];
/// Citations. `www/share.js` writes those for programs, of what stands in the JSON.
pub const CITATIONS: [(&str, Word); 3] =
    [("plain", words::share::PLAIN), ("bibtex", words::share::BIBTEX), ("csl", words::share::CSL)];

/// A figure as a picture that stands alone: with its headline, its key and where it is from. `address` is the page's.
pub fn sheet(model: &Model, address: &str, measure: &dyn Measure) -> Scene {
    let model = untouched(model);
    let layout = model.layout(measure);
    let picture = model.scene(&layout, measure);
    let around = chrome::figure(&model, &layout.chart, Form::Still { picture: "" });
    let most_px = picture.width_px;
    let mut pen = Pen::new(most_px, 0.0);
    let mut y = 0.0;
    // What was said stands once in a still page, below all pictures, and its sources with it.
    let words = match &layout.chart {
        Chart::Verdicts(series, _) => Some(chrome::verdicts::words(&model, series, false)),
        _ => None,
    };
    for part in around.parts().chain(words.iter().flat_map(|words| words.parts())) {
        match part.class_name().split(' ').next().unwrap_or_default() {
            "bl-headline" => {
                y = line(&mut pen, &part.text_content(), HEADLINE, Role::Ink, y, most_px, measure)
            }
            "bl-deck" => y = line(&mut pen, &part.text_content(), DECK, Role::InkSecond, y, most_px, measure),
            "bl-legend" => y = kinds(&mut pen, y + 8.0, most_px, measure),
            "bl-picture" => {
                let top = y + 12.0;
                pen.append(&picture, 0.0, top);
                y = top + picture.height_px + 8.0;
            }
            "bl-key" => y = key(&mut pen, part, y, most_px, measure),
            "bl-how" | "bl-source" => {
                y = line(&mut pen, &part.text_content(), SMALL, Role::InkThird, y + 4.0, most_px, measure)
            }
            _ => {}
        }
    }
    let license = &model.story().license;
    let licensed = if license.is_empty() { String::new() } else { words::share::LICENSED.with(&[license]) };
    y = line(
        &mut pen,
        &words::share::ORIGIN.with(&[&licensed, address]),
        SMALL,
        Role::InkThird,
        y + 4.0,
        most_px,
        measure,
    );
    let mut sheet = Pen::new(most_px + 2.0 * MARGIN_PX, y + 2.0 * MARGIN_PX);
    sheet.append(&pen.finish(), MARGIN_PX, MARGIN_PX);
    sheet.finish()
}

/// The figure as a reader would see it who does not touch it: no hover, no ring of the focus.
fn untouched(model: &Model) -> Model {
    let mut own = model.clone();
    own.forget_layout();
    (own.state.hover, own.state.focus) = (None, None);
    own
}

/// What was asked for by one of the words of [`FILES`], [`FULL`], `still` or `plain`, as text; for `png` the picture that pixels
/// are made of; for `state` the figure's state as in a link, for `whole` a word if what comes later has come; empty for an
/// unknown word. `address` is the page's, `today` the day as in `2022-11-20`.
#[inline(never)]
pub fn taken(
    model: &Model,
    what: &str,
    address: &str,
    today: &str,
    is_dark: bool,
    measure: &dyn Measure,
) -> String {
    model.reading.words.speak();
    match what {
        "png" | "svg" => picture(model, address, is_dark, measure),
        "csv" => csv(model),
        "full" => full_csv(model),
        "whole" => if model.story().sources_read { "whole" } else { "" }.to_owned(),
        "state" => model.link(),
        "json" => json(model, address, measure),
        "still" => still(model, address, is_dark, measure),
        "plain" => {
            let day = Day::parse(today).map_or_else(|| today.to_owned(), words::long_date);
            words::share::CITATION.with(&[&headline(model, measure), &model.story().title, address, &day])
        }
        _ => String::new(),
    }
}

/// What a reader is offered once it is open: files to save, citations and codes to copy, each with what can be chosen of it.
/// Choices have no words to say: the browser keeps them as long as this is open.
#[inline(never)]
pub fn figure(out: Element, model: &Model) -> Element {
    let button = |(word, text): (&str, Word)| {
        element("button").class("bl-link").with("type", "button").says(["take ", word].concat()).text(text)
    };
    let group = |name: Word| element("p").class("bl-take").child(element("b").text(name));
    let choice = |name: &'static str, options: Vec<(&str, String)>, chosen: &str| {
        let options = options.into_iter().map(|(value, text)| {
            let option = element("option").with("value", value).text(text);
            if value == chosen { option.with("selected", "") } else { option }
        });
        element("select").class("bl-day").with("name", name).children(options)
    };
    let labelled = |name: Word, choice: Element| element("label").text(name).child(choice);

    let densities = DENSITIES.map(|density| (density, [density, "×"].concat()));
    let densities = choice("density", densities.into(), DENSITIES[2]);
    let densities = densities.with("aria-label", words::share::DENSITY);
    let [png, files @ ..] = FILES;
    let mut save = group(words::share::SAVE).child(element("span").child(button(png)).child(densities));
    for file in files {
        save = save.child(button(file));
        if file.0 == "csv" && full::is_more(model.figure) {
            save = save.child(button(FULL));
        }
    }
    let themes = THEMES.into_iter().zip(words::share::THEMES.items()).collect();
    let languages = LANGUAGES.into_iter().map(|(code, name)| (code, name.to_owned())).collect();
    let choices = element("span")
        .class("bl-choices")
        .child(labelled(words::share::THEME, choice("theme", themes, THEMES[0])))
        .child(labelled(words::share::LANGUAGE, choice("lang", languages, words::CODE.text())))
        .child(button(("preview", words::share::PREVIEW)).with("aria-expanded", "false"));
    let codes = group(words::share::COPY_CODE).child(choices).children(CODES.into_iter().map(button));
    // The browser fills it.
    let preview =
        element("div").class("bl-preview").with("role", "group").with("aria-label", words::share::PREVIEW);
    out.child(save)
        .child(group(words::share::COPY_CITATION).children(CITATIONS.into_iter().map(button)))
        .child(codes)
        .child(preview)
}

fn picture(model: &Model, address: &str, is_dark: bool, measure: &dyn Measure) -> String {
    let palette = if is_dark { &Palette::DARK } else { &Palette::LIGHT };
    to_svg(&sheet(model, address, measure), &SvgOptions::file(&headline(model, measure), palette))
}

fn headline(model: &Model, measure: &dyn Measure) -> String {
    let layout = model.layout(measure);
    let around = chrome::figure(model, &layout.chart, Form::Still { picture: "" });
    around
        .parts()
        .find(|part| part.class_name() == "bl-headline")
        .map(Element::text_content)
        .unwrap_or_default()
}

/// Picture and table for pages that take no scripts.
fn still(model: &Model, address: &str, is_dark: bool, measure: &dyn Measure) -> String {
    let origin = element("a").with("href", address).text(words::share::ORIGIN_LINK);
    let drawn = picture(model, address, is_dark, measure);
    let figure = element("figure")
        .with("lang", words::CODE)
        .with("style", "margin:0")
        // As narrow as its column.
        .raw(
            ["<svg style=\"max-width:100%;height:auto\"", drawn.strip_prefix("<svg").unwrap_or_default()]
                .concat(),
        )
        .children(chrome::noted::number_notes(model))
        .child(
            element("details")
                .child(element("summary").text(words::figure::TABLE))
                .child(chrome::rows(&untouched(model), false)),
        )
        .child(element("figcaption").child(origin));
    figure.to_html()
}

// ---------------------------------------------------------------- the sheet

/// Text in as many lines as it needs, from `y` on; where it ends.
fn line(
    pen: &mut Pen,
    text: &str,
    font: Font,
    role: Role,
    y: f64,
    most_px: f64,
    measure: &dyn Measure,
) -> f64 {
    let height = f64::from(font.size_px) * LINE;
    let lines = wrap(text, font, most_px, measure).lines;
    let mut y = y;
    for text in lines {
        y += height;
        pen.text(0.0, y - height * 0.25, text, font, role, Anchor::Start);
    }
    y + 4.0
}

/// The keys of a figure, one after the other, in as many rows as they need.
fn key(pen: &mut Pen, keys: &Element, y: f64, most_px: f64, measure: &dyn Measure) -> f64 {
    let texts = keys.parts().map(|own| {
        let swatch = own.parts().map(Element::class_name).next().unwrap_or_default();
        (own.text_content(), swatch)
    });
    let mut at = (0.0, y);
    for (text, swatch) in texts {
        let before_px = if swatch.is_empty() { 0.0 } else { 20.0 };
        let lines = wrap(&text, SMALL, most_px - before_px, measure).lines;
        let widest = if lines.len() > 1 { &text } else { lines.first().unwrap_or(&text) };
        let Some((x, y)) = next_place(&mut at, widest, before_px, most_px, measure) else { continue };
        let middle = y - 4.0;
        match swatch {
            "bl-swatch-ring" => pen.ring(x + 6.0, middle, 4.5, Role::InkSecond, 1.6),
            "bl-swatch-disc" => pen.disc(x + 6.0, middle, 4.5, Role::InkSecond),
            "bl-swatch-square" => pen.rect(x + 2.0, middle - 4.0, 8.0, 8.0, Role::InkSecond),
            "bl-vote bl-vote-yes" => pen.disc(x + 6.0, middle, 6.0, Role::Yes),
            "bl-vote bl-vote-no" => pen.rect(x + 0.5, middle - 5.5, 11.0, 11.0, Role::Accent),
            "bl-vote bl-vote-abstained" => pen.ring(x + 6.0, middle, 5.0, Role::Bar, 2.0),
            "bl-vote bl-vote-absent" => pen.rect(x + 0.5, middle - 1.0, 11.0, 2.0, Role::Bar),
            "bl-vote bl-vote-unknown" => pen.disc(x + 6.0, middle, 1.5, Role::Bar),
            "bl-swatch-tick" => pen.rect(x + 5.0, middle - 6.0, 2.0, 12.0, Role::Ink),
            "bl-swatch-dashed" => {
                for (from, to) in [(-4.0, -4.0), (4.0, 4.0)] {
                    pen.dashed((x, middle + from), (x + 14.0, middle + to), Role::InkThird, 1.2, (2.0, 2.0));
                }
            }
            _ => {}
        }
        for (index, line) in lines.into_iter().enumerate() {
            // The first stands in the row that was found, the others below it.
            if index > 0 {
                at = (most_px, at.1 + KEY_PX);
            }
            pen.text(x + before_px, y + KEY_PX * index as f64, line, SMALL, Role::InkSecond, Anchor::Start);
        }
    }
    if at.0 > 0.0 { at.1 + KEY_PX } else { at.1 }
}

/// The kinds of events, each with its shape, and the colours of tones from one end to the other.
fn kinds(pen: &mut Pen, y: f64, most_px: f64, measure: &dyn Measure) -> f64 {
    let mut at = (0.0, y);
    for kind in EventKind::ALL {
        let Some((x, y)) = next_place(&mut at, words::kind(kind), 16.0, most_px, measure) else { continue };
        let look = Look { role: Role::InkSecond, is_hollow: false, has_halo: false };
        mark::draw(pen, kind, x + 6.0, y - 4.0, 5.4, look);
        pen.text(x + 16.0, y, words::kind(kind), SMALL, Role::InkSecond, Anchor::Start);
    }
    let [low, high] = [words::timeline::CONFLICT.text(), words::timeline::COOPERATION.text()];
    let colours_px = CLASSES.len() as f64 * SWATCH_PX + 12.0;
    if let Some((x, y)) = next_place(&mut at, &[low, high].concat(), colours_px, most_px, measure) {
        let from = x + measure.width_px(low, SMALL) + 6.0;
        pen.text(x, y, low, SMALL, Role::InkSecond, Anchor::Start);
        for (index, (role, _, _)) in CLASSES.iter().enumerate() {
            pen.rect(from + SWATCH_PX * index as f64, y - 9.0, SWATCH_PX - 1.0, 10.0, *role);
        }
        pen.text(from + colours_px - 6.0, y, high, SMALL, Role::InkSecond, Anchor::Start);
    }
    at.1 + KEY_PX
}

/// Where the next key stands: its left end and its baseline. `None` for nothing.
fn next_place(
    at: &mut (f64, f64),
    text: &str,
    before_px: f64,
    most_px: f64,
    measure: &dyn Measure,
) -> Option<(f64, f64)> {
    if text.is_empty() {
        return None;
    }
    let width = before_px + measure.width_px(text, SMALL);
    if at.0 > 0.0 && at.0 + width > most_px {
        *at = (0.0, at.1 + KEY_PX);
    }
    let place = (at.0, at.1 + 14.0);
    at.0 += width + 16.0;
    Some(place)
}

// ---------------------------------------------------------------- numbers and citations

/// The table of what is shown, its headings first: words as they are, numbers as programs read them, their unit in the heading.
fn shown(model: &Model) -> Vec<Vec<String>> {
    let table = untouched(model).table();
    let units = [PERCENT.to_owned(), words::history::POINTS.with(&[""])];
    let (mut header, mut rows) = (table.header, table.rows);
    for cell in rows.iter_mut().flatten() {
        *cell = cell.trim_end_matches(words::results::DAGGER).to_owned();
    }
    for (column, heading) in header.iter_mut().enumerate() {
        let has = |unit: &&String| {
            let mut cells = rows.iter().filter_map(|cells| cells.get(column)?.strip_suffix(unit.as_str()));
            cells.any(|cell| numbers(cell).is_some())
        };
        let unit = units.iter().find(has).map_or("", String::as_str);
        if !unit.is_empty() {
            *heading = [heading, ", ", unit.trim()].concat();
        }
        for cell in rows.iter_mut().filter_map(|cells| cells.get_mut(column)) {
            *cell = numbers(cell.strip_suffix(unit).unwrap_or(cell)).unwrap_or_else(|| plain(cell));
        }
        *heading = plain(heading);
    }
    rows.insert(0, header);
    rows
}

/// Words with the spaces that every program knows.
fn plain(words: &str) -> String {
    words.replace(NO_BREAK_SPACE, " ")
}

/// The numbers of a cell, as a rule one, between semicolons; `None` if there is anything else.
fn numbers(cell: &str) -> Option<String> {
    let all: Option<Vec<String>> = cell.split("; ").map(number).collect();
    all.map(|all| all.join("; "))
}

/// A number of the language that is spoken with a point, nothing between its digits, and no plus.
fn number(text: &str) -> Option<String> {
    let positive = text.strip_prefix('+').unwrap_or(text);
    let digits = positive.strip_prefix([MINUS, '-']).unwrap_or(positive);
    let sign = if digits.len() < positive.len() { "-" } else { "" };
    let (whole, point, part) =
        digits.split_once(&*words::DECIMAL).map_or((digits, "", "0"), |(whole, part)| (whole, ".", part));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let joined = whole.replace(&*words::THOUSANDS, "");
    // As it would be written, or without groups.
    let is_written = whole == joined || whole.split(&*words::THOUSANDS).skip(1).all(|group| group.len() == 3);
    let is_number = is_digits(&joined) && is_digits(part) && is_written;
    is_number.then(|| [sign, &joined, point, if point.is_empty() { "" } else { part }].concat())
}

/// The table of what is shown as CSV.
fn csv(model: &Model) -> String {
    let mut out = String::new();
    for cells in &shown(model) {
        write_row(cells, &mut out);
    }
    out
}

/// All that the tables have as CSV, without headings. What has not come yet is told in a last row.
fn full_csv(model: &Model) -> String {
    let mut rows = full::rows(model);
    if !rows.is_empty() && !model.story().sources_read {
        let mut foot = vec![words::share::NOT_WHOLE.text().to_owned()];
        foot.resize(rows[0].len(), String::new());
        rows.push(foot);
    }
    let mut out = String::new();
    for cells in &rows {
        write_row(cells, &mut out);
    }
    out
}

/// A row of CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe; a plain number is none.
fn write_row(cells: &[String], out: &mut String) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push('"');
        let is_negative = cell.strip_prefix('-').is_some_and(|number| {
            number.starts_with(|letter: char| letter.is_ascii_digit())
                && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        });
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_negative {
            out.push('\'');
        }
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

fn json(model: &Model, address: &str, measure: &dyn Measure) -> String {
    let table = shown(model);
    let (header, rows) =
        table.split_first().map_or((&[][..], &[][..]), |(header, rows)| (header.as_slice(), rows));
    let rows = rows.iter().map(|cells| {
        let pairs =
            header.iter().zip(cells).map(|(name, cell)| [&quoted(name), ": ", &quoted(cell)].concat());
        ["    {", &pairs.collect::<Vec<_>>().join(", "), "}"].concat()
    });
    let rows = rows.collect::<Vec<_>>().join(",\n");
    let fields = [
        ("figure", model.figure.key()),
        ("title", &headline(model, measure)),
        ("story", &model.story().title),
        ("address", address),
    ]
    .map(|(name, text)| ["  ", &quoted(name), ": ", &quoted(text), ",\n"].concat())
    .concat();
    ["{\n", &fields, "  \"rows\": [\n", &rows, "\n  ]\n}\n"].concat()
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            letter if letter < ' ' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
