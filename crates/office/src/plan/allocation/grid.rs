//! The arithmetic of an allocation, without a database: what is left of a total, and what keeps a decision from being signed.

use crate::error::Refusal;
use crate::plan::quantity;
use pack::Measure;
use rust_decimal::Decimal;

/// A total, what the units get of it and what is held back; exact, in the base unit of the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    pub total: Decimal,
    pub allotted: Decimal,
    pub held: Decimal,
}

impl Balance {
    /// Adds up the shares; sums beyond what a decimal can hold stay at its largest value.
    pub fn of(total: Decimal, shares: impl Iterator<Item = Decimal>, held: Decimal) -> Balance {
        Balance { total, allotted: shares.fold(Decimal::ZERO, Decimal::saturating_add), held }
    }

    /// What is neither allotted nor held back; below zero when more was given than there is.
    pub fn rest(&self) -> Decimal {
        self.total.saturating_sub(self.allotted).saturating_sub(self.held)
    }

    /// What is wrong with it and what to do; nothing when it meets.
    pub fn sentence(&self, name: &str, measure: &Measure) -> Option<String> {
        let write = |value| quantity::write(measure, value);
        let (rest, what) = (self.rest(), named(name, measure));
        let held = if self.held.is_zero() { String::new() } else { format!(" − {} để lại", write(self.held)) };
        let sum = format!("({} − {}{held})", write(self.total), write(self.allotted));
        if rest > Decimal::ZERO {
            Some(format!(
                "Còn {} {what} chưa giao {sum}. \
                 Giao nốt cho đơn vị, hoặc ghi rõ phần để lại chưa phân bổ cùng lý do.",
                write(rest)
            ))
        } else if rest < Decimal::ZERO {
            Some(format!(
                "Giao vượt {} {what} {sum}. Giảm phần giao của đơn vị, hoặc giảm phần để lại.",
                write(rest.abs())
            ))
        } else {
            None
        }
    }
}

/// Money is an estimate, anything else a target.
fn named(name: &str, measure: &Measure) -> String {
    let money = measure.kind == pack::measure::MeasureKind::Money;
    if money { format!("dự toán “{name}”") } else { format!("của chỉ tiêu “{name}”") }
}

/// One indicator of a decision about to be signed.
pub struct Share<'a> {
    pub name: &'a str,
    pub measure: &'a Measure,
    /// Whether the shares of the units must add up to the total.
    pub adds_up: bool,
    pub balance: Balance,
    pub held_reason: &'a str,
    /// How many units get a share.
    pub lines: usize,
    /// Names of the units whose line rests on no document.
    pub without_basis: Vec<String>,
    /// Whether the target being divided is no longer in force.
    pub ended: bool,
}

/// Whether a decision may be signed. Each refusal names everything of its sort at once.
///
/// # Errors
/// `nothing-allotted`, `baseline-ended`, `line-without-basis`, `held-without-reason` or `remainder`.
pub fn judge(shares: &[Share]) -> Result<(), Refusal> {
    if shares.iter().all(|share| share.lines == 0) {
        return Err(refusal(
            "nothing-allotted",
            "Chưa giao cho đơn vị nào. \
             Ghi phần của từng đơn vị vào bảng, lưu rồi trình ký."
                .to_owned(),
        ));
    }
    let each = |code, find: &dyn Fn(&Share) -> Option<String>| {
        let found: Vec<String> = shares.iter().filter_map(find).collect();
        if found.is_empty() { Ok(()) } else { Err(refusal(code, found.join(" "))) }
    };
    each("baseline-ended", &ended)?;
    each("line-without-basis", &without_basis)?;
    each("held-without-reason", &held_without_reason)?;
    each("remainder", &|share| if share.adds_up { share.balance.sentence(share.name, share.measure) } else { None })
}

fn ended(share: &Share) -> Option<String> {
    let sentence = || {
        format!(
            "Chỉ tiêu “{}” đã được thay bằng chỉ tiêu mới. \
             Mở dự thảo, lưu lại bảng để lấy chỉ tiêu hiện hành rồi trình ký.",
            share.name
        )
    };
    share.ended.then(sentence)
}

fn without_basis(share: &Share) -> Option<String> {
    if share.without_basis.is_empty() {
        return None;
    }
    let units = share.without_basis.join(", ");
    Some(format!(
        "Phần giao “{}” cho {units} chưa có căn cứ. Chọn văn bản làm căn cứ cho chỉ tiêu này rồi trình ký.",
        share.name
    ))
}

fn held_without_reason(share: &Share) -> Option<String> {
    if share.balance.held.is_zero() || !share.held_reason.trim().is_empty() {
        return None;
    }
    let held = quantity::write(share.measure, share.balance.held);
    Some(format!(
        "Để lại {held} {} mà chưa ghi lý do. Ghi lý do để lại, hoặc giao nốt cho đơn vị.",
        named(share.name, share.measure)
    ))
}

fn refusal(code: &'static str, sentence: String) -> Refusal {
    Refusal { code, sentence }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack::measure::MeasureKind;

    fn measure(kind: MeasureKind, label: &str) -> Measure {
        Measure { code: label.into(), label: label.into(), kind, decimals: 0, scales: Vec::new() }
    }

    fn dec(text: &str) -> Decimal {
        text.parse().expect("a number of the table")
    }

    #[test]
    fn what_is_left_of_a_total() {
        #[rustfmt::skip]
        let rows: &[(&str, &[&str], &str, &str)] = &[
            ("6191000000000", &["6190000000000"],                  "0",          "1000000000"),
            ("6191000000000", &["6000000000000", "191000000000"],  "0",          "0"),
            ("6191000000000", &["6190000000000"],                  "1000000000", "0"),
            ("6191000000000", &["6191000000001"],                  "0",          "-1"),
            ("1220371000000", &[],                                 "0",          "1220371000000"),
            ("1",             &["0.3", "0.3", "0.3"],              "0.1",        "0"),
        ];
        for (total, shares, held, want) in rows {
            let balance = Balance::of(dec(total), shares.iter().map(|s| dec(s)), dec(held));
            assert_eq!(balance.rest(), dec(want), "{total} {shares:?} {held}");
        }
    }

    #[test]
    fn the_largest_values_do_not_stop_the_program() {
        let balance = Balance::of(Decimal::ZERO, [Decimal::MAX, Decimal::MAX].into_iter(), Decimal::MAX);
        assert_eq!(balance.rest(), Decimal::MIN);
    }

    #[test]
    fn the_sentence_says_how_much_and_what_to_do() {
        let (dong, household) = (measure(MeasureKind::Money, "đồng"), measure(MeasureKind::Count, "hộ"));
        #[rustfmt::skip]
        let rows: &[(&Measure, &str, &str, &str, &str)] = &[
            (&dong, "6191000000000", "6190000000000", "0",
             "Còn 1 tỷ đồng dự toán “Thu” chưa giao (6.191 tỷ đồng − 6.190 tỷ đồng). Giao nốt cho đơn vị, hoặc ghi rõ phần để lại chưa phân bổ cùng lý do."),
            (&dong, "6191000000000", "6189000000000", "1000000000",
             "Còn 1 tỷ đồng dự toán “Thu” chưa giao (6.191 tỷ đồng − 6.189 tỷ đồng − 1 tỷ đồng để lại). Giao nốt cho đơn vị, hoặc ghi rõ phần để lại chưa phân bổ cùng lý do."),
            (&household, "5", "7", "0",
             "Giao vượt 2 hộ của chỉ tiêu “Thu” (5 hộ − 7 hộ). Giảm phần giao của đơn vị, hoặc giảm phần để lại."),
            (&household, "5", "5", "0", ""),
        ];
        for (measure, total, share, held, want) in rows {
            let balance = Balance::of(dec(total), [dec(share)].into_iter(), dec(held));
            let said = balance.sentence("Thu", measure).unwrap_or_default().replace('\u{a0}', " ");
            assert_eq!(said, *want);
        }
    }

    /// Adds up, total, allotted, held, reason, lines, without basis, ended, code.
    type Case<'a> = (bool, i64, i64, i64, &'a str, usize, &'a [&'a str], bool, &'a str);

    #[test]
    fn what_keeps_a_decision_from_being_signed() {
        let dong = measure(MeasureKind::Money, "đồng");
        let (none, ward): (&[&str], &[&str]) = (&[], &["Cống Vị"]);
        #[rustfmt::skip]
        let rows: &[Case] = &[
            (true,  6191, 0,    0, "",            0,  none, false, "nothing-allotted"),
            (true,  6191, 6191, 0, "",            11, none, true,  "baseline-ended"),
            (true,  6191, 6190, 0, "",            11, ward, false, "line-without-basis"),
            (true,  6191, 6190, 1, " ",           11, none, false, "held-without-reason"),
            (true,  6191, 6190, 0, "",            11, none, false, "remainder"),
            (true,  6191, 6192, 0, "",            11, none, false, "remainder"),
            (true,  6191, 6190, 1, "dự phòng",    11, none, false, ""),
            (true,  6191, 6191, 0, "",            11, none, false, ""),
            (false, 99,   990,  0, "",            11, none, false, ""),
        ];
        for (adds_up, total, allotted, held, held_reason, lines, units, ended, want) in rows {
            let balance = Balance { total: (*total).into(), allotted: (*allotted).into(), held: (*held).into() };
            let without_basis = units.iter().map(|u| u.to_string()).collect();
            let share = Share {
                name: "Thu",
                measure: &dong,
                adds_up: *adds_up,
                balance,
                held_reason,
                lines: *lines,
                without_basis,
                ended: *ended,
            };
            let code = judge(&[share]).err().map_or("", |refusal| refusal.code);
            assert_eq!(code, *want, "{total} {allotted} {held} {held_reason}");
        }
    }
}
