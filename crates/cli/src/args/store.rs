//! Where openings are kept, the accounts, and the care of the store.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Where openings, applicants and accounts are kept.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct StorePlace {
    /// Folder of the data, made where it is missing
    #[arg(long, global = true, env = "SARTOR_DATA", value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL instead, postgres://user:password@host/database
    #[arg(
        long,
        global = true,
        env = "SARTOR_DATABASE_URL",
        value_name = "URL",
        conflicts_with = "data",
        hide_env_values = true
    )]
    pub(crate) database_url: Option<String>,
}

/// The accounts of recruiters. A password is asked at the terminal, or read as one line from standard input.
#[derive(Debug, Args)]
pub(crate) struct User {
    #[command(flatten)]
    pub(crate) place: StorePlace,
    #[command(subcommand)]
    pub(crate) action: UserAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserAction {
    /// Make an account
    Add {
        /// Name: a-z, 0-9 and . _ - @
        name: String,
        /// What it may do
        #[arg(long, value_enum, default_value_t)]
        role: RoleName,
    },
    /// All accounts
    List,
    /// Set another password, where one was forgotten; ends the sessions of the account
    Password {
        /// Name of the account
        name: String,
    },
    /// Change what an account may do
    Role {
        /// Name of the account
        name: String,
        /// What it may do
        #[arg(value_enum)]
        role: RoleName,
    },
    /// Remove an account; its notes and its entries of the log stay
    Remove {
        /// Name of the account
        name: String,
    },
}

/// What an account may do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoleName {
    /// Look
    Viewer,
    /// Look, and change, export and erase
    #[default]
    Recruiter,
}

/// The care of what is kept.
#[derive(Debug, Args)]
pub(crate) struct StoreCare {
    #[command(flatten)]
    pub(crate) place: StorePlace,
    #[command(subcommand)]
    pub(crate) action: StoreAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StoreAction {
    /// Copy the data of a folder into one file, also while a server runs
    Backup {
        /// The file, which must not exist
        file: PathBuf,
    },
    /// Erase what has been kept for its term, as a server does by itself
    Purge,
}
