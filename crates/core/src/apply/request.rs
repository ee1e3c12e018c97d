//! What the applicant asks of a letter, and says in their own words.

use std::collections::BTreeMap;

use crate::letter::{Fact, Length, Locale};

/// What the applicant asks of a letter.
#[derive(Debug, Clone, Default)]
pub struct LetterRequest {
    /// Language and country; those of the posting by default.
    pub locale: Option<Locale>,
    /// Variant of letter; by default the one that the facts call for.
    pub template: Option<String>,
    /// How long it is to be.
    pub length: Length,
    /// What the files do not hold, by key: `availability`, `reason`, `source`, `gender` …; see [`LetterRequest::key`].
    pub fields: BTreeMap<String, String>,
}

impl LetterRequest {
    /// The keys that a letter takes.
    pub const KEYS: &'static [&'static str] = &[
        "availability",
        "city",
        "company",
        "company.prep",
        "diploma",
        "duration",
        "email",
        "first",
        "gender",
        "last",
        "link",
        "nbsp",
        "phone",
        "reason",
        "recipient.civility",
        "recipient.function",
        "recipient.name",
        "reference",
        "rhythm",
        "salary",
        "school",
        "source",
        "title",
        "tutoiement",
    ];

    /// The plain key of a field: `cand.city` is `city`, `job.source` is `source`, `reason_company` is `reason`; `None` for an unknown one.
    ///
    /// ```
    /// use sartor_core::apply::LetterRequest;
    /// assert_eq!(LetterRequest::key("cand.first"), Some("first"));
    /// assert_eq!(LetterRequest::key("age"), None);
    /// ```
    pub fn key(key: &str) -> Option<&'static str> {
        let plain = key.strip_prefix("cand.").or_else(|| key.strip_prefix("job.")).unwrap_or(key);
        let plain = match plain {
            "reason_company" => "reason",
            "company.name" => "company",
            "ref" => "reference",
            "url" => "source",
            other => other,
        };
        Self::KEYS.iter().find(|known| **known == plain).copied()
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(own, _)| Self::key(own) == Some(key))?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }

    /// The applicant's own word on a fact, or the file's.
    pub(super) fn fact(&self, key: &str, file: Option<Fact>) -> Option<Fact> {
        self.get(key).map(|value| Fact::applicant(value, key)).or(file)
    }
}
