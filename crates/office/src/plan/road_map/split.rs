//! Whether twelve months make up the target exactly, their running sums, and an even split: pure rules.

use super::store::Months;
use crate::plan::quantity;
use pack::measure::{Measure, MeasureKind};
use rust_decimal::Decimal;

/// Why the months are refused: their sum is not the target. `None` when it is, to the last đồng.
pub(super) fn sum_fault(measure: &Measure, months: &Months, total: Decimal) -> Option<String> {
    let sum = months.iter().try_fold(Decimal::ZERO, |sum, month| sum.checked_add(*month));
    let Some((sum, gap)) = sum.and_then(|sum| Some((sum, sum.checked_sub(total)?))) else {
        return Some("Tổng 12 tháng quá lớn. Kiểm tra lại đơn vị tỷ, triệu, nghìn đồng của từng tháng.".into());
    };
    let way = if gap > Decimal::ZERO { "thừa" } else { "thiếu" };
    (!gap.is_zero()).then(|| {
        format!(
            "Tổng 12 tháng là {}, lệch {} so với {} được giao ({way}). Sửa các tháng để tổng bằng đúng mức giao.",
            quantity::write(measure, sum),
            quantity::write(measure, gap.abs()),
            quantity::write(measure, total)
        )
    })
}

/// Running sums from January; `None` from the first month on that is unknown or makes the sum too large.
pub(super) fn running(months: &[Option<Decimal>; 12]) -> [Option<Decimal>; 12] {
    let mut sum = Some(Decimal::ZERO);
    months.map(|month| {
        sum = sum.zip(month).and_then(|(sum, month)| sum.checked_add(month));
        sum
    })
}

/// The target in twelve like parts, money in whole triệu, everything else in whole pieces; December takes the rest.
pub(super) fn even(kind: MeasureKind, total: Decimal) -> Months {
    let million = Decimal::from(1_000_000);
    let step = if kind == MeasureKind::Money && total >= million * Decimal::from(12) { million } else { Decimal::ONE };
    let part = (total / Decimal::from(12) / step).trunc() * step;
    let mut months = [part; 12];
    months[11] = total - part * Decimal::from(11);
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dong() -> Measure {
        quantity::sample(MeasureKind::Money, "đồng")
    }

    #[test]
    fn t1_2_the_months_make_up_the_target_to_the_last_dong() {
        let total = Decimal::from(6_191_000_000_000_i64);
        let rows = [
            (0, ""),
            (-1, "Tổng 12 tháng là 6.190.999.999.999 đồng, lệch 1 đồng so với 6.191 tỷ đồng được giao (thiếu)."),
            (1, "Tổng 12 tháng là 6.191.000.000.001 đồng, lệch 1 đồng so với 6.191 tỷ đồng được giao (thừa)."),
            (-1_000_000_000, "Tổng 12 tháng là 6.190 tỷ đồng, lệch 1 tỷ đồng so với 6.191 tỷ đồng được giao (thiếu)."),
        ];
        for (off, expected) in rows {
            let mut months = even(MeasureKind::Money, total);
            months[6] += Decimal::from(off);
            let fault = sum_fault(&dong(), &months, total).unwrap_or_default().replace('\u{a0}', " ");
            assert_eq!(fault.split(" Sửa").next(), Some(expected), "{off}");
        }
    }

    #[test]
    fn a_sum_that_is_too_large_is_no_panic() {
        let fault = sum_fault(&dong(), &[Decimal::MAX; 12], Decimal::ONE).expect("a fault");
        assert!(fault.contains("quá lớn"), "{fault}");
    }

    #[test]
    fn an_even_split_leaves_nothing() {
        let rows = [
            (MeasureKind::Money, 6_191_000_000_000_i64, "515916000000 515924000000"),
            (MeasureKind::Money, 100, "8 12"),
            (MeasureKind::Count, 335, "27 38"),
            (MeasureKind::Count, 0, "0 0"),
            (MeasureKind::Count, 5, "0 5"),
        ];
        for (kind, total, expected) in rows {
            let months = even(kind, Decimal::from(total));
            assert_eq!(format!("{} {}", months[0], months[11]), expected, "{kind:?} {total}");
            assert_eq!(months.iter().sum::<Decimal>(), Decimal::from(total));
        }
    }

    #[test]
    fn running_sums_stop_at_the_first_unknown_month() {
        let mut months = [Some(Decimal::TWO); 12];
        assert_eq!(running(&months)[11], Some(Decimal::from(24)));
        months[2] = None;
        assert_eq!(running(&months)[1..4], [Some(Decimal::from(4)), None, None]);
    }
}
