//! Opens a reporting period (mở kỳ báo cáo); specialists may. Its days are read from its label.

use super::period_days::{TypedDays, days_of};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, refuse};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::civil::Date;
use serde_json::json;

/// A period to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPeriod {
    /// As it is written: `4 tháng đầu năm 2017`.
    pub label: String,
    /// Blank days follow from the label.
    pub days: TypedDays,
    /// Code of a report-period rule of the pack; `None`: by the calendar.
    pub rule: Option<String>,
}

impl NewPeriod {
    /// A period by its label, cut off on a day (`None`: on the day the label ends).
    pub fn labelled(label: &str, cutoff_on: Option<Date>) -> NewPeriod {
        NewPeriod { label: label.to_owned(), days: TypedDays { cutoff_on, ..TypedDays::default() }, rule: None }
    }
}

/// Opens the period and answers its number. The same label with the same cut-off is refused with `period-known`.
pub fn open_period(ctx: &Ctx, tx: &mut Tx, new: &NewPeriod) -> Result<i64, Error> {
    ctx.permit(Act::OpenPeriod)?;
    let label = new.label.split_whitespace().collect::<Vec<_>>().join(" ");
    let rule = match &new.rule {
        Some(code) => Some(ctx.pack.period_rule(code).ok_or_else(unknown_rule)?),
        None => None,
    };
    let days = days_of(&label, new.days, rule).map_err(Error::Faults)?;
    refuse_twice(ctx, tx, &label, days.cutoff_on)?;
    let (no, fact_no) = (tx.next_no("period", &ctx.book)?, next_fact_no(tx, &ctx.book)?);
    tx.exec(
        "insert into period (book, no, label, starts_on, ends_on, cutoff_on, state, fact_no, closed_fact_no) \
         values ($1, $2, $3, $4, $5, $6, 'open', $7, null)",
        params![&ctx.book, no, &label, days.starts_on, days.ends_on, days.cutoff_on, fact_no],
    )?;
    let payload = json!({
        "label": label, "starts_on": days.starts_on.to_string(), "ends_on": days.ends_on.to_string(),
        "cutoff_on": days.cutoff_on.to_string(), "rule": new.rule,
    });
    append(tx, ctx, Kind::PeriodOpened, &format!("period/{no}"), payload)?;
    Ok(no)
}

fn unknown_rule() -> Error {
    Error::Faults(vec![Fault::new(
        "rule",
        "Không có cách tính kỳ này trong bộ quy tắc. Chọn một cách tính trong danh sách.",
    )])
}

fn refuse_twice(ctx: &Ctx, tx: &mut Tx, label: &str, cutoff_on: Date) -> Result<(), Error> {
    let sql = "select no, label from period where book = $1 and cutoff_on = $2 order by no";
    for row in tx.rows(sql, params![&ctx.book, cutoff_on])? {
        if viet::fold::fold(&row.text("label")?) == viet::fold::fold(label) {
            let (no, day) = (row.int("no")?, viet::day::write(cutoff_on));
            return refuse(
                "period-known",
                format!(
                    "Kỳ {label} chốt ngày {day} đã mở, là kỳ số {no}. Mở kỳ đó để nhập số liệu, hoặc chọn ngày chốt khác."
                ),
            );
        }
    }
    Ok(())
}
