//! Everything about a case in tables, so that it exports: papers, holdings, pauses, extensions, legs, fees, events.

use super::words;
use crate::casework::forms;
use crate::casework::view::View;
use crate::ui::{Cell, Column, Table};
use jiff::Timestamp;

type Rows = Vec<Vec<Cell>>;

/// The tables that hold anything.
pub fn tables(view: &View, now: Timestamp) -> Vec<Table> {
    let mut all = vec![
        table("papers", "Giấy tờ", &["Tên giấy tờ", "Hình thức", "Số bản"], papers(view)),
        table(
            "holdings",
            "Giao nhận",
            &["Giao", "Nhận", "Bước", "Từ", "Đến", "Định mức", "Ghi chú"],
            holdings(view, now),
        ),
        table("pauses", "Tạm dừng", &["Lý do", "Từ", "Ghi lúc", "Đến", "Nội dung", "Căn cứ"], pauses(view)),
        table(
            "extensions",
            "Gia hạn, hẹn lại",
            &["Việc", "Lúc", "Hẹn trước", "Hẹn sau", "Lý do", "Căn cứ"],
            extensions(view),
        ),
        table("legs", "Xin ý kiến", &["Đơn vị", "Nội dung", "Hạn", "Trả lời lúc", "Trả lời"], legs(view)),
        table("fees", "Phí, lệ phí", &["Khoản", "Số tiền", "Đã thu lúc", "Cách thu"], fees(view)),
        table("events", "Diễn biến", &["Lúc", "Việc", "Người", "Nội dung", "Sự kiện"], events(view)),
    ];
    all.retain(|table| !table.rows.is_empty());
    all
}

fn table(id: &'static str, caption: &str, titles: &[&str], rows: Rows) -> Table {
    let columns = titles.iter().copied().map(Column::left).collect();
    Table { id, caption: caption.to_owned(), columns, rows, empty: "" }
}

fn at(at: Option<Timestamp>) -> String {
    at.map_or(String::new(), viet::day::write_instant)
}

fn papers(view: &View) -> Rows {
    let no = view.case.no;
    let row = |p: &crate::casework::view::Paper| {
        let title = match &p.attachment {
            Some(_) => Cell::link(p.title.clone(), format!("{no}/papers/{}", p.no)),
            None => Cell::text(p.title.clone()),
        };
        vec![title, Cell::text(forms::origin(&p.origin)), Cell::text(p.copies.to_string())]
    };
    view.papers.iter().map(row).collect()
}

fn holdings(view: &View, now: Timestamp) -> Rows {
    let row = |h: &crate::casework::view::Holding| {
        let late = h.norm_due_at.is_some_and(|due| h.to_at.or(view.case.finished_at).unwrap_or(now) > due);
        let norm = Cell::text(h.norm.clone());
        vec![
            Cell::text(h.given_by.clone()),
            Cell::text(format!("{}, {}", h.officer, h.unit)),
            Cell::text(view.step_title(&h.step)),
            Cell::text(at(Some(h.from_at))),
            Cell::text(at(h.to_at)),
            if late { norm.marked("warn") } else { norm },
            Cell::text(h.note.clone()),
        ]
    };
    view.holdings.iter().map(row).collect()
}

fn pauses(view: &View) -> Rows {
    let row = |p: &crate::casework::view::Pause| {
        let rule = view.case_type.pause_rule(&p.reason);
        let title = rule.map_or_else(|| "hồ sơ đã đóng".to_owned(), |rule| rule.title.clone());
        let known = if p.known_at == p.from_at { String::new() } else { at(Some(p.known_at)) };
        vec![
            Cell::text(title),
            Cell::text(at(Some(p.from_at))),
            Cell::text(known),
            Cell::text(at(p.to_at)),
            Cell::text(p.note.clone()),
            Cell::text(p.basis.clone()),
        ]
    };
    view.pauses.iter().map(row).collect()
}

fn extensions(view: &View) -> Rows {
    let row = |e: &crate::casework::view::Extension| {
        let what = match e.kind.as_str() {
            "apology" => "xin lỗi, hẹn lại".to_owned(),
            _ => format!("gia hạn {}", e.time_limit),
        };
        vec![
            Cell::text(what),
            Cell::text(at(Some(e.at))),
            Cell::text(at(Some(e.before_due_at))),
            Cell::text(at(Some(e.after_due_at))),
            Cell::text(e.reason.clone()),
            Cell::text(e.basis.clone()),
        ]
    };
    view.extensions.iter().map(row).collect()
}

fn legs(view: &View) -> Rows {
    let row = |l: &crate::casework::view::Leg| {
        vec![
            Cell::text(l.unit.clone()),
            Cell::text(l.question.clone()),
            Cell::text(at(Some(l.due_at))),
            Cell::text(at(l.answered_at)),
            Cell::text(l.answer.clone()),
        ]
    };
    view.legs.iter().map(row).collect()
}

fn fees(view: &View) -> Rows {
    let row = |f: &crate::casework::view::Fee| {
        vec![
            Cell::text(f.title.clone()),
            Cell::number(words::dong(f.amount_dong), f.amount_dong.into()),
            Cell::text(at(f.paid_at)),
            Cell::text(match f.method.as_str() {
                "cash" => "tiền mặt",
                "transfer" => "chuyển khoản",
                "online" => "trực tuyến",
                _ => "",
            }),
        ]
    };
    view.fees.iter().map(row).collect()
}

fn events(view: &View) -> Rows {
    let row = |e: &crate::casework::view::Event| {
        let known = if e.known_at == e.at { String::new() } else { format!(", ghi lúc {}", at(Some(e.known_at))) };
        vec![
            Cell::text(format!("{}{known}", at(Some(e.at)))),
            Cell::text(e.label.clone()),
            Cell::text(e.officer.clone()),
            Cell::text(e.note.clone()),
            Cell::text(e.fact_no.to_string()),
        ]
    };
    view.events.iter().map(row).collect()
}
