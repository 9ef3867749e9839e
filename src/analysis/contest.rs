//! How an election went in numbers: shares and what they are shares of, margin, how many candidates it amounts to, and
//! what changed since another one.
//!
//! Decides every formula, with its source. A share made by [`Share`] carries its base as a type: shares of different wholes
//! do not compare until one is converted, and the conversion fails where a whole is not known. Leaves which share a figure
//! shows, and how it is written, to others.

use std::marker::PhantomData;

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

/// Index of the option that won: the strongest line, if it has any votes and no other that could win has as many.
pub fn winner(election: &Election) -> Option<usize> {
    strongest(election, can_win).filter(|(_, is_ahead)| *is_ahead).map(|(index, _)| index)
}

/// Index of the option that stands first: the most votes, or the greatest published share where a count is not known, the first
/// of equals; sums of several lines (`Other`) and "against all" do not.
pub fn first_line(election: &Election) -> Option<usize> {
    strongest(election, can_win).map(|(index, _)| index)
}

fn can_win(option: &BallotOption) -> bool {
    !matches!(option.kind, OptionKind::Other | OptionKind::AgainstAll)
}

/// Index of the strongest line on the ballot besides one, whatever kind it is: "against all" and "no" count, sums do not.
pub fn runner_up(election: &Election, first: usize) -> Option<usize> {
    let first = election.options.get(first)?;
    let found = strongest(election, |option| option.kind != OptionKind::Other && option.id != first.id);
    found.map(|(index, _)| index)
}

/// The first of the strongest, and whether it has something that no other has as much of.
fn strongest(election: &Election, able: impl Fn(&BallotOption) -> bool) -> Option<(usize, bool)> {
    let counted = election.options.iter().filter(|option| able(option)).all(|option| option.votes.is_some());
    let strength = |option: &BallotOption| {
        if counted { option.votes.map(|votes| votes as f64) } else { option.share_percent }
    };
    let (mut best, mut most, mut is_ahead) = (None, 0.0, false);
    for (index, option) in election.options.iter().enumerate().filter(|(_, option)| able(option)) {
        let Some(value) = strength(option) else { continue };
        if best.is_none() || value > most {
            (best, most, is_ahead) = (Some(index), value, value > 0.0);
        } else if value >= most {
            is_ahead = false;
        }
    }
    Some((best?, is_ahead))
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

/// The concentration H = Σ pᵢ² of shares that add up to 1: 1 if one line has all, 1/n if n lines are equal; 0 of nothing.
/// It is the chance that two votes drawn at random (with replacement) went to one line. (Herfindahl 1950; Hirschman 1945.)
pub fn concentration(shares: &[f64]) -> f64 {
    shares.iter().map(|share| share * share).sum()
}

/// The effective number of candidates N = 1 / Σ pᵢ² of shares that add up to 1: the number of equal lines that would be
/// as concentrated, 1..=n. (Laakso and Taagepera 1979, Comparative Political Studies 12: 3–27.)
pub fn effective_number(shares: &[f64]) -> Option<f64> {
    let concentration = concentration(shares);
    if concentration > 0.0 { Some(1.0 / concentration) } else { None }
}

/// The effective number of candidates by Golosov, G = Σ pᵢ / (pᵢ + p₁² − pᵢ²) of shares that add up to 1, p₁ the greatest of
/// them: 1..=n. The greatest line counts 1, each other line less than 1, so that one strong line among many small ones
/// weighs less than in [`effective_number`]. (Golosov 2010, Party Politics 16: 171–192.)
pub fn golosov_number(shares: &[f64]) -> Option<f64> {
    let most = shares.iter().copied().fold(0.0, f64::max);
    let part = |share: f64| {
        let rest = share + most * most - share * share;
        if rest > 0.0 { share / rest } else { 0.0 }
    };
    if most > 0.0 { Some(shares.iter().map(|share| part(*share)).sum()) } else { None }
}

/// The least effective number (Laakso–Taagepera) that a greatest share 0 < s ≤ 1 leaves possible: as many lines of that
/// size as there can be, k = ⌊1 ∕ s⌋, and one with what is left, 1 ∕ (k s² + (1 − k s)²).
pub fn least_number(greatest_share: f64) -> f64 {
    let s = greatest_share.clamp(1e-3, 1.0);
    let k = (1.0 / s + 1e-9).floor();
    let rest = (1.0 - k * s).max(0.0);
    1.0 / (k * s * s + rest * rest)
}

/// The bound that the effective number stays below with a greatest share 0 < s ≤ 1: all else shattered, 1 ∕ s².
pub fn most_number(greatest_share: f64) -> f64 {
    let s = greatest_share.clamp(1e-3, 1.0);
    1.0 / (s * s)
}

/// An option's share in per cent on a base: computed from counts where both are known, else as published if it was published on
/// this base.
pub fn percent_on(election: &Election, option: usize, base: ShareBase) -> Option<f64> {
    let line = election.options.get(option)?;
    match (line.votes, base_total(election, base)) {
        (Some(votes), Some(total)) => share(votes, total).map(|share| share * 100.0),
        _ if election.share_base == Some(base) => line.share_percent,
        _ => None,
    }
}

/// The first line's lead over the next line on the ballot, in percentage points on a base.
pub fn margin_on(election: &Election, base: ShareBase) -> Option<f64> {
    let first = first_line(election)?;
    let second = runner_up(election, first)?;
    Some(percent_on(election, first, base)? - percent_on(election, second, base)?)
}

/// The first line's lead over the next line on the ballot, in percentage points on the election's own base; from counts
/// where both and the base are known, else from published shares.
pub fn margin_points(election: &Election) -> Option<f64> {
    let first = first_line(election)?;
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

/// A whole that shares are shares of, as a type; see [`Share`].
pub trait Base: Copy {
    /// The number of votes, ballots or people it holds, or `None` if that is not known or zero.
    fn whole(election: &Election) -> Option<u64>;
    /// The base of published shares that are shares of it, if there is one.
    const PUBLISHED: Option<ShareBase>;
}

macro_rules! bases {
    ($($(#[$doc:meta])* $name:ident: $base:expr, $whole:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
        pub struct $name;

        impl Base for $name {
            const PUBLISHED: Option<ShareBase> = $base;

            fn whole(election: &Election) -> Option<u64> {
                $whole(election)
            }
        }
    )*};
}

bases! {
    /// Valid votes.
    OfValid: Some(ShareBase::Valid), |election| base_total(election, ShareBase::Valid);
    /// Ballots cast, invalid ones among them.
    OfCast: Some(ShareBase::Cast), |election| base_total(election, ShareBase::Cast);
    /// Registered voters: the electorate.
    OfRegistered: Some(ShareBase::Registered), |election| base_total(election, ShareBase::Registered);
    /// The votes of all published lines together, "against all" included; not known where one line has no count.
    OfLines: None, votes_of_lines;
}

fn votes_of_lines(election: &Election) -> Option<u64> {
    let votes: Option<Vec<u64>> = election.options.iter().map(|option| option.votes).collect();
    Some(votes?.into_iter().fold(0, u64::saturating_add)).filter(|total| *total > 0)
}

/// A share whose base is part of its type. Two shares compare, and have a difference in points, only on one base:
///
/// ```compile_fail
/// use ballotline::analysis::contest::{OfCast, OfValid, Share};
/// # let election = ballotline::data::Election::default();
/// let valid = Share::<OfValid>::of(&election, 0).unwrap();
/// let cast = Share::<OfCast>::of(&election, 0).unwrap();
/// valid.points_above(cast); // 81.31 % of valid votes and 77.79 % of ballots are the same votes
/// ```
///
/// ```
/// use ballotline::analysis::contest::{OfCast, OfValid, Share};
/// # let election = ballotline::data::Election::default();
/// let valid = Share::<OfValid>::of(&election, 0);
/// let cast = valid.and_then(|share| share.on::<OfCast>(&election)); // fails where a whole is not known
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Share<B> {
    percent: f64,
    base: PhantomData<B>,
}

impl<B: Base> Share<B> {
    /// The share of a line: from counts where line and whole are known, else as published if it was published on this base.
    pub fn of(election: &Election, option: usize) -> Option<Share<B>> {
        let line = election.options.get(option)?;
        match (line.votes, B::whole(election)) {
            (Some(votes), Some(whole)) => Share::of_count(votes, whole),
            _ if B::PUBLISHED.is_some() && election.share_base == B::PUBLISHED => {
                line.share_percent.map(Share::from_percent)
            }
            _ => None,
        }
    }

    /// The share of a count in a whole; `None` of nothing.
    fn of_count(count: u64, whole: u64) -> Option<Share<B>> {
        share(count, whole).map(|share| Share::from_percent(share * 100.0))
    }

    fn from_percent(percent: f64) -> Share<B> {
        Share { percent, base: PhantomData }
    }

    /// The share in per cent.
    pub fn percent(self) -> f64 {
        self.percent
    }

    /// How far it lies above another share of the same base, in percentage points; negative if below.
    pub fn points_above(self, other: Share<B>) -> f64 {
        self.percent - other.percent
    }

    /// The same votes as a share of another whole of the same election: s · whole(B) ∕ whole(C). `None` where one of the two is
    /// not known.
    pub fn on<C: Base>(self, election: &Election) -> Option<Share<C>> {
        let (own, other) = (B::whole(election)?, C::whole(election)?);
        Some(Share::from_percent(self.percent * own as f64 / other as f64))
    }
}

/// The share of the electorate that a line drew: its votes of registered voters.
pub fn electorate_share(election: &Election, option: usize) -> Option<Share<OfRegistered>> {
    Share::of(election, option)
}

/// Invalid ballots as a share of ballots cast: the number the tables have, or what cast and valid leave.
pub fn invalid_share(election: &Election) -> Option<Share<OfCast>> {
    let left = || election.turned_out?.checked_sub(election.valid_votes?);
    Share::of_count(election.invalid_votes.or_else(left)?, OfCast::whole(election)?)
}

/// What changed in the winner's result from one election to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Votes of the later winner less those of the earlier.
    pub votes: Option<i64>,
    /// The same of the shares, in percentage points of one base.
    pub points: Option<f64>,
}

/// The change of the winner's votes, and of the winner's share on a base; each `None` where one side is not known on it.
pub fn change<B: Base>(before: &Election, after: &Election) -> Change {
    let votes =
        |election: &Election| election.options.get(winner(election)?)?.votes.map(|votes| votes as i64);
    let share = |election: &Election| Share::<B>::of(election, winner(election)?);
    Change {
        votes: votes(after).zip(votes(before)).map(|(after, before)| after - before),
        points: share(after).zip(share(before)).map(|(after, before)| after.points_above(before)),
    }
}

/// Values rounded to so many decimals (0..=6) so that the rounded ones add up to the rounded sum: each is rounded down,
/// then those with the largest remainders go up, the earlier of equals first. None moves by a whole unit of its last digit.
/// For values that are shown together as parts of a whole; a published value is never to be touched by it. Values below
/// zero or not finite count as zero. (Largest remainders: Hare 1859; Hamilton in Balinski and Young 1982.)
pub fn rounded_to_sum(values: &[f64], places: u32) -> Vec<f64> {
    let mut unit = 1.0;
    for _ in 0..places.min(6) {
        unit *= 10.0;
    }
    let clean = |value: f64| if value.is_finite() { value.max(0.0) * unit } else { 0.0 };
    // A hair above, so that 0.29 stored as 0.28999… stays itself.
    let floor = |value: f64| (clean(value) + 1e-9).floor();
    let sum: f64 = values.iter().map(|value| clean(*value)).sum();
    let mut out: Vec<f64> = values.iter().map(|value| floor(*value)).collect();
    let missing = (sum + 0.5 + 1e-9).floor() - out.iter().sum::<f64>();
    let mut order: Vec<usize> = (0..values.len()).collect();
    let remainder = |index: &usize| clean(values[*index]) - floor(values[*index]);
    crate::data::arrange(&mut order, &|a, b| remainder(b).total_cmp(&remainder(a)));
    for index in order.into_iter().take(missing.max(0.0) as usize) {
        out[index] += 1.0;
    }
    out.into_iter().map(|value| value / unit).collect()
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

    #[test]
    fn one_alone_counts_one_by_both_indices() {
        for shares in [&[1.0][..], &[1.0, 0.0, 0.0]] {
            assert_eq!((effective_number(shares), golosov_number(shares)), (Some(1.0), Some(1.0)));
        }
        assert_eq!((golosov_number(&[]), golosov_number(&[0.0, 0.0])), (None, None));
        assert!(concentration(&[]).abs() < f64::EPSILON);
    }

    fn shares_of(votes: &[u32]) -> Vec<f64> {
        let total: f64 = votes.iter().map(|votes| f64::from(*votes)).sum();
        votes.iter().map(|votes| f64::from(*votes) / total).collect()
    }

    proptest! {
        #[test]
        fn both_indices_lie_between_one_and_the_number_of_lines(
            votes in prop::collection::vec(0u32..1_000_000, 1..60), first in 1u32..1_000_000
        ) {
            let shares = shares_of(&[&[first], votes.as_slice()].concat());
            for found in [effective_number(&shares).unwrap(), golosov_number(&shares).unwrap()] {
                prop_assert!(found >= 1.0 - 1e-9 && found <= shares.len() as f64 + 1e-9, "{found}");
            }
        }

        #[test]
        fn the_order_of_lines_does_not_matter(
            mut votes in prop::collection::vec(1u32..1_000_000, 1..40), turn in 0usize..40
        ) {
            let before = shares_of(&votes);
            votes.reverse();
            let turn = turn % votes.len();
            votes.rotate_left(turn);
            let after = shares_of(&votes);
            prop_assert!((effective_number(&before).unwrap() - effective_number(&after).unwrap()).abs() < 1e-9);
            prop_assert!((golosov_number(&before).unwrap() - golosov_number(&after).unwrap()).abs() < 1e-9);
        }

        #[test]
        fn equal_rivals_are_their_number_and_a_line_without_votes_adds_nothing(count in 1usize..60, empty in 0usize..9) {
            let mut shares = vec![1.0 / count as f64; count];
            shares.extend(vec![0.0; empty]);
            prop_assert!((golosov_number(&shares).unwrap() - count as f64).abs() < 1e-9);
            prop_assert!((effective_number(&shares).unwrap() - count as f64).abs() < 1e-9);
        }

        #[test]
        fn as_one_line_takes_all_both_indices_go_to_one(rivals in 1usize..30, hair in 1e-9f64..1e-4) {
            let mut shares = vec![hair / rivals as f64; rivals];
            shares.push(1.0 - hair);
            for found in [effective_number(&shares).unwrap(), golosov_number(&shares).unwrap()] {
                prop_assert!((1.0 - 1e-9..1.0 + 4.0 * hair).contains(&found), "{found} at {hair}");
            }
        }

        #[test]
        fn no_result_lies_outside_its_bounds(votes in prop::collection::vec(1u32..1_000_000, 1..60)) {
            let shares = shares_of(&votes);
            let most = shares.iter().copied().fold(0.0, f64::max);
            let found = effective_number(&shares).unwrap();
            prop_assert!(found >= least_number(most) - 1e-6 * found, "{found} of {most}");
            prop_assert!(found <= most_number(most) + 1e-6 * found, "{found} of {most}");
        }

        #[test]
        fn rounded_parts_add_up_and_move_by_less_than_a_unit(
            votes in prop::collection::vec(0u32..1_000_000, 1..40), first in 1u32..1_000_000, places in 0u32..=4
        ) {
            let votes = [&[first], votes.as_slice()].concat();
            let percent: Vec<f64> = shares_of(&votes).iter().map(|share| share * 100.0).collect();
            let rounded = rounded_to_sum(&percent, places);
            let unit = 10f64.powi(-(places as i32));
            prop_assert!((rounded.iter().sum::<f64>() - 100.0).abs() < unit * 1e-3);
            for (before, after) in percent.iter().zip(&rounded) {
                prop_assert!((before - after).abs() < unit * (1.0 + 1e-6), "{before} became {after}");
            }
        }

        #[test]
        fn a_share_comes_back_from_another_base(votes in 0u64..1_000, more in 1u64..1_000, absent in 0u64..1_000) {
            let line = BallotOption { votes: Some(votes), ..BallotOption::default() };
            let valid_votes = Some(votes + more);
            let turned_out = Some(votes + more + absent);
            let election = Election { valid_votes, turned_out, options: vec![line], ..Election::default() };
            let valid = Share::<OfValid>::of(&election, 0).unwrap();
            let back = valid.on::<OfCast>(&election).and_then(|share| share.on::<OfValid>(&election)).unwrap();
            prop_assert!((valid.points_above(back)).abs() < 1e-9);
            prop_assert!(valid.on::<OfRegistered>(&election).is_none());
        }
    }
}
