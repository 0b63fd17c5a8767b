//! The model: walking it, and freezing it as JSON.

use press::{Block, ChartKind, Document};

use crate::sample::{chart, sample};

#[test]
fn figures_come_in_reading_order() {
    let document = sample();
    let codes: Vec<&str> = document.figures().map(|figure| figure.code.as_str()).collect();
    assert_eq!(codes, ["S1", "S2", "S3", "S4", "S5", "B1", "B2", "B3", "P1", "P2", "P3"]);
}

#[test]
fn plain_text_reads_like_the_paper() {
    let text = sample().plain_text();
    for expected in [
        "1.748,6\u{a0}tỷ/6.191\u{a0}tỷ\u{a0}đồng, bằng 28,24\u{a0}% dự toán",
        "- Kiểm tra 335",
        "Dự toán năm (tỷ đồng)",
        "- Lưu: VT, TCKH.",
    ] {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }
}

#[test]
fn json_and_back_changes_nothing() {
    let document = sample();
    let frozen = serde_json::to_string(&document).expect("JSON");
    let thawed: Document = serde_json::from_str(&frozen).expect("a document");
    assert_eq!(thawed, document);
    assert_eq!(serde_json::to_string(&thawed).expect("JSON"), frozen);
}

#[test]
fn json_of_an_older_press_still_opens() {
    let rows = [
        ("{}", 0),
        (r#"{"title":"x","body":["page_break",{"note":{"text":"n"}}]}"#, 2),
        (r#"{"body":[{"paragraph":{"inlines":[{"text":"a"},{"figure":{"code":"S1","text":"5"}}]}}]}"#, 1),
        (r#"{"body":[{"table":{"rows":[{"cells":["empty",{"number":{"text":"5","value":"5","decimals":0}}]}]}}]}"#, 1),
    ];
    for (json, blocks) in rows {
        let document: Document = serde_json::from_str(json).expect(json);
        assert_eq!(document.body.len(), blocks);
    }
}

#[test]
fn a_chart_is_also_a_table() {
    let Block::Chart(chart) = chart(ChartKind::Bars) else { panic!("a chart") };
    let table = chart.as_table();
    let lines: Vec<Vec<&str>> =
        table.rows.iter().map(|row| row.cells.iter().map(press::Cell::text).collect()).collect();
    assert_eq!(table.columns[1].head(), "Lộ trình (tỷ đồng)");
    assert_eq!(lines[0], ["Tháng 1", "515,9", "612,3"]);
    assert_eq!(lines[4], ["Tháng 5 (ước thực hiện)", "515,9", ""]);
}
