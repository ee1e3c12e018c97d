//! Why a command ended early: one sentence, a code, and the exit status.

use sartor_core::Language;
use sartor_extract::ReadError;
use serde_json::json;

/// The end of a command that could not do its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Exit status: 2 usage, configuration or missing field; 3 input unreadable.
    pub(crate) status: u8,
    /// Stable code.
    pub(crate) code: String,
    /// One sentence: what was wrong and what to do.
    pub(crate) message: String,
    /// The file at fault.
    pub(crate) document: Option<String>,
    /// Further lines, such as the faults of keyword files.
    pub(crate) details: Vec<String>,
}

impl Failure {
    /// Wrong usage, configuration or missing field.
    pub(crate) fn usage(code: &str, message: String) -> Self {
        Self { status: 2, code: code.to_owned(), message, document: None, details: Vec::new() }
    }

    /// A file that cannot be read.
    pub(crate) fn input(document: &str, code: &str, message: String) -> Self {
        Self {
            status: 3,
            code: code.to_owned(),
            message,
            document: Some(document.to_owned()),
            details: Vec::new(),
        }
    }

    /// A document that its reader refused.
    pub(crate) fn read(document: &str, error: &ReadError, language: Language) -> Self {
        Self::input(document, error.code(), error.message(language))
    }

    /// A fault of this program.
    pub(crate) fn internal(language: Language) -> Self {
        let message = crate::messages::internal(language);
        Self { status: 3, ..Self::usage("internal.fault", message) }
    }

    /// As a person reads it.
    pub(crate) fn text(&self, language: Language) -> String {
        let document = self.document.as_deref().map(sartor_render::safe);
        let place = match document {
            Some(document) => format!("{document}{} ", language.pick("\u{a0}:", ":")),
            None => String::new(),
        };
        let mut text = format!("sartor: {place}{} [{}]\n", sartor_render::safe(&self.message), self.code);
        for detail in &self.details {
            text += &format!("  {}\n", sartor_render::safe(detail));
        }
        text
    }

    /// As a program reads it: problem+json of RFC 9457.
    pub(crate) fn json(&self) -> String {
        let mut problem = json!({
            "type": "about:blank",
            "title": self.message,
            "code": self.code,
            "exit_status": self.status,
        });
        if let Some(document) = &self.document {
            problem["document"] = json!(document);
        }
        if !self.details.is_empty() {
            problem["details"] = json!(self.details);
        }
        format!("{problem}\n")
    }
}
