//! The percentages a document states beside a figure, as one cell: one line each, written and read without loss.
//!
//! `chỉ tiêu, dự toán được giao: đạt 56 % [thanh-pho, hdnd-quan] “56 %”`

use super::draft::ClaimRow;
use super::known::Known;
use super::words::words;
use crate::figure::ClaimBase;

/// Writes claims into a cell.
pub fn write(claims: &[ClaimRow]) -> String {
    claims.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn line(claim: &ClaimRow) -> String {
    let base = ClaimBase::from_key(&claim.base).map_or_else(|| claim.base.clone(), |base| base.label().to_owned());
    let verb = if claim.growth { "tăng" } else { "đạt" };
    let assigners =
        if claim.assigners.is_empty() { String::new() } else { format!(" [{}]", claim.assigners.join(", ")) };
    let value = viet::number::write_rounded(claim.value, claim.decimals.max(claim.value.normalize().scale()));
    format!("{base}: {verb} {value} %{assigners} “{}”", claim.typed)
}

/// Reads the claims of a cell; the error is the sentence to show.
pub fn read(known: &Known, text: &str) -> Result<Vec<ClaimRow>, String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| read_line(known, line)).collect()
}

fn read_line(known: &Known, line: &str) -> Result<ClaimRow, String> {
    let wrong =
        || format!("“{line}” không đọc được. Ghi như: chỉ tiêu, dự toán được giao: đạt 56 % [thanh-pho] “56 %”.");
    let (base, rest) = line.split_once(':').ok_or_else(wrong)?;
    let folded = words(base);
    let base = ClaimBase::ALL
        .into_iter()
        .find(|b| words(b.label()) == folded || words(b.key()) == folded)
        .ok_or_else(wrong)?;
    let (stated, after) = rest.trim().split_once('%').ok_or_else(wrong)?;
    let (verb, number) = stated.trim().split_once(' ').ok_or_else(wrong)?;
    let growth = match words(verb).as_str() {
        "dat" | "bang" => false,
        "tang" | "giam" => true,
        _ => return Err(wrong()),
    };
    let percent = viet::percent::read(number).map_err(|unreadable| unreadable.why)?;
    let falls = words(verb) == "giam";
    let (before_typed, typed) = match after.split_once('“').and_then(|(b, t)| Some((b, t.strip_suffix('”')?))) {
        Some((before, typed)) => (before, typed.to_owned()),
        None => (after, format!("{} %", number.trim())),
    };
    let inside = before_typed.split_once('[').and_then(|(_, list)| list.split_once(']')).map_or("", |(list, _)| list);
    let codes = inside.split(',').map(str::trim).filter(|code| !code.is_empty());
    let assigners = codes.map(|code| known.assigner(code).map(str::to_owned)).collect::<Result<_, _>>()?;
    let value = if falls { -percent.value } else { percent.value };
    Ok(ClaimRow { base: base.key().into(), assigners, value, decimals: percent.decimals, growth, typed })
}
