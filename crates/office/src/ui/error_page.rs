//! What a person sees when something is refused or breaks: a sentence, what to do, and for a failure a number to quote.

use super::{Html, escape, page};
use crate::error::{Error, Failure, Refusal};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Template)]
#[template(path = "ui/error_page.html")]
struct ErrorPage {
    title: &'static str,
    code: String,
    body: Html,
    demo: bool,
}

/// The page for an error that no form can show.
pub fn error_page(error: Error, demo: bool) -> Response {
    let (status, title, code, body) = match error {
        Error::Refusal(refusal) => (
            refusal_status(&refusal),
            title_of(&refusal),
            refusal.code.to_owned(),
            format!("<p>{}</p>", escape(&refusal.sentence)),
        ),
        Error::Faults(faults) => {
            let lines: String = faults.iter().map(|f| format!("<li>{}</li>", escape(&f.to_string()))).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, "Cần sửa lại", "faults".into(), format!("<ul>{lines}</ul>"))
        }
        Error::Failure(failure) => failure_parts(&failure),
    };
    match page(&ErrorPage { title, code, body: Html(body), demo }) {
        Ok(response) => (status, response).into_response(),
        Err(_) => status.into_response(),
    }
}

fn title_of(refusal: &Refusal) -> &'static str {
    if refusal.code == "not-found" { "Không tìm thấy" } else { "Chưa thực hiện được" }
}

/// The status of a refusal: 404, 403, 429 or 409.
pub fn refusal_status(refusal: &Refusal) -> StatusCode {
    match refusal.code {
        "not-found" => StatusCode::NOT_FOUND,
        "not-permitted" | "not-your-unit" => StatusCode::FORBIDDEN,
        "too-many-attempts" => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::CONFLICT,
    }
}

fn failure_parts(failure: &Failure) -> (StatusCode, &'static str, String, String) {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let number = format!("SC-{:x}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    tracing::error!(number, what = failure.what, "failure");
    let body = format!(
        "<p>Hệ thống gặp sự cố; chưa có gì bị thay đổi. Thử lại sau ít phút; nếu vẫn lỗi, báo quản trị hệ thống số sự cố <strong>{number}</strong>.</p>"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, "Sự cố", number, body)
}
