//! Opens a book: the record of one office, with its root unit. Done once, by the operator.

use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::random;
use crate::directory::sign_in::LONGEST_LOGIN;
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

/// First words of addresses that lead elsewhere than into a book, those of public case tracking among them.
const RESERVED: [&str; 9] =
    ["public", "static", "sign-in", "sign-out", "tree", "cases", "tracking", "tra-cuu", "ho-so"];

/// Opens the book and establishes its root unit; answers the number of that unit.
///
/// # Errors
/// Refusals `unfit-book-key`, `book-exists`, `superior-not-there`.
pub fn open_book(ctx: &Ctx, tx: &mut Tx, new: &NewBook) -> Result<i64, Error> {
    ctx.permit(Act::ChangeDirectory)?;
    refuse_unfit(&new.book)?;
    if tx.row("select 1 from book where book = $1", params![&new.book])?.is_some() {
        return refuse("book-exists", format!("Sổ “{}” đã mở. Chọn mã khác, hoặc dùng sổ đang có.", new.book));
    }
    refuse_unknown_superior(tx, new.superior.as_deref())?;
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

/// The key stands in addresses and, before a dot, in the cookie of a session.
fn refuse_unfit(key: &str) -> Result<(), Error> {
    let plain = key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let long = key.chars().count() > LONGEST_LOGIN;
    if plain && !long && !key.is_empty() && !key.starts_with('-') && !RESERVED.contains(&key) {
        return Ok(());
    }
    refuse(
        "unfit-book-key",
        format!(
            "“{key}” không làm mã sổ được. Ghi bằng chữ thường không dấu, số và dấu gạch ngang, nhiều nhất {LONGEST_LOGIN} ký tự, \
             khác các từ {}; ví dụ ba-dinh.",
            RESERVED.join(", ")
        ),
    )
}

fn refuse_unknown_superior(tx: &mut Tx, superior: Option<&str>) -> Result<(), Error> {
    let Some(key) = superior else { return Ok(()) };
    if tx.row("select 1 from book where book = $1", params![key])?.is_some() {
        return Ok(());
    }
    refuse("superior-not-there", format!("Chưa có sổ “{key}” của cấp trên. Mở sổ đó trước, hoặc sửa mã cấp trên."))
}
