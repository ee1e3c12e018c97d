//! The pages for people: the upload, the report, and what went wrong.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use sartor_core::Language;
use sartor_render::{Format, ReportContext};

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
const REPORT: &str = "reports/report.html.j2";
const LINK: &str = "<link rel=\"stylesheet\" href=\"/assets/report.css\">";

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
    sheet(template(STYLE))
}

/// `GET /assets/report.css`: the style of the report, apart from the page, because the policy admits none within it.
pub(crate) async fn report_style() -> Response {
    sheet(parted(template(REPORT)).map_or("", |(_, style, _)| style))
}

/// `POST /report`: the report of the uploaded files, or the page again with what to do.
pub(crate) async fn report(State(state): Shared, ask: Result<Ask, Problem>) -> Response {
    let result = match ask {
        Ok(ask) => matched(&state, ask).await,
        Err(problem) => Err(problem),
    };
    result.unwrap_or_else(|problem| form(&state, problem.language, Some(&problem.fault)))
}

/// The report as a page.
pub(crate) async fn matched(state: &Arc<gate::State>, ask: Ask) -> Result<Response, Problem> {
    let language = ask.language;
    let page = blocking(state, language, move |services| {
        let matched = work::matched(&ask, services)?;
        let context = ReportContext {
            resume_text: &matched.resume_text,
            posting_text: &matched.posting_text,
            lexicon: services.engine.lexicon(),
            template: template(REPORT),
        };
        sartor_render::report(&matched.report, Format::Html, language, &context).map_err(|_| Fault::Internal)
    });
    let page = page.await?;
    let page = parted(&page).map_or(page.clone(), |(head, _, body)| format!("{head}{LINK}{body}"));
    Ok(([(header::CONTENT_LANGUAGE, language.code())], Html(page)).into_response())
}

/// What stands before, in and after the style of a page. Nothing of a user stands before it that could look like it: that is escaped.
fn parted(page: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = page.split_once("<style>")?;
    let (style, body) = rest.split_once("</style>")?;
    Some((head, style, body))
}

fn template(name: &str) -> &'static str {
    sartor_lexicon::template_files().iter().find(|(own, _)| *own == name).map_or("", |(_, text)| text)
}

fn sheet(text: &'static str) -> Response {
    let headers =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "max-age=3600")];
    (headers, text).into_response()
}

fn form(state: &gate::State, language: Language, fault: Option<&Fault>) -> Response {
    let roles = state.services.engine.lexicon().roles.iter();
    let roles: Vec<_> =
        roles.map(|role| (role.id.clone(), language.pick(&role.fr, &role.en).clone())).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_of_the_report_stands_by_itself() {
        let (_, style, body) = parted(template(REPORT)).expect("the report has a style");
        assert!(!style.contains("{{") && !style.contains("{%"), "the style is the same for every report");
        assert!(!body.contains("<style") && !body.contains(" style=") && !body.contains("<script"));
    }
}
