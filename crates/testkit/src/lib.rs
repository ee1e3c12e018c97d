//! Fixtures and generators for the tests and benches of Sartor.
//!
//! ```
//! let pairs = sartor_testkit::pairs();
//! assert!(pairs.iter().any(|pair| pair.name == "worked-example"));
//! assert!(sartor_testkit::fixture("resumes/worked-example.txt").exists());
//! ```

pub mod browser;
mod docx;
mod generator;
pub mod hiding;
pub mod hostile;
mod pdf;
mod prose;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

pub use docx::Docx;
pub use generator::{Generator, Tongue};
pub use pdf::Pdf;
pub use prose::faults;
use serde::Deserialize;
use serde_json::Value;

/// A resume and the posting it goes with, as `fixtures/pairs.json` has it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Pair {
    /// Name.
    pub name: String,
    /// Path of the resume under `fixtures/`.
    pub resume: String,
    /// Path of the posting under `fixtures/`.
    pub posting: String,
    /// Language of the letter: `fr`, `en-US`, `en-GB`.
    pub letter_language: String,
    /// The score that must come out, where the pair says.
    #[serde(default)]
    pub score: Option<ExpectedScore>,
    /// What the applicant adds for the letter.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// The template asked for; without one the letter is chosen by the facts.
    #[serde(default)]
    pub template: Option<String>,
    /// The variant of letter that must come out, where the pair says.
    #[serde(default)]
    pub variant: Option<String>,
    /// What the letter must say.
    #[serde(default)]
    pub says: Vec<String>,
    /// What it must not say.
    #[serde(default)]
    pub says_not: Vec<String>,
}

/// The score of a [`Pair`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ExpectedScore {
    /// Reference date.
    pub as_of: String,
    /// Hundredths of a point.
    pub total: u32,
    /// Covered and total of the required.
    pub coverage_required: [u32; 2],
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file under `fixtures/`.
pub fn fixture(path: &str) -> PathBuf {
    root().join("fixtures").join(path)
}

/// The bytes of a file under `fixtures/`.
///
/// # Panics
///
/// When it is not there.
pub fn bytes(path: &str) -> Vec<u8> {
    fs::read(fixture(path)).unwrap_or_else(|error| panic!("fixtures/{path}: {error}"))
}

/// The text of a file under `fixtures/`.
///
/// # Panics
///
/// When it is not there or not UTF-8.
pub fn text(path: &str) -> String {
    String::from_utf8(bytes(path)).unwrap_or_else(|error| panic!("fixtures/{path}: {error}"))
}

/// The JSON of a file under `fixtures/`.
///
/// # Panics
///
/// When it is not there or no JSON.
pub fn json(path: &str) -> Value {
    serde_json::from_slice(&bytes(path)).unwrap_or_else(|error| panic!("fixtures/{path}: {error}"))
}

/// Paths, under `fixtures/`, of the files of a folder; sorted.
///
/// # Panics
///
/// When there is no such folder.
pub fn files(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(fixture(folder)).unwrap_or_else(|error| panic!("fixtures/{folder}: {error}"));
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the folder can be listed"))
        .filter(|entry| entry.path().is_file())
        .map(|entry| format!("{folder}/{}", entry.file_name().to_string_lossy()))
        .collect();
    names.sort();
    names
}

/// What must come out of a fixture: of `resumes/x.pdf`, the file `expected/resumes/x.json`; `None` where nothing is written down.
pub fn expected(path: &str) -> Option<Value> {
    let file = Path::new("expected").join(path).with_extension("json");
    let file = file.to_string_lossy();
    fixture(&file).exists().then(|| json(&file))
}

/// The pairs of `fixtures/pairs.json`.
///
/// # Panics
///
/// When the file is not of that form.
pub fn pairs() -> Vec<Pair> {
    serde_json::from_value(json("pairs.json")).expect("pairs.json has the form of Pair")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_has_its_files() {
        for pair in pairs() {
            for path in [&pair.resume, &pair.posting] {
                assert!(fixture(path).exists(), "{}: no {path}", pair.name);
                assert!(expected(path).is_some(), "{}: nothing expected of {path}", pair.name);
            }
        }
    }
}
