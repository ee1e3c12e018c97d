//! The report of the command line as a page: its style in a file of its own, because the policy admits none within it.

use std::sync::Arc;

use axum::{
    http::header,
    response::{Html, IntoResponse, Response},
};
use sartor_render::{Format, ReportContext};

use crate::{
    ask::Ask,
    config::template,
    fault::Fault,
    gate::{State, blocking},
    problem::Problem,
    work,
};

pub(super) const REPORT: &str = "reports/report.html.j2";
const LINK: &str = "<link rel=\"stylesheet\" href=\"/assets/report.css\">";

/// The report of what is asked, as a page.
pub(crate) async fn matched(state: &Arc<State>, ask: Ask) -> Result<Response, Problem> {
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
    let headers = [(header::CONTENT_LANGUAGE, language.code()), (header::VARY, "accept, accept-language")];
    Ok((headers, Html(page)).into_response())
}

/// The style of a page that is otherwise kept in one file.
pub(super) fn style_of(name: &str) -> &'static str {
    parted(template(name)).map_or("", |(_, style, _)| style)
}

/// What stands before, in and after the style of a page. Nothing of a user stands before it that could look like it: that is escaped.
fn parted(page: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = page.split_once("<style>")?;
    let (style, body) = rest.split_once("</style>")?;
    Some((head, style, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_of_the_report_stands_by_itself() {
        for name in [REPORT, "reports/matrix.html.j2"] {
            let (_, style, body) = parted(template(name)).expect("the page has a style");
            assert!(!style.contains("{{") && !style.contains("{%"), "{name}: the style is the same for all");
            assert!(!body.contains("<style") && !body.contains(" style=") && !body.contains("<script"));
        }
    }
}
