//! Proposals to a superior body (kiến nghị): made at a meeting, each addressed to one department; answered; a promised option
//! stays open until it is recorded. Specialists and the head may.

use super::rule::Answer;
use super::store::{Proposal, meeting, proposals};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::{Error, Fault, not_found};
use crate::journal::{Kind, append, next_fact_no};
use crate::params;
use jiff::civil::Date;
use serde_json::json;

/// Makes a proposal; answers its number within the meeting. The same words to the same body again answer the known one.
///
/// # Errors
/// Faults on `proposal`, `addressed`; refusals `not-permitted`, `not-found`, `minutes-closed`.
pub fn propose(ctx: &Ctx, tx: &mut Tx, no: i64, body: &str, addressed: &str) -> Result<i64, Error> {
    ctx.permit(Act::HoldMeeting)?;
    super::call::open_meeting(ctx, tx, no)?;
    let mut faults = Vec::new();
    if body.is_empty() {
        faults.push(Fault::new("proposal", "Chưa ghi kiến nghị. Ghi kiến nghị gì."));
    }
    if addressed.is_empty() {
        faults.push(Fault::new("addressed", "Chưa ghi gửi ai. Ghi tên sở, ngành trả lời, ví dụ Sở Tài chính."));
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let all = proposals(tx, &ctx.book, no)?;
    if let Some(known) = all.iter().find(|p| p.body == body && p.addressed == addressed) {
        return Ok(known.no);
    }
    let (number, fact_no) = (all.last().map_or(1, |last| last.no + 1), next_fact_no(tx, &ctx.book)?);
    tx.exec(
        "insert into meeting_proposal (book, meeting, no, body, addressed, state, answer, answered_at, promised_on, option_text, option_at, fact_no) \
         values ($1, $2, $3, $4, $5, 'pending', '', null, null, '', null, $6)",
        params![&ctx.book, no, number, body, addressed, fact_no],
    )?;
    let payload = json!({ "proposal": number, "body": body, "addressed": addressed });
    append(tx, ctx, Kind::ProposalMade, &format!("meeting/{no}"), payload)?;
    Ok(number)
}

/// What a department answered.
#[derive(Clone, Debug)]
pub struct NewAnswer {
    pub answer: Answer,
    pub text: String,
    /// Until when an option is promised.
    pub promised_on: Option<Date>,
}

/// Records an answer, also after the minutes were closed: departments answer later. The same again answers success.
///
/// # Errors
/// Faults on `answer_text`; refusals `not-permitted`, `not-found`.
pub fn answer(ctx: &Ctx, tx: &mut Tx, no: i64, number: i64, new: &NewAnswer) -> Result<(), Error> {
    ctx.permit(Act::HoldMeeting)?;
    meeting(tx, &ctx.book, no)?;
    let before = proposal(ctx, tx, no, number)?;
    if new.answer == Answer::Pending {
        return Err(Error::Faults(vec![Fault::new("answer", "Chưa chọn câu trả lời. Chọn một trong danh sách.")]));
    }
    if new.text.is_empty() {
        let sentence = match new.answer {
            Answer::Option => "Chưa ghi phương án. Ghi phương án đã có.",
            _ => "Chưa ghi nội dung trả lời. Ghi sở, ngành trả lời thế nào.",
        };
        return Err(Error::Faults(vec![Fault::new("answer_text", sentence)]));
    }
    let option = new.answer == Answer::Option;
    let text = if option { &before.option_text } else { &before.answer_text };
    if before.answer == new.answer && *text == new.text && before.promised_on == new.promised_on {
        return Ok(());
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    if option {
        tx.exec(
            "update meeting_proposal set state = 'option', option_text = $4, option_at = $5, fact_no = $6 where book = $1 and meeting = $2 and no = $3",
            params![&ctx.book, no, number, &new.text, ctx.now, fact_no],
        )?;
    } else {
        tx.exec(
            "update meeting_proposal set state = $4, answer = $5, answered_at = $6, promised_on = $7, fact_no = $8 \
             where book = $1 and meeting = $2 and no = $3",
            params![&ctx.book, no, number, new.answer.key(), &new.text, ctx.now, new.promised_on, fact_no],
        )?;
    }
    let payload =
        json!({ "proposal": number, "answer": new.answer.key(), "was": before.answer.key(), "text": new.text });
    append(tx, ctx, Kind::ProposalAnswered, &format!("meeting/{no}"), payload)?;
    Ok(())
}

fn proposal(ctx: &Ctx, tx: &mut Tx, no: i64, number: i64) -> Result<Proposal, Error> {
    match proposals(tx, &ctx.book, no)?.into_iter().find(|p| p.no == number) {
        Some(found) => Ok(found),
        None => not_found("kiến nghị này"),
    }
}
