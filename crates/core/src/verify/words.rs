//! The words of the check, as `templates/verify.toml` has them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use thiserror::Error;

use crate::tailoring::Reason;

/// Why the check cannot be made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The file of words does not read, or lacks one.
    #[error("templates/verify.toml does not read: {reason}; correct it")]
    Words {
        /// What is wrong, and where.
        reason: String,
    },
}

impl VerifyError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Words { .. } => "verify.words",
        }
    }
}

/// The words that the check needs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyWords {
    pub(super) hole_marks: Vec<String>,
    pub(super) hole_words: Vec<String>,
    pub(super) own_words: BTreeSet<String>,
    pub(super) other_words: BTreeSet<String>,
    pub(super) experience: BTreeSet<String>,
    pub(super) years: BTreeSet<String>,
    pub(super) formal: BTreeSet<String>,
    pub(super) levels: BTreeSet<String>,
    pub(super) any_diploma: BTreeSet<String>,
    number: Vec<Number>,
    finding: Vec<Said>,
    #[serde(skip)]
    pub(super) numbers: BTreeMap<String, u32>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Number {
    value: u32,
    words: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    code: String,
    fr: String,
    en: String,
}

impl VerifyWords {
    /// Reads the words.
    ///
    /// ```
    /// use sartor_core::verify::VerifyWords;
    /// let words = VerifyWords::parse(include_str!("../../../../templates/verify.toml"));
    /// assert!(words.is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// A file that does not read, or that lacks what a finding says.
    pub fn parse(text: &str) -> Result<Self, VerifyError> {
        let mut words: Self =
            toml::from_str(text).map_err(|error| VerifyError::Words { reason: error.to_string() })?;
        let lacks = CODES.iter().find(|code| !words.finding.iter().any(|said| said.code == **code));
        if let Some(code) = lacks {
            return Err(VerifyError::Words { reason: format!("there is no [[finding]] {code}") });
        }
        let pairs =
            words.number.iter().flat_map(|own| own.words.iter().map(|word| (word.clone(), own.value)));
        words.numbers = pairs.collect();
        Ok(words)
    }

    /// The words in the template files of the program, by their names under `templates/`.
    ///
    /// # Errors
    ///
    /// Those of [`VerifyWords::parse`]; a missing file does not read.
    pub fn of_files(files: &[(&str, &str)]) -> Result<Self, VerifyError> {
        let found = files.iter().find(|(name, _)| *name == "verify.toml");
        Self::parse(found.map_or("", |(_, text)| text))
    }

    /// What a finding says.
    pub(super) fn message(&self, code: &str, text: &str) -> Reason {
        let said = self.finding.iter().find(|said| said.code == code);
        let with = |sentence: &str| sentence.replace("{text}", text);
        Reason {
            fr: said.map(|said| with(&said.fr)).unwrap_or_default(),
            en: said.map(|said| with(&said.en)).unwrap_or_default(),
        }
    }
}

/// The codes of findings.
const CODES: &[&str] = &[
    "verify.skill",
    "verify.level",
    "verify.number",
    "verify.years",
    "verify.date",
    "verify.employer",
    "verify.school",
    "verify.title",
    "verify.diploma",
    "verify.language",
    "verify.name",
    "verify.contact",
    "verify.hole",
    "verify.company",
    "verify.recipient",
    "verify.reference",
];
