//! The matcher as bytes: made at build time, read at start.

use super::Matcher;
use crate::lexicon::Lexicon;

/// The bytes are not those of a packed matcher of this very version.
#[derive(Debug, thiserror::Error)]
#[error("these bytes are no packed matcher of this version")]
pub struct PackError(#[from] postcard::Error);

impl Matcher {
    /// The matcher as bytes, for [`unpack`](Self::unpack) and [`unpack_lexicon`].
    ///
    /// # Errors
    ///
    /// None that a lexicon could cause.
    pub fn pack(&self) -> Result<Vec<u8>, PackError> {
        Ok(postcard::to_allocvec(self)?)
    }

    /// The matcher that was packed, in a tenth of the time that [`new`](Self::new) takes.
    ///
    /// The bytes have to come from the same version of this crate; others are refused or, with bad luck, read as another lexicon.
    ///
    /// # Errors
    ///
    /// When the bytes are no packed matcher.
    ///
    /// ```
    /// use sartor_core::{lexicon::{Lexicon, SourceFile}, matching::Matcher};
    /// let text = "[[skill]]\nid = \"lang.java\"\nkind = \"language\"\nfr = \"Java\"\nen = \"Java\"\n";
    /// let matcher = Matcher::new(Lexicon::load(&[SourceFile { name: "x.toml", text }])?);
    /// assert_eq!(Matcher::unpack(&matcher.pack()?)?, matcher);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unpack(bytes: &[u8]) -> Result<Self, PackError> {
        Ok(postcard::from_bytes(bytes)?)
    }
}

/// The lexicon of a packed matcher.
///
/// # Errors
///
/// When the bytes are no packed matcher.
pub fn unpack_lexicon(bytes: &[u8]) -> Result<Lexicon, PackError> {
    // It comes first.
    Ok(postcard::take_from_bytes(bytes)?.0)
}
