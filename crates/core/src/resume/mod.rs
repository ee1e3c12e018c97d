//! The resume: sections, contact, entries with dates, languages.

mod dates;
mod model;

pub use dates::{Dates, months_union, periods};
pub use model::*;
