//! `sartor extract`: the text of a document, or of many as rows.

use std::thread;

use pariter::IteratorExt;
use sartor_core::document::{Document, Format};
use sartor_extract::{Kind, Reader};
use serde::Serialize;

use super::{Done, one_line, pretty};
use crate::{
    args::{Extract, Plain, ReaderKind},
    failure::Failure,
    input, output,
    session::Session,
};

/// Files that are under way at once.
const AT_ONCE: usize = 64;

/// One file of several, whatever happened to it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    document: &'a str,
    status: &'static str,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Outcome {
    Read { format: Format, pages: u32, text: String },
    Failed { code: String, message: String },
}

pub(crate) fn run(args: &Extract, session: &Session) -> Result<Done, Failure> {
    let kind = match args.reader {
        ReaderKind::Layout => Kind::Layout,
        ReaderKind::Naive => Kind::Naive,
    };
    let reader = session.reader()?;
    if let [file] = args.files.as_slice() {
        let document = session.document(&reader, file, kind)?;
        let text = match args.format {
            Plain::Json => pretty(&document)?,
            // The very bytes that spans point into.
            Plain::Text => document.text,
        };
        output::print(&text, session.language)?;
        return Ok(Done::Well);
    }
    rows(&args.files, &reader, kind, session)
}

fn rows(files: &[String], reader: &Reader, kind: Kind, session: &Session) -> Result<Done, Failure> {
    input::check_names(&files.iter().map(String::as_str).collect::<Vec<_>>(), session.language)?;
    let mut done = Done::Well;
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let rows = files.iter().parallel_map_scoped_custom(
            scope,
            |options| options.threads(threads).buffer_size(AT_ONCE),
            |file: &String| row(file, session.document(reader, file, kind)),
        );
        for row in rows {
            if row.status != "ok" {
                done = Done::Partial;
            }
            output::print(&one_line(&row)?, session.language)?;
        }
        Ok(())
    })?;
    Ok(done)
}

fn row(document: &str, read: Result<Document, Failure>) -> Row<'_> {
    match read {
        Ok(Document { format, pages, text, .. }) => {
            Row { document, status: "ok", outcome: Outcome::Read { format, pages, text } }
        }
        Err(Failure { code, message, .. }) => {
            Row { document, status: "error", outcome: Outcome::Failed { code, message } }
        }
    }
}
