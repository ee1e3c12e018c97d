//! The answers for programs.

use axum::{
    extract::State,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Response},
};
use sartor_core::{
    Language,
    letter::{Claim, Letter},
};
use serde::Serialize;

use crate::{
    ask::Ask,
    fault::Fault,
    gate::{Shared, blocking},
    language, page,
    problem::Problem,
    work,
};

/// `POST /api/v1/matches`: the report, as JSON, or as a page for who accepts only that.
pub(crate) async fn matches(State(state): Shared, headers: HeaderMap, ask: Ask) -> Result<Response, Problem> {
    if wants_page(&headers) {
        return page::matched(&state, ask).await;
    }
    let language = ask.language;
    let matched = blocking(&state, language, move |services| work::matched(&ask, services)).await?;
    json(&matched.report, language)
}

/// `POST /api/v1/letters`: the letter and what stands behind it.
pub(crate) async fn letters(State(state): Shared, ask: Ask) -> Result<Response, Problem> {
    let language = ask.language;
    let letter = blocking(&state, language, move |services| work::letter(&ask, services)).await?;
    json(&LetterAnswer::new(&letter, language), language)
}

/// `GET /healthz`.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// Every other address.
pub(crate) async fn not_found(uri: Uri, headers: HeaderMap) -> Problem {
    Fault::NotFound.told(language::asked(&uri, &headers))
}

/// Every other method.
pub(crate) async fn wrong_method(uri: Uri, headers: HeaderMap) -> Problem {
    Fault::Method.told(language::asked(&uri, &headers))
}

#[derive(Serialize)]
struct LetterAnswer<'a> {
    letter: &'a Letter,
    text: String,
    markdown: String,
    claims: &'a [Claim],
    weak: Vec<Weak<'a>>,
}

#[derive(Serialize)]
struct Weak<'a> {
    code: &'a str,
    message: &'a str,
}

impl<'a> LetterAnswer<'a> {
    fn new(letter: &'a Letter, language: Language) -> Self {
        let weak = letter
            .weak
            .iter()
            .map(|weak| Weak { code: weak.code, message: language.pick(&weak.message_fr, &weak.message_en) });
        Self {
            letter,
            text: letter.text(),
            markdown: letter.markdown(),
            claims: &letter.claims,
            weak: weak.collect(),
        }
    }
}

/// The bytes that the command line prints for the same answer.
fn json(answer: &impl Serialize, language: Language) -> Result<Response, Problem> {
    let text = serde_json::to_string_pretty(answer).map_err(|_| Fault::Internal.told(language))?;
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CONTENT_LANGUAGE, language.code())];
    Ok((headers, text + "\n").into_response())
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    accept.contains("text/html") && !accept.contains("application/json")
}
