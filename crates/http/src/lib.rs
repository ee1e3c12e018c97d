//! The HTTP door of Sartor: decode the request, one call of the core, encode the answer.
//!
//! Of applicants nothing is stored, of an opening what its recruiters send; nothing of a person is logged. Files are read by the [`DocumentReader`] that the caller gives, which in the
//! binary is a child process of its own limits.
//!
//! | routes | where |
//! | --- | --- |
//! | `/api/v1/…`, described by `/api/v1/openapi.json` and `/api` | `api/` |
//! | `/` and `/reports/…`, the pages of an applicant | `web/` |
//! | `/openings/…`, `/sign-in`, the pages of recruiters | `recruit/` |
//! | `/healthz`, `/readyz`, `/metrics` | `watch/` |
//!
//! | to change | go to |
//! | --- | --- |
//! | a field of a request | `ask/fields.rs` |
//! | what can be wrong | `fault.rs` |
//! | a limit | `limits.rs` |
//! | who may come in | `gate.rs` |
//! | connections, the end | `server.rs` |

mod answer;
mod api;
mod ask;
mod config;
mod fault;
mod form;
mod gate;
mod id;
mod language;
mod limits;
mod problem;
mod recruit;
mod server;
mod watch;
mod web;
mod whole;
mod work;

use std::{future::Future, io, sync::Arc};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue},
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
pub use config::{Books, Config, DocumentReader, Services};
use gate::State;
pub use limits::Limits;
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
    /// The built-in rules or words do not read.
    #[error("the rules and words do not read: {reason}")]
    Words {
        /// What is wrong.
        reason: String,
    },
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
    let state = Arc::new(State::new(config, services)?);
    let app = routes(&state);
    let listen = |source| ServeError::Listen { address, source };
    let listener = tokio::net::TcpListener::bind(address).await.map_err(listen)?;
    let address = listener.local_addr().map_err(listen)?;
    gate::keep_panics_private();
    ready(address);
    server::run(listener, app, state, shutdown).await
}

/// The routes, without a listener.
///
/// # Errors
///
/// [`ServeError::Page`].
pub fn router(config: Config, services: Services) -> Result<Router, ServeError> {
    Ok(routes(&Arc::new(State::new(config, services)?)))
}

fn routes(state: &Arc<State>) -> Router {
    let limits = &state.config.limits;
    // A letter in a form of a page takes up to three bytes for one.
    let forms = Router::new()
        .route("/reports/{id}/edits", post(web::desk::edits))
        .route("/reports/{id}/letter", post(web::desk::letter))
        .route("/reports/{id}/letter/facts", post(web::desk::facts))
        .layer(DefaultBodyLimit::max(limits.letter_bytes * 3 + limits.short_bytes));
    let uploads = Router::new()
        .route("/openings/{id}/applicants", post(recruit::receive::receive))
        .merge(Router::from(api::upload_routes()))
        .layer(DefaultBodyLimit::max(limits.upload_bytes));
    let work = Router::from(api::work_routes().merge(api::opening_routes()))
        .route("/reports", post(web::report::open))
        .route("/reports/{id}", get(web::report::show))
        .route("/reports/{id}/files/{name}", get(web::files::file))
        .merge(recruiting())
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .merge(forms)
        .merge(uploads)
        .route_layer(from_fn_with_state(Arc::clone(state), gate::admit));
    let routes = work
        .merge(Router::from(api::plain_routes()))
        .merge(pages())
        .fallback(watch::not_found)
        .method_not_allowed_fallback(watch::wrong_method)
        .layer(from_fn(gate::same_site))
        .layer(from_fn_with_state(Arc::clone(state), watch::observe))
        .with_state(Arc::clone(state));
    HEADERS.iter().fold(routes, |routes, (name, value)| {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
        routes.layer(SetResponseHeaderLayer::if_not_present(name, value))
    })
}

/// The pages of recruiters.
fn recruiting() -> Router<Arc<State>> {
    use recruit::{
        applicants, applicants::Deed, files, log, matrix, openings, openings::Change, receive, sign,
    };
    let one = |rest: &str| format!("/openings/{{id}}/applicants/{{applicant}}{rest}");
    Router::new()
        .route("/sign-in", post(sign::enter))
        .route("/openings", get(openings::list).post(openings::create))
        .route("/openings/{id}", get(matrix::show))
        .route("/openings/{id}/weights", openings::form(Change::Weights))
        .route("/openings/{id}/retention", openings::form(Change::Retention))
        .route("/openings/{id}/again", openings::form(Change::Again))
        .route("/openings/{id}/erase", openings::form(Change::Erase))
        .route("/openings/{id}/uploads", post(receive::announce))
        .route("/openings/{id}/compare", get(applicants::compare))
        .route("/openings/{id}/files/{name}", get(files::file))
        .route("/openings/{id}/log", get(log::show))
        .route(&one(""), get(applicants::show))
        .route(&one("/reveal"), applicants::form(Deed::Reveal))
        .route(&one("/notes"), applicants::form(Deed::Note))
        .route(&one("/notes/remove"), applicants::form(Deed::Unnote))
        .route(&one("/erase"), applicants::form(Deed::Erase))
        .route(&one("/export"), get(applicants::export))
}

/// What costs next to nothing to show.
fn pages() -> Router<Arc<State>> {
    Router::new()
        .route("/", get(web::start::start))
        .route("/reports/{id}/forget", post(web::report::forget))
        .route("/sign-in", get(recruit::sign::page))
        .route("/sign-out", post(recruit::sign::leave))
        .route("/openings/{id}/uploads/{upload}/events", get(recruit::receive::events))
        .route("/api", get(api::document::reader))
        .route("/api/v1/openapi.json", get(api::document::document))
        .route("/assets/style.css", get(web::assets::style))
        .route("/assets/report.css", get(web::assets::report_style))
        .route("/assets/htmx.min.js", get(web::assets::htmx))
        .route("/assets/recruit.js", get(web::assets::recruit))
        .route("/assets/matrix.css", get(web::assets::matrix_style))
        .route("/assets/icon.svg", get(web::assets::icon))
}

/// Headers of every answer.
const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", web::POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The example of README, kept true.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
