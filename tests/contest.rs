//! How an election went in numbers, checked against values worked by hand from the published counts.
//!
//! Every expected number of a published result below was worked out apart from the crate; the working of one of each kind stands beside it.

#![allow(clippy::expect_used)]

mod common;

use ballotline::analysis::contest::{
    Of, Share, concentration, effective_number, first_line, golosov_number, invalid_share, line_shares,
    margin_on, margin_on_own_base, rounded_to_sum, winner,
};
use std::rc::Rc;

use ballotline::app::{Figure, Reading};
use ballotline::data::{BallotOption, Day, Election, OptionKind, ShareBase, Story};
use common::{embedded_reading, faults, scene};
use proptest::prelude::*;

fn story() -> Story {
    Story::clone(&embedded_reading().story)
}

fn election<'a>(story: &'a Story, id: &str) -> &'a Election {
    story.elections.iter().find(|election| election.id == id).expect("the election")
}

/// The winner's share on a base.
fn on(election: &Election, base: ShareBase) -> Option<Share> {
    Share::on_base(election, winner(election)?, base)
}

fn close(found: Option<f64>, wanted: f64) {
    let found = found.expect("the value is known");
    assert!((found - wanted).abs() < 0.000_05 + 1e-9, "{found} is not {wanted}");
}

/// 2022, seven lines of 7,940,478 votes: shares .813099, .057992, .034210, .025969, .025302, .022180, .021249; squares
/// .661130, .003363, .001170, .000674, .000640, .000492, .000452, together H = .667921; N = 1 ∕ H = 1.4972.
/// Golosov: 1 + .057992 ∕ (.057992 + .661130 − .003363) + … = 1 + .08102 + .04928 + .03783 + .03689 + .03248 + .03116.
#[test]
fn the_effective_numbers_of_seven_elections() {
    let story = story();
    for (id, h, n, g) in [
        ("kaz-1991-12-01", 0.9759, 1.0247, 1.0124),
        ("kaz-1999-01-10", 0.6955, 1.4378, 1.2311),
        ("kaz-2005-12-04", 0.8355, 1.1969, 1.1006),
        ("kaz-2011-04-03", 0.9137, 1.0944, 1.0479),
        ("kaz-2015-04-26", 0.9558, 1.0463, 1.0232),
        ("kaz-2019-06-09", 0.5341, 1.8723, 1.4932),
        ("kaz-2022-11-20", 0.6679, 1.4972, 1.2687),
    ] {
        let shares = line_shares(election(&story, id)).expect("lines");
        close(Some(concentration(&shares)), h);
        close(effective_number(&shares), n);
        close(golosov_number(&shares), g);
    }
    let golosov_2022 = 1.0 + 0.081_02 + 0.049_28 + 0.037_83 + 0.036_89 + 0.032_48 + 0.031_16;
    assert!(f64::abs(golosov_2022 - 1.2687) < 0.000_1, "{golosov_2022}");
}

/// Two examples small enough to be worked in the head. 50, 50: H = ½, N = G = 2. 60, 40: H = .36 + .16 = .52, N = 1.9231,
/// G = 1 + .4 ∕ (.4 + .36 − .16) = 1.6667. 50, 25, 25: H = .375, N = 2.6667, G = 1 + 2 · .25 ∕ (.25 + .25 − .0625) = 2.1429.
#[test]
fn the_effective_numbers_of_round_shares() {
    for (shares, n, g) in
        [(&[0.5, 0.5][..], 2.0, 2.0), (&[0.6, 0.4], 1.9231, 1.6667), (&[0.5, 0.25, 0.25], 2.6667, 2.1429)]
    {
        close(effective_number(shares), n);
        close(golosov_number(shares), g);
    }
}

/// 6,456,393 of 7,940,478, of 8,300,046 and of 11,953,465; 6,539,715 of 9,216,410, of 9,274,110 and of 11,960,364;
/// 8,833,250 of 9,036,724, of 9,090,920 and of 9,547,864.
#[test]
fn the_winners_share_on_three_bases() {
    let story = story();
    for (id, valid, cast, registered) in [
        ("kaz-2022-11-20", 81.3099, 77.7874, 54.0127),
        ("kaz-2019-06-09", 70.9573, 70.5158, 54.6782),
        ("kaz-2015-04-26", 97.7484, 97.1656, 92.5155),
    ] {
        let election = election(&story, id);
        for (base, wanted) in
            [(ShareBase::Valid, valid), (ShareBase::Cast, cast), (ShareBase::Registered, registered)]
        {
            let share = on(election, base).expect("a share");
            close(Some(share.value()), wanted);
            // The same by conversion.
            close(
                on(election, ShareBase::Valid).and_then(|own| own.on(election, base)).map(Share::value),
                wanted,
            );
            close(share.on(election, ShareBase::Valid).map(Share::value), valid);
        }
    }
}

/// 1999 was published as 79.78 % of all ballots, and no whole is known as a count: it is a share of ballots and nothing else.
#[test]
fn a_share_without_a_whole_does_not_convert() {
    let story = story();
    let election = election(&story, "kaz-1999-01-10");
    let cast = on(election, ShareBase::Cast).expect("as published");
    assert_eq!((cast.value(), cast.of()), (79.78, Of::Base(ShareBase::Cast)));
    assert_eq!(on(election, ShareBase::Valid), None);
    assert_eq!(cast.on(election, ShareBase::Valid), None);
    assert_eq!(on(election, ShareBase::Registered), None);
}

/// From 2019 to 2022: 81.3099 − 70.9573 points of valid votes, 77.7874 − 70.5158 of ballots, 54.0127 − 54.6782 of registered
/// voters. A share of the one has no difference from one of another, nor have two of what is not known.
#[test]
fn differences_are_of_one_base() {
    let story = story();
    let bases = [ShareBase::Valid, ShareBase::Cast, ShareBase::Registered];
    let [before, after] = ["kaz-2019-06-09", "kaz-2022-11-20"]
        .map(|id| bases.map(|base| on(election(&story, id), base).expect("a share")));
    for (one, wanted) in [10.3526, 7.2716, -0.6655].into_iter().enumerate() {
        for (other, earlier) in before.into_iter().enumerate() {
            let found = after[one].above(earlier);
            if one == other { close(found, wanted) } else { assert_eq!(found, None) }
        }
    }
    let not_known = Share::new(60.0, Of::NotKnown);
    assert_eq!(not_known.above(not_known), None);
}

/// Votes and kinds of lines; who won, who stands first, and the lead in per cent of a hundred valid votes.
#[test]
fn nobody_wins_who_has_no_more_than_against_all() {
    use OptionKind::{AgainstAll, Candidate, No, Other, Yes};
    type Lines<'a> = &'a [(OptionKind, u64)];
    let all: [(Lines<'_>, Option<usize>, usize, Option<f64>); 9] = [
        (&[(Candidate, 30), (Candidate, 10), (AgainstAll, 60)], None, 2, None),
        (&[(AgainstAll, 60), (Candidate, 30), (Candidate, 10)], None, 0, None),
        (&[(AgainstAll, 45), (Candidate, 45), (Candidate, 10)], None, 1, Some(0.0)),
        (&[(Candidate, 45), (AgainstAll, 10), (Candidate, 45)], None, 0, Some(0.0)),
        (&[(Candidate, 46), (AgainstAll, 45), (Candidate, 9)], Some(0), 0, Some(1.0)),
        (&[(AgainstAll, 30), (Candidate, 35), (Candidate, 35)], None, 1, Some(0.0)),
        // A sum of several lines stands before nobody.
        (&[(Other, 60), (Candidate, 30), (Candidate, 10)], Some(1), 1, Some(20.0)),
        // "No" can win.
        (&[(Yes, 40), (No, 60)], Some(1), 1, Some(20.0)),
        (&[(Yes, 60), (No, 40)], Some(0), 0, Some(20.0)),
    ];
    for (lines, won, first, lead) in all {
        for is_counted in [true, false] {
            let options = lines.iter().enumerate().map(|(index, (kind, votes))| BallotOption {
                id: format!("{index}"),
                kind: *kind,
                votes: Some(*votes).filter(|_| is_counted),
                share_percent: Some(*votes as f64),
                ..BallotOption::default()
            });
            let election = Election {
                options: options.collect(),
                valid_votes: Some(100),
                share_base: Some(ShareBase::Valid),
                ..Election::default()
            };
            let found = margin_on(&election, ShareBase::Valid).map(Share::value);
            assert_eq!(
                (winner(&election), first_line(&election), found),
                (won, Some(first), lead),
                "{lines:?}"
            );
        }
    }
}

/// 359,568 of 8,300,046; 57,700 of 9,274,110; in 2005, when none were published, 6,871,571 − 6,744,267 = 127,304.
#[test]
fn invalid_ballots_and_the_margin() {
    let story = story();
    for (id, wanted) in [("kaz-2022-11-20", 4.3321), ("kaz-2019-06-09", 0.6222), ("kaz-2005-12-04", 1.8526)] {
        close(invalid_share(election(&story, id)).map(Share::value), wanted);
    }
    assert_eq!(invalid_share(election(&story, "kaz-1999-01-10")), None);
    // 81.3099 − 5.7992, “against all” being the next line.
    close(margin_on_own_base(election(&story, "kaz-2022-11-20")).map(Share::value), 75.5107);
}

/// A line of any kind; one in some without a count.
fn any_line() -> impl Strategy<Value = BallotOption> {
    (0usize..5, prop::option::weighted(0.95, 0u64..2_000_000_000)).prop_map(|(kind, votes)| BallotOption {
        kind: [
            OptionKind::Candidate,
            OptionKind::Candidate,
            OptionKind::AgainstAll,
            OptionKind::No,
            OptionKind::Other,
        ][kind],
        votes,
        ..BallotOption::default()
    })
}

fn any_election() -> impl Strategy<Value = Election> {
    let country =
        prop::sample::select(vec!["AAA", "BBB", "CCC", "A country with a rather long name of its own"]);
    (country, -800_000i32..800_000, prop::collection::vec(any_line(), 0..70)).prop_map(
        |(country, day, options)| Election {
            id: format!("{country}-{day}"),
            country: country.to_owned(),
            date: Day(day),
            options,
            ..Election::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_elected_labels_keep_apart_inside_the_picture(
        elections in prop::collection::vec(any_election(), 0..60),
        width_px in 288f64..1_300.0,
        chosen in prop::sample::select(vec!["", "country=BBB"]),
    ) {
        let mut reading = Reading::default();
        reading.story.page.country = "AAA".to_owned();
        reading.story.election = if elections.is_empty() { None } else { Some(0) };
        reading.story.elections = elections;
        let found = faults(&scene(&Rc::new(reading), Figure::Contest, width_px, chosen));
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

/// Of 8,300,046 ballots, in hundredths of a per cent: 7778.74, 554.80, 327.28, 248.44, 242.06, 212.19, 203.29, 433.21. Rounded
/// each for itself they make 99.99. Rounded down they make 9997; the three largest remainders (.80, .74, .44) go up.
#[test]
fn rounded_shares_add_up() {
    let votes = [6_456_393, 460_484, 271_641, 206_206, 200_907, 176_116, 168_731, 359_568];
    let percent = votes.map(|votes| f64::from(votes) / 83_000.46);
    let found = rounded_to_sum(&percent, 2);
    assert_eq!(found, [77.79, 5.55, 3.27, 2.49, 2.42, 2.12, 2.03, 4.33]);
    assert!((found.iter().sum::<f64>() - 100.0).abs() < 1e-9);
    // What adds up already stays: 81.31, 5.80, 3.42, 2.60, 2.53, 2.22, 2.12 of the valid votes.
    let percent: Vec<f64> = votes[..7].iter().map(|votes| f64::from(*votes) / 79_404.78).collect();
    assert_eq!(rounded_to_sum(&percent, 2), [81.31, 5.8, 3.42, 2.6, 2.53, 2.22, 2.12]);
    // Of equal remainders the first goes up; nothing, and what is no number, is left alone.
    assert_eq!(rounded_to_sum(&[100.0 / 3.0; 3], 0), [34.0, 33.0, 33.0]);
    assert_eq!(rounded_to_sum(&[], 2), [] as [f64; 0]);
    assert_eq!(rounded_to_sum(&[f64::NAN, -1.0, 40.0, 60.0], 1), [0.0, 0.0, 40.0, 60.0]);
}
