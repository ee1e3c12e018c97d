//! Why the store does not do what was asked, and what to do.

use std::{io, path::PathBuf};

use sartor_core::Language;

/// Why the store does not do what was asked.
///
/// ```
/// use sartor_core::Language;
/// use sartor_store::{Retention, StoreError};
/// let error = Retention::new(25).unwrap_err();
/// assert_eq!(error.code(), "store.retention");
/// assert_eq!(error.message(Language::En), "Applicants are kept for 1 to 24 months, not 25; choose a term within.");
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{} [{}]", self.message(Language::En), self.code())]
#[non_exhaustive]
pub enum StoreError {
    /// Nothing has this id; it may have been erased.
    Missing(Missing),
    /// The data were written by a newer version of the program.
    Newer {
        /// Version of the schema that was found.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// A term outside of what is allowed.
    Retention {
        /// The months asked.
        months: u32,
    },
    /// An account has this name already.
    UserExists,
    /// A name of an account that is empty, too long, reserved, or of other characters than `a-z 0-9 . _ - @`.
    UserName,
    /// A password shorter or longer than allowed.
    Password,
    /// A text that is longer than allowed, in bytes.
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// A code, a field or a format that is no plain word, or a digest that is none.
    Token,
    /// The address of the database is none, or asks for encryption.
    Address,
    /// The folder of the data cannot be used.
    Folder {
        /// Which folder.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// A backup could not be written.
    Backup {
        /// Its file.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// A backup was asked of a store in memory, or of a database that has its own tools for it.
    NoBackupHere,
    /// Something else holds the database for too long.
    Busy(#[source] sqlx::Error),
    /// What is stored is not what was written.
    Damaged {
        /// Where: a table and a column.
        place: &'static str,
    },
    /// A value that cannot be written as JSON, or JSON of another shape than asked.
    Json(#[from] serde_json::Error),
    /// The database fails. Its own words may quote what is stored: no log should hold them.
    Database(#[source] sqlx::Error),
    /// The system gives no random numbers.
    Random,
}

/// What was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// An opening.
    Opening,
    /// An applicant.
    Applicant,
    /// A note.
    Note,
    /// An upload.
    Upload,
    /// An account.
    User,
}

impl StoreError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "store.missing",
            Self::Newer { .. } => "store.newer",
            Self::Retention { .. } => "store.retention",
            Self::UserExists => "store.user_exists",
            Self::UserName => "store.user_name",
            Self::Password => "store.password",
            Self::TooLong { .. } => "store.too_long",
            Self::Token => "store.token",
            Self::Address => "store.address",
            Self::Folder { .. } => "store.folder",
            Self::Backup { .. } => "store.backup",
            Self::NoBackupHere => "store.no_backup_here",
            Self::Busy(_) => "store.busy",
            Self::Damaged { .. } => "store.damaged",
            Self::Json(_) => "store.json",
            Self::Database(_) => "store.database",
            Self::Random => "store.random",
        }
    }

    /// One sentence: what was wrong, and what to do. It holds no text of a document and no name of a person.
    pub fn message(&self, language: Language) -> String {
        let (fr, en) = match self {
            Self::Missing(what) => {
                let (fr, en) = what.name();
                (
                    format!("{fr} n’existe pas ou a été effacé\u{202f}; vérifiez la liste."),
                    format!("{en} does not exist or was erased; check the list."),
                )
            }
            Self::Newer { found, known } => (
                format!(
                    "Ces données ont été écrites par une version plus récente (schéma {found}, connu ici jusqu’à {known})\u{202f}; mettez sartor à jour."
                ),
                format!(
                    "These data were written by a newer version (schema {found}, known here up to {known}); update sartor."
                ),
            ),
            Self::Retention { months } => (
                format!(
                    "Les candidats sont conservés de 1 à 24 mois, et non {months}\u{202f}; choisissez une durée dans ces bornes."
                ),
                format!("Applicants are kept for 1 to 24 months, not {months}; choose a term within."),
            ),
            Self::TooLong { limit } => (
                format!("Le texte dépasse {limit} octets\u{202f}; raccourcissez-le."),
                format!("The text is over {limit} bytes; shorten it."),
            ),
            Self::Folder { path, source } => (
                format!("Le dossier {path:?} ne peut être employé ({source})\u{202f}; vérifiez ses droits."),
                format!("The folder {path:?} cannot be used ({source}); check its permissions."),
            ),
            Self::Backup { path, source } => (
                format!(
                    "La sauvegarde {path:?} ne peut être écrite ({source})\u{202f}; donnez un autre fichier."
                ),
                format!("The backup {path:?} cannot be written ({source}); give another file."),
            ),
            Self::Damaged { place } => (
                format!(
                    "La base contient une valeur inattendue ({place})\u{202f}; restaurez une sauvegarde."
                ),
                format!("The database holds an unexpected value ({place}); restore a backup."),
            ),
            fixed => {
                let (fr, en) = fixed.plain();
                (fr.to_owned(), en.to_owned())
            }
        };
        language.pick(fr, en)
    }

    const fn plain(&self) -> (&'static str, &'static str) {
        match self {
            Self::UserExists => (
                "Ce nom d’utilisateur est déjà pris\u{202f}; choisissez-en un autre.",
                "An account has this name already; choose another.",
            ),
            Self::UserName => (
                "Un nom d’utilisateur a de 1 à 64 caractères parmi a-z, 0-9 et . _ - @, et n’est ni local ni retention\u{202f}; changez-le.",
                "A user name has 1 to 64 characters of a-z, 0-9 and . _ - @, and is neither local nor retention; change it.",
            ),
            Self::Password => (
                "Un mot de passe a de 12 à 1024 octets\u{202f}; choisissez une phrase plus longue.",
                "A password has 12 to 1024 bytes; choose a longer phrase.",
            ),
            Self::Token => (
                "Un code, un champ ou une empreinte n’a pas la forme attendue\u{202f}; c’est une faute du programme.",
                "A code, a field or a digest is not of the expected form; this is a fault of the program.",
            ),
            Self::Address => (
                "L’adresse de la base n’est pas lisible ou demande une connexion chiffrée\u{202f}; donnez postgres://… sans sslmode=require, par un tunnel au besoin.",
                "The address of the database does not read or asks for encryption; give postgres://… without sslmode=require, through a tunnel if need be.",
            ),
            Self::NoBackupHere => (
                "Seules les données d’un dossier se sauvegardent ainsi\u{202f}; pour PostgreSQL, employez pg_dump.",
                "Only data in a folder are backed up so; for PostgreSQL use pg_dump.",
            ),
            Self::Busy(_) => (
                "La base est occupée par un autre processus\u{202f}; réessayez dans un instant.",
                "Another process holds the database; try again in a moment.",
            ),
            Self::Json(_) => (
                "Une valeur ne s’écrit ou ne se lit pas en JSON\u{202f}; c’est une faute du programme.",
                "A value does not write or read as JSON; this is a fault of the program.",
            ),
            Self::Random => (
                "Le système ne donne pas de nombres aléatoires\u{202f}; vérifiez l’installation.",
                "The system gives no random numbers; check the installation.",
            ),
            _ => (
                "La base de données ne répond pas comme prévu\u{202f}; vérifiez qu’elle fonctionne et l’espace du disque.",
                "The database does not answer as it should; check that it runs, and the space on the disk.",
            ),
        }
    }
}

impl Missing {
    const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Opening => ("Cet appel à candidatures", "This opening"),
            Self::Applicant => ("Ce candidat", "This applicant"),
            Self::Note => ("Ce commentaire", "This note"),
            Self::Upload => ("Cet envoi", "This upload"),
            Self::User => ("Ce compte", "This account"),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let busy = match &error {
            sqlx::Error::PoolTimedOut => true,
            // SQLITE_BUSY and SQLITE_LOCKED, with their extended codes in the higher bytes.
            sqlx::Error::Database(told) => {
                told.code().and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| {
                    matches!(code & 0xff, 5 | 6) && code < 0x1_0000 && told.message().contains("locked")
                })
            }
            _ => false,
        };
        if busy { Self::Busy(error) } else { Self::Database(error) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_speak_and_french_has_its_typography() {
        let errors = [
            StoreError::Missing(Missing::User),
            StoreError::Newer { found: 9, known: 2 },
            StoreError::TooLong { limit: 3 },
            StoreError::UserExists,
            StoreError::UserName,
            StoreError::Password,
            StoreError::Token,
            StoreError::Address,
            StoreError::NoBackupHere,
            StoreError::Random,
            StoreError::Database(sqlx::Error::RowNotFound),
            StoreError::Busy(sqlx::Error::PoolTimedOut),
        ];
        for error in errors {
            let fr = error.message(Language::Fr);
            assert!(fr.contains("\u{202f};") && !fr.contains('\''), "{fr}");
            assert!(error.message(Language::En).contains(';') && error.code().starts_with("store."));
        }
    }

    #[test]
    fn waiting_in_vain_for_a_connection_is_being_busy() {
        assert_eq!(StoreError::from(sqlx::Error::PoolTimedOut).code(), "store.busy");
        assert_eq!(StoreError::from(sqlx::Error::RowNotFound).code(), "store.database");
    }
}
