//! What pages with forms show, in the words of a person: what a machine reads, the edits to choose from, the checks of a letter, the matrix of an opening.

mod checks;
mod edits;
mod matrix;
mod reading;

pub use checks::{CheckRow, checks};
pub use edits::{EditRow, EditsView, MeasureView, edits, measure};
pub use matrix::{HeadView, MarkView, MatrixView, RowView, UnreadView, condition_name, legend, matrix};
pub use reading::{ReadEntry, ReadField, ReadingView, reading};
