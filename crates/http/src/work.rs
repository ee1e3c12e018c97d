//! The calls of the core: from what is asked to the answer.

use jiff::civil::Date;
use sartor_core::{
    apply::{self, Brief, LetterRequest, ReadResume},
    document::Document,
    letter::Letter,
    report::Report,
};

use crate::{
    Services,
    ask::{Ask, Target},
    fault::{Fault, Part},
    upload::Upload,
};

/// The name of a resume that came without one.
const UNNAMED: &str = "resume";

/// A report, and the texts that its spans point into.
pub(crate) struct Matched {
    pub(crate) report: Report,
    pub(crate) resume_text: String,
    /// Empty for a role.
    pub(crate) posting_text: String,
}

/// The report of a resume against a posting or a role.
pub(crate) fn matched(ask: &Ask, services: &Services) -> Result<Matched, Fault> {
    let (brief, posting_text) = match &ask.target {
        Target::Posting(upload) => {
            let posting = read(upload, Part::Posting, services)?;
            (Brief::posting(&services.engine, &posting), posting.text)
        }
        Target::Role(id) => (Brief::role(&services.engine, id).ok_or(Fault::UnknownRole)?, String::new()),
    };
    let resume = resume(ask, services)?;
    let name = ask.resume.name.as_deref().unwrap_or(UNNAMED);
    let report = brief.report(&services.engine, name, &resume, date(ask, services), ask.language);
    Ok(Matched { report, resume_text: resume.document.text, posting_text })
}

/// The letter of an applicant to a posting.
pub(crate) fn letter(ask: &Ask, services: &Services) -> Result<Letter, Fault> {
    let Target::Posting(upload) = &ask.target else { return Err(Fault::LetterNeedsPosting) };
    if let Some(unknown) = ask.fields.keys().find(|key| LetterRequest::key(key).is_none()) {
        let name = unknown.chars().take(40).collect();
        return Err(Fault::Field { name, wanted: LetterRequest::KEYS.join(", ").into() });
    }
    let posting = read(upload, Part::Posting, services)?;
    let resume = resume(ask, services)?;
    let request = LetterRequest {
        locale: ask.locale,
        template: ask.template.clone(),
        length: ask.length,
        fields: ask.fields.clone(),
    };
    let brief = Brief::posting(&services.engine, &posting);
    Ok(apply::letter(&services.engine, &services.writer, &resume, &brief, &request, date(ask, services))?)
}

fn resume(ask: &Ask, services: &Services) -> Result<ReadResume, Fault> {
    Ok(ReadResume::new(&services.engine, read(&ask.resume, Part::Resume, services)?))
}

fn read(upload: &Upload, part: Part, services: &Services) -> Result<Document, Fault> {
    let document = services.reader.read(&upload.bytes).map_err(|error| Fault::Read(part, error))?;
    let name = upload.name.as_deref().unwrap_or_default();
    sartor_extract::check_name(name, document.format).map_err(|error| Fault::Read(part, error))?;
    Ok(document)
}

fn date(ask: &Ask, services: &Services) -> Date {
    ask.as_of.unwrap_or_else(|| (services.today)())
}
