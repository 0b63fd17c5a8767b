//! Sets a target (giao chỉ tiêu, dự toán) as a superior body gave it; specialists may. It brings one row and one fact.
//! Another value for the same line needs a document that adjusts the first one; the earlier value then ends and stays
//! readable.

use super::judge;
use super::store::{Horizon, Target, end_row, history, write_row};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::{root, unit_on};
use crate::document::{Document, document};
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use crate::plan::catalogue::{IndicatorRow, known_indicator, measure_of};
use crate::plan::quantity;
use crate::plan::year::year_span;
use jiff::civil::Date;
use pack::measure::Measure;
use serde_json::{Value, json};

/// A target to be set.
#[derive(Clone, Debug)]
pub struct NewTarget {
    /// Code of the indicator.
    pub indicator: String,
    /// `None`: the unit that keeps the book.
    pub unit: Option<i64>,
    /// Code of the assigner in the pack.
    pub assigner: String,
    pub horizon: Horizon,
    pub starts_on: Date,
    pub ends_on: Date,
    /// The value as officials write it: "6.191 tỷ đồng", "trên 99 %".
    pub typed: String,
    /// Number of the registered document that gives it.
    pub basis: Option<i64>,
}

/// Sets the target and answers its number. Faults carry the field of the form; refused with `target-known` when the line
/// has another value and the document does not adjust it.
pub fn set_target(ctx: &Ctx, tx: &mut Tx, new: &NewTarget) -> Result<i64, Error> {
    ctx.permit(Act::SetTarget)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let written = write(ctx, tx, new, fact_no)?;
    if let Some(payload) = written.payload {
        append(tx, ctx, Kind::TargetSet, &format!("target/{}", written.no), payload)?;
    }
    Ok(written.no)
}

/// What the office itself gives to a unit comes from a signed decision, never from a form or a file.
fn refuse_own_share(ctx: &Ctx, tx: &mut Tx, target: &Target) -> Result<(), Error> {
    if target.assigner.starts_with("ubnd-") && root(tx, &ctx.book)?.no != target.unit {
        return refuse(
            "own-share",
            "Phần cơ quan giao cho đơn vị trực thuộc do quyết định giao chỉ tiêu sinh ra. Lập dự thảo ở mục Giao chỉ tiêu và trình ký.",
        );
    }
    Ok(())
}

/// Sets many targets with one fact (a spreadsheet); answers their numbers in the same order. All faults come at once, each
/// placed at `ROW.FIELD` with the row counted from 0; a refusal stands as a fault of its field.
pub fn set_targets(ctx: &Ctx, tx: &mut Tx, news: &[NewTarget]) -> Result<Vec<i64>, Error> {
    ctx.permit(Act::SetTarget)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let (mut numbers, mut payloads, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for (row, new) in news.iter().enumerate() {
        match write(ctx, tx, new, fact_no) {
            Ok(written) => {
                numbers.push(written.no);
                payloads.extend(written.payload);
            }
            Err(Error::Faults(found)) => {
                faults.extend(found.into_iter().map(|f| Fault::new(format!("{row}.{}", f.place), f.sentence)))
            }
            Err(Error::Refusal(refusal)) => {
                let field = match refusal.code {
                    "unknown-indicator" => "indicator",
                    "own-share" => "assigner",
                    _ => "value",
                };
                faults.push(Fault::new(format!("{row}.{field}"), refusal.sentence));
            }
            Err(failure) => return Err(failure),
        }
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    if !payloads.is_empty() {
        append(tx, ctx, Kind::TargetsImported, &format!("targets/{fact_no}"), json!({ "targets": payloads }))?;
    }
    Ok(numbers)
}

/// A target that stands now; without payload it stood already.
struct Written {
    no: i64,
    payload: Option<Value>,
}

fn write(ctx: &Ctx, tx: &mut Tx, new: &NewTarget, fact_no: i64) -> Result<Written, Error> {
    let row = known_indicator(ctx, tx, &new.indicator)?;
    let measure = measure_of(ctx, &row.rule)?;
    let basis = basis_of(ctx, tx, new)?;
    let target = Target { fact_no, ..judged(ctx, tx, new, &row, measure, basis.as_ref())? };
    let current = history(tx, &ctx.book, &target)?.into_iter().rfind(|earlier| earlier.ended_fact_no.is_none());
    let stands = |c: &&Target| (c.value, c.bound, c.ends_on) == (target.value, target.bound, target.ends_on);
    if let Some(current) = current.as_ref().filter(stands) {
        return Ok(Written { no: current.no, payload: None });
    }
    refuse_own_share(ctx, tx, &target)?;
    if let Some(current) = &current {
        require_adjustment(ctx, tx, measure, current, basis.as_ref())?;
        end_row(tx, &ctx.book, current.no, fact_no)?;
    }
    let no = write_row(tx, &ctx.book, &target)?;
    Ok(Written { no, payload: Some(payload(no, &target, current.map(|earlier| earlier.no))) })
}

/// The document that gives the target; `None` when none was chosen or the number is not in the register.
fn basis_of(ctx: &Ctx, tx: &mut Tx, new: &NewTarget) -> Result<Option<Document>, Error> {
    let Some(no) = new.basis else { return Ok(None) };
    match document(tx, &ctx.book, no) {
        Ok(document) => Ok(Some(document)),
        Err(Error::Refusal(refusal)) if refusal.code == "not-found" => Ok(None),
        Err(error) => Err(error),
    }
}

/// The target with everything read and found, or all faults at once. Its number and fact are given later.
fn judged(
    ctx: &Ctx,
    tx: &mut Tx,
    new: &NewTarget,
    row: &IndicatorRow,
    measure: &Measure,
    basis: Option<&Document>,
) -> Result<Target, Error> {
    let mut faults: Vec<Fault> = Vec::new();
    faults.extend(span_fault(new, row));
    if ctx.pack.assigner(&new.assigner).is_none() {
        faults.push(Fault::new(
            "assigner",
            format!("Không có cấp giao “{}”. Chọn cấp giao trong danh sách.", new.assigner),
        ));
    }
    let unit = match new.unit {
        Some(no) => no,
        None => root(tx, &ctx.book)?.no,
    };
    if unit_on(tx, &ctx.book, unit, new.ends_on)?.is_none() && unit_on(tx, &ctx.book, unit, new.starts_on)?.is_none() {
        faults.push(Fault::new(
            "unit",
            "Đơn vị này không tồn tại trong thời gian được giao. Chọn đơn vị khác, hoặc sửa năm.",
        ));
    }
    let typed = quantity::read(measure, &new.typed).map_err(|sentence| faults.push(Fault::new("value", sentence))).ok();
    if let Some(sentence) = typed.as_ref().and_then(|typed| judge::value_fault(&row.rule, measure, typed)) {
        faults.push(Fault::new("value", sentence));
    }
    if basis.is_none() {
        let sentence =
            "Chưa có văn bản căn cứ. Đăng ký văn bản giao chỉ tiêu ở mục Văn bản trước, rồi chọn văn bản đó ở đây.";
        faults.push(Fault::new("basis", sentence));
    }
    match (typed, basis) {
        (Some(typed), Some(basis)) if faults.is_empty() => Ok(Target {
            no: 0,
            indicator: row.rule.code.clone(),
            unit,
            assigner: new.assigner.clone(),
            horizon: new.horizon,
            starts_on: new.starts_on,
            ends_on: new.ends_on,
            bound: typed.bound,
            value: typed.value,
            typed: new.typed.trim().to_owned(),
            basis: basis.no,
            allocation: None,
            fact_no: 0,
            ended_fact_no: None,
        }),
        _ => Err(Error::Faults(faults)),
    }
}

fn span_fault(new: &NewTarget, row: &IndicatorRow) -> Option<Fault> {
    if new.ends_on < new.starts_on {
        return Some(Fault::new(
            "ends_on",
            "Ngày kết thúc đứng trước ngày bắt đầu. Ghi ngày kết thúc sau ngày bắt đầu.",
        ));
    }
    if new.horizon == Horizon::Year && year_span(new.starts_on.year()) != Some((new.starts_on, new.ends_on)) {
        return Some(Fault::new(
            "year",
            "Chỉ tiêu năm phải tròn một năm, từ 1/1 đến 31/12. Ghi năm, hoặc chọn nhiệm kỳ.",
        ));
    }
    let rule = &row.rule;
    let used =
        rule.since.is_none_or(|since| since <= new.ends_on) && rule.until.is_none_or(|until| new.starts_on <= until);
    (!used).then(|| {
        Fault::new(
            "indicator",
            format!(
                "Chỉ tiêu “{}” không áp dụng trong thời gian này. Chọn chỉ tiêu đang áp dụng, hoặc sửa năm.",
                rule.name
            ),
        )
    })
}

/// Refuses another value for the same line unless the document adjusts the one that gave the first value.
fn require_adjustment(
    ctx: &Ctx,
    tx: &mut Tx,
    measure: &Measure,
    current: &Target,
    basis: Option<&Document>,
) -> Result<(), Error> {
    let shown = quantity::write_bound(measure, current.bound, current.value);
    if current.allocation.is_some() {
        let sentence = format!(
            "{shown} đã giao bằng quyết định ký ở mục Giao chỉ tiêu. Muốn đổi, lập quyết định điều chỉnh từ quyết định đó."
        );
        return refuse("target-known", sentence);
    }
    let old = document(tx, &ctx.book, current.basis)?;
    if let Some(new) = basis {
        let sql = "select document from document_link where book = $1 and document = $2 and basis = $3";
        let rests_on_old = tx.row(sql, params![&ctx.book, new.no, old.no])?.is_some();
        if judge::adjusts(&old, new, rests_on_old) {
            return Ok(());
        }
    }
    let assigner =
        ctx.pack.assigner(&current.assigner).map_or(current.assigner.as_str(), |assigner| assigner.label.as_str());
    refuse(
        "target-known",
        format!(
            "{assigner} {}: đã có {shown} theo văn bản {}. Nếu được điều chỉnh, đăng ký văn bản điều chỉnh (ghi căn cứ vào văn bản đó) rồi chọn làm căn cứ.",
            current.span(),
            old.name()
        ),
    )
}

fn payload(no: i64, target: &Target, replaces: Option<i64>) -> Value {
    json!({
        "no": no,
        "indicator": target.indicator,
        "unit": target.unit,
        "assigner": target.assigner,
        "horizon": target.horizon.key(),
        "starts_on": target.starts_on.to_string(),
        "ends_on": target.ends_on.to_string(),
        "bound": target.bound.code(),
        "value": target.value.normalize().to_string(),
        "typed": target.typed,
        "basis": target.basis,
        "replaces": replaces,
    })
}
