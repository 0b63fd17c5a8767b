//! The counter (quầy tiếp nhận): choose the procedure, scan the card, check the papers, receive.

use crate::app::{App, once};
use crate::attachment::{keep_file, media_type};
use crate::casework::card::read_card;
use crate::casework::identity::check_identity;
use crate::casework::person::{EarlierPaper, NewPerson, earlier_papers};
use crate::casework::receive::{Application, NewPaper, receive};
use crate::casework::rules::{current_type, current_types};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::{Visitor, random};
use crate::directory::{unit_choices, units_on};
use crate::error::{Error, Fault};
use crate::ui::{Form, Frame, Html, Tab, UploadedFile, Uploads, page};
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
    Router::new().route("/{book}/cases/new", get(new)).route("/{book}/cases/receive", axum::routing::post(create))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default, rename = "type")]
    type_id: String,
}

#[derive(Template)]
#[template(path = "casework/pages/new.html")]
struct New<'a> {
    frame: Frame,
    form: &'a Form,
    /// The mark of this form, so that sending it twice receives once.
    once: String,
    types: Vec<(String, String)>,
    case_type: Option<Arc<CaseType>>,
    fields: Vec<Html>,
    papers: Vec<PaperLine>,
    units: Vec<(String, String)>,
    channels: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    sexes: Vec<(String, String)>,
    deliveries: Vec<(String, String)>,
    warnings: Vec<String>,
    limit: String,
}

/// One paper of the procedure on the form.
struct PaperLine {
    id: String,
    title: String,
    remark: String,
    ticked: bool,
    fault: Option<String>,
    file_fault: Option<String>,
    earlier: Vec<EarlierPaper>,
}

async fn new(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let form = Form::filled(&[
            ("type", wanted.type_id.clone()),
            ("channel", "counter".into()),
            ("person_kind", "citizen".into()),
        ]);
        build(ctx, tx, &form, Vec::new())
    })
    .await
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, uploads: Uploads) -> Response {
    let Uploads { form, files } = uploads;
    let scan = app.scan_all(&files).await;
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        // A scanner ends with Enter, which presses the first button of the form, not the one beside its field.
        if form.has("read_card") || !form.text("card").is_empty() {
            return scanned(ctx, tx, form);
        }
        if let Err(sentence) = &scan {
            form.fault("papers", sentence.clone());
        }
        once(ctx, tx, form, |ctx, tx, form| {
            let application = read(ctx, tx, form, &files)?;
            let received = receive(ctx, tx, &application)?;
            Ok(format!("/{}/cases/{}?done=receive", ctx.book, received.no))
        })
    };
    app.act(who, book, form, run, |ctx, tx, form| build(ctx, tx, form, Vec::new())).await
}

/// The card was scanned: the form again, filled from it.
fn scanned(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    match read_card(form.value("card")) {
        Ok(card) => {
            let born = card.born_on.map(viet::day::write).unwrap_or_default();
            let filled = [
                ("identity_no", card.identity_no),
                ("name", card.name),
                ("born_on", born),
                ("sex", card.sex.to_owned()),
                ("address", card.address),
                ("card", String::new()),
            ];
            build(ctx, tx, &form.with_values(&filled), card.warnings)
        }
        Err(sentence) => {
            form.fault("card", sentence);
            form.finish()?;
            build(ctx, tx, form, Vec::new())
        }
    }
}

/// The application as typed, all faults at once.
fn read(ctx: &Ctx, tx: &mut Tx, form: &Form, files: &[UploadedFile]) -> Result<Application, Error> {
    let case_type = current_type(ctx, tx, &form.required("type", "thủ tục"))?;
    let person = person(form, "");
    let submitter = (!form.text("by_name").is_empty()).then(|| person_of(form, "by_"));
    let fields = read_fields(&case_type, |id| form.text(&format!("field.{id}"))).unwrap_or_else(|faults| {
        faults.into_iter().for_each(|f| form.fault(&format!("field.{}", f.field), f.sentence));
        Vec::new()
    });
    let channel = Channel::from_key(form.value("channel")).unwrap_or(Channel::Counter);
    let unit = form.choice("received_unit").or(ctx.actor.units.first().copied()).unwrap_or(1);
    form.limit_lengths(&["name", "address", "phone", "email", "subject", "by_name", "by_phone"]);
    for file in files {
        if let Err(sentence) = media_type(&file.name, &file.bytes) {
            form.fault(&file.field, sentence);
        }
    }
    form.finish()?;
    let papers = papers(ctx, tx, form, files, &case_type)?;
    Ok(Application {
        type_id: case_type.id.clone(),
        channel,
        person,
        submitter,
        subject: form.text("subject"),
        fields,
        papers,
        helped_unit: ctx.actor.units.first().copied().unwrap_or(unit),
        received_unit: unit,
        authority_unit: unit,
        delivery: if form.text("delivery").is_empty() { "counter".into() } else { form.text("delivery") },
        received_at: ctx.now,
    })
}

fn person(form: &Form, prefix: &str) -> NewPerson {
    let found = person_of(form, prefix);
    if found.name.is_empty() {
        form.fault(&format!("{prefix}name"), "Chưa ghi họ tên người nộp. Quét thẻ hoặc nhập tay.");
    }
    if found.name.contains('|') {
        let sentence = "Đây là nội dung mã QR của thẻ. Bấm vào ô Nội dung mã QR rồi quét lại.";
        form.fault(&format!("{prefix}name"), sentence);
    }
    found
}

fn person_of(form: &Form, prefix: &str) -> NewPerson {
    let field = |name: &str| format!("{prefix}{name}");
    let identity_no = form.text(&field("identity_no")).replace([' ', '.'], "");
    let born_on = form.opt_day(&field("born_on"));
    let sex = form.text(&field("sex"));
    let kind = PersonKind::from_key(form.value(&field("person_kind"))).unwrap_or(PersonKind::Citizen);
    if !identity_no.is_empty() && kind == PersonKind::Citizen {
        match check_identity(&identity_no, born_on, &sex) {
            Err(sentence) => form.fault(&field("identity_no"), sentence),
            // What only looks wrong is asked about once; the officer then says that it stands so on the card.
            Ok(doubts) if !doubts.is_empty() && !form.has("identity_confirmed") => {
                let sentence =
                    format!("{} Nếu thẻ ghi đúng như vậy, đánh dấu “Đã đối chiếu với thẻ”.", doubts.join(" "));
                form.fault(&field("identity_no"), sentence);
            }
            Ok(_) => {}
        }
    }
    NewPerson {
        kind,
        name: form.text(&field("name")),
        identity_no,
        born_on,
        sex,
        address: form.text(&field("address")),
        phone: form.text(&field("phone")),
        email: form.text(&field("email")),
    }
}

/// Papers ticked, reused or uploaded.
fn papers(
    ctx: &Ctx,
    tx: &mut Tx,
    form: &Form,
    files: &[UploadedFile],
    case_type: &CaseType,
) -> Result<Vec<NewPaper>, Error> {
    let identity = form.text("identity_no").replace([' ', '.'], "");
    let earlier = earlier_papers(tx, &ctx.book, &identity)?;
    let mut given = Vec::new();
    for paper in &case_type.papers {
        let file = files.iter().find(|f| f.field == format!("file.{}", paper.id));
        let reused = form.text(&format!("reuse.{}", paper.id));
        let (origin, attachment, reused_case) = match (file, reused.split_once('/')) {
            (Some(file), _) => ("scanned", Some(keep_file(ctx, tx, &file.name, &file.bytes)?), None),
            (None, Some((case, digest))) => {
                let known =
                    |e: &&EarlierPaper| e.paper == paper.id && e.attachment == digest && e.case_no.to_string() == case;
                let Some(found) = earlier.iter().find(known) else {
                    let sentence = "Giấy tờ này không phải của người nộp đang ghi. Chọn lại, hoặc nhận bản mới.";
                    return Err(Error::Faults(vec![Fault::new(format!("paper.{}", paper.id), sentence)]));
                };
                ("reused", Some(found.attachment.clone()), Some(found.case_no))
            }
            (None, None) if form.has(&format!("paper.{}", paper.id)) => {
                (if paper.national { "national" } else { "paper" }, None, None)
            }
            _ => continue,
        };
        given.push(NewPaper {
            paper: paper.id.clone(),
            title: paper.title.clone(),
            copies: paper.copies,
            origin: origin.to_owned(),
            reused_case,
            attachment,
        });
    }
    Ok(given)
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, warnings: Vec<String>) -> Result<Response, Error> {
    ctx.permit(Act::ReceiveCase)?;
    let types = current_types(ctx, tx)?;
    let today = ctx.today();
    let types: Vec<_> = types.into_iter().filter(|t| t.holds_on(today)).collect();
    let case_type = types.iter().find(|t| t.id == form.value("type")).cloned();
    let identity = form.text("identity_no").replace([' ', '.'], "");
    let earlier = earlier_papers(tx, &ctx.book, &identity)?;
    let fields = case_type.iter().flat_map(|t| &t.fields).map(|field| field_html(form, field)).collect();
    let papers = case_type.iter().flat_map(|t| &t.papers).map(|paper| paper_line(form, paper, &earlier)).collect();
    let choices =
        |all: Vec<(&str, &str)>| all.into_iter().map(|(k, l)| (k.to_owned(), l.to_owned())).collect::<Vec<_>>();
    let offered = |t: &CaseType| t.channels.iter().map(|c| (c.key().to_owned(), c.label().to_owned())).collect();
    let limit = case_type.as_ref().map_or(String::new(), |t| limits(t));
    page(&New {
        frame: Frame::new(ctx, Tab::Cases, "Tiếp nhận hồ sơ", None),
        form,
        once: once_of(form)?,
        types: types.iter().map(|t| (t.id.clone(), format!("{}: {}", t.field, t.title))).collect(),
        fields,
        papers,
        units: own_units(ctx, tx)?,
        channels: case_type.as_ref().map(|t| offered(t)).unwrap_or_default(),
        kinds: case_type
            .iter()
            .flat_map(|t| &t.applicants)
            .map(|k| (k.key().to_owned(), k.label().to_owned()))
            .collect(),
        sexes: choices(vec![("male", "Nam"), ("female", "Nữ")]),
        deliveries: choices(vec![
            ("counter", "Tại Bộ phận Một cửa"),
            ("post", "Qua bưu chính công ích"),
            ("electronic", "Bản điện tử"),
        ]),
        warnings,
        limit,
        case_type,
    })
}

/// The mark that came with the form, or a new one.
fn once_of(form: &Form) -> Result<String, Error> {
    Ok(if form.value("once").is_empty() { random()? } else { form.value("once").to_owned() })
}

fn limits(case_type: &CaseType) -> String {
    case_type.limits.iter().map(|rule| format!("{}: {}", rule.title, rule.limit)).collect::<Vec<_>>().join("; ")
}

/// The units for which this officer receives.
fn own_units(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<(String, String)>, Error> {
    let units = units_on(tx, &ctx.book, ctx.today())?;
    let own: Vec<_> = units.into_iter().filter(|unit| ctx.sees_unit(unit.no)).collect();
    let first = ctx.actor.units.first().copied();
    let mut choices = unit_choices(&own);
    choices.sort_by_key(|(no, _)| no.parse().ok() != first);
    Ok(choices)
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

fn paper_line(form: &Form, paper: &pack::case_type::Paper, earlier: &[EarlierPaper]) -> PaperLine {
    let mut remarks = vec![format!("{} bản", paper.copies)];
    if !paper.required {
        remarks.push("nếu có".into());
    }
    if paper.national {
        remarks.push("đã có trong cơ sở dữ liệu quốc gia: tra cứu, không yêu cầu nộp".into());
    }
    PaperLine {
        id: paper.id.clone(),
        title: paper.title.clone(),
        remark: remarks.join("; "),
        ticked: form.has(&format!("paper.{}", paper.id)),
        fault: form.fault_of(&format!("paper.{}", paper.id)),
        file_fault: form.fault_of(&format!("file.{}", paper.id)),
        earlier: earlier.iter().filter(|e| e.paper == paper.id).cloned().collect(),
    }
}
