//! What a posting asks; every part knows its place in the text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Language, Span, Spanned, lexicon::SkillIx, terms::Unlisted};

/// A posting, understood.
#[derive(Debug, Clone)]
pub struct Posting {
    /// The text that all spans point into.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// False for a role profile (« fiche métier »), which is scored as a role, without company or contract.
    pub is_posting: bool,
    /// Title as written.
    pub title: Option<Spanned>,
    /// Title without H/F, inclusive endings, reference, place, emoji; for prose.
    pub title_clean: Option<String>,
    /// Roles that the title names, by id.
    pub roles: Vec<String>,
    /// Company.
    pub company: Option<Spanned>,
    /// Town.
    pub city: Option<Spanned>,
    /// Contract: an id of the table `contract`, and where it stands.
    pub contract: Option<(String, Span)>,
    /// Remote work: `remote`, `hybrid` or `on_site`.
    pub remote: Option<(String, Span)>,
    /// Reference.
    pub reference: Option<Spanned>,
    /// Salary as written.
    pub salary: Option<Spanned>,
    /// Person to write to: « Madame Claire Petit », with a civility where the posting gives one.
    pub recipient: Option<Spanned>,
    /// Phrases that tell what one would do, for the letter; without bullet signs.
    pub missions: Vec<Spanned>,
    /// Years of experience asked of the whole role.
    pub years: Option<Years>,
    /// Every number of years asked of the whole role, in the order of the text; they may contradict one another.
    pub all_years: Vec<Years>,
    /// Where beginners are said to be welcome.
    pub beginners: Option<Span>,
    /// Diploma asked.
    pub diploma: Option<DiplomaAsked>,
    /// Spoken languages asked.
    pub languages: Vec<LanguageAsked>,
    /// Skills and any-of groups asked, in the order of the text; each skill once, with its strongest modality.
    pub requirements: Vec<Requirement>,
    /// Salient terms that no dictionary knows.
    pub unlisted: Unlisted,
    /// The parts of the posting.
    pub segments: Vec<Segment>,
}

/// How strongly something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// A plus.
    Preferred,
    /// Named without saying how much it matters.
    Stated,
    /// A must.
    Required,
}

impl Modality {
    /// The weight, of scoring.md.
    pub const fn weight(self) -> u32 {
        self as u32 + 1
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// One skill.
    Skill(SkillIx),
    /// Any of several.
    AnyOf(Vec<Member>),
}

/// A member of an any-of group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The skill.
    pub skill: SkillIx,
    /// Where it is named.
    pub span: Span,
    /// Singled out (« idéalement React »).
    pub singled_out: bool,
}

impl Member {
    /// A member that no posting names, as those of a role.
    pub const fn of(skill: SkillIx) -> Self {
        Self { skill, span: Span::new(0, 0), singled_out: false }
    }
}

/// One requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// What is asked.
    pub target: Target,
    /// How strongly.
    pub modality: Modality,
    /// Every place where it is named, the deciding one first.
    pub sources: Vec<Span>,
    /// The words that decided the modality (a cue or a heading); `None` by default.
    pub why: Option<Spanned>,
    /// Named in the title.
    pub in_title: bool,
    /// Months of experience asked of this skill.
    pub months: Option<u32>,
    /// Of what is required, where it is called a mere plus.
    pub softened: Option<Span>,
}

/// Years asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Years {
    /// Least number of months.
    pub months: u32,
    /// How strongly.
    pub modality: Modality,
    /// Where.
    pub span: Span,
    /// Read from words such as « confirmé », not from a number.
    pub interpreted: bool,
}

/// Diploma asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiplomaAsked {
    /// Level, EQF 3 to 8.
    pub level: u8,
    /// How strongly.
    pub modality: Modality,
    /// « ou équivalent »: experience may stand for it.
    pub or_equivalent: bool,
    /// Where.
    pub span: Span,
}

/// A spoken language asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageAsked {
    /// Id in the table `spoken`.
    pub id: String,
    /// 1 (A1) to 6; 4 (B2) where none is told.
    pub level: u8,
    /// How strongly.
    pub modality: Modality,
    /// Where.
    pub span: Span,
}

/// What a part of a posting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SegmentKind {
    /// Title and what stands above the first heading.
    Head,
    /// What one would do.
    Missions,
    /// What one should bring.
    Profile,
    /// What one must bring.
    Required,
    /// What would be a plus.
    Preferred,
    /// Contract, place, pay.
    Terms,
    /// The company, benefits, how to apply, legal text: nothing is asked here.
    Ignore,
}

/// A part of a posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Its heading.
    pub heading: Option<Spanned>,
    /// Heading and body.
    pub span: Span,
}
