//! What the office knows, looked up once per file: units over time, indicators, assigners, documents; by the names people
//! type, with the nearest one suggested for a slip.

use super::words::{nearest, words};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::root;
use crate::document::{Document, documents};
use crate::error::Error;
use crate::params;
use crate::plan::catalogue::{IndicatorRow, catalogue};
use jiff::civil::Date;
use pack::measure::Measure;
use std::collections::HashMap;
use std::sync::Arc;

/// A unit with the days on which one code, name and parent of it held.
#[derive(Clone, Debug)]
pub struct UnitSpan {
    pub no: i64,
    pub code: String,
    pub kind: String,
    pub name: String,
    pub parent: Option<i64>,
    pub established_on: Date,
    pub abolished_on: Option<Date>,
    pub from: Date,
    /// The first day on which it no longer held.
    pub to: Option<Date>,
}

/// Everything that a row may name.
pub struct Known {
    pub pack: Arc<pack::Pack>,
    pub indicators: Vec<IndicatorRow>,
    pub units: Vec<UnitSpan>,
    pub documents: Vec<Document>,
    pub root: i64,
    by_indicator: HashMap<String, Vec<usize>>,
    by_unit: HashMap<String, Vec<usize>>,
    by_document: HashMap<String, Vec<i64>>,
}

impl UnitSpan {
    /// Whether this name and code held on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        let there = self.established_on <= day && self.abolished_on.is_none_or(|abolished| day < abolished);
        there && self.from <= day && self.to.is_none_or(|to| day < to)
    }

    fn days(&self) -> String {
        let end = [self.to, self.abolished_on].into_iter().flatten().min().and_then(|day| day.yesterday().ok());
        match end {
            Some(end) => format!("từ {} đến hết {}", viet::day::write(self.from), viet::day::write(end)),
            None => format!("từ {}", viet::day::write(self.from)),
        }
    }
}

impl Known {
    /// Looks everything up.
    pub fn look_up(ctx: &Ctx, tx: &mut Tx) -> Result<Known, Error> {
        let mut known = Known {
            pack: ctx.pack.clone(),
            indicators: catalogue(ctx, tx)?,
            units: unit_spans(tx, &ctx.book)?,
            documents: documents(tx, &ctx.book)?,
            root: root(tx, &ctx.book)?.no,
            by_indicator: HashMap::new(),
            by_unit: HashMap::new(),
            by_document: HashMap::new(),
        };
        known.index();
        Ok(known)
    }

    fn index(&mut self) {
        for (at, row) in self.indicators.iter().enumerate() {
            for key in distinct(&row.rule.name, &row.rule.code) {
                self.by_indicator.entry(key).or_default().push(at);
            }
        }
        for (at, unit) in self.units.iter().enumerate() {
            let mut keys = distinct(&unit.name, &unit.code);
            keys.extend(short_names(&unit.name));
            for key in keys {
                self.by_unit.entry(key).or_default().push(at);
            }
        }
        let labels: Vec<(String, i64)> = self.documents.iter().map(|d| (self.document_label(d), d.no)).collect();
        for (document, (label, no)) in self.documents.iter().zip(labels) {
            let mut keys = vec![document_key(&document.symbol), document_key(&document.name()), document_key(&label)];
            keys.sort();
            keys.dedup();
            for key in keys {
                self.by_document.entry(key).or_default().push(no);
            }
        }
    }

    /// Whether a text names a unit or an indicator.
    pub fn names(&self, text: &str) -> bool {
        let key = words(text);
        self.by_unit.contains_key(&key) || self.by_indicator.contains_key(&key)
    }

    /// Folded names and codes of the indicators that may head a column, with their codes.
    pub fn indicator_heads(&self) -> HashMap<String, String> {
        let one = self.by_indicator.iter().filter(|(_, rows)| rows.len() == 1);
        one.map(|(key, rows)| (key.clone(), self.indicators[rows[0]].rule.code.clone())).collect()
    }

    /// The indicator of a name or a code; the error is the sentence to show.
    pub fn indicator(&self, text: &str) -> Result<&IndicatorRow, String> {
        if let Some(row) = self.indicators.iter().find(|row| row.rule.code == text.trim()) {
            return Ok(row);
        }
        match self.by_indicator.get(&words(text)).map_or(&[][..], Vec::as_slice) {
            [one] => Ok(&self.indicators[*one]),
            [] => Err(suggested(
                &format!("Danh mục không có chỉ tiêu “{text}”."),
                nearest(text, self.indicators.iter().map(|row| row.rule.name.as_str())),
                "ghi tên hoặc mã chỉ tiêu như trong danh mục",
            )),
            many => {
                let codes: Vec<_> = many.iter().map(|at| self.indicators[*at].rule.code.as_str()).collect();
                Err(format!("Có {} chỉ tiêu tên “{text}”. Ghi mã thay cho tên: {}.", many.len(), codes.join(", ")))
            }
        }
    }

    /// The measure of an indicator; the error is the sentence to show.
    pub fn measure(&self, row: &IndicatorRow) -> Result<&Measure, String> {
        self.pack.measure(&row.rule.measure).ok_or_else(|| {
            format!(
                "Bộ quy tắc đang dùng không có đơn vị đo “{}”. Báo quản trị hệ thống nạp bộ quy tắc có đơn vị đo này.",
                row.rule.measure
            )
        })
    }

    /// The unit that a name, a code or both mean on a day; without a day, on any day. The error is the sentence to show.
    pub fn unit(&self, name: &str, code: &str, day: Option<Date>) -> Result<i64, String> {
        let of = |text: &str| self.by_unit.get(&words(text)).map_or(&[][..], Vec::as_slice);
        let shown = if name.is_empty() { code } else { name };
        let by_code = |span: &&UnitSpan| code.is_empty() || words(&span.code) == words(code);
        let spans: Vec<&UnitSpan> = of(shown).iter().map(|at| &self.units[*at]).collect();
        if spans.is_empty() {
            let near = nearest(shown, self.units.iter().map(|unit| unit.name.as_str()));
            return Err(suggested(
                &format!("Danh mục không có đơn vị “{shown}”."),
                near,
                "ghi tên hoặc mã đơn vị như ở phần Đơn vị, cán bộ",
            ));
        }
        let spans: Vec<&UnitSpan> = spans.into_iter().filter(by_code).collect();
        if spans.is_empty() {
            return Err(format!("“{name}” không mang mã “{code}”. Sửa tên hoặc mã cho khớp, hoặc để trống mã."));
        }
        let there: Vec<&UnitSpan> =
            spans.iter().copied().filter(|span| day.is_none_or(|day| span.holds_on(day))).collect();
        one_unit(shown, &spans, there, day)
    }

    /// The document that a symbol, or a symbol with its day, means; the error is the sentence to show.
    pub fn document(&self, text: &str) -> Result<i64, String> {
        match self.by_document.get(&document_key(text)).map_or(&[][..], Vec::as_slice) {
            [one] => Ok(*one),
            [] => Err(suggested(
                &format!("Chưa đăng ký văn bản “{text}”."),
                nearest(text, self.documents.iter().map(|d| d.symbol.as_str())),
                "đăng ký văn bản ở mục Văn bản trước, rồi ghi đúng số, ký hiệu",
            )),
            many => {
                let labels: Vec<_> = self
                    .documents
                    .iter()
                    .filter(|d| many.contains(&d.no))
                    .map(|d| format!("“{}”", self.document_label(d)))
                    .collect();
                Err(format!("Có {} văn bản mang số “{text}”. Ghi rõ một trong số: {}.", many.len(), labels.join(", ")))
            }
        }
    }

    /// The assigner of a code or a label; the error is the sentence to show.
    pub fn assigner(&self, text: &str) -> Result<&str, String> {
        let key = words(text);
        let known = |a: &&pack::Assigner| {
            a.code == text.trim() || [&a.label, &a.estimate, &a.code].iter().any(|own| words(own) == key)
        };
        if let Some(assigner) = self.pack.assigners.iter().find(known) {
            return Ok(&assigner.code);
        }
        let labels: Vec<_> = self.pack.assigners.iter().map(|a| format!("“{}”", a.label)).collect();
        Err(format!("Không có cấp giao “{text}”. Ghi một trong số: {}.", labels.join(", ")))
    }

    /// How an export names a document so that exactly this one is found again.
    pub fn document_label(&self, document: &Document) -> String {
        let name = document.name();
        let long = format!("{name} của {}", document.issuer);
        let alone = |label: fn(&Document) -> String| {
            self.documents.iter().filter(|d| document_key(&label(d)) == document_key(&label(document))).count() == 1
        };
        if alone(|d| d.symbol.clone()) {
            document.symbol.clone()
        } else if alone(Document::name) {
            name
        } else if alone(|d| format!("{} của {}", d.name(), d.issuer)) {
            long
        } else {
            format!("{long}, số vào sổ {}", document.no)
        }
    }
}

fn one_unit(shown: &str, spans: &[&UnitSpan], there: Vec<&UnitSpan>, day: Option<Date>) -> Result<i64, String> {
    let mut numbers: Vec<i64> = there.iter().map(|span| span.no).collect();
    numbers.dedup();
    let exact: Vec<i64> = there.iter().filter(|span| span.name == shown).map(|span| span.no).collect();
    match (numbers.as_slice(), exact.as_slice(), day) {
        ([one], ..) | (_, [one], _) => Ok(*one),
        ([], _, Some(day)) => {
            let days: Vec<_> = spans.iter().map(|span| span.days()).collect();
            Err(format!(
                "“{shown}” không có vào ngày {} (chỉ có {}). Ghi đơn vị có vào ngày đó, hoặc sửa ngày.",
                viet::day::write(day),
                days.join("; ")
            ))
        }
        _ => {
            let codes: Vec<_> = there.iter().map(|span| span.code.as_str()).collect();
            Err(format!("Có nhiều đơn vị tên “{shown}” (mã {}). Thêm cột “Mã đơn vị” và ghi mã.", codes.join(", ")))
        }
    }
}

fn suggested(what: &str, near: Option<&str>, otherwise: &str) -> String {
    match near {
        Some(name) => format!("{what} Có phải “{name}”? Nếu đúng, sửa lại cho khớp."),
        None => format!("{what} Kiểm tra lại, {otherwise}."),
    }
}

fn distinct(name: &str, code: &str) -> Vec<String> {
    let mut keys = vec![words(name), words(code)];
    keys.retain(|key| !key.is_empty());
    keys.dedup();
    keys
}

/// What people write for short: `P. Cống Vị` and `Cống Vị` for Phường Cống Vị. A ward named by a number keeps its kind.
fn short_names(name: &str) -> Vec<String> {
    let folded = words(name);
    let kinds = [("phuong ", "p "), ("xa ", "x "), ("quan ", "q ")];
    let Some((bare, letter)) = kinds.iter().find_map(|(kind, letter)| Some((folded.strip_prefix(kind)?, letter)))
    else {
        return Vec::new();
    };
    let mut names = vec![format!("{letter}{bare}")];
    if bare.chars().any(char::is_alphabetic) {
        names.push(bare.to_owned());
    }
    names
}

fn document_key(text: &str) -> String {
    viet::fold::fold(text).replace(' ', "")
}

/// Every dated version of every unit.
pub fn unit_spans(tx: &mut Tx, book: &str) -> Result<Vec<UnitSpan>, Error> {
    let mut spans = Vec::new();
    for row in tx.rows(include_str!("sql/unit_spans.sql"), params![book])? {
        spans.push(UnitSpan {
            no: row.int("no")?,
            code: row.text("code")?,
            kind: row.text("kind")?,
            name: row.text("name")?,
            parent: row.opt_int("parent")?,
            established_on: row.day("established_on")?,
            abolished_on: row.opt_day("abolished_on")?,
            from: row.day("effective_from")?,
            to: row.opt_day("effective_to")?,
        });
    }
    Ok(spans)
}
