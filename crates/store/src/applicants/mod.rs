//! Applicants of an opening: what is kept of each, and how they are listed.

mod add;
pub(crate) mod list;

use jiff::Timestamp;

use crate::{ApplicantId, Json, OpeningId};

/// A file that someone sent, to be kept as an applicant.
#[derive(Debug, Clone)]
pub struct NewApplicant<'a> {
    /// The blake3 digest of its bytes, 64 lower-case hexadecimal digits: the same bytes are kept once in an opening.
    pub digest: &'a str,
    /// The name of the file, for display only.
    pub file_name: &'a str,
    /// The name of the person, where the file shows one.
    pub name: Option<&'a str>,
    /// What came of reading it.
    pub outcome: Outcome,
}

/// What came of reading a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It was read and compared with the posting.
    Read {
        /// Its text and pages, for showing the evidence; not read by the store.
        document: Json,
        /// The report; not read by the store.
        report: Json,
        /// What it is ranked by.
        rank: Rank,
    },
    /// It could not be read.
    Failed {
        /// The stable code (`input.encrypted`).
        code: String,
    },
}

/// What applicants are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rank {
    /// Fit, in hundredths of a point; none where the posting asks nothing.
    pub fit: Option<i64>,
    /// Share of the required that is covered, 0 to 1.
    pub coverage: Option<f64>,
    /// Number of required items that are missing.
    pub missing: u32,
}

/// The acknowledgement of an applicant: it is committed when this is in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The applicant.
    pub applicant: ApplicantId,
    /// The label of the blind view.
    pub label: String,
    /// Whether it was there before.
    pub arrival: Arrival,
}

/// What a file was to an opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// A file that was not there.
    New,
    /// A file that was there; nothing changed.
    Known,
    /// A file that was there and could not be read then, and now could.
    Mended,
}

/// An applicant in a list, ranked: fit, then coverage, then label, so that no name decides a place; files that could not be read last.
#[derive(Debug, Clone, PartialEq)]
pub struct ApplicantLine {
    /// Its id.
    pub id: ApplicantId,
    /// Its opening.
    pub opening: OpeningId,
    /// Eleven characters that stand for the person in the blind view: the same for the same bytes within an opening, and nothing
    /// without the opening's secret salt.
    pub label: String,
    /// The digest of the bytes of the file.
    pub digest: String,
    /// The name of the file, as it was sent: escape it wherever it is shown.
    pub file_name: String,
    /// The name of the person.
    pub name: Option<String>,
    /// Why the file could not be read; none where it was.
    pub code: Option<String>,
    /// What it is ranked by.
    pub rank: Rank,
    /// When it came.
    pub created: Timestamp,
    /// The last contact.
    pub last_contact: Timestamp,
    /// When it goes, if nothing happens until then.
    pub expires: Timestamp,
    /// Its notes.
    pub notes: u64,
}

/// An applicant in the blind list: what names the person is not even read.
#[derive(Debug, Clone, PartialEq)]
pub struct BlindLine {
    /// Its id.
    pub id: ApplicantId,
    /// What stands for the person.
    pub label: String,
    /// Why the file could not be read; none where it was.
    pub code: Option<String>,
    /// What it is ranked by.
    pub rank: Rank,
}

/// An applicant with everything but notes.
#[derive(Debug, Clone, PartialEq)]
pub struct Applicant {
    /// As in a list.
    pub line: ApplicantLine,
    /// Text and pages; none where the file could not be read.
    pub document: Option<Json>,
    /// The report; none where the file could not be read.
    pub report: Option<Json>,
}
