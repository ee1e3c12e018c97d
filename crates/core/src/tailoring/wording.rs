//! The words of tailored resumes, as `templates/tailoring.toml` has them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use thiserror::Error;

use super::plan::Reason;
use crate::{letter::Locale, resume::SectionKind, text::fold_key};

/// Why a resume cannot be tailored.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TailoringError {
    /// The file of words does not read, or lacks one.
    #[error("templates/tailoring.toml does not read: {reason}; correct it")]
    Wording {
        /// What is wrong, and where.
        reason: String,
    },
    /// There is no posting to follow.
    #[error("a resume is tailored to a posting, not to a role: name one with --posting")]
    NoPosting,
    /// A decision names an edit that the plan does not hold.
    #[error(
        "the plan has no edit {id}; its ids are those that `sartor tailor` prints for the same files and date"
    )]
    UnknownEdit {
        /// The id.
        id: String,
    },
}

impl TailoringError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Wording { .. } => "tailoring.wording",
            Self::NoPosting => "tailoring.no_posting",
            Self::UnknownEdit { .. } => "tailoring.unknown_edit",
        }
    }
}

/// The fixed words of resumes that are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    honorifics: BTreeSet<String>,
    levels: BTreeSet<String>,
    pub(super) limits: Limits,
    phrase: BTreeMap<String, ByLocale>,
    #[serde(rename = "rule")]
    rules: Vec<Said>,
    #[serde(rename = "flag")]
    flags: Vec<Said>,
    heading: BTreeMap<String, ByLocale>,
}

/// From where on something is done.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limits {
    pub(super) facts_least: usize,
    pub(super) facts_most: usize,
    pub(super) headline: usize,
    pub(super) long: usize,
    pub(super) bullets_kept: usize,
    pub(super) old_months: i32,
    pub(super) transferable_least: usize,
    pub(super) transferable_most: usize,
}

/// What a rule or a flag says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    code: String,
    fr: String,
    en: String,
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
    /// A file that does not read, or that lacks a heading, a phrase, or what a rule says.
    pub fn parse(text: &str) -> Result<Self, TailoringError> {
        let words: Self =
            toml::from_str(text).map_err(|error| TailoringError::Wording { reason: error.to_string() })?;
        let lacks = |reason: String| Err(TailoringError::Wording { reason });
        if let Some(kind) = HEADED.iter().find(|kind| !words.heading.contains_key(kind.id())) {
            return lacks(format!("there is no [heading.{}]", kind.id()));
        }
        if let Some(name) = PHRASES.iter().find(|name| !words.phrase.contains_key(**name)) {
            return lacks(format!("there is no [phrase.{name}]"));
        }
        let said = |list: &[Said], code: &str| list.iter().any(|said| said.code == code);
        if let Some(code) = RULES.iter().find(|code| !said(&words.rules, code)) {
            return lacks(format!("there is no [[rule]] {code}"));
        }
        if let Some(code) = FLAGS.iter().find(|code| !said(&words.flags, code)) {
            return lacks(format!("there is no [[flag]] {code}"));
        }
        Ok(words)
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
        self.honorifics.contains(fold_key(word).trim_end_matches('.'))
    }

    /// The words of a title that tell a level.
    pub(super) fn levels(&self, title: &str) -> BTreeSet<String> {
        let key = fold_key(title);
        let words = key.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| self.levels.contains(*word)).map(str::to_owned).collect()
    }

    /// The heading of a kind of section; empty for the header, which has none.
    pub fn heading(&self, kind: SectionKind, locale: Locale) -> &str {
        self.heading.get(kind.id()).map_or("", |words| words.of(locale))
    }

    /// A fixed phrase with its values.
    pub(super) fn phrase(&self, name: &str, locale: Locale, values: &[(&str, &str)]) -> String {
        filled(self.phrase.get(name).map_or("", |words| words.of(locale)), values)
    }

    /// What a rule says of an edit, in both languages.
    pub(super) fn reason(&self, code: &str, values: &[(&str, &str)]) -> Reason {
        said(&self.rules, code, values)
    }

    /// What a flag says, in both languages.
    pub(super) fn flag(&self, code: &str) -> Reason {
        said(&self.flags, code, &[])
    }
}

fn said(list: &[Said], code: &str, values: &[(&str, &str)]) -> Reason {
    let found = list.iter().find(|said| said.code == code);
    let text = |pick: fn(&Said) -> &str| found.map(|said| filled(pick(said), values)).unwrap_or_default();
    Reason { fr: text(|said| &said.fr), en: text(|said| &said.en) }
}

fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    out + rest
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

/// The phrases that rules ask for.
const PHRASES: &[&str] = &[
    "application",
    "facts",
    "facts_role",
    "facts_years",
    "facts_only",
    "facts_beside",
    "transferable",
    "present",
    "since",
    "native",
];

/// The codes of the rules, in the order in which a plan shows their edits.
pub(super) const RULES: &[&str] = &[
    "headline.posting_title",
    "headline.application",
    "summary.facts",
    "career.transferable",
    "skills.surface",
    "skills.wording",
    "skills.language",
    "skills.order",
    "entry.order",
    "entry.wording",
    "entry.drop",
    "entry.one_line",
    "section.drop",
    "heading.language",
    "title.language",
    "dates.language",
    "spoken.language",
];

/// The codes of flags.
const FLAGS: &[&str] = &["untranslated", "reads_lower", "withheld"];
