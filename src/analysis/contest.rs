//! Shares, margin and the effective number of candidates.

use crate::data::{BallotOption, Election, OptionKind, ShareBase};

/// The number of which a share on this base is a share, or `None` if it is not known or zero.
pub fn base_total(election: &Election, base: ShareBase) -> Option<u64> {
    match base {
        ShareBase::Valid => election.valid_votes,
        ShareBase::Cast => election.turned_out,
        ShareBase::Registered => election.registered,
    }
    .filter(|total| *total > 0)
}

/// Part of a whole, 0..=1 where the part is within the whole; `None` of nothing.
pub fn share(part: u64, whole: u64) -> Option<f64> {
    if whole == 0 { None } else { Some(part as f64 / whole as f64) }
}

/// Index of the option that won: the most votes, or the greatest published share where a count is not known; sums of
/// several lines (`Other`) and "against all" cannot win.
pub fn winner(election: &Election) -> Option<usize> {
    let able = |option: &BallotOption| !matches!(option.kind, OptionKind::Other | OptionKind::AgainstAll);
    strongest(election, able)
}

/// Index of the strongest line on the ballot besides one, whatever kind it is: "against all" and "no" count, sums do not.
pub fn runner_up(election: &Election, winner: usize) -> Option<usize> {
    let first = election.options.get(winner)?;
    strongest(election, |option| option.kind != OptionKind::Other && option.id != first.id)
}

fn strongest(election: &Election, able: impl Fn(&BallotOption) -> bool) -> Option<usize> {
    let counted = election.options.iter().filter(|option| able(option)).all(|option| option.votes.is_some());
    let strength = |option: &BallotOption| {
        if counted { option.votes.map(|votes| votes as f64) } else { option.share_percent }
    };
    let mut best: Option<(usize, f64)> = None;
    for (index, option) in election.options.iter().enumerate().filter(|(_, option)| able(option)) {
        if let Some(value) = strength(option)
            && best.is_none_or(|(_, most)| value > most)
        {
            best = Some((index, value));
        }
    }
    best.map(|(index, _)| index)
}

/// The shares of all published lines among themselves, each 0..=1, adding up to 1: from votes where every line has a
/// count, else from published shares; `None` with fewer than two lines or a line that has neither.
///
/// Recomputed over the lines themselves, "against all" included, so that elections published on different bases compare.
pub fn line_shares(election: &Election) -> Option<Vec<f64>> {
    if election.options.len() < 2 {
        return None;
    }
    let counted: Option<Vec<f64>> =
        election.options.iter().map(|option| option.votes.map(|votes| votes as f64)).collect();
    let values = match counted {
        Some(values) => values,
        None => election.options.iter().map(|option| option.share_percent).collect::<Option<Vec<f64>>>()?,
    };
    let total: f64 = values.iter().sum();
    if total <= 0.0 {
        return None;
    }
    Some(values.into_iter().map(|value| value / total).collect())
}

/// The effective number of candidates N = 1 / Σ pᵢ² of shares that add up to 1; at least 1. (Laakso and Taagepera 1979.)
pub fn effective_number(shares: &[f64]) -> Option<f64> {
    let concentration: f64 = shares.iter().map(|share| share * share).sum();
    if concentration > 0.0 { Some(1.0 / concentration) } else { None }
}

/// The winner's lead over the next line on the ballot, in percentage points on the election's own base; from counts
/// where both and the base are known, else from published shares.
pub fn margin_points(election: &Election) -> Option<f64> {
    let first = winner(election)?;
    let second = runner_up(election, first)?;
    Some(option_percent(election, first)? - option_percent(election, second)?)
}

/// An option's share in per cent on the base its election was published on: computed from counts where possible
/// (more digits than the published one has), else as published.
pub fn option_percent(election: &Election, option: usize) -> Option<f64> {
    let line = election.options.get(option)?;
    let total = election.share_base.and_then(|base| base_total(election, base));
    match (line.votes, total) {
        (Some(votes), Some(total)) => share(votes, total).map(|share| share * 100.0),
        _ => line.share_percent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn effective_number_of_equal_rivals_is_their_number() {
        for count in 1..=12 {
            let shares = vec![1.0 / f64::from(count); count as usize];
            let found = effective_number(&shares).unwrap();
            assert!((found - f64::from(count)).abs() < 1e-9, "{count} rivals gave {found}");
        }
        assert_eq!(effective_number(&[]), None);
    }

    proptest! {
        #[test]
        fn effective_number_lies_between_one_and_the_number_of_lines(votes in prop::collection::vec(1u32..1_000_000, 1..60)) {
            let total: f64 = votes.iter().map(|votes| f64::from(*votes)).sum();
            let shares: Vec<f64> = votes.iter().map(|votes| f64::from(*votes) / total).collect();
            let found = effective_number(&shares).unwrap();
            prop_assert!(found >= 1.0 - 1e-9 && found <= votes.len() as f64 + 1e-9);
        }
    }
}
