//! Reads the percentages that a document states beside a figure: "đạt 56 % dự toán", "tăng 8 % so với cùng kỳ".

use crate::figure::new_figure::{ClaimBase, NewClaim};
use crate::ui::Form;
use viet::percent::Percent;

/// The claims typed into the form; what is wrong becomes faults of the form.
pub fn read_claims(form: &Form) -> Vec<NewClaim> {
    share(form).into_iter().chain(growth(form)).collect()
}

fn share(form: &Form) -> Option<NewClaim> {
    let typed = form.text("claim_percent");
    let assigners: Vec<String> = form.all("claim_assigners").map(str::to_owned).collect();
    if typed.is_empty() {
        if !assigners.is_empty() {
            form.fault(
                "claim_percent",
                "Đã chọn cấp giao nhưng chưa ghi tỷ lệ. Ghi tỷ lệ nêu trong văn bản, hoặc bỏ chọn cấp giao.",
            );
        }
        return None;
    }
    match viet::percent::read(&typed) {
        Ok(Percent { value, decimals }) => {
            Some(NewClaim { base: ClaimBase::Baseline, assigners, value, decimals, growth: false, typed })
        }
        Err(unreadable) => {
            form.fault("claim_percent", unreadable.why);
            None
        }
    }
}

fn growth(form: &Form) -> Option<NewClaim> {
    let typed = form.text("claim_growth");
    if typed.is_empty() {
        return None;
    }
    let base = ClaimBase::from_key(form.value("claim_growth_base")).filter(|base| *base != ClaimBase::Baseline);
    if base.is_none() {
        form.fault(
            "claim_growth_base",
            "Chưa chọn tăng, giảm so với cùng kỳ hay so với cả năm trước. Chọn một trong hai.",
        );
    }
    match growth_points(&typed) {
        Ok(Percent { value, decimals }) => {
            Some(NewClaim { base: base?, assigners: Vec::new(), value, decimals, growth: true, typed })
        }
        Err(why) => {
            form.fault("claim_growth", why);
            None
        }
    }
}

/// Reads "tăng 8 %", "giảm 2,5 %", "+8", "-2,5 %"; a decrease is negative.
fn growth_points(typed: &str) -> Result<Percent, String> {
    let spelled = typed.trim().to_lowercase();
    let (sign, rest) = match (spelled.strip_prefix("giảm"), spelled.strip_prefix("tăng").or(spelled.strip_prefix('+')))
    {
        (Some(rest), _) => (-1, rest),
        (_, Some(rest)) => (1, rest),
        _ => (1, spelled.as_str()),
    };
    let read = viet::percent::read(rest.trim()).map_err(|unreadable| unreadable.why)?;
    if sign < 0 && read.value.is_sign_negative() {
        return Err(format!("“{typed}” vừa ghi giảm vừa ghi dấu trừ. Ghi “giảm 8 %” hoặc “-8 %”."));
    }
    Ok(Percent { value: read.value * rust_decimal::Decimal::from(sign), ..read })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_read_with_its_direction() {
        let rows = [
            ("8 %", "8 0"),
            ("tăng 8%", "8 0"),
            ("Tăng 10,91 %", "10.91 2"),
            ("+17", "17 0"),
            ("giảm 2,5 %", "-2.5 1"),
            ("-2,5%", "-2.5 1"),
            ("giảm -2 %", ""),
            ("tăng mạnh", ""),
        ];
        for (typed, expected) in rows {
            let text = growth_points(typed).map_or(String::new(), |read| format!("{} {}", read.value, read.decimals));
            assert_eq!(text, expected, "{typed}");
        }
    }

    #[test]
    fn claims_are_read_from_the_form() {
        let rows = [
            (vec![], "", ""),
            (
                vec![("claim_percent", "56 %"), ("claim_assigners", "a"), ("claim_assigners", "b")],
                "baseline a,b 56 false",
                "",
            ),
            (vec![("claim_growth", "tăng 8 %"), ("claim_growth_base", "same-period")], "same-period  8 true", ""),
            (vec![("claim_growth", "tăng 8 %")], "", "claim_growth_base"),
            (vec![("claim_growth", "8 %"), ("claim_growth_base", "baseline")], "", "claim_growth_base"),
            (vec![("claim_assigners", "a")], "", "claim_percent"),
            (vec![("claim_percent", "một nửa")], "", "claim_percent"),
        ];
        for (fields, expected, fault) in rows {
            let fields: Vec<(&str, String)> =
                fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
            let form = Form::filled(&fields);
            let claims = read_claims(&form);
            let text = claims
                .iter()
                .map(|c| format!("{} {} {} {}", c.base.key(), c.assigners.join(","), c.value, c.growth))
                .collect::<Vec<_>>()
                .join("; ");
            let places = form.faults().iter().map(|fault| fault.place.clone()).collect::<Vec<_>>().join(" ");
            assert_eq!((text.as_str(), places.as_str()), (expected, fault), "{fields:?}");
        }
    }
}
