//! The list of periods, and the form that opens one.

use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::figure::open_period::{NewPeriod, open_period};
use crate::figure::period::{Period, periods};
use crate::figure::period_days::TypedDays;
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;

#[derive(Template)]
#[template(path = "figure/pages/period_list.html")]
struct List<'a> {
    frame: Frame,
    form: &'a Form,
    table: Table,
    rules: Vec<(String, String)>,
    may_open: bool,
    open: bool,
}

/// GET of the list.
pub async fn list(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewOwn)?;
        if let Some(wanted) = &query.export {
            return export(wanted, &[&table(ctx, &periods(tx, &ctx.book)?)]);
        }
        show(ctx, tx, &Form::default(), query.done.as_deref())
    })
    .await
}

fn show(ctx: &Ctx, tx: &mut Tx, form: &Form, done: Option<&str>) -> Result<Response, Error> {
    let rules = ctx.pack.periods.iter().map(|rule| (rule.code.clone(), rule.name.clone())).collect();
    let table = table(ctx, &periods(tx, &ctx.book)?);
    let open = form.has("label") || table.rows.is_empty();
    let frame = Frame::new(ctx, Tab::Figures, "Kỳ báo cáo, số liệu", done);
    page(&List { frame, form, table, rules, may_open: ctx.may(Act::OpenPeriod), open })
}

fn table(ctx: &Ctx, periods: &[Period]) -> Table {
    let row = |period: &Period| {
        let cutoff = Cell::text(viet::day::write(period.cutoff_on));
        vec![
            Cell::link(period.label.clone(), format!("/{}/periods/{}", ctx.book, period.no)),
            Cell::text(viet::day::write(period.starts_on)),
            Cell::text(viet::day::write(period.ends_on)),
            if period.is_cut_elsewhere() { cutoff.marked("warn") } else { cutoff },
            Cell::text(period.state.label()),
        ]
    };
    Table {
        id: "periods",
        caption: "Kỳ báo cáo".into(),
        columns: ["Kỳ", "Từ ngày", "Đến ngày (theo tên kỳ)", "Ngày chốt số liệu", "Trạng thái"]
            .map(Column::left)
            .into(),
        rows: periods.iter().map(row).collect(),
        empty: "Chưa mở kỳ báo cáo nào. Chuyên viên tổng hợp mở kỳ, các đơn vị nhập số liệu vào kỳ đó.",
    }
}

/// POST: opens a period.
pub async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let new = read(form)?;
        let no = open_period(ctx, tx, &new)?;
        Ok(to(format!("/{}/periods/{no}?done=open", ctx.book)))
    };
    app.act(who, book, form, run, |ctx, tx, form| show(ctx, tx, form, None)).await
}

fn read(form: &Form) -> Result<NewPeriod, Error> {
    let rule = form.text("rule");
    let new = NewPeriod {
        label: form.required("label", "tên kỳ báo cáo"),
        days: TypedDays {
            starts_on: form.opt_day("starts_on"),
            ends_on: form.opt_day("ends_on"),
            cutoff_on: form.opt_day("cutoff_on"),
        },
        rule: (!rule.is_empty()).then_some(rule),
    };
    form.finish()?;
    Ok(new)
}
