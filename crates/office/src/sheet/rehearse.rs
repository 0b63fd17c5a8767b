//! Does an import and takes it back again: a preview then tells exactly what the commit would say.

use super::commit::write_rows;
use super::draft::Rows;
use super::fault::CellFault;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::Error;

/// What would keep these rows from being written. Needs a write transaction; nothing of it remains.
pub fn rehearse(ctx: &Ctx, tx: &mut Tx, rows: &Rows) -> Result<Vec<CellFault>, Error> {
    tx.script("savepoint rehearsal")?;
    let outcome = write_rows(ctx, tx, rows);
    if let Err(failure @ Error::Failure(_)) = outcome {
        return Err(failure);
    }
    tx.script("rollback to savepoint rehearsal")?;
    tx.script("release savepoint rehearsal")?;
    match outcome {
        Ok(_) => Ok(Vec::new()),
        Err(Error::Faults(faults)) => Ok(faults.into_iter().map(|f| CellFault::new(f.place, "", f.sentence)).collect()),
        Err(refusal) => Err(refusal),
    }
}
