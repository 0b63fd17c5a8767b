//! What stands around the body: masthead, title, bases; then recipients, signature and trace; and
//! the heads of annexes.

use docx_rs::{AlignmentType, Paragraph, Pic, Run, Table, TableCell, TableLayoutType, TableRow};

use super::parts::{Look, body, cell, gap, line, rule, run, spaced};
use super::{Part, twips};
use crate::layout::name_lines;
use crate::svg::raster;
use crate::{Document, MOTTO, NATION, PressError, Trace};

/// Widths of the two halves of the masthead, in millimetres.
const LEFT: f64 = 69.0;
const RIGHT: f64 = 96.0;
/// An average capital at 12 points, and a letter of the motto at 14, in millimetres.
const CAPITAL: f64 = 2.85;
const MOTTO_WIDTH: f64 = 58.0;

const CENTER: AlignmentType = AlignmentType::Center;

/// Masthead, title, addressee and bases.
pub(super) fn opening(document: &Document) -> Vec<Part> {
    let mut parts = vec![Part::Table(Box::new(masthead(document)))];
    let mut add = |paragraph| parts.push(Part::Paragraph(Box::new(paragraph)));
    add(line(&document.kind, Look::bold(14), CENTER, (18, 0)));
    add(line(&document.title, Look::bold(14), CENTER, (0, 0)));
    if !document.title.is_empty() {
        add(spaced(rule(52.0, LEFT + RIGHT), (4, 10)));
    }
    match document.addressee.as_slice() {
        [] => {}
        [one] => add(line(&format!("Kính gửi: {one}"), Look::plain(14), CENTER, (6, 12))),
        many => {
            add(line("Kính gửi:", Look::plain(14), CENTER, (6, 4)));
            for to in many {
                add(line(&format!("- {to}"), Look::plain(14), CENTER, (0, 4)));
            }
        }
    }
    for base in &document.bases {
        add(body(Paragraph::new().add_run(run(base, Look::italic(14)))));
    }
    parts
}

fn masthead(document: &Document) -> Table {
    let head = &document.masthead;
    let mut left: Vec<Paragraph> = Vec::new();
    left.extend(name_lines(&head.superior).iter().map(|name| line(name, Look::plain(12), CENTER, (0, 0))));
    let issuer = name_lines(&head.issuer);
    left.extend(issuer.iter().map(|name| line(name, Look::bold(12), CENTER, (0, 0))));
    if let Some(longest) = issuer.iter().map(|name| name.chars().count()).max() {
        left.push(rule((longest as f64 * CAPITAL).min(LEFT) * 0.4, LEFT - 4.0));
    }
    let right = vec![
        line(NATION, Look::bold(12), CENTER, (0, 0)),
        line(MOTTO, Look::bold(13), CENTER, (0, 0)),
        rule(MOTTO_WIDTH, RIGHT - 4.0),
    ];
    let mut under = vec![line(&head.symbol, Look::plain(13), CENTER, (4, 0))];
    if document.draft {
        under.push(line("DỰ THẢO", Look::bold(13), CENTER, (6, 0)));
    }
    let dated = vec![line(&head.place_and_date(), Look::italic(13), CENTER, (4, 0))];
    pair(vec![
        TableRow::new(vec![cell(LEFT, left), cell(RIGHT, right)]),
        TableRow::new(vec![cell(LEFT, under), cell(RIGHT, dated)]),
    ])
}

fn pair(rows: Vec<TableRow>) -> Table {
    two_columns(rows, LEFT, RIGHT)
}

fn two_columns(rows: Vec<TableRow>, left: f64, right: f64) -> Table {
    let widths = [left, right].map(|width| twips(width).unsigned_abs() as usize);
    Table::without_borders(rows).set_grid(widths.to_vec()).layout(TableLayoutType::Fixed)
}

/// Recipients, signature and trace; the words for the QR code join those of the pictures before it.
pub(super) fn closing(document: &Document, alternatives: &mut Vec<(String, String)>) -> Result<Vec<Part>, PressError> {
    let half = (LEFT + RIGHT) / 2.0;
    let cells = vec![recipients(document, half), signature(document, half)];
    let row = TableRow::new(cells).cant_split();
    let mut parts = vec![
        Part::Paragraph(Box::new(gap(14).keep_next(true))),
        Part::Table(Box::new(two_columns(vec![row], half, half))),
    ];
    if let Some(trace) = &document.trace {
        parts.push(Part::Paragraph(Box::new(gap(14))));
        parts.push(Part::Table(Box::new(trace_table(trace, alternatives)?)));
    }
    // Word asks for a paragraph after the last table.
    parts.push(Part::Paragraph(Box::new(gap(2))));
    Ok(parts)
}

fn recipients(document: &Document, width: f64) -> TableCell {
    let mut lines = Vec::new();
    if !document.recipients.is_empty() {
        let look = Look { bold: true, ..Look::italic(12) };
        lines.push(line("Nơi nhận:", look, AlignmentType::Left, (0, 0)));
    }
    let listed = document.recipients.iter();
    lines.extend(listed.map(|to| line(&format!("- {to}"), Look::plain(11), AlignmentType::Left, (0, 0))));
    cell(width, lines)
}

fn signature(document: &Document, width: f64) -> TableCell {
    let sign = &document.signature;
    let mut lines = Vec::new();
    for text in [&sign.authority, &sign.post] {
        if !text.is_empty() {
            lines.push(line(text, Look::bold(14), CENTER, (0, 0)).keep_next(true));
        }
    }
    // About 25 mm for a signature by hand, or the words of an electronic one in its place.
    match &sign.signed_at {
        Some(words) => lines.push(line(words, Look::plain(10), CENTER, (30, 30)).keep_next(true)),
        None => lines.push(line("", Look::plain(10), CENTER, (30, 30)).keep_next(true)),
    }
    lines.push(line(&sign.name, Look::bold(14), CENTER, (0, 0)));
    cell(width, lines)
}

fn trace_table(trace: &Trace, alternatives: &mut Vec<(String, String)>) -> Result<Table, PressError> {
    let look = Look::plain(9);
    let said = |text: &str, look| line(text, look, AlignmentType::Left, (0, 0));
    let mut lines = Vec::new();
    if !trace.code.is_empty() {
        lines.push(said(&format!("Mã tra cứu: {}", trace.code), Look::bold(9)));
    }
    if !trace.hash.is_empty() {
        lines.push(said(&format!("Mã băm: {}", trace.hash), look));
    }
    if !trace.note.is_empty() {
        lines.push(said(&trace.note, Look::italic(9)));
    }
    lines.extend(trace.url.as_deref().map(|url| said(url, look)));
    let drawing = trace.url.as_deref().and_then(crate::qr::draw);
    let code = match drawing {
        Some(svg) => {
            let png = raster::png(&svg, 6.0).ok_or_else(|| PressError::Chart("QR".to_owned()))?;
            let address = trace.url.clone().unwrap_or_default();
            alternatives.push(("Mã QR".to_owned(), format!("Mã QR mở bản gốc: {address}")));
            // 22 mm in English Metric Units, the measure of pictures in Word.
            let side = 22 * 36_000;
            let picture = Pic::new_with_dimensions(png.bytes, 1, 1).id("rIdQr").size(side, side);
            vec![Paragraph::new().add_run(Run::new().add_image(picture))]
        }
        None => vec![],
    };
    let widths = if code.is_empty() { (2.0, LEFT + RIGHT - 2.0) } else { (26.0, LEFT + RIGHT - 26.0) };
    let row = TableRow::new(vec![cell(widths.0, code), cell(widths.1, lines)]);
    Ok(two_columns(vec![row], widths.0, widths.1))
}

/// Number, title and reference of an annex, on a new page unless a new section begins one.
pub(super) fn annex_head(document: &Document, at: usize, breaks: bool) -> Vec<Part> {
    let title = document.annexes.get(at).map_or("", |annex| annex.title.as_str());
    let first = line(&document.annex_label(at), Look::bold(14), CENTER, (0, 0));
    let lines = [
        first.style("Heading1").page_break_before(breaks),
        line(title, Look::bold(14), CENTER, (0, 0)),
        line(&document.annex_reference(), Look::italic(14), CENTER, (0, 12)),
    ];
    lines.into_iter().map(|line| Part::Paragraph(Box::new(line))).collect()
}
