//! What the check of an edited letter found.

use sartor_core::{Language, verify::Verification};
use serde::Serialize;

use crate::safe;

/// One thing to check.
#[derive(Debug, Clone, Serialize)]
pub struct CheckRow {
    /// Stable code.
    pub code: String,
    /// The words of the letter.
    pub text: String,
    /// What is wrong.
    pub message: String,
    /// What the resume holds that comes nearest.
    pub nearest: Option<String>,
}

/// The findings in the order of the text.
pub fn checks(found: &Verification, language: Language) -> Vec<CheckRow> {
    let rows = found.findings.iter().map(|finding| CheckRow {
        code: finding.code.clone(),
        text: safe(&finding.text),
        message: safe(language.pick(&finding.message.fr, &finding.message.en)),
        nearest: finding.nearest.as_ref().map(|nearest| safe(&nearest.text)),
    });
    rows.collect()
}
