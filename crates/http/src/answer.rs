//! Answers and their headers.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use sartor_core::Language;
use serde::Serialize;

use crate::{
    fault::Fault,
    form::percent,
    problem::Problem,
    work::export::{Answer, Form},
};

/// The form that a request asks for: by its field, else by `Accept`.
pub(crate) fn form(named: Option<&str>, headers: &HeaderMap) -> Result<Form, Fault> {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    let wanted = "json, text, markdown, html, pdf, docx";
    match named {
        Some(named) => {
            Form::of(named).ok_or_else(|| Fault::Field { name: "format".to_owned(), wanted: wanted.into() })
        }
        None => Ok(Form::accepted(accept)),
    }
}

/// A value as JSON.
pub(crate) fn json(value: &impl Serialize, language: Language) -> Result<Response, Problem> {
    Answer::json(value).map(|answer| told(answer, language)).map_err(|fault| fault.told(language))
}

/// An answer in its form; a file is an attachment.
pub(crate) fn told(answer: Answer, language: Language) -> Response {
    let Answer { form, bytes, name } = answer;
    let headers = [(header::CONTENT_TYPE, form.media()), (header::CONTENT_LANGUAGE, language.code())];
    let mut response = (headers, Body::from(bytes)).into_response();
    if let Some(value) = name.and_then(|name| attachment(&name, form.ending())) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept, accept-language"));
    response
}

/// The name of a file to save, by RFC 6266: a plain one for old programs, and the whole by RFC 8187.
pub(crate) fn attachment(name: &str, ending: &str) -> Option<HeaderValue> {
    let name: String = sartor_render::safe(name)
        .chars()
        .map(|c| if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { ' ' } else { c })
        .filter(|c| !c.is_control())
        .take(80)
        .collect();
    let name = format!("{}.{ending}", name.split_whitespace().collect::<Vec<_>>().join(" "));
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "-. ".contains(c) { c } else { '_' }).collect();
    let whole = percent(&name);
    HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_file_is_plain_and_whole() {
        let name =
            |name: &str| attachment(name, "pdf").expect("a header").to_str().expect("ASCII").to_owned();
        assert_eq!(
            name("Lettre Zoé Martin"),
            "attachment; filename=\"Lettre Zo_ Martin.pdf\"; filename*=UTF-8''Lettre%20Zo%C3%A9%20Martin.pdf"
        );
        let evil = name("a\"; x=\"\r\nSet-Cookie: y\u{202e}/../..\\b");
        assert!(!evil.contains('\r') && !evil.contains('\n') && !evil.contains('/'), "{evil}");
        assert_eq!(evil.matches('"').count(), 2, "{evil}");
        assert!(name(&"x".repeat(10_000)).len() < 250);
    }
}
