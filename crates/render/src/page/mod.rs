//! What pages with forms show, in the words of a person: what a machine reads, the edits to choose from, the checks of a letter.

mod checks;
mod edits;
mod reading;

pub use checks::{CheckRow, checks};
pub use edits::{EditRow, EditsView, MeasureView, edits, measure};
pub use reading::{ReadEntry, ReadField, ReadingView, reading};
