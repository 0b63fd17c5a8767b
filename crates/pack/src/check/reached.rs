//! What is missing and what lags behind.

use rust_decimal::Decimal;

use super::{Baseline, Finding, Line, Severity, Sheet};
use crate::compare::{self, Elapsed};
use crate::indicator::{Direction, OverTime};
use crate::write;

/// `value-missing`: an indicator of the report without any figure.
pub(super) fn missing(line: &Line<'_>) -> Option<Finding> {
    line.value.is_none().then(|| {
        let sentence = format!("“{}” chưa có số của kỳ này.", line.name);
        Finding::of_line("value-missing", Severity::Warn, line, sentence)
    })
}

/// `behind-pace` and `behind-road-map`: for cumulative indicators of which more
/// is better. A road-map, where there is one, replaces the even pace.
pub(super) fn behind(sheet: &Sheet<'_>, line: &Line<'_>) -> Vec<Finding> {
    let judged = line.indicator.direction == Direction::More && line.indicator.over_time == OverTime::Cumulative;
    let Some(value) = line.value.filter(|_| judged) else { return Vec::new() };
    if let Some(months) = &line.road_map {
        return behind_road_map(sheet, line, value, months).into_iter().collect();
    }
    let cutoff = sheet.cutoff_of(line);
    let elapsed = compare::elapsed(sheet.plan.starts_on, sheet.plan.ends_on, cutoff);
    let Some(elapsed) = elapsed else { return Vec::new() };
    line.baselines.iter().filter_map(|baseline| behind_pace(line, value, baseline, &elapsed)).collect()
}

fn behind_pace(line: &Line<'_>, value: Decimal, baseline: &Baseline, elapsed: &Elapsed) -> Option<Finding> {
    let pace = compare::pace(value, baseline.value, elapsed)?;
    if write::sign(pace.gap_points, 2).is_ge() || -pace.gap_value <= line.slack() {
        return None;
    }
    let amount = |value: Decimal| write::amount(value, line.measure);
    let need = match (pace.required_per_month, pace.average_per_month) {
        (Some(required), Some(average)) => {
            format!(" Mỗi tháng còn lại cần {}, trong khi bình quân đã qua là {}.", amount(required), amount(average))
        }
        (Some(required), None) => format!(" Mỗi tháng còn lại cần {}.", amount(required)),
        _ => String::new(),
    };
    let sentence = format!(
        "“{}” đạt {} {}, chậm {}\u{a0}điểm phần trăm so với tiến độ đều {} (thấp hơn {}).{need}",
        line.name,
        write::percent(pace.percent, 2),
        baseline.label,
        write::number(-pace.gap_points, 2),
        write::percent(pace.even_percent, 2),
        amount(-pace.gap_value),
    );
    Some(Finding::of_line("behind-pace", Severity::Warn, line, sentence))
}

fn behind_road_map(sheet: &Sheet<'_>, line: &Line<'_>, value: Decimal, months: &[Decimal; 12]) -> Option<Finding> {
    let pace = compare::road_map_pace(value, months, sheet.cutoff_of(line))?;
    (-pace.gap_value > line.slack()).then(|| {
        let sentence = format!(
            "“{}” là {}, thấp hơn lộ trình {} ({}).",
            line.name,
            write::amount(value, line.measure),
            write::amount(-pace.gap_value, line.measure),
            write::amount(pace.planned, line.measure),
        );
        Finding::of_line("behind-road-map", Severity::Warn, line, sentence)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Rig, codes};
    use rust_decimal::Decimal;

    #[test]
    fn t2_3_lagging_lines_are_flagged_in_points() {
        let rows = [
            ("thu", "1748600000000", "6191000000000", "behind-pace|chậm 5,09\u{a0}điểm phần trăm"),
            ("thu", "1748600000000", "6191000000000", "behind-pace|cần 555,30\u{a0}tỷ đồng"),
            ("thu", "1748600000000", "6191000000000", "behind-pace|437,15\u{a0}tỷ đồng"),
            ("chi", "172519000000", "1220371000000", "behind-pace|chậm 19,20\u{a0}điểm phần trăm"),
            ("thu", "2063666666667", "6191000000000", ""),
            // 0,004 points behind shows as 0,00 and is not a finding.
            ("thu", "2063450000000", "6191000000000", ""),
            ("thu", "", "6191000000000", ""),
            ("thu", "5", "0", ""),
            ("ho-so", "1", "100", ""),
            ("dung-han", "1", "100", ""),
        ];
        for (key, value, base, expected) in rows {
            let rig = Rig::at("2017-04-30");
            let mut line = rig.line(key, value);
            line.baselines = vec![rig.baseline("thanh-pho", base)];
            let sheet = rig.sheet(vec![line]);
            codes(&super::behind(&sheet, &sheet.lines[0]), expected);
        }
    }

    #[test]
    fn a_road_map_replaces_the_even_pace() {
        let mut months = [Decimal::from(10); 12];
        months[11] = Decimal::from(90);
        let rows = [("40", ""), ("39", "behind-road-map|thấp hơn lộ trình 1\u{a0}đồng")];
        for (value, expected) in rows {
            let rig = Rig::at("2017-04-30");
            let mut line = rig.line("thu", value);
            line.baselines = vec![rig.baseline("thanh-pho", "200")];
            line.road_map = Some(months);
            let sheet = rig.sheet(vec![line]);
            codes(&super::behind(&sheet, &sheet.lines[0]), expected);
        }
    }
}
