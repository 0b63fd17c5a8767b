//! Days and instants: `30/4/2017`, `ngày 05 tháng 01 năm 2017`, `5/5/2017 16:56`.

use crate::Unreadable;
use crate::fold::plain;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Reads a day in the notations of officials: 30/4/2017, 15-5-2022, 3.5.1961, "ngày 03 tháng 5 năm 1961", 2017-04-30.
pub fn read(text: &str) -> Result<Date, Unreadable> {
    let spelled = plain(text);
    let words = spelled.replace("ngày", " ").replace("tháng", "/").replace("năm", "/");
    let parts: Vec<&str> = words.split(['/', '-', '.']).map(str::trim).collect();
    let numbers: Option<Vec<i16>> = parts.iter().map(|part| part.parse().ok()).collect();
    match (numbers.as_deref(), &parts[..]) {
        (Some([day, month, year]), [_, _, written]) if written.len() == 4 => date(text, *year, *month, *day),
        (Some([year, month, day]), [written, ..]) if written.len() == 4 => date(text, *year, *month, *day),
        (Some([day, month]), _) => Err(Unreadable::new(
            text,
            format!("“{}” thiếu năm. Ghi đủ ngày, tháng, năm, ví dụ {day}/{month}/2017.", text.trim()),
        )),
        _ => Err(Unreadable::new(text, format!("“{}” không phải ngày. Ghi như 30/4/2017.", text.trim()))),
    }
}

fn date(text: &str, year: i16, month: i16, day: i16) -> Result<Date, Unreadable> {
    let built = i8::try_from(month).ok().zip(i8::try_from(day).ok()).and_then(|(m, d)| Date::new(year, m, d).ok());
    built.filter(|date| date.year() >= 1900).ok_or_else(|| {
        let why = if month == 2 && day == 29 {
            format!("Năm {year} không có ngày 29 tháng 2. Ghi 28/2/{year} hoặc sửa năm.")
        } else {
            format!("Không có ngày {day}/{month}/{year}. Kiểm tra lại ngày và tháng.")
        };
        Unreadable::new(text, why)
    })
}

/// Writes a day as officials write it in tables and sentences: `30/4/2017`.
pub fn write(date: Date) -> String {
    format!("{}/{}/{}", date.day(), date.month(), date.year())
}

/// Writes a day for the head of a document: below 10 the day, and months 1 and 2, carry a zero (Nghị định 30/2020/NĐ-CP).
pub fn write_long(date: Date) -> String {
    let month = if date.month() <= 2 { format!("{:02}", date.month()) } else { date.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// Writes an instant as the wall clock of Hà Nội showed it (UTC+7 without summer time since 13/6/1975).
pub fn write_instant(at: Timestamp) -> String {
    let local = Offset::constant(7).to_datetime(at);
    format!("{}/{}/{} {:02}:{:02}", local.day(), local.month(), local.year(), local.hour(), local.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn days_are_read() {
        let rows = [
            ("30/4/2017", date(2017, 4, 30)),
            ("01/05/2017", date(2017, 5, 1)),
            ("15-5-2022", date(2022, 5, 15)),
            ("3.5.1961", date(1961, 5, 3)),
            ("ngày 03 tháng 5 năm 1961", date(1961, 5, 3)),
            ("03 tháng 5 năm 1961", date(1961, 5, 3)),
            ("2017-04-30", date(2017, 4, 30)),
            ("29/2/2016", date(2016, 2, 29)),
        ];
        for (text, expected) in rows {
            assert_eq!(read(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn unreadable_days_say_what_to_write() {
        let rows = [
            ("22/6", "thiếu năm"),
            ("29/2/2017", "không có ngày 29 tháng 2"),
            ("31/4/2017", "Không có ngày 31/4/2017"),
            ("hôm qua", "không phải ngày"),
            ("30/4/17", "không phải ngày"),
            ("", "không phải ngày"),
        ];
        for (text, expected) in rows {
            let why = super::read(text).expect_err(text).why;
            assert!(why.contains(expected), "{text}: {why}");
        }
    }

    #[test]
    fn days_are_written() {
        assert_eq!(write(date(2017, 4, 30)), "30/4/2017");
        assert_eq!(write_long(date(2017, 1, 5)), "ngày 05 tháng 01 năm 2017");
        assert_eq!(write_long(date(2017, 12, 15)), "ngày 15 tháng 12 năm 2017");
        assert_eq!(write_instant("2017-05-05T09:56:00Z".parse().expect("instant")), "5/5/2017 16:56");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(days in 0_i32..60_000) {
            let day = date(1901, 1, 1).saturating_add(jiff::Span::new().days(days));
            prop_assert_eq!(super::read(&write(day)), Ok(day));
            prop_assert_eq!(super::read(&write_long(day)), Ok(day));
        }

        #[test]
        fn no_text_panics(text in ".{0,30}") {
            let _ = super::read(&text);
        }
    }
}
