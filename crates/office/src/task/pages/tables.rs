//! The tables below a task: units, parts, obstacles, progress with evidence, extensions, holders, history.

use crate::ctx::Ctx;
use crate::task::view::View;
use crate::ui::{Cell, Column, Table};
use jiff::Timestamp;

/// Every table that has a row.
pub fn tables(ctx: &Ctx, view: &View) -> Vec<Table> {
    let all = [
        units(view),
        parts(ctx, view),
        obstacles(view),
        progress(ctx, view),
        extensions(view),
        holdings(view),
        events(view),
    ];
    all.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn at(at: Timestamp) -> Cell {
    Cell::text(viet::day::write_instant(at))
}

fn opt_at(at: Option<Timestamp>) -> Cell {
    Cell::text(at.map(viet::day::write_instant).unwrap_or_default())
}

fn text(text: &str) -> Cell {
    Cell::text(text.to_owned())
}

fn table(id: &'static str, caption: &str, columns: &[&str], rows: impl Iterator<Item = Vec<Cell>>) -> Table {
    let columns = columns.iter().map(|title| Column::left(title)).collect();
    Table { id, caption: caption.to_owned(), columns, rows: rows.collect(), empty: "" }
}

fn units(view: &View) -> Table {
    let rows = view.units.iter().map(|u| {
        let confirmed = if u.confirmed_at.is_some() { u.confirmed_by.as_str() } else { "chưa xác nhận" };
        vec![text(&u.name), text(if u.lead { "chủ trì" } else { "phối hợp" }), text(confirmed), opt_at(u.confirmed_at)]
    });
    table("units", "Đơn vị tham gia", &["Đơn vị", "Vai trò", "Người xác nhận", "Lúc"], rows)
}

fn parts(ctx: &Ctx, view: &View) -> Table {
    let rows = view.parts.iter().map(|p| {
        let href = format!("/{}/tasks/{}", ctx.book, p.no);
        let number = Cell::link(p.no.to_string(), href.clone());
        vec![number, Cell::link(p.work.clone(), href), at(p.due_at), text(p.state.label())]
    });
    table("parts", "Việc con", &["Số", "Việc", "Hạn", "Tình trạng"], rows)
}

fn obstacles(view: &View) -> Table {
    let rows = view.obstacles.iter().map(|o| {
        vec![at(o.raised_at), text(&o.raised_by), text(&o.note), text(&o.competent), Cell::text(o.state_text())]
    });
    let columns = ["Lúc", "Người ghi", "Vướng mắc", "Thẩm quyền", "Tình trạng"];
    table("obstacles", "Khó khăn, vướng mắc", &columns, rows)
}

fn progress(ctx: &Ctx, view: &View) -> Table {
    let rows = view.progress.iter().map(|p| {
        let evidence = match (&p.attachment, p.document) {
            (Some(_), _) => {
                let href = format!("/{}/tasks/{}/evidence/{}", ctx.book, view.task.no, p.no);
                Cell::link(p.file_name.clone(), href)
            }
            (None, Some(no)) => Cell::link(p.symbol.clone(), format!("/{}/documents/{no}", ctx.book)),
            _ => text(""),
        };
        vec![at(p.at), text(&p.officer), Cell::text(format!("{}\u{a0}%", p.percent)), text(&p.note), evidence]
    });
    let columns = ["Lúc", "Người ghi", "Tiến độ", "Nội dung", "Minh chứng"];
    table("progress", "Tiến độ, minh chứng", &columns, rows)
}

fn extensions(view: &View) -> Table {
    let rows = view.extensions.iter().map(|e| {
        let decision = match e.state.as_str() {
            "granted" => format!("đồng ý ({})", e.decided_by),
            "refused" => format!("không đồng ý ({}): {}", e.decided_by, e.note),
            _ => "đang chờ".to_owned(),
        };
        let asked = [at(e.asked_at), text(&e.asked_by), at(e.before_due_at), at(e.asked_due_at), text(&e.reason)];
        [&asked[..], &[Cell::text(decision)]].concat()
    });
    table("extensions", "Gia hạn", &["Xin lúc", "Người xin", "Hạn trước", "Xin đến", "Lý do", "Quyết định"], rows)
}

fn holdings(view: &View) -> Table {
    let rows = view
        .holdings
        .iter()
        .map(|h| vec![text(&h.officer), text(&h.unit), at(h.from_at), opt_at(h.to_at), text(&h.note)]);
    table("holdings", "Ai đã giữ", &["Người giữ", "Đơn vị", "Từ", "Đến", "Ghi chú"], rows)
}

fn events(view: &View) -> Table {
    let rows = view
        .events
        .iter()
        .map(|e| vec![at(e.at), text(&e.label), text(&e.officer), text(&e.note), Cell::text(e.fact_no.to_string())]);
    table("events", "Diễn biến", &["Lúc", "Việc", "Người", "Nội dung", "Sự kiện"], rows)
}
