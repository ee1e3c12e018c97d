//! Applicants are looked at, one or many.

use sqlx::{Row, any::AnyRow};

use super::{Applicant, ApplicantLine, BlindLine, Rank};
use crate::{ApplicantId, Json, Missing, OpeningId, Store, StoreError, audit, store::instant};

/// A query of the columns of a line, and more.
macro_rules! lines {
    ($more:literal, $rest:expr) => {
        concat!(
            "SELECT id, opening, label, digest, file_name, name, code, fit, coverage, missing, created, last_contact, expires, \
             (SELECT COUNT(*) FROM note WHERE note.applicant = applicant.id) AS notes",
            $more,
            " FROM applicant ",
            $rest
        )
    };
}

/// `status` puts `error` before `ok`, hence the reverse.
macro_rules! ranked {
    () => {
        "WHERE opening = $1 ORDER BY status DESC, fit DESC NULLS LAST, coverage DESC NULLS LAST, label"
    };
}

impl Store {
    /// The applicants of an opening, ranked; none where there is no such opening.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`, `store.damaged`.
    pub async fn applicants(&self, opening: &OpeningId) -> Result<Vec<ApplicantLine>, StoreError> {
        const SQL: &str = lines!("", ranked!());
        let rows = sqlx::query(SQL).bind(opening.as_str()).fetch_all(self.read()).await?;
        rows.iter().map(line).collect()
    }

    /// The applicants of an opening, ranked, without anything that names them.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`, `store.damaged`.
    pub async fn applicants_blind(&self, opening: &OpeningId) -> Result<Vec<BlindLine>, StoreError> {
        const SQL: &str =
            concat!("SELECT id, label, code, fit, coverage, missing FROM applicant ", ranked!());
        let rows = sqlx::query(SQL).bind(opening.as_str()).fetch_all(self.read()).await?;
        rows.iter()
            .map(|row| {
                Ok(BlindLine {
                    id: id(row)?,
                    label: row.try_get("label")?,
                    code: row.try_get("code")?,
                    rank: rank(row)?,
                })
            })
            .collect()
    }

    /// An applicant with document and report.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`, `store.damaged`.
    pub async fn applicant(&self, id: &ApplicantId) -> Result<Applicant, StoreError> {
        let row = sqlx::query(WHOLE)
            .bind(id.as_str())
            .fetch_optional(self.read())
            .await?
            .ok_or(StoreError::Missing(Missing::Applicant))?;
        applicant(&row)
    }

    /// The reports of an opening, in the order of its ranking: for the matrix.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`, `store.damaged`.
    pub async fn reports(&self, opening: &OpeningId) -> Result<Vec<(ApplicantId, Json)>, StoreError> {
        const SQL: &str = concat!("SELECT id, report AS long FROM applicant ", ranked!());
        self.long(SQL, opening).await
    }

    /// The documents of an opening, in the order of its ranking: for reports anew.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`, `store.damaged`.
    pub async fn documents(&self, opening: &OpeningId) -> Result<Vec<(ApplicantId, Json)>, StoreError> {
        const SQL: &str = concat!("SELECT id, document AS long FROM applicant ", ranked!());
        self.long(SQL, opening).await
    }

    async fn long(
        &self,
        sql: &'static str,
        opening: &OpeningId,
    ) -> Result<Vec<(ApplicantId, Json)>, StoreError> {
        let rows = sqlx::query(sql).bind(opening.as_str()).fetch_all(self.read()).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            if let Some(text) = row.try_get::<Option<String>, _>("long")? {
                found.push((id(row)?, Json::stored(text)));
            }
        }
        Ok(found)
    }
}

/// The query of one applicant with everything.
pub(crate) const WHOLE: &str = lines!(", document, report", "WHERE id = $1");

pub(crate) fn applicant(row: &AnyRow) -> Result<Applicant, StoreError> {
    Ok(Applicant {
        line: line(row)?,
        document: row.try_get::<Option<String>, _>("document")?.map(Json::stored),
        report: row.try_get::<Option<String>, _>("report")?.map(Json::stored),
    })
}

fn id(row: &AnyRow) -> Result<ApplicantId, StoreError> {
    audit::id_of(row)?.ok_or(StoreError::Damaged { place: "applicant.id" })
}

fn rank(row: &AnyRow) -> Result<Rank, StoreError> {
    Ok(Rank {
        fit: row.try_get("fit")?,
        coverage: row.try_get("coverage")?,
        missing: u32::try_from(row.try_get::<i64, _>("missing")?)
            .map_err(|_| StoreError::Damaged { place: "applicant.missing" })?,
    })
}

fn line(row: &AnyRow) -> Result<ApplicantLine, StoreError> {
    Ok(ApplicantLine {
        id: id(row)?,
        opening: audit::opening_of(row)?.ok_or(StoreError::Damaged { place: "applicant.opening" })?,
        label: row.try_get("label")?,
        digest: row.try_get("digest")?,
        file_name: row.try_get("file_name")?,
        name: row.try_get("name")?,
        code: row.try_get("code")?,
        rank: rank(row)?,
        created: instant(row.try_get("created")?, "applicant.created")?,
        last_contact: instant(row.try_get("last_contact")?, "applicant.last_contact")?,
        expires: instant(row.try_get("expires")?, "applicant.expires")?,
        notes: u64::try_from(row.try_get::<i64, _>("notes")?).unwrap_or(0),
    })
}
