//! Resumes are sent to an opening, with or without a script that shows how far they are.

use std::sync::Arc;

use axum::{
    extract::{Multipart, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};

use sartor_store::{Missing, OpeningId, StoreError, UploadId};
use serde::Serialize;

use super::{
    intake::{Intake, broken},
    openings::At,
    uploads::{self, Tally},
    who::Who,
};
use crate::{
    answer::json,
    fault::Fault,
    form::{Filled, pairs},
    gate::{self, Shared},
    problem::Problem,
    web,
};

/// An upload that was announced.
#[derive(Debug, Serialize)]
struct Announced {
    /// Its id, for `?upload=`.
    upload: String,
    /// Where it tells how far it is.
    events: String,
    /// The page that tells of it in the end.
    page: String,
}

/// `POST /openings/{id}/uploads`: announces files, so that their progress can be followed.
pub(crate) async fn announce(
    State(state): Shared,
    who: Who,
    at: At,
    filled: Result<Filled, Problem>,
) -> Result<Response, Problem> {
    let told = |fault: Fault| fault.told(at.language);
    let filled = who.sent(filled).map_err(told)?;
    let expected = filled.text("expected").parse().unwrap_or(0);
    let id = at.opening().map_err(told)?;
    let upload = begun(&state, &id, expected).await.map_err(told)?;
    state.uploads.announce(upload.clone(), u64::from(expected));
    let query = at.look().query(at.language);
    let base = format!("/openings/{id}");
    let announced = Announced {
        events: format!("{base}/uploads/{upload}/events"),
        page: format!("{base}?{query}&upload={upload}"),
        upload: upload.to_string(),
    };
    json(&announced, at.language)
}

/// `GET /openings/{id}/uploads/{upload}/events`: how far it is, as server-sent events.
pub(crate) async fn events(
    State(state): Shared,
    _who: Who,
    at: At,
    axum::extract::Path((_, upload)): axum::extract::Path<(String, String)>,
) -> Result<Response, Problem> {
    let told = |fault: Fault| fault.told(at.language);
    let missing = || told(Fault::Store(StoreError::Missing(Missing::Upload)));
    let id = UploadId::parse(&upload).ok_or_else(missing)?;
    if let Some(follow) = state.uploads.follow(&id) {
        return Ok(uploads::events(follow).into_response());
    }
    let store = state.store().map_err(told)?;
    let kept = store.upload(&id).await.map_err(|error| told(error.into()))?;
    let tally = Tally { expected: kept.expected, done: kept.files.len() as u64, ..Tally::default() };
    Ok(uploads::events(uploads::over(tally)).into_response())
}

/// `POST /openings/{id}/applicants`: resumes and archives of resumes, as many as there are.
pub(crate) async fn receive(
    State(state): Shared,
    who: Who,
    at: At,
    headers: HeaderMap,
    form: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Response {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let program = accept.is_some_and(|accept| accept.starts_with("application/json"));
    let received = async {
        let mut form = form.map_err(|_| Fault::MediaType)?;
        checked(&mut form, &who, &state).await?;
        taken(&state, &at, form).await
    };
    match received.await {
        Ok((_, tally)) if program => json(&tally, at.language).unwrap_or_else(IntoResponse::into_response),
        Ok((upload, _)) => {
            let query = at.look().query(at.language);
            Redirect::to(&format!("/openings/{}?{query}&upload={upload}#matrix", at.id)).into_response()
        }
        Err(fault) if program => fault.told(at.language).into_response(),
        Err(fault) => web::gone(&state, fault.told(at.language)),
    }
}

/// The first field of the form is the token of the page.
async fn checked(form: &mut Multipart, who: &Who, state: &gate::State) -> Result<(), Fault> {
    let limits = &state.config.limits;
    let first = async {
        let field = form.next_field().await.map_err(|error| broken(&error, limits.upload_bytes))?;
        let field = field.filter(|field| field.name() == Some("csrf")).ok_or(Fault::StaleForm)?;
        let mut token = Vec::new();
        let mut field = field;
        while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error, limits.upload_bytes))? {
            token.extend(chunk);
            if token.len() > limits.short_bytes {
                return Err(Fault::StaleForm);
            }
        }
        Ok(String::from_utf8_lossy(&token).into_owned())
    };
    let token = tokio::time::timeout(limits.body_time, first).await.map_err(|_| Fault::SlowBody)??;
    who.changes(&token)
}

/// Takes the files of a form, in the order in which they come.
pub(crate) async fn taken(
    state: &Arc<gate::State>,
    at: &At,
    mut form: Multipart,
) -> Result<(UploadId, Tally), Fault> {
    let opening = state.store()?.opening(&at.opening()?).await?;
    let query = pairs(at.uri.query().unwrap_or_default());
    let announced = query.iter().find(|(name, _)| name == "upload").and_then(|(_, id)| UploadId::parse(id));
    let upload = match announced {
        Some(upload) => upload,
        None => begun(state, &opening.id, 0).await?,
    };
    let limits = &state.config.limits;
    let mut intake = Intake::new(state, opening, upload.clone(), at.language)?;
    loop {
        let next = tokio::time::timeout(limits.body_time, form.next_field()).await;
        let next = next.map_err(|_| Fault::SlowBody)?.map_err(|error| broken(&error, limits.upload_bytes))?;
        let Some(field) = next else { break };
        if field.name() != Some("resumes") {
            let name = field.name().unwrap_or_default().chars().take(40).collect();
            return Err(Fault::Field { name, wanted: "resumes".into() });
        }
        intake.take(field).await?;
    }
    Ok((upload, intake.finish().await?))
}

async fn begun(state: &gate::State, id: &OpeningId, expected: u32) -> Result<UploadId, Fault> {
    Ok(state.store()?.begin_upload(id, expected, (state.services.clock)()).await?)
}
