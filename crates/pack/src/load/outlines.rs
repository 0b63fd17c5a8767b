//! Reads report outlines.

use std::collections::BTreeSet;

use super::entry::Entry;
use super::names::Kind;
use crate::outline::{ChartAxis, ChartShape, Column, Outline, Part, Rows, Scale, Section, Template};

/// A whole outline file.
pub(super) fn outline(entry: &Entry<'_>) -> Option<Outline> {
    let id = entry.code("id");
    let name = entry.words("name");
    let title = template(entry, "title");
    let kind = entry.text("kind");
    let basis = entry.words("basis");
    let sections = entry.each("section", section);
    if sections.is_empty() {
        entry.source.fault(entry.at, "đề cương chưa có mục nào", "thêm ít nhất một [[section]]");
    }
    unique_keys(entry, &sections);
    let (kind, at) = kind?;
    entry.source.refer(Kind::Document, &kind, at);
    let (id, at) = id?;
    entry.source.define(Kind::Outline, &id, at);
    Some(Outline { id, name, title: title?, kind, basis, sections })
}

/// Keys of sections and of narratives are how written text finds its place.
fn unique_keys(entry: &Entry<'_>, sections: &[Section]) {
    let mut seen = BTreeSet::new();
    let narratives = sections.iter().flat_map(|section| &section.parts).filter_map(|part| match part {
        Part::Narrative { key, .. } => Some(("phần viết", key)),
        _ => None,
    });
    for key in sections.iter().map(|section| ("mục", &section.key)).chain(narratives) {
        if !seen.insert(key) {
            let what = format!("{} `{}` có hai lần trong một đề cương", key.0, key.1);
            entry.source.fault(entry.at, what, "đặt khóa khác cho một trong hai");
        }
    }
}

fn section(entry: &Entry<'_>) -> Option<Section> {
    let key = entry.code("key");
    let heading = entry.words("heading");
    let level = entry.integer("level", 1, 4).unwrap_or(1);
    let public = entry.flag("public");
    let parts = entry.each("part", part);
    Some(Section { key: key?.0, heading, level: u8::try_from(level).ok()?, public, parts })
}

#[derive(Clone, Copy)]
enum PartKind {
    Sentence,
    Table,
    Chart,
    Risks,
    NextTasks,
    PastTasks,
    Narrative,
}

fn part(entry: &Entry<'_>) -> Option<Part> {
    let kind = entry.choice(
        "kind",
        &[
            ("sentence", PartKind::Sentence),
            ("table", PartKind::Table),
            ("chart", PartKind::Chart),
            ("risks", PartKind::Risks),
            ("next-tasks", PartKind::NextTasks),
            ("past-tasks", PartKind::PastTasks),
            ("narrative", PartKind::Narrative),
        ],
    );
    let Some(kind) = kind else {
        entry.leave();
        return None;
    };
    match kind {
        PartKind::Sentence => sentence(entry),
        PartKind::Table => table(entry),
        PartKind::Chart => chart(entry),
        PartKind::Risks => Some(Part::Risks),
        PartKind::NextTasks => Some(Part::NextTasks),
        PartKind::PastTasks => Some(Part::PastTasks),
        PartKind::Narrative => {
            let key = entry.code("key");
            let prompt = entry.words("prompt");
            Some(Part::Narrative { key: key?.0, prompt })
        }
    }
}

fn sentence(entry: &Entry<'_>) -> Option<Part> {
    let text = template(entry, "text");
    let mut needs: BTreeSet<String> = text.iter().flat_map(Template::needs).collect();
    needs.extend(indicators(entry, "needs"));
    Some(Part::Sentence { text: text?, needs: needs.into_iter().collect() })
}

fn table(entry: &Entry<'_>) -> Option<Part> {
    let caption = entry.words("caption");
    let listed = indicators(entry, "rows");
    let units_of = indicator(entry, "units_of");
    let columns: Vec<Column> = entry.list("columns").iter().filter_map(|(text, at)| column(entry, text, *at)).collect();
    if columns.is_empty() {
        entry.source.fault(entry.at, "bảng chưa có cột nào", "thêm `columns = [\"value\", …]`");
    }
    let rows = match (listed.is_empty(), units_of) {
        (false, None) => Rows::Indicators(listed),
        (true, Some(code)) => Rows::UnitsOf(code),
        _ => {
            let instead = "viết `rows = [\"mã-chỉ-tiêu\", …]` hoặc `units_of = \"mã-chỉ-tiêu\"`, không viết cả hai";
            entry.source.fault(entry.at, "bảng phải có đúng một loại dòng", instead);
            return None;
        }
    };
    Some(Part::Table { caption, rows, columns })
}

fn column(entry: &Entry<'_>, text: &str, at: usize) -> Option<Column> {
    let column = Column::parse(text);
    match &column {
        None => {
            let instead = "viết một trong: value, measure, baseline:<cấp giao>, percent:<cấp giao>, same_period, \
                           previous_year, growth, pace_gap, required, status, cutoff";
            entry.source.fault(at, format!("không có cột “{text}”"), instead);
        }
        Some(column) => {
            if let Some(assigner) = column.assigner() {
                entry.source.refer(Kind::Assigner, assigner, at);
            }
        }
    }
    column
}

fn chart(entry: &Entry<'_>) -> Option<Part> {
    let caption = entry.words("caption");
    let shape = entry.choice("shape", &[("bars", ChartShape::Bars), ("lines", ChartShape::Lines)]);
    let shown = entry.text("indicator");
    let of = entry.choice(
        "of",
        &[("units", ChartAxis::Units), ("months", ChartAxis::Months), ("baselines", ChartAxis::Baselines)],
    );
    let (code, at) = shown?;
    entry.source.refer(Kind::Indicator, &code, at);
    Some(Part::Chart { caption, shape: shape?, indicator: code, of: of? })
}

fn indicators(entry: &Entry<'_>, key: &'static str) -> Vec<String> {
    let mut codes = Vec::new();
    for (code, at) in entry.list(key) {
        entry.source.refer(Kind::Indicator, &code, at);
        codes.push(code);
    }
    codes
}

fn indicator(entry: &Entry<'_>, key: &'static str) -> Option<String> {
    let (code, at) = entry.opt_text(key)?;
    entry.source.refer(Kind::Indicator, &code, at);
    Some(code)
}

/// A sentence; its mistakes and the codes it names are placed where they stand in the file.
fn template(entry: &Entry<'_>, key: &'static str) -> Option<Template> {
    let (text, start) = entry.text(key)?;
    let template = match Template::parse(&text) {
        Ok(template) => template,
        Err(faults) => {
            for fault in faults {
                let at = placed(entry, start, &text[fault.offset..]);
                entry.source.fault(at, fault.what, fault.instead);
            }
            return None;
        }
    };
    for (code, field, scale) in template.figures() {
        let at = placed(entry, start, &format!("{{{code}."));
        entry.source.refer(Kind::Indicator, code, at);
        if scale.is_some_and(Scale::is_money) {
            entry.source.refer(Kind::Money, code, at);
        }
        if let Some(assigner) = field.assigner() {
            entry.source.refer(Kind::Assigner, assigner, placed(entry, at, &format!(".{assigner}")));
        }
    }
    Some(template)
}

/// Where a piece of a sentence stands in the file. Escapes make the written
/// form differ from the read one, so its first line is looked for; a piece that
/// is not found is placed at the start of the sentence.
fn placed(entry: &Entry<'_>, start: usize, piece: &str) -> usize {
    let first_line = piece.lines().next().unwrap_or("");
    let wanted: String = first_line.chars().take(40).collect();
    let after = entry.source.text.get(start..).unwrap_or("");
    after.find(&wanted).map_or(start, |at| start + at)
}
