//! The fixed words of resumes, as `templates/tailoring.toml` has them.

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

use crate::{letter::Locale, resume::SectionKind};

/// Why the words cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TailoringError {
    /// The file of words does not read, or lacks one.
    #[error("templates/tailoring.toml does not read: {reason}; correct it")]
    Wording {
        /// What is wrong, and where.
        reason: String,
    },
}

impl TailoringError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Wording { .. } => "tailoring.wording",
        }
    }
}

/// The fixed words of resumes that are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// What stands before a name and belongs to it, folded: « dr ».
    honorifics: Vec<String>,
    heading: BTreeMap<String, ByLocale>,
}

/// A text in each language of output.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByLocale {
    fr: String,
    #[serde(rename = "en-US")]
    en_us: String,
    #[serde(rename = "en-GB")]
    en_gb: String,
}

impl ByLocale {
    fn of(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fr => &self.fr,
            Locale::EnUs => &self.en_us,
            Locale::EnGb => &self.en_gb,
        }
    }
}

impl Wording {
    /// Reads the words.
    ///
    /// ```
    /// use sartor_core::{letter::Locale, resume::SectionKind, tailoring::Wording};
    /// let words = Wording::parse(include_str!("../../../../templates/tailoring.toml"))?;
    /// assert_eq!(words.heading(SectionKind::Education, Locale::Fr), "Formation");
    /// # Ok::<(), sartor_core::tailoring::TailoringError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A file that does not read, or that lacks the heading of a kind.
    pub fn parse(text: &str) -> Result<Self, TailoringError> {
        let words: Self =
            toml::from_str(text).map_err(|error| TailoringError::Wording { reason: error.to_string() })?;
        match HEADED.iter().find(|kind| !words.heading.contains_key(kind.id())) {
            Some(kind) => {
                Err(TailoringError::Wording { reason: format!("there is no [heading.{}]", kind.id()) })
            }
            None => Ok(words),
        }
    }

    /// The words in the template files of the program, by their names under `templates/`.
    ///
    /// # Errors
    ///
    /// Those of [`Wording::parse`]; a missing file does not read.
    pub fn of_files(files: &[(&str, &str)]) -> Result<Self, TailoringError> {
        let found = files.iter().find(|(name, _)| *name == "tailoring.toml");
        Self::parse(found.map_or("", |(_, text)| text))
    }

    /// Whether a word before a name belongs to it: « Dr ».
    pub(super) fn is_honorific(&self, word: &str) -> bool {
        let key = crate::text::fold_key(word);
        self.honorifics.iter().any(|known| known == key.trim_end_matches('.'))
    }

    /// The heading of a kind of section; empty for the header, which has none.
    pub fn heading(&self, kind: SectionKind, locale: Locale) -> &str {
        self.heading.get(kind.id()).map_or("", |words| words.of(locale))
    }
}

/// The kinds that have a heading.
const HEADED: &[SectionKind] = &[
    SectionKind::Summary,
    SectionKind::Experience,
    SectionKind::Education,
    SectionKind::Skills,
    SectionKind::SoftSkills,
    SectionKind::Languages,
    SectionKind::Projects,
    SectionKind::Certifications,
    SectionKind::Interests,
    SectionKind::Volunteering,
    SectionKind::Publications,
    SectionKind::Awards,
    SectionKind::References,
    SectionKind::Teaching,
    SectionKind::Misc,
];
