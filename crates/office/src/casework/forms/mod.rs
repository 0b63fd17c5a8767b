//! The forms of the one-stop shop (Thông tư 03/2025/TT-VPCP, Phụ lục I): 01 receipt, 02 papers asked for, 03 refusal, 04
//! apology, 05 stop, 06 control sheet. Form 07, the register, is a table of its own page. Pure: a view in, a document out.

mod control_sheet;
mod letters;
mod receipt;

use super::view::View;
use crate::directory::place_of;
use jiff::Timestamp;
use jiff::civil::Date;
use press::{Block, Cell, Column, Document, Inline, Masthead, Row, Signature, Table};

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Receipt,
    PapersAsked,
    Refusal,
    Apology,
    Stop,
    ControlSheet,
}

impl Form {
    pub const ALL: [Form; 6] =
        [Form::Receipt, Form::PapersAsked, Form::Refusal, Form::Apology, Form::Stop, Form::ControlSheet];

    /// Its number in the circular, as in addresses.
    pub fn number(self) -> &'static str {
        match self {
            Form::Receipt => "01",
            Form::PapersAsked => "02",
            Form::Refusal => "03",
            Form::Apology => "04",
            Form::Stop => "05",
            Form::ControlSheet => "06",
        }
    }

    /// Its Vietnamese name.
    pub fn name(self) -> &'static str {
        match self {
            Form::Receipt => "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            Form::PapersAsked => "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
            Form::Refusal => "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
            Form::Apology => "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
            Form::Stop => "Thông báo dừng giải quyết hồ sơ",
            Form::ControlSheet => "Phiếu kiểm soát quá trình giải quyết hồ sơ",
        }
    }

    /// The form of that number.
    pub fn from_number(number: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.number() == number)
    }

    /// Whether a case has come to the point at which the form arises.
    pub fn arises(self, view: &View) -> bool {
        match self {
            Form::Receipt | Form::ControlSheet => true,
            Form::PapersAsked => view.pauses.iter().any(|p| asks_papers(view, &p.reason)),
            Form::Refusal => false,
            Form::Apology => view.extensions.iter().any(|e| e.kind == "apology"),
            Form::Stop => view.case.state == pack::case_type::State::Stopped,
        }
    }
}

fn asks_papers(view: &View, reason: &str) -> bool {
    view.case_type.pause_rule(reason).is_some_and(|rule| rule.asks == pack::case_type::Asks::Papers)
}

/// Where and when a form is printed, and under which address the case is tracked.
pub struct Printed<'a> {
    /// Name of the office above the unit.
    pub office: &'a str,
    pub on: Date,
    /// Empty when the public cannot reach this installation.
    pub track_url: &'a str,
    /// Name of the officer who prints.
    pub officer: &'a str,
}

/// The document of a form.
pub fn document(form: Form, view: &View, printed: &Printed) -> Document {
    match form {
        Form::Receipt => receipt::receipt(view, printed),
        Form::ControlSheet => control_sheet::control_sheet(view, printed),
        Form::PapersAsked => letters::papers_asked(view, printed),
        Form::Apology => letters::apology(view, printed),
        Form::Stop | Form::Refusal => letters::stop(view, printed),
    }
}

pub use letters::refusal;
pub use receipt::{delivery, origin};

/// What every form shares: head, number, title, signature of the officer.
fn sheet(view: &View, printed: &Printed, form: Form, post: &str) -> Document {
    let unit = &view.received_unit;
    Document {
        masthead: Masthead {
            superior: if printed.office == unit { String::new() } else { printed.office.to_uppercase() },
            issuer: unit.to_uppercase(),
            symbol: format!("Mã hồ sơ: {}", view.case.code),
            place: place_of(printed.office),
            issued_on: Some(printed.on),
            year: printed.on.year(),
        },
        kind: form.name().to_uppercase(),
        title: format!("(Mẫu số {})", form.number()),
        signature: Signature {
            authority: String::new(),
            post: post.to_owned(),
            name: printed.officer.to_owned(),
            signed_at: None,
        },
        ..Document::default()
    }
}

fn line(label: &str, value: &str) -> Block {
    Block::Paragraph { inlines: vec![Inline::Text(format!("{label}: ")), Inline::Strong(value.to_owned())] }
}

fn text(text: impl Into<String>) -> Block {
    Block::Paragraph { inlines: vec![Inline::Text(text.into())] }
}

/// `17 giờ 00 phút, ngày 27 tháng 02 năm 2026`.
fn moment(at: Timestamp) -> String {
    let wall = super::clock::wall(at);
    format!("{:02} giờ {:02} phút, {}", wall.hour(), wall.minute(), viet::day::write_long(wall.date()))
}

fn table(caption: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Block {
    let column = |title: &&str| Column { title: (*title).to_owned(), measure: None, align: press::Align::Left };
    let row = |cells: Vec<String>| Row { cells: cells.into_iter().map(Cell::Text).collect(), total: false };
    Block::Table(Table {
        caption: caption.to_owned(),
        columns: columns.iter().map(column).collect(),
        rows: rows.into_iter().map(row).collect(),
        landscape: false,
    })
}
