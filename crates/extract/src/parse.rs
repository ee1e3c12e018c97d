//! Bytes to a document, in this process.

use std::borrow::Cow;

use sartor_core::document::{Document, Format};
use serde::{Deserialize, Serialize};

use crate::{LimitKind, Limits, ReadError, detect, markdown, naive, office, pdf, plain, web};

/// Which of the two readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The reader: columns, reading order, looks, hidden text.
    Layout,
    /// What a simple parser gets from the file; for the audit only.
    Naive,
}

impl Kind {
    /// The word for it on the worker's command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Layout => "layout",
            Self::Naive => "naive",
        }
    }
}

/// Parses a file in this process.
///
/// For the worker, tests, fuzzing, benches and bytes that are trusted: a hostile file may exhaust the memory or the stack, which no one can catch; see
/// [`Reader`](crate::Reader) for files of others.
///
/// # Errors
///
/// Every [`ReadError`] but [`Timeout`](ReadError::Timeout), [`Crashed`](ReadError::Crashed) and [`Worker`](ReadError::Worker).
///
/// ```
/// use sartor_extract::{Kind, Limits, read_in_process};
/// let document = read_in_process("Zoé Martin\nRust".as_bytes(), &Limits::default(), Kind::Layout)?;
/// assert_eq!(document.text, "Zoé Martin\nRust\n");
/// # Ok::<(), sartor_extract::ReadError>(())
/// ```
pub fn read_in_process(bytes: &[u8], limits: &Limits, kind: Kind) -> Result<Document, ReadError> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadError::TooLarge { limit: limits.file_bytes });
    }
    if bytes.starts_with(b"PK") {
        office::check_count(bytes, limits)?;
    }
    let format = detect(bytes)?;
    let document = match (format, kind) {
        (Format::Pdf, Kind::Layout) => pdf::read(bytes, limits)?,
        (Format::Pdf, Kind::Naive) => naive::pdf(bytes)?,
        (Format::Docx, Kind::Layout) => office::read_docx(bytes, limits)?,
        (Format::Docx, Kind::Naive) => office::read_docx_naively(bytes, limits)?,
        (Format::Odt, _) => office::read_odt(bytes, limits)?,
        (Format::Rtf, _) => office::read_rtf(bytes, limits)?,
        (Format::Html, _) => web::read_html(&plain::decode(bytes), limits)?,
        (Format::Json, _) => web::read_json(&plain::decode(bytes), limits)?,
        (Format::Markdown, _) => markdown::read(&plain::decode(bytes)),
        _ => plain::read(bytes),
    };
    checked(document, limits)
}

/// The document of a text that is one already, in this process: nothing of it is parsed.
///
/// # Errors
///
/// [`ReadError::Empty`], [`ReadError::TooLarge`] and [`ReadError::Limit`] of its characters.
///
/// ```
/// use sartor_extract::{Limits, read_text};
/// assert_eq!(read_text("Zoé Martin\nRust", &Limits::default())?.lines.len(), 2);
/// # Ok::<(), sartor_extract::ReadError>(())
/// ```
pub fn read_text(text: &str, limits: &Limits) -> Result<Document, ReadError> {
    check_text(text, limits)?;
    checked(plain::read_decoded(text), limits)
}

/// The text of the document that [`read_text`] makes, for who needs no more: most texts are it already.
///
/// # Errors
///
/// Those of [`read_text`].
///
/// ```
/// use std::borrow::Cow;
/// use sartor_extract::{Limits, text_of};
/// let limits = Limits::default();
/// assert!(matches!(text_of("Zoé Martin\nRust\n", &limits)?, Cow::Borrowed(_)));
/// assert_eq!(text_of("Zoé Martin \r\nRust", &limits)?, "Zoé Martin\nRust\n");
/// # Ok::<(), sartor_extract::ReadError>(())
/// ```
pub fn text_of<'t>(text: &'t str, limits: &Limits) -> Result<Cow<'t, str>, ReadError> {
    check_text(text, limits)?;
    // A character has a byte at least.
    if text.len() as u64 <= u64::from(limits.glyphs) && plain::is_as_read(text) {
        return Ok(Cow::Borrowed(text));
    }
    checked(plain::read_decoded(text), limits).map(|document| Cow::Owned(document.text))
}

fn check_text(text: &str, limits: &Limits) -> Result<(), ReadError> {
    if text.len() as u64 > limits.file_bytes {
        return Err(ReadError::TooLarge { limit: limits.file_bytes });
    }
    if text.trim().is_empty() { Err(ReadError::Empty) } else { Ok(()) }
}

/// The document of a text that someone pasted, in this process, where it is a plain one; nothing where it has a form that must be parsed, or
/// cannot be read: a [`Reader`](crate::Reader) says what of it.
///
/// # Errors
///
/// Those of [`read_text`].
///
/// ```
/// use sartor_extract::{Limits, read_pasted};
/// assert!(read_pasted("Zoé Martin\nRust", &Limits::default())?.is_some());
/// assert!(read_pasted("<html><p>Zoé Martin", &Limits::default())?.is_none());
/// # Ok::<(), sartor_extract::ReadError>(())
/// ```
pub fn read_pasted(text: &str, limits: &Limits) -> Result<Option<Document>, ReadError> {
    // What may be an archive is not even looked into here.
    if text.starts_with("PK") || text.len() as u64 > limits.file_bytes {
        return Ok(None);
    }
    match detect(text.as_bytes()) {
        Ok(Format::Text) => read_text(text, limits).map(Some),
        _ => Ok(None),
    }
}

/// What every document has: some text, and not too much of it.
fn checked(document: Document, limits: &Limits) -> Result<Document, ReadError> {
    if document.text.trim().is_empty() {
        return Err(ReadError::NoText);
    }
    // A character has a byte at least: only of a long text they are counted.
    let most = document.text.len() as u64;
    let glyphs = || document.text.chars().filter(|c| !c.is_whitespace()).count() as u64;
    if most > u64::from(limits.glyphs) && glyphs() > u64::from(limits.glyphs) {
        return Err(ReadError::Limit { what: LimitKind::Glyphs, limit: u64::from(limits.glyphs) });
    }
    Ok(document)
}
