//! Defines an office's own indicator (khai báo chỉ tiêu); specialists may. It brings one row and one fact. A sum or a
//! difference over different scopes is refused: what is collected on the territory is never netted with what is spent.

use super::indicator::Source;
use super::judge;
use super::store::{indicators, write_row};
use super::words::{self, DIRECTIONS, FORMULAS, OVER_TIME, OVER_UNITS};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append, next_fact_no};
use pack::Indicator;
use pack::indicator::judge_formula;
use serde_json::{Value, json};

/// Defines the indicator. Faults carry the field of the form; refusals are `indicator-known` and those of
/// [`judge_formula`] (`scope-mismatch`, `measure-mismatch`, `unknown-indicator`).
pub fn define_indicator(ctx: &Ctx, tx: &mut Tx, rule: &Indicator) -> Result<(), Error> {
    ctx.permit(Act::DefineIndicator)?;
    let kept = indicators(tx, &ctx.book)?;
    if let Some(row) = kept.iter().find(|row| row.rule.code == rule.code) {
        return if describe(&row.rule) == describe(rule) { Ok(()) } else { refuse_known(&row.rule) };
    }
    let known: Vec<Indicator> = kept.into_iter().map(|row| row.rule).collect();
    if let Some(formula) = &rule.formula
        && let Err(refusal) = judge_formula(formula, &known)
    {
        return refuse(refusal.code, refusal.sentence);
    }
    let faults = judge::faults(rule, &known, &ctx.pack.measures);
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    write_row(tx, &ctx.book, rule, Source::Office, fact_no)?;
    append(tx, ctx, Kind::IndicatorDefined, &format!("indicator/{}", rule.code), describe(rule))?;
    Ok(())
}

fn refuse_known(known: &Indicator) -> Result<(), Error> {
    let sentence = format!(
        "Mã “{}” đã là chỉ tiêu “{}” với khai báo khác. Chọn mã khác cho chỉ tiêu mới; chỉ tiêu đã khai báo không sửa được vì số liệu đã dựa vào nó.",
        known.code, known.name
    );
    refuse("indicator-known", sentence)
}

/// What an office says of its own indicator: the payload of the fact, and what makes two definitions the same.
fn describe(rule: &Indicator) -> Value {
    let formula = rule.formula.as_ref().map(|f| json!({ "kind": words::key(FORMULAS, f.kind), "a": f.a, "b": f.b }));
    json!({
        "code": rule.code,
        "name": rule.name,
        "measure": rule.measure,
        "direction": words::key(DIRECTIONS, rule.direction),
        "over_units": words::key(OVER_UNITS, rule.over_units),
        "over_time": words::key(OVER_TIME, rule.over_time),
        "scope": rule.scope,
        "part_of": rule.part_of,
        "percent_cap": rule.percent_cap.map(|cap| cap.normalize().to_string()),
        "formula": formula,
    })
}
