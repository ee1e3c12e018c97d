//! Styles, script and sign: the same for everyone, from this server.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use super::page;
use crate::config::template;

/// htmx as its makers publish it; its licence stands beside it.
const HTMX: &str = include_str!("../../assets/htmx.min.js");
/// Shows how far an upload is.
const RECRUIT: &str = include_str!("../../assets/recruit.js");
const ICON: &str = include_str!("../../assets/icon.svg");
const CSS: &str = "text/css; charset=utf-8";

/// `GET /assets/style.css`.
pub(crate) async fn style() -> Response {
    asset(template("web/style.css"), CSS)
}

/// `GET /assets/report.css`.
pub(crate) async fn report_style() -> Response {
    asset(page::style_of(page::REPORT), CSS)
}

/// `GET /assets/htmx.min.js`.
pub(crate) async fn htmx() -> Response {
    asset(HTMX, "text/javascript; charset=utf-8")
}

/// `GET /assets/recruit.js`.
pub(crate) async fn recruit() -> Response {
    asset(RECRUIT, "text/javascript; charset=utf-8")
}

/// `GET /assets/matrix.css`.
pub(crate) async fn matrix_style() -> Response {
    asset(page::style_of("reports/matrix.html.j2"), CSS)
}

/// `GET /assets/icon.svg`.
pub(crate) async fn icon() -> Response {
    asset(ICON, "image/svg+xml")
}

fn asset(text: &'static str, kind: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "max-age=3600")], text).into_response()
}
