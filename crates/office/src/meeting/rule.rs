//! What holds of meetings, pure: how a proposal may be answered, and when an item is followed enough.

use jiff::Timestamp;
use jiff::civil::Date;

/// Where a proposal to a superior body stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing was answered.
    Pending,
    /// Agreed, nothing more to wait for.
    Agreed,
    /// "Sẽ có phương án": stays open until the option is there.
    Promised,
    /// The option was recorded.
    Option,
    /// Refused.
    Refused,
}

impl Answer {
    pub const ALL: [Answer; 5] = [Answer::Pending, Answer::Agreed, Answer::Promised, Answer::Option, Answer::Refused];

    /// Key kept in rows.
    pub fn key(self) -> &'static str {
        match self {
            Answer::Pending => "pending",
            Answer::Agreed => "agreed",
            Answer::Promised => "promised",
            Answer::Option => "option",
            Answer::Refused => "refused",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Answer::Pending => "Chưa trả lời",
            Answer::Agreed => "Đồng ý",
            Answer::Promised => "Sẽ có phương án",
            Answer::Option => "Đã có phương án",
            Answer::Refused => "Không đồng ý",
        }
    }

    /// The answer of that key.
    pub fn from_key(key: &str) -> Option<Answer> {
        Answer::ALL.into_iter().find(|answer| answer.key() == key)
    }

    /// Whether something is still owed to the office that proposed.
    pub fn is_open(self) -> bool {
        matches!(self, Answer::Pending | Answer::Promised)
    }
}

/// Reads a deadline of a conclusion: a day, or "trước ngày 22/6", which ends on the day before.
///
/// # Errors
/// What to write, in Vietnamese.
pub fn read_deadline(text: &str, year: i16) -> Result<Date, String> {
    let text = text.trim();
    let folded = viet::fold::fold(text);
    let before = folded.strip_prefix("truoc ngay ").or_else(|| folded.strip_prefix("truoc "));
    let day = before.unwrap_or(&folded).trim_start_matches("ngay ").to_owned();
    let whole = if day.matches(['/', '-']).count() == 1 { format!("{day}/{year}") } else { day };
    let read = viet::day::read(&whole)
        .map_err(|_| format!("“{text}” không phải ngày. Ghi như 21/6/2014 hoặc trước ngày 22/6."))?;
    if before.is_some() { read.yesterday().map_err(|_| "Ngày ngoài lịch.".to_owned()) } else { Ok(read) }
}

/// Days left to a deadline, negative when it has passed.
pub fn days_left(due_on: Date, today: Date) -> i64 {
    i64::from(today.until(due_on).map_or(0, |span| span.get_days()))
}

/// Whether nobody wrote anything about an item for a week.
pub fn is_silent(concluded_at: Timestamp, followed_at: Option<Timestamp>, now: Timestamp) -> bool {
    now.duration_since(followed_at.unwrap_or(concluded_at)) >= jiff::SignedDuration::from_hours(24 * 7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn before_a_day_ends_on_the_day_before() {
        let rows = [
            ("trước ngày 22/6", Ok(date(2014, 6, 21))),
            ("Trước ngày 22/6/2014", Ok(date(2014, 6, 21))),
            ("21/6/2014", Ok(date(2014, 6, 21))),
            ("ngày 30/4", Ok(date(2014, 4, 30))),
            ("trước 1/1", Ok(date(2013, 12, 31))),
        ];
        for (text, expected) in rows {
            assert_eq!(read_deadline(text, 2014), expected, "{text}");
        }
        assert!(read_deadline("sớm", 2014).is_err_and(|sentence| sentence.contains("trước ngày 22/6")));
    }

    #[test]
    fn countdown_of_the_by_election() {
        assert_eq!(days_left(date(2014, 6, 21), date(2014, 4, 10)), 72);
        assert_eq!(days_left(date(2014, 4, 9), date(2014, 4, 10)), -1);
    }

    #[test]
    fn only_what_is_promised_or_unanswered_stays_open() {
        let open: Vec<&str> = Answer::ALL.into_iter().filter(|a| a.is_open()).map(Answer::key).collect();
        assert_eq!(open, ["pending", "promised"]);
    }
}
