//! Statistics of a period: Biểu II.06a by field and procedure, by unit, the on-time rate against its goal, daily counts.
//! Every number opens its cases.

use crate::app::{App, to};
use crate::casework::enter_figures::enter_case_figures;
use crate::casework::rules::current_types;
use crate::casework::statistics::{Statistics, Tally, statistics};
use crate::casework::view::unit_name;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::figure::{period, periods};
use crate::params;
use crate::ui::{Cell, Column, Form, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::Date;
use serde::Deserialize;

/// The goal of the on-time share, in percent; the rate must be over it.
const GOAL: i64 = 99;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/case-statistics", get(show)).route("/{book}/case-statistics/figures", post(enter))
}

#[derive(Clone, Debug, Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    export: Option<String>,
}

#[derive(Template)]
#[template(path = "casework/pages/statistics.html")]
struct Page {
    frame: Frame,
    form: Form,
    /// Open periods into which the counts can be entered.
    periods: Vec<(String, String)>,
    form_06a: Html,
    by_unit: Html,
    daily: Html,
    total: Tally,
    rate: String,
    over: bool,
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Response {
    app.page(who, book, move |ctx, tx| build(ctx, tx, &wanted, &Form::default())).await
}

fn build(ctx: &Ctx, tx: &mut Tx, wanted: &Wanted, sent: &Form) -> Result<Response, Error> {
    ctx.permit(Act::ViewCaseCounts)?;
    let today = ctx.today();
    let from = viet::day::read(&wanted.from).unwrap_or_else(|_| today.first_of_month());
    let to = viet::day::read(&wanted.to).unwrap_or(today);
    let mut found = statistics(tx, &ctx.book, from, to, ctx.now)?;
    found.lines.retain(|(unit, ..)| ctx.sees_unit(*unit));
    let span = Span { book: &ctx.book, from, to, opens: ctx.may(Act::ViewCases) };
    let (form_06a, by_unit, daily) =
        (form_06a(ctx, tx, &found, &span)?, by_unit(ctx, tx, &found, &span)?, daily(ctx, tx, &span)?);
    if let Some(file) = &wanted.export {
        return export(file, &[&form_06a, &by_unit, &daily]);
    }
    let asked = [("from", viet::day::write(from)), ("to", viet::day::write(to))];
    let total = found.total(|_, _| true);
    page(&Page {
        frame: Frame::new(ctx, Tab::CaseCounts, "Thống kê hồ sơ", None),
        form: Form::filled(&asked).with_error_of(sent),
        periods: if ctx.may(Act::EnterFigure) { open_periods(tx, &ctx.book)? } else { Vec::new() },
        form_06a: form_06a.html_of(&asked),
        by_unit: by_unit.html_of(&asked),
        daily: daily.html_of(&asked),
        rate: rate(&total),
        over: total.over(GOAL),
        total,
    })
}

async fn enter(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let no = form.int("period", "kỳ báo cáo");
        form.finish()?;
        let period = period(tx, &ctx.book, no.unwrap_or(0))?;
        enter_case_figures(ctx, tx, &period)?;
        Ok(to(format!("/{}/periods/{}?done=enter", ctx.book, period.no)))
    };
    app.act(who, book, form, run, |ctx, tx, form| build(ctx, tx, &Wanted::default(), form)).await
}

fn open_periods(tx: &mut Tx, book: &str) -> Result<Vec<(String, String)>, Error> {
    let open = periods(tx, book)?.into_iter().filter(|period| period.is_open());
    Ok(open.map(|period| (period.no.to_string(), period.label)).collect())
}

/// What links of numbers carry.
struct Span<'a> {
    book: &'a str,
    from: Date,
    to: Date,
    /// Whether this person may open the cases behind a number.
    opens: bool,
}

impl Span<'_> {
    fn open(&self, counted: &str, count: i64, of: &str) -> Cell {
        let cell = Cell::number(viet::number::write(count.into()), count.into());
        if count == 0 || !self.opens {
            return cell;
        }
        cell.to(format!("/{}/cases?counted={counted}&from={}&to={}{of}", self.book, self.from, self.to))
    }
}

/// `99,1 %`, one decimal, half up; a dash when nothing was settled.
fn rate(tally: &Tally) -> String {
    tally
        .on_time_rate()
        .map_or_else(|| "–".to_owned(), |rate| format!("{}\u{a0}%", viet::number::write_rounded(rate, 1)))
}

/// The columns of the form, by field and procedure, with sums.
fn form_06a(ctx: &Ctx, tx: &mut Tx, found: &Statistics, span: &Span) -> Result<Table, Error> {
    let mut rows = Vec::new();
    for case_type in current_types(ctx, tx)? {
        let tally = found.total(|_, id| id == case_type.id);
        if tally != Tally::default() {
            let of = format!("&type={}", case_type.id);
            rows.push(line(&format!("{}: {}", case_type.field, case_type.title), &tally, span, &of));
        }
    }
    rows.push(line("Tổng số", &found.total(|_, _| true), span, ""));
    let mut columns = vec![Column::left("Lĩnh vực, thủ tục")];
    columns.extend(COLUMNS.map(Column::right));
    let caption = format!(
        "Biểu số II.06a/VPCP/KSTT: tình hình, kết quả giải quyết thủ tục hành chính từ {} đến {}",
        viet::day::write(span.from),
        viet::day::write(span.to)
    );
    Ok(Table { id: "ii-06a", caption, columns, rows, empty: "Chưa có hồ sơ nào." })
}

const COLUMNS: [&str; 13] = [
    "Tiếp nhận: tổng",
    "Trong kỳ, trực tuyến",
    "Trong kỳ, trực tiếp và bưu chính",
    "Kỳ trước chuyển sang",
    "Đã giải quyết: tổng",
    "Trước hạn",
    "Đúng hạn",
    "Quá hạn",
    "Dừng, rút",
    "Đang giải quyết: tổng",
    "Trong hạn",
    "Đã quá hạn",
    "Tỷ lệ đúng hạn",
];

fn line(name: &str, t: &Tally, span: &Span, of: &str) -> Vec<Cell> {
    let number = |count: i64| Cell::number(viet::number::write(count.into()), count.into());
    vec![
        Cell::text(name.to_owned()),
        number(t.received()),
        number(t.online),
        number(t.direct),
        number(t.carried),
        span.open("settled", t.settled(), of),
        span.open("early", t.early, of),
        span.open("on-time", t.on_time, of),
        span.open("late", t.late, of),
        span.open("stopped", t.stopped, of),
        span.open("pending", t.in_progress(), of),
        number(t.pending),
        number(t.overdue),
        Cell::text(rate(t)),
    ]
}

/// The same numbers by the unit that received; a case belongs to one unit, so the units sum to the whole.
fn by_unit(ctx: &Ctx, tx: &mut Tx, found: &Statistics, span: &Span) -> Result<Table, Error> {
    let mut units: Vec<i64> = found.lines.iter().map(|(unit, ..)| *unit).collect();
    units.dedup();
    let mut rows = Vec::new();
    for unit in units {
        let name = unit_name(tx, &ctx.book, unit)?;
        rows.push(line(&name, &found.total(|u, _| u == unit), span, &format!("&unit={unit}")));
    }
    if !rows.is_empty() {
        rows.push(line("Tổng số", &found.total(|_, _| true), span, ""));
    }
    let mut columns = vec![Column::left("Đơn vị tiếp nhận")];
    columns.extend(COLUMNS.map(Column::right));
    Ok(Table {
        id: "by-unit", caption: "Theo đơn vị tiếp nhận".into(), columns, rows, empty: "Chưa có hồ sơ nào."
    })
}

/// Received and finished day by day.
fn daily(ctx: &Ctx, tx: &mut Tx, span: &Span) -> Result<Table, Error> {
    let found = tx.rows(include_str!("../sql/daily.sql"), params![&ctx.book, span.from, span.to])?;
    let mut rows: Vec<(Date, i64, i64, i64)> = Vec::new();
    for row in found.iter() {
        if !ctx.sees_unit(row.int("unit")?) {
            continue;
        }
        let day = row.day("day")?;
        if rows.last().is_none_or(|last| last.0 != day) {
            rows.push((day, 0, 0, 0));
        }
        if let Some(last) = rows.last_mut() {
            last.1 += row.int("received")?;
            last.2 += row.int("settled")?;
            last.3 += row.int("late")?;
        }
    }
    let number = |count: i64| Cell::number(viet::number::write(count.into()), count.into());
    let one = |(day, received, settled, late): (Date, i64, i64, i64)| {
        let href = format!("/{}/case-register?from={day}&to={day}", span.book);
        vec![
            if span.opens { Cell::link(viet::day::write(day), href) } else { Cell::text(viet::day::write(day)) },
            number(received),
            number(settled),
            number(late),
        ]
    };
    Ok(Table {
        id: "daily",
        caption: "Từng ngày".into(),
        columns: vec![
            Column::left("Ngày"),
            Column::right("Tiếp nhận"),
            Column::right("Giải quyết xong"),
            Column::right("Quá hạn"),
        ],
        rows: rows.into_iter().map(one).collect(),
        empty: "Chưa có hồ sơ nào trong khoảng này.",
    })
}
