//! Issues an outgoing document (phát hành văn bản đi): specialists and the head may. It takes the next number of the series
//! of its kind, without gaps and without doubles, and brings the row with one fact.

use super::details::{Entry, Flow};
use super::number::{Series, free_number};
use super::register::{NewDocument, check, payload, write_row};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::{root, unit_on};
use crate::error::{Error, Fault};
use crate::journal::{Kind, append, next_fact_no};

/// Issues the document today; `suffix` is what follows the number, made from kind and office when it is empty. Answers the
/// number of the document in the program; its symbol stands in its row.
///
/// # Errors
/// Faults on `kind`, `suffix`, `signer`; refusal `not-permitted`.
pub fn issue(ctx: &Ctx, tx: &mut Tx, new: &NewDocument, suffix: &str) -> Result<i64, Error> {
    ctx.permit(Act::RegisterDocument)?;
    check(ctx, tx, new)?;
    let new = numbered(ctx, tx, new, suffix)?;
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let no = write_row(ctx, tx, &new, fact_no)?;
    append(tx, ctx, Kind::DocumentIssued, &format!("document/{no}"), payload(&new))?;
    Ok(no)
}

/// The document with its number: for an act of another domain that issues under a fact of its own, as with `write_row`.
pub fn numbered(ctx: &Ctx, tx: &mut Tx, new: &NewDocument, suffix: &str) -> Result<NewDocument, Error> {
    let mut new = new.clone();
    if new.details.signer.trim().is_empty() {
        return Err(Error::Faults(vec![Fault::new("signer", "Chưa ghi người ký. Ghi họ tên người ký văn bản.")]));
    }
    new.issuer = if new.issuer.is_empty() { office_name(ctx, tx)? } else { new.issuer };
    let suffix = if suffix.trim().is_empty() { usual_suffix(ctx, &new.kind) } else { plain_suffix(suffix)? };
    let year = ctx.today().year();
    let series = Series { year, kind: &new.kind, issuer: &new.issuer, suffix: &suffix };
    let (no, symbol) = free_number(ctx, tx, &series)?;
    new.details.entry = Some(Entry { series: new.kind.clone(), year: year.into(), no });
    new.details.flow = Flow::Out;
    (new.symbol, new.own, new.issued_on) = (symbol, true, Some(ctx.today()));
    Ok(new)
}

/// The office as its documents name it: `UBND quận Ba Đình`; as it was called today.
pub fn office_name(ctx: &Ctx, tx: &mut Tx) -> Result<String, Error> {
    let last = root(tx, &ctx.book)?;
    let unit = unit_on(tx, &ctx.book, last.no, ctx.today())?.unwrap_or(last);
    let mut letters = unit.name.chars();
    let lower: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    Ok(format!("UBND {lower}"))
}

/// `QĐ-UBND` for a kind with an abbreviation, `UBND-VP` for a công văn (Nghị định 30/2020/NĐ-CP, Phụ lục I).
fn usual_suffix(ctx: &Ctx, kind: &str) -> String {
    match ctx.pack.document_kind(kind).and_then(|kind| kind.abbreviation.clone()).filter(|short| !short.is_empty()) {
        Some(short) => format!("{short}-UBND"),
        None => "UBND-VP".to_owned(),
    }
}

fn plain_suffix(suffix: &str) -> Result<String, Error> {
    let suffix = suffix.trim().trim_start_matches('/');
    let plain = suffix.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '&'));
    if plain && suffix.chars().count() <= 40 {
        return Ok(suffix.to_owned());
    }
    let sentence =
        "Ký hiệu chỉ gồm chữ, số và dấu gạch nối, ví dụ QĐ-UBND hoặc UBND-TCKH. Bỏ phần số, hệ thống tự cấp.";
    Err(Error::Faults(vec![Fault::new("suffix", sentence)]))
}
