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

/// Makes the patterns that most postings are read with, which the first posting would make else.
///
/// It takes some ten milliseconds, and may be done on a thread of its own while other things are made ready.
///
/// ```
/// let ready = std::thread::spawn(sartor_core::posting::make_ready);
/// ready.join().unwrap();
/// ```
pub fn make_ready() {
    let patterns = title::PATTERNS.iter().chain(&facts::PATTERNS).chain(&years::PATTERNS);
    for pattern in patterns.chain(&learning::PATTERNS).chain(&people::PATTERNS) {
        std::sync::LazyLock::force(pattern);
    }
}
