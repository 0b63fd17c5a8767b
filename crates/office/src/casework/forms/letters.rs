//! Mẫu 02, 03, 04, 05: papers asked for, refusal, apology with a new date, stop.

use super::{Form, Printed, asks_papers, line, moment, sheet, text};
use crate::casework::view::View;
use crate::directory::place_of;
use press::{Block, Document, Inline, Masthead, Signature};

/// Mẫu 02: what is missing, as the newest pause for papers asks for it.
pub fn papers_asked(view: &View, printed: &Printed) -> Document {
    let mut document = sheet(view, printed, Form::PapersAsked, "NGƯỜI HƯỚNG DẪN");
    opening(&mut document, view);
    let asked = view.pauses.iter().rev().find(|pause| asks_papers(view, &pause.reason));
    document.body.push(text("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:"));
    for item in asked.map(|pause| pause.note.as_str()).unwrap_or_default().lines().filter(|l| !l.trim().is_empty()) {
        document.body.push(Block::Item { inlines: vec![Inline::Text(item.trim().to_owned())] });
    }
    if let Some(pause) = asked {
        let title = view.case_type.pause_rule(&pause.reason).map_or(String::new(), |r| r.title.clone());
        document.body.push(line("Lý do", &title));
        let waits = format!("Thời gian chờ bổ sung từ {} không tính vào thời hạn giải quyết.", moment(pause.from_at));
        document.body.push(text(waits));
        document.bases.push(format!("Căn cứ {}", pause.basis));
    }
    document
}

/// Mẫu 04: cause of the lateness and the new date; the head signs, whoever prints it.
pub fn apology(view: &View, printed: &Printed) -> Document {
    let mut document = sheet(view, printed, Form::Apology, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ");
    document.signature.name.clear();
    document.addressee.push(view.person.name.clone());
    opening(&mut document, view);
    if let Some(apology) = view.extensions.iter().rev().find(|e| e.kind == "apology") {
        document.body.push(line("Ngày hẹn trả ban đầu", &moment(view.case.first_due_at)));
        document.body.push(line("Nguyên nhân chưa trả được kết quả", &apology.reason));
        document.body.push(line("Thời gian trả kết quả hẹn lại", &moment(apology.after_due_at)));
    }
    document.body.push(text("Cơ quan chân thành xin lỗi ông/bà và mong được thông cảm."));
    document
}

/// Mẫu 05: why the case is not handled further; the head signs, whoever prints it.
pub fn stop(view: &View, printed: &Printed) -> Document {
    let mut document = sheet(view, printed, Form::Stop, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ");
    document.signature.name.clear();
    document.addressee.push(view.person.name.clone());
    opening(&mut document, view);
    let withdrawn = view.case.outcome == "withdrawn";
    let kind = if withdrawn { "người nộp đề nghị rút hồ sơ" } else { "cơ quan dừng giải quyết" };
    let reason = view.events.iter().rev().find(|e| e.label == crate::journal::Kind::CaseStopped.label());
    document.body.push(line("Dừng giải quyết do", kind));
    document.body.push(line("Lý do", reason.map_or("", |e| e.note.as_str())));
    if let Some(at) = view.case.finished_at {
        document.body.push(line("Từ lúc", &moment(at)));
    }
    document
}

fn opening(document: &mut Document, view: &View) {
    document.body.push(line("Hồ sơ của", &view.person.name));
    if !view.person.address.is_empty() {
        document.body.push(line("Địa chỉ", &view.person.address));
    }
    document.body.push(line("Nội dung yêu cầu giải quyết", &view.case_type.title));
    document.body.push(line("Tiếp nhận lúc", &moment(view.case.received_at)));
}

/// Mẫu 03: an application that is not received, so it has no case.
pub fn refusal(unit: &str, printed: &Printed, name: &str, title: &str, reason: &str) -> Document {
    let post = "NGƯỜI TIẾP NHẬN HỒ SƠ".to_owned();
    Document {
        masthead: Masthead {
            superior: if printed.office == unit { String::new() } else { printed.office.to_uppercase() },
            issuer: unit.to_uppercase(),
            place: place_of(printed.office),
            issued_on: Some(printed.on),
            year: printed.on.year(),
            ..Masthead::default()
        },
        kind: Form::Refusal.name().to_uppercase(),
        title: format!("(Mẫu số {})", Form::Refusal.number()),
        body: vec![
            line("Hồ sơ của", name),
            line("Nội dung yêu cầu giải quyết", title),
            line("Lý do từ chối tiếp nhận", reason),
        ],
        signature: Signature { post, name: printed.officer.to_owned(), ..Signature::default() },
        ..Document::default()
    }
}
