//! The HTTP door of Sartor: decode the request, one call of the core, encode the answer.
//!
//! Nothing is stored and nothing of a person is logged. Files are read by the [`DocumentReader`] that the caller gives, which in the
//! binary is a child process of its own limits.
//!
//! | route | answer |
//! | --- | --- |
//! | `POST /api/v1/matches` | the report, as `sartor match --format json` prints it |
//! | `POST /api/v1/letters` | the letter, its text and Markdown, its claims and weaknesses |
//! | `GET /` and `POST /report` | a page to upload from, and the report as a page |
//! | `GET /healthz` | `ok` |

mod api;
mod ask;
mod config;
mod fault;
mod gate;
mod language;
mod page;
mod problem;
mod upload;
mod work;

use std::{future::Future, io, sync::Arc};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue},
    middleware,
    routing::{get, post},
};
pub use config::{Config, DocumentReader, Services};
use gate::State;
use tower_http::set_header::SetResponseHeaderLayer;

/// Why the server could not start, or stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The address could not be listened at.
    #[error("cannot listen at {address}: choose another with --listen")]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// Serving ended by itself.
    #[error("the server stopped")]
    Stopped(#[source] io::Error),
    /// The embedded pages do not parse.
    #[error("a web page template does not parse")]
    Page(#[from] minijinja::Error),
}

/// Serves until `shutdown` is done; answers under way are finished first.
///
/// `ready` is called once, with the address that is listened at (of port 0, the one the system gave).
///
/// # Errors
///
/// Every [`ServeError`].
pub async fn serve(
    config: Config,
    services: Services,
    ready: impl FnOnce(std::net::SocketAddr),
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let address = config.listen;
    let router = router(config, services)?;
    let listen = |source| ServeError::Listen { address, source };
    let listener = tokio::net::TcpListener::bind(address).await.map_err(listen)?;
    ready(listener.local_addr().map_err(listen)?);
    gate::keep_panics_private();
    axum::serve(listener, router).with_graceful_shutdown(shutdown).await.map_err(ServeError::Stopped)
}

/// The routes, without a listener.
///
/// # Errors
///
/// [`ServeError::Page`].
pub fn router(config: Config, services: Services) -> Result<Router, ServeError> {
    let limit = DefaultBodyLimit::max(config.body_bytes);
    let state = Arc::new(State::new(config, services)?);
    let work = Router::new()
        .route("/api/v1/matches", post(api::matches))
        .route("/api/v1/letters", post(api::letters))
        .route("/report", post(page::report))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&state), gate::admit));
    let routes = work
        .route("/", get(page::index))
        .route("/assets/style.css", get(page::style))
        .route("/assets/report.css", get(page::report_style))
        .route("/healthz", get(api::healthz))
        .fallback(api::not_found)
        .method_not_allowed_fallback(api::wrong_method)
        .layer(limit)
        .with_state(state);
    Ok(HEADERS.iter().fold(routes, |routes, (name, value)| {
        routes.layer(SetResponseHeaderLayer::if_not_present(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        ))
    }))
}

/// Headers of every answer.
const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", page::POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The example of README, kept true.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
