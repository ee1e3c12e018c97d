//! The page of one applicant, and two to four side by side.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{MethodRouter, post},
};
use minijinja::{Value, context, value::Serde};
use sartor_core::{Language, opening::View};
use sartor_render::{ReportContext, page};
use sartor_store::{Action, Applicant, ApplicantId, Missing, Opening, StoreError};

use super::{
    lines,
    matrix::opening,
    openings::{At, day},
    page_values,
    who::Who,
    words,
};
use crate::{
    Services,
    answer::told,
    config::template,
    fault::Fault,
    form::Filled,
    gate::{self, Shared, blocking},
    problem::Problem,
    web,
    work::{
        self,
        export::Answer,
        opening::{Profile, Roster},
    },
};

/// Which applicant of the opening is meant.
#[derive(Debug)]
pub(crate) struct One(Option<ApplicantId>);

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for One {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &S,
    ) -> Result<Self, Self::Rejection> {
        let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, state).await;
        let id = path.ok().and_then(|Path(path)| ApplicantId::parse(path.get("applicant")?));
        Ok(Self(id))
    }
}

impl One {
    /// The applicant, and the opening of the address, to which they applied.
    pub(crate) async fn of(&self, state: &gate::State, at: &At) -> Result<(Applicant, Opening), Fault> {
        let missing = || Fault::Store(StoreError::Missing(Missing::Applicant));
        let id = self.0.as_ref().ok_or_else(missing)?;
        let (store, opening) = (state.store()?, at.opening()?);
        let applicant = store.applicant(id).await?;
        if applicant.line.opening != opening {
            return Err(missing());
        }
        Ok((applicant, store.opening(&opening).await?))
    }
}

/// `GET /openings/{id}/applicants/{applicant}`.
pub(crate) async fn show(State(state): Shared, who: Who, at: At, one: One) -> Response {
    shown(&state, &who, &at, &one).await.unwrap_or_else(|fault| web::gone(&state, fault.told(at.language)))
}

async fn shown(state: &Arc<gate::State>, who: &Who, at: &At, one: &One) -> Result<Response, Fault> {
    let (applicant, own) = one.of(state, at).await?;
    let (look, language, id) = (at.look(), at.language, applicant.line.id.clone());
    let (store, now) = (state.store()?, (state.services.clock)());
    if !look.is_blind() {
        store.record(&who.actor, &Action::Saw, Some(&own.id), Some(&id), now).await?;
    }
    let notes = store.notes(&id).await?;
    let roster = Roster::of(store, &own.id).await?;
    let (line, view) = (applicant.line.clone(), look.view);
    let values = blocking(state, language, move |services| {
        let standing = standing(&roster, std::slice::from_ref(&id), view, language, services);
        let report =
            if view == View::Named { report(&applicant, &own, language, services)? } else { Value::from(()) };
        Ok(context! { standing => standing.first(), report, ..opening(&own) })
    });
    let values = values.await.map_err(|problem| problem.fault)?;
    let notes = notes.iter().map(|note| {
        context! { id => note.id.as_str(), author => note.author.as_str(), at => day(note.at), text => lines(&note.text) }
    });
    let (base, key) = (format!("/openings/{}", line.opening), line.id.as_str());
    let values = context! {
        base, key,
        query => look.query(language),
        blind => look.is_blind(),
        label => &line.label,
        name => line.name.as_deref().filter(|_| !look.is_blind()).map(sartor_render::safe),
        file => Some(sartor_render::safe(&line.file_name)).filter(|_| !look.is_blind()),
        code => &line.code,
        code_said => line.code.as_deref().map(|code| words::code(code, language)),
        came => day(line.created),
        goes => day(line.expires),
        notes => if look.is_blind() { Vec::new() } else { notes.collect::<Vec<_>>() },
        ..context! { ..values, ..page_values(who) }
    };
    let here = format!("/openings/{}/applicants/{key}", line.opening);
    Ok(web::shown(
        state.pages.fill("web/applicant.html.j2", &here, language, values)?,
        StatusCode::OK,
        language,
    ))
}

/// The evidence of the report, in both texts.
fn report(
    applicant: &Applicant,
    own: &Opening,
    language: Language,
    services: &Services,
) -> Result<Value, Fault> {
    let Some(profile) = Profile::of(applicant, own, language, services)? else { return Ok(Value::from(())) };
    let context = ReportContext {
        resume_text: &profile.read.document.text,
        posting_text: work::posting_text(&profile.brief),
        lexicon: services.engine.lexicon(),
        template: template("reports/report.html.j2"),
    };
    let blocks = sartor_render::report_blocks(&profile.report, language, &context);
    let reading = page::reading(&profile.read, services.engine.lexicon(), language);
    Ok(context! {
        blocks => blocks.map_err(|_| Fault::Internal)?,
        reading => Value::from(Serde(&reading)),
    })
}

/// Rows of the matrix for some, each mark with its head.
fn standing(
    roster: &Roster,
    wanted: &[ApplicantId],
    view: View,
    language: Language,
    services: &Services,
) -> Vec<Value> {
    let matrix = roster.matrix(services.engine.lexicon(), language, view);
    let shown = page::matrix(&matrix, language);
    let heads = || shown.conditions.iter().chain(&shown.requirements);
    let row = |id: &ApplicantId| {
        let row = shown.rows.iter().find(|row| row.key == id.as_str())?;
        let marks = heads().zip(&row.marks).map(|(head, mark)| {
            context! { head => Value::from(Serde(head)), mark => Value::from(Serde(mark)) }
        });
        Some(context! { row => Value::from(Serde(row)), marks => marks.collect::<Vec<_>>() })
    };
    wanted.iter().filter_map(row).collect()
}

/// `GET /openings/{id}/compare`: those who were picked, requirement by requirement.
pub(crate) async fn compare(State(state): Shared, who: Who, at: At) -> Response {
    compared(&state, &who, &at).await.unwrap_or_else(|fault| web::gone(&state, fault.told(at.language)))
}

async fn compared(state: &Arc<gate::State>, who: &Who, at: &At) -> Result<Response, Fault> {
    let (look, language, id) = (at.look(), at.language, at.opening()?);
    let roster = Roster::of(state.store()?, &id).await?;
    // An id of another opening has no column, and nothing of it is written into the log of this one.
    let here = |one: &ApplicantId| roster.lines.iter().any(|line| line.id == *one);
    let picked: Vec<ApplicantId> = look.picked.iter().filter(|one| here(one)).cloned().collect();
    let view = look.view;
    for one in picked.iter().filter(|_| !look.is_blind()) {
        state
            .store()?
            .record(&who.actor, &Action::Saw, Some(&id), Some(one), (state.services.clock)())
            .await?;
    }
    let values = blocking(state, language, move |services| {
        let rows = standing(&roster, &picked, view, language, services);
        Ok(context! { rows, ..opening(&roster.opening) })
    });
    let values = values.await.map_err(|problem| problem.fault)?;
    let values = context! {
        base => format!("/openings/{id}"),
        query => look.query(language),
        blind => look.is_blind(),
        ..context! { ..values, ..page_values(who) }
    };
    let here = format!("/openings/{id}");
    Ok(web::shown(
        state.pages.fill("web/compare.html.j2", &here, language, values)?,
        StatusCode::OK,
        language,
    ))
}

/// What a form of an applicant's page does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Deed {
    /// `POST …/reveal`: shows who it is, which is written down.
    Reveal,
    /// `POST …/notes`: adds a note.
    Note,
    /// `POST …/notes/remove`: takes a note away.
    Unnote,
    /// `POST …/erase`: erases the applicant with everything of theirs.
    Erase,
}

/// A form of the page `/openings/{id}/applicants/{applicant}`.
pub(crate) fn form(deed: Deed) -> MethodRouter<Arc<gate::State>> {
    post(
        move |State(state): Shared, who: Who, at: At, one: One, filled: Result<Filled, Problem>| async move {
            match done(&state, &who, &at, &one, filled, deed).await {
                Ok(to) => Redirect::to(&to).into_response(),
                Err(fault) => web::gone(&state, fault.told(at.language)),
            }
        },
    )
}

async fn done(
    state: &Arc<gate::State>,
    who: &Who,
    at: &At,
    one: &One,
    filled: Result<Filled, Problem>,
    deed: Deed,
) -> Result<String, Fault> {
    let filled = who.sent(filled)?;
    let (applicant, own) = one.of(state, at).await?;
    let (store, id, now) = (state.store()?, &applicant.line.id, (state.services.clock)());
    let page = format!("/openings/{}/applicants/{id}?lang={}", own.id, at.language.code());
    match deed {
        Deed::Reveal => {
            let what = Action::Revealed("identity".to_owned());
            store.record(&who.actor, &what, Some(&own.id), Some(id), now).await?;
        }
        Deed::Note => {
            store.add_note(id, &who.actor, filled.text("text").trim(), now).await?;
            return Ok(format!("{page}#notes"));
        }
        Deed::Unnote => {
            let note = sartor_store::NoteId::parse(filled.text("note"));
            let missing = || Fault::Store(StoreError::Missing(Missing::Note));
            store.remove_note(id, &note.ok_or_else(missing)?).await?;
            return Ok(format!("{page}#notes"));
        }
        Deed::Erase => {
            store.erase_applicant(id, &who.actor, now).await?;
            return Ok(format!("/openings/{}?{}&done=erased", own.id, at.look().query(at.language)));
        }
    }
    Ok(page)
}

/// `GET /openings/{id}/applicants/{applicant}/export`: everything that is kept of one, for the person who asks.
pub(crate) async fn export(State(state): Shared, who: Who, at: At, one: One) -> Response {
    let exported = async {
        who.writes()?;
        let (applicant, _) = one.of(&state, &at).await?;
        let (id, now) = (&applicant.line.id, (state.services.clock)());
        let value = state.store()?.export_applicant(id, &who.actor, now).await?;
        let name = at.language.pick("Données", "Data");
        Ok(Answer { name: Some(format!("{name} {}", applicant.line.label)), ..Answer::json(&value)? })
    };
    match exported.await {
        Ok(answer) => told(answer, at.language),
        Err(fault) => web::gone(&state, Fault::told(fault, at.language)),
    }
}
