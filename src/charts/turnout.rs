//! What the map and the clock of turnout share: the names of units, their order, the choice of one.

use crate::data::{Day, Story};
use crate::words;

/// How the key of a mark of a region begins: `region:KZ-61`. A unit that is none of the regions has `unit:` instead.
pub const REGION: &str = "region:";

/// A region's name, short where no other has the same; a unit that is no region is called by its key.
pub fn name(story: &Story, id: &str) -> String {
    let Some(region) = story.regions.iter().find(|region| region.id == id) else {
        return if is_abroad(id) { words::figure::ABROAD.text() } else { id }.to_string();
    };
    if !region.short_name.is_empty() {
        return region.short_name.clone();
    }
    let stem = words::turnout::stem(&region.name);
    let alike = story.regions.iter().filter(|other| words::turnout::stem(&other.name) == stem).count();
    if alike > 1 { words::turnout::with_kind(stem, region.is_city) } else { stem.to_string() }
}

/// Whether this is the key of an election of the story's country that is not the story's own.
pub fn is_other_election(story: &Story, id: &str) -> bool {
    story.elections.iter().enumerate().any(|(index, own)| {
        own.id == id && own.country == story.page.country && story.election != Some(index)
    })
}

/// Whether a unit is the vote abroad.
pub fn is_abroad(id: &str) -> bool {
    id.ends_with("-ABROAD")
}

/// Whether a unit is the whole nation: its key has no part after a hyphen.
pub fn is_nation(id: &str) -> bool {
    !id.contains('-')
}

/// The key of the nation's mark, where the bulletins of the day name the nation.
pub fn nation_key(story: &Story) -> Option<String> {
    let nation = story.bulletins.iter().find(|row| is_nation(&row.region_id));
    nation.map(|row| [REGION, &row.region_id].concat())
}

/// The nation's name.
pub fn nation(story: &Story) -> &str {
    story.country_name().unwrap_or(words::figure::NATION.text())
}

/// The day since which the regions are what they are now; `None` where the tables know of none.
pub fn borders(story: &Story) -> Option<Day> {
    story.regions.iter().filter_map(|region| region.created).max()
}

/// The region of a mark's key: `KZ-61` of `region:KZ-61` and of `bulletin:KZ-61@3`; the nation is none.
pub fn region_of(key: &str) -> Option<&str> {
    let id = match key.strip_prefix(REGION) {
        Some(id) => id,
        None => parts_of(key)?.0,
    };
    Some(id).filter(|id| !is_nation(id))
}

/// Unit and place among the bulletins of the key of a dot of the clock: `bulletin:KZ-61@3`.
pub fn parts_of(key: &str) -> Option<(&str, &str)> {
    key.strip_prefix("bulletin:")?.rsplit_once('@')
}

/// The key of a dot of the clock.
pub fn dot_key(id: &str, moment: usize) -> String {
    ["bulletin:", id, "@", &moment.to_string()].concat()
}

/// The regions that a reader can choose, with their names, in the order of the names.
pub fn choices(story: &Story) -> Vec<(&str, String)> {
    let mut out: Vec<(&str, String)> =
        story.regions.iter().map(|region| (region.id.as_str(), name(story, &region.id))).collect();
    crate::data::arrange(&mut out, &|a, b| words::fold::alphabetical(&a.1, &b.1));
    out
}
