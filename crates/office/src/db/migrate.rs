//! One time line of migrations for both databases; each file runs once, in its own transaction, and is remembered by name.

use super::{Db, Tx};
use crate::error::Error;
use crate::params;

/// `(name, engine, text)`: an engine of `""` is for both. Written by hand, so that the order is plain to see.
const MIGRATIONS: &[(&str, &str, &str)] = &[
    ("0001_journal", "", include_str!("../../../../migrations/0001_journal.sql")),
    ("0002_directory", "", include_str!("../../../../migrations/0002_directory.sql")),
    ("0003_document", "", include_str!("../../../../migrations/0003_document.sql")),
    ("0004_plan", "", include_str!("../../../../migrations/0004_plan.sql")),
    ("0005_figure", "", include_str!("../../../../migrations/0005_figure.sql")),
    ("0006_report", "", include_str!("../../../../migrations/0006_report.sql")),
    ("0007_casework", "", include_str!("../../../../migrations/0007_casework.sql")),
    ("0008_mining", "", include_str!("../../../../migrations/0008_mining.sql")),
    ("0009_case_words", "pg", include_str!("../../../../migrations/0009_case_words.pg.sql")),
    ("0010_figure_record", "", include_str!("../../../../migrations/0010_figure_record.sql")),
    ("0011_sent_form", "", include_str!("../../../../migrations/0011_sent_form.sql")),
    ("0012_case_plan", "", include_str!("../../../../migrations/0012_case_plan.sql")),
    ("0013_attachment_wording", "", include_str!("../../../../migrations/0013_attachment_wording.sql")),
    ("0014_document_flow", "", include_str!("../../../../migrations/0014_document_flow.sql")),
    ("0015_task", "", include_str!("../../../../migrations/0015_task.sql")),
    ("0016_meeting", "", include_str!("../../../../migrations/0016_meeting.sql")),
    ("0017_exchange", "", include_str!("../../../../migrations/0017_exchange.sql")),
    ("0018_word_order", "pg", include_str!("../../../../migrations/0018_word_order.pg.sql")),
    ("0019_task_party", "", include_str!("../../../../migrations/0019_task_party.sql")),
    ("0020_person_identity", "", include_str!("../../../../migrations/0020_person_identity.sql")),
    ("0021_reading", "", include_str!("../../../../migrations/0021_reading.sql")),
    ("0022_case_count_day", "", include_str!("../../../../migrations/0022_case_count_day.sql")),
];

/// Brings the tables up to date; answers the names of what ran.
pub fn migrate(db: &Db) -> Result<Vec<&'static str>, Error> {
    db.write(|tx| {
        Ok(tx.script("create table if not exists migration (name text primary key, ran_at_order bigint not null)")?)
    })?;
    let mut ran = Vec::new();
    for name in pending(db)? {
        let (_, _, text) = MIGRATIONS.iter().find(|(n, _, _)| *n == name).copied().unwrap_or_default();
        db.write(|tx| run(tx, name, text))?;
        ran.push(name);
    }
    Ok(ran)
}

/// The migrations that have not run on this database yet.
pub fn pending(db: &Db) -> Result<Vec<&'static str>, Error> {
    let done = db.read(|tx| Ok(tx.rows("select name from migration", &[])?))?;
    let done = done.iter().map(|row| row.text("name")).collect::<Result<Vec<_>, _>>()?;
    let engine = db.engine_name();
    let mine = MIGRATIONS.iter().filter(|(_, only, _)| only.is_empty() || *only == engine);
    Ok(mine.map(|(name, _, _)| *name).filter(|name| !done.iter().any(|d| d == name)).collect())
}

fn run(tx: &mut Tx, name: &str, text: &str) -> Result<(), Error> {
    tx.script(text)?;
    let order = tx.int("select count(*) from migration", &[])?;
    tx.exec("insert into migration (name, ran_at_order) values ($1, $2)", params![name, order])?;
    Ok(())
}
