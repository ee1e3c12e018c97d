//! What the caller decides: where to listen, limits, and the parts that do the work.

use std::{
    fs::File,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Instant,
};

use axum::http::HeaderName;
use jiff::{Timestamp, civil::Date};
use sartor_core::{
    apply::{self, Engine},
    audit::{PostingRules, Rules},
    document::Document,
    letter::Writer,
    tailoring::Tailor,
    verify::VerifyWords,
};
use sartor_extract::{Kind, Pool, ReadError, Reader};
use sartor_store::Store;

use crate::{Limits, ServeError};

/// Where a server listens, and its limits.
///
/// ```
/// let config = sartor_http::Config::default();
/// assert!(config.listen.ip().is_loopback());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where to listen; 127.0.0.1:8080.
    pub listen: SocketAddr,
    /// The header in which a proxy tells who asks, its last value; without it, who connects is who asks.
    pub client_header: Option<HeaderName>,
    /// How much it takes, and how long it waits.
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            client_header: None,
            limits: Limits::default(),
        }
    }
}

/// The parts that do the work.
#[derive(Clone)]
pub struct Services {
    /// Knows the lexicon.
    pub engine: Arc<Engine>,
    /// Reads what is uploaded.
    pub reader: Arc<dyn DocumentReader>,
    /// Today, for requests that give no reference date.
    pub today: Arc<dyn Fn() -> Date + Send + Sync>,
    /// Now, for what is held in memory for a time.
    pub now: Arc<dyn Fn() -> Instant + Send + Sync>,
    /// The rules and the words of the work.
    pub books: Arc<Books>,
    /// Openings and their applicants; without it there are no pages for recruiters.
    pub store: Option<Store>,
    /// The time of day, for what is kept.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Services {
    /// The services with the built-in rules, words and templates.
    ///
    /// # Errors
    ///
    /// [`ServeError::Words`] where one of them does not read.
    pub fn new(
        engine: Arc<Engine>,
        reader: Arc<dyn DocumentReader>,
        today: Arc<dyn Fn() -> Date + Send + Sync>,
    ) -> Result<Self, ServeError> {
        Ok(Self {
            engine,
            reader,
            today,
            now: Arc::new(Instant::now),
            books: Arc::new(Books::new()?),
            store: None,
            clock: Arc::new(Timestamp::now),
        })
    }

    /// The same with a store, and so with pages for recruiters.
    #[must_use]
    pub fn with_store(self, store: Store) -> Self {
        Self { store: Some(store), ..self }
    }
}

/// The rules and the words of the work, read once.
#[derive(Debug)]
pub struct Books {
    /// Writes letters.
    pub writer: Writer<'static>,
    /// Tailors resumes.
    pub tailor: Tailor,
    /// The words of the check of edited texts.
    pub words: VerifyWords,
    /// The rules of the audit.
    pub audit: Rules,
    /// The rules of the check of postings.
    pub postings: PostingRules,
}

impl Books {
    /// The built-in ones.
    ///
    /// # Errors
    ///
    /// [`ServeError::Words`] where one of them does not read.
    pub fn new() -> Result<Self, ServeError> {
        let files = sartor_lexicon::template_files();
        let failed = |error: &dyn std::error::Error| ServeError::Words { reason: error.to_string() };
        Ok(Self {
            writer: apply::writer(files).map_err(|error| failed(&error))?,
            tailor: Tailor::of_files(files).map_err(|error| failed(&error))?,
            words: VerifyWords::of_files(files).map_err(|error| failed(&error))?,
            audit: Rules::parse(template("audit.toml")).map_err(|error| failed(&error))?,
            postings: PostingRules::parse(template("posting-lint.toml")).map_err(|error| failed(&error))?,
        })
    }
}

/// Reads the bytes of an untrusted file.
pub trait DocumentReader: Send + Sync + 'static {
    /// The document as one of the readers has it, or why it cannot be read.
    ///
    /// # Errors
    ///
    /// Every [`ReadError`].
    fn read(&self, bytes: &[u8], kind: Kind) -> Result<Document, ReadError>;

    /// The limits of a document, for texts that are read without it.
    fn limits(&self) -> sartor_extract::Limits {
        sartor_extract::Limits::default()
    }

    /// The files of an archive; `None` where the file is a document itself, as all are to a reader that unpacks nothing.
    ///
    /// # Errors
    ///
    /// Every [`ReadError`] of an archive that does not open.
    fn unpack(&self, _file: File) -> Result<Option<Pool>, ReadError> {
        Ok(None)
    }
}

impl DocumentReader for Reader {
    fn read(&self, bytes: &[u8], kind: Kind) -> Result<Document, ReadError> {
        Self::read(self, bytes, kind)
    }

    fn limits(&self) -> sartor_extract::Limits {
        Self::limits(self).clone()
    }

    fn unpack(&self, file: File) -> Result<Option<Pool>, ReadError> {
        self.pool(file)
    }
}

/// An embedded template file, by its name under `templates/`.
pub(crate) fn template(name: &str) -> &'static str {
    sartor_lexicon::template_files().iter().find(|(own, _)| *own == name).map_or("", |(_, text)| text)
}
