//! The tailored resume: the same facts in the order and the words of the posting.
//!
//! [`TailoredResume::plain`] is any resume as it stands, in the form that renderers take. [`Tailor::plan`] proposes edits of it, each
//! with its reason, its evidence and its effect; [`Tailor::write`] does those that a person accepts. Nothing is invented: an edit says
//! what another place of the resume says, in the posting's words.

mod case;
mod change;
mod compose;
mod model;
mod plain;
mod plan;
mod rules;
mod tailor;
mod wording;

pub use compose::compose;
pub use model::{Block, ContactKind, ContactLine, TailoredEntry, TailoredResume, TailoredSection, Text};
pub use plan::{Decisions, Edit, Effect, Flag, Measure, Place, Plan, Reason};
pub use tailor::{Tailor, Tailored};
pub use wording::{TailoringError, Wording};
