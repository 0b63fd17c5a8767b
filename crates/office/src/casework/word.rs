//! Tìm hồ sơ: the folded words of a case, so that "nguyen van a" finds "Nguyễn Văn Á" and "đất" finds "dat".

use crate::db::{Tx, Value};
use crate::error::Error;
use crate::params;
use std::collections::BTreeSet;

/// The most words kept of one case.
const MOST: usize = 60;
/// The most words of one search.
const ASKED: usize = 8;

/// The distinct folded words of some texts.
pub fn words(texts: &[&str]) -> BTreeSet<String> {
    let fold = |text: &&str| viet::fold::fold(text);
    let all = texts.iter().map(fold).collect::<Vec<_>>().join(" ");
    let parts = all.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == '-'));
    let kept = parts.map(|word| word.trim_matches(['.', '-'])).filter(|word| !word.is_empty() && word.len() <= 60);
    kept.take(MOST).map(str::to_owned).collect()
}

/// Keeps the words of a case.
pub fn keep_words(tx: &mut Tx, book: &str, case_no: i64, words: &BTreeSet<String>) -> Result<(), Error> {
    let values: Vec<Value> =
        [Value::from(book), Value::from(case_no)].into_iter().chain(words.iter().map(Value::from)).collect();
    let rows: Vec<String> = (0..words.len()).map(|at| format!("($1, ${}, $2)", at + 3)).collect();
    if !rows.is_empty() {
        tx.exec(&format!("insert into case_word (book, word, case_no) values {}", rows.join(", ")), &values)?;
    }
    Ok(())
}

/// Numbers of cases that hold every word of a search, newest first; the last word may be the beginning of one.
pub fn search(tx: &mut Tx, book: &str, text: &str, most: i64) -> Result<Vec<i64>, Error> {
    let asked: Vec<String> = words(&[text]).into_iter().take(ASKED).collect();
    let Some(longest) = asked.iter().max_by_key(|word| word.len()).cloned() else { return Ok(Vec::new()) };
    let mut values: Vec<Value> = params![book, &longest, format!("{longest}\u{10ffff}"), most].to_vec();
    let mut sql =
        String::from("select distinct w.case_no from case_word w where w.book = $1 and w.word >= $2 and w.word <= $3");
    for word in asked.iter().filter(|word| **word != longest) {
        values.push(word.into());
        let at = values.len();
        values.push(format!("{word}\u{10ffff}").into());
        sql.push_str(&format!(
            " and exists (select 1 from case_word o where o.book = w.book and o.case_no = w.case_no and o.word >= ${at} and o.word <= ${})",
            at + 1
        ));
    }
    sql.push_str(" order by w.case_no desc limit $4");
    let rows = tx.rows(&sql, &values)?;
    Ok(rows.iter().map(|row| row.int("case_no")).collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        let found: Vec<String> = words(&["Nguyễn Văn Á", "H26.14-261123-0001", "đất, Đất"]).into_iter().collect();
        assert_eq!(found, ["a", "dat", "h26.14-261123-0001", "nguyen", "van"]);
    }
}
