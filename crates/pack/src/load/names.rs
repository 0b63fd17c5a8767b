//! Codes declared and codes named: every named one must be declared, once.

use std::collections::BTreeMap;

use crate::fault::Fault;

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Measure,
    Assigner,
    Indicator,
    Document,
    Outline,
    Rule,
    Calendar,
    CaseType,
    /// An indicator of which an amount of money is shown; declared as an indicator.
    Money,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Measure => "đơn vị đo",
            Self::Assigner => "cấp giao",
            Self::Indicator => "chỉ tiêu",
            Self::Document => "loại văn bản",
            Self::Outline => "đề cương",
            Self::Rule => "quy tắc kỳ báo cáo",
            Self::Calendar => "lịch",
            Self::CaseType => "thủ tục",
            Self::Money => "chỉ tiêu đo bằng tiền",
        }
    }
}

/// A code at its place; the fault carries the place and no words yet.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) kind: Kind,
    pub(super) code: String,
    pub(super) place: Fault,
}

impl Mark {
    /// The mistake at this place.
    pub(super) fn fault(&self, what: impl Into<String>, instead: impl Into<String>) -> Fault {
        Fault { what: what.into(), instead: instead.into(), ..self.place.clone() }
    }
}

/// Codes declared twice.
pub(super) fn declared_twice(defined: &[Mark]) -> Vec<Fault> {
    let mut first: BTreeMap<(Kind, &str), &Mark> = BTreeMap::new();
    let mut faults = Vec::new();
    for mark in defined {
        match first.get(&(mark.kind, mark.code.as_str())) {
            None => {
                first.insert((mark.kind, &mark.code), mark);
            }
            Some(before) => {
                let what = format!("{} `{}` đã khai báo ở {}", mark.kind.word(), mark.code, shown(before));
                faults.push(mark.fault(what, "đặt mã khác hoặc bỏ một trong hai"));
            }
        }
    }
    faults
}

fn shown(mark: &Mark) -> String {
    let line = mark.place.line.map_or(String::new(), |line| format!(":{line}"));
    format!("{}{line}", mark.place.file)
}

/// Codes named but declared nowhere, each with the nearest declared one.
pub(super) fn unknown(defined: &[Mark], referred: &[Mark]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for mark in referred.iter().filter(|mark| mark.kind != Kind::Money) {
        let mut codes: Vec<&str> = defined.iter().filter(|d| d.kind == mark.kind).map(|d| d.code.as_str()).collect();
        if codes.contains(&mark.code.as_str()) {
            continue;
        }
        codes.sort_by_key(|code| (distance(&mark.code, code), *code));
        codes.truncate(3);
        let what = format!("không có {} `{}`", mark.kind.word(), mark.code);
        let instead = match codes.as_slice() {
            [] => format!("khai báo {} này trước", mark.kind.word()),
            near => format!("viết một mã đã khai báo, gần nhất là: {}", near.join(", ")),
        };
        faults.push(mark.fault(what, instead));
    }
    faults
}

/// How many letters must change to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_apart() {
        let rows = [("thu", "thu", 0), ("thu", "chi", 2), ("thu-nsn", "thu-nsnn", 1), ("", "ab", 2)];
        for (a, b, expected) in rows {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }
}
