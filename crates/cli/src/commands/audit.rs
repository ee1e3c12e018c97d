//! `sartor audit`: what an applicant tracking system would stumble on in a resume.

use sartor_core::{
    apply::{Brief, Engine, ReadResume},
    audit::{self, Audit, FileFacts, Naive, Rules, Severity, Subject},
    document::{Document, Format as FileFormat},
};
use sartor_extract::{Kind, Reader};
use sartor_render::Format;

use super::{Done, r#match::template_failure, pretty};
use crate::{
    args::{Audit as Args, AuditFormat},
    failure::Failure,
    input, messages, output,
    session::{Session, template},
};

pub(crate) fn run(args: &Args, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    let names: Vec<&str> = args.posting.as_deref().into_iter().chain([args.resume.as_str()]).collect();
    input::check_names(&names, language)?;
    output::check(&args.target, language)?;
    let rules = rules(&args.ignore, session)?;
    let reader = session.reader()?;
    let posting = args.posting.as_deref().map(|posting| session.begin_posting(&reader, posting));
    let engine = session.engine()?;
    let brief = match posting {
        Some(posting) => Some(Brief::posting(&engine, &posting.document()?)),
        None => None,
    };
    let bytes = input::bytes(&args.resume, reader.limits().file_bytes, language)?;
    let file = FileFacts { name: input::last_name(&args.resume).to_owned(), bytes: bytes.len() as u64 };
    match input::document(&reader, &args.resume, &bytes, Kind::Layout, language) {
        Ok(document) => {
            let naive = naive(&reader, &document, &bytes);
            let read = ReadResume::new(&engine, document);
            let subject = Subject {
                read: &read,
                file: &file,
                naive: match &naive {
                    None => Naive::NotAsked,
                    Some(Ok(document)) => Naive::Read(document),
                    Some(Err(code)) => Naive::Failed(code),
                },
                brief: brief.as_ref(),
                as_of: session.as_of,
            };
            let audit = audit::audit(&engine, &rules, subject, language, &args.ignore);
            deliver(&audit, &rules, &read.document.text, args, session)?;
            Ok(ended(&audit, args.fail_on.map(Severity::from), session))
        }
        Err(failure) => {
            let audit = unread(&engine, &rules, &file, &failure, session);
            deliver(&audit, &rules, "", args, session)?;
            let json = matches!(args.format, AuditFormat::Json | AuditFormat::Sarif);
            super::report(&failure, json, session);
            Ok(Done::Unread)
        }
    }
}

fn rules(ignore: &[String], session: &Session) -> Result<Rules, Failure> {
    let rules = Rules::parse(template("audit.toml"))
        .map_err(|error| Failure::usage(error.code(), error.to_string()))?;
    rules.check(ignore).map_err(|error| match &error {
        audit::AuditError::UnknownCode { code } => {
            Failure::usage(error.code(), messages::unknown_finding(code, session.language))
        }
        _ => Failure::usage(error.code(), error.to_string()),
    })?;
    Ok(rules)
}

/// What a simple reader gets, or the code of its failure; nothing for formats with but one reading.
fn naive(reader: &Reader, document: &Document, bytes: &[u8]) -> Option<Result<Document, &'static str>> {
    matches!(document.format, FileFormat::Pdf | FileFormat::Docx)
        .then(|| reader.read(bytes, Kind::Naive).map_err(|error| error.code()))
}

fn unread(engine: &Engine, rules: &Rules, file: &FileFacts, failure: &Failure, session: &Session) -> Audit {
    audit::refused(engine, rules, file, (&failure.code, &failure.message), session.as_of, session.language)
}

fn deliver(audit: &Audit, rules: &Rules, text: &str, args: &Args, session: &Session) -> Result<(), Failure> {
    let language = session.language;
    let written = |format| {
        sartor_render::audit::audit(audit, format, language, template("reports/audit.html.j2"))
            .map_err(|error| template_failure(&error))
    };
    let text = match args.format {
        AuditFormat::Json => pretty(audit)?,
        AuditFormat::Sarif => {
            pretty(&sartor_render::audit::sarif(audit, rules, &args.resume, text, language))?
        }
        AuditFormat::Text => written(Format::Text)?,
        AuditFormat::Markdown => written(Format::Markdown)?,
        AuditFormat::Html => written(Format::Html)?,
    };
    output::deliver(&text, &args.target, language)
}

fn ended(audit: &Audit, least: Option<Severity>, session: &Session) -> Done {
    match least {
        Some(least) if audit.reaches(least) => {
            output::complain(&messages::at_severity(least.id(), session.language));
            Done::Below
        }
        _ => Done::Well,
    }
}
