//! Keys of a script and the numbers that the office gave what they stand for.

use crate::error::{Error, Fault};
use std::collections::BTreeMap;

/// What a key of a script may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    Unit,
    Officer,
    Document,
    Target,
    Allocation,
    Programme,
    Item,
    Period,
    Report,
    Indicator,
    Assigner,
    Outline,
    DocumentKind,
    CaseType,
    Case,
    Filing,
    Task,
    Meeting,
}

impl Thing {
    /// How a sentence names it.
    pub fn label(self) -> &'static str {
        match self {
            Thing::Unit => "đơn vị",
            Thing::Officer => "cán bộ",
            Thing::Document => "văn bản",
            Thing::Target => "chỉ tiêu được giao",
            Thing::Allocation => "quyết định giao",
            Thing::Programme => "chương trình",
            Thing::Item => "nhiệm vụ",
            Thing::Period => "kỳ báo cáo",
            Thing::Report => "báo cáo",
            Thing::Indicator => "chỉ tiêu trong danh mục",
            Thing::Assigner => "cấp giao",
            Thing::Outline => "đề cương",
            Thing::DocumentKind => "loại văn bản",
            Thing::CaseType => "thủ tục",
            Thing::Case => "hồ sơ",
            Thing::Task => "nhiệm vụ đã giao",
            Thing::Meeting => "buổi làm việc",
            Thing::Filing => "hồ sơ nộp trực tuyến",
        }
    }
}

/// Numbers by key, filled as the time line runs.
#[derive(Debug, Default)]
pub struct Names {
    numbers: BTreeMap<(Thing, String), i64>,
}

impl Names {
    /// Remembers the number that a key stands for.
    pub fn put(&mut self, thing: Thing, key: &str, no: i64) {
        self.numbers.insert((thing, key.to_owned()), no);
    }

    /// The number of a key; a fault when nothing in the script before has that key.
    pub fn no(&self, thing: Thing, key: &str) -> Result<i64, Error> {
        let found = self.numbers.get(&(thing, key.to_owned())).copied();
        found.ok_or_else(|| Error::Faults(vec![Fault::new("", unknown(thing, key))]))
    }

    /// The number of a key that may be left out.
    pub fn opt(&self, thing: Thing, key: Option<&String>) -> Result<Option<i64>, Error> {
        key.map(|key| self.no(thing, key)).transpose()
    }
}

/// The sentence about a key that stands for nothing.
pub fn unknown(thing: Thing, key: &str) -> String {
    format!("Không có {} “{key}” trước dòng này. Ghi đúng mã, hoặc khai báo ở phía trên.", thing.label())
}
