//! Words of the page round the figures.

/// Heading of the sources that no event names.
pub const OTHER_SOURCES: &str = "Sources of the election tables";

/// A table of the story in words.
pub fn table_name(name: &str) -> &'static str {
    match name {
        "elections" => "Elections and referendums",
        "results" => "Candidates and options",
        "regions" => "Regions",
        "lanes" => "Lanes of the timeline",
        "actors" => "Actors",
        "event_codes" => "Event codes",
        "indices" => "Indices of democracy",
        "regional_results" => "Turnout by region",
        "turnout_by_hour" => "Bulletins on the day",
        "exit_polls" => "Exit polls and surveys",
        "observers" => "Missions",
        "quotes" => "Quotations",
        "events" => "Events",
        "unga_votes" => "UN votes",
        "discrepancies" => "Conflicting figures",
        _ => "Sources",
    }
}
