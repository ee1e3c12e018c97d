//! The pages for people: the upload, the report, and what went wrong.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use sartor_core::{Language, report::Report};

use crate::{
    ask::Ask,
    fault::Fault,
    gate::{self, Shared, blocking},
    language,
    problem::{Problem, dress},
    work,
};

/// Nothing runs, nothing is loaded from elsewhere, no one frames us.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const INDEX: &str = "web/index.html.j2";
const STYLE: &str = "web/style.css";

/// The embedded templates of the pages, parsed once.
#[derive(Debug)]
pub(crate) struct Pages(Environment<'static>);

impl Pages {
    pub(crate) fn new() -> Result<Self, minijinja::Error> {
        let mut pages = Environment::new();
        pages.set_undefined_behavior(UndefinedBehavior::Strict);
        pages.set_auto_escape_callback(|_| AutoEscape::Html);
        for (name, text) in
            sartor_lexicon::template_files().iter().filter(|(name, _)| name.starts_with("web/"))
        {
            pages.add_template(name, text)?;
        }
        Ok(Self(pages))
    }
}

/// `GET /`: the page to upload from.
pub(crate) async fn index(State(state): Shared, uri: Uri, headers: HeaderMap) -> Response {
    form(&state, language::asked(&uri, &headers), None)
}

/// `GET /assets/style.css`.
pub(crate) async fn style() -> Response {
    let file = sartor_lexicon::template_files().iter().find(|(name, _)| *name == STYLE);
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "max-age=3600")];
    (kind, file.map_or("", |(_, text)| text)).into_response()
}

/// `POST /report`: the report of the uploaded files, or the page again with what to do.
pub(crate) async fn report(State(state): Shared, ask: Result<Ask, Problem>) -> Response {
    let result = match ask {
        Ok(ask) => {
            let language = ask.language;
            let report = blocking(&state, language, move |services| work::report(&ask, services)).await;
            report.and_then(|report| show(&report, language))
        }
        Err(problem) => Err(problem),
    };
    result.unwrap_or_else(|problem| form(&state, problem.language, Some(&problem.fault)))
}

/// A report as a page.
pub(crate) fn show(report: &Report, language: Language) -> Result<Response, Problem> {
    let page = sartor_render::report(report, sartor_render::Format::Html, language)
        .map_err(|_| Fault::Internal.told(language))?;
    Ok(([(header::CONTENT_LANGUAGE, language.code())], Html(page)).into_response())
}

fn form(state: &gate::State, language: Language, fault: Option<&Fault>) -> Response {
    let roles = state.services.engine.lexicon().roles.iter();
    let roles: Vec<_> = roles.map(|role| (&role.id, language.pick(&role.fr, &role.en))).collect();
    let problem = fault.map(|fault| context! { message => fault.message(language), code => fault.code() });
    let page = state.pages.0.get_template(INDEX).and_then(|template| {
        template.render(context! {
            fr => language == Language::Fr,
            lang => language.code(),
            roles,
            problem,
            mebibytes => state.config.body_bytes >> 20,
        })
    });
    let status = fault.map_or(StatusCode::OK, Fault::status);
    let Ok(page) = page else { return Fault::Internal.told(language).into_response() };
    let headers = [(header::CONTENT_LANGUAGE, language.code()), (header::VARY, "accept-language")];
    let mut response = (status, headers, Html(page)).into_response();
    if let Some(fault) = fault {
        dress(&mut response, fault, language);
    }
    response
}
