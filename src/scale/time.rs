//! The scale of days: a window of the calendar laid along a line, with calendar ticks.

use crate::data::Day;

/// A window of days laid along the x axis. A whole day has width; an event stands in the middle of its day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    /// The left edge, in days since 1970 (a fraction while zooming).
    pub from: f64,
    /// The right edge, in days since 1970, after `from`.
    pub to: f64,
    /// Left edge in CSS pixels.
    pub left_px: f64,
    /// Right edge in CSS pixels.
    pub right_px: f64,
}

/// How far ticks stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// Every so many years.
    Years(i32),
    /// Every so many months.
    Months(u32),
    /// Every so many days of a month, beginning with the first.
    Days(u32),
}

/// A calendar tick.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// The day that begins there.
    pub day: Day,
    /// Where it begins, in CSS pixels.
    pub x_px: f64,
    /// Distance to the next tick, or to the right edge.
    pub width_px: f64,
}

impl TimeScale {
    /// Where a day begins.
    pub fn start_of(&self, day: Day) -> f64 {
        self.at(f64::from(day.0))
    }

    /// The middle of a day, where its events stand.
    pub fn middle_of(&self, day: Day) -> f64 {
        self.at(f64::from(day.0) + 0.5)
    }

    /// The position of a moment in days since 1970.
    pub fn at(&self, days: f64) -> f64 {
        self.left_px + (days - self.from) * self.px_per_day()
    }

    /// The moment at a position, in days since 1970.
    pub fn days_at(&self, x_px: f64) -> f64 {
        let scale = self.px_per_day();
        if scale > 0.0 { self.from + (x_px - self.left_px) / scale } else { self.from }
    }

    /// CSS pixels a day, not negative.
    pub fn px_per_day(&self) -> f64 {
        let days = self.to - self.from;
        if days > 0.0 { ((self.right_px - self.left_px) / days).max(0.0) } else { 0.0 }
    }

    /// The finest granularity whose ticks stand at least so far apart.
    pub fn granularity(&self, least_px: f64) -> Granularity {
        let day = self.px_per_day();
        for days in [1u32, 5, 10] {
            if day * f64::from(days) >= least_px {
                return Granularity::Days(days);
            }
        }
        for months in [1u32, 3, 6] {
            if day * 30.4 * f64::from(months) >= least_px {
                return Granularity::Months(months);
            }
        }
        for years in [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000] {
            if day * 365.2 * f64::from(years) >= least_px {
                return Granularity::Years(years);
            }
        }
        Granularity::Years(5_000)
    }

    /// The ticks of a granularity within the window. The first unit is cut by the left edge where it began before it,
    /// so that the axis names it all the same.
    pub fn ticks(&self, granularity: Granularity) -> Vec<Tick> {
        let first = Day(self.from.floor() as i32);
        let last = self.to.ceil() as i32;
        let mut days: Vec<Day> = Vec::new();
        let mut day = unit_start(first, granularity);
        // Bounded: a window cannot ask for more ticks than there are pixels between its edges.
        while day.0 < last && days.len() < 4_000 {
            days.push(day);
            let next = next_unit(day, granularity);
            if next <= day {
                break;
            }
            day = next;
        }
        let edge = |index: usize| days.get(index).map_or(self.right_px, |day| self.start_of(*day));
        (0..days.len())
            .map(|index| {
                let x_px = edge(index).max(self.left_px);
                Tick {
                    day: days[index],
                    x_px,
                    width_px: (edge(index + 1).min(self.right_px) - x_px).max(0.0),
                }
            })
            .filter(|tick| tick.x_px < self.right_px && tick.width_px > 0.0)
            .collect()
    }
}

fn unit_start(day: Day, granularity: Granularity) -> Day {
    let (year, month, day_of_month) = day.civil();
    let found = match granularity {
        Granularity::Years(step) => Day::from_civil(year.div_euclid(step.max(1)) * step.max(1), 1, 1),
        Granularity::Months(step) => Day::from_civil(year, (month - 1) / step.max(1) * step.max(1) + 1, 1),
        Granularity::Days(step) => {
            let step = step.max(1);
            // 1, 6, 11 …: the last, short unit of a month joins the one before it.
            let index = ((day_of_month - 1) / step).min((30 / step).saturating_sub(1));
            Day::from_civil(year, month, index * step + 1)
        }
    };
    found.unwrap_or(day)
}

fn next_unit(day: Day, granularity: Granularity) -> Day {
    let (year, month, day_of_month) = day.civil();
    let next_month = || Day(day.month_end().0 + 1);
    match granularity {
        // From the year 1, where the calendar begins, too, to a multiple of the step.
        Granularity::Years(step) => {
            Day::from_civil((year.div_euclid(step.max(1)) + 1) * step.max(1), 1, 1).unwrap_or(day)
        }
        Granularity::Months(step) => {
            let index = year * 12 + month as i32 - 1 + step.max(1) as i32;
            Day::from_civil(index.div_euclid(12), index.rem_euclid(12) as u32 + 1, 1).unwrap_or(day)
        }
        Granularity::Days(step) if step <= 1 => Day(day.0 + 1),
        Granularity::Days(step) => {
            let next = day_of_month + step;
            // A unit that would be cut short by the end of the month is left out.
            if next + step / 2 > crate::data::date::month_length(year, month) {
                next_month()
            } else {
                Day(day.0 + step as i32)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scale(from: &str, to: &str, width_px: f64) -> TimeScale {
        let from = f64::from(Day::parse(from).unwrap().0);
        TimeScale { from, to: f64::from(Day::parse(to).unwrap().0) + 1.0, left_px: 0.0, right_px: width_px }
    }

    #[test]
    fn ticks_fall_on_calendar_units() {
        let cases = [
            (
                "2022-01-01",
                "2022-12-31",
                1016.0,
                "2022-01-01 2022-02-01 2022-03-01 2022-04-01 2022-05-01 2022-06-01 \
              2022-07-01 2022-08-01 2022-09-01 2022-10-01 2022-11-01 2022-12-01",
            ),
            (
                "2022-01-01",
                "2022-01-31",
                312.0,
                "2022-01-01 2022-01-06 2022-01-11 2022-01-16 2022-01-21 2022-01-26",
            ),
            (
                "1991-01-01",
                "2025-12-31",
                500.0,
                "1990-01-01 1995-01-01 2000-01-01 2005-01-01 2010-01-01 2015-01-01 \
              2020-01-01 2025-01-01",
            ),
            ("2022-11-20", "2022-11-22", 300.0, "2022-11-20 2022-11-21 2022-11-22"),
            ("0001-01-01", "9999-12-31", 250.0, "0001-01-01 2000-01-01 4000-01-01 6000-01-01 8000-01-01"),
        ];
        for (from, to, width_px, wanted) in cases {
            let scale = scale(from, to, width_px);
            let found: Vec<String> =
                scale.ticks(scale.granularity(44.0)).iter().map(|tick| tick.day.iso()).collect();
            assert_eq!(found.join(" "), wanted.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    proptest! {
        #[test]
        fn ticks_are_in_order_inside_and_not_too_close(
            from in -20_000f64..30_000.0, days in 1f64..40_000.0, width in 200f64..1_600.0
        ) {
            let scale = TimeScale { from, to: from + days, left_px: 0.0, right_px: width };
            let granularity = scale.granularity(44.0);
            let ticks = scale.ticks(granularity);
            for pair in ticks.windows(2) { prop_assert!(pair[0].x_px < pair[1].x_px); }
            // February's last third is eight days, not ten; its last sixth is three, not five.
            let least = if granularity == Granularity::Days(5) { 0.59 } else { 0.79 };
            for pair in ticks.windows(2).skip(1) { prop_assert!(pair[1].x_px - pair[0].x_px >= 44.0 * least, "{granularity:?}"); }
            for tick in &ticks { prop_assert!(tick.x_px >= 0.0 && tick.x_px <= width); }
        }

        #[test]
        fn position_and_moment_are_inverse(from in -20_000f64..30_000.0, days in 1f64..40_000.0, x in 0f64..1_600.0) {
            let scale = TimeScale { from, to: from + days, left_px: 10.0, right_px: 1_200.0 };
            prop_assert!((scale.at(scale.days_at(x)) - x).abs() < 1e-6);
        }
    }
}
