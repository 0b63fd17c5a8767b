//! Every address of the program, by domain, and the guards in front of all of them.

use crate::app::{App, to};
use crate::directory::session::Visitor;
use crate::error::refuse;
use crate::ui::error_page;
use crate::{
    casework, directory, document, exchange, figure, indicator, journal, meeting, mining, plan, portal, reading,
    report, sheet, task, ui,
};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// The largest upload: a spreadsheet of a hundred thousand figures has about 5 MB.
const BODY_LIMIT: usize = 32 * 1024 * 1024;

/// The whole program as one router.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/", get(front))
        .merge(directory::sign_in_routes())
        .merge(directory::routes())
        .merge(casework::routes())
        .merge(document::routes())
        .merge(task::routes())
        .merge(meeting::routes())
        .merge(exchange::routes())
        .merge(plan::routes())
        .merge(figure::routes())
        .merge(indicator::routes())
        .merge(mining::routes())
        .merge(report::routes())
        .merge(sheet::routes())
        .merge(reading::routes())
        .merge(journal::routes())
        .merge(portal::routes())
        .merge(ui::static_routes())
        .fallback(missing)
        .layer(middleware::from_fn_with_state(app.clone(), guard))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(app)
}

/// The front door: the own office for whoever is signed in, otherwise the sign-in page.
async fn front(State(_): State<App>, visitor: Visitor) -> Response {
    if visitor.token.is_empty() { to("/sign-in") } else { to(format!("/{}", visitor.book)) }
}

async fn missing(State(app): State<App>) -> Response {
    let error = refuse::<()>("not-found", "Không có trang này. Kiểm tra lại địa chỉ, hoặc về trang đầu.").unwrap_err();
    error_page(error, app.demo)
}

/// Refuses writes that another site started, and sets the headers that keep pages from being framed or sniffed.
async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() == Method::POST && foreign(&request) {
        let sentence = "Biểu mẫu được gửi từ một trang khác. Mở lại trang trong hệ thống này rồi gửi lại.";
        return error_page(refuse::<()>("foreign-form", sentence).unwrap_err(), false);
    }
    let mut response = in_vietnamese(next.run(request).await.into_response(), app.demo);
    let headers = response.headers_mut();
    let csp = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(csp));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The web framework answers an address or a body it cannot read with a line of English; people get a page instead.
fn in_vietnamese(response: Response, demo: bool) -> Response {
    let html = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|t| t.to_str().is_ok_and(|t| t.starts_with("text/html")));
    let status = response.status();
    if html || !status.is_client_error() {
        return response;
    }
    let (code, sentence) = match status {
        StatusCode::NOT_FOUND => ("not-found", "Không có trang này. Kiểm tra lại địa chỉ, hoặc về trang đầu."),
        StatusCode::METHOD_NOT_ALLOWED => {
            ("wrong-method", "Trang này không nhận biểu mẫu gửi như vậy. Mở trang từ danh sách rồi làm lại.")
        }
        StatusCode::PAYLOAD_TOO_LARGE => {
            ("too-large", "Tệp hoặc nội dung quá lớn (quá 32 MB). Chia tệp thành nhiều phần rồi gửi lại.")
        }
        _ => (
            "unreadable-address",
            "Địa chỉ hoặc nội dung gửi lên không đọc được. Mở trang từ danh sách, kiểm tra rồi gửi lại.",
        ),
    };
    let mut page = error_page(refuse::<()>(code, sentence).unwrap_err(), demo);
    // A number that is none in an address means that there is no such page.
    *page.status_mut() = if status == StatusCode::BAD_REQUEST { StatusCode::NOT_FOUND } else { status };
    page
}

/// Whether the browser says that the form came from elsewhere.
fn foreign(request: &Request) -> bool {
    let header = |name| request.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    match (header(header::ORIGIN), header(header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_none_or(|(_, from)| from != host),
        _ => false,
    }
}
