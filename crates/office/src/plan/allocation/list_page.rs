//! The list of allocation decisions: all for the office; for an officer of a unit the signed ones that concern it.

use super::decision::State as Stage;
use super::store::{Listed, allocations, concerning, receipts_due};
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::ui::{Cell, Column, Export, Frame, Tab, Table, export, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "plan/allocation/pages/list.html")]
struct List {
    frame: Frame,
    table: Table,
    may_draft: bool,
}

pub async fn list(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewOwn)?;
        let table = if ctx.sees_all() { office_table(ctx, tx)? } else { unit_table(ctx, tx)? };
        if let Some(wanted) = &query.export {
            return export(wanted, &[&table]);
        }
        let frame = Frame::new(ctx, Tab::Allocations, "Giao chỉ tiêu, dự toán", query.done.as_deref());
        page(&List { frame, table, may_draft: ctx.may(Act::DraftAllocation) })
    })
    .await
}

fn office_table(ctx: &Ctx, tx: &mut Tx) -> Result<Table, Error> {
    let mut columns: Vec<Column> =
        ["Quyết định", "Năm", "Số, ký hiệu", "Trạng thái", "Đã xác nhận nhận"].map(Column::left).into();
    columns[4].right = true;
    let rows = allocations(tx, &ctx.book)?.iter().map(|listed| row(ctx, listed, office_receipt(listed))).collect();
    let caption = "Quyết định giao chỉ tiêu, dự toán cho đơn vị".to_owned();
    Ok(Table {
        id: "allocations",
        caption,
        columns,
        rows,
        empty: "Chưa có quyết định giao nào. Chọn chỉ tiêu của cơ quan để dự thảo.",
    })
}

fn office_receipt(listed: &Listed) -> Cell {
    if listed.allocation.state == Stage::Draft {
        return Cell::text("");
    }
    let mark = if listed.confirmed == listed.units { "good" } else { "warn" };
    Cell::text(format!("{}/{} đơn vị", listed.confirmed, listed.units)).marked(mark)
}

fn unit_table(ctx: &Ctx, tx: &mut Tx) -> Result<Table, Error> {
    let (mut own, mut due) = (BTreeSet::new(), BTreeSet::new());
    for unit in &ctx.actor.units {
        own.extend(concerning(tx, &ctx.book, *unit)?);
        due.extend(receipts_due(tx, &ctx.book, *unit)?.iter().map(|allocation| allocation.no));
    }
    let mine = |listed: &&Listed| listed.allocation.state == Stage::Signed && own.contains(&listed.allocation.no);
    let receipt = |listed: &Listed| {
        let waits = due.contains(&listed.allocation.no);
        if waits { Cell::text("chưa xác nhận").marked("warn") } else { Cell::text("đã nhận").marked("good") }
    };
    let rows =
        allocations(tx, &ctx.book)?.iter().filter(mine).map(|listed| row(ctx, listed, receipt(listed))).collect();
    let columns = ["Quyết định", "Năm", "Số, ký hiệu", "Trạng thái", "Xác nhận của đơn vị"].map(Column::left).into();
    let caption = "Quyết định giao cho đơn vị của đồng chí".to_owned();
    Ok(Table {
        id: "allocations",
        caption,
        columns,
        rows,
        empty: "Chưa có quyết định nào giao cho đơn vị của đồng chí.",
    })
}

fn row(ctx: &Ctx, listed: &Listed, receipt: Cell) -> Vec<Cell> {
    let allocation = &listed.allocation;
    let mark = if allocation.state == Stage::Signed { "good" } else { "note" };
    vec![
        Cell::link(allocation.title.clone(), format!("/{}/allocations/{}", ctx.book, allocation.no)),
        Cell::text(allocation.year.to_string()),
        Cell::text(listed.symbol.clone()),
        Cell::text(allocation.state.label()).marked(mark),
        receipt,
    ]
}
