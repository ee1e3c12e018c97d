//! What an audit says: findings with their places, and the two readings of a file side by side.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::naive::Comparison;
use crate::{Language, Span};

/// How much a finding matters, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Could be better, or is told for information.
    Suggestion,
    /// Something that systems look for was not found.
    MissingData,
    /// Systems or people are likely to stumble.
    Major,
    /// Nothing can be read.
    Fatal,
}

impl Severity {
    /// All, the gravest first.
    pub const ALL: [Self; 4] = [Self::Fatal, Self::Major, Self::MissingData, Self::Suggestion];

    /// The word for it in JSON and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::MissingData => "missing_data",
            Self::Major => "major",
            Self::Fatal => "fatal",
        }
    }
}

/// What was found in a resume, and what to do about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Audit {
    /// [`SCHEMA_VERSION`](crate::report::SCHEMA_VERSION).
    pub schema_version: u32,
    /// The reference date, `YYYY-MM-DD`.
    pub as_of: String,
    /// Digest of the lexicon.
    pub lexicon_digest: String,
    /// The resume.
    pub resume: AuditedResume,
    /// What was found, the gravest first, then in the order of the rules.
    pub findings: Vec<Finding>,
    /// What was found and is to be ignored.
    pub ignored: Vec<Finding>,
    /// What a simple reader makes of the file, beside what ours does; none where it was not asked, or failed.
    pub readings: Option<Comparison>,
}

/// The resume of an [`Audit`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuditedResume {
    /// Name of the document, as the caller named it.
    pub document: String,
    /// Its language; none where nothing could be read.
    pub language: Option<Language>,
    /// Its pages; 0 where nothing could be read.
    pub pages: u32,
    /// Its words.
    pub words: u32,
}

/// One result of the audit; it never enters coverage or fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Stable code, such as `dates.missing`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// What was found, in the language of the audit.
    pub message: String,
    /// What to do, in the language of the audit.
    pub remedy: String,
    /// Where, at most as many places as the rules say; empty for the file as a whole.
    pub evidence: Vec<Evidence>,
}

/// A place of the resume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Page, from 1; none for the file as a whole.
    pub page: Option<u32>,
    /// Line of the resume's text, from 1; none for text that does not stand in it.
    pub line: Option<u32>,
    /// Its bytes in the resume's text; none for text that does not stand in it.
    pub span: Option<Span>,
    /// The words.
    pub text: String,
}

impl Audit {
    /// How many findings there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// True when a finding is at least as grave.
    pub fn reaches(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity >= severity)
    }
}
