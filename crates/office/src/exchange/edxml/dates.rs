//! Days and times as edXML writes them (`yyyy/MM/dd`, `yyyy/MM/dd HH:mm:ss`), and as they are found in its place.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

/// Minutes that Vietnam is ahead of UTC, all year.
const VIETNAM: i64 = 7 * 60;

/// A day in the form of the standard; `None` before year 1, which the form cannot say.
pub(super) fn write_date(day: Date) -> Option<String> {
    (day.year() > 0).then(|| format!("{:04}/{:02}/{:02}", day.year(), day.month(), day.day()))
}

/// A time in the form of the standard, to the second.
pub(super) fn write_time(at: DateTime) -> String {
    let (year, month, day) = (at.year(), at.month(), at.day());
    format!("{year:04}/{month:02}/{day:02} {:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
}

/// A time in Vietnam: `yyyy/MM/dd`, `yyyy-MM-dd` or `dd/MM/yyyy`, then perhaps a time and its offset from UTC.
pub(super) fn read_time(text: &str) -> Option<DateTime> {
    let text = text.trim();
    let end = text.find([' ', 'T', 't', '\n', '\t']).unwrap_or(text.len());
    let (day, rest) = text.split_at(end);
    let day = read_day(day)?;
    let rest = rest.trim_start_matches(['T', 't']).trim();
    if rest.is_empty() {
        return Some(day.to_datetime(Time::midnight()));
    }
    let (clock, zone) = rest.split_at(rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len()));
    let at = day.to_datetime(read_clock(clock.trim())?);
    at.checked_add(SignedDuration::from_mins(VIETNAM - read_offset(zone)?)).ok()
}

/// A day, from any of the same forms.
pub(super) fn read_date(text: &str) -> Option<Date> {
    read_time(text).map(DateTime::date)
}

fn read_day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn read_clock(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hour, minute) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let second = parts.next().unwrap_or("0");
    let second = second.split_once('.').map_or(second, |(whole, _)| whole);
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second.parse().ok()?, 0).ok()
}

/// Minutes ahead of UTC; no offset means Vietnamese time.
fn read_offset(text: &str) -> Option<i64> {
    let sign = match text.chars().next() {
        None => return Some(VIETNAM),
        Some('Z' | 'z') => return (text.len() == 1).then_some(0),
        Some('-') => -1,
        Some(_) => 1,
    };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        2 => (digits.parse::<i64>().ok()?, 0),
        4 => (digits.get(..2)?.parse::<i64>().ok()?, digits.get(2..)?.parse::<i64>().ok()?),
        _ => return None,
    };
    Some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    #[test]
    fn days_and_times_are_read_in_every_form_that_circulates() {
        let midnight = Some(datetime(2024, 5, 2, 0, 0, 0, 0));
        let morning = Some(datetime(2024, 5, 2, 8, 30, 15, 0));
        let rows = [
            ("2024/05/02", midnight),
            ("2024-05-02", midnight),
            ("02/05/2024", midnight),
            (" 2/5/2024 ", midnight),
            ("2024/05/02 08:30:15", morning),
            ("2024-05-02T08:30:15", morning),
            ("2024-05-02T08:30:15.123", morning),
            ("2024-05-02T01:30:15Z", morning),
            ("2024-05-02T08:30:15+07:00", morning),
            ("2024-05-01T21:30:15-0400", morning),
            ("02/05/2024 08:30", Some(datetime(2024, 5, 2, 8, 30, 0, 0))),
            ("2024/02/30", None),
            ("2024/05", None),
            ("24/05/02", None),
            ("5/2/2024 08:30:15 AM", None),
            ("2024/05/02 25:00:00", None),
            ("2024/05/02 08:30:15:00", None),
            ("2024-05-02T08:30:15+7", None),
            ("-001/05/02", None),
            ("9999/12/31 23:59:59Z", None),
            ("hôm nay", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(read_time(text), expected, "{text}");
        }
    }

    #[test]
    fn days_before_year_one_are_not_written() {
        assert_eq!(write_date(jiff::civil::date(-5, 1, 1)), None);
        assert_eq!(write_date(jiff::civil::date(2024, 5, 2)), Some("2024/05/02".to_owned()));
    }
}
