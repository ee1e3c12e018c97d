//! The core of Sartor: text in, values out.
//!
//! No file, clock, network or environment is read here; the reference date and the lexicon are arguments.

pub mod document;
mod language;
pub mod letter;
mod month;
mod span;

pub use language::Language;
pub use month::Month;
pub use span::{Span, Spanned};
