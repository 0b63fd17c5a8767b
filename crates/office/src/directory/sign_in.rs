//! Signs an officer in (đăng nhập) by login and password, Argon2id, slowed down after failures.

use super::session;
use crate::ctx::day_of;
use crate::db::{Db, Row, Tx};
use crate::error::{Error, Failure, refuse};
use crate::params;
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use jiff::{SignedDuration, Timestamp};

/// Failures in a row that are free; from then on each one costs twice the wait of the one before.
const FREE_FAILURES: i64 = 5;
const FIRST_WAIT: i64 = 30;
const LONGEST_WAIT: i64 = 3600;
/// Failures are forgotten after a day, so that made-up logins do not pile up.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);
/// Characters of a login, and of the key of a book.
pub(super) const LONGEST_LOGIN: usize = 64;
/// Characters of a password.
pub(super) const LONGEST_PASSWORD: usize = 1024;

/// What a person claims at the door.
#[derive(Clone, Debug)]
pub struct Claim {
    pub book: String,
    pub login: String,
    pub password: String,
}

/// Checks login and password and starts a session; answers the value of the cookie.
///
/// Hashing takes long on purpose: it stands between a read and a short write, never inside a transaction. The caller
/// bounds how many run at once.
///
/// # Errors
/// Refusals `too-long`, `too-many-attempts`, `wrong-password`, `no-post`.
pub fn sign_in(db: &Db, claim: &Claim, now: Timestamp) -> Result<String, Error> {
    refuse_too_long(claim)?;
    let proven = prove(claim, look_up(db, claim, now)?);
    // The failure itself must be kept, so the write answers nothing rather than a refusal.
    match db.write_in(&claim.book, |tx| conclude(tx, claim, proven.as_deref(), now))? {
        Some(cookie) => Ok(cookie),
        None => refuse(
            "wrong-password",
            "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ tiếng Việt, phím Caps Lock rồi nhập lại.",
        ),
    }
}

fn refuse_too_long(claim: &Claim) -> Result<(), Error> {
    let over = |text: &str, longest: usize| text.chars().nth(longest).is_some();
    if over(&claim.login, LONGEST_LOGIN) || over(&claim.book, LONGEST_LOGIN) || over(&claim.password, LONGEST_PASSWORD)
    {
        return refuse(
            "too-long",
            format!(
                "Tên đăng nhập dài nhất {LONGEST_LOGIN} ký tự, mật khẩu dài nhất {LONGEST_PASSWORD} ký tự. Kiểm tra xem có dán nhầm nội dung khác rồi nhập lại."
            ),
        );
    }
    Ok(())
}

/// The hash of the officer's password, if there is such an officer with a password.
fn look_up(db: &Db, claim: &Claim, now: Timestamp) -> Result<Option<String>, Error> {
    db.read(|tx| {
        refuse_waiting(tx, claim, now)?;
        let officer = find(tx, claim, now)?;
        Ok(officer.map(|row| row.opt_text("password_hash")).transpose()?.flatten())
    })
}

/// The hash again when the password is right. A missing officer costs the same time as a wrong password, so that logins
/// cannot be guessed by the clock.
fn prove(claim: &Claim, hash: Option<String>) -> Option<String> {
    let right = matches(&claim.password, hash.as_deref().unwrap_or(DECOY));
    hash.filter(|_| right)
}

/// Ends a sign-in: a session when the `proven` hash is still that of the officer, otherwise one more failure.
fn conclude(tx: &mut Tx, claim: &Claim, proven: Option<&str>, now: Timestamp) -> Result<Option<String>, Error> {
    // Asked again, because others may have failed at this login while the password was being hashed.
    refuse_waiting(tx, claim, now)?;
    tx.exec("delete from sign_in_attempt where book = $1 and last_at < $2", params![&claim.book, now - REMEMBERED])?;
    let officer = match proven {
        Some(_) => find(tx, claim, now)?,
        None => None,
    };
    if let Some(officer) = officer
        && officer.opt_text("password_hash")?.as_deref() == proven
    {
        tx.exec("delete from sign_in_attempt where book = $1 and login = $2", params![&claim.book, &claim.login])?;
        return Ok(Some(session::start(tx, &claim.book, officer.int("no")?, now)?));
    }
    remember_failure(tx, claim, now)?;
    Ok(None)
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

fn find(tx: &mut Tx, claim: &Claim, now: Timestamp) -> Result<Option<Row>, Error> {
    let sql = "select no, password_hash from officer where book = $1 and login = $2 \
        and effective_from <= $3 and (effective_to is null or effective_to > $3)";
    Ok(tx.row(sql, params![&claim.book, &claim.login, day_of(now)])?)
}

fn refuse_waiting(tx: &mut Tx, claim: &Claim, now: Timestamp) -> Result<(), Error> {
    let sql = "select failed, last_at from sign_in_attempt where book = $1 and login = $2";
    let Some(row) = tx.row(sql, params![&claim.book, &claim.login])? else { return Ok(()) };
    let seconds = wait_left(row.int("failed")?, row.instant("last_at")?, now);
    if seconds <= 0 {
        return Ok(());
    }
    refuse(
        "too-many-attempts",
        format!("Đã nhập sai nhiều lần. Chờ {seconds} giây rồi thử lại, hoặc nhờ quản trị hệ thống đặt lại mật khẩu."),
    )
}

/// Seconds until the next attempt may be made; below 1 when it may be made now.
fn wait_left(failed: i64, last_at: Timestamp, now: Timestamp) -> i64 {
    let over = failed - FREE_FAILURES;
    if over < 0 {
        return 0;
    }
    let wait = (FIRST_WAIT << over.min(10)).min(LONGEST_WAIT);
    (last_at + SignedDuration::from_secs(wait)).duration_since(now).as_secs()
}

fn remember_failure(tx: &mut Tx, claim: &Claim, now: Timestamp) -> Result<(), Error> {
    tx.exec(
        "insert into sign_in_attempt (book, login, failed, last_at) values ($1, $2, 1, $3) \
         on conflict (book, login) do update set failed = sign_in_attempt.failed + 1, last_at = excluded.last_at",
        params![&claim.book, &claim.login, now],
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

    #[test]
    fn how_long_to_wait_after_failures() {
        let at: Timestamp = "2017-05-05T02:00:00Z".parse().expect("an instant");
        let rows = [(0, 0), (4, 0), (5, 30), (6, 60), (8, 240), (11, 1920), (12, 3600), (1000, 3600)];
        for (failed, want) in rows {
            assert_eq!(wait_left(failed, at, at), want, "{failed}");
        }
        assert_eq!(wait_left(5, at, at + SignedDuration::from_secs(31)), -1);
    }

    const PASSWORD: &str = "một mật khẩu dài";

    /// A database with the officer `lan`, who has a password, `ba`, who has none, and `cu`, whose post has ended.
    fn office() -> (tempfile::TempDir, Db) {
        let dir = tempfile::tempdir().expect("a folder");
        let db = Db::open(&format!("sqlite:{}", dir.path().join("a.sqlite").display())).expect("open");
        crate::db::migrate(&db).expect("tables");
        let hash = hash_password(PASSWORD).expect("hash");
        let sql = "insert into officer (book, no, login, name, password_hash, effective_from, effective_to, fact_no) \
            values ('q', $1, $2, 'Lan', $3, '2000-01-01', null, 1)";
        let post = "insert into post (book, no, officer, unit, title, role, effective_from, effective_to, fact_no) \
            values ('q', $1, $1, 1, '', 'unit', '2000-01-01', $2, 1)";
        let made = db.write(|tx| {
            tx.exec(sql, params![1, "lan", &hash])?;
            tx.exec(sql, params![2, "ba", None::<String>])?;
            tx.exec(sql, params![3, "cu", &hash])?;
            tx.exec(post, params![1, None::<String>])?;
            Ok(tx.exec(post, params![3, "2017-05-05"])?)
        });
        made.expect("officers");
        (dir, db)
    }

    /// Tries at a second of 2017-05-05; the code of the refusal, or `in`.
    fn attempt(db: &Db, login: &str, password: &str, second: i64) -> String {
        let start: Timestamp = "2017-05-05T02:00:00Z".parse().expect("an instant");
        let claim = Claim { book: "q".into(), login: login.into(), password: password.into() };
        match sign_in(db, &claim, start + SignedDuration::from_secs(second)) {
            Ok(cookie) if cookie.starts_with("q.") => "in".into(),
            Err(Error::Refusal(refusal)) => refusal.code.into(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn who_gets_in() {
        let (_dir, db) = office();
        let rows = [
            ("lan", PASSWORD.to_owned(), "in"),
            ("lan", "sai".into(), "wrong-password"),
            ("ba", String::new(), "wrong-password"),
            ("ba", PASSWORD.into(), "wrong-password"),
            ("ai", PASSWORD.into(), "wrong-password"),
            ("cu", "sai".into(), "wrong-password"),
            ("cu", PASSWORD.into(), "no-post"),
            (&"l".repeat(64), PASSWORD.into(), "wrong-password"),
            (&"l".repeat(65), PASSWORD.into(), "too-long"),
            ("lan", "ă".repeat(1024), "wrong-password"),
            ("lan", "ă".repeat(1025), "too-long"),
            ("lan", PASSWORD.into(), "in"),
        ];
        for (login, password, want) in rows {
            assert_eq!(attempt(&db, login, &password, 0), want, "{login} {}", password.chars().count());
        }
    }

    #[test]
    fn failures_are_kept_slow_the_next_and_are_forgotten_after_a_day() {
        let (_dir, db) = office();
        for _ in 0..FREE_FAILURES {
            assert_eq!(attempt(&db, "lan", "sai", 0), "wrong-password");
        }
        assert_eq!(attempt(&db, "ai", "sai", 0), "wrong-password");
        let kept =
            |db: &Db| db.read(|tx| Ok(tx.int("select sum(failed) from sign_in_attempt", &[])?)).expect("a count");
        assert_eq!(kept(&db), 6);
        let rows = [
            (29, PASSWORD, "too-many-attempts", 6),
            (31, "sai", "wrong-password", 7),
            (60, PASSWORD, "too-many-attempts", 7),
        ];
        for (second, password, want, failed) in rows {
            assert_eq!((attempt(&db, "lan", password, second).as_str(), kept(&db)), (want, failed), "{second}");
        }
        assert_eq!((attempt(&db, "lan", "sai", 100_000).as_str(), kept(&db)), ("wrong-password", 1));
        assert_eq!((attempt(&db, "lan", PASSWORD, 100_001).as_str(), kept(&db)), ("in", 0));
    }

    #[test]
    fn a_password_that_changed_meanwhile_proves_nothing() {
        let (_dir, db) = office();
        let claim = Claim { book: "q".into(), login: "lan".into(), password: PASSWORD.into() };
        let now = "2017-05-05T02:00:00Z".parse().expect("an instant");
        let ended = db.write(|tx| conclude(tx, &claim, Some("$argon2id$of-before"), now));
        assert!(matches!(ended, Ok(None)), "{ended:?}");
    }

    #[test]
    fn others_write_while_a_password_is_hashed() {
        let (_dir, db) = office();
        // A writer holds its transaction for as long as a whole look-up and hashing takes beside it.
        let claim = Claim { book: "q".into(), login: "lan".into(), password: "sai".into() };
        let now: Timestamp = "2017-05-05T02:00:00Z".parse().expect("an instant");
        let beside = db.write(|_| {
            std::thread::scope(|scope| {
                let looked = scope.spawn(|| look_up(&db, &claim, now).map(|hash| prove(&claim, hash))).join();
                Ok(looked.is_ok_and(|proven| matches!(proven, Ok(None))))
            })
        });
        assert!(matches!(beside, Ok(true)), "{beside:?}");
    }
}
