//! How a task counts by the national rule (Quyết định 42/2014/QĐ-TTg, sửa đổi bởi Quyết định 23/2018/QĐ-TTg), pure: four states.

use jiff::Timestamp;

/// One of the four states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Core {
    /// Hoàn thành đúng hạn.
    DoneOnTime,
    /// Hoàn thành quá hạn.
    DoneLate,
    /// Đang thực hiện trong hạn.
    InTime,
    /// Đang thực hiện quá hạn.
    Overdue,
}

impl Core {
    pub const ALL: [Core; 4] = [Core::DoneOnTime, Core::DoneLate, Core::InTime, Core::Overdue];

    /// Vietnamese label, as the rule writes it.
    pub fn label(self) -> &'static str {
        match self {
            Core::DoneOnTime => "Hoàn thành đúng hạn",
            Core::DoneLate => "Hoàn thành quá hạn",
            Core::InTime => "Đang thực hiện trong hạn",
            Core::Overdue => "Đang thực hiện quá hạn",
        }
    }

    /// Key in JSON and addresses.
    pub fn key(self) -> &'static str {
        match self {
            Core::DoneOnTime => "done-on-time",
            Core::DoneLate => "done-late",
            Core::InTime => "in-time",
            Core::Overdue => "overdue",
        }
    }

    /// How a task counts at an instant: what counts is when its result was handed in, not when it was accepted; exactly at
    /// the deadline is on time. What happened after the instant has not happened yet.
    pub fn at(at: Timestamp, due_at: Timestamp, done_at: Option<Timestamp>, closed_at: Option<Timestamp>) -> Core {
        let done = done_at.filter(|done| *done <= at);
        let late = done.unwrap_or(at) > due_at;
        match (closed_at.is_some_and(|closed| closed <= at), late) {
            (true, true) => Core::DoneLate,
            (true, false) => Core::DoneOnTime,
            (false, true) => Core::Overdue,
            (false, false) => Core::InTime,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_states_of_the_national_rule() {
        let at = |text: &str| text.parse::<Timestamp>().expect("an instant");
        let due = at("2017-06-15T10:00:00Z");
        // now, done, closed, expected
        let rows = [
            ("2017-06-15T10:00:00Z", None, None, Core::InTime),
            ("2017-06-15T10:00:01Z", None, None, Core::Overdue),
            ("2017-06-20T10:00:00Z", Some("2017-06-14T10:00:00Z"), None, Core::InTime),
            ("2017-06-20T10:00:00Z", Some("2017-06-15T10:00:00Z"), Some("2017-06-19T10:00:00Z"), Core::DoneOnTime),
            ("2017-06-20T10:00:00Z", Some("2017-06-16T10:00:00Z"), Some("2017-06-19T10:00:00Z"), Core::DoneLate),
            ("2017-06-18T10:00:00Z", Some("2017-06-16T10:00:00Z"), Some("2017-06-19T10:00:00Z"), Core::Overdue),
            ("2017-06-14T10:00:00Z", Some("2017-06-16T10:00:00Z"), Some("2017-06-19T10:00:00Z"), Core::InTime),
        ];
        for (now, done, closed, expected) in rows {
            assert_eq!(Core::at(at(now), due, done.map(at), closed.map(at)), expected, "{now} {done:?} {closed:?}");
        }
    }
}
