//! The page of progress (tiến độ): every indicator of a period against its baselines, the same period, elapsed time and
//! the road-map, with what the checks found.

use super::gather::{Asked, Lines, gather};
use super::judge::{Period, judge};
use super::line::Line;
use super::show;
use super::write::{Written, write};
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::figure;
use crate::ui::{Cell, Column, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use pack::check::Finding;
use pack::outline::Field;
use serde::Deserialize;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/indicators", get(list)).route("/{book}/indicators/{code}", get(show::page_of))
}

#[derive(Template)]
#[template(path = "indicator/pages/list.html")]
struct List {
    frame: Frame,
    periods: Vec<(i64, String, bool)>,
    period: Option<(String, String)>,
    table: Html,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Chosen {
    period: Option<i64>,
    export: Option<String>,
}

async fn list(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let all = figure::periods(tx, &ctx.book)?;
        let period = all.iter().find(|p| chosen.period.is_none_or(|no| p.no == no)).cloned();
        let (lines, findings) = match &period {
            Some(period) => gather_and_judge(ctx, tx, period)?,
            None => Default::default(),
        };
        let table = table(ctx, &lines);
        if let Some(wanted) = &chosen.export {
            return export(wanted, &[&table]);
        }
        let chosen = period.as_ref().map(|p| p.no);
        page(&List {
            frame: Frame::new(ctx, Tab::Progress, "Tiến độ", None),
            periods: all.iter().map(|p| (p.no, p.label.clone(), Some(p.no) == chosen)).collect(),
            period: period.map(|p| (p.label, viet::day::write(p.cutoff_on))),
            table: table.html_of(&[("period", chosen.unwrap_or_default().to_string())]),
            findings,
        })
    })
    .await
}

/// The lines of a period as recorded so far, with their findings.
pub fn gather_and_judge(ctx: &Ctx, tx: &mut Tx, period: &figure::Period) -> Result<(Lines, Vec<Finding>), Error> {
    let asked = Asked { starts_on: period.starts_on, cutoff_on: period.cutoff_on, position: i64::MAX };
    let lines = gather(ctx, tx, asked)?;
    let findings = judge(&of_period(period), &lines);
    Ok((lines, findings))
}

/// The period as the checks take it.
pub fn of_period(period: &figure::Period) -> Period {
    Period {
        label: period.label.clone(),
        starts_on: period.starts_on,
        ends_on: period.ends_on,
        cutoff_on: period.cutoff_on,
    }
}

fn table(ctx: &Ctx, lines: &Lines) -> Table {
    Table {
        id: "indicators",
        caption: "Chỉ tiêu của kỳ".into(),
        columns: [
            Column::left("Chỉ tiêu"),
            Column::left("Đến ngày"),
            Column::left("Trạng thái"),
            Column::right("Kết quả"),
            Column::right("Dự toán, chỉ tiêu"),
            Column::right("Đạt"),
            Column::right("So với thời gian"),
            Column::right("So với lộ trình"),
            Column::right("So cùng kỳ"),
        ]
        .into(),
        rows: lines.at_cutoff.iter().chain(&lines.ahead).map(|line| row(ctx, line)).collect(),
        empty: "Chưa có số liệu. Mở kỳ báo cáo và nhập số liệu ở phần Kỳ báo cáo, số liệu.",
    }
}

fn row(ctx: &Ctx, line: &Line) -> Vec<Cell> {
    let cell = |written: Option<Written>| match written {
        Some(Written { text, value: Some(value) }) => Cell::number(text, value),
        Some(Written { text, value: None }) => Cell::text(text),
        None => Cell::text("–"),
    };
    let href = show::address(&ctx.book, &line.rule.code, line.starts_on, line.cutoff_on);
    let join = |texts: Vec<String>| Cell::text(if texts.is_empty() { "–".into() } else { texts.join(" · ") });
    let each = |field: fn(String) -> Field| {
        line.baselines.iter().filter_map(move |b| write(line, &field(b.assigner.clone()), None)).map(|w| w.text)
    };
    vec![
        Cell::link(line.rule.name.clone(), href),
        Cell::text(viet::day::write(line.cutoff_on)),
        cell(write(line, &Field::Status, None)),
        cell(write(line, &Field::Value, None)),
        join(each(Field::Baseline).collect()),
        join(each(Field::Percent).collect()),
        cell(write(line, &Field::PaceGap, None)).marked(show::pace_mark(line)),
        cell(show::road_map_gap(line)),
        cell(write(line, &Field::Growth, None).or_else(|| line.value().map(|_| not_recomputable()))),
    ]
}

fn not_recomputable() -> Written {
    Written { text: "không tính lại được".into(), value: None }
}
