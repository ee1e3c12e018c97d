//! What the caller decides: limits, and the parts that do the work.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use jiff::civil::Date;
use sartor_core::{document::Document, letter::Writer, apply::Engine};
use sartor_extract::{Kind, ReadError, Reader};

/// The limits of a server; the README lists them.
///
/// ```
/// let config = sartor_http::Config { concurrent: 2, ..Default::default() };
/// assert_eq!(config.body_bytes, 12 << 20);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where to listen; 127.0.0.1:8080.
    pub listen: SocketAddr,
    /// Bytes of a request's body; 12 MiB.
    pub body_bytes: usize,
    /// The time for the body to arrive, and again for the answer to be found; 20 s.
    pub deadline: Duration,
    /// Requests worked on at once; 16. The next is told to come back.
    pub concurrent: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            body_bytes: 12 << 20,
            deadline: Duration::from_secs(20),
            concurrent: 16,
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
    /// Writes letters.
    pub writer: Arc<Writer<'static>>,
    /// Today, for requests that give no reference date.
    pub today: Arc<dyn Fn() -> Date + Send + Sync>,
}

/// Reads the bytes of an untrusted file.
pub trait DocumentReader: Send + Sync + 'static {
    /// The document, or why it cannot be read.
    ///
    /// # Errors
    ///
    /// Every [`ReadError`].
    fn read(&self, bytes: &[u8]) -> Result<Document, ReadError>;
}

impl DocumentReader for Reader {
    fn read(&self, bytes: &[u8]) -> Result<Document, ReadError> {
        Self::read(self, bytes, Kind::Layout)
    }
}
