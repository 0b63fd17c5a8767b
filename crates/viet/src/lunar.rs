//! Âm lịch Việt Nam: the lunar calendar as it is reckoned at UTC+7, both ways.
//!
//! A month begins on the day of the new moon and the month that holds the winter solstice is the eleventh; between two
//! eleventh months of a long year the first month without a major solar term is the leap month. Positions of sun and moon
//! after Jean Meeus, *Astronomical Algorithms* (1998), in the short form that Hồ Ngọc Đức published for the Vietnamese
//! calendar; it places every new moon of 1900-2100 on its day. Floating point stays inside this file and gives days.

use jiff::{Span, civil::Date};
use std::f64::consts::PI;

/// Hours by which Hà Nội is ahead of UTC; the Chinese calendar, reckoned at +8, differs in some years (1985, 2007, 2030).
const HOURS_AHEAD: f64 = 7.0;
/// Julian day number of 1/1/1970.
const EPOCH: i64 = 2_440_588;
/// Mean length of a lunar month in days.
const MONTH: f64 = 29.530_588_853;
/// The years for which the short form was checked.
pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// A day of the lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lunar {
    pub year: i16,
    /// 1-12.
    pub month: i8,
    /// Whether it is the leap month that follows the month of that number.
    pub leap: bool,
    /// 1-30.
    pub day: i8,
}

/// The lunar day of a solar day; `None` outside [`YEARS`].
pub fn of(day: Date) -> Option<Lunar> {
    if !YEARS.contains(&day.year()) {
        return None;
    }
    let number = number_of(day);
    let mut k = ((number as f64 - 2_415_021.076_998_695) / MONTH).floor() as i64 + 1;
    while new_moon_day(k) > number {
        k -= 1;
    }
    let start = new_moon_day(k);
    let this = eleventh(day.year());
    let (a11, b11, end_year) = if this >= start {
        (eleventh(day.year() - 1), this, day.year())
    } else {
        (this, eleventh(day.year() + 1), day.year() + 1)
    };
    let since = (start - a11) / 29;
    let leap_at = if b11 - a11 > 365 { leap_after(a11) } else { i64::MAX };
    let month = since + 11 - i64::from(since >= leap_at);
    let month = if month > 12 { month - 12 } else { month };
    let year = if month >= 11 && since < 4 { end_year - 1 } else { end_year };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(number - start + 1).ok()?);
    Some(Lunar { year, month, leap: since == leap_at, day })
}

/// The solar day of a lunar one; `None` when there is no such day.
pub fn day(lunar: Lunar) -> Option<Date> {
    if !YEARS.contains(&lunar.year) || !(1..=12).contains(&lunar.month) || !(1..=30).contains(&lunar.day) {
        return None;
    }
    let year = if lunar.month < 11 { lunar.year - 1 } else { lunar.year };
    let (a11, b11) = (eleventh(year), eleventh(year + 1));
    let mut since = i64::from(lunar.month) - 11;
    if since < 0 {
        since += 12;
    }
    let leap_at = if b11 - a11 > 365 { leap_after(a11) } else { i64::MAX };
    if lunar.leap || since >= leap_at {
        since += 1;
    }
    let first = new_moon_day(index_of(a11) + since);
    let found = day_of(first + i64::from(lunar.day) - 1)?;
    // A day 30 of a short month, or a leap month that was none, is somebody else's day.
    (of(found) == Some(lunar)).then_some(found)
}

/// The first day of the lunar year (Tết) that falls into a solar year.
pub fn tet(year: i16) -> Option<Date> {
    day(Lunar { year, month: 1, leap: false, day: 1 })
}

fn number_of(day: Date) -> i64 {
    EPOCH + i64::from(jiff::civil::date(1970, 1, 1).until(day).map_or(0, |span: Span| span.get_days()))
}

fn day_of(number: i64) -> Option<Date> {
    jiff::civil::date(1970, 1, 1).checked_add(Span::new().try_days(number - EPOCH).ok()?).ok()
}

/// Index of the new moon that begins the month starting on a day.
fn index_of(start: i64) -> i64 {
    (0.5 + (start as f64 - 2_415_021.076_998_695) / MONTH).floor() as i64
}

/// Day on which the k-th new moon since 1/1/1900 falls in Hà Nội.
fn new_moon_day(k: i64) -> i64 {
    (new_moon(k as f64) + 0.5 + HOURS_AHEAD / 24.0).floor() as i64
}

/// Instant of the k-th new moon as a Julian date.
fn new_moon(k: f64) -> f64 {
    let t = k / 1236.85;
    let (t2, t3) = (t * t, t * t * t);
    let rad = PI / 180.0;
    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * ((166.56 + 132.87 * t - 0.009_173 * t2) * rad).sin();
    let m = (359.224_2 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3) * rad;
    let mpr = (306.025_3 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3) * rad;
    let f = (21.296_4 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3) * rad;
    let correction = (0.173_4 - 0.000_393 * t) * m.sin() + 0.002_1 * (2.0 * m).sin() - 0.406_8 * mpr.sin()
        + 0.016_1 * (2.0 * mpr).sin()
        - 0.000_4 * (3.0 * mpr).sin()
        + 0.010_4 * (2.0 * f).sin()
        - 0.005_1 * (m + mpr).sin()
        - 0.007_4 * (m - mpr).sin()
        + 0.000_4 * (2.0 * f + m).sin()
        - 0.000_4 * (2.0 * f - m).sin()
        - 0.000_6 * (2.0 * f + mpr).sin()
        + 0.001_0 * (2.0 * f - mpr).sin()
        + 0.000_5 * (2.0 * mpr + m).sin();
    let lag = if t < -11.0 {
        0.001 + 0.000_839 * t + 0.000_226_1 * t2 - 0.000_008_45 * t3 - 0.000_000_081 * t * t3
    } else {
        -0.000_278 + 0.000_265 * t + 0.000_262 * t2
    };
    mean + correction - lag
}

/// Which of the twelve major terms the sun is in at the beginning of a day in Hà Nội, 0 at the spring equinox.
fn major_term(number: i64) -> i64 {
    let t = (number as f64 - 0.5 - HOURS_AHEAD / 24.0 - 2_451_545.0) / 36_525.0;
    let t2 = t * t;
    let rad = PI / 180.0;
    let m = (357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t2 - 0.000_000_48 * t * t2) * rad;
    let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2;
    let centre = (1.914_600 - 0.004_817 * t - 0.000_014 * t2) * m.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * m).sin()
        + 0.000_290 * (3.0 * m).sin();
    let longitude = (mean + centre).rem_euclid(360.0);
    (longitude / 30.0).floor() as i64
}

/// First day of the month that holds the winter solstice of a year.
fn eleventh(year: i16) -> i64 {
    let last = number_of(jiff::civil::date(year, 12, 31));
    let k = ((last - 2_415_021) as f64 / MONTH).floor() as i64;
    let start = new_moon_day(k);
    if major_term(start) >= 9 { new_moon_day(k - 1) } else { start }
}

/// How many months after an eleventh month the leap month comes.
fn leap_after(a11: i64) -> i64 {
    let k = index_of(a11);
    let mut at = 1;
    let mut last = major_term(new_moon_day(k + at));
    loop {
        at += 1;
        let arc = major_term(new_moon_day(k + at));
        if arc == last || at >= 14 {
            return at - 1;
        }
        last = arc;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn tet_falls_on_its_day() {
        // The years of the domain notes, and three in which Hà Nội and Beijing differ.
        let rows = [
            (1968, date(1968, 1, 29)),
            (1985, date(1985, 1, 21)),
            (2007, date(2007, 2, 17)),
            (2014, date(2014, 1, 31)),
            (2015, date(2015, 2, 19)),
            (2016, date(2016, 2, 8)),
            (2017, date(2017, 1, 28)),
            (2018, date(2018, 2, 16)),
            (2019, date(2019, 2, 5)),
            (2020, date(2020, 1, 25)),
            (2021, date(2021, 2, 12)),
            (2022, date(2022, 2, 1)),
            (2023, date(2023, 1, 22)),
            (2024, date(2024, 2, 10)),
            (2025, date(2025, 1, 29)),
            (2026, date(2026, 2, 17)),
            (2027, date(2027, 2, 6)),
            (2030, date(2030, 2, 2)),
        ];
        for (year, expected) in rows {
            assert_eq!(tet(year), Some(expected), "{year}");
        }
    }

    #[test]
    fn the_kings_anniversary_is_the_tenth_of_the_third_month() {
        let rows = [
            (2014, date(2014, 4, 9)),
            (2016, date(2016, 4, 16)),
            (2020, date(2020, 4, 2)),
            (2023, date(2023, 4, 29)),
            (2026, date(2026, 4, 26)),
            (2027, date(2027, 4, 16)),
        ];
        for (year, expected) in rows {
            assert_eq!(day(Lunar { year, month: 3, leap: false, day: 10 }), Some(expected), "{year}");
        }
    }

    #[test]
    fn leap_months_are_told_apart() {
        // 2020 had a second fourth month, 2023 a second second one, 2025 a second sixth one.
        let rows = [
            (date(2020, 5, 23), Lunar { year: 2020, month: 4, leap: true, day: 1 }),
            (date(2023, 3, 22), Lunar { year: 2023, month: 2, leap: true, day: 1 }),
            (date(2025, 7, 25), Lunar { year: 2025, month: 6, leap: true, day: 1 }),
        ];
        for (solar, lunar) in rows {
            assert_eq!((of(solar), day(lunar)), (Some(lunar), Some(solar)));
        }
        assert_eq!(day(Lunar { year: 2026, month: 4, leap: true, day: 1 }), None);
    }

    #[test]
    fn every_day_reads_back() {
        let mut today = date(1900, 1, 31);
        while today < date(2100, 12, 1) {
            let lunar = of(today).expect("within the years");
            assert_eq!(day(lunar), Some(today), "{today} {lunar:?}");
            today = today.checked_add(Span::new().days(17)).expect("a day");
        }
        assert_eq!(of(date(1899, 12, 31)), None);
    }
}
