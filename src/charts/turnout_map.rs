//! Where people voted: tiles filled from below to the turnout, beside them the same as a ranked list.
//!
//! Decides where tiles and rows stand and what is plum: units that lie apart from the rest. Units of an election before a change
//! of borders stand in the list only, under keys of their own: they are joined to no region of today.

use crate::analysis::turnout::together;
use crate::data::{Day, SourceIndex, Story, arrange};
use crate::layout::boxes::Rect;
use crate::layout::{Font, Measure, wrap};
use crate::scene::{Anchor, Role, Scene, Shape, Stroke};
use crate::words;
use crate::words::number::{decimal, percent};

use super::noted;
use super::pen::Pen;
use super::target::{Emphasis, Table, Target, focus_ring};
use super::turnout::{self, REGION, is_abroad, is_nation};

/// From this width on the list stands beside the tiles, below it under them.
pub const WIDE_FROM_PX: f64 = 860.0;

/// One unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// `region:KZ-61`; `unit:KZ-61` before a change of borders and for what is no region.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its name within a small tile.
    pub tile_name: String,
    /// Turnout in per cent, 0..=100 usually.
    pub percent: Option<f64>,
    /// Whether it is a city of the rank of a region.
    pub is_city: bool,
    /// Whether it is the vote abroad.
    pub is_abroad: bool,
    /// Whether its turnout lies apart from that of the rest.
    pub is_apart: bool,
    /// Whether a reader chose it.
    pub is_chosen: bool,
    /// Column and row of its tile.
    pub tile: Option<(u32, u32)>,
    /// Where its turnout was read.
    pub source: Option<SourceIndex>,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Index into [`Story::elections`].
    pub election: usize,
    /// The highest turnout first, what is not known after that, abroad last.
    pub units: Vec<Unit>,
    /// Turnout of the nation, in per cent: at the moment of the units' if that is known, else of the election.
    pub nation_percent: Option<f64>,
    /// Whether there is a note on the nation's turnout.
    pub is_nation_noted: bool,
    /// That moment: minutes after midnight and offset from UTC in minutes.
    pub moment: Option<(u32, i32)>,
    /// Since when borders are others than in this election.
    pub borders: Option<Day>,
    /// Least and greatest turnout of units within the country that do not lie apart.
    pub range: Option<(f64, f64)>,
}

/// Elections of which the turnout of a unit within the country is known, in the table's order.
pub fn elections(story: &Story) -> Vec<usize> {
    let has_rows = |index: &usize| {
        story.regional.iter().any(|row| {
            row.election == *index
                && row.turnout_percent.is_some()
                && !is_abroad(&row.region_id)
                && !is_nation(&row.region_id)
        })
    };
    (0..story.elections.len()).filter(has_rows).collect()
}

/// The election shown: the one with this key if it has rows, else the story's, else the last that has.
pub fn election_of(story: &Story, id: &str) -> Option<usize> {
    let known = elections(story);
    let asked = known.iter().find(|index| story.elections[**index].id == id);
    let own = asked.or_else(|| known.iter().find(|index| Some(**index) == story.election));
    own.or(known.last()).copied()
}

/// The units of an election; `chosen` is the key of a region, or empty.
#[inline(never)]
pub fn series(story: &Story, id: &str, chosen: &str) -> Option<Series> {
    let election = election_of(story, id)?;
    let about = story.elections.get(election)?;
    let borders = turnout::borders(story).filter(|day| about.date < *day);
    let rows = || story.regional.iter().filter(|row| row.election == election && !is_nation(&row.region_id));
    let mut units: Vec<Unit> = Vec::new();
    let mut add = |id: &str, percent: Option<f64>, source: Option<SourceIndex>| {
        let region = story.regions.iter().find(|region| region.id == id);
        let is_today = region.is_some() && borders.is_none();
        units.push(Unit {
            key: [if is_today { REGION } else { "unit:" }, id].concat(),
            name: turnout::name(story, id),
            tile_name: match region {
                Some(region) if !region.tile_name.is_empty() => region.tile_name.clone(),
                _ => turnout::name(story, id),
            },
            percent: percent.filter(|percent| percent.is_finite()),
            is_city: region.is_some_and(|region| region.is_city),
            is_abroad: is_abroad(id),
            is_apart: false,
            is_chosen: is_today && id == chosen,
            tile: region.and_then(|region| region.tile).filter(|_| is_today),
            source,
        });
    };
    for row in rows() {
        add(&row.region_id, row.turnout_percent, Some(row.source));
    }
    if borders.is_none() {
        for region in &story.regions {
            if !rows().any(|row| row.region_id == region.id) {
                add(&region.id, None, None);
            }
        }
    }
    let within: Vec<f64> =
        units.iter().filter(|unit| !unit.is_abroad).filter_map(|unit| unit.percent).collect();
    let mut range = together(&within);
    if let Some((low, high)) = range {
        for unit in units.iter_mut().filter(|unit| !unit.is_abroad) {
            unit.is_apart = unit.percent.is_some_and(|percent| percent < low || percent > high);
        }
    } else if within.len() > 1 {
        let least = within.iter().copied().fold(f64::MAX, f64::min);
        range = Some((least, within.iter().copied().fold(f64::MIN, f64::max)));
    }
    arrange(&mut units, &|a, b| {
        let known = |unit: &Unit| unit.percent.unwrap_or(f64::MIN);
        a.is_abroad.cmp(&b.is_abroad).then_with(|| known(b).total_cmp(&known(a)))
    });
    let (nation_percent, moment) = nation(story, election);
    let is_nation_noted =
        noted::notes(story, Some(election), &|option, field| option.is_empty() && field == "turnout_pct");
    let is_nation_noted = !is_nation_noted.is_empty();
    Some(Series { election, units, nation_percent, is_nation_noted, moment, borders, range })
}

/// Turnout of the nation by the bulletin that has the same figures as the units, and when it was; else that of the election.
fn nation(story: &Story, election: usize) -> (Option<f64>, Option<(u32, i32)>) {
    let own = || story.bulletins.iter().filter(|bulletin| bulletin.election == election);
    let mut best = None;
    for nation in own().filter(|bulletin| is_nation(&bulletin.region_id)) {
        let (mut same, mut other) = (0, 0);
        for row in story.regional.iter().filter(|row| row.election == election) {
            let then = own().find(|bulletin| {
                bulletin.region_id == row.region_id
                    && (bulletin.day, bulletin.minute) == (nation.day, nation.minute)
            });
            if let Some((then, now)) = then.and_then(|then| then.turnout_percent).zip(row.turnout_percent) {
                if (then - now).abs() < 0.005 { same += 1 } else { other += 1 }
            }
        }
        if same > 0 && other == 0 {
            best = Some(nation);
        }
    }
    match best {
        Some(nation) => (nation.turnout_percent, Some((nation.minute, nation.offset_min))),
        None => (story.elections.get(election).and_then(|election| election.turnout_percent), None),
    }
}

/// A tile in its place.
#[derive(Clone, Debug, PartialEq)]
struct Tile {
    unit: usize,
    bounds: Rect,
    /// Lines of the name; none where there is no room.
    name: Vec<String>,
}

/// Everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    width_px: f64,
    /// Height of the picture in CSS pixels.
    pub height_px: f64,
    tiles: Vec<Tile>,
    /// The list: left edge, top, right edge.
    list: (f64, f64, f64),
    /// Where bars begin and where 100 % is.
    bars: (f64, f64),
    names: Vec<String>,
    /// What can be pointed at: the rows of the list in their order, then the tiles.
    pub targets: Vec<Target>,
}

const TILE_PX: f64 = 80.0;
const GAP_PX: f64 = 5.0;
const ROW_PX: f64 = 21.5;
const BAR_PX: f64 = 12.0;
/// Above the first row: the axis.
const HEAD_PX: f64 = 24.0;
/// Between the country and abroad.
const APART_PX: f64 = 9.0;
/// Between tiles and list.
const BETWEEN_PX: f64 = 40.0;
const VALUE_PX: f64 = 56.0;
/// Tiles from this size on carry the names of all units.
const NAMED_FROM_PX: f64 = 76.0;
/// Below this there is no room for a short name above a value.
const NAME_FROM_PX: f64 = 32.0;
/// Columns and rows of tiles beyond this stand in the list only.
const MOST_TILES: u32 = 40;
const PLAIN: Font = Font { size_px: 14, semibold: false };
const BOLD: Font = Font { size_px: 14, semibold: true };
const SMALL: Font = Font { size_px: 12, semibold: false };
const SMALL_BOLD: Font = Font { size_px: 12, semibold: true };

/// Puts everything in its place.
#[inline(never)]
pub fn place(series: &Series, width_px: f64, measure: &dyn Measure) -> Placed {
    let mut cells: Vec<((u32, u32), usize)> = Vec::new();
    for (index, unit) in series.units.iter().enumerate() {
        if let Some(tile) = unit.tile.filter(|tile| tile.0.max(tile.1) < MOST_TILES)
            && !cells.iter().any(|cell| cell.0 == tile)
        {
            cells.push((tile, index));
        }
    }
    let columns = cells.iter().map(|cell| cell.0.0 + 1).max().unwrap_or(0);
    let rows = cells.iter().map(|cell| cell.0.1 + 1).max().unwrap_or(0);
    let step = ((width_px + GAP_PX) / f64::from(columns.max(1))).min(TILE_PX + GAP_PX);
    let size = step - GAP_PX.min(step * 0.15);
    let is_wide = width_px >= WIDE_FROM_PX && columns <= 6;
    let (mut left, mut top) = (0.0, 0.0);
    if !cells.is_empty() {
        if is_wide {
            left = step * f64::from(columns) + BETWEEN_PX;
        } else {
            top = step * f64::from(rows) + 20.0;
        }
    }
    let right = width_px;
    let widest = series.units.iter().map(|unit| measure.width_px(&unit.name, BOLD)).fold(0.0, f64::max);
    let names_px = widest.min((right - left) * 0.45);
    let bars = (left + names_px + 12.0, right - VALUE_PX);
    let mut targets = Vec::new();
    let mut names = Vec::new();
    let mut y = top + HEAD_PX;
    for (index, unit) in series.units.iter().enumerate() {
        if unit.is_abroad && index.checked_sub(1).is_some_and(|before| !series.units[before].is_abroad) {
            y += APART_PX;
        }
        names.push(wrap::ellipsis(&unit.name, font(unit), names_px, measure));
        targets.push(target(series, index, Rect::new(left, y, right - left, ROW_PX)));
        y += ROW_PX;
    }
    // Small tiles have names all of them, or none.
    let are_named = size >= NAME_FROM_PX
        && cells.iter().all(|(_, index)| {
            let name = &series.units[*index].tile_name;
            measure.width_px(name, SMALL_BOLD) <= size - 4.0
        });
    let mut tiles = Vec::new();
    for ((column, row), index) in &cells {
        let unit = &series.units[*index];
        let bounds = Rect::new(step * f64::from(*column), step * f64::from(*row), size, size);
        let name = if size >= NAMED_FROM_PX {
            wrap::wrap_to(&unit.name, small(unit), size - 10.0, 2, measure).lines
        } else if are_named {
            vec![unit.tile_name.clone()]
        } else {
            Vec::new()
        };
        targets.push(target(series, *index, bounds));
        tiles.push(Tile { unit: *index, bounds, name });
    }
    let height_px = (y + 4.0).max(if is_wide { step * f64::from(rows) } else { 0.0 });
    Placed { width_px, height_px, tiles, list: (left, top, right), bars, names, targets }
}

fn target(series: &Series, index: usize, bounds: Rect) -> Target {
    Target { key: series.units[index].key.clone(), bounds, row: 0, table_row: index }
}

fn font(unit: &Unit) -> Font {
    if unit.is_apart || unit.is_chosen { BOLD } else { PLAIN }
}

fn small(unit: &Unit) -> Font {
    if unit.is_apart || unit.is_chosen { SMALL_BOLD } else { SMALL }
}

/// A turnout without its sign; a dash where it is not known.
fn value(percent: Option<f64>) -> String {
    percent.map_or_else(|| words::DASH.to_string(), |percent| decimal(percent, 2))
}

/// Draws the picture.
#[inline(never)]
pub fn draw(series: &Series, placed: &Placed, emphasis: Emphasis<'_>, measure: &dyn Measure) -> Scene {
    let mut pen = Pen::new(placed.width_px, placed.height_px);
    for tile in &placed.tiles {
        let unit = &series.units[tile.unit];
        pen.mark(unit.key.clone(), |pen| draw_tile(pen, unit, tile, measure));
    }
    draw_list(&mut pen, series, placed, measure);
    let at = emphasis.hover.or(emphasis.focus);
    for target in &placed.targets {
        let is_chosen = series.units[target.table_row].is_chosen;
        if is_chosen || Some(target.key.as_str()) == at {
            let Rect { x, y, width, height } = target.bounds.grown(-1.0);
            let stroke = Stroke { ink: Role::Ink.into(), width_px: 2.0, dash_px: None };
            pen.stroke_shape(Shape::Rect { x, y, width, height, radius: 0.0 }, stroke);
        }
    }
    if let Some(target) = placed.targets.iter().find(|target| Some(target.key.as_str()) == emphasis.focus) {
        // Rows reach from edge to edge: the ring lies on the row itself.
        focus_ring(&mut pen, &target.bounds.grown(-9.5));
    }
    pen.finish()
}

fn draw_tile(pen: &mut Pen, unit: &Unit, tile: &Tile, measure: &dyn Measure) {
    let Rect { x, y, width, height } = tile.bounds;
    let bottom = y + height;
    pen.rect(x, y, width, height, Role::Tint);
    let (fill, edge, ink) = if unit.is_apart {
        (Role::AccentTint, Role::Accent, Role::Accent)
    } else {
        (Role::Fill, Role::Bar, Role::Ink)
    };
    if let Some(percent) = unit.percent {
        let level = bottom - height * percent.clamp(0.0, 100.0) / 100.0;
        pen.rect(x, level, width, bottom - level, fill);
        pen.line((x, level), (x + width, level), edge, 2.5);
    }
    let is_named = width >= NAMED_FROM_PX;
    let inset = if is_named { 6.0 } else { 3.0 };
    let text = value(unit.percent);
    let bold = if measure.width_px(&text, BOLD) > width - inset { SMALL_BOLD } else { BOLD };
    if measure.width_px(&text, bold) > width {
        return;
    }
    let level = unit.percent.map_or(bottom, |percent| bottom - height * percent.clamp(0.0, 100.0) / 100.0);
    // No line of text lies on the edge of the gauge: from the first baseline letters reach up, and from the last one down.
    let is_crossed = |first: f64, last: f64, up_px: f64| {
        unit.percent.is_some() && level > first - up_px && level < last + 5.0
    };
    let mut foot = bottom - if is_named { 9.0 } else { 3.0 };
    if is_crossed(foot, foot, 12.0) {
        foot = level - 4.0;
    }
    pen.text(x + inset, foot, text, bold, ink, Anchor::Start);
    let more = 14.0 * tile.name.len().saturating_sub(1) as f64;
    // Above its value, the same in all; only where the edge lies there, above the edge, or at the top if there is no room.
    let low = foot - if is_named { 18.0 } else { 14.0 } - more;
    let mut up = if is_crossed(low, low + more, if is_named { 13.0 } else { 10.5 }) {
        (level - 7.0 - more).max(y + 13.0)
    } else {
        low
    };
    for name in &tile.name {
        pen.text(x + inset, up, name.as_str(), small(unit), Role::Ink, Anchor::Start);
        up += 14.0;
    }
}

fn draw_list(pen: &mut Pen, series: &Series, placed: &Placed, measure: &dyn Measure) {
    let (left, top, right) = placed.list;
    let (zero, full) = placed.bars;
    let at = |percent: f64| zero + (full - zero) * percent.clamp(0.0, 100.0) / 100.0;
    let first = top + HEAD_PX;
    let bottom = placed.targets[..series.units.len()].last().map_or(first, |last| last.bounds.y + ROW_PX);
    for percent in [50.0, 100.0] {
        pen.line((at(percent), first - 6.0), (at(percent), bottom), Role::Rule, 1.0);
    }
    let nation = series.nation_percent.map(|percent| {
        let mut label = [words::figure::NATION.text(), " ", &decimal(percent, 2)].concat();
        if series.is_nation_noted {
            label.push(words::results::DAGGER);
        }
        (at(percent), measure.width_px(&label, SMALL_BOLD), label)
    });
    let whole_px = measure.width_px(words::turnout::WHOLE, SMALL);
    let mut end = zero;
    if let Some((x, width, label)) = &nation {
        let is_left = x - width > zero + 16.0;
        let anchor = if is_left { Anchor::End } else { Anchor::Start };
        end = if is_left { *x + 2.0 } else { (x.max(zero + 16.0) + width).min(right) };
        let start = if is_left { end } else { end - width };
        pen.text(start, top + 12.0, label.as_str(), SMALL_BOLD, Role::Ink, anchor);
    }
    // The unit stands at one end of the scale.
    let is_whole = end + 8.0 < full - whole_px / 2.0;
    let none = if is_whole { decimal(0.0, 0) } else { words::turnout::whole_percent(0.0) };
    pen.text(zero, top + 12.0, none, SMALL, Role::InkThird, Anchor::Middle);
    if is_whole {
        pen.text(full, top + 12.0, words::turnout::WHOLE, SMALL, Role::InkThird, Anchor::Middle);
    }
    let mut last_within = first;
    for (index, unit) in series.units.iter().enumerate() {
        let y = placed.targets[index].bounds.y;
        let bar_top = y + (ROW_PX - BAR_PX) / 2.0;
        let baseline = y + ROW_PX / 2.0 + 5.0;
        if unit.is_abroad {
            if last_within > 0.0 && index > 0 {
                pen.line(
                    (left, last_within + APART_PX / 2.0),
                    (right, last_within + APART_PX / 2.0),
                    Role::Rule,
                    1.0,
                );
                last_within = -1.0;
            }
        } else {
            last_within = y + ROW_PX;
        }
        let (bar, ink, number) = if unit.is_apart {
            (Role::Accent, Role::Ink, Role::Accent)
        } else if unit.is_chosen {
            (Role::Bar, Role::Ink, Role::Ink)
        } else {
            (Role::Bar, Role::InkSecond, Role::InkSecond)
        };
        pen.mark(unit.key.clone(), |pen| {
            pen.text(left + 4.0, baseline, placed.names[index].as_str(), font(unit), ink, Anchor::Start);
            if let Some(percent) = unit.percent {
                let width = at(percent) - zero;
                if unit.is_abroad {
                    let stroke = Stroke { ink: bar.into(), width_px: 1.5, dash_px: None };
                    let (x, y, height) = (zero + 0.75, bar_top + 0.75, BAR_PX - 1.5);
                    let width = (width - 1.5).max(0.0);
                    pen.stroke_shape(Shape::Rect { x, y, width, height, radius: 0.0 }, stroke);
                } else {
                    pen.rect(zero, bar_top, width, BAR_PX, bar);
                }
                pen.text(right - 4.0, baseline, value(unit.percent), font(unit), number, Anchor::End);
            } else {
                pen.text(
                    zero + 6.0,
                    baseline - 1.0,
                    words::NOT_KNOWN.text(),
                    SMALL,
                    Role::InkThird,
                    Anchor::Start,
                );
                pen.text(right - 4.0, baseline, words::DASH.text(), PLAIN, number, Anchor::End);
            }
        });
    }
    pen.line((zero, first - 6.0), (zero, bottom), Role::RuleStrong, 1.0);
    if let Some((x, _, _)) = nation {
        // Abroad is compared with nothing.
        let within = series.units.iter().filter(|unit| !unit.is_abroad).count();
        let end = within.checked_sub(1).map_or(first, |last| placed.targets[last].bounds.y + ROW_PX);
        pen.line((x, first - 6.0), (x, end), Role::Ink, 1.5);
    }
}

/// The numbers of an election as a table.
#[inline(never)]
pub fn table(story: &Story, id: &str) -> Table {
    let mut table = Table { header: words::turnout::MAP_HEADER.items(), ..Table::default() };
    let Some(series) = series(story, id, "") else { return table };
    for unit in series.units {
        let against = unit.percent.zip(series.nation_percent).filter(|_| !unit.is_abroad);
        table.rows.push(vec![
            unit.name,
            unit.percent.map_or_else(|| words::NOT_KNOWN.to_string(), percent),
            against.map_or_else(|| words::DASH.to_string(), |(own, all)| words::history::change(own - all)),
        ]);
        table.keys.push(unit.key);
    }
    table
}
