//! The openings, and what is decided of one: weights, term, posting, its end.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
    routing::{MethodRouter, post},
};
use minijinja::{Value, context};
use sartor_core::{Language, opening::Weights};
use sartor_store::{Missing, OpeningId, Retention, StoreError};

use super::{look::Look, page_values, who::Who};
use crate::{
    ask::Ask,
    fault::Fault,
    form::Filled,
    gate::{self, Shared, blocking},
    language,
    problem::Problem,
    web,
    work::opening::{self, Draft},
};

/// `GET /openings`.
pub(crate) async fn list(State(state): Shared, who: Who, uri: Uri, headers: HeaderMap) -> Response {
    let language = language::asked(&uri, &headers);
    let done = Look::of(uri.query()).done;
    listed(&state, &who, language, None, done.as_deref())
        .await
        .unwrap_or_else(|fault| web::gone(&state, fault.told(language)))
}

/// `POST /openings`: a new opening, or the list again with what to do.
pub(crate) async fn create(
    State(state): Shared,
    who: Who,
    uri: Uri,
    headers: HeaderMap,
    ask: Result<Ask, Problem>,
) -> Response {
    let language = language::asked(&uri, &headers);
    let made = match ask {
        Ok(ask) => match who.changes(ask.csrf.as_deref().unwrap_or_default()) {
            Ok(()) => made(&state, ask).await,
            Err(fault) => Err(fault.told(language)),
        },
        Err(problem) => Err(problem),
    };
    match made {
        Ok((id, language)) => {
            Redirect::to(&format!("/openings/{id}?lang={}", language.code())).into_response()
        }
        Err(problem) => {
            let page = listed(&state, &who, language, Some(&problem.fault), None).await;
            page.unwrap_or_else(|fault| web::gone(&state, fault.told(language)))
        }
    }
}

/// Makes the opening of a request.
pub(crate) async fn made(state: &Arc<gate::State>, ask: Ask) -> Result<(OpeningId, Language), Problem> {
    let language = ask.language;
    let (draft, ask) =
        blocking(state, language, move |services| Draft::of(&ask, services).map(|draft| (draft, ask)))
            .await?;
    let (told, now) = (|fault: Fault| fault.told(language), (state.services.clock)());
    let store = state.store().map_err(told)?;
    let id = store.add_opening(&draft.opening(&ask, &state.services), now).await;
    id.map(|id| (id, language)).map_err(|error| told(error.into()))
}

async fn listed(
    state: &Arc<gate::State>,
    who: &Who,
    language: Language,
    fault: Option<&Fault>,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let openings = state.store()?.openings().await?;
    let openings: Vec<Value> = openings
        .iter()
        .map(|one| {
            context! {
                id => one.id.as_str(),
                title => sartor_render::safe(&one.title),
                applicants => one.applicants,
                unread => one.unread,
                created => day(one.created),
                expires => day(one.expires),
            }
        })
        .collect();
    let problem = fault.map_or(Value::from(()), |fault| web::told(fault, language));
    let values = context! { openings, problem, done, ..page_values(who) };
    let page = state.pages.fill("web/openings.html.j2", "/openings", language, values)?;
    Ok(web::shown(page, fault.map_or(StatusCode::OK, Fault::status), language))
}

/// What a form of an opening's page changes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change {
    /// `POST …/weights`: the weights of the requirements.
    Weights,
    /// `POST …/retention`: how long its applicants are kept.
    Retention,
    /// `POST …/again`: all reports anew.
    Again,
    /// `POST …/erase`: the opening and everyone who applied, for good.
    Erase,
}

/// A form of the page `/openings/{id}`.
pub(crate) fn form(change: Change) -> MethodRouter<Arc<gate::State>> {
    post(move |State(state): Shared, who: Who, at: At, filled: Result<Filled, Problem>| async move {
        changed(&state, &who, &at, filled, change)
            .await
            .unwrap_or_else(|fault| web::gone(&state, fault.told(at.language)))
    })
}

/// Which opening is meant, and how it is looked at.
pub(crate) struct At {
    pub(crate) id: String,
    pub(crate) uri: Uri,
    pub(crate) language: Language,
    /// A script asks for the part that moved.
    pub(crate) scripted: bool,
}

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for At {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &S,
    ) -> Result<Self, Self::Rejection> {
        let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, state).await;
        let id = path.ok().and_then(|Path(mut path)| path.remove("id"));
        Ok(Self {
            id: id.unwrap_or_default(),
            language: language::asked(&parts.uri, &parts.headers),
            scripted: parts.headers.contains_key("hx-request"),
            uri: parts.uri.clone(),
        })
    }
}

impl At {
    /// The opening of the address.
    pub(crate) fn opening(&self) -> Result<OpeningId, Fault> {
        OpeningId::parse(&self.id).ok_or(Fault::Store(StoreError::Missing(Missing::Opening)))
    }

    pub(crate) fn look(&self) -> Look {
        Look::of(self.uri.query())
    }
}

async fn changed(
    state: &Arc<gate::State>,
    who: &Who,
    at: &At,
    filled: Result<Filled, Problem>,
    change: Change,
) -> Result<Response, Fault> {
    change_of(state, who, at, &who.sent(filled)?, change).await?;
    if at.scripted {
        return Ok(super::matrix::part(state, who, at).await);
    }
    let query = at.look().query(at.language);
    let to = match change {
        Change::Erase => format!("/openings?lang={}&done=erased", at.language.code()),
        _ => format!("/openings/{}?{query}#matrix", at.id),
    };
    Ok(Redirect::to(&to).into_response())
}

async fn change_of(
    state: &Arc<gate::State>,
    who: &Who,
    at: &At,
    filled: &Filled,
    change: Change,
) -> Result<(), Fault> {
    let (store, id) = (state.store()?, at.opening()?);
    match change {
        Change::Weights => {
            let weights = weights_of(filled)?;
            store.set_weights(&id, weights.moved()).await?;
        }
        Change::Retention => {
            let months = filled
                .text("months")
                .parse()
                .map_err(|_| Fault::Store(StoreError::Retention { months: 0 }))?;
            store.set_retention(&id, Retention::new(months)?).await?;
        }
        Change::Again => rescored(state, &id, at.language).await?,
        Change::Erase => {
            store.erase_opening(&id, &who.actor, (state.services.clock)()).await?;
        }
    }
    Ok(())
}

/// The fields `w.ID`, each a whole number of 0 to [`Weights::MAX`].
fn weights_of(filled: &Filled) -> Result<Weights, Fault> {
    let fields = filled.pairs().iter().filter_map(|(name, value)| Some((name.strip_prefix("w.")?, value)));
    let factor = |(id, value): (&str, &String)| match value.trim().parse::<u32>() {
        Ok(factor) if factor <= Weights::MAX => Ok((id.to_owned(), factor)),
        _ => Err(Fault::Field { name: id.chars().take(40).collect(), wanted: "0, 1, 2, 3".into() }),
    };
    fields.map(factor).collect()
}

/// Makes all reports of an opening anew.
async fn rescored(state: &Arc<gate::State>, id: &OpeningId, language: Language) -> Result<(), Fault> {
    let store = state.store()?;
    let opening = store.opening(id).await?;
    let names = store.applicants(id).await?.into_iter().map(|line| (line.id, line.file_name)).collect();
    let documents = store.documents(id).await?;
    let again =
        blocking(state, language, move |services| opening::again(&documents, &names, &opening, services));
    let reports = again.await.map_err(|problem| problem.fault)?;
    store.set_reports(&reports).await?;
    Ok(())
}

/// A time as a day of the calendar.
pub(super) fn day(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}
