//! Appoints an officer to a post (bổ nhiệm) and sets a password; the operator may.

use super::permit::{Act, Role};
use super::sign_in::{LONGEST_LOGIN, LONGEST_PASSWORD, hash_password};
use super::unit::unit_on;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, refuse};
use crate::journal::{Kind, append, digest, next_fact_no};
use crate::params;
use jiff::civil::Date;
use serde_json::json;

/// Shorter passwords are refused.
const SHORTEST_PASSWORD: usize = 10;

/// An officer and the post to be held. An officer who is already there gets a further post.
#[derive(Clone, Debug)]
pub struct NewOfficer {
    pub login: String,
    pub name: String,
    pub post_title: String,
    pub role: Role,
    pub unit: i64,
    pub from: Date,
}

/// Appoints; answers the number of the officer. The same post again, while it is held, is success and no fact.
///
/// # Errors
/// Refusals `unit-not-there`, `unfit-login`, and `login-taken` when the login belongs to somebody of another name.
pub fn appoint(ctx: &Ctx, tx: &mut Tx, new: &NewOfficer) -> Result<i64, Error> {
    ctx.permit(Act::ChangeDirectory)?;
    let known = known_officer(ctx, tx, new)?;
    if unit_on(tx, &ctx.book, new.unit, new.from)?.is_none() {
        let day = viet::day::write(new.from);
        return refuse(
            "unit-not-there",
            format!("Đơn vị không tồn tại vào ngày {day}. Chọn đơn vị khác hoặc ngày khác."),
        );
    }
    if let Some(officer) = known
        && is_held(ctx, tx, officer, new)?
    {
        return Ok(officer);
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let (officer, kind) = match known {
        Some(officer) => (officer, Kind::PostHeld),
        None => (write_officer(tx, ctx, new, fact_no)?, Kind::OfficerAppointed),
    };
    let post = tx.next_no("post", &ctx.book)?;
    tx.exec(
        "insert into post (book, no, officer, unit, title, role, effective_from, effective_to, fact_no) \
         values ($1, $2, $3, $4, $5, $6, $7, null, $8)",
        params![&ctx.book, post, officer, new.unit, &new.post_title, new.role.key(), new.from, fact_no],
    )?;
    let salt =
        tx.row("select salt from book where book = $1", params![&ctx.book])?.map(|r| r.text("salt")).transpose()?;
    let name_digest = digest(&salt.unwrap_or_default(), &new.name);
    let payload =
        json!({ "name_digest": name_digest, "post": new.post_title, "role": new.role.key(), "unit": new.unit });
    append(tx, ctx, kind, &format!("officer/{officer}"), payload)?;
    Ok(officer)
}

/// The officer who signs in with the login already; refused when that is somebody else.
fn known_officer(ctx: &Ctx, tx: &mut Tx, new: &NewOfficer) -> Result<Option<i64>, Error> {
    let sql = "select no, name from officer where book = $1 and login = $2";
    let Some(row) = tx.row(sql, params![&ctx.book, &new.login])? else {
        return refuse_unfit_login(&new.login).map(|()| None);
    };
    let name = row.text("name")?;
    if name != new.name {
        return refuse(
            "login-taken",
            format!("Tên đăng nhập “{}” đã thuộc về {name}. Chọn tên đăng nhập khác, hoặc sửa họ tên.", new.login),
        );
    }
    Ok(Some(row.int("no")?))
}

/// A login that the sign-in form would refuse, or that a keyboard without Vietnamese could not type, is given to nobody.
fn refuse_unfit_login(login: &str) -> Result<(), Error> {
    if !login.is_empty() && is_plain_login(login) && login.len() <= LONGEST_LOGIN {
        return Ok(());
    }
    refuse(
        "unfit-login",
        format!(
            "“{login}” không dùng để đăng nhập được. Chỉ ghi chữ không dấu, số, dấu chấm, gạch ngang, không có khoảng trắng, nhiều nhất {LONGEST_LOGIN} ký tự."
        ),
    )
}

/// Letters without diacritics, digits, and the signs of an address of mail.
pub fn is_plain_login(login: &str) -> bool {
    login.chars().all(|c| c.is_ascii_alphanumeric() || ".-_@".contains(c))
}

/// Whether the officer holds this very post on that day or later.
fn is_held(ctx: &Ctx, tx: &mut Tx, officer: i64, new: &NewOfficer) -> Result<bool, Error> {
    let sql = "select no from post where book = $1 and officer = $2 and unit = $3 and title = $4 and role = $5 \
        and (effective_to is null or effective_to > $6)";
    let held = tx.row(sql, params![&ctx.book, officer, new.unit, &new.post_title, new.role.key(), new.from])?;
    Ok(held.is_some())
}

/// Sets the password of an officer.
pub fn set_password(ctx: &Ctx, tx: &mut Tx, login: &str, password: &str) -> Result<(), Error> {
    ctx.permit(Act::ChangeDirectory)?;
    if password.chars().count() < SHORTEST_PASSWORD {
        return refuse(
            "short-password",
            format!("Mật khẩu phải có ít nhất {SHORTEST_PASSWORD} ký tự. Chọn một câu dài, dễ nhớ."),
        );
    }
    if password.chars().count() > LONGEST_PASSWORD {
        return refuse(
            "long-password",
            format!(
                "Mật khẩu dài nhất {LONGEST_PASSWORD} ký tự, dài hơn thì không đăng nhập được. Chọn mật khẩu ngắn hơn."
            ),
        );
    }
    let Some(row) = tx.row("select no from officer where book = $1 and login = $2", params![&ctx.book, login])? else {
        return refuse(
            "not-found",
            format!("Không có cán bộ nào đăng nhập bằng “{login}”. Xem danh sách ở phần Đơn vị, cán bộ."),
        );
    };
    let no = row.int("no")?;
    tx.exec(
        "update officer set password_hash = $3 where book = $1 and no = $2",
        params![&ctx.book, no, hash_password(password)?],
    )?;
    tx.exec("delete from session where book = $1 and officer = $2", params![&ctx.book, no])?;
    append(tx, ctx, Kind::PasswordSet, &format!("officer/{no}"), json!({}))?;
    Ok(())
}

fn write_officer(tx: &mut Tx, ctx: &Ctx, new: &NewOfficer, fact_no: i64) -> Result<i64, Error> {
    let no = tx.next_no("officer", &ctx.book)?;
    tx.exec(
        "insert into officer (book, no, login, name, password_hash, effective_from, effective_to, fact_no) \
         values ($1, $2, $3, $4, null, $5, null, $6)",
        params![&ctx.book, no, &new.login, &new.name, new.from, fact_no],
    )?;
    Ok(no)
}
