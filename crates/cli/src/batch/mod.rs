//! Many resumes: where they come from, how each is scored, what is kept until all are done.
//!
//! | to change | go to |
//! | --- | --- |
//! | what is taken for a resume, and its name | `sources.rs` |
//! | what happens to one of them | `scorer.rs` |
//! | what a run that was cut short finds again | `journal.rs` |
//! | the forms of the table | `table.rs`, and `render`'s `rows/` |

mod journal;
mod progress;
mod scorer;
mod sources;
mod table;

pub(crate) use journal::{Journal, journal_of};
pub(crate) use progress::{Tally, bar};
pub(crate) use scorer::{Scorer, Target};
pub(crate) use sources::{Item, Opened, Sources, TextColumns, listed};
pub(crate) use table::{Table, Top};
