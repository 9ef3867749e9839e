//! All that the tables have for a figure, as rows for a spreadsheet or a program.
//!
//! Decides which figures hold more than they show (a window, a filter, a base, an election leave something out), and the cells:
//! keys and words of a story's tables, days as `2022-11-20`, numbers with a point and nothing between their digits, an empty cell
//! where something is not known. Leaves how rows become a file to [`super::share`], and the headings to `www/share.js`: a text
//! that stands here would travel to every reader.

use crate::analysis::contest::{self, Share, rounded_to_sum};
use crate::charts::{history, results, turnout_map};
use crate::data::{Day, ElectionKind, OptionKind, Precision, ShareBase, SourceIndex, Story};
use crate::words;
use crate::words::history::Metric;

use super::{Figure, Model, link};

/// Whether the tables have more for a figure than its own table ever shows at once.
pub fn is_more(figure: Figure) -> bool {
    matches!(figure, Figure::Results | Figure::History | Figure::TurnoutMap | Figure::Timeline)
}

/// A row a datum, whatever the reader has chosen; for figures that [`is_more`] is true of.
pub fn rows(model: &Model) -> Vec<Vec<String>> {
    let story = model.story();
    match model.figure {
        Figure::Results => lines(story),
        Figure::History => elections(story),
        Figure::TurnoutMap => units(story),
        Figure::Timeline => events(story),
        _ => Vec::new(),
    }
}

/// The word of the tables for a base.
fn base_word(base: Option<ShareBase>) -> String {
    base.map_or("", |base| if base == ShareBase::Cast { "turned_out" } else { link::base_key(base) })
        .to_owned()
}

fn count(count: Option<u64>) -> String {
    count.map_or_else(String::new, |count| count.to_string())
}

/// A number with a point, whatever is spoken.
fn number(value: Option<f64>, places: u32) -> String {
    let written = value.map_or_else(String::new, |value| words::number::decimal(value, places));
    written.replace(words::DECIMAL.text(), ".").replace('\u{2212}', "-")
}

fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, Day::iso)
}

/// Keys of sources, how they are cited, and their addresses; what has not come is left out.
fn sources(story: &Story, of: &[SourceIndex]) -> [String; 3] {
    let mut cells = [String::new(), String::new(), String::new()];
    let mut add = |cell: usize, between: &str, text: &str| {
        if !cells[cell].is_empty() {
            cells[cell].push_str(between);
        }
        cells[cell].push_str(text);
    };
    for source in of.iter().filter_map(|index| story.source(*index)) {
        add(0, ";", &source.id);
        if let Some(known) = &source.known {
            add(1, "; ", &words::cite(known));
            add(2, " ", known.url.as_deref().unwrap_or_default());
        }
    }
    cells
}

/// The lines of the story's election, with votes and the shares on every base.
fn lines(story: &Story) -> Vec<Vec<String>> {
    let election = story.election.and_then(|index| story.elections.get(index));
    let polls: Vec<_> = results::exit_polls(story).collect();
    let mut out = Vec::new();
    let Some(election) = election else { return out };
    let by_base: Vec<_> =
        results::BASES.into_iter().map(|base| (base, results::series(story, base))).collect();
    let shown = |base: ShareBase| by_base.iter().find(|own| own.0 == base).and_then(|own| own.1.as_ref());
    // Shares of four decimals that add up, where all of them are computed.
    let shares: Vec<Vec<(&str, f64)>> = by_base
        .iter()
        .map(|(_, series)| {
            let lines = series.iter().flat_map(results::Series::lines).filter(|line| line.in_base);
            let known: Vec<_> = lines.filter_map(|line| Some((line, line.share_percent?))).collect();
            let percent: Vec<f64> = known.iter().map(|(_, percent)| *percent).collect();
            let is_computed = known.iter().all(|(line, _)| line.votes.is_some());
            let percent = if is_computed { rounded_to_sum(&percent, 4) } else { percent };
            known.iter().zip(percent).map(|((line, _), percent)| (line.key.as_str(), percent)).collect()
        })
        .collect();
    // Those who stayed away are a line among registered voters alone.
    let all = shown(ShareBase::Registered).into_iter().flat_map(results::Series::lines);
    for line in all {
        let option = line.key.strip_prefix("option:").unwrap_or(&line.key);
        let own = election.options.iter().find(|own| line.key.starts_with("option:") && own.id == option);
        let kind = own.map(|own| match own.kind {
            OptionKind::Candidate => "candidate",
            OptionKind::AgainstAll => "against_all",
            OptionKind::Yes => "yes",
            OptionKind::No => "no",
            OptionKind::Other => "other",
        });
        let notes = results::notes(story, &line.key);
        let elsewhere = notes.published.iter().filter(|own| own.field.ends_with("votes"));
        let elsewhere: Vec<&str> = elsewhere.map(|own| own.value.as_str()).collect();
        let text = |text: fn(&crate::data::BallotOption) -> &str| own.map_or("", text).to_owned();
        let mut cells = vec![
            election.id.clone(),
            option.to_owned(),
            line.name.clone(),
            text(|own| &own.name_native),
            text(|own| &own.party),
            kind.unwrap_or_default().to_owned(),
            own.map_or_else(String::new, |own| own.incumbent.to_string()),
            count(line.votes),
            elsewhere.join(";"),
        ];
        for of_base in &shares {
            let found = of_base.iter().find(|(key, _)| *key == line.key);
            cells.push(number(found.map(|(_, percent)| *percent), 4));
        }
        let published = own.and_then(|own| own.share_percent);
        cells.push(number(published, 2));
        cells.push(base_word(published.and(election.share_base)));
        let answers = polls.iter().filter_map(|poll| {
            let answer = poll.answers.iter().find(|answer| own.is_some() && answer.0 == option)?;
            Some([&poll.id, "=", &number(Some(answer.1), 2)].concat())
        });
        cells.push(answers.collect::<Vec<_>>().join(";"));
        cells.extend(sources(story, &[own.map_or(election.source, |own| own.source)]));
        out.push(cells);
    }
    out
}

/// The elections of the story's country, in every metric and on every base.
fn elections(story: &Story) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for point in history::series(story, Metric::Turnout, ShareBase::Valid).points {
        let Some(election) = story.elections.get(point.election) else { continue };
        let first = contest::winner(election);
        let winner = first.and_then(|first| election.options.get(first));
        let published = winner.and_then(|winner| winner.share_percent);
        let kind = match election.kind {
            ElectionKind::Regular => "regular",
            ElectionKind::Early => "early",
            ElectionKind::Referendum => "referendum",
        };
        let mut cells = vec![
            election.id.clone(),
            election.date.iso(),
            kind.to_owned(),
            count(election.registered),
            count(election.turned_out),
            number(election.turnout_percent, 2),
            count(election.valid_votes),
            count(election.invalid_votes),
            winner.map_or_else(String::new, |winner| winner.name.clone()),
            count(winner.and_then(|winner| winner.votes)),
            number(published, 2),
            base_word(published.and(election.share_base)),
        ];
        for base in results::BASES {
            cells.push(number(
                first.and_then(|first| Share::on_base(election, first, base)).map(Share::value),
                4,
            ));
        }
        for base in results::BASES {
            cells.push(number(contest::margin_on(election, base).map(Share::value), 4));
        }
        let shares = contest::line_shares(election);
        cells.push(number(shares.and_then(|shares| contest::effective_number(&shares)), 4));
        cells.extend(sources(story, &[election.source]));
        out.push(cells);
    }
    out
}

/// Turnout of every unit in every election of which it is known.
fn units(story: &Story) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for election in turnout_map::elections(story).into_iter().filter_map(|index| story.elections.get(index)) {
        let Some(series) = turnout_map::series(story, &election.id, "") else { continue };
        for unit in series.units {
            let id = unit.key.split_once(':').map_or(unit.key.as_str(), |parts| parts.1);
            let mut cells = vec![
                election.id.clone(),
                election.date.iso(),
                id.to_owned(),
                unit.name,
                number(unit.percent, 2),
                number(series.nation_percent, 2),
            ];
            cells.extend(sources(story, unit.source.as_slice()));
            out.push(cells);
        }
    }
    out
}

/// All events, as the table has them, with the names behind its keys.
fn events(story: &Story) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for event in &story.events {
        let lane = story.lanes.get(event.lane);
        let code = story.codes.get(event.code);
        let mut cells = vec![
            event.id.clone(),
            event.date.iso(),
            day(event.end),
            match event.precision {
                Precision::Day => "day",
                Precision::Month => "month",
                Precision::Year => "year",
            }
            .to_owned(),
            lane.map_or_else(String::new, |lane| lane.id.clone()),
            lane.map_or_else(String::new, |lane| lane.name.clone()),
        ];
        for actor in [event.source_actor, event.target_actor] {
            let actor = story.actors.get(actor);
            cells.push(actor.map_or_else(String::new, |actor| actor.code.clone()));
            cells.push(actor.map_or_else(String::new, |actor| actor.name.clone()));
        }
        cells.extend([
            event.kind.key().to_owned(),
            code.map_or_else(String::new, |code| code.code.clone()),
            code.map_or_else(String::new, |code| code.label.clone()),
            number(Some(event.goldstein), 1),
            event.title.clone(),
            event.summary.clone(),
            event.importance.to_string(),
            event.tags.join(";"),
            event.verified.to_string(),
        ]);
        cells.extend(sources(story, &event.sources));
        out.push(cells);
    }
    out
}
