//! Reads the days of a period from its label (kỳ báo cáo), by the calendar or by a report-period rule of the pack.

use crate::error::Fault;
use jiff::civil::Date;
use pack::period::PeriodKind;
use pack::{PeriodRule, Span};

/// The days of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub starts_on: Date,
    /// The last day that the label names.
    pub ends_on: Date,
    /// The last day that is counted.
    pub cutoff_on: Date,
}

/// The days as far as somebody typed them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypedDays {
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub cutoff_on: Option<Date>,
}

/// What was typed counts; what was left blank follows from the label, and from the rule when one was chosen
/// (Nghị định 09/2019: counted from the 15th of the month before to the 14th).
pub fn days_of(label: &str, typed: TypedDays, rule: Option<&PeriodRule>) -> Result<Days, Vec<Fault>> {
    let (label_start, label_end) = match (viet::period::read_label(label), typed) {
        (Ok(read), _) => (read.starts_on, read.ends_on),
        (Err(_), TypedDays { starts_on: Some(starts_on), ends_on: Some(ends_on), .. }) => (starts_on, ends_on),
        (Err(unreadable), _) => return Err(vec![Fault::new("label", unreadable.why)]),
    };
    let by_rule = match rule.filter(|rule| rule.closes_on_day.is_some()) {
        Some(rule) => Some(span_by(rule, label_start, label_end)?),
        None => None,
    };
    let ends_on = typed.ends_on.unwrap_or(label_end);
    let days = Days {
        starts_on: typed.starts_on.or(by_rule.map(|span| span.starts_on)).unwrap_or(label_start),
        ends_on,
        cutoff_on: typed.cutoff_on.or(by_rule.map(|span| span.ends_on)).unwrap_or(ends_on),
    };
    let faults = backward(days);
    if faults.is_empty() { Ok(days) } else { Err(faults) }
}

fn span_by(rule: &PeriodRule, starts_on: Date, ends_on: Date) -> Result<Span, Vec<Fault>> {
    let fault = |sentence| vec![Fault::new("rule", sentence)];
    if !rule.holds_on(ends_on) {
        return Err(fault(format!(
            "Cách tính “{}” chưa hoặc không còn hiệu lực vào ngày {}. Chọn cách tính theo lịch.",
            rule.name,
            viet::day::write(ends_on)
        )));
    }
    let span = kind_of(starts_on, ends_on).and_then(|kind| rule.span(ends_on.year(), kind));
    span.ok_or_else(|| fault(format!("Cách tính “{}” không đặt ra kỳ như tên kỳ này. Chọn cách tính theo lịch, rồi tự ghi ngày đầu kỳ và ngày chốt.", rule.name)))
}

fn backward(days: Days) -> Vec<Fault> {
    let from = viet::day::write(days.starts_on);
    let mut faults = Vec::new();
    if days.ends_on < days.starts_on {
        let to = viet::day::write(days.ends_on);
        faults.push(Fault::new(
            "ends_on",
            format!("Ngày cuối kỳ {to} ở trước ngày đầu kỳ {from}. Ghi ngày từ {from} trở đi."),
        ));
    }
    if days.cutoff_on < days.starts_on {
        let to = viet::day::write(days.cutoff_on);
        faults.push(Fault::new(
            "cutoff_on",
            format!("Ngày chốt {to} ở trước ngày đầu kỳ {from}. Ghi ngày từ {from} trở đi."),
        ));
    }
    faults
}

/// The kind of period that a span of whole months is.
fn kind_of(starts_on: Date, ends_on: Date) -> Option<PeriodKind> {
    let whole = starts_on.day() == 1 && ends_on == ends_on.last_of_month() && starts_on.year() == ends_on.year();
    match (starts_on.month(), ends_on.month()) {
        _ if !whole => None,
        (1, 12) => Some(PeriodKind::Year),
        (a, b) if a == b => Some(PeriodKind::Month(a)),
        (1, b) => Some(PeriodKind::FirstMonths(b)),
        (7, 12) => Some(PeriodKind::Half(2)),
        (a, b) if b - a == 2 && a % 3 == 1 => Some(PeriodKind::Quarter((a + 2) / 3)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule() -> PeriodRule {
        PeriodRule {
            code: "nd".into(),
            name: "Nghị định".into(),
            closes_on_day: Some(14),
            since: day("2019-03-12"),
            until: None,
            basis: String::new(),
        }
    }

    fn day(text: &str) -> Option<Date> {
        if text.is_empty() { None } else { Some(text.parse().expect("a day of the table")) }
    }

    #[test]
    fn days_follow_from_label_rule_and_typing() {
        let rows = [
            // label, typed start, end, cut-off, by the rule closing on the 14th, expected
            ("4 tháng đầu năm 2017", "", "", "", false, "2017-01-01 2017-04-30 2017-04-30"),
            ("5 tháng đầu năm 2022", "", "", "2022-05-15", false, "2022-01-01 2022-05-31 2022-05-15"),
            ("6 tháng đầu năm 2022", "", "", "", true, "2021-12-15 2022-06-30 2022-06-14"),
            ("quý II năm 2022", "", "", "", true, "2022-03-15 2022-06-30 2022-06-14"),
            ("6 tháng cuối năm 2022", "", "", "", true, "2022-06-15 2022-12-31 2022-12-14"),
            ("6 tháng đầu năm 2022", "", "", "2022-06-30", true, "2021-12-15 2022-06-30 2022-06-30"),
            ("đợt kiểm tra", "2017-03-01", "2017-03-15", "", false, "2017-03-01 2017-03-15 2017-03-15"),
            ("đợt kiểm tra", "", "", "", false, "label"),
            ("4 tháng cuối năm 2022", "", "", "", true, "rule"),
            ("6 tháng đầu năm 2018", "", "", "", true, "rule"),
            ("4 tháng đầu năm 2017", "", "", "2016-12-31", false, "cutoff_on"),
            ("4 tháng đầu năm 2017", "2017-05-01", "", "2017-05-02", false, "ends_on"),
        ];
        let rule = rule();
        for (label, starts, ends, cutoff, by_rule, expected) in rows {
            let typed = TypedDays { starts_on: day(starts), ends_on: day(ends), cutoff_on: day(cutoff) };
            let text = match days_of(label, typed, by_rule.then_some(&rule)) {
                Ok(days) => format!("{} {} {}", days.starts_on, days.ends_on, days.cutoff_on),
                Err(faults) => faults.iter().map(|fault| fault.place.as_str()).collect::<Vec<_>>().join(" "),
            };
            assert_eq!(text, expected, "{label} {starts} {ends} {cutoff} {by_rule}");
        }
    }
}
