//! The tailored resume: the same facts in the order and the words of the posting.

mod model;

pub use model::{Block, ContactKind, ContactLine, TailoredEntry, TailoredResume, TailoredSection, Text};
