//! Files and standard input to documents.

use std::{
    fs::File,
    io::{self, ErrorKind, Read},
    path::Path,
};

use sartor_core::{Language, document::Document};
use sartor_extract::{Kind, Reader, check_name};

use crate::{failure::Failure, messages};

/// The name of standard input.
pub(crate) const STDIN: &str = "-";

/// Refuses arguments that cannot be read: an address, or standard input twice.
pub(crate) fn check_names(names: &[&str], language: Language) -> Result<(), Failure> {
    for name in names {
        check_address(name, language)?;
    }
    if names.iter().filter(|name| **name == STDIN).count() > 1 {
        return Err(Failure::usage("usage.stdin_twice", messages::stdin_twice(language)));
    }
    Ok(())
}

fn check_address(name: &str, language: Language) -> Result<(), Failure> {
    let is_address = name.split_once("://").is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    if is_address { Err(Failure::usage("input.url", messages::url(name, language))) } else { Ok(()) }
}

/// The bytes of a file or of standard input; one more than the limit is read, so that the reader can tell.
pub(crate) fn bytes(name: &str, limit: u64, language: Language) -> Result<Vec<u8>, Failure> {
    check_address(name, language)?;
    let mut bytes = Vec::new();
    let read = if name == STDIN {
        io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)
    } else {
        if Path::new(name).is_dir() {
            return Err(Failure::input(name, "input.folder", messages::folder(language)));
        }
        File::open(name).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(Failure::input(name, "input.not_found", messages::not_found(language)))
        }
        Err(error) => {
            Err(Failure::input(name, "input.unreadable", messages::unreadable(&error.to_string(), language)))
        }
    }
}

/// Reads a document in its child process.
pub(crate) fn document(
    reader: &Reader,
    name: &str,
    bytes: &[u8],
    kind: Kind,
    language: Language,
) -> Result<Document, Failure> {
    let document = reader.read(bytes, kind).map_err(|error| Failure::read(name, &error, language))?;
    if name != STDIN {
        check_name(name, document.format).map_err(|error| Failure::read(name, &error, language))?;
    }
    Ok(document)
}

/// The last part of a path, by which reports call a document; a dash stays a dash.
pub(crate) fn last_name(path: &str) -> &str {
    std::path::Path::new(path).file_name().and_then(std::ffi::OsStr::to_str).unwrap_or(path)
}
