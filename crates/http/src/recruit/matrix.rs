//! The page of an opening: the matrix, the way into it, and what stands beside it.

use std::sync::Arc;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use minijinja::{Value, context, value::Serde};
use sartor_core::{
    Language,
    opening::{Matrix, Weights},
};
use sartor_render::page;
use sartor_store::{Action, Opening};

use super::{
    lines,
    look::Look,
    openings::{At, day},
    page_values,
    uploads::{Failure, Tally},
    who::Who,
    words,
};
use crate::{
    Services,
    config::template,
    fault::Fault,
    gate::{self, Shared, blocking},
    web,
    work::opening::{Roster, lint, posting},
};

/// The source of the matrix.
pub(super) const TEMPLATE: &str = "reports/matrix.html.j2";

/// `GET /openings/{id}`.
pub(crate) async fn show(State(state): Shared, who: Who, at: At) -> Response {
    shown(&state, &who, &at, false).await.unwrap_or_else(|fault| web::gone(&state, fault.told(at.language)))
}

/// The matrix alone, for a script.
pub(super) async fn part(state: &Arc<gate::State>, who: &Who, at: &At) -> Response {
    shown(state, who, at, true).await.unwrap_or_else(|fault| fault.told(at.language).into_response())
}

async fn shown(state: &Arc<gate::State>, who: &Who, at: &At, part: bool) -> Result<Response, Fault> {
    let (look, language, id) = (at.look(), at.language, at.opening()?);
    let roster = Roster::of(state.store()?, &id).await?;
    if !part {
        state.store()?.record(&who.actor, &Action::Saw, Some(&id), None, (state.services.clock)()).await?;
    }
    let unfinished = state.store()?.open_uploads(&id).await?.len();
    let told = told_of(state, &look, language).await?;
    let query = look.query(language);
    let moved = look.clone();
    let values = blocking(state, language, move |services| values(&roster, &moved, language, services)).await;
    let values = values.map_err(|problem| problem.fault)?;
    let name = if part { "web/matrix.html.j2" } else { "web/opening.html.j2" };
    let values = context! {
        id => id.as_str(),
        base => format!("/openings/{id}"),
        query,
        unfinished => unfinished.saturating_sub(usize::from(told.is_some())),
        told => told.map(|tally| Value::from(Serde(tally))),
        ..context! { ..values, ..page_values(who) }
    };
    let page = state.pages.fill(name, &format!("/openings/{id}"), language, values)?;
    Ok(web::shown(page, StatusCode::OK, language))
}

/// The upload that the page should tell of.
async fn told_of(state: &gate::State, look: &Look, language: Language) -> Result<Option<Tally>, Fault> {
    let Some(id) = &look.upload else { return Ok(None) };
    let Ok(upload) = state.store()?.upload(id).await else { return Ok(None) };
    let failed = upload.files.iter().filter_map(|file| Some((file, file.code.clone()?)));
    let failures = failed.map(|(file, code)| Failure {
        file: if look.is_blind() { String::new() } else { sartor_render::safe(&file.file_name) },
        message: words::code(&code, language).to_owned(),
        code,
    });
    Ok(Some(Tally {
        expected: upload.expected,
        done: upload.files.len() as u64,
        known: upload.files.iter().filter(|file| !file.new).count() as u64,
        failures: failures.collect(),
        ended: upload.ended.is_some(),
    }))
}

/// What the page shows of an opening.
fn values(roster: &Roster, look: &Look, language: Language, services: &Services) -> Result<Value, Fault> {
    let lexicon = services.engine.lexicon();
    let mut matrix = roster.matrix(lexicon, language, look.view);
    let (all, heads) = (matrix.applicants.len(), heads(&matrix, look));
    let hidden = look.selection.apply(&mut matrix);
    let base = format!("/openings/{}", roster.opening.id);
    let block = sartor_render::matrix_block(&matrix, &base, language, template(TEMPLATE));
    let lint = lint(&roster.opening, language, services)?;
    Ok(context! {
        blind => look.is_blind(),
        matrix => block.map_err(|_| Fault::Internal)?,
        all,
        unread => matrix.unread.len(),
        hidden,
        shown => all - hidden,
        heads,
        conditions => conditions(&matrix, look, language),
        one_missing => look.selection.one_missing,
        sort => look.selection.sort.name(),
        max => Weights::MAX,
        stale => roster.is_stale(lexicon),
        digest => &lexicon.digest,
        lint => Value::from(Serde(&lint.findings)),
        posting => lines(&posting(&roster.opening)?.text),
        ..opening(&roster.opening)
    })
}

/// What every page of an opening says of it.
pub(super) fn opening(opening: &Opening) -> Value {
    context! {
        title => sartor_render::safe(&opening.title),
        as_of => opening.as_of.to_string(),
        created => day(opening.created),
        expires => day(opening.expires),
        months => opening.retention.months(),
    }
}

/// The requirements to filter, sort and weigh by.
fn heads(matrix: &Matrix, look: &Look) -> Vec<Value> {
    let heads = matrix.requirements.iter().map(|head| {
        let has = look.selection.has.contains(&head.id);
        context! { id => &head.id, label => &head.label, weight => head.weight, has }
    });
    heads.collect()
}

/// The conditions to filter and weigh by, each kind once.
fn conditions(matrix: &Matrix, look: &Look, language: Language) -> Vec<Value> {
    let mut seen = Vec::new();
    for head in &matrix.conditions {
        if !seen.iter().any(|(kind, _)| *kind == &head.kind) {
            seen.push((&head.kind, head.weight));
        }
    }
    let conditions = seen.into_iter().map(|(kind, weight)| {
        let kept = look.selection.not_failed.contains(kind);
        context! { id => kind, label => page::condition_name(kind, language), weight, kept }
    });
    conditions.collect()
}
