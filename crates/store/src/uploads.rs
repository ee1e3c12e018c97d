//! Uploads: a batch of files to one opening, acknowledged one by one.

use jiff::Timestamp;
use sqlx::{Any, Row, Transaction};

use crate::{
    ApplicantId, Arrival, Missing, OpeningId, Receipt, Store, StoreError, UploadId, audit, store::instant,
};

/// A batch of files and how far it is. After a crash it tells what has arrived; the whole batch can be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// Its opening.
    pub opening: OpeningId,
    /// The number of files that were announced; 0 where it is not known, as of an archive.
    pub expected: u64,
    /// When it began.
    pub begun: Timestamp,
    /// When it was told to be over; none while it is under way, or where it was cut short.
    pub ended: Option<Timestamp>,
    /// The files that have arrived, by digest.
    pub files: Vec<UploadFile>,
}

/// A file of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadFile {
    /// Its applicant.
    pub applicant: ApplicantId,
    /// Digest of its bytes.
    pub digest: String,
    /// Its name, as it was sent.
    pub file_name: String,
    /// Why it could not be read; none where it was.
    pub code: Option<String>,
    /// Whether it brought something that the opening did not have.
    pub new: bool,
}

impl Store {
    /// Begins an upload of `expected` files, 0 where their number is not known.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`.
    pub async fn begin_upload(
        &self,
        opening: &OpeningId,
        expected: u32,
        now: Timestamp,
    ) -> Result<UploadId, StoreError> {
        let id = UploadId::random()?;
        let added = sqlx::query(
            "INSERT INTO upload (id, opening, expected, begun) SELECT $1, id, $3, $4 FROM opening WHERE id = $2",
        )
        .bind(id.as_str())
        .bind(opening.as_str())
        .bind(i64::from(expected))
        .bind(now.as_millisecond())
        .execute(self.write())
        .await?;
        if added.rows_affected() == 0 { Err(StoreError::Missing(Missing::Opening)) } else { Ok(id) }
    }

    /// Tells that no more files of an upload will come.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`.
    pub async fn end_upload(&self, id: &UploadId, now: Timestamp) -> Result<(), StoreError> {
        let done = sqlx::query("UPDATE upload SET ended = $2 WHERE id = $1")
            .bind(id.as_str())
            .bind(now.as_millisecond())
            .execute(self.write())
            .await?;
        if done.rows_affected() == 0 { Err(StoreError::Missing(Missing::Upload)) } else { Ok(()) }
    }

    /// An upload with the files that have arrived.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`, `store.damaged`.
    pub async fn upload(&self, id: &UploadId) -> Result<Upload, StoreError> {
        let row = sqlx::query("SELECT opening, expected, begun, ended FROM upload WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(self.read())
            .await?
            .ok_or(StoreError::Missing(Missing::Upload))?;
        let rows = sqlx::query(
            "SELECT applicant.id, upload_file.digest, upload_file.new, applicant.file_name, applicant.code \
             FROM upload_file JOIN applicant ON applicant.id = upload_file.applicant \
             WHERE upload_file.upload = $1 ORDER BY upload_file.digest",
        )
        .bind(id.as_str())
        .fetch_all(self.read())
        .await?;
        let mut files = Vec::with_capacity(rows.len());
        for row in &rows {
            files.push(UploadFile {
                applicant: audit::id_of(row)?.ok_or(StoreError::Damaged { place: "applicant.id" })?,
                digest: row.try_get("digest")?,
                file_name: row.try_get("file_name")?,
                code: row.try_get("code")?,
                new: row.try_get::<i64, _>("new")? != 0,
            });
        }
        let ended: Option<i64> = row.try_get("ended")?;
        Ok(Upload {
            id: id.clone(),
            opening: audit::opening_of(&row)?.ok_or(StoreError::Damaged { place: "upload.opening" })?,
            expected: u64::try_from(row.try_get::<i64, _>("expected")?).unwrap_or(0),
            begun: instant(row.try_get("begun")?, "upload.begun")?,
            ended: ended.map(|time| instant(time, "upload.ended")).transpose()?,
            files,
        })
    }

    /// The uploads of an opening that were begun and not ended, the latest first: what to offer to send again after a crash.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`.
    pub async fn open_uploads(&self, opening: &OpeningId) -> Result<Vec<UploadId>, StoreError> {
        let rows =
            sqlx::query("SELECT id FROM upload WHERE opening = $1 AND ended IS NULL ORDER BY begun DESC, id")
                .bind(opening.as_str())
                .fetch_all(self.read())
                .await?;
        rows.iter()
            .map(|row| {
                UploadId::parse(&row.try_get::<String, _>("id")?)
                    .ok_or(StoreError::Damaged { place: "upload.id" })
            })
            .collect()
    }
}

/// Notes a file of an upload, in the transaction of its applicant.
pub(crate) async fn arrived(
    transaction: &mut Transaction<'static, Any>,
    upload: &UploadId,
    opening: &OpeningId,
    digest: &str,
    receipt: &Receipt,
) -> Result<(), StoreError> {
    sqlx::query("SELECT id FROM upload WHERE id = $1 AND opening = $2")
        .bind(upload.as_str())
        .bind(opening.as_str())
        .fetch_optional(&mut **transaction)
        .await?
        .ok_or(StoreError::Missing(Missing::Upload))?;
    // The same file twice in one upload counts once, and stays new where it was.
    sqlx::query(
        "INSERT INTO upload_file (upload, digest, applicant, new) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (upload, digest) DO NOTHING",
    )
    .bind(upload.as_str())
    .bind(digest)
    .bind(receipt.applicant.as_str())
    .bind(i64::from(receipt.arrival != Arrival::Known))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
