//! Where resumes come from: files, folders, archives, and texts in JSON lines or Parquet.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use sartor_core::{Language, document::Document};
use sartor_extract::{Kind, Reader, read_text};
use serde_json::Value;

use crate::{failure::Failure, input, messages};

/// One resume, before it is read.
#[derive(Debug)]
pub(crate) struct Item {
    /// Its name in the table: a path, and for a part of a file, the part after it.
    pub(crate) name: String,
    pub(crate) content: Content,
}

/// What is there of it.
#[derive(Debug)]
pub(crate) enum Content {
    /// A file to open.
    File(PathBuf),
    /// The bytes of a file.
    Bytes(Vec<u8>),
    /// A text.
    Text(String),
    /// Nothing, and why.
    Failed(Failure),
}

/// What was there of it, in memory.
#[derive(Debug)]
pub(crate) enum Opened {
    /// The bytes of a file.
    Bytes(Vec<u8>),
    /// A text.
    Text(String),
}

impl Content {
    /// Brings it into memory; `name` is that of the item, for what is wrong with it.
    pub(crate) fn open(self, name: &str, reader: &Reader, language: Language) -> Result<Opened, Failure> {
        match self {
            Self::Bytes(bytes) => Ok(Opened::Bytes(bytes)),
            Self::Text(text) => Ok(Opened::Text(text)),
            Self::Failed(failure) => Err(failure),
            Self::File(path) => input::bytes(&path.to_string_lossy(), reader.limits().file_bytes, language)
                .map(Opened::Bytes)
                .map_err(|failure| Failure { document: Some(name.to_owned()), ..failure }),
        }
    }
}

impl Opened {
    /// blake3 of it.
    pub(crate) fn digest(&self) -> String {
        let bytes = match self {
            Self::Bytes(bytes) => bytes.as_slice(),
            Self::Text(text) => text.as_bytes(),
        };
        blake3::hash(bytes).to_hex().to_string()
    }

    /// Reads it: a file in a child, a text as it is.
    pub(crate) fn document(
        &self,
        name: &str,
        reader: &Reader,
        language: Language,
    ) -> Result<Document, Failure> {
        match self {
            Self::Bytes(bytes) => input::document(reader, name, bytes, Kind::Layout, language),
            Self::Text(text) => {
                read_text(text, reader.limits()).map_err(|error| Failure::read(name, &error, language))
            }
        }
    }
}

/// The columns of tables of texts.
#[derive(Debug, Clone)]
pub(crate) struct TextColumns {
    pub(crate) text: String,
    pub(crate) id: String,
}

/// What gives resumes, each named path once, by path.
#[derive(Debug)]
pub(crate) struct Sources {
    paths: Vec<Source>,
}

/// A path, and whether a person named it or a folder held it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Source {
    path: PathBuf,
    named: bool,
}

impl Sources {
    /// The files named and those of folders.
    pub(crate) fn of(paths: &[PathBuf]) -> Self {
        let mut found = Vec::new();
        for path in paths {
            // What cannot be listed keeps its row, and its reason is told there.
            if path.is_dir() && walk(path, &mut found).is_ok() {
                continue;
            }
            found.push(Source { path: path.clone(), named: true });
        }
        found.sort();
        found.dedup_by(|one, kept| {
            one.path == kept.path && {
                kept.named |= one.named;
                true
            }
        });
        Self { paths: found }
    }

    /// The paths.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().map(|source| source.path.as_path())
    }

    /// How many there are, archives and tables as one.
    pub(crate) fn len(&self) -> usize {
        self.paths.len()
    }

    /// The resumes, in order; each is opened when its turn comes.
    pub(crate) fn items<'a>(
        &'a self,
        reader: &'a Reader,
        columns: &'a TextColumns,
        language: Language,
    ) -> impl Iterator<Item = Item> + 'a {
        self.paths.iter().flat_map(move |source| source.items(reader, columns, language))
    }
}

impl Source {
    fn items<'a>(
        &self,
        reader: &'a Reader,
        columns: &'a TextColumns,
        language: Language,
    ) -> Box<dyn Iterator<Item = Item> + 'a> {
        let name = self.path.to_string_lossy().into_owned();
        let lines =
            self.named && matches!(self.path.extension(), Some(end) if end == "jsonl" || end == "ndjson");
        match magic(&self.path) {
            Some(magic) if magic.starts_with(b"PK") => {
                match File::open(&self.path).map(|file| reader.pool(file)) {
                    Ok(Ok(Some(pool))) => Box::new(pool.map(move |(entry, bytes)| {
                        let name = if entry.is_empty() { name.clone() } else { format!("{name}/{entry}") };
                        let content = bytes.map_or_else(
                            |error| Content::Failed(Failure::read(&name, &error, language)),
                            Content::Bytes,
                        );
                        Item { name, content }
                    })),
                    Ok(Err(error)) => {
                        let content = Content::Failed(Failure::read(&name, &error, language));
                        Box::new([Item { name, content }].into_iter())
                    }
                    _ => self.file(name),
                }
            }
            Some(magic) if &magic == b"PAR1" && self.named => {
                parquet_items(&self.path, name, columns, language)
            }
            Some(_) if lines => match File::open(&self.path) {
                Ok(file) => Box::new(json_lines(
                    BufReader::new(file),
                    name,
                    columns,
                    reader.limits().file_bytes,
                    language,
                )),
                Err(_) => self.file(name),
            },
            _ => self.file(name),
        }
    }

    /// The file as it is; what is wrong with it is told when it is read.
    fn file<'a>(&self, name: String) -> Box<dyn Iterator<Item = Item> + 'a> {
        Box::new([Item { name, content: Content::File(self.path.clone()) }].into_iter())
    }
}

/// The first four bytes of a file, where it has them.
fn magic(path: &Path) -> Option<[u8; 4]> {
    let mut magic = [0; 4];
    File::open(path).and_then(|mut file| file.read_exact(&mut magic)).ok()?;
    Some(magic)
}

/// Links to folders are not followed, so that no walk is endless.
fn walk(folder: &Path, found: &mut Vec<Source>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            if walk(&path, found).is_err() {
                found.push(Source { path, named: false });
            }
        } else if path.is_file() {
            found.push(Source { path, named: false });
        }
    }
    Ok(())
}

/// A text an object a line; a line that is none is a row with its reason.
fn json_lines<'a>(
    mut lines: impl BufRead + 'a,
    file: String,
    columns: &'a TextColumns,
    limit: u64,
    language: Language,
) -> impl Iterator<Item = Item> + 'a {
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            let mut line = Vec::new();
            number += 1;
            let name = format!("{file}/{number}");
            // Escapes make a text up to six times longer.
            let read = lines.by_ref().take(6 * limit + 1024).read_until(b'\n', &mut line);
            match read {
                Ok(0) => return None,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    let value = serde_json::from_slice::<Value>(&line).ok();
                    let (id, text) = value.as_ref().map_or((None, None), |value| texts_of(value, columns));
                    return Some(text_item(id.unwrap_or(name), text, columns, language));
                }
                Err(error) => {
                    let reason = messages::unreadable(&error.to_string(), language);
                    let failure = Failure::input(&name, "input.unreadable", reason);
                    // A row once, and then the end: the next read would fail alike.
                    lines.consume(usize::MAX);
                    return Some(Item { name, content: Content::Failed(failure) });
                }
            }
        }
    })
}

/// The id and the text of an object, as far as it has them.
fn texts_of(value: &Value, columns: &TextColumns) -> (Option<String>, Option<String>) {
    let id = value.get(&columns.id).and_then(|id| match id {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    });
    (id, value.get(&columns.text).and_then(Value::as_str).map(str::to_owned))
}

/// The item of a row of a table.
fn text_item(name: String, text: Option<String>, columns: &TextColumns, language: Language) -> Item {
    let content = match text {
        Some(text) => Content::Text(text),
        None => {
            let reason = messages::no_text_column(&columns.text, language);
            Content::Failed(Failure::input(&name, "input.row", reason))
        }
    };
    Item { name, content }
}

#[cfg(feature = "parquet")]
fn parquet_items<'a>(
    path: &Path,
    file: String,
    columns: &'a TextColumns,
    language: Language,
) -> Box<dyn Iterator<Item = Item> + 'a> {
    let failed = |name: &str, reason: String| Item {
        name: name.to_owned(),
        content: Content::Failed(Failure::input(name, "input.row", reason)),
    };
    let opened = File::open(path).map_err(|error| error.to_string()).and_then(|opened| {
        sartor_columns::texts(opened, &columns.text, &columns.id).map_err(|error| error.to_string())
    });
    match opened {
        Ok(texts) => Box::new((1..).zip(texts).map(move |(number, row)| {
            let name = format!("{file}/{number}");
            match row {
                Ok((id, text)) => text_item(id.unwrap_or(name), text, columns, language),
                Err(error) => failed(&name, messages::parquet(&error.to_string(), language)),
            }
        })),
        Err(error) => Box::new([failed(&file, messages::parquet(&error, language))].into_iter()),
    }
}

#[cfg(not(feature = "parquet"))]
fn parquet_items<'a>(
    path: &Path,
    name: String,
    _: &'a TextColumns,
    _: Language,
) -> Box<dyn Iterator<Item = Item> + 'a> {
    Box::new([Item { name, content: Content::File(path.to_owned()) }].into_iter())
}

/// The paths of a list, one a line; `-` is standard input.
pub(crate) fn listed(list: &str, language: Language) -> Result<Vec<PathBuf>, Failure> {
    let bytes = input::bytes(list, u64::MAX - 1, language)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(PathBuf::from).collect())
}
