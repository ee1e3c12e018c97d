//! The rules as data: severity, texts and limits, as `templates/audit.toml` has them.

use std::collections::BTreeMap;

use minijinja::{AutoEscape, Environment, Value};
use serde::{Deserialize, de::DeserializeOwned};
use thiserror::Error;

use super::model::Severity;
use crate::Language;

/// Why the rules cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AuditError {
    /// The file of rules does not read, or one of its texts does not work.
    #[error("the rules do not read: {reason}")]
    Rules {
        /// What is wrong, and where.
        reason: String,
    },
    /// A code to ignore that no rule has.
    #[error("no rule of the audit has the code {code}")]
    UnknownCode {
        /// The code.
        code: String,
    },
}

impl AuditError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Rules { .. } => "audit.rules",
            Self::UnknownCode { .. } => "audit.unknown_code",
        }
    }
}

/// From where on something is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Unmapped letters, in hundredths of all.
    pub unmapped_percent: u32,
    /// Private-use signs, in hundredths of all letters.
    pub private_percent: u32,
    /// Words that the naive reader mixes or moves, in hundredths.
    pub moved_percent: u32,
    /// Words that it loses, in hundredths.
    pub lost_percent: u32,
    /// Months of a gap.
    pub gap_months: i32,
    /// Months of an overlap.
    pub overlap_months: i32,
    /// Characters of a bullet.
    pub bullet_chars: usize,
    /// Pages.
    pub pages: u32,
    /// Years of work up to which one page does, in France.
    pub one_page_years: u32,
    /// Fewest words.
    pub least_words: u32,
    /// Most words.
    pub most_words: u32,
    /// One bullet in so many should hold a figure.
    pub figures_one_in: usize,
    /// Bullets from which that is asked.
    pub figures_from_bullets: usize,
    /// Most repeats of a term.
    pub repeats: usize,
    /// Most share of a term, in hundredths of the content words.
    pub repeat_percent: usize,
    /// Content words from which that share is asked.
    pub repeat_from_words: usize,
    /// Words in a row that are shared with the posting.
    pub pasted_words: usize,
    /// Skills in properties that the text does not name.
    pub stuffed_skills: usize,
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Places shown for one finding.
    pub evidence: usize,
}

/// One rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its stable code.
    pub code: String,
    /// How much a finding of it matters.
    pub severity: Severity,
    /// The message in French.
    pub fr: String,
    /// The message in English.
    pub en: String,
    /// The remedy in French.
    pub remedy_fr: String,
    /// The remedy in English.
    pub remedy_en: String,
}

/// The rules of the audit of a resume.
pub type Rules = RuleBook<Limits>;

/// Rules with their limits `L`, ready to be told.
#[derive(Debug, Clone)]
pub struct RuleBook<L> {
    /// From where on something is told.
    pub limits: L,
    list: Vec<Rule>,
    places: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<L> {
    limits: L,
    rule: Vec<Rule>,
}

impl<L: DeserializeOwned> RuleBook<L> {
    /// Reads the rules from a text such as that of `templates/audit.toml`.
    ///
    /// # Errors
    ///
    /// [`AuditError::Rules`] where it does not read, a code stands twice, or a text is no template.
    pub fn parse(text: &str) -> Result<Self, AuditError> {
        let wrong = |reason: String| AuditError::Rules { reason };
        let file: File<L> = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
        let mut places = BTreeMap::new();
        let engine = engine();
        for (at, rule) in file.rule.iter().enumerate() {
            if places.insert(rule.code.clone(), at).is_some() {
                return Err(wrong(format!("{} stands twice", rule.code)));
            }
            for text in [&rule.fr, &rule.en, &rule.remedy_fr, &rule.remedy_en] {
                engine.template_from_str(text).map_err(|error| wrong(format!("{}: {error}", rule.code)))?;
            }
        }
        Ok(Self { limits: file.limits, list: file.rule, places })
    }
}

impl<L> RuleBook<L> {
    /// All rules, in the order in which they are told.
    pub fn list(&self) -> &[Rule] {
        &self.list
    }

    /// The place of a rule in that order.
    pub fn place(&self, code: &str) -> Option<usize> {
        self.places.get(code).copied()
    }

    /// The rule of a code.
    pub fn get(&self, code: &str) -> Option<&Rule> {
        self.place(code).map(|at| &self.list[at])
    }

    /// Checks codes that are to be ignored.
    ///
    /// # Errors
    ///
    /// [`AuditError::UnknownCode`] for the first that no rule has.
    pub fn check(&self, codes: &[String]) -> Result<(), AuditError> {
        match codes.iter().find(|code| self.get(code).is_none()) {
            Some(code) => Err(AuditError::UnknownCode { code: code.clone() }),
            None => Ok(()),
        }
    }
}

impl Rule {
    /// The message and the remedy, filled with the values of a finding.
    pub(crate) fn tell(&self, language: Language, values: &Value) -> (String, String) {
        let engine = engine();
        // A text whose value is not there still says the rest; the tests tell all texts.
        let fill = |text: &str| engine.render_str(text, values).unwrap_or_else(|_| text.to_owned());
        (fill(language.pick(&self.fr, &self.en)), fill(language.pick(&self.remedy_fr, &self.remedy_en)))
    }
}

fn engine() -> Environment<'static> {
    let mut engine = Environment::new();
    engine.set_auto_escape_callback(|_| AutoEscape::None);
    engine.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    engine
}
