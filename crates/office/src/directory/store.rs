//! Opens a book: the record of one office, with its root unit. Done once, by the operator.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::random;
use crate::directory::{NewUnit, establish};
use crate::error::{Error, refuse};
use crate::journal::{Kind, append};
use crate::params;
use serde_json::json;

/// A book to be opened: its key in addresses, and the office that keeps it.
pub struct NewBook {
    pub book: String,
    pub superior: Option<String>,
    pub root: NewUnit,
}

/// Opens the book and establishes its root unit; answers the number of that unit.
pub fn open_book(ctx: &Ctx, tx: &mut Tx, new: &NewBook) -> Result<i64, Error> {
    ctx.permit(Act::ChangeDirectory)?;
    if tx.row("select 1 from book where book = $1", params![&new.book])?.is_some() {
        return refuse("book-exists", format!("Sổ “{}” đã mở. Chọn mã khác, hoặc dùng sổ đang có.", new.book));
    }
    tx.exec(
        "insert into book (book, name, superior, root_unit, salt, facts, head) values ($1, $2, $3, 1, $4, 0, '')",
        params![&new.book, &new.root.name, new.superior.clone(), random()?],
    )?;
    append(
        tx,
        ctx,
        Kind::BookOpened,
        &format!("book/{}", new.book),
        json!({ "name": new.root.name, "superior": new.superior }),
    )?;
    establish(ctx, tx, &new.root)
}
