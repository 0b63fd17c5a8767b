//! Các "rõ" của một nhiệm vụ: what must be clear before a task can be assigned, in the words of the administration of a day.
//!
//! Six clears are asked for whatever they are called: person, work, procedure, accountable head, expected result, deadline.
//! A wording may add the authority to act ("rõ thẩm quyền") and names each clear as officials of its time say it.

use crate::clock::Rung;
use crate::load::entry::Entry;
use jiff::civil::Date;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Asked {
    /// The named officer who does it.
    Person,
    /// The work and its product.
    Work,
    /// How it is done.
    Procedure,
    /// The head who answers for it.
    Head,
    /// What it must bring.
    Result,
    /// Until when.
    Deadline,
    /// By which power; only where a wording lists it.
    Authority,
}

/// The six that no wording may leave out.
pub const ALWAYS: [Asked; 6] =
    [Asked::Person, Asked::Work, Asked::Procedure, Asked::Head, Asked::Result, Asked::Deadline];

const WORDS: &[(&str, Asked)] = &[
    ("person", Asked::Person),
    ("work", Asked::Work),
    ("procedure", Asked::Procedure),
    ("head", Asked::Head),
    ("result", Asked::Result),
    ("deadline", Asked::Deadline),
    ("authority", Asked::Authority),
];

/// One clear as a wording names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clear {
    pub asked: Asked,
    /// `rõ người`.
    pub label: String,
    /// What to do when it is missing: `chọn cán bộ thực hiện`.
    pub ask: String,
}

/// Whom a rung of the ladder of tasks tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Told {
    /// The officer who holds the task.
    Holder,
    /// The head who answers for it.
    Head,
    /// The officer who assigned it.
    Assigner,
}

/// A rung of the ladder by which tasks remind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRung {
    /// As written: its key.
    pub text: String,
    pub rung: Rung,
    pub tell: Told,
}

/// A wording of the clears, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Key kept with each task.
    pub id: String,
    /// `5 rõ, 1 tiến độ (2017)`.
    pub title: String,
    pub basis: String,
    pub effective_from: Date,
    /// Calendar by which deadlines of tasks count.
    pub calendar: String,
    pub clears: Vec<Clear>,
    pub ladder: Vec<TaskRung>,
}

impl Wording {
    /// How a clear is called; `None` when this wording does not ask for it.
    pub fn clear(&self, asked: Asked) -> Option<&Clear> {
        self.clears.iter().find(|clear| clear.asked == asked)
    }
}

/// A body from which tasks come; each task comes from exactly one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskAssigner {
    /// Key kept with each task.
    pub code: String,
    pub label: String,
}

/// The wording that holds on a day: the latest that began.
pub fn wording_on(wordings: &[Wording], day: Date) -> Option<&Wording> {
    let begun = wordings.iter().filter(|wording| wording.effective_from <= day);
    begun.max_by_key(|wording| wording.effective_from).or_else(|| wordings.iter().min_by_key(|w| w.effective_from))
}

/// An `[[assigner]]` of `task_assigners.toml`.
pub(crate) fn task_assigner(entry: &Entry<'_>) -> Option<TaskAssigner> {
    let code = entry.code("code");
    let label = entry.words("label");
    Some(TaskAssigner { code: code?.0, label })
}

/// A `[[wording]]` of `clears.toml`.
pub(crate) fn wording(entry: &Entry<'_>) -> Option<Wording> {
    let id = entry.code("id");
    let title = entry.words("title");
    let basis = entry.words("basis");
    let effective_from = entry.required_date("effective_from");
    let calendar = entry.code("calendar");
    let clears = entry.each("clear", clear);
    let ladder = entry.each("rung", rung);
    for asked in ALWAYS {
        if !clears.iter().any(|clear| clear.asked == asked) {
            let word = WORDS.iter().find(|(_, a)| *a == asked).map_or("", |(word, _)| word);
            let what = format!("chưa có mục `{word}`: nhiệm vụ nào cũng phải rõ đủ sáu mục");
            entry.source.fault(entry.at, what, format!("thêm [[wording.clear]] với asks = \"{word}\""));
        }
    }
    Some(Wording { id: id?.0, title, basis, effective_from: effective_from?, calendar: calendar?.0, clears, ladder })
}

fn clear(entry: &Entry<'_>) -> Option<Clear> {
    let asked = entry.choice("asks", WORDS);
    let label = entry.words("label");
    let ask = entry.words("do");
    Some(Clear { asked: asked?, label, ask })
}

fn rung(entry: &Entry<'_>) -> Option<TaskRung> {
    let (text, at) = entry.text("at")?;
    let tell = entry.choice("tell", &[("holder", Told::Holder), ("head", Told::Head), ("assigner", Told::Assigner)]);
    let rung = Rung::read(&text).map_err(|sentence| entry.source.fault(at, sentence, "sửa bậc nhắc")).ok();
    if matches!(rung, Some(Rung::Share(_))) {
        let what = "nhiệm vụ giao theo ngày không có tỷ lệ thời gian đã dùng";
        entry.source.fault(at, what, "ghi “trước …”, “khi hết hạn” hoặc “sau …”");
    }
    Some(TaskRung { text, rung: rung?, tell: tell? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_latest_wording_that_began_holds() {
        let of = |id: &str, year: i16| Wording {
            id: id.into(),
            title: String::new(),
            basis: String::new(),
            effective_from: date(year, 1, 1),
            calendar: String::new(),
            clears: Vec::new(),
            ladder: Vec::new(),
        };
        let all = [of("2017", 2017), of("2025", 2025)];
        let rows = [(2014, "2017"), (2017, "2017"), (2024, "2017"), (2025, "2025"), (2026, "2025")];
        for (year, expected) in rows {
            assert_eq!(wording_on(&all, date(year, 6, 1)).map(|w| w.id.as_str()), Some(expected), "{year}");
        }
        assert_eq!(wording_on(&[], date(2026, 1, 1)), None);
    }
}
