//! How an election went in numbers: shares and what they are shares of, margin, how many candidates it amounts to.
//!
//! Decides every formula, with its source. A [`Share`] carries what it is of: shares of different wholes have no difference until
//! one is converted, and the conversion fails where a whole is not known. Leaves which share a figure shows, and how it is
//! written, to others.

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

/// Index of the option that won: the strongest line that can win, if it has any votes and no other line has as many, be it
/// another that could win or "against all".
pub fn winner(election: &Election) -> Option<usize> {
    let (first, is_ahead) = strongest(election, can_win)?;
    if is_ahead && held_by(election, first).is_none() { Some(first) } else { None }
}

/// Index of the option that stands first: the most votes, or the greatest published share where a count is not known, the first
/// of equals; "against all" only with more than all that could win; sums of several lines (`Other`) do not.
pub fn first_line(election: &Election) -> Option<usize> {
    let (first, _) = strongest(election, can_win)?;
    Some(held_by(election, first).and_then(|(line, is_more)| is_more.then_some(line)).unwrap_or(first))
}

/// The line "against all" where it has as much as another line, and whether it has more.
fn held_by(election: &Election, first: usize) -> Option<(usize, bool)> {
    let first = election.options.get(first)?;
    election.options.iter().enumerate().find_map(|(index, option)| {
        let pair = match option.votes.zip(first.votes) {
            Some((own, other)) => (own as f64, other as f64),
            None => (option.share_percent?, first.share_percent?),
        };
        let is_as_much = option.kind == OptionKind::AgainstAll && pair.0 >= pair.1;
        is_as_much.then_some((index, pair.0 > pair.1))
    })
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

/// What a number of an election is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Valid votes, ballots cast, or registered voters.
    Base(ShareBase),
    /// The votes for all published lines, "against all" included.
    Lines,
    /// It is not known.
    NotKnown,
}

/// A share in per cent, or what is made of shares (a lead in points, an effective number), with what it is of. Readers choose the
/// base, so it is a value and no type; two numbers have a difference only where it is the same:
///
/// ```
/// use ballotline::analysis::contest::{Of, Share};
/// use ballotline::data::ShareBase;
/// let valid = Share::new(81.31, Of::Base(ShareBase::Valid));
/// let cast = Share::new(77.79, Of::Base(ShareBase::Cast));
/// assert_eq!(valid.above(cast), None); // the same votes
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    value: f64,
    of: Of,
}

impl Share {
    /// A number of something.
    pub fn new(value: f64, of: Of) -> Share {
        Share { value, of }
    }

    /// The share of a line as it was published, on whatever base.
    pub fn published(election: &Election, option: usize) -> Option<Share> {
        let of = election.share_base.map_or(Of::NotKnown, Of::Base);
        Some(Share::new(election.options.get(option)?.share_percent?, of))
    }

    /// The share of a line on a base: computed from counts where line and whole are known (more digits than the published one
    /// has), else as published, converted if it was published on another base.
    pub fn on_base(election: &Election, option: usize, base: ShareBase) -> Option<Share> {
        let votes = election.options.get(option)?.votes;
        match votes.and_then(|votes| Share::of_count(votes, election, base)) {
            None => Share::published(election, option)?.on(election, base),
            counted => counted,
        }
    }

    /// The share of a line on the base its election was published on: computed from counts where possible, else as published.
    pub fn on_own_base(election: &Election, option: usize) -> Option<Share> {
        let counted = election.share_base.and_then(|base| Share::on_base(election, option, base));
        counted.or_else(|| Share::published(election, option))
    }

    /// A count as a share of a base; `None` where that is not known or zero.
    pub fn of_count(count: u64, election: &Election, base: ShareBase) -> Option<Share> {
        let part = share(count, base_total(election, base)?)?;
        Some(Share::new(part * 100.0, Of::Base(base)))
    }

    /// The number, for writing and drawing.
    pub fn value(self) -> f64 {
        self.value
    }

    /// What it is of.
    pub fn of(self) -> Of {
        self.of
    }

    /// How far it lies above another, in its own unit, negative if below; `None` where the two are of different things, or of
    /// what is not known.
    pub fn above(self, other: Share) -> Option<f64> {
        if self.of == other.of && self.of != Of::NotKnown { Some(self.value - other.value) } else { None }
    }

    /// The same votes as a share of another base of the same election: s · whole ∕ other whole. `None` where one of the two is
    /// not known.
    pub fn on(self, election: &Election, base: ShareBase) -> Option<Share> {
        match self.of {
            Of::Base(own) if own == base => Some(self),
            Of::Base(own) => {
                let part = share(base_total(election, own)?, base_total(election, base)?)?;
                Some(Share::new(self.value * part, Of::Base(base)))
            }
            _ => None,
        }
    }
}

/// The first line's lead over the next line on the ballot, in percentage points on a base. "Against all" leads nobody.
pub fn margin_on(election: &Election, base: ShareBase) -> Option<Share> {
    lead(election, &|option| Share::on_base(election, option, base))
}

/// The same on the election's own base; from counts where both and the base are known, else from published shares.
pub fn margin_on_own_base(election: &Election) -> Option<Share> {
    lead(election, &|option| Share::on_own_base(election, option))
}

fn lead(election: &Election, share: &dyn Fn(usize) -> Option<Share>) -> Option<Share> {
    let first = first_line(election).filter(|first| can_win(&election.options[*first]))?;
    let (own, next) = (share(first)?, share(runner_up(election, first)?)?);
    // Of one election, so that a base that is not known is one all the same.
    if own.of == next.of { Some(Share::new(own.value - next.value, own.of)) } else { None }
}

/// Invalid ballots as a share of ballots cast: the number the tables have, or what cast and valid leave.
pub fn invalid_share(election: &Election) -> Option<Share> {
    let left = || election.turned_out?.checked_sub(election.valid_votes?);
    Share::of_count(election.invalid_votes.or_else(left)?, election, ShareBase::Cast)
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
            let [valid, cast] = [ShareBase::Valid, ShareBase::Cast].map(|base| Share::on_base(&election, 0, base).unwrap());
            let back = cast.on(&election, ShareBase::Valid).unwrap();
            prop_assert!(valid.above(back).unwrap().abs() < 1e-9);
            prop_assert_eq!((valid.above(cast), valid.on(&election, ShareBase::Registered)), (None, None));
        }
    }
}
