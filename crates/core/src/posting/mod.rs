//! The posting: segments, requirements with modality, any-of groups, years, diploma, languages.

mod model;

pub use model::*;
