//! The check of a letter or a resume that a person or a model has edited: what it claims and the source resume does not hold.
//!
//! Skills, numbers, dates, employers, schools, diplomas, titles and levels of the edited text are held against the source resume; what a
//! letter says of the employer, against the posting; holes and a wrong recipient are told too. It looks for what can be checked: whether
//! a sentence is well chosen stays with its writer.

mod case;
mod claims;
mod entries;
mod figures;
mod holes;
mod model;
mod names;
mod sentences;
mod words;

pub use model::{Checked, Finding, Nearest, Verification};
pub use words::{VerifyError, VerifyWords};

use case::Case;
use jiff::civil::Date;

use crate::{
    apply::{Brief, Engine, ReadResume},
    document::Document,
    report::SCHEMA_VERSION,
};

/// What is held against what.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The resume that vouches for claims.
    pub resume: &'a ReadResume,
    /// The posting.
    pub brief: &'a Brief,
    /// What the applicant vouches for beside the resume: the fields given for the letter.
    pub vouched: &'a [String],
    /// The date of the letter.
    pub as_of: Date,
}

/// Checks an edited letter or resume; findings come in the order of its text.
pub fn verify(engine: &Engine, words: &VerifyWords, source: Source<'_>, edited: Document) -> Verification {
    let edited = ReadResume::new(engine, edited);
    let case = Case::new(engine, words, source, &edited);
    let mut findings = Vec::new();
    holes::check(&case, &mut findings);
    claims::check(&case, &mut findings);
    figures::check(&case, &mut findings);
    entries::check(&case, &mut findings);
    names::check(&case, &mut findings);
    findings.sort_by(|a: &Finding, b| (a.span, &a.code).cmp(&(b.span, &b.code)));
    // One word is told once, by the check that knows it best.
    let told: Vec<(crate::Span, bool)> =
        findings.iter().map(|own| (own.span, own.code == "verify.name")).collect();
    let mut at = 0;
    findings.retain(|own| {
        at += 1;
        own.code != "verify.name" || !told.iter().any(|(span, name)| !name && span.overlaps(own.span))
    });
    findings.dedup_by(|a, b| a.span == b.span && a.code == b.code);
    Verification {
        schema_version: SCHEMA_VERSION,
        as_of: source.as_of.to_string(),
        checked: case.kind,
        findings,
    }
}
