//! The case file (hồ sơ): what one is, how it is read, and who holds it.

use crate::ctx::Ctx;
use crate::db::{Row, Tx};
use crate::error::{Error, Failure, not_found, refuse};
use crate::params;
use jiff::Timestamp;
use pack::case_type::{Channel, Move, State, follow};

/// A case as it stands.
#[derive(Clone, Debug)]
pub struct CaseFile {
    pub no: i64,
    /// Public number.
    pub code: String,
    /// Opens the tracking page.
    pub secret: String,
    pub type_id: String,
    pub version: i64,
    pub limit_rule: String,
    pub channel: Channel,
    pub helped_unit: i64,
    pub received_unit: i64,
    pub authority_unit: i64,
    pub person: i64,
    pub submitter: Option<i64>,
    pub subject: String,
    /// JSON by field of the form.
    pub fields: String,
    pub state: State,
    pub money: String,
    pub delivery: String,
    pub exchange: String,
    pub step: String,
    pub holder: i64,
    pub holder_unit: i64,
    pub received_at: Timestamp,
    /// Statutory; `None` while the clock is paused.
    pub due_at: Option<Timestamp>,
    pub first_due_at: Timestamp,
    pub promised_at: Option<Timestamp>,
    /// When its handling officer or the head plans to be done; it never makes a case late.
    pub planned_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    pub outcome: String,
    pub verdict: String,
    pub handed_back_at: Option<Timestamp>,
    pub fact_no: i64,
}

const COLUMNS: &str = "no, code, secret, type, version, limit_rule, channel, helped_unit, received_unit, authority_unit, person, \
    submitter, subject, fields, state, money, delivery, exchange, step, holder, holder_unit, received_at, due_at, first_due_at, \
    promised_at, planned_at, finished_at, outcome, verdict, handed_back_at, fact_no";

impl CaseFile {
    fn read(row: &Row) -> Result<CaseFile, Failure> {
        let unknown = |what: &str| Failure::new(format!("a case with an unknown {what}"));
        Ok(CaseFile {
            no: row.int("no")?,
            code: row.text("code")?,
            secret: row.text("secret")?,
            type_id: row.text("type")?,
            version: row.int("version")?,
            limit_rule: row.text("limit_rule")?,
            channel: Channel::from_key(&row.text("channel")?).ok_or_else(|| unknown("channel"))?,
            helped_unit: row.int("helped_unit")?,
            received_unit: row.int("received_unit")?,
            authority_unit: row.int("authority_unit")?,
            person: row.int("person")?,
            submitter: row.opt_int("submitter")?,
            subject: row.text("subject")?,
            fields: row.text("fields")?,
            state: State::from_key(&row.text("state")?).ok_or_else(|| unknown("state"))?,
            money: row.text("money")?,
            delivery: row.text("delivery")?,
            exchange: row.text("exchange")?,
            step: row.text("step")?,
            holder: row.int("holder")?,
            holder_unit: row.int("holder_unit")?,
            received_at: row.instant("received_at")?,
            due_at: row.opt_instant("due_at")?,
            first_due_at: row.instant("first_due_at")?,
            promised_at: row.opt_instant("promised_at")?,
            planned_at: row.opt_instant("planned_at")?,
            finished_at: row.opt_instant("finished_at")?,
            outcome: row.text("outcome")?,
            verdict: row.text("verdict")?,
            handed_back_at: row.opt_instant("handed_back_at")?,
            fact_no: row.int("fact_no")?,
        })
    }

    /// What was filled into the form, as its limits and fees ask for it.
    pub fn field_values(&self) -> Result<Vec<(String, String)>, Error> {
        let fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&self.fields)?;
        let text = |v: serde_json::Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
        Ok(fields.into_iter().map(|(k, v)| (k, text(v))).collect())
    }

    /// Whether the statutory limit has passed, judged now: no nightly run has to say so.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state.is_open() && self.due_at.is_some_and(|due| due < now)
    }
}

/// A case by its number.
pub fn case_file(tx: &mut Tx, book: &str, no: i64) -> Result<CaseFile, Error> {
    let row = tx.row(&format!("select {COLUMNS} from case_file where book = $1 and no = $2"), params![book, no])?;
    row.map_or_else(|| not_found("hồ sơ này"), |row| Ok(CaseFile::read(&row)?))
}

/// A case by its public number.
pub fn case_by_code(tx: &mut Tx, book: &str, code: &str) -> Result<Option<CaseFile>, Error> {
    let row = tx.row(&format!("select {COLUMNS} from case_file where book = $1 and code = $2"), params![book, code])?;
    Ok(row.as_ref().map(CaseFile::read).transpose()?)
}

/// Whether this person may open a case: own units see what they received, hold, have authority over or advise on, and an
/// officer sees what became of the cases he held.
pub fn may_see(ctx: &Ctx, tx: &mut Tx, case: &CaseFile) -> Result<bool, Error> {
    let units = [case.holder_unit, case.received_unit, case.authority_unit, case.helped_unit];
    if ctx.sees_all() || units.iter().any(|unit| ctx.actor.units.contains(unit)) || case.holder == ctx.actor.officer {
        return Ok(true);
    }
    let held = "select 1 from holding where book = $1 and case_no = $2 and officer = $3";
    if tx.row(held, params![&ctx.book, case.no, ctx.actor.officer])?.is_some() || stands_in(ctx, tx, case.holder)? {
        return Ok(true);
    }
    for unit in &ctx.actor.units {
        let sql = "select 1 from case_leg where book = $1 and case_no = $2 and unit = $3";
        if tx.row(sql, params![&ctx.book, case.no, *unit])?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The case for an act of its holder: it must be visible, the act must follow its state, and the actor must hold it or
/// stand in for the holder.
pub fn held_case(ctx: &Ctx, tx: &mut Tx, no: i64, act: Move) -> Result<(CaseFile, State), Error> {
    let (case, next) = case_for(ctx, tx, no, act)?;
    if case.holder != ctx.actor.officer && !stands_in(ctx, tx, case.holder)? {
        let name = officer_name(tx, &ctx.book, case.holder)?;
        return refuse(
            "not-holder",
            format!("Hồ sơ đang do {name} giữ. Nhờ người giữ chuyển sang, hoặc bấm Nhận thay nếu cùng đơn vị."),
        );
    }
    Ok((case, next))
}

/// A case if this person may open it.
pub fn seen_case(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<CaseFile, Error> {
    let case = case_file(tx, &ctx.book, no)?;
    if may_see(ctx, tx, &case)? { Ok(case) } else { not_found("hồ sơ này") }
}

/// The case for an act that others than its holder may do.
pub fn case_for(ctx: &Ctx, tx: &mut Tx, no: i64, act: Move) -> Result<(CaseFile, State), Error> {
    let case = seen_case(ctx, tx, no)?;
    match follow(case.state, act) {
        Ok(next) => Ok((case, next)),
        Err(refused) => refuse(refused.code, refused.sentence),
    }
}

/// Whether the actor is named to stand in for an officer today.
pub fn stands_in(ctx: &Ctx, tx: &mut Tx, officer: i64) -> Result<bool, Error> {
    let sql =
        "select 1 from stand_in where book = $1 and officer = $2 and deputy = $3 and from_on <= $4 and to_on >= $4";
    Ok(tx.row(sql, params![&ctx.book, officer, ctx.actor.officer, ctx.today()])?.is_some())
}

/// Name of an officer, also of one who has left.
pub fn officer_name(tx: &mut Tx, book: &str, officer: i64) -> Result<String, Error> {
    let row = tx.row("select name from officer where book = $1 and no = $2", params![book, officer])?;
    Ok(row.map(|row| row.text("name")).transpose()?.unwrap_or_else(|| "hệ thống".to_owned()))
}
