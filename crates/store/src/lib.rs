//! Openings with their applicants, the people who may see them, and the log of what they did: SQLite within, PostgreSQL by address.
//!
//! The store has no clock: every time is an argument, kept in milliseconds. Documents and reports are JSON that it does not read.
//! Whatever was acknowledged has been committed; one applicant is one transaction.
//!
//! ```
//! use sartor_core::Language;
//! use sartor_store::{Arrival, Json, NewApplicant, NewOpening, Outcome, Place, Rank, Store};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let store = Store::open(&Place::Memory).await?;
//! let now = "2026-11-22T09:00:00Z".parse()?;
//! let posting = NewOpening::of_text("Backend developer", "Rust is required.", Language::En, "2026-11-22".parse()?);
//! let opening = store.add_opening(&posting, now).await?;
//! let digest = "a".repeat(64);
//! let sent = NewApplicant {
//!     digest: &digest,
//!     file_name: "resume.pdf",
//!     name: Some("Camille Exemple"),
//!     outcome: Outcome::Read {
//!         document: Json::of(&"the text")?,
//!         report: Json::of(&[1, 2])?,
//!         rank: Rank { fit: Some(7_470), coverage: Some(0.75), missing: 1 },
//!     },
//! };
//! let first = store.add_applicant(&opening, &sent, None, now).await?;
//! let again = store.add_applicant(&opening, &sent, None, now).await?;
//! assert_eq!((first.arrival, again.arrival), (Arrival::New, Arrival::Known));
//! assert_eq!(first.applicant, again.applicant);
//! # Ok(())
//! # }
//! ```
//!
//! # Where the data lies
//!
//! [`Place::Folder`] keeps `sartor.db`, with `sartor.db-wal` and `sartor.db-shm` beside it while it is open. To restore a
//! [backup](Store::backup), stop whatever has the store open, delete these three, put the copy in the place of `sartor.db`, and start
//! again; a copy of an earlier version is upgraded then. What was erased after a backup is still in the backup: purge again after a
//! restore, and delete old copies.
//!
//! [`Place::Database`] is PostgreSQL; it is backed up by its own tools. The connection is not encrypted: use a socket, the same
//! machine, or a tunnel. An address that asks for encryption (`sslmode=require`) is refused.

mod access;
mod applicants;
mod audit;
mod backup;
mod error;
mod export;
mod id;
mod json;
mod migrate;
mod notes;
mod openings;
mod place;
mod retention;
mod store;
mod uploads;

pub use access::{Attempts, NewSession, PASSWORD_BYTES, Role, Session, SignIn, User};
pub use applicants::{Applicant, ApplicantLine, Arrival, BlindLine, NewApplicant, Outcome, Rank, Receipt};
pub use audit::{Action, Actor, AuditEntry, AuditFilter};
pub use error::{Missing, StoreError};
pub use id::{ApplicantId, NoteId, OpeningId, UploadId};
pub use json::Json;
pub use migrate::SCHEMA_VERSION;
pub use notes::{NOTE_BYTES, Note};
pub use openings::{NewOpening, Opening, OpeningLine};
pub use place::{Backend, Place};
pub use retention::{Erased, Retention, Traces};
pub use store::Store;
pub use uploads::{Upload, UploadFile};
