//! Many applicants to one opening: a matrix that a person can check, and what of each person is shown.
//!
//! Everything is made of the reports of the applicants against the same posting. Nothing is read of a person here but what the
//! score reads; a blind matrix is made without the rest, so that no one can forget to leave it out.
//!
//! | what | where |
//! | --- | --- |
//! | weights that a person moves, and the ranking by them | `weights.rs` |
//! | the matrix: applicants, requirements, evidence | `matrix.rs` |
//! | who of them is looked at, in which order | `selection.rs` |
//! | the columns of a table | `table.rs` |

mod matrix;
mod selection;
mod table;
mod weights;

pub use matrix::{
    Condition, ConditionHead, Entrant, Mark, Matrix, Proof, RequirementHead, Standing, Unread, View,
};
pub use selection::{Selection, Sort};
pub use table::Table;
pub use weights::Weights;
