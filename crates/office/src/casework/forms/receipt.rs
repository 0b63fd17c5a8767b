//! Mẫu 01: the receipt with number, papers, due instant and the QR that opens the tracking page.

use super::{Form, Printed, line, moment, sheet, table, text};
use crate::casework::view::View;
use press::{Document, Trace};

pub fn receipt(view: &View, printed: &Printed) -> Document {
    let case = &view.case;
    let mut document = sheet(view, printed, Form::Receipt, "NGƯỜI TIẾP NHẬN HỒ SƠ");
    let body = &mut document.body;
    body.push(line("Bộ phận tiếp nhận", &view.received_unit));
    body.push(line("Tiếp nhận hồ sơ của", &view.person.name));
    if let Some(submitter) = &view.submitter {
        body.push(line("Người nộp thay", &submitter.name));
    }
    if !view.person.address.is_empty() {
        body.push(line("Địa chỉ", &view.person.address));
    }
    let contact = [view.person.phone.as_str(), view.person.email.as_str()];
    let contact: Vec<&str> = contact.into_iter().filter(|text| !text.is_empty()).collect();
    if !contact.is_empty() {
        body.push(line("Điện thoại, thư điện tử", &contact.join(", ")));
    }
    body.push(line("Nội dung yêu cầu giải quyết", &format!("{} ({})", view.case_type.title, view.case_type.code)));
    if !case.subject.is_empty() {
        body.push(line("Trích yếu", &case.subject));
    }
    let papers = view.papers.iter().zip(1..).map(|(paper, at)| {
        vec![at.to_string(), paper.title.clone(), origin(&paper.origin).to_owned(), paper.copies.to_string()]
    });
    body.push(table("Thành phần hồ sơ nộp", &["TT", "Tên giấy tờ", "Hình thức", "Số bản"], papers.collect()));
    for (label, value) in view.fields() {
        body.push(line(&label, &value));
    }
    let limit = view.case_type.limit_rule(&case.limit_rule).map_or(String::new(), |rule| rule.limit.to_string());
    body.push(line("Thời gian giải quyết theo quy định", &limit));
    body.push(line("Thời gian nhận hồ sơ", &moment(case.received_at)));
    body.push(line("Thời gian trả kết quả", &moment(case.due_at.unwrap_or(case.first_due_at))));
    body.push(line("Nhận kết quả", delivery(&case.delivery)));
    for fee in &view.fees {
        body.push(line(&fee.title, &format!("{}\u{a0}đồng", viet::number::write(fee.amount_dong.into()))));
    }
    let url = (!printed.track_url.is_empty()).then(|| printed.track_url.to_owned());
    let scan = if url.is_some() { " Quét mã dưới đây để theo dõi hồ sơ và đánh giá." } else { "" };
    body.push(text(format!("Ông/bà giữ giấy này để nhận kết quả.{scan}")));
    let place = printed.track_url.split_once('?').map_or(String::new(), |(page, _)| format!(" tại {page}"));
    let note = format!("Tra cứu{place} bằng mã hồ sơ {} và mã tra cứu {}.", case.code, case.secret);
    document.trace = Some(Trace { url, note, ..Trace::default() });
    document
}

pub fn origin(key: &str) -> &'static str {
    match key {
        "scanned" => "bản điện tử",
        "reused" => "dùng lại từ hồ sơ trước",
        "national" => "lấy từ cơ sở dữ liệu",
        _ => "bản giấy",
    }
}

pub fn delivery(key: &str) -> &'static str {
    match key {
        "post" => "qua bưu chính công ích",
        "electronic" => "bản điện tử",
        _ => "tại Bộ phận Một cửa",
    }
}
