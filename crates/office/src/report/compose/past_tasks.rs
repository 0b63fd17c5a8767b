//! What became of the tasks that the report before set: read from the record as of the cut-off, by the four states of the
//! national rule.

use crate::ctx::HANOI;
use crate::db::Tx;
use crate::error::{Error, Failure};
use crate::params;
use jiff::civil::Date;
use pack::core_state::Core;
use press::{Align, Block, Cell, Column, Inline, Row, Table};

/// One task as it stood.
#[derive(Clone, Debug)]
pub struct PastTask {
    pub work: String,
    pub unit: String,
    pub due_on: Date,
    pub core: Core,
}

/// The tasks of the report before, as they stood at the end of the cut-off day.
pub fn past_tasks(tx: &mut Tx, book: &str, report: i64, cutoff_on: Date) -> Result<Vec<PastTask>, Error> {
    let end = cutoff_on.tomorrow().unwrap_or(cutoff_on).at(0, 0, 0, 0);
    let at = HANOI.to_timestamp(end).map_err(|e| Failure::new(format!("a day out of range: {e}")))?;
    let mut found = Vec::new();
    for row in tx.rows(include_str!("../sql/past_tasks.sql"), params![book, report, at])? {
        let due_at = row.instant("due_then")?;
        found.push(PastTask {
            work: row.text("work")?,
            unit: row.opt_text("unit_name")?.unwrap_or_default(),
            due_on: crate::ctx::day_of(due_at),
            core: Core::at(at, due_at, row.opt_instant("done_at")?, row.opt_instant("closed_at")?),
        });
    }
    Ok(found)
}

/// A sentence that counts them, and the table; nothing when there are none.
pub fn blocks(tasks: &[PastTask]) -> Vec<Block> {
    if tasks.is_empty() {
        return Vec::new();
    }
    let count = |core: Core| tasks.iter().filter(|task| task.core == core).count();
    let parts: Vec<String> = Core::ALL
        .into_iter()
        .filter(|core| count(*core) > 0)
        .map(|core| format!("{} {}", core.label().to_lowercase(), count(core)))
        .collect();
    let sentence = format!("Trong {} nhiệm vụ nêu ở báo cáo trước: {}.", tasks.len(), parts.join("; "));
    let row = |task: &PastTask| {
        let due = viet::day::write(task.due_on);
        let cells = [&task.work, &task.unit, &due, &task.core.label().to_owned()];
        Row { cells: cells.into_iter().map(|text| Cell::Text(text.clone())).collect(), total: false }
    };
    let columns = ["Nhiệm vụ", "Đơn vị chủ trì", "Hạn", "Kết quả"];
    let table = Table {
        caption: "Kết quả thực hiện nhiệm vụ nêu ở báo cáo trước".into(),
        columns: columns.map(|title| Column { title: title.into(), measure: None, align: Align::Left }).into(),
        rows: tasks.iter().map(row).collect(),
        landscape: false,
    };
    vec![Block::Paragraph { inlines: vec![Inline::Text(sentence)] }, Block::Table(table)]
}
