//! Everything that was read as JSON: exact decimals as text in base units, spans in characters of the NFC text.

use jiff::civil::Date;
use reader::{
    Approx, CompareKind, Compared, Document, Doubt, Fact, FactKind, Level, Period, Person, Project, Reading, Status,
    Task,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The whole reading.
pub fn json(reading: &Reading) -> Value {
    let head = &reading.head;
    let ids = 1..;
    json!({
        "document": {
            "title": head.title, "date": head.date.map(day), "issuer": head.issuer, "number": head.number, "unit": head.unit,
            "period": head.period.as_ref().map(period),
        },
        "facts": reading.facts.iter().zip(ids).map(|(f, id)| fact(f, id)).collect::<Vec<_>>(),
        "tasks": reading.tasks.iter().map(task).collect::<Vec<_>>(),
        "projects": reading.projects.iter().map(project).collect::<Vec<_>>(),
        "documents": reading.documents.iter().map(document).collect::<Vec<_>>(),
        "people": reading.people.iter().map(person).collect::<Vec<_>>(),
        "doubts": reading.doubts.iter().map(doubt).collect::<Vec<_>>(),
    })
}

fn fact(f: &Fact, id: usize) -> Value {
    json!({
        "id": format!("f{id}"), "span": span(f.span), "quote": f.quote, "number": span(f.number), "kind": kind(f.kind),
        "indicator": f.indicator, "indicator_id": f.indicator_id, "unit_of_measure": f.measure, "unit": f.unit,
        "period": f.period.as_ref().map(period), "value": value(f), "approx": approx(f.approx), "status": status(f.status),
        "compared_with": f.compared.as_ref().map(compared), "confidence": f.confidence,
    })
}

/// A range is written with a hyphen, as in `5-11`.
fn value(f: &Fact) -> String {
    f.value_to.map_or_else(|| number(f.value), |to| format!("{}-{}", number(f.value), number(to)))
}

fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

fn compared(c: &Compared) -> Value {
    json!({
        "kind": compare_kind(c.kind), "value": c.value.map(number), "stated_pct": c.stated_pct.map(number),
        "growth": !c.ratio, "recomputed_pct": c.recomputed_pct.map(number), "agrees": c.agrees, "span": span(c.span),
    })
}

fn task(t: &Task) -> Value {
    json!({ "span": span(t.span), "quote": t.quote, "lead": t.lead, "deadline": t.deadline.map(day), "place": t.place })
}

fn project(p: &Project) -> Value {
    json!({ "span": span(p.span), "name": p.name, "place": p.place, "phase": p.phase, "kind": p.kind })
}

fn document(d: &Document) -> Value {
    json!({
        "span": span(d.span), "type": d.kind, "number": (!d.number.is_empty()).then_some(&d.number),
        "date": d.date.map(day), "issuer": d.issuer, "title": d.title,
    })
}

fn person(p: &Person) -> Value {
    json!({ "span": span(p.span), "name": p.name, "post": p.post })
}

fn doubt(d: &Doubt) -> Value {
    let level = match d.level {
        Level::Doubt => "doubt",
        Level::Note => "note",
    };
    let spans: Vec<Value> = d.spans.iter().map(|s| span(*s)).collect();
    json!({ "code": d.code, "level": level, "spans": spans, "message": d.message, "arithmetic": d.arithmetic })
}

fn span((from, to): (usize, usize)) -> Value {
    json!([from, to])
}

fn period(p: &Period) -> Value {
    json!({ "from": day(p.from), "to": day(p.to), "label": p.label })
}

fn day(on: Date) -> String {
    on.to_string()
}

fn kind(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Quantity => "quantity",
        FactKind::Ordinal => "ordinal",
        FactKind::Span => "span",
    }
}

fn approx(approx: Approx) -> &'static str {
    match approx {
        Approx::Exact => "exact",
        Approx::Over => "over",
        Approx::Under => "under",
        Approx::About => "about",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Actual => "actual",
        Status::Estimate => "estimate",
        Status::Plan => "plan",
        Status::Target => "target",
    }
}

fn compare_kind(kind: CompareKind) -> &'static str {
    match kind {
        CompareKind::Plan => "plan",
        CompareKind::PreviousYear => "previous_year",
        CompareKind::SamePeriod => "same_period",
        CompareKind::Total => "total",
        CompareKind::Before => "before",
    }
}
