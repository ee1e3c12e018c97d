//! The limits of one file.

use serde::{Deserialize, Serialize};

/// The limits of one file; the parent hands them to the worker.
///
/// ```
/// use sartor_extract::Limits;
/// let strict = Limits { pages: 2, ..Limits::default() };
/// assert_eq!(strict.wall_seconds, 10);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of the file; 10 MiB.
    pub file_bytes: u64,
    /// Pages of a PDF; 30.
    pub pages: u32,
    /// Characters that a document holds, blanks apart; for a PDF, that it draws; 200,000.
    pub glyphs: u32,
    /// Entries of an archive (DOCX, ODT), told before any is read; 2,000.
    pub archive_entries: u32,
    /// Files in an archive of many resumes, told before any is unpacked; 100,000.
    pub pool_entries: u32,
    /// How many times larger than its packed form an entry of an archive may grow, once it passes 1 MiB; 200.
    pub archive_ratio: u32,
    /// Bytes that all entries of an archive may give together, counted as they come; 64 MiB.
    pub inflated_bytes: u64,
    /// Depth of nested elements in XML and HTML; 256.
    pub xml_depth: u32,
    /// Seconds on the clock until the parent ends the worker; 10.
    pub wall_seconds: u32,
    /// Seconds of processor time for a file, within a second; 5.
    pub cpu_seconds: u32,
    /// Bytes of address space of the worker, its stacks included; 1 GiB.
    pub memory_bytes: u64,
    /// Bytes of the worker's answer, the document as JSON; 16 MiB.
    pub answer_bytes: u64,
    /// Files that a worker reads before another takes its place; 256.
    pub worker_files: u32,
    /// Bytes of memory that a worker may hold between two files, else another takes its place; 256 MiB.
    pub worker_resident_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 10 << 20,
            pages: 30,
            glyphs: 200_000,
            archive_entries: 2_000,
            pool_entries: 100_000,
            archive_ratio: 200,
            inflated_bytes: 64 << 20,
            xml_depth: 256,
            wall_seconds: 10,
            cpu_seconds: 5,
            memory_bytes: 1 << 30,
            answer_bytes: 16 << 20,
            worker_files: 256,
            worker_resident_bytes: 256 << 20,
        }
    }
}
