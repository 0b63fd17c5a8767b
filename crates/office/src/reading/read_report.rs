//! Reads a report into the office (đọc báo cáo): its text is kept for ever, and every figure that it states is proposed.

use super::catalogue::office_catalogue;
use super::json::json;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::units_on;
use crate::error::{Error, Fault};
use crate::journal::{Kind, append, hex, next_fact_no};
use crate::params;
use jiff::civil::Date;
use reader::{Asked, CompareKind, Compared, Fact, FactKind, Reading, Status, Text};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

/// The most characters of one report.
const LONGEST: usize = 400_000;

/// A report to be read.
#[derive(Clone, Debug, Default)]
pub struct NewReading {
    /// Of the file; empty for pasted text.
    pub name: String,
    /// What stands in it.
    pub text: String,
    /// The day of the report, when its text does not say it.
    pub day: Option<Date>,
}

/// Reads a report and answers its number.
///
/// # Errors
/// Faults of `text`: too long, no Vietnamese.
pub fn read_report(ctx: &Ctx, tx: &mut Tx, new: &NewReading) -> Result<i64, Error> {
    ctx.permit(Act::ReadReport)?;
    let text = Text::new(&new.text);
    judge(&text)?;
    let on = new.day.or_else(|| reader::report_day(&text)).unwrap_or(ctx.today());
    let units = units_on(tx, &ctx.book, on)?;
    let names: Vec<String> = units.iter().map(|unit| unit.name.clone()).collect();
    let known = office_catalogue(ctx, tx)?;
    let asked = Asked { date: new.day, unit: None, units: &names, catalogue: Some(&known) };
    let reading = reader::read(&text, &asked);
    let unit = units
        .iter()
        .find(|unit| viet::fold::fold(&unit.name) == viet::fold::fold(&reading.head.unit))
        .map(|unit| unit.no);
    let no = tx.next_no("reading", &ctx.book)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    tx.exec(
        "insert into reading (book, no, name, title, day, unit, text, found, read_by, read_at, fact_no) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            &ctx.book,
            no,
            &new.name,
            &reading.head.title,
            reading.head.date,
            unit,
            text.source(),
            found(&reading),
            ctx.actor.officer,
            ctx.now,
            fact_no
        ],
    )?;
    let facts = proposed(&text, &reading.facts);
    for ((fact, claims), at) in facts.iter().zip(1_i64..) {
        propose(ctx, tx, (no, at), &text, (fact, claims))?;
    }
    let payload = serde_json::json!({ "title": reading.head.title, "proposed": facts.len(), "digest": hex(&Sha256::digest(text.source())) });
    append(tx, ctx, Kind::ReportRead, &format!("reading/{no}"), payload)?;
    Ok(no)
}

fn judge(text: &Text) -> Result<(), Error> {
    let wrong = |sentence: String| Err(Error::Faults(vec![Fault::new("text", sentence)]));
    if text.source().trim().is_empty() {
        return wrong("Chưa có nội dung. Chọn tệp báo cáo, hoặc dán nội dung vào ô.".into());
    }
    if text.len() > LONGEST {
        return wrong(format!(
            "Báo cáo dài hơn {} ký tự. Tách thành nhiều phần rồi đọc từng phần.",
            viet::number::write(LONGEST.into())
        ));
    }
    if !reader::input::is_vietnamese(text.source()) {
        return wrong("Không phải báo cáo tiếng Việt: gần như không có chữ mang dấu. Chọn tệp khác.".into());
    }
    Ok(())
}

/// Everything but the figures, which have rows of their own.
fn found(reading: &Reading) -> String {
    let mut all = json(reading);
    if let Some(all) = all.as_object_mut() {
        all.remove("facts");
    }
    all.to_string()
}

/// Each figure once, with all that the report states beside it: a number with a share of the plan and with a growth is two
/// facts and one figure.
fn proposed<'a>(text: &Text, facts: &'a [Fact]) -> Vec<(&'a Fact, Claims)> {
    let mut all: Vec<(&Fact, Claims)> = Vec::new();
    for fact in facts.iter().filter(|fact| fact.kind == FactKind::Quantity) {
        let claims = claims(text, fact);
        match all.last_mut() {
            Some((last, known)) if last.number == fact.number && known.leaves_room(&claims) => known.add(claims),
            _ => all.push((fact, claims)),
        }
    }
    all
}

fn propose(
    ctx: &Ctx,
    tx: &mut Tx,
    (reading, no): (i64, i64),
    text: &Text,
    (fact, claims): (&Fact, &Claims),
) -> Result<(), Error> {
    let place = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
    let status = match fact.status {
        Status::Actual => crate::figure::Status::Actual.key(),
        Status::Estimate => crate::figure::Status::Expected.key(),
        Status::Plan | Status::Target => "",
    };
    tx.exec(
        include_str!("sql/insert_proposal.sql"),
        params![
            &ctx.book,
            reading,
            no,
            place(fact.span.0),
            place(fact.span.1),
            place(fact.number.0),
            place(fact.number.1),
            &fact.indicator,
            fact.indicator_id.clone().unwrap_or_default(),
            &fact.measure,
            text.quote(fact.number.0, fact.number.1),
            &fact.unit,
            fact.period.as_ref().map(|p| p.from),
            fact.period.as_ref().map(|p| p.to),
            status,
            &claims.share,
            &claims.growth,
            claims.base,
            i64::from(fact.confidence),
        ],
    )?;
    Ok(())
}

/// What the report states beside the figure, as a form of figures takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Claims {
    /// Share of the plan.
    share: String,
    growth: String,
    /// Since when it grew.
    base: &'static str,
}

impl Claims {
    fn leaves_room(&self, more: &Claims) -> bool {
        let free = |mine: &str, other: &str| mine.is_empty() || other.is_empty() || mine == other;
        free(&self.share, &more.share) && free(&self.growth, &more.growth) && free(self.base, more.base)
    }

    fn add(&mut self, more: Claims) {
        if self.share.is_empty() {
            self.share = more.share;
        }
        if self.growth.is_empty() {
            (self.growth, self.base) = (more.growth, more.base);
        }
    }
}

fn claims(text: &Text, fact: &Fact) -> Claims {
    let Some(compared) = &fact.compared else { return Claims::default() };
    let written = text.quote(compared.span.0, compared.span.1).to_owned();
    let falls = compared.stated_pct.is_some_and(|pct| pct.is_sign_negative());
    let growth = if falls { format!("giảm {written}") } else { format!("tăng {written}") };
    match (compared.kind, compared.ratio) {
        (CompareKind::Plan, true) if compared.stated_pct.is_some() => Claims { share: written, ..Claims::default() },
        // `vượt 4,7 % dự toán` is 104,7 % of it.
        (CompareKind::Plan, false) => Claims { share: over_plan(compared), ..Claims::default() },
        (CompareKind::SamePeriod, false) => Claims { growth, base: "same-period", ..Claims::default() },
        (CompareKind::PreviousYear, false) => Claims { growth, base: "previous-year", ..Claims::default() },
        _ => Claims::default(),
    }
}

fn over_plan(compared: &Compared) -> String {
    let share = compared.stated_pct.and_then(|pct| pct.checked_add(Decimal::ONE_HUNDRED));
    share.map_or(String::new(), |share| format!("{} %", viet::number::write(share)))
}
