//! The start: what is given to be compared.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use minijinja::context;
use sartor_core::Language;

use super::{shown, told};
use crate::{
    fault::Fault,
    gate::{self, Shared},
    language,
    problem::{Problem, dress},
};

/// `GET /`.
pub(crate) async fn start(State(state): Shared, uri: Uri, headers: HeaderMap) -> Response {
    let forgotten = uri.query().is_some_and(|query| query.split('&').any(|pair| pair == "forgotten=1"));
    form(&state, language::asked(&uri, &headers), None, forgotten)
}

/// The start again, with what went wrong.
pub(super) fn again(state: &gate::State, problem: &Problem) -> Response {
    let mut response = form(state, problem.language, Some(&problem.fault), false);
    dress(&mut response, &problem.fault, problem.language);
    response
}

fn form(state: &gate::State, language: Language, fault: Option<&Fault>, forgotten: bool) -> Response {
    let roles = state.services.engine.lexicon().roles.iter();
    let mut roles: Vec<_> =
        roles.map(|role| (role.id.clone(), language.pick(&role.fr, &role.en).clone())).collect();
    roles.sort_by_key(|(_, label)| label.to_lowercase());
    let limits = &state.config.limits;
    let values = context! {
        roles,
        forgotten,
        problem => fault.map(|fault| told(fault, language)),
        mebibytes => limits.body_bytes >> 20,
        minutes => limits.report_time.as_secs().div_ceil(60),
    };
    let status = fault.map_or(StatusCode::OK, Fault::status);
    match state.pages.fill("web/index.html.j2", "/", language, values) {
        Ok(page) => shown(page, status, language),
        Err(fault) => fault.told(language).into_response(),
    }
}
