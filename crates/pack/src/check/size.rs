//! Numbers beyond any real figure: refused first, so that the arithmetic of the
//! other rules stays within what a decimal holds.

use rust_decimal::Decimal;

use super::{Finding, Line, Severity, Sheet};

/// A hundred billion tỷ: no figure of an administration comes near it, and
/// sums and products of smaller ones fit a decimal.
const LARGEST: Decimal = Decimal::from_parts(1_661_992_960, 1_808_227_885, 5, false, 0);

/// `value-too-large`.
pub(super) fn check(line: &Line<'_>) -> Option<Finding> {
    (!fits(line)).then(|| {
        let sentence = format!("“{}” có số quá lớn nên không kiểm tra được.", line.name);
        Finding::of_line("value-too-large", Severity::Stop, line, sentence)
    })
}

/// The sheet without such lines.
pub(super) fn within<'p>(sheet: &Sheet<'p>) -> Sheet<'p> {
    let mut kept = sheet.clone();
    kept.lines.retain(fits);
    kept
}

fn fits(line: &Line<'_>) -> bool {
    let own = [line.value, line.same_period, line.previous_year, line.previous.map(|p| p.value)];
    let units = line.units.iter().filter_map(|(_, value)| *value);
    let baselines = line.baselines.iter().map(|baseline| baseline.value);
    let claims = line.claims.iter().map(|claim| claim.stated.value);
    let months = line.road_map.iter().flatten().copied();
    own.into_iter()
        .flatten()
        .chain([line.step])
        .chain(units)
        .chain(baselines)
        .chain(claims)
        .chain(months)
        .all(|number| number.abs() <= LARGEST)
}

#[cfg(test)]
mod tests {
    use super::LARGEST;
    use crate::check::check;
    use crate::check::testing::{Rig, codes};
    use rust_decimal::Decimal;

    #[test]
    fn the_limit_is_a_hundred_billion_ty() {
        assert_eq!(LARGEST.to_string(), "100000000000000000000");
    }

    #[test]
    fn numbers_beyond_any_figure_stop_and_never_panic() {
        let rows = [
            (Decimal::MAX, Decimal::MIN, "value-too-large"),
            (LARGEST, Decimal::MAX, "value-too-large"),
            (LARGEST, -LARGEST, ""),
        ];
        for (value, base, expected) in rows {
            let rig = Rig::new();
            let mut line = rig.line("thu", "");
            line.value = Some(value);
            line.same_period = Some(base);
            line.baselines = vec![rig.baseline("thanh-pho", &base.to_string())];
            let found: Vec<_> =
                check(&rig.sheet(vec![line])).into_iter().filter(|f| f.code == "value-too-large").collect();
            codes(&found, expected);
        }
    }
}
