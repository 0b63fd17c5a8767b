//! Units of a file: one row each, or one row for every name and superior that a unit had over time.

use super::draft::UnitRow;
use super::fault::CellFault;
use super::table::{Line, Table};
use super::words::words;
use crate::directory::KINDS;
use jiff::civil::Date;
use std::collections::HashMap;

/// Words people use for each kind of unit, beside its key and its label.
const ALSO: &[(&str, &[&str])] = &[
    ("thanh-pho", &["tp"]),
    ("phong", &["phong", "ban", "phong chuyen mon", "van phong"]),
    ("don-vi", &["don vi", "trung tam", "don vi truc thuoc"]),
    ("truong", &["truong hoc"]),
];

fn kind(text: &str) -> Option<&'static str> {
    let folded = words(text);
    let also = |key: &str| ALSO.iter().any(|(known, said)| *known == key && said.contains(&folded.as_str()));
    let named = |(key, label): &&(&str, &str)| words(key) == folded || words(label) == folded || also(key);
    KINDS.iter().find(named).map(|(key, _)| *key)
}

/// Reads every row of the tables.
pub fn read(tables: &[Table]) -> (Vec<UnitRow>, Vec<CellFault>) {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let mut seen: HashMap<(String, String, String), String> = HashMap::new();
    for line in tables.iter().flat_map(|table| table.rows.iter().map(move |row| Line { table, row: *row })) {
        let Some(row) = one(line, &mut faults) else { continue };
        let key = (row.code.clone(), words(&row.name), row.from.unwrap_or(row.on).to_string());
        if let Some(first) = seen.get(&key) {
            faults.push(line.fault("name", format!("Đơn vị “{}” đã có ở {first}. Giữ lại một dòng.", row.name)));
        }
        seen.entry(key).or_insert_with(|| row.place.clone());
        rows.push(row);
    }
    (rows, faults)
}

fn one(line: Line, faults: &mut Vec<CellFault>) -> Option<UnitRow> {
    let before = faults.len();
    let name = line.required("name", "tên đơn vị", faults);
    let typed_kind = line.required("kind", "loại đơn vị", faults);
    let kind = typed_kind.and_then(|text| {
        let labels = KINDS.iter().map(|(_, label)| format!("“{label}”")).collect::<Vec<_>>().join(", ");
        kind(&text).or_else(|| {
            faults.push(line.fault("kind", format!("“{text}” không phải loại đơn vị. Ghi một trong số: {labels}.")));
            None
        })
    });
    let on = line.required_day("on", "ngày thành lập", faults);
    let (from, abolished_on) = (line.day("from", faults), line.day("abolished-on", faults));
    let heirs = heirs(line, faults);
    if let (Some(on), Some(end)) = (on, abolished_on.filter(|end| on.is_some_and(|on| *end <= on))) {
        let sentence = format!(
            "Ngày {} không sau ngày thành lập {}. Sửa một trong hai ngày.",
            viet::day::write(end),
            viet::day::write(on)
        );
        faults.push(line.fault("abolished-on", sentence));
    }
    if faults.len() > before {
        return None;
    }
    let on = on?;
    Some(UnitRow {
        place: line.place("name"),
        key: line.text("row"),
        code: line.text("code"),
        kind: kind?.to_owned(),
        name: name?,
        parent: line.text("parent"),
        on,
        from: from.filter(|from| *from != on),
        abolished_on,
        heirs,
    })
}

/// `Phường Ba Đình (1/7/2025); Phường Ngọc Hà (1/7/2025)`.
fn heirs(line: Line, faults: &mut Vec<CellFault>) -> Vec<(String, Date)> {
    let text = line.text("heirs");
    let read = |part: &str| {
        let (name, day) = part.trim().strip_suffix(')')?.rsplit_once('(')?;
        Some((name.trim().to_owned(), viet::day::read(day).ok()?))
    };
    let parts = text.split(';').filter(|part| !part.trim().is_empty());
    let mut found = Vec::new();
    for part in parts {
        match read(part) {
            Some(heir) => found.push(heir),
            None => faults.push(
                line.fault("heirs", format!("“{}” không đọc được. Ghi như: Phường Ba Đình (1/7/2025).", part.trim())),
            ),
        }
    }
    found
}
