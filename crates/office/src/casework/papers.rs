//! Adds a paper to a case (bổ sung giấy tờ): whoever handles cases may; it brings the paper and one fact.

use super::case_file::case_for;
use super::receive::{NewPaper, write_papers};
use super::record::record_now;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::error::Error;
use crate::journal::{Kind, next_fact_no};
use crate::params;
use pack::case_type::Move;
use serde_json::json;

/// Adds a paper, with its file when there is one.
pub fn add_paper(ctx: &Ctx, tx: &mut Tx, case_no: i64, title: &str, attachment: Option<String>) -> Result<(), Error> {
    ctx.permit(Act::HandleCase)?;
    let (case, _) = case_for(ctx, tx, case_no, Move::AskAdvice)?;
    let sql = "select coalesce(max(no), 0) + 1 from case_paper where book = $1 and case_no = $2";
    let no = tx.int(sql, params![&ctx.book, case.no])?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let origin = if attachment.is_some() { "scanned" } else { "paper" };
    let digest = attachment.clone();
    let paper =
        NewPaper { title: title.to_owned(), copies: 1, origin: origin.to_owned(), attachment, ..NewPaper::default() };
    write_papers(ctx, tx, case.no, &[paper], no, fact_no)?;
    record_now(ctx, tx, &case, Kind::PaperAdded, title, json!({ "paper": no, "file_digest": digest }))?;
    Ok(())
}
