//! Search in tasks: the folded words of each, so that "ra soat" finds "Rà soát"; the last letters of every word stay open.

use crate::casework::{end_of, words};
use crate::db::{Tx, Value};
use crate::error::Error;

/// The most words of one search.
const ASKED: usize = 8;

/// Keeps the words of a task.
pub fn keep_words(tx: &mut Tx, book: &str, no: i64, texts: &[&str]) -> Result<(), Error> {
    let words = words(texts);
    let values: Vec<Value> =
        [Value::from(book), Value::from(no)].into_iter().chain(words.iter().map(Value::from)).collect();
    let rows: Vec<String> = (0..words.len()).map(|at| format!("($1, $2, ${})", at + 3)).collect();
    if !rows.is_empty() {
        tx.exec(&format!("insert into task_word (book, task, word) values {}", rows.join(", ")), &values)?;
    }
    Ok(())
}

/// A condition on `t.no` that every word of a search stands in the task; each `{}` is the next of the values. The longest
/// word, which few tasks hold, leads. `None` when nothing is asked.
pub fn condition(book: &str, text: &str) -> Option<(String, Vec<Value>)> {
    let asked: Vec<String> = words(&[text]).into_iter().take(ASKED).collect();
    let longest = asked.iter().max_by_key(|word| word.len())?;
    let mut values: Vec<Value> = vec![book.into(), longest.into(), end_of(longest).into()];
    let mut sql =
        String::from("t.no in (select w.task from task_word w where w.book = {} and w.word >= {} and w.word <= {})");
    for word in asked.iter().filter(|word| *word != longest) {
        values.extend([Value::from(word), Value::from(end_of(word))]);
        sql.push_str(
            " and exists (select 1 from task_word o where o.book = t.book and o.task = t.no and o.word >= {} and o.word <= {})",
        );
    }
    Some((sql, values))
}
