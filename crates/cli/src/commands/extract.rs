//! `sartor extract`: the text of a document.

use sartor_extract::Kind;

use super::{Done, pretty};
use crate::{
    args::{Extract, Plain, ReaderKind},
    failure::Failure,
    output,
    session::Session,
};

pub(crate) fn run(args: &Extract, session: &Session) -> Result<Done, Failure> {
    let kind = match args.reader {
        ReaderKind::Layout => Kind::Layout,
        ReaderKind::Naive => Kind::Naive,
    };
    let document = session.document(&session.reader()?, &args.file, kind)?;
    let text = match args.format {
        Plain::Json => pretty(&document)?,
        // The very bytes that spans point into.
        Plain::Text => document.text,
    };
    output::print(&text, session.language)?;
    Ok(Done::Well)
}
