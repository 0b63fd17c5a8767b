//! Số gốc suy ra: the base that a value and a stated percentage imply.

use rust_decimal::Decimal;

use super::{Percent, Reading, Window, window_of};

/// The base implied by a value and a stated percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Implied {
    /// The base if the percentage were exact.
    pub point: Decimal,
    /// Every base for which half-up rounding gives the stated percentage.
    pub half_up: Window,
    /// Every base for which cutting off gives the stated percentage.
    pub truncated: Window,
}

/// Base implied by "value is `stated` of the base": `base = value / (p / 100)`;
/// with `h` half a unit of the last decimal, half-up leaves
/// `value / ((p + h) / 100) < base ≤ value / ((p − h) / 100)`, and cutting off
/// leaves `value / ((p + 2h) / 100) < base ≤ value / (p / 100)`.
///
/// `None` when the value is not positive, when the percentage may stand for
/// zero or less (the base then has no upper end), or a number is too large.
pub fn implied(value: Decimal, stated: Percent) -> Option<Implied> {
    invert(value, stated, Decimal::ZERO)
}

/// Base implied by "value grew by `stated` over the base":
/// `base = value / (1 + g / 100)`, with windows as in [`implied`].
pub fn implied_growth(value: Decimal, stated: Percent) -> Option<Implied> {
    invert(value, stated, Decimal::ONE_HUNDRED)
}

/// `base = value × 100 / (stated + offset)`, for the point and both windows.
fn invert(value: Decimal, stated: Percent, offset: Decimal) -> Option<Implied> {
    if value <= Decimal::ZERO {
        return None;
    }
    let base = |percent: Decimal| {
        let whole = percent.checked_add(offset)?;
        let hundredfold = value.checked_mul(Decimal::ONE_HUNDRED)?;
        (whole > Decimal::ZERO).then(|| hundredfold.checked_div(whole)).flatten()
    };
    // A larger percentage means a smaller base, so the ends change places.
    let window = |reading| {
        let percents = window_of(stated, reading)?;
        Some(Window {
            from: base(percents.to)?,
            from_included: percents.to_included,
            to: base(percents.from)?,
            to_included: percents.from_included,
        })
    };
    Some(Implied {
        point: base(stated.value)?,
        half_up: window(Reading::HalfUp)?,
        truncated: window(Reading::Truncated)?,
    })
}

/// The window of bases that explains all stated percentages at once under one
/// reading; `None` when there is none, or nothing to explain.
pub fn shared_window(all: &[Implied], reading: Reading) -> Option<Window> {
    let pick = |implied: &Implied| match reading {
        Reading::HalfUp => implied.half_up,
        Reading::Truncated => implied.truncated,
    };
    let (first, rest) = all.split_first()?;
    rest.iter().try_fold(pick(first), |window, next| window.meet(&pick(next)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::{d, shown};

    fn text(implied: Option<Implied>) -> String {
        implied.map_or("-".into(), |i| {
            let all = [i.point, i.half_up.from, i.half_up.to, i.truncated.from, i.truncated.to];
            all.map(|v| shown(Some(v), 3)).join(" ")
        })
    }

    #[test]
    fn t2_5_bases_implied_by_the_sources() {
        let rows = [
            ("6107.503", "56", 0, "10906.255 10809.740 11004.510 10714.918 10906.255"),
            ("6877.579", "64", 0, "10746.217 10662.913 10830.833 10580.891 10746.217"),
            ("15547.719", "149.3", 1, "10413.743 10410.257 10417.232 10406.773 10413.743"),
            ("100", "0", 0, "-"),
            ("0", "50", 0, "-"),
            ("-5", "50", 0, "-"),
        ];
        for (value, p, decimals, expected) in rows {
            let result = implied(d(value), Percent { value: d(p), decimals });
            assert_eq!(text(result), expected, "{value} at {p} %");
        }
    }

    #[test]
    fn t11_5_bases_implied_by_growth() {
        let rows = [
            ("15547.719", "21.3", 1, "12817.575 12812.294 12822.861"),
            ("161721", "17", 0, "138223.077 137634.894 138816.309"),
            ("48652", "10.91", 2, "43866.198 43864.220 43868.175"),
            ("6107.503", "8", 0, "5655.095 5629.035 5681.398"),
            ("92", "-8", 0, "100.000 99.459 100.546"),
            ("5", "-100", 0, "-"),
        ];
        for (value, g, decimals, expected) in rows {
            let result = implied_growth(d(value), Percent { value: d(g), decimals });
            let all = text(result);
            let first_three: Vec<&str> = all.split(' ').take(3).collect();
            assert_eq!(first_three.join(" "), expected, "{value} grown by {g} %");
        }
    }

    #[test]
    fn t2_5_one_estimate_may_explain_both() {
        let of = |value, p| implied(d(value), Percent { value: d(p), decimals: 0 }).expect("implied");
        let (a, b) = (of("6107.503", "56"), of("6877.579", "64"));
        assert_eq!(shown(Some(a.point - b.point), 3), "160.038");
        let far = of("6877.579", "70");
        let rows = [
            (vec![a, b], Reading::HalfUp, "10809.740 10830.833"),
            (vec![a, b], Reading::Truncated, "10714.918 10746.217"),
            (vec![a, far], Reading::HalfUp, "-"),
            (vec![], Reading::HalfUp, "-"),
        ];
        for (all, reading, expected) in rows {
            let window = shared_window(&all, reading);
            let text = window.map_or("-".into(), |w| format!("{} {}", shown(Some(w.from), 3), shown(Some(w.to), 3)));
            assert_eq!(text, expected, "{reading:?}");
        }
    }
}
