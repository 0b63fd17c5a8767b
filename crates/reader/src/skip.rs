//! What stands in a report as digits but is no quantity: days, periods, numbers of documents, places in an order, times,
//! telephones, headings, names. Marked first, so that what is left are quantities.

use crate::date::{Day, day, year};
use crate::document::{Cited, cited};
use crate::ordinal::{Ordinal, ordinal};
use crate::period::{Found, Named, compares, period, school_year};
use crate::phrases::Phrases;
use crate::reading::Asked;
use crate::table::{Table, tables};
use crate::text::{Kind, Text};
use jiff::civil::Date;
use std::sync::LazyLock;

/// Everything that was marked, in the order of the text.
#[derive(Default)]
pub struct Marks {
    /// For each token whether it belongs to something that is no quantity.
    pub taken: Vec<bool>,
    pub periods: Vec<Found>,
    pub days: Vec<(usize, Day)>,
    pub cited: Vec<Cited>,
    pub ordinals: Vec<Ordinal>,
    pub tables: Vec<Table>,
    /// The day of the report: given, or as its head says it.
    pub date: Option<Date>,
    /// Whether the text itself says it with its year.
    pub date_said: bool,
}

impl Marks {
    fn take(&mut self, first: usize, next: usize) {
        for at in first..next.min(self.taken.len()) {
            self.taken[at] = true;
        }
    }

    /// Whether a token is part of something that is no quantity.
    pub fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(true)
    }
}

/// Marks a text.
pub fn marks(text: &Text, asked: &Asked) -> Marks {
    let mut marks = Marks { taken: vec![false; text.tokens.len()], ..Marks::default() };
    let said = said_date(text);
    marks.date_said = said.is_some();
    marks.date = asked.date.or(said).or_else(|| guessed_date(text));
    // A table is read as such; its headings and labels name no days of a sentence.
    for table in tables(text) {
        marks.take(table.first, table.next);
        marks.tables.push(table);
    }
    let mut known = None;
    let mut at = 0;
    while at < text.tokens.len() {
        at = if marks.is_taken(at) { at + 1 } else { mark(text, &mut marks, at, &mut known) };
    }
    marks
}

/// The day of a report, as its text says it or lets one guess it.
pub fn report_day(text: &Text) -> Option<Date> {
    said_date(text).or_else(|| guessed_date(text))
}

/// Marks what begins at a token; answers where to go on.
fn mark(text: &Text, marks: &mut Marks, at: usize, known: &mut Option<i16>) -> usize {
    let kind = text.kind(at);
    if kind == Kind::Sign && text.word(at) != "(" {
        return at + 1;
    }
    if let Some(found) = cited(text, at) {
        marks.take(found.first, found.next);
        let next = found.next;
        marks.cited.push(found);
        return next;
    }
    let next = name_or_heading(text, at);
    if next > at {
        marks.take(at, next);
        return next;
    }
    if let Some(found) = ordinal(text, at) {
        marks.take(at, found.next);
        let next = found.next;
        let begins = i16::try_from(found.value.0).ok().filter(|_| found.span && found.measure == "năm học");
        if let Some(year) = begins.and_then(|year| school_year(found.first, next, year)) {
            marks.periods.push(Found { compares: compares(text, found.first), ..year });
        }
        marks.ordinals.push(found);
        return next;
    }
    // Nearly every word opens neither a period nor a day.
    if kind == Kind::Word && !opens(text.word(at)) {
        return at + 1;
    }
    if let Some(found) = period(text, at, marks.date, *known) {
        marks.take(found.first, found.next);
        if found.with_year && !found.compares && found.named != Named::Between {
            *known = Some(found.to.year()).filter(|year| marks.date.is_none_or(|d| (d.year() - year).abs() <= 1));
        }
        // The day of a cut-off may lack its year.
        if let Some((day_at, found_day)) = (found.first..found.next).find_map(|t| Some((t, day(text, t)?))) {
            marks.days.push((day_at, found_day));
        }
        let next = found.next;
        marks.periods.push(found);
        return next;
    }
    if let Some(found) = day(text, at) {
        marks.take(at, found.next);
        marks.days.push((at, found));
        return found.next;
    }
    // A year that stands alone, as in a table head or behind "đến".
    if year(text, at).is_some_and(|y| (1900..2100).contains(&y)) && crate::measure::noun(text, at + 1).is_none() {
        let counted = matches!(text.word(at + 1), "%" | "ty" | "trieu" | "nghin" | "dong")
            || text.word(at.wrapping_sub(1)) == "/";
        if !counted
            && text.any_before(at, &["nam", "den", "tu", "-", "(", "/", "so voi", "trong", "va", "dau", "cuoi", ","])
        {
            marks.take(at, at + 1);
            return at + 1;
        }
    }
    at + 1
}

/// Whether a period or a day may begin with a word.
fn opens(word: &str) -> bool {
    matches!(
        word,
        "nua"
            | "quy"
            | "thang"
            | "nam"
            | "tu"
            | "den"
            | "tinh"
            | "chot"
            | "hien"
            | "nhung"
            | "mot"
            | "hai"
            | "ba"
            | "bon"
            | "sau"
            | "bay"
            | "tam"
            | "chin"
            | "muoi"
            | "ke"
            | "ngay"
    )
}

/// A name with digits, a time, a telephone, a number at the head of a line: behind which token it ends, else `at`.
fn name_or_heading(text: &Text, at: usize) -> usize {
    heading(text, at)
        .or_else(|| time(text, at))
        .or_else(|| telephone(text, at))
        .or_else(|| name(text, at))
        .unwrap_or(at)
}

/// `1.`, `1.2.`, `(1)`, `a)`, `II.` at the head of a line.
fn heading(text: &Text, at: usize) -> Option<usize> {
    if !text.begins_line(at) {
        return None;
    }
    let open = text.phrase(at, "(").unwrap_or(at);
    if text.kind(open) != Kind::Number || text.word(open).len() > 7 || text.word(open).contains(',') {
        return None;
    }
    let closed = matches!(text.word(open + 1), "." | ")" | "/" | ":");
    // `2.1 Thu ngân sách`: parts of one digit each.
    let parts = text.word(open).contains('.') && text.word(open).split('.').all(|part| part.len() <= 2);
    let headed = parts && text.capital(open + 1);
    if text.word(open + 1) == "/" && day(text, open).is_some() {
        return None;
    }
    (closed || headed).then_some(if closed { open + 2 } else { open + 1 })
}

/// `09:04`, `14 giờ 30`, `8h30`.
fn time(text: &Text, at: usize) -> Option<usize> {
    if text.kind(at) != Kind::Number {
        return None;
    }
    let minutes = |at: usize| crate::date::small(text, at, 59).is_some() || matches!(text.word(at), "00" | "0");
    if text.word(at + 1) == ":" && minutes(at + 2) && text.word(at).len() <= 2 && text.word(at + 2).len() == 2 {
        return Some(at + 3);
    }
    if text.word(at + 1) == "gio" && minutes(at + 2) && !matches!(text.word(at + 3), "%" | "ho" | "nguoi") {
        return Some(if text.word(at + 3) == "phut" { at + 4 } else { at + 3 });
    }
    // `trước 17 giờ`: an hour of the day.
    if text.word(at + 1) == "gio"
        && text.any_before(at, &["truoc", "luc", "vao luc", "hoi", "den"])
        && text.word(at).len() <= 2
    {
        return Some(at + 2);
    }
    let word = text.word(at + 1);
    let hour = word.strip_prefix('h').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    hour.then_some(at + 2)
}

/// `1900.6868`, `024.3822.1234`, `Điện thoại: 0912 345 678`.
fn telephone(text: &Text, at: usize) -> Option<usize> {
    if text.kind(at) != Kind::Number {
        return None;
    }
    let digits = text.word(at).bytes().filter(u8::is_ascii_digit).count();
    let named = text.any_before(
        at,
        &[
            "dien thoai",
            "dien thoai :",
            "hotline",
            "hotline :",
            "dt :",
            "tong dai",
            "duong day nong",
            "duong day nong :",
            "so may",
            "fax :",
            "fax",
        ],
    );
    let long = digits >= 9 && text.word(at).starts_with('0');
    if !named && !long {
        return None;
    }
    let mut next = at + 1;
    while text.kind(next) == Kind::Number
        || (matches!(text.word(next), "." | "-" | "(" | ")") && text.kind(next + 1) == Kind::Number)
    {
        next += 1;
    }
    // `nhánh 5`
    Some(text.phrase(next, "nhanh").filter(|n| text.kind(*n) == Kind::Number).map_or(next, |n| n + 1))
}

/// Words before a number that make it part of a name.
static NAMES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "covid -|covid|đường số|tuyến số|nhà số|số nhà|tổ dân phố số|tổ dân phố|khu dân cư số|thôn|ngõ|ngách|hẻm|quốc lộ|tỉnh lộ|đại lộ|đường tỉnh|điều|khoản|mục|phụ lục|\
         biểu số|biểu|mẫu số|mẫu|phòng số|tầng|quầy số|lô số|công sở|trang|vành đai|trung ương|bcđ|ban chỉ đạo|tiểu khu|ô số|lớp|khối lớp|chi bộ số|bàn số|số thứ tự|cụm số|\
         khu công nghiệp số|khu phố|số|quản lý đô thị và|km|khu|zone|block|tổ|phường|quận|kênh|lý trình",
    )
});

/// Names that end in a number: `Covid-19`, `đường số 4`, `tổ dân phố 12`, `ngõ 34`, `quốc lộ 32`, `Điều 5`.
fn name(text: &Text, at: usize) -> Option<usize> {
    let (number_at, head) = NAMES.at(text, at)?;
    if text.kind(number_at) != Kind::Number || text.word(number_at).contains([',']) || text.word(number_at).len() > 4 {
        return None;
    }
    // `thôn 120 hộ`, `số 15 tỷ` count.
    let counted = crate::measure::noun(text, number_at + 1).is_some()
        && !matches!(head, "covid" | "covid -" | "bcđ" | "ban chỉ đạo");
    let measured = matches!(text.word(number_at + 1), "%" | "ty" | "trieu" | "nghin" | "dong" | "tr" | "/");
    let street = head == "số" && text.any(number_at + 1, &["duong", "ngo", "ngach", "pho", "hem"]).is_some();
    if street || head == "km" {
        return Some(number_at + 1);
    }
    if counted
        || measured
        || cited(text, number_at).is_some()
        || head == "số" && !text.capital(number_at + 1) && text.kind(number_at + 1) == Kind::Word
    {
        return None;
    }
    // `Điều 5, khoản 2`, `lớp 1, 2`: the numbers that are listed with it.
    let mut next = number_at + 1;
    while matches!(text.word(next), "," | "va" | "-")
        && text.kind(next + 1) == Kind::Number
        && text.word(next + 1).len() <= 2
        && crate::measure::noun(text, next + 2).is_none()
        && !matches!(text.word(next + 2), "%" | "ty" | "trieu" | "nghin" | "/" | "-")
    {
        next += 2;
    }
    Some(next)
}

/// The day the head or the foot of a report says: with its year, in the first lines or behind the name of a place.
fn said_date(text: &Text) -> Option<Date> {
    let early = (0..text.tokens.len()).take_while(|at| text.line(*at) < 12);
    for at in early {
        if let Some(found) = day(text, at).filter(|d| d.year.is_some()) {
            let posted = text.any_before(
                at,
                &["ngay dang", "cap nhat", "dang ngay", ", ngay", "cap nhat luc", "ngay dang :", "ngay"],
            ) || text.word(at) == "ngay";
            let cites = text.any_before(at, &["ubnd ngay", "cp ngay", "tw ngay", "hdnd ngay", "so ngay"])
                || in_citation(text, at);
            let alone = text.line_end(at) <= found.next + 4;
            if (posted || alone) && !cites {
                return found.date(0);
            }
        }
    }
    None
}

/// Whether a day belongs to the document cited just before it.
fn in_citation(text: &Text, at: usize) -> bool {
    let near = at.saturating_sub(12);
    (near..at).any(|t| cited(text, t).is_some_and(|c| c.next >= at))
}

/// Without a day of its own a report stands at the newest year it names as its own.
fn guessed_date(text: &Text) -> Option<Date> {
    let mut newest: Option<Date> = None;
    for at in 0..text.tokens.len().min(20_000) {
        let Some(found) = period(text, at, None, None) else { continue };
        if !matches!(found.named, Named::Between) && found.with_year {
            newest = newest.max(Some(found.to));
        }
    }
    newest
}
