//! What is decided on the page of a report: which edits, and the letter. A form without scripts leads back to the page; htmx gets the
//! part that moved.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Path, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use minijinja::{Value, context, value::Serde};
use sartor_core::{Language, apply::LetterRequest, letter::Length, tailoring::Decisions};
use sartor_render::page;

use super::{
    case::{Case, Desk},
    gone,
    report::{address, find},
    shown,
};
use crate::{
    Services,
    fault::Fault,
    form::Filled,
    gate::{self, Shared, blocking},
    language,
    problem::Problem,
    work::letter::{weak, with_body, write},
};

/// `POST /reports/{id}/edits`: which edits are done.
pub(crate) async fn edits(state: Shared, at: At, filled: Result<Filled, Problem>) -> Response {
    let State(state) = state;
    let language = at.language;
    let done = decided(&state, &at, filled, move |case, pairs, services| {
        let Some(plan) = &case.plan else { return Err(Fault::NeedsPosting) };
        let ticked = |id: &str| pairs.iter().any(|(name, value)| name == "accept" && value == id);
        let refuse = plan.edits.iter().map(|edit| &edit.id).filter(|id| !ticked(id));
        let decisions = Decisions { refuse: refuse.cloned().collect(), ..Decisions::default() };
        case.desk().decisions = decisions;
        Ok(context! { outcome => outcome(case, language, services)? })
    });
    answered(&state, &at, done.await, "web/outcome.html.j2", "edits")
}

/// `POST /reports/{id}/letter`: the letter as it was edited, checked and kept.
pub(crate) async fn letter(state: Shared, at: At, filled: Result<Filled, Problem>) -> Response {
    let State(state) = state;
    let language = at.language;
    let limit = state.config.limits.letter_bytes;
    let done = decided(&state, &at, filled, move |case, pairs, services| {
        let body = pairs.iter().find(|(name, _)| name == "body").map(|(_, body)| body.as_str());
        let body = body.ok_or(Fault::MissingField("body"))?;
        if body.len() > limit {
            return Err(Fault::TooLarge { limit });
        }
        let mut desk = case.desk();
        if let Ok(letter) = &desk.letter {
            desk.letter = Ok(with_body(letter, body));
        }
        let kept = desk.clone();
        drop(desk);
        Ok(context! { checks => checks(case, &kept, language, services) })
    });
    answered(&state, &at, done.await, "web/checks.html.j2", "letter")
}

/// `POST /reports/{id}/letter/facts`: the letter written anew with what a person adds.
pub(crate) async fn facts(state: Shared, at: At, filled: Result<Filled, Problem>) -> Response {
    let State(state) = state;
    let language = at.language;
    let short = state.config.limits.short_bytes;
    let done = decided(&state, &at, filled, move |case, pairs, services| {
        let request = request(pairs, short)?;
        let letter = write(&case.read, &case.brief, &request, case.as_of, services).map_err(Arc::new);
        let mut desk = case.desk();
        desk.request = request;
        desk.letter = letter;
        let kept = desk.clone();
        drop(desk);
        Ok(context! { checks => checks(case, &kept, language, services) })
    });
    answered(&state, &at, done.await, "web/checks.html.j2", "letter")
}

/// Which report is meant, in which language, and who asks: a page or its script.
pub(crate) struct At {
    id: String,
    language: Language,
    scripted: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for At {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self {
            id: path.map(|Path(id)| id).unwrap_or_default(),
            language: language::asked(&parts.uri, &parts.headers),
            scripted: parts.headers.contains_key("hx-request"),
        })
    }
}

/// Does what a form asks to a report.
async fn decided(
    state: &Arc<gate::State>,
    at: &At,
    filled: Result<Filled, Problem>,
    job: impl FnOnce(&Case, &[(String, String)], &Services) -> Result<Value, Fault> + Send + 'static,
) -> Result<Value, Problem> {
    let filled = filled?;
    let (case, _) = find(state, &at.id, at.language)?;
    blocking(state, at.language, move |services| job(&case, filled.pairs(), services)).await
}

/// The part that moved for a script; else back to the page, where it stands too.
fn answered(
    state: &gate::State,
    at: &At,
    done: Result<Value, Problem>,
    part: &str,
    section: &str,
) -> Response {
    let values = match done {
        Ok(values) => values,
        Err(problem) if at.scripted => return problem.into_response(),
        Err(problem) => return gone(state, problem),
    };
    if !at.scripted {
        return Redirect::to(&format!("{}#{section}", address(&at.id, at.language))).into_response();
    }
    match state.pages.fill(part, "/", at.language, values) {
        Ok(part) => shown(part, StatusCode::OK, at.language),
        Err(fault) => fault.told(at.language).into_response(),
    }
}

/// Coverage and fit before and after the edits that are accepted.
pub(super) fn outcome(case: &Case, language: Language, services: &Services) -> Result<Value, Fault> {
    let (Some(plan), Some(tailored)) = (&case.plan, case.tailored(services)?) else {
        return Ok(Value::from(()));
    };
    let whole = tailored.flags.iter().filter(|flag| flag.place.is_none());
    let flags: Vec<String> =
        whole.map(|flag| language.pick(&flag.message.fr, &flag.message.en).clone()).collect();
    Ok(context! {
        before => Value::from(Serde(page::measure(&plan.before, language))),
        after => Value::from(Serde(page::measure(&tailored.after, language))),
        done => tailored.done.len(),
        all => plan.edits.len(),
        flags,
    })
}

/// What the check of the letter finds.
pub(super) fn checks(case: &Case, desk: &Desk, language: Language, services: &Services) -> Value {
    let Ok(letter) = &desk.letter else { return Value::from(()) };
    let found = case.checked(desk, letter, services);
    let rows: Vec<Value> =
        page::checks(&found, language).into_iter().map(|row| Value::from(Serde(row))).collect();
    let weak: Vec<Value> = weak(letter, language).into_iter().map(|weak| Value::from(Serde(weak))).collect();
    context! { rows, weak, words => letter.words() }
}

fn request(pairs: &[(String, String)], short: usize) -> Result<LetterRequest, Fault> {
    let mut request = LetterRequest::default();
    for (name, value) in pairs {
        let value = value.trim();
        if value.len() > short {
            return Err(Fault::TooLarge { limit: short });
        }
        match (name.as_str(), LetterRequest::key(name)) {
            ("length", _) => {
                request.length = match value {
                    "short" => Length::Short,
                    "full" => Length::Full,
                    _ => Length::Standard,
                }
            }
            (_, Some(key)) if !value.is_empty() => {
                request.fields.insert(key.to_owned(), value.to_owned());
            }
            (_, Some(_)) => {}
            (name, None) => {
                let name = name.chars().take(40).collect();
                return Err(Fault::Field { name, wanted: LetterRequest::KEYS.join(", ").into() });
            }
        }
    }
    Ok(request)
}
