//! Đơn vị hành chính: the units of the state by their official codes, from day to day.
//!
//! Codes are used again for other territory under other names (00118 was Ngọc Thụy, since 1 July 2025 it is Bồ Đề), so a
//! unit is a code on a day.

use crate::fault::Fault;
use crate::load::entry::Entry;
use crate::load::source::Source;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A unit under one code and one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdministrativeUnit {
    /// Official code: two digits for a city or province, three for a former district, five for a ward or commune.
    pub code: String,
    /// With its kind: `Phường Trúc Bạch`.
    pub name: String,
    /// Code of the superior unit; `None` for a city or province.
    pub superior: Option<String>,
    /// First day under this code and name; `None` where nothing is known of its beginning.
    pub since: Option<Date>,
    /// Last day; `None` for still.
    pub until: Option<Date>,
    /// Codes of the units that took over its territory on the day behind the last.
    pub successors: Vec<String>,
}

impl AdministrativeUnit {
    /// True when the unit stood on that day.
    pub fn stands_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    fn meets(&self, other: &AdministrativeUnit) -> bool {
        let begins_before = |a: &Self, b: &Self| a.since.is_none_or(|since| b.until.is_none_or(|until| since <= until));
        begins_before(self, other) && begins_before(other, self)
    }
}

/// A unit with the file and the byte at which it is declared.
#[derive(Debug)]
pub(crate) struct Declared {
    pub(crate) unit: AdministrativeUnit,
    file: String,
    at: usize,
}

/// The units of a `units/*.toml`.
pub(crate) fn units(source: &Source<'_>) -> Vec<Declared> {
    source.read(|top| top.each("unit", unit)).unwrap_or_default()
}

fn unit(entry: &Entry<'_>) -> Option<Declared> {
    let code = official(entry, entry.text("code"));
    let name = entry.words("name");
    let superior = entry.opt_text("superior").map(|superior| official(entry, Some(superior)));
    let since = entry.date("since");
    let until = entry.date("until");
    if since.zip(until).is_some_and(|(since, until)| until < since) {
        entry.source.fault(entry.at, "ngày hết trước ngày bắt đầu", "sửa `since` hoặc `until`");
    }
    let successors = entry.list("successors").into_iter().filter_map(|named| official(entry, Some(named))).collect();
    let unit = AdministrativeUnit { code: code?, name, superior: superior.flatten(), since, until, successors };
    Some(Declared { unit, file: entry.source.file.to_owned(), at: entry.at })
}

/// Two, three or five digits.
fn official(entry: &Entry<'_>, read: Option<(String, usize)>) -> Option<String> {
    let (code, at) = read?;
    if matches!(code.len(), 2 | 3 | 5) && code.bytes().all(|b| b.is_ascii_digit()) {
        return Some(code);
    }
    let what = format!("mã đơn vị “{code}” không đúng");
    entry.source.fault(at, what, "viết 2 chữ số (tỉnh), 3 chữ số (cấp huyện trước 01/7/2025) hoặc 5 chữ số (cấp xã)");
    None
}

/// Codes that mean two units on one day, and superiors and successors that are declared nowhere; each with its place in one
/// of the files.
pub(crate) fn judge(all: &[Declared], files: &[(String, String)]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |declared: &Declared, what: String, instead: &str| {
        let text = files.iter().find(|(file, _)| *file == declared.file).map_or("", |(_, text)| text);
        faults.push(Fault::at(&declared.file, text, declared.at, what, instead));
    };
    let mut by_code: BTreeMap<&str, Vec<&AdministrativeUnit>> = BTreeMap::new();
    for declared in all {
        let unit = &declared.unit;
        let same = by_code.entry(&unit.code).or_default();
        if let Some(other) = same.iter().find(|other| other.meets(unit)) {
            let what = format!("mã {} cùng ngày là {} và {}", unit.code, other.name, unit.name);
            fault(declared, what, "sửa `since`, `until` để mỗi ngày một mã chỉ là một đơn vị");
        }
        same.push(unit);
    }
    for declared in all {
        for code in declared.unit.superior.iter().chain(&declared.unit.successors) {
            if !by_code.contains_key(code.as_str()) {
                let what = format!("chưa có đơn vị mã {code}");
                fault(declared, what, "khai báo đơn vị ấy trong thư mục units, hoặc sửa mã");
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    const PACK: &str = "id = \"p\"\nversion = \"1\"\ntitle = \"P\"\nbasis = \"B\"\n";

    fn faults(units: &str) -> String {
        let files = [("p/pack.toml".to_owned(), PACK.to_owned()), ("p/units/a.toml".to_owned(), units.to_owned())];
        match crate::load(&files) {
            Ok(_) => String::new(),
            Err(faults) => faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        }
    }

    #[test]
    fn a_code_is_one_unit_on_one_day() {
        let unit = |rest: &str| format!("[[unit]]\ncode = \"00118\"\nname = \"Phường A\"\n{rest}\n");
        let (before, since) = (unit("until = 2025-06-30"), unit("since = 2025-07-01"));
        assert_eq!(faults(&format!("{before}{since}")), "");
        let twice = faults(&format!("{before}{}", unit("since = 2025-06-30")));
        assert!(twice.contains("p/units/a.toml:5") && twice.contains("mã 00118 cùng ngày"), "{twice}");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let rows = [
            ("code = \"118\"\nname = \"A\"\nsuperior = \"99\"", "chưa có đơn vị mã 99"),
            ("code = \"1188\"\nname = \"A\"", "mã đơn vị “1188” không đúng"),
            ("code = \"118\"\nname = \"A\"\nsuccessors = [\"x\"]", "mã đơn vị “x” không đúng"),
            ("code = \"118\"\nname = \"A\"\nsince = 2025-07-01\nuntil = 2025-06-30", "ngày hết trước ngày bắt đầu"),
            ("code = \"118\"", "name"),
        ];
        for (unit, expected) in rows {
            let found = faults(&format!("[[unit]]\n{unit}\n"));
            assert!(found.contains(expected), "{unit}: {found}");
        }
    }
}
