//! The files to take along: letter, resume and report, as attachments.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Uri},
    response::Response,
};
use sartor_core::Language;
use sartor_render::Format;

use super::{case::Case, gone, report::find};
use crate::{
    Services,
    answer::told,
    fault::Fault,
    gate::{self, Shared, blocking},
    language,
    problem::Problem,
    work::export::{self, Answer, Form},
};

/// `GET /reports/{id}/files/{name}`.
pub(crate) async fn file(
    State(state): Shared,
    Path((id, name)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let language = language::asked(&uri, &headers);
    found(&state, &id, name, language).await.unwrap_or_else(|problem| gone(&state, problem))
}

async fn found(
    state: &Arc<gate::State>,
    id: &str,
    name: String,
    language: Language,
) -> Result<Response, Problem> {
    let (case, _) = find(state, id, language)?;
    let answer = blocking(state, language, move |services| made(&case, &name, language, services)).await?;
    Ok(told(answer, language))
}

fn made(case: &Case, name: &str, language: Language, services: &Services) -> Result<Answer, Fault> {
    let (what, ending) = name.split_once('.').ok_or(Fault::NotFound)?;
    let form = match ending {
        "pdf" => Form::Pdf,
        "docx" => Form::Docx,
        "txt" => Form::Text,
        "json" => Form::Json,
        "html" => Form::Html,
        _ => return Err(Fault::NotFound),
    };
    match (what, form) {
        ("letter", Form::Pdf | Form::Docx | Form::Text) => {
            let letter = case.desk().letter.clone().map_err(|_| Fault::NotFound)?;
            export::letter(&letter, form, case.as_of, services)
        }
        ("resume", Form::Pdf | Form::Docx | Form::Text | Form::Json) => {
            let tailored = case.tailored(services)?.ok_or(Fault::NotFound)?;
            export::resume(&tailored.resume, form, case.as_of, services)
        }
        ("report", Form::Html | Form::Json) => report(case, form, language, services),
        _ => Err(Fault::NotFound),
    }
}

fn report(case: &Case, form: Form, language: Language, services: &Services) -> Result<Answer, Fault> {
    let report = case.report(language, services);
    let name = Some(language.pick("Rapport", "Report").to_owned());
    if form == Form::Json {
        return Ok(Answer { name, ..Answer::json(&report)? });
    }
    let page = sartor_render::report(&report, Format::Html, language, &case.context(services));
    Ok(Answer { form, bytes: page.map_err(|_| Fault::Internal)?.into_bytes(), name })
}
