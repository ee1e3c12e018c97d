//! The pages for people. Every page works without scripts; htmx moves figures where it is there.
//!
//! | page | file |
//! | --- | --- |
//! | the start | `start.rs` |
//! | a report, held in memory for a time | `report.rs`, of a `case.rs` on a `shelf.rs` |
//! | what is decided there: edits, letter | `desk.rs` |
//! | files to take along | `files.rs` |
//! | styles, script | `assets.rs` |

pub(crate) mod assets;
mod case;
pub(crate) mod desk;
mod facts;
pub(crate) mod files;
pub(crate) mod page;
pub(crate) mod report;
mod shelf;
pub(crate) mod start;

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context, value::Serde};
use sartor_core::Language;
pub(crate) use shelf::Shelf;

use crate::{
    api::{self, document},
    fault::{self, Fault},
    gate::State,
    problem::{Problem, dress},
};

/// Nothing runs but our own script, nothing is loaded from elsewhere, no one frames us.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; \
form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The embedded templates of the pages, parsed once, and the document of the API.
#[derive(Debug)]
pub(crate) struct Pages {
    templates: Environment<'static>,
    /// The document of the API, as it is served.
    pub(crate) document: String,
    described: serde_json::Value,
}

impl Pages {
    pub(crate) fn new() -> Result<Self, minijinja::Error> {
        let mut templates = Environment::new();
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        let files = sartor_lexicon::template_files().iter();
        for (name, text) in files.filter(|(name, _)| name.starts_with("web/") && name.ends_with(".j2")) {
            templates.add_template(name, text)?;
        }
        let routes = api::all_routes();
        let described = document::whole(routes.get_openapi());
        let document = serde_json::to_string_pretty(&described).unwrap_or_default() + "\n";
        Ok(Self { templates, document, described })
    }

    /// Fills a template; `values` are laid over those of every page. `here` is the address that the links to other languages keep.
    pub(crate) fn fill(
        &self,
        name: &str,
        here: &str,
        language: Language,
        values: Value,
    ) -> Result<String, Fault> {
        let template = self.templates.get_template(name).map_err(|_| Fault::Internal)?;
        let every = context! { fr => language == Language::Fr, lang => language.code(), here };
        template.render(context! { ..values, ..every }).map_err(|_| Fault::Internal)
    }
}

/// A filled page as an answer.
pub(crate) fn shown(page: String, status: StatusCode, language: Language) -> Response {
    let headers = [(header::CONTENT_LANGUAGE, language.code()), (header::VARY, "accept-language")];
    (status, headers, Html(page)).into_response()
}

/// What went wrong, as a page of its own.
pub(crate) fn gone(state: &State, problem: Problem) -> Response {
    let Problem { fault, language } = problem;
    let values = context! { problem => told(&fault, language) };
    let Ok(page) = state.pages.fill("web/gone.html.j2", "/", language, values) else {
        return Fault::Internal.told(language).into_response();
    };
    let mut response = shown(page, fault.status(), language);
    dress(&mut response, &fault, language);
    response
}

/// A fault as the pages tell it.
pub(crate) fn told(fault: &Fault, language: Language) -> Value {
    context! { message => fault.message(language), code => fault.code() }
}

/// `GET /api`: the document of the API for a reader.
pub(crate) fn api_page(state: &State, language: Language) -> Response {
    let values =
        context! { api => Value::from(Serde(&state.pages.described)), codes => fault::CODES.to_vec() };
    match state.pages.fill("web/api.html.j2", "/api", language, values) {
        Ok(page) => shown(page, StatusCode::OK, language),
        Err(fault) => fault.told(language).into_response(),
    }
}
