//! The audit: what an applicant tracking system would stumble on, and what people would rather not see.
//!
//! Each rule is one finding with a stable code, its places and a remedy. Severities, texts and limits are data ([`Rules`]). What is
//! found never enters coverage or fit.
//!
//! | area | file |
//! | --- | --- |
//! | readable at all | `readable.rs` |
//! | reading order, and the reading of a simple parser beside ours | `order.rs`, `naive.rs` |
//! | contact | `contact.rs` |
//! | sections and headings | `sections.rs` |
//! | dates | `dates.rs` |
//! | content | `content.rs`, `personal.rs` |
//! | keywords | `keywords.rs` |
//! | hidden text | `hidden.rs` |
//! | the file | `file.rs` |
//! | a posting instead of a resume | `posting/` |

mod case;
mod contact;
mod content;
mod dates;
mod file;
mod hidden;
mod keywords;
mod model;
mod naive;
mod order;
mod personal;
mod posting;
mod readable;
mod rules;
mod sections;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use case::FileFacts;
pub use model::{Audit, AuditedResume, Evidence, Finding, Severity};
pub use naive::{Comparison, Mark, Piece, Row, Side, compare};
pub use posting::{AuditedPosting, PostingAudit, PostingLimits, PostingRules, lint_posting};
pub use rules::{AuditError, Limits, Rule, RuleBook, Rules};

use crate::{
    Language,
    apply::{Brief, Engine, ReadResume},
    document::Document,
    report::SCHEMA_VERSION,
};

/// What the naive reader made of the file.
#[derive(Debug, Clone, Copy)]
pub enum Naive<'a> {
    /// It was not asked: for formats that have but one reading.
    NotAsked,
    /// It gave this document.
    Read(&'a Document),
    /// It failed with this code.
    Failed(&'a str),
}

/// What is audited, and against what.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The resume, read and understood.
    pub read: &'a ReadResume,
    /// Its file.
    pub file: &'a FileFacts,
    /// What the naive reader made of it.
    pub naive: Naive<'a>,
    /// The posting, if there is one.
    pub brief: Option<&'a Brief>,
    /// The date that stands for today.
    pub as_of: Date,
}

/// Audits a resume; what `ignore` names is found and set aside.
///
/// ```
/// use sartor_core::{Language, apply::{Engine, ReadResume}, audit, document::Document, lexicon::Lexicon};
/// let rules = audit::Rules::parse(include_str!("../../../../templates/audit.toml")).unwrap();
/// let engine = Engine::new(Lexicon::load(&[]).unwrap());
/// let read = ReadResume::new(&engine, Document::plain("Zoé Martin\nzoe.martin@example.fr"));
/// let file = audit::FileFacts { name: "cv.pdf".into(), bytes: 0 };
/// let subject = audit::Subject {
///     read: &read, file: &file, naive: audit::Naive::NotAsked, brief: None, as_of: jiff::civil::date(2026, 11, 22),
/// };
/// let audit = audit::audit(&engine, &rules, subject, Language::Fr, &[]);
/// assert!(audit.findings.iter().any(|finding| finding.code == "file.name"));
/// ```
pub fn audit(
    engine: &Engine,
    rules: &Rules,
    subject: Subject<'_>,
    language: Language,
    ignore: &[String],
) -> Audit {
    let Subject { read, file, naive, brief, as_of } = subject;
    let readings = match naive {
        Naive::Read(document) => Some(compare(&read.document.text, &document.text)),
        _ => None,
    };
    let mut case = case::Case {
        engine,
        document: &read.document,
        resume: &read.resume,
        found: &read.found,
        hints: &read.hints,
        file,
        brief,
        naive: match naive {
            Naive::NotAsked => None,
            Naive::Read(_) => readings.as_ref().map(Ok),
            Naive::Failed(code) => Some(Err(code)),
        },
        as_of,
        language,
        rules,
        findings: Vec::new(),
    };
    readable::check(&mut case);
    order::check(&mut case);
    contact::check(&mut case);
    sections::check(&mut case);
    dates::check(&mut case);
    content::check(&mut case);
    personal::check(&mut case);
    keywords::check(&mut case);
    hidden::check(&mut case);
    file::check(&mut case);
    let resume = AuditedResume {
        document: file.name.clone(),
        language: Some(read.resume.language),
        pages: read.document.pages,
        words: case.words(),
    };
    let findings = std::mem::take(&mut case.findings);
    answer(rules, engine, resume, findings, ignore, as_of, readings)
}

/// The audit of a file that could not be read: one fatal finding, nothing invented.
///
/// `code` is that of the reader's error (`input.scanned` …), `reason` its sentence.
pub fn refused(
    engine: &Engine,
    rules: &Rules,
    file: &FileFacts,
    (code, reason): (&str, &str),
    as_of: Date,
    language: Language,
) -> Audit {
    let code = match code {
        "input.scanned" => "readable.scanned",
        "input.encrypted" => "readable.encrypted",
        "input.damaged" => "readable.damaged",
        "input.no_text" | "input.empty" => "readable.no_text",
        _ => "readable.refused",
    };
    let finding = rules.get(code).map(|rule| {
        let reason = reason.trim_end_matches('.');
        let (message, remedy) = rule.tell(language, &minijinja::context! { reason });
        Finding { code: code.to_owned(), severity: rule.severity, message, remedy, evidence: Vec::new() }
    });
    let resume = AuditedResume { document: file.name.clone(), language: None, pages: 0, words: 0 };
    answer(rules, engine, resume, finding.into_iter().collect(), &[], as_of, None)
}

fn answer(
    rules: &Rules,
    engine: &Engine,
    resume: AuditedResume,
    mut findings: Vec<Finding>,
    ignore: &[String],
    as_of: Date,
    readings: Option<Comparison>,
) -> Audit {
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), rules.place(&finding.code)));
    let (ignored, findings) = findings.into_iter().partition(|finding| ignore.contains(&finding.code));
    Audit {
        schema_version: SCHEMA_VERSION,
        as_of: as_of.to_string(),
        lexicon_digest: engine.lexicon().digest.clone(),
        resume,
        findings,
        ignored,
        readings,
    }
}
