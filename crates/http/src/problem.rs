//! Errors as problem+json (RFC 9457).

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use sartor_core::Language;
use serde::Serialize;

use crate::fault::Fault;

/// A fault, told in a language.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) fault: Fault,
    pub(crate) language: Language,
}

/// A problem as RFC 9457 has it, with our code.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Body<'a> {
    /// `about:blank`: the status says the kind.
    r#type: &'a str,
    /// The words of the status.
    title: &'a str,
    /// The status.
    status: u16,
    /// One sentence: what was wrong, and what to do, in the language asked.
    detail: String,
    /// Stable code.
    code: &'a str,
}

impl Fault {
    /// Tells it in a language.
    pub(crate) const fn told(self, language: Language) -> Problem {
        Problem { fault: self, language }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let Self { fault, language } = self;
        let status = fault.status();
        let body = Body {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: fault.message(language),
            code: fault.code(),
        };
        let text = serde_json::to_string(&body).unwrap_or_default() + "\n";
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, kind, text).into_response();
        dress(&mut response, &fault, language);
        response
    }
}

/// Sets the headers that go with a fault, in whatever form it is told.
pub(crate) fn dress(response: &mut Response, fault: &Fault, language: Language) {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
    if matches!(fault.status().as_u16(), 429 | 503) {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
}
