//! Everything about one applicant, for the person who asks.

use jiff::Timestamp;
use serde_json::{Value, json};
use sqlx::Row;

use crate::{
    Action, Actor, ApplicantId, AuditFilter, Missing, Store, StoreError,
    applicants::list::{WHOLE, applicant},
    audit,
    notes::note,
};

impl Store {
    /// Everything that is kept about an applicant, as one JSON value, and an entry of the log that says so, in one transaction:
    ///
    /// `{opening: {id, title, language, as_of}, applicant: {id, label, digest, file_name, name, status, code, fit, coverage, missing,
    /// created, last_contact, expires}, document, report, notes: [{author, at, text}], log: [{at, actor, action, detail}]}`, with
    /// times in RFC 3339, and fit in hundredths of a point.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`, `store.damaged`.
    pub async fn export_applicant(
        &self,
        id: &ApplicantId,
        by: &Actor,
        at: Timestamp,
    ) -> Result<Value, StoreError> {
        let missing = || StoreError::Missing(Missing::Applicant);
        let mut transaction = self.begin().await?;
        let row = sqlx::query(WHOLE)
            .bind(id.as_str())
            .fetch_optional(&mut *transaction)
            .await?
            .ok_or_else(missing)?;
        let whole = applicant(&row)?;
        let line = &whole.line;
        let opening = sqlx::query("SELECT title, language, as_of FROM opening WHERE id = $1")
            .bind(line.opening.as_str())
            .fetch_optional(&mut *transaction)
            .await?
            .ok_or_else(missing)?;
        let rows = sqlx::query(
            "SELECT id, author, written, body FROM note WHERE applicant = $1 ORDER BY written, id",
        )
        .bind(id.as_str())
        .fetch_all(&mut *transaction)
        .await?;
        let mut notes = Vec::with_capacity(rows.len());
        for row in &rows {
            let note = note(row)?;
            notes.push(json!({"author": note.author.as_str(), "at": note.at.to_string(), "text": note.text}));
        }
        let action = Action::Exported("json".to_owned());
        audit::write(&mut transaction, by, &action, Some(&line.opening), Some(id), at).await?;
        transaction.commit().await?;

        let value = json!({
            "opening": {
                "id": line.opening,
                "title": opening.try_get::<String, _>("title")?,
                "language": opening.try_get::<String, _>("language")?,
                "as_of": opening.try_get::<String, _>("as_of")?,
            },
            "applicant": {
                "id": line.id,
                "label": line.label,
                "digest": line.digest,
                "file_name": line.file_name,
                "name": line.name,
                "status": if line.code.is_none() { "ok" } else { "error" },
                "code": line.code,
                "fit": line.rank.fit,
                "coverage": line.rank.coverage,
                "missing": line.rank.missing,
                "created": line.created.to_string(),
                "last_contact": line.last_contact.to_string(),
                "expires": line.expires.to_string(),
            },
            "document": whole.document.as_ref().map(crate::Json::read::<Value>).transpose()?,
            "report": whole.report.as_ref().map(crate::Json::read::<Value>).transpose()?,
            "notes": notes,
            "log": self.log_of(id).await?,
        });
        Ok(value)
    }

    /// All that the log tells of an applicant, the oldest first.
    async fn log_of(&self, id: &ApplicantId) -> Result<Vec<Value>, StoreError> {
        let wanted = AuditFilter { applicant: Some(id.clone()), limit: u32::MAX, ..AuditFilter::default() };
        let entries = self.audit(&wanted).await?;
        Ok(entries
            .iter()
            .rev()
            .map(|entry| {
                let (action, detail) = (entry.action.name(), entry.action.detail());
                json!({"at": entry.at.to_string(), "actor": entry.actor.as_str(), "action": action, "detail": detail})
            })
            .collect())
    }
}
