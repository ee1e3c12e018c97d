//! Cover letters: the facts, the grammar, the templates, and the checks on the result.
//!
//! Everything a letter says comes from a [`LetterInput`]; the wording comes from the templates of a [`Writer`].
//! Nothing is drawn by lot: the same input gives the same letter.

pub mod grammar;

mod error;

pub use error::LetterError;
