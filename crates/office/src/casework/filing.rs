//! Online filing (nộp hồ sơ trực tuyến): a citizen keeps a draft and submits it with the secret of the draft; an officer
//! of the counter receives it, so that it becomes a case, or refuses it with a reason (Mẫu 03).

use super::person::NewPerson;
use super::receive::{Application, NewPaper, Received, receive, secret};
use super::rules::{current_type, freeze};
use crate::ctx::Ctx;
use crate::db::{Row, Tx};
use crate::directory::permit::Act;
use crate::error::{Error, Failure, Fault, not_found, refuse};
use crate::journal::{Kind, append, digest};
use crate::params;
use jiff::Timestamp;
use pack::case_type::{Channel, PersonKind};
use serde_json::{Value, json};

/// A filing as kept.
#[derive(Clone, Debug)]
pub struct Filing {
    pub no: i64,
    pub secret: String,
    pub type_id: String,
    pub applicant: NewPerson,
    pub subject: String,
    pub fields: Vec<(String, String)>,
    /// Paper, title, digest of the file.
    pub papers: Vec<(String, String, String)>,
    /// draft, submitted, received, refused.
    pub state: String,
    pub made_at: Timestamp,
    pub submitted_at: Option<Timestamp>,
    pub answer: String,
    pub case_no: Option<i64>,
}

/// What a citizen typed.
#[derive(Clone, Debug)]
pub struct NewFiling {
    pub type_id: String,
    pub applicant: NewPerson,
    pub subject: String,
    pub fields: Vec<(String, String)>,
    /// Paper, title, digest of the file.
    pub papers: Vec<(String, String, String)>,
}

/// Begins a draft; answers its number and secret.
pub fn begin_draft(ctx: &Ctx, tx: &mut Tx, new: &NewFiling) -> Result<(i64, String), Error> {
    let case_type = current_type(ctx, tx, &new.type_id)?;
    if !case_type.channels.contains(&Channel::Online) {
        return refuse("not-online", "Thủ tục này chưa nhận trực tuyến. Nộp tại Bộ phận Một cửa hoặc qua bưu chính.");
    }
    freeze(ctx, tx, "case-type", &case_type.id, case_type.version, &case_type.text, 0)?;
    let (no, secret) = (tx.next_no("filing", &ctx.book)?, secret()?);
    tx.exec(
        "insert into filing (book, no, secret, type, version, channel, applicant, fields, attachments, state, made_at, submitted_at, \
         answered_at, answer, case_no) values ($1, $2, $3, $4, $5, 'online', $6, $7, $8, 'draft', $9, null, null, '', null)",
        params![
            &ctx.book,
            no,
            &secret,
            &new.type_id,
            case_type.version,
            person_json(&new.applicant, &new.subject).to_string(),
            json!(new.fields).to_string(),
            json!(new.papers).to_string(),
            ctx.now
        ],
    )?;
    Ok((no, secret))
}

/// Keeps what was typed into a draft; files already handed in stay unless another takes their place.
pub fn keep_draft(ctx: &Ctx, tx: &mut Tx, before: &Filing, new: &NewFiling) -> Result<(), Error> {
    refuse_submitted(before)?;
    let mut papers = new.papers.clone();
    papers.extend(before.papers.iter().filter(|old| !new.papers.iter().any(|p| p.0 == old.0)).cloned());
    tx.exec(
        "update filing set applicant = $3, fields = $4, attachments = $5 where book = $1 and no = $2",
        params![
            &ctx.book,
            before.no,
            person_json(&new.applicant, &new.subject).to_string(),
            json!(new.fields).to_string(),
            json!(papers).to_string()
        ],
    )?;
    Ok(())
}

/// Submits a draft: everything that is missing is said at once; submitted twice is submitted once.
pub fn submit(ctx: &Ctx, tx: &mut Tx, filing: &Filing) -> Result<(), Error> {
    if filing.state == "submitted" {
        return Ok(());
    }
    refuse_submitted(filing)?;
    let case_type = current_type(ctx, tx, &filing.type_id)?;
    let mut faults = Vec::new();
    if filing.applicant.name.is_empty() {
        faults.push(Fault::new("name", "Ghi họ và tên."));
    }
    if filing.applicant.phone.is_empty() && filing.applicant.email.is_empty() {
        faults.push(Fault::new("phone", "Ghi điện thoại hoặc thư điện tử để cơ quan liên lạc."));
    }
    for paper in case_type.papers.iter().filter(|p| p.required && !p.national) {
        if !filing.papers.iter().any(|(id, ..)| *id == paper.id) {
            faults.push(Fault::new(format!("file.{}", paper.id), format!("Đính kèm “{}”.", paper.title)));
        }
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    tx.exec(
        "update filing set state = 'submitted', submitted_at = $3 where book = $1 and no = $2",
        params![&ctx.book, filing.no, ctx.now],
    )?;
    let payload = json!({ "type": filing.type_id, "papers": filing.papers.len() });
    append(tx, ctx, Kind::FilingSubmitted, &format!("filing/{}", filing.no), payload)?;
    Ok(())
}

fn refuse_submitted(filing: &Filing) -> Result<(), Error> {
    if filing.state == "draft" {
        return Ok(());
    }
    refuse(
        "already-submitted",
        "Hồ sơ đã nộp nên không sửa được. Theo dõi kết quả ở trang này, hoặc liên hệ Bộ phận Một cửa.",
    )
}

/// Receives a filing: it becomes a case of this unit, under the rules of this instant.
pub fn receive_filing(ctx: &Ctx, tx: &mut Tx, no: i64, unit: i64) -> Result<Received, Error> {
    ctx.permit(Act::ReceiveCase)?;
    let filing = filing(tx, &ctx.book, no)?;
    if let Some(case_no) = filing.case_no {
        return Ok(Received::of(&super::case_file::case_file(tx, &ctx.book, case_no)?));
    }
    if filing.state != "submitted" {
        return refuse("not-submitted", "Hồ sơ này chưa nộp hoặc đã bị từ chối. Tải lại danh sách.");
    }
    let papers = filing.papers.iter().map(|(paper, title, digest)| NewPaper {
        paper: paper.clone(),
        title: title.clone(),
        copies: 1,
        origin: "scanned".into(),
        reused_case: None,
        attachment: Some(digest.clone()),
    });
    let mut papers: Vec<NewPaper> = papers.collect();
    let case_type = current_type(ctx, tx, &filing.type_id)?;
    for paper in case_type
        .papers
        .iter()
        .filter(|p| p.national && p.required && !filing.papers.iter().any(|(id, ..)| *id == p.id))
    {
        let (title, origin) = (paper.title.clone(), "national".to_owned());
        papers.push(NewPaper { paper: paper.id.clone(), title, copies: 0, origin, ..NewPaper::default() });
    }
    let application = Application {
        type_id: filing.type_id.clone(),
        channel: Channel::Online,
        person: filing.applicant.clone(),
        submitter: None,
        subject: filing.subject.clone(),
        fields: filing.fields.clone(),
        papers,
        helped_unit: unit,
        received_unit: unit,
        authority_unit: unit,
        delivery: "electronic".into(),
        received_at: ctx.now,
    };
    let received = receive(ctx, tx, &application)?;
    tx.exec(
        "update filing set state = 'received', answered_at = $3, case_no = $4, applicant = '{}', fields = '[]' where book = $1 and no = $2",
        params![&ctx.book, no, ctx.now, received.no],
    )?;
    Ok(received)
}

/// Refuses a filing with a reason (Mẫu 03).
pub fn refuse_filing(ctx: &Ctx, tx: &mut Tx, no: i64, reason: &str) -> Result<(), Error> {
    ctx.permit(Act::ReceiveCase)?;
    let filing = filing(tx, &ctx.book, no)?;
    if filing.state == "refused" {
        return Ok(());
    }
    if filing.state != "submitted" {
        return refuse("not-submitted", "Hồ sơ này chưa nộp hoặc đã được tiếp nhận. Tải lại danh sách.");
    }
    if reason.is_empty() {
        return Err(Error::Faults(vec![Fault::new("reason", "Ghi lý do từ chối; người nộp đọc lý do này (Mẫu 03).")]));
    }
    tx.exec(
        "update filing set state = 'refused', answered_at = $3, answer = $4 where book = $1 and no = $2",
        params![&ctx.book, no, ctx.now, reason],
    )?;
    append(
        tx,
        ctx,
        Kind::FilingRefused,
        &format!("filing/{no}"),
        json!({ "reason_digest": digest(&filing.secret, reason) }),
    )?;
    Ok(())
}

/// A filing by number.
pub fn filing(tx: &mut Tx, book: &str, no: i64) -> Result<Filing, Error> {
    let row = tx.row(&format!("{SELECT} and no = $2"), params![book, no])?;
    row.map_or_else(|| not_found("hồ sơ nộp trực tuyến này"), |row| Ok(read(&row)?))
}

/// A filing for whoever holds its secret; a wrong one is answered like a filing that is not there.
pub fn own_filing(tx: &mut Tx, book: &str, no: i64, secret: &str) -> Result<Filing, Error> {
    match filing(tx, book, no) {
        Ok(filing) if filing.secret == secret.trim().to_uppercase() => Ok(filing),
        Ok(_) => not_found("hồ sơ nộp trực tuyến này"),
        Err(error) => Err(error),
    }
}

/// Filings that wait for an answer, the oldest first.
pub fn waiting(tx: &mut Tx, book: &str) -> Result<Vec<Filing>, Error> {
    let rows = tx.rows(&format!("{SELECT} and state = 'submitted' order by submitted_at limit 200"), params![book])?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

const SELECT: &str = "select no, secret, type, applicant, fields, attachments, state, made_at, submitted_at, answer, case_no \
    from filing where book = $1";

fn read(row: &Row) -> Result<Filing, Failure> {
    let parsed = |name: &str| -> Result<Value, Failure> {
        serde_json::from_str(&row.text(name)?).map_err(|e| Failure::new(format!("filing {name}: {e}")))
    };
    let applicant = parsed("applicant")?;
    let text = |key: &str| applicant.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Filing {
        no: row.int("no")?,
        secret: row.text("secret")?,
        type_id: row.text("type")?,
        applicant: NewPerson {
            kind: PersonKind::from_key(&text("kind")).unwrap_or(PersonKind::Citizen),
            name: text("name"),
            identity_no: text("identity_no"),
            born_on: text("born_on").parse().ok(),
            sex: text("sex"),
            address: text("address"),
            phone: text("phone"),
            email: text("email"),
        },
        subject: text("subject"),
        fields: serde_json::from_value(parsed("fields")?).unwrap_or_default(),
        papers: serde_json::from_value(parsed("attachments")?).unwrap_or_default(),
        state: row.text("state")?,
        made_at: row.instant("made_at")?,
        submitted_at: row.opt_instant("submitted_at")?,
        answer: row.text("answer")?,
        case_no: row.opt_int("case_no")?,
    })
}

fn person_json(person: &NewPerson, subject: &str) -> Value {
    json!({
        "kind": person.kind.key(), "name": person.name, "identity_no": person.identity_no,
        "born_on": person.born_on.map(|day| day.to_string()), "sex": person.sex, "address": person.address,
        "phone": person.phone, "email": person.email, "subject": subject,
    })
}
