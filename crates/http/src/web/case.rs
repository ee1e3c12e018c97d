//! One report: what was read of the files, and what was decided since.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use sartor_core::{
    Language,
    apply::{Brief, LetterRequest, ReadResume},
    audit::{self, Audit, FileFacts, Subject},
    document::Document,
    letter::Letter,
    report::Report,
    tailoring::{Decisions, Plan, Tailored},
    verify::{Source, Verification, verify},
};
use sartor_render::ReportContext;

use crate::{
    Services,
    ask::Ask,
    config::template,
    fault::{Fault, Part},
    work,
};

/// Everything of one report. It can be told in either language.
#[derive(Debug)]
pub(crate) struct Case {
    file: FileFacts,
    pub(crate) read: ReadResume,
    simple: Option<Result<Document, &'static str>>,
    pub(crate) brief: Brief,
    pub(crate) as_of: Date,
    /// The edits; none for a role.
    pub(crate) plan: Option<Plan>,
    desk: Mutex<Desk>,
}

/// What a person decided.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) decisions: Decisions,
    pub(crate) request: LetterRequest,
    /// The letter as it is kept, or why there is none.
    pub(crate) letter: Result<Letter, Arc<Fault>>,
}

impl Case {
    /// Reads what was given, plans the edits and writes the letter.
    pub(crate) fn open(ask: &Ask, services: &Services) -> Result<Self, Fault> {
        let upload = ask.resume()?;
        let brief = work::brief(ask, services)?;
        let document = work::read(upload, Part::Resume, services)?;
        let simple = work::simple(&document, upload, services);
        let name = work::name_of(upload).to_owned();
        let file = FileFacts { name, bytes: upload.bytes.len() as u64 };
        let read = ReadResume::new(&services.engine, document);
        let as_of = work::date(ask, services);
        let plan = match brief {
            Brief::Posting(..) => {
                let tailor = &services.books.tailor;
                Some(tailor.plan(&services.engine, &file.name, &read, &brief, as_of)?)
            }
            Brief::Role(_) => None,
        };
        let request = LetterRequest { template: ask.template.clone(), ..LetterRequest::default() };
        let letter = work::letter::write(&read, &brief, &request, as_of, services).map_err(Arc::new);
        let desk = Desk { decisions: Decisions::default(), request, letter };
        Ok(Self { file, read, simple, brief, as_of, plan, desk: Mutex::new(desk) })
    }

    /// Its name.
    pub(crate) fn document(&self) -> &str {
        &self.file.name
    }

    /// What was decided so far.
    pub(crate) fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The report.
    pub(crate) fn report(&self, language: Language, services: &Services) -> Report {
        self.brief.report(&services.engine, &self.file.name, &self.read, self.as_of, language)
    }

    /// What a report needs beside itself.
    pub(crate) fn context<'a>(&'a self, services: &'a Services) -> ReportContext<'a> {
        ReportContext {
            resume_text: &self.read.document.text,
            posting_text: work::posting_text(&self.brief),
            lexicon: services.engine.lexicon(),
            template: template("reports/report.html.j2"),
        }
    }

    /// The audit.
    pub(crate) fn audit(&self, language: Language, services: &Services) -> Audit {
        let subject = Subject {
            read: &self.read,
            file: &self.file,
            naive: work::as_naive(self.simple.as_ref()),
            brief: Some(&self.brief),
            as_of: self.as_of,
        };
        audit::audit(&services.engine, &services.books.audit, subject, language, &[])
    }

    /// The resume as it is decided; nothing for a role.
    pub(crate) fn tailored(&self, services: &Services) -> Result<Option<Tailored>, Fault> {
        let Some(plan) = &self.plan else { return Ok(None) };
        let decisions = self.desk().decisions.clone();
        let tailor = &services.books.tailor;
        Ok(Some(tailor.write(&services.engine, &self.brief, plan, &decisions, self.as_of)?))
    }

    /// What the letter claims and the resume does not hold.
    pub(crate) fn checked(&self, desk: &Desk, letter: &Letter, services: &Services) -> Verification {
        let vouched: Vec<String> = desk.request.fields.values().cloned().collect();
        let source = Source { resume: &self.read, brief: &self.brief, vouched: &vouched, as_of: self.as_of };
        verify(&services.engine, &services.books.words, source, Document::plain(&letter.text()))
    }
}
