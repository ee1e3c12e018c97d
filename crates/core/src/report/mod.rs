//! The answer of a match, serialisable; a change of its shape bumps [`SCHEMA_VERSION`].

mod ranking;
mod row;

pub use ranking::{NextSkill, RankedPosting, Ranking};
pub use row::{Cell, Column, Outcome, Row, Scored, rank};

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Language, Span, lexicon::Category, posting::Modality};

/// Version of the JSON of every report.
pub const SCHEMA_VERSION: u32 = 1;

/// What a resume evidences of a posting or a role.
///
/// Points are hundredths of a point; [`Fit::parts`] sum exactly to [`Fit::total`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The reference date, `YYYY-MM-DD`.
    pub as_of: String,
    /// Digest of the lexicon.
    pub lexicon_digest: String,
    /// The resume.
    pub resume: ResumeHead,
    /// The posting, unless a role was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posting: Option<PostingHead>,
    /// The role, where one was asked instead of a posting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleHead>,
    /// What a literal search would see.
    pub coverage: Coverage,
    /// The evidence-weighted score.
    pub fit: Fit,
    /// Skills and any-of groups, in the order of the posting.
    pub requirements: Vec<RequirementReport>,
    /// Years, diploma, languages.
    pub constraints: Vec<Constraint>,
    /// What stands out in the files themselves.
    pub findings: Vec<Finding>,
    /// Salient terms of the posting that no lexicon knows.
    pub unlisted: Vec<Unlisted>,
}

/// The resume of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ResumeHead {
    /// Name of the document, as the caller named it.
    pub document: String,
    /// Its language.
    pub language: Language,
}

/// The posting of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PostingHead {
    /// Title, without what does not belong to it.
    pub title: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Language.
    pub language: Language,
}

/// The role of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoleHead {
    /// Id.
    pub id: String,
}

/// Shares of requirements whose words stand in the resume; no weights.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Of the required.
    pub required: Share,
    /// Of the stated.
    pub stated: Share,
    /// Of the preferred.
    pub preferred: Share,
    /// Of all.
    pub all: Share,
    /// Of the terms that no lexicon knows; never part of the others.
    pub unlisted: Share,
}

/// Covered of total.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// How many are covered.
    pub covered: u32,
    /// How many there are.
    pub total: u32,
    /// `covered / total` to four places; `null` of none.
    pub share: Option<f64>,
}

impl Share {
    /// The share of `covered` in `total`.
    pub fn of(covered: u32, total: u32) -> Self {
        let share = (total > 0).then(|| f64::from((covered * 20_000 + total) / (2 * total)) / 10_000.0);
        Self { covered, total, share }
    }
}

impl Coverage {
    /// What `--min-coverage` reads: the required share, or that of all where nothing is required.
    pub fn decisive(&self) -> Share {
        if self.required.total > 0 { self.required } else { self.all }
    }
}

/// The score and its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fit {
    /// Hundredths of a point, 0 to 10000; `null` where nothing can be scored.
    pub total: Option<u32>,
    /// One part an item, by id; the points sum to the total, `of` to 10000.
    pub parts: Vec<Part>,
}

/// One part of the score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Id of the requirement, or `title`, `years`, `diploma`, `language.en` …
    pub requirement: String,
    /// Points, hundredths.
    pub points: u32,
    /// The most it could bring, hundredths.
    pub of: u32,
}

/// One requirement and its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequirementReport {
    /// The skill's id, or the ids of an any-of group joined by `|`.
    pub id: String,
    /// Class of weight.
    pub kind: Category,
    /// Label in the language of the report.
    pub label: String,
    /// How strongly it is asked.
    pub modality: Modality,
    /// The members of an any-of group.
    pub any_of: Option<Vec<String>>,
    /// Where the posting asks it; empty for a role.
    pub source: Vec<Quote>,
    /// How often the posting names it.
    pub in_posting: u32,
    /// How often the resume names it, or what implies it.
    pub in_resume: u32,
    /// Whether the resume names it.
    pub status: Status,
    /// Where the resume shows it.
    pub evidence: Vec<EvidenceReport>,
    /// Points, hundredths, that one dated job that uses it, and its name among the skills, would add.
    pub gain: u32,
    /// Ids of skills that the resume shows and that are near.
    pub near: Vec<String>,
    /// The form the posting uses, where a literal search for it fails although the resume names the skill in other words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub write_as: Option<String>,
    /// Where it could honestly be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<Advice>,
}

/// Whether a requirement is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// One of its forms stands in the resume.
    Covered,
    /// Something near does.
    Near,
    /// Nothing does.
    Missing,
}

/// What to change, if it is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Listed only: show it in the entry where it was used.
    ShowInEntry,
    /// Used only: name it among the skills too.
    NameInSkills,
    /// Not there: add it where it was used, if it was.
    AddIfTrue,
}

/// A place of the posting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// First byte in the posting's text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
}

impl Quote {
    /// What stands under `span`.
    pub fn at(text: &str, span: Span) -> Self {
        Self { start: span.start, end: span.end, text: span.of(text).to_owned() }
    }
}

/// A place of the resume that evidences a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceReport {
    /// First byte in the resume's text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Kind of the section.
    pub section: Cow<'static, str>,
    /// Index of the entry, where it stands in one.
    pub entry: Option<usize>,
    /// What it counts as.
    pub strength: Strength,
    /// Line of the resume's text, from 1.
    pub line: u32,
}

/// What a piece of evidence counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Denied or only wished for: nothing.
    None,
    /// Listed or said: headline, summary, skills, interests.
    Declared,
    /// Studies or training.
    Education,
    /// A certification.
    Certification,
    /// A project, open source, volunteering.
    Project,
    /// A job.
    Job,
}

/// Something asked that is no keyword.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Constraint {
    /// `title`, `years`, `diploma` or `language`.
    pub kind: String,
    /// What is asked.
    pub asked: String,
    /// What the resume tells.
    pub found: Option<String>,
    /// Whether it is met.
    pub status: Met,
    /// Where the posting asks it.
    pub source: Option<Quote>,
}

/// Whether a constraint is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// The resume does not tell.
    Unknown,
}

/// One result of looking at the files themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Stable code.
    pub code: String,
    /// What was found, in the language of the report.
    pub message: String,
    /// The evidence.
    pub evidence: String,
}

/// A salient term that no lexicon knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unlisted {
    /// The term, as the posting writes it.
    pub text: String,
    /// How often the posting names it.
    pub in_posting: u32,
    /// How often the resume does.
    pub in_resume: u32,
    /// Where the posting says it.
    #[serde(default)]
    pub source: Vec<Quote>,
}
