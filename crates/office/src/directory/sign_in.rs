//! Signs an officer in (đăng nhập) by login and password, Argon2id, slowed down after failures.

use super::session;
use crate::ctx::day_of;
use crate::db::{Row, Tx};
use crate::error::{Error, Failure, refuse};
use crate::params;
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use jiff::{SignedDuration, Timestamp};

/// Failures in a row that are free; from then on each one costs twice the wait of the one before.
const FREE_FAILURES: i64 = 5;
const FIRST_WAIT: i64 = 30;
const LONGEST_WAIT: i64 = 3600;

/// How a sign-in ended: the value of the cookie, or the refusal to show (the failure itself must be kept, so no error).
pub enum Outcome {
    In(String),
    Refused(Error),
}

/// Checks login and password and starts a session. Call it in a write transaction that commits in either case.
pub fn sign_in(tx: &mut Tx, book: &str, login: &str, password: &str, now: Timestamp) -> Result<Outcome, Error> {
    if let Some(seconds) = wait_left(tx, book, login, now)? {
        let sentence = format!(
            "Đã nhập sai nhiều lần. Chờ {seconds} giây rồi thử lại, hoặc nhờ quản trị hệ thống đặt lại mật khẩu."
        );
        return Ok(Outcome::Refused(refuse::<()>("too-many-attempts", sentence).unwrap_err()));
    }
    let officer = find(tx, book, login, now)?;
    let hash = officer.as_ref().map(|row| row.opt_text("password_hash")).transpose()?.flatten();
    // A missing officer costs the same time as a wrong password, so that logins cannot be guessed by the clock.
    let right = matches(password, hash.as_deref().unwrap_or(DECOY)) && hash.is_some();
    match officer {
        Some(officer) if right => {
            tx.exec("delete from sign_in_attempt where book = $1 and login = $2", params![book, login])?;
            Ok(Outcome::In(session::start(tx, book, officer.int("no")?, now)?))
        }
        _ => {
            remember_failure(tx, book, login, now)?;
            let sentence =
                "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ tiếng Việt, phím Caps Lock rồi nhập lại.";
            Ok(Outcome::Refused(refuse::<()>("wrong-password", sentence).unwrap_err()))
        }
    }
}

/// A hash of no password, for logins that do not exist.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZSBzYWx0IGhlcmU$Bd5q8cR7xqPMYxcDqBTNQ2vJ0Wv7Wc3o3qT7yQpPj2o";

/// Argon2id with the parameters OWASP recommends (19 MiB, 2 passes), in PHC string form.
pub fn hash_password(password: &str) -> Result<String, Failure> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|e| Failure::new(format!("Argon2: {e}")))?.to_string())
}

fn matches(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

fn find(tx: &mut Tx, book: &str, login: &str, now: Timestamp) -> Result<Option<Row>, Error> {
    let sql = "select no, password_hash from officer where book = $1 and login = $2 \
        and effective_from <= $3 and (effective_to is null or effective_to > $3)";
    Ok(tx.row(sql, params![book, login, day_of(now)])?)
}

fn wait_left(tx: &mut Tx, book: &str, login: &str, now: Timestamp) -> Result<Option<i64>, Error> {
    let sql = "select failed, last_at from sign_in_attempt where book = $1 and login = $2";
    let Some(row) = tx.row(sql, params![book, login])? else { return Ok(None) };
    let over = row.int("failed")? - FREE_FAILURES;
    if over < 0 {
        return Ok(None);
    }
    let wait = (FIRST_WAIT << over.min(10)).min(LONGEST_WAIT);
    let left = (row.instant("last_at")? + SignedDuration::from_secs(wait)).duration_since(now).as_secs();
    Ok((left > 0).then_some(left))
}

fn remember_failure(tx: &mut Tx, book: &str, login: &str, now: Timestamp) -> Result<(), Error> {
    tx.exec(
        "insert into sign_in_attempt (book, login, failed, last_at) values ($1, $2, 1, $3) \
         on conflict (book, login) do update set failed = sign_in_attempt.failed + 1, last_at = excluded.last_at",
        params![book, login, now],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_matches_only_its_own_hash() {
        let hash = hash_password("mật khẩu dài").expect("hash");
        assert!(hash.starts_with("$argon2id$"));
        assert!(matches("mật khẩu dài", &hash));
        assert!(!matches("mật khẩu dai", &hash));
        assert!(PasswordHash::new(DECOY).is_ok());
    }
}
