//! Stories of many events: what the index counts, and that a picture stays small. How long it takes is told by `cargo xtask bench`.

#![allow(clippy::expect_used, reason = "a test may give up")]

mod common;

use std::cmp::Ordering;
use std::rc::Rc;

use ballotline::analysis::passing::{Passing, among, is_flat};
use ballotline::app::{Figure, Model, Reading};
use ballotline::charts::mark::tone_role;
use ballotline::charts::timeline::density;
use ballotline::charts::timeline::rows::{By, Order};
use ballotline::data::{Actor, Day, Event, EventCode, EventKind, Lane, Story};
use ballotline::scale::TimeScale;
use ballotline::scene::Role;
use proptest::prelude::*;

use common::{faults, scene_of};

/// An event of a story with three lanes; its numbers decide everything else.
fn event(number: usize, day: i32, lasts: i32, mix: usize) -> Event {
    Event {
        id: format!("e{number}"),
        date: Day(day),
        end: if lasts > 0 { Some(Day(day + lasts)) } else { None },
        lane: mix % 3,
        source_actor: mix / 7 % 3,
        target_actor: mix / 11 % 3,
        tags: ["odd", "even", "odd"][..mix / 13 % 4].iter().map(|tag| (*tag).to_string()).collect(),
        kind: EventKind::ALL[mix / 3 % 6],
        goldstein: (mix % 21) as f64 - 10.0,
        importance: (mix % 5) as u8 + 1,
        title: format!("Event {number} of many"),
        verified: true,
        ..Event::default()
    }
}

fn story(mut events: Vec<Event>) -> Story {
    events.sort_by_key(|event| event.date);
    let lane = |id: &str| Lane { id: id.to_string(), name: id.to_string() };
    Story {
        lanes: vec![lane("one"), lane("two"), lane("three")],
        actors: vec![Actor::default(); 3],
        codes: vec![EventCode::default()],
        events,
        ..Story::default()
    }
}

fn model(events: Vec<Event>, width_px: f64, link: &str) -> Model {
    let mut reading = Reading::default();
    *reading.story = story(events);
    Model::new(Rc::new(reading), Figure::Timeline, width_px, link)
}

#[test]
fn a_picture_of_very_many_events_stays_small() {
    // 18,993 is the first day of 2022.
    let in_a_year: Vec<Event> =
        (0..20_000).map(|number| event(number, 18_993 + number as i32 % 365, 0, number * 7)).collect();
    let on_a_day: Vec<Event> = (0..5_000).map(|number| event(number, 19_100, 0, number * 7)).collect();
    for mut events in [in_a_year, on_a_day] {
        // One of long ago, so that the overview has years to show.
        events.push(event(20_000, 9_131, 0, 1));
        for width_px in [340.0, 700.0, 1_016.0] {
            for link in [
                "",
                "from=2022-04-16&to=2022-04-19",
                "from=2022-01-01&to=2022-12-31&without=vote",
                "find=9&event=e77",
            ] {
                let model = model(events.clone(), width_px, link);
                let scene = scene_of(&model);
                assert!(scene.items.len() < 3_000, "{width_px} {link}: {}", scene.items.len());
                let found = faults(&scene);
                assert!(found.is_empty(), "{width_px} {link}: {}", found.join("\n"));
            }
        }
    }
}

#[test]
fn the_chosen_event_has_a_mark_among_very_many() {
    let events =
        (0..20_000).map(|number| event(number, 18_993 + number as i32 % 365, 0, number * 7)).collect();
    let model = model(events, 1_016.0, "from=2022-01-01&to=2022-12-31&event=e1234");
    let layout = model.layout(&ballotline::layout::width_table::WidthTable);
    assert!(layout.targets().iter().any(|target| target.key == "event:e1234"));
}

#[test]
fn a_table_of_very_many_events_says_what_it_leaves_out() {
    // Thirty years of some 600 events each.
    let events: Vec<Event> =
        (0..18_000).map(|number| event(number, 9_131 + number as i32 * 3 / 5, 0, number * 7)).collect();
    for (sort, years) in
        [("date", ["1995", "1996"]), ("-date", ["2024", "2023"]), ("value", ["1995", "1996"])]
    {
        let model = model(events.clone(), 1_016.0, &format!("from=0001-01-01&to=9999-12-31&sort={sort}"));
        let table = model.table();
        assert_eq!((table.rows.len(), table.keys.len()), (1_000, 1_000), "{sort}");
        assert_eq!(table.groups.iter().map(|group| group.1).sum::<usize>(), 1_000, "{sort}");
        let wanted = years.map(|year| format!("{year} · "));
        let headings = table.groups.iter().map(|group| group.0.as_str());
        assert!(headings.zip(&wanted).all(|(heading, wanted)| heading.starts_with(wanted)), "{sort}");
        assert!(
            table.foot.concat().starts_with("The first 1,000 of 18,000 events."),
            "{sort}: {}",
            table.foot.concat()
        );
    }
}

#[test]
fn an_event_is_found_by_its_key() {
    let mut story = story((0..300).map(|number| event(number, number as i32 % 40, 0, number)).collect());
    for added in 0..2 {
        for number in 0..300 + added {
            let id = format!("e{number}");
            assert_eq!(story.event_by_id(&id), story.events.iter().position(|event| event.id == id));
        }
        assert_eq!(story.event_by_id("no such key"), None);
        assert_eq!(story.extent().map(|extent| extent.1), Some(Day(39 + 61 * added)));
        // A copy finds for itself.
        story = story.clone();
        story.events.push(event(300, 100, 0, 1));
    }
}

proptest! {
    #[test]
    fn rows_keep_to_their_year_and_their_order(
        rows in prop::collection::vec((0i32..1_500, any::<u16>()), 0..120),
        by in 0usize..3,
        is_falling in any::<bool>(),
    ) {
        let events = rows.iter().enumerate();
        let events = events.map(|(number, row)| event(number, row.0, 0, usize::from(row.1))).collect();
        let mut model = model(events, 1_016.0, "from=0001-01-01&to=9999-12-31");
        let (by, column) = By::COLUMNS[by];
        model.state.order = Order { by, is_falling };
        let table = model.table();
        prop_assert_eq!(table.rows.len(), model.story().events.len());
        let event_of = |key: &String| &model.story().events[model.story().event_by_id(&key[6..]).expect("an event")];
        let wrong = if is_falling { Ordering::Less } else { Ordering::Greater };
        let mut rest = table.keys.iter().zip(&table.rows);
        let mut years = Vec::new();
        for (heading, count) in &table.groups {
            let own: Vec<_> = rest.by_ref().take(*count).collect();
            prop_assert_eq!(own.len(), *count);
            let year = event_of(own[0].0).date.year();
            let begins = [&year.to_string(), " · "].concat();
            prop_assert!(heading.starts_with(&begins));
            prop_assert!(own.iter().all(|row| event_of(row.0).date.year() == year));
            years.push(year);
            for pair in own.windows(2) {
                let [one, other] = [pair[0], pair[1]].map(|row| (event_of(row.0), &row.1[column]));
                let ordering = match by {
                    By::Date => one.0.date.cmp(&other.0.date),
                    By::Lane => one.1.cmp(other.1),
                    By::Value => one.0.goldstein.total_cmp(&other.0.goldstein),
                };
                prop_assert_ne!(ordering, wrong);
                if ordering.is_eq() && by != By::Date { prop_assert!(one.0.date <= other.0.date); }
            }
        }
        prop_assert!(rest.next().is_none());
        let is_turned = by == By::Date && is_falling;
        prop_assert!(years.windows(2).all(|pair| is_turned == (pair[0] > pair[1])));
    }

    #[test]
    fn a_column_has_the_colour_of_its_mean_and_the_height_of_its_sides(
        rows in prop::collection::vec((0i32..300, any::<u16>()), 0..200),
        from in -20f64..250.0,
        days in 4f64..400.0,
    ) {
        let events = rows.iter().enumerate();
        let events = events.map(|(number, row)| event(number, row.0, 0, usize::from(row.1) / 3 * 3)).collect();
        let story = story(events);
        let passing = Passing::new(&story, 90, [false; 6], &|_| true);
        let scale = TimeScale { from, to: from + days, left_px: 132.0, right_px: 948.0 };
        let areas = density::areas(&passing.lanes[0], &scale, 0.0);
        let roles = [Role::ToneConflictStrong, Role::ToneConflict, Role::ToneNeutral, Role::ToneCooperation, Role::ToneCooperationStrong];
        let days_each = (4.0 / scale.px_per_day()).ceil() as i32;
        for (at, (role, edge)) in areas.iter().enumerate() {
            prop_assert!(roles.contains(role), "area {at}");
            prop_assert!(edge.iter().all(|(x, y)| (132.0..=948.0).contains(x) && y.abs() <= 24.0));
            let is_above = edge.iter().all(|(_, y)| *y <= 0.0);
            prop_assert!(is_above || edge.iter().all(|(_, y)| *y >= 0.0), "an area lies on one side");
            // The last of a colour are the neutral parts, in grey whatever the mean.
            for pair in edge.windows(2).filter(|pair| (pair[1].0 - pair[0].0) > 2.0 && pair[0].1.abs() > 0.1) {
                let middle = scale.days_at((pair[0].0 + pair[1].0) / 2.0);
                let first = (middle as i32).div_euclid(days_each) * days_each;
                let own = story.events.iter().filter(|event| (first..first + days_each).contains(&event.date.0));
                let own: Vec<&Event> = own.collect();
                let values: Vec<f64> = own.iter().filter(|event| !event.is_vote()).map(|event| event.goldstein).collect();
                let mean = values.iter().sum::<f64>() / (values.len() as f64).max(1.0);
                let is_neutral_part = *role == Role::ToneNeutral && own.iter().any(|event| is_flat(event));
                prop_assert!(!own.is_empty(), "nothing stands where there is nothing");
                prop_assert!(*role == tone_role(mean) || is_neutral_part, "{own:?}");
                let is_on_side = |event: &&&Event| is_flat(event) || (event.goldstein > 0.0) == is_above;
                prop_assert!(own.iter().any(|event| is_on_side(&event)));
            }
        }
    }

    #[test]
    fn what_a_window_holds_is_what_a_walk_counts(
        rows in prop::collection::vec((0i32..400, 0i32..30, any::<u16>()), 0..200),
        from in -10i32..410,
        days in 0i32..200,
    ) {
        let events = rows.iter().enumerate();
        let events = events.map(|(number, row)| event(number, row.0, row.1 - 15, usize::from(row.2))).collect();
        let story = story(events);
        let (first, last) = (Day(from), Day(from + days));
        let passes_but_kind = |event: &Event| event.goldstein < 6.0;
        let kinds_off = [false, true, false, false, false, true];
        let passing = Passing::new(&story, 90, kinds_off, &passes_but_kind);
        let passes = |event: &Event| passes_but_kind(event) && !kinds_off[event.kind as usize];
        let is_in = |event: &Event| event.date >= first && event.date <= last;
        for (index, event) in story.events.iter().enumerate() {
            prop_assert_eq!(passing.passes(index), passes(event));
        }
        let start = story.events.partition_point(|event| event.date < first);
        let window = start..story.events.partition_point(|event| event.date <= last);
        let counted = story.events.iter().filter(|event| is_in(event) && passes(event)).count();
        prop_assert_eq!(among(&passing.events, &window).len(), counted);
        for kind in EventKind::ALL {
            let of_kind = |event: &&Event| event.kind == kind && is_in(event) && passes_but_kind(event);
            prop_assert_eq!(among(&passing.kinds[kind as usize], &window).len(), story.events.iter().filter(of_kind).count());
        }
        let latest = story.events.iter().filter(|event| passes(event)).map(|event| event.end.unwrap_or(event.date)).max();
        prop_assert_eq!(passing.latest, latest);
        let choices = passing.choices(&story, &|event| event.goldstein < 4.0, &|event| event.goldstein > -4.0);
        for (actor, own) in choices.actors.iter().enumerate() {
            let takes_part = |event: &&Event| event.source_actor == actor || event.target_actor == actor;
            let left = story.events.iter().filter(|event| is_in(event) && event.goldstein < 4.0).filter(takes_part);
            prop_assert_eq!(among(own, &window).len(), left.count());
        }
        for (tag, own) in &choices.tags {
            let left = story.events.iter().filter(|event| is_in(event) && event.goldstein > -4.0);
            prop_assert_eq!(among(own, &window).len(), left.filter(|event| event.has_tag(tag)).count());
        }
        for tag in story.events.iter().flat_map(|event| &event.tags) {
            prop_assert_eq!(choices.tags.iter().filter(|own| own.0 == *tag).count(), 1);
        }
        prop_assert_eq!(passing.quarters.iter().map(|quarter| quarter.1).sum::<usize>(), passing.events.len());
        for (lane, own) in passing.lanes.iter().enumerate() {
            let all: Vec<&Event> = story.events.iter().filter(|event| event.lane == lane).collect();
            let seen: Vec<&&Event> = all.iter().filter(|event| is_in(event) && passes(event)).collect();
            prop_assert_eq!(among(&own.passing, &window).len(), seen.len());
            let before = |day: i32| own.sums_to(own.days_before(day, 0..usize::MAX));
            let sums = before(last.0 + 1).since(before(first.0));
            let sides = sums.sides;
            let up = seen.iter().filter(|event| !is_flat(event) && event.goldstein > 0.0).count();
            prop_assert_eq!(sides.iter().sum::<u32>() as usize, seen.len());
            prop_assert_eq!(sides[1] as usize, up);
            let values: Vec<f64> = seen.iter().filter(|event| !event.is_vote()).map(|event| event.goldstein).collect();
            prop_assert_eq!(sums.mean().is_some(), !values.is_empty());
            if let Some(mean) = sums.mean() {
                let (low, high) = values.iter().fold((10.0, -10.0), |(low, high): (f64, f64), value| (low.min(*value), high.max(*value)));
                prop_assert!(mean >= low - 1e-9 && mean <= high + 1e-9);
                prop_assert!((mean - values.iter().sum::<f64>() / values.len() as f64).abs() < 1e-9);
            }
            let holds = |event: &&Event| event.date <= last && event.end.unwrap_or(event.date) >= first;
            prop_assert_eq!(own.lasts(window.end, first), all.iter().any(holds));
            let major = |event: &&&&Event| event.importance >= 5;
            prop_assert_eq!(among(&own.major, &window).len(), seen.iter().filter(major).count());
        }
    }
}
