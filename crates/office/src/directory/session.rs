//! Sessions (phiên làm việc): a random token in a cookie, its digest in the database, and the person it stands for.

use super::permit::Role;
use crate::app::App;
use crate::ctx::{Actor, Ctx, day_of};
use crate::db::{Row, Tx};
use crate::error::{Error, Failure, not_found, refuse};
use crate::journal::{digest, hex};
use crate::params;
use axum::extract::FromRequestParts;
use axum::http::{Method, header, request::Parts};
use jiff::{SignedDuration, Timestamp};
use std::convert::Infallible;

/// The cookie that carries `book.token`.
pub const COOKIE: &str = "roviec";
/// A working day with overtime; after it one signs in again.
const LIFE: SignedDuration = SignedDuration::from_hours(12);

/// The visitor of a page as the request shows him: perhaps with a session, and on his way to `path`. An act is no place to
/// return to: who sends a form is on his way to `/`.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    pub book: String,
    pub token: String,
    pub path: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visitor, Infallible> {
        let reads = parts.method == Method::GET;
        let path = parts.uri.path_and_query().filter(|_| reads).map_or("/", |p| p.as_str()).to_owned();
        let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let found = cookies.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix("roviec="));
        let (book, token) = found.and_then(|value| value.split_once('.')).unwrap_or_default();
        Ok(Visitor { book: book.to_owned(), token: token.to_owned(), path })
    }
}

/// A new session and the value of its cookie. Refused with `no-post` for an officer who holds no post today, whom no page
/// would let in.
pub fn start(tx: &mut Tx, book: &str, officer: i64, now: Timestamp) -> Result<String, Error> {
    if actor_of(tx, book, officer, now)?.roles.is_empty() {
        return refuse(
            "no-post",
            "Hôm nay đồng chí không giữ vị trí nào ở cơ quan này nên chưa vào được. Nhờ quản trị hệ thống ghi vị trí việc làm rồi đăng nhập lại.",
        );
    }
    let (token, csrf) = (random()?, random()?);
    tx.exec("delete from session where book = $1 and expires_at < $2", params![book, now])?;
    tx.exec(
        "insert into session (book, token_digest, officer, csrf, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)",
        params![book, digest("session", &token), officer, csrf, now, now + LIFE],
    )?;
    Ok(format!("{book}.{token}"))
}

/// Ends the session of a visitor.
pub fn end(tx: &mut Tx, visitor: &Visitor) -> Result<(), Error> {
    let token = digest("session", &visitor.token);
    tx.exec("delete from session where book = $1 and token_digest = $2", params![&visitor.book, token])?;
    Ok(())
}

/// The circumstances of a signed-in visitor in a book: the own one, or one below it for the superior level.
pub fn enter(app: &App, tx: &mut Tx, visitor: &Visitor, book: &str) -> Result<Option<Ctx>, Error> {
    let now = (app.clock)();
    let Some(session) = find(tx, visitor, now)? else { return Ok(None) };
    let (mut actor, home) = (actor_of(tx, &visitor.book, session.int("officer")?, now)?, visitor.book == book);
    let Some(row) = tx.row("select name, superior from book where book = $1", params![book])? else {
        return not_found("cơ quan này");
    };
    if !home {
        let below = row.opt_text("superior")?.as_deref() == Some(visitor.book.as_str());
        if !below || !actor.roles.contains(&Role::City) {
            return not_found("cơ quan này");
        }
        actor.roles = vec![Role::City];
        actor.units.clear();
    }
    if actor.roles.is_empty() {
        return Ok(None);
    }
    let csrf = session.text("csrf")?;
    Ok(Some(Ctx {
        book: book.to_owned(),
        book_name: row.text("name")?,
        demo: app.demo,
        actor,
        now,
        pack: app.pack.clone(),
        csrf,
    }))
}

fn find(tx: &mut Tx, visitor: &Visitor, now: Timestamp) -> Result<Option<Row>, Error> {
    if visitor.token.is_empty() {
        return Ok(None);
    }
    let token = digest("session", &visitor.token);
    let sql = "select officer, csrf from session where book = $1 and token_digest = $2 and expires_at > $3";
    Ok(tx.row(sql, params![&visitor.book, token, now])?)
}

/// The officer with every post held today.
fn actor_of(tx: &mut Tx, book: &str, officer: i64, now: Timestamp) -> Result<Actor, Error> {
    let today = day_of(now);
    let sql = "select o.name, p.title, p.role, p.unit from officer o join post p on p.book = o.book and p.officer = o.no \
        where o.book = $1 and o.no = $2 and o.effective_from <= $3 and (o.effective_to is null or o.effective_to > $3) \
        and p.effective_from <= $3 and (p.effective_to is null or p.effective_to > $3) order by p.no";
    let rows = tx.rows(sql, params![book, officer, today])?;
    let mut actor =
        Actor { officer, name: String::new(), post_title: String::new(), roles: Vec::new(), units: Vec::new() };
    for row in &rows {
        if actor.name.is_empty() {
            actor.name = row.text("name")?;
            actor.post_title = row.text("title")?;
        }
        actor.units.push(row.int("unit")?);
        actor.roles.extend(Role::read(&row.text("role")?));
    }
    Ok(actor)
}

/// 32 random bytes as hexadecimal.
pub fn random() -> Result<String, Failure> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| Failure::new(format!("no randomness from the system: {e}")))?;
    Ok(hex(&bytes))
}
