//! The fields of a task on a form, in the words of the wording that holds, and how they are read; other domains that turn
//! something into tasks show and read the same fields, each under a prefix of its own.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::{Officer, Unit, officers, unit_choices, units_on};
use crate::document::Urgency;
use crate::error::Error;
use crate::task::NewTask;
use crate::task::clears::field;
use crate::ui::{Form, Html, escape};
use pack::Wording;
use pack::clears::Asked;
use std::fmt::Write;

/// What can be chosen.
pub struct Choices {
    pub wording: Wording,
    pub units: Vec<(String, String)>,
    pub people: Vec<(String, String)>,
    pub assigners: Vec<(String, String)>,
}

impl Choices {
    /// The office itself among the bodies that assign: the last that the pack names, as the packs list superiors first.
    pub fn own_assigner(&self) -> String {
        self.assigners.last().map(|(code, _)| code.clone()).unwrap_or_default()
    }

    /// The choices of today.
    pub fn of(ctx: &Ctx, tx: &mut Tx) -> Result<Choices, Error> {
        let (wording, _) = crate::task::due::wording(ctx, tx)?;
        let units: Vec<Unit> = units_on(tx, &ctx.book, ctx.today())?;
        let assigners = ctx.pack.task_assigners.iter().map(|a| (a.code.clone(), a.label.clone())).collect();
        let people = people(&officers(tx, &ctx.book, ctx.today())?);
        Ok(Choices { wording, units: unit_choices(&units), people, assigners })
    }
}

/// Officers with post and unit, each once.
pub fn people(officers: &[Officer]) -> Vec<(String, String)> {
    let mut seen = std::collections::BTreeSet::new();
    let handles = |o: &&Officer| o.role != "city" && o.role != "operator";
    let fresh = officers.iter().filter(handles).filter(|o| seen.insert(o.no));
    fresh.map(|o| (o.no.to_string(), format!("{}, {} ({})", o.name, o.post_title, o.unit_name))).collect()
}

/// The fields of one task, names under the prefix.
pub fn fields_of(form: &Form, prefix: &str, choices: &Choices, with_assigner: bool) -> Html {
    let name = |field: &str| format!("{prefix}{field}");
    let mut out = String::new();
    let _ = write!(out, "{}", clear(form, prefix, choices, Asked::Work));
    if with_assigner {
        let field = form.select_field(&name("assigner"), "Nơi giao", "", "Chọn nơi giao", &choices.assigners);
        let _ = write!(
            out,
            r#"<div class="side">{field}{}</div>"#,
            form.select_field(&name("urgency"), "Mức độ khẩn", "", "", &Urgency::choices())
        );
    }
    let unit = form.select_field(&name("lead_unit"), "Đơn vị chủ trì", "", "Chọn đơn vị", &choices.units);
    let people = [Asked::Person, Asked::Head].map(|asked| clear(form, prefix, choices, asked).0).concat();
    let _ = write!(out, r#"<div class="side">{unit}{people}</div>"#);
    let rest = [Asked::Result, Asked::Procedure, Asked::Authority, Asked::Deadline];
    for asked in rest {
        let _ = write!(out, "{}", clear(form, prefix, choices, asked));
    }
    // Beside the deadline it is about.
    if form.refusal().is_some_and(|refusal| refusal.code == "odd-deadline") {
        let _ = write!(out, "{}", tick(form, &name("sure"), "Vẫn lấy hạn này"));
    }
    out.push_str(&with_units(form, prefix, choices));
    Html(out)
}

/// The field of a clear, called as the wording calls it; nothing when the wording does not ask for it.
fn clear(form: &Form, prefix: &str, choices: &Choices, asked: Asked) -> Html {
    let Some(clear) = choices.wording.clear(asked) else { return Html::default() };
    let (name, mut hint) = (format!("{prefix}{}", field(asked)), clear.ask.clone());
    if let Some(first) = hint.get(..1).map(str::to_uppercase) {
        hint.replace_range(..1, &first);
    }
    match asked {
        Asked::Person | Asked::Head => form.select_field(&name, &clear.label, &hint, "Chọn người", &choices.people),
        Asked::Deadline => form.text_field(&name, &clear.label, &hint),
        Asked::Authority => form.text_field(&name, &clear.label, &hint),
        _ => form.area_field(&name, &clear.label, &hint, 2),
    }
}

/// Co-operating units as boxes to tick, folded away until one is.
fn with_units(form: &Form, prefix: &str, choices: &Choices) -> String {
    let name = format!("{prefix}with");
    let open = if form.all(&name).next().is_some() { " open" } else { "" };
    let mut out = format!(r#"<details{open}><summary>Đơn vị phối hợp</summary><div class="checks">"#);
    for (no, unit) in &choices.units {
        let ticked = if form.ticked(&name, no) { " checked" } else { "" };
        let _ = write!(
            out,
            r#"<div class="field check"><input type="checkbox" id="{name}-{no}" name="{name}" value="{no}"{ticked}><label for="{name}-{no}">{}</label></div>"#,
            escape(unit)
        );
    }
    if let Some(fault) = form.fault_of(&name) {
        let _ = write!(out, r#"<span class="fault" id="{name}-fault">{}</span>"#, escape(&fault));
    }
    out.push_str("</div></details>");
    out
}

/// A box to tick.
pub fn tick(form: &Form, name: &str, label: &str) -> Html {
    let ticked = if form.has(name) { " checked" } else { "" };
    Html(format!(
        r#"<div class="field check"><input type="checkbox" id="{name}" name="{name}" value="1"{ticked}><label for="{name}">{}</label></div>"#,
        escape(label)
    ))
}

/// Reads the fields of one task; what is missing is told by the act, all at once.
pub fn read_new(form: &Form, prefix: &str) -> NewTask {
    let name = |field: &str| format!("{prefix}{field}");
    let text = |field: &str| form.text(&name(field));
    let chosen = |field: &str| form.choice(&name(field));
    NewTask {
        parent: chosen("parent"),
        work: text("work"),
        procedure: text("procedure"),
        expected_result: text("expected_result"),
        power: text("power"),
        assigner: text("assigner"),
        unexpected: form.has(&name("unexpected")),
        urgency: Urgency::from_key(form.value(&name("urgency"))).unwrap_or_default().code(),
        document: chosen("document"),
        source: String::new(),
        lead_unit: chosen("lead_unit").unwrap_or(0),
        with: form.all(&name("with")).filter_map(|no| no.parse().ok()).collect(),
        person: chosen("person").unwrap_or(0),
        head: chosen("head").unwrap_or(0),
        due: text("due"),
        sure: form.has(&name("sure")),
        assigned_by: 0,
    }
}
