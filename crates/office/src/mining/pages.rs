//! The page of process analysis (phân tích quy trình): choose a log, see where time goes and which ways cases take.

use super::analyse::{Source, analyse};
use super::import_log::{ImportedLog, imported_log, imported_logs};
use super::office_log::{Asked, case_types};
use super::stats::Stats;
use super::{tables, words};
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::ui::{Form, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::get;

/// The fields of the choice, as they stand in the address.
const FIELDS: [&str; 4] = ["log", "type", "from", "to"];
/// The value that stands for the office's own cases.
const OWN: &str = "own";
/// Variants and pairs shown on the page; the export holds all.
const SHOWN: usize = 50;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/mining", get(show))
}

#[derive(Template)]
#[template(path = "mining/pages.html")]
struct Analysis {
    frame: Frame,
    form: Form,
    logs: Vec<(String, String)>,
    types: Vec<(String, String)>,
    imported: Option<ImportedLog>,
    chart: Html,
    chart_caption: &'static str,
    tables: Vec<Shown>,
}

/// A table as the page shows it, and how many of its lines only the export holds.
struct Shown {
    title: &'static str,
    html: Html,
    id: &'static str,
    hidden: usize,
}

async fn show(State(app): State<App>, who: Visitor, Path(book): Path<String>, RawQuery(query): RawQuery) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let query = query.unwrap_or_default();
        let form = Form::sent(url::form_urlencoded::parse(query.as_bytes()).into_owned());
        let source = source(&form);
        let stats = match &source {
            Some(source) => {
                known(ctx, tx, source)?;
                analyse(ctx, tx, source)?
            }
            None => Stats::default(),
        };
        let found = all_tables(&stats, source.as_ref());
        if form.has("export") {
            return export(form.value("export"), &found.iter().map(|(_, table)| table).collect::<Vec<_>>());
        }
        render(ctx, tx, form, source, &stats, found)
    })
    .await
}

fn render(
    ctx: &Ctx,
    tx: &mut Tx,
    form: Form,
    source: Option<Source>,
    stats: &Stats,
    found: Vec<(&'static str, Table)>,
) -> Result<Response, Error> {
    let mut logs = vec![(OWN.to_owned(), "Hồ sơ của cơ quan".to_owned())];
    logs.extend(imported_logs(tx, &ctx.book)?.into_iter().map(|log| (log.no.to_string(), log.name)));
    let types = case_types(tx, &ctx.book)?;
    let types = types.into_iter().map(|(code, cases)| (code.clone(), format!("{code} ({cases} hồ sơ)"))).collect();
    let imported = match source {
        Some(Source::Imported(no)) => Some(imported_log(tx, &ctx.book, no)?),
        _ => None,
    };
    let (query, status) = (query_of(&form), form.status());
    let shown = |(title, table): (&'static str, Table)| shown(title, table, &query);
    let mut response = page(&Analysis {
        frame: Frame::new(ctx, Tab::Mining, "Phân tích quy trình", None),
        logs,
        types,
        chart: tables::chart(stats, naming(imported.is_none())),
        chart_caption: tables::chart_caption(stats),
        imported,
        tables: if status.is_success() { found.into_iter().map(shown).collect() } else { Vec::new() },
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// The log that was chosen; `None` when a field is wrong, which the form then says.
fn source(form: &Form) -> Option<Source> {
    let (from, to) = (form.opt_day("from"), form.opt_day("to"));
    if let (Some(first), Some(last)) = (from, to)
        && first > last
    {
        form.fault("to", "Ngày cuối trước ngày đầu. Đổi chỗ hai ngày hoặc để trống một ngày.");
    }
    let log = form.value("log");
    let source = match log.parse() {
        _ if log.is_empty() || log == OWN => Source::Own(Asked { case_type: form.text("type"), from, to }),
        Ok(no) => Source::Imported(no),
        Err(_) => {
            form.fault("log", "Không có nhật ký này. Chọn lại trong danh sách.");
            return None;
        }
    };
    form.status().is_success().then_some(source)
}

/// Refuses a log that is not there.
fn known(ctx: &Ctx, tx: &mut Tx, source: &Source) -> Result<(), Error> {
    match source {
        Source::Own(_) => Ok(()),
        Source::Imported(no) => imported_log(tx, &ctx.book, *no).map(|_| ()),
    }
}

/// The choice as pairs, for the links that export.
fn query_of(form: &Form) -> Vec<(&'static str, String)> {
    let held = FIELDS.into_iter().filter(|name| !form.value(name).is_empty());
    held.map(|name| (name, form.value(name).to_owned())).collect()
}

/// The office's own activities have Vietnamese names; those of other logs stay as they came.
fn naming(own: bool) -> tables::Naming {
    if own { words::activity } else { str::to_owned }
}

fn all_tables(stats: &Stats, source: Option<&Source>) -> Vec<(&'static str, Table)> {
    let naming = naming(matches!(source, Some(Source::Own(_))));
    vec![
        ("Tóm tắt", tables::summary(stats)),
        ("Điểm nghẽn theo bước", tables::steps(stats)),
        ("Thời gian chờ theo hoạt động", tables::waits(stats, naming)),
        ("Các biến thể", tables::variants(stats, naming)),
        ("Trình tự nối tiếp", tables::pairs(stats, naming)),
    ]
}

fn shown(title: &'static str, mut table: Table, query: &[(&str, String)]) -> Shown {
    let hidden = table.rows.len().saturating_sub(SHOWN);
    table.rows.truncate(SHOWN);
    Shown { title, html: table.html_of(query), id: table.id, hidden }
}
