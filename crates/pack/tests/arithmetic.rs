//! Laws of the arithmetic, held over many numbers.

use pack::compare::{
    Agreement, Percent, Reading, agrees, elapsed, implied, implied_growth, pace, percent, same_period,
};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

/// Amounts from 1 to 10^15 with up to three decimals.
fn amount() -> impl Strategy<Value = Decimal> {
    (1i64..1_000_000_000_000_000, 0u32..4).prop_map(|(units, scale)| Decimal::new(units, scale))
}

fn day() -> impl Strategy<Value = jiff::civil::Date> {
    (1990i16..2100, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

proptest! {
    #[test]
    fn a_share_rounded_half_up_agrees_and_its_base_lies_in_the_window(
        base in amount(), thousandths in 1i64..3_000, decimals in 0u32..3,
    ) {
        let value = base * Decimal::new(thousandths, 3);
        let exact = percent(value, base).expect("a base above zero");
        let rounded = exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        let stated = Percent { value: rounded, decimals };
        prop_assert_eq!(agrees(stated, exact), Agreement::HalfUp);
        if let Some(implied) = implied(value, stated) {
            prop_assert!(implied.half_up.contains(base), "{} not in {:?}", base, implied.half_up);
        }
    }

    #[test]
    fn a_share_cut_off_never_counts_as_off(exact in 0i64..10_000_000, decimals in 0u32..4) {
        let exact = Decimal::new(exact, 5);
        let cut = exact.round_dp_with_strategy(decimals, RoundingStrategy::ToZero);
        let verdict = agrees(Percent { value: cut, decimals }, exact);
        let off = matches!(verdict, Agreement::Off { .. });
        prop_assert!(!off, "{} cut to {}", exact, cut);
    }

    #[test]
    fn growth_and_share_imply_the_same_base(value in amount(), points in 1i64..500) {
        let growth = implied_growth(value, Percent { value: Decimal::from(points), decimals: 0 });
        let share = implied(value, Percent { value: Decimal::from(points + 100), decimals: 0 });
        prop_assert_eq!(growth, share);
    }

    #[test]
    fn the_implied_point_closes_both_windows(value in amount(), stated in 2i64..400) {
        let implied = implied(value, Percent { value: Decimal::from(stated), decimals: 0 }).expect("positive");
        prop_assert!(implied.half_up.contains(implied.point));
        prop_assert!(implied.truncated.contains(implied.point));
        prop_assert!(implied.half_up.meet(&implied.truncated).is_some());
        prop_assert_eq!(Some(implied.truncated), pack::compare::shared_window(&[implied], Reading::Truncated));
    }

    #[test]
    fn time_only_grows(a in day(), b in day()) {
        let year = |d: jiff::civil::Date| (jiff::civil::date(d.year(), 1, 1), jiff::civil::date(d.year(), 12, 31));
        let (starts, ends) = year(a);
        let (first, second) = if a < b { (a, b) } else { (b, a) };
        let share = |at| elapsed(starts, ends, at).expect("a year").share_percent;
        prop_assert!(share(first) <= share(second));
        prop_assert!(share(second) <= Decimal::ONE_HUNDRED);
    }

    #[test]
    fn what_is_reached_and_what_remains_make_the_base(value in amount(), base in amount(), at in day()) {
        let starts = jiff::civil::date(at.year(), 1, 1);
        let passed = elapsed(starts, jiff::civil::date(at.year(), 12, 31), at).expect("a year");
        let pace = pace(value, base, &passed).expect("a base above zero");
        prop_assert_eq!(value + pace.remaining, base);
        prop_assert_eq!(pace.gap_value, value - pace.even_value);
        prop_assert_eq!(pace.required_per_month.is_some(), pace.remaining > Decimal::ZERO);
    }

    #[test]
    fn the_same_period_lies_one_year_back(at in day()) {
        let before = same_period(at).expect("a year before");
        prop_assert_eq!((before.year(), before.month()), (at.year() - 1, at.month()));
        let ends = |d: jiff::civil::Date| d == d.last_of_month();
        prop_assert!(!ends(at) || ends(before));
    }
}
