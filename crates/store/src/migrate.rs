//! The schema, step by step.

use sqlx::{Any, AssertSqlSafe, Executor, Row, Transaction};

use crate::{Backend, StoreError};

/// Version of the schema that this program writes.
pub const SCHEMA_VERSION: i64 = STEPS.len() as i64;

/// What leads from one version to the next. A step that was released is never changed; a new one is added.
const STEPS: [&str; 2] = [include_str!("schema/1.sql"), include_str!("schema/2.sql")];

/// Brings the schema to [`SCHEMA_VERSION`] within a transaction.
///
/// # Errors
///
/// `store.newer` where a newer program was here; nothing is changed then.
pub(crate) async fn migrate(
    transaction: &mut Transaction<'static, Any>,
    backend: Backend,
) -> Result<(), StoreError> {
    if backend == Backend::Postgres {
        // Two servers that start at once take turns. The number is any, but always the same.
        transaction.execute("SELECT pg_advisory_xact_lock(7235196134)").await?;
    }
    transaction.execute("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)").await?;
    let row = sqlx::query("SELECT version FROM schema_version").fetch_optional(&mut **transaction).await?;
    let found = row.map(|row| row.try_get::<i64, _>("version")).transpose()?;
    match found {
        Some(found) if found > SCHEMA_VERSION => {
            return Err(StoreError::Newer { found, known: SCHEMA_VERSION });
        }
        Some(SCHEMA_VERSION) => return Ok(()),
        Some(_) => {}
        None => {
            transaction.execute("INSERT INTO schema_version (version) VALUES (0)").await?;
        }
    }
    let done =
        usize::try_from(found.unwrap_or(0)).map_err(|_| StoreError::Damaged { place: "schema_version" })?;
    for step in STEPS.iter().skip(done) {
        // The one thing that the two databases spell differently.
        let identity = match backend {
            Backend::Sqlite => "INTEGER PRIMARY KEY AUTOINCREMENT",
            Backend::Postgres => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        };
        // Made of our own texts only.
        let sql = AssertSqlSafe(step.replace("{identity}", identity));
        sqlx::raw_sql(sql).execute(&mut **transaction).await?;
    }
    sqlx::query("UPDATE schema_version SET version = $1")
        .bind(SCHEMA_VERSION)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
