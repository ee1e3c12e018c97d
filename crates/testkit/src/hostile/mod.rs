//! Files that mean harm, made when a test asks for them; none holds anything but what its name says.
//!
//! ```
//! let bombs = sartor_testkit::hostile::archives();
//! assert!(bombs.iter().any(|file| file.name == "a part of 1000 to 1"));
//! ```

mod archives;
mod markup;
mod pdf;
mod pdfs;

pub use archives::{archive, archives};
pub use markup::markup;
pub use pdfs::pdfs;

/// A hostile file, and how its reading may end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hostile {
    /// What it tries.
    pub name: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// The codes of errors that are right for it; `ok` where it may be read, what is hostile in it left aside.
    pub ends: &'static [&'static str],
}

impl Hostile {
    fn new(name: &'static str, bytes: impl Into<Vec<u8>>, ends: &'static [&'static str]) -> Self {
        Self { name, bytes: bytes.into(), ends }
    }
}
