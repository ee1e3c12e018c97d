//! Openings and their applicants, for programs.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{FromRequestParts, Multipart, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use sartor_core::{Language, opening::Weights};
use sartor_store::{Erased, Opening, SignIn};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    answer::json,
    ask::Ask,
    fault::Fault,
    gate::{Shared, blocking},
    language,
    problem::Problem,
    recruit::{
        applicants::One,
        openings::{At, made},
        receive::taken,
        sign::{Client, LASTS, cookie},
        who::Who,
    },
    whole::Whole,
    work::opening::Roster,
};

/// An opening by its facts.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OpeningHead {
    /// Id.
    id: String,
    /// Title.
    title: String,
    /// The reference date of its reports.
    as_of: String,
    /// Factors of the score that differ from 1, by id of the requirement.
    weights: BTreeMap<String, u32>,
    /// Months that applicants are kept after the last contact.
    retention_months: u32,
    /// When it was made, RFC 3339.
    created: String,
    /// When it is erased, if nothing happens until then.
    expires: String,
}

/// An opening in the list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OpeningLine {
    /// Id.
    id: String,
    /// Title.
    title: String,
    /// How many applied.
    applicants: u64,
    /// Of these, whose file could not be read.
    unread: u64,
}

/// What was erased.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ErasedCount {
    openings: u64,
    applicants: u64,
    notes: u64,
}

/// Name and password.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    name: String,
    password: String,
}

/// A session that has begun; its cookie goes with each request, its token in the header `x-csrf-token` of those that change something.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SessionAnswer {
    user: String,
    role: String,
    csrf: String,
    expires: String,
}

/// Who asks, as a program.
pub(crate) struct Program(Who);

impl FromRequestParts<std::sync::Arc<crate::gate::State>> for Program {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &std::sync::Arc<crate::gate::State>,
    ) -> Result<Self, Response> {
        let who = Who::from_request_parts(parts, state).await?;
        if parts.method == axum::http::Method::GET {
            return Ok(Self(who));
        }
        let token = parts.headers.get("x-csrf-token").and_then(|token| token.to_str().ok());
        // Without accounts a program needs no page; a page of another site is stopped at the gate.
        let allowed = match who.name() {
            Some(_) => who.changes(token.unwrap_or_default()),
            None => who.writes(),
        };
        let language = language::asked(&parts.uri, &parts.headers);
        allowed.map_err(|fault| fault.told(language).into_response())?;
        Ok(Self(who))
    }
}

/// Signs in.
#[utoipa::path(post, path = "/api/v1/session", tag = "openings", operation_id = "sign_in",
    responses((status = 200, description = "The session; its cookie is set.", body = ref("#/components/schemas/SessionAnswer"))))]
pub(crate) async fn sign_in(
    State(state): Shared,
    client: Client,
    uri: Uri,
    headers: HeaderMap,
    given: Result<Json<Credentials>, JsonRejection>,
) -> Result<Response, Problem> {
    let language = language::asked(&uri, &headers);
    let told = |fault: Fault| fault.told(language);
    let Json(given) = given.map_err(|refused| told(of_json(&refused, &state)))?;
    let now = (state.services.clock)();
    let store = state.store().map_err(told)?;
    let signed = store.sign_in(given.name.trim(), &given.password, client.name(), LASTS, now).await;
    let new = match signed.map_err(|error| told(error.into()))? {
        SignIn::Done(new) => new,
        SignIn::Refused => return Err(told(Fault::WrongPassword)),
        SignIn::Wait { seconds } => return Err(told(Fault::SignInWait { seconds })),
    };
    let session = &new.session;
    let answer = SessionAnswer {
        user: session.user.clone(),
        role: session.role.as_str().to_owned(),
        csrf: session.csrf(),
        expires: session.expires.to_string(),
    };
    let mut response = json(&answer, language)?;
    response.headers_mut().extend(cookie(&new.token, &state).map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}

fn of_json(refused: &JsonRejection, state: &crate::gate::State) -> Fault {
    match refused.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge { limit: state.config.limits.body_bytes },
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Fault::MediaType,
        _ => Fault::Malformed,
    }
}

/// The openings, the latest first.
#[utoipa::path(get, path = "/api/v1/openings", tag = "openings", operation_id = "openings",
    responses((status = 200, description = "The openings.", body = ref("#/components/schemas/OpeningLines"))))]
pub(crate) async fn list(State(state): Shared, _who: Program, at: At) -> Result<Response, Problem> {
    let told = |fault: Fault| fault.told(at.language);
    let openings = state.store().map_err(told)?.openings().await.map_err(|error| told(error.into()))?;
    let lines = openings.into_iter().map(|one| OpeningLine {
        id: one.id.to_string(),
        title: one.title,
        applicants: one.applicants,
        unread: one.unread,
    });
    json(&lines.collect::<Vec<_>>(), at.language)
}

/// A new opening.
#[utoipa::path(post, path = "/api/v1/openings", tag = "openings", operation_id = "add_opening",
    responses((status = 201, description = "The opening.", body = ref("#/components/schemas/OpeningHead"))))]
pub(crate) async fn add(State(state): Shared, _who: Program, ask: Ask) -> Result<Response, Problem> {
    let (id, language) = made(&state, ask).await?;
    let told = |fault: Fault| fault.told(language);
    let opening = state.store().map_err(told)?.opening(&id).await.map_err(|error| told(error.into()))?;
    Ok((StatusCode::CREATED, json(&head(opening), language)?).into_response())
}

/// An opening.
#[utoipa::path(get, path = "/api/v1/openings/{id}", tag = "openings", operation_id = "opening",
    params(("id" = String, Path, description = "Id of the opening")),
    responses((status = 200, description = "The opening.", body = ref("#/components/schemas/OpeningHead"))))]
pub(crate) async fn one(State(state): Shared, _who: Program, at: At) -> Result<Response, Problem> {
    let found = async { Ok(head(state.store()?.opening(&at.opening()?).await?)) };
    answered(at.language, found).await
}

/// Erases an opening and everyone who applied.
#[utoipa::path(delete, path = "/api/v1/openings/{id}", tag = "openings", operation_id = "erase_opening",
    params(("id" = String, Path, description = "Id of the opening")),
    responses((status = 200, description = "What was erased.", body = ref("#/components/schemas/ErasedCount"))))]
pub(crate) async fn erase(State(state): Shared, Program(who): Program, at: At) -> Result<Response, Problem> {
    let now = (state.services.clock)();
    let erased = async { Ok(count(&state.store()?.erase_opening(&at.opening()?, &who.actor, now).await?)) };
    answered(at.language, erased).await
}

/// Sets the weights of an opening: factors of 0 to 3 by id of the requirement, `title`, `years`, `diploma` or `language`; what is not named counts once.
#[utoipa::path(put, path = "/api/v1/openings/{id}/weights", tag = "openings", operation_id = "set_weights",
    params(("id" = String, Path, description = "Id of the opening")),
    responses((status = 200, description = "The opening.", body = ref("#/components/schemas/OpeningHead"))))]
pub(crate) async fn weights(
    State(state): Shared,
    _who: Program,
    at: At,
    given: Result<Json<BTreeMap<String, Whole>>, JsonRejection>,
) -> Result<Response, Problem> {
    let set = async {
        let Json(given) = given.map_err(|refused| of_json(&refused, &state))?;
        if let Some(id) = given.iter().find(|(_, factor)| factor.0 > Weights::MAX).map(|(id, _)| id) {
            return Err(Fault::Field { name: id.chars().take(40).collect(), wanted: "0, 1, 2, 3".into() });
        }
        let weights: Weights = given.into_iter().map(|(id, factor)| (id, factor.0)).collect();
        let (store, id) = (state.store()?, at.opening()?);
        store.set_weights(&id, weights.moved()).await?;
        Ok(head(store.opening(&id).await?))
    };
    answered(at.language, set).await
}

/// The matrix of an opening: applicants by requirements, ranked; with or without names.
#[utoipa::path(get, path = "/api/v1/openings/{id}/applicants", tag = "openings", operation_id = "matrix",
    params(("id" = String, Path, description = "Id of the opening"),
        ("view" = Option<String>, Query, description = "`blind` leaves out what names or describes a person"),
        ("has" = Option<Vec<String>>, Query, description = "Ids of requirements that must be covered"),
        ("one_missing" = Option<String>, Query, description = "Only who lack exactly one of the required"),
        ("not_failed" = Option<Vec<String>>, Query, description = "Kinds of conditions that must not be unmet"),
        ("sort" = Option<String>, Query, description = "`rank`, `coverage`, `missing`, or the id of a requirement")),
    responses((status = 200, description = "The matrix.", body = ref("#/components/schemas/Matrix"))))]
pub(crate) async fn matrix(State(state): Shared, Program(who): Program, at: At) -> Result<Response, Problem> {
    let told = |fault: Fault| fault.told(at.language);
    let (look, language) = (at.look(), at.language);
    let read = async {
        let (store, id) = (state.store()?, at.opening()?);
        let roster = Roster::of(store, &id).await?;
        let saw = sartor_store::Action::Saw;
        store.record(&who.actor, &saw, Some(&id), None, (state.services.clock)()).await?;
        Ok(roster)
    };
    let roster = read.await.map_err(told)?;
    let matrix = blocking(&state, language, move |services| {
        let mut matrix = roster.matrix(services.engine.lexicon(), language, look.view);
        look.selection.apply(&mut matrix);
        Ok(matrix)
    });
    json(&matrix.await?, language)
}

/// Sends resumes, or archives of resumes, to an opening. Each file is kept on its own; one that cannot be read is told and kept as such.
#[utoipa::path(post, path = "/api/v1/openings/{id}/applicants", tag = "openings", operation_id = "add_applicants",
    params(("id" = String, Path, description = "Id of the opening")),
    responses((status = 200, description = "What became of the files.", body = ref("#/components/schemas/Tally"))))]
pub(crate) async fn send(
    State(state): Shared,
    _who: Program,
    at: At,
    form: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<Response, Problem> {
    let sent = async { Ok(taken(&state, &at, form.map_err(|_| Fault::MediaType)?).await?.1) };
    answered(at.language, sent).await
}

/// Everything that is kept of an applicant.
#[utoipa::path(get, path = "/api/v1/openings/{id}/applicants/{applicant}", tag = "openings", operation_id = "applicant",
    params(("id" = String, Path, description = "Id of the opening"), ("applicant" = String, Path, description = "Id of the applicant")),
    responses((status = 200, description = "The applicant: file, report, notes, log.", body = ref("#/components/schemas/Applicant"))))]
pub(crate) async fn applicant(
    State(state): Shared,
    Program(who): Program,
    at: At,
    one: One,
) -> Result<Response, Problem> {
    let found = async {
        who.writes()?;
        let (applicant, _) = one.of(&state, &at).await?;
        let now = (state.services.clock)();
        Ok(state.store()?.export_applicant(&applicant.line.id, &who.actor, now).await?)
    };
    answered::<Value>(at.language, found).await
}

/// Erases an applicant with everything of theirs.
#[utoipa::path(delete, path = "/api/v1/openings/{id}/applicants/{applicant}", tag = "openings", operation_id = "erase_applicant",
    params(("id" = String, Path, description = "Id of the opening"), ("applicant" = String, Path, description = "Id of the applicant")),
    responses((status = 200, description = "What was erased.", body = ref("#/components/schemas/ErasedCount"))))]
pub(crate) async fn erase_applicant(
    State(state): Shared,
    Program(who): Program,
    at: At,
    one: One,
) -> Result<Response, Problem> {
    let erased = async {
        let (applicant, _) = one.of(&state, &at).await?;
        let now = (state.services.clock)();
        Ok(count(&state.store()?.erase_applicant(&applicant.line.id, &who.actor, now).await?))
    };
    answered(at.language, erased).await
}

/// What `asked` comes to, as JSON; a fault in the language of the question.
async fn answered<T: Serialize>(
    language: Language,
    asked: impl Future<Output = Result<T, Fault>>,
) -> Result<Response, Problem> {
    json(&asked.await.map_err(|fault| fault.told(language))?, language)
}

fn head(opening: Opening) -> OpeningHead {
    OpeningHead {
        id: opening.id.to_string(),
        title: opening.title,
        as_of: opening.as_of.to_string(),
        weights: opening.weights,
        retention_months: opening.retention.months(),
        created: opening.created.to_string(),
        expires: opening.expires.to_string(),
    }
}

const fn count(erased: &Erased) -> ErasedCount {
    ErasedCount { openings: erased.openings, applicants: erased.applicants, notes: erased.notes }
}
