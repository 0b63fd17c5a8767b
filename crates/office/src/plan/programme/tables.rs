//! The tables of programmes: the list, and the items of one with what each still lacks.

use super::clears::missing;
use super::item::{Item, Programme, State};
use crate::ctx::Ctx;
use crate::document::Document;
use crate::ui::{Cell, Column, Table};
use std::collections::BTreeMap;

/// The kinds an office writes, with the words of the screens.
pub const KINDS: [(&str, &str); 2] = [("CTr", "Chương trình"), ("KH", "Kế hoạch")];

/// The word for a kind; other kinds of document keep the name the pack gives them.
pub fn kind_label(ctx: &Ctx, kind: &str) -> String {
    let own = KINDS.iter().find(|(key, _)| key.eq_ignore_ascii_case(kind)).map(|(_, label)| (*label).to_owned());
    own.or_else(|| ctx.pack.document_kind(kind).map(|known| known.name.clone())).unwrap_or_else(|| kind.to_owned())
}

/// Names by number, for showing what an item refers to.
pub struct Names {
    pub units: BTreeMap<i64, String>,
    pub officers: BTreeMap<i64, String>,
    pub documents: Vec<Document>,
}

/// Every programme.
pub fn programmes_table(ctx: &Ctx, programmes: &[Programme], documents: &[Document]) -> Table {
    let row = |programme: &Programme| {
        vec![
            Cell::link(programme.title.clone(), format!("/{}/programmes/{}", ctx.book, programme.no)),
            Cell::text(kind_label(ctx, &programme.kind)),
            Cell::text(programme.year.to_string()),
            document_cell(ctx, documents, programme.document),
        ]
    };
    Table {
        id: "programmes",
        caption: "Chương trình, kế hoạch đã lập".into(),
        columns: ["Tên", "Loại", "Năm", "Văn bản"].map(Column::left).into(),
        rows: programmes.iter().map(row).collect(),
        empty: "Chưa có chương trình, kế hoạch nào. Lập chương trình công tác năm trước.",
    }
}

fn document_cell(ctx: &Ctx, documents: &[Document], no: Option<i64>) -> Cell {
    match no.and_then(|no| documents.iter().find(|document| document.no == no)) {
        Some(document) => Cell::link(document.name(), format!("/{}/documents/{}", ctx.book, document.no)),
        None => Cell::text(""),
    }
}

/// The items of a programme.
pub fn items_table(ctx: &Ctx, programme: i64, items: &[Item], names: &Names) -> Table {
    let titles = [
        "Việc",
        "Chủ trì",
        "Người thực hiện",
        "Quy trình",
        "Người đứng đầu",
        "Kết quả",
        "Thời hạn",
        "Căn cứ",
        "Trạng thái",
        "Còn thiếu",
    ];
    Table {
        id: "items",
        caption: "Nhiệm vụ, mỗi nhiệm vụ đủ sáu rõ và có căn cứ".into(),
        columns: titles.map(Column::left).into(),
        rows: items.iter().map(|item| item_row(ctx, programme, item, names)).collect(),
        empty: "Chưa ghi nhiệm vụ nào.",
    }
}

/// The names of the clears an item lacks; what to write stands in its form.
fn lacking(item: &Item) -> String {
    let name = |clear: &&'static str| clear.split(':').next().unwrap_or_default().trim().to_owned();
    missing(item).iter().map(name).collect::<Vec<_>>().join(", ")
}

fn item_row(ctx: &Ctx, programme: i64, item: &Item, names: &Names) -> Vec<Cell> {
    let needed =
        |text: String| if text.trim().is_empty() { Cell::text("chưa rõ").marked("warn") } else { Cell::text(text) };
    let name = |known: &BTreeMap<i64, String>, no: Option<i64>| {
        needed(no.map(|no| known.get(&no).cloned().unwrap_or_else(|| format!("số {no}"))).unwrap_or_default())
    };
    let basis = document_cell(ctx, &names.documents, item.basis);
    let (state, mark) = (item.state.label(), if item.state == State::Ready { "good" } else { "warn" });
    let title = if item.work.trim().is_empty() {
        format!("Nhiệm vụ {} (chưa rõ việc)", item.no)
    } else {
        item.work.clone()
    };
    vec![
        Cell::link(title, format!("/{}/programmes/{programme}/items/{}", ctx.book, item.no))
            .marked(if item.work.is_empty() { "warn" } else { "" }),
        name(&names.units, item.unit),
        name(&names.officers, item.person),
        needed(item.procedure.clone()),
        name(&names.officers, item.head),
        needed(item.expected_result.clone()),
        needed(item.due_on.map(viet::day::write).unwrap_or_default()),
        if basis.text.is_empty() { needed(String::new()) } else { basis },
        Cell::text(state).marked(mark),
        Cell::text(lacking(item)),
    ]
}
