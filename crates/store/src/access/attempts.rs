//! The brake on guessing passwords: attempts are counted before the password is looked at.

use jiff::Timestamp;
use sqlx::{Any, Row, Transaction};

use crate::{
    StoreError,
    id::{hex, random},
};

/// How many attempts to sign in may fail within [`Attempts::WINDOW_SECONDS`]; a further one is refused unseen until the oldest is
/// forgotten.
///
/// An attempt counts for the name as tried by this client, for the client whatever the name, and for the name whoever tries. The last is
/// wide, so that strangers cannot easily lock a person out, and closes the way to many clients guessing at once.
#[derive(Debug, Clone, Copy)]
pub struct Attempts;

impl Attempts {
    /// The seconds after which a failed attempt is forgotten.
    pub const WINDOW_SECONDS: i64 = 15 * 60;
    /// For one name from one client.
    pub const PER_NAME_AND_CLIENT: i64 = 5;
    /// From one client.
    pub const PER_CLIENT: i64 = 20;
    /// For one name.
    pub const PER_NAME: i64 = 50;
}

/// Whose attempts are counted together. Digests: a password typed into the field of the name is not kept.
struct Subject {
    digest: String,
    allowed: i64,
}

fn subjects(name: &str, client: &str) -> [Subject; 3] {
    [
        Subject { digest: digest("both", &[name, client]), allowed: Attempts::PER_NAME_AND_CLIENT },
        Subject { digest: digest("client", &[client]), allowed: Attempts::PER_CLIENT },
        Subject { digest: of_name(name), allowed: Attempts::PER_NAME },
    ]
}

fn of_name(name: &str) -> String {
    digest("name", &[name])
}

fn digest(what: &str, parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("sartor attempts to sign in");
    for part in [what].iter().chain(parts) {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hex(&hasher.finalize().as_bytes()[..16])
}

/// Counts an attempt, or tells in how many seconds the next is allowed. Takes the write lock, so that attempts made at once are counted
/// one after the other.
pub(super) async fn count(
    transaction: &mut Transaction<'static, Any>,
    postgres: bool,
    name: &str,
    client: &str,
    now: Timestamp,
) -> Result<Option<u64>, StoreError> {
    if postgres {
        // SQLite holds its only lock already.
        sqlx::query("SELECT pg_advisory_xact_lock(7235196135)").execute(&mut **transaction).await?;
    }
    let since = now.as_millisecond().saturating_sub(Attempts::WINDOW_SECONDS * 1_000);
    // Strangers make these rows, so that none outlives its use.
    sqlx::query("DELETE FROM attempt WHERE made <= $1").bind(since).execute(&mut **transaction).await?;
    let subjects = subjects(name, client);
    let mut wait = None;
    for subject in &subjects {
        // The one that must be forgotten before another is allowed.
        let row = sqlx::query(
            "SELECT made FROM attempt WHERE subject = $1 AND made > $2 ORDER BY made DESC LIMIT 1 OFFSET $3",
        )
        .bind(&subject.digest)
        .bind(since)
        .bind(subject.allowed - 1)
        .fetch_optional(&mut **transaction)
        .await?;
        if let Some(row) = row {
            let left = row.try_get::<i64, _>("made")? - since;
            wait = wait.max(Some(u64::try_from(left).unwrap_or(0).div_ceil(1_000).max(1)));
        }
    }
    if wait.is_some() {
        return Ok(wait);
    }
    for subject in subjects {
        sqlx::query("INSERT INTO attempt (id, subject, made) VALUES ($1, $2, $3)")
            .bind(hex(&random::<16>()?))
            .bind(subject.digest)
            .bind(now.as_millisecond())
            .execute(&mut **transaction)
            .await?;
    }
    Ok(None)
}

/// Forgets the attempts of a client at a name that has now signed in.
pub(super) async fn succeeded(
    transaction: &mut Transaction<'static, Any>,
    name: &str,
    client: &str,
) -> Result<(), StoreError> {
    let [both, client, name] = subjects(name, client);
    let forget = "DELETE FROM attempt WHERE subject = $1";
    sqlx::query(forget).bind(both.digest).execute(&mut **transaction).await?;
    // Of the others only this attempt: who knows one password may still be guessing another.
    for subject in [client, name] {
        sqlx::query(
            "DELETE FROM attempt WHERE id IN (SELECT id FROM attempt WHERE subject = $1 ORDER BY made DESC LIMIT 1)",
        )
        .bind(subject.digest)
        .execute(&mut **transaction)
        .await?;
    }
    Ok(())
}

/// Forgets the attempts at a name, whoever made them from wherever: an administrator has set the password. The attempts of a client at
/// the name are under digests of both, and run out by themselves.
pub(super) async fn forget(
    transaction: &mut Transaction<'static, Any>,
    name: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM attempt WHERE subject = $1")
        .bind(of_name(name))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_do_not_run_into_each_other() {
        assert_ne!(digest("both", &["a", "bc"]), digest("both", &["ab", "c"]));
        assert_ne!(digest("name", &["a"]), digest("client", &["a"]));
    }
}
