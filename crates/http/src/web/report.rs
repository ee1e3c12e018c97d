//! A report as a page, from the files given to the button that forgets it.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use minijinja::{Value, context, value::Serde};
use sartor_core::{Language, report::Report};
use sartor_render::page;

use super::{case::Case, desk, facts, gone, shown, start};
use crate::{
    Services,
    ask::Ask,
    config::template,
    fault::Fault,
    gate::{self, Shared, blocking},
    language,
    problem::Problem,
};

/// `POST /reports`: reads the files and leads to their report, or to the start again with what to do.
pub(crate) async fn open(State(state): Shared, ask: Result<Ask, Problem>) -> Response {
    match opened(&state, ask).await {
        Ok((id, language)) => Redirect::to(&address(&id, language)).into_response(),
        Err(problem) => start::again(&state, &problem),
    }
}

async fn opened(state: &Arc<gate::State>, ask: Result<Ask, Problem>) -> Result<(String, Language), Problem> {
    let ask = ask?;
    let language = ask.language;
    let case = blocking(state, language, move |services| Case::open(&ask, services)).await?;
    Ok((state.shelf.put(case, &state.services), language))
}

/// `GET /reports/{id}`.
pub(crate) async fn show(state: Shared, Path(id): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let State(state) = state;
    let language = language::asked(&uri, &headers);
    shown_or_gone(&state, &id, language).await.unwrap_or_else(|problem| gone(&state, problem))
}

/// `POST /reports/{id}/forget`.
pub(crate) async fn forget(state: Shared, Path(id): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let State(state) = state;
    let language = language::asked(&uri, &headers);
    if !state.shelf.forget(&id) {
        return gone(&state, Fault::UnknownReport.told(language));
    }
    Redirect::to(&format!("/?lang={}&forgotten=1", language.code())).into_response()
}

/// The address of a report.
pub(super) fn address(id: &str, language: Language) -> String {
    format!("/reports/{id}?lang={}", language.code())
}

/// The report of an id, or the fault that there is none.
pub(super) fn find(
    state: &gate::State,
    id: &str,
    language: Language,
) -> Result<(Arc<Case>, Duration), Problem> {
    state.shelf.get(id, &state.services).ok_or_else(|| Fault::UnknownReport.told(language))
}

async fn shown_or_gone(state: &Arc<gate::State>, id: &str, language: Language) -> Result<Response, Problem> {
    let (case, left) = find(state, id, language)?;
    let values = blocking(state, language, move |services| values(&case, language, services)).await?;
    let minutes = left.as_secs().div_ceil(60);
    let page = state.pages.fill(
        "web/report.html.j2",
        &format!("/reports/{id}"),
        language,
        context! { id, minutes, ..values },
    );
    Ok(shown(page.map_err(|fault| fault.told(language))?, StatusCode::OK, language))
}

/// What the page shows of a report.
fn values(case: &Case, language: Language, services: &Services) -> Result<Value, Fault> {
    let report = case.report(language, services);
    let blocks = sartor_render::report_blocks(&report, language, &case.context(services));
    let audit = case.audit(language, services);
    let audit = sartor_render::audit::blocks(&audit, language, template("reports/audit.html.j2"));
    let reading = page::reading(&case.read, services.engine.lexicon(), language);
    let desk = case.desk().clone();
    let edits = case.plan.as_ref().map(|plan| page::edits(plan, &desk.decisions, language));
    let (title, company) = title(&report, language, services);
    Ok(context! {
        title,
        company,
        document => sartor_render::safe(case.document()),
        problem => (),
        blocks => blocks.map_err(|_| Fault::Internal)?,
        audit => audit.map_err(|_| Fault::Internal)?,
        reading => Value::from(Serde(&reading)),
        edits => edits.as_ref().map(|edits| Value::from(Serde(edits))),
        outcome => desk::outcome(case, language, services)?,
        letter => facts::letter(&desk, language),
        checks => desk::checks(case, &desk, language, services),
    })
}

fn title(report: &Report, language: Language, services: &Services) -> (String, Option<String>) {
    let untitled = language.pick("Annonce sans intitulé", "Posting without a title");
    if let Some(posting) = &report.posting {
        let title = posting.title.as_deref().unwrap_or(untitled);
        return (sartor_render::safe(title), posting.company.as_deref().map(sartor_render::safe));
    }
    let role = report.role.as_ref().and_then(|role| services.engine.lexicon().role(&role.id));
    (role.map_or(String::new(), |role| language.pick(&role.fr, &role.en).clone()), None)
}
