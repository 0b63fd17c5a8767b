//! Cận: whether an exact figure fits a bound such as "trên 1.870".

use rust_decimal::Decimal;
use viet::bound::{Bound, word};

/// True when an exact figure fits what was written; an unbounded figure is
/// compared elsewhere, with its rounding.
pub(super) fn allows(bound: Bound, limit: Decimal, exact: Decimal) -> bool {
    match bound {
        Bound::Equal => exact == limit,
        Bound::Above => exact > limit,
        Bound::AtLeast => exact >= limit,
        Bound::Below => exact < limit,
        Bound::AtMost => exact <= limit,
    }
}

/// The word of the bound with the space after it; empty for an exact figure.
pub(super) fn before(bound: Bound) -> String {
    match word(bound) {
        "" => String::new(),
        word => format!("{word} "),
    }
}
