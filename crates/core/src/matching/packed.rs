//! The matcher as bytes: made at build time, read at start.

use std::thread;

use super::{Matcher, automaton::Automaton};
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
        let mut bytes = postcard::to_allocvec(&self.automaton)?;
        bytes.extend(postcard::to_allocvec(self)?);
        Ok(bytes)
    }

    /// The matcher that was packed, in a tenth of the time that [`new`](Self::new) takes; its automaton is made meanwhile on a thread of its own.
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
        let (automaton, rest) = postcard::take_from_bytes::<Automaton>(bytes)?;
        let mut matcher: Self = thread::scope(|scope| {
            // Where no thread is to be had, the first text makes it.
            drop(thread::Builder::new().spawn_scoped(scope, || automaton.make_ready()));
            postcard::from_bytes(rest)
        })?;
        matcher.automaton = automaton;
        Ok(matcher)
    }
}

/// The lexicon of a packed matcher.
///
/// # Errors
///
/// When the bytes are no packed matcher.
pub fn unpack_lexicon(bytes: &[u8]) -> Result<Lexicon, PackError> {
    let (_, rest) = postcard::take_from_bytes::<Automaton>(bytes)?;
    // It comes first.
    Ok(postcard::take_from_bytes(rest)?.0)
}
