//! How long applicants are kept, and how they go: by the term, or because someone asks.

use std::fmt;

use jiff::{Span, Timestamp, tz::TimeZone};
use sqlx::{Any, Row, Transaction};

use crate::{
    Action, Actor, ApplicantId, Attempts, Missing, OpeningId, Store, StoreError, audit, store::instant,
};

/// How many months after the last contact an opening and its applicants are erased: 1 to 24, by default 6.
///
/// ```
/// use sartor_store::Retention;
/// let ends = Retention::default().ends("2026-08-31T10:00:00Z".parse()?);
/// assert_eq!(ends.to_string(), "2027-02-28T10:00:00Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Retention(u32);

impl Retention {
    /// The longest term, in months.
    pub const MAX: u32 = 24;

    /// A term in months.
    ///
    /// # Errors
    ///
    /// `store.retention` where it is none of 1 to 24.
    pub const fn new(months: u32) -> Result<Self, StoreError> {
        if 1 <= months && months <= Self::MAX {
            Ok(Self(months))
        } else {
            Err(StoreError::Retention { months })
        }
    }

    /// The months.
    pub const fn months(self) -> u32 {
        self.0
    }

    /// The instant from which on what was last in contact at `contact` is erased: the same time of day in UTC, on the same day of the
    /// month or its last.
    pub fn ends(self, contact: Timestamp) -> Timestamp {
        contact.to_zoned(TimeZone::UTC).saturating_add(Span::new().months(i64::from(self.0))).timestamp()
    }

    pub(crate) fn stored(months: i64) -> Result<Self, StoreError> {
        u32::try_from(months)
            .ok()
            .and_then(|months| Self::new(months).ok())
            .ok_or(StoreError::Damaged { place: "opening.retention_months" })
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self(6)
    }
}

impl fmt::Display for Retention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// What was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// Openings.
    pub openings: u64,
    /// Applicants, those of the openings among them.
    pub applicants: u64,
    /// Their notes.
    pub notes: u64,
    /// Whether the bytes are gone too.
    pub traces: Traces,
}

/// Whether bytes of what was erased may still lie in the files of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Traces {
    /// None lie there.
    Gone,
    /// They may lie in the write-ahead log of SQLite, which another process was reading; [`Store::wipe`] tries again, as does the next
    /// erasure and the next opening of the store.
    Pending,
    /// No query finds them; PostgreSQL overwrites the bytes when it vacuums and recycles its own log.
    LeftToDatabase,
}

impl Store {
    /// Erases an applicant with document, report, notes and traces of uploads. The log keeps the ids.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`.
    pub async fn erase_applicant(
        &self,
        id: &ApplicantId,
        by: &Actor,
        at: Timestamp,
    ) -> Result<Erased, StoreError> {
        let mut transaction = self.begin().await?;
        let notes =
            count(&mut transaction, "SELECT COUNT(*) AS n FROM note WHERE applicant = $1", id.as_str())
                .await?;
        let row = sqlx::query("DELETE FROM applicant WHERE id = $1 RETURNING opening")
            .bind(id.as_str())
            .fetch_optional(&mut *transaction)
            .await?
            .ok_or(StoreError::Missing(Missing::Applicant))?;
        let opening = audit::opening_of(&row)?;
        audit::write(&mut transaction, by, &Action::Erased, opening.as_ref(), Some(id), at).await?;
        self.gone(transaction, Erased { openings: 0, applicants: 1, notes, traces: Traces::Pending }).await
    }

    /// Erases an opening with all its applicants and all of theirs. The log keeps the ids.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`.
    pub async fn erase_opening(
        &self,
        id: &OpeningId,
        by: &Actor,
        at: Timestamp,
    ) -> Result<Erased, StoreError> {
        let mut transaction = self.begin().await?;
        // Openings before applicants, as everywhere: else two could wait for each other in PostgreSQL. Nobody is added from here on.
        let held = sqlx::query("UPDATE opening SET expires = expires WHERE id = $1")
            .bind(id.as_str())
            .execute(&mut *transaction)
            .await?;
        if held.rows_affected() == 0 {
            return Err(StoreError::Missing(Missing::Opening));
        }
        let notes = count(
            &mut transaction,
            "SELECT COUNT(*) AS n FROM note JOIN applicant ON applicant.id = note.applicant WHERE applicant.opening = $1",
            id.as_str(),
        )
        .await?;
        let rows = sqlx::query("DELETE FROM applicant WHERE opening = $1 RETURNING id, opening")
            .bind(id.as_str())
            .fetch_all(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM opening WHERE id = $1").bind(id.as_str()).execute(&mut *transaction).await?;
        for row in &rows {
            let applicant = audit::id_of(row)?;
            audit::write(&mut transaction, by, &Action::Erased, Some(id), applicant.as_ref(), at).await?;
        }
        audit::write(&mut transaction, by, &Action::Erased, Some(id), None, at).await?;
        let applicants = rows.len() as u64;
        self.gone(transaction, Erased { openings: 1, applicants, notes, traces: Traces::Pending }).await
    }

    /// Erases all applicants and openings whose term has ended at `now`, with everything of theirs, and sessions and attempts to sign
    /// in that are over. To be called once a day or more often.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`.
    pub async fn purge(&self, now: Timestamp) -> Result<Erased, StoreError> {
        let mut transaction = self.begin().await?;
        // Holds the openings first: see the erasure of one.
        sqlx::query(
            "UPDATE opening SET expires = expires \
             WHERE expires <= $1 OR id IN (SELECT opening FROM applicant WHERE applicant.expires <= $1)",
        )
        .bind(now.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        let notes = sqlx::query(
            "SELECT COUNT(*) AS n FROM note JOIN applicant ON applicant.id = note.applicant WHERE applicant.expires <= $1",
        )
        .bind(now.as_millisecond())
        .fetch_one(&mut *transaction)
        .await?
        .try_get::<i64, _>("n")?;
        let applicants = sqlx::query("DELETE FROM applicant WHERE expires <= $1 RETURNING id, opening")
            .bind(now.as_millisecond())
            .fetch_all(&mut *transaction)
            .await?;
        // An opening is in contact whenever one of its applicants is, so none that ends has anyone left.
        let openings = sqlx::query(
            "DELETE FROM opening WHERE expires <= $1 \
             AND NOT EXISTS (SELECT 1 FROM applicant WHERE applicant.opening = opening.id) RETURNING id AS opening",
        )
        .bind(now.as_millisecond())
        .fetch_all(&mut *transaction)
        .await?;
        for row in &applicants {
            let (opening, applicant) = (audit::opening_of(row)?, audit::id_of(row)?);
            let by = &Actor::Retention;
            audit::write(&mut transaction, by, &Action::Erased, opening.as_ref(), applicant.as_ref(), now)
                .await?;
        }
        for row in &openings {
            let opening = audit::opening_of(row)?;
            let by = &Actor::Retention;
            audit::write(&mut transaction, by, &Action::Erased, opening.as_ref(), None, now).await?;
        }
        sqlx::query("DELETE FROM signed_in WHERE expires <= $1")
            .bind(now.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM attempt WHERE made <= $1")
            .bind(now.as_millisecond().saturating_sub(Attempts::WINDOW_SECONDS * 1_000))
            .execute(&mut *transaction)
            .await?;
        let erased = Erased {
            openings: openings.len() as u64,
            applicants: applicants.len() as u64,
            notes: u64::try_from(notes).unwrap_or(0),
            traces: Traces::Pending,
        };
        self.gone(transaction, erased).await
    }

    /// Sets the term of an opening and of its applicants, counted from the last contact with each; what has ended by it goes with the
    /// next purge.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`.
    pub async fn set_retention(&self, id: &OpeningId, retention: Retention) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let row =
            sqlx::query("UPDATE opening SET retention_months = $2 WHERE id = $1 RETURNING last_contact")
                .bind(id.as_str())
                .bind(i64::from(retention.months()))
                .fetch_optional(&mut *transaction)
                .await?
                .ok_or(StoreError::Missing(Missing::Opening))?;
        let contact = instant(row.try_get("last_contact")?, "opening.last_contact")?;
        set_expiry(
            &mut transaction,
            "UPDATE opening SET expires = $2 WHERE id = $1",
            id.as_str(),
            retention,
            contact,
        )
        .await?;
        let rows = sqlx::query("SELECT id, last_contact FROM applicant WHERE opening = $1")
            .bind(id.as_str())
            .fetch_all(&mut *transaction)
            .await?;
        for row in rows {
            let contact = instant(row.try_get("last_contact")?, "applicant.last_contact")?;
            let applicant: String = row.try_get("id")?;
            let sql = "UPDATE applicant SET expires = $2 WHERE id = $1";
            set_expiry(&mut transaction, sql, &applicant, retention, contact).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Commits what erases, and wipes its traces.
    async fn gone(
        &self,
        mut transaction: Transaction<'static, Any>,
        erased: Erased,
    ) -> Result<Erased, StoreError> {
        if erased.openings + erased.applicants > 0 {
            Self::leave_traces(&mut transaction).await?;
        }
        transaction.commit().await?;
        // It is erased from here on, whether or not its bytes can be wiped at once.
        let traces = match self.wipe().await {
            Err(StoreError::Busy(_)) => Traces::Pending,
            other => other?,
        };
        Ok(Erased { traces, ..erased })
    }
}

/// Writes when something ends.
pub(crate) async fn set_expiry(
    transaction: &mut Transaction<'static, Any>,
    sql: &'static str,
    id: &str,
    retention: Retention,
    contact: Timestamp,
) -> Result<(), StoreError> {
    let ends = retention.ends(contact).as_millisecond();
    sqlx::query(sql).bind(id).bind(ends).execute(&mut **transaction).await?;
    Ok(())
}

async fn count(
    transaction: &mut Transaction<'static, Any>,
    sql: &'static str,
    id: &str,
) -> Result<u64, StoreError> {
    let number: i64 = sqlx::query(sql).bind(id).fetch_one(&mut **transaction).await?.try_get("n")?;
    Ok(u64::try_from(number).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_have_bounds() {
        assert!(Retention::new(0).is_err() && Retention::new(25).is_err());
        assert_eq!(Retention::new(24).unwrap().months(), 24);
        assert_eq!(Retention::default().months(), 6);
    }
}
