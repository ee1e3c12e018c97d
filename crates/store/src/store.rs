//! The store itself: opening and closing, and what every part of it uses.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use sqlx::{Any, AnyPool, Transaction};
use tokio::sync::Semaphore;

use crate::{Backend, Place, StoreError, Traces, access::HASHES_AT_ONCE, migrate::migrate, place::Pools};

/// Openings, applicants, accounts and the log; a handle that is cheap to clone.
///
/// Every method is safe to call from many tasks at once, and every change is one transaction: done whole, or not at all, also
/// where a future is dropped halfway.
#[derive(Debug, Clone)]
pub struct Store {
    pools: Pools,
    /// Places for hashing passwords, which takes much memory.
    pub(crate) hashing: Arc<Semaphore>,
}

impl Store {
    /// Opens the data at a place, makes them where there are none, and brings those of an earlier version up to date.
    ///
    /// # Errors
    ///
    /// `store.newer` where a newer program wrote them; `store.folder`, `store.address`, `store.busy`, `store.database`.
    pub async fn open(place: &Place) -> Result<Self, StoreError> {
        let pools = patiently(place).await?;
        let store = Self { pools, hashing: Arc::new(Semaphore::new(HASHES_AT_ONCE)) };
        let mut transaction = store.begin().await?;
        migrate(&mut transaction, store.backend()).await?;
        transaction.commit().await?;
        // Nobody reads yet: what an earlier run could not wipe goes now.
        store.wipe().await?;
        Ok(store)
    }

    /// What holds the data.
    pub const fn backend(&self) -> Backend {
        self.pools.backend
    }

    /// Whether the database answers.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`.
    pub async fn ready(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT version FROM schema_version").fetch_one(self.read()).await?;
        Ok(())
    }

    /// Waits for what is under way, and closes all connections; of SQLite the files beside `sartor.db` go then.
    pub async fn close(&self) {
        self.pools.read.close().await;
        self.pools.aside.close().await;
        self.pools.write.close().await;
    }

    pub(crate) const fn read(&self) -> &AnyPool {
        &self.pools.read
    }

    pub(crate) const fn write(&self) -> &AnyPool {
        &self.pools.write
    }

    pub(crate) const fn aside(&self) -> &AnyPool {
        &self.pools.aside
    }

    pub(crate) fn file(&self) -> Option<&std::path::Path> {
        self.pools.file.as_deref()
    }

    /// A transaction that writes. In SQLite it takes the lock at once: one that began by reading could be refused later.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>, StoreError> {
        let statement = match self.backend() {
            Backend::Sqlite => "BEGIN IMMEDIATE",
            Backend::Postgres => "BEGIN",
        };
        Ok(self.pools.write.begin_with(statement).await?)
    }

    /// Notes within a transaction that the files may hold what it deletes, until [`Store::wipe`] has been there.
    pub(crate) async fn leave_traces(transaction: &mut Transaction<'static, Any>) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO traces (pending) VALUES (1) ON CONFLICT (pending) DO NOTHING")
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }

    /// Wipes what was deleted out of the files of SQLite. It lay in pages that are overwritten, and in the write-ahead log, which is
    /// cut to nothing once no reader needs it any more, which is waited for half a second.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`; the next call goes on with it.
    pub async fn wipe(&self) -> Result<Traces, StoreError> {
        if self.backend() == Backend::Postgres {
            return Ok(Traces::LeftToDatabase);
        }
        if sqlx::query("SELECT pending FROM traces").fetch_optional(self.write()).await?.is_none() {
            return Ok(Traces::Gone);
        }
        sqlx::raw_sql("PRAGMA incremental_vacuum").execute(self.write()).await?;
        if self.file().is_some() {
            let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(self.aside()).await?;
            if number(&row, 0)? != 0 {
                return Ok(Traces::Pending);
            }
        }
        sqlx::query("DELETE FROM traces").execute(self.write()).await?;
        Ok(Traces::Gone)
    }
}

/// The number in a column of an answer whose width the database chooses.
fn number(row: &sqlx::any::AnyRow, column: usize) -> Result<i64, StoreError> {
    use sqlx::Row;
    Ok(match row.try_get::<i64, _>(column) {
        Ok(number) => number,
        Err(_) => row.try_get::<i32, _>(column)?.into(),
    })
}

/// Turning to write-ahead logging does not wait for a lock of its own accord.
async fn patiently(place: &Place) -> Result<Pools, StoreError> {
    for _ in 0..100 {
        match Pools::connect(place).await {
            Err(StoreError::Busy(_)) => tokio::time::sleep(Duration::from_millis(50)).await,
            other => return other,
        }
    }
    Pools::connect(place).await
}

/// A text as both databases can hold it: PostgreSQL has no NUL.
pub(crate) fn clean(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// A code, a field or a format: a short word of letters, digits, and `. _ -`.
pub(crate) fn token(text: &str) -> Result<&str, StoreError> {
    let fits = (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte));
    if fits { Ok(text) } else { Err(StoreError::Token) }
}

/// A time out of a row.
pub(crate) fn instant(milliseconds: i64, place: &'static str) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| StoreError::Damaged { place })
}
