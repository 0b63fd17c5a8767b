//! Reads a book of the demonstration; what is wrong comes back as faults with file and line.

use super::life::live;
use super::script::{Entry, File, Group, Script};
use crate::error::Fault;
use toml::Spanned;

/// Reads the text of a file. `file` is its name, for the places of faults.
///
/// # Errors
/// One fault with file and line when the text is not such a file.
pub fn read(file: &str, text: &str) -> Result<Script, Vec<Fault>> {
    let found: File = toml::from_str(text).map_err(|error| vec![unreadable(file, text, &error)])?;
    let line = |at: usize| line_of(text, at);
    let mut units = Vec::new();
    for list in found.units {
        let group = Group { kind: list.kind, post: list.post };
        units.extend(list.list.into_iter().map(|unit| (line(unit.span().start), group.clone(), unit.into_inner())));
    }
    let entry = |timed: Spanned<super::acts::Timed>| {
        let line = line(timed.span().start);
        let timed = timed.into_inner();
        Entry { line, at: timed.at, by: timed.by, act: timed.act }
    };
    let acts: Vec<Entry> = found.act.into_iter().map(entry).collect();
    Ok(Script {
        file: file.to_owned(),
        book: found.book,
        units,
        officers: found.officer.into_iter().map(|row| (line(row.span().start), row.into_inner())).collect(),
        acts: live(acts, line),
    })
}

fn unreadable(file: &str, text: &str, error: &toml::de::Error) -> Fault {
    let place = match error.span() {
        Some(span) => format!("{file}:{}", line_of(text, span.start)),
        None => file.to_owned(),
    };
    Fault::new(
        place,
        format!(
            "Không đọc được dòng này của bản dùng thử. Sửa theo cách ghi của các dòng bên cạnh ({}).",
            error.message()
        ),
    )
}

/// The line of a byte offset, counted from 1.
fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}
