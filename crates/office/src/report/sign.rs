//! Signs a report (ký báo cáo); only the head may. The state is frozen with its hash and its position in the journal, the
//! document gets its number, and nothing of it changes any more.

use super::assemble::{Assembled, assemble};
use super::compose::lower_rank;
use super::explained::explained;
use super::frozen::{Frozen, FrozenFinding};
use super::store::{Report, report};
use crate::ctx::Ctx;
use crate::db::{Tx, instant_text};
use crate::directory::{self, permit::Act};
use crate::document::{NewDocument, Series, free_symbol, write_row};
use crate::error::{Error, refuse};
use crate::journal::{Kind, append, next_fact_no, sha256};
use crate::params;
use pack::check::{Finding, Severity};
use serde_json::json;

/// The kind of document a report is registered as (Nghị định 30/2020/NĐ-CP, Phụ lục III).
const REPORT: &str = "BC";

/// Signs what the records give now, without a page that was looked at before: for scripts and interfaces.
pub fn sign(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<(), Error> {
    sign_seen(ctx, tx, no, None)
}

/// Signs; refused when it is signed already, when a stopping check stands without a written explanation, or when the draft
/// is no longer what was `seen` (the digest that its page carried).
pub fn sign_seen(ctx: &Ctx, tx: &mut Tx, no: i64, seen: Option<&str>) -> Result<(), Error> {
    ctx.permit(Act::SignReport)?;
    let report = report(tx, &ctx.book, no)?;
    if let Some(at) = report.signed_at {
        let when = viet::day::write_instant(at);
        return refuse(
            "already-signed",
            format!(
                "Báo cáo đã được {} ký lúc {when}. Không ký lần thứ hai; mở báo cáo để xem.",
                report.signed_by_name
            ),
        );
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    if let Some(seen) = seen {
        refuse_unseen(ctx, tx, &report, fact_no - 1, seen)?;
    }
    let report = Report { signed: true, ..report };
    let mut assembled = assemble(ctx, tx, &report, fact_no - 1)?;
    refuse_unexplained(&report, &assembled.findings)?;
    let (document, symbol) = register(ctx, tx, &assembled.document.title, fact_no)?;
    complete(ctx, &mut assembled, &symbol);
    let frozen = freeze(ctx, &report, assembled, fact_no - 1);
    let text = serde_json::to_string(&frozen)?;
    let hash = sha256(&text);
    write(ctx, tx, &frozen, &Signed { no, document, fact_no, text: &text, hash: &hash })?;
    let payload = json!({ "symbol": symbol, "hash": hash, "position": fact_no - 1 });
    append(tx, ctx, Kind::ReportSigned, &format!("report/{no}"), payload)?;
    Ok(())
}

/// The digest of what the page of a draft shows and a signature freezes: document, findings, explanations.
pub fn digest(report: &Report, assembled: &Assembled) -> Result<String, Error> {
    let shown = (&assembled.document, &assembled.findings, &report.texts.explained);
    Ok(sha256(&serde_json::to_string(&shown)?))
}

/// The head signs what stood before him, not what came in meanwhile.
fn refuse_unseen(ctx: &Ctx, tx: &mut Tx, report: &Report, position: i64, seen: &str) -> Result<(), Error> {
    let assembled = assemble(ctx, tx, report, position)?;
    if digest(report, &assembled)? == seen {
        return Ok(());
    }
    refuse(
        "draft-changed",
        "Dự thảo đã thay đổi từ lúc mở trang (số liệu hoặc nội dung mới). Xem lại bản mới ngay dưới đây rồi ký.",
    )
}

/// A stopping check needs a correction or a written explanation before the head can sign.
fn refuse_unexplained(report: &Report, findings: &[Finding]) -> Result<(), Error> {
    let is_open = |f: &&Finding| f.severity == Severity::Stop && explained(&report.texts, f).is_none();
    let open: Vec<&Finding> = findings.iter().filter(is_open).collect();
    let Some(first) = open.first() else { return Ok(()) };
    let others = if open.len() > 1 { format!(" (và {} điều khác)", open.len() - 1) } else { String::new() };
    refuse(
        "checks-failed",
        format!(
            "Chưa ký được: {} {}{others} Sửa số liệu, hoặc ghi giải trình trong dự thảo.",
            first.sentence, first.remedy
        ),
    )
}

/// Takes the next free number and registers the report; its number in the register, and its symbol.
fn register(ctx: &Ctx, tx: &mut Tx, title: &str, fact_no: i64) -> Result<(i64, String), Error> {
    let issuer = format!("UBND {}", lower_rank(&directory::root(tx, &ctx.book)?.name));
    let series = Series { year: ctx.today().year(), kind: REPORT, issuer: &issuer, suffix: "BC-UBND" };
    let symbol = free_symbol(ctx, tx, &series)?;
    let known = ctx.pack.document_kinds.iter().find(|kind| kind.abbreviation.as_deref() == Some(REPORT));
    let new = NewDocument {
        kind: known.map_or_else(|| REPORT.to_owned(), |kind| kind.code.clone()),
        symbol: symbol.clone(),
        issued_on: Some(ctx.today()),
        issuer,
        subject: title.to_owned(),
        own: true,
        bases: Vec::new(),
        details: crate::document::Details::default(),
    };
    Ok((write_row(ctx, tx, &new, fact_no)?, symbol))
}

fn complete(ctx: &Ctx, assembled: &mut Assembled, symbol: &str) {
    let document = &mut assembled.document;
    document.masthead.symbol = format!("Số: {symbol}");
    document.masthead.issued_on = Some(ctx.today());
    document.masthead.year = ctx.today().year();
    document.signature.name.clone_from(&ctx.actor.name);
    document.signature.signed_at = Some(viet::day::write_instant(ctx.now));
}

fn freeze(ctx: &Ctx, report: &Report, assembled: Assembled, position: i64) -> Frozen {
    let finding = |finding: &Finding| FrozenFinding {
        code: finding.code.to_owned(),
        sentence: finding.sentence.clone(),
        explained: explained(&report.texts, finding).unwrap_or_default().to_owned(),
    };
    Frozen {
        findings: assembled.findings.iter().map(finding).collect(),
        document: assembled.document,
        sections: assembled.sections,
        explanations: assembled.explanations,
        position,
        signed_by: ctx.actor.name.clone(),
        signed_at: instant_text(ctx.now),
        pack: ctx.pack.stamp(),
    }
}

struct Signed<'a> {
    no: i64,
    document: i64,
    fact_no: i64,
    text: &'a str,
    hash: &'a str,
}

fn write(ctx: &Ctx, tx: &mut Tx, frozen: &Frozen, signed: &Signed) -> Result<(), Error> {
    let touched = tx.exec(
        "update report set state = 'signed', document = $3, signed_by = $4, signed_at = $5, position = $6, signed_fact_no = $7, \
         frozen = $8, hash = $9 where book = $1 and no = $2 and state = 'draft'",
        params![&ctx.book, signed.no, signed.document, ctx.actor.officer, ctx.now, frozen.position, signed.fact_no, signed.text, signed.hash],
    )?;
    if touched != 1 {
        return refuse("already-signed", "Báo cáo vừa được ký ở nơi khác. Mở lại báo cáo để xem.");
    }
    for (code, explanation) in &frozen.explanations {
        tx.exec(
            "insert into report_figure (book, report, code, formula, printed, value) values ($1, $2, $3, $4, $5, $6)",
            params![&ctx.book, signed.no, code, &explanation.formula, &explanation.printed, &explanation.value],
        )?;
    }
    Ok(())
}
