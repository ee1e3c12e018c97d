//! Openings: a posting, what the recruiter weighs, and how long its applicants are kept.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use sartor_core::Language;
use sqlx::{Any, Row, Transaction, any::AnyRow};

use crate::{
    Json, Missing, OpeningId, Retention, Store, StoreError,
    id::{hex, random},
    retention::set_expiry,
    store::{clean, instant, token},
};

/// An opening to be kept.
#[derive(Debug, Clone)]
pub struct NewOpening<'a> {
    /// Its title.
    pub title: &'a str,
    /// The text of the posting.
    pub posting: &'a str,
    /// What the text came as: a short word (`text`, `pdf`).
    pub posting_kind: &'a str,
    /// The name of its file, for display only.
    pub posting_name: Option<&'a str>,
    /// The language of the posting.
    pub language: Language,
    /// The reference date of its reports.
    pub as_of: Date,
    /// Weights that the recruiter gave to requirements, by id, in the unit of the caller; the others keep theirs.
    pub weights: BTreeMap<String, u32>,
    /// How long its applicants are kept.
    pub retention: Retention,
}

impl<'a> NewOpening<'a> {
    /// An opening with a pasted posting, no weights of its own, and the default retention.
    pub fn of_text(title: &'a str, posting: &'a str, language: Language, as_of: Date) -> Self {
        Self {
            title,
            posting,
            posting_kind: "text",
            posting_name: None,
            language,
            as_of,
            weights: BTreeMap::new(),
            retention: Retention::default(),
        }
    }
}

/// An opening that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Its id.
    pub id: OpeningId,
    /// Its title.
    pub title: String,
    /// The text of the posting.
    pub posting: String,
    /// What the text came as.
    pub posting_kind: String,
    /// The name of its file.
    pub posting_name: Option<String>,
    /// The language of the posting.
    pub language: Language,
    /// The reference date of its reports.
    pub as_of: Date,
    /// Weights that the recruiter gave to requirements.
    pub weights: BTreeMap<String, u32>,
    /// How long its applicants are kept.
    pub retention: Retention,
    /// When it was made.
    pub created: Timestamp,
    /// The last contact with it or with one of its applicants.
    pub last_contact: Timestamp,
    /// When it goes, if nothing happens until then.
    pub expires: Timestamp,
}

/// An opening in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningLine {
    /// Its id.
    pub id: OpeningId,
    /// Its title.
    pub title: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it goes.
    pub expires: Timestamp,
    /// Its applicants.
    pub applicants: u64,
    /// Those of them whose file could not be read.
    pub unread: u64,
}

impl Store {
    /// Keeps a new opening.
    ///
    /// # Errors
    ///
    /// `store.token` where the kind is no short word; `store.busy`, `store.database`.
    pub async fn add_opening(&self, new: &NewOpening<'_>, now: Timestamp) -> Result<OpeningId, StoreError> {
        let id = OpeningId::random()?;
        sqlx::query(
            "INSERT INTO opening (id, title, posting, posting_kind, posting_name, language, weights, as_of, salt, \
             retention_months, created, last_contact, expires) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)",
        )
        .bind(id.as_str())
        .bind(clean(new.title))
        .bind(clean(new.posting))
        .bind(token(new.posting_kind)?)
        .bind(new.posting_name.map(clean))
        .bind(new.language.code())
        .bind(Json::of(&new.weights)?.as_str())
        .bind(new.as_of.to_string())
        .bind(hex(&random::<16>()?))
        .bind(i64::from(new.retention.months()))
        .bind(now.as_millisecond())
        .bind(new.retention.ends(now).as_millisecond())
        .execute(self.write())
        .await?;
        Ok(id)
    }

    /// Replaces title, posting, language, reference date and weights; the reports of its applicants are the caller's to renew, with
    /// [`Store::set_reports`]. The retention stays: see [`Store::set_retention`].
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.token`; `store.busy`, `store.database`.
    pub async fn update_opening(&self, id: &OpeningId, new: &NewOpening<'_>) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE opening SET title = $2, posting = $3, posting_kind = $4, posting_name = $5, language = $6, \
             weights = $7, as_of = $8 WHERE id = $1",
        )
        .bind(id.as_str())
        .bind(clean(new.title))
        .bind(clean(new.posting))
        .bind(token(new.posting_kind)?)
        .bind(new.posting_name.map(clean))
        .bind(new.language.code())
        .bind(Json::of(&new.weights)?.as_str())
        .bind(new.as_of.to_string())
        .execute(self.write())
        .await?;
        found(done.rows_affected())
    }

    /// Sets the weights alone.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`.
    pub async fn set_weights(
        &self,
        id: &OpeningId,
        weights: &BTreeMap<String, u32>,
    ) -> Result<(), StoreError> {
        let done = sqlx::query("UPDATE opening SET weights = $2 WHERE id = $1")
            .bind(id.as_str())
            .bind(Json::of(weights)?.as_str())
            .execute(self.write())
            .await?;
        found(done.rows_affected())
    }

    /// An opening.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`, `store.damaged`.
    pub async fn opening(&self, id: &OpeningId) -> Result<Opening, StoreError> {
        let row = sqlx::query(
            "SELECT id, title, posting, posting_kind, posting_name, language, weights, as_of, retention_months, created, \
             last_contact, expires FROM opening WHERE id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(self.read())
        .await?
        .ok_or(StoreError::Missing(Missing::Opening))?;
        opening(&row)
    }

    /// All openings, the latest first.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`, `store.damaged`.
    pub async fn openings(&self) -> Result<Vec<OpeningLine>, StoreError> {
        let rows = sqlx::query(
            "SELECT opening.id, opening.title, opening.created, opening.expires, COUNT(applicant.id) AS applicants, \
             COUNT(CASE WHEN applicant.status = 'error' THEN 1 END) AS unread \
             FROM opening LEFT JOIN applicant ON applicant.opening = opening.id \
             GROUP BY opening.id, opening.title, opening.created, opening.expires \
             ORDER BY opening.created DESC, opening.id",
        )
        .fetch_all(self.read())
        .await?;
        rows.iter().map(line).collect()
    }
}

/// What a new applicant needs to know of an opening that was touched.
pub(crate) struct Touched {
    pub(crate) salt: String,
    pub(crate) retention: Retention,
}

/// Tells that there was contact with an opening, and holds its row until the end of the transaction.
pub(crate) async fn touch(
    transaction: &mut Transaction<'static, Any>,
    id: &OpeningId,
    at: Timestamp,
) -> Result<Touched, StoreError> {
    let row = sqlx::query(
        "UPDATE opening SET last_contact = CASE WHEN last_contact < $2 THEN $2 ELSE last_contact END WHERE id = $1 \
         RETURNING last_contact, retention_months, salt",
    )
    .bind(id.as_str())
    .bind(at.as_millisecond())
    .fetch_optional(&mut **transaction)
    .await?
    .ok_or(StoreError::Missing(Missing::Opening))?;
    let retention = Retention::stored(row.try_get("retention_months")?)?;
    let contact = instant(row.try_get("last_contact")?, "opening.last_contact")?;
    let sql = "UPDATE opening SET expires = $2 WHERE id = $1";
    set_expiry(transaction, sql, id.as_str(), retention, contact).await?;
    Ok(Touched { salt: row.try_get("salt")?, retention })
}

const fn found(rows: u64) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::Missing(Missing::Opening)) } else { Ok(()) }
}

fn id(row: &AnyRow) -> Result<OpeningId, StoreError> {
    OpeningId::parse(&row.try_get::<String, _>("id")?).ok_or(StoreError::Damaged { place: "opening.id" })
}

fn opening(row: &AnyRow) -> Result<Opening, StoreError> {
    let language: String = row.try_get("language")?;
    let as_of: String = row.try_get("as_of")?;
    Ok(Opening {
        id: id(row)?,
        title: row.try_get("title")?,
        posting: row.try_get("posting")?,
        posting_kind: row.try_get("posting_kind")?,
        posting_name: row.try_get("posting_name")?,
        language: [Language::Fr, Language::En]
            .into_iter()
            .find(|known| known.code() == language)
            .ok_or(StoreError::Damaged { place: "opening.language" })?,
        as_of: as_of.parse().map_err(|_| StoreError::Damaged { place: "opening.as_of" })?,
        weights: Json::stored(row.try_get("weights")?).read()?,
        retention: Retention::stored(row.try_get("retention_months")?)?,
        created: instant(row.try_get("created")?, "opening.created")?,
        last_contact: instant(row.try_get("last_contact")?, "opening.last_contact")?,
        expires: instant(row.try_get("expires")?, "opening.expires")?,
    })
}

fn line(row: &AnyRow) -> Result<OpeningLine, StoreError> {
    Ok(OpeningLine {
        id: id(row)?,
        title: row.try_get("title")?,
        created: instant(row.try_get("created")?, "opening.created")?,
        expires: instant(row.try_get("expires")?, "opening.expires")?,
        applicants: u64::try_from(row.try_get::<i64, _>("applicants")?).unwrap_or(0),
        unread: u64::try_from(row.try_get::<i64, _>("unread")?).unwrap_or(0),
    })
}
