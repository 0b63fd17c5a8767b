//! Form 07, the register (sổ theo dõi hồ sơ): every case received between two days, by number.

use crate::app::App;
use crate::casework::list::{Asked, Line, View, cases};
use crate::casework::rules::type_of;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, refuse};
use crate::ui::{Cell, Column, Form, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use serde::Deserialize;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/case-register", get(show))
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
#[template(path = "casework/pages/register.html")]
struct Register {
    frame: Frame,
    form: Form,
    table: Html,
    count: usize,
}

/// Lines of a register; a longer span is asked for in parts.
const MOST: usize = 5_000;

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewCases)?;
        let from = viet::day::read(&wanted.from).unwrap_or(ctx.today());
        let to = viet::day::read(&wanted.to).unwrap_or(ctx.today());
        let mut lines = received(ctx, tx, from, to)?;
        if lines.len() > MOST {
            let sentence = format!("Khoảng này có hơn {MOST} hồ sơ. Thu hẹp khoảng ngày rồi xem lại.");
            return refuse("too-many", sentence);
        }
        lines.reverse();
        let table = table(ctx, tx, &lines)?;
        if let Some(file) = &wanted.export {
            return export(file, &[&table]);
        }
        let (from, to) = (viet::day::write(from), viet::day::write(to));
        page(&Register {
            frame: Frame::new(ctx, Tab::Cases, "Sổ theo dõi hồ sơ (Mẫu 07)", None),
            form: Form::filled(&[("from", from.clone()), ("to", to.clone())]),
            table: table.html_of(&[("from", from), ("to", to)]),
            count: lines.len(),
        })
    })
    .await
}

fn received(ctx: &Ctx, tx: &mut Tx, from: Date, to: Date) -> Result<Vec<Line>, Error> {
    let counted = Some(("received".to_owned(), from, to));
    cases(
        ctx,
        tx,
        &Asked { counted, most: i64::try_from(MOST).unwrap_or(i64::MAX - 1) + 1, ..Asked::view(View::All, ctx.now) },
    )
}

fn table(ctx: &Ctx, tx: &mut Tx, lines: &[Line]) -> Result<Table, Error> {
    let mut rows = Vec::new();
    for (line, at) in lines.iter().zip(1..) {
        let title = type_of(ctx, tx, &line.type_id, line.version)?.title.clone();
        let when = |at: Option<jiff::Timestamp>| Cell::text(at.map_or(String::new(), viet::day::write_instant));
        rows.push(vec![
            Cell::text(at.to_string()),
            Cell::link(line.code.clone(), format!("/{}/cases/{}", ctx.book, line.no)),
            Cell::text(title),
            Cell::text(line.person.clone()),
            when(Some(line.received_at)),
            when(line.due_at),
            when(line.finished_at),
            super::words::state(line),
            Cell::text(line.unit_name.clone()),
        ]);
    }
    let titles = ["TT", "Mã hồ sơ", "Thủ tục", "Chủ hồ sơ", "Nhận", "Hẹn trả", "Xong", "Tình trạng", "Đơn vị giữ"];
    Ok(Table {
        id: "register",
        caption: "Sổ theo dõi hồ sơ".into(),
        columns: titles.map(Column::left).into(),
        rows,
        empty: "Không tiếp nhận hồ sơ nào trong khoảng này.",
    })
}
