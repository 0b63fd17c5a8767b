//! The document as the template reads it: plain values, charts and QR already drawn.

use serde_json::{Value, json};

use crate::escape::absolute;
use crate::{Align, Block, Cell, Chart, Document, FigureRef, Inline, MOTTO, NATION, Table};
use crate::{layout, qr, svg};
use layout::name_lines;

/// Everything the template needs; `compact` as a form wants it.
pub(super) fn of(document: &Document, compact: bool) -> Value {
    let head = &document.masthead;
    let draft = document.draft;
    let annexes = document.annexes.iter().enumerate().map(|(at, annex)| {
        json!({
            "label": document.annex_label(at),
            "title": annex.title,
            "reference": document.annex_reference(),
            "turned": annex.is_landscape(),
            // A turned annex holds its tables as they are; only the body turns single pages.
            "blocks": if annex.is_landscape() { blocks(&annex.blocks, draft) } else { pages(&annex.blocks, draft) },
        })
    });
    json!({
        "full_title": document.full_title(),
        "date": head.issued_on.map(|day| json!([day.year(), day.month(), day.day()])),
        "draft": draft,
        "compact": compact,
        "nation": NATION,
        "motto": MOTTO,
        "superior": name_lines(&head.superior),
        "issuer": name_lines(&head.issuer),
        "symbol": head.symbol,
        "place_and_date": head.place_and_date(),
        "kind": document.kind,
        "title": document.title,
        "addressee": document.addressee,
        "bases": document.bases,
        "blocks": pages(&document.body, draft),
        "recipients": document.recipients,
        "signature": document.signature,
        "annexes": annexes.collect::<Vec<_>>(),
        "trace": document.trace.as_ref().map(|trace| json!({
            "code": trace.code,
            "url": trace.url,
            "hash": trace.hash,
            "note": trace.note,
            "qr": trace.url.as_deref().and_then(qr::draw),
        })),
    })
}

/// Blocks with each wide table on a turned page, together with the headings that lead to it.
fn pages(all: &[Block], draft: bool) -> Vec<Value> {
    let parts = layout::turns(all).into_iter().flat_map(|(turned, part)| {
        let values = blocks(part, draft);
        if turned { vec![json!({"is": "turned", "blocks": values})] } else { values }
    });
    parts.collect()
}

fn blocks(blocks: &[Block], draft: bool) -> Vec<Value> {
    let values = blocks.iter().map(|block| match block {
        Block::Heading { level, text } => {
            json!({"is": "heading", "level": (*level).clamp(1, 4), "text": text})
        }
        Block::Paragraph { inlines } => json!({"is": "paragraph", "runs": runs(inlines, draft)}),
        Block::Item { inlines } => json!({"is": "item", "runs": runs(inlines, draft)}),
        Block::Table(content) => table(content, draft),
        Block::Chart(content) => chart(content),
        Block::Note { text } => json!({"is": "note", "text": text}),
        Block::PageBreak => json!({"is": "page_break"}),
    });
    values.collect()
}

fn runs(inlines: &[Inline], draft: bool) -> Vec<Value> {
    let values = inlines.iter().map(|inline| match inline {
        Inline::Text(text) => json!({"is": "text", "text": text}),
        Inline::Strong(text) => json!({"is": "strong", "text": text}),
        Inline::Figure(content) => figure(content, draft),
    });
    values.collect()
}

fn figure(figure: &FigureRef, draft: bool) -> Value {
    let flags = figure.flags.iter().filter(|_| draft);
    let flags = flags.map(|flag| format!("{}: {}", flag.severity.label(), flag.sentence));
    json!({
        "is": "figure",
        "text": figure.text,
        "code": figure.code,
        "href": figure.href.as_deref().and_then(absolute),
        "flags": flags.collect::<Vec<_>>(),
    })
}

fn table(table: &Table, draft: bool) -> Value {
    let columns = table.columns.iter().zip(layout::shares(table)).map(|(column, share)| {
        let align = match column.align {
            Align::Left => "left",
            Align::Right => "right",
            Align::Center => "center",
        };
        json!({"title": column.title, "measure": column.measure, "align": align, "share": share})
    });
    let rows = table.rows.iter().map(|row| {
        let cells = (0..table.columns.len()).map(|at| cell(row.cells.get(at), draft));
        json!({"total": row.total, "cells": cells.collect::<Vec<_>>()})
    });
    json!({
        "is": "table",
        "caption": table.caption,
        "columns": columns.collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
    })
}

fn cell(cell: Option<&Cell>, draft: bool) -> Value {
    match cell {
        Some(Cell::Figure(content)) => figure(content, draft),
        Some(other) => json!({"is": "text", "text": other.text()}),
        None => json!({"is": "text", "text": ""}),
    }
}

fn chart(chart: &Chart) -> Value {
    let values = (!svg::shows_values(chart)).then(|| {
        let numbers = Table { caption: String::new(), ..chart.as_table() };
        table(&numbers, false)
    });
    json!({
        "is": "chart",
        "caption": chart.caption,
        "svg": svg::draw(chart, "c"),
        "alt": svg::describe(chart),
        "table": values,
    })
}
