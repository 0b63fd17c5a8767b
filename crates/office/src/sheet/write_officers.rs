//! Writes the officers of a file through the act of appointing; a post that is already held is passed over.

use super::draft::OfficerRow;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Role;
use crate::directory::{NewOfficer, appoint};
use crate::error::{Error, Failure, Fault};

/// Appoints everybody who does not hold the post yet; all faults at once.
pub fn write_officers(ctx: &Ctx, tx: &mut Tx, rows: &[OfficerRow]) -> Result<(), Error> {
    let mut faults = Vec::new();
    for row in rows {
        let role = Role::read(&row.role).ok_or_else(|| Failure::new("an import draft with an unreadable role"))?;
        let (login, name, post_title) = (row.login.clone(), row.name.clone(), row.post_title.clone());
        match appoint(ctx, tx, &NewOfficer { login, name, post_title, role, unit: row.unit, from: row.from }) {
            Ok(_) => {}
            Err(Error::Refusal(refusal)) => faults.push(Fault::new(&row.place, refusal.sentence)),
            Err(other) => return Err(other),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Faults(faults)) }
}
