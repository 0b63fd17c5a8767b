//! Tìm văn bản: folded words of a document and of the text in its files, so that "chi thi" finds "chỉ thị".

use crate::db::{Tx, Value};
use crate::error::Error;
use std::collections::BTreeSet;

/// The most distinct words kept of one text: enough for a long report, and a bound for a hostile one.
const MOST: usize = 4_000;
/// The most words of one search.
const ASKED: usize = 8;
/// Words of one statement.
const AT_ONCE: usize = 300;

fn words(texts: &[&str], most: usize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in texts {
        let folded = viet::fold::fold(text);
        let parts = folded.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '/')));
        for word in parts.map(|word| word.trim_matches(['.', '-', '/'])) {
            if found.len() >= most {
                return found;
            }
            if !word.is_empty() && word.len() <= 60 {
                found.insert(word.to_owned());
            }
        }
    }
    found
}

/// Keeps the words of some texts of a document; what is kept already stays.
pub fn keep_words(tx: &mut Tx, book: &str, document: i64, texts: &[&str]) -> Result<(), Error> {
    let all: Vec<String> = words(texts, MOST).into_iter().collect();
    for some in all.chunks(AT_ONCE) {
        let mut values: Vec<Value> = vec![book.into(), document.into()];
        values.extend(some.iter().map(Value::from));
        let rows: Vec<String> = (0..some.len()).map(|at| format!("($1, ${}, $2)", at + 3)).collect();
        let sql = format!(
            "insert into document_word (book, word, document) values {} on conflict (book, word, document) do nothing",
            rows.join(", ")
        );
        tx.exec(&sql, &values)?;
    }
    Ok(())
}

/// A condition on `d.no` that every word of a search stands in the document, the last letters of each left open.
/// Parameters begin after `first`. `None` when nothing is asked.
pub fn condition(text: &str, first: usize) -> Option<(String, Vec<Value>)> {
    let asked: Vec<String> = words(&[text], ASKED).into_iter().collect();
    let (mut sql, mut values) = (Vec::new(), Vec::new());
    for (at, word) in asked.iter().enumerate() {
        let (low, high) = (first + at * 2 + 1, first + at * 2 + 2);
        sql.push(format!(
            "d.no in (select w.document from document_word w where w.book = d.book and w.word >= ${low} and w.word <= ${high})"
        ));
        values.extend([Value::from(word), Value::from(format!("{word}\u{10ffff}"))]);
    }
    (!asked.is_empty()).then(|| (sql.join(" and "), values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words_are_found_folded() {
        let found: Vec<String> = words(&["29/KH-UBND", "Chỉ thị về trật tự đô thị."], MOST).into_iter().collect();
        assert_eq!(found, ["29/kh-ubnd", "chi", "do", "thi", "trat", "tu", "ve"]);
        assert_eq!(words(&["a b c d"], 2).len(), 2);
    }
}
