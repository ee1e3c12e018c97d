//! How much a server takes, and how long it waits.

use std::time::Duration;

/// The limits of a server; README lists them by these names.
///
/// ```
/// use std::time::Duration;
/// let limits = sartor_http::Limits { concurrent: 2, ..Default::default() };
/// assert_eq!(limits.body_bytes, 12 << 20);
/// assert_eq!(limits.report_time, Duration::from_secs(30 * 60));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request's body; 12 MiB.
    pub body_bytes: usize,
    /// Bytes of a request's line and headers; 16 KiB.
    pub header_bytes: usize,
    /// Headers of a request; 64.
    pub headers: usize,
    /// Fields of a form; 64.
    pub fields: usize,
    /// Bytes of a short field, such as a date; 4 KiB.
    pub short_bytes: usize,
    /// Bytes of an edited letter; 64 KiB.
    pub letter_bytes: usize,
    /// The time for the headers of a request to arrive, the first or the next of a connection; 10 s.
    pub header_time: Duration,
    /// The time for a body to arrive; 20 s.
    pub body_time: Duration,
    /// The time for an answer to be found; 20 s.
    pub work_time: Duration,
    /// The time that a client may take none of its answer; 20 s.
    pub write_time: Duration,
    /// The time for answers under way once the server is told to end; 25 s.
    pub drain_time: Duration,
    /// Requests worked on at once; 16. The next is told to come back.
    pub concurrent: usize,
    /// Of these, requests of one client; 8. Its next is told to come back.
    pub per_client: usize,
    /// Connections open at once; 512. The next ones wait.
    pub connections: usize,
    /// Bytes of an upload of resumes to an opening; 1 GiB. Each file in it is held to `body_bytes`.
    pub upload_bytes: usize,
    /// Files of an upload, those of archives counted one by one; 2000.
    pub upload_files: usize,
    /// Reports held in memory for their pages; 256. The oldest goes first.
    pub reports: usize,
    /// How long a report is held; 30 minutes.
    pub report_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 12 << 20,
            header_bytes: 16 << 10,
            headers: 64,
            fields: 64,
            short_bytes: 4 << 10,
            letter_bytes: 64 << 10,
            header_time: Duration::from_secs(10),
            body_time: Duration::from_secs(20),
            work_time: Duration::from_secs(20),
            write_time: Duration::from_secs(20),
            drain_time: Duration::from_secs(25),
            concurrent: 16,
            per_client: 8,
            connections: 512,
            upload_bytes: 1 << 30,
            upload_files: 2000,
            reports: 256,
            report_time: Duration::from_secs(30 * 60),
        }
    }
}
