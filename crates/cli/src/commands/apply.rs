//! `sartor apply`: the main job, report and letter in one go.

use std::{fs, path::Path};

use sartor_core::{
    apply::{Brief, Engine, ReadResume},
    tailoring::{Decisions, Tailor, TailoredResume, TailoringError},
};

use super::{
    Done,
    export::{Export, Exporter},
    letter, r#match, pretty,
};
use crate::{
    args::{Apply, Form, ReportFormat},
    failure::Failure,
    input, messages, output,
    session::{Session, report_context},
    templates::Templates,
};

/// What is written, in order.
const NAMES: [&str; 10] = [
    "report.html",
    "report.json",
    "letter.txt",
    "letter.md",
    "letter.pdf",
    "letter.docx",
    "resume.pdf",
    "resume.docx",
    "resume.json",
    "form.txt",
];

pub(crate) fn run(args: &Apply, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    input::check_names(&[&args.resume, &args.posting], language)?;
    let paths = NAMES.map(|name| args.output.join(name));
    for path in &paths {
        output::writable(path, args.force, language)?;
    }
    let templates = Templates::load(args.looks.templates.as_deref(), language)?;
    let request = letter::request(&args.fields, language)?;
    let reader = session.reader()?;
    let (posting, resume) = session.begin_pair(&reader, &args.posting, &args.resume);
    let engine = session.engine()?;
    let brief = Brief::posting(&engine, &posting.document()?);
    let read = ReadResume::new(&engine, resume.document()?);
    let report = brief.report(&engine, input::last_name(&args.resume), &read, session.as_of, language);
    let context = report_context(&engine, &read, &brief);
    let written = letter::write(&engine, &read, &brief, &request, &templates, session)?;
    let resume = tailored(&engine, &read, &brief, &templates, (args, session))?;
    let exporter = Exporter::new(session, &engine, &reader, &templates, &args.looks);
    let plain = |text: String| Export { bytes: text.into_bytes(), remark: String::new() };
    let exports = [
        plain(r#match::write(&report, ReportFormat::Html, session, &context)?),
        plain(pretty(&report)?),
        exporter.letter(&written, Form::Text)?,
        exporter.letter(&written, Form::Markdown)?,
        exporter.letter(&written, Form::Pdf)?,
        exporter.letter(&written, Form::Docx)?,
        exporter.resume(&resume, Form::Pdf)?,
        exporter.resume(&resume, Form::Docx)?,
        exporter.resume(&resume, Form::Json)?,
        exporter.resume(&resume, Form::Fields)?,
    ];
    fs::create_dir_all(&args.output).map_err(|error| {
        Failure::usage("output.failed", messages::not_written(&args.output, &error.to_string(), language))
    })?;
    for (path, export) in paths.iter().zip(&exports) {
        output::write_file(path, &export.bytes, args.force, language)?;
    }
    let mut text = sartor_render::summary(&report, language, &context);
    text += &letter::remarks(&written, language);
    text.push('\n');
    for (path, export) in paths.iter().zip(&exports).filter(|(_, export)| !export.remark.is_empty()) {
        text += &format!("{}{} {}", last(path), language.pick("\u{a0}:", ":"), export.remark);
    }
    text += &messages::wrote(&paths.iter().map(|path| shown(path)).collect::<Vec<_>>(), language);
    output::print(&text, language)?;
    Ok(Done::Well)
}

/// The resume with all the edits of its plan.
fn tailored(
    engine: &Engine,
    read: &ReadResume,
    brief: &Brief,
    templates: &Templates,
    (args, session): (&Apply, &Session),
) -> Result<TailoredResume, Failure> {
    let failed = |error: TailoringError| super::tailor::failure(&error, session.language);
    let tailor = Tailor::of_files(&templates.files()).map_err(failed)?;
    let name = input::last_name(&args.resume);
    let plan = tailor.plan(engine, name, read, brief, session.as_of).map_err(failed)?;
    let tailored =
        tailor.write(engine, brief, &plan, &Decisions::default(), session.as_of).map_err(failed)?;
    Ok(tailored.resume)
}

fn last(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn shown(path: &Path) -> String {
    sartor_render::safe(&path.display().to_string())
}
