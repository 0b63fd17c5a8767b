//! Pages of tasks: lists, board, calendar, backlog, the form that assigns, one task with its acts, the monthly sheet, series.

mod act;
mod backlog;
mod board;
mod calendar;
mod feed;
mod fields;
mod from_report;
mod list;
mod new;
mod series;
mod sheet;
mod show;
mod tables;

pub use fields::{Choices, fields_of, people, read_new};

use crate::app::App;
use crate::ctx::Ctx;
use axum::Router;

/// Every address of tasks.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(list::routes())
        .merge(board::routes())
        .merge(calendar::routes())
        .merge(backlog::routes())
        .merge(new::routes())
        .merge(from_report::routes())
        .merge(sheet::routes())
        .merge(series::routes())
        .merge(feed::routes())
        .merge(show::routes())
        .merge(act::routes())
}

/// The ways to look at tasks, for the navigation above each: address, label, whether it is shown.
fn ways(ctx: &Ctx, shown: &str) -> Vec<(String, &'static str, bool)> {
    let all = [
        ("tasks", "Danh sách"),
        ("tasks/board", "Bảng"),
        ("tasks/calendar", "Lịch"),
        ("tasks/backlog", "Tồn đọng"),
        ("tasks/sheet", "Phiếu tháng"),
        ("task-series", "Lặp lại"),
        ("tasks/feed", "Lịch trên điện thoại"),
    ];
    // Who sees only the own units is not led to pages about the whole office.
    let open = |path: &str| ctx.sees_all() || !matches!(path, "tasks/backlog" | "task-series");
    let shown_ways = all.into_iter().filter(|(path, _)| open(path));
    shown_ways.map(|(path, label)| (format!("/{}/{path}", ctx.book), label, path == shown)).collect()
}
