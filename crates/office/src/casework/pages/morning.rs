//! Every morning (đầu giờ): what is due, late and about to be late, the load of each officer, cases without a holder.

use super::list::table;
use crate::app::App;
use crate::casework::list::{Asked, View, cases, how_many};
use crate::casework::stand_in::{StandIn, name_stand_in};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::{officer_choices, officers};
use crate::error::Error;
use crate::params;
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/morning", get(show)).route("/{book}/stand-ins", post(stand_in))
}

#[derive(Template)]
#[template(path = "casework/pages/morning.html")]
struct Morning<'a> {
    frame: Frame,
    form: &'a Form,
    tiles: Vec<(String, &'static str, i64, &'static str)>,
    overdue: Table,
    today: Table,
    load: Table,
    reminders: Table,
    /// Open cases whose holder holds no post today: must be 0.
    unheld: i64,
    officers: Vec<(String, String)>,
    may_name: bool,
}

async fn show(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| build(ctx, tx, &Form::default(), &query)).await
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, query: &Export) -> Result<Response, Error> {
    ctx.permit(Act::ViewCases)?;
    let first = |view| Asked { most: 20, ..Asked::view(view, ctx.now) };
    let overdue = cases(ctx, tx, &first(View::Overdue))?;
    let mut overdue = table(ctx, tx, &overdue, false)?;
    (overdue.id, overdue.caption, overdue.empty) = ("overdue", "Quá hạn".into(), "Không có hồ sơ quá hạn.");
    let today = cases(ctx, tx, &first(View::Today))?;
    let mut today = table(ctx, tx, &today, false)?;
    (today.id, today.caption, today.empty) = ("today", "Đến hạn hôm nay".into(), "Không có hồ sơ đến hạn hôm nay.");
    let (load, reminders) = (load(ctx, tx)?, reminders(ctx, tx)?);
    if let Some(wanted) = &query.export {
        return export(wanted, &[&overdue, &today, &load, &reminders]);
    }
    let tiles = tiles(ctx, tx)?;
    page(&Morning {
        frame: Frame::new(ctx, Tab::Cases, "Đầu giờ: hồ sơ", query.done.as_deref()),
        form,
        tiles,
        overdue,
        today,
        load,
        reminders,
        unheld: unheld(ctx, tx)?,
        officers: officer_choices(&officers(tx, &ctx.book, ctx.today())?),
        may_name: ctx.may(Act::NameStandIn),
    })
}

/// The views with their numbers; the mark stands only where there is something.
fn tiles(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<(String, &'static str, i64, &'static str)>, Error> {
    let marked = [
        (View::Mine, ""),
        (View::Overdue, "stop"),
        (View::Today, "warn"),
        (View::Week, ""),
        (View::Waiting, "note"),
        (View::Decided, "good"),
    ];
    let counts = how_many(ctx, tx, &marked.map(|(view, _)| Asked::view(view, ctx.now)))?;
    let tile = |((view, mark), count): ((View, &'static str), i64)| {
        let mark = if count == 0 { "" } else { mark };
        (format!("/{}/cases?view={}", ctx.book, view.key()), view.label(), count, mark)
    };
    Ok(marked.into_iter().zip(counts).map(tile).collect())
}

/// Open cases per officer, with those past their limit.
fn load(ctx: &Ctx, tx: &mut Tx) -> Result<Table, Error> {
    let rows = tx.rows(include_str!("../sql/load.sql"), params![&ctx.book, ctx.now])?;
    let mut lines = Vec::new();
    for row in &rows {
        if !ctx.sees_unit(row.int("holder_unit")?) {
            continue;
        }
        let (open, overdue) = (row.int("open_cases")?, row.int("overdue")?);
        let late = Cell::number(overdue.to_string(), overdue.into());
        lines.push(vec![
            Cell::text(row.opt_text("name")?.unwrap_or_default()),
            Cell::text(row.opt_text("unit_name")?.unwrap_or_default()),
            Cell::number(open.to_string(), open.into()),
            if overdue > 0 { late.marked("stop") } else { late },
        ]);
    }
    Ok(Table {
        id: "load",
        caption: "Số hồ sơ mỗi người đang giữ".into(),
        columns: vec![
            Column::left("Người giữ"),
            Column::left("Đơn vị"),
            Column::right("Đang giữ"),
            Column::right("Quá hạn"),
        ],
        rows: lines,
        empty: "Không ai đang giữ hồ sơ nào.",
    })
}

/// What the ladder said to this person in the last seven days.
fn reminders(ctx: &Ctx, tx: &mut Tx) -> Result<Table, Error> {
    let since = ctx.now - jiff::SignedDuration::from_hours(24 * 7);
    let sql = "select r.case_no, f.code, r.rung, r.planned_at, r.late from case_rung r \
        join case_file f on f.book = r.book and f.no = r.case_no where r.book = $1 and r.told = $2 and r.fired_at >= $3 and f.open = 1 \
        order by r.planned_at desc limit 50";
    let rows = tx.rows(sql, params![&ctx.book, ctx.actor.officer, since])?;
    let one = |row: &crate::db::Row| -> Result<Vec<Cell>, crate::error::Failure> {
        Ok(vec![
            Cell::link(row.text("code")?, format!("/{}/cases/{}", ctx.book, row.int("case_no")?)),
            Cell::text(row.text("rung")?),
            Cell::text(viet::day::write_instant(row.instant("planned_at")?)),
            Cell::text(if row.flag("late")? { "nhắc muộn" } else { "" }),
        ])
    };
    Ok(Table {
        id: "reminders",
        caption: "Nhắc hạn trong 7 ngày".into(),
        columns: ["Hồ sơ", "Bậc nhắc", "Lúc", "Ghi chú"].map(Column::left).into(),
        rows: rows.iter().map(one).collect::<Result<_, _>>()?,
        empty: "Không có nhắc hạn nào.",
    })
}

fn unheld(ctx: &Ctx, tx: &mut Tx) -> Result<i64, Error> {
    let rows = tx.rows(include_str!("../sql/unheld.sql"), params![&ctx.book, ctx.today()])?;
    let mut sum = 0;
    for row in &rows {
        if ctx.sees_unit(row.int("unit")?) {
            sum += row.int("cases")?;
        }
    }
    Ok(sum)
}

async fn stand_in(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let (officer, deputy) = (form.int("officer", "người vắng"), form.int("deputy", "người làm thay"));
        let (from_on, to_on) = (form.day("from_on", "ngày đầu"), form.day("to_on", "ngày cuối"));
        form.finish()?;
        let (Some(officer), Some(deputy), Some(from_on), Some(to_on)) = (officer, deputy, from_on, to_on) else {
            return Ok(crate::app::to(format!("/{}/morning", ctx.book)));
        };
        name_stand_in(ctx, tx, &StandIn { officer, deputy, from_on, to_on, reason: form.text("reason") })?;
        Ok(crate::app::to(format!("/{}/morning?done=stand-in", ctx.book)))
    };
    app.act(who, book, form, run, |ctx, tx, form| build(ctx, tx, form, &Export::default())).await
}
