//! Receives a case (tiếp nhận hồ sơ): officers of the counter, of wards and specialists may. It brings the case with its
//! public number, clock, first holder, papers and fees, and one fact.

use super::case_file::CaseFile;
use super::clock::CaseClock;
use super::count::{Counted, Measure, count};
use super::forward::{Holding, begin_holding};
use super::person::{NewPerson, keep_person};
use super::record::{Event, record};
use super::rules::{current_type, freeze};
use super::word::{keep_words, words};
use crate::ctx::{Ctx, day_of};
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::{Unit, unit_on};
use crate::error::{Error, Fault, not_found, refuse};
use crate::journal::{Kind, digest};
use crate::params;
use jiff::Timestamp;
use pack::CaseType;
use pack::case_type::{Channel, LimitRule};
use serde_json::json;

/// A paper handed in.
#[derive(Clone, Debug, Default)]
pub struct NewPaper {
    /// Id in the case type; empty for a further one.
    pub paper: String,
    pub title: String,
    pub copies: i64,
    /// `paper`, `scanned`, `reused`, `national`.
    pub origin: String,
    pub reused_case: Option<i64>,
    /// Digest of the file.
    pub attachment: Option<String>,
}

/// An application, its fields already read by the case type.
#[derive(Clone, Debug)]
pub struct Application {
    pub type_id: String,
    pub channel: Channel,
    pub person: NewPerson,
    /// When somebody files for the person.
    pub submitter: Option<NewPerson>,
    pub subject: String,
    pub fields: Vec<(String, String)>,
    pub papers: Vec<NewPaper>,
    /// Where the citizen was helped, where it is officially received, who has the authority.
    pub helped_unit: i64,
    pub received_unit: i64,
    pub authority_unit: i64,
    /// `counter`, `post`, `electronic`.
    pub delivery: String,
    /// When it came in: now, or for an online filing when it was submitted.
    pub received_at: Timestamp,
}

/// What the applicant is told.
#[derive(Clone, Debug)]
pub struct Received {
    pub no: i64,
    pub code: String,
    pub secret: String,
    pub due_at: Timestamp,
}

/// Receives an application.
pub fn receive(ctx: &Ctx, tx: &mut Tx, new: &Application) -> Result<Received, Error> {
    ctx.permit(Act::ReceiveCase)?;
    refuse_other_unit(ctx, new.received_unit)?;
    let case_type = current_type(ctx, tx, &new.type_id)?;
    let day = day_of(new.received_at);
    let unit = unit_on(tx, &ctx.book, new.received_unit, day)?;
    judge(ctx, new, &case_type, unit.is_some())?;
    let Some(unit) = unit else { return not_found("đơn vị tiếp nhận") };
    let Some(rule) = case_type.limit_for(new.channel, &new.fields) else {
        return refuse(
            "no-limit",
            "Thủ tục chưa có thời hạn cho trường hợp này. Báo quản trị hệ thống sửa bộ thủ tục.",
        );
    };
    let Some(step) = case_type.steps.first() else {
        return refuse("no-step", "Thủ tục chưa có bước nào. Báo quản trị hệ thống sửa bộ thủ tục.");
    };
    let (fact_no, no) = next_numbers(ctx, tx)?;
    freeze(ctx, tx, "case-type", &case_type.id, case_type.version, &case_type.text, fact_no)?;
    let clock = CaseClock::begin(ctx, tx, &case_type.calendar, rule, new.received_at)?;
    let person = keep_person(tx, &ctx.book, &new.person, new.channel != Channel::Online)?;
    let submitter = new
        .submitter
        .as_ref()
        .map(|who| keep_person(tx, &ctx.book, who, new.channel != Channel::Online))
        .transpose()?;
    let due = clock.write(ctx, tx, no, "", fact_no)?.unwrap_or(new.received_at);
    let received = Received { no, code: next_code(ctx, tx, &unit, day)?, secret: secret()?, due_at: due };
    let next_rung = clock.first_rung(&case_type.ladder, &[])?;
    let filed = Filed {
        received: &received,
        case_type: &case_type,
        rule,
        person,
        submitter,
        step: &step.id,
        fact_no,
        next_rung,
    };
    write_case(ctx, tx, new, &filed)?;
    let (officer, unit) = (ctx.actor.officer, unit.no);
    begin_holding(ctx, tx, no, &Holding { step, officer, unit, note: "" })?;
    write_papers(ctx, tx, no, &new.papers, 1, fact_no)?;
    write_fees(ctx, tx, no, &case_type, new, fact_no)?;
    let counted = Counted { unit: new.received_unit, at: new.received_at, type_id: &new.type_id, channel: new.channel };
    count(ctx, tx, &counted, Measure::Received, 1)?;
    let note = format!("{}, {}", case_type.title, new.channel.label());
    let payload = json!({
        "code": received.code, "type": case_type.id, "version": case_type.version, "limit": rule.limit.to_string(),
        "channel": new.channel.key(), "unit": new.received_unit, "due_at": received.due_at.to_string(),
        "person_digest": digest(&received.secret, &format!("{}|{}", new.person.name, new.person.identity_no)),
        "papers": new.papers.len(),
    });
    record(
        ctx,
        tx,
        &Event { case_no: no, kind: Kind::CaseReceived, at: new.received_at, step: &step.id, note: &note },
        payload,
    )?;
    Ok(received)
}

/// The number of the fact that is about to follow, and of the case.
fn next_numbers(ctx: &Ctx, tx: &mut Tx) -> Result<(i64, i64), Error> {
    let sql = "select facts + 1 as fact_no, (select coalesce(max(no), 0) + 1 from case_file where book = $1) as case_no \
        from book where book = $1";
    match tx.row(sql, params![&ctx.book])? {
        Some(row) => Ok((row.int("fact_no")?, row.int("case_no")?)),
        None => not_found("cơ quan này"),
    }
}

/// Officers of a ward receive for the own unit.
fn refuse_other_unit(ctx: &Ctx, unit: i64) -> Result<(), Error> {
    if ctx.sees_unit(unit) {
        return Ok(());
    }
    refuse("other-unit", "Đồng chí chỉ tiếp nhận được cho đơn vị mình. Chọn lại đơn vị tiếp nhận.")
}

/// Everything about the application that only the rules of its day can judge.
fn judge(ctx: &Ctx, new: &Application, case_type: &CaseType, unit_there: bool) -> Result<(), Error> {
    let mut faults = Vec::new();
    let day = day_of(new.received_at);
    if !case_type.holds_on(day) {
        let sentence =
            format!("Thủ tục này không có hiệu lực ngày {}. Chọn thủ tục đang có hiệu lực.", viet::day::write(day));
        faults.push(Fault::new("type", sentence));
    }
    if !case_type.channels.contains(&new.channel) {
        let all: Vec<&str> = case_type.channels.iter().map(|c| c.label()).collect();
        faults.push(Fault::new("channel", format!("Thủ tục này chỉ nhận {}. Chọn lại cách nộp.", all.join(", "))));
    }
    if !case_type.applicants.contains(&new.person.kind) {
        let all: Vec<&str> = case_type.applicants.iter().map(|k| k.label()).collect();
        faults.push(Fault::new(
            "person_kind",
            format!("Thủ tục này dành cho {}. Chọn lại loại người nộp.", all.join(", ")),
        ));
    }
    for paper in case_type.papers.iter().filter(|p| p.required) {
        if !new.papers.iter().any(|given| given.paper == paper.id) {
            let sentence = format!("Thiếu “{}”. Nhận đủ giấy tờ, hoặc từ chối tiếp nhận bằng Mẫu 03.", paper.title);
            faults.push(Fault::new(format!("paper.{}", paper.id), sentence));
        }
    }
    if new.received_at > ctx.now {
        faults.push(Fault::new("received_at", "Thời điểm tiếp nhận ở tương lai. Ghi lúc nhận thật."));
    }
    if !unit_there {
        faults.push(Fault::new("received_unit", "Đơn vị tiếp nhận không tồn tại ngày này. Chọn đơn vị khác."));
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Faults(faults)) }
}

struct Filed<'a> {
    received: &'a Received,
    case_type: &'a CaseType,
    rule: &'a LimitRule,
    person: i64,
    submitter: Option<i64>,
    step: &'a str,
    fact_no: i64,
    next_rung: Option<Timestamp>,
}

fn write_case(ctx: &Ctx, tx: &mut Tx, new: &Application, filed: &Filed) -> Result<(), Error> {
    let fields: serde_json::Map<_, _> = new.fields.iter().map(|(k, v)| (k.clone(), v.as_str().into())).collect();
    let money = if filed.case_type.fees_for(new.channel, &new.fields).is_empty() { "none" } else { "due" };
    let received = filed.received;
    tx.exec(
        include_str!("sql/insert_case.sql"),
        params![
            &ctx.book,
            received.no,
            &received.code,
            &received.secret,
            &filed.case_type.id,
            filed.case_type.version,
            &filed.rule.id,
            new.channel.key(),
            new.helped_unit,
            new.received_unit,
            new.authority_unit,
            filed.person,
            filed.submitter,
            &new.subject,
            serde_json::Value::Object(fields).to_string(),
            money,
            &new.delivery,
            filed.step,
            ctx.actor.officer,
            new.received_at,
            day_of(new.received_at),
            received.due_at,
            filed.fact_no,
            filed.next_rung,
        ],
    )?;
    let values: Vec<&str> = new.fields.iter().map(|(_, value)| value.as_str()).collect();
    let mut texts = vec![received.code.as_str(), &new.person.name, &new.person.identity_no, &new.person.phone];
    texts.extend([new.subject.as_str(), &filed.case_type.title, &new.person.address]);
    texts.extend(values);
    keep_words(tx, &ctx.book, received.no, &words(&texts))
}

/// Writes papers, numbered from `first`.
pub fn write_papers(
    ctx: &Ctx,
    tx: &mut Tx,
    no: i64,
    papers: &[NewPaper],
    first: i64,
    fact_no: i64,
) -> Result<(), Error> {
    for (at, paper) in (first..).zip(papers) {
        tx.exec(
            "insert into case_paper (book, case_no, no, paper, title, copies, origin, reused_case, attachment, fact_no) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            params![
                &ctx.book,
                no,
                at,
                &paper.paper,
                &paper.title,
                paper.copies,
                &paper.origin,
                paper.reused_case,
                paper.attachment.clone(),
                fact_no
            ],
        )?;
    }
    Ok(())
}

fn write_fees(
    ctx: &Ctx,
    tx: &mut Tx,
    no: i64,
    case_type: &CaseType,
    new: &Application,
    fact_no: i64,
) -> Result<(), Error> {
    for (at, (fee, dong)) in (1_i64..).zip(case_type.fees_for(new.channel, &new.fields)) {
        tx.exec(
            "insert into case_fee (book, case_no, no, fee, title, amount_dong, paid_at, method, fact_no) \
             values ($1, $2, $3, $4, $5, $6, null, '', $7)",
            params![&ctx.book, no, at, &fee.id, &fee.title, dong, fact_no],
        )?;
    }
    Ok(())
}

/// `H26.00004-261123-0001`: identifier of the unit, day, number of that day (Thông tư 03/2025/TT-VPCP).
fn next_code(ctx: &Ctx, tx: &mut Tx, unit: &Unit, day: jiff::civil::Date) -> Result<String, Error> {
    let taken = tx.write_row(
        "insert into case_number (book, unit, day, last) values ($1, $2, $3, 1) \
         on conflict (book, unit, day) do update set last = case_number.last + 1 returning last",
        params![&ctx.book, unit.no, day],
    )?;
    let number = taken.map(|row| row.int("last")).transpose()?.unwrap_or(1);
    let unit_code = unit.organ_code();
    Ok(format!("{unit_code}-{}-{number:04}", day.strftime("%y%m%d")))
}

/// Eight characters that are not mistaken for each other: the way in for whoever holds the receipt.
pub fn secret() -> Result<String, Error> {
    const LETTERS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let random = crate::directory::session::random()?;
    let pairs = random.as_bytes().chunks(2).take(8);
    let letter = |pair: &[u8]| {
        let text = std::str::from_utf8(pair).unwrap_or("0");
        let at = usize::from(u8::from_str_radix(text, 16).unwrap_or(0)) % LETTERS.len();
        LETTERS.get(at).map_or('2', |b| char::from(*b))
    };
    Ok(pairs.map(letter).collect())
}

impl Received {
    /// What a case that was received before tells its applicant.
    pub fn of(case: &CaseFile) -> Received {
        Received {
            no: case.no,
            code: case.code.clone(),
            secret: case.secret.clone(),
            due_at: case.due_at.unwrap_or(case.first_due_at),
        }
    }
}
