//! Writes the officers of a file through the act of appointing; a post that is already held is passed over.

use super::draft::OfficerRow;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Role;
use crate::directory::{NewOfficer, appoint};
use crate::error::{Error, Failure, Fault};
use crate::params;
use std::collections::{HashMap, HashSet};

/// Posts as `(login, unit, title, role)`, and the name behind each login.
#[derive(Default)]
struct Held {
    posts: HashSet<(String, i64, String, String)>,
    names: HashMap<String, String>,
}

/// Appoints everybody who does not hold the post yet; all faults at once.
pub fn write_officers(ctx: &Ctx, tx: &mut Tx, rows: &[OfficerRow]) -> Result<(), Error> {
    let held = look_up(ctx, tx)?;
    let mut faults = Vec::new();
    for row in rows {
        if held.names.get(&row.login).is_some_and(|name| *name != row.name) {
            let sentence = format!(
                "Tên đăng nhập “{}” đã thuộc về {}. Chọn tên đăng nhập khác, hoặc sửa họ tên.",
                row.login, held.names[&row.login]
            );
            faults.push(Fault::new(&row.place, sentence));
            continue;
        }
        if held.posts.contains(&(row.login.clone(), row.unit, row.post_title.clone(), row.role.clone())) {
            continue;
        }
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

fn look_up(ctx: &Ctx, tx: &mut Tx) -> Result<Held, Error> {
    let sql = "select o.login, o.name, p.unit, p.title, p.role from officer o left join post p on p.book = o.book and p.officer = o.no \
        where o.book = $1 and (p.effective_to is null or p.effective_to > $2)";
    let mut held = Held::default();
    for row in tx.rows(sql, params![&ctx.book, ctx.today()])? {
        let login = row.text("login")?;
        held.names.insert(login.clone(), row.text("name")?);
        if let (Some(unit), Some(title), Some(role)) =
            (row.opt_int("unit")?, row.opt_text("title")?, row.opt_text("role")?)
        {
            held.posts.insert((login, unit, title, role));
        }
    }
    Ok(held)
}
