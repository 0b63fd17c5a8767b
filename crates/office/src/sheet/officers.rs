//! Officers of a file: one row for each post that an officer holds.

use super::draft::OfficerRow;
use super::fault::CellFault;
use super::known::Known;
use super::table::{Line, Table};
use super::words::words;
use crate::directory::is_plain_login;
use crate::directory::permit::Role;
use std::collections::HashMap;

/// Reads every row of the tables.
pub fn read(known: &Known, tables: &[Table]) -> (Vec<OfficerRow>, Vec<CellFault>) {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let mut posts: HashMap<(String, i64, String), String> = HashMap::new();
    let mut names: HashMap<String, (String, String)> = HashMap::new();
    for line in tables.iter().flat_map(|table| table.rows.iter().map(move |row| Line { table, row: *row })) {
        let Some(row) = one(known, line, &mut faults) else { continue };
        let (name, first) = names.entry(row.login.clone()).or_insert_with(|| (row.name.clone(), row.place.clone()));
        if words(name) != words(&row.name) {
            faults.push(line.fault(
                "login",
                format!("Tên đăng nhập “{}” đã dùng cho {name} ở {first}. Chọn tên đăng nhập khác.", row.login),
            ));
        }
        let key = (row.login.clone(), row.unit, words(&row.post_title));
        if let Some(first) = posts.get(&key) {
            faults
                .push(line.fault("post", format!("Vị trí này của “{}” đã có ở {first}. Giữ lại một dòng.", row.name)));
        }
        posts.entry(key).or_insert_with(|| row.place.clone());
        rows.push(row);
    }
    (rows, faults)
}

fn one(known: &Known, line: Line, faults: &mut Vec<CellFault>) -> Option<OfficerRow> {
    let before = faults.len();
    let (name, post_title) =
        (line.required("name", "họ tên", faults), line.required("post", "vị trí việc làm", faults));
    let login = line.required("login", "tên đăng nhập", faults).filter(|login| {
        let plain = is_plain_login(login);
        if !plain {
            faults.push(line.fault("login", format!("“{login}” không dùng để đăng nhập được. Chỉ ghi chữ không dấu, số, dấu chấm, gạch ngang, không có khoảng trắng.")));
        }
        plain
    });
    let role = line.required("role", "vai trò", faults).and_then(|text| {
        let labels = || Role::ALL.map(|role| format!("“{}”", role.label())).join(", ");
        Role::read(&text).or_else(|| {
            faults.push(line.fault("role", format!("“{text}” không phải vai trò. Ghi một trong số: {}.", labels())));
            None
        })
    });
    let from = line.required_day("from", "ngày giữ vị trí", faults);
    let (unit_name, unit_code) = (line.text("unit"), line.text("unit-code"));
    let unit = if unit_name.is_empty() && unit_code.is_empty() {
        faults.push(line.fault("unit", "Chưa ghi đơn vị. Ghi tên đơn vị vào ô này."));
        None
    } else {
        known.unit(&unit_name, &unit_code, from).map_err(|sentence| faults.push(line.fault("unit", sentence))).ok()
    };
    if faults.len() > before {
        return None;
    }
    Some(OfficerRow {
        place: line.place("name"),
        login: login?,
        name: name?,
        post_title: post_title?,
        role: role?.key().to_owned(),
        unit: unit?,
        from: from?,
    })
}
