//! The board (bảng nhiệm vụ): open tasks in columns by state, nearest deadline first, each column with its number.

use super::calendar::shortened;
use super::list::mark;
use super::ways;
use crate::app::App;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::task::life::State as TaskState;
use crate::task::list::{Asked, View, counted, how_many, tasks};
use crate::ui::{Frame, Tab, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

/// Cards of one column; the list shows the rest.
const MOST: i64 = 20;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/tasks/board", get(board))
}

#[derive(Template)]
#[template(path = "task/pages/board.html")]
struct Board {
    frame: Frame,
    ways: Vec<(String, &'static str, bool)>,
    columns: Vec<Pile>,
}

struct Pile {
    label: &'static str,
    key: &'static str,
    count: String,
    cards: Vec<Card>,
}

struct Card {
    href: String,
    work: String,
    who: String,
    due: String,
    percent: i64,
    mark: &'static str,
}

async fn board(State(app): State<App>, who: Visitor, Path(book): Path<String>) -> Response {
    app.page(who, book, |ctx, tx| {
        ctx.permit(Act::ViewTasks)?;
        let mut columns = Vec::new();
        for state in TaskState::ALL.into_iter().filter(|state| state.is_open()) {
            let asked = Asked { state: Some(state), most: MOST, ..Asked::view(View::Open, ctx.now) };
            let lines = tasks(ctx, tx, &asked)?;
            let cards = lines.iter().map(|line| Card {
                href: format!("/{}/tasks/{}", ctx.book, line.task.no),
                work: shortened(line.task.work.lines().next().unwrap_or_default(), 120),
                who: format!("{}, {}", line.holder_name, line.unit_name),
                due: viet::day::write(crate::ctx::day_of(line.task.due_at)),
                percent: line.task.percent,
                mark: mark(line.core),
            });
            let cards = cards.collect();
            columns.push(Pile {
                label: state.label(),
                key: state.key(),
                count: counted(how_many(ctx, tx, &asked)?),
                cards,
            });
        }
        page(&Board {
            frame: Frame::new(ctx, Tab::Tasks, "Bảng nhiệm vụ", None),
            ways: ways(ctx, "tasks/board"),
            columns,
        })
    })
    .await
}
