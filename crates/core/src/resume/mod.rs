//! The resume: sections, contact, entries with dates, languages.

mod model;

pub use model::*;
