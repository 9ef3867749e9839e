//! How countries voted: resolutions by date as rows, states as columns, each vote a shape.
//!
//! The column of the story's country stands first, on a tinted ground; the others go from most noes to most yeses, as far as
//! their votes are known. What is not known is a dot. Tallies stand in the picture where there is room, else below it for the row
//! that is pointed at.

use crate::data::{Resolution, Story, Vote, arrange};
use crate::layout::boxes::Rect;
use crate::layout::{Font, Measure, wrap};
use crate::scene::{Anchor, Role, Scene, Shape, Stroke};
use crate::words::en;
use crate::words::en::un_votes::VOTES;

use super::mark;
use super::pen::Pen;
use super::target::{Emphasis, Table, Target};

/// Narrower than this, dates stand below titles.
pub const NARROW_BELOW_PX: f64 = 480.0;
/// From here on titles are whole and tallies stand in the picture.
pub const WIDE_FROM_PX: f64 = 800.0;

/// One resolution.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Index into [`Story::resolutions`].
    pub resolution: usize,
    /// Votes in the order of the columns.
    pub votes: Vec<Option<Vote>>,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Codes of the states in the order of their columns.
    pub states: Vec<String>,
    /// Whether the first state is the story's country.
    pub has_country: bool,
    /// Resolutions by date.
    pub rows: Vec<Row>,
}

/// How a state voted on a resolution; `None` where it is not known.
pub fn vote_of(resolution: &Resolution, state: &str) -> Option<Vote> {
    resolution.votes.iter().find(|(code, _)| code == state).and_then(|(_, vote)| *vote)
}

/// The votes of the story; without resolutions there are no rows.
pub fn series(story: &Story) -> Series {
    let mut states: Vec<String> = Vec::new();
    for (code, _) in story.resolutions.iter().flat_map(|resolution| &resolution.votes) {
        if !states.contains(code) {
            states.push(code.clone());
        }
    }
    // From −1, always no, to 1, always yes; of a state whose votes are not known, 0.
    let leaning = |state: &String| {
        let (mut sum, mut known) = (0.0, 0.0);
        for resolution in &story.resolutions {
            if let Some(vote) = vote_of(resolution, state) {
                known += 1.0;
                sum += match vote {
                    Vote::Yes => 1.0,
                    Vote::No => -1.0,
                    Vote::Abstained | Vote::Absent => 0.0,
                };
            }
        }
        if *state == story.page.country { -2.0 } else { sum / f64::max(known, 1.0) }
    };
    arrange(&mut states, &|one, other| leaning(one).total_cmp(&leaning(other)));
    let mut rows: Vec<Row> = (0..story.resolutions.len())
        .map(|resolution| Row {
            resolution,
            votes: states.iter().map(|state| vote_of(&story.resolutions[resolution], state)).collect(),
        })
        .collect();
    let date = |row: &Row| story.resolutions[row.resolution].date;
    arrange(&mut rows, &|one, other| date(one).cmp(&date(other)));
    let has_country = states.first().is_some_and(|state| *state == story.page.country);
    Series { states, has_country, rows }
}

impl Series {
    /// Votes of the story's country in the order of [`VOTES`], those not known last; nothing without it.
    pub fn counts(&self) -> [usize; 5] {
        let of = |vote| self.rows.iter().filter(|row| row.votes.first() == Some(&vote)).count();
        if self.has_country { VOTES.map(of) } else { [0; 5] }
    }

    /// Number of votes that are not known, of all states.
    pub fn not_known(&self) -> usize {
        self.rows.iter().flat_map(|row| &row.votes).filter(|vote| vote.is_none()).count()
    }
}

/// Key of a resolution's row.
pub fn row_key(resolution: &Resolution) -> String {
    ["resolution:", &resolution.id].concat()
}

/// Key of a state's vote.
pub fn vote_key(resolution: &Resolution, state: &str) -> String {
    ["vote:", &resolution.id, ":", state].concat()
}

/// The resolution and, if it is a state's vote, the state behind a key.
pub fn behind<'a>(story: &'a Story, key: &'a str) -> Option<(&'a Resolution, Option<&'a str>)> {
    let (id, state) = match key.strip_prefix("vote:") {
        Some(rest) => rest.rsplit_once(':').map(|(id, state)| (id, Some(state)))?,
        None => (key.strip_prefix("resolution:")?, None),
    };
    Some((story.resolutions.iter().find(|resolution| resolution.id == id)?, state))
}

/// The spoken line of a row or a vote; `None` for a key of another kind.
pub fn spoken(story: &Story, key: &str) -> Option<String> {
    let (resolution, state) = behind(story, key)?;
    Some(match state {
        Some(state) => en::un_votes::spoken(resolution, story.state_name(state), vote_of(resolution, state)),
        None => en::un_votes::spoken_tally(resolution),
    })
}

/// A row in its place.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    top: f64,
    height: f64,
    title: Vec<String>,
}

/// Everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    width_px: f64,
    /// Height of the picture in CSS pixels.
    pub height_px: f64,
    is_narrow: bool,
    is_wide: bool,
    /// Left edge of the first state's column, and the width of each.
    left: f64,
    column_px: f64,
    /// Upper border of the first row, and lower border of the last.
    top: f64,
    bottom: f64,
    /// Lines that the codes are spread over, so that they keep apart.
    code_lines: usize,
    rows: Vec<Place>,
    /// Number of states that found room.
    pub states: usize,
    /// What can be pointed at.
    pub targets: Vec<Target>,
}

const FONT: Font = Font { size_px: 12, semibold: false };
const BOLD: Font = Font { size_px: 12, semibold: true };
const LEAD_PX: f64 = 15.0;
const YEAR_PX: f64 = 38.0;
const DATE_PX: f64 = 86.0;
const TALLY_PX: f64 = 30.0;
/// Below the last row: the line that tells of what is pointed at.
const FOOT_PX: f64 = 22.0;
/// Columns narrower than this cannot be told apart.
const LEAST_COLUMN_PX: f64 = 12.0;

/// Puts everything in its place.
pub fn place(story: &Story, series: &Series, width_px: f64, measure: &dyn Measure) -> Placed {
    let is_narrow = width_px < NARROW_BELOW_PX;
    let is_wide = width_px >= WIDE_FROM_PX;
    let tallies_px = if is_wide { 4.0 * TALLY_PX + 12.0 } else { 0.0 };
    // The least that titles and dates take, and what they would like.
    let (least, wanted) = match () {
        () if is_narrow => (f64::min(width_px * 0.41, 118.0), 118.0),
        () if is_wide => (DATE_PX + 120.0, DATE_PX + 420.0),
        () => (DATE_PX + 120.0, DATE_PX + 170.0),
    };
    let code_px = series.states.iter().map(|code| measure.width_px(code, FONT) + 2.0).fold(0.0, f64::max);
    let count = f64::max(series.states.len() as f64, 1.0);
    let room = width_px - tallies_px - least;
    let (full_px, most_px) = (f64::clamp(code_px, 28.5, 32.0), if is_wide { 34.0 } else { 32.0 });
    // Columns narrower than codes: the last code needs half of its width beside its column.
    let inset_px = if room < full_px * 0.95 * count { (code_px - LEAST_COLUMN_PX) / 2.0 } else { 0.0 };
    let room = (room - inset_px).max(LEAST_COLUMN_PX);
    let column_px = ((width_px - tallies_px - wanted) / count)
        .max(full_px)
        .min(most_px)
        .min(room / count)
        .max(LEAST_COLUMN_PX);
    let states = series.states.len().min((room / column_px + 1e-6) as usize);
    let left = width_px - inset_px - column_px * states as f64;
    let code_lines = ((code_px / column_px).ceil()).clamp(1.0, 4.0) as usize;
    let top = 16.0 + LEAD_PX * code_lines as f64;

    let title_left = if is_narrow { 0.0 } else { DATE_PX };
    let title_px = left - tallies_px - title_left - if is_narrow { 4.0 } else { 10.0 };
    let mut y = top;
    let mut rows = Vec::new();
    let mut targets = Vec::new();
    for (row, of) in series.rows.iter().enumerate() {
        let resolution = &story.resolutions[of.resolution];
        let whole = en::un_votes::name(resolution);
        let has_short = !is_wide && !resolution.short_title.is_empty();
        let title = if has_short { resolution.short_title.as_str() } else { whole };
        let title = wrap::wrap_to(title, FONT, title_px, if is_wide { 2 } else { 1 }, measure).lines;
        let height = if is_narrow { 36.0 } else { 9.0 + LEAD_PX * title.len() as f64 };
        let mut target = |key: String, x: f64, width: f64| {
            targets.push(Target { key, bounds: Rect::new(x, y, width, height), row, table_row: row });
        };
        target(row_key(resolution), 0.0, left);
        for (column, state) in series.states.iter().enumerate().take(states) {
            target(vote_key(resolution, state), left + column_px * column as f64, column_px);
        }
        rows.push(Place { top: y, height, title });
        y += height;
    }
    Placed {
        width_px,
        height_px: y + if is_narrow { FOOT_PX + LEAD_PX } else { FOOT_PX },
        is_narrow,
        is_wide,
        left,
        column_px,
        top,
        bottom: y,
        code_lines,
        rows,
        states,
        targets,
    }
}

/// Draws the picture.
pub fn draw(
    story: &Story,
    series: &Series,
    placed: &Placed,
    emphasis: Emphasis<'_>,
    measure: &dyn Measure,
) -> Scene {
    let mut pen = Pen::new(placed.width_px, placed.height_px);
    let asked = emphasis.hover.or(emphasis.focus);
    let at = placed.targets.iter().position(|target| Some(target.key.as_str()) == asked);
    // The row, and the column if it is a vote.
    let at = at.map(|at| (at / (placed.states + 1), (at % (placed.states + 1)).checked_sub(1)));
    let column_at = |column: usize| placed.left + placed.column_px * column as f64;
    let column = |pen: &mut Pen, column: usize| {
        pen.rect(column_at(column), 0.0, placed.column_px, placed.bottom, Role::Tint);
    };
    if series.has_country {
        column(&mut pen, 0);
    }
    if let Some((row, of)) = at {
        let place = &placed.rows[row];
        pen.rect(0.0, place.top, placed.width_px, place.height, Role::Tint);
        if let Some(of) = of {
            column(&mut pen, of);
        }
    }
    draw_head(&mut pen, series, placed, at.and_then(|(_, column)| column));
    let mut told = at.map(|(row, _)| row);
    let mut year = None;
    for (row, (of, place)) in series.rows.iter().zip(&placed.rows).enumerate() {
        let resolution = &story.resolutions[of.resolution];
        let is_marked = emphasis.day == Some(resolution.date);
        let begins_year = year != Some(resolution.date.year());
        year = Some(resolution.date.year());
        if begins_year {
            let role = if row == 0 { Role::RuleStrong } else { Role::Rule };
            pen.line((0.0, place.top), (placed.width_px, place.top), role, 1.0);
        }
        draw_words(&mut pen, placed, place, resolution, begins_year, is_marked);
        let y = place.top + place.height / 2.0;
        pen.mark(&row_key(resolution), |pen| {
            for (column, vote) in of.votes.iter().enumerate().take(placed.states) {
                let grow = if at == Some((row, Some(column))) { 1.15 } else { 1.0 };
                let size = f64::min(1.0, placed.column_px / 16.0) * grow;
                mark::vote(pen, *vote, column_at(column) + placed.column_px / 2.0, y, size, None);
            }
        });
        if is_marked {
            told = told.or(Some(row));
        }
    }
    pen.line((0.0, placed.bottom), (placed.width_px, placed.bottom), Role::RuleStrong, 1.0);
    for (of, place) in series.rows.iter().zip(&placed.rows) {
        if emphasis.day == Some(story.resolutions[of.resolution].date) {
            for y in [place.top, place.top + place.height] {
                pen.line((0.0, y), (placed.width_px, y), Role::Ink, 1.0);
            }
        }
    }
    if let Some(row) = told.and_then(|row| series.rows.get(row)) {
        draw_told(&mut pen, story, series, placed, row, at.and_then(|(_, column)| column), measure);
    }
    let is_focused = |target: &&Target| Some(target.key.as_str()) == emphasis.focus;
    if let Some((row, Some(column))) = at.filter(|_| emphasis.hover.is_some()) {
        let place = &placed.rows[row];
        let (x, width) = (column_at(column) + 1.0, placed.column_px - 2.0);
        let frame = Shape::Rect { x, y: place.top + 1.0, width, height: place.height - 2.0, radius: 0.0 };
        pen.stroke_shape(frame, Stroke { ink: Role::Ink.into(), width_px: 2.0, dash_px: None });
    }
    // Marks stand close: the ring lies on the edge of the cell.
    if let Some(target) = placed.targets.iter().find(is_focused) {
        let Rect { x, y, width, height } = target.bounds.grown(-0.75);
        let ring = Shape::Rect { x, y, width, height, radius: 4.0 };
        pen.stroke_shape(ring, Stroke { ink: Role::Link.into(), width_px: 2.5, dash_px: None });
    }
    pen.finish()
}

/// Codes of the states, and over the tallies the shapes that they count.
fn draw_head(pen: &mut Pen, series: &Series, placed: &Placed, pointed_at: Option<usize>) {
    let baseline = placed.top - 10.0;
    for (column, code) in series.states.iter().enumerate().take(placed.states) {
        let is_strong = series.has_country && column == 0 || pointed_at == Some(column);
        let (font, role) = if is_strong { (BOLD, Role::Ink) } else { (FONT, Role::InkSecond) };
        let x = placed.left + placed.column_px * (column as f64 + 0.5);
        let line = column % placed.code_lines;
        let y = baseline - LEAD_PX * line as f64;
        if line > 0 {
            pen.line((x, y + 4.0), (x, placed.top - 4.0), Role::RuleStrong, 1.0);
        }
        pen.text(x, y, code.clone(), font, role, Anchor::Middle);
    }
    if placed.is_wide {
        for (index, vote) in VOTES.into_iter().take(4).enumerate() {
            mark::vote(
                pen,
                vote,
                tally_right(placed, index) - 7.0,
                baseline - 4.0,
                0.8,
                Some(Role::InkThird),
            );
        }
    }
}

/// Right edge of the numbers of a tally.
fn tally_right(placed: &Placed, index: usize) -> f64 {
    placed.left - 12.0 - TALLY_PX * (3.0 - index as f64)
}

/// Date, title and, where there is room, the tally of a resolution.
fn draw_words(
    pen: &mut Pen,
    placed: &Placed,
    place: &Place,
    resolution: &Resolution,
    begins_year: bool,
    is_marked: bool,
) {
    let date = resolution.date;
    let quiet = if is_marked { Role::Ink } else { Role::InkThird };
    let middle = place.top + place.height / 2.0;
    let (x, baseline) = if placed.is_narrow {
        pen.text(0.0, middle + 12.0, en::short_date(date), FONT, quiet, Anchor::Start);
        (0.0, middle - 3.0)
    } else {
        let baseline = middle + 4.0 - LEAD_PX * (place.title.len() as f64 - 1.0) / 2.0;
        if begins_year {
            pen.text(0.0, baseline, date.year().to_string(), BOLD, Role::Ink, Anchor::Start);
        }
        pen.text(YEAR_PX, baseline, en::day_and_short_month(date), FONT, quiet, Anchor::Start);
        (DATE_PX, baseline)
    };
    for (line, words) in place.title.iter().enumerate() {
        pen.text(x, baseline + LEAD_PX * line as f64, words.clone(), FONT, Role::Ink, Anchor::Start);
    }
    if placed.is_wide {
        for (index, count) in resolution.tally.iter().enumerate() {
            let text = count.map_or_else(|| en::DASH.to_string(), crate::words::number::thousands);
            let x = tally_right(placed, index);
            pen.text(x, middle + 4.0, text, FONT, Role::InkSecond, Anchor::End);
        }
    }
}

/// The line at the foot: who voted how, and the tally.
fn draw_told(
    pen: &mut Pen,
    story: &Story,
    series: &Series,
    placed: &Placed,
    row: &Row,
    column: Option<usize>,
    measure: &dyn Measure,
) {
    let resolution = &story.resolutions[row.resolution];
    let (mut x, mut y) = (0.0, placed.bottom + 17.0);
    if let Some((state, vote)) = column.and_then(|at| Some((series.states.get(at)?, row.votes.get(at)?))) {
        let text = [story.state_name(state), ": ", en::un_votes::vote(*vote)].concat();
        let text = wrap::ellipsis(&text, BOLD, placed.width_px / 2.0, measure);
        if placed.is_narrow {
            y += LEAD_PX;
        } else {
            x = measure.width_px(&text, BOLD) + 12.0;
        }
        pen.text(0.0, placed.bottom + 17.0, text, BOLD, Role::Ink, Anchor::Start);
    }
    let tally = en::un_votes::tally(&resolution.tally);
    let tally = wrap::ellipsis(&tally, FONT, placed.width_px - x, measure);
    pen.text(x, y, tally, FONT, Role::InkSecond, Anchor::Start);
}

/// The votes as a table: every cell of it.
pub fn table(story: &Story) -> Table {
    let series = series(story);
    let [before @ .., after] = en::un_votes::HEADER;
    let states = series.states.iter().map(|state| story.state_name(state));
    let header = before.into_iter().chain(states).chain([after]).map(str::to_string).collect();
    let mut table = Table { header, ..Table::default() };
    for row in &series.rows {
        let resolution = &story.resolutions[row.resolution];
        let mut cells = vec![resolution.title.clone(), resolution.id.clone(), en::long_date(resolution.date)];
        cells.extend(resolution.tally.map(en::un_votes::count));
        cells.extend(row.votes.iter().map(|vote| en::un_votes::vote(*vote).to_string()));
        let sources = resolution.sources.iter().filter_map(|source| story.source(*source));
        let sources: Vec<String> = sources.filter_map(|source| source.known.as_ref()).map(en::cite).collect();
        cells.push(sources.join("; "));
        table.rows.push(cells);
        table.keys.push(row_key(resolution));
    }
    table
}
