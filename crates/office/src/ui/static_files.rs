//! Files the pages need, embedded in the program: style, script, icon, fonts.

use crate::app::App;
use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

macro_rules! files {
    ($($name:literal $media:literal),* $(,)?) => {
        const FILES: &[(&str, &str, &[u8])] = &[$(($name, $media, include_bytes!(concat!("static/", $name)))),*];
    };
}

files! {
    "style.css" "text/css; charset=utf-8",
    "page.js" "text/javascript; charset=utf-8",
    "icon.svg" "image/svg+xml",
    "be-vietnam-pro-400.woff2" "font/woff2",
    "be-vietnam-pro-400-vietnamese.woff2" "font/woff2",
    "be-vietnam-pro-600.woff2" "font/woff2",
    "be-vietnam-pro-600-vietnamese.woff2" "font/woff2",
    "OFL.txt" "text/plain; charset=utf-8",
}

pub fn routes() -> Router<App> {
    Router::new().route("/static/{name}", get(file))
}

async fn file(Path(name): Path<String>) -> Response {
    if name == "van-ban.css" {
        return ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, CACHE)], press::HTML_CSS)
            .into_response();
    }
    match FILES.iter().find(|(n, _, _)| *n == name) {
        Some((_, media, bytes)) => {
            ([(header::CONTENT_TYPE, *media), (header::CACHE_CONTROL, CACHE)], *bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// One hour: a new version of the program is seen the same morning.
const CACHE: &str = "public, max-age=3600";
