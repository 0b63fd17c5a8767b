//! Đơn vị hành chính: the units of the state by their official codes, from day to day.
//!
//! Codes are used again for other territory under other names (00118 was Ngọc Thụy, since 1 July 2025 it is Bồ Đề), so a
//! unit is a code on a day.

use crate::fault::Fault;
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

/// A unit with the file and the line that declare it.
#[derive(Debug)]
pub(crate) struct Declared {
    pub(crate) unit: AdministrativeUnit,
    file: String,
    line: usize,
}

/// Columns of a table of units, in their order.
const COLUMNS: [&str; 6] = ["code", "name", "superior", "since", "until", "successors"];

/// The units of a table.
pub(crate) fn units(file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<Declared> {
    // A spreadsheet may put a byte mark before its first word.
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    if !table.headers().is_ok_and(|headers| headers.iter().eq(COLUMNS)) {
        let instead = format!("viết dòng đầu: {}", COLUMNS.join(","));
        faults.push(Fault {
            line: Some(1), ..Fault::of_file(file, "dòng đầu không phải tên các cột", instead)
        });
        return Vec::new();
    }
    let mut found = Vec::new();
    for record in table.records() {
        match record {
            Ok(record) => found.extend(Row { file, record: &record }.unit(faults)),
            Err(error) => {
                let line = error.position().and_then(|place| usize::try_from(place.line()).ok());
                let instead = format!("viết đủ {} ô mỗi dòng, ô có dấu phẩy đặt trong dấu nháy kép", COLUMNS.len());
                faults.push(Fault { line, ..Fault::of_file(file, "dòng không đọc được", instead) });
            }
        }
    }
    found
}

/// A line of a table.
struct Row<'a> {
    file: &'a str,
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    fn unit(&self, faults: &mut Vec<Fault>) -> Option<Declared> {
        let before = faults.len();
        let [code, name, superior, since, until, successors] =
            std::array::from_fn(|at| self.record.get(at).unwrap_or_default().trim());
        if name.is_empty() {
            faults.push(self.fault("thiếu tên đơn vị", "viết tên có cấp, ví dụ Phường Trúc Bạch"));
        }
        let superior = Some(superior).filter(|code| !code.is_empty());
        for code in std::iter::once(code).chain(superior).chain(successors.split_whitespace()) {
            if !(matches!(code.len(), 2 | 3 | 5) && code.bytes().all(|b| b.is_ascii_digit())) {
                let instead = "viết 2 chữ số (tỉnh), 3 chữ số (cấp huyện trước 01/7/2025) hoặc 5 chữ số (cấp xã)";
                faults.push(self.fault(format!("mã đơn vị “{code}” không đúng"), instead));
            }
        }
        let mut day = |written: &str| {
            let read = (!written.is_empty()).then(|| written.parse::<Date>());
            if read.as_ref().is_some_and(Result::is_err) {
                faults.push(self.fault(format!("ngày “{written}” không đọc được"), "viết ví dụ 2025-06-30"));
            }
            read.and_then(Result::ok)
        };
        let (since, until) = (day(since), day(until));
        if since.zip(until).is_some_and(|(since, until)| until < since) {
            faults.push(self.fault("ngày hết trước ngày bắt đầu", "sửa since hoặc until"));
        }
        let unit = AdministrativeUnit {
            code: code.to_owned(),
            name: name.to_owned(),
            superior: superior.map(str::to_owned),
            since,
            until,
            successors: successors.split_whitespace().map(str::to_owned).collect(),
        };
        (faults.len() == before).then(|| Declared { unit, file: self.file.to_owned(), line: self.line() })
    }

    fn line(&self) -> usize {
        self.record.position().and_then(|place| usize::try_from(place.line()).ok()).unwrap_or_default()
    }

    fn fault(&self, what: impl Into<String>, instead: impl Into<String>) -> Fault {
        Fault { line: Some(self.line()), ..Fault::of_file(self.file, what, instead) }
    }
}

/// Codes that mean two units on one day, and superiors and successors that are declared nowhere; each with its place.
pub(crate) fn judge(all: &[Declared]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |declared: &Declared, what: String, instead: &str| {
        faults.push(Fault { line: Some(declared.line), ..Fault::of_file(&declared.file, what, instead) });
    };
    let mut by_code: BTreeMap<&str, Vec<&AdministrativeUnit>> = BTreeMap::new();
    for declared in all {
        let unit = &declared.unit;
        let same = by_code.entry(&unit.code).or_default();
        if let Some(other) = same.iter().find(|other| other.meets(unit)) {
            let what = format!("mã {} cùng ngày là {} và {}", unit.code, other.name, unit.name);
            fault(declared, what, "sửa since, until để mỗi ngày một mã chỉ là một đơn vị");
        }
        same.push(unit);
    }
    for declared in all {
        for code in declared.unit.superior.iter().chain(&declared.unit.successors) {
            if !by_code.contains_key(code.as_str()) {
                let what = format!("chưa có đơn vị mã {code}");
                fault(declared, what, "khai báo đơn vị ấy trong một tệp của thư mục units, hoặc sửa mã");
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    const PACK: &str = "id = \"p\"\nversion = \"1\"\ntitle = \"P\"\nbasis = \"B\"\n";
    const HEAD: &str = "code,name,superior,since,until,successors\n";

    fn faults(table: &str) -> String {
        let files = [("p/pack.toml".to_owned(), PACK.to_owned()), ("p/units/a.csv".to_owned(), table.to_owned())];
        match crate::load(&files) {
            Ok(_) => String::new(),
            Err(faults) => faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        }
    }

    #[test]
    fn a_code_is_one_unit_on_one_day() {
        let before = "00118,Phường Ngọc Thụy,,,2025-06-30,00118\n";
        assert_eq!(faults(&format!("{HEAD}{before}00118,Phường Bồ Đề,,2025-07-01,,\n")), "");
        let twice = faults(&format!("{HEAD}{before}00118,Phường Bồ Đề,,2025-06-30,,\n"));
        assert!(twice.contains("p/units/a.csv:3") && twice.contains("mã 00118 cùng ngày"), "{twice}");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let rows = [
            ("118,A,99,,,", "a.csv:2: chưa có đơn vị mã 99"),
            ("1188,A,,,,", "a.csv:2: mã đơn vị “1188” không đúng"),
            (",A,,,,", "a.csv:2: mã đơn vị “” không đúng"),
            ("118,A,,,,x", "a.csv:2: mã đơn vị “x” không đúng"),
            ("118,A,,2025-07-01,2025-06-30,", "a.csv:2: ngày hết trước ngày bắt đầu"),
            ("118,A,,1/7/2025,,", "a.csv:2: ngày “1/7/2025” không đọc được"),
            ("118,,,,,", "a.csv:2: thiếu tên đơn vị"),
            ("118,A", "a.csv:2: dòng không đọc được"),
        ];
        for (row, expected) in rows {
            let found = faults(&format!("{HEAD}{row}\n"));
            assert!(found.contains(expected), "{row}: {found}");
        }
        assert_eq!(faults(&format!("\u{feff}{HEAD}118,A,,,,\n")), "");
        let headless = faults("118,A,,,,\n");
        assert!(headless.contains("a.csv:1: dòng đầu không phải tên các cột"), "{headless}");
    }
}
