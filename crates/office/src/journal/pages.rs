//! The page of the journal: what happened, newest first, with the hash of each fact.

use super::fact::Kind;
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::params;
use crate::ui::{Cell, Column, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

/// Facts on one page.
const PAGE: i64 = 100;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/journal", get(list))
}

#[derive(Template)]
#[template(path = "journal/list.html")]
struct List {
    frame: Frame,
    table: Html,
    older: Option<i64>,
    subject: String,
}

#[derive(Deserialize)]
struct Asked {
    /// Facts before this number.
    before: Option<i64>,
    /// Only facts of this subject.
    #[serde(default)]
    subject: String,
    export: Option<String>,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(asked): Query<Asked>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ReadJournal)?;
        let (table, older) = table(ctx, tx, &asked)?;
        if let Some(wanted) = &asked.export {
            return export(wanted, &[&table]);
        }
        let mut kept = vec![("subject", asked.subject.clone())];
        kept.extend(asked.before.map(|no| ("before", no.to_string())));
        let table = table.html_of(&kept);
        page(&List { frame: Frame::new(ctx, Tab::Journal, "Nhật ký", None), table, older, subject: asked.subject })
    })
    .await
}

fn table(ctx: &Ctx, tx: &mut Tx, asked: &Asked) -> Result<(Table, Option<i64>), Error> {
    let sql = "select f.no, f.at, f.kind, f.subject, f.hash, f.actor, o.name from fact f \
        left join officer o on o.book = f.book and o.no = f.actor \
        where f.book = $1 and f.no < $2 and ($3 = '' or f.subject = $3) order by f.no desc limit $4";
    let before = asked.before.unwrap_or(i64::MAX);
    let found = tx.rows(sql, params![&ctx.book, before, &asked.subject, PAGE])?;
    let mut rows = Vec::new();
    for row in &found {
        let kind = row.text("kind")?;
        let label = Kind::from_key(&kind).map_or(kind.as_str(), |k| k.label()).to_owned();
        let hash = row.text("hash")?;
        rows.push(vec![
            Cell::text(row.int("no")?.to_string()),
            Cell::text(viet::day::write_instant(row.instant("at")?)),
            Cell::text(row.opt_text("name")?.unwrap_or_else(|| "Quản trị hệ thống (dòng lệnh)".into())),
            Cell::text(label),
            subject(ctx, &row.text("subject")?),
            Cell::text(hash.get(..12).unwrap_or(&hash).to_owned()),
        ]);
    }
    let older = match found.last() {
        Some(last) if found.len() as i64 == PAGE => Some(last.int("no")?),
        _ => None,
    };
    let mut columns: Vec<Column> = ["Số", "Lúc", "Người thực hiện", "Sự kiện", "Về", "Mã băm"].map(Column::left).into();
    columns[0].right = true;
    let table = Table {
        id: "journal",
        caption: "Sự kiện đã ghi, mới nhất trước".into(),
        columns,
        rows,
        empty: "Chưa có sự kiện nào.",
    };
    Ok((table, older))
}

/// What a fact is about, in words, leading to its page where it has one.
fn subject(ctx: &Ctx, subject: &str) -> Cell {
    let book = &ctx.book;
    // The superior level reads reports once they are signed; the journal names drafts too.
    let looks_down = ctx.looks_down();
    let (thing, no) = subject.split_once('/').unwrap_or((subject, ""));
    let (label, path) = match thing {
        "book" => return Cell::text("sổ"),
        "unit" => ("đơn vị", None),
        "officer" => ("cán bộ", None),
        "document" => ("văn bản", Some("documents")),
        "indicator" => ("chỉ tiêu", Some("indicators")),
        "target" => ("mức giao", Some("targets")),
        "allocation" => ("quyết định giao", Some("allocations")),
        "programme" => ("chương trình", Some("programmes")),
        "period" => ("kỳ báo cáo", Some("periods")),
        "figure" => ("số liệu", Some("figures")),
        "risk" => ("nguy cơ", Some("risks")),
        "report" => ("báo cáo", Some("reports").filter(|_| !looks_down)),
        other => return Cell::text(if no.is_empty() { other.to_owned() } else { format!("{other} {no}") }),
    };
    let text = format!("{label} {no}");
    let single = no.split(['/', '-']).next().unwrap_or(no);
    match path {
        Some(path) if thing == "indicator" || no == single => Cell::link(text, format!("/{book}/{path}/{no}")),
        Some("programmes") => Cell::link(text, format!("/{book}/programmes/{single}")),
        _ => Cell::text(text),
    }
}
