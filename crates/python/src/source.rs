//! What comes from Python as a document: a text, the bytes of a file, or the path of one.

use std::path::PathBuf;

use pyo3::prelude::*;
use sartor_core::{Language, document::Document};
use sartor_extract::{Kind, ReadError, Reader, check_name, read_text};

use crate::Failure;

/// A document, before it is read.
#[derive(FromPyObject)]
pub(crate) enum Source {
    /// A text.
    Text(String),
    /// The bytes of a file.
    Bytes(Vec<u8>),
    /// The path of a file.
    Path(PathBuf),
}

/// A document, read.
pub(crate) struct Read {
    pub(crate) document: Document,
    /// The last part of its path.
    pub(crate) name: String,
    /// Its bytes, where it was a file.
    pub(crate) bytes: Option<Vec<u8>>,
}

impl Source {
    /// Reads it: a text as it is, a file in a child.
    pub(crate) fn read(self, reader: &Reader, language: Language) -> Result<Read, Failure> {
        let failed = |error: &ReadError| Failure::new(error.code(), error.message(language));
        let (name, bytes) = match self {
            Self::Text(text) => {
                let document = read_text(&text, reader.limits()).map_err(|error| failed(&error))?;
                return Ok(Read { document, name: "-".to_owned(), bytes: None });
            }
            Self::Bytes(bytes) => ("-".to_owned(), bytes),
            Self::Path(path) => {
                let bytes = std::fs::read(&path).map_err(|error| {
                    Failure::new("input.unreadable", format!("{}: {error}", path.display()))
                })?;
                (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes)
            }
        };
        let document = reader
            .read(&bytes, Kind::Layout)
            .and_then(|document| check_name(&name, document.format).map(|()| document))
            .map_err(|error| failed(&error))?;
        Ok(Read { document, name, bytes: Some(bytes) })
    }
}
