//! Appoints an officer to a post (bổ nhiệm) and sets a password; the operator may.

use super::permit::{Act, Role};
use super::sign_in::hash_password;
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

/// Appoints; answers the number of the officer.
pub fn appoint(ctx: &Ctx, tx: &mut Tx, new: &NewOfficer) -> Result<i64, Error> {
    ctx.permit(Act::ChangeDirectory)?;
    if unit_on(tx, &ctx.book, new.unit, new.from)?.is_none() {
        let day = viet::day::write(new.from);
        return refuse(
            "unit-not-there",
            format!("Đơn vị không tồn tại vào ngày {day}. Chọn đơn vị khác hoặc ngày khác."),
        );
    }
    let fact_no = next_fact_no(tx, &ctx.book)?;
    let known = tx.row("select no from officer where book = $1 and login = $2", params![&ctx.book, &new.login])?;
    let (officer, kind) = match known {
        Some(row) => (row.int("no")?, Kind::PostHeld),
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

/// Sets the password of an officer.
pub fn set_password(ctx: &Ctx, tx: &mut Tx, login: &str, password: &str) -> Result<(), Error> {
    ctx.permit(Act::ChangeDirectory)?;
    if password.chars().count() < SHORTEST_PASSWORD {
        return refuse(
            "short-password",
            format!("Mật khẩu phải có ít nhất {SHORTEST_PASSWORD} ký tự. Chọn một câu dài, dễ nhớ."),
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
