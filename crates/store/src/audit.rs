//! The log: who saw, revealed, exported or erased what, by ids alone.

use std::fmt;

use jiff::Timestamp;
use sqlx::{Any, Row, Transaction, any::AnyRow};

use crate::{
    ApplicantId, OpeningId, Store, StoreError,
    store::{instant, token},
};

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Actor {
    /// Whoever sits at this machine: the command line, or a server without accounts.
    Local,
    /// The purge of what has been kept long enough.
    Retention,
    /// An account, by its name.
    User(String),
}

impl Actor {
    /// As it is stored and shown; no account may be called `local` or `retention`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Local => "local",
            Self::Retention => "retention",
            Self::User(name) => name,
        }
    }

    pub(crate) fn stored(text: String) -> Self {
        match text.as_str() {
            "local" => Self::Local,
            "retention" => Self::Retention,
            _ => Self::User(text),
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Action {
    /// Looked at.
    Saw,
    /// A masked field was shown: its name (`email`), never its value.
    Revealed(String),
    /// Written to a file, in this format (`csv`).
    Exported(String),
    /// Erased with everything.
    Erased,
    /// The whole store was copied.
    BackedUp,
}

impl Action {
    /// Its stable name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Saw => "saw",
            Self::Revealed(_) => "revealed",
            Self::Exported(_) => "exported",
            Self::Erased => "erased",
            Self::BackedUp => "backed_up",
        }
    }

    /// The field or the format.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Revealed(detail) | Self::Exported(detail) => Some(detail),
            Self::Saw | Self::Erased | Self::BackedUp => None,
        }
    }

    fn stored(name: &str, detail: Option<String>) -> Result<Self, StoreError> {
        match (name, detail) {
            ("saw", None) => Ok(Self::Saw),
            ("revealed", Some(field)) => Ok(Self::Revealed(field)),
            ("exported", Some(format)) => Ok(Self::Exported(format)),
            ("erased", None) => Ok(Self::Erased),
            ("backed_up", None) => Ok(Self::BackedUp),
            _ => Err(StoreError::Damaged { place: "log.action" }),
        }
    }
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number; later ones are higher.
    pub entry: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Action,
    /// Of which opening; it may be gone.
    pub opening: Option<OpeningId>,
    /// Of which applicant, who may be gone; none where it was the whole opening.
    pub applicant: Option<ApplicantId>,
}

/// Which entries are wanted.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    /// Of this opening.
    pub opening: Option<OpeningId>,
    /// Of this applicant.
    pub applicant: Option<ApplicantId>,
    /// Older than the entry of this number: for the next page.
    pub before: Option<i64>,
    /// At most so many; 0 is 100.
    pub limit: u32,
}

impl Store {
    /// Adds an entry to the log. It stands when this returns, so call it before what is logged is shown.
    ///
    /// # Errors
    ///
    /// `store.token` where a field or a format is no short word; `store.busy`, `store.database`.
    pub async fn record(
        &self,
        actor: &Actor,
        action: &Action,
        opening: Option<&OpeningId>,
        applicant: Option<&ApplicantId>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        write(&mut transaction, actor, action, opening, applicant, at).await?;
        Ok(transaction.commit().await?)
    }

    /// The entries that are wanted, the latest first.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`, `store.damaged`.
    pub async fn audit(&self, wanted: &AuditFilter) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = sqlx::query(
            "SELECT entry, made, actor, action, detail, opening, applicant FROM audit \
             WHERE ($1 = '' OR opening = $1) AND ($2 = '' OR applicant = $2) AND entry < $3 ORDER BY entry DESC LIMIT $4",
        )
        .bind(wanted.opening.as_ref().map_or("", OpeningId::as_str))
        .bind(wanted.applicant.as_ref().map_or("", ApplicantId::as_str))
        .bind(wanted.before.unwrap_or(i64::MAX))
        .bind(if wanted.limit == 0 { 100 } else { i64::from(wanted.limit) })
        .fetch_all(self.read())
        .await?;
        rows.iter().map(entry).collect()
    }
}

/// Adds an entry within a transaction.
pub(crate) async fn write(
    transaction: &mut Transaction<'static, Any>,
    actor: &Actor,
    action: &Action,
    opening: Option<&OpeningId>,
    applicant: Option<&ApplicantId>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let detail = action.detail().map(token).transpose()?;
    sqlx::query(
        "INSERT INTO audit (made, actor, action, detail, opening, applicant) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(at.as_millisecond())
    .bind(actor.as_str())
    .bind(action.name())
    .bind(detail)
    .bind(opening.map(OpeningId::as_str))
    .bind(applicant.map(ApplicantId::as_str))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// The column `opening` of a row.
pub(crate) fn opening_of(row: &AnyRow) -> Result<Option<OpeningId>, StoreError> {
    Ok(row.try_get::<Option<String>, _>("opening")?.as_deref().and_then(OpeningId::parse))
}

/// The column `id` of a row of an applicant.
pub(crate) fn id_of(row: &AnyRow) -> Result<Option<ApplicantId>, StoreError> {
    Ok(ApplicantId::parse(&row.try_get::<String, _>("id")?))
}

fn entry(row: &AnyRow) -> Result<AuditEntry, StoreError> {
    Ok(AuditEntry {
        entry: row.try_get("entry")?,
        at: instant(row.try_get("made")?, "log.made")?,
        actor: Actor::stored(row.try_get("actor")?),
        action: Action::stored(&row.try_get::<String, _>("action")?, row.try_get("detail")?)?,
        opening: opening_of(row)?,
        applicant: row.try_get::<Option<String>, _>("applicant")?.as_deref().and_then(ApplicantId::parse),
    })
}
