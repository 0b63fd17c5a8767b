//! The words of a draft as a form: what it starts from, the fields it has, and what was typed into it.

use super::assemble::outline_of;
use super::explained::finding_key;
use super::store::Report;
use super::texts::{NextTask, Texts};
use crate::ctx::Ctx;
use crate::ui::{Form, Html};
use pack::check::{Finding, Severity};
use pack::outline::Part;
use std::collections::BTreeSet;

/// The words of a draft as the fields of its form.
pub fn filled(texts: &Texts) -> Form {
    let mut values = vec![
        ("place".to_owned(), texts.place.clone()),
        ("addressee".to_owned(), texts.addressee.join("\n")),
        ("recipients".to_owned(), texts.recipients.join("\n")),
        ("next_tasks".to_owned(), texts.next_tasks.iter().map(NextTask::line).collect::<Vec<_>>().join("\n")),
    ];
    values.extend(texts.narratives.iter().map(|(key, text)| (format!("narrative.{key}"), text.clone())));
    values.extend(texts.explained.iter().map(|(key, text)| (format!("explained.{key}"), text.clone())));
    let borrowed: Vec<(&str, String)> = values.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    Form::filled(&borrowed)
}

/// The fields that the outline and the failed checks ask for.
pub fn fields(ctx: &Ctx, report: &Report, form: &Form, findings: &[Finding]) -> Vec<Html> {
    let mut fields = Vec::new();
    for section in outline_of(ctx, report).iter().flat_map(|outline| &outline.sections) {
        for part in &section.parts {
            if let Part::Narrative { key, prompt } = part {
                fields.push(form.area_field(&format!("narrative.{key}"), &section.heading, prompt, 4));
            }
        }
    }
    let mut shown = BTreeSet::new();
    for finding in findings {
        let name = format!("explained.{}", finding_key(finding));
        // What is already explained stays in the form, or saving it would drop the explanation.
        let asked = finding.severity == Severity::Stop || !form.value(&name).is_empty();
        if asked && shown.insert(name.clone()) {
            let label = format!("Giải trình: {}", finding.sentence);
            let hint = format!("Vì sao vẫn ký khi kiểm tra này chưa đạt ({})", finding.code);
            fields.push(form.area_field(&name, &label, &hint, 2));
        }
    }
    fields
}

/// The words as they were typed.
pub fn read(form: &Form) -> Texts {
    let lines = |name: &str| {
        form.value(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let keyed = |prefix: &str| {
        let filled = form.starting(prefix).filter(|(_, text)| !text.trim().is_empty());
        filled.map(|(key, text)| (key.to_owned(), text.trim().replace("\r\n", "\n"))).collect()
    };
    Texts {
        place: form.text("place"),
        addressee: lines("addressee"),
        recipients: lines("recipients"),
        narratives: keyed("narrative."),
        next_tasks: form.value("next_tasks").lines().filter_map(NextTask::read).collect(),
        explained: keyed("explained."),
    }
}
