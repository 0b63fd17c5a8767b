//! Thời hạn: a time limit as officials write it: `5 ngày làm việc`, `8 giờ làm việc`, `30 ngày`, `2 tháng`, `trong ngày`.

use crate::calendar::{Calendar, Scale};
use std::fmt;

/// In what a limit is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Giờ làm việc.
    WorkingHours,
    /// Ngày làm việc.
    WorkingDays,
    /// Ngày (calendar days).
    Days,
    /// Tháng.
    Months,
    /// Trong ngày: until closing on the day of receipt.
    SameDay,
}

/// A time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limit {
    /// How many quarters of the unit; a limit in days or months is always whole.
    quarters: u32,
    pub unit: Unit,
}

/// The longest limit that is read, in units; longer ones are slips of the finger.
const LONGEST: u32 = 3_650;

impl Limit {
    /// A whole number of units.
    pub const fn whole(amount: u32, unit: Unit) -> Self {
        Self { quarters: amount * 4, unit }
    }

    /// Reads a limit.
    ///
    /// # Errors
    /// A Vietnamese sentence that says what to write instead.
    pub fn read(text: &str) -> Result<Self, String> {
        let plain = viet::fold::fold(text.trim());
        if plain == "trong ngay" {
            return Ok(Self::whole(1, Unit::SameDay));
        }
        let wrong = || {
            format!(
                "“{}” không phải thời hạn. Ghi như “5 ngày làm việc”, “8 giờ làm việc”, “30 ngày”, “2 tháng” hoặc “trong ngày”.",
                text.trim()
            )
        };
        let end = plain.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(plain.len());
        let (number, unit) = plain.split_at(end);
        let unit = match unit.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["gio", "lam", "viec"] | ["gio"] => Unit::WorkingHours,
            ["ngay", "lam", "viec"] => Unit::WorkingDays,
            ["ngay"] => Unit::Days,
            ["thang"] => Unit::Months,
            _ => return Err(wrong()),
        };
        let quarters = quarters(number).ok_or_else(wrong)?;
        if quarters == 0 || quarters > LONGEST * 4 {
            return Err(format!("“{}” ngoài khoảng cho phép: từ 0,25 đến {LONGEST}.", text.trim()));
        }
        if quarters % 4 != 0 && matches!(unit, Unit::Days | Unit::Months) {
            return Err(format!("“{}”: ngày và tháng phải là số nguyên.", text.trim()));
        }
        Ok(Self { quarters, unit })
    }

    /// The scale on which the limit is consumed.
    pub fn scale(self) -> Scale {
        match self.unit {
            Unit::WorkingHours | Unit::SameDay => Scale::Open,
            Unit::WorkingDays => Scale::Full,
            Unit::Days | Unit::Months => Scale::Wall,
        }
    }

    /// Whole units (quarters cut off).
    pub fn amount(self) -> u32 {
        self.quarters / 4
    }

    /// Minutes on its scale. Months and same-day limits depend on the day they begin; for them it is `None`.
    pub fn minutes(self, calendar: &Calendar) -> Option<i64> {
        let one = match self.unit {
            Unit::WorkingHours => 60,
            Unit::WorkingDays => calendar.day_minutes(),
            Unit::Days => 1440,
            Unit::Months | Unit::SameDay => return None,
        };
        Some(i64::from(self.quarters) * one / 4)
    }

    /// This limit and another of the same unit together; `None` when the units differ.
    pub fn plus(self, other: Self) -> Option<Self> {
        let quarters = self.quarters.checked_add(other.quarters)?;
        (self.unit == other.unit && self.unit != Unit::SameDay).then_some(Self { quarters, unit: self.unit })
    }

    /// Whether it is not longer than another of the same unit.
    pub fn within(self, other: Self) -> bool {
        self.unit == other.unit && self.quarters <= other.quarters
    }
}

/// `5`, `05`, `0,5`, `1.25` as quarters.
fn quarters(number: &str) -> Option<u32> {
    let (whole, part) = number.split_once([',', '.']).unwrap_or((number, ""));
    let whole: u32 = whole.parse().ok()?;
    let part = match part {
        "" | "0" | "00" => 0,
        "25" => 1,
        "5" | "50" => 2,
        "75" => 3,
        _ => return None,
    };
    whole.checked_mul(4)?.checked_add(part)
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::WorkingHours => "giờ làm việc",
            Unit::WorkingDays => "ngày làm việc",
            Unit::Days => "ngày",
            Unit::Months => "tháng",
            Unit::SameDay => return f.write_str("trong ngày"),
        };
        let part = match self.quarters % 4 {
            0 => "",
            1 => ",25",
            2 => ",5",
            _ => ",75",
        };
        write!(f, "{}{part}\u{a0}{unit}", self.quarters / 4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_and_written() {
        let rows = [
            ("5 ngày làm việc", "5\u{a0}ngày làm việc"),
            ("05 ngày làm việc", "5\u{a0}ngày làm việc"),
            ("8 giờ làm việc", "8\u{a0}giờ làm việc"),
            ("4 giờ", "4\u{a0}giờ làm việc"),
            ("0,5 ngày làm việc", "0,5\u{a0}ngày làm việc"),
            ("30 ngày", "30\u{a0}ngày"),
            ("2 tháng", "2\u{a0}tháng"),
            ("Trong ngày", "trong ngày"),
        ];
        for (text, expected) in rows {
            assert_eq!(Limit::read(text).map(|l| l.to_string()), Ok(expected.to_owned()), "{text}");
        }
        for text in [
            "",
            "ngày",
            "0 ngày",
            "-1 ngày",
            "1,3 ngày làm việc",
            "0,5 tháng",
            "5 tuần",
            "99999999999 ngày",
            "4000 ngày",
        ] {
            assert!(Limit::read(text).is_err(), "{text}");
        }
    }
}
