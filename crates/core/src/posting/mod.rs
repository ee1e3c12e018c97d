//! The posting: segments, requirements with modality, any-of groups, years, diploma, languages.
//!
//! [`parse`] cuts the text into segments by its headings, and these into items, sentences and clauses; every mention of a skill
//! outside the ignored segments is a requirement, as strong as the nearest cue says.

mod asks;
mod brackets;
mod cues;
mod facts;
mod groups;
mod json;
mod kind;
mod learning;
mod lines;
mod modality;
mod model;
mod patterns;
mod people;
mod read;
mod segments;
mod structured;
#[cfg(test)]
mod tests;
mod title;
mod years;

pub use json::to_json;
pub use model::*;
pub use read::parse;
pub use title::says_both_genders;
