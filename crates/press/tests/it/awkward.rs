//! Documents nobody would write but somebody's program will.

use press::{
    Block, Cell, Chart, ChartKind, Column, Document, Inline, PressError, Row, Series, Table, docx, html, pdf, xlsx,
};

use crate::sample::{figure, number};

fn every_face(name: &str, document: &Document) {
    let faces: [(&str, Result<Vec<u8>, PressError>); 4] = [
        ("pdf", pdf::write(document)),
        ("docx", docx::write(document)),
        ("xlsx", xlsx::write(document)),
        ("html", Ok(html::page(document).into_bytes())),
    ];
    for (face, written) in faces {
        let bytes = written.unwrap_or_else(|fault| panic!("{name} as {face}: {fault}"));
        assert!(!bytes.is_empty());
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(folder.join(format!("{name}.{face}")), bytes).expect("the test folder is writable");
    }
}

fn with(body: Vec<Block>) -> Document {
    Document { body, ..Document::default() }
}

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

#[test]
fn letters_no_file_can_hold() {
    let words = "a\u{0}b\u{1}\u{FFFE}\nc\td\r\n\u{202E}e";
    let mut document =
        with(vec![Block::Paragraph { inlines: text(words) }, Block::Heading { level: 0, text: words.into() }]);
    document.masthead.issuer = words.into();
    document.title = words.into();
    every_face("ky-tu-la", &document);
}

#[test]
fn tables_out_of_shape() {
    let columns = |count| vec![Column { title: "Cột".into(), ..Column::default() }; count];
    let row = |count| Row { cells: vec![Cell::Text("ô".into()); count], total: false };
    let table = |columns, rows| Block::Table(Table { columns, rows, ..Table::default() });
    every_face(
        "bang-lech",
        &with(vec![
            table(vec![], vec![]),
            table(vec![], vec![row(3)]),
            table(columns(2), vec![]),
            table(columns(2), vec![row(0), row(5)]),
            table(columns(30), vec![row(30)]),
        ]),
    );
}

#[test]
fn charts_out_of_shape() {
    let series = |count: i64| Series {
        name: "=A!B1".into(),
        values: (0..count).map(|at| Some(at.into())).collect(),
        texts: vec![],
    };
    let chart = |kind, categories: usize, series| {
        let categories = (0..categories).map(|at| format!("Phường số {at}")).collect();
        Block::Chart(Chart { caption: "=A!B1".into(), unit: "=(x".into(), kind, categories, series })
    };
    let mut body = Vec::new();
    for kind in [ChartKind::Bars, ChartKind::Lines] {
        body.push(chart(kind, 0, vec![]));
        body.push(chart(kind, 3, vec![]));
        body.push(chart(kind, 2, vec![series(5)]));
        body.push(chart(kind, 60, vec![series(60), series(3)]));
        body.push(chart(kind, 3, (0..8).map(|_| series(3)).collect()));
    }
    every_face("bieu-do-lech", &with(body));
}

#[test]
fn numbers_beyond_a_double() {
    let exact = figure("S1", "1.234.567.890.123.456,7", "1234567890123456.7");
    let largest = figure("S2", "rất lớn", &rust_decimal::Decimal::MAX.to_string());
    let inlines = vec![Inline::Figure(exact), Inline::Figure(largest)];
    every_face("so-lon", &with(vec![Block::Paragraph { inlines }]));
    assert!(number("").is_none());
}

#[test]
fn breaks_at_the_edges_and_turned_pages() {
    let wide = || crate::sample::table(true);
    every_face(
        "trang-ngang",
        &with(vec![
            Block::PageBreak,
            Block::Heading { level: 1, text: "I. Trước bảng ngang".into() },
            wide(),
            Block::Note { text: "Nguồn".into() },
            Block::Paragraph { inlines: text("Sau bảng ngang.") },
            wide(),
            Block::PageBreak,
        ]),
    );
}

#[test]
fn a_paragraph_longer_than_a_cell() {
    every_face("doan-dai", &with(vec![Block::Paragraph { inlines: text(&"Ấp ".repeat(20_000)) }]));
}
