//! What recruiters write beside an applicant.

use jiff::Timestamp;
use sqlx::{Row, any::AnyRow};

use crate::{
    Actor, ApplicantId, Missing, NoteId, Store, StoreError,
    store::{clean, instant},
};

/// The longest note, in bytes.
pub const NOTE_BYTES: usize = 10_000;

/// A note. The person whom it is about may ask to read it: it is part of [`Store::export_applicant`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// Who wrote it.
    pub author: Actor,
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: String,
}

impl Store {
    /// Adds a note to an applicant. It is no contact with the person and prolongs nothing.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.too_long` over [`NOTE_BYTES`]; `store.busy`, `store.database`.
    pub async fn add_note(
        &self,
        applicant: &ApplicantId,
        author: &Actor,
        text: &str,
        at: Timestamp,
    ) -> Result<NoteId, StoreError> {
        if text.len() > NOTE_BYTES {
            return Err(StoreError::TooLong { limit: NOTE_BYTES });
        }
        let id = NoteId::random()?;
        let added = sqlx::query(
            "INSERT INTO note (id, applicant, author, written, body) \
             SELECT $1, id, $3, $4, $5 FROM applicant WHERE id = $2",
        )
        .bind(id.as_str())
        .bind(applicant.as_str())
        .bind(author.as_str())
        .bind(at.as_millisecond())
        .bind(clean(text))
        .execute(self.write())
        .await?;
        if added.rows_affected() == 0 { Err(StoreError::Missing(Missing::Applicant)) } else { Ok(id) }
    }

    /// The notes of an applicant, the oldest first; none where there is no such applicant.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`, `store.damaged`.
    pub async fn notes(&self, applicant: &ApplicantId) -> Result<Vec<Note>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, author, written, body FROM note WHERE applicant = $1 ORDER BY written, id",
        )
        .bind(applicant.as_str())
        .fetch_all(self.read())
        .await?;
        rows.iter().map(note).collect()
    }

    /// Erases a note of an applicant, and wipes it from the files.
    ///
    /// # Errors
    ///
    /// `store.missing` where this applicant has no such note; `store.busy`, `store.database`.
    pub async fn remove_note(&self, applicant: &ApplicantId, id: &NoteId) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let removed = sqlx::query("DELETE FROM note WHERE id = $1 AND applicant = $2")
            .bind(id.as_str())
            .bind(applicant.as_str())
            .execute(&mut *transaction)
            .await?;
        if removed.rows_affected() == 0 {
            return Err(StoreError::Missing(Missing::Note));
        }
        Self::leave_traces(&mut transaction).await?;
        transaction.commit().await?;
        match self.wipe().await {
            Err(StoreError::Busy(_)) => Ok(()),
            other => other.map(|_| ()),
        }
    }
}

pub(crate) fn note(row: &AnyRow) -> Result<Note, StoreError> {
    Ok(Note {
        id: NoteId::parse(&row.try_get::<String, _>("id")?)
            .ok_or(StoreError::Damaged { place: "note.id" })?,
        author: Actor::stored(row.try_get("author")?),
        at: instant(row.try_get("written")?, "note.written")?,
        text: row.try_get("body")?,
    })
}
