//! The tailored resume: the same facts in the order and the words of the posting.
//!
//! [`TailoredResume::plain`] is any resume as it stands, in the form that renderers take.

mod compose;
mod model;
mod plain;
mod wording;

pub use compose::compose;
pub use model::{Block, ContactKind, ContactLine, TailoredEntry, TailoredResume, TailoredSection, Text};
pub use wording::{TailoringError, Wording};
