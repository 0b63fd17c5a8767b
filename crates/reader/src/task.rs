//! Tasks that a report sets (nhiệm vụ): the items of "nhiệm vụ trọng tâm", of a conclusion, of "thứ nhất, thứ hai", and every
//! sentence that orders something before a day; with who leads, where, until when, as far as the text says.

use crate::body::body;
use crate::date::day;
use crate::head::unit_at;
use crate::period::period;
use crate::reading::{Head, Task};
use crate::skip::Marks;
use crate::text::{Kind, Text};
use crate::words::ORDERS;
use jiff::civil::Date;

/// Words of a heading, or at the end of a sentence, behind which tasks are listed.
const HEADINGS: [&str; 14] = [
    "nhiem vu trong tam",
    "nhiem vu , giai phap",
    "nhiem vu va giai phap",
    "phuong huong",
    "nhiem vu giai phap",
    "nhiem vu chu yeu",
    "giao nhiem vu",
    "nhiem vu cong tac",
    "mot so nhiem vu",
    "nhiem vu thang",
    "nhiem vu quy",
    "nhiem vu 6 thang",
    "to chuc thuc hien",
    "phan cong",
];

/// All tasks in the order of the text.
pub fn tasks(text: &Text, marks: &Marks, head: &Head) -> Vec<Task> {
    let mut found = Vec::new();
    let concluded = conclusions(text);
    let mut within = concluded.is_none() && heads_tasks(text, head);
    let mut at = 0;
    while at < text.tokens.len() {
        let next = text.line_end(at);
        let (first, marker) = item_body(text, at, next);
        let heading = is_heading(text, at, next, marker);
        // Only a heading, or a line that opens a list, names what follows.
        let opens = text.find(next.saturating_sub(4).max(at), next, &[":"]).is_some();
        let named = (heading || opens) && names_tasks(text, at, next, heading);
        if concluded == Some(at) || heading && named {
            within = true;
        } else if heading && within && level(text, at) <= 1 && !numbered_group(text, at) {
            within = ends_section(text, at, next) && within;
        } else if within && (marker || orders(text, first) || body(text, first).is_some()) {
            items(text, marks, head, first, next, &mut found);
        } else {
            loose(text, marks, head, at, next, &mut found);
        }
        // `… nhiệm vụ trọng tâm … Đó là:` opens a list on the next lines.
        if named
            && matches!(text.word(next - 1), ":" | ".")
            && text.find(next.saturating_sub(4).max(at), next, &[":"]).is_some()
        {
            within = true;
        }
        at = next;
    }
    found
}

/// Whether a line names a list of tasks.
fn names_tasks(text: &Text, at: usize, next: usize, heading: bool) -> bool {
    let tells = || text.find(at, next, &["ket qua", "tinh hinh", "danh gia", "da dat duoc"]).is_some();
    text.find(at, next, &HEADINGS).is_some()
        || heading && !tells() && text.find(at, next, &["nhiem vu", "phuong huong", "chi dao"]).is_some()
}

/// Whether the report as a whole sets tasks: its title says so.
fn heads_tasks(text: &Text, head: &Head) -> bool {
    let title = viet::fold::fold(&head.title);
    let early = (0..text.tokens.len())
        .take_while(|t| text.line(*t) < 6)
        .any(|t| text.any(t, &["nhiem vu trong tam nhu :"]).is_some());
    early || title.contains("quyet tam hoan thanh nhiem vu") || title.contains("ket luan cua")
}

/// The heading behind which a record gives out work: `KẾT LUẬN CỦA CHỦ TỊCH`. What was said before it is discussion.
fn conclusions(text: &Text) -> Option<usize> {
    let mut at = 0;
    while at < text.tokens.len() {
        let next = text.line_end(at);
        let first = item_body(text, at, next).0;
        let short = next - at <= 14 && !matches!(text.word(next - 1), "." | ";" | ",");
        if text.line(at) > 8
            && short
            && text.phrase(first, "ket luan").is_some()
            && text.shown(first).chars().all(char::is_uppercase)
        {
            return Some(at);
        }
        at = next;
    }
    None
}

/// Where the words of a line begin behind its bullet or number, and whether it has one.
fn item_body(text: &Text, at: usize, next: usize) -> (usize, bool) {
    let skip = |n: usize| (n.min(next), true);
    match text.word(at) {
        "-" | "+" | "*" => skip(at + 1),
        "(" if matches!(text.word(at + 2), ")") => skip(at + 3),
        _ if matches!(text.word(at + 1), ")" | ".") && (text.kind(at) == Kind::Number || text.word(at).len() <= 2) => {
            skip(at + 2)
        }
        _ => (at, false),
    }
}

/// Short, without a closing point: a heading.
fn is_heading(text: &Text, at: usize, next: usize, marker: bool) -> bool {
    let words = (at..next).filter(|t| text.kind(*t) == Kind::Word).count();
    let closed = matches!(text.word(next - 1), "." | ";" | "," | "/");
    let roman = heads_part(text, at, next);
    let group = text.word(at) == "(" && text.kind(at + 1) == Kind::Number;
    let dashed = matches!(text.word(at), "-" | "+" | "*");
    roman
        || group && !closed
        || (words <= 16
            && !closed
            && !dashed
            && (!marker || text.kind(at) == Kind::Number && !orders(text, item_body(text, at, next).0)))
}

/// `II. …`, `C. NHIỆM VỤ THÁNG 12`: a part of the report; a letter heads one when its words are capitals.
fn heads_part(text: &Text, at: usize, next: usize) -> bool {
    let shown = text.shown(at);
    let letter = shown.chars().count() == 1 && shown.chars().all(char::is_uppercase);
    let capitals = (at + 2..next.min(at + 6)).filter(|t| text.kind(*t) == Kind::Word);
    let capitals = || capitals.clone().all(|t| text.shown(t).chars().all(char::is_uppercase));
    text.word(at + 1) == "." && (crate::number::roman(shown).is_some() || letter && next > at + 3 && capitals())
}

/// `I.` and `C.` are one, `1.` two.
fn level(text: &Text, at: usize) -> u8 {
    if heads_part(text, at, text.line_end(at)) { 1 } else { 2 }
}

fn numbered_group(text: &Text, at: usize) -> bool {
    text.word(at) == "(" && text.kind(at + 1) == Kind::Number
}

/// A heading that goes on with tasks: proposals and "nơi nhận" end them.
fn ends_section(text: &Text, at: usize, next: usize) -> bool {
    text.find(at, next, &["kien nghi", "de xuat", "noi nhan", "ket qua"]).is_none() && level(text, at) > 1
}

fn orders(text: &Text, at: usize) -> bool {
    ORDERS.iter().any(|verb| text.phrase(at, verb).is_some())
}

/// The tasks of one item: a short item is one, a long paragraph one for each sentence that orders something.
fn items(text: &Text, marks: &Marks, head: &Head, first: usize, next: usize, found: &mut Vec<Task>) {
    let bulleted = first > 0 && text.line(first - 1) == text.line(first);
    // `…, xong trong tháng 6. Phòng Nội vụ kiểm tra …`: a second body has a task of its own.
    let second = (first + 1..next)
        .any(|t| text.sentence(t) != text.sentence(t - 1) && body(text, t).is_some_and(|who| text.word(who) != ":"));
    if bulleted && next - first < 90 && !second {
        found.push(task(text, marks, head, first, next));
        return;
    }
    let mut at = first;
    while at < next {
        let end = text.sentence_end(at).min(next).max(at + 1);
        // `Trạm Y tế phường tiêm bù …`: in a list of tasks whoever begins a sentence is to do it.
        let told = body(text, at).is_some_and(|who| who < end && text.word(who) != ":");
        if end > at + 3 && (orders(text, at) || told || bulleted && at == first) {
            found.push(task(text, marks, head, at, end));
        }
        at = end;
    }
}

/// Outside a list: "thứ nhất, …", and orders with a day.
fn loose(text: &Text, marks: &Marks, head: &Head, first: usize, next: usize, found: &mut Vec<Task>) {
    let mut at = item_body(text, first, next).0;
    while at < next {
        let end = text.sentence_end(at).min(next).max(at + 1);
        let counted =
            text.any(at, &["thu nhat", "thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay"]).is_some();
        let given = text.any(at, &["giao", "yeu cau", "phan cong"]).is_some_and(|b| body(text, b).is_some());
        let charged = body(text, at).is_some_and(|e| {
            text.any(e, &["chiu trach nhiem", "chu tri", "phu trach", "theo doi , don doc"]).is_some()
        });
        if counted || given || charged {
            found.push(task(text, marks, head, at, end));
        } else if deadline(text, head, at, end).is_some() {
            for (from, to) in clauses(text, at, end) {
                if deadline(text, head, from, to).is_some() && has_order(text, from, to) {
                    found.push(task(text, marks, head, from, to));
                }
            }
        }
        at = end;
    }
}

fn has_order(text: &Text, from: usize, to: usize) -> bool {
    text.find(
        from,
        to,
        &[
            "xong truoc",
            "hoan thanh",
            "yeu cau",
            "giao",
            "chu tri",
            "bao cao",
            "trinh",
            "phai",
            "can",
            "thuc hien xong",
            "ke hoach",
        ],
    )
    .is_some()
}

fn clauses(text: &Text, first: usize, next: usize) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut from = first;
    for at in first..next {
        if text.word(at) == ";" {
            parts.push((from, at));
            from = at + 1;
        }
    }
    parts.push((from, next));
    parts.retain(|(a, b)| b > a);
    parts
}

fn task(text: &Text, _marks: &Marks, head: &Head, first: usize, next: usize) -> Task {
    let (start, end) = match (text.tokens.get(first), text.tokens.get(next - 1)) {
        (Some(a), Some(b)) => (a.start, b.end),
        _ => (0, 0),
    };
    Task {
        span: (start, end),
        quote: text.quote(start, end).trim().to_owned(),
        lead: lead(text, first, next),
        deadline: deadline(text, head, first, next),
        place: (first..next).find_map(|t| unit_at(text, t)).map(|(_, name)| name),
    }
}

/// `xong trước ngày 22/6`, `đến hết ngày 15/4/2026`, `trong tháng 12/2025`, `trong quý I`.
fn deadline(text: &Text, head: &Head, first: usize, next: usize) -> Option<Date> {
    let dated = (first..next).any(|at| text.kind(at) == Kind::Number || matches!(text.word(at), "quy" | "thang"));
    if !dated {
        return None;
    }
    let year = head.date.map(|d| d.year());
    (first..next).find_map(|at| {
        let behind = text.any(
            at,
            &[
                "truoc ngay",
                "truoc",
                "xong ngay",
                "han ngay",
                "han",
                "den het ngay",
                "cham nhat ngay",
                "cham nhat",
                "han chot",
                "han cuoi",
                "thoi han den het ngay",
                "thoi han den ngay",
                "cham nhat den ngay",
                "cham nhat la ngay",
                "truoc het ngay",
                "xong trong ngay",
                "cham nhat vao ngay",
                "trong ngay",
                "thoi han :",
                "hoan thanh ngay",
                "thoi gian hoan thanh :",
            ],
        );
        let on = |b: usize| day(text, text.phrase(b, "ngay").unwrap_or(b)).or_else(|| bare(text, b));
        if let Some(found) = behind.map(|b| behind_hour(text, b)).and_then(on) {
            let date = found.date(year.unwrap_or(0)).filter(|_| found.year.or(year).is_some())?;
            // Without a year it is the next such day.
            let passed =
                found.year.is_none() && head.date.is_some_and(|d| date < d.saturating_sub(jiff::Span::new().days(60)));
            return if passed { found.date(date.year() + 1) } else { Some(date) };
        }
        if let Some(day) = half_month(text, at, head) {
            return Some(day);
        }
        let within = text.any(at, &["trong", "xong trong", "truoc", "cuoi", "den het", "hoan thanh trong"])?;
        let span = period(text, within, head.date, year)?;
        let ahead = head.date.is_none_or(|d| span.to >= d);
        (ahead && span.named != crate::period::Named::CutOff && span.first == within).then_some(span.to)
    })
}

/// `trước 17h00 ngày 20/5`, `trước 17 giờ ngày 20/5`: where the day begins.
fn behind_hour(text: &Text, at: usize) -> usize {
    let hour = text.word(at).starts_with(|c: char| c.is_ascii_digit());
    let day_at = (at + 1..at + 5).find(|t| text.word(*t) == "ngay").filter(|_| hour);
    day_at.filter(|day_at| (at..*day_at).any(|t| text.word(t).contains('h') || text.word(t) == "gio")).unwrap_or(at)
}

/// `trong nửa đầu tháng 6/2026`: to its fifteenth.
fn half_month(text: &Text, at: usize, head: &Head) -> Option<Date> {
    let month_at = text.phrase(at, "nua dau thang")? - 1;
    let month = period(text, month_at, head.date, head.date.map(|d| d.year()))?;
    Date::new(month.to.year(), month.to.month(), 15).ok()
}

/// `trước 22/6`: a day that only its place makes one.
fn bare(text: &Text, at: usize) -> Option<crate::date::Day> {
    let (day, month) = (crate::date::small(text, at, 31)?, crate::date::small(text, at + 2, 12)?);
    (text.word(at + 1) == "/").then_some(crate::date::Day { day, month, year: None, next: at + 3 })
}

/// `giao Phòng … chủ trì`, `Phòng Kinh tế chủ trì`, `Chủ trì: …`, `(công chức Tài chính phụ trách)`, `Công an phường tiếp tục …`.
fn lead(text: &Text, first: usize, next: usize) -> Option<String> {
    let said = |at: usize| body(text, at).filter(|end| *end <= next);
    let shown = |at: usize, end: usize| Some(text.between(at, end).to_owned());
    let leads = [
        "chu tri",
        "chiu trach nhiem",
        "phu trach",
        "lam dau moi",
        "la don vi chu tri",
        "lam don vi chu tri",
        "la dau moi",
        "phai",
        "co trach nhiem",
    ];
    // Who is named just before "chủ trì".
    for at in first..next {
        if let Some(end) = said(at)
            && (text.any(end, &leads).is_some()
                || matches!(text.word(end), "-" | ",")
                    && body(text, end + 1).is_some_and(|e| text.any(e, &leads).is_some())
                || text.word(end) == "," && text.any(end + 1, &leads).is_some()
                // `Bà Âu Thị Lệ Thu, Phó Trưởng phòng, chịu trách nhiệm …`
                || text.word(end) == ","
                    && (end + 1..end + 10).any(|t| text.word(t) == "," && text.any(t + 1, &leads).is_some())
                || text.word(end) == "(" && text.any(end + 1, &leads).is_some())
        {
            return shown(at, end);
        }
    }
    // Who it is given to.
    let given = [
        "giao cho",
        "giao",
        "yeu cau",
        "phan cong",
        "chu tri :",
        "don vi chu tri :",
        "co quan chu tri :",
        "phu trach :",
        "nguoi thuc hien :",
        "de nghi",
        "do",
    ];
    for at in first..next {
        if let Some(behind) = text.any(at, &given)
            && let Some(end) =
                said(behind).or_else(|| unit_at(text, behind).map(|(end, _)| end).filter(|end| *end <= next))
        {
            return shown(behind, end);
        }
    }
    // The subject of the order.
    said(first).filter(|end| text.kind(*end) == Kind::Word || text.word(*end) == ",").and_then(|end| shown(first, end))
}
