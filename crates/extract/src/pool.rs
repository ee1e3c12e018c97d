//! An archive of many files: its directory and its entries are read in a child, one entry after the other.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use crate::confine::allow_cpu;
use crate::frame::{self, Broken};
use crate::reader::WorkerCommand;
use crate::{LimitKind, Limits, ReadError};

/// The word for it on the worker's command line.
pub(crate) const UNPACK: &str = "unpack";

/// An entry may grow this large whatever its ratio.
const RATIO_FROM: u64 = 1 << 20;

/// The files of an archive, by name; each is handed over as it is unpacked, so that memory holds one.
///
/// A name is what the archive says: it is for showing, never a path. Folders, hidden files and what systems leave in archives are passed over.
/// An entry that cannot be unpacked is an error of its own; where the child ends early, the last item says why, under an empty name.
#[derive(Debug)]
pub struct Pool {
    child: Child,
    output: ChildStdout,
    limits: Limits,
    ended: bool,
}

/// The name of an entry, and its bytes or why there are none.
type Entry = (String, Result<Vec<u8>, ReadError>);

/// What comes before the bytes of an entry.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    name: String,
    error: Option<ReadError>,
}

/// What an archive turns out to be.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Found {
    /// Files of others.
    Pool,
    /// The parts of one document.
    Document,
    /// It does not open.
    Error(ReadError),
}

impl Pool {
    /// Opens an archive; `None` where it is one document (DOCX, ODT …), or no archive at all.
    pub(crate) fn open(
        worker: &WorkerCommand,
        mut file: File,
        limits: &Limits,
    ) -> Result<Option<Self>, ReadError> {
        let mut magic = [0; 4];
        let begins = file.read_exact(&mut magic).is_ok() && matches!(&magic, b"PK\x03\x04" | b"PK\x05\x06");
        let failed = |error: io::Error| ReadError::Worker { reason: error.to_string() };
        if !begins {
            return Ok(None);
        }
        let told = serde_json::to_string(limits).map_err(|error| failed(error.into()))?;
        let mut child = worker
            .with([UNPACK, &told])
            .stdin(Stdio::from(file))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let output = child.stdout.take().ok_or_else(|| failed(io::ErrorKind::BrokenPipe.into()))?;
        let mut pool = Self { child, output, limits: limits.clone(), ended: false };
        let found = pool.frame(limits.answer_bytes)?;
        match serde_json::from_slice(&found).map_err(|_| ReadError::Crashed)? {
            Found::Pool => Ok(Some(pool)),
            Found::Document => Ok(None),
            Found::Error(error) => Err(error),
        }
    }

    fn frame(&mut self, cap: u64) -> Result<Vec<u8>, ReadError> {
        let deadline = Instant::now() + Duration::from_secs(u64::from(self.limits.wall_seconds));
        frame::next(&mut self.output, cap, deadline).map_err(|broken| match broken {
            Broken::Late => ReadError::Timeout,
            Broken::TooLong => ReadError::Limit { what: LimitKind::AnswerBytes, limit: cap },
            Broken::Ended => ReadError::Crashed,
        })
    }

    fn entry(&mut self) -> Result<Option<<Self as Iterator>::Item>, ReadError> {
        let head = self.frame(self.limits.answer_bytes)?;
        // An empty head ends the list.
        if head.is_empty() {
            return Ok(None);
        }
        let head: Head = serde_json::from_slice(&head).map_err(|_| ReadError::Crashed)?;
        let bytes = match head.error {
            Some(error) => Err(error),
            None => Ok(self.frame(self.limits.file_bytes)?),
        };
        Ok(Some((head.name, bytes)))
    }
}

impl Iterator for Pool {
    type Item = Entry;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let entry = self.entry();
        self.ended = !matches!(entry, Ok(Some(_)));
        entry.unwrap_or_else(|error| Some((String::new(), Err(error))))
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The child's side: the archive is its standard input.
pub(crate) fn unpack(limits: &Limits, output: &mut impl Write) -> io::Result<()> {
    allow_cpu(limits.cpu_seconds)?;
    let file = File::from(rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdin(), 3)?);
    let archive = match open(file, limits) {
        Ok(archive) => archive,
        Err(error) => return say(&Found::Error(error), output),
    };
    let has = |name: &str| archive.index_for_name(name).is_some();
    let parts = has("[Content_Types].xml") || has("mimetype") && has("content.xml") || has("Index.zip");
    if parts {
        return say(&Found::Document, output);
    }
    say(&Found::Pool, output)?;
    entries(archive, limits, output)?;
    frame::send(output, &[])
}

fn say(found: &Found, output: &mut impl Write) -> io::Result<()> {
    frame::send(output, &serde_json::to_vec(found)?)
}

fn open(file: File, limits: &Limits) -> Result<ZipArchive<BufReader<File>>, ReadError> {
    let limit = limits.pool_entries;
    let damaged = || ReadError::DamagedArchive;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|_| damaged())?;
    if archive.len() > limit as usize {
        return Err(ReadError::Limit { what: LimitKind::PoolEntries, limit: u64::from(limit) });
    }
    // One part under many names unpacks to many times its size.
    if archive.has_overlapping_files().unwrap_or(false) {
        return Err(damaged());
    }
    Ok(archive)
}

fn entries(
    mut archive: ZipArchive<BufReader<File>>,
    limits: &Limits,
    output: &mut impl Write,
) -> io::Result<()> {
    let mut names: Vec<(String, usize)> = (0..archive.len())
        .map(|index| (name_of(&archive, index), index))
        .filter(|(name, _)| is_file_of_a_person(name))
        .collect();
    names.sort();
    for (name, index) in names {
        allow_cpu(limits.cpu_seconds)?;
        let bytes = bytes(&mut archive, index, limits);
        let (error, bytes) = match bytes {
            Ok(bytes) => (None, Some(bytes)),
            Err(error) => (Some(error), None),
        };
        frame::send(output, &serde_json::to_vec(&Head { name, error })?)?;
        if let Some(bytes) = bytes {
            frame::send(output, &bytes)?;
        }
    }
    Ok(())
}

/// The name of an entry; of one without a readable name, its number.
fn name_of(archive: &ZipArchive<BufReader<File>>, index: usize) -> String {
    let name = archive.name_for_index(index).and_then(Result::ok);
    name.map_or_else(|| format!("#{}", index + 1), std::borrow::Cow::into_owned)
}

/// No folder, no hidden file, no way up, nothing that a system left behind.
fn is_file_of_a_person(name: &str) -> bool {
    !name.ends_with(['/', '\\'])
        && !name
            .split(['/', '\\'])
            .any(|part| part.starts_with('.') || part == "__MACOSX" || part == "Thumbs.db")
}

fn bytes(
    archive: &mut ZipArchive<BufReader<File>>,
    index: usize,
    limits: &Limits,
) -> Result<Vec<u8>, ReadError> {
    let damaged = || ReadError::DamagedArchive;
    let entry = archive.by_index(index).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(text) if text.contains("assword") => ReadError::Encrypted,
        _ => damaged(),
    })?;
    let by_ratio = entry.compressed_size().saturating_mul(u64::from(limits.archive_ratio)).max(RATIO_FROM);
    let mut bytes = Vec::new();
    entry.take(by_ratio.min(limits.file_bytes) + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
    let count = bytes.len() as u64;
    if count > limits.file_bytes {
        return Err(ReadError::TooLarge { limit: limits.file_bytes });
    }
    if count > by_ratio {
        let limit = u64::from(limits.archive_ratio);
        return Err(ReadError::Limit { what: LimitKind::ArchiveRatio, limit });
    }
    Ok(bytes)
}
