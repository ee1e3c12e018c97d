//! A copy of the whole store, while it is in use.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::{Action, Actor, Store, StoreError, audit};

impl Store {
    /// Writes a copy of a store in a folder to a file that does not exist yet, readable by its owner alone; whole, or not at all. Others
    /// go on reading and writing in the meantime. See [the crate](crate#where-the-data-lies) for how to restore it.
    ///
    /// # Errors
    ///
    /// `store.backup` where the file exists or cannot be written; `store.no_backup_here` in memory and with PostgreSQL; `store.busy`,
    /// `store.database`.
    pub async fn backup(&self, to: &Path, by: &Actor, at: Timestamp) -> Result<(), StoreError> {
        // SQLite would copy what is in memory to another place in memory.
        if self.file().is_none() {
            return Err(StoreError::NoBackupHere);
        }
        let failed = |source| StoreError::Backup { path: to.to_owned(), source };
        if to.symlink_metadata().is_ok() {
            return Err(failed(io::ErrorKind::AlreadyExists.into()));
        }
        let mut transaction = self.begin().await?;
        audit::write(&mut transaction, by, &Action::BackedUp, None, None, at).await?;
        transaction.commit().await?;

        let part = Part::beside(to).map_err(failed)?;
        let name = part.0.to_str().ok_or_else(|| failed(io::ErrorKind::InvalidFilename.into()))?;
        sqlx::query("VACUUM INTO $1").bind(name).execute(self.aside()).await?;
        part.keep_as(to).map_err(failed)
    }
}

/// A file that is being written, removed unless it becomes the copy.
struct Part(PathBuf);

impl Part {
    /// An empty file for its owner alone; SQLite fills it.
    fn beside(to: &Path) -> io::Result<Self> {
        let mut name = OsString::from(to);
        name.push(".part");
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        options.open(&name)?;
        Ok(Self(name.into()))
    }

    /// A link, unlike a new name, never takes the place of a file that came in the meantime.
    fn keep_as(&self, to: &Path) -> io::Result<()> {
        fs::File::open(&self.0)?.sync_all()?;
        fs::hard_link(&self.0, to)?;
        if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Where it cannot be removed, the next backup says that it is in the way.
        let _ = fs::remove_file(&self.0);
    }
}
