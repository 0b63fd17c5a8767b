//! Assembles a report: gathers the lines of its period, judges them, and writes the outline's sections with every number
//! computed.
//!
//! Figures, claims, targets, road-maps and risks are read as of a journal position. Units, names of officers, the catalogue
//! and the packs are read as they are now, and so are the words of the drafter: assembling an old position again may give
//! another text. What holds of a signed report is its frozen text, never a second assembling.

use super::compose::{Composer, Registers};
use super::frozen::FrozenSection;
use super::store::Report;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory;
use crate::error::{Error, refuse};
use crate::figure;
use crate::indicator::{Asked, Explanation, Lines, Period, gather, judge, year_of};
use pack::Outline;
use pack::check::Finding;
use press::{Document, Masthead, Signature};
use std::collections::BTreeMap;

/// A report as its outline and the records of its position make it.
pub struct Assembled {
    pub document: Document,
    pub sections: Vec<FrozenSection>,
    pub explanations: BTreeMap<String, Explanation>,
    pub findings: Vec<Finding>,
    pub lines: Lines,
}

/// Assembles as of a journal position; `i64::MAX` is "everything recorded so far".
pub fn assemble(ctx: &Ctx, tx: &mut Tx, report: &Report, position: i64) -> Result<Assembled, Error> {
    let period = figure::period(tx, &ctx.book, report.period)?;
    let asked = Asked { starts_on: period.starts_on, cutoff_on: period.cutoff_on, position };
    let lines = gather(ctx, tx, asked)?;
    let Some(outline) = outline_of(ctx, report) else {
        return refuse(
            "unknown-outline",
            format!("Đề cương “{}” không còn trong gói. Lập báo cáo mới theo đề cương khác.", report.outline),
        );
    };
    let judged = Period {
        label: report.label.clone(),
        starts_on: period.starts_on,
        ends_on: period.ends_on,
        cutoff_on: period.cutoff_on,
    };
    let findings = judge(&judged, &lines);
    let unit = directory::root(tx, &ctx.book)?;
    let registers = Registers {
        risks: super::compose::risks(tx, &ctx.book, position, year_of(period.cutoff_on))?,
        past_tasks: super::compose::past_tasks(tx, &ctx.book, report.no, period.cutoff_on)?,
    };
    let mut composer = Composer::new(ctx, report, &judged, &lines, &findings, &unit.name);
    let (body, sections) = composer.sections(outline, &registers);
    let document = Document {
        masthead: masthead(report, &unit.name, judged.cutoff_on.year()),
        kind: kind_name(ctx, &outline.kind),
        title: composer.plain(&outline.title),
        addressee: report.texts.addressee.clone(),
        bases: Vec::new(),
        body,
        recipients: report.texts.recipients.clone(),
        signature: Signature {
            authority: "TM. ỦY BAN NHÂN DÂN".into(),
            post: "CHỦ TỊCH".into(),
            ..Signature::default()
        },
        draft: !report.signed,
        annexes: Vec::new(),
        trace: None,
    };
    let explanations = composer.explanations;
    Ok(Assembled { document, sections, explanations, findings, lines })
}

/// The outline a report was drafted from; `None` when the packs no longer have it.
pub fn outline_of<'a>(ctx: &'a Ctx, report: &Report) -> Option<&'a Outline> {
    ctx.pack.outlines.iter().find(|outline| outline.id == report.outline)
}

fn kind_name(ctx: &Ctx, code: &str) -> String {
    let kind = ctx.pack.document_kinds.iter().find(|kind| kind.code == code);
    kind.map_or_else(|| code.to_owned(), |kind| kind.name.to_uppercase())
}

/// The head of the document; number and day stay open until it is signed (Nghị định 30/2020/NĐ-CP, Phụ lục I).
fn masthead(report: &Report, unit: &str, year: i16) -> Masthead {
    let place = if report.texts.place.is_empty() { directory::place_of(unit) } else { report.texts.place.clone() };
    Masthead {
        superior: String::new(),
        issuer: format!("ỦY BAN NHÂN DÂN {}", unit.to_uppercase()),
        symbol: "Số: …/BC-UBND".into(),
        place,
        issued_on: None,
        year,
    }
}
