//! Where the data lie, and how they are reached.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{
    AnyPool, ConnectOptions, Executor,
    any::{AnyConnectOptions, AnyPoolOptions},
};

use crate::StoreError;

/// Where the data lie.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// In memory; gone with the store.
    Memory,
    /// In `sartor.db` in this folder, which is made where it is missing, for its owner alone.
    Folder(PathBuf),
    /// In PostgreSQL at this address, `postgres://user:password@host/database`.
    Database(String),
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory => f.write_str("Memory"),
            Self::Folder(path) => f.debug_tuple("Folder").field(path).finish(),
            // An address holds a password.
            Self::Database(_) => f.write_str("Database(…)"),
        }
    }
}

/// What holds the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Backend {
    /// SQLite, within this process.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// Connections to read and to write with.
#[derive(Debug, Clone)]
pub(crate) struct Pools {
    pub(crate) backend: Backend,
    pub(crate) read: AnyPool,
    /// Of SQLite a single connection, so that writers of this process wait in line instead of meeting a lock.
    pub(crate) write: AnyPool,
    /// For what must hold up nobody: copying, and cutting the write-ahead log.
    pub(crate) aside: AnyPool,
    /// The file of SQLite, where there is one.
    pub(crate) file: Option<PathBuf>,
}

/// How long to wait for a connection, or for a lock that another process holds.
const PATIENCE: Duration = Duration::from_secs(20);
/// Connections of SQLite that read beside the one that writes.
const READERS: u32 = 4;
/// Connections to PostgreSQL.
const CONNECTIONS: u32 = 8;

/// `auto_vacuum` must come before the first table. What is deleted is overwritten, and nothing is spilled into temporary files.
const WRITER: &str = "PRAGMA busy_timeout = 20000; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; \
    PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; \
    PRAGMA trusted_schema = OFF";
const READER: &str = "PRAGMA busy_timeout = 20000; PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; \
    PRAGMA trusted_schema = OFF";
/// It soon gives up waiting for readers: meanwhile nobody could write.
const ASIDE: &str = "PRAGMA busy_timeout = 500; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF";

impl Pools {
    pub(crate) async fn connect(place: &Place) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        match place {
            Place::Memory => {
                let one = pool("sqlite::memory:", 1, Some(WRITER), true).await?;
                Ok(Self {
                    backend: Backend::Sqlite,
                    aside: one.clone(),
                    read: one.clone(),
                    write: one,
                    file: None,
                })
            }
            Place::Folder(folder) => {
                let file =
                    prepare(folder).map_err(|source| StoreError::Folder { path: folder.clone(), source })?;
                let address = address_of(&file);
                let write = pool(&address, 1, Some(WRITER), true).await?;
                let read = pool(&address, READERS, Some(READER), false).await?;
                let aside = pool(&address, 2, Some(ASIDE), false).await?;
                Ok(Self { backend: Backend::Sqlite, aside, read, write, file: Some(file) })
            }
            Place::Database(address) => {
                if !["postgres://", "postgresql://"].iter().any(|scheme| address.starts_with(scheme)) {
                    return Err(StoreError::Address);
                }
                let both = pool(address, CONNECTIONS, None, false).await?;
                Ok(Self {
                    backend: Backend::Postgres,
                    aside: both.clone(),
                    read: both.clone(),
                    write: both,
                    file: None,
                })
            }
        }
    }
}

/// `lasting` where the data, or the lock on them, would go with the connection.
async fn pool(
    address: &str,
    connections: u32,
    pragmas: Option<&'static str>,
    lasting: bool,
) -> Result<AnyPool, StoreError> {
    let options: AnyConnectOptions = address.parse().map_err(|_| StoreError::Address)?;
    let mut pool = AnyPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
    if lasting {
        pool = pool.min_connections(1).idle_timeout(None).max_lifetime(None);
    }
    if let Some(pragmas) = pragmas {
        pool = pool.after_connect(move |connection, _| {
            Box::pin(async move { connection.execute(pragmas).await.map(|_| ()) })
        });
    }
    // Statements are not logged, however slow.
    pool.connect_with(options.disable_statement_logging()).await.map_err(|error| match error {
        sqlx::Error::Configuration(_) | sqlx::Error::Tls(_) => StoreError::Address,
        error => error.into(),
    })
}

/// Makes the folder and an empty file in it, both for their owner alone, as the files beside it will be.
fn prepare(folder: &Path) -> io::Result<PathBuf> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    let mut options = fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        builder.mode(0o700);
        options.mode(0o600);
    }
    builder.create(folder)?;
    let file = fs::canonicalize(folder)?.join("sartor.db");
    options.open(&file)?;
    Ok(file)
}

/// The address of a file, with all that could mean something in an address escaped.
fn address_of(file: &Path) -> String {
    let mut address = "sqlite://".to_owned();
    for byte in file.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(byte) {
            address.push(char::from(*byte));
        } else {
            address.push('%');
            address.push_str(&crate::id::hex(&[*byte]));
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_password_to_itself() {
        let place = Place::Database("postgres://u:secret@h/d".to_owned());
        assert!(!format!("{place:?}").contains("secret"));
    }

    #[test]
    fn a_path_means_nothing_but_itself() {
        assert_eq!(address_of(Path::new("/a b/?mode=memory#é")), "sqlite:///a%20b/%3fmode%3dmemory%23%c3%a9");
    }
}
