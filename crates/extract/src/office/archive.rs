//! A ZIP archive of a stranger.

use std::io::{Cursor, Read};

use sartor_core::document::Format;
use zip::ZipArchive;

use crate::{LimitKind, Limits, ReadError};

/// An entry may grow this large whatever its ratio; small files of XML pack very well.
const RATIO_FROM: u64 = 1 << 20;

/// An archive whose entries are unpacked under limits; what comes out counts, not what the headers say.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
    produced: u64,
}

impl<'a> Archive<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, ReadError> {
        check_count(bytes, limits)?;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        // One part under many names unpacks to many times its size, each within the ratio.
        if zip.has_overlapping_files().unwrap_or(false) {
            return Err(damaged());
        }
        Ok(Self { zip, limits, produced: 0 })
    }

    /// The text of an entry, if there is one by that name.
    pub(crate) fn text(&mut self, path: &str) -> Result<Option<String>, ReadError> {
        let Some(bytes) = self.bytes(path)? else { return Ok(None) };
        let encoding =
            encoding_rs::Encoding::for_bom(&bytes).map_or(encoding_rs::UTF_8, |(encoding, _)| encoding);
        Ok(Some(encoding.decode(&bytes).0.into_owned()))
    }

    fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.zip.index_for_name(path.trim_start_matches('/')) else { return Ok(None) };
        let entry = self.zip.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(text) if text.contains("assword") => {
                ReadError::Encrypted
            }
            _ => damaged(),
        })?;
        let ratio = u64::from(self.limits.archive_ratio);
        let by_ratio = entry.compressed_size().saturating_mul(ratio).max(RATIO_FROM);
        let by_total = self.limits.inflated_bytes - self.produced;
        let mut bytes = Vec::new();
        entry.take(by_ratio.min(by_total) + 1).read_to_end(&mut bytes).map_err(|error| {
            match error.kind() {
                std::io::ErrorKind::OutOfMemory => ReadError::Crashed,
                _ => damaged(),
            }
        })?;
        let count = bytes.len() as u64;
        if count > by_total {
            return Err(ReadError::Limit {
                what: LimitKind::InflatedBytes,
                limit: self.limits.inflated_bytes,
            });
        }
        if count > by_ratio {
            return Err(ReadError::Limit { what: LimitKind::ArchiveRatio, limit: ratio });
        }
        self.produced += count;
        Ok(Some(bytes))
    }
}

/// Counts the entries without a library, which would build a table of them first.
pub(crate) fn check_count(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let limit = limits.archive_entries as usize;
    let entries = memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(limit + 1).count();
    if entries > limit {
        return Err(ReadError::Limit { what: LimitKind::ArchiveEntries, limit: limit as u64 });
    }
    Ok(())
}

pub(crate) fn damaged() -> ReadError {
    ReadError::Damaged { format: Format::Docx }
}
