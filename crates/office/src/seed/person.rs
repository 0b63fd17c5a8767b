//! The circumstances of an act of the demonstration: an officer of the script at an instant, with every post of that day.

use crate::ctx::{Actor, Ctx, HANOI};
use crate::db::Tx;
use crate::directory::officers;
use crate::directory::permit::Role;
use crate::error::{Error, Fault};
use jiff::Timestamp;
use jiff::civil::DateTime;
use pack::Pack;
use std::sync::Arc;

/// Who acts on the public pages: a citizen, who has no login.
pub const PUBLIC: &str = "nguoi-dan";

/// The officer with this login at Hà Nội time `at`, as a session would show him.
///
/// # Errors
/// A fault when the login holds no post on that day.
pub fn person(tx: &mut Tx, pack: &Arc<Pack>, book: (&str, &str), login: &str, at: DateTime) -> Result<Ctx, Error> {
    let (book, book_name) = book;
    let now = instant(at)?;
    if login == PUBLIC {
        return Ok(Ctx { demo: true, ..Ctx::citizen(book, book_name, now, pack.clone()) });
    }
    let mut actor =
        Actor { officer: 0, name: String::new(), post_title: String::new(), roles: Vec::new(), units: Vec::new() };
    for post in officers(tx, book, at.date())?.into_iter().filter(|officer| officer.login == login) {
        actor.officer = post.no;
        actor.name = post.name;
        actor.post_title = post.post_title;
        actor.units.push(post.unit);
        actor.roles.extend(Role::read(&post.role));
    }
    if actor.roles.is_empty() {
        let day = viet::day::write(at.date());
        return fault(format!(
            "“{login}” không giữ vị trí nào vào ngày {day}. Sửa ngày của việc này, hoặc ngày bắt đầu của các vị trí."
        ));
    }
    let csrf = String::new();
    Ok(Ctx { book: book.to_owned(), book_name: book_name.to_owned(), demo: true, actor, now, pack: pack.clone(), csrf })
}

/// The instant of a Hà Nội time.
pub fn instant(at: DateTime) -> Result<Timestamp, Error> {
    match HANOI.to_timestamp(at) {
        Ok(instant) => Ok(instant),
        Err(_) => fault(format!("Không có thời điểm {at}. Ghi ngày giờ như 2017-01-05T08:30.")),
    }
}

fn fault<T>(sentence: String) -> Result<T, Error> {
    Err(Error::Faults(vec![Fault::new("", sentence)]))
}
