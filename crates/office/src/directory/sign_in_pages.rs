//! Pages of signing in and out; in the demonstration also one click per role.

use super::session::{self, COOKIE, Visitor};
use super::sign_in::{Claim, sign_in};
use crate::app::{App, to};
use crate::db::Tx;
use crate::error::{Error, refuse};
use crate::params;
use crate::ui::{Form, page};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use tokio::sync::Semaphore;
use url::{Position, Url};

/// Passwords hashed at once: each takes 19 MiB and most of a core. Who comes next waits without holding a thread.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Logins of the demonstration: login and what the button says.
pub const DEMO_LOGINS: &[(&str, &str)] = &[
    ("phuong", "Cán bộ phường"),
    ("chuyen-vien", "Chuyên viên tổng hợp"),
    ("mot-cua", "Cán bộ Một cửa"),
    ("tu-phap", "Công chức Tư pháp - Hộ tịch"),
    ("chu-tich", "Chủ tịch, người ký"),
    ("thanh-pho", "Thành phố"),
];

pub fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(show).post(enter))
        .route("/sign-in/demo", post(demo))
        .route("/sign-out", post(leave))
}

#[derive(Template)]
#[template(path = "directory/sign_in.html")]
struct SignIn<'a> {
    form: &'a Form,
    books: Vec<(String, String)>,
    logins: Vec<Login>,
    demo: bool,
}

/// One click of the demonstration.
struct Login {
    book: String,
    office: String,
    login: &'static str,
    label: &'static str,
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

async fn show(State(app): State<App>, Query(next): Query<Next>) -> Response {
    app.public(move |app, tx| sign_in_page(app, tx, &Form::filled(&[("next", next.next)]))).await
}

fn sign_in_page(app: &App, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    let mut books = Vec::new();
    for row in tx.rows("select book, name from book order by superior is null, name", &[])? {
        books.push((row.text("book")?, row.text("name")?));
    }
    let mut logins = Vec::new();
    if app.demo {
        let sql =
            "select o.book, b.name, o.login from officer o join book b on b.book = o.book order by b.facts desc, o.no";
        for row in tx.rows(sql, &[])? {
            let login = row.text("login")?;
            if let Some((login, label)) = DEMO_LOGINS.iter().find(|(l, _)| *l == login) {
                logins.push(Login { book: row.text("book")?, office: row.text("name")?, login, label });
            }
        }
    }
    page(&SignIn { form, books, logins, demo: app.demo })
}

async fn enter(State(app): State<App>, form: Form) -> Response {
    let claim =
        Claim { book: form.text("book"), login: form.text("login"), password: form.value("password").to_owned() };
    let _permit = AT_ONCE.acquire().await;
    finish(app, form, move |app| sign_in(&app.db, &claim, (app.clock)())).await
}

async fn demo(State(app): State<App>, form: Form) -> Response {
    let (book, login) = (form.text("book"), form.text("login"));
    finish(app, form, move |app| {
        let known = DEMO_LOGINS.iter().any(|(l, _)| *l == login);
        if !app.demo || !known {
            return refuse(
                "not-permitted",
                "Đăng nhập một lần bấm chỉ có ở cơ quan trình diễn. Dùng tên đăng nhập và mật khẩu.",
            );
        }
        let sql = "select no from officer where book = $1 and login = $2";
        app.db.write_in(&book, |tx| match tx.row(sql, params![&book, &login])? {
            Some(row) => session::start(tx, &book, row.int("no")?, (app.clock)()),
            None => refuse("not-found", "Cơ quan này không có vai trò đó. Chọn cơ quan khác."),
        })
    })
    .await
}

/// Runs a sign-in and answers with the cookie, or with the form and the reason.
async fn finish<F>(app: App, form: Form, run: F) -> Response
where
    F: FnOnce(&App) -> Result<String, Error> + Send + 'static,
{
    crate::app::blocking(move || {
        let refusal = match run(&app) {
            Ok(cookie) => {
                return signed_in(&cookie, form.value("next"), app.public_url.starts_with("https://"));
            }
            Err(error) => error,
        };
        let form = form.with_error(refusal);
        let shown = app.db.read(|tx| sign_in_page(&app, tx, &form));
        match shown {
            Ok(mut response) => {
                *response.status_mut() = form.status();
                response
            }
            Err(error) => crate::ui::error_page(error, app.demo),
        }
    })
    .await
}

/// `secure`: the program is reached over TLS, so the cookie must never travel without it.
fn signed_in(cookie: &str, next: &str, secure: bool) -> Response {
    let book = cookie.split_once('.').map_or("", |(book, _)| book);
    let mut response = to(inside(next).unwrap_or_else(|| format!("/{book}")));
    let secure = if secure { "; Secure" } else { "" };
    set_cookie(&mut response, &format!("{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200{secure}"));
    response
}

/// The path and query of an address within this program, as a browser would read it; `None` for any other and for `/`.
fn inside(next: &str) -> Option<String> {
    // Browsers drop tabs and line ends and read a backslash as a slash, so none of them may be there at all.
    if !next.starts_with('/')
        || next == "/"
        || next.contains("//")
        || next.contains(|c: char| c.is_control() || c == '\\')
    {
        return None;
    }
    let here = Url::parse("http://here.invalid/").ok()?;
    let url = here.join(next).ok().filter(|url| url.origin() == here.origin() && !url.path().starts_with("//"))?;
    Some(url[Position::BeforePath..Position::AfterQuery].to_owned())
}

async fn leave(State(app): State<App>, visitor: Visitor) -> Response {
    crate::app::blocking(move || {
        if let Err(error) = app.db.write_in(&visitor.book, |tx| session::end(tx, &visitor)) {
            return crate::ui::error_page(error, app.demo);
        }
        let mut response = to("/sign-in");
        set_cookie(&mut response, &format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"));
        response
    })
    .await
}

fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_of_this_program_may_follow() {
        #[rustfmt::skip]
        let rows = [
            ("/ba-dinh",                     "/ba-dinh"),
            ("/ba-dinh/targets?year=2017",   "/ba-dinh/targets?year=2017"),
            ("/ba-dinh/indicators?of=thuế",  "/ba-dinh/indicators?of=thu%E1%BA%BF"),
            ("",                             "/own"),
            ("/",                            "/own"),
            ("ba-dinh",                      "/own"),
            ("//evil",                       "/own"),
            ("/.//evil",                     "/own"),
            ("/\\evil",                      "/own"),
            ("/\t/evil",                     "/own"),
            ("\t//evil",                     "/own"),
            ("https://evil",                 "/own"),
            ("https:evil",                   "/own"),
            ("javascript:alert(1)",          "/own"),
            ("/x\nLocation:",                "/own"),
            ("/x\r\nSet-Cookie: a=b",        "/own"),
            ("/x\u{85}",                     "/own"),
        ];
        for (next, want) in rows {
            let response = signed_in("own.token", next, false);
            assert_eq!(response.headers()[header::LOCATION], want, "{next:?}");
        }
        // "/%09/evil.example" as the form decodes it.
        let decoded: Vec<_> = url::form_urlencoded::parse(b"next=/%09/evil.example").collect();
        assert_eq!(inside(&decoded[0].1), None);
    }
}
