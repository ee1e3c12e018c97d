//! What is wrong with a keyword file.

use std::fmt;

use serde::Serialize;

/// One fault of the keyword files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// The file, as it was named to the loader.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// Stable code, such as `lexicon.form_twice`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {} — {} [{}]", self.file, self.line, self.message, self.remedy, self.code)
    }
}

/// Why a lexicon was refused: all its faults.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the keyword files have {} faults; the first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
pub struct LexiconError(pub Vec<Fault>);

impl LexiconError {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        "lexicon.faults"
    }
}
