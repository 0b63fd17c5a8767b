//! How process analysis speaks: durations in days and hours, what the events of the office are called.

use super::spread::seconds;

/// Seconds and name of a measure, and of the measure shown after it.
const MEASURES: [(i64, &str, i64, &str); 3] =
    [(86_400, "ngày", 3_600, "giờ"), (3_600, "giờ", 60, "phút"), (60, "phút", 60, "")];

/// What an activity of the office's own cases is called; a kind without a line here keeps its key.
const KINDS: &[(&str, &str)] = &[
    ("case-received", "Tiếp nhận"),
    ("case-forwarded", "Chuyển"),
    ("case-taken", "Nhận thay"),
    ("case-paused", "Tạm dừng"),
    ("case-resumed", "Tiếp tục"),
    ("case-extended", "Gia hạn"),
    ("case-apologised", "Xin lỗi, hẹn lại"),
    ("advice-asked", "Xin ý kiến"),
    ("advice-answered", "Có ý kiến"),
    ("paper-added", "Bổ sung giấy tờ"),
    ("fee-paid", "Thu phí, lệ phí"),
    ("case-decided", "Có kết quả"),
    ("case-stopped", "Dừng giải quyết"),
    ("case-handed-back", "Trả kết quả"),
    ("case-reopened", "Mở lại"),
    ("case-corrected", "Sửa thời điểm tiếp nhận"),
    ("case-moved", "Chuyển bản thủ tục"),
    ("case-planned", "Đặt ngày dự kiến"),
    ("case-reminded", "Nhắc hạn"),
    ("case-rated", "Đánh giá"),
];

/// A duration in its two largest measures: `3 ngày 4 giờ`; a day is 24 hours of the calendar.
pub fn duration(milliseconds: i64) -> String {
    let left = seconds(milliseconds);
    for (size, name, part, part_name) in MEASURES.into_iter().filter(|_| left >= 60) {
        // The last measure shown is rounded half up, so that 1 hour 59 minutes 59 seconds are 2 hours.
        let rounded = left.saturating_add(part / 2) / part * part;
        if rounded >= size {
            let whole = format!("{}\u{a0}{name}", viet::number::write((rounded / size).into()));
            let rest = rounded % size / part;
            return if rest == 0 { whole } else { format!("{whole} {rest}\u{a0}{part_name}") };
        }
    }
    format!("{left}\u{a0}giây")
}

/// An activity as an officer reads it: `given → tham-dinh` as “Chuyển → tham-dinh”.
pub fn activity(name: &str) -> String {
    let (kind, step) =
        name.split_once(super::office_log::TO_STEP).map_or((name, None), |(kind, step)| (kind, Some(step)));
    let kind = KINDS.iter().find(|(key, _)| *key == kind).map_or(kind, |(_, label)| *label);
    step.map_or_else(|| kind.to_owned(), |step| format!("{kind} → {step}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_days_and_hours() {
        // seconds, what is shown
        let rows = [
            (0, "0 giây"),
            (59, "59 giây"),
            (60, "1 phút"),
            (89, "1 phút"),
            (90, "2 phút"),
            (3_569, "59 phút"),
            (3_599, "1 giờ"),
            (3_600, "1 giờ"),
            (7_199, "2 giờ"),
            (9_000, "2 giờ 30 phút"),
            (86_399, "1 ngày"),
            (86_400, "1 ngày"),
            (100_800, "1 ngày 4 giờ"),
            (172_799, "2 ngày"),
            (86_400 * 1_234, "1.234 ngày"),
        ];
        for (seconds, expected) in rows {
            assert_eq!(duration(seconds * 1000).replace('\u{a0}', " "), expected, "{seconds}");
        }
    }

    #[test]
    fn activities_have_vietnamese_names_where_they_are_known() {
        let rows = [
            ("case-received", "Tiếp nhận"),
            ("case-forwarded → tham-dinh", "Chuyển → tham-dinh"),
            ("Register", "Register"),
            ("a → b → c", "a → b → c"),
        ];
        for (name, expected) in rows {
            assert_eq!(activity(name), expected);
        }
    }
}
