//! How countries voted: resolutions by date as rows, states as columns, each vote a shape.
//!
//! The column of the story's country stands first, on a tinted ground; the others go from most noes to most yeses, as far as
//! their votes are known. What is not known is a dot. Tallies stand in the picture where there is room, else below it for the row
//! that is pointed at.

use crate::data::{Resolution, Story, Vote, arrange};
use crate::layout::boxes::Rect;
use crate::layout::{Font, Measure, wrap};
use crate::scene::{Anchor, Role, Scene, Shape, Stroke};
use crate::words;
use crate::words::un_votes::VOTES;

use super::mark;
use super::pen::Pen;
use super::target::{Emphasis, Table, Target};

/// Narrower than this, dates stand below titles.
pub const NARROW_BELOW_PX: f64 = 480.0;
/// From here on titles are whole and tallies stand in the picture.
pub const WIDE_FROM_PX: f64 = 800.0;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The columns: indices into [`Story::voters`].
    pub states: Vec<usize>,
    /// Whether the first state is the story's country.
    pub has_country: bool,
    /// Votes of the story's country in the order of [`VOTES`]; nothing without it.
    pub counts: [usize; 5],
    /// Number of votes that are not known, of all states.
    pub not_known: usize,
}

/// The votes of the story.
#[inline(never)]
pub fn series(story: &Story) -> Series {
    let (mut states, mut leanings, mut not_known) = (Vec::new(), Vec::new(), 0);
    for (column, code) in story.voters.iter().enumerate() {
        states.push(column);
        let counts = counts(story, column);
        not_known += counts[4];
        // From −1, always no, to 1, always yes; of a state whose votes are not known, 0.
        let known = (story.resolutions.len() - counts[4]).max(1);
        let leaning = (counts[0] as f64 - counts[1] as f64) / known as f64;
        leanings.push(if *code == story.page.country { -2.0 } else { leaning });
    }
    arrange(&mut states, &|one, other| leanings[*one].total_cmp(&leanings[*other]));
    let first = states.first().copied().filter(|first| leanings[*first] < -1.5);
    let counts = first.map_or([0; 5], |first| counts(story, first));
    Series { states, has_country: first.is_some(), counts, not_known }
}

/// How often a state voted how, in the order of [`VOTES`].
fn counts(story: &Story, column: usize) -> [usize; 5] {
    let mut counts = [0; 5];
    for resolution in &story.resolutions {
        counts[vote_of(resolution, column).map_or(4, |vote| vote as usize)] += 1;
    }
    counts
}

/// How a state voted on a resolution; `None` where it is not known.
pub fn vote_of(resolution: &Resolution, column: usize) -> Option<Vote> {
    resolution.votes.get(column).copied().flatten()
}

/// Key of a state's vote; without a state, of the resolution's row.
pub fn vote_key(resolution: &Resolution, state: &str) -> String {
    ["vote:", &resolution.id, ":", state].concat()
}

/// The resolution behind a key, and the code of the state, empty for a row.
pub fn behind<'a>(story: &'a Story, key: &'a str) -> Option<(&'a Resolution, &'a str)> {
    let rest = key.strip_prefix("vote:")?;
    story.resolutions.iter().find_map(|resolution| {
        Some((resolution, rest.strip_prefix(resolution.id.as_str())?.strip_prefix(':')?))
    })
}

/// The spoken line of a row or a vote; `None` for a key of another kind.
#[inline(never)]
pub fn spoken(story: &Story, key: &str) -> Option<String> {
    let (resolution, state) = behind(story, key)?;
    let column = story.voters.iter().position(|code| code == state);
    let of_state = column.map(|column| (story.name_of_country(state), vote_of(resolution, column)));
    Some(words::un_votes::spoken(resolution, of_state))
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
    /// What can be pointed at: of each row its words, then its votes.
    pub targets: Vec<Target>,
}

const FONT: Font = Font { size_px: 12, semibold: false };
const BOLD: Font = Font { size_px: 12, semibold: true };
const LEAD_PX: f64 = 15.0;
const YEAR_PX: f64 = 38.0;
const DATE_PX: f64 = 84.0;
const TALLY_PX: f64 = 28.0;
/// Below the last row: the line that tells of what is pointed at.
const FOOT_PX: f64 = 22.0;
/// Room of a code of three letters.
const CODE_PX: f64 = 28.0;
/// A row is no higher than for so many lines of its title.
const MOST_LINES: usize = 4;
/// Columns narrower than this cannot be told apart.
const LEAST_COLUMN_PX: f64 = 12.0;

/// Room by letters: spaces, Latin, wider. Heights do not follow from measured widths: a live picture is as high as the still one.
struct Letters;

impl Measure for Letters {
    fn width_px(&self, text: &str, _: Font) -> f64 {
        let room = |letter: char| match letter {
            ' ' => 3.2,
            _ if letter.is_ascii() => 6.1,
            _ => 7.3,
        };
        text.chars().map(room).sum()
    }
}

/// Puts everything in its place.
#[inline(never)]
pub fn place(story: &Story, series: &Series, width_px: f64, measure: &dyn Measure) -> Placed {
    let is_narrow = width_px < NARROW_BELOW_PX;
    let is_wide = width_px >= WIDE_FROM_PX;
    // The least that titles and dates take, and what they would like; beside them the tallies.
    let (least, wanted, tallies_px, most_px) = if is_narrow {
        (f64::min(width_px * 0.41, 118.0), 118.0, 0.0, 32.0)
    } else if is_wide {
        (DATE_PX + 122.0, DATE_PX + 420.0, 4.0 * TALLY_PX + 12.0, 34.0)
    } else {
        (DATE_PX + 122.0, DATE_PX + 170.0, 0.0, 32.0)
    };
    let count = series.states.len().max(1) as f64;
    let room = width_px - tallies_px - least;
    let full_px = if is_wide { 28.5 } else { CODE_PX };
    // Columns narrower than codes: the last code needs half of its width beside its column.
    let inset_px = if room < CODE_PX * count { (CODE_PX - LEAST_COLUMN_PX) / 2.0 } else { 0.0 };
    let room = (room - inset_px).max(LEAST_COLUMN_PX);
    let wanted_px = (width_px - tallies_px - wanted) / count;
    let column_px = wanted_px.max(full_px).min(most_px).min(room / count).max(LEAST_COLUMN_PX);
    let states = series.states.len().min((room / column_px + 1e-6) as usize);
    let left = width_px - inset_px - column_px * states as f64;
    let code_lines = (CODE_PX / column_px).ceil();
    let top = 16.0 + LEAD_PX * code_lines;

    let title_px = left - tallies_px - if is_narrow { 4.0 } else { DATE_PX + 8.0 };
    let mut y = top;
    let mut rows = Vec::new();
    let mut targets = Vec::new();
    for (row, resolution) in story.resolutions.iter().enumerate() {
        let mut title = words::un_votes::name(resolution);
        if !is_wide && !resolution.short_title.is_empty() {
            title = &resolution.short_title;
        }
        // Where letters are wider than their room, the lines of one more stand closer.
        let (lines, most) = if is_wide {
            let lines = wrap::wrap(title, FONT, title_px, &Letters).lines.len().min(MOST_LINES);
            (lines, lines + 1)
        } else {
            (1, 1)
        };
        let height = if is_narrow { 36.0 } else { 9.0 + LEAD_PX * lines as f64 };
        let title = wrap::wrap_to(title, FONT, title_px, most, measure).lines;
        for at in 0..=states {
            let (x, width, state) = match at.checked_sub(1) {
                None => (0.0, left, ""),
                Some(at) => {
                    (left + column_px * at as f64, column_px, story.voters[series.states[at]].as_str())
                }
            };
            let bounds = Rect::new(x, y, width, height);
            targets.push(Target { key: vote_key(resolution, state), bounds, row, table_row: row });
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
        code_lines: code_lines as usize,
        rows,
        states,
        targets,
    }
}

impl Placed {
    /// Middle of a column.
    fn x(&self, column: usize) -> f64 {
        self.left + self.column_px * (column as f64 + 0.5)
    }

    /// Right edge of the numbers of a tally.
    fn tally_right(&self, index: usize) -> f64 {
        self.left - 12.0 - TALLY_PX * (3.0 - index as f64)
    }

    fn rule(&self, pen: &mut Pen, y: f64, role: Role) {
        pen.line((0.0, y), (self.width_px, y), role, 1.0);
    }

    fn tint(&self, pen: &mut Pen, column: usize) {
        pen.rect(self.x(column) - self.column_px / 2.0, 0.0, self.column_px, self.bottom, Role::Tint);
    }
}

/// Draws the picture.
#[inline(never)]
pub fn draw(
    story: &Story,
    series: &Series,
    placed: &Placed,
    emphasis: Emphasis<'_>,
    measure: &dyn Measure,
) -> Scene {
    let mut scene = Pen::new(placed.width_px, placed.height_px);
    let pen = &mut scene;
    let asked = emphasis.hover.or(emphasis.focus);
    let at = placed.targets.iter().position(|target| Some(target.key.as_str()) == asked);
    // Row and column of what is pointed at; beyond all of them where nothing is.
    let (at_row, at_column) = at.map_or((usize::MAX, usize::MAX), |at| {
        (at / (placed.states + 1), (at % (placed.states + 1)).wrapping_sub(1))
    });
    if series.has_country {
        placed.tint(pen, 0);
    }
    if let Some(place) = placed.rows.get(at_row) {
        pen.rect(0.0, place.top, placed.width_px, place.height, Role::Tint);
    }
    if at_column < placed.states {
        placed.tint(pen, at_column);
    }
    draw_head(pen, story, series, placed, at_column);
    let mut told = at_row;
    let mut year = None;
    for (row, place) in placed.rows.iter().enumerate() {
        let resolution = &story.resolutions[row];
        let begins_year = year != Some(resolution.date.year());
        year = Some(resolution.date.year());
        if begins_year {
            placed.rule(pen, place.top, if row == 0 { Role::RuleStrong } else { Role::Rule });
        }
        let is_marked = emphasis.day == Some(resolution.date);
        if is_marked && told == usize::MAX {
            told = row;
        }
        draw_words(pen, placed, place, resolution, begins_year, is_marked);
    }
    placed.rule(pen, placed.bottom, Role::RuleStrong);
    // Shape by shape, so that each is one path.
    for wanted in VOTES {
        for (row, place) in placed.rows.iter().enumerate() {
            let resolution = &story.resolutions[row];
            for column in 0..placed.states {
                if vote_of(resolution, series.states[column]) == wanted {
                    let grow = if (row, column) == (at_row, at_column) { 1.15 } else { 1.0 };
                    let size = f64::min(1.0, placed.column_px / 16.0) * grow;
                    let y = place.top + place.height / 2.0;
                    mark::vote(pen, wanted, placed.x(column), y, size, None);
                }
            }
        }
    }
    for (row, place) in placed.rows.iter().enumerate() {
        if emphasis.day == Some(story.resolutions[row].date) {
            placed.rule(pen, place.top, Role::Ink);
            placed.rule(pen, place.top + place.height, Role::Ink);
        }
    }
    if let Some(resolution) = story.resolutions.get(told) {
        draw_told(pen, story, placed, resolution, series.states.get(at_column).copied(), measure);
    }
    // Marks stand close: frame and ring lie on the edge of the cell.
    let focused = placed.targets.iter().find(|target| Some(target.key.as_str()) == emphasis.focus);
    let hovered = at.filter(|_| emphasis.hover.is_some() && at_column < placed.states);
    let edges = [
        (hovered.and_then(|at| placed.targets.get(at)), Role::Ink, 0.0, 2.0),
        (focused, Role::Link, 4.0, 2.5),
    ];
    for (target, role, radius, width_px) in edges {
        if let Some(target) = target {
            let Rect { x, y, width, height } = target.bounds.grown(-0.75);
            let stroke = Stroke { ink: role.into(), width_px, dash_px: None };
            pen.stroke_shape(Shape::Rect { x, y, width, height, radius }, stroke);
        }
    }
    scene.finish()
}

/// Codes of the states, and over the tallies the shapes that they count.
fn draw_head(pen: &mut Pen, story: &Story, series: &Series, placed: &Placed, at_column: usize) {
    let baseline = placed.top - 10.0;
    for column in 0..placed.states {
        let is_strong = series.has_country && column == 0 || column == at_column;
        let (font, role) = if is_strong { (BOLD, Role::Ink) } else { (FONT, Role::InkSecond) };
        let line = column % placed.code_lines;
        let (x, y) = (placed.x(column), baseline - LEAD_PX * line as f64);
        if line > 0 {
            pen.line((x, y + 4.0), (x, placed.top - 4.0), Role::RuleStrong, 1.0);
        }
        let code = story.voters[series.states[column]].as_str();
        pen.text(x, y, code, font, role, Anchor::Middle);
    }
    if placed.is_wide {
        for (index, vote) in VOTES[..4].iter().enumerate() {
            let x = placed.tally_right(index) - 7.0;
            mark::vote(pen, *vote, x, baseline - 4.0, 0.8, Some(Role::InkThird));
        }
    }
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
    let (mut x, mut baseline) = (0.0, middle - 3.0);
    let lead = LEAD_PX.min(place.height / place.title.len() as f64);
    if placed.is_narrow {
        pen.text(0.0, middle + 12.0, words::short_date(date), FONT, quiet, Anchor::Start);
    } else {
        x = DATE_PX;
        baseline = middle + 4.0 - lead * (place.title.len() as f64 - 1.0) / 2.0;
        if begins_year {
            pen.text(0.0, baseline, date.year().to_string(), BOLD, Role::Ink, Anchor::Start);
        }
        pen.text(YEAR_PX, baseline, words::day_and_short_month(date), FONT, quiet, Anchor::Start);
    }
    for words in &place.title {
        pen.text(x, baseline, words.as_str(), FONT, Role::Ink, Anchor::Start);
        baseline += lead;
    }
    if placed.is_wide {
        for (index, count) in resolution.tally.iter().enumerate() {
            let text = words::un_votes::count(*count, words::DASH.text());
            pen.text(placed.tally_right(index), middle + 4.0, text, FONT, Role::InkSecond, Anchor::End);
        }
    }
}

/// The line at the foot: who voted how, and the tally.
fn draw_told(
    pen: &mut Pen,
    story: &Story,
    placed: &Placed,
    resolution: &Resolution,
    column: Option<usize>,
    measure: &dyn Measure,
) {
    let (mut x, mut y) = (0.0, placed.bottom + 17.0);
    if let Some(column) = column {
        let vote = words::un_votes::vote(vote_of(resolution, column));
        let text = [story.name_of_country(&story.voters[column]), ": ", vote].concat();
        let text = wrap::ellipsis(&text, BOLD, placed.width_px / 2.0, measure);
        let width_px = measure.width_px(&text, BOLD);
        pen.text(x, y, text, BOLD, Role::Ink, Anchor::Start);
        if placed.is_narrow { y += LEAD_PX } else { x = width_px + 12.0 }
    }
    let tally = wrap::ellipsis(&words::un_votes::tally(resolution), FONT, placed.width_px - x, measure);
    pen.text(x, y, tally, FONT, Role::InkSecond, Anchor::Start);
}

/// The votes as a table: every cell of it.
#[inline(never)]
pub fn table(story: &Story) -> Table {
    let series = series(story);
    let mut table = Table { header: words::un_votes::HEADER.items(), ..Table::default() };
    for state in &series.states {
        table.header.push(story.name_of_country(&story.voters[*state]).to_string());
    }
    table.header.push(words::un_votes::REPORTS.to_string());
    for resolution in &story.resolutions {
        let mut cells =
            vec![resolution.title.clone(), resolution.id.clone(), words::long_date(resolution.date)];
        for count in resolution.tally {
            cells.push(words::un_votes::count(count, words::NOT_KNOWN.text()));
        }
        for state in &series.states {
            cells.push(words::un_votes::vote(vote_of(resolution, *state)).to_string());
        }
        let mut reports = String::new();
        for source in &resolution.sources {
            if let Some(known) = story.source(*source).and_then(|source| source.known.as_ref()) {
                if !reports.is_empty() {
                    reports.push_str("; ");
                }
                reports.push_str(&words::cite(known));
            }
        }
        cells.push(reports);
        table.rows.push(cells);
        table.keys.push(vote_key(resolution, ""));
    }
    table
}
