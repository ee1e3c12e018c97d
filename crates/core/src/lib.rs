//! The core of Sartor: text in, values out.
//!
//! No file, clock, network or environment is read here; the reference date and the lexicon are arguments. The modules stand in the
//! order in which the data flows.

#![cfg_attr(test, expect(clippy::disallowed_methods, reason = "tests read fixtures"))]

pub mod apply;
pub mod audit;
pub mod document;
mod language;
pub mod letter;
pub mod lexicon;
pub mod matching;
mod month;
pub mod opening;
pub mod posting;
pub mod report;
pub mod resume;
pub mod role;
pub mod scoring;
mod span;
pub mod tailoring;
pub mod terms;
#[cfg(test)]
mod testing;
pub mod text;
pub mod verify;

pub use language::Language;
pub use month::Month;
pub use span::{Span, Spanned};
