//! The matrix to take along: CSV, XLSX, JSON, a page in one file.

use std::{collections::BTreeMap, io, sync::Arc};

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use sartor_core::{
    Language,
    opening::{Matrix, Table},
};
use sartor_render::rows::{grid_csv, grid_xlsx};
use sartor_store::Action;

use super::{look::Look, matrix::TEMPLATE, openings::At, who::Who};
use crate::{
    Services,
    answer::attachment,
    config::template,
    fault::Fault,
    gate::{self, Shared, blocking},
    web,
    work::opening::Roster,
};

/// `GET /openings/{id}/files/{name}`: as it is looked at, with or without names; written down before it is given.
pub(crate) async fn file(
    State(state): Shared,
    who: Who,
    at: At,
    Path(path): Path<BTreeMap<String, String>>,
) -> Response {
    let name = path.get("name").map_or("", String::as_str);
    given(&state, &who, &at, name).await.unwrap_or_else(|fault| web::gone(&state, fault.told(at.language)))
}

/// The forms of the matrix, with their media types.
const FORMS: [(&str, &str); 4] = [
    ("csv", "text/csv; charset=utf-8"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("json", "application/json"),
    ("html", "text/html; charset=utf-8"),
];

async fn given(state: &Arc<gate::State>, who: &Who, at: &At, name: &str) -> Result<Response, Fault> {
    let form = name.strip_prefix("matrix.").unwrap_or_default();
    let (form, media) = *FORMS.iter().find(|(own, _)| *own == form).ok_or(Fault::NotFound)?;
    who.writes()?;
    let (look, language, id) = (at.look(), at.language, at.opening()?);
    let roster = Roster::of(state.store()?, &id).await?;
    let title = roster.opening.title.clone();
    let log = if look.is_blind() { format!("{form}-blind") } else { form.to_owned() };
    state
        .store()?
        .record(&who.actor, &Action::Exported(log), Some(&id), None, (state.services.clock)())
        .await?;
    let bytes = blocking(state, language, move |services| written(&roster, &look, form, language, services));
    let bytes = bytes.await.map_err(|problem| problem.fault)?;
    let mut response = ([(header::CONTENT_TYPE, media)], Body::from(bytes)).into_response();
    let name = attachment(&format!("{} {title}", language.pick("Matrice", "Matrix")), form);
    let name = name.unwrap_or_else(|| HeaderValue::from_static("attachment"));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

fn written(
    roster: &Roster,
    look: &Look,
    form: &str,
    language: Language,
    services: &Services,
) -> Result<Vec<u8>, Fault> {
    let mut matrix = roster.matrix(services.engine.lexicon(), language, look.view);
    look.selection.apply(&mut matrix);
    let table = || Table::of(&matrix, language);
    let failed = |_: io::Error| Fault::Internal;
    match form {
        "csv" => grid_csv(&table()).map_err(failed),
        "xlsx" => {
            let day = roster.opening.as_of;
            let day = (day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs());
            grid_xlsx(&table(), day).map_err(failed)
        }
        "json" => json(&matrix),
        _ => {
            let title = &roster.opening.title;
            let page = sartor_render::matrix_page(&matrix, title, language, template(TEMPLATE));
            page.map(String::into_bytes).map_err(|_| Fault::Internal)
        }
    }
}

/// The JSON of a matrix, as the API gives it too.
fn json(matrix: &Matrix) -> Result<Vec<u8>, Fault> {
    let text = serde_json::to_string_pretty(matrix).map_err(|_| Fault::Internal)?;
    Ok((text + "\n").into_bytes())
}
