//! The log of an opening: who saw, revealed, exported and erased.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use minijinja::{Value, context};
use sartor_core::Language;
use sartor_store::{Action, AuditEntry, AuditFilter};

use super::{matrix::opening, openings::At, page_values, who::Who};
use crate::{
    fault::Fault,
    form::pairs,
    gate::{self, Shared},
    web,
};

/// Entries of a page.
const PAGE: u32 = 200;

/// `GET /openings/{id}/log`.
pub(crate) async fn show(State(state): Shared, who: Who, at: At) -> Response {
    shown(&state, &who, &at).await.unwrap_or_else(|fault| web::gone(&state, fault.told(at.language)))
}

async fn shown(state: &Arc<gate::State>, who: &Who, at: &At) -> Result<Response, Fault> {
    let (store, id, language) = (state.store()?, at.opening()?, at.language);
    let own = store.opening(&id).await?;
    let query = pairs(at.uri.query().unwrap_or_default());
    let before = query.iter().find(|(name, _)| name == "before").and_then(|(_, entry)| entry.parse().ok());
    let wanted = AuditFilter { opening: Some(id.clone()), before, limit: PAGE, ..AuditFilter::default() };
    let entries = store.audit(&wanted).await?;
    let older = entries.last().filter(|_| entries.len() == PAGE as usize).map(|entry| entry.entry);
    let rows: Vec<Value> = entries.iter().map(|entry| row(entry, language)).collect();
    let values = context! {
        rows,
        older,
        base => format!("/openings/{id}"),
        ..context! { ..opening(&own), ..page_values(who) }
    };
    let page = state.pages.fill("web/log.html.j2", &format!("/openings/{id}/log"), language, values)?;
    Ok(web::shown(page, StatusCode::OK, language))
}

fn row(entry: &AuditEntry, language: Language) -> Value {
    let action = match &entry.action {
        Action::Saw => language.pick("a vu", "saw"),
        Action::Revealed(_) => language.pick("a levé l’anonymat", "revealed"),
        Action::Exported(_) => language.pick("a exporté", "exported"),
        Action::Erased => language.pick("a effacé", "erased"),
        _ => entry.action.name(),
    };
    context! {
        at => entry.at.to_string(),
        actor => entry.actor.as_str(),
        action,
        detail => entry.action.detail(),
        applicant => entry.applicant.as_ref().map(|id| &id.as_str()[..8]),
    }
}
