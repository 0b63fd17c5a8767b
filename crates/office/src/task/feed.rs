//! The calendar feed of a person (lịch cá nhân): the secret address under which a calendar program reads deadlines of tasks
//! and appointments, and the deadlines themselves. The address is a secret because such programs cannot sign in.

use super::task_file::{COLUMNS, Task};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::session::random;
use crate::error::{Error, Failure};
use crate::params;
use jiff::Timestamp;
use jiff::civil::Date;

/// Makes the secret of this person's feed anew; the address before opens nothing any more. It is no fact: it opens, it does
/// not change.
pub fn feed_token(ctx: &Ctx, tx: &mut Tx) -> Result<String, Error> {
    let token = random()?;
    tx.exec(
        "insert into calendar_feed (book, officer, token, made_at) values ($1, $2, $3, $4) \
         on conflict (book, officer) do update set token = excluded.token, made_at = excluded.made_at",
        params![&ctx.book, ctx.actor.officer, &token, ctx.now],
    )?;
    Ok(token)
}

/// The secret that was made before.
pub fn known_token(ctx: &Ctx, tx: &mut Tx) -> Result<Option<String>, Error> {
    let sql = "select token from calendar_feed where book = $1 and officer = $2";
    Ok(tx.row(sql, params![&ctx.book, ctx.actor.officer])?.map(|row| row.text("token")).transpose()?)
}

/// Whose feed a secret opens on a day: officer and name; nobody's once no post is held any more.
pub fn feed_owner(tx: &mut Tx, book: &str, token: &str, on: Date) -> Result<Option<(i64, String)>, Error> {
    let sql = "select o.no, o.name from calendar_feed f join officer o on o.book = f.book and o.no = f.officer where f.book = $1 and f.token = $2 \
        and exists (select 1 from post p where p.book = o.book and p.officer = o.no and p.effective_from <= $3 \
        and (p.effective_to is null or p.effective_to > $3))";
    let row = tx.row(sql, params![book, token, on])?;
    Ok(row.map(|row| Ok::<_, Failure>((row.int("no")?, row.text("name")?))).transpose()?)
}

/// Tasks with a deadline that an officer does, answers for or holds: open ones, and those closed since an instant.
pub fn deadlines(tx: &mut Tx, book: &str, officer: i64, since: Timestamp) -> Result<Vec<Task>, Error> {
    let sql = format!(
        "select {COLUMNS} from task t where t.book = $1 and (t.person = $2 or t.head = $2 or t.holder = $2) \
         and (t.open = 1 or t.closed_at >= $3) and t.state <> 'cancelled' order by t.due_at, t.no"
    );
    let rows = tx.rows(&sql, params![book, officer, since])?;
    Ok(rows.iter().map(Task::read).collect::<Result<_, _>>()?)
}
