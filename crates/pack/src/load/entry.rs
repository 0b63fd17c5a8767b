//! One table of a pack file, read field by field: each mistake becomes a fault
//! with its line, and reading goes on, so that all faults are found at once.

use std::cell::{Cell, RefCell};

use jiff::civil::Date;
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source::Source;

/// One table of a file. Fields are asked for by name; [`Entry::finish`] then
/// reports every field nobody asked for.
pub(crate) struct Entry<'a> {
    pub(crate) source: &'a Source<'a>,
    table: &'a DeTable<'a>,
    /// Byte offset where the table starts.
    pub(crate) at: usize,
    known: RefCell<Vec<&'static str>>,
    left: Cell<bool>,
}

impl<'a> Entry<'a> {
    /// A table of which no field was asked for yet.
    pub(super) fn new(source: &'a Source<'a>, table: &'a DeTable<'a>, at: usize) -> Self {
        Self { source, table, at, known: RefCell::default(), left: Cell::default() }
    }

    fn find(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.borrow_mut().push(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// Whether a field stands there, read or not.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.iter().any(|(name, _)| name.get_ref() == key)
    }

    fn required<T>(&self, key: &'static str, found: Option<T>) -> Option<T> {
        let absent = found.is_none() && !self.table.iter().any(|(name, _)| name.get_ref() == key);
        if absent {
            let instead = format!("thêm dòng `{key} = …`");
            self.source.fault(self.at, format!("thiếu trường `{key}`"), instead);
        }
        found
    }

    fn wrong(&self, value: &Spanned<DeValue<'_>>, key: &str, instead: &str) {
        let what = format!("trường `{key}` viết sai kiểu");
        self.source.fault(value.span().start, what, instead);
    }

    /// An optional text and the byte offset where it stands.
    pub(crate) fn opt_text(&self, key: &'static str) -> Option<(String, usize)> {
        let value = self.find(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(value, key, "viết chữ trong dấu nháy kép");
        }
        Some((text?.to_owned(), value.span().start))
    }

    /// A text that must be there and must not be empty.
    pub(crate) fn text(&self, key: &'static str) -> Option<(String, usize)> {
        let (text, at) = self.required(key, self.opt_text(key))?;
        if text.trim().is_empty() {
            self.source.fault(at, format!("trường `{key}` để trống"), "viết nội dung cho trường này");
            return None;
        }
        Some((text, at))
    }

    /// A text whose place does not matter; empty after a fault.
    pub(crate) fn words(&self, key: &'static str) -> String {
        self.text(key).map_or(String::new(), |(text, _)| text)
    }

    /// A key: small Latin letters, digits and hyphens.
    pub(crate) fn code(&self, key: &'static str) -> Option<(String, usize)> {
        let (code, at) = self.text(key)?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !code.chars().all(plain) {
            let what = format!("mã “{code}” có ký tự không dùng được");
            self.source.fault(at, what, "viết chữ thường không dấu, chữ số và dấu gạch nối, ví dụ `thu-nsnn`");
        }
        Some((code, at))
    }

    /// One of several words, with what it stands for.
    pub(crate) fn choice<T: Copy>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        self.chosen(key, self.text(key)?, choices)
    }

    /// Like [`Entry::choice`], for a field that may be absent.
    pub(crate) fn opt_choice<T: Copy>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        self.chosen(key, self.opt_text(key)?, choices)
    }

    fn chosen<T: Copy>(&self, key: &str, (word, at): (String, usize), choices: &[(&str, T)]) -> Option<T> {
        let found = choices.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let what = format!("trường `{key}` không nhận giá trị “{word}”");
            self.source.fault(at, what, format!("viết một trong: {}", names.join(", ")));
        }
        found
    }

    /// `true` or `false`; false when absent.
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.find(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong(value, key, "viết true hoặc false");
            false
        })
    }

    /// A whole number within limits.
    pub(crate) fn integer(&self, key: &'static str, from: i64, to: i64) -> Option<i64> {
        let value = self.find(key)?;
        let number = value.get_ref().as_integer().filter(|i| i.radix() == 10);
        let number = number.and_then(|i| i.as_str().parse().ok()).filter(|n| (from..=to).contains(n));
        if number.is_none() {
            self.wrong(value, key, &format!("viết một số nguyên từ {from} đến {to}"));
        }
        number
    }

    /// An exact decimal, written as a number or as text.
    pub(crate) fn decimal(&self, key: &'static str) -> Option<Decimal> {
        let value = self.find(key)?;
        let text = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            other => other.as_str().unwrap_or(""),
        };
        let number = text.parse().ok();
        if number.is_none() {
            self.wrong(value, key, "viết một số thập phân, ví dụ 28.24");
        }
        number
    }

    /// A day, written without quotes: `2019-03-12`.
    pub(crate) fn date(&self, key: &'static str) -> Option<Date> {
        let value = self.find(key)?;
        let day = value.get_ref().as_datetime().filter(|d| d.time.is_none()).and_then(|d| d.date);
        let day = day.and_then(|d| {
            let year = i16::try_from(d.year).ok()?;
            Date::new(year, i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?).ok()
        });
        if day.is_none() {
            self.wrong(value, key, "viết ngày không có dấu nháy, ví dụ 2019-03-12");
        }
        day
    }

    /// A day that must be there.
    pub(crate) fn required_date(&self, key: &'static str) -> Option<Date> {
        self.required(key, self.date(key))
    }

    /// A list of texts with their places; empty when absent.
    pub(crate) fn list(&self, key: &'static str) -> Vec<(String, usize)> {
        let Some(value) = self.find(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, key, "viết danh sách trong ngoặc vuông: [\"a\", \"b\"]");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.to_owned(), item.span().start)),
                None => self.wrong(item, key, "viết mỗi phần tử là chữ trong dấu nháy kép"),
            }
        }
        texts
    }

    /// A list of tables (`[[key]]`), each read in turn and finished.
    pub(crate) fn each<T>(&self, key: &'static str, read: impl Fn(&Entry<'a>) -> Option<T>) -> Vec<T> {
        let Some(value) = self.find(key) else { return Vec::new() };
        let items = value.get_ref().as_array();
        let mut all = Vec::new();
        for item in items.into_iter().flat_map(|items| items.iter()) {
            match item.get_ref().as_table() {
                Some(table) => all.extend(self.inner(table, item.span().start, &read)),
                None => self.wrong(item, key, &format!("viết từng mục dưới dòng [[{key}]]")),
            }
        }
        if items.is_none() {
            self.wrong(value, key, &format!("viết từng mục dưới dòng [[{key}]]"));
        }
        all
    }

    /// One table (`[key]`), read and finished; `None` when absent.
    pub(crate) fn one<T>(&self, key: &'static str, read: impl Fn(&Entry<'a>) -> Option<T>) -> Option<T> {
        let value = self.find(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(value, key, &format!("viết bảng dưới dòng [{key}]"));
            return None;
        };
        self.inner(table, value.span().start, &read)
    }

    fn inner<T>(&self, table: &'a DeTable<'a>, at: usize, read: &impl Fn(&Entry<'a>) -> Option<T>) -> Option<T> {
        let entry = Entry::new(self.source, table, at);
        let value = read(&entry);
        entry.finish();
        value
    }

    /// Leaves the table unread after a fault that makes its other fields meaningless.
    pub(crate) fn leave(&self) {
        self.left.set(true);
    }

    /// Reports every field that nobody asked for.
    pub(super) fn finish(&self) {
        if self.left.get() {
            return;
        }
        let known = self.known.borrow();
        for (name, _) in self.table.iter() {
            let key: &str = name.get_ref();
            if !known.contains(&key) {
                let what = format!("không có trường `{key}`");
                let instead = format!("bỏ dòng này hoặc dùng một trong: {}", known.join(", "));
                self.source.fault(name.span().start, what, instead);
            }
        }
    }
}
