//! The name of the period against the day on which counting stopped.

use jiff::civil::Date;

use super::{Finding, Severity, Sheet};
use crate::write;

/// `label-past-cutoff` and `cutoff-past-label`.
pub(super) fn check(sheet: &Sheet<'_>) -> Option<Finding> {
    let label_end = last_day(sheet);
    let cutoff = sheet.cutoff_on;
    let (end, stop) = (write::day(label_end), write::day(cutoff));
    if label_end > cutoff {
        let lawful = sheet.lawful_cutoff_on == Some(cutoff);
        let severity = if lawful { Severity::Note } else { Severity::Warn };
        let sentence = format!("Kỳ “{}” kết thúc ngày {end} nhưng số liệu chỉ chốt đến ngày {stop}.", sheet.label);
        Some(Finding::of_sheet("label-past-cutoff", severity, sentence))
    } else if cutoff > label_end {
        let sentence = format!("Số liệu chốt đến ngày {stop}, sau ngày kết thúc {end} của kỳ “{}”.", sheet.label);
        Some(Finding::of_sheet("cutoff-past-label", Severity::Warn, sentence))
    } else {
        None
    }
}

/// Last day the printed name promises; the sheet's own last day when the name
/// cannot be read.
fn last_day(sheet: &Sheet<'_>) -> Date {
    // A label that names days says by itself where it ends.
    if sheet.label.contains("ngày") {
        return sheet.ends_on;
    }
    viet::period::read(&sheet.label).map_or(sheet.ends_on, |label| label.ends_on)
}

#[cfg(test)]
mod tests {
    use crate::check::Severity;
    use crate::check::testing::{Rig, codes};

    #[test]
    fn t2_4_the_label_ends_where_the_figures_end() {
        let past = "label-past-cutoff|kết thúc ngày 31/5/2022 nhưng số liệu chỉ chốt đến ngày 15/5/2022";
        let rows = [
            ("5 tháng đầu năm 2022", "2022-05-15", "", past, Some(Severity::Warn)),
            ("5 tháng đầu năm 2022", "2022-05-31", "", "", None),
            ("5 tháng đầu năm 2022", "2022-05-14", "2022-05-14", "label-past-cutoff|", Some(Severity::Note)),
            ("4 tháng đầu năm 2022", "2022-05-15", "", "cutoff-past-label|30/4/2022", Some(Severity::Warn)),
            ("đến ngày 15 tháng 5 năm 2022", "2022-05-15", "", "", None),
            ("một kỳ không tên", "2022-05-15", "", "", None),
        ];
        for (label, cutoff, lawful, expected, severity) in rows {
            let rig = Rig::at(cutoff);
            let mut sheet = rig.sheet(Vec::new());
            sheet.label = label.into();
            sheet.lawful_cutoff_on = lawful.parse().ok();
            let found: Vec<_> = super::check(&sheet).into_iter().collect();
            codes(&found, expected);
            assert_eq!(found.first().map(|f| f.severity), severity, "{label}");
        }
    }
}
