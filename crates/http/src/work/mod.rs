//! The calls of the core: from what is asked to the answer.

pub(crate) mod export;
mod files;
pub(crate) mod letter;
pub(crate) mod opening;
pub(crate) mod tailored;

use jiff::civil::Date;
use sartor_core::{
    apply::{Brief, Named, ReadResume},
    audit::{self, Audit, FileFacts, Naive, PostingAudit, Subject},
    document::{Document, Format},
    posting, report,
    verify::{Source, Verification, verify},
};
use sartor_extract::Kind;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

pub(crate) use files::{name_of, read, resume};

use crate::{
    Services,
    ask::{Ask, Target, Upload},
    fault::{Fault, Part},
};

/// A report, and the texts that its spans point into.
pub(crate) struct Matched {
    pub(crate) report: report::Report,
    pub(crate) resume_text: String,
    /// Empty for a role.
    pub(crate) posting_text: String,
}

/// The text of a document in reading order.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Extraction {
    document: String,
    format: Format,
    pages: u32,
    text: String,
}

/// What a document names.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Skills {
    document: String,
    language: sartor_core::Language,
    mentions: Vec<Named>,
}

/// What was understood of a posting, and what its writer should mend.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PostingAnswer {
    posting: Value,
    lint: PostingAudit,
}

/// What the resume is held against.
pub(crate) fn brief(ask: &Ask, services: &Services) -> Result<Brief, Fault> {
    match ask.target()? {
        Target::Posting(upload) => {
            Ok(Brief::posting(&services.engine, &read(upload, Part::Posting, services)?))
        }
        Target::Role(id) => Brief::role(&services.engine, id).ok_or(Fault::UnknownRole),
    }
}

/// The text of a posting; empty for a role.
pub(crate) fn posting_text(brief: &Brief) -> &str {
    match brief {
        Brief::Posting(posting, _) => &posting.text,
        Brief::Role(_) => "",
    }
}

/// The report of a resume against a posting or a role.
pub(crate) fn matched(ask: &Ask, services: &Services) -> Result<Matched, Fault> {
    let brief = brief(ask, services)?;
    let read = resume(ask, services)?;
    let name = name_of(ask.resume()?);
    let report = brief.report(&services.engine, name, &read, date(ask, services), ask.language);
    let posting_text = posting_text(&brief).to_owned();
    Ok(Matched { report, resume_text: read.document.text, posting_text })
}

/// What an applicant tracking system would stumble on; a file that cannot be read is a finding too.
pub(crate) fn audited(ask: &Ask, services: &Services) -> Result<Audit, Fault> {
    let rules = &services.books.audit;
    rules.check(&ask.ignore).map_err(|_| Fault::UnknownFinding)?;
    let brief = if ask.has_target() { Some(brief(ask, services)?) } else { None };
    let upload = ask.resume()?;
    let file = FileFacts { name: name_of(upload).to_owned(), bytes: upload.bytes.len() as u64 };
    let as_of = date(ask, services);
    let document = match read(upload, Part::Resume, services) {
        Ok(document) => document,
        Err(Fault::Read(_, error)) if error.code() != "worker.unavailable" => {
            let why = (error.code(), &*error.message(ask.language));
            return Ok(audit::refused(&services.engine, rules, &file, why, as_of, ask.language));
        }
        Err(fault) => return Err(fault),
    };
    let simple = simple(&document, upload, services);
    let read = ReadResume::new(&services.engine, document);
    let naive = as_naive(simple.as_ref());
    let subject = Subject { read: &read, file: &file, naive, brief: brief.as_ref(), as_of };
    Ok(audit::audit(&services.engine, rules, subject, ask.language, &ask.ignore))
}

/// What a simple reader gets, or the code of its failure; nothing for formats with but one reading.
pub(crate) fn simple(
    document: &Document,
    upload: &Upload,
    services: &Services,
) -> Option<Result<Document, &'static str>> {
    matches!(document.format, Format::Pdf | Format::Docx)
        .then(|| services.reader.read(&upload.bytes, Kind::Naive).map_err(|error| error.code()))
}

/// The same, as the audit takes it.
pub(crate) fn as_naive<'a>(simple: Option<&'a Result<Document, &'static str>>) -> Naive<'a> {
    match simple {
        None => Naive::NotAsked,
        Some(Ok(document)) => Naive::Read(document),
        Some(Err(code)) => Naive::Failed(code),
    }
}

/// The text of a document, by either reader.
pub(crate) fn extracted(ask: &Ask, services: &Services) -> Result<Extraction, Fault> {
    let upload = ask.document()?;
    let kind = if ask.naive { Kind::Naive } else { Kind::Layout };
    let Document { format, pages, text, .. } = files::read_as(upload, kind, Part::Document, services)?;
    Ok(Extraction { document: name_of(upload).to_owned(), format, pages, text })
}

/// Skills and diplomas that a document names.
pub(crate) fn skills(ask: &Ask, services: &Services) -> Result<Skills, Fault> {
    let upload = ask.document()?;
    let read = ReadResume::new(&services.engine, read(upload, Part::Document, services)?);
    let mentions = read.named(&services.engine, ask.language);
    Ok(Skills { document: name_of(upload).to_owned(), language: read.found.language, mentions })
}

/// A posting, understood and checked.
pub(crate) fn posting(ask: &Ask, services: &Services) -> Result<PostingAnswer, Fault> {
    let Target::Posting(upload) = ask.target()? else { return Err(Fault::NeedsPosting) };
    let document = read(upload, Part::Posting, services)?;
    let matcher = services.engine.matcher();
    let understood = posting::parse(&document, matcher);
    let name = upload.name.as_deref().unwrap_or("posting");
    let lint = audit::lint_posting(name, &document, matcher, &services.books.postings, ask.language);
    Ok(PostingAnswer { posting: posting::to_json(&understood, services.engine.lexicon()), lint })
}

/// What an edited text claims and the resume does not hold.
pub(crate) fn verified(ask: &Ask, services: &Services) -> Result<Verification, Fault> {
    let brief = brief(ask, services)?;
    let resume = resume(ask, services)?;
    let edited = read(ask.edited()?, Part::Edited, services)?;
    let vouched: Vec<String> = ask.fields.values().cloned().collect();
    let source = Source { resume: &resume, brief: &brief, vouched: &vouched, as_of: date(ask, services) };
    Ok(verify(&services.engine, &services.books.words, source, edited))
}

/// The date that stands for today.
pub(crate) fn date(ask: &Ask, services: &Services) -> Date {
    ask.as_of.unwrap_or_else(|| (services.today)())
}
