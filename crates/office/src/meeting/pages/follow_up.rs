//! What is owed every week (theo dõi tuần): proposals without an option, conclusions without progress for seven days.

use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::meeting::rule::{days_left, is_silent};
use crate::meeting::store::{meetings, open_items, open_proposals};
use crate::ui::{Cell, Column, Export, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/meetings/follow-up", get(show))
}

#[derive(Template)]
#[template(path = "meeting/pages/follow_up.html")]
struct Page {
    frame: Frame,
    proposals: Table,
    silent: Table,
    outside: Table,
}

async fn show(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let proposals = owed(ctx, tx)?;
        let (silent, outside) = (items_table(ctx, tx, true)?, items_table(ctx, tx, false)?);
        if let Some(wanted) = &query.export {
            return export(wanted, &[&proposals, &silent, &outside]);
        }
        let frame = Frame::new(ctx, Tab::Meetings, "Theo dõi kiến nghị, kết luận", None);
        page(&Page { frame, proposals, silent, outside })
    })
    .await
}

fn owed(ctx: &Ctx, tx: &mut Tx) -> Result<Table, Error> {
    let all = meetings(tx, &ctx.book)?;
    let mut rows = Vec::new();
    for p in open_proposals(tx, &ctx.book)? {
        let Some(meeting) = all.iter().find(|m| m.no == p.meeting) else { continue };
        let late = p.promised_on.is_some_and(|on| on < ctx.today());
        let promised = p.promised_on.map_or("chưa hẹn".to_owned(), viet::day::write);
        rows.push(vec![
            Cell::link(meeting.name(), format!("/{}/meetings/{}", ctx.book, p.meeting)),
            Cell::text(p.body.clone()),
            Cell::text(p.addressed.clone()),
            Cell::text(p.answer.label()),
            Cell::text(promised).marked(if late { "stop" } else { "" }),
        ]);
    }
    Ok(Table {
        id: "owed",
        caption: "Kiến nghị chưa có phương án".into(),
        columns: ["Buổi làm việc", "Kiến nghị", "Gửi", "Tình trạng", "Hẹn"].map(Column::left).into(),
        rows,
        empty: "Không còn kiến nghị nào chờ phương án.",
    })
}

/// Items nobody wrote about for a week, or those of bodies outside, to be shown to them.
fn items_table(ctx: &Ctx, tx: &mut Tx, silent: bool) -> Result<Table, Error> {
    let all = meetings(tx, &ctx.book)?;
    let mut rows = Vec::new();
    for item in open_items(tx, &ctx.book)? {
        let Some(meeting) = all.iter().find(|m| m.no == item.meeting) else { continue };
        let since = meeting.closed_at.unwrap_or(meeting.starts_at);
        let wanted = if silent {
            item.task.is_none() && is_silent(since, item.followed_at, ctx.now)
        } else {
            !item.outside.is_empty()
        };
        if !wanted {
            continue;
        }
        let due = item.due_on.map_or("chưa có hạn".to_owned(), |on| {
            let left = days_left(on, ctx.today());
            format!(
                "{}{}",
                viet::day::write(on),
                if left >= 0 { format!(" (còn {left} ngày)") } else { format!(" (quá {} ngày)", -left) }
            )
        });
        rows.push(vec![
            Cell::link(meeting.name(), format!("/{}/meetings/{}", ctx.book, item.meeting)),
            Cell::text(item.body.clone()),
            Cell::text(item.side()),
            Cell::text(due),
            Cell::text(if item.followed_note.is_empty() { "chưa ghi tiến độ" } else { &item.followed_note }),
        ]);
    }
    Ok(Table {
        id: if silent { "silent" } else { "outside" },
        caption: if silent {
            "Kết luận không có tiến độ trong 7 ngày".into()
        } else {
            "Việc của sở, ngành: gửi để cùng theo dõi".into()
        },
        columns: ["Buổi làm việc", "Nội dung", "Bên chịu trách nhiệm", "Hạn", "Tiến độ gần nhất"]
            .map(Column::left)
            .into(),
        rows,
        empty: if silent {
            "Mục nào cũng có tiến độ trong tuần."
        } else {
            "Không có việc nào của sở, ngành."
        },
    })
}
