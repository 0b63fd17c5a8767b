//! Filing online (nộp hồ sơ trực tuyến): choose a procedure, keep a draft with files, submit it, see what became of it.

use crate::app::{App, once, to};
use crate::attachment::{keep_file, media_type};
use crate::casework::{
    Filing, NewFiling, NewPerson, begin_draft, case_file, check_identity, current_type, current_types, keep_draft,
    own_filing, submit,
};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::session::random;
use crate::error::Error;
use crate::ui::{Form, Html, UploadedFile, Uploads, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use pack::CaseType;
use pack::case_type::{Channel, FieldKind, PersonKind, read_fields};
use serde::Deserialize;
use std::sync::Arc;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/public/{book}/procedures", get(procedures))
        .route("/public/{book}/filings", get(new).post(create))
        .route("/public/{book}/filings/{no}", get(show).post(change))
}

#[derive(Template)]
#[template(path = "portal/procedures.html")]
struct Procedures {
    office: String,
    book: String,
    types: Vec<Arc<CaseType>>,
    demo: bool,
}

#[derive(Template)]
#[template(path = "portal/filing.html")]
struct Page<'a> {
    office: String,
    book: String,
    form: &'a Form,
    /// The mark of this form, so that sending it twice files once.
    once: String,
    case_type: Arc<CaseType>,
    limit: String,
    fields: Vec<Html>,
    kinds: Vec<(String, String)>,
    papers: Vec<PaperLine>,
    /// The draft or what became of it; `None` before it is kept.
    filing: Option<Filing>,
    /// Whether it can still be changed.
    open: bool,
    case_code: String,
    case_secret: String,
    demo: bool,
}

struct PaperLine {
    id: String,
    title: String,
    remark: &'static str,
    given: bool,
    fault: Option<String>,
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default, rename = "type")]
    type_id: String,
    #[serde(default)]
    secret: String,
}

async fn procedures(State(app): State<App>, Path(book): Path<String>) -> Response {
    app.public(move |app, tx| {
        let ctx = app.citizen(tx, &book)?;
        let mut types = current_types(&ctx, tx)?;
        types.retain(|t| t.channels.contains(&Channel::Online) && t.holds_on(ctx.today()));
        page(&Procedures { office: ctx.book_name.clone(), book: ctx.book.clone(), types, demo: app.demo })
    })
    .await
}

async fn new(State(app): State<App>, Path(book): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    app.public(move |app, tx| {
        let ctx = app.citizen(tx, &book)?;
        let form = Form::filled(&[("type", wanted.type_id.clone())]);
        build(&ctx, tx, &form, None, app.demo)
    })
    .await
}

async fn create(State(app): State<App>, Path(book): Path<String>, uploads: Uploads) -> Response {
    let (demo, Uploads { form, files }) = (app.demo, uploads);
    let scan = app.scan_all(&files).await;
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        if let Err(sentence) = &scan {
            form.fault("papers", sentence.clone());
        }
        once(ctx, tx, form, |ctx, tx, form| {
            let new = read(ctx, tx, form, &files)?;
            let (no, secret) = begin_draft(ctx, tx, &new)?;
            finish(ctx, tx, form, no, &secret)
        })
    };
    app.public_act(book, form, run, move |ctx, tx, form| build(ctx, tx, form, None, demo)).await
}

async fn change(State(app): State<App>, Path((book, no)): Path<(String, i64)>, uploads: Uploads) -> Response {
    let (demo, Uploads { form, files }) = (app.demo, uploads);
    let scan = app.scan_all(&files).await;
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let before = own_filing(tx, &ctx.book, no, form.value("secret"))?;
        if let Err(sentence) = &scan {
            form.fault("papers", sentence.clone());
        }
        // The draft keeps its procedure, whatever the form says.
        let form = &form.with_values(&[("type", before.type_id.clone())]);
        let new = read(ctx, tx, form, &files)?;
        keep_draft(ctx, tx, &before, &new)?;
        Ok(to(finish(ctx, tx, form, no, &before.secret)?))
    };
    app.public_act(book, form, run, move |ctx, tx, form| {
        let filing = own_filing(tx, &ctx.book, no, form.value("secret"))?;
        build(ctx, tx, form, Some(filing), demo)
    })
    .await
}

/// Submits when the citizen pressed that button; either way to the page of the filing.
fn finish(ctx: &Ctx, tx: &mut Tx, form: &Form, no: i64, secret: &str) -> Result<String, Error> {
    if form.has("submit") {
        let filing = own_filing(tx, &ctx.book, no, secret)?;
        submit(ctx, tx, &filing)?;
    }
    Ok(format!("/public/{}/filings/{no}?secret={secret}", ctx.book))
}

async fn show(State(app): State<App>, Path((book, no)): Path<(String, i64)>, Query(wanted): Query<Wanted>) -> Response {
    app.public(move |app, tx| {
        let ctx = app.citizen(tx, &book)?;
        let filing = own_filing(tx, &ctx.book, no, &wanted.secret)?;
        let a = &filing.applicant;
        let mut values = vec![
            ("type", filing.type_id.clone()),
            ("name", a.name.clone()),
            ("identity_no", a.identity_no.clone()),
            ("born_on", a.born_on.map(viet::day::write).unwrap_or_default()),
            ("address", a.address.clone()),
            ("phone", a.phone.clone()),
            ("email", a.email.clone()),
            ("person_kind", a.kind.key().to_owned()),
            ("subject", filing.subject.clone()),
        ];
        let fields: Vec<(String, String)> =
            filing.fields.iter().map(|(id, v)| (format!("field.{id}"), v.clone())).collect();
        values.extend(fields.iter().map(|(id, v)| (id.as_str(), v.clone())));
        let form = Form::filled(&values);
        build(&ctx, tx, &form, Some(filing), app.demo)
    })
    .await
}

/// What was typed. A draft may lack fields; submitting may not.
fn read(ctx: &Ctx, tx: &mut Tx, form: &Form, files: &[UploadedFile]) -> Result<NewFiling, Error> {
    let case_type = current_type(ctx, tx, form.value("type"))?;
    let complete = form.has("submit");
    let identity_no = form.text("identity_no").replace([' ', '.'], "");
    let citizen =
        !identity_no.is_empty() && !["business", "organisation", "agency"].contains(&form.value("person_kind"));
    if let (true, Err(sentence)) = (citizen, check_identity(&identity_no, None, "")) {
        form.fault("identity_no", sentence);
    }
    let fields = read_fields(&case_type, |id| form.text(&format!("field.{id}"))).unwrap_or_else(|faults| {
        let empty = |field: &str| form.text(&format!("field.{field}")).is_empty();
        let kept = faults.into_iter().filter(|f| complete || !empty(&f.field)).collect::<Vec<_>>();
        kept.into_iter().for_each(|f| form.fault(&format!("field.{}", f.field), f.sentence));
        case_type
            .fields
            .iter()
            .map(|f| (f.id.clone(), form.text(&format!("field.{}", f.id))))
            .filter(|(_, v)| !v.is_empty())
            .collect()
    });
    for file in files {
        if let Err(sentence) = media_type(&file.name, &file.bytes) {
            form.fault(&file.field, sentence);
        }
    }
    let born_on = form.opt_day("born_on");
    form.limit_lengths(&["name", "address", "phone", "email", "subject", "identity_no"]);
    form.finish()?;
    let mut papers = Vec::new();
    for paper in &case_type.papers {
        if let Some(file) = files.iter().find(|f| f.field == format!("file.{}", paper.id)) {
            papers.push((paper.id.clone(), paper.title.clone(), keep_file(ctx, tx, &file.name, &file.bytes)?));
        }
    }
    Ok(NewFiling {
        type_id: case_type.id.clone(),
        applicant: NewPerson {
            kind: PersonKind::from_key(form.value("person_kind")).unwrap_or(PersonKind::Citizen),
            name: form.text("name"),
            identity_no,
            born_on,
            sex: String::new(),
            address: form.text("address"),
            phone: form.text("phone"),
            email: form.text("email"),
        },
        subject: form.text("subject"),
        fields,
        papers,
    })
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, filing: Option<Filing>, demo: bool) -> Result<Response, Error> {
    let case_type = current_type(ctx, tx, form.value("type"))?;
    let limit = case_type.limit_for(Channel::Online, &[]).map_or(String::new(), |rule| rule.limit.to_string());
    let given = |id: &str| filing.as_ref().is_some_and(|f| f.papers.iter().any(|(paper, ..)| paper == id));
    let line = |paper: &pack::case_type::Paper| PaperLine {
        id: paper.id.clone(),
        title: paper.title.clone(),
        remark: if paper.required { "phải có" } else { "nếu có" },
        given: given(&paper.id),
        fault: form.fault_of(&format!("file.{}", paper.id)),
    };
    let case = match filing.as_ref().and_then(|f| f.case_no) {
        Some(no) => Some(case_file(tx, &ctx.book, no)?),
        None => None,
    };
    page(&Page {
        office: ctx.book_name.clone(),
        book: ctx.book.clone(),
        form,
        once: if form.value("once").is_empty() { random()? } else { form.value("once").to_owned() },
        limit,
        fields: case_type.fields.iter().map(|field| field_html(form, field)).collect(),
        kinds: case_type.applicants.iter().map(|k| (k.key().to_owned(), k.label().to_owned())).collect(),
        papers: case_type.papers.iter().filter(|p| !p.national).map(line).collect(),
        case_type,
        open: filing.as_ref().is_none_or(|f| f.state == "draft"),
        filing,
        case_code: case.as_ref().map_or(String::new(), |c| c.code.clone()),
        case_secret: case.map_or(String::new(), |c| c.secret),
        demo,
    })
}

fn field_html(form: &Form, field: &pack::case_type::Field) -> Html {
    let name = format!("field.{}", field.id);
    let label = if field.required { field.label.clone() } else { format!("{} (nếu có)", field.label) };
    match &field.kind {
        FieldKind::Day => form.day_field(&name, &label, ""),
        FieldKind::Number => form.amount_field(&name, &label, ""),
        FieldKind::Money => form.amount_field(&name, &label, "Ví dụ 1,5 triệu đồng"),
        FieldKind::Text => form.text_field(&name, &label, ""),
        FieldKind::Choice(choices) => {
            let options: Vec<_> = choices.iter().map(|c| (c.clone(), c.clone())).collect();
            form.select_field(&name, &label, "", "Chọn", &options)
        }
    }
}
