//! The first rows of a file as they would be entered, so that a person sees whether they were understood.

use super::draft::{FigureRow, OfficerRow, Rows, TargetRow, UnitRow};
use super::known::Known;
use crate::directory::kind_label;
use crate::directory::permit::Role;
use crate::figure::Status;
use crate::plan::quantity;

/// So many rows are shown.
const SHOWN: usize = 20;

/// A small table of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

/// The first rows.
pub fn sample(known: &Known, rows: &Rows) -> Sample {
    match rows {
        Rows::Figures(rows) => Sample {
            columns: vec![
                "Chỉ tiêu",
                "Đơn vị",
                "Từ ngày",
                "Đến ngày",
                "Trạng thái",
                "Giá trị",
                "Ghi trong văn bản",
                "Ghi chú",
            ],
            rows: rows.iter().take(SHOWN).map(|row| figure(known, row)).collect(),
        },
        Rows::Targets(rows) => Sample {
            columns: vec!["Chỉ tiêu", "Đơn vị", "Cấp giao", "Từ ngày", "Đến ngày", "Giá trị", "Căn cứ"],
            rows: rows.iter().take(SHOWN).map(|row| target(known, row)).collect(),
        },
        Rows::Units(rows) => Sample {
            columns: vec!["Mã", "Tên", "Loại", "Trực thuộc", "Thành lập ngày", "Đến trước ngày"],
            rows: rows.iter().take(SHOWN).map(unit).collect(),
        },
        Rows::Officers(rows) => Sample {
            columns: vec!["Họ tên", "Tên đăng nhập", "Vị trí", "Đơn vị", "Vai trò", "Từ ngày"],
            rows: rows.iter().take(SHOWN).map(|row| officer(known, row)).collect(),
        },
    }
}

fn figure(known: &Known, row: &FigureRow) -> Vec<String> {
    let indicator = known.indicators.iter().find(|i| i.rule.code == row.indicator);
    let value = indicator
        .and_then(|i| known.measure(i).ok())
        .map(|measure| quantity::write_bound(measure, row.bound, row.value));
    vec![
        indicator.map_or_else(|| row.indicator.clone(), |i| i.rule.name.clone()),
        unit_name(known, row.unit, row.cutoff_on),
        viet::day::write(row.starts_on),
        viet::day::write(row.cutoff_on),
        Status::read(&row.status).map_or("", Status::label).to_owned(),
        value.unwrap_or_default(),
        row.typed.clone(),
        row.note.clone(),
    ]
}

fn target(known: &Known, row: &TargetRow) -> Vec<String> {
    let indicator = known.indicators.iter().find(|i| i.rule.code == row.indicator);
    let basis = known.documents.iter().find(|d| d.no == row.basis);
    vec![
        indicator.map_or_else(|| row.indicator.clone(), |i| i.rule.name.clone()),
        unit_name(known, row.unit, row.starts_on),
        known.pack.assigner(&row.assigner).map_or_else(|| row.assigner.clone(), |a| a.label.clone()),
        viet::day::write(row.starts_on),
        viet::day::write(row.ends_on),
        row.typed.clone(),
        basis.map(crate::document::Document::name).unwrap_or_default(),
    ]
}

fn unit(row: &UnitRow) -> Vec<String> {
    vec![
        row.code.clone(),
        row.name.clone(),
        kind_label(&row.kind).to_owned(),
        row.parent.clone(),
        viet::day::write(row.from.unwrap_or(row.on)),
        row.abolished_on.map(viet::day::write).unwrap_or_default(),
    ]
}

fn officer(known: &Known, row: &OfficerRow) -> Vec<String> {
    vec![
        row.name.clone(),
        row.login.clone(),
        row.post_title.clone(),
        unit_name(known, row.unit, row.from),
        Role::read(&row.role).map_or("", Role::label).to_owned(),
        viet::day::write(row.from),
    ]
}

fn unit_name(known: &Known, no: i64, on: jiff::civil::Date) -> String {
    let spans = || known.units.iter().filter(|span| span.no == no);
    spans()
        .find(|span| span.holds_on(on))
        .or_else(|| spans().next_back())
        .map(|span| span.name.clone())
        .unwrap_or_default()
}
