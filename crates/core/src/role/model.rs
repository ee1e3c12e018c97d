//! What a card of a role holds, serialisable; a change of its shape bumps the version of every report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SkillGroup;
use crate::{Language, lexicon::raw::Role};

/// A role as the lexicon has it, by ids, and its card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RoleCard {
    /// Version of this JSON, that of every report.
    pub schema_version: u32,
    /// Digest of the lexicon.
    pub lexicon_digest: String,
    /// Language of the card.
    pub language: Language,
    /// The role as it is written in `keywords/roles/`.
    #[serde(flatten)]
    pub role: Role,
    /// The same for a person.
    pub card: Card,
}

/// The card of a role, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Card {
    /// Its name.
    pub name: String,
    /// Its French feminine name, where the card is French and the names differ.
    pub feminine: Option<String>,
    /// What it does, one or two sentences.
    pub summary: String,
    /// What one does.
    pub missions: Vec<CardMission>,
    /// Skills by what they are; soft skills and certifications have groups of their own.
    pub skills: Vec<Grouped>,
    /// Skills that stand in for each other: one of each group does.
    pub alternatives: Vec<Vec<Named>>,
    /// Titles to search postings for.
    pub search: Vec<String>,
    /// What the official title hides.
    pub hides: Option<String>,
    /// Levels, from the first to the last, by source.
    pub levels: Vec<CardLevel>,
    /// Pay of the role as a whole, by source.
    pub salaries: Vec<CardSalary>,
    /// True where a source that we hold tells the pay, of the role or of a level.
    pub pay_is_known: bool,
    /// Diplomas and trainings that lead there.
    pub diplomas: Vec<Named>,
    /// Kinds of employers and ways of working.
    pub contexts: Vec<Named>,
    /// Other facts: conditions, market, training.
    pub facts: Vec<Fact>,
    /// Where one comes from, with what each origin brings.
    pub origins: Vec<CardOrigin>,
    /// Titles that come next.
    pub next: Vec<Named>,
    /// Roles of the same family.
    pub neighbours: Vec<Named>,
    /// Advice, by source.
    pub advice: Vec<Advised>,
    /// What a resume for the role is made of, in order.
    pub structure: Vec<CardSection>,
    /// Skills whose words a resume should show where they are true, the weightiest first.
    pub keywords: Vec<Named>,
}

/// A thing of the lexicon by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name in the language of the card.
    pub label: String,
}

/// One thing the role does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CardMission {
    /// In a sentence.
    pub text: String,
    /// The skills it takes.
    pub skills: Vec<Named>,
    /// Who says so.
    pub source: String,
}

/// The skills of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Grouped {
    /// What they are.
    pub group: SkillGroup,
    /// Those that the role cannot do without.
    pub essential: Vec<Named>,
    /// Those that help.
    pub optional: Vec<Named>,
}

/// A level as one source tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CardLevel {
    /// `junior`, `mid`, `senior` or `lead`.
    pub id: String,
    /// Its name in this source.
    pub name: String,
    /// Least years.
    pub years_min: Option<u8>,
    /// Most years.
    pub years_max: Option<u8>,
    /// Least gross pay a year, euros.
    pub salary_min: Option<u32>,
    /// Most gross pay a year, euros.
    pub salary_max: Option<u32>,
    /// What the source says of it.
    pub note: Option<String>,
    /// Who says so.
    pub source: String,
}

/// Pay of the role as a whole, as one source tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CardSalary {
    /// Least gross pay, euros.
    pub min: u32,
    /// Most gross pay, euros.
    pub max: u32,
    /// `year` or `month`.
    pub per: String,
    /// A remark.
    pub note: Option<String>,
    /// Who says so.
    pub source: String,
}

/// A fact that has no place of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// `conditions`, `market`, `remote`, `training` or `entry_salary`.
    pub kind: String,
    /// In a sentence.
    pub text: String,
    /// Who says so.
    pub source: String,
}

/// A title that people come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CardOrigin {
    /// The title.
    pub title: Named,
    /// What it brings and what remains.
    pub text: String,
    /// The skills that transfer.
    pub transferable: Vec<Transferable>,
}

/// A skill that an origin brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Transferable {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What it is worth in the new role.
    pub standing: Standing,
}

/// What a skill is to a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The role cannot do without it, or without what it implies.
    Essential,
    /// It helps, or what it implies does.
    Optional,
    /// The role does not name it.
    Beside,
}

/// Advice of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Advised {
    /// `career_change`, `resume` or `search`.
    pub kind: String,
    /// In a sentence.
    pub text: String,
    /// Who says so.
    pub source: String,
}

/// A section of a resume for the role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CardSection {
    /// Id of the section.
    pub section: String,
    /// What to put there.
    pub text: String,
}
