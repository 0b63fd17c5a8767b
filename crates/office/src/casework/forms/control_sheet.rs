//! Mẫu 06: who gave the case to whom and when, and how each step stood to its norm.

use super::{Form, Printed, line, sheet, table};
use crate::casework::view::{Holding, View};
use jiff::Timestamp;
use press::Document;

/// Room to remark by hand: it keeps a column of empty notes from shrinking to nothing.
const BY_HAND: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

pub fn control_sheet(view: &View, printed: &Printed) -> Document {
    let mut document = sheet(view, printed, Form::ControlSheet, "NGƯỜI LẬP PHIẾU");
    document.body.push(line("Hồ sơ của", &view.person.name));
    document.body.push(line("Nội dung yêu cầu giải quyết", &view.case_type.title));
    let rows = view.holdings.iter().map(|h| {
        vec![
            h.given_by.clone(),
            format!("{}, {}", h.officer, h.unit),
            viet::day::write_instant(h.from_at),
            view.step_title(&h.step),
            h.norm.clone(),
            result(h, ended_at(view, h)).to_owned(),
            if h.note.is_empty() { BY_HAND.to_owned() } else { h.note.clone() },
        ]
    });
    let columns = ["Giao", "Nhận", "Thời gian giao, nhận", "Bước", "Định mức", "Kết quả", "Ghi chú"];
    document.body.push(table("Quá trình giải quyết", &columns, rows.collect()));
    document
}

/// When a holding ended; the last one, which nobody took over, with the decision or with the result handed back.
fn ended_at(view: &View, holding: &Holding) -> Option<Timestamp> {
    let decided = view.case.finished_at.filter(|at| holding.from_at < *at);
    holding.to_at.or(decided).or(view.case.handed_back_at)
}

/// How a holding that ended stood to the norm of its step.
fn result(holding: &Holding, ended_at: Option<Timestamp>) -> &'static str {
    match (ended_at, holding.norm_due_at) {
        (Some(to), Some(due)) if to > due => "quá hạn",
        (Some(to), Some(due)) if to < due => "trước hạn",
        (Some(_), Some(_)) => "đúng hạn",
        _ => "",
    }
}
