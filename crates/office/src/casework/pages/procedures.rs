//! The procedures (danh mục thủ tục): what is handled, within which time, with which papers, and what must be confirmed.

use crate::app::App;
use crate::casework::rules::{current_type, current_types};
use crate::ctx::Ctx;
use crate::db::{Row, Tx};
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, Failure};
use crate::params;
use crate::ui::{Cell, Column, Export, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use pack::CaseType;
use std::sync::Arc;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/procedures", get(list)).route("/{book}/procedures/{id}", get(show))
}

#[derive(Template)]
#[template(path = "casework/pages/procedures.html")]
struct List {
    frame: Frame,
    table: Table,
}

#[derive(Template)]
#[template(path = "casework/pages/procedure.html")]
struct Show {
    frame: Frame,
    case_type: Arc<CaseType>,
    effect: String,
    /// Registered documents that the basis names: address and symbol.
    registered: Vec<(String, String)>,
    tables: Vec<Table>,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewCaseCounts)?;
        let types = current_types(ctx, tx)?;
        let row = |t: &Arc<CaseType>| {
            let limits: Vec<String> = t.limits.iter().map(|l| l.limit.to_string()).collect();
            let confirm = Cell::text(if t.confirm.is_empty() { "" } else { "còn" });
            vec![
                Cell::text(t.code.clone()),
                Cell::link(t.title.clone(), format!("/{}/procedures/{}", ctx.book, t.id)),
                Cell::text(t.field.clone()),
                Cell::text(limits.join("; ")),
                Cell::text(t.channels.iter().map(|c| c.label()).collect::<Vec<_>>().join(", ")),
                Cell::text(t.version.to_string()),
                if t.confirm.is_empty() { confirm } else { confirm.marked("warn") },
            ]
        };
        let table = Table {
            id: "procedures",
            caption: "Thủ tục hành chính".into(),
            columns: ["Mã", "Thủ tục", "Lĩnh vực", "Thời hạn", "Cách nộp", "Bản", "Cần đối chiếu"]
                .map(Column::left)
                .into(),
            rows: types.iter().map(row).collect(),
            empty: "Chưa có thủ tục nào. Quản trị hệ thống ban hành bằng lệnh roviec pack publish.",
        };
        if let Some(wanted) = &query.export {
            return export(wanted, &[&table]);
        }
        page(&List { frame: Frame::new(ctx, Tab::Cases, "Thủ tục hành chính", None), table })
    })
    .await
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, id)): Path<(String, String)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewCaseCounts)?;
        let case_type = current_type(ctx, tx, &id)?;
        let tables = tables(&case_type);
        let from = viet::day::write(case_type.effective_from);
        let to = case_type.effective_to.map(|to| format!(" đến hết {}", viet::day::write(to)));
        let effect = format!("từ {from}{}", to.unwrap_or_default());
        if let Some(wanted) = &query.export {
            return export(wanted, &tables.iter().collect::<Vec<_>>());
        }
        let registered = registered(ctx, tx, &case_type)?;
        let frame = Frame::new(ctx, Tab::Cases, case_type.title.clone(), None);
        page(&Show { frame, effect, registered, case_type, tables })
    })
    .await
}

/// The documents of the register that a case type names anywhere in its text; only for those who may open every document.
fn registered(ctx: &Ctx, tx: &mut Tx, t: &CaseType) -> Result<Vec<(String, String)>, Error> {
    if !ctx.sees_all() {
        return Ok(Vec::new());
    }
    let sql = "select no, symbol from document where book = $1 and symbol <> '' and cast($2 as text) like '%' || symbol || '%' order by no";
    let rows = tx.rows(sql, params![&ctx.book, &t.text])?;
    let link = |row: &Row| Ok((format!("/{}/documents/{}", ctx.book, row.int("no")?), row.text("symbol")?));
    Ok(rows.iter().map(link).collect::<Result<_, Failure>>()?)
}

fn tables(t: &CaseType) -> Vec<Table> {
    let text = |text: &str| Cell::text(text.to_owned());
    let limits = t.limits.iter().map(|l| vec![text(&l.title), Cell::text(l.limit.to_string()), text(&l.basis)]);
    let papers = t.papers.iter().map(|p| {
        let need = if p.required { "phải có" } else { "nếu có" };
        vec![text(&p.title), Cell::text(p.copies.to_string()), text(need)]
    });
    let steps = t.steps.iter().map(|s| {
        vec![text(&s.title), text(s.role.label()), Cell::text(s.norm.map_or(String::new(), |n| n.to_string()))]
    });
    let fees = t.fees.iter().map(|f| {
        vec![text(&f.title), Cell::number(super::words::dong(f.amount_dong), f.amount_dong.into()), text(&f.basis)]
    });
    let pauses = t.pauses.iter().map(|p| vec![text(&p.title), text(&p.basis)]);
    let outcomes = t.outcomes.iter().map(|o| vec![text(&o.title), text(&o.document), text(&o.retention)]);
    let table = |id, caption: &str, titles: &[&str], rows: Vec<Vec<Cell>>| Table {
        id,
        caption: caption.to_owned(),
        columns: titles.iter().copied().map(Column::left).collect(),
        rows,
        empty: "Không có.",
    };
    vec![
        table("limits", "Thời hạn", &["Trường hợp", "Thời hạn", "Căn cứ"], limits.collect()),
        table("papers", "Thành phần hồ sơ", &["Giấy tờ", "Số bản", "Yêu cầu"], papers.collect()),
        table("steps", "Quy trình nội bộ", &["Bước", "Ai làm", "Định mức"], steps.collect()),
        table("fees", "Phí, lệ phí", &["Khoản", "Mức", "Căn cứ"], fees.collect()),
        table("pauses", "Khi nào đồng hồ dừng", &["Lý do", "Căn cứ"], pauses.collect()),
        table("outcomes", "Kết quả", &["Kết quả", "Giấy tờ", "Thời hạn lưu"], outcomes.collect()),
    ]
}
