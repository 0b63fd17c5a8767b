//! The pages as a browser meets them: upload, preview, commit, commit again; and a form from nowhere.

use super::office::Office;
use crate::app::App;
use crate::directory::permit::Role;
use crate::directory::{NewOfficer, appoint, session};
use crate::routes::router;
use jiff::civil::date;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

const BOUNDARY: &str = "----to-roi-vao-tep";

/// A signed-in person at a running office.
struct Browser {
    app: App,
    address: SocketAddr,
    cookie: String,
    csrf: String,
}

/// Starts the office and signs a specialist in; `f` drives the pages.
fn browse(f: impl FnOnce(&Browser) + Send + 'static) {
    let office = Office::open();
    let cookie = office.write(|ctx, tx| {
        let (login, name, post_title) = ("lan".into(), "Trần Thị Lan".into(), "Chuyên viên".into());
        let new = NewOfficer { login, name, post_title, role: Role::Specialist, unit: 1, from: date(2016, 1, 1) };
        let officer = appoint(ctx, tx, &new)?;
        session::start(tx, &ctx.book, officer, ctx.now)
    });
    let csrf = office.write(|_, tx| Ok(tx.row("select csrf from session", &[])?.expect("a session").text("csrf")?));
    let (app, _folder) = office.serve();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let browser = Browser { app: app.clone(), address, cookie, csrf };
        tokio::spawn(async move { axum::serve(listener, router(app)).await });
        tokio::task::spawn_blocking(move || f(&browser)).await.expect("the journey");
    });
}

impl Browser {
    fn send(&self, method: &str, path: &str, content_type: &str, body: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nCookie: roviec={}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.cookie,
            body.len()
        );
        stream.write_all(&[head.as_bytes(), body].concat()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn upload(&self, csrf: &str, file: &str) -> String {
        let body = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"so-lieu.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--{BOUNDARY}--\r\n"
        );
        self.send(
            "POST",
            "/ba-dinh/imports/figures",
            &format!("multipart/form-data; boundary={BOUNDARY}"),
            body.as_bytes(),
        )
    }

    fn commit(&self, token: &str) -> String {
        let body = format!("csrf={}&token={token}", self.csrf);
        self.send("POST", "/ba-dinh/imports/figures/commit", "application/x-www-form-urlencoded", body.as_bytes())
    }

    fn figures(&self) -> i64 {
        self.app.db.read(|tx| Ok(tx.int("select count(*) from figure", &[])?)).expect("a count")
    }
}

fn token(page: &str) -> &str {
    page.split_once("name=\"token\" value=\"").map_or("", |(_, rest)| &rest[..rest.find('"').unwrap_or(0)])
}

const GOOD: &str = "Chỉ tiêu;Đơn vị;Đến ngày;Giá trị\nho-so;Phường Cống Vị;30/4/2017;5\n";

#[test]
fn a_file_is_previewed_then_committed_once() {
    browse(|browser| {
        let list = browser.send("GET", "/ba-dinh/imports", "text/plain", b"");
        assert!(
            list.starts_with("HTTP/1.1 200") && list.contains("Tải bảng mẫu") && !list.contains("Nhập đơn vị"),
            "{list}"
        );
        let page = browser.upload(&browser.csrf, GOOD);
        assert!(page.starts_with("HTTP/1.1 200") && page.contains("Nhập 1 dòng"), "{page}");
        assert_eq!(browser.figures(), 0);
        for _ in 0..2 {
            assert!(browser.commit(token(&page)).starts_with("HTTP/1.1 303"));
            assert_eq!(browser.figures(), 1);
        }
        assert!(browser.commit("khong-co").contains("draft-gone"));
    });
}

#[test]
fn faults_show_their_cells_and_offer_no_commit() {
    browse(|browser| {
        let page = browser.upload(&browser.csrf, &GOOD.replace("Cống Vị", "Cống Vỵ"));
        assert!(
            page.starts_with("HTTP/1.1 422")
                && page.contains("dòng 2, cột 2")
                && page.contains("Có phải “Phường Cống Vị”?"),
            "{page}"
        );
        assert_eq!(token(&page), "");
    });
}

#[test]
fn a_form_from_nowhere_and_one_without_a_file_are_refused() {
    browse(|browser| {
        assert!(browser.upload("khong-dung", GOOD).contains("stale-form"));
        let body = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--{BOUNDARY}--\r\n",
            browser.csrf
        );
        let page = browser.send(
            "POST",
            "/ba-dinh/imports/figures",
            &format!("multipart/form-data; boundary={BOUNDARY}"),
            body.as_bytes(),
        );
        assert!(page.starts_with("HTTP/1.1 422") && page.contains("Chưa chọn tệp"), "{page}");
    });
}

#[test]
fn content_and_empty_sheet_can_be_downloaded() {
    browse(|browser| {
        for path in ["/ba-dinh/imports/figures/sheet.xlsx", "/ba-dinh/imports/targets/sheet.xlsx?blank=1"] {
            let answer = browser.send("GET", path, "text/plain", b"");
            assert!(
                answer.starts_with("HTTP/1.1 200")
                    && answer.contains("spreadsheetml.sheet")
                    && answer.contains("attachment"),
                "{path}"
            );
        }
        assert!(
            browser.send("GET", "/ba-dinh/imports/units/sheet.xlsx", "text/plain", b"").starts_with("HTTP/1.1 403")
        );
    });
}
