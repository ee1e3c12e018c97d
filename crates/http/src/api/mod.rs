//! The answers for programs: one handler, one call of the core.

mod bodies;
pub(crate) mod document;
pub(crate) mod openings;
mod roles;
mod schemas;

use std::sync::Arc;

use axum::{extract::State as Extract, http::HeaderMap, response::Response};

use crate::{
    answer::{form, json, told},
    ask::Ask,
    gate::{Shared, State, blocking},
    problem::Problem,
    work::{
        self,
        export::{Answer, Form},
    },
};

/// What a resume evidences of a posting or a role, and what it lacks.
#[utoipa::path(post, path = "/api/v1/matches", tag = "work", operation_id = "match",
    responses((status = 200, description = "The report; as a page where `Accept` asks for HTML.", content(
        (ref("#/components/schemas/Report") = "application/json"), (String = "text/html")))))]
pub(crate) async fn matches(state: Shared, headers: HeaderMap, ask: Ask) -> Result<Response, Problem> {
    let Extract(state) = state;
    let language = ask.language;
    let as_page = form(None, &headers).is_ok_and(|form| form == Form::Html);
    if as_page {
        return crate::web::page::matched(&state, ask).await;
    }
    let matched = blocking(&state, language, move |services| work::matched(&ask, services)).await?;
    json(&matched.report, language)
}

/// The cover letter of an applicant to a posting or for a role, and what stands behind it.
#[utoipa::path(post, path = "/api/v1/letters", tag = "work", operation_id = "letter",
    responses((status = 200, description = "The letter; a file where `format` or `Accept` asks for one.", content(
        (ref("#/components/schemas/LetterAnswer") = "application/json"), (String = "text/plain"),
        (String = "text/markdown"), (String = "text/html"), (Vec<u8> = "application/pdf"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))))]
pub(crate) async fn letters(state: Shared, headers: HeaderMap, ask: Ask) -> Result<Response, Problem> {
    shaped(state, &headers, ask, work::letter::of_ask).await
}

/// The edits that tailor a resume to a posting, and the resume with those that are accepted.
#[utoipa::path(post, path = "/api/v1/tailored-resumes", tag = "work", operation_id = "tailor",
    responses((status = 200, description = "Plan and resume; the resume as a file where `format` or `Accept` asks for one.", content(
        (ref("#/components/schemas/TailoredAnswer") = "application/json"), (String = "text/plain"),
        (String = "text/markdown"), (String = "text/html"), (Vec<u8> = "application/pdf"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))))]
pub(crate) async fn tailored(state: Shared, headers: HeaderMap, ask: Ask) -> Result<Response, Problem> {
    shaped(state, &headers, ask, work::tailored::of_ask).await
}

/// What software and people would stumble on in a resume.
#[utoipa::path(post, path = "/api/v1/audits", tag = "work", operation_id = "audit",
    responses((status = 200, description = "The findings.", body = ref("#/components/schemas/Audit"))))]
pub(crate) async fn audits(Extract(state): Shared, ask: Ask) -> Result<Response, Problem> {
    let language = ask.language;
    json(&blocking(&state, language, move |services| work::audited(&ask, services)).await?, language)
}

/// The text of a document in reading order.
#[utoipa::path(post, path = "/api/v1/extractions", tag = "documents", operation_id = "extract",
    responses((status = 200, description = "The text that all spans point into.", body = ref("#/components/schemas/Extraction"))))]
pub(crate) async fn extractions(Extract(state): Shared, ask: Ask) -> Result<Response, Problem> {
    let language = ask.language;
    json(&blocking(&state, language, move |services| work::extracted(&ask, services)).await?, language)
}

/// The skills and diplomas that a document names, with their places.
#[utoipa::path(post, path = "/api/v1/skills", tag = "documents", operation_id = "skills",
    responses((status = 200, description = "The mentions.", body = ref("#/components/schemas/Skills"))))]
pub(crate) async fn skills(Extract(state): Shared, ask: Ask) -> Result<Response, Problem> {
    let language = ask.language;
    json(&blocking(&state, language, move |services| work::skills(&ask, services)).await?, language)
}

/// What was understood of a posting, and what its writer should mend.
#[utoipa::path(post, path = "/api/v1/postings", tag = "documents", operation_id = "posting",
    responses((status = 200, description = "The posting and its lint.", body = ref("#/components/schemas/PostingAnswer"))))]
pub(crate) async fn postings(Extract(state): Shared, ask: Ask) -> Result<Response, Problem> {
    let language = ask.language;
    json(&blocking(&state, language, move |services| work::posting(&ask, services)).await?, language)
}

/// What an edited letter or resume claims and the resume does not hold.
#[utoipa::path(post, path = "/api/v1/verifications", tag = "work", operation_id = "verify",
    responses((status = 200, description = "What was found.", body = ref("#/components/schemas/Verification"))))]
pub(crate) async fn verifications(Extract(state): Shared, ask: Ask) -> Result<Response, Problem> {
    let language = ask.language;
    json(&blocking(&state, language, move |services| work::verified(&ask, services)).await?, language)
}

/// Does work whose answer may be a file.
async fn shaped(
    Extract(state): Shared,
    headers: &HeaderMap,
    ask: Ask,
    job: fn(&Ask, Form, &crate::Services) -> Result<Answer, crate::fault::Fault>,
) -> Result<Response, Problem> {
    let language = ask.language;
    let form = form(ask.format.as_deref(), headers).map_err(|fault| fault.told(language))?;
    let answer = blocking(&state, language, move |services| job(&ask, form, services)).await?;
    Ok(told(answer, language))
}

/// The routes that need a place, with what the document tells of them.
pub(crate) fn work_routes() -> utoipa_axum::router::OpenApiRouter<Arc<State>> {
    use utoipa_axum::routes;
    utoipa_axum::router::OpenApiRouter::new()
        .routes(routes!(matches))
        .routes(routes!(letters))
        .routes(routes!(tailored))
        .routes(routes!(audits))
        .routes(routes!(verifications))
        .routes(routes!(extractions))
        .routes(routes!(skills))
        .routes(routes!(postings))
}

/// The routes of openings, which need a place as well.
pub(crate) fn opening_routes() -> utoipa_axum::router::OpenApiRouter<Arc<State>> {
    use utoipa_axum::routes;
    utoipa_axum::router::OpenApiRouter::new()
        .routes(routes!(openings::sign_in))
        .routes(routes!(openings::list, openings::add))
        .routes(routes!(openings::one, openings::erase))
        .routes(routes!(openings::weights))
        .routes(routes!(openings::matrix))
        .routes(routes!(openings::applicant, openings::erase_applicant))
}

/// The routes that take uploads.
pub(crate) fn upload_routes() -> utoipa_axum::router::OpenApiRouter<Arc<State>> {
    utoipa_axum::router::OpenApiRouter::new().routes(utoipa_axum::routes!(openings::send))
}

/// All routes, for the document.
pub(crate) fn all_routes() -> utoipa_axum::router::OpenApiRouter<Arc<State>> {
    work_routes().merge(opening_routes()).merge(upload_routes()).merge(plain_routes())
}

/// The routes that cost next to nothing.
pub(crate) fn plain_routes() -> utoipa_axum::router::OpenApiRouter<Arc<State>> {
    use crate::watch;
    use utoipa_axum::routes;
    utoipa_axum::router::OpenApiRouter::new()
        .routes(routes!(roles::roles))
        .routes(routes!(roles::role))
        .routes(routes!(watch::healthz))
        .routes(routes!(watch::readyz))
        .routes(routes!(watch::metrics))
}
