//! What the check of an edited text gives.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{Span, tailoring::Reason};

/// The answer of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Verification {
    /// [`crate::report::SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The reference date, `YYYY-MM-DD`.
    pub as_of: String,
    /// What the edited text was taken for.
    pub checked: Checked,
    /// What it claims and the source does not hold, in the order of the text.
    pub findings: Vec<Finding>,
}

/// What an edited text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Checked {
    /// A letter.
    Letter,
    /// A resume.
    Resume,
}

/// One claim without a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// Stable code: `verify.skill`, `verify.number` …
    pub code: String,
    /// Where, in the edited text.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
    /// What is wrong.
    pub message: Reason,
    /// What the source holds that comes nearest.
    pub nearest: Option<Nearest>,
}

/// A place of the source resume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Nearest {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
}
