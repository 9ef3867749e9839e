//! Figures of a story that contradict each other.
//!
//! Decides which contradictions are worth a note. Repairs nothing: what was published is shown as published.

use super::{Bulletin, Day, Election, Odd, ShareBase, Story, arrange};

/// Greatest difference between a published percentage and its counts that rounding explains, in points.
pub const TOLERANCE: f64 = 0.05;

/// The same for bulletins, whose counts may be a little younger than their percentages.
pub const BULLETIN_TOLERANCE: f64 = 0.06;

/// Half a unit of a share's last published digit, and a little.
const SHARE_ROUNDING: f64 = 0.006;

/// Fewest votes whose share says anything precise about its base.
const TELLING_VOTES: u64 = 10_000;

/// Member states of the United Nations since [`MEMBERS_SINCE`].
const MEMBER_STATES: u64 = 193;

/// 14 July 2011, when South Sudan was admitted (A/RES/65/308): before, there were fewer.
const MEMBERS_SINCE: Day = Day(15_169);

/// The lines on which the rows of a story stand, and whether there are all of them.
#[derive(Debug, Default)]
pub struct Lines {
    /// Of each election, and of its options.
    pub elections: Vec<(u32, Vec<u32>)>,
    /// Of each regional figure.
    pub regional: Vec<u32>,
    /// Of each bulletin.
    pub bulletins: Vec<u32>,
    /// Of the first row of each poll.
    pub exit_polls: Vec<u32>,
    /// Whether every row of the results is in the story: else sums over options say nothing about what was published.
    pub has_all_results: bool,
    /// The same of the polls.
    pub has_all_exit_polls: bool,
}

/// Takes what was odd: name of the table, line, column, and what.
pub type Note<'n> = dyn FnMut(&'static str, u32, &'static str, Odd) + 'n;

/// Looks for contradictions in a whole story.
pub fn story(story: &Story, lines: &Lines, note: &mut Note<'_>) {
    for (election, (line, option_lines)) in story.elections.iter().zip(&lines.elections) {
        let first_option = option_lines.first().copied().unwrap_or(0);
        ballots(election, *line, note);
        if election.options.is_empty() {
            if lines.has_all_results {
                note("elections", *line, "election_id", Odd::NoOptions);
            }
            continue;
        }
        if let Some(odd) = option_votes(election, lines.has_all_results) {
            note("results", first_option, "votes", odd);
        }
        shares(election, *line, option_lines, note);
        if lines.has_all_results
            && let Some(odd) = share_sum(election)
        {
            note("results", first_option, "share_pct", odd);
        }
    }
    regional(story, lines, note);
    bulletins(story, lines, note);
    for (poll, line) in story.exit_polls.iter().zip(&lines.exit_polls) {
        let sum: f64 = poll.answers.iter().map(|answer| answer.1).sum();
        let is_whole =
            lines.has_all_exit_polls && poll.answers.len() >= story.elections[poll.election].options.len();
        if sum > 100.0 + TOLERANCE || (is_whole && sum < 99.9) {
            note("exit_polls", *line, "share_pct", Odd::SharesSum { sum });
        }
    }
}

/// Published turnout that is not the quotient of its counts.
pub fn turnout(
    published: Option<f64>,
    turned_out: Option<u64>,
    registered: Option<u64>,
    tolerance: f64,
) -> Option<Odd> {
    let (published, turned_out, registered) = (published?, turned_out?, registered?);
    let computed = percent(turned_out, registered)?;
    ((computed - published).abs() > tolerance).then_some(Odd::TurnoutDiffers {
        published,
        turned_out,
        registered,
        computed,
    })
}

/// A tally of all member states that does not sum to their number, where that is known for the day.
pub fn tally(tally: &[Option<u64>; 4], date: Day) -> Option<Odd> {
    if date < MEMBERS_SINCE {
        return None;
    }
    let [yes, no, abstained, absent] = *tally;
    let sum = yes? + no? + abstained? + absent.unwrap_or(0);
    (sum > MEMBER_STATES || (absent.is_some() && sum != MEMBER_STATES)).then_some(Odd::TallySum { sum })
}

fn percent(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| 100.0 * part as f64 / whole as f64)
}

fn ballots(election: &Election, line: u32, note: &mut Note<'_>) {
    let Election { turnout_percent, turned_out, registered, .. } = *election;
    if let Some(odd) = turnout(turnout_percent, turned_out, registered, TOLERANCE) {
        note("elections", line, "turnout_pct", odd);
    }
    if let (Some(turned_out), Some(registered)) = (turned_out, registered)
        && turned_out > registered
    {
        note("elections", line, "turned_out", Odd::BallotsExceed { turned_out, registered });
    }
    if let (Some(valid), Some(invalid), Some(turned_out)) =
        (election.valid_votes, election.invalid_votes, turned_out)
        && valid + invalid != turned_out
    {
        note("elections", line, "valid_votes", Odd::BallotsDiffer { valid, invalid, turned_out });
    }
}

fn option_votes(election: &Election, has_all: bool) -> Option<Odd> {
    let sum: u64 = election.options.iter().filter_map(|option| option.votes).sum();
    let is_whole = has_all && election.options.iter().all(|option| option.votes.is_some());
    match (election.valid_votes, election.turned_out, election.invalid_votes) {
        (Some(valid), _, _) if is_whole && sum != valid => Some(Odd::OptionsDiffer { sum, valid }),
        (Some(valid), _, _) if sum > valid => Some(Odd::OptionsExceed { sum, limit: valid }),
        (None, Some(limit), _) if sum > limit => Some(Odd::OptionsExceed { sum, limit }),
        (None, Some(turned_out), Some(invalid)) if is_whole && sum + invalid != turned_out => {
            Some(Odd::OptionsAndInvalidDiffer { sum, invalid, turned_out })
        }
        _ => election.registered.filter(|limit| sum > *limit).map(|limit| Odd::OptionsExceed { sum, limit }),
    }
}

fn base_of(election: &Election, base: ShareBase) -> Option<u64> {
    let count = match base {
        ShareBase::Valid => election.valid_votes,
        ShareBase::Cast => election.turned_out,
        ShareBase::Registered => election.registered,
    };
    count.filter(|&count| count > 0)
}

fn shares(election: &Election, line: u32, option_lines: &[u32], note: &mut Note<'_>) {
    let first_line = option_lines.first().copied().unwrap_or(0);
    let pairs = || {
        let options = election.options.iter().zip(option_lines);
        options.filter_map(|(option, line)| Some((option.votes?, option.share_percent?, *line)))
    };
    let named = election.share_base;
    if let Some((named, base)) = named.and_then(|named| Some((named, base_of(election, named)?))) {
        let fits = |votes, share: f64, base| {
            percent(votes, base).is_none_or(|computed| (computed - share).abs() <= TOLERANCE)
        };
        for (votes, published, line) in pairs() {
            if !fits(votes, published, base) {
                let computed = percent(votes, base).unwrap_or(0.0);
                note("results", line, "share_pct", Odd::ShareDiffers { published, votes, base, computed });
            }
        }
        let other = if named == ShareBase::Valid { ShareBase::Cast } else { ShareBase::Valid };
        if base_of(election, other)
            .is_some_and(|count| count != base && pairs().all(|(votes, share, _)| fits(votes, share, count)))
        {
            note("elections", line, "share_base", Odd::FitsOtherBase { named, other });
        }
    } else {
        let (mut low, mut high) = (0.0, f64::INFINITY);
        for (votes, share, _) in pairs() {
            if votes > TELLING_VOTES && share > SHARE_ROUNDING {
                low = f64::max(low, 100.0 * votes as f64 / (share + SHARE_ROUNDING));
                high = f64::min(high, 100.0 * votes as f64 / (share - SHARE_ROUNDING));
            }
        }
        if low > high {
            let (low, high) = ((low + 0.5) as u64, (high + 0.5) as u64);
            note("results", first_line, "share_pct", Odd::NoCommonBase { low, high });
        }
    }
}

fn share_sum(election: &Election) -> Option<Odd> {
    let mut sum = 0.0;
    for option in &election.options {
        sum += option.share_percent?;
    }
    let slack = 0.02 * election.options.len() as f64 + 0.1;
    let least = match election.share_base {
        Some(ShareBase::Valid) => 100.0 - slack,
        Some(ShareBase::Cast) => 90.0,
        _ => 0.0,
    };
    (sum > 100.0 + slack || sum < least).then_some(Odd::SharesSum { sum })
}

/// The nation's turnout against those of its regions, election by election.
fn regional(story: &Story, lines: &Lines, note: &mut Note<'_>) {
    for (election, nation) in story.elections.iter().enumerate() {
        let Some(nation) = nation.turnout_percent else { continue };
        let (mut lowest, mut highest, mut first_line) = (f64::INFINITY, f64::NEG_INFINITY, 0);
        for (row, line) in story.regional.iter().zip(&lines.regional) {
            if let Some(turnout) = row.turnout_percent
                && row.election == election
                && !row.region_id.ends_with("-ABROAD")
            {
                (lowest, highest) = (lowest.min(turnout), highest.max(turnout));
                first_line = if first_line == 0 { *line } else { first_line };
            }
        }
        if first_line > 0 && (nation < lowest || nation > highest) {
            let odd = Odd::NationOutsideRegions { nation, lowest, highest };
            note("regional_results", first_line, "turnout_pct", odd);
        }
    }
}

/// Bulletins of one place, in the order of their time, never fall.
fn bulletins(story: &Story, lines: &Lines, note: &mut Note<'_>) {
    let mut order: Vec<(&Bulletin, u32)> =
        story.bulletins.iter().zip(lines.bulletins.iter().copied()).collect();
    let minutes = |bulletin: &Bulletin| {
        i64::from(bulletin.day.0) * 1_440 + i64::from(bulletin.minute) - i64::from(bulletin.offset_min)
    };
    arrange(&mut order, &|one, other| minutes(one.0).cmp(&minutes(other.0)));
    for (position, (bulletin, line)) in order.iter().enumerate() {
        let Some(to) = bulletin.turnout_percent else { continue };
        let before = order[..position].iter().rev().find_map(|(before, _)| {
            let is_same = before.election == bulletin.election && before.region_id == bulletin.region_id;
            before.turnout_percent.filter(|_| is_same).map(|from| (from, before.minute))
        });
        if let Some((from, minute)) = before
            && to < from
        {
            let named = story.regions.iter().find(|region| region.id == bulletin.region_id);
            let region = named.map_or(&bulletin.region_id, |region| &region.name).clone();
            let (from_time, to_time) = (clock(minute), clock(bulletin.minute));
            let odd = Odd::TurnoutFalls { region, from, from_time, to, to_time };
            note("turnout_by_hour", *line, "turnout_pct", odd);
        }
    }
}

/// `HH:MM` of a minute after midnight.
fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
