//! Applicants come, come again, and get another report.

use jiff::Timestamp;
use sqlx::{Any, Row, Transaction};

use super::{Arrival, NewApplicant, Outcome, Rank, Receipt};
use crate::{
    ApplicantId, Json, Missing, OpeningId, Store, StoreError, UploadId,
    id::{hex, is_hex},
    openings::{Touched, touch},
    retention::set_expiry,
    store::{clean, instant, token},
    uploads,
};

impl Store {
    /// Keeps an applicant, in one transaction: when the receipt is in hand, a power cut loses nothing of it. Bytes that the opening has
    /// are not kept twice, so that an upload that was cut short can be sent again whole.
    ///
    /// `upload` is the batch that the file came in, which tells how far it is.
    ///
    /// # Errors
    ///
    /// `store.missing` where the opening, or the upload of this opening, does not exist; `store.token` where the digest or the code is
    /// none; `store.busy`, `store.database`.
    pub async fn add_applicant(
        &self,
        opening: &OpeningId,
        new: &NewApplicant<'_>,
        upload: Option<&UploadId>,
        now: Timestamp,
    ) -> Result<Receipt, StoreError> {
        if !is_hex(new.digest, 64) {
            return Err(StoreError::Token);
        }
        if let Outcome::Failed { code } = &new.outcome {
            token(code)?;
        }
        let mut transaction = self.begin().await?;
        let brings = |there: &There| there.failed && matches!(new.outcome, Outcome::Read { .. });
        let receipt = match known(&mut transaction, opening, new.digest).await? {
            Some(there) if !brings(&there) => there.receipt,
            _ => {
                // Holds the row of the opening, so that the same bytes sent twice at once come one after the other; hence the second look.
                let touched = touch(&mut transaction, opening, now).await?;
                match known(&mut transaction, opening, new.digest).await? {
                    None => insert(&mut transaction, opening, new, &touched, now).await?,
                    Some(there) if brings(&there) => {
                        mend(&mut transaction, &there.receipt.applicant, new, &touched, now).await?;
                        Receipt { arrival: Arrival::Mended, ..there.receipt }
                    }
                    Some(there) => there.receipt,
                }
            }
        };
        if let Some(upload) = upload {
            uploads::arrived(&mut transaction, upload, opening, new.digest, &receipt).await?;
        }
        transaction.commit().await?;
        Ok(receipt)
    }

    /// Tells that there was contact with an applicant: the term of keeping begins anew, for the opening too.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`.
    pub async fn touch_applicant(&self, id: &ApplicantId, at: Timestamp) -> Result<(), StoreError> {
        let missing = || StoreError::Missing(Missing::Applicant);
        let mut transaction = self.begin().await?;
        let row = sqlx::query("SELECT opening FROM applicant WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(&mut *transaction)
            .await?
            .ok_or_else(missing)?;
        let opening =
            crate::audit::opening_of(&row)?.ok_or(StoreError::Damaged { place: "applicant.opening" })?;
        let touched = touch(&mut transaction, &opening, at).await?;
        let row = sqlx::query(
            "UPDATE applicant SET last_contact = CASE WHEN last_contact < $2 THEN $2 ELSE last_contact END \
             WHERE id = $1 RETURNING last_contact",
        )
        .bind(id.as_str())
        .bind(at.as_millisecond())
        .fetch_optional(&mut *transaction)
        .await?
        .ok_or_else(missing)?;
        let contact = instant(row.try_get("last_contact")?, "applicant.last_contact")?;
        let sql = "UPDATE applicant SET expires = $2 WHERE id = $1";
        set_expiry(&mut transaction, sql, id.as_str(), touched.retention, contact).await?;
        Ok(transaction.commit().await?)
    }

    /// Replaces the reports of applicants whose files were read, all at once, as when the posting or the weights have changed. Gives the
    /// number that was replaced; who was erased in the meantime is passed over.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`.
    pub async fn set_reports(&self, reports: &[(ApplicantId, Json, Rank)]) -> Result<u64, StoreError> {
        let mut transaction = self.begin().await?;
        let mut replaced = 0;
        for (id, report, rank) in reports {
            let done = sqlx::query(
                "UPDATE applicant SET report = $2, fit = $3, coverage = $4, missing = $5 WHERE id = $1 AND status = 'ok'",
            )
            .bind(id.as_str())
            .bind(report.as_str())
            .bind(rank.fit)
            .bind(rank.coverage)
            .bind(i64::from(rank.missing))
            .execute(&mut *transaction)
            .await?;
            replaced += done.rows_affected();
        }
        transaction.commit().await?;
        Ok(replaced)
    }
}

struct There {
    receipt: Receipt,
    failed: bool,
}

async fn known(
    transaction: &mut Transaction<'static, Any>,
    opening: &OpeningId,
    digest: &str,
) -> Result<Option<There>, StoreError> {
    let row = sqlx::query("SELECT id, label, status FROM applicant WHERE opening = $1 AND digest = $2")
        .bind(opening.as_str())
        .bind(digest)
        .fetch_optional(&mut **transaction)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let applicant = crate::audit::id_of(&row)?.ok_or(StoreError::Damaged { place: "applicant.id" })?;
    let receipt = Receipt { applicant, label: row.try_get("label")?, arrival: Arrival::Known };
    Ok(Some(There { receipt, failed: row.try_get::<String, _>("status")? == "error" }))
}

async fn insert(
    transaction: &mut Transaction<'static, Any>,
    opening: &OpeningId,
    new: &NewApplicant<'_>,
    touched: &Touched,
    now: Timestamp,
) -> Result<Receipt, StoreError> {
    let applicant = ApplicantId::random()?;
    let label = label(&touched.salt, new.digest);
    let row = Columns::of(&new.outcome);
    sqlx::query(
        "INSERT INTO applicant (id, opening, label, digest, file_name, name, status, code, fit, coverage, missing, created, \
         last_contact, expires, document, report) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, $15)",
    )
    .bind(applicant.as_str())
    .bind(opening.as_str())
    .bind(&label)
    .bind(new.digest)
    .bind(clean(new.file_name))
    .bind(new.name.map(clean))
    .bind(row.status)
    .bind(row.code)
    .bind(row.rank.fit)
    .bind(row.rank.coverage)
    .bind(i64::from(row.rank.missing))
    .bind(now.as_millisecond())
    .bind(touched.retention.ends(now).as_millisecond())
    .bind(row.document)
    .bind(row.report)
    .execute(&mut **transaction)
    .await?;
    Ok(Receipt { applicant, label, arrival: Arrival::New })
}

/// Writes what was read over a failure, and begins the term anew.
async fn mend(
    transaction: &mut Transaction<'static, Any>,
    id: &ApplicantId,
    new: &NewApplicant<'_>,
    touched: &Touched,
    now: Timestamp,
) -> Result<(), StoreError> {
    let row = Columns::of(&new.outcome);
    sqlx::query(
        "UPDATE applicant SET file_name = $2, name = $3, status = $4, code = $5, fit = $6, coverage = $7, missing = $8, \
         last_contact = $9, expires = $10, document = $11, report = $12 WHERE id = $1",
    )
    .bind(id.as_str())
    .bind(clean(new.file_name))
    .bind(new.name.map(clean))
    .bind(row.status)
    .bind(row.code)
    .bind(row.rank.fit)
    .bind(row.rank.coverage)
    .bind(i64::from(row.rank.missing))
    .bind(now.as_millisecond())
    .bind(touched.retention.ends(now).as_millisecond())
    .bind(row.document)
    .bind(row.report)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// An outcome as columns.
struct Columns<'a> {
    status: &'static str,
    code: Option<&'a str>,
    document: Option<&'a str>,
    report: Option<&'a str>,
    rank: Rank,
}

impl<'a> Columns<'a> {
    fn of(outcome: &'a Outcome) -> Self {
        match outcome {
            Outcome::Read { document, report, rank } => Self {
                status: "ok",
                code: None,
                document: Some(document.as_str()),
                report: Some(report.as_str()),
                rank: *rank,
            },
            Outcome::Failed { code } => Self {
                status: "error",
                code: Some(code),
                document: None,
                report: None,
                rank: Rank::default(),
            },
        }
    }
}

/// The label of the blind view: `a` and ten digits, 40 bits that need the salt.
fn label(salt: &str, digest: &str) -> String {
    let key = blake3::derive_key("sartor blind label", salt.as_bytes());
    let hash = blake3::keyed_hash(&key, digest.as_bytes());
    format!("a{}", hex(&hash.as_bytes()[..5]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_needs_the_salt() {
        let digest = "0".repeat(64);
        assert_eq!(label("s", &digest), label("s", &digest));
        assert_ne!(label("s", &digest), label("t", &digest));
        assert_eq!(label("s", &digest).len(), 11);
    }
}
