//! The list of cases: views as tabs, search without diacritics, filters, pages, export, and the form of bulk acts.

use super::words;
use crate::app::App;
use crate::casework::list::{Asked, Line, View, cases};
use crate::casework::rules::{current_types, type_of};
use crate::ctx::Ctx;
use crate::db::{Tx, instant_text};
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::{unit_choices, units_on};
use crate::error::{Error, refuse};
use crate::ui::{Cell, Column, Form, Frame, Html, Tab, Table, escape, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/cases", get(show))
}

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    pub view: String,
    #[serde(default)]
    pub q: String,
    #[serde(default, rename = "type")]
    pub type_id: String,
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub counted: String,
    #[serde(default)]
    pub from: String,
    #[serde(default)]
    pub to: String,
    /// `due,no` of the last line of the page before.
    #[serde(default)]
    pub after: String,
    pub export: Option<String>,
    pub done: Option<String>,
}

#[derive(Template)]
#[template(path = "casework/pages/list.html")]
struct List {
    frame: Frame,
    views: Vec<(String, &'static str, bool)>,
    wanted: Wanted,
    types: Vec<(String, String)>,
    units: Vec<(String, String)>,
    form: Form,
    table: Html,
    lines: usize,
    next: Option<String>,
    may_receive: bool,
    counted_text: String,
}

/// Lines of an export; more belongs into a narrower question.
const EXPORTED: i64 = 10_000;

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Response {
    app.page(who, book, move |ctx, tx| build(ctx, tx, wanted)).await
}

fn build(ctx: &Ctx, tx: &mut Tx, wanted: Wanted) -> Result<Response, Error> {
    ctx.permit(Act::ViewCases)?;
    let asked = asked(ctx, &wanted);
    let lines = cases(ctx, tx, &asked)?;
    if wanted.export.is_some() && i64::try_from(lines.len()).unwrap_or(0) >= EXPORTED {
        let sentence =
            format!("Danh sách có từ {EXPORTED} hồ sơ trở lên. Lọc theo thủ tục, đơn vị hoặc từ khóa rồi tải lại.");
        return refuse("too-many", sentence);
    }
    let table = table(ctx, tx, &lines, wanted.export.is_none() && ctx.may(Act::HandleCase))?;
    if let Some(file) = &wanted.export {
        return export(file, &[&table]);
    }
    let full = i64::try_from(lines.len()).unwrap_or(0) == asked.most;
    let next = lines.last().filter(|_| full).map(|last| link(ctx, &wanted, asked.view, Some(last)));
    let types = current_types(ctx, tx)?.iter().map(|t| (t.id.clone(), t.title.clone())).collect();
    let tab = |view: &View| {
        let mut other = wanted.clone();
        other.counted.clear();
        (link(ctx, &other, *view, None), view.label(), *view == asked.view && asked.counted.is_none())
    };
    page(&List {
        frame: Frame::new(ctx, Tab::Cases, "Hồ sơ", wanted.done.as_deref()),
        views: View::ALL.iter().map(tab).collect(),
        types,
        units: unit_choices(&units_on(tx, &ctx.book, ctx.today())?),
        form: Form::filled(&[("q", wanted.q.clone()), ("type", wanted.type_id.clone()), ("unit", wanted.unit.clone())]),
        table: table.html_of(&[
            ("view", asked.view.key().to_owned()),
            ("q", wanted.q.clone()),
            ("type", wanted.type_id.clone()),
            ("unit", wanted.unit.clone()),
            ("counted", wanted.counted.clone()),
            ("from", wanted.from.clone()),
            ("to", wanted.to.clone()),
        ]),
        lines: lines.len(),
        next,
        may_receive: ctx.may(Act::ReceiveCase),
        counted_text: counted_text(&asked),
        wanted,
    })
}

fn asked(ctx: &Ctx, wanted: &Wanted) -> Asked {
    let usual = if wanted.q.is_empty() && wanted.counted.is_empty() { View::Mine } else { View::All };
    let counted = match (viet::day::read(&wanted.from), viet::day::read(&wanted.to)) {
        (Ok(from), Ok(to)) if !wanted.counted.is_empty() => Some((wanted.counted.clone(), from, to)),
        _ => None,
    };
    let view = if counted.is_some() { View::All } else { View::from_key(&wanted.view).unwrap_or(usual) };
    let after = wanted.after.rsplit_once(',').and_then(|(due, no)| Some((due.to_owned(), no.parse().ok()?)));
    Asked {
        view,
        words: wanted.q.clone(),
        type_id: wanted.type_id.clone(),
        unit: wanted.unit.parse().ok(),
        at: ctx.now,
        counted,
        after: after.filter(|_| wanted.export.is_none()),
        most: if wanted.export.is_some() { EXPORTED } else { 50 },
    }
}

fn counted_text(asked: &Asked) -> String {
    let Some((measure, from, to)) = &asked.counted else { return String::new() };
    let what = match measure.as_str() {
        "received" => "tiếp nhận",
        "settled" => "đã giải quyết",
        "punctual" => "giải quyết trước hạn và đúng hạn",
        "early" => "giải quyết trước hạn",
        "on-time" => "giải quyết đúng hạn",
        "late" => "giải quyết quá hạn",
        "stopped" => "dừng giải quyết, rút",
        _ => "đang giải quyết lúc cuối kỳ",
    };
    format!("Hồ sơ {what} từ {} đến {}", viet::day::write(*from), viet::day::write(*to))
}

/// The address of this list with another view or page.
fn link(ctx: &Ctx, wanted: &Wanted, view: View, after: Option<&Line>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("view", view.key());
    let pairs = [
        ("q", &wanted.q),
        ("type", &wanted.type_id),
        ("unit", &wanted.unit),
        ("counted", &wanted.counted),
        ("from", &wanted.from),
        ("to", &wanted.to),
    ];
    for (key, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(key, value);
    }
    if let Some(last) = after {
        let due = last.due_at.map_or("9999".to_owned(), instant_text);
        query.append_pair("after", &format!("{due},{}", last.no));
    }
    format!("/{}/cases?{}", ctx.book, query.finish())
}

/// The table of a list; with boxes to tick for bulk acts.
pub fn table(ctx: &Ctx, tx: &mut Tx, lines: &[Line], boxes: bool) -> Result<Table, Error> {
    let mut rows = Vec::new();
    for line in lines {
        let case_type = type_of(ctx, tx, &line.type_id, line.version)?;
        let step = case_type.step(&line.step).map_or_else(|| line.step.clone(), |step| step.title.clone());
        let mut row = Vec::new();
        if boxes {
            let label = escape(&format!("Chọn hồ sơ {}", line.code));
            let html = format!(
                r#"<input type="checkbox" name="case" value="{}:{}:{}" aria-label="{label}" form="bulk">"#,
                line.no,
                line.holder,
                escape(&line.step)
            );
            row.push(Cell::html(Html(html), ""));
        }
        row.extend([
            Cell::link(line.code.clone(), format!("/{}/cases/{}", ctx.book, line.no)),
            Cell::text(line.person.clone()),
            Cell::text(case_type.title.clone()),
            Cell::text(viet::day::write_instant(line.received_at)),
            words::due(line.due_at, line.state, ctx.now),
            words::state(line),
            Cell::text(step),
            Cell::text(format!("{}, {}", line.holder_name, line.unit_name)),
        ]);
        rows.push(row);
    }
    let titles = ["Mã hồ sơ", "Người nộp", "Thủ tục", "Tiếp nhận", "Hẹn trả", "Tình trạng", "Bước", "Người đang giữ"];
    let mut columns: Vec<Column> = titles.map(Column::left).into();
    if boxes {
        columns.insert(0, Column::left("Chọn"));
    }
    Ok(Table {
        id: "cases", caption: "Hồ sơ".into(), columns, rows, empty: "Không có hồ sơ nào trong mục này."
    })
}
