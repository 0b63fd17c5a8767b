//! The backlog (tồn đọng): open, overdue and stuck tasks by the body they come from, by unit and by who holds them. Each
//! table adds up to the same whole, because every task has exactly one of each.

use super::ways;
use crate::app::App;
use crate::ctx::Ctx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::task::list::{Backlog, backlog};
use crate::ui::{Cell, Column, Export, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/tasks/backlog", get(show))
}

#[derive(Template)]
#[template(path = "task/pages/backlog.html")]
struct Page {
    frame: Frame,
    ways: Vec<(String, &'static str, bool)>,
    total: i64,
    overdue: i64,
    tables: Vec<Table>,
}

async fn show(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewTasks)?;
        ctx.permit(Act::ViewAll)?;
        let all = backlog(ctx, tx)?;
        let (total, overdue) = sums(&all.by_assigner);
        let tables = vec![
            table(ctx, "by-assigner", "Theo nơi giao", "Nơi giao", "assigner", &all.by_assigner),
            table(ctx, "by-unit", "Theo đơn vị chủ trì", "Đơn vị", "unit", &all.by_unit),
            table(ctx, "by-person", "Theo người đang giữ", "Người giữ", "person", &all.by_person),
        ];
        if let Some(wanted) = &query.export {
            return export(wanted, &tables.iter().collect::<Vec<_>>());
        }
        page(&Page {
            frame: Frame::new(ctx, Tab::Tasks, "Nhiệm vụ tồn đọng", None),
            ways: ways(ctx, "tasks/backlog"),
            total,
            overdue,
            tables,
        })
    })
    .await
}

fn sums(lines: &[Backlog]) -> (i64, i64) {
    (lines.iter().map(|line| line.open).sum(), lines.iter().map(|line| line.overdue).sum())
}

fn table(ctx: &Ctx, id: &'static str, caption: &str, head: &str, key: &str, lines: &[Backlog]) -> Table {
    let number = |count: i64, mark: &'static str| {
        let cell = Cell::number(count.to_string(), count.into());
        if count > 0 { cell.marked(mark) } else { cell }
    };
    let row = |line: &Backlog| {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("view", "open")
            .append_pair(key, &line.key)
            .finish();
        vec![
            Cell::link(line.name.clone(), format!("/{}/tasks?{query}", ctx.book)),
            number(line.open, ""),
            number(line.overdue, "stop"),
            number(line.stuck, "warn"),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = lines.iter().map(row).collect();
    if !rows.is_empty() {
        let (open, overdue) = sums(lines);
        let stuck = lines.iter().map(|line| line.stuck).sum();
        rows.push(vec![Cell::text("Tổng số"), number(open, ""), number(overdue, "stop"), number(stuck, "warn")]);
    }
    Table {
        id,
        caption: caption.to_owned(),
        columns: vec![
            Column::left(head),
            Column::right("Đang mở"),
            Column::right("Quá hạn"),
            Column::right("Vướng mắc"),
        ],
        rows,
        empty: "Không có nhiệm vụ nào đang mở.",
    }
}
