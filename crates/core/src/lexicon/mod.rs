//! The lexicon: the validated set of skills, roles, titles, diplomas and the words that tell what a line means.
//!
//! The data is written in `keywords/` ([`raw`] is its form); [`Lexicon::load`] reads it and refuses what [`lint`] finds wrong.

mod canonical;
mod collisions;
mod esco;
mod fault;
mod hiding;
pub(crate) mod ids;
mod kind;
mod lint;
mod load;
pub mod raw;
mod thin;
mod usage;

use std::collections::BTreeMap;

pub use canonical::canonical;
pub use esco::{EscoConcept, EscoImport, Left, import_esco};
pub use fault::{Fault, LexiconError};
pub use kind::{Category, Kind};
pub use lint::lint;
pub use load::{SourceFile, schema};
use serde::{Deserialize, Serialize};
pub use thin::thin_roles;
pub use usage::{Usage, usage};

use crate::Language;

/// A skill of the [`Lexicon`], by its place in [`Lexicon::skills`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SkillIx(pub u32);

/// Tables of words: meaning to French and English words.
pub type WordTable = Vec<raw::Words>;

/// The validated model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexicon {
    /// Skills, by id.
    pub skills: Vec<raw::Skill>,
    /// Titles, by id.
    pub titles: Vec<raw::Title>,
    /// Diplomas, fields, schools, trainings, by id.
    pub diplomas: Vec<raw::Diploma>,
    /// Contexts, by id.
    pub contexts: Vec<raw::Context>,
    /// Roles, by id.
    pub roles: Vec<raw::Role>,
    /// The word tables, by name: `abbreviation`, `heading`, `segment`, `cue`, `telling`, `naming`, `month`, `season`, `time`, `spoken`, `spoken_level`, `contract`, `remote`,
    /// `audit`, `not_company`, `term`, `background`.
    pub words: BTreeMap<String, WordTable>,
    /// blake3 id of the files, the first 16 hexadecimal digits.
    pub digest: String,
    implied: Vec<Vec<SkillIx>>,
}

impl Lexicon {
    /// The skill of this id.
    pub fn skill(&self, id: &str) -> Option<SkillIx> {
        let at = self.skills.binary_search_by(|skill| skill.id.as_str().cmp(id)).ok()?;
        u32::try_from(at).ok().map(SkillIx)
    }

    /// The data of a skill.
    ///
    /// # Panics
    ///
    /// When the index comes from another lexicon.
    pub fn get(&self, skill: SkillIx) -> &raw::Skill {
        &self.skills[skill.0 as usize]
    }

    /// The label of a skill.
    pub fn label(&self, skill: SkillIx, language: Language) -> &str {
        let skill = self.get(skill);
        language.pick(&skill.fr, &skill.en)
    }

    /// All skills that `skill` implies, itself excluded, by id.
    pub fn implied(&self, skill: SkillIx) -> &[SkillIx] {
        &self.implied[skill.0 as usize]
    }

    /// True when having `skill` is having `asked`: the same, or implied by it. One way only.
    pub fn satisfies(&self, skill: SkillIx, asked: SkillIx) -> bool {
        skill == asked || self.implied(skill).contains(&asked)
    }

    /// The role of this id.
    pub fn role(&self, id: &str) -> Option<&raw::Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// True when both roles are the same or name each other as neighbours.
    pub fn same_family(&self, a: &str, b: &str) -> bool {
        a == b || self.role(a).is_some_and(|role| role.neighbours.iter().any(|id| id == b))
    }

    /// The words of a table; empty for an unknown name.
    pub fn table(&self, name: &str) -> &[raw::Words] {
        self.words.get(name).map_or(&[], Vec::as_slice)
    }
}
