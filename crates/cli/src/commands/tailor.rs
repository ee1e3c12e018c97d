//! `sartor tailor`: the plan of edits, and the tailored resume.

use std::{fs, path::Path};

use sartor_core::{
    Language,
    apply::Brief,
    tailoring::{Decisions, Tailor, TailoringError},
};
use sartor_extract::Kind;

use super::{
    Done,
    export::{self, Exporter},
    pretty,
};
use crate::{
    args::{Form, Plain, Tailor as Args},
    failure::Failure,
    input, messages, output,
    session::Session,
    templates::Templates,
};

pub(crate) fn run(args: &Args, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    input::check_names(&[&args.resume, &args.posting], language)?;
    output::check(&args.target, language)?;
    let form = args.target.output.as_deref().map(|path| form(path, language)).transpose()?;
    let templates = Templates::load(args.looks.templates.as_deref(), language)?;
    let decisions = decisions(args, language)?;
    let engine = session.engine()?;
    let reader = session.reader()?;
    let brief = Brief::posting(&engine, &session.document(&reader, &args.posting, Kind::Layout)?);
    let read = session.resume(&engine, &reader, &args.resume)?;
    let failed = |error: TailoringError| failure(&error, language);
    let tailor = Tailor::of_files(&templates.files()).map_err(failed)?;
    let plan =
        tailor.plan(&engine, input::last_name(&args.resume), &read, &brief, session.as_of).map_err(failed)?;
    let tailored = tailor.write(&engine, &brief, &plan, &decisions, session.as_of).map_err(failed)?;
    if let Some(form) = form {
        let exporter = Exporter::new(session, &engine, &reader, &templates, &args.looks);
        let export = exporter.resume(&tailored.resume, form)?;
        output::deliver_bytes(&export.bytes, &args.target, language)?;
        output::complain(&export.remark);
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

pub(crate) fn failure(error: &TailoringError, language: Language) -> Failure {
    let message = match error {
        TailoringError::UnknownEdit { id } => messages::unknown_edit(id, language),
        other => other.to_string(),
    };
    Failure::usage(error.code(), message)
}

/// The form of the tailored resume, by the name of its file: `form.txt` is the form pack.
fn form(path: &Path, language: Language) -> Result<Form, Failure> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let unknown = || Failure::usage("output.form", messages::unknown_form(path, language));
    match export::ending(path) {
        _ if name == "form.txt" => Ok(Form::Fields),
        _ if path == Path::new("-") => Ok(Form::Text),
        Some(form) => Ok(form),
        None => Err(unknown()),
    }
}
