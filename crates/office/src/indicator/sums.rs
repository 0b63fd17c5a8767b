//! The office's value as the sum of its units: what is known of it, how sure it is, and which way it bounds the truth.

use super::line::{Origin, Reached, UnitFigure};
use pack::Indicator;
use pack::check::Status;
use pack::compare;
use rust_decimal::Decimal;
use viet::bound::Bound;

/// The sum of the units, when the indicator adds up and somebody reported. It is expected as long as one part is.
pub fn summed(rule: &Indicator, units: &[UnitFigure]) -> Option<Reached> {
    let value = |unit: &UnitFigure| unit.figure.as_ref().map(|figure| figure.value);
    let per_unit: Vec<(String, Option<Decimal>)> = units.iter().map(|u| (u.name.clone(), value(u))).collect();
    let value = compare::gather(rule, &per_unit).value?;
    let figures = || units.iter().filter_map(|unit| unit.figure.as_ref());
    let expected = figures().any(|figure| figure.status == Status::Expected);
    let bound = together(figures().map(|figure| figure.bound.unwrap_or(Bound::Equal)));
    let status = if expected { Status::Expected } else { Status::Actual };
    Some(Reached { value, bound, status, origin: Origin::Summed })
}

/// The bound of a sum: "trên 5" and 3 make "trên 8". Bounds that point apart leave a sum that bounds nothing.
pub fn together(bounds: impl Iterator<Item = Bound>) -> Bound {
    bounds.fold(Bound::Equal, |sum, part| match (sum, part) {
        (Bound::Equal, other) | (other, Bound::Equal) => other,
        (Bound::Above | Bound::AtLeast, Bound::Above) | (Bound::Above, Bound::AtLeast) => Bound::Above,
        (Bound::Below | Bound::AtMost, Bound::Below) | (Bound::Below, Bound::AtMost) => Bound::Below,
        (same, other) if same == other => same,
        _ => Bound::Equal,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Bound::{Above, AtLeast, AtMost, Below, Equal};

    #[test]
    fn bounds_of_parts_make_the_bound_of_the_sum() {
        let rows: [(&[Bound], Bound); 8] = [
            (&[], Equal),
            (&[Equal, Equal], Equal),
            (&[Above, Equal], Above),
            (&[Equal, AtLeast], AtLeast),
            (&[AtLeast, Above], Above),
            (&[AtMost, AtMost], AtMost),
            (&[Below, AtMost, Equal], Below),
            (&[Above, Below], Equal),
        ];
        for (parts, expected) in rows {
            assert_eq!(together(parts.iter().copied()), expected, "{parts:?}");
        }
    }
}
