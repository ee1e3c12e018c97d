//! What is seen of the server from outside: an id for each request, a line of log, figures.
//!
//! Never logged: texts, names of files, addresses of clients, paths with the id of a report.

mod metrics;

use std::{
    sync::{Arc, atomic::Ordering},
    time::Instant,
};

use axum::{
    extract::{self, MatchedPath, Request},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
pub(crate) use metrics::Metrics;
use sartor_extract::Kind;

use crate::{fault::Fault, gate::Shared, language};

/// The header that carries the id of a request.
const ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives a request its id, counts it, and logs what became of it.
pub(crate) async fn observe(extract::State(state): Shared, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let id = request.headers().get(ID).filter(|id| is_id(id)).cloned().unwrap_or_else(fresh);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("other", MatchedPath::as_str);
    let under_way = state.metrics.begin();
    let mut response = next.run(request).await;
    drop(under_way);
    let status = response.status().as_u16();
    let took = start.elapsed();
    state.metrics.count(method.as_str(), route, status, took);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(
        id = id.to_str().unwrap_or_default(),
        method = method.as_str(),
        route,
        status,
        ms,
        "answered"
    );
    response.headers_mut().insert(ID, id);
    response
}

/// `GET /healthz`: the server runs.
#[utoipa::path(get, path = "/healthz", tag = "operation", operation_id = "healthz",
    responses((status = 200, description = "It runs.", body = String, content_type = "text/plain")))]
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: it takes requests, and its reader of files works.
#[utoipa::path(get, path = "/readyz", tag = "operation", operation_id = "readyz",
    responses((status = 200, description = "It takes requests.", body = String, content_type = "text/plain"),
        (status = 503, description = "It ends, or cannot read files.", body = String, content_type = "text/plain")))]
pub(crate) async fn readyz(extract::State(state): Shared) -> (StatusCode, &'static str) {
    if state.ending.load(Ordering::Relaxed) {
        return (StatusCode::SERVICE_UNAVAILABLE, "ending\n");
    }
    let reader = Arc::clone(&state.services.reader);
    let read = tokio::task::spawn_blocking(move || reader.read(b"ready", Kind::Layout).is_ok());
    match tokio::time::timeout(state.config.limits.work_time, read).await {
        Ok(Ok(true)) => (StatusCode::OK, "ready\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the reader of files does not work\n"),
    }
}

/// `GET /metrics`: the figures, as Prometheus reads them.
#[utoipa::path(get, path = "/metrics", tag = "operation", operation_id = "metrics",
    responses((status = 200, description = "The figures, as Prometheus reads them.", body = String, content_type = "text/plain")))]
pub(crate) async fn metrics(extract::State(state): Shared) -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, state.metrics.text(state.shelf.count(&state.services)))
}

/// Every other address.
pub(crate) async fn not_found(request: Request) -> Response {
    Fault::NotFound.told(language::asked(request.uri(), request.headers())).into_response()
}

/// Every other method.
pub(crate) async fn wrong_method(request: Request) -> Response {
    Fault::Method.told(language::asked(request.uri(), request.headers())).into_response()
}

/// An id that says nothing: what else a client may send is no id.
fn is_id(id: &HeaderValue) -> bool {
    let hex = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f' | b'-');
    (16..=36).contains(&id.len()) && id.as_bytes().iter().all(hex)
}

fn fresh() -> HeaderValue {
    HeaderValue::from_str(&crate::id::fresh()).unwrap_or_else(|_| HeaderValue::from_static("none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_others_is_taken_where_it_can_say_nothing() {
        let is = |id: &'static str| is_id(&HeaderValue::from_static(id));
        assert!(is("0b77aa0b77aa0b77") && is("2f1e9c3a-0000-4000-8000-0123456789ab"));
        assert!(!is("zoe.martin@example.org") && !is("abc") && !is(""));
        assert!(is_id(&fresh()));
    }
}
