//! The demonstration office (bản dùng thử): books of real districts, seeded by running the same acts people use.
//!
//! Every book is one readable file of `demo/`. Real figures stand there with their source; what is invented says so.

mod acts;
mod case_rows;
mod check;
mod life;
mod names;
mod open;
mod person;
mod read;
mod rows;
mod run;
mod run_case;
mod run_figures;
mod run_filing;
mod run_plan;
mod run_report;
mod run_task;
mod script;
mod task_rows;
#[cfg(test)]
mod tests;
mod uses;

pub use read::read;
pub use script::Script;

use crate::db::Db;
use crate::error::{Error, Fault};
use std::sync::Arc;

/// The books of the demonstration, superior first: name of the file and its text.
pub const BOOKS: &[(&str, &str)] = &[
    ("ha-noi.toml", include_str!("../../../../demo/ha-noi.toml")),
    ("ba-dinh.toml", include_str!("../../../../demo/ba-dinh.toml")),
    ("thanh-xuan.toml", include_str!("../../../../demo/thanh-xuan.toml")),
    ("bac-tu-liem.toml", include_str!("../../../../demo/bac-tu-liem.toml")),
    ("hai-ba-trung.toml", include_str!("../../../../demo/hai-ba-trung.toml")),
    ("ngoc-ha.toml", include_str!("../../../../demo/ngoc-ha.toml")),
];

/// Fills an empty database with the demonstration; answers `false` and writes nothing when a book is open already.
///
/// # Errors
/// All faults of the files at once, or the first act that the office refuses, each with file and line.
pub fn seed(db: &Db, pack: &Arc<pack::Pack>) -> Result<bool, Error> {
    if db.read(|tx| Ok(tx.int("select count(*) from book", &[])?))? > 0 {
        return Ok(false);
    }
    let (mut scripts, mut faults): (Vec<Script>, Vec<Fault>) = (Vec::new(), Vec::new());
    for (file, text) in BOOKS {
        match read(file, text) {
            Ok(script) => {
                faults.extend(check::faults(&script, pack));
                scripts.push(script);
            }
            Err(found) => faults.extend(found),
        }
    }
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    for script in &scripts {
        seed_book(db, pack, script)?;
    }
    Ok(true)
}

/// Opens one book and runs its time line, all in one transaction.
///
/// # Errors
/// Faults with file and line: what the script names and does not have, and what the office refuses.
pub fn seed_book(db: &Db, pack: &Arc<pack::Pack>, script: &Script) -> Result<(), Error> {
    let faults = check::faults(script, pack);
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    db.write(|tx| {
        let mut names = open::open(tx, pack, script)?;
        script.acts.iter().try_for_each(|entry| run::run(tx, pack, script, &mut names, entry))
    })
}
