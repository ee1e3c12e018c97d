//! The options of `sartor serve`: by flag, else by environment, else by file, else as built in.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{Args, ValueEnum};
use sartor_http::Limits;
use serde::Deserialize;

const AFTER: &str = "\
Each option may stand as a flag, in the environment (SARTOR_LISTEN …) or in the file of --config, as TOML with the name of the flag \
and _ for - (listen = \"0.0.0.0:8080\"). A flag goes before the environment, the environment before the file.";

/// The options of the server.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(crate) struct Serve {
    /// File of options, TOML
    #[arg(long, env = "SARTOR_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) options: Options,
}

/// What flags, environment and file can say.
#[derive(Debug, Default, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    /// Address to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "SARTOR_LISTEN", value_name = "ADDR")]
    pub(crate) listen: Option<SocketAddr>,
    /// Folder where openings and applicants are kept [default: in memory, gone with the server]
    #[arg(long, env = "SARTOR_DATA", value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL instead of a folder, postgres://user:password@host/database
    #[arg(
        long,
        env = "SARTOR_DATABASE_URL",
        value_name = "URL",
        conflicts_with = "data",
        hide_env_values = true
    )]
    pub(crate) database_url: Option<String>,
    /// Header in which the proxy in front tells who asks, such as X-Forwarded-For; only behind a proxy that sets it
    #[arg(long, env = "SARTOR_CLIENT_HEADER", value_name = "NAME")]
    pub(crate) client_header: Option<String>,
    /// Log on standard error: JSON lines, text, or none; never with data of a person [default: json]
    #[arg(long, env = "SARTOR_LOG", value_name = "FORM")]
    pub(crate) log: Option<Log>,
    /// Bytes of a request's body [default: 12582912]
    #[arg(long, env = "SARTOR_BODY_BYTES", value_name = "N")]
    pub(crate) body_bytes: Option<usize>,
    /// Bytes of a request's line and headers, at least 8192 [default: 16384]
    #[arg(long, env = "SARTOR_HEADER_BYTES", value_name = "N")]
    pub(crate) header_bytes: Option<usize>,
    /// Headers of a request [default: 64]
    #[arg(long, env = "SARTOR_HEADERS", value_name = "N")]
    pub(crate) headers: Option<usize>,
    /// Fields of a form [default: 64]
    #[arg(long, env = "SARTOR_FIELDS", value_name = "N")]
    pub(crate) fields: Option<usize>,
    /// Bytes of a short field [default: 4096]
    #[arg(long, env = "SARTOR_SHORT_BYTES", value_name = "N")]
    pub(crate) short_bytes: Option<usize>,
    /// Bytes of an edited letter [default: 65536]
    #[arg(long, env = "SARTOR_LETTER_BYTES", value_name = "N")]
    pub(crate) letter_bytes: Option<usize>,
    /// Seconds for the headers of a request to arrive [default: 10]
    #[arg(long, env = "SARTOR_HEADER_SECONDS", value_name = "N")]
    pub(crate) header_seconds: Option<u64>,
    /// Seconds for a body to arrive [default: 20]
    #[arg(long, env = "SARTOR_BODY_SECONDS", value_name = "N")]
    pub(crate) body_seconds: Option<u64>,
    /// Seconds for an answer to be found [default: 20]
    #[arg(long, env = "SARTOR_WORK_SECONDS", value_name = "N")]
    pub(crate) work_seconds: Option<u64>,
    /// Seconds that a client may take none of its answer [default: 20]
    #[arg(long, env = "SARTOR_WRITE_SECONDS", value_name = "N")]
    pub(crate) write_seconds: Option<u64>,
    /// Seconds for answers under way once told to end [default: 25]
    #[arg(long, env = "SARTOR_DRAIN_SECONDS", value_name = "N")]
    pub(crate) drain_seconds: Option<u64>,
    /// Requests worked on at once [default: 16]
    #[arg(long, env = "SARTOR_CONCURRENT", value_name = "N")]
    pub(crate) concurrent: Option<usize>,
    /// Of these, requests of one client [default: 8]
    #[arg(long, env = "SARTOR_PER_CLIENT", value_name = "N")]
    pub(crate) per_client: Option<usize>,
    /// Connections open at once [default: 512]
    #[arg(long, env = "SARTOR_CONNECTIONS", value_name = "N")]
    pub(crate) connections: Option<usize>,
    /// Bytes of an upload of resumes to an opening [default: 1073741824]
    #[arg(long, env = "SARTOR_UPLOAD_BYTES", value_name = "N")]
    pub(crate) upload_bytes: Option<usize>,
    /// Files of an upload, those of archives counted one by one [default: 2000]
    #[arg(long, env = "SARTOR_UPLOAD_FILES", value_name = "N")]
    pub(crate) upload_files: Option<usize>,
    /// Reports held in memory for their pages [default: 256]
    #[arg(long, env = "SARTOR_REPORTS", value_name = "N")]
    pub(crate) reports: Option<usize>,
    /// Minutes that a report is held [default: 30]
    #[arg(long, env = "SARTOR_REPORT_MINUTES", value_name = "N")]
    pub(crate) report_minutes: Option<u64>,
}

/// The form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Log {
    Json,
    Text,
    None,
}

impl Options {
    /// These options, and those of `other` where these say nothing.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            data: self.data.or(other.data),
            database_url: self.database_url.or(other.database_url),
            client_header: self.client_header.or(other.client_header),
            log: self.log.or(other.log),
            body_bytes: self.body_bytes.or(other.body_bytes),
            header_bytes: self.header_bytes.or(other.header_bytes),
            headers: self.headers.or(other.headers),
            fields: self.fields.or(other.fields),
            short_bytes: self.short_bytes.or(other.short_bytes),
            letter_bytes: self.letter_bytes.or(other.letter_bytes),
            header_seconds: self.header_seconds.or(other.header_seconds),
            body_seconds: self.body_seconds.or(other.body_seconds),
            work_seconds: self.work_seconds.or(other.work_seconds),
            write_seconds: self.write_seconds.or(other.write_seconds),
            drain_seconds: self.drain_seconds.or(other.drain_seconds),
            concurrent: self.concurrent.or(other.concurrent),
            per_client: self.per_client.or(other.per_client),
            connections: self.connections.or(other.connections),
            upload_bytes: self.upload_bytes.or(other.upload_bytes),
            upload_files: self.upload_files.or(other.upload_files),
            reports: self.reports.or(other.reports),
            report_minutes: self.report_minutes.or(other.report_minutes),
        }
    }

    /// The limits: what is said here over what is built in.
    pub(crate) fn limits(&self) -> Limits {
        let built = Limits::default();
        let seconds = |own: Option<u64>, built: Duration| own.map_or(built, Duration::from_secs);
        Limits {
            body_bytes: self.body_bytes.unwrap_or(built.body_bytes),
            header_bytes: self.header_bytes.unwrap_or(built.header_bytes),
            headers: self.headers.unwrap_or(built.headers),
            fields: self.fields.unwrap_or(built.fields),
            short_bytes: self.short_bytes.unwrap_or(built.short_bytes),
            letter_bytes: self.letter_bytes.unwrap_or(built.letter_bytes),
            header_time: seconds(self.header_seconds, built.header_time),
            body_time: seconds(self.body_seconds, built.body_time),
            work_time: seconds(self.work_seconds, built.work_time),
            write_time: seconds(self.write_seconds, built.write_time),
            drain_time: seconds(self.drain_seconds, built.drain_time),
            concurrent: self.concurrent.unwrap_or(built.concurrent),
            per_client: self.per_client.unwrap_or(built.per_client),
            connections: self.connections.unwrap_or(built.connections),
            upload_bytes: self.upload_bytes.unwrap_or(built.upload_bytes),
            upload_files: self.upload_files.unwrap_or(built.upload_files),
            reports: self.reports.unwrap_or(built.reports),
            report_time: self.report_minutes.map_or(built.report_time, |own| Duration::from_secs(own * 60)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_goes_before_the_file_and_the_file_before_what_is_built_in() {
        let file: Options =
            toml::from_str("concurrent = 3\nreports = 9\nreport_minutes = 1\nlog = \"none\"").expect("reads");
        let flags = Options { concurrent: Some(2), ..Options::default() };
        let both = flags.or(file);
        let limits = both.limits();
        assert_eq!((limits.concurrent, limits.reports, limits.report_time.as_secs()), (2, 9, 60));
        assert_eq!(limits.body_bytes, Limits::default().body_bytes);
        assert_eq!(both.log, Some(Log::None));
        assert!(toml::from_str::<Options>("concurent = 3").is_err(), "what is misspelt is told");
    }

    #[test]
    fn the_help_tells_the_defaults_that_are_built_in() {
        let mut help = Options::augment_args(clap::Command::new("serve"));
        let help = help.render_long_help().to_string();
        let built = Limits::default();
        for (flag, value) in [
            ("--body-bytes", built.body_bytes as u64),
            ("--header-bytes", built.header_bytes as u64),
            ("--headers", built.headers as u64),
            ("--fields", built.fields as u64),
            ("--short-bytes", built.short_bytes as u64),
            ("--letter-bytes", built.letter_bytes as u64),
            ("--header-seconds", built.header_time.as_secs()),
            ("--body-seconds", built.body_time.as_secs()),
            ("--work-seconds", built.work_time.as_secs()),
            ("--write-seconds", built.write_time.as_secs()),
            ("--drain-seconds", built.drain_time.as_secs()),
            ("--concurrent", built.concurrent as u64),
            ("--per-client", built.per_client as u64),
            ("--connections", built.connections as u64),
            ("--upload-bytes", built.upload_bytes as u64),
            ("--upload-files", built.upload_files as u64),
            ("--reports", built.reports as u64),
            ("--report-minutes", built.report_time.as_secs() / 60),
        ] {
            let own = help.split(&format!("{flag} <")).nth(1).unwrap_or_default();
            let own = own.split("\n      --").next().unwrap_or_default();
            assert!(own.contains(&format!("[default: {value}]")), "{flag}: {own}");
            assert!(own.contains(&format!("SARTOR_{}", flag[2..].to_uppercase().replace('-', "_"))), "{own}");
        }
    }
}
