//! Pages of the document registers: the lists of what came and what went out, and the forms that enter a document.

use super::arrive::arrive;
use super::details::{Authority, Details, Flow, Secrecy, Urgency};
use super::issue::issue;
use super::register::{NewDocument, register};
use super::store::{Document, Listed, documents, listed};
use crate::app::{App, once};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::{Visitor, random};
use crate::error::Error;
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;

/// Lines of one page of a register; an export holds the whole register.
const PAGE: i64 = 100;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/documents", get(list).post(create)).route("/{book}/documents/new", get(new))
}

#[derive(Template)]
#[template(path = "document/pages/list.html")]
struct List {
    frame: Frame,
    table: crate::ui::Html,
    /// Address, label, whether it is shown.
    flows: Vec<(String, &'static str, bool)>,
    words: String,
    flow: &'static str,
    older: Option<String>,
    may_register: bool,
}

#[derive(Template)]
#[template(path = "document/pages/new.html")]
struct New<'a> {
    frame: Frame,
    form: &'a Form,
    flow: &'static str,
    once: String,
    kinds: Vec<(String, String)>,
    urgencies: Vec<(String, String)>,
    secrecies: Vec<(String, String)>,
    authorities: Vec<(String, String)>,
    documents: Vec<Document>,
}

#[derive(serde::Deserialize)]
struct Wanted {
    #[serde(default)]
    flow: String,
    #[serde(default)]
    q: String,
    before: Option<i64>,
}

async fn list(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(wanted): Query<Wanted>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let flow = Flow::from_key(&wanted.flow);
        let most = if query.export.is_some() { i64::MAX } else { PAGE + 1 };
        let asked = Listed { flow, year: None, words: wanted.q.clone(), before: wanted.before, most };
        let mut found = listed(tx, &ctx.book, &asked)?;
        let more = query.export.is_none() && found.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        found.truncate(usize::try_from(most.saturating_sub(1)).unwrap_or(usize::MAX));
        let table = register_table(ctx, tx, flow, &found)?;
        if let Some(wanted) = &query.export {
            return export(wanted, &[&table]);
        }
        let asked = [("flow", wanted.flow.clone()), ("q", wanted.q.clone())];
        let path = format!("/{}/documents", ctx.book);
        let older = found.last().filter(|_| more).map(|last| address(&path, &asked, Some(last.no)));
        let flows = [None, Some(Flow::In), Some(Flow::Out), Some(Flow::Other)];
        page(&List {
            frame: Frame::new(ctx, Tab::Documents, "Văn bản", query.done.as_deref()),
            table: table.html_of(&asked),
            flows: flows
                .map(|f| {
                    let key = f.map_or("", Flow::key);
                    (address(&path, &[("flow", key.to_owned())], None), f.map_or("Tất cả", Flow::label), f == flow)
                })
                .into(),
            words: wanted.q.clone(),
            flow: flow.map_or("", Flow::key),
            older,
            may_register: ctx.may(Act::RegisterDocument),
        })
    })
    .await
}

fn address(path: &str, asked: &[(&str, String)], before: Option<i64>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(asked.iter().filter(|(_, value)| !value.is_empty()));
    if let Some(before) = before {
        query.append_pair("before", &before.to_string());
    }
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The columns of a register.
fn columns(flow: Option<Flow>) -> Vec<Column> {
    let titles: &[&str] = match flow {
        Some(Flow::In) => &[
            "Số đến",
            "Ngày đến",
            "Nơi gửi",
            "Số, ký hiệu",
            "Ngày văn bản",
            "Loại và trích yếu",
            "Người nhận",
            "Ngày chuyển",
            "Hạn trả lời",
        ],
        Some(Flow::Out) => &["Số, ký hiệu", "Ngày văn bản", "Loại và trích yếu", "Người ký", "Nơi nhận", "Mức độ"],
        _ => &["Số, ký hiệu", "Loại", "Ngày", "Cơ quan ban hành", "Trích yếu"],
    };
    let column = |title: &&str| match *title {
        "Số đến" => Column::short(title),
        "Loại và trích yếu" | "Trích yếu" => Column::long(title),
        title => Column::left(title),
    };
    titles.iter().map(column).collect()
}

/// The columns of the registers follow Phụ lục IV of Nghị định 30/2020/NĐ-CP.
fn register_table(ctx: &Ctx, tx: &mut Tx, flow: Option<Flow>, found: &[Document]) -> Result<Table, Error> {
    let people = crate::directory::officers(tx, &ctx.book, ctx.today())?;
    let name = |no: Option<i64>| {
        people.iter().find(|o| Some(o.no) == no).map_or(String::new(), |o| format!("{}, {}", o.name, o.unit_name))
    };
    let day = |on: Option<jiff::civil::Date>| Cell::text(on.map(viet::day::write).unwrap_or_default());
    let row = |d: &Document| {
        let link = Cell::link(d.symbol.clone(), format!("/{}/documents/{}", ctx.book, d.no));
        let subject = Cell::text(format!("{}: {}", kind_label(ctx, &d.kind), d.subject));
        let number = d.details.entry.as_ref().map_or(String::new(), |e| format!("{:02}", e.no));
        match flow {
            Some(Flow::In) => vec![
                Cell::text(number),
                day(d.details.arrived_on),
                Cell::text(d.issuer.clone()),
                link,
                day(d.issued_on),
                subject,
                Cell::text(name(d.handed_officer)),
                Cell::text(d.handed_at.map(viet::day::write_instant).unwrap_or_default()),
                day(d.details.answer_due_on),
            ],
            Some(Flow::Out) => vec![
                link,
                day(d.issued_on),
                subject,
                Cell::text(d.details.signer.clone()),
                Cell::text(d.details.recipients.join("; ")),
                Cell::text(d.details.urgency.label()),
            ],
            _ => vec![
                link,
                Cell::text(kind_label(ctx, &d.kind)),
                day(d.issued_on),
                Cell::text(d.issuer.clone()),
                Cell::text(d.subject.clone()),
            ],
        }
    };
    Ok(Table {
        id: "documents",
        caption: match flow {
            Some(Flow::In) => "Sổ đăng ký văn bản đến".into(),
            Some(Flow::Out) => "Sổ đăng ký văn bản đi".into(),
            _ => "Sổ đăng ký văn bản".into(),
        },
        columns: columns(flow),
        rows: found.iter().map(row).collect(),
        empty: match flow {
            Some(Flow::In) => "Chưa vào sổ văn bản đến nào.",
            Some(Flow::Out) => "Chưa phát hành văn bản đi nào.",
            _ => "Không có văn bản nào. Bắt đầu từ nghị quyết, quyết định của cấp trên.",
        },
    })
}

/// What a kind of document is called.
pub fn kind_label(ctx: &Ctx, kind: &str) -> String {
    ctx.pack.document_kinds.iter().find(|k| k.code == kind).map_or_else(|| kind.to_owned(), |k| k.name.clone())
}

async fn new(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let form = Form::filled(&[("flow", wanted.flow.clone()), ("once", random()?)]);
        new_page(ctx, tx, &form)
    })
    .await
}

fn new_page(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    ctx.permit(Act::RegisterDocument)?;
    let kinds = ctx.pack.document_kinds.iter().map(|k| (k.code.clone(), k.name.clone())).collect();
    let flow = Flow::from_key(form.value("flow")).unwrap_or_default();
    let title = match flow {
        Flow::In => "Vào sổ văn bản đến",
        Flow::Out => "Phát hành văn bản đi",
        Flow::Other => "Đăng ký văn bản",
    };
    page(&New {
        frame: Frame::new(ctx, Tab::Documents, title, None),
        form,
        flow: flow.key(),
        once: form.value("once").to_owned(),
        kinds,
        urgencies: Urgency::choices(),
        secrecies: Secrecy::choices(),
        authorities: Authority::choices(),
        documents: documents(tx, &ctx.book)?.into_iter().take(300).collect(),
    })
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        once(ctx, tx, form, |ctx, tx, form| {
            let new = read(form)?;
            let no = match new.details.flow {
                Flow::In => arrive(ctx, tx, &new)?,
                Flow::Out => issue(ctx, tx, &new, form.value("suffix"))?,
                Flow::Other => register(ctx, tx, &new)?,
            };
            Ok(format!("/{}/documents/{no}?done=register", ctx.book))
        })
    };
    app.act(who, book, form, run, new_page).await
}

fn read(form: &Form) -> Result<NewDocument, Error> {
    let flow = Flow::from_key(form.value("flow")).unwrap_or_default();
    let out = flow == Flow::Out;
    form.limit_lengths(&["symbol", "issuer", "suffix", "signer", "signer_post"]);
    let new = NewDocument {
        kind: form.required("kind", "loại văn bản"),
        symbol: if out { String::new() } else { form.required("symbol", "số, ký hiệu") },
        issued_on: if out { None } else { form.opt_day("issued_on") },
        issuer: if out { String::new() } else { form.required("issuer", "cơ quan ban hành") },
        subject: form.required("subject", "trích yếu"),
        own: form.has("own"),
        bases: form.all("bases").filter_map(|no| no.parse().ok()).collect(),
        details: Details {
            flow,
            entry: None,
            arrived_on: form.opt_day("arrived_on"),
            urgency: Urgency::from_key(form.value("urgency")).unwrap_or_default(),
            secrecy: Secrecy::from_key(form.value("secrecy")).unwrap_or_default(),
            authority: Authority::from_key(form.value("authority")).unwrap_or_default(),
            signer: form.text("signer"),
            signer_post: form.text("signer_post"),
            recipients: form
                .text("recipients")
                .lines()
                .map(|l| l.trim().to_owned())
                .filter(|l| !l.is_empty())
                .collect(),
            answer_due_on: form.opt_day("answer_due_on"),
        },
    };
    form.finish()?;
    Ok(new)
}
