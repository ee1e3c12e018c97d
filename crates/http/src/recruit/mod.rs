//! The work of recruiters: openings, those who applied, and what becomes of them.
//!
//! | page | file |
//! | --- | --- |
//! | who asks, signing in | `who.rs`, `sign.rs` |
//! | the openings, and what is decided of one | `openings.rs` |
//! | resumes arrive | `receive.rs`, read and kept by `intake.rs`, followed by `uploads.rs` |
//! | the matrix, looked at in some way | `matrix.rs`, `look.rs` |
//! | one applicant, some side by side | `applicants.rs` |
//! | the matrix to take along | `files.rs` |
//! | who saw, revealed, exported, erased | `log.rs` |

pub(crate) mod applicants;
pub(crate) mod files;
mod intake;
pub(crate) mod log;
pub(crate) mod look;
pub(crate) mod matrix;
pub(crate) mod openings;
pub(crate) mod receive;
pub(crate) mod sign;
pub(crate) mod uploads;
pub(crate) mod who;
mod words;

use minijinja::{Value, context};
pub(crate) use uploads::Uploads;

use who::Who;

/// What every page of recruiters knows of who asks.
fn page_values(who: &Who) -> Value {
    context! { csrf => who.csrf(), user => who.name(), may_write => who.may_write() }
}

/// A text of several lines, without what does not show.
fn lines(text: &str) -> String {
    text.lines().map(sartor_render::safe).collect::<Vec<_>>().join("\n")
}
