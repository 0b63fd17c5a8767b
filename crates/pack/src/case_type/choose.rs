//! What holds for one case: its fields read, its time limit, its fees.

use super::{CaseType, Channel, Fee, Field, FieldKind, LimitRule};
use rust_decimal::Decimal;

/// What is wrong with a field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// Key of the field.
    pub field: String,
    /// What to write instead, in Vietnamese.
    pub sentence: String,
}

/// Reads what was typed into the fields of a form: each value as it is kept, in the order of the form.
///
/// # Errors
/// Every field that is missing or cannot be read.
pub fn read_fields(
    case_type: &CaseType,
    typed: impl Fn(&str) -> String,
) -> Result<Vec<(String, String)>, Vec<FieldFault>> {
    let mut values = Vec::new();
    let mut faults = Vec::new();
    for field in &case_type.fields {
        let text = typed(&field.id).trim().to_owned();
        let fault = |sentence: String| FieldFault { field: field.id.clone(), sentence };
        if text.is_empty() {
            if field.required {
                faults.push(fault(format!("Ghi {}.", lower_first(&field.label))));
            }
            continue;
        }
        match read_one(field, &text) {
            Ok(value) => values.push((field.id.clone(), value)),
            Err(sentence) => faults.push(fault(sentence)),
        }
    }
    if faults.is_empty() { Ok(values) } else { Err(faults) }
}

fn read_one(field: &Field, text: &str) -> Result<String, String> {
    match &field.kind {
        FieldKind::Text if text.chars().count() > 2_000 => {
            Err("Quá 2.000 ký tự. Rút gọn, phần dài đính kèm thành tệp.".into())
        }
        FieldKind::Text => Ok(text.to_owned()),
        FieldKind::Day => viet::day::read(text).map(|day| day.to_string()).map_err(|e| e.why),
        FieldKind::Number => match viet::number::read(text) {
            Ok(value) if value >= Decimal::ZERO => Ok(value.normalize().to_string()),
            Ok(_) => Err(format!("“{text}” là số âm. Ghi một số từ 0 trở lên.")),
            Err(e) => Err(e.why),
        },
        FieldKind::Money => match viet::money::read(text) {
            Ok(dong) => Ok(dong.normalize().to_string()),
            Err(e) => Err(e.why),
        },
        FieldKind::Choice(choices) if choices.iter().any(|choice| choice == text) => Ok(text.to_owned()),
        FieldKind::Choice(choices) => Err(format!("Chọn một trong: {}.", choices.join(", "))),
    }
}

fn lower_first(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

impl CaseType {
    /// The time limit that holds for a case from its receipt: the first whose conditions are met.
    pub fn limit_for(&self, channel: Channel, fields: &[(String, String)]) -> Option<&LimitRule> {
        self.limit_begun(None, channel, fields)
    }

    /// The time limit that begins when a case enters a step, in place of the one that ran.
    pub fn limit_from_step(&self, step: &str, channel: Channel, fields: &[(String, String)]) -> Option<&LimitRule> {
        self.limit_begun(Some(step), channel, fields)
    }

    fn limit_begun(&self, step: Option<&str>, channel: Channel, fields: &[(String, String)]) -> Option<&LimitRule> {
        let met = |rule: &&LimitRule| {
            rule.begins.as_deref() == step
                && rule.channel.is_none_or(|c| c == channel)
                && rule.when.as_ref().is_none_or(|(field, value)| fields.iter().any(|(f, v)| f == field && v == value))
        };
        self.limits.iter().find(met)
    }

    /// The fees of a case in đồng, those of zero left out.
    pub fn fees_for(&self, channel: Channel, fields: &[(String, String)]) -> Vec<(&Fee, i64)> {
        let times = |fee: &Fee| {
            let field = fields.iter().find(|(f, _)| *f == fee.times).and_then(|(_, value)| value.parse().ok());
            if fee.times.is_empty() { 1 } else { field.unwrap_or(1_i64) }
        };
        let due = |fee: &Fee| fee.amount_dong.saturating_mul(times(fee));
        let applies = |fee: &&Fee| fee.channel.is_none_or(|c| c == channel);
        self.fees.iter().filter(applies).map(|fee| (fee, due(fee))).filter(|(_, dong)| *dong > 0).collect()
    }
}
