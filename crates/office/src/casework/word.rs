//! Tìm hồ sơ: the folded words of a case, so that "nguyen van a" finds "Nguyễn Văn Á" and "đất" finds "dat".

use crate::db::{Tx, Value};
use crate::error::Error;
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

/// A condition on `f.no` that every word of a search stands in the case, the last letters of each left open; each `{}` is
/// the next of the values. `None` when nothing is asked. The newest 500 are found.
pub fn condition(book: &str, text: &str) -> Option<(String, Vec<Value>)> {
    let asked: Vec<String> = words(&[text]).into_iter().take(ASKED).collect();
    let longest = asked.iter().max_by_key(|word| word.len())?;
    let mut values: Vec<Value> = vec![book.into(), longest.into(), end_of(longest).into()];
    let mut sql =
        String::from("f.no in (select w.case_no from case_word w where w.book = {} and w.word >= {} and w.word <= {}");
    for word in asked.iter().filter(|word| *word != longest) {
        values.extend([Value::from(word), Value::from(end_of(word))]);
        sql.push_str(
            " and exists (select 1 from case_word o where o.book = w.book and o.case_no = w.case_no and o.word >= {} and o.word <= {})",
        );
    }
    sql.push_str(" order by w.case_no desc limit 500)");
    Some((sql, values))
}

/// The same on a list that other conditions make short: every match is found, whatever its age.
pub fn within(text: &str) -> Option<(String, Vec<Value>)> {
    let asked: Vec<String> = words(&[text]).into_iter().take(ASKED).collect();
    let one = "exists (select 1 from case_word w where w.book = f.book and w.case_no = f.no and w.word >= {} and w.word <= {})";
    let values = asked.iter().flat_map(|word| [Value::from(word), Value::from(end_of(word))]).collect();
    (!asked.is_empty()).then(|| (vec![one; asked.len()].join(" and "), values))
}

/// Behind every word that begins like this one.
pub fn end_of(word: &str) -> String {
    format!("{word}\u{10ffff}")
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
