//! `sartor apply`: the main job, report and letter in one go.

use std::{fs, path::Path};

use sartor_core::apply::{Brief, ReadResume};

use super::{Done, letter, r#match, pretty};
use crate::{
    args::{Apply, ReportFormat},
    failure::Failure,
    input, messages, output,
    session::{Session, report_context},
};

pub(crate) fn run(args: &Apply, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    input::check_names(&[&args.resume, &args.posting], language)?;
    let paths = ["report.html", "report.json", "letter.txt", "letter.md"].map(|name| args.output.join(name));
    for path in &paths {
        output::writable(path, args.force, language)?;
    }
    let request = letter::request(&args.fields, language)?;
    let reader = session.reader()?;
    let posting = session.begin(&reader, &args.posting);
    let resume = session.begin(&reader, &args.resume);
    let engine = session.engine()?;
    let brief = Brief::posting(&engine, &posting.document()?);
    let read = ReadResume::new(&engine, resume.document()?);
    let report = brief.report(&engine, input::last_name(&args.resume), &read, session.as_of, language);
    let context = report_context(&engine, &read, &brief);
    let written = letter::write(&engine, &read, &brief, &request, session)?;
    let contents = [
        r#match::write(&report, ReportFormat::Html, session, &context)?,
        pretty(&report)?,
        written.text(),
        written.markdown(),
    ];
    fs::create_dir_all(&args.output).map_err(|error| {
        Failure::usage("output.failed", messages::not_written(&args.output, &error.to_string(), language))
    })?;
    for (path, content) in paths.iter().zip(&contents) {
        output::write_file(path, content.as_bytes(), args.force, language)?;
    }
    let mut text = sartor_render::summary(&report, language, &context);
    text += &letter::remarks(&written, language);
    text.push('\n');
    text += &messages::wrote(&paths.iter().map(|path| shown(path)).collect::<Vec<_>>(), language);
    output::print(&text, language)?;
    Ok(Done::Well)
}

fn shown(path: &Path) -> String {
    sartor_render::safe(&path.display().to_string())
}
