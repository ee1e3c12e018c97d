//! `sartor tailor`: the plan of edits, and the tailored resume.

use std::{ffi::OsStr, fs, path::Path};

use sartor_core::{
    Language,
    apply::{Brief, Engine, ReadResume},
    document::Document,
    tailoring::{Decisions, Tailor, TailoredResume, TailoringError, compose},
};
use sartor_extract::Kind;

use super::{Done, pretty};
use crate::{
    args::{Plain, Tailor as Args},
    failure::Failure,
    input, messages, output,
    session::Session,
};

pub(crate) fn run(args: &Args, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    input::check_names(&[&args.resume, &args.posting], language)?;
    output::check(&args.target, language)?;
    let form = args.target.output.as_deref().map(|path| Form::of(path, language)).transpose()?;
    let decisions = decisions(args, language)?;
    let engine = session.engine()?;
    let reader = session.reader()?;
    let brief = Brief::posting(&engine, &session.document(&reader, &args.posting, Kind::Layout)?);
    let read = session.resume(&engine, &reader, &args.resume)?;
    let failed = |error: TailoringError| failure(&error, language);
    let tailor = Tailor::of_files(sartor_lexicon::template_files()).map_err(failed)?;
    let plan =
        tailor.plan(&engine, input::last_name(&args.resume), &read, &brief, session.as_of).map_err(failed)?;
    let tailored = tailor.write(&engine, &brief, &plan, &decisions, session.as_of).map_err(failed)?;
    if let Some(form) = form {
        let text = form.write(&engine, &tailored.resume)?;
        output::deliver(&text, &args.target, language)?;
    }
    if args.target.output.as_deref() != Some(Path::new("-")) {
        let text = match args.format {
            Plain::Json => pretty(&plan)?,
            Plain::Text => sartor_render::plan(&plan, &read.document.text, language),
        };
        output::print(&text, language)?;
    }
    Ok(Done::Well)
}

/// What a file of decisions and the options say; the options have the last word.
fn decisions(args: &Args, language: Language) -> Result<Decisions, Failure> {
    let mut decisions = match &args.edits {
        None => Decisions::default(),
        Some(path) => {
            let failed = |reason: String| {
                Failure::usage("tailoring.decisions", messages::decisions(path, &reason, language))
            };
            let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
            Decisions::parse(&text).map_err(|error| failed(error.to_string()))?
        }
    };
    for id in &args.accept {
        decisions.refuse.remove(id);
        decisions.accept.insert(id.clone());
    }
    for id in &args.refuse {
        decisions.accept.remove(id);
        decisions.refuse.insert(id.clone());
    }
    Ok(decisions)
}

fn failure(error: &TailoringError, language: Language) -> Failure {
    let message = match error {
        TailoringError::UnknownEdit { id } => messages::unknown_edit(id, language),
        other => other.to_string(),
    };
    Failure::usage(error.code(), message)
}

/// The form of the tailored resume, by the ending of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Json,
}

impl Form {
    fn of(path: &Path, language: Language) -> Result<Self, Failure> {
        match path.extension().and_then(OsStr::to_str) {
            Some("txt") => Ok(Self::Text),
            Some("json") => Ok(Self::Json),
            _ if path == Path::new("-") => Ok(Self::Text),
            _ => Err(Failure::usage("output.form", messages::unknown_form(path, language))),
        }
    }

    fn write(self, engine: &Engine, resume: &TailoredResume) -> Result<String, Failure> {
        let text = compose(resume);
        match self {
            Self::Text => Ok(text),
            Self::Json => pretty(&ReadResume::new(engine, Document::plain(&text)).to_json(engine)),
        }
    }
}
