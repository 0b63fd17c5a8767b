//! Makes the demonstration offices (cơ quan trình diễn) from the files in `demo/`: every step runs the act that people use,
//! as the officer who would do it, at the instant when it was done.

mod play;
mod read;
mod script;
mod steps;

use crate::db::Db;
use crate::error::{Error, Fault};
use read::read;
use std::sync::Arc;

/// The files of the demonstration; the superior office first.
const FILES: &[(&str, &str)] = &[
    ("demo/ha-noi.toml", include_str!("../../../../demo/ha-noi.toml")),
    ("demo/ba-dinh.toml", include_str!("../../../../demo/ba-dinh.toml")),
    ("demo/hai-ba-trung.toml", include_str!("../../../../demo/hai-ba-trung.toml")),
    ("demo/thanh-xuan.toml", include_str!("../../../../demo/thanh-xuan.toml")),
    ("demo/bac-tu-liem.toml", include_str!("../../../../demo/bac-tu-liem.toml")),
];

/// Makes the demonstration when there is no book yet; answers whether it did. Each office is one transaction.
pub fn seed(db: &Db, pack: &Arc<pack::Pack>) -> Result<bool, Error> {
    if db.read(|tx| Ok(tx.int("select count(*) from book", &[])?))? > 0 {
        return Ok(false);
    }
    for (file, text) in FILES {
        let script = read(file, text)?;
        db.write(|tx| play::play(tx, pack, file, &script))?;
    }
    Ok(true)
}

/// A fault of a demonstration file, with its place.
fn fault(file: &str, place: &str, sentence: impl Into<String>) -> Error {
    Error::Faults(vec![Fault::new(format!("{file}, {place}"), sentence)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_reads() {
        for (file, text) in FILES {
            read(file, text).unwrap_or_else(|error| panic!("{error}"));
        }
    }

    #[test]
    fn a_wrong_file_says_where() {
        let wrong = "book = \"x\"\n[root]\ncode = \"1\"\n";
        let error = read("demo/x.toml", wrong).expect_err("no name").to_string();
        assert!(error.contains("demo/x.toml"), "{error}");
    }
}
